"""A case file of what is left: links to what was destroyed are taken off, and what hung on it hangs together."""

from collections.abc import Iterable

import attrs

from casestate.casefile import concern_the_same
from casestate.entries import Entry


@attrs.define
class Rest:
    """
    The entries that are left of a case, each with links to what is left only.

    Accounts of one act that was destroyed are then accounts of the first of them, and corrections of one entry revise
    the first of those: what was one act does not become several. A retraction of what is gone says nothing, and goes.

    Attributes:
        entries: What is left, by id.
        left_out: Ids of retractions that say nothing any more.
        unlinked: Ids of entries that lost a link.
    """

    entries: dict[str, Entry] = attrs.Factory(dict)
    left_out: list[str] = attrs.Factory(list)
    unlinked: list[str] = attrs.Factory(list)
    _heirs: dict[str, tuple[Entry, bool]] = attrs.Factory(dict)
    """By the id of an entry that is gone: the first one left that was linked to it, and whether it corrected it."""

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "Rest":
        """What is left, of entries in the order of their case."""
        rest, given = cls(), list(entries)
        for entry in given:
            mended = rest._linked(entry)
            if mended is None:
                rest.left_out.append(entry.id)
            else:
                rest.entries[entry.id] = mended
        for id, entry in rest.entries.items():
            after = tuple([each for each in entry.after if each in rest.entries])
            if after != entry.after:
                rest.entries[id] = attrs.evolve(entry, after=after)
        before = {entry.id: entry for entry in given}
        rest.unlinked += [id for id, entry in rest.entries.items() if entry != before[id]]
        return rest

    def _linked(self, entry: Entry) -> Entry | None:
        """The entry with what it revises and is an account of among what is left; ``None`` if it says nothing then."""
        if entry.revises is not None and entry.revises.entry not in self.entries:
            gone = entry.revises.entry
            heir, corrected = self._heirs.get(gone, (None, False))
            if heir is not None and corrected:
                return attrs.evolve(entry, revises=attrs.evolve(entry.revises, entry=heir.id))
            if entry.is_retraction:
                return None
            return self._standing_in(attrs.evolve(entry, revises=None), gone, corrects=True)
        if entry.account_of is not None and entry.account_of not in self.entries:
            return self._standing_in(attrs.evolve(entry, account_of=None), entry.account_of, corrects=False)
        return entry

    def _standing_in(self, entry: Entry, gone: str, *, corrects: bool) -> Entry:
        """An entry in the stead of one that is gone: the act itself, or an account of the first one that stood in."""
        heir, _ = self._heirs.setdefault(gone, (entry, corrects))
        alike = heir.is_statement == entry.is_statement and concern_the_same(entry, heir)
        if heir is entry or entry.account_of is not None or not alike:
            return entry
        return attrs.evolve(entry, account_of=heir.id)
