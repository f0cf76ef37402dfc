"""Appending: the new ones among the given entries become rows at the end of a case, all of them or none."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from json.encoder import encode_basestring
from typing import Any

import attrs

from casestate.casefile import CaseFile
from casestate.codec import Upcasters
from casestate.entries import Entry, Supposition
from casestate.errors import InvalidEntry, NotInStore, StaleExpectation
from casestate.joining import problems
from casestate.store.chain import chain_rows
from casestate.store.expunge import Remainder
from casestate.store.payload import json_text, people_in, read_case, read_ids, recorded_at, text_of
from casestate.store.records import Head, Place, Receipt
from casestate.store.transaction import CaseEnd, Header, RecordKind, Row, Tail, Transaction, from_micros
from casestate.texts import is_text

Expected = int | CaseFile | None
"""The expected end of a case: a number of entries, the end of a case file, or any."""

LONGEST_NAME = 2000
"""The most bytes of an id or a name, as JSON text in UTF-8, that every kind of store can index."""

_FIRST_READ = 64
"""The number of rows read first when looking backwards for a recorded time."""


def checked_entries(entries: Iterable[Entry]) -> list[Entry]:
    """
    Return the entries as a list.

    Raises:
        InvalidEntry: It is not several entries, or one of them was only supposed.
    """
    if isinstance(entries, Entry) or not isinstance(entries, Iterable):
        raise InvalidEntry(f"a store takes several entries, such as a case file or [entry], not {entries!r}")
    given = list(entries)
    for entry in given:
        if not isinstance(entry, Entry):
            raise InvalidEntry(f"a store keeps Entry(...), not {entry!r}; case.record(event) makes the entry itself")
        if isinstance(entry, Supposition):
            raise InvalidEntry(f"{entry.id} was only supposed, with view.if_(); record(event) records what happened")
    return given


def check_expected(expected: Expected) -> None:
    """
    Check the type of an expectation.

    Raises:
        InvalidEntry: It is neither a case file nor a number of entries.
    """
    if not (expected is None or isinstance(expected, CaseFile) or (type(expected) is int and expected >= 0)):
        raise InvalidEntry(f"expect= takes the case file that was read, or a number of entries, not {expected!r}")


def append(
    transaction: Transaction,
    case: str,
    given: Sequence[Entry],
    *,
    expect: Expected,
    create: str | None = None,
    now: Callable[[Tail], int],
    imported: bool,
    upcasters: Upcasters,
) -> Receipt:
    """
    Add entries to a case.

    Args:
        transaction: The transaction.
        case: The name of the case.
        given: The entries; those that are there with the same content are passed over.
        expect: The expected end of the case.
        create: The name of the procedure of a case that is to be opened with the entries, if there is none yet.
        now: Returns the time of the row after a tail, in microseconds since 1970.
        imported: Whether the entries state when they were recorded.
        upcasters: The upcasters of the store.

    Raises:
        CasestateError: As :meth:`Store.append` and :meth:`Store.import_history` say.
    """
    end, opening = transaction.case_end(case) if is_text(case) else None, None
    if end is None and create is not None:
        tail, opening = transaction.tail(), {"case": case, "procedure": create}
        end = CaseEnd(tail.position + 1, 0, has_losses=False, tail=tail)
    if end is None:
        raise no_such_case(case)
    existing = Existing.of(transaction, end, given, upcasters)
    given = existing.as_stored(given)
    changed = existing.changed(given)
    if changed:
        check_expectation(transaction, case, expect, end=end, existing=existing, upcasters=upcasters)
    existing.check_fit(changed)
    new, last, rows = _first_of_each(changed), end.tail, existing.rows
    if new or opening:
        stored_at = now(end.tail)
        check_recorded_times(new, transaction, end, from_micros(stored_at), upcasters, imported=imported)
        added = _insert(transaction, end, new, stored_at, imported=imported, opening=opening)
        rows = rows | {entry.id: row for entry, row in zip(reversed(new), reversed(added), strict=False)}
        last = _tail(added[-1])
    return Receipt(places=tuple([_place(entry, rows[entry.id]) for entry in given]), added=len(new), head=Head.of(last))


def insert_row(
    transaction: Transaction,
    kind: RecordKind,
    content: Mapping[str, Any],
    case: str | int,
    now: Callable[[Tail], int],
) -> Row:
    """Add a row that is no entry: it opens the case of this name, or belongs to the case opened at this position."""
    tail = transaction.tail()
    position = tail.position + 1
    name, number = (case, position) if isinstance(case, str) else (None, case)
    check_name_lengths([name])
    header = (position, number, kind.value, 0, 0, 0, now(tail))
    (row,) = chain_rows([header], [(json_text(content), name)], tail)
    transaction.insert([row])
    return row


def no_such_case(case: object) -> NotInStore:
    """Return the error for a case that is not in the store."""
    return NotInStore(f"there is no case {case!r} in this store; store.create({case!r}) opens one")


def check_name_lengths(names: Iterable[str | None]) -> None:
    """
    Check that every kind of store can index these ids and names.

    Raises:
        InvalidEntry: One is too long.
    """
    for name in names:
        if name is not None and len(name) * 6 > LONGEST_NAME:
            size = len(encode_basestring(name).encode()) - 2
            if size > LONGEST_NAME:
                raise InvalidEntry(
                    f"{name[:40]}... is an id or a name of {size} bytes; at most {LONGEST_NAME} are taken, so that "
                    "every kind of store can index it; shorten it, and keep the rest as text"
                )


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
    def of(cls, transaction: Transaction, end: CaseEnd, given: Sequence[Entry], upcasters: Upcasters) -> "Existing":
        """Read what a case has of entries that are to join it."""
        if not end.length:
            return cls({}, {}, None, {}, frozenset())
        ids = frozenset([entry.id for entry in given])
        found = read_ids(transaction, end.case, ids.union(*map(_linked_ids, given)), upcasters)
        entries = {part.id: part for _, parts in found for part in parts}
        rows = {part.id: row for row, parts in found for part in parts}
        reason = "names an entry that is read as several today"
        reserved = {row.name: reason for row, parts in found for part in parts if row.name and row.name != part.id}
        if not end.has_losses:
            return cls(entries, rows, None, reserved, ids)
        remaining = tuple([part for _, parts in read_case(transaction, end.case, upcasters) for part in parts])
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


def check_expectation(
    transaction: Transaction,
    case: str,
    expected: Expected,
    *,
    end: CaseEnd,
    existing: Existing,
    upcasters: Upcasters,
) -> None:
    """
    Check that a case ends where expected. Entries given again and entries destroyed do not count.

    Raises:
        StaleExpectation: It does not; the error has the entries in between, as they are opened.
    """
    if expected is None:
        return
    seen = expected if isinstance(expected, int) else _last_seq(transaction, end.case, expected, upcasters)
    between = read_case(transaction, end.case, upcasters, after=seen) if seen < end.length else []
    new = [part for _, parts in between for part in parts if part.id not in existing.given]
    if existing.remainder is not None:
        new = [existing.remainder.entries[part.id] for part in new if part.id in existing.remainder.entries]
    if new or end.length < seen:
        raise StaleExpectation(case, seen, end.length, tuple(new))


def check_recorded_times(
    new: Sequence[Entry],
    transaction: Transaction,
    end: CaseEnd,
    now: datetime,
    upcasters: Upcasters,
    *,
    imported: bool,
) -> None:
    """
    Check that an append leaves recorded times to the store, or that those of an import are past and never go back.

    An import can then change no answer about what was known on a day that the case already covers.

    Raises:
        InvalidEntry: A recorded time is stated, lies ahead, or goes back.
    """
    last = _last_recorded(transaction, end, upcasters) if imported else None
    for entry in new:
        if entry.recorded_at is None:
            continue
        if not imported:
            raise InvalidEntry(
                f"{entry.id} states when it was recorded, which the store does by its own clock; "
                "leave recorded_at out, or bring past ones in with import_history(...)"
            )
        if entry.recorded_at > now:
            raise InvalidEntry(f"{entry.id} was recorded at {entry.recorded_at}, which is yet to come; now it is {now}")
        if last is not None and entry.recorded_at < last:
            raise InvalidEntry(
                f"{entry.id} was recorded at {entry.recorded_at}, before the entry before it, at {last}; "
                "bring history in from the oldest to the newest, before anything newer"
            )
        last = entry.recorded_at


def _insert(
    transaction: Transaction,
    end: CaseEnd,
    new: Sequence[Entry],
    now: int,
    *,
    imported: bool,
    opening: Mapping[str, str] | None,
) -> list[Row]:
    """Insert the rows of new entries, after the row that opens their case if it is new."""
    before = end.tail.position + (opening is not None)
    length, last, kind, flag = end.length, len(new), RecordKind.ENTRY.value, int(imported)
    headers: list[Header] = [(before + n, end.case, kind, length + n, last - n, flag, now) for n in range(1, last + 1)]
    contents: list[tuple[str, str | None]] = [(text_of(entry), entry.id) for entry in new]
    if opening:
        headers.insert(0, (end.case, end.case, RecordKind.OPENED.value, 0, last, 0, now))
        contents.insert(0, (json_text(opening), opening["case"]))
    people = dict.fromkeys([who for entry in new for who in people_in(entry)])
    check_name_lengths([*people, *[name for _, name in contents]])
    rows = chain_rows(headers, contents, end.tail)
    transaction.insert(rows, people)
    return rows


def _tail(row: Row) -> Tail:
    return Tail(row.position, row.link, row.stored_at)


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


def _last_seq(transaction: Transaction, case: int, seen: CaseFile, upcasters: Upcasters) -> int:
    """Return the ``seq`` of the last entry of a case file that the case has."""
    for entry in reversed(seen.entries):
        for row, parts in read_ids(transaction, case, [entry.id], upcasters):
            if any(part.id == entry.id for part in parts):
                return row.seq
    return 0


def _last_recorded(transaction: Transaction, end: CaseEnd, upcasters: Upcasters) -> datetime | None:
    """Return the latest recorded time of a case. Recorded times never go back, so it is the last one stated."""
    stop, size = end.length, _FIRST_READ
    while stop > 0:
        start = max(0, stop - size)
        for row in reversed(transaction.entries(end.case, start)):
            at = recorded_at(row, upcasters)
            if at is not None:
                return at
        stop, size = start, size * 2
    return None
