"""A file made ready for questions at any coordinates: one index for each set of entries that is heard."""

from collections import OrderedDict
from collections.abc import Hashable, Mapping, Sequence
from datetime import datetime
from functools import cached_property

from casestate.accounts import acts_of
from casestate.clearance import SEALING, hidden_charges, shown
from casestate.coordinates import Clearance, Coordinates, source_of
from casestate.corrections import standing
from casestate.entries import Entry
from casestate.events import Subject
from casestate.index import Index
from casestate.law.procedure import Procedure
from casestate.order import FOREVER

_KEPT = 64
"""So many indexes are kept for one file: a grid of many days asks for as many sets of entries."""


class Indexes:
    """
    The indexes of one file.

    Attributes:
        entries: Every entry, in file order.
        procedure: The law that governs it.
        supposed: Entries that are no part of the file and are heard at any coordinates.
    """

    def __init__(
        self, entries: Sequence[Entry], by_id: Mapping[str, Entry], procedure: Procedure, supposed: Sequence[Entry] = ()
    ) -> None:
        self.entries = entries
        self.by_id = by_id
        self.procedure = procedure
        self.supposed = supposed
        self._by_question: OrderedDict[Hashable, Index] = OrderedDict()
        self._by_heard: OrderedDict[Hashable, Index] = OrderedDict()

    def at(self, asked: Coordinates) -> Index:
        """The index of what is heard at these coordinates, whatever the legal day."""
        key = asked.listening
        index = self._by_question.get(key)
        if index is None:
            index = _kept(self._by_question, key, self._heard_at(asked))
        return index

    def untimed(self, asked: Coordinates) -> int:
        """How many entries that the reader may see have no time on the clock of the question."""
        every = [entry for entry in self.entries if asked.believes(source_of(entry, self.by_id))]
        return sum(not asked.timed(entry) for entry in shown(every, self._hidden(asked), self._rightly))

    def supposing(self, entry: Entry) -> "Indexes":
        """
        The indexes of the file with one more entry, which is heard at any coordinates.

        It opens nothing that the file hides.
        """
        return Indexes(self.entries, self.by_id, self.procedure, (*self.supposed, entry))

    def _heard_at(self, asked: Coordinates) -> Index:
        heard = [
            entry
            for entry in self.entries
            if asked.knows(entry) and (asked.according_to is None or asked.believes(source_of(entry, self.by_id)))
        ]
        hidden = self._hidden(asked)
        clearance = asked.clearance if self.supposed else None
        key = (tuple([entry.seq for entry in heard]) if len(heard) < len(self.entries) else None, hidden, clearance)
        index = self._by_heard.get(key)
        return _kept(self._by_heard, key, self._index(heard, hidden, asked.clearance)) if index is None else index

    def _index(self, heard: Sequence[Entry], hidden: frozenset[Subject], clearance: Clearance) -> Index:
        stand, instead = standing(heard, self.by_id)
        seen = [*shown(stand, hidden, self._rightly if hidden else {}), *self.supposed]
        index = Index(seen, self.procedure, self._acts, instead)
        if any(isinstance(entry.event, SEALING) for entry in self.supposed):
            more = hidden_charges(index.tracks, clearance, FOREVER)
            return Index(shown(seen, more), self.procedure, self._acts, instead)
        return index

    def _hidden(self, asked: Coordinates) -> frozenset[Subject]:
        """What the file hides from the reader: as it stands, as of the day known, and as it was known then."""
        if asked.clearance is Clearance.EXPUNGED or not self._seals:
            return frozenset()
        hidden = hidden_charges(self._whole.tracks, asked.clearance, FOREVER)
        known_on = asked.known_on
        if known_on is None:
            return hidden
        day = (known_on.date() if isinstance(known_on, datetime) else known_on).toordinal()
        known, _ = standing([entry for entry in self.entries if asked.knows(entry)], self.by_id)
        then = Index(known, self.procedure, self._acts, {})
        return hidden.union(*(hidden_charges(each.tracks, asked.clearance, day) for each in (self._whole, then)))

    @cached_property
    def _rightly(self) -> Mapping[str, Entry]:
        """For an entry revised by another, or that retracts one, the entry that says what it is about."""
        _, instead = standing(self.entries, self.by_id)
        rightly = {}
        for entry in self.entries:
            told = entry
            while told.is_retraction and told.revises is not None:
                told = self.by_id[told.revises.entry]
            told = self.by_id[instead.get(told.id, told.id)]
            if told is not entry:
                rightly[entry.id] = told
        return rightly

    @cached_property
    def _acts(self) -> Mapping[str, str]:
        return acts_of(self.entries)

    @cached_property
    def _seals(self) -> bool:
        return any(isinstance(entry.event, SEALING) for entry in self.entries)

    @cached_property
    def _whole(self) -> Index:
        """The file, without what is supposed, for a reader from whom nothing is hidden."""
        stand, instead = standing(self.entries, self.by_id)
        return Index(stand, self.procedure, self._acts, instead)


def _kept(kept: OrderedDict[Hashable, Index], key: Hashable, index: Index) -> Index:
    kept[key] = index
    if len(kept) > _KEPT:
        kept.popitem(last=False)
    return index
