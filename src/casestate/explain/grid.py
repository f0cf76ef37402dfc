"""Grids: one field as of several legal days and as known on several days."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import attrs

from casestate.engine.coordinates import Clock
from casestate.errors import InvalidQuestion
from casestate.events import Subject
from casestate.explain.answers import Asked
from casestate.explain.diff import either
from casestate.pictured import Pictured
from casestate.timeslice import Timeslice

Moment = date | datetime | str | None


@attrs.frozen(kw_only=True, order=False)
class Grid(Pictured):
    """
    One field as of several legal days and as known on several days.

    Attributes:
        subject: The subject that has the field.
        field: The name of the field.
        clock: The clock of the days of knowledge.
        as_of: The legal days, one a row.
        known_on: The days of knowledge, one a column.
        cells: For each row and column, every possible value; ``None`` where nothing was known of the subject.
        untimed: The number of entries without a time on the clock, which are known on no day.
    """

    subject: Subject
    field: str
    clock: Clock
    as_of: tuple[date | None, ...]
    known_on: tuple[date | datetime | None, ...]
    cells: tuple[tuple[tuple[Any, ...] | None, ...], ...]
    untimed: int = 0

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The table in words, headings first; ``-`` stands for what was not known."""
        head = ("as of", *[f"known {'at last' if each is None else each}" for each in self.known_on])
        days = ["the last entry" if each is None else each.isoformat() for each in self.as_of]
        told = [["-" if cell is None else either(cell) for cell in row] for row in self.cells]
        return (head, *[(day, *row) for day, row in zip(days, told, strict=True)])

    @property
    def note(self) -> str:
        """A sentence on the entries that are known on no day; empty if there are none."""
        if not self.untimed:
            return ""
        no_time = f"no time on the clock {self.clock}; ask by another clock"
        if self.untimed == 1:
            return f"1 entry is known on no day, because it has {no_time}"
        return f"{self.untimed:,} entries are known on no day, because they have {no_time}"

    def __repr__(self) -> str:
        days, known = len(self.as_of), len(self.known_on)
        return f"<Grid {self.field} of {self.subject}: as of {days} days, as known on {known}>"

    def __str__(self) -> str:
        """A table in plain text."""
        widths = [max(map(len, column)) for column in zip(*self.rows, strict=True)]
        lines = [
            "  ".join([cell.ljust(width) for cell, width in zip(row, widths, strict=True)]).rstrip()
            for row in self.rows
        ]
        return "\n".join([*lines, *([self.note] * bool(self.note))])


def grid(
    at: Timeslice, asked: Asked, field: str, *, as_of: Iterable[date | str | None], known_on: Iterable[Moment]
) -> Grid:
    """
    Return one field as of each day and as known on each day.

    Args:
        at: The file at coordinates; of these the clock, the sources believed, the clearance and the reading are kept.
        asked: The subject of the question.
        field: One of its fields.
        as_of: The legal days; ``None`` among them applies every entry.
        known_on: The days or moments of knowledge; ``None`` among them is everything.

    Raises:
        InvalidQuestion: No day is given.
        InvalidCoordinates: One of them is not a day or moment.
        TooManyPossibilities: On some day there are more states than can be worked through.
    """
    rows = [attrs.evolve(at.coordinates, as_of=each).as_of for each in as_of]
    columns = [at.at(attrs.evolve(at.coordinates, as_of=None, known_on=each)) for each in known_on]
    if not columns or not rows:
        raise InvalidQuestion("a grid needs one day or more in as_of= and in known_on=, such as ['2023-04-20']")
    return Grid(
        subject=asked.subject,
        field=field,
        clock=at.coordinates.clock,
        as_of=tuple(rows),
        known_on=tuple([known.coordinates.known_on for known in columns]),
        cells=tuple([tuple([_cell(known, asked, field, day) for known in columns]) for day in rows]),
        untimed=max([known.untimed for known in columns]),
    )


def _cell(known: Timeslice, asked: Asked, field: str, day: date | None) -> tuple[Any, ...] | None:
    if not any(map(known.has, (asked.subject, *asked.subjects(known)))):
        return None
    return asked.values(known.at(attrs.evolve(known.coordinates, as_of=day)), field)
