"""Verification: a whole store is checked against its chain, its indexes, and a head kept elsewhere."""

import json
from collections.abc import Callable

import attrs

from casestate.codec import Upcasters
from casestate.codec.parts import whole
from casestate.errors import ChainBroken
from casestate.store.chain import check_links
from casestate.store.payload import is_upcast, people_in, read_alone
from casestate.store.records import Head, Verified
from casestate.store.transaction import PAGE, RecordKind, Row, Transaction, all_rows


def verify(transaction: Transaction, head: Head | None, progress: Callable[[int], object]) -> Verified:
    """
    Follow the chain of a store to its end.

    Raises:
        ChainBroken: The first position at which the store is not what was put into it.
    """
    transaction.check_indexes()
    last = Head(0, transaction.genesis.hex())
    _check_head(head, last)
    audit = _Audit(transaction.upcasters)
    for row in check_links(all_rows(transaction), transaction.genesis):
        audit.add(row)
        last = Head(row.position, row.link.hex())
        _check_head(head, last)
        if row.position % PAGE == 0:
            progress(row.position)
    if head is not None and head.position > last.position:
        raise ChainBroken(last.position + 1, f"rows are missing from the end; the head kept is {head.position}")
    audit.check(set(transaction.people()))
    return Verified(
        head=last, records=last.position, entries=audit.entries, destroyed=len(audit.destroyed), against=head
    )


def _check_head(head: Head | None, here: Head) -> None:
    if head is not None and head.position == here.position and head != here:
        if here.position == 0:
            raise ChainBroken(0, "this is another store than the one whose head was kept")
        raise ChainBroken(here.position, "the link here is not that of the head kept elsewhere")


@attrs.define
class _Audit:
    """The expected state of the indexes, gathered row by row."""

    upcasters: Upcasters
    people: set[tuple[str, int]] = attrs.Factory(set)
    upcast_cases: set[int] = attrs.Factory(set)
    destroyed: set[int] = attrs.Factory(set)
    ordered: set[int] = attrs.Factory(set)
    entries: int = 0

    def add(self, row: Row) -> None:
        """
        Take in one row, whose link is checked already.

        Raises:
            ChainBroken: Its name is not that of its content.
        """
        self.entries += row.kind == RecordKind.ENTRY
        if row.payload is None:
            self.destroyed.add(row.position)
            if row.name is not None:
                raise ChainBroken(row.position, "its content was destroyed, and its name was not")
        elif row.name != self._name(row, row.payload):
            raise ChainBroken(row.position, "it is found under a name that is not its own")

    def _name(self, row: Row, payload: str) -> str | None:
        if row.kind == RecordKind.ENTRY:
            parts = read_alone(row, self.upcasters)
            self.people.update((who, row.case) for part in parts for who in people_in(part))
            if is_upcast(row, self.upcasters):
                self.upcast_cases.add(row.case)
            return parts[0].id if len(parts) == 1 else whole(parts)
        content = json.loads(payload)
        self.ordered.update(content.get("destroyed", ()))
        name: str | None = content.get("case")
        return name

    def check(self, people: set[tuple[str, int]]) -> None:
        """
        Check that exactly what was ordered is destroyed, and that the index of people is right.

        Raises:
            ChainBroken: It is not.
        """
        for position in sorted(self.destroyed ^ self.ordered):
            gone = position in self.destroyed
            raise ChainBroken(
                position,
                "its content is gone, and no order says so" if gone else "it was ordered to be destroyed, and is there",
            )
        # The people of an upcast event were indexed as it was read when it was stored; today it may name others.
        wrong = [(case, who) for who, case in self.people ^ people if case not in self.upcast_cases]
        for case, who in sorted(wrong):
            raise ChainBroken(case, f"the index of people is wrong about {who!r} in the case opened here")
