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
        hidden = self._hidden(asked)
        every = [entry for entry in self.entries if asked.believes(source_of(entry, self.by_id))]
        return sum(not asked.timed(entry) for entry in shown(every, hidden))

    def supposing(self, entry: Entry) -> "Indexes":
        """The indexes of the file with one more entry, which is heard at any coordinates."""
        return Indexes(self.entries, self.by_id, self.procedure, (*self.supposed, entry))

    def _heard_at(self, asked: Coordinates) -> Index:
        heard = [
            entry
            for entry in self.entries
            if asked.knows(entry) and (asked.according_to is None or asked.believes(source_of(entry, self.by_id)))
        ]
        hidden = self._hidden(asked)
        key = (tuple([entry.seq for entry in heard]) if len(heard) < len(self.entries) else None, hidden)
        index = self._by_heard.get(key)
        return _kept(self._by_heard, key, self._index(heard, hidden)) if index is None else index

    def _index(self, heard: Sequence[Entry], hidden: frozenset[Subject]) -> Index:
        stand, instead = standing(heard, self.by_id)
        seen = shown(stand, hidden)
        if self._acts:
            instead = self._speaking(seen) | instead
        return Index([*seen, *self.supposed], self.procedure, self._acts, instead)

    def _speaking(self, seen: Sequence[Entry]) -> dict[str, str]:
        """For each account or correction that does not stand itself, one of the same act that does."""
        standing_ids = {entry.id for entry in seen}
        by_act = {self._acts.get(entry.id, entry.id): entry.id for entry in seen}
        return {
            id: by_act[act]
            for id, act in (*self._acts.items(), *zip(self._acts.values(), self._acts.values(), strict=True))
            if id not in standing_ids and act in by_act and not self.by_id[id].is_retraction
        }

    def _hidden(self, asked: Coordinates) -> frozenset[Subject]:
        if asked.clearance is Clearance.EXPUNGED or not self._seals:
            return frozenset()
        hidden = hidden_charges(self._whole.tracks, asked.clearance, FOREVER)
        known_on = asked.known_on
        if known_on is None:
            return hidden
        day = known_on.date() if isinstance(known_on, datetime) else known_on
        return hidden | hidden_charges(self._whole.tracks, asked.clearance, day.toordinal())

    @cached_property
    def _acts(self) -> Mapping[str, str]:
        return acts_of(self.entries)

    @cached_property
    def _seals(self) -> bool:
        return any(isinstance(entry.event, SEALING) for entry in self.entries)

    @cached_property
    def _whole(self) -> Index:
        """The file for a reader from whom nothing is hidden."""
        return self._index(self.entries, frozenset())


def _kept(kept: OrderedDict[Hashable, Index], key: Hashable, index: Index) -> Index:
    kept[key] = index
    if len(kept) > _KEPT:
        kept.popitem(last=False)
    return index
