"""
Rows, and the operations that each kind of store offers on them within one transaction.

Everything above a :class:`Transaction` is the same for every kind of store.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from casestate.codec import Upcasters
from casestate.errors import ChainBroken
from casestate.vocabulary import Closed

PAGE = 1000
"""The number of rows read at a time when a whole store is read."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class RecordKind(Closed):
    """The kinds of record: a case opened, an entry of a case, and entries destroyed under a court's order."""

    OPENED = "opened"
    ENTRY = "entry"
    EXPUNGED = "expunged"


class Row(NamedTuple):
    """
    One row of a store, the same in every kind of store.

    Attributes:
        position: The position in the whole store, from 1, without gaps.
        case: The position of the row that opened its case.
        kind: A value of :class:`RecordKind`.
        seq: For an entry, its position in its case, from 1; otherwise 0.
        more: The number of rows of the same append that follow. An append is whole once its last row is there.
        imported: 1 if the recorded time was stated by the importer, otherwise 0.
        stored_at: The time of storage, in microseconds since 1970 in UTC; never less than that of the row before.
        salt: Random bytes that keep the payload from being guessed from the commitment; ``None`` once destroyed.
        payload: The content as JSON text; ``None`` once destroyed.
        commitment: A digest of salt and payload, kept once they are destroyed; ``None`` until then.
        link: A digest of the link before, the commitment, and every column from ``position`` to ``stored_at``.
        name: The id of the entry, or the name of the case opened, for look-up; ``None`` once destroyed.
    """

    position: int
    case: int
    kind: str
    seq: int
    more: int
    imported: int
    stored_at: int
    salt: bytes | None
    payload: str | None
    commitment: bytes | None
    link: bytes
    name: str | None

    def as_tail(self) -> "Tail":
        """Return this row as the end of its store."""
        return Tail(self.position, self.link, self.stored_at)


Header = tuple[int, int, str, int, int, int, int]
"""The columns of a row from ``position`` to ``stored_at``, which the chain covers as they are."""


class Tail(NamedTuple):
    """The position, link and time of the last row, which the next one follows."""

    position: int
    link: bytes
    stored_at: int


Payload = tuple[str | None, int | None]
"""
The content of an entry as JSON text, ``None`` if it was destroyed, and its recorded time in microseconds since 1970 in
UTC, ``None`` if the text itself states it.
"""


class CaseEnd(NamedTuple):
    """
    The end of a case, and of its store.

    Attributes:
        case: The position of the row that opened the case.
        length: The ``seq`` of its last entry.
        has_losses: Whether entries of it were destroyed.
        tail: The last row of the store.
    """

    case: int
    length: int
    has_losses: bool
    tail: Tail


class Transaction(ABC):
    """
    One transaction: it sees one state of the store, and its writes are kept together or not at all.

    Attributes:
        upcasters: The upcasters of the store.
    """

    upcasters: Upcasters

    @property
    @abstractmethod
    def genesis(self) -> bytes:
        """The link before the first row: random bytes that identify the store."""

    @abstractmethod
    def tail(self) -> Tail:
        """Return the end of the store."""

    @abstractmethod
    def case_row(self, name: str) -> Row | None:
        """Return the row that opened a case, or ``None`` if there is none or its name was destroyed."""

    @abstractmethod
    def case_rows(self) -> Sequence[Row]:
        """Return the rows that opened cases, in order, without those whose name was destroyed."""

    @abstractmethod
    def case_end(self, name: str) -> CaseEnd | None:
        """Return the end of a case, or ``None`` if there is none or its name was destroyed."""

    @abstractmethod
    def entries(self, case: int, after: int = 0) -> Sequence[Row]:
        """Return the entry rows of a case whose ``seq`` is greater than ``after``, in order."""

    @abstractmethod
    def entries_with_ids(self, case: int, ids: Collection[str]) -> Sequence[Row]:
        """Return the entry rows of a case that have one of these ids."""

    @abstractmethod
    def rows(self, after: int, limit: int) -> Sequence[Row]:
        """Return at most ``limit`` rows of the store after a position, in order."""

    @abstractmethod
    def expungements(self) -> Sequence[Row]:
        """Return the rows of expungements, in order."""

    @abstractmethod
    def people(self) -> Collection[tuple[str, int]]:
        """Return the index of people: each person with each case that concerns them."""

    @abstractmethod
    def insert(self, rows: Sequence[Row], people: Collection[str] = ()) -> None:
        """Add rows of one case at the end, and index the people they concern."""

    @abstractmethod
    def destroy(self, rows: Sequence[Row], remaining: Collection[str]) -> None:
        """Destroy payload, salt and name of rows of one case. The case then concerns only the remaining people."""

    def payloads(self, case: int) -> Sequence[Payload]:
        """Return the contents of the entries of a case, in order."""
        return [(row.payload, None if row.imported else row.stored_at) for row in self.entries(case)]

    def cases_concerning(self, person: str) -> Collection[int]:
        """Return the cases with an entry that concerns a person."""
        return {case for who, case in self.people() if who == person}

    def case_name(self, case: int) -> str | None:
        """Return the name of the case opened at a position, or ``None`` if it was destroyed."""
        return next((row.name for row in self.rows(case - 1, 1)), None)

    def check_indexes(self) -> None:  # noqa: B027  # rows that are kept in one place only need no check
        """
        Check that there are no rows outside the chain, and that every index leads to its rows.

        Raises:
            ChainBroken: A row is outside the chain, or is not found.
        """


def all_rows(transaction: Transaction) -> Iterator[Row]:
    """Yield every row of a store, read in pages."""
    after = 0
    while rows := transaction.rows(after, PAGE):
        yield from rows
        after = rows[-1].position


def to_micros(time: datetime) -> int:
    """Return a time in microseconds since 1970 in UTC."""
    return (time - _EPOCH) // _MICROSECOND


@lru_cache(maxsize=64)  # the rows of one append share their time
def from_micros(micros: int) -> datetime:
    """Return the time that is so many microseconds after 1970 in UTC."""
    return _EPOCH + timedelta(microseconds=micros)


def time_of(row: Row) -> datetime:
    """
    Return when a row was stored.

    Raises:
        ChainBroken: The row has no such time; this library never stored it so.
    """
    try:
        return from_micros(row.stored_at)
    except (TypeError, OverflowError):
        raise ChainBroken(row.position, f"its time cannot be read: {row.stored_at!r}") from None
