"""New rows, as they are put at the end of a store."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from casestate.entries import Entry
from casestate.errors import ChainBroken
from casestate.law import Procedure
from casestate.store import payload
from casestate.store.chain import bound
from casestate.store.rows import Kind, Named, Row, Tail, micros
from casestate.store.session import Session

_LOG = logging.getLogger("casestate.store")
_UNBOUND = b""
_BEHIND = timedelta(minutes=5) // timedelta(microseconds=1)
"""A clock may be so many microseconds behind the last recorded time without a word."""


def stamp(tail: Tail, now: datetime) -> int:
    """
    The recorded time of the next row, in microseconds: now, and never before that of the row before it.

    Raises:
        ChainBroken: The row before it has no time, or no link that leads on.
    """
    if type(tail.stored_at) is not int or type(tail.link) is not bytes:
        raise ChainBroken(tail.position, "its time or its link cannot be read, so nothing can follow it")
    at = micros(now)
    if tail.stored_at - at > _BEHIND:
        _LOG.warning("the clock says %s, which is before what was recorded last; recorded times wait for it", now)
    return max(at, tail.stored_at)


def opening(tail: Tail, at: int, case: str, procedure: Procedure) -> Row:
    """The row that opens a case."""
    says = payload.written({"case": case, "procedure": procedure.name})
    return _blank(tail, at, tail.position + 1, Kind.OPENED)._replace(payload=says, name=case)


def expunging(tail: Tail, at: int, case: int, positions: Sequence[int], order: str) -> Row:
    """The row that says what was destroyed, and under what order."""
    says = payload.written({"destroyed": positions, "order": order})
    return _blank(tail, at, case, Kind.EXPUNGED)._replace(payload=says)


def entering(tail: Tail, at: int, case: int, length: int, new: Sequence[Entry], *, imported: bool) -> list[Row]:
    """The rows of new entries of a case that has so many places."""
    blank = _blank(tail, at, case, Kind.ENTRY)._replace(imported=int(imported))
    return [
        blank._replace(
            position=blank.position + place,
            seq=length + 1 + place,
            more=len(new) - 1 - place,
            payload=payload.of_entry(entry, imported=imported),
            name=entry.id,
        )
        for place, entry in enumerate(new)
    ]


def add(session: Session, tail: Tail, rows: Sequence[Row], people: Sequence[tuple[str, ...]]) -> list[Row]:
    """Bind new rows to what is there, and keep them."""
    done = bound(rows, tail)
    session.add([Named(row, who) for row, who in zip(done, people, strict=True)])
    return done


def _blank(tail: Tail, at: int, case: int, kind: Kind) -> Row:
    return Row(tail.position + 1, case, kind.value, 0, 0, 0, at, None, None, _UNBOUND, _UNBOUND, None)
