"""The entries of files that grew from one another, kept once."""

from collections.abc import Iterator, Sequence
from threading import RLock
from typing import Any, overload

from casestate.entries import Entry


class Journal(Sequence[Entry]):
    """
    The entries of one file, in file order: the first of a dict that is shared with the longer files that grew from it.

    So adding an entry to the newest file costs the same however long the file is. Only one file can continue another in
    the same dict. The next file that grows from the same one is a branch, and copies the entries. A file that is kept
    keeps the entries of all that share its dict.

    Attributes:
        by_id: Every entry of the dict by its id; those of longer files are among them.
        last: The newest entry; ``None`` if there is none.
    """

    __slots__ = ("_entries", "_length", "_lock", "by_id", "last")

    def __init__(self, by_id: dict[str, Entry], lock: Any = None) -> None:
        self.by_id = by_id
        self.last = next(reversed(by_id.values()), None)
        self._length = len(by_id)
        self._lock = RLock() if lock is None else lock
        self._entries: tuple[Entry, ...] | None = None

    def continued(self, fresh: dict[str, Entry]) -> "Journal":
        """Return the journal with more entries, whose ids it does not have."""
        with self._lock:
            if len(self.by_id) == self._length:
                self.by_id.update(fresh)
                return Journal(self.by_id, self._lock)
        return Journal({entry.id: entry for entry in self.entries} | fresh)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries as a tuple, which is made when it is first asked for."""
        if self._entries is None:
            with self._lock:  # another thread may be adding entries
                self._entries = tuple(self.by_id.values())[: self._length]
        return self._entries

    def get(self, id: str) -> Entry | None:
        """Return an entry by its id; ``None`` if this file does not have it."""
        entry = self.by_id.get(id)
        return None if entry is None or entry.seq > self._length else entry

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    @overload
    def __getitem__(self, at: int) -> Entry: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Entry, ...]: ...
    def __getitem__(self, at: int | slice) -> Entry | tuple[Entry, ...]:
        return self.entries[at]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Journal):
            return NotImplemented
        same = self.by_id is other.by_id and self._length == other._length
        return same or (self._length == other._length and self.entries == other.entries)

    def __hash__(self) -> int:
        return hash(self.entries)
