"""What a store hands to its readers: records in the order of the store, places, receipts, and what was destroyed."""

from datetime import datetime

import attrs

from casestate.entries import Entry
from casestate.errors import ChainBroken, InvalidQuestion
from casestate.store.chain import Head
from casestate.store.payload import said
from casestate.store.rows import Kind, Row, moment

_KINDS = frozenset([kind.value for kind in Kind])


@attrs.frozen(kw_only=True, order=False)
class Record:
    """
    One place of a store, as a reader sees it.

    Attributes:
        position: Its place in the whole store, from 1, without gaps. To go on after it, ask for what is after it.
        case: The name of its case; ``None`` where that was destroyed.
        kind: What it holds: a case opened, an entry, or an order of expungement carried out.
        seq: For an entry its place in its case, from 1; otherwise 0.
        stored_at: When it was stored, in UTC.
        imported: Did whoever brought it in state its recorded time?
        entries: The entry; none where it was destroyed, or the record is of another kind, and several where an upcaster
            reads it as several.
        procedure: For a case opened, the name of the law that governs it.
        destroyed: For an expungement, the positions destroyed.
        order: For an expungement, the reference of the court's order.
    """

    position: int
    case: str | None
    kind: Kind
    seq: int
    stored_at: datetime
    imported: bool
    entries: tuple[Entry, ...] = ()
    procedure: str | None = None
    destroyed: tuple[int, ...] = ()
    order: str | None = None

    @property
    def entry(self) -> Entry | None:
        """
        The entry; ``None`` where there is none.

        Raises:
            InvalidQuestion: It is read as several; ``entries`` has them.
        """
        if len(self.entries) > 1:
            raise InvalidQuestion(
                f"the entry in position {self.position} is read as {len(self.entries)} today; ask for record.entries"
            )
        return self.entries[0] if self.entries else None


@attrs.frozen(kw_only=True, order=False)
class Place:
    """
    Where an entry is kept.

    Attributes:
        id: Of the entry.
        position: Its place in the whole store.
        seq: Its place in its case.
        recorded_at: When it was recorded; for an imported entry, as stated.
    """

    id: str
    position: int
    seq: int
    recorded_at: datetime | None


@attrs.frozen(kw_only=True, order=False)
class Receipt:
    """
    What came of an append.

    Attributes:
        places: Where each entry given is kept, in the order given; one that was there before is where it was.
        added: How many were new.
        head: The head of the store after it: keep it elsewhere.
    """

    places: tuple[Place, ...]
    added: int
    head: Head


@attrs.frozen(kw_only=True, order=False)
class Tombstone:
    """
    What is left of an entry that was destroyed.

    Attributes:
        position: Its place in the whole store.
        seq: Its place in its case.
        order: The reference of the court's order.
        destroyed_at: When that was carried out.
    """

    position: int
    seq: int
    order: str
    destroyed_at: datetime


@attrs.frozen(kw_only=True, order=False)
class Losses:
    """
    What a case file lacks because entries were destroyed, as :meth:`Store.open_case` gives it.

    Attributes:
        destroyed: The entries destroyed, by place.
        left_out: Ids of retractions that had retracted one of them, and so say nothing any more.
        unlinked: Ids of entries from which a link to one of them was taken.
    """

    destroyed: tuple[Tombstone, ...] = ()
    left_out: tuple[str, ...] = ()
    unlinked: tuple[str, ...] = ()


@attrs.frozen(kw_only=True, order=False)
class Verified:
    """
    That a store holds what was put into it, and how much that is.

    Attributes:
        head: The head up to which it was followed.
        records: How many places there are.
        entries: How many of them are of an entry, destroyed or not.
        destroyed: How many were destroyed under an order.
        against: The head from outside against which it was held, if any. Without one, nobody can tell whether the end
            is missing, or the whole was written anew.
    """

    head: Head
    records: int
    entries: int
    destroyed: int
    against: Head | None


def record_of(row: Row, case: str | None, entries: tuple[Entry, ...] = ()) -> Record:
    """A row as a reader sees it, in the case of that name, with the entries as which it is read."""
    if row.kind not in _KINDS:
        raise ChainBroken(row.position, f"it holds {row.kind!r}, which no row of this library does")
    kind = Kind(row.kind)
    seen = Record(
        position=row.position,
        case=case,
        kind=kind,
        seq=row.seq,
        stored_at=moment(row),
        imported=bool(row.imported),
    )
    if row.payload is None:
        return seen
    if kind is Kind.ENTRY:
        return attrs.evolve(seen, entries=entries)
    if kind is Kind.OPENED:
        return attrs.evolve(seen, procedure=said(row, "procedure", str))
    return attrs.evolve(seen, destroyed=tuple(said(row, "destroyed", list)), order=said(row, "order", str))
