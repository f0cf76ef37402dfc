"""The file: an immutable sequence of entries about one matter."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import count
from typing import Any

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
from casestate.entries import Entry, Revision, RevisionKind, Supposition
from casestate.errors import IllegalDevelopment, InvalidEntry, NotInFile
from casestate.events import EntryRetracted, Event
from casestate.joining import problems
from casestate.law.findings import Finding, Severity
from casestate.law.jurisdictions import GENERIC
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

    :meth:`record`, :meth:`extend`, :meth:`correct` and :meth:`retract` return a new file.

    >>> from casestate.events import ChargeDismissed, ChargeFiled
    >>> case = CaseFile("example").record(ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1"))
    >>> case = case.record(ChargeDismissed(on="2023-04-21", defendant="A. Doe", charge="1", prejudice="without"))
    >>> case.at("2023-04-20")["A. Doe"].charge("1").phase
    Phase.CHARGED
    >>> case.at("2023-04-21")["A. Doe"].charge("1").status.words
    'dismissed, and may be filed again'

    Attributes:
        id: Its name.
        entries: All entries, oldest first; ``seq`` counts them from 1.
        procedure: The law that governs it.

    Raises:
        EntryConflict: Two entries have one id and differ.
        InvalidEntry: A link leads to no entry, links go round in a circle, or something given is not what it must be.
    """

    id: str
    entries: tuple[Entry, ...]
    procedure: Procedure
    _by_id: dict[str, Entry] = attrs.field(eq=False)
    _indexes: Indexes = attrs.field(eq=False)

    def __init__(self, id: str, *, entries: Iterable[Entry] = (), procedure: Procedure = GENERIC) -> None:
        if not is_text(id):
            raise InvalidEntry(f"a case file needs an id such as 'rust', not {id!r}")
        if not isinstance(procedure, Procedure):
            raise InvalidEntry(f"procedure= takes a Procedure such as casestate.law.GENERIC, not {procedure!r}")
        fresh = _fresh(entries, {})
        every = tuple(fresh.values())
        self.__attrs_init__(id, every, procedure, fresh, Indexes(every, fresh, procedure))

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
            event: What happened or was said.
            source: Who says so.
            id: Its name in the file; by default ``e`` and its place, such as ``e7``, or the next free number.
            recorded_at: When it was written down here, with its zone.
            docketed_on: The day the court entered it.
            ordinal: Its place in the docket order of its day.
            after: Entries it came after, or on the same day as.
            account_of: An entry that is another source's account of the same act.
            quote: The source's own words.
            strict: Refuse an event that the law makes impossible, instead of recording it with a finding.

        Raises:
            EntryConflict: The id is taken by an entry with other content.
            InvalidEntry: A link leads to no entry.
            IllegalDevelopment: ``strict``, and the event adds a finding of severity ERROR, which it has as ``finding``.
        """
        entry = Entry(
            id=self._free_id() if id is None else id,
            seq=len(self.entries) + 1,
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

        Views that know of it show the replacement in the place of its target, with the target's source, links and
        docket ordinal unless it states its own; earlier views stay as they were. For an act that changed another, such
        as a judgment vacated or a charge amended, record that act.

        >>> from casestate.events import ChargeFiled
        >>> case = CaseFile("example").record(ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1"))
        >>> right = ChargeFiled(on="2023-01-30", defendant="A. Doe", charge="1")
        >>> case = case.correct("e1", right, reason="misread the stamp", recorded_at="2023-02-02T12:00:00Z")
        >>> case.at("2023-01-30")["A. Doe"].status.words
        'charged; pending'

        Args:
            entry: The entry that was wrong, or its id; it may be a correction itself.
            replacement: What it should have said; of another person or charge, if that is what was wrong.
            reason: Why, in words.
            authority: By whose order or decision, where there is one.
            source: Who says so; by default the source of the entry that was wrong.
            id: As in :meth:`record`, like the rest.
            recorded_at: When the correction was written down.
            docketed_on: The day the court entered it.
            ordinal: Its place in the docket order of its day.
            after: Entries it came after, or on the same day as.
            account_of: An entry that is another source's account of the same act.
            quote: The source's own words.

        Raises:
            EntryConflict: The new id is taken by an entry with other content.
            InvalidEntry: There is no such entry, it is a retraction, or the reason is empty.
        """
        corrected = Entry(
            id=self._free_id() if id is None else id,
            seq=len(self.entries) + 1,
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
        Return the file with an entry that takes out an earlier one as entered in error. Nothing happened in law.

        Views that know of it leave the earlier one out, in whatever correction it stood; earlier views stay as they
        were. Retracting a correction restores what it corrected, and retracting a retraction restores what that took
        out.

        >>> from casestate.events import ChargeFiled
        >>> case = CaseFile("example").record(ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1"))
        >>> case.retract("e1", reason="another person of the same name").at().defendants
        ()

        Args:
            entry: The entry, or its id; it may be a correction or a retraction itself.
            reason: Why, in words.
            authority: By whose order or decision, where there is one.
            source: Who says so; by default the source of the entry taken out.
            id: As in :meth:`record`, like the rest.
            recorded_at: When the retraction was written down.
            docketed_on: The day the court entered it.
            quote: The source's own words.

        Raises:
            EntryConflict: The new id is taken by an entry with other content.
            InvalidEntry: There is no such entry, or the reason is empty.
        """
        retraction = Entry(
            id=self._free_id() if id is None else id,
            seq=len(self.entries) + 1,
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

        ``record(event, strict=True)`` raises for the first of these findings that is of severity ERROR. Sealed and
        expunged charges are judged too: whoever records has the whole file.

        >>> from casestate.events import ChargeFiled, TrialBegan
        >>> case = CaseFile("example").record(ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1"))
        >>> [each.code for each in case.check(TrialBegan(on="2023-02-01", defendant="A. Doe", charge="1"))]
        ['missing-bind-over']

        Args:
            event: The event proposed.
            as_of: The legal day, inclusive. Left out, every entry is applied.

        Raises:
            InvalidWhen: ``as_of`` is not exactly one day.
        """
        return self.doubts_added_by(self.record(event), as_of)

    def doubts_added_by(self, longer: "CaseFile", as_of: date | str | None = None) -> tuple[Finding, ...]:
        """
        Return the findings of a longer file that this one does not have; :meth:`check` for several entries.

        Args:
            longer: This file with more entries.
            as_of: The legal day, inclusive. Left out, every entry is applied.

        Raises:
            InvalidWhen: ``as_of`` is not exactly one day.
        """
        before, after = (case.at(as_of, clearance=Clearance.EXPUNGED).findings for case in (self, longer))
        known = set(before)
        return tuple([finding for finding in after if finding not in known])

    def extend(self, entries: Iterable[Entry]) -> "CaseFile":
        """
        Return the file with more entries, all or none; those already there with the same content are passed over.

        Raises:
            EntryConflict: An id is taken by an entry with other content.
            InvalidEntry: A link leads to no entry, or links go round in a circle.
        """
        fresh = _fresh(entries, self._by_id)
        if not fresh:
            return self
        longer = CaseFile.__new__(CaseFile)
        every, by_id = (*self.entries, *fresh.values()), self._by_id | fresh
        indexes = Indexes(every, by_id, self.procedure, before=self._indexes)
        longer.__attrs_init__(self.id, every, self.procedure, by_id, indexes)
        return longer

    @property
    def last(self) -> Entry:
        """
        The newest entry.

        Raises:
            NotInFile: The file is empty.
        """
        if not self.entries:
            raise NotInFile(f"case file {self.id!r} has no entry yet; record one first")
        return self.entries[-1]

    @property
    def defendants(self) -> tuple[str, ...]:
        """Everyone whom an entry of the file is about, on any day, in the order of the file."""
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
            as_of: The legal day, inclusive. Left out, every entry is applied.
            known_on: What was known by the end of that day (in UTC on the clock RECORDED), or by that moment. Left out,
                everything. An entry with no time on the clock is known on no day; ``view.untimed`` counts them.
            clock: By which clock: when it was recorded here, entered on the docket, or published.
            according_to: A basis (that one or stronger), a source or several, or a predicate on sources. A source that
                does not say when it was published stands for all of its name and basis. Left out, everyone.
            clearance: What the reader may see. Sealed and expunged charges are hidden unless asked for.
            reading: How imprecise dates are placed; by default nowhere, so that every possible state counts.

        Raises:
            InvalidCoordinates: A coordinate is not what it must be.
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
        Return the file as of a day, as the docket showed it by the end of that day.

        Raises:
            InvalidWhen: It is not exactly one day.
        """
        return self.at(day, known_on=as_day(day, "day"), clock=Clock.DOCKET)

    def public(self, *, id: str | None = None, words_read: bool = False) -> "CaseFile":
        """
        Return a copy of the file that holds what the public may see, and nothing else.

        Its entries are those from which public views are folded, so it gives the public the same answers at any
        coordinates. A reader with any clearance finds no more in it than the public does.

        >>> from casestate.events import ChargeFiled, RecordSealed
        >>> case = CaseFile("example").record(ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1"))
        >>> case = case.record(ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="2"))
        >>> copy = case.record(RecordSealed(on="2023-06-01", defendant="A. Doe", charge="1")).public()
        >>> [entry.id for entry in copy], list(copy.at(clearance="expunged")["A. Doe"].charges)
        (['e2'], ['2'])

        Args:
            id: The name of the copy, where the name of the file says too much.
            words_read: Whether somebody has read the words in which a hidden person is named, and lets them stand.

        Raises:
            IllegalDevelopment: An order to seal or expunge meets no charge, so what it should hide is not hidden.
            InvalidQuestion: A person who is in the file for hidden charges alone is named in the name of the file, in
                an id, or in words such as a quote.
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
        Return one HTML page to send: every state of the file, at every legal day, as known and according to whom.

        The page is one file that asks for nothing. It shows what the library worked out for each choice, and works out
        no state itself. The days known are those on which anything shown changes; a large file has them thinned to the
        ends of months or of years, or left out, and says so.

        >>> from casestate.events import ChargeFiled
        >>> case = CaseFile("example").record(ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1"))
        >>> "charged; pending" in case.to_html()
        True

        Args:
            clearance: What the reader may see; what is sealed or expunged is not in the page unless asked for.
            clock: By which clock the page tells what was known; by default the one on which most entries have a time.
            reading: How imprecise dates are placed.
            defendants: Only these; by default all.
            words_read: As in :meth:`public`, from whose copy of the file a page for the public is made.

        Raises:
            IllegalDevelopment: As in :meth:`public`.
            InvalidCoordinates: A clearance, clock or reading is not one.
            InvalidQuestion: As in :meth:`public`; or it would be a page of too many charges, claims and citations, and
                some defendants should be named.
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
        try:
            return self._by_id[composed(id)]
        except KeyError:
            raise NotInFile(f"there is no entry {id!r} in case file {self.id!r}") from None

    def __contains__(self, id: object) -> bool:
        return isinstance(id, str) and composed(id) in self._by_id

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def _free_id(self) -> str:
        return next(id for number in count(len(self.entries) + 1) if (id := f"e{number}") not in self._by_id)

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel as id, entries and procedure; what is worked out from them is worked out anew."""
        return _of, (self.id, self.entries, self.procedure)

    def __repr__(self) -> str:
        return f"<CaseFile {self.id!r}: {counted(len(self.entries), 'entry', 'entries')}>"


def _fresh(entries: Iterable[Entry], known: Mapping[str, Entry]) -> dict[str, Entry]:
    """Return the entries that are not known yet, numbered on from those that are."""
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
        if entry.id not in known and entry.id not in fresh:
            seq = len(known) + len(fresh) + 1
            fresh[entry.id] = entry if entry.seq == seq else attrs.evolve(entry, seq=seq)
    return fresh


def _of(id: str, entries: tuple[Entry, ...], procedure: Procedure) -> CaseFile:
    return CaseFile(id, entries=entries, procedure=procedure)
