"""The whole of a store held against its chain, against itself, and against a head kept elsewhere."""

import json
from collections.abc import Callable, Iterator

import attrs

from casestate.codec import Upcasters
from casestate.codec.parts import whole
from casestate.errors import ChainBroken
from casestate.store.chain import Head, followed
from casestate.store.payload import is_older, parts_in, people_in
from casestate.store.records import Verified
from casestate.store.rows import Kind, Row
from casestate.store.session import PAGE, Session


@attrs.define
class _Seen:
    """What the rows so far amount to."""

    upcasters: Upcasters
    people: set[tuple[str, int]] = attrs.Factory(set)
    older: set[int] = attrs.Factory(set)
    gone: set[int] = attrs.Factory(set)
    ordered: set[int] = attrs.Factory(set)
    entries: int = 0

    def take(self, row: Row) -> None:
        """One more row, which is bound already: is it where it belongs, and found by what it says?"""
        self.entries += row.kind == Kind.ENTRY
        if row.payload is None:
            self.gone.add(row.position)
            if row.name is not None:
                raise ChainBroken(row.position, "what it said was destroyed, and its name was not")
        elif row.name != self._name(row, row.payload):
            raise ChainBroken(row.position, "it is found under a name that is not its own")

    def _name(self, row: Row, payload: str) -> str | None:
        """Under what name a row is to be found."""
        if row.kind == Kind.ENTRY:
            parts = parts_in(row, self.upcasters)
            self.people.update((who, row.case) for part in parts for who in people_in(part))
            if is_older(row, self.upcasters):
                self.older.add(row.case)
            return whole(parts) if len(parts) > 1 else parts[0].id
        says = json.loads(payload)
        self.ordered.update(says.get("destroyed", ()))
        name: str | None = says.get("case")
        return name


def examine(session: Session, head: Head | None, upcasters: Upcasters, reached: Callable[[int], object]) -> Verified:
    """
    Follow the chain of a store to its end.

    Raises:
        ChainBroken: The first place at which the store is not what was put into it.
    """
    session.refuse_unsound()
    seen, last, met = _Seen(upcasters), Head(0, session.genesis.hex()), head is None or head.position == 0
    if head is not None and met and head != last:
        raise ChainBroken(0, "this is another store than the one whose head was kept")
    for row in followed(_rows(session, reached), session.genesis):
        seen.take(row)
        last = Head(row.position, row.link.hex())
        if head is not None and head.position == row.position:
            met = True
            if head != last:
                raise ChainBroken(row.position, "the link here is not that of the head kept elsewhere")
    if not met and head is not None:
        raise ChainBroken(last.position + 1, f"rows are missing from the end; the head kept is {head.position}")
    _refuse_strays(seen, set(session.people()))
    return Verified(head=last, records=last.position, entries=seen.entries, destroyed=len(seen.gone), against=head)


def _refuse_strays(seen: _Seen, people: set[tuple[str, int]]) -> None:
    """Was everything that is gone ordered to go, and the other way round, and is everyone found where they are?"""
    for position in sorted(seen.gone ^ seen.ordered):
        what = "is gone, and no order says so" if position in seen.gone else "was ordered to be destroyed, and is there"
        raise ChainBroken(position, f"what it said {what}")
    # Whom an older form was about is as it was understood then, and may be understood otherwise today.
    strays = [(case, who) for who, case in seen.people ^ people if case not in seen.older]
    for case, who in sorted(strays):
        raise ChainBroken(case, f"the index of people is wrong about {who!r} in the case opened here")


def _rows(session: Session, reached: Callable[[int], object]) -> Iterator[Row]:
    """Every row, a page at a time; where it has come to is told after each."""
    after = 0
    while True:
        rows = session.rows(after, PAGE)
        yield from rows
        if len(rows) < PAGE:
            return
        after = rows[-1].position
        reached(after)
