"""The store: what every kind of it promises. What differs between kinds is in :class:`Session` and its two doors."""

import json
import logging
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from casestate.casefile import CaseFile
from casestate.codec import UPCASTERS, Upcasters
from casestate.codec.file import known_procedures
from casestate.codec.upcasting import checked_chain
from casestate.entries import Entry, as_ids
from casestate.errors import ChainBroken, InvalidEntry, InvalidProcedure, NotInStore
from casestate.law import GENERIC, Procedure
from casestate.store import intake, payload
from casestate.store.chain import Head, bound
from casestate.store.examination import examine
from casestate.store.intake import Expected
from casestate.store.present import recorded, to_destroy, told
from casestate.store.records import Losses, Place, Receipt, Record, Tombstone, Verified, place_of, record_of
from casestate.store.restoring import Rest
from casestate.store.rows import Kind, Named, Row, Tail, micros, moment, refuse_too_long
from casestate.store.session import Session
from casestate.texts import is_text

PAGE = 1000
"""How many rows are read at a time, so that a long reading holds no transaction open."""

_LOG = logging.getLogger("casestate.store")
_UNBOUND = b""


def now_utc() -> datetime:
    """The clock of a store that is given no other."""
    return datetime.now(UTC)


class Store(ABC):
    """
    Case files that outlive the process. :func:`open_store` opens one; it is a context manager that closes itself.

    Each append is kept as a whole or not at all, and what it returned from is on the disk. Positions count from 1
    without gaps, and what stands in each is bound to all before it by a chain of digests.

    >>> from casestate import Source
    >>> from casestate.events import ChargeFiled
    >>> from casestate.store import open_store
    >>> store = open_store("memory:")
    >>> store.create("example").procedure
    'generic'
    >>> case = store.open_case("example")
    >>> longer = case.record(ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1"))
    >>> store.append("example", longer, expect=case).added
    1
    >>> store.append("example", longer, expect=case).added
    0
    >>> store.open_case("example").at("2023-02-01").status("A. Doe", "1").words
    'charged; pending'

    Args:
        clock: Gives the time now, with its zone; recorded times are taken from it, and never go back even if it does.
        procedures: Procedures of your own that cases may be kept under, beside those of the library.
        upcasters: How events of older forms are read: those of the library, and with ``Upcasters([...])`` your own.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], datetime] = now_utc,
        procedures: Iterable[Procedure] | Procedure = (),
        upcasters: Upcasters = UPCASTERS,
    ) -> None:
        self._clock = clock
        self._procedures = known_procedures(procedures)
        self._upcasters = checked_chain(upcasters)

    @abstractmethod
    def _writing(self) -> AbstractContextManager[Session]:
        """A transaction that writes: no other one does so at the same time, and what it wrote is durable after it."""

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Session]:
        """A transaction that reads."""

    @abstractmethod
    def close(self) -> None:
        """Let go of files and connections. Nothing is lost by not calling it."""

    @abstractmethod
    def scrub(self) -> None:
        """
        Take out of the store's files whatever bytes of destroyed entries are still in them.

        :meth:`expunge` does this itself; call it again where that raised :class:`StoreUnavailable`, or where the
        process ended within it.
        """

    def create(self, case: str, procedure: Procedure = GENERIC) -> Record:
        """
        Open a case under the law that governs it. One that is there under the same law is left as it is.

        Args:
            case: Its name.
            procedure: The law; one that is not of the library must have been given to the store, to be found again.

        Raises:
            InvalidProcedure: It is there under another law, or the procedure is not known to the store.
        """
        if not is_text(case):
            raise InvalidEntry(f"a case needs a name such as 'rust', not {case!r}")
        self._refuse_unknown(procedure)
        with self._writing() as session:
            row = session.heading(case)
            if row is None:
                tail = session.tail()
                (row,) = self._add(session, tail, [self._opening(case, procedure, tail)], [()])
        record = record_of(row, case)
        if record.procedure != procedure.name:
            raise InvalidProcedure(
                f"case {case!r} is kept under {record.procedure}, not {procedure.name}; its law is not changed"
            )
        return record

    def append(self, case: str, entries: Iterable[Entry], *, expect: Expected = None) -> Receipt:
        """
        Add entries to a case, all or none. Entries that are there with the same content are passed over.

        Args:
            case: The name of the case, which must have been created.
            entries: What to add, such as a whole longer case file.
            expect: The case file that was read, or the number of entries that the case is expected to have. Where it
                has gone on since, nothing is appended. Left out, it may have gone on.

        Raises:
            StaleExpectation: The case went on; the error has the entries that came in between.
            EntryConflict: An id is taken by an entry with other content; the message shows both.
            InvalidEntry: A link leads to no entry, or an entry states when it was recorded.
            NotInStore: There is no such case.
            StoreUnavailable: The store cannot be written now; append the same again later.
        """
        return self._take_in(case, entries, expect, imported=False)

    def import_history(self, case: str, entries: Iterable[Entry], *, expect: Expected = None) -> Receipt:
        """
        Add entries with the times at which they were recorded elsewhere, flagged as imported for good.

        The times must not be later than now, nor earlier than one before them in the case; an entry without one is
        known on no day. Otherwise as :meth:`append`.

        Raises:
            InvalidEntry: As in :meth:`append`, or a recorded time lies ahead or goes back.
            StaleExpectation: As in :meth:`append`.
            EntryConflict: Likewise.
            NotInStore: Likewise.
        """
        return self._take_in(case, entries, expect, imported=True)

    def read(self, case: str, after: int = 0) -> tuple[Record, ...]:
        """
        The entries of a case after a place in it, in order; destroyed ones are there without their entry.

        Raises:
            NotInStore: There is no such case.
        """
        with self._reading() as session:
            number = _heading(session, case).position
            return tuple([record_of(row, case, parts) for row, parts in told(session, number, self._upcasters, after)])

    def read_all(self, after: int = 0, limit: int | None = None) -> Iterator[Record]:
        """
        Everything in the store after a position, in order: cases opened, entries, and expungements.

        The position of the last record read is a cursor: going on after it neither skips nor repeats anything.
        """
        while limit is None or limit > 0:
            asked = PAGE if limit is None else min(limit, PAGE)
            with self._reading() as session:
                records = recorded(session, after, asked, self._upcasters)
            yield from records
            if len(records) < asked:
                return
            after = records[-1].position
            limit = None if limit is None else limit - asked

    def cases(self) -> tuple[str, ...]:
        """The names of the cases, in the order in which they were opened."""
        with self._reading() as session:
            return tuple([row.name for row in session.headings() if row.name is not None])

    def find(self, *, defendant: str) -> tuple[str, ...]:
        """
        The names of the cases with an entry about a person or speaking of one, under exactly that name.

        Whoever reads the store has the whole record: what was sealed, corrected or retracted is found, too.
        """
        with self._reading() as session:
            numbers = session.concerned(defendant)
            return tuple([row.name for row in session.headings() if row.position in numbers and row.name is not None])

    def open_case(self, case: str) -> CaseFile:
        """
        The case as a file, under its procedure. What was destroyed is not in it; :meth:`losses` says what that is.

        Raises:
            NotInStore: There is no such case.
            InvalidProcedure: Its procedure is not known to this store object.
        """
        with self._reading() as session:
            heading = _heading(session, case)
            rows = told(session, heading.position, self._upcasters)
        procedure = self._procedure(heading)
        entries = [part for _, parts in rows for part in parts]
        destroyed = sum(row.payload is None for row, _ in rows)
        if not destroyed:
            return CaseFile(case, entries=entries, procedure=procedure)
        rest = Rest.of(entries)
        _LOG.warning(
            "case %s: %d entries were destroyed under court order, %d retractions of them are left out, and %d entries "
            "lost a link to one; losses() names them",
            *(case, destroyed, len(rest.left_out), len(rest.unlinked)),
        )
        return CaseFile(case, entries=rest.entries.values(), procedure=procedure)

    def losses(self, case: str) -> Losses:
        """
        What a case lacks because entries were destroyed.

        Raises:
            NotInStore: There is no such case.
        """
        with self._reading() as session:
            every = told(session, _heading(session, case).position, self._upcasters)
            rows = [row for row, _ in every]
            orders = session.expungements() if any(row.payload is None for row in rows) else ()
        under = {place: record for record in [record_of(row, case) for row in orders] for place in record.destroyed}
        rest = Rest.of([part for _, parts in every for part in parts])
        return Losses(
            destroyed=tuple([_tombstone(row, under.get(row.position)) for row in rows if row.payload is None]),
            left_out=tuple(rest.left_out),
            unlinked=tuple(rest.unlinked),
        )

    def expunge(self, case: str, entries: Iterable[str | Entry] | None = None, *, order: str) -> Head:
        """
        Destroy what entries of a case say, under a court's order. It cannot be undone.

        Text and salt are taken out of the store and its indexes; the place of each entry stays, and the chain still
        verifies. Corrections and accounts of an entry say much the same: name them, too. What other copies hold
        (backups, replicas, version control) is out of reach.

        Args:
            case: The name of the case.
            entries: The entries, or their ids. Left out, all of them, and the name of the case.
            order: The reference of the court's order, which is kept.

        Raises:
            InvalidEntry: The order has no reference, or no entry is named.
            NotInStore: There is no such case or entry.
            StoreUnavailable: It cannot be done now. Where it was done but bytes may be left in files that others hold
                open, the message says so; call :meth:`scrub` then.
        """
        if not is_text(order):
            raise InvalidEntry(f"an expungement needs the reference of the court's order, not {order!r}")
        with self._writing() as session:
            heading = _heading(session, case)
            gone = self._to_destroy(session, heading, entries)
            positions = [row.position for row in gone]
            tail = session.tail()
            says = payload.written({"destroyed": positions, "order": order})
            row = self._blank(tail, case=heading.position, kind=Kind.EXPUNGED, payload=says)
            (added,) = self._add(session, tail, [row], [()])
            left = [parts for row, parts in told(session, heading.position, self._upcasters) if row not in gone]
            people = {who for parts in left for part in parts for who in payload.people_in(part)}
            session.destroy(positions, heading.position, people)
        self.scrub()
        return Head(added.position, added.link.hex())

    def head(self) -> Head:
        """The head of the chain, to be kept elsewhere and held against the store later."""
        with self._reading() as session:
            tail = session.tail()
        return Head(tail.position, tail.link.hex())

    def verify(self, head: Head | str | None = None, *, reached: Callable[[int], object] = lambda _: None) -> Verified:
        """
        Does the store hold what was put into it, row by row, and does it still lead through a head kept elsewhere?

        Args:
            head: A head, or its text, as a receipt or :meth:`head` gave it at any earlier time. Without one, rows cut
                off the end or a history written anew as a whole are not seen.
            reached: Called with a position now and then, as the work comes by it.

        Raises:
            ChainBroken: It does not; with the first place at which that shows.
            InvalidHead: The head cannot be read.
        """
        against = None if head is None else Head.parse(head)
        with self._reading() as session:
            return examine(session, against, self._upcasters, reached)

    def _take_in(self, case: str, entries: Iterable[Entry], expect: Expected, *, imported: bool) -> Receipt:
        given = list(entries)
        intake.checked(given)
        with self._writing() as session:
            heading = _heading(session, case)
            found = intake.kept(session, heading.position, given, self._upcasters)
            known, rows = found.known, found.rows
            given = [intake.as_kept(entry, known.get(entry.id)) for entry in given]
            new = list({entry.id: entry for entry in reversed(given) if not _is_there(entry, known)}.values())[::-1]
            if new:
                intake.expect_no_more(session, heading, expect, found.names(given), self._upcasters)
            intake.refuse_unfit(given, known)
            tail = session.tail()
            if new:
                stamp = self._stamp(tail)
                if imported:
                    last = _last_recorded(session, heading.position)
                    intake.refuse_impossible_times(new, last, moment(stamp))
                else:
                    intake.refuse_stated_times(new)
                added = self._add_entries(session, tail, stamp, heading.position, new, imported=imported)
                rows.update({row.name: row for row in added if row.name is not None})
                tail = Tail(added[-1].position, added[-1].link, added[-1].stored_at)
        places = tuple([_place(entry, rows[entry.id]) for entry in given])
        return Receipt(places=places, added=len(new), head=Head(tail.position, tail.link.hex()))

    def _add_entries(
        self, session: Session, tail: Tail, stamp: Row, case: int, new: list[Entry], *, imported: bool
    ) -> list[Row]:
        """Rows for new entries of a case, added in their order."""
        seq = session.length(case)
        rows = [
            Row(
                *(stamp.position + place, case, Kind.ENTRY.value, seq + 1 + place, len(new) - 1 - place, int(imported)),
                *(stamp.stored_at, None, payload.of_entry(entry, imported=imported), _UNBOUND, _UNBOUND, entry.id),
            )
            for place, entry in enumerate(new)
        ]
        return self._add(session, tail, rows, [payload.people_in(entry) for entry in new])

    def _add(self, session: Session, tail: Tail, rows: list[Row], people: list[tuple[str, ...]]) -> list[Row]:
        refuse_too_long([row.name for row in rows])
        refuse_too_long(name for every in people for name in every)
        done = bound(rows, tail)
        session.add([Named(row, who) for row, who in zip(done, people, strict=True)])
        return done

    def _stamp(self, tail: Tail) -> Row:
        """A row for the next place, at the time now, that says nothing yet."""
        return self._blank(tail, case=tail.position + 1, kind=Kind.OPENED, payload=None)

    def _blank(self, tail: Tail, *, case: int, kind: Kind, payload: str | None, name: str | None = None) -> Row:
        now = self._clock()
        if not isinstance(now, datetime) or now.tzinfo is None:
            raise InvalidEntry(f"the clock of a store gives a moment with its zone, not {now!r}")
        at = max(micros(now), tail.stored_at)
        return Row(tail.position + 1, case, kind.value, 0, 0, 0, at, None, payload, _UNBOUND, _UNBOUND, name)

    def _opening(self, case: str, procedure: Procedure, tail: Tail) -> Row:
        says = payload.written({"case": case, "procedure": procedure.name})
        return self._blank(tail, case=tail.position + 1, kind=Kind.OPENED, payload=says, name=case)

    def _to_destroy(self, session: Session, heading: Row, entries: Iterable[str | Entry] | None) -> list[Row]:
        if entries is None:
            return [heading, *(row for row in session.entries(heading.position) if row.payload is not None)]
        return to_destroy(session, heading, set(as_ids(entries)), self._upcasters)

    def _refuse_unknown(self, procedure: Procedure) -> None:
        if not isinstance(procedure, Procedure) or self._procedures.get(procedure.name) != procedure:
            named = procedure.name if isinstance(procedure, Procedure) else procedure
            raise InvalidProcedure(
                f"this store does not know the procedure {named!r}; open it with open_store(..., procedures=[...]), "
                "so that the case can be opened again"
            )

    def _procedure(self, heading: Row) -> Procedure:
        assert heading.payload is not None
        name = json.loads(heading.payload)["procedure"]
        try:
            return self._procedures[name]
        except KeyError:
            raise InvalidProcedure(
                f"case {heading.name!r} is kept under the procedure {name!r}; "
                "pass it to open_store(..., procedures=[...])"
            ) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _heading(session: Session, case: str) -> Row:
    row = session.heading(case) if isinstance(case, str) else None
    if row is None:
        raise NotInStore(f"there is no case {case!r} in this store; store.create({case!r}) opens one")
    return row


def _is_there(entry: Entry, known: dict[str, Entry]) -> bool:
    there = known.get(entry.id)
    return there is not None and there.content == entry.content


def _last_recorded(session: Session, case: int) -> datetime | None:
    """The latest recorded time in a case; its times never go back, so the last one stated."""
    rows = [row for row in reversed(session.entries(case)) if row.payload is not None]
    times = (payload.recorded_at(row) for row in rows)
    return next((each for each in times if each is not None), None)


def _place(entry: Entry, row: Row) -> Place:
    return place_of(row, entry.id, entry.recorded_at if row.imported else moment(row))


def _tombstone(row: Row, record: Record | None) -> Tombstone:
    if record is None or record.order is None:
        raise ChainBroken(row.position, "what it said is gone, and no order says so")
    return Tombstone(position=row.position, seq=row.seq, order=record.order, destroyed_at=record.stored_at)
