"""One field as of each of several days, as known on each of several others: how a story read as it came to be known."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Protocol

import attrs

from casestate.engine.coordinates import Believed, Clearance, Clock, Reading
from casestate.errors import InvalidQuestion, NotInFile
from casestate.events import Subject
from casestate.explain.answers import Answering, knows, values
from casestate.explain.diff import either
from casestate.explain.fields import known_field, one_subject

Day = date | str | None
Moment = date | datetime | str | None


class Asking(Protocol):
    """A file that can be asked for a view."""

    def at(
        self,
        *,
        clock: Clock | str,
        according_to: Believed | None,
        clearance: Clearance | str,
        reading: Reading | str,
    ) -> Answering:
        """The file at some coordinates."""


@attrs.frozen(kw_only=True, order=False)
class Grid:
    """
    One field as of each of several days, as known on each of several others.

    Attributes:
        subject: Whose field.
        field: Its name.
        clock: By which clock.
        as_of: The legal days, one a row.
        known_on: What was known when, one a column.
        cells: For each row and column every value possible; ``None`` where nothing was known of the subject.
    """

    subject: Subject
    field: str
    clock: Clock
    as_of: tuple[date | None, ...]
    known_on: tuple[date | datetime | None, ...]
    cells: tuple[tuple[tuple[Any, ...] | None, ...], ...]

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The table in words, its headings first; what is not known is ``-``."""
        head = ("as of", *[f"known {'at last' if each is None else each}" for each in self.known_on])
        days = ["the last entry" if each is None else each.isoformat() for each in self.as_of]
        told = [["-" if cell is None else either(cell) for cell in row] for row in self.cells]
        return (head, *[(day, *row) for day, row in zip(days, told, strict=True)])

    def __str__(self) -> str:
        """A table in plain text."""
        widths = [max(map(len, column)) for column in zip(*self.rows, strict=True)]
        lines = [
            "  ".join([cell.ljust(width) for cell, width in zip(row, widths, strict=True)]).rstrip()
            for row in self.rows
        ]
        return "\n".join(lines)


def grid(
    case: Asking,
    whom: str | Subject,
    charge: str | None = None,
    field: str = "phase",
    *,
    as_of: Iterable[Day],
    known_on: Iterable[Moment],
    clock: Clock | str = Clock.RECORDED,
    claim: str | None = None,
    citation: str | None = None,
    according_to: Believed | None = None,
    clearance: Clearance | str = Clearance.PUBLIC,
    reading: Reading | str = Reading.WORLDS,
) -> Grid:
    """
    One field of a charge, claim, citation or defendant, as of each day and as known on each.

    >>> from casestate import CaseFile
    >>> from casestate.events import ChargeDismissed, ChargeFiled
    >>> case = CaseFile("example").record(
    ...     ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1"), docketed_on="2023-02-02"
    ... ).record(
    ...     ChargeDismissed(on="2023-04-21", defendant="A. Doe", charge="1", prejudice="without"),
    ...     docketed_on="2023-04-24",
    ... )
    >>> days = ["2023-01-31", "2023-04-21", "2023-04-24"]
    >>> print(grid(case, "A. Doe", "1", as_of=days[:2], known_on=days, clock="docket"))
    as of       known 2023-01-31  known 2023-04-21  known 2023-04-24
    2023-01-31  -                 charged           charged
    2023-04-21  -                 charged           dismissed

    Args:
        case: The file.
        whom: The defendant, or one of their subjects.
        charge: The charge; or name ``claim`` or ``citation``; of none of these, the defendant as a whole is asked.
        field: The field, as for :meth:`casestate.View.why`.
        as_of: The legal days; ``None`` among them applies every entry.
        known_on: The days or moments of what was known; ``None`` among them is all.
        clock: By which clock.
        claim: The civil claim.
        citation: The regulatory citation.
        according_to: Whom to believe, as for :meth:`casestate.CaseFile.at`.
        clearance: What the reader may see.
        reading: How imprecise dates are placed.

    Raises:
        InvalidQuestion: There is no such field, no day is given, or two things are asked of at once.
        NotInFile: The file, believed and seen so, tells nothing of it at any time.
        InvalidCoordinates: A coordinate is not what it must be.
        TooManyPossibilities: More is open than can be worked through.
    """
    subject = one_subject(whom, charge=charge, claim=claim, citation=citation)
    known_field(subject.kind, field)
    whole = case.at(clock=clock, according_to=according_to, clearance=clearance, reading=reading)
    if not knows(whole, subject):
        raise NotInFile(f"this file tells nothing of {subject}; defendants: {', '.join(whole.defendants) or 'none'}")
    columns = [whole.at(known_on=each) for each in known_on]
    rows = [whole.at(as_of=each).coordinates.as_of for each in as_of]
    if not columns or not rows:
        raise InvalidQuestion("a grid needs one day or more in as_of= and in known_on=, such as ['2023-04-20']")
    cells = [
        tuple([values(seen.at(as_of=day), subject, field) if knows(seen, subject) else None for seen in columns])
        for day in rows
    ]
    return Grid(
        subject=subject,
        field=field,
        clock=whole.coordinates.clock,
        as_of=tuple(rows),
        known_on=tuple([seen.coordinates.known_on for seen in columns]),
        cells=tuple(cells),
    )
