"""
Rows as lines of a file, and back.

A line is written in one way only. One that says the same in another way, by a space or an escape, was not written here.
"""

import json
from datetime import UTC, datetime
from typing import Any

from casestate.errors import ChainBroken, NotAStore
from casestate.store.payload import written
from casestate.store.rows import Kind, Row, micros, moment

FORMAT = 1
"""The version of the file's form."""

_NAMES = {Kind.OPENED: "case", Kind.ENTRY: "id"}


def heading(genesis: bytes) -> bytes:
    """The first line of a store."""
    return written({"casestate-store": FORMAT, "genesis": genesis.hex()}).encode() + b"\n"


def genesis_in(line: bytes, path: str) -> bytes:
    """
    The link before the first row, from the first line.

    Raises:
        NotAStore: The file is something else, or of a format this library does not know.
    """
    try:
        says = json.loads(line)
        version = says["casestate-store"] if "casestate-store" in says or "casestate" not in says else None
        genesis = bytes.fromhex(says["genesis"]) if version == FORMAT else b""
    except (ValueError, LookupError, TypeError):
        raise NotAStore(
            f"{path} is no store of cases; give the path of one, or of a file that is not there yet"
        ) from None
    if version is None:
        raise NotAStore(f"{path} is one case file, and no store; casestate.load reads it, and import_history keeps it")
    if version != FORMAT:
        raise NotAStore(f"{path} is a store of format {version!r}, and this library reads {FORMAT}; update it")
    if heading(genesis) != line:
        raise ChainBroken(0, "the first line was not written by this library")
    return genesis


def line_of(row: Row) -> bytes:
    """The line of a row."""
    flag = ', "imported": true' if row.imported else ""
    kept, value = ("commitment", row.commitment) if row.commitment is not None else ("salt", row.salt)
    assert value is not None
    return (
        f'{{"position": {row.position}, "case": {row.case}, "kind": "{row.kind}", "seq": {row.seq}, '
        f'"more": {row.more}, "stored_at": "{_text(row)}"{flag}, "{kept}": "{value.hex()}", '
        f'"says": {row.payload or "null"}, "link": "{row.link.hex()}"}}\n'
    ).encode()


def _text(row: Row) -> str:
    return moment(row).isoformat(timespec="microseconds")


def row_in(line: bytes, position: int) -> Row:
    """
    The row in a line that should be at this position.

    Raises:
        ChainBroken: It is no line that this library has written.
    """
    try:
        row = _row(json.loads(line))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, OverflowError):
        raise ChainBroken(position, f"line {position + 1} of the file cannot be read") from None
    if line_of(row) != line:
        raise ChainBroken(position, f"line {position + 1} of the file was not written by this library")
    return row


def _row(says: dict[str, Any]) -> Row:
    value = says["says"]
    name = None if value is None or says["kind"] not in _NAMES else value[_NAMES[says["kind"]]]
    return Row(
        position=says["position"],
        case=says["case"],
        kind=says["kind"],
        seq=says["seq"],
        more=says["more"],
        imported=int("imported" in says),
        stored_at=micros(datetime.fromisoformat(says["stored_at"]).astimezone(UTC)),
        salt=None if value is None else bytes.fromhex(says["salt"]),
        payload=None if value is None else written(value),
        commitment=bytes.fromhex(says["commitment"]) if value is None else None,
        link=bytes.fromhex(says["link"]),
        name=name,
    )
