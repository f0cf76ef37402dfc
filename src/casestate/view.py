"""Query a case file at given coordinates."""

from collections.abc import Iterator
from datetime import date, datetime
from enum import Enum
from typing import Any, Final

from casestate.engine.coordinates import (
    Believed,
    ClearanceWord,
    ClockWord,
    Coordinates,
    Reading,
    ReadingWord,
)
from casestate.engine.indexes import Indexes
from casestate.engine.order import FOREVER, in_order
from casestate.entries import Entry, Supposition
from casestate.errors import InvalidQuestion
from casestate.events import Event, Subject
from casestate.explain.answers import Asked, kinds_with
from casestate.explain.diff import Change, diff
from casestate.explain.doubts import findings
from casestate.explain.fate import Statement
from casestate.explain.statements import Fates
from casestate.handles import Charge, Citation, Claim, Defendant
from casestate.law.findings import Finding
from casestate.law.procedure import Procedure
from casestate.people import row_of
from casestate.pictured import Pictured
from casestate.readonly import Frozen, fixed
from casestate.records import Plain, Value, row, spell_rows
from casestate.sources import UNKNOWN_SOURCE, Source
from casestate.state import MatterState, RecordState
from casestate.texts import composed, counted
from casestate.timeslice import Timeslice


class Unchanged(Enum):
    """The default of a coordinate that :meth:`View.at` leaves as it is; ``None`` has a meaning of its own there."""

    UNCHANGED = "unchanged"


UNCHANGED: Final = Unchanged.UNCHANGED


class View(Frozen, Pictured):
    """
    A case file as of a day, as known and according to the sources of its coordinates.

    Made by :meth:`casestate.CaseFile.at`. A view is immutable and reads no clock, and everything reached from it has
    the same coordinates. ``view[name]`` returns the handle of a defendant, which answers questions about them. Views of
    one file and coordinates are equal.
    """

    __slots__ = ("_timeslice",)

    _timeslice: Timeslice

    def __init__(self, indexes: Indexes, coordinates: Coordinates) -> None:
        fixed(self, "_timeslice", Timeslice(indexes, coordinates))

    @property
    def coordinates(self) -> Coordinates:
        """The legal day, knowledge, the sources believed, clearance, and the reading of dates."""
        return self._timeslice.coordinates

    @property
    def procedure(self) -> Procedure:
        """The law that governs the file."""
        return self._timeslice.index.procedure

    @property
    def as_of(self) -> date | None:
        """The legal day, inclusive; ``None`` if every entry is applied."""
        return self.coordinates.as_of

    def at(
        self,
        as_of: date | str | Unchanged | None = UNCHANGED,
        *,
        known_on: date | datetime | str | Unchanged | None = UNCHANGED,
        clock: ClockWord | Unchanged = UNCHANGED,
        according_to: Believed | Unchanged | None = UNCHANGED,
        clearance: ClearanceWord | Unchanged = UNCHANGED,
        reading: ReadingWord | Unchanged = UNCHANGED,
    ) -> "View":
        """
        Return the file at other coordinates; coordinates that are not given stay the same.

        >>> from casestate import CaseFile
        >>> CaseFile("example").at("2023-04-21", clearance="sealed").at("2023-04-20").coordinates.clearance
        Clearance.SEALED

        Args:
            as_of: The legal day, inclusive; ``None`` applies every entry.
            known_on: The day (its end) or moment by which entries must be known; ``None`` for all entries.
            clock: The clock of ``known_on``.
            according_to: The sources to believe; ``None`` for all.
            clearance: The records that the reader may see.
            reading: The placing of imprecise dates.

        Raises:
            InvalidCoordinates: A coordinate is not valid.
            InvalidWhen: ``as_of`` is not exactly one day.
        """
        now = self.coordinates
        return View(
            self._timeslice.indexes,
            Coordinates(
                as_of=now.as_of if as_of is UNCHANGED else as_of,
                known_on=now.known_on if known_on is UNCHANGED else known_on,
                clock=now.clock if clock is UNCHANGED else clock,
                according_to=now.according_to if according_to is UNCHANGED else according_to,
                clearance=now.clearance if clearance is UNCHANGED else clearance,
                reading=now.reading if reading is UNCHANGED else reading,
            ),
        )

    def if_(self, event: Event, source: Source = UNKNOWN_SOURCE) -> "View":
        """
        Return the view as if one more event had happened, which counts at any coordinates.

        Calls can be chained. The result is a view, not a file, so a supposed event can never be stored.

        >>> from casestate import CaseFile
        >>> from casestate.events import ChargeDismissed, ChargeFiled
        >>> case = CaseFile("example").record(ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1"))
        >>> then = ChargeDismissed(on="2023-04-21", defendant="A. Doe", charge="1", prejudice="without")
        >>> case.at("2023-04-21").if_(then).charge("A. Doe", "1").status.words
        'dismissed, and may be filed again'

        Args:
            event: The supposed event. A statement changes no state here either.
            source: The source that would report it.
        """
        indexes = self._timeslice.indexes
        place = len(indexes.entries) + len(indexes.supposed) + 1
        entry = Entry(id=f"if-{len(indexes.supposed) + 1}", seq=place, event=event, source=source)
        return View(indexes.supposing(Supposition.of(entry)), self.coordinates)

    # Handles

    @property
    def defendants(self) -> tuple[str, ...]:
        """The defendants whom an act or statement concerns by the day, or may concern."""
        return self._timeslice.defendants

    def __getitem__(self, defendant: str) -> Defendant:
        """
        Return the handle of one defendant.

        Raises:
            NotInFile: By the day, no act or statement concerns such a defendant.
        """
        doe = self._handle(defendant)
        self._timeslice.refuse_unknown(doe.subject)
        return doe

    def charge(self, defendant: str, charge: str) -> Charge:
        """
        Return the handle of one charge.

        Raises:
            NotInFile: By the day, no act or statement concerns such a charge.
        """
        return self._handle(defendant).charge(charge)

    def claim(self, defendant: str, claim: str) -> Claim:
        """
        Return the handle of one civil claim.

        Raises:
            NotInFile: By the day, no act or statement concerns such a claim.
        """
        return self._handle(defendant).claim(claim)

    def citation(self, defendant: str, citation: str) -> Citation:
        """
        Return the handle of one regulatory citation.

        Raises:
            NotInFile: By the day, no act or statement concerns such a citation.
        """
        return self._handle(defendant).citation(citation)

    # The file as a whole

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries that have certainly happened by the end of the day, in file order; one account of each act."""
        return tuple([p.entry for p in self._timeslice.index.placed if self._timeslice.passed(p)])

    @property
    def undecided(self) -> tuple[Entry, ...]:
        """The entries that may or may not have happened by the end of the day, in file order."""
        if self.coordinates.reading is not Reading.WORLDS:
            return ()
        return tuple([p.entry for p in self._timeslice.index.placed if p.earliest <= self._timeslice.day < p.latest])

    @property
    def timeline(self) -> tuple[Entry, ...]:
        """
        The entries that have happened by the end of the day, or may have, in order, statements included.

        Ties between acts on different subjects follow the order of the table.
        """
        return tuple([p.entry for p in in_order(self._timeslice.index.placed) if self._timeslice.reached(p)])

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source of the view on any day, each once, including those of outweighed accounts."""
        index = self._timeslice.index
        accounts = [(p.entry, *index.spoken_for.get(p.entry.id, ())) for p in index.placed]
        return tuple(dict.fromkeys([entry.source for each in accounts for entry in each]))

    @property
    def untimed(self) -> int:
        """
        The number of entries without a time on the clock of the view, which are therefore never known.

        It is 0 without ``known_on``.
        """
        return self._timeslice.untimed

    @property
    def reaches(self) -> date | None:
        """The last day on which an entry in this view may have happened; ``None`` for a view without entries."""
        days = [
            min(p.latest, self._timeslice.day)
            for p in self._timeslice.index.placed
            if p.earliest <= self._timeslice.day
        ]
        known = [day for day in days if day < FOREVER]
        return date.fromordinal(max(known)) if known else None

    @property
    def matter(self) -> MatterState:
        """
        The hearings, motions, roles and incidents, from the entries that have certainly happened.

        Each has the undecided entries about it in ``undecided``; if there are any, its status is not known. A hearing,
        motion, role or incident with only undecided entries is not included.
        """
        return MatterState.of(self._records)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """
        The statements made by the end of the day, in file order, each with its fate. They change no state.

        >>> from casestate import CaseFile
        >>> from casestate.events import ChargeDismissed, ChargeFiled, Stated
        >>> case = CaseFile("example").record(ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1"))
        >>> drop = ChargeDismissed(on="[2023-04-20..]", defendant="A. Doe", charge="1")
        >>> case = case.record(Stated(on="2023-04-20", by="a source", modality="expects", about=drop))
        >>> case = case.record(ChargeDismissed(on="2023-04-21", defendant="A. Doe", charge="1"))
        >>> [each.fate for day in ("2023-04-20", "2023-04-21") for each in case.at(day).statements]
        [Fate.OPEN, Fate.MET]
        """
        return tuple(Fates(self._timeslice).told())

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings on the entries of this view: those of the file, then those of each defendant."""
        return findings(self._timeslice)

    def records(self) -> list[dict[str, Value]]:
        """
        Return a flat row for each charge, claim and citation in the view, in the order of the file.

        The columns are :data:`casestate.records.COLUMNS`: the defendant, kind and id, the headline, every axis, the
        charge and what was found, the dates of filing, disposition, sentence and judgment, and whether it is open, may
        be filed again, and stands as a conviction on the record. Values are text, true, false or ``None``; a date is
        written as the library writes it, such as ``2023-01``. ``sentence_parts`` and ``settlement_terms`` are lists of
        parts, each with the same keys. The column ``undecided`` names the columns that imprecise dates leave open, so
        ``None`` never means "not known".

        >>> from casestate import CaseFile
        >>> from casestate.events import ChargeFiled
        >>> case = CaseFile("example").record(ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1"))
        >>> (row,) = case.at().records()
        >>> row["defendant"], row["key"], row["phase"], row["filed"], row["disposed"], row["undecided"]
        ('A. Doe', '1', 'charged', '2023-01-31', None, '')
        """
        procedure = self._timeslice.index.procedure
        return [row(part, procedure) for who in self.defendants for part in self[who].parts]

    def defendants_table(self) -> list[dict[str, Plain]]:
        """
        Return a flat row for each defendant in the view, in the order of the file.

        The columns are :data:`casestate.people.PEOPLE`: the name, the headline, whether a charge is open, whether one
        stands as a conviction on the record (``yes``, ``no`` or ``possibly``), how many charges, pending charges,
        convictions, claims and citations there are, the exposure, and custody, stays and death. The column
        ``undecided`` names the columns that imprecise dates leave open.

        >>> from casestate import CaseFile
        >>> from casestate.events import ChargeDismissed, ChargeFiled
        >>> case = CaseFile("example").record(ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1"))
        >>> case = case.record(ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="2"))
        >>> case = case.record(ChargeDismissed(on="2023-04-21", defendant="A. Doe", charge="1"))
        >>> (row,) = case.at().defendants_table()
        >>> row["words"], row["charges"], row["pending"], row["convicted"]
        ('charged; pending (charge 2)', 2, 1, 'no')
        """
        return [row_of(self[who]) for who in self.defendants]

    def spells_table(self, field: str) -> list[dict[str, Plain]]:
        """
        Return a flat row for each spell of a field, of each charge, claim and citation that has the field.

        The columns are :data:`casestate.records.SPELL_COLUMNS`. A spell starts on the first day with the value and
        stops on the first day without it. Each has an earliest and a latest day; ``None`` is an open side. ``certain``
        is false if the value was only possible.

        >>> from casestate import CaseFile
        >>> from casestate.events import ChargeDismissed, ChargeFiled
        >>> case = CaseFile("example").record(ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1"))
        >>> case = case.record(ChargeDismissed(on="2023-04-21", defendant="A. Doe", charge="1"))
        >>> for each in case.at().spells_table("phase"):
        ...     print(each["value"], each["start_earliest"], each["stop_latest"], each["entry"])
        not_charged None 2023-01-31 None
        charged 2023-01-31 2023-04-21 e1
        dismissed 2023-04-21 None e2

        Args:
            field: The field, as for :meth:`Charge.spells`.

        Raises:
            InvalidQuestion: No charge, claim or citation has such a field.
            TooManyPossibilities: On some day there are more states than can be worked through.
        """
        kinds = kinds_with(field)
        parts = [part for who in self.defendants for part in self[who].parts if part.subject.kind in kinds]
        return [each for part in parts for each in spell_rows(part, field)]

    def diff(self, other: "View") -> tuple[Change, ...]:
        """
        Return the differences between this view and another, each with whether it happened or was learned since.

        >>> from casestate import CaseFile
        >>> from casestate.events import ChargeDismissed, ChargeFiled
        >>> case = CaseFile("example").record(ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1"))
        >>> case = case.record(ChargeDismissed(on="2023-04-21", defendant="A. Doe", charge="1", prejudice="without"))
        >>> print(case.at("2023-04-20").diff(case.at("2023-04-21"))[0])
        status of charge 1 of A. Doe: charged; pending, then dismissed, and may be filed again (happened since; by e2)

        The comparison covers every field of each charge, claim and citation, and the release, stays, death and names of
        each defendant. If dates leave several values possible, all of them are compared. A subject that is not in a
        view counts there as if nothing had happened to it.

        Args:
            other: The later or better informed view, of this file or of one that grew from it.

        Raises:
            InvalidQuestion: The argument is not a view.
            TooManyPossibilities: There are more states than can be worked through.
        """
        if not isinstance(other, View):
            raise InvalidQuestion(f"diff() takes another view, such as case.at('2023-04-21'), not {other!r}")
        return tuple(diff(self._timeslice, timeslice_of(other)))

    def _handle(self, defendant: str) -> Defendant:
        return Defendant(self._timeslice, Asked(Subject("person", composed(defendant), "")))

    def _records(self, kind: str) -> Iterator[tuple[str, tuple[Entry, ...], tuple[Entry, ...]]]:
        """Yield the subjects of one kind that have begun, each with its certain and its undecided entries."""
        for track in self._timeslice.index.tracks(kind):
            state = track.world(self._timeslice.day, self._timeslice.taken(track))[0]
            if isinstance(state, RecordState) and state.entries:
                yield state.key, state.entries, tuple([p.entry for p in self._timeslice.open(track)])

    def __eq__(self, other: object) -> bool:
        return self._timeslice == other._timeslice if isinstance(other, View) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._timeslice)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the file and the coordinates."""
        return View, (self._timeslice.indexes, self.coordinates)

    def __repr__(self) -> str:
        return f"<View {self.coordinates}: {counted(len(self.defendants), 'defendant')}>"


def timeslice_of(view: View) -> Timeslice:
    """Return the timeslice of a view, for other parts of the library."""
    return view._timeslice  # noqa: SLF001  # a view shows nothing that can be changed
