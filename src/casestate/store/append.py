"""Appending: the new ones among the given entries become rows at the end of a case, all of them or none."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property

import attrs

from casestate.casefile import CaseFile
from casestate.entries import Entry
from casestate.errors import InvalidEntry, InvalidProcedure, NotInStore, StaleExpectation
from casestate.joining import problems
from casestate.law import Procedure
from casestate.store.chain import chain_rows
from casestate.store.expunge import Remainder
from casestate.store.payload import field_of, json_text, people_in, read_case, read_ids, recorded_at, text_of
from casestate.store.records import Head, Place, Receipt
from casestate.store.transaction import CaseEnd, Header, RecordKind, Row, Tail, Transaction, from_micros
from casestate.store.validation import (
    Expected,
    check_expected,
    check_name_lengths,
    check_names,
    check_procedures,
    checked_entries,
)
from casestate.texts import is_text

_FIRST_READ = 64
"""The number of rows read first when looking backwards for a recorded time."""


@attrs.frozen(kw_only=True)
class Append:
    """
    A request to add entries to a case, checked as far as it can be without the store.

    Attributes:
        case: The name of the case.
        entries: The entries; those that are there with the same content are passed over.
        expect: The expected end of the case.
        create: The name of the procedure of a case that is to be opened with the entries, if there is none yet.
        imported: Whether the entries state when they were recorded.
        files: The case files among what was given, whose procedure must be that of the case.
    """

    case: str
    entries: Sequence[Entry]
    expect: Expected
    create: str | None
    imported: bool
    files: tuple[CaseFile, ...]

    @classmethod
    def of(
        cls,
        case: str,
        entries: Iterable[Entry],
        *,
        expect: Expected = None,
        as_name: str | None = None,
        create: Procedure | None = None,
        imported: bool,
    ) -> "Append":
        """
        Check a request.

        Raises:
            InvalidEntry: The entries, the expectation or the name of a case file cannot be used.
        """
        files = tuple([each for each in (entries, expect) if isinstance(each, CaseFile)])
        check_names(case, files, as_name)
        check_expected(expect)
        return cls(
            case=case,
            entries=checked_entries(entries),
            expect=expect,
            create=None if create is None else create.name,
            imported=imported,
            files=files,
        )

    def run(self, transaction: Transaction, now: Callable[[Tail], int]) -> Receipt:
        """
        Add the entries.

        Args:
            transaction: The transaction.
            now: Returns the time of the row after a tail, in microseconds since 1970.

        Raises:
            CasestateError: As :meth:`Store.append` and :meth:`Store.import_history` say.
        """
        self._check_procedure(transaction)
        end, opening = self._end(transaction)
        existing = Existing.of(transaction, end, self.entries)
        given = existing.as_stored(self.entries)
        changed = existing.changed(given)
        if changed:
            self._check_expectation(transaction, end, existing)
        existing.check_fit(changed)
        new, last, rows = _first_of_each(changed), end.tail, existing.rows
        if new or opening:
            stored_at = now(end.tail)
            self._check_recorded_times(new, transaction, end, from_micros(stored_at))
            added = self._insert(transaction, end, new, stored_at, opening)
            rows = rows | {entry.id: row for entry, row in zip(reversed(new), reversed(added), strict=False)}
            last = added[-1].as_tail()
        places = tuple([_place(entry, rows[entry.id]) for entry in given])
        return Receipt(places=places, added=len(new), head=Head.of(last))

    def _check_procedure(self, transaction: Transaction) -> None:
        if self.create is None and not self.files:
            return
        row = transaction.case_row(self.case) if is_text(self.case) else None
        procedure = self.create if row is None else field_of(row, "procedure", str)
        if procedure is not None:
            if self.create not in (None, procedure):
                raise other_procedure(self.case, procedure, self.create)
            check_procedures(self.case, procedure, self.files)

    def _end(self, transaction: Transaction) -> tuple[CaseEnd, Mapping[str, str] | None]:
        """Return the end of the case, and the content of the row that opens it if it is new."""
        end = transaction.case_end(self.case) if is_text(self.case) else None
        if end is not None:
            return end, None
        if self.create is None:
            raise no_such_case(self.case)
        tail = transaction.tail()
        opening = {"case": self.case, "procedure": self.create}
        return CaseEnd(tail.position + 1, 0, has_losses=False, tail=tail), opening

    def _check_expectation(self, transaction: Transaction, end: CaseEnd, existing: "Existing") -> None:
        """
        Check that the case ends where expected. Entries given again and entries destroyed do not count.

        Raises:
            StaleExpectation: It does not; the error has the entries in between, as they are opened.
        """
        if self.expect is None:
            return
        seen = self.expect if isinstance(self.expect, int) else _last_seq(transaction, end.case, self.expect)
        between = read_case(transaction, end.case, after=seen) if seen < end.length else []
        new = [part for _, parts in between for part in parts if part.id not in existing.given]
        if existing.remainder is not None:
            new = [existing.remainder.entries[part.id] for part in new if part.id in existing.remainder.entries]
        if new or end.length < seen:
            raise StaleExpectation(self.case, seen, end.length, tuple(new))

    def _check_recorded_times(
        self, new: Sequence[Entry], transaction: Transaction, end: CaseEnd, now: datetime
    ) -> None:
        """
        Check that an append leaves recorded times to the store, or that those of an import are past and never go back.

        An import can then change no answer about what was known on a day that the case already covers.

        Raises:
            InvalidEntry: A recorded time is stated, lies ahead, or goes back.
        """
        last = _last_recorded(transaction, end) if self.imported else None
        for entry in new:
            if entry.recorded_at is None:
                continue
            if not self.imported:
                raise InvalidEntry(
                    f"{entry.id} states when it was recorded, which the store does by its own clock; "
                    "leave recorded_at out, or bring past ones in with import_history(...)"
                )
            if entry.recorded_at > now:
                raise InvalidEntry(
                    f"{entry.id} was recorded at {entry.recorded_at}, which is yet to come; now it is {now}"
                )
            if last is not None and entry.recorded_at < last:
                raise InvalidEntry(
                    f"{entry.id} was recorded at {entry.recorded_at}, before the entry before it, at {last}; "
                    "bring history in from the oldest to the newest, before anything newer"
                )
            last = entry.recorded_at

    def _insert(
        self,
        transaction: Transaction,
        end: CaseEnd,
        new: Sequence[Entry],
        now: int,
        opening: Mapping[str, str] | None,
    ) -> list[Row]:
        """Insert the rows of new entries, after the row that opens their case if it is new."""
        before = end.tail.position + (opening is not None)
        last, kind, imported = len(new), RecordKind.ENTRY.value, int(self.imported)
        headers: list[Header] = [
            (before + n, end.case, kind, end.length + n, last - n, imported, now) for n in range(1, last + 1)
        ]
        contents: list[tuple[str, str | None]] = [(text_of(entry), entry.id) for entry in new]
        if opening:
            headers.insert(0, (end.case, end.case, RecordKind.OPENED.value, 0, last, 0, now))
            contents.insert(0, (json_text(opening), opening["case"]))
        people = dict.fromkeys([who for entry in new for who in people_in(entry)])
        check_name_lengths([*people, *[name for _, name in contents]])
        rows = chain_rows(headers, contents, end.tail)
        transaction.insert(rows, people)
        return rows


def no_such_case(case: object) -> NotInStore:
    """Return the error for a case that is not in the store."""
    return NotInStore(f"there is no case {case!r} in this store; check the name, or create the case first")


def other_procedure(case: str, kept: str | None, asked: str | None) -> InvalidProcedure:
    """Return the error for a case that is kept under another procedure than was asked for."""
    return InvalidProcedure(f"case {case!r} is kept under {kept}, not {asked}; its procedure does not change")


@attrs.frozen(slots=False)
class Existing:
    """
    The entries that a case has already, of those given and those they name.

    Attributes:
        entries: The entries, by id.
        rows: Their rows, by the same ids.
        remaining: If entries of the case were destroyed, those that remain; otherwise ``None``.
        reserved: Ids that no entry bears and none may take, each with the reason.
        given: The ids of the entries given.
    """

    entries: dict[str, Entry]
    rows: dict[str, Row]
    remaining: tuple[Entry, ...] | None
    reserved: dict[str, str]
    given: frozenset[str]

    @classmethod
    def of(cls, transaction: Transaction, end: CaseEnd, given: Sequence[Entry]) -> "Existing":
        """Read what a case has of entries that are to join it."""
        if not end.length:
            return cls({}, {}, None, {}, frozenset())
        ids = frozenset([entry.id for entry in given])
        found = read_ids(transaction, end.case, ids.union(*map(_linked_ids, given)))
        entries = {part.id: part for _, parts in found for part in parts}
        rows = {part.id: row for row, parts in found for part in parts}
        reason = "names an entry that is read as several today"
        reserved = {row.name: reason for row, parts in found for part in parts if row.name and row.name != part.id}
        if not end.has_losses:
            return cls(entries, rows, None, reserved, ids)
        remaining = tuple([part for _, parts in read_case(transaction, end.case) for part in parts])
        gone = {id for entry in remaining for id in _linked_ids(entry)} - {entry.id for entry in remaining}
        reason = "was the id of an entry that a court ordered to be destroyed, which others still name"
        return cls(entries, rows, remaining, reserved | dict.fromkeys(gone, reason), ids)

    @cached_property
    def remainder(self) -> Remainder | None:
        """The case as it is opened, if entries of it were destroyed."""
        return None if self.remaining is None else Remainder.of(self.remaining)

    def as_stored(self, given: Sequence[Entry]) -> Sequence[Entry]:
        """Return the entries as stored, where they are given without their recorded time or as they were opened."""
        return [self._as_stored(entry) for entry in given] if self.entries else given

    def _as_stored(self, entry: Entry) -> Entry:
        stored = self.entries.get(entry.id)
        if stored is None:
            return entry
        if entry.recorded_at is None:
            entry = attrs.evolve(entry, recorded_at=stored.recorded_at)
        opened = None if self.remainder is None else self.remainder.entries.get(entry.id)
        return stored if opened is not None and opened.content == entry.content else entry

    def changed(self, given: Iterable[Entry]) -> list[Entry]:
        """Return the entries that are not stored with the same content."""
        get = self.entries.get
        return [entry for entry in given if (stored := get(entry.id)) is None or stored.content != entry.content]

    def check_fit(self, changed: Sequence[Entry]) -> None:
        """
        Check that entries can join the case.

        Raises:
            EntryConflict: An id is taken by an entry with other content; the message shows both.
            InvalidEntry: An id is reserved, a link leads to no entry, or links form a circle.
        """
        for entry in changed:
            if entry.id in self.reserved:
                raise InvalidEntry(f"{entry.id} {self.reserved[entry.id]}; give this entry another id")
        for _, problem in problems(changed, self.entries):
            raise problem


def _place(entry: Entry, row: Row) -> Place:
    recorded = entry.recorded_at if row.imported else from_micros(row.stored_at)
    return Place(id=entry.id, position=row.position, seq=row.seq, recorded_at=recorded)


def _first_of_each(entries: Iterable[Entry]) -> list[Entry]:
    """Return each entry once, at its first place."""
    first: dict[str, Entry] = {}
    for entry in entries:
        first.setdefault(entry.id, entry)
    return list(first.values())


def _linked_ids(entry: Entry) -> tuple[str, ...]:
    others = (entry.account_of, None if entry.revises is None else entry.revises.entry)
    return (*entry.after, *[id for id in others if id is not None])


def _last_seq(transaction: Transaction, case: int, seen: CaseFile) -> int:
    """Return the ``seq`` of the last entry of a case file that the case has."""
    for entry in reversed(seen.entries):
        for row, parts in read_ids(transaction, case, [entry.id]):
            if any(part.id == entry.id for part in parts):
                return row.seq
    return 0


def _last_recorded(transaction: Transaction, end: CaseEnd) -> datetime | None:
    """Return the latest recorded time of a case. Recorded times never go back, so it is the last one stated."""
    stop, size = end.length, _FIRST_READ
    while stop > 0:
        start = max(0, stop - size)
        for row in reversed(transaction.entries(end.case, start)):
            at = recorded_at(row, transaction.upcasters)
            if at is not None:
                return at
        stop, size = start, size * 2
    return None
