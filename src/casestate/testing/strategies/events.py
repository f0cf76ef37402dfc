"""Strategies for events of every type. Fields are drawn by their annotations, so there is no second list to keep."""

import types
import typing
from collections.abc import Callable
from typing import Any, TypeVar

import attrs
from hypothesis import strategies as st

from casestate.events import (
    EVENT_TYPES,
    ChargeAct,
    ClaimAct,
    Component,
    EntryRetracted,
    Event,
    SettlementTerm,
    Stated,
)
from casestate.events.fields import LINKS
from casestate.terms import Money, Term
from casestate.testing.strategies.choices import named
from casestate.testing.strategies.plain import NAMES
from casestate.testing.strategies.values import moneys, terms, texts, whens, words
from casestate.vocabulary import Vocabulary
from casestate.when import When

E = TypeVar("E", bound=Event)

KEYS = ("1", "2", "3")
"""The ids of charges, claims, citations, hearings, motions and incidents: few enough that events meet."""
_OTHER_KEYS = ("4", "5")
"""Ids for the fields that name other charges: a filing may not name its own charge there, so none of ``KEYS``."""
_KEYED = ("charge", "claim", "citation", "hearing", "motion", "incident")


def events(
    act: type[E], *, on: st.SearchStrategy[When] | None = None, **fields: st.SearchStrategy[Any]
) -> st.SearchStrategy[E]:
    """
    Draw events of one type, with every field drawn; an optional field may be left out.

    Args:
        act: The type, such as ``ChargeFiled``.
        on: The date of the event; dates of every precision by default.
        fields: Strategies for particular fields, which are then always present.

    Raises:
        TypeError: ``act`` is not a type of event, or has no such field.
    """
    if not (isinstance(act, type) and issubclass(act, Event) and act in EVENT_TYPES):
        raise TypeError(f"events() takes a type of event such as ChargeFiled, not {act!r}")
    given = _subjects(act) | {"on": whens() if on is None else on}
    return named("events", _written(act, given, chosen=fields), act)


def any_event(on: st.SearchStrategy[When] | None = None) -> st.SearchStrategy[Event]:
    """Draw events of every type but a retraction, which means nothing without its envelope."""
    return named("any_event", st.one_of([events(act, on=on) for act in EVENT_TYPES if act is not EntryRetracted]))


def charge_acts(on: st.SearchStrategy[When] | None = None) -> st.SearchStrategy[Event]:
    """Draw acts on a charge."""
    return named("charge_acts", st.one_of([events(act, on=on) for act in EVENT_TYPES if issubclass(act, ChargeAct)]))


def components() -> st.SearchStrategy[Component]:
    """Draw parts of a sentence."""
    return named("components", _written(Component, {}))


def settlement_terms() -> st.SearchStrategy[SettlementTerm]:
    """Draw terms of a settlement."""
    return named("settlement_terms", _written(SettlementTerm, {}))


def _subjects(act: type[Event]) -> dict[str, st.SearchStrategy[Any]]:
    given: dict[str, st.SearchStrategy[Any]] = {"defendant": st.sampled_from(NAMES)}
    if issubclass(act, ClaimAct):
        given["defendants"] = st.lists(st.sampled_from(NAMES), min_size=1, max_size=2).map(tuple)
    return given | dict.fromkeys(_KEYED, st.sampled_from(KEYS))


def _written(
    cls: type[Any], given: dict[str, st.SearchStrategy[Any]], chosen: dict[str, st.SearchStrategy[Any]] | None = None
) -> st.SearchStrategy[Any]:
    """Draw values of a class; an optional field may be left out, unless it was chosen."""
    fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(cls)
    chosen = chosen or {}
    unknown = sorted(chosen.keys() - {field.name for field in fields})
    if unknown:
        raise TypeError(f"{cls.__name__} has no field {unknown[0]!r}; its fields: {', '.join(f.name for f in fields)}")
    every = given | chosen
    drawn = {each.name: every[each.name] if each.name in every else of_field(cls, each) for each in fields}
    needed = {field.name for field in fields if field.default is attrs.NOTHING} | chosen.keys()
    return st.fixed_dictionaries(
        {name: each for name, each in drawn.items() if name in needed},
        optional={name: each for name, each in drawn.items() if name not in needed},
    ).map(lambda values: cls(**values))


def of_field(cls: type[Any], field: "attrs.Attribute[Any]") -> st.SearchStrategy[Any]:
    """Draw values for one field of a class, by its annotation."""
    texts = st.sampled_from(_OTHER_KEYS) if field.metadata.get("holds") in LINKS else None
    try:
        return _of(field.type, texts)
    except KeyError:
        raise TypeError(f"{cls.__name__}.{field.name} has no strategy; give {field.type} one in _SIMPLE") from None


def _of(annotation: Any, texts: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[Any]:
    """Draw values of an annotation; ``texts`` limits what a text field may hold."""
    if isinstance(annotation, types.UnionType):
        return st.one_of([_of(each, texts) for each in typing.get_args(annotation)])
    if typing.get_origin(annotation) is tuple:
        return st.lists(_of(typing.get_args(annotation)[0], texts), max_size=3).map(tuple)
    if annotation is str and texts is not None:
        return texts
    if isinstance(annotation, type) and issubclass(annotation, Vocabulary):
        return words(annotation)
    return _SIMPLE[annotation]()


def _acts() -> st.SearchStrategy[Event]:
    """Draw the acts that a statement may be about: any but a statement."""
    return st.deferred(lambda: st.one_of([events(act) for act in EVENT_TYPES if act not in (Stated, EntryRetracted)]))


_SIMPLE: dict[Any, Callable[[], st.SearchStrategy[Any]]] = {
    str: texts,
    int: lambda: st.integers(1, 1000),
    bool: st.booleans,
    type(None): st.none,
    When: whens,
    Term: terms,
    Money: moneys,
    Event: _acts,
    Component: components,
    SettlementTerm: settlement_terms,
}
