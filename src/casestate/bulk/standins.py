"""
Stand-ins: what of an act a shape holds, and an act that holds nothing else.

What the law does with a charge turns on words of fixed lists, on what is said and what is not, and on whether two texts
are the same. It does not turn on what the texts say. So an act's *skeleton* keeps its coded words, whether each other
field is filled, and the words of those texts that a check of the law weighs; each other text becomes a *cell*. A
stand-in has made-up texts in the cells, the same where the texts were the same, and whatever comes out of folding
stand-ins is filled in again from the acts themselves.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from operator import attrgetter
from types import UnionType
from typing import Any, NamedTuple, get_args

import attrs

from casestate.events import EVENT_TYPES, ChargeAct, CitationAct, ClaimAct, Event, PersonAct
from casestate.law.procedure import Procedure
from casestate.terms import Money
from casestate.vocabulary import Closed, Vocabulary
from casestate.when import When
from casestate.written import Written

DEFENDANT = "⟦defendant⟧"
"""The defendant of every stand-in. Made-up names, ids and texts stand in brackets, so that they are found in words."""
KEY = "⟦key⟧"
"""The charge, claim or citation of every stand-in."""
_FAMILIES = (ChargeAct, CitationAct, ClaimAct, PersonAct)
_CODED = (Closed, Vocabulary, bool)
_LETTERS = "astandinforsometextofthesource"


class Field(NamedTuple):
    """
    A field of an event, by what a shape holds of it.

    Attributes:
        name: Its name.
        coded: Whether its value is a word of a fixed list, or true or false.
        texts: Whether it holds one text or several.
        records: Whether it holds parts, such as those of a sentence.
    """

    name: str
    coded: bool
    texts: bool
    records: bool


class Skeleton(NamedTuple):
    """
    What of an act a shape holds.

    Attributes:
        act: The type of the act.
        said: Of each field, the coded word, or how many texts it has, or whether it has a value.
    """

    act: type[Event]
    said: tuple[Any, ...]


def fields_of(act: type[Any]) -> tuple[Field, ...]:
    """Return the fields of an act, or of a part of one, without its day and without whom and what it is about."""
    if act not in _FIELDS:
        _FIELDS[act] = _fields(act)
    return _FIELDS[act]


_FIELDS: dict[type[Any], tuple[Field, ...]] = {}


@cache
def values_of(act: type[Event]) -> Callable[[Event], Any]:
    """Return what takes the values of these fields out of an act of a type."""
    return attrgetter(*[field.name for field in fields_of(act)])


def _fields(act: type[Any]) -> tuple[Field, ...]:
    apart = {"on"} if issubclass(act, Event) else set()
    for family in _FAMILIES:
        if issubclass(act, family):
            apart |= {field.name for field in attrs.fields(family)} - {field.name for field in attrs.fields(Event)}
    return tuple([_field(each) for each in attrs.fields(act) if each.name not in apart])


def _field(field: "attrs.Attribute[Any]") -> Field:
    kinds = [each for each in _kinds(field.type) if isinstance(each, type)]
    return Field(
        field.name,
        coded=any(issubclass(each, _CODED) for each in kinds),
        texts=str in kinds,
        records=any(issubclass(each, Written) for each in kinds),
    )


def _kinds(declared: Any) -> Iterator[Any]:
    """The types of which a field may be, those of the members of lists among them."""
    inner = get_args(declared)
    if not inner or (isinstance(declared, type) and not isinstance(declared, UnionType)):
        yield getattr(declared, "__origin__", declared)
    for each in inner:
        yield from _kinds(each)


@cache
def fields_of_values() -> frozenset[str]:
    """
    Return the fields, of any event, that hold lengths, sums, days, numbers or parts: of these a shape holds no more
    than that they are there. The day of the act is one.
    """
    every = [field for act in EVENT_TYPES for field in fields_of(act)]
    return frozenset(["on", *[field.name for field in every if not (field.coded or field.texts)]])


class Encoder:
    """
    Tells skeleton and texts of acts apart, under one procedure.

    Attributes:
        procedure: The law.
        words: The text fields whose words its checks weigh, which stay as they are; those of a grade state a class.
        values: The fields of values that stay as they are, because a condition of the law tells two of them apart, or
            the roll-up of a defendant has them.
    """

    def __init__(self, procedure: Procedure) -> None:
        self.procedure = procedure
        weighed = [name.rpartition(".")[2] for check in procedure.checks for name in check.weighs if "." in name]
        self.words = frozenset([*weighed, "grade"])
        self.values = frozenset(["exposure"]).union(
            *[row.when.reads.filed | row.when.reads.own for row in procedure.rows]
        )

    def encode(self, event: Event) -> tuple[Skeleton, list[str]]:
        """Return the skeleton of an act, and its texts in the order of the cells."""
        texts: list[str] = []
        act = type(event)
        return Skeleton(act, tuple([self._said(event, field, texts) for field in fields_of(act)])), texts

    def _said(self, event: Event, field: Field, texts: list[str]) -> Any:
        value = getattr(event, field.name)
        if field.coded or value is None:
            return value
        if field.texts:
            if field.name in self.words:
                return value
            if type(value) is str:
                texts.append(value)
                return 1
            texts.extend(value)
            return len(value)
        if field.records:
            parts = value if isinstance(value, tuple) else (value,)
            return tuple([_part_said(part) for part in parts])
        return value if field.name in self.values else True

    def stand_in(self, event: Event, texts: Sequence[str], when: When) -> Event:
        """Return an act with made-up texts in its cells, on a day of its own and about the one stand-in."""
        left = iter(texts)
        changed = dict(_about(type(event)))
        for field in fields_of(type(event)):
            value = getattr(event, field.name)
            if field.texts and value is not None and field.name not in self.words:
                changed[field.name] = next(left) if type(value) is str else tuple([next(left) for _ in value])
            elif field.records and value is not None:
                changed[field.name] = tuple([attrs.evolve(each) for each in value]) if type(value) is tuple else value
            elif isinstance(value, Money):
                changed[field.name] = attrs.evolve(value)
        return attrs.evolve(event, on=when, **changed)


def _part_said(part: Any) -> tuple[Any, ...]:
    """What a shape holds of a part: its coded words, and which other fields say anything."""
    values = [(field, getattr(part, field.name)) for field in fields_of(type(part))]
    return tuple([value if field.coded else value not in (None, ()) for field, value in values])


@cache
def _about(act: type[Event]) -> Mapping[str, Any]:
    """The fields that say whom and what an act is about, with what a stand-in is about."""
    if issubclass(act, ClaimAct):
        return {"claim": KEY, "defendants": (DEFENDANT,)}
    for family, name in ((ChargeAct, "charge"), (CitationAct, "citation")):
        if issubclass(act, family):
            return {"defendant": DEFENDANT, name: KEY}
    return {"defendant": DEFENDANT} if issubclass(act, PersonAct) else {}


@cache
def text_for(number: int, like: int) -> str:
    """
    Return a made-up text. Two are the same in other letters where they are ``like`` the same, as their originals were.

    >>> text_for(0, 0) == text_for(1, 0), text_for(0, 0).casefold() == text_for(1, 0).casefold()
    (False, True)
    """
    marks = [letter.upper() if number >> place & 1 else letter for place, letter in enumerate(_LETTERS)]
    return f"⟦{''.join(marks)} {like}⟧"


def id_for(place: int) -> str:
    """Return the made-up id of an entry, by the place of its act from 0."""
    return f"⟦{place}⟧"


def place_of(id: str) -> int:
    """
    Return the place of the act of an entry, by its made-up id.

    >>> place_of(id_for(3))
    3
    """
    return int(id[1:-1])
