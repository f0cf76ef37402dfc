"""The file: an immutable sequence of entries about one matter."""

# This module is longer than 400 lines because it is one class that users hold, and most of it is docstrings.

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import attrs

from casestate.engine.coordinates import (
    Believed,
    Clearance,
    ClearanceWord,
    Clock,
    ClockWord,
    Coordinates,
    Reading,
    ReadingWord,
    as_clearance,
)
from casestate.engine.indexes import Indexes
from casestate.engine.journal import Journal
from casestate.entries import Entry, Revision, RevisionKind, Supposition
from casestate.errors import IllegalDevelopment, InvalidEntry, NotInFile
from casestate.events import EntryRetracted, Event
from casestate.joining import problems
from casestate.law.findings import Finding, Severity
from casestate.law.generic import GENERIC
from casestate.law.procedure import Procedure
from casestate.pictured import Pictured
from casestate.records import Plain
from casestate.redacting import public_entries
from casestate.sources import UNKNOWN_SOURCE, Source
from casestate.texts import composed, counted, is_text
from casestate.view import View
from casestate.when import as_day


@attrs.frozen(order=False, repr=False, init=False)
class CaseFile(Pictured):
    """
    The entries about one matter, in the order in which they were recorded. Nothing in it ever changes.

    :meth:`record`, :meth:`extend`, :meth:`correct` and :meth:`retract` return a new file. It shares the entries of the
    file that it grew from, so recording one costs the same in a file of any length, unless another file had grown from
    the same one before. Several threads may record in one file: each gets a file of its own.

    >>> from casestate.events import ChargeDismissed, ChargeFiled
    >>> case = CaseFile("example").record(ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1"))
    >>> case = case.record(ChargeDismissed(on="2023-04-21", defendant="A. Doe", charge="1", prejudice="without"))
    >>> case.at("2023-04-20")["A. Doe"].charge("1").phase
    Phase.CHARGED
    >>> case.at("2023-04-21")["A. Doe"].charge("1").status.words
    'dismissed, and may be filed again'

    Attributes:
        id: The name of the file.
        procedure: The law that governs the file.

    Raises:
        EntryConflict: Two entries have one id but different content.
        InvalidEntry: A link leads to no entry, links form a circle, or an argument is not valid.
    """

    id: str
    _journal: Journal
    procedure: Procedure
    _indexes: Indexes = attrs.field(eq=False)

    if TYPE_CHECKING:  # attrs makes it

        def __attrs_init__(self, id: str, journal: Journal, procedure: Procedure, indexes: Indexes) -> None: ...

    def __init__(self, id: str, *, entries: Iterable[Entry] = (), procedure: Procedure = GENERIC) -> None:
        if not is_text(id):
            raise InvalidEntry(f"a case file needs an id such as 'rust', not {id!r}")
        if not isinstance(procedure, Procedure):
            raise InvalidEntry(f"procedure= takes a Procedure such as casestate.law.GENERIC, not {procedure!r}")
        journal = Journal(_fresh(entries, Journal({})))
        self.__attrs_init__(id, journal, procedure, Indexes(journal, journal.by_id, procedure))

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries, oldest first; ``seq`` counts them from 1."""
        return self._journal.entries

    def record(
        self,
        event: Event,
        *,
        source: Source = UNKNOWN_SOURCE,
        id: str | None = None,
        recorded_at: datetime | str | None = None,
        docketed_on: date | str | None = None,
        ordinal: int | None = None,
        after: str | Entry | Iterable[str | Entry] = (),
        account_of: str | Entry | None = None,
        quote: str | None = None,
        strict: bool = False,
    ) -> "CaseFile":
        """
        Return the file with one more entry.

        An id that is already there with the same content changes nothing, so recording twice is recording once.

        Args:
            event: The act or statement.
            source: The source that reports it.
            id: The name of the entry in the file; by default ``e`` and its place, such as ``e7``, or the next free
                number.
            recorded_at: The moment at which it is recorded, with its zone.
            docketed_on: The day on which the court entered it.
            ordinal: Its place in the docket order of its day.
            after: Entries that it came after, or on the same day as.
            account_of: An entry that is another source's account of the same act.
            quote: The source's own words.
            strict: Refuse an event that the law makes impossible, instead of recording it with a finding.

        Raises:
            EntryConflict: The id is taken by an entry with other content.
            InvalidEntry: A link leads to no entry.
            IllegalDevelopment: With ``strict``, the event adds a finding of severity ERROR; the error has it as
                ``finding``.
        """
        entry = Entry(
            id=self._free_id() if id is None else id,
            seq=len(self) + 1,
            event=event,
            source=source,
            recorded_at=recorded_at,
            docketed_on=docketed_on,
            ordinal=ordinal,
            after=after,
            account_of=account_of,
            quote=quote,
        )
        longer = self.extend([entry])
        for finding in self.doubts_added_by(longer) if strict else ():
            if finding.severity is Severity.ERROR:
                raise IllegalDevelopment(finding)
        return longer

    def correct(
        self,
        entry: str | Entry,
        replacement: Event,
        /,
        *,
        reason: str,
        authority: str | None = None,
        source: Source = UNKNOWN_SOURCE,
        id: str | None = None,
        recorded_at: datetime | str | None = None,
        docketed_on: date | str | None = None,
        ordinal: int | None = None,
        after: str | Entry | Iterable[str | Entry] = (),
        account_of: str | Entry | None = None,
        quote: str | None = None,
    ) -> "CaseFile":
        """
        Return the file with an entry that corrects an earlier one. Nothing new happened in law.

        Views as known after it show the replacement in the place of its target, with the target's source, links and
        docket ordinal unless it states its own; views as known before it do not change. If an act changed another, such
        as a judgment vacated or a charge amended, record that act instead.

        >>> from casestate.events import ChargeFiled
        >>> case = CaseFile("example").record(ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1"))
        >>> right = ChargeFiled(on="2023-01-30", defendant="A. Doe", charge="1")
        >>> case = case.correct("e1", right, reason="misread the stamp", recorded_at="2023-02-02T12:00:00Z")
        >>> case.at("2023-01-30")["A. Doe"].status.words
        'charged; pending'

        Args:
            entry: The entry that was wrong, or its id; it may be a correction itself.
            replacement: The whole event as it should have been; it may name another person or charge.
            reason: The reason in words.
            authority: The order or decision under which the entry is corrected, if there is one.
            source: The source of the correction; by default that of the wrong entry.
            id: As in :meth:`record`, like the rest.
            recorded_at: The moment at which the correction is recorded.
            docketed_on: The day on which the court entered it.
            ordinal: Its place in the docket order of its day.
            after: Entries that it came after, or on the same day as.
            account_of: An entry that is another source's account of the same act.
            quote: The source's own words.

        Raises:
            EntryConflict: The new id is taken by an entry with other content.
            InvalidEntry: There is no such entry, it is a retraction, or the reason is empty.
        """
        corrected = Entry(
            id=self._free_id() if id is None else id,
            seq=len(self) + 1,
            event=replacement,
            source=source,
            recorded_at=recorded_at,
            docketed_on=docketed_on,
            ordinal=ordinal,
            after=after,
            account_of=account_of,
            quote=quote,
            revises=Revision(entry=entry, kind=RevisionKind.CORRECTION, reason=reason, authority=authority),
        )
        return self.extend([corrected])

    def retract(
        self,
        entry: str | Entry,
        /,
        *,
        reason: str,
        authority: str | None = None,
        source: Source = UNKNOWN_SOURCE,
        id: str | None = None,
        recorded_at: datetime | str | None = None,
        docketed_on: date | str | None = None,
        quote: str | None = None,
    ) -> "CaseFile":
        """
        Return the file with an entry that retracts an earlier one as entered in error. Nothing happened in law.

        Views as known after it leave out the earlier entry and its corrections; views as known before it do not change.
        Retracting a correction restores the entry that it corrected, and retracting a retraction restores the entry
        that it retracted.

        >>> from casestate.events import ChargeFiled
        >>> case = CaseFile("example").record(ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1"))
        >>> case.retract("e1", reason="another person of the same name").at().defendants
        ()

        Args:
            entry: The entry, or its id; it may be a correction or a retraction itself.
            reason: The reason in words.
            authority: The order or decision under which the entry is retracted, if there is one.
            source: The source of the retraction; by default that of the entry retracted.
            id: As in :meth:`record`, like the rest.
            recorded_at: The moment at which the retraction is recorded.
            docketed_on: The day on which the court entered it.
            quote: The source's own words.

        Raises:
            EntryConflict: The new id is taken by an entry with other content.
            InvalidEntry: There is no such entry, or the reason is empty.
        """
        retraction = Entry(
            id=self._free_id() if id is None else id,
            seq=len(self) + 1,
            event=EntryRetracted(),
            source=source,
            recorded_at=recorded_at,
            docketed_on=docketed_on,
            quote=quote,
            revises=Revision(entry=entry, kind=RevisionKind.RETRACTION, reason=reason, authority=authority),
        )
        return self.extend([retraction])

    def check(self, event: Event, as_of: date | str | None = None) -> tuple[Finding, ...]:
        """
        Return the findings that recording this event would add. Nothing is recorded.

        ``record(event, strict=True)`` raises for the first of these findings with severity ERROR. Sealed and expunged
        charges are checked too.

        >>> from casestate.events import ChargeFiled, TrialBegan
        >>> case = CaseFile("example").record(ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1"))
        >>> [each.code for each in case.check(TrialBegan(on="2023-02-01", defendant="A. Doe", charge="1"))]
        ['missing-bind-over']

        Args:
            event: The proposed event.
            as_of: The legal day, inclusive; by default every entry is applied.

        Raises:
            InvalidWhen: ``as_of`` is not exactly one day.
        """
        return self.doubts_added_by(self.record(event), as_of)

    def doubts_added_by(self, longer: "CaseFile", as_of: date | str | None = None) -> tuple[Finding, ...]:
        """
        Return the findings of a longer file that this one does not have; :meth:`check` for several entries.

        Args:
            longer: This file with more entries.
            as_of: The legal day, inclusive; by default every entry is applied.

        Raises:
            InvalidWhen: ``as_of`` is not exactly one day.
        """
        before, after = (case.at(as_of, clearance=Clearance.EXPUNGED).findings for case in (self, longer))
        known = set(before)
        return tuple([finding for finding in after if finding not in known])

    def extend(self, entries: Iterable[Entry]) -> "CaseFile":
        """
        Return the file with more entries, all or none. Entries that it already has with the same content are skipped.

        Raises:
            EntryConflict: An id is taken by an entry with other content.
            InvalidEntry: A link leads to no entry, or links form a circle.
        """
        fresh = _fresh(entries, self._journal)
        if not fresh:
            return self
        longer = CaseFile.__new__(CaseFile)
        journal = self._journal.continued(fresh)
        indexes = Indexes(journal, journal.by_id, self.procedure, before=self._indexes)
        longer.__attrs_init__(self.id, journal, self.procedure, indexes)
        return longer

    @property
    def last(self) -> Entry:
        """
        The newest entry.

        Raises:
            NotInFile: The file is empty.
        """
        if self._journal.last is None:
            raise NotInFile(f"case file {self.id!r} has no entry yet; record one first")
        return self._journal.last

    @property
    def defendants(self) -> tuple[str, ...]:
        """The defendants whom any entry of the file is about, in the order of the file."""
        return self.at().defendants

    def at(
        self,
        as_of: date | str | None = None,
        *,
        known_on: date | datetime | str | None = None,
        clock: ClockWord = Clock.RECORDED,
        according_to: Believed | None = None,
        clearance: ClearanceWord = Clearance.PUBLIC,
        reading: ReadingWord = Reading.WORLDS,
    ) -> View:
        """
        Return the file as of the end of a day, as known and believed at these coordinates. No clock is read.

        Args:
            as_of: The legal day, inclusive; by default every entry is applied.
            known_on: The day (its end, in UTC on the clock RECORDED) or moment by which entries must be known; by
                default all entries count. An entry without a time on the clock is never known; ``view.untimed`` counts
                these.
            clock: The clock of ``known_on``: when an entry was recorded here, entered on the docket, or published.
            according_to: The sources to believe: a basis (that one or stronger), one or more sources, or a predicate;
                by default all. A source without a date of publication stands for all of its name and basis.
            clearance: The records that the reader may see. Sealed and expunged charges are hidden by default.
            reading: The placing of imprecise dates; by default every possible state counts.

        Raises:
            InvalidCoordinates: A coordinate is not valid.
            InvalidWhen: ``as_of`` is not exactly one day.
        """
        return View(
            self._indexes,
            Coordinates(
                as_of=as_of,
                known_on=known_on,
                clock=clock,
                according_to=according_to,
                clearance=clearance,
                reading=reading,
            ),
        )

    def spells_table(self, field: str) -> list[dict[str, Plain]]:
        """
        Return a flat row for each spell of a field over the whole file; :meth:`View.spells_table` has the columns.

        Raises:
            InvalidQuestion: No charge, claim or citation has such a field.
            TooManyPossibilities: On some day there are more states than can be worked through.
        """
        return self.at().spells_table(field)

    def on_record(self, day: date | str) -> View:
        """
        Return the file as of a day, as known on that day by the docket.

        Raises:
            InvalidWhen: The argument is not exactly one day.
        """
        return self.at(day, known_on=as_day(day, "day"), clock=Clock.DOCKET)

    def public(self, *, id: str | None = None, words_read: bool = False) -> "CaseFile":
        """
        Return a copy of the file that holds only what the public may see.

        Its entries are those that public views are folded from, so it gives the same public answers at any coordinates.
        A reader with any clearance finds no more in it than the public does.

        >>> from casestate.events import ChargeFiled, RecordSealed
        >>> case = CaseFile("example").record(ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1"))
        >>> case = case.record(ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="2"))
        >>> copy = case.record(RecordSealed(on="2023-06-01", defendant="A. Doe", charge="1")).public()
        >>> [entry.id for entry in copy], list(copy.at(clearance="expunged")["A. Doe"].charges)
        (['e2'], ['2'])

        Args:
            id: The name of the copy, if the name of the file reveals too much.
            words_read: Confirms that somebody has read the words that name a hidden person, and accepts them.

        Raises:
            IllegalDevelopment: An order to seal or expunge meets no charge, so what it should hide is not hidden.
            InvalidQuestion: A person whose only charges are hidden is named in the name of the file, in an id, or in
                words such as a quote.
        """
        name = self.id if id is None else id
        return CaseFile(
            name, entries=public_entries(self._indexes, name, words_read=words_read), procedure=self.procedure
        )

    def to_html(
        self,
        *,
        clearance: ClearanceWord = Clearance.PUBLIC,
        clock: ClockWord | None = None,
        reading: ReadingWord = Reading.WORLDS,
        defendants: Iterable[str] | None = None,
        words_read: bool = False,
    ) -> str:
        """
        Return one HTML page with every state of the file, by legal day, knowledge and sources.

        The page is one file that loads nothing. It shows the states that the library computed for each choice, and
        computes none itself. It offers the days of knowledge on which something changes; for a large file these are
        reduced to the ends of months or years, or left out, and the page says so.

        >>> from casestate.events import ChargeFiled
        >>> case = CaseFile("example").record(ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1"))
        >>> "charged; pending" in case.to_html()
        True

        Args:
            clearance: The records that the reader may see. By default, sealed and expunged records are not in the page.
            clock: The clock of the days of knowledge; by default the one on which most entries have a time.
            reading: The placing of imprecise dates.
            defendants: The defendants to show; by default all.
            words_read: As in :meth:`public`, which makes the file for a public page.

        Raises:
            IllegalDevelopment: As in :meth:`public`.
            InvalidCoordinates: The clearance, clock or reading is not valid.
            InvalidQuestion: As in :meth:`public`; or the page would have too many charges, claims and citations: name
                some defendants.
            NotInFile: There is no such defendant.
        """
        from casestate.show.page import page  # noqa: PLC0415  # a picture, drawn when it is asked for

        seen = self.public(words_read=words_read) if as_clearance(clearance) is Clearance.PUBLIC else self
        return page(seen, clearance=clearance, clock=clock, reading=reading, defendants=defendants)

    def __getitem__(self, id: str) -> Entry:
        """
        Return one entry by its id.

        Raises:
            NotInFile: There is no such entry.
        """
        entry = self._journal.get(composed(id))
        if entry is None:
            named = f"; give an id such as {self.entries[0].id!r}" if self.entries else ""
            raise NotInFile(f"there is no entry {id!r} in case file {self.id!r}{named}")
        return entry

    def __contains__(self, id: object) -> bool:
        return isinstance(id, str) and self._journal.get(composed(id)) is not None

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self._journal)

    def _free_id(self) -> str:
        number = len(self) + 1
        while self._journal.get(f"e{number}") is not None:
            number += 1
        return f"e{number}"

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle id, entries and procedure; everything else is computed again."""
        return _of, (self.id, self.entries, self.procedure)

    def __repr__(self) -> str:
        return f"<CaseFile {self.id!r}: {counted(len(self), 'entry', 'entries')}>"


def _fresh(entries: Iterable[Entry], known: Journal) -> dict[str, Entry]:
    """Return the new entries, numbered after the known ones."""
    if not isinstance(entries, Iterable):
        raise InvalidEntry(f"a case file is made of several Entry(...), such as a list of them, not {entries!r}")
    new = list(entries)
    for entry in new:
        if not isinstance(entry, Entry):
            raise InvalidEntry(
                f"a case file is made of Entry(...), not {entry!r}; record(event) makes the entry itself"
            )
        if isinstance(entry, Supposition):
            raise InvalidEntry(f"{entry.id} was only supposed, with view.if_(); record(event) records what happened")
    for _, problem in problems(new, known):
        raise problem
    fresh: dict[str, Entry] = {}
    for entry in new:
        if entry.id not in fresh and known.get(entry.id) is None:
            seq = len(known) + len(fresh) + 1
            fresh[entry.id] = entry if entry.seq == seq else attrs.evolve(entry, seq=seq)
    return fresh


def joined(id: str, entries: Sequence[Entry], procedure: Procedure) -> CaseFile:
    """
    Return the file of entries of which it is known that they may join: each has an id and a place of its own, and its
    links lead to entries before it.
    """
    journal = Journal({entry.id: entry for entry in entries})
    case = CaseFile.__new__(CaseFile)
    case.__attrs_init__(id, journal, procedure, Indexes(journal, journal.by_id, procedure))
    return case


def _of(id: str, entries: tuple[Entry, ...], procedure: Procedure) -> CaseFile:
    return CaseFile(id, entries=entries, procedure=procedure)
