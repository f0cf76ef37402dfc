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
from casestate.index import Heard, Index
from casestate.law.procedure import Procedure
from casestate.order import FOREVER, Placed

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
        self._alone: dict[int, Placed] = {}
        self._fullest: Index | None = None
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
        heard = asked.known(self.entries)
        if asked.according_to is not None:
            heard = [entry for entry in heard if asked.believes(source_of(entry, self.by_id))]
        hidden = self._hidden(asked)
        key = (tuple([entry.seq for entry in heard]) if len(heard) < len(self.entries) else None, hidden)
        index = self._by_heard.get(key)
        return _kept(self._by_heard, key, self._index(heard, hidden)) if index is None else index

    def _index(self, heard: Sequence[Entry], hidden: frozenset[Subject]) -> Index:
        stand, instead = standing(heard, self.by_id)
        entries = [*shown(stand, hidden), *self.supposed]
        index = Index(Heard(entries, self._tied, self._acts, instead, self._alone), self.procedure, self._fullest)
        if self._fullest is None or len(index.placed) >= len(self._fullest.placed):
            self._fullest = index
        return index

    def _hidden(self, asked: Coordinates) -> frozenset[Subject]:
        if asked.clearance is Clearance.EXPUNGED or not self._seals:
            return frozenset()
        charges = list(self._whole.tracks("charge"))
        hidden = hidden_charges(charges, asked.clearance, FOREVER)
        known_on = asked.known_on
        if known_on is None:
            return hidden
        day = known_on.date() if isinstance(known_on, datetime) else known_on
        return hidden | hidden_charges(charges, asked.clearance, day.toordinal())

    @cached_property
    def _tied(self) -> frozenset[str]:
        """The ids of all entries that a link, an account or a correction ties to another."""
        tied: set[str] = set()
        for entry in self.entries:
            if entry.after or entry.account_of is not None or entry.revises is not None:
                tied |= {entry.id, *entry.after}
                tied |= {id for id in (entry.account_of, entry.revises and entry.revises.entry) if id}
        return frozenset(tied)

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
