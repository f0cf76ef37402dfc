"""
What a state answers in each column, and where a subject's own value takes the place of a stand-in's.

A column of a stand-in is a word that holds for every subject of the shape, or it is a date, a text, a sum or a part of
a sentence that came from one of its acts. Of the latter it is kept from which act and from which of its texts, so that
each subject's own is put there.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from casestate.bulk.standins import fields_of
from casestate.engine.order import Placed
from casestate.events import Event
from casestate.law.procedure import Procedure
from casestate.records import answers, sentence_of, settlement_of
from casestate.state import ChargeState, CitationState, ClaimState
from casestate.terms import Money

State = ChargeState | ClaimState | CitationState
PARTS = ("sentence_parts", "settlement_terms")
"""The columns that are lists of parts."""


class OfDay(NamedTuple):
    """The date of an act of the subject, by its place among them."""

    act: int


class OfText(NamedTuple):
    """A text of an act of the subject, by the places of the act and of the text in it."""

    act: int
    cell: int


class OfField(NamedTuple):
    """A value of an act of the subject."""

    act: int
    field: str


class OfParts(NamedTuple):
    """Parts that stand in acts of the subject, each by the act, the field and the place in it."""

    parts: tuple[tuple[int, str, int], ...]


Answer = Mapping[str, Any]
"""For each column a plain value, or where the subject's own is found."""


class Whence:
    """
    Where each text, date and part of the acts of a stand-in stands among them.

    Attributes:
        texts: For each made-up text, and each date as text, where it stands first.
        sums: For each sum of money, by identity, where it stands.
        places: For each part, by identity, where it stands.
    """

    def __init__(self, acts: Sequence[Placed], cells: Sequence[Sequence[str]]) -> None:
        self.texts: dict[str, OfDay | OfText] = {}
        self.sums: dict[int, OfField] = {}
        self.places: dict[int, tuple[int, str, int]] = {}
        for place, (p, texts) in enumerate(zip(acts, cells, strict=True)):
            self.texts.setdefault(str(p.entry.when), OfDay(place))
            for cell, text in enumerate(texts):
                self.texts.setdefault(text, OfText(place, cell))
            self._objects(place, p.entry.event)

    def _objects(self, place: int, event: Event) -> None:
        for field in fields_of(type(event)):
            value = getattr(event, field.name)
            if isinstance(value, Money):
                self.sums[id(value)] = OfField(place, field.name)
            elif field.records and isinstance(value, tuple):
                self.places |= {id(each): (place, field.name, n) for n, each in enumerate(value)}

    def answer(self, state: State, procedure: Procedure) -> Answer:
        """Return what a state answers in each column."""
        told: dict[str, Any] = dict(answers(state, procedure))
        for name, value in told.items():
            if type(value) is str:
                told[name] = self.texts.get(value, value)
        for name, parts in zip(PARTS, (sentence_of(state), settlement_of(state)), strict=True):
            told[name] = self.parts(parts)
        if isinstance(state, CitationState) and state.penalty is not None:
            told["penalty"] = self.sums[id(state.penalty)]
        return told

    def parts(self, parts: Iterable[Any]) -> OfParts:
        """Return where parts stand."""
        return OfParts(tuple([self.places[id(part)] for part in parts]))
