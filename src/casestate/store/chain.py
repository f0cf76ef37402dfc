"""
The hash chain: each row is bound to all rows before it, and to its content by a commitment only.

A commitment is a digest of the payload and a random salt. When payload and salt are destroyed together, the commitment
is kept in their place. The chain covers the commitment, so it still verifies, and without the salt nobody can test a
guess of the payload. The chain does not cover the columns for look-up.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from secrets import token_bytes
from typing import Any

from casestate.errors import ChainBroken, InvalidEntry
from casestate.store.payload import json_text
from casestate.store.transaction import Header, RecordKind, Row, Tail, Transaction, to_micros
from casestate.store.validation import check_name_lengths

SALT_LENGTH = 16
"""The number of random bytes before a payload in its commitment."""

_LOG = logging.getLogger("casestate.store")
_CLOCK_TOLERANCE = 5 * 60 * 1_000_000
"""The microseconds that a clock may be behind the last recorded time without a warning."""


def commit(salt: bytes, payload: str) -> bytes:
    """Return the commitment to a payload."""
    return sha256(salt + payload.encode()).digest()


def link(before: bytes, commitment: bytes, header: Sequence[object]) -> bytes:
    """Return the link of a row, which binds it to all rows before it."""
    position, case, kind, seq, more, imported, stored_at = header
    text = f"{position} {case} {kind} {seq} {more} {imported} {stored_at}"
    return sha256(before + commitment + text.encode()).digest()


def chain_rows(headers: Sequence[Header], contents: Sequence[tuple[str, str | None]], tail: Tail) -> list[Row]:
    """Return new rows that follow the tail, with salts and links. Each content is a payload and a name."""
    salts, before, rows = token_bytes(SALT_LENGTH * len(headers)), tail.link, []
    for number, (header, (payload, name)) in enumerate(zip(headers, contents, strict=True)):
        salt = salts[number * SALT_LENGTH : (number + 1) * SALT_LENGTH]
        before = link(before, commit(salt, payload), header)
        rows.append(Row(*header, salt, payload, None, before, name))
    return rows


def commitment_of(row: Row) -> bytes | None:
    """
    Return the commitment of a row, kept or computed. ``None`` if the row holds neither, both, or something else.

    A salt of another length is something else: bytes could be moved between it and the payload unnoticed.
    """
    kept = row.commitment
    if row.payload is None and row.salt is None:
        return kept if type(kept) is bytes else None
    if type(row.payload) is str and type(row.salt) is bytes and len(row.salt) == SALT_LENGTH and kept is None:
        return commit(row.salt, row.payload)
    return None


def next_time(tail: Tail, now: datetime) -> int:
    """
    Return the time of the next row, in microseconds since 1970: now, but never before the time of the last row.

    Raises:
        InvalidEntry: What is given as now is no time with its zone.
        ChainBroken: The last row has no time or no link.
    """
    micros = _checked_micros(now)
    if type(tail.stored_at) is not int or type(tail.link) is not bytes:
        raise ChainBroken(tail.position, "its time or its link cannot be read, so nothing can follow it")
    if tail.stored_at - micros > _CLOCK_TOLERANCE:
        _LOG.warning("the clock is behind the last recorded time; recorded times stay there until it catches up")
    return max(micros, tail.stored_at)


def _checked_micros(now: object) -> int:
    try:
        if isinstance(now, datetime) and now.utcoffset() is not None:
            return to_micros(now.astimezone(UTC))
    except OverflowError:
        pass
    raise InvalidEntry(f"the clock of a store returns a time with its zone, which UTC has too, not {now!r}")


def check_links(rows: Iterable[Row], genesis: bytes) -> Iterator[Row]:
    """
    Yield the rows of a store, each once its position, link and content are checked.

    Raises:
        ChainBroken: The first row that is wrong.
    """
    before, stored_at = genesis, 0
    for position, row in enumerate(rows, 1):
        check_link(row, Tail(position - 1, before, stored_at))
        if row.stored_at < stored_at:
            raise ChainBroken(position, "it was stored before the row before it")
        before, stored_at = row.link, row.stored_at
        yield row


def check_link(row: Row, tail: Tail) -> None:
    """
    Check that a row follows the tail.

    Raises:
        ChainBroken: The row does not.
    """
    position = tail.position + 1
    if row.position != position:
        raise ChainBroken(position, f"the row here is missing; the next one is {row.position}")
    commitment = commitment_of(row)
    if commitment is None:
        raise ChainBroken(
            position, f"it holds neither a payload with its salt of {SALT_LENGTH} bytes nor their commitment alone"
        )
    if link(tail.link, commitment, row[:7]) != row.link:
        raise ChainBroken(position, "its link does not fit its content and the rows before it")


def insert_row(
    transaction: Transaction,
    kind: RecordKind,
    content: Mapping[str, Any],
    case: str | int,
    now: Callable[[Tail], int],
) -> Row:
    """Add a row that is no entry: it opens the case of this name, or belongs to the case opened at this position."""
    tail = transaction.tail()
    position = tail.position + 1
    name, number = (case, position) if isinstance(case, str) else (None, case)
    check_name_lengths([name])
    header = (position, number, kind.value, 0, 0, 0, now(tail))
    (row,) = chain_rows([header], [(json_text(content), name)], tail)
    transaction.insert([row])
    return row
