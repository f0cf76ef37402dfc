"""The results a store returns: heads, records, receipts, verifications, and losses to expungement."""

from datetime import datetime

import attrs

from casestate.entries import Entry
from casestate.errors import ChainBroken, InvalidHead, InvalidQuestion
from casestate.store.payload import entries_of_rows, field_of
from casestate.store.transaction import RecordKind, Row, Tail, Transaction, time_of
from casestate.store.validation import check_cursor

_KINDS = frozenset([kind.value for kind in RecordKind])
_HEX_DIGITS = frozenset("0123456789abcdef")


@attrs.frozen
class Head:
    """
    The head of a store's chain: the last position and its link.

    Keep it where nobody who can write to the store can reach it. :meth:`Store.verify` then finds rows cut off the end
    and a history that was rewritten as a whole.

    >>> Head.parse("2:" + "ab" * 32).position
    2

    Attributes:
        position: The position; 0 for an empty store.
        link: The link of that position, as hexadecimal digits.
    """

    position: int
    link: str

    @classmethod
    def parse(cls, text: "str | Head") -> "Head":
        """
        Read a head from its text.

        Raises:
            InvalidHead: The text is not a head.
        """
        if isinstance(text, Head):
            return text
        position, _, link = text.partition(":") if isinstance(text, str) else ("", "", "")
        if position.isdecimal() and position.isascii() and len(link) == 64 and set(link) <= _HEX_DIGITS:
            return cls(int(position), link)
        raise InvalidHead(f"a head such as '42:' and 64 hexadecimal digits was expected, not {text!r}")

    @classmethod
    def of(cls, last: Row | Tail) -> "Head":
        """
        Return the head of a chain that ends with this row.

        Raises:
            ChainBroken: The row has no link.
        """
        if type(last.link) is not bytes:
            raise ChainBroken(last.position, "it has no link to the row before it")
        return cls(last.position, last.link.hex())

    def __str__(self) -> str:
        return f"{self.position}:{self.link}"


@attrs.frozen(kw_only=True, order=False)
class Record:
    """
    One position of a store, as a reader sees it.

    Attributes:
        position: The position in the whole store, from 1, without gaps. It is the cursor for reading on.
        case: The name of the case; ``None`` if it was destroyed.
        kind: The kind of record: a case opened, an entry, or an expungement.
        seq: For an entry, its position in its case, from 1; otherwise 0.
        stored_at: The time of storage, in UTC.
        imported: Whether the recorded time was stated by the importer.
        entries: The entry; empty if it was destroyed or the record is of another kind. There are several if an upcaster
            reads the stored event as several.
        procedure: For a case opened, the name of its procedure.
        destroyed: For an expungement, the positions destroyed.
        order: For an expungement, the reference of the court's order.
    """

    position: int
    case: str | None
    kind: RecordKind
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
        The entry, or ``None`` if there is none.

        Raises:
            InvalidQuestion: The stored event is read as several; ``entries`` has them.
        """
        if len(self.entries) > 1:
            raise InvalidQuestion(
                f"the entry in position {self.position} is read as {len(self.entries)} today; ask for record.entries"
            )
        return self.entries[0] if self.entries else None


@attrs.frozen(kw_only=True, order=False)
class Place:
    """
    The place of an entry in a store.

    Attributes:
        id: The id of the entry.
        position: The position in the whole store.
        seq: The position in its case.
        recorded_at: The recorded time; for an imported entry, as stated.
    """

    id: str
    position: int
    seq: int
    recorded_at: datetime | None


@attrs.frozen(kw_only=True, order=False)
class Receipt:
    """
    The result of an append.

    Attributes:
        places: The place of each entry given, in the order given; an entry that was there before keeps its place.
        added: The number of new entries.
        head: The head of the store after the append: keep it elsewhere.
    """

    places: tuple[Place, ...]
    added: int
    head: Head


@attrs.frozen(kw_only=True, order=False)
class Imported:
    """
    The result of importing several cases.

    Attributes:
        cases: The number of case files.
        added: The number of new entries in all of them.
        head: The head of the store after the import: keep it elsewhere.
    """

    cases: int
    added: int
    head: Head


@attrs.frozen(kw_only=True, order=False)
class Tombstone:
    """
    What remains of a destroyed entry.

    Attributes:
        position: Its position in the whole store.
        seq: Its position in its case.
        order: The reference of the court's order.
        destroyed_at: When the order was carried out.
    """

    position: int
    seq: int
    order: str
    destroyed_at: datetime


@attrs.frozen(kw_only=True, order=False)
class Losses:
    """
    What :meth:`Store.open_case` leaves out of a case because entries were destroyed.

    Attributes:
        destroyed: The entries destroyed, by position.
        left_out: The ids of retractions of a destroyed entry, which retract nothing now.
        unlinked: The ids of entries that lost a link to a destroyed entry.
    """

    destroyed: tuple[Tombstone, ...] = ()
    left_out: tuple[str, ...] = ()
    unlinked: tuple[str, ...] = ()


@attrs.frozen(kw_only=True, order=False)
class Verified:
    """
    The result of a successful verification.

    Attributes:
        head: The head of the chain that was verified.
        records: The number of positions.
        entries: The number of them that hold an entry, destroyed or not.
        destroyed: The number of them that were destroyed under an order.
        against: The head kept elsewhere that the chain leads through, if one was given. Without one, a missing end or a
            rewritten history is not noticed.
    """

    head: Head
    records: int
    entries: int
    destroyed: int
    against: Head | None


def record_of(row: Row, case: str | None, entries: tuple[Entry, ...] = ()) -> Record:
    """
    Return a row as a record.

    Args:
        row: The row.
        case: The name of its case.
        entries: For an entry, the entries that the row is read as.

    Raises:
        ChainBroken: The row is not of a kind that this library stores, or its content cannot be read.
    """
    if row.kind not in _KINDS:
        raise ChainBroken(row.position, f"it is of the kind {row.kind!r}, which this library does not store")
    kind = RecordKind(row.kind)
    record = Record(
        position=row.position,
        case=case,
        kind=kind,
        seq=row.seq,
        stored_at=time_of(row),
        imported=bool(row.imported),
    )
    if row.payload is None:
        return record
    if kind is RecordKind.ENTRY:
        return attrs.evolve(record, entries=entries)
    if kind is RecordKind.OPENED:
        return attrs.evolve(record, procedure=field_of(row, "procedure", str))
    return attrs.evolve(record, destroyed=tuple(field_of(row, "destroyed", list)), order=field_of(row, "order", str))


def read_records(transaction: Transaction, after: int, limit: int) -> list[Record]:
    """
    Return at most ``limit`` records after a position.

    Raises:
        InvalidQuestion: The position is past the end of the store.
    """
    rows = transaction.rows(after, limit)
    if not rows:
        check_cursor(after, transaction.tail().position)
    names = {case: transaction.case_name(case) for case in {row.case for row in rows}}
    read = entries_of_rows(transaction, [row for row in rows if row.kind == RecordKind.ENTRY])
    return [record_of(row, names[row.case], read.get(row.position, ())) for row in rows]
