"""Expungement: destroying the content of entries under a court's order, and opening what remains of a case."""

import logging
from collections.abc import Iterable, Sequence

import attrs

from casestate.engine.accounts import concern_the_same
from casestate.entries import Entry
from casestate.errors import ChainBroken, InvalidEntry, NotInStore
from casestate.store.payload import people_in, read_case, read_ids
from casestate.store.records import Losses, Record, Tombstone, record_of
from casestate.store.transaction import Row, Transaction

_LOG = logging.getLogger("casestate.store")


def rows_to_destroy(transaction: Transaction, case: Row, ids: set[str] | None) -> list[Row]:
    """
    Return the rows of entries that are to be destroyed.

    Args:
        transaction: The transaction.
        case: The row that opened the case.
        ids: The ids of the entries; ``None`` for all, and the name of the case.

    Raises:
        InvalidEntry: No entry is named, or only one of several that are stored as one.
        NotInStore: There is no such entry.
    """
    if ids is None:
        return [case, *(row for row in transaction.entries(case.position) if row.payload is not None)]
    found = read_ids(transaction, case.position, ids)
    chosen = [(row, parts) for row, parts in found if row.name in ids or any(part.id in ids for part in parts)]
    known = {row.name for row, _ in chosen} | {part.id for _, parts in chosen for part in parts}
    for missing in sorted(ids - known, key=str):
        raise NotInStore(f"there is no entry {missing!r} in case {case.name!r}; nothing was destroyed")
    if not chosen:
        raise InvalidEntry("expunge() needs the entries to destroy; to destroy the whole case leave entries out")
    for row, parts in chosen:
        if row.name not in ids and not {part.id for part in parts} <= ids:
            raise InvalidEntry(
                f"{', '.join(part.id for part in parts)} are stored as one entry and destroyed together: "
                f"name {row.name}"
            )
    return [row for row, _ in chosen]


def destroy(transaction: Transaction, case: Row, rows: Sequence[Row]) -> None:
    """Destroy rows of a case, and index it under the people whom its remaining entries concern."""
    positions = {row.position for row in rows}
    remaining = [parts for row, parts in read_case(transaction, case.position) if row.position not in positions]
    transaction.destroy(rows, {who for parts in remaining for part in parts for who in people_in(part)})


def losses(transaction: Transaction, case: Row) -> Losses:
    """
    Return what a case lacks because entries were destroyed.

    Raises:
        ChainBroken: An entry is destroyed, and no order says so.
    """
    read = read_case(transaction, case.position)
    destroyed = [row for row, _ in read if row.payload is None]
    orders = [record_of(row, case.name) for row in transaction.expungements()] if destroyed else []
    order_of = {position: order for order in orders for position in order.destroyed}
    remainder = Remainder.of([part for _, parts in read for part in parts])
    return Losses(
        destroyed=tuple([_tombstone(row, order_of.get(row.position)) for row in destroyed]),
        left_out=tuple(remainder.left_out),
        unlinked=tuple(remainder.unlinked),
    )


def _tombstone(row: Row, order: Record | None) -> Tombstone:
    if order is None or order.order is None:
        raise ChainBroken(row.position, "its content is gone, and no order says so")
    return Tombstone(position=row.position, seq=row.seq, order=order.order, destroyed_at=order.stored_at)


def as_opened(case: str, entries: Iterable[Entry], destroyed: int) -> list[Entry]:
    """Return the remaining entries of a case, linked to one another only, and log how many are left out."""
    remainder = Remainder.of(entries)
    _LOG.warning(
        "case %r: %d entries were destroyed under court order, %d retractions of them are left out, and %d entries "
        "lost a link to one; losses() names them",
        *(case, destroyed, len(remainder.left_out), len(remainder.unlinked)),
    )
    return list(remainder.entries.values())


@attrs.define
class Remainder:
    """
    The entries that remain of a case, with links to remaining entries only.

    Accounts of a destroyed act become accounts of the first of them, and corrections of a destroyed entry revise the
    first of those, so that one act does not become several. A retraction of a destroyed entry is left out.

    Attributes:
        entries: The remaining entries, by id.
        left_out: The ids of retractions that are left out.
        unlinked: The ids of entries that lost a link.
    """

    entries: dict[str, Entry] = attrs.Factory(dict)
    left_out: list[str] = attrs.Factory(list)
    unlinked: list[str] = attrs.Factory(list)
    _successors: dict[str, tuple[Entry, bool]] = attrs.Factory(dict)
    """By the id of a destroyed entry: the first remaining entry linked to it, and whether it was a correction."""

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "Remainder":
        """Return what remains, from the undestroyed entries of a case in their order."""
        remainder, given = cls(), list(entries)
        for entry in given:
            relinked = remainder._relinked(entry)
            if relinked is None:
                remainder.left_out.append(entry.id)
            else:
                remainder.entries[entry.id] = relinked
        for id, entry in remainder.entries.items():
            after = tuple([each for each in entry.after if each in remainder.entries])
            if after != entry.after:
                remainder.entries[id] = attrs.evolve(entry, after=after)
        before = {entry.id: entry for entry in given}
        remainder.unlinked += [id for id, entry in remainder.entries.items() if entry != before[id]]
        return remainder

    def _relinked(self, entry: Entry) -> Entry | None:
        """Return the entry linked to remaining entries, or ``None`` if it is a retraction of a destroyed one."""
        if entry.revises is not None and entry.revises.entry not in self.entries:
            gone = entry.revises.entry
            successor, is_correction = self._successors.get(gone, (None, False))
            if successor is not None and is_correction:
                return attrs.evolve(entry, revises=attrs.evolve(entry.revises, entry=successor.id))
            if entry.is_retraction:
                return None
            return self._succeeding(attrs.evolve(entry, revises=None), gone, is_correction=True)
        if entry.account_of is not None and entry.account_of not in self.entries:
            return self._succeeding(attrs.evolve(entry, account_of=None), entry.account_of, is_correction=False)
        return entry

    def _succeeding(self, entry: Entry, gone: str, *, is_correction: bool) -> Entry:
        """Return an entry in the place of a destroyed one: as the act itself, or as an account of its successor."""
        successor, _ = self._successors.setdefault(gone, (entry, is_correction))
        alike = successor.is_statement == entry.is_statement and concern_the_same(entry, successor)
        if successor is entry or entry.account_of is not None or not alike:
            return entry
        return attrs.evolve(entry, account_of=successor.id)
