"""
What the rows of a case are read as today.

Where no form is older, each row is one entry and can be read alone. Where upcasters are given, an entry may have become
several, and links to it lead to its parts: a case is then read from its beginning.
"""

from collections.abc import Iterable, Sequence

from casestate.codec import Upcasters
from casestate.entries import Entry
from casestate.errors import InvalidEntry, NotInStore
from casestate.store.payload import entries_in
from casestate.store.records import Record, record_of
from casestate.store.rows import Kind, Row
from casestate.store.session import Session

Told = tuple[Row, tuple[Entry, ...]]
"""A row, with the entries as which it is read."""


def told(session: Session, case: int, upcasters: Upcasters, after: int = 0) -> list[Told]:
    """The rows of a case after a place in it."""
    rows = session.entries(case, after if upcasters.is_empty else 0)
    return [each for each in zip(rows, entries_in(rows, upcasters), strict=True) if each[0].seq > after]


def told_of(session: Session, case: int, ids: Iterable[str], upcasters: Upcasters) -> list[Told]:
    """The rows of a case with entries of these ids: of the entry itself, or of the one whose part bears the id."""
    wanted = set(ids)
    if upcasters.is_empty:
        rows = sorted(session.named(case, wanted), key=lambda row: row.seq)
        return list(zip(rows, entries_in(rows, upcasters), strict=True))
    wanted |= {id.rpartition("/")[0] for id in wanted if "/" in id}
    every = told(session, case, upcasters)
    return [(row, parts) for row, parts in every if row.name in wanted or any(part.id in wanted for part in parts)]


def recorded(session: Session, after: int, limit: int, upcasters: Upcasters) -> list[Record]:
    """So many records after a position."""
    rows = session.rows(after, limit)
    names = {case: session.case_name(case) for case in {row.case for row in rows}}
    read = _read(session, rows, upcasters)
    return [record_of(row, names[row.case], read.get(row.position, ())) for row in rows]


def _read(session: Session, rows: Sequence[Row], upcasters: Upcasters) -> dict[int, tuple[Entry, ...]]:
    """The entries in rows of several cases, by position."""
    entries = [row for row in rows if row.kind == Kind.ENTRY]
    if upcasters.is_empty:
        return dict(zip([row.position for row in entries], entries_in(entries, upcasters), strict=True))
    cases = {row.case for row in entries}
    return {row.position: parts for case in cases for row, parts in told(session, case, upcasters)}


def to_destroy(session: Session, heading: Row, ids: set[str], upcasters: Upcasters) -> list[Row]:
    """
    The rows of entries that a court ordered to be destroyed.

    Raises:
        NotInStore: There is no such entry.
        InvalidEntry: None is named; or one of several parts of an entry, which are kept and destroyed together.
    """
    found = told_of(session, heading.position, ids, upcasters)
    chosen = [(row, parts) for row, parts in found if row.name in ids or any(part.id in ids for part in parts)]
    there = {row.name for row, _ in chosen} | {part.id for _, parts in chosen for part in parts}
    for missing in sorted(ids - there, key=str):
        raise NotInStore(f"there is no entry {missing!r} in case {heading.name!r}; nothing was destroyed")
    if not chosen:
        raise InvalidEntry("expunge() needs the entries to destroy; to destroy the whole case leave entries out")
    for row, parts in chosen:
        if row.name not in ids and not {part.id for part in parts} <= ids:
            raise InvalidEntry(
                f"{', '.join(part.id for part in parts)} are kept as one entry, and destroyed together: name {row.name}"
            )
    return [row for row, _ in chosen]
