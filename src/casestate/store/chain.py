"""
The chain: each row of a store is bound to all before it, and to what it says by a commitment only.

A commitment is a digest of the payload under a random salt. Payload and salt can be destroyed together: the chain
covers the commitment and still verifies, and nobody can find out by guessing what had been there. What may go later
(the payload, the salt, the columns for finding) is not covered by the chain itself.
"""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from secrets import token_bytes

import attrs

from casestate.errors import ChainBroken, InvalidHead
from casestate.store.rows import Row, Tail

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


def link(before: bytes, row: Row) -> bytes:
    """What binds a row to all before it."""
    position, case, kind, seq, more, imported, stored_at = row[:7]
    header = f"{position} {case} {kind} {seq} {more} {imported} {stored_at}"
    return sha256(before + row.commitment + header.encode()).digest()


def bound(rows: Sequence[Row], tail: Tail) -> list[Row]:
    """New rows with their salts, commitments and links, in the order in which they are to follow the tail."""
    salts, before, done = token_bytes(SALT * len(rows)), tail.link, []
    for place, row in enumerate(rows):
        assert row.payload is not None
        salt = salts[place * SALT : (place + 1) * SALT]
        committed = row._replace(salt=salt, commitment=commitment(salt, row.payload))
        before = link(before, committed)
        done.append(committed._replace(link=before))
    return done


def followed(rows: Iterable[Row], genesis: bytes) -> Iterator[Row]:
    """
    The rows of a store, each passed on once its place, link and commitment are right.

    Raises:
        ChainBroken: The first that is not.
    """
    before, stored_at = genesis, 0
    for position, row in enumerate(rows, 1):
        if row.position != position:
            raise ChainBroken(position, f"the row here is missing; the next one is {row.position}")
        if type(row.commitment) is not bytes or link(before, row) != row.link:
            raise ChainBroken(position, "the link does not fit what stands here and before")
        if row.stored_at < stored_at:
            raise ChainBroken(position, "it was stored before the row before it")
        if (row.payload is None) != (row.salt is None):
            raise ChainBroken(position, "of payload and salt only one is there")
        if row.payload is not None and row.salt is not None and not _is_committed(row.salt, row.payload, row):
            raise ChainBroken(position, "what it says is not what was stored")
        before, stored_at = row.link, row.stored_at
        yield row


def _is_committed(salt: bytes, payload: str, row: Row) -> bool:
    return type(salt) is bytes and type(payload) is str and commitment(salt, payload) == row.commitment
