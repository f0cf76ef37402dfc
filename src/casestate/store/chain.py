"""
The chain: each row of a store is bound to all before it, and to what it says by a commitment only.

A commitment is a digest of the payload under a random salt. Payload and salt can be destroyed together: the commitment
is then kept in their place, the chain, which covers it, still verifies, and nobody can find out by guessing what had
been there. The columns for finding are not covered by the chain itself.
"""

import logging
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import count
from secrets import token_bytes

import attrs

from casestate.errors import ChainBroken, InvalidHead
from casestate.store.rows import Heading, Row, Tail

_LOG = logging.getLogger("casestate.store")
_BEHIND = 5 * 60 * 1_000_000
"""So many microseconds a clock may be behind the last recorded time without a word."""

SALT = 16
"""How many random bytes stand before a payload in its commitment."""


@attrs.frozen
class Head:
    """
    The newest place of a store and its link. Kept where nobody who can write the store can reach it, it is the witness
    against which :meth:`Store.verify` finds rows cut off the end, or a whole history written anew.

    >>> Head.parse("2:" + "ab" * 32).position
    2

    Attributes:
        position: The place; 0 for an empty store.
        link: The link there, as hexadecimal digits.
    """

    position: int
    link: str

    @classmethod
    def parse(cls, text: "str | Head") -> "Head":
        """
        Read a head that was written down.

        Raises:
            InvalidHead: It is none.
        """
        if isinstance(text, Head):
            return text
        position, _, link = text.partition(":") if isinstance(text, str) else ("", "", "")
        if position.isdecimal() and position.isascii() and len(link) == 64 and set(link) <= set("0123456789abcdef"):
            return cls(int(position), link)
        raise InvalidHead(f"a head such as '42:' and 64 hexadecimal digits was expected, not {text!r}")

    @classmethod
    def of(cls, last: Row | Tail) -> "Head":
        """
        The head of a chain whose last row this is.

        Raises:
            ChainBroken: It has no link.
        """
        if type(last.link) is not bytes:
            raise ChainBroken(last.position, "it has no link to what is before it")
        return cls(last.position, last.link.hex())

    def __str__(self) -> str:
        return f"{self.position}:{self.link}"


def commitment(salt: bytes, payload: str) -> bytes:
    """What binds a row to its payload without telling it."""
    return sha256(salt + payload.encode()).digest()


def link(before: bytes, commitment: bytes, heading: Sequence[object]) -> bytes:
    """What binds a row to all before it."""
    position, case, kind, seq, more, imported, stored_at = heading
    text = f"{position} {case} {kind} {seq} {more} {imported} {stored_at}"
    return sha256(before + commitment + text.encode()).digest()


def bound(headings: Sequence[Heading], says: Sequence[tuple[str, str | None]], tail: Tail) -> list[Row]:
    """New rows with their salts and links, to follow the tail in this order; what each says is its payload and name."""
    salts, before, rows = token_bytes(SALT * len(headings)), tail.link, []
    for place, heading, (payload, name) in zip(count(), headings, says, strict=False):
        salt = salts[place * SALT : (place + 1) * SALT]
        before = link(before, commitment(salt, payload), heading)
        rows.append(Row(*heading, salt, payload, None, before, name))
    return rows


def committed(row: Row) -> bytes | None:
    """The commitment of a row, kept or made again; ``None`` where it holds neither or both, or something else."""
    kept = row.commitment
    if row.payload is None and row.salt is None:
        return kept if type(kept) is bytes else None
    if type(row.payload) is str and type(row.salt) is bytes and kept is None:
        return commitment(row.salt, row.payload)
    return None


def after(tail: Tail, now: int) -> int:
    """
    The time of the row after a tail, in microseconds: now, and never before that of the row before it.

    Raises:
        ChainBroken: The row before it has no time, or no link that leads on.
    """
    if type(tail.stored_at) is not int or type(tail.link) is not bytes:
        raise ChainBroken(tail.position, "its time or its link cannot be read, so nothing can follow it")
    if tail.stored_at - now > _BEHIND:
        _LOG.warning("the clock is behind what was recorded last; recorded times wait for it")
    return max(now, tail.stored_at)


def followed(rows: Iterable[Row], genesis: bytes) -> Iterator[Row]:
    """
    The rows of a store, each passed on once its place and link are right, and so what it says.

    Raises:
        ChainBroken: The first that is not.
    """
    before, stored_at = genesis, 0
    for position, row in enumerate(rows, 1):
        if row.position != position:
            raise ChainBroken(position, f"the row here is missing; the next one is {row.position}")
        holds = committed(row)
        if holds is None:
            raise ChainBroken(position, "it holds neither a payload with its salt nor, alone, their commitment")
        if link(before, holds, row[:7]) != row.link:
            raise ChainBroken(position, "the link does not fit what stands here and before")
        if row.stored_at < stored_at:
            raise ChainBroken(position, "it was stored before the row before it")
        before, stored_at = row.link, row.stored_at
        yield row
