"""The store: what every kind of it promises. What differs between kinds is in :class:`Session` and its two doors."""

import logging
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

from casestate.casefile import CaseFile
from casestate.codec import UPCASTERS, Upcasters
from casestate.codec.file import known_procedures
from casestate.codec.upcasting import checked_chain
from casestate.entries import Entry, as_ids
from casestate.errors import ChainBroken, InvalidEntry, InvalidProcedure, InvalidQuestion, NotInStore
from casestate.law import GENERIC, Procedure
from casestate.store import intake, payload
from casestate.store.appending import append
from casestate.store.chain import Head, after, bound
from casestate.store.examination import examine
from casestate.store.intake import Expected
from casestate.store.present import recorded, to_destroy, told
from casestate.store.records import Losses, Receipt, Record, Tombstone, Verified, record_of
from casestate.store.restoring import Rest
from casestate.store.rows import Kind, Row, Tail, micros, refuse_too_long
from casestate.store.session import PAGE, Session
from casestate.texts import is_text

_MOST = 1 << 62
"""No store has so many places."""
_LOG = logging.getLogger("casestate.store")


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
        if not callable(clock):
            raise InvalidQuestion(f"clock= takes a function that gives the time now, not {clock!r}")
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
        self._refuse_no_opening(case, procedure)
        with self._writing() as session:
            row = session.heading(case)
            if row is None:
                row = self._add(session, Kind.OPENED, {"case": case, "procedure": procedure.name}, case)
        return _kept_under(procedure, row, case)

    def append(self, case: str, entries: Iterable[Entry], *, expect: Expected = None) -> Receipt:
        """
        Add entries to a case, all or none. Entries that are there with the same content are passed over.

        Args:
            case: The name of the case, which must have been created.
            entries: What to add, such as a whole longer case file.
            expect: The case file that was read, or the number of places that the case is expected to have, destroyed
                ones counted. Where it has gone on since, nothing is appended. Left out, it may have gone on.

        Raises:
            StaleExpectation: The case went on; the error has the entries that came in between.
            EntryConflict: An id is taken by an entry with other content; the message shows both.
            InvalidEntry: A link leads to no entry, or an entry states when it was recorded.
            NotInStore: There is no such case.
            StoreUnavailable: The store cannot be written now; append the same again later.
        """
        return self._take_in(case, entries, expect, imported=False)

    def import_history(
        self, case: str, entries: Iterable[Entry], *, expect: Expected = None, create: Procedure | None = None
    ) -> Receipt:
        """
        Add entries with the times at which they were recorded elsewhere, flagged as imported for good.

        The times must not be later than now, nor earlier than one before them in the case; an entry without one is
        known on no day. Otherwise as :meth:`append`.

        Args:
            case: The name of the case.
            entries: What to add, such as a whole case file.
            expect: As in :meth:`append`.
            create: The law that governs the case. Where there is no such case, it is opened together with its entries,
                or not at all; left out, it must have been created.

        Raises:
            InvalidProcedure: As in :meth:`create`, with ``create``.
            InvalidEntry: As in :meth:`append`, or a recorded time lies ahead or goes back.
            StaleExpectation: As in :meth:`append`.
            EntryConflict: Likewise.
            NotInStore: Likewise.
        """
        if create is not None:
            self._refuse_no_opening(case, create)
        return self._take_in(case, entries, expect, imported=True, create=create)

    def read(self, case: str, after: int = 0) -> tuple[Record, ...]:
        """
        The entries of a case after a place in it, in order; destroyed ones are there without their entry.

        Raises:
            NotInStore: There is no such case.
            InvalidQuestion: ``after`` is no number of places.
        """
        _refuse_no_count("after", after)
        with self._reading() as session:
            number = _heading(session, case).position
            return tuple([record_of(row, case, parts) for row, parts in told(session, number, self._upcasters, after)])

    def read_all(self, after: int = 0, limit: int | None = None) -> Iterator[Record]:
        """
        Everything in the store after a position, in order: cases opened, entries, and expungements.

        The position of the last record read is a cursor: going on after it neither skips nor repeats anything.

        Raises:
            InvalidQuestion: ``after`` or ``limit`` is no number of places.
        """
        _refuse_no_count("after", after)
        if limit is not None:
            _refuse_no_count("limit", limit)
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
        if not is_text(defendant):
            raise InvalidQuestion(f"defendant= takes a name, not {defendant!r}")
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
            lines = session.told(heading.position)
            entries = payload.all_at_once(lines)
            if entries is None:
                rows = told(session, heading.position, self._upcasters)
                entries = [part for _, parts in rows for part in parts]
        procedure = self._procedure(heading)
        destroyed = sum(line.payload is None for line in lines)
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
            positions = {row.position: None for row in gone}
            added = self._add(session, Kind.EXPUNGED, {"destroyed": [*positions], "order": order}, heading.position)
            every = told(session, heading.position, self._upcasters)
            left = [parts for row, parts in every if row.position not in positions]
            people = {who for parts in left for part in parts for who in payload.people_in(part)}
            session.destroy(gone, people)
        self.scrub()
        return Head.of(added)

    def head(self) -> Head:
        """The head of the chain, to be kept elsewhere and held against the store later."""
        with self._reading() as session:
            tail = session.tail()
        return Head.of(tail)

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

    def _take_in(
        self,
        case: str,
        entries: Iterable[Entry],
        expect: Expected,
        *,
        imported: bool,
        create: Procedure | None = None,
    ) -> Receipt:
        given, law = intake.checked(entries, expect), None
        with self._writing() as session:
            if create is not None:
                row, law = session.heading(case), create.name
                if row is not None:
                    _kept_under(create, row, case)
            return append(
                session,
                case,
                given,
                expect=expect,
                law=law,
                now=self._now,
                imported=imported,
                upcasters=self._upcasters,
            )

    def _now(self, tail: Tail) -> int:
        """The time to store rows at, in microseconds since 1970: now, and never before the last row."""
        now = self._clock()
        try:
            if isinstance(now, datetime) and now.utcoffset() is not None:
                return after(tail, micros(now.astimezone(UTC)))
        except OverflowError:
            pass
        raise InvalidEntry(f"the clock of a store gives a moment with its zone, which UTC has too, not {now!r}")

    def _add(self, session: Session, kind: Kind, says: Mapping[str, Any], case: str | int) -> Row:
        """A row that is no entry, kept: of the case opened at a position, or that opens the case of a name."""
        tail = session.tail()
        position = tail.position + 1
        name, number = (case, position) if isinstance(case, str) else (None, case)
        refuse_too_long([name])
        heading = (position, number, kind.value, 0, 0, 0, self._now(tail))
        (row,) = bound([heading], [(payload.written(says), name)], tail)
        session.add([row])
        return row

    def _to_destroy(self, session: Session, heading: Row, entries: Iterable[str | Entry] | None) -> list[Row]:
        if entries is None:
            return [heading, *(row for row in session.entries(heading.position) if row.payload is not None)]
        return to_destroy(session, heading, set(as_ids(entries)), self._upcasters)

    def _refuse_no_opening(self, case: str, procedure: Procedure) -> None:
        if not is_text(case):
            raise InvalidEntry(f"a case needs a name such as 'rust', not {case!r}")
        self._refuse_unknown(procedure)

    def _refuse_unknown(self, procedure: Procedure) -> None:
        if not isinstance(procedure, Procedure) or self._procedures.get(procedure.name) != procedure:
            named = procedure.name if isinstance(procedure, Procedure) else procedure
            raise InvalidProcedure(
                f"this store does not know the procedure {named!r}; open it with open_store(..., procedures=[...]), "
                "so that the case can be opened again"
            )

    def _procedure(self, heading: Row) -> Procedure:
        name = payload.said(heading, "procedure", str)
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


def _refuse_no_count(name: str, value: object) -> None:
    if type(value) is not int or not 0 <= value < _MOST:
        raise InvalidQuestion(f"{name}= takes a number of places from 0, not {value!r}")


def _kept_under(procedure: Procedure, row: Row, case: str) -> Record:
    """The record that opened a case, if it is under that law."""
    record = record_of(row, case)
    if record.procedure != procedure.name:
        raise InvalidProcedure(
            f"case {case!r} is kept under {record.procedure}, not {procedure.name}; its law is not changed"
        )
    return record


def _heading(session: Session, case: str) -> Row:
    row = session.heading(case) if is_text(case) else None
    if row is None:
        raise NotInStore(f"there is no case {case!r} in this store; store.create({case!r}) opens one")
    return row


def _tombstone(row: Row, record: Record | None) -> Tombstone:
    if record is None or record.order is None:
        raise ChainBroken(row.position, "what it said is gone, and no order says so")
    return Tombstone(position=row.position, seq=row.seq, order=record.order, destroyed_at=record.stored_at)
