"""An append: what is new of the entries given becomes rows at the end of a case, all of them or none."""

from collections.abc import Callable, Sequence

from casestate.codec import Upcasters
from casestate.entries import Entry
from casestate.errors import NotInStore
from casestate.store import intake, payload
from casestate.store.chain import Head, bound
from casestate.store.intake import Expected
from casestate.store.records import Place, Receipt
from casestate.store.rows import Ends, Kind, Row, Tail, at
from casestate.store.session import Session
from casestate.texts import is_text


def append(
    session: Session,
    case: str,
    given: Sequence[Entry],
    *,
    expect: Expected,
    now: Callable[[Tail], int],
    imported: bool,
    upcasters: Upcasters,
) -> Receipt:
    """
    Add entries to a case within a transaction that writes.

    Args:
        session: The transaction.
        case: The name of the case.
        given: What to add; entries that are there with the same content are passed over.
        expect: Where the case is expected to end.
        now: Gives the time to store rows at after a tail, in microseconds since 1970.
        imported: Do the entries state when they were recorded?
        upcasters: How entries of older forms are read.

    Raises:
        CasestateError: As :meth:`Store.append` and :meth:`Store.import_history` say.
    """
    ends = session.ends(case) if is_text(case) else None
    if ends is None:
        raise NotInStore(f"there is no case {case!r} in this store; store.create({case!r}) opens one")
    kept = intake.kept(session, ends, given, upcasters)
    if kept.known:
        given = [kept.as_kept(entry) for entry in given]
    others = kept.others(given)
    if others:
        intake.expect_no_more(session, case, ends, expect, kept, upcasters=upcasters)
    kept.refuse_unfit(others)
    tail: Row | Tail = ends.tail
    rows, new = kept.rows, intake.once(others)
    if new:
        stored_at = now(ends.tail)
        last = intake.last_recorded(session, ends, upcasters) if imported else None
        intake.refuse_unfit_times(new, last, at(stored_at), imported=imported)
        added = _added(session, ends, new, stored_at, imported=imported)
        rows = rows | {entry.id: row for entry, row in zip(new, added, strict=True)}
        tail = added[-1]
    places = tuple([_place(entry, rows[entry.id]) for entry in given])
    return Receipt(places=places, added=len(new), head=Head.of(tail))


def _place(entry: Entry, row: Row) -> Place:
    recorded_at = entry.recorded_at if row.imported else at(row.stored_at)
    return Place(id=entry.id, position=row.position, seq=row.seq, recorded_at=recorded_at)


def _added(session: Session, ends: Ends, new: Sequence[Entry], now: int, *, imported: bool) -> list[Row]:
    """The rows of new entries, kept."""
    before, length, last, kind, flag = ends.tail.position, ends.length, len(new), Kind.ENTRY.value, int(imported)
    headings = [(before + n, ends.case, kind, length + n, last - n, flag, now) for n in range(1, last + 1)]
    says = [(payload.of_entry(entry), entry.id) for entry in new]
    rows = bound(headings, says, ends.tail)
    session.add(rows, dict.fromkeys([who for entry in new for who in payload.people_in(entry)]))
    return rows
