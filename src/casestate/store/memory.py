"""A store in memory, for tests and for trying things out. It ends with the process."""

import threading
from collections.abc import Callable, Collection, Sequence
from secrets import token_bytes
from typing import TypeVar, Unpack

import attrs

from casestate.codec import UPCASTERS, Upcasters
from casestate.errors import ChainBroken
from casestate.store.chain import commitment_of
from casestate.store.interface import Store
from casestate.store.payload import people_in, read_alone
from casestate.store.transaction import CaseEnd, RecordKind, Row, Tail, Transaction
from casestate.store.validation import StoreOptions

T = TypeVar("T")


class MemoryStore(Store):
    """Cases in memory, with every other promise of a store."""

    def __init__(self, **options: Unpack[StoreOptions]) -> None:
        super().__init__(**options)
        self._lock = threading.RLock()
        self._rows = IndexedRows(token_bytes(32), self._upcasters)
        self._committed = self._rows.mark()

    def _write(self, work: Callable[[Transaction], T]) -> T:
        with self._lock:
            result = self._read(work)
            self._committed = self._rows.mark()
            return result

    def _read(self, work: Callable[[Transaction], T]) -> T:
        with self._lock:
            if self._rows.mark() != self._committed:  # a write was interrupted
                self._rows = self._rows.at(self._committed)
                self._committed = self._rows.mark()
            return work(self._rows)

    def close(self) -> None:
        """Do nothing: nothing is held open."""

    def scrub(self) -> None:
        """Do nothing: no bytes are left anywhere."""


@attrs.frozen
class Mark:
    """
    The state of :class:`IndexedRows` at some time: which list held its rows, and how many there were.

    Rows are only ever added at the end of a list, and an expungement makes a new list, so that a mark stays valid.
    """

    rows: list[Row] = attrs.field(eq=id)
    length: int


@attrs.define
class IndexedRows(Transaction):
    """
    Rows in memory with their indexes: a whole store in memory, or the content of a file.

    The index of people is built when it is first asked for, so that a file can be read without parsing its entries.
    """

    _genesis: bytes
    upcasters: Upcasters = UPCASTERS
    _rows: list[Row] = attrs.Factory(list)
    _case_positions: dict[str, int] = attrs.Factory(dict)
    _entry_positions: dict[int, list[int]] = attrs.Factory(dict)
    _id_positions: dict[tuple[int, str], int] = attrs.Factory(dict)
    _expungements: list[int] = attrs.Factory(list)
    _people: set[tuple[str, int]] = attrs.Factory(set)
    _people_read: int = 0
    """The number of rows in the index of people."""

    @property
    def genesis(self) -> bytes:
        """The link before the first row."""
        return self._genesis

    def tail(self) -> Tail:
        """Return the end of the store."""
        return self._rows[-1].as_tail() if self._rows else Tail(0, self._genesis, 0)

    def case_row(self, name: str) -> Row | None:
        """Return the row that opened a case."""
        position = self._case_positions.get(name)
        return None if position is None else self._at(position)

    def case_rows(self) -> Sequence[Row]:
        """Return the rows that opened cases."""
        return [self._at(position) for position in sorted(self._case_positions.values())]

    def case_end(self, name: str) -> CaseEnd | None:
        """Return the end of a case, and of the store."""
        case = self._case_positions.get(name)
        if case is None:
            return None
        has_losses = any(self._at(position).case == case for position in self._expungements)
        return CaseEnd(case, len(self._entry_positions.get(case, ())), has_losses, self.tail())

    def entries(self, case: int, after: int = 0) -> Sequence[Row]:
        """Return the entry rows of a case after a ``seq``."""
        return [self._at(position) for position in self._entry_positions.get(case, [])[after:]]

    def entries_with_ids(self, case: int, ids: Collection[str]) -> Sequence[Row]:
        """Return the entry rows of a case that have one of these ids."""
        return [self._at(self._id_positions[case, id]) for id in ids if (case, id) in self._id_positions]

    def rows(self, after: int, limit: int) -> Sequence[Row]:
        """Return rows after a position."""
        return self._rows[after : after + limit]

    def expungements(self) -> Sequence[Row]:
        """Return the rows of expungements."""
        return [self._at(position) for position in self._expungements]

    def people(self) -> Collection[tuple[str, int]]:
        """Return each person with each case that concerns them."""
        for row in self._rows[self._people_read :]:
            if row.kind == RecordKind.ENTRY:
                parts = read_alone(row, self.upcasters)
                self._people.update([(person, row.case) for part in parts for person in people_in(part)])
        self._people_read = len(self._rows)
        return self._people

    def insert(self, rows: Sequence[Row], people: Collection[str] = ()) -> None:  # noqa: ARG002  # people are read anew
        """
        Add rows at the end.

        Raises:
            ChainBroken: A row does not fit those before it. This object is not to be used then.
        """
        for row in rows:
            self._rows.append(row)
            if row.kind == RecordKind.OPENED:
                self._index_case(row)
            elif row.case not in self._entry_positions:
                raise ChainBroken(row.position, f"no case was opened in position {row.case}")
            elif row.kind == RecordKind.ENTRY:
                self._index_entry(row)
            else:
                self._expungements.append(row.position)

    def _index_case(self, row: Row) -> None:
        if row.case != row.position:
            raise ChainBroken(row.position, f"its case is not opened in its own position, but in {row.case}")
        if row.name in self._case_positions:
            raise ChainBroken(row.position, "there is a case of that name already")
        self._entry_positions[row.case] = []
        if row.name is not None:
            self._case_positions[row.name] = row.position

    def _index_entry(self, row: Row) -> None:
        entries = self._entry_positions[row.case]
        if row.seq != len(entries) + 1:
            raise ChainBroken(row.position, f"its position in its case is {row.seq}, and {len(entries) + 1} is next")
        if (row.case, row.name) in self._id_positions:
            raise ChainBroken(row.position, "its case has an entry of that id already")
        entries.append(row.position)
        if row.name is not None:
            self._id_positions[row.case, row.name] = row.position

    def destroy(self, rows: Sequence[Row], remaining: Collection[str]) -> None:  # noqa: ARG002  # people are read anew
        """Destroy payload, salt and name of rows."""
        self._rows = list(self._rows)
        for row in rows:
            assert row.name is not None
            if row.kind == RecordKind.ENTRY:
                del self._id_positions[row.case, row.name]
            else:
                del self._case_positions[row.name]
            destroyed = row._replace(salt=None, payload=None, commitment=commitment_of(row), name=None)
            self._rows[row.position - 1] = destroyed
        self._people, self._people_read = set(), 0

    def mark(self) -> Mark:
        """Return the state now."""
        return Mark(self._rows, len(self._rows))

    def at(self, mark: Mark) -> "IndexedRows":
        """Return the rows as they were at a mark."""
        earlier = IndexedRows(self._genesis, self.upcasters)
        earlier.insert(mark.rows[: mark.length])
        return earlier

    def _at(self, position: int) -> Row:
        return self._rows[position - 1]
