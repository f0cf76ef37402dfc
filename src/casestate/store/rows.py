"""What a store keeps in each of its places: a row of plain values, the same in every kind of store."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from json.encoder import encode_basestring
from typing import NamedTuple

from casestate.errors import ChainBroken, InvalidEntry
from casestate.vocabulary import Closed

LONGEST_NAME = 2000
"""The most bytes, as JSON text in UTF-8, of an id or a name: what every kind of store can find something by."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Kind(Closed):
    """What a place holds: that a case was opened, an entry of one, or that entries were destroyed under an order."""

    OPENED = "opened"
    ENTRY = "entry"
    EXPUNGED = "expunged"


class Row(NamedTuple):
    """
    One place of a store.

    Attributes:
        position: Its place in the whole store, from 1, without gaps.
        case: The position at which its case was opened.
        kind: What it holds, as in :class:`Kind`.
        seq: For an entry its place in its case, from 1; otherwise 0.
        more: How many rows of the same append come after it; only with the last of them is the append whole.
        imported: 1 where its recorded time was stated by whoever brought it in, otherwise 0.
        stored_at: When it was stored, in microseconds since 1970 in UTC; never less than that of the row before.
        salt: Random bytes that keep the commitment from being guessed; gone when the row is destroyed.
        payload: What it says, as JSON text; gone when the row is destroyed.
        commitment: A digest of salt and payload, in their place when the row is destroyed; until then they tell it.
        link: A digest of the link before, of the commitment, and of everything above the salt.
        name: The id of its entry, or the name of the case it opens, for finding it; gone when the row is destroyed.
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


Heading = tuple[int, int, str, int, int, int, int]
"""What a row says of its place, from ``position`` to ``stored_at``; the chain covers it as it is."""


class Tail(NamedTuple):
    """Where the next row goes: after which position, link and time."""

    position: int
    link: bytes
    stored_at: int


class Told(NamedTuple):
    """
    What a row tells of an entry.

    Attributes:
        payload: The entry as JSON text; ``None`` where it was destroyed.
        stored_at: When it was recorded, in microseconds since 1970 in UTC; ``None`` where the payload is to say that.
    """

    payload: str | None
    stored_at: int | None


class Ends(NamedTuple):
    """
    Where a case and its store end.

    Attributes:
        case: The number of the case.
        length: The place of its last entry.
        lost: Was anything of it destroyed?
        tail: Where the next row of the store goes.
    """

    case: int
    length: int
    lost: bool
    tail: Tail


def micros(moment: datetime) -> int:
    """A moment as a row keeps it."""
    return (moment - _EPOCH) // _MICROSECOND


def moment(row: Row) -> datetime:
    """
    When a row was stored.

    Raises:
        ChainBroken: The row holds no time; nothing that this library stored is so.
    """
    try:
        return at(row.stored_at)
    except (TypeError, OverflowError):
        raise ChainBroken(row.position, f"its time cannot be read: {row.stored_at!r}") from None


@lru_cache(maxsize=64)
def at(stored_at: int) -> datetime:
    """The moment that a row keeps; rows of one append keep the same."""
    return _EPOCH + timedelta(microseconds=stored_at)


def refuse_too_long(names: Iterable[str | None]) -> None:
    """
    Can something be found under these ids and names in every kind of store?

    Raises:
        InvalidEntry: One is too long for that.
    """
    for name in names:
        if name is not None and len(name) * 6 > LONGEST_NAME:
            size = len(encode_basestring(name).encode()) - 2
            if size > LONGEST_NAME:
                raise InvalidEntry(
                    f"{name[:40]}... is an id or a name of {size} bytes; at most {LONGEST_NAME} are taken, so that it "
                    "can be found in every kind of store; shorten it, and keep the rest as text"
                )
