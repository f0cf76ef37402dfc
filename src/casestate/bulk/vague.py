"""
Histories with imprecise dates or links: what matters is the order of the bounds of their dates, and how close they lie.

Each distinct history becomes a small case file of stand-ins, with days that keep that order, and is asked once for each
stretch between two bounds. Links stay. It says what is possible as any case file does. Where worlds differ, it matters
whether two lengths or sums are the same; so these stay as they are.
"""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import attrs

from casestate.bulk.acts import NO_ORDINAL, Acts
from casestate.bulk.answering import PARTS, Answer, Whence
from casestate.bulk.folding import FIRST_DAY
from casestate.bulk.standins import Encoder, fields_of, text_for
from casestate.casefile import CaseFile
from casestate.engine.order import FOREVER, NEVER, placed_alone
from casestate.entries import Entry
from casestate.errors import TooManyPossibilities
from casestate.records import row, sentence_of, settlement_of
from casestate.sources import Basis, Source
from casestate.when import When


@attrs.frozen(eq=False)
class History:
    """
    One subject whose dates are imprecise.

    Attributes:
        rows: Its rows, in the order of the file.
        bounds: The days from which one of its acts may have happened, or has, in order.
        answers: What is answered before the first of these, and from each of them on; ``None`` where it is not there.
    """

    rows: Sequence[int]
    bounds: Sequence[int]
    answers: Sequence[Answer | None]

    def on(self, day: int) -> Answer | None:
        """Return what is answered at the end of a day."""
        return self.answers[bisect_right(self.bounds, day)]


class Histories:
    """Histories with imprecise dates, each distinct one worked out once."""

    def __init__(self, acts: Acts, farthest: int) -> None:
        self._acts = acts
        self._apart = farthest + 1
        self._encoders = [Encoder(each) for each in acts.procedures]
        self._known: dict[Any, Sequence[Answer | None]] = {}

    @property
    def distinct(self) -> int:
        """How many were worked out."""
        return len(self._known)

    def history(self, unit: int, rows: Sequence[int]) -> History:
        """Return the history of a subject."""
        acts = self._acts
        spans = [(int(acts.earliest[each]), int(acts.latest[each])) for each in rows]
        bounds = sorted({day for span in spans for day in span} - {NEVER})
        law = int(acts.procedure_of[acts.units.case[unit]])
        places = {NEVER: NEVER} | self._days(bounds) | {FOREVER: FOREVER}
        dates = [(places[first], places[last]) for first, last in spans]
        told = [acts.events[acts.event[each]] for each in rows]
        texts = self._texts(rows)
        ordinals = self._ordinals(rows)
        place_of = {row: place for place, row in enumerate(rows, 1)}
        after = [tuple([place_of[each] for each in acts.after.get(row, ())]) for row in rows]
        key = (
            law,
            int(acts.units.kind[unit]),
            tuple(dates),
            tuple(acts.code_of[acts.event[rows]].tolist()),
            tuple(acts.basis[rows].tolist()),
            tuple(ordinals),
            tuple(after),
            tuple(map(tuple, texts)),
            tuple([_values(event) for event in told]),
        )
        answers = self._known.get(key)
        if answers is None:
            encoder = self._encoders[law]
            entries = [
                Entry(
                    id=f"e{place}",
                    seq=place,
                    event=encoder.stand_in(event, made_up, _when(*dates[place - 1])),
                    source=Source("stand-in", basis=list(Basis)[acts.basis[rows[place - 1]]]),
                    ordinal=ordinals[place - 1],
                    after=[f"e{each}" for each in after[place - 1]],
                )
                for place, (event, made_up) in enumerate(zip(told, texts, strict=True), 1)
            ]
            answers = self._known[key] = _answers(entries, texts, encoder, [places[day] for day in bounds])
        return History(rows, bounds, answers)

    def _days(self, bounds: Sequence[int]) -> dict[int, int]:
        """For each bound a day of its own, in the same order and as close where closeness matters."""
        days = {bounds[0]: FIRST_DAY} if bounds else {}
        for earlier, later in pairwise(bounds):
            days[later] = days[earlier] + min(later - earlier, self._apart)
        return days

    def _texts(self, rows: Sequence[int]) -> list[list[str]]:
        """For each act made-up texts, the same where the texts are the same."""
        acts = self._acts
        numbers: dict[int, int] = {}
        alike: dict[str, int] = {}
        made_up = []
        for each in rows:
            event = acts.event[each]
            cells = acts.cells[acts.cell_start[event] : acts.cell_start[event + 1]].tolist()
            told = []
            for cell in cells:
                number = numbers.setdefault(cell, len(numbers))
                like = alike.setdefault(acts.names.texts[cell].casefold(), number)
                told.append(text_for(number, like))
            made_up.append(told)
        return made_up

    def _ordinals(self, rows: Sequence[int]) -> list[int | None]:
        """The ordinals, by their order alone."""
        told = self._acts.ordinal[rows].tolist()
        rank = {value: place for place, value in enumerate(sorted(set(told) - {NO_ORDINAL}))}
        return [rank.get(each) for each in told]


def _when(first: int, last: int) -> When:
    return When(
        None if first == NEVER else date.fromordinal(first), None if last == FOREVER else date.fromordinal(last)
    )


def _values(event: Any) -> tuple[Any, ...]:
    """The lengths, sums and parts of an act."""
    return tuple([getattr(event, field.name) for field in fields_of(type(event)) if not (field.coded or field.texts)])


def _answers(
    entries: Sequence[Entry], texts: Sequence[Sequence[str]], encoder: Encoder, days: Sequence[int]
) -> list[Answer | None]:
    case = CaseFile("stand-in", entries=entries, procedure=encoder.procedure)
    whence = Whence([placed_alone(entry, encoder.procedure) for entry in case.entries], texts)
    return [_answer(case, whence, day) for day in (FIRST_DAY - 1, *days)]


def _answer(case: CaseFile, whence: Whence, day: int) -> Answer | None:
    view = case.at(None if day == FOREVER else date.fromordinal(day))
    parts = [part for who in view.defendants for part in view[who].parts]
    if not parts:
        return None
    (part,) = parts
    told: dict[str, Any] = dict(row(part, case.procedure))
    for name, value in told.items():
        if type(value) is str and name != "undecided":
            told[name] = whence.texts.get(value, value)
    try:
        state = part.possible()[0]
    except TooManyPossibilities:
        return told
    for name, read in zip(PARTS, (sentence_of, settlement_of), strict=True):
        told[name] = whence.parts(read(state)) if told[name] else told[name]
    penalty = getattr(state, "penalty", None)
    if told["penalty"] is not None and penalty is not None:
        told["penalty"] = whence.sums[id(penalty)]
    return told
