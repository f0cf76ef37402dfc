"""Plain words for the fields of events, so that a drawn history reads like a real one."""

import types
import typing
from decimal import Decimal
from functools import cache
from typing import Any

import attrs

from casestate.events import Component, ComponentKind, Event, Stated
from casestate.events.fields import LINKS, fields_holding
from casestate.terms import Money, Term
from casestate.vocabulary import Vocabulary
from casestate.when import When

NAMES = ("A. Doe", "B. Roe", "C. Poe")
"""The defendants: few, so that events concern the same ones."""
WORDS: dict[str, tuple[Any, ...]] = {
    "about": (),
    "amount": (Money(Decimal(1000)), Money(Decimal(25000))),
    "by": ("the governor", "counsel"),
    "cause": ("negligence", "breach of contract"),
    "claimants": (("C. Poe",),),
    "classification": ("serious", "other than serious"),
    "count": ("1", "2"),
    "conditions": (("no travel",),),
    "court": ("district court", "county court"),
    "enhancements": (("firearm",),),
    "exposure": (Term.parse("18 months"), Term.parse("6 years"), Term(life=True)),
    "grade": ("misdemeanor", "fourth-degree felony"),
    "name": ("Ann Doe", "A. B. Doe"),
    "offense": ("theft", "assault", "burglary"),
    "outcome": ("heard",),
    "penalty": (Money(Decimal(500)), Money(Decimal(7000))),
    "person": ("D. Loe", "E. Moe"),
    "place": ("the market", "the station"),
    "reason": ("for want of evidence", "in the interest of justice"),
    "role": ("judge", "prosecutor"),
    "seeks": ("dismissal", "suppression"),
    "sovereign": ("State of New Mexico", "United States"),
    "statute": ("section 12", "section 30"),
    "term": (Term.parse("6 months"), Term.parse("1 year"), Term.parse("3 years")),
    "text": ("as the clerk noted", "as reported"),
    "theories": (("recklessness",),),
    "victims": (("C. Poe",),),
    "what": ("a theft", "an accident"),
}
"""The values of each field that has no vocabulary, plainest first."""
_COMPONENTS = (
    (Component(kind=ComponentKind.PROBATION, term="1 year"),),
    (Component(kind=ComponentKind.JAIL, term="6 months"),),
    (Component(kind=ComponentKind.PRISON, term="18 months"), Component(kind=ComponentKind.FINE)),
)
_ALSO_NEEDED: dict[type[Event], tuple[str, ...]] = {Stated: ("text",)}
"""Fields that a constructor needs although they have a default: a statement needs text or an act."""


@cache
def needed(act: type[Event]) -> tuple[str, ...]:
    """Return the required fields of an act."""
    fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(act)
    return (*[each.name for each in fields if each.default is attrs.NOTHING], *_ALSO_NEEDED.get(act, ()))


@cache
def told(act: type[Event]) -> tuple[str, ...]:
    """Return the optional fields of an act for which there are plain words."""
    return tuple(
        [
            each.name
            for each in attrs.fields(act)
            if each.name not in (*needed(act), "proceeding") and options(act, each.name)
        ]
    )


@cache
def options(act: type[Event], field: str) -> tuple[Any, ...]:
    """Return plain values for a field, simplest first; none if it names a day, another event or another charge."""
    if field in fields_holding(act, LINKS):
        return ()
    declared: Any = attrs.fields_dict(act)[field].type
    kinds = [each for each in (declared, *typing.get_args(declared)) if isinstance(each, type)]
    vocabulary = next((each for each in kinds if issubclass(each, Vocabulary)), None)
    if vocabulary is not None:
        return tuple(vocabulary)
    if Component in kinds:
        return _COMPONENTS
    plain: tuple[Any, ...] = WORDS.get(field, ("as recorded",) if _is_text(declared) else ())
    return plain


def _is_text(declared: Any) -> bool:
    args = typing.get_args(declared) if isinstance(declared, types.UnionType) else (declared,)
    return str in args


def is_day(act: type[Event], field: str) -> bool:
    """Return whether a field names a day."""
    declared: Any = attrs.fields_dict(act)[field].type
    return When in (declared, *typing.get_args(declared))
