"""
The format of a store in a file of JSON Lines, and reading such a file.

The first line says what the file is. Every other line is a row. The last row of an append has ``"more": 0``, and the
append counts only once that row is there.

There is one way to write a line. A line with the same content in another form, such as with other spaces or escapes,
was not written by this library.
"""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from typing import IO, Any, NamedTuple

import attrs

from casestate.codec import Upcasters
from casestate.codec.file import LONGEST_LINE
from casestate.errors import ChainBroken, NotAStore
from casestate.store.chain import check_link
from casestate.store.memory import IndexedRows, Mark
from casestate.store.payload import json_text
from casestate.store.transaction import RecordKind, Row, Tail, time_of, to_micros

FORMAT = 1
"""The version of the format."""

_LINK_LENGTH = 32
_NAME_FIELD = {RecordKind.OPENED: "case", RecordKind.ENTRY: "id"}
_REQUIRED: dict[RecordKind, tuple[tuple[str, type], ...]] = {
    RecordKind.OPENED: (("case", str), ("procedure", str)),
    RecordKind.ENTRY: (("id", str),),
    RecordKind.EXPUNGED: (("destroyed", list), ("order", str)),
}
"""The required fields of each kind of row. The rest of an entry is parsed when somebody asks for it."""


def first_line(genesis: bytes) -> bytes:
    """Return the first line of a store."""
    return json_text({"casestate-store": FORMAT, "genesis": genesis.hex()}).encode() + b"\n"


def genesis_of(line: bytes, path: str) -> bytes:
    """
    Return the link before the first row, from the first line.

    Raises:
        NotAStore: The file is something else, or of a format this library does not know.
        ChainBroken: The line was changed.
    """
    try:
        content = json.loads(line)
        version = content["casestate-store"] if "casestate-store" in content or "casestate" not in content else None
        genesis = bytes.fromhex(content["genesis"]) if version == FORMAT else b""
    except (ValueError, LookupError, TypeError, RecursionError):
        raise NotAStore(
            f"{path} is no store of cases; give the path of one, or of a file that is not there yet"
        ) from None
    if version is None:
        raise NotAStore(f"{path} is one case file, and no store; casestate.load reads it, and import_history keeps it")
    if version != FORMAT:
        raise NotAStore(f"{path} is a store of format {version!r}, and this library reads {FORMAT}; update it")
    if first_line(genesis) != line or len(genesis) != _LINK_LENGTH:
        raise ChainBroken(0, "the first line was not written by this library")
    return genesis


def line_of(row: Row) -> bytes:
    """Return a row as a line."""
    imported = ', "imported": true' if row.imported else ""
    field, value = ("commitment", row.commitment) if row.commitment is not None else ("salt", row.salt)
    assert value is not None
    return (
        f'{{"position": {row.position}, "case": {row.case}, "kind": "{row.kind}", "seq": {row.seq}, '
        f'"more": {row.more}, "stored_at": "{time_of(row).isoformat(timespec="microseconds")}"{imported}, '
        f'"{field}": "{value.hex()}", "says": {row.payload or "null"}, "link": "{row.link.hex()}"}}\n'
    ).encode()


def row_of(line: bytes, tail: Tail) -> Row:
    """
    Return the row of the line that follows a tail.

    Raises:
        ChainBroken: It does not follow, or this library did not write it.
    """
    position = tail.position + 1
    try:
        row = _parsed(json.loads(line.decode()))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, OverflowError):
        raise ChainBroken(position, f"line {position + 1} of the file cannot be read") from None
    if line_of(row) != line:
        raise ChainBroken(position, f"line {position + 1} of the file was not written by this library")
    check_link(row, tail)
    return row


def _parsed(fields: dict[str, Any]) -> Row:
    content, kind = fields["says"], RecordKind(fields["kind"])
    _check_integers((fields["position"], fields["case"], fields["seq"], fields["more"]))
    return Row(
        position=fields["position"],
        case=fields["case"],
        kind=kind.value,
        seq=fields["seq"],
        more=fields["more"],
        imported=int("imported" in fields),
        stored_at=to_micros(datetime.fromisoformat(fields["stored_at"]).astimezone(UTC)),
        salt=None if content is None else bytes.fromhex(fields["salt"]),
        payload=None if content is None else json_text(content),
        commitment=bytes.fromhex(fields["commitment"]) if content is None else None,
        link=bytes.fromhex(fields["link"]),
        name=None if content is None else _name(kind, content),
    )


def _name(kind: RecordKind, content: dict[str, Any]) -> str | None:
    """Return the name under which a row with this content is found."""
    for field, accepted in _REQUIRED[kind]:
        if type(content[field]) is not accepted:
            raise TypeError(content)
    if kind is RecordKind.EXPUNGED:
        _check_integers(content["destroyed"])
        return None
    name: str = content[_NAME_FIELD[kind]]
    return name


def _check_integers(values: Iterable[Any]) -> None:
    for value in values:
        if type(value) is not int:
            raise TypeError(value)


@attrs.define(kw_only=True)
class FileContent:
    """
    The rows that were read from a file, up to its last whole append.

    Attributes:
        rows: The rows.
        saved: The state of ``rows`` that the file holds.
        end: The number of bytes of the file up to the last row.
        last_line: The line of the last row. Its link binds all lines before it.
        torn: The number of bytes after it, which belong to no whole append.
        is_synced: Whether the rows are known to be durable, and not only written.
    """

    rows: IndexedRows
    saved: Mark
    end: int
    last_line: bytes
    torn: int = 0
    is_synced: bool = False

    @classmethod
    def of(cls, file: IO[bytes], name: str, upcasters: Upcasters) -> "FileContent":
        """
        Read a file from its first byte.

        Raises:
            NotAStore: It is no store.
            ChainBroken: A row was changed, moved or removed, or this library did not write it.
        """
        file.seek(0)
        first = file.readline(LONGEST_LINE)
        rows = IndexedRows(genesis_of(first, name), upcasters)
        content = cls(rows=rows, saved=rows.mark(), end=len(first), last_line=first)
        content._add(_whole_appends(BytesIO(file.read()), rows.tail()))
        return content

    def read_on(self, file: IO[bytes]) -> bool:
        """
        Read what was added to the file since, or return ``False`` if it must be read from its first byte.

        That is so if the last line is another one: rows were taken back, or it is another file. It is so after an
        expungement as well, which keeps all links and may keep the last line in its place.
        """
        file.seek(self.end - len(self.last_line))
        data = BytesIO(file.read())
        if data.read(len(self.last_line)) != self.last_line:
            return False
        try:
            added = _whole_appends(data, self.rows.tail())
            if all(row.kind != RecordKind.EXPUNGED for row in added.rows):
                self._add(added)
                return True
        except ChainBroken:
            # Another writer may just have replaced a torn end. Real damage shows again when the file is read anew.
            pass
        return False

    def is_saved(self) -> bool:
        """Return whether the file holds exactly these rows."""
        return self.rows.mark() == self.saved

    def set_saved(self, lines: list[bytes]) -> None:
        """Note that the rows added since are in the file, durably, as these lines."""
        self.end += sum(map(len, lines))
        self.last_line, self.is_synced, self.saved = lines[-1], True, self.rows.mark()

    def _add(self, added: "_Appends") -> None:
        self.torn = added.torn
        if added.rows:
            self.rows.insert(added.rows)
            self.end += added.size
            self.last_line, self.is_synced, self.saved = added.last_line, False, self.rows.mark()


class _Appends(NamedTuple):
    """The rows of whole appends, their last line, their number of bytes, and the number of bytes that follow."""

    rows: list[Row]
    last_line: bytes
    size: int
    torn: int


def _whole_appends(data: Iterable[bytes], tail: Tail) -> _Appends:
    """Parse the lines that follow a tail."""
    rows: list[Row] = []
    last_line, whole_rows, whole_size, size = b"", 0, 0, 0
    for line in data:
        size += len(line)
        if line.endswith(b"\n"):
            row = row_of(line, tail)
            rows.append(row)
            tail = row.as_tail()
            if row.more == 0:
                whole_rows, whole_size, last_line = len(rows), size, line
    return _Appends(rows[:whole_rows], last_line, whole_size, size - whole_size)
