"""
What the text fields of events hold: ids of other charges, or names of people.

Each such field says so itself, as attrs metadata: ``attrs.field(..., metadata=holds(OTHER_CHARGES))``. Clearance, the
schema and the strategies read it there, so no list of field names elsewhere can miss a new field. All other text
fields hold the file's own id of one thing, such as a hearing, or words of the source.
"""

from collections.abc import Collection, Iterator
from functools import cache
from typing import Any, TypeVar, get_args

import attrs

from casestate.written import Written

R = TypeVar("R")

OTHER_CHARGES = "other charges of the same defendant, by id"
"""The content of a field such as ``alternative_to``."""
CHARGES_ACTED_ON = "other charges of the same defendant, by id; the event is an act on each of them too"
"""The content of a field such as ``refiles``."""
PEOPLE_CONCERNED = "people whom the event concerns, by name"
"""The content of ``defendants``, for one, and of the field for an official whose role changes."""
PEOPLE_NAMED = "other people or bodies, by name"
"""The content of a field for a speaker, a victim, a claimant or a judge."""
OTHER_NAMES = "other names of the person whom the event concerns"
"""The content of a field for a name under which a defendant is known too."""

LINKS = (OTHER_CHARGES, CHARGES_ACTED_ON)
"""The contents that are ids of other charges."""
PEOPLE = (PEOPLE_CONCERNED, PEOPLE_NAMED, OTHER_NAMES)
"""The contents that are names of people."""


def holds(content: str) -> dict[str, str]:
    """Return the metadata of a field that holds this content."""
    return {"holds": content}


@cache
def fields_holding(record: type[Any], contents: tuple[str, ...]) -> tuple[str, ...]:
    """
    Return the names of the fields of a type of event, or of a part of one, that hold one of these contents.

    >>> from casestate.events import ChargeMerged
    >>> fields_holding(ChargeMerged, LINKS), fields_holding(ChargeMerged, PEOPLE)
    (('into',), ('defendant',))
    """
    return tuple([field.name for field in attrs.fields(record) if field.metadata.get("holds") in contents])


@cache
def fields_of_records(record: type[Any]) -> tuple[str, ...]:
    """Return the names of the fields that hold other records, such as the parts of a sentence."""
    return tuple([field.name for field in attrs.fields(record) if _is_record(field.type)])


@cache
def may_hold(record: type[Any], contents: tuple[str, ...]) -> bool:
    """
    Return whether a record of a type, or a record in it, may hold one of these contents.

    >>> from casestate.events import PleaEntered, SentenceImposed
    >>> may_hold(PleaEntered, LINKS), may_hold(SentenceImposed, LINKS)
    (False, True)
    """
    of: Any = record
    return bool(fields_holding(of, contents) or fields_of_records(of))


def _is_record(declared: Any) -> bool:
    kinds = [each for each in (declared, *get_args(declared)) if isinstance(each, type)]
    return any(issubclass(each, Written) for each in kinds)


def records_in(record: Any) -> Iterator[Any]:
    """Yield the records that the fields of a record hold: the parts of a sentence, or the act a statement is about."""
    of: Any = type(record)
    for name in fields_of_records(of):
        value = getattr(record, name)
        if isinstance(value, tuple):
            yield from value
        elif value is not None:
            yield value


def own_texts(record: Any, contents: tuple[str, ...]) -> Iterator[str]:
    """Yield each text that the fields of a record hold as one of these contents."""
    of: Any = type(record)
    for name in fields_holding(of, contents):
        value = getattr(record, name)
        yield from value if isinstance(value, tuple) else () if value is None else (value,)


def texts_in(record: Any, contents: tuple[str, ...]) -> Iterator[str]:
    """Yield each text that a record, or a record in it, holds as one of these contents."""
    yield from own_texts(record, contents)
    for part in records_in(record):
        yield from texts_in(part, contents)


def texts_needed(record: Any, contents: tuple[str, ...]) -> Iterator[str]:
    """
    Yield each text that a record holds as one of these contents and cannot be without.

    >>> from casestate.events import Stated
    >>> list(texts_needed(Stated(on="2023", by="A. Doe", modality="denies", defendants=["B. Roe"]), PEOPLE))
    ['A. Doe']
    """
    of: Any = type(record)
    for field in attrs.fields(of):
        value = getattr(record, field.name)
        if field.metadata.get("holds") in contents and field.default is attrs.NOTHING and isinstance(value, str):
            yield value


def without(record: R, texts: Collection[str], contents: tuple[str, ...]) -> R:
    """
    Return a record without some texts where it, or a record in it, holds them as one of these contents.

    Returns the same object if none of them is there.
    """
    of: Any = type(record)
    changed: dict[str, Any] = {}
    for name in fields_holding(of, contents):
        value = getattr(record, name)
        if isinstance(value, tuple):
            if any(text in texts for text in value):
                changed[name] = tuple([text for text in value if text not in texts])
        elif value in texts:
            changed[name] = None
    for name in fields_of_records(of):
        changed |= _changed_parts(name, getattr(record, name), texts, contents)
    return attrs.evolve(record, **changed) if changed else record  # type: ignore[misc]  # every record is an attrs class


def _changed_parts(name: str, value: Any, texts: Collection[str], contents: tuple[str, ...]) -> dict[str, Any]:
    """The field of records under its name if one of them changes without these texts."""
    parts = value if isinstance(value, tuple) else () if value is None else (value,)
    left = tuple([without(part, texts, contents) for part in parts])
    if all(new is old for new, old in zip(left, parts, strict=True)):
        return {}
    return {name: left if isinstance(value, tuple) else left[0]}
