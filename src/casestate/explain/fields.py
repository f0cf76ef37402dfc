"""
The fields of a state that can be asked about by name, and their values in words.

The fields are those the state itself has: its axes, what it derives from them and its records, and the headline.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

import attrs

from casestate.entries import Entry
from casestate.errors import InvalidQuestion
from casestate.events import Component
from casestate.law.headlines import Headline, headline
from casestate.law.procedure import Procedure
from casestate.state import ChargeState, ChargeVersion, CitationState, ClaimState, DefendantState, RecordState
from casestate.vocabulary import Closed
from casestate.when import Certainty

State = ChargeState | ClaimState | CitationState | DefendantState
"""A state with fields to ask about."""

STATES: Mapping[str, type[State]] = {
    "charge": ChargeState,
    "claim": ClaimState,
    "citation": CitationState,
    "person": DefendantState,
}
STATUS = "status"
"""The headline, which rules derive from a state; it is no attribute of the state itself."""


def axes_of(kind: type[State | RecordState]) -> tuple[str, ...]:
    """Return the axes of a kind of state, which acts move; a defendant as a whole has none."""
    fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(kind)
    folded = any(each.name == "moved" for each in fields)
    return tuple([each.name for each in fields if folded and isinstance(each.default, Closed | frozenset)])


def fields_of(kind: type[State]) -> tuple[str, ...]:
    """
    Return the fields of a kind of state: the headline, its axes, and what is derived.

    >>> fields_of(CitationState)
    ('status', 'phase', 'skipped', 'classification', 'approval', 'penalty')
    """
    derived = [name for name, each in vars(kind).items() if isinstance(each, property)]
    named = [name for name in derived if not name.startswith("_") and name not in ("entries", "records", "begun")]
    return (STATUS, *axes_of(kind), *named)


FIELDS: Mapping[str, tuple[str, ...]] = {kind: fields_of(state) for kind, state in STATES.items()}
"""The fields of each kind of subject; those of a person are those of the defendant."""


def known_field(kind: str, field: str) -> str:
    """
    Return the field, if a subject of this kind has it.

    Raises:
        InvalidQuestion: It has no such field.
    """
    if field in FIELDS[kind]:
        return field
    whose = "a defendant" if kind == "person" else f"a {kind}"
    named = "; or ask a charge, claim or citation of theirs, such as view[name].charge('1')" if kind == "person" else ""
    raise InvalidQuestion(f"{whose} has no field {field!r}; ask for one of {', '.join(FIELDS[kind])}{named}")


def value_of(state: State, field: str, procedure: Procedure) -> Any:
    """Return the value of a field of a state; a headline is worded by the procedure."""
    return headline(state, procedure.headlines) if field == STATUS else getattr(state, field)


def plain(value: Any) -> Any:
    """Return a value without the entries that say so, so that only what is said is compared."""
    if isinstance(value, ChargeVersion):
        return attrs.astuple(attrs.evolve(value, entry=None), recurse=False)  # type: ignore[arg-type]  # set aside on purpose
    return value.event if isinstance(value, Entry) else value


def told(value: Any) -> str:
    """
    Return a value in words.

    >>> told(Certainty.POSSIBLY), told(("5", "6")), told(None)
    ('possibly', '5, 6', 'none')
    """
    if value is None or value in ((), frozenset()):
        return "none"
    for kind, words in _WORDS.items():
        if isinstance(value, kind):
            return words(value)
    return str(value)


_WORDS: Mapping[Any, Callable[[Any], str]] = {
    Certainty: lambda value: str(value.name.lower()),
    bool: lambda value: "yes" if value else "no",
    Headline: lambda value: str(value.words),
    ChargeVersion: lambda value: f"{value.offense or 'offence not stated'}{f' ({value.grade})' if value.grade else ''}",
    Component: lambda value: " ".join([told(part) for part in attrs.astuple(value, recurse=False) if part is not None]),
    Entry: lambda value: str(value.id),
    tuple: lambda value: ", ".join([told(each) for each in value]),
    frozenset: lambda value: ", ".join(sorted([told(each) for each in value])),
    StrEnum: lambda value: value.replace("_", " "),
}
