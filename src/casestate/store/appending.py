"""An append: what is new of the entries given becomes rows at the end of a case, all of them or none."""

from collections.abc import Callable, Mapping, Sequence

from casestate.entries import Entry
from casestate.errors import NotInStore
from casestate.store import intake, payload
from casestate.store.chain import Head, bound
from casestate.store.intake import Expected
from casestate.store.records import Place, Receipt
from casestate.store.rows import Ends, Kind, Row, Tail, at
from casestate.store.session import Session


def append(
    session: Session, case: str, given: Sequence[Entry], expect: Expected, now: Callable[[int], int], *, imported: bool
) -> Receipt:
    """
    Add entries to a case within a transaction that writes.

    Args:
        session: The transaction.
        case: The name of the case.
        given: What to add; entries that are there with the same content are passed over.
        expect: Where the case is expected to end.
        now: Gives the time to store rows at after a row stored at a time, both in microseconds since 1970.
        imported: Do the entries state when they were recorded?

    Raises:
        CasestateError: As :meth:`Store.append` and :meth:`Store.import_history` say.
    """
    ends = session.ends(case) if isinstance(case, str) else None
    if ends is None:
        raise NotInStore(f"there is no case {case!r} in this store; store.create({case!r}) opens one")
    rows = intake.kept_rows(session, ends.case, given) if ends.length else {}
    known = {id: payload.entry_in(row) for id, row in rows.items()}
    if known:
        given = [intake.as_kept(entry, known.get(entry.id)) for entry in given]
    new = _new(given, known)
    if new:
        intake.expect_no_more(session, case, ends, expect, given)
    intake.refuse_unfit(given, known)
    tail: Row | Tail = ends.tail
    if new:
        added = _added(session, ends, new, now(ends.tail.stored_at), imported=imported)
        rows |= {entry.id: row for entry, row in zip(new, added, strict=True)}
        tail = added[-1]
    places = tuple([_place(entry, rows[entry.id]) for entry in given])
    return Receipt(places=places, added=len(new), head=Head(tail.position, tail.link.hex()))


def _new(given: Sequence[Entry], known: Mapping[str, Entry]) -> list[Entry]:
    """The entries that are not there as they are given, each once."""
    new: dict[str, Entry] = {}
    for entry in given:
        there = known.get(entry.id)
        if there is None or there.content != entry.content:
            new.setdefault(entry.id, entry)
    return list(new.values())


def _place(entry: Entry, row: Row) -> Place:
    recorded_at = entry.recorded_at if row.imported else at(row.stored_at)
    return Place(id=entry.id, position=row.position, seq=row.seq, recorded_at=recorded_at)


def _added(session: Session, ends: Ends, new: Sequence[Entry], now: int, *, imported: bool) -> list[Row]:
    """The rows of new entries, kept."""
    if imported:
        intake.refuse_impossible_times(new, intake.last_recorded(session, ends.case), at(now))
    else:
        intake.refuse_stated_times(new)
    before, length, last, kind, flag = ends.tail.position, ends.length, len(new), Kind.ENTRY.value, int(imported)
    headings = [(before + n, ends.case, kind, length + n, last - n, flag, now) for n in range(1, last + 1)]
    says = [(payload.of_entry(entry), entry.id) for entry in new]
    rows = bound(headings, says, ends.tail)
    session.add(rows, dict.fromkeys([who for entry in new for who in payload.people_in(entry)]))
    return rows
