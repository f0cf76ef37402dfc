"""
The choices that a page offers: days of knowledge, and sources to believe.

Every day on which an entry became known, and every basis of a source, is a candidate. Candidates that show the same as
their neighbours are dropped (:func:`distinct`), including those that concern only entries hidden from the reader.
"""

from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import attrs

from casestate.engine.coordinates import Clock
from casestate.entries import Entry
from casestate.sources import Basis
from casestate.view import View, timeslice_of

Row = tuple[int, ...]
"""The content of one view: the number of a history for each section of the page."""

_TIMES: Mapping[Clock, Callable[[Entry], date | None]] = {
    Clock.RECORDED: lambda entry: entry.recorded_at.date() if entry.recorded_at else None,
    Clock.DOCKET: lambda entry: entry.docketed_on,
    Clock.PUBLISHED: lambda entry: entry.source.published.latest if entry.source.published else None,
}


class ClockWords(NamedTuple):
    """The words for a clock on a page: for a day of knowledge, and for an entry without a time."""

    known: str
    entered: str


CLOCK_WORDS: Mapping[Clock, ClockWords] = {
    Clock.RECORDED: ClockWords("as recorded in this file by", "were recorded"),
    Clock.DOCKET: ClockWords("as on the docket by", "came to the docket"),
    Clock.PUBLISHED: ClockWords("as published by", "were published"),
}

STEPS: Mapping[str, Callable[[date], date]] = {
    "day": lambda day: day,
    "month": lambda day: day.replace(day=monthrange(day.year, day.month)[1]),
    "year": lambda day: day.replace(month=12, day=31),
}
"""Ways to reduce the days of knowledge: to the ends of months or years. Their content stays exact."""


@attrs.frozen
class Choices:
    """
    The choices of a page.

    Attributes:
        whole: The file with everything known and everyone believed.
        clock: The clock of the days of knowledge.
        step: The way in which the days of knowledge are reduced; empty if none is offered.
        known: The days of knowledge, in order; the last is ``None``, for the whole file. If there are others, the first
            is a day on which nothing was known, until :func:`distinct` has dropped it.
        believed: The sources to believe, the strongest basis first; the last is ``None``, for everyone.
    """

    whole: View
    clock: Clock
    step: str
    known: tuple[date | None, ...]
    believed: tuple[Basis | None, ...]

    def views(self) -> Iterator[View]:
        """Every view offered, as of the last entry: for each choice of sources, every day of knowledge."""
        for basis in self.believed:
            for day in self.known:
                yield self.whole.at(known_on=day, clock=self.clock, according_to=basis)


def basis_words(basis: Basis) -> str:
    """Return the sources that a page believes in words: a basis and all stronger ones."""
    return f"{basis} or stronger" if basis.rank else f"{basis} alone"


def clock_of(whole: View) -> Clock:
    """Return the clock on which the most visible entries have a time."""
    index = timeslice_of(whole).index
    heard = [entry for p in index.placed for entry in (p.entry, *index.spoken_for.get(p.entry.id, ()))]
    return max(Clock, key=lambda clock: sum(_TIMES[clock](entry) is not None for entry in heard))


def choices(whole: View, clock: Clock, most: int) -> Iterator[Choices]:
    """
    Yield the choices that a page may offer, the most views first.

    Args:
        whole: The file with everything known and everyone believed.
        clock: The clock of the days of knowledge.
        most: The most views, unless no day of knowledge is offered.
    """
    entries = timeslice_of(whole).indexes.entries
    bases = sorted({entry.source.basis for entry in entries}, key=lambda basis: basis.rank)
    days = {day for day in map(_TIMES[clock], entries) if day is not None}
    for step, end in STEPS.items():
        known = sorted({end(day) for day in days})
        if days and (len(known) + 2) * (len(bases) + 1) <= most:
            yield Choices(whole, clock, step, (date.min, *known, None), (*bases, None))
    yield Choices(whole, clock, "", (None,), (*bases, None))


def distinct(offered: Choices, rows: Sequence[Row]) -> tuple[Choices, list[Row]]:
    """
    Return the choices without those that show the same as others, and the rows of the rest.

    Args:
        offered: The choices.
        rows: The content of each of their views, in order.
    """
    width = len(offered.known)
    lines = [tuple(rows[start : start + width]) for start in range(0, len(rows), width)]
    kept = [n for n, line in enumerate(lines) if n + 1 == len(lines) or line not in (lines[-1], *lines[:n][-1:])]
    columns = list(zip(*[lines[n] for n in kept], strict=True))
    stay = [n for n in range(1, width - 1) if columns[n] != columns[n - 1]]
    if stay and columns[stay[-1]] == columns[-1]:
        stay.pop()
    stay.append(width - 1)
    fewer = attrs.evolve(
        offered, known=tuple([offered.known[n] for n in stay]), believed=tuple([offered.believed[n] for n in kept])
    )
    return fewer, [lines[line][column] for line in kept for column in stay]
