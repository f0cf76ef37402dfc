"""The interface of a store. Kinds of store differ only in how they run a :class:`Transaction`."""

import logging
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from types import TracebackType
from typing import Self, TypedDict, TypeVar

from casestate.casefile import CaseFile
from casestate.codec import UPCASTERS, Upcasters
from casestate.codec.file import known_procedures
from casestate.codec.upcasting import checked_chain
from casestate.entries import Entry, as_ids
from casestate.errors import InvalidEntry, InvalidProcedure, InvalidQuestion
from casestate.law import GENERIC, Procedure
from casestate.store import append as appending
from casestate.store import expunge as expunging
from casestate.store.append import Expected
from casestate.store.chain import next_time
from casestate.store.expunge import Remainder
from casestate.store.payload import field_of, read_case, read_quickly
from casestate.store.records import Head, Losses, Receipt, Record, Verified, read_records, record_of
from casestate.store.transaction import PAGE, RecordKind, Row, Tail, Transaction, to_micros
from casestate.store.verification import verify
from casestate.texts import is_text

T = TypeVar("T")

_MOST = 1 << 62
"""No store has so many positions."""
_LOG = logging.getLogger("casestate.store")


def now_utc() -> datetime:
    """Return the time now; the clock of a store that is given no other."""
    return datetime.now(UTC)


class StoreOptions(TypedDict, total=False):
    """The options of every kind of store; see :class:`Store`."""

    clock: Callable[[], datetime]
    procedures: Iterable[Procedure] | Procedure
    upcasters: Upcasters


class Store(ABC):
    """
    Case files that outlive the process. :func:`open_store` opens a store, which is a context manager that closes it.

    An append is kept as a whole or not at all, and is durable once it returns. Positions count from 1 without gaps, and
    a hash chain binds each to all before it.

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
    >>> store.open_case("example").at("2023-02-01").charge("A. Doe", "1").status.words
    'charged; pending'

    Args:
        clock: Returns the time now, with its zone. Recorded times are taken from it, and never go back even if it does.
        procedures: Procedures of your own that cases may have, beside those of the library.
        upcasters: The upcasters for events of older versions, such as ``Upcasters([...])`` with your own.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], datetime] = now_utc,
        procedures: Iterable[Procedure] | Procedure = (),
        upcasters: Upcasters = UPCASTERS,
    ) -> None:
        if not callable(clock):
            raise InvalidQuestion(f"clock= takes a function that returns the time now, not {clock!r}")
        self._clock = clock
        self._procedures = known_procedures(procedures)
        self._upcasters = checked_chain(upcasters)

    @abstractmethod
    def _write(self, work: Callable[[Transaction], T]) -> T:
        """Run a function in a transaction that writes alone. Its writes are durable when this returns."""

    @abstractmethod
    def _read(self, work: Callable[[Transaction], T]) -> T:
        """Run a function in a transaction that reads."""

    @abstractmethod
    def close(self) -> None:
        """Release files and connections. Nothing is lost without it."""

    @abstractmethod
    def scrub(self) -> None:
        """
        Remove the bytes of destroyed entries that are still in the store's files.

        :meth:`expunge` calls it. Call it again if that raised :class:`StoreUnavailable` or the process ended within it.
        """

    def create(self, case: str, procedure: Procedure = GENERIC) -> Record:
        """
        Create a case under a procedure. A case that exists under the same procedure is left as it is.

        Args:
            case: The name of the case.
            procedure: The law that governs it. Give one of your own to the store first, so that it is found again.

        Raises:
            InvalidEntry: The name is not text, or too long.
            InvalidProcedure: The case exists under another procedure, or the store does not know this one.
        """
        self._check_creation(case, procedure)

        def work(transaction: Transaction) -> Row:
            row = transaction.case_row(case)
            if row is not None:
                return row
            content = {"case": case, "procedure": procedure.name}
            return appending.insert_row(transaction, RecordKind.OPENED, content, case, self._next_time)

        return _checked_procedure(self._write(work), case, procedure)

    def append(self, case: str, entries: Iterable[Entry], *, expect: Expected = None) -> Receipt:
        """
        Add entries to a case, all or none. Entries that are there with the same content are passed over.

        Args:
            case: The name of the case, which must exist.
            entries: The entries, such as a whole longer case file.
            expect: The case file that was read, or the expected number of entries, destroyed ones included. If the case
                has gone on since, nothing is appended. By default it may have gone on.

        Raises:
            StaleExpectation: The case has gone on; the error has the entries in between.
            EntryConflict: An id is taken by an entry with other content; the message shows both.
            InvalidEntry: A link leads to no entry, or an entry states when it was recorded.
            NotInStore: There is no such case.
            StoreUnavailable: The store cannot be written now; append the same again later.
        """
        return self._append(case, entries, expect, imported=False)

    def import_history(
        self, case: str, entries: Iterable[Entry], *, expect: Expected = None, create: Procedure | None = None
    ) -> Receipt:
        """
        Add entries with the times at which they were recorded elsewhere. They are marked as imported.

        The times must be past, and must not go back within the case. An entry without one is known on no day.
        Otherwise as :meth:`append`.

        Args:
            case: The name of the case.
            entries: The entries, such as a whole case file.
            expect: As in :meth:`append`.
            create: The procedure of the case. If there is no such case, it is created together with its entries. By
                default the case must exist.

        Raises:
            InvalidProcedure: As in :meth:`create`, with ``create``.
            InvalidEntry: As in :meth:`append`, or a recorded time lies ahead or goes back.
            StaleExpectation: As in :meth:`append`.
            EntryConflict: As in :meth:`append`.
            NotInStore: As in :meth:`append`.
        """
        if create is not None:
            self._check_creation(case, create)
        return self._append(case, entries, expect, imported=True, create=create)

    def read(self, case: str, after: int = 0) -> tuple[Record, ...]:
        """
        Return the entries of a case, in order. A destroyed entry is a record without its entry.

        Args:
            case: The name of the case.
            after: Only those whose ``seq`` is greater.

        Raises:
            NotInStore: There is no such case.
            InvalidQuestion: ``after`` is no position.
        """
        _check_count("after", after)

        def work(transaction: Transaction) -> tuple[Record, ...]:
            read = read_case(transaction, _case_row(transaction, case).position, self._upcasters, after)
            return tuple([record_of(row, case, entries) for row, entries in read])

        return self._read(work)

    def read_all(self, after: int = 0, limit: int | None = None) -> Iterator[Record]:
        """
        Yield every record of the store after a position, in order: cases created, entries, and expungements.

        The position of the last record is a cursor: reading on after it neither skips nor repeats a record.

        Raises:
            InvalidQuestion: ``after`` or ``limit`` is no position.
        """
        _check_count("after", after)
        if limit is not None:
            _check_count("limit", limit)
        while limit is None or limit > 0:
            records = self._read_page(after, PAGE if limit is None else min(limit, PAGE))
            if not records:
                return
            yield from records
            after = records[-1].position
            limit = None if limit is None else limit - len(records)

    def cases(self) -> tuple[str, ...]:
        """Return the names of the cases, in the order in which they were created."""
        rows = self._read(lambda transaction: transaction.case_rows())
        return tuple([row.name for row in rows if row.name is not None])

    def find(self, *, defendant: str) -> tuple[str, ...]:
        """
        Return the names of the cases with an entry that is about a person or speaks of one, under exactly this name.

        The search covers the whole record, including what was sealed, corrected or retracted.

        Raises:
            InvalidQuestion: ``defendant`` is no name.
        """
        if not is_text(defendant):
            raise InvalidQuestion(f"defendant= takes a name, not {defendant!r}")

        def work(transaction: Transaction) -> tuple[str, ...]:
            cases = transaction.cases_concerning(defendant)
            rows = transaction.case_rows() if cases else ()
            return tuple([row.name for row in rows if row.position in cases and row.name is not None])

        return self._read(work)

    def open_case(self, case: str) -> CaseFile:
        """
        Return a case as a file, under its procedure, without destroyed entries; see :meth:`losses` for those.

        Raises:
            NotInStore: There is no such case.
            InvalidProcedure: The store does not know its procedure.
        """

        def work(transaction: Transaction) -> tuple[Row, list[Entry], int]:
            row = _case_row(transaction, case)
            payloads = transaction.payloads(row.position)
            entries = read_quickly(payloads)
            if entries is None:
                read = read_case(transaction, row.position, self._upcasters)
                entries = [part for _, parts in read for part in parts]
            return row, entries, sum(text is None for text, _ in payloads)

        row, entries, destroyed = self._read(work)
        procedure = self._procedure(row)
        if not destroyed:
            return CaseFile(case, entries=entries, procedure=procedure)
        remainder = Remainder.of(entries)
        _LOG.warning(
            "case %s: %d entries were destroyed under court order, %d retractions of them are left out, and %d entries "
            "lost a link to one; losses() names them",
            *(case, destroyed, len(remainder.left_out), len(remainder.unlinked)),
        )
        return CaseFile(case, entries=remainder.entries.values(), procedure=procedure)

    def losses(self, case: str) -> Losses:
        """
        Return what a case lacks because entries were destroyed.

        Raises:
            NotInStore: There is no such case.
        """
        return self._read(lambda tx: expunging.losses(tx, _case_row(tx, case), self._upcasters))

    def expunge(self, case: str, entries: Iterable[str | Entry] | None = None, *, order: str) -> Head:
        """
        Destroy the content of entries under a court's order. It cannot be undone.

        Text and salt are removed from the store and its indexes. The position of each entry stays, and the chain still
        verifies. Name the corrections and other accounts of an entry as well: they say much the same. Copies elsewhere
        (backups, replicas, version control) are out of reach.

        Args:
            case: The name of the case.
            entries: The entries, or their ids. By default all of them, and the name of the case.
            order: The reference of the court's order, which is kept.

        Raises:
            InvalidEntry: The order has no reference, or no entry is named.
            NotInStore: There is no such case or entry.
            StoreUnavailable: It cannot be done now. If it was done, but bytes may remain in files that others hold
                open, the message says so; call :meth:`scrub` later.
        """
        if not is_text(order):
            raise InvalidEntry(f"an expungement needs the reference of the court's order, not {order!r}")
        ids = None if entries is None else set(as_ids(entries))

        def work(transaction: Transaction) -> Head:
            row = _case_row(transaction, case)
            rows = expunging.rows_to_destroy(transaction, row, ids, self._upcasters)
            content = {"destroyed": [each.position for each in rows], "order": order}
            added = appending.insert_row(transaction, RecordKind.EXPUNGED, content, row.position, self._next_time)
            expunging.destroy(transaction, row, rows, self._upcasters)
            return Head.of(added)

        head = self._write(work)
        self.scrub()
        return head

    def head(self) -> Head:
        """Return the head of the chain. Keep it elsewhere, and verify the store against it later."""
        return Head.of(self._read(lambda transaction: transaction.tail()))

    def verify(self, head: Head | str | None = None, *, progress: Callable[[int], object] = lambda _: None) -> Verified:
        """
        Check every row of the store, and that the chain leads through a head kept elsewhere.

        Args:
            head: A head, or its text, that a receipt or :meth:`head` gave earlier. Without one, rows cut off the end
                or a history rewritten as a whole are not noticed.
            progress: Called with a position from time to time.

        Raises:
            ChainBroken: The store is not what was put into it; with the first position at which it differs.
            InvalidHead: The head cannot be read.
        """
        against = None if head is None else Head.parse(head)
        return self._read(lambda transaction: verify(transaction, against, self._upcasters, progress))

    def _append(
        self,
        case: str,
        entries: Iterable[Entry],
        expect: Expected,
        *,
        imported: bool,
        create: Procedure | None = None,
    ) -> Receipt:
        given = appending.checked_entries(entries)
        appending.check_expected(expect)

        def work(transaction: Transaction) -> Receipt:
            row = None if create is None else transaction.case_row(case)
            if create is not None and row is not None:
                _checked_procedure(row, case, create)
            return appending.append(
                transaction,
                case,
                given,
                expect=expect,
                create=None if create is None else create.name,
                now=self._next_time,
                imported=imported,
                upcasters=self._upcasters,
            )

        return self._write(work)

    def _read_page(self, after: int, limit: int) -> list[Record]:
        return self._read(lambda transaction: read_records(transaction, after, limit, self._upcasters))

    def _next_time(self, tail: Tail) -> int:
        """Return the time of the row after a tail, in microseconds since 1970, by the clock of the store."""
        now = self._clock()
        try:
            if isinstance(now, datetime) and now.utcoffset() is not None:
                return next_time(tail, to_micros(now.astimezone(UTC)))
        except OverflowError:
            pass
        raise InvalidEntry(f"the clock of a store returns a time with its zone, which UTC has too, not {now!r}")

    def _check_creation(self, case: str, procedure: Procedure) -> None:
        if not is_text(case):
            raise InvalidEntry(f"a case needs a name such as 'rust', not {case!r}")
        if not isinstance(procedure, Procedure) or self._procedures.get(procedure.name) != procedure:
            named = procedure.name if isinstance(procedure, Procedure) else procedure
            raise InvalidProcedure(
                f"this store does not know the procedure {named!r}; open it with open_store(..., procedures=[...]), "
                "so that the case can be opened again"
            )

    def _procedure(self, row: Row) -> Procedure:
        name = field_of(row, "procedure", str)
        if name not in self._procedures:
            raise InvalidProcedure(
                f"case {row.name!r} is kept under the procedure {name!r}; pass it to open_store(..., procedures=[...])"
            )
        return self._procedures[name]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _check_count(name: str, value: object) -> None:
    if type(value) is not int or not 0 <= value < _MOST:
        raise InvalidQuestion(f"{name}= takes a number of positions from 0, not {value!r}")


def _checked_procedure(row: Row, case: str, procedure: Procedure) -> Record:
    """Return the record that created a case, if it is under this procedure."""
    record = record_of(row, case)
    if record.procedure != procedure.name:
        raise InvalidProcedure(
            f"case {case!r} is kept under {record.procedure}, not {procedure.name}; its procedure does not change"
        )
    return record


def _case_row(transaction: Transaction, case: str) -> Row:
    row = transaction.case_row(case) if is_text(case) else None
    if row is None:
        raise appending.no_such_case(case)
    return row
