"""The interface of a store. Kinds of store differ only in how they run a :class:`Transaction`."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from casestate.casefile import CaseFile
from casestate.codec import UPCASTERS, Upcasters
from casestate.codec.file import known_procedures
from casestate.codec.upcasting import checked_chain
from casestate.entries import Entry, as_ids
from casestate.errors import InvalidEntry, InvalidProcedure, InvalidQuestion
from casestate.law import GENERIC, Procedure
from casestate.store import expunge as expunging
from casestate.store.append import Append, no_such_case, other_procedure
from casestate.store.chain import insert_row, next_time
from casestate.store.payload import field_of, read_case, read_whole_case
from casestate.store.records import (
    Head,
    Imported,
    Losses,
    Receipt,
    Record,
    Verified,
    read_records,
    record_of,
)
from casestate.store.transaction import PAGE, RecordKind, Row, Tail, Transaction
from casestate.store.validation import Expected, check_count, check_creation, check_cursor, now_utc
from casestate.store.verification import verify
from casestate.texts import is_text

T = TypeVar("T")


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

    @property
    def files(self) -> tuple[Path, ...]:
        """The files of the store, those that come and go included, which nothing else may write."""
        return ()

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
        check_creation(case, procedure, self._procedures)

        def work(transaction: Transaction) -> Row:
            content = {"case": case, "procedure": procedure.name}
            return transaction.case_row(case) or insert_row(transaction, RecordKind.OPENED, content, case, self._now)

        record = record_of(self._write(work), case)
        if record.procedure != procedure.name:
            raise other_procedure(case, record.procedure, procedure.name)
        return record

    def append(
        self, case: str, entries: Iterable[Entry], *, expect: Expected = None, as_name: str | None = None
    ) -> Receipt:
        """
        Add entries to a case, all or none. Entries that are there with the same content are passed over.

        Args:
            case: The name of the case, which must exist.
            entries: The entries, such as a whole longer case file.
            expect: The case file that was read, or the expected number of entries, destroyed ones included. If the case
                has gone on since, nothing is appended. By default it may have gone on.
            as_name: The name of the case again, to confirm that a case file of another name is kept under it.

        Raises:
            StaleExpectation: The case has gone on; the error has the entries in between.
            EntryConflict: An id is taken by an entry with other content; the message shows both.
            InvalidEntry: A link leads to no entry, an entry states when it was recorded, or a case file bears another
                name.
            InvalidProcedure: A case file is under another procedure than the case.
            NotInStore: There is no such case.
            StoreUnavailable: The store cannot be written now; append the same again later.
        """
        append = Append.of(case, entries, expect=expect, as_name=as_name, imported=False)
        return self._write(lambda transaction: append.run(transaction, self._now))

    def import_history(
        self,
        case: str,
        entries: Iterable[Entry],
        *,
        expect: Expected = None,
        create: Procedure | None = None,
        as_name: str | None = None,
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
            as_name: As in :meth:`append`.

        Raises:
            InvalidProcedure: As in :meth:`append`, and in :meth:`create` with ``create``.
            InvalidEntry: As in :meth:`append`, or a recorded time lies ahead or goes back.
            StaleExpectation: As in :meth:`append`.
            EntryConflict: As in :meth:`append`.
            NotInStore: As in :meth:`append`.
        """
        if create is not None:
            check_creation(case, create, self._procedures)
        append = Append.of(case, entries, expect=expect, as_name=as_name, create=create, imported=True)
        return self._write(lambda transaction: append.run(transaction, self._now))

    def import_cases(self, cases: Iterable[CaseFile]) -> Imported:
        """
        Import whole case files in one transaction: all of them, or none.

        Each case is kept under its own name and procedure, and created if it is new. Otherwise as
        :meth:`import_history`. A database takes the rows of each case before the next is read, so a generator may
        yield more cases than fit into memory. Other writers wait until it ends.

        Args:
            cases: The case files. What the iterable raises is raised unchanged, and nothing is kept.

        Raises:
            InvalidEntry: As in :meth:`import_history`, or one is not a case file.
            InvalidProcedure: As in :meth:`import_history`.
            EntryConflict: As in :meth:`import_history`.
            StoreUnavailable: As in :meth:`append`.
        """

        def work(transaction: Transaction) -> Imported:
            added = [self._import_case(transaction, case) for case in cases]
            return Imported(cases=len(added), added=sum(added), head=Head.of(transaction.tail()))

        return self._write(work)

    def _import_case(self, transaction: Transaction, case: CaseFile) -> int:
        if not isinstance(case, CaseFile):
            raise InvalidEntry(f"import_cases() takes case files, not {case!r}")
        check_creation(case.id, case.procedure, self._procedures)
        append = Append.of(case.id, case, create=case.procedure, imported=True)
        return append.run(transaction, self._now).added

    def read(self, case: str, after: int = 0) -> tuple[Record, ...]:
        """
        Return the entries of a case, in order. A destroyed entry is a record without its entry.

        Args:
            case: The name of the case.
            after: Only those whose ``seq`` is greater.

        Raises:
            NotInStore: There is no such case.
            InvalidQuestion: ``after`` is no position, or is past the end of the case.
        """
        check_count("after", after)

        def work(transaction: Transaction) -> tuple[Record, ...]:
            row = _case_row(transaction, case)
            read = read_case(transaction, row.position, after)
            if not read:
                check_cursor(after, len(transaction.payloads(row.position)))
            return tuple([record_of(row, case, entries) for row, entries in read])

        return self._read(work)

    def read_all(self, after: int = 0, limit: int | None = None) -> Iterator[Record]:
        """
        Yield every record of the store after a position, in order: cases created, entries, and expungements.

        The position of the last record is a cursor: reading on after it neither skips nor repeats a record.

        Raises:
            InvalidQuestion: ``after`` or ``limit`` is no position, or ``after`` is past the end of the store.
        """
        check_count("after", after)
        if limit is not None:
            check_count("limit", limit)
        while limit is None or limit > 0:
            asked = PAGE if limit is None else min(limit, PAGE)
            records = self._read(partial(read_records, after=after, limit=asked))
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
            return (row, *read_whole_case(transaction, row.position))

        row, entries, destroyed = self._read(work)
        if destroyed:
            entries = expunging.as_opened(case, entries, destroyed)
        return CaseFile(case, entries=entries, procedure=self._procedure(row))

    def losses(self, case: str) -> Losses:
        """
        Return what a case lacks because entries were destroyed.

        Raises:
            NotInStore: There is no such case.
        """
        return self._read(lambda tx: expunging.losses(tx, _case_row(tx, case)))

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
            rows = expunging.rows_to_destroy(transaction, row, ids)
            content = {"destroyed": [each.position for each in rows], "order": order}
            added = insert_row(transaction, RecordKind.EXPUNGED, content, row.position, self._now)
            expunging.destroy(transaction, row, rows)
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
        return self._read(lambda transaction: verify(transaction, against, progress))

    def _now(self, tail: Tail) -> int:
        """Return the time of the row after a tail, in microseconds since 1970, by the clock of the store."""
        return next_time(tail, self._clock())

    def _procedure(self, row: Row) -> Procedure:
        name = field_of(row, "procedure", str)
        if name not in self._procedures:
            raise InvalidProcedure(
                f"case {row.name!r} is kept under the procedure {name!r}; pass it to open_store(..., procedures=[...])"
            )
        return self._procedures[name]

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _case_row(transaction: Transaction, case: str) -> Row:
    row = transaction.case_row(case) if is_text(case) else None
    if row is None:
        raise no_such_case(case)
    return row
