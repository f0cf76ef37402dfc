"""What was read of a file of lines, and how to tell that the file still begins with it."""

from collections.abc import Iterable
from io import BytesIO
from typing import IO, NamedTuple

import attrs

from casestate.codec import Upcasters
from casestate.errors import ChainBroken
from casestate.store import lines
from casestate.store.rows import Kind, Row, Tail
from casestate.store.shelf import Mark, Shelf


@attrs.define(kw_only=True)
class Transcript:
    """
    The rows of a file, up to its last whole append.

    Attributes:
        shelf: The rows.
        kept: How the shelf was when it had exactly the rows of the file.
        end: After how many bytes of the file they end.
        last: The line before that. Its link binds all that stands before it.
        torn: How many bytes come after it, which belong to no whole append.
        is_synced: Is it known that the rows are durable, and not only written?
    """

    shelf: Shelf
    kept: Mark
    end: int
    last: bytes
    torn: int = 0
    is_synced: bool = False

    @classmethod
    def of(cls, file: IO[bytes], name: str, upcasters: Upcasters) -> "Transcript":
        """
        A file read from its first byte.

        Raises:
            NotAStore: It is none.
            ChainBroken: A row of it was changed, moved or taken out, or was never written here.
        """
        file.seek(0)
        data = BytesIO(file.read())
        first = data.readline()
        shelf = Shelf(lines.genesis_in(first, name), upcasters)
        begun = cls(shelf=shelf, kept=shelf.mark(), end=len(first), last=first)
        begun._take(_part(data, shelf.tail()))
        return begun

    def goes_on(self, file: IO[bytes]) -> bool:
        """
        Take in what came to the file since; or say that it must be read from its first byte.

        So it must where the last line is not what it was: rows were taken back, or it is another file. Where rows were
        destroyed, links stay, and even the last line may stand where it stood; but then a row that says so comes after.
        """
        file.seek(self.end - len(self.last))
        data = BytesIO(file.read())
        if data.read(len(self.last)) != self.last:
            return False
        try:
            part = _part(data, self.shelf.tail())
            if all(row.kind != Kind.EXPUNGED for row in part.rows):
                self._take(part)
                return True
        except ChainBroken:
            # Somebody may just have taken off what was cut short and written there; if not, it shows again.
            pass
        return False

    def is_as_kept(self) -> bool:
        """Has the shelf exactly the rows of the file?"""
        return self.shelf.is_at(self.kept)

    def keep(self, added: list[bytes]) -> None:
        """The rows that came to the shelf are in the file now, durably, as these lines."""
        self.end += sum(map(len, added))
        self.last, self.is_synced, self.kept = added[-1], True, self.shelf.mark()

    def _take(self, part: "_Part") -> None:
        self.torn = part.torn
        if part.rows:
            self.shelf.add(part.rows)
            self.end += part.size
            self.last, self.is_synced, self.kept = part.last, False, self.shelf.mark()


class _Part(NamedTuple):
    """The rows of whole appends, with the last line of them, how many bytes they are, and how many come after."""

    rows: list[Row]
    last: bytes
    size: int
    torn: int


def _part(data: Iterable[bytes], tail: Tail) -> _Part:
    """What lines say that come after a row."""
    rows: list[Row] = []
    last, count, size, whole = b"", 0, 0, 0
    for line in data:
        size += len(line)
        if line.endswith(b"\n"):
            row = lines.row_in(line, tail)
            rows.append(row)
            tail = Tail(row.position, row.link, row.stored_at)
            if row.more == 0:
                count, whole, last = len(rows), size, line
    return _Part(rows[:count], last, whole, size - whole)
