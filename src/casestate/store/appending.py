"""An append: what is new of the entries given becomes rows at the end of a case, all of them or none."""

from collections.abc import Callable, Mapping, Sequence

from casestate.codec import Upcasters
from casestate.entries import Entry
from casestate.errors import NotInStore
from casestate.store import intake, payload
from casestate.store.chain import Head, bound
from casestate.store.intake import Expected
from casestate.store.records import Place, Receipt
from casestate.store.rows import Ends, Kind, Row, Tail, at, refuse_too_long
from casestate.store.session import Session
from casestate.texts import is_text


def append(
    session: Session,
    case: str,
    given: Sequence[Entry],
    *,
    expect: Expected,
    law: str | None = None,
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
        law: The name of the law under which the case is opened with the entries if it is not there.
        now: Gives the time to store rows at after a tail, in microseconds since 1970.
        imported: Do the entries state when they were recorded?
        upcasters: How entries of older forms are read.

    Raises:
        CasestateError: As :meth:`Store.append` and :meth:`Store.import_history` say.
    """
    ends, opening = session.ends(case) if is_text(case) else None, None
    if ends is None and law is not None:
        tail, opening = session.tail(), {"case": case, "procedure": law}
        ends = Ends(tail.position + 1, 0, lost=False, tail=tail)
    if ends is None:
        raise NotInStore(f"there is no case {case!r} in this store; store.create({case!r}) opens one")
    kept = intake.kept(session, ends, given, upcasters)
    if kept.known:
        given = [kept.as_kept(entry) for entry in given]
    others = kept.others(given)
    if others:
        intake.expect_no_more(session, case, ends, expect, kept, upcasters=upcasters)
    kept.refuse_unfit(others)
    end: Row | Tail = ends.tail
    rows, new = kept.rows, intake.once(others)
    if new or opening:
        stored_at = now(ends.tail)
        last = intake.last_recorded(session, ends, upcasters) if imported else None
        intake.refuse_unfit_times(new, last, at(stored_at), imported=imported)
        added = _added(session, ends, new, stored_at, imported=imported, opening=opening)
        rows = rows | {entry.id: row for entry, row in zip(reversed(new), reversed(added), strict=False)}
        end = added[-1]
    places = tuple([_place(entry, rows[entry.id]) for entry in given])
    return Receipt(places=places, added=len(new), head=Head.of(end))


def _place(entry: Entry, row: Row) -> Place:
    recorded_at = entry.recorded_at if row.imported else at(row.stored_at)
    return Place(id=entry.id, position=row.position, seq=row.seq, recorded_at=recorded_at)


def _added(
    session: Session,
    ends: Ends,
    new: Sequence[Entry],
    now: int,
    *,
    imported: bool,
    opening: Mapping[str, str] | None,
) -> list[Row]:
    """The rows of new entries, kept; before them the one that opens their case, where that is new."""
    before = ends.tail.position + (opening is not None)
    length, last, kind, flag = ends.length, len(new), Kind.ENTRY.value, int(imported)
    headings = [(before + n, ends.case, kind, length + n, last - n, flag, now) for n in range(1, last + 1)]
    says: list[tuple[str, str | None]] = [(payload.of_entry(entry), entry.id) for entry in new]
    if opening:
        headings.insert(0, (ends.case, ends.case, Kind.OPENED.value, 0, last, 0, now))
        says.insert(0, (payload.written(opening), opening["case"]))
    people = dict.fromkeys([who for entry in new for who in payload.people_in(entry)])
    refuse_too_long([*people, *[name for _, name in says]])
    rows = bound(headings, says, ends.tail)
    session.add(rows, people)
    return rows
