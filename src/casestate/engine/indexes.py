"""A file made ready for questions at any coordinates: one index for each set of entries that is heard."""

from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple

from casestate.engine.accounts import acts_of
from casestate.engine.clearance import hidden_charges, shown
from casestate.engine.coordinates import Clearance, Coordinates, source_of
from casestate.engine.corrections import Standing, standing
from casestate.engine.index import Heard, Index
from casestate.engine.order import FOREVER, Placed
from casestate.entries import Entry
from casestate.events import Event, Subject
from casestate.law.procedure import Procedure
from casestate.law.sealing import hiding_acts

_KEPT = 32
"""So many indexes are kept for one file: a grid of many days asks for as many sets of entries."""


class Ties(NamedTuple):
    """
    What ties the entries of a file.

    Attributes:
        tied: The ids of all that a link, an account or a correction ties to another.
        acts: The first account of the act of each entry that is another account, or a correction, of one.
        revises: Whether any entry corrects or retracts another.
        seals: Whether any entry seals or expunges a record.
    """

    tied: frozenset[str] = frozenset()
    acts: Mapping[str, str] = MappingProxyType({})
    revises: bool = False
    seals: bool = False

    def and_of(self, entries: Sequence[Entry], hiding: Collection[type[Event]]) -> "Ties":
        """With those of more entries, which come after; ``hiding`` are the acts that seal or expunge."""
        fresh: set[str] = set()
        for entry in entries:
            if entry.after or entry.account_of is not None or entry.revises is not None:
                fresh |= {entry.id, *entry.after}
                fresh |= {id for id in (entry.account_of, entry.revises and entry.revises.entry) if id}
        return Ties(
            tied=self.tied | fresh if fresh else self.tied,
            acts=acts_of(entries, self.acts) if fresh else self.acts,
            revises=self.revises or any(entry.revises is not None for entry in entries),
            seals=self.seals or any(type(entry.event) in hiding for entry in entries),
        )


class Indexes:
    """
    The indexes of one file.

    Attributes:
        entries: Every entry, in file order.
        procedure: The law that governs it.
        supposed: Entries that are no part of the file and are heard at any coordinates.
        fullest: The index of most entries so far.
        alone: Where each entry that nothing ties to another is placed, by its place in the file.

    Args:
        before: The indexes of a file whose entries are the first of these; what those worked out is gone on with.
    """

    def __init__(
        self,
        entries: Sequence[Entry],
        by_id: Mapping[str, Entry],
        procedure: Procedure,
        *,
        supposed: Sequence[Entry] = (),
        before: "Indexes | None" = None,
    ) -> None:
        self.entries = entries
        self.by_id = by_id
        self.procedure = procedure
        self.supposed = supposed
        self.before: Indexes | None = before if before is None or before.fullest is not None else before.before
        self.fullest: Index | None = None
        self.alone: list[Placed | None] = before.alone if before else []
        self._by_question: OrderedDict[Hashable, Index] = OrderedDict()
        self._by_heard: OrderedDict[Hashable, Index] = OrderedDict()

    def at(self, asked: Coordinates) -> Index:
        """The index of what is heard at these coordinates, whatever the legal day."""
        key = asked.listening
        index = self._by_question.get(key)
        if index is None:
            index = _kept(self._by_question, key, self._heard_at(asked))
        return index

    def same_file(self, other: "Indexes") -> bool:
        """Return whether both hold the same entries, recorded and supposed, under the same law."""
        here, there = ((each.entries, each.supposed, each.procedure) for each in (self, other))
        return self is other or here == there

    def untimed(self, asked: Coordinates) -> int:
        """How many entries that the reader may see have no time on the clock of the question."""
        every = [entry for entry in self.entries if asked.believes(source_of(entry, self.by_id))]
        hidden = self._hidden(asked)
        hidden |= self._hidden_more(asked, hidden)
        return sum(not asked.timed(entry) for entry in shown(every, hidden, self._rightly))

    def supposing(self, entry: Entry) -> "Indexes":
        """
        The indexes of the file with one more entry, which is heard at any coordinates.

        It opens nothing that the file hides, and an order to seal hides as one recorded would.
        """
        return Indexes(self.entries, self.by_id, self.procedure, supposed=(*self.supposed, entry), before=self)

    def _heard_at(self, asked: Coordinates) -> Index:
        heard = asked.known(self.entries)
        if asked.according_to is not None:
            heard = [entry for entry in heard if asked.believes(source_of(entry, self.by_id))]
        hidden = self._hidden(asked)
        more = self._hidden_more(asked, hidden)
        key = (tuple([entry.seq for entry in heard]) if len(heard) < len(self.entries) else None, hidden, more)
        index = self._by_heard.get(key)
        return _kept(self._by_heard, key, self._index(heard, hidden, more)) if index is None else index

    def _index(self, known: Sequence[Entry], hidden: frozenset[Subject], more: frozenset[Subject]) -> Index:
        stand = self._standing(known)
        if hidden:
            stand = self._shown(stand, known, hidden)
        if self.supposed:
            stand = stand._replace(entries=[*stand.entries, *self.supposed])
        if more:
            stand = self._shown(stand, [*known, *self.supposed], more)
        index = Index.of(self._heard(stand), self.procedure, self.fullest)
        if self.fullest is None or len(index.placed) >= len(self.fullest.placed):
            self.fullest = index
        return index

    def _standing(self, known: Sequence[Entry]) -> Standing:
        return standing(known, self.by_id) if self.ties.revises else Standing(known, {})

    def _shown(self, stand: Standing, known: Sequence[Entry], hidden: frozenset[Subject]) -> Standing:
        """What the reader may see of it: of a correction without effect nothing, unless all it is about."""
        rightly = self._rightly
        there = {entry.id for entry in shown(known, hidden, rightly)} if stand.idle else set()
        idle = [each for each in stand.idle if there.issuperset(_named_by(*each))]
        return stand._replace(entries=shown(stand.entries, hidden, rightly), idle=idle)

    def _heard(self, stand: Standing) -> Heard:
        ties, instead = self.ties, stand.instead
        if ties.acts:
            instead = {**self._speaking(stand.entries), **instead}
        return Heard(stand.entries, ties.tied, ties.acts, instead, stand.idle, self.alone)

    def _speaking(self, seen: Sequence[Entry]) -> dict[str, str]:
        """For each account or correction that does not stand itself, one of the same act that does."""
        acts = self.ties.acts
        standing_ids = {entry.id for entry in seen}
        by_act = {acts.get(entry.id, entry.id): entry.id for entry in seen}
        return {
            id: by_act[act]
            for id, act in (*acts.items(), *zip(acts.values(), acts.values(), strict=True))
            if id not in standing_ids and act in by_act and not self.by_id[id].is_retraction
        }

    def _hidden(self, asked: Coordinates) -> frozenset[Subject]:
        """What the file hides from the reader: as it stands, as of the day known, and as it was known then."""
        if asked.clearance is Clearance.EXPUNGED or not self.ties.seals:
            return frozenset()
        return _hidden_by(self.whole, lambda: Indexes(asked.known(self.entries), self.by_id, self.procedure), asked)

    def _hidden_more(self, asked: Coordinates, hidden: frozenset[Subject]) -> frozenset[Subject]:
        """What orders that are supposed hide besides: as if recorded and known, in what the reader may see."""
        hiding = hiding_acts(self.procedure, Clearance.PUBLIC)
        ordered = [entry.event.subjects for entry in self.supposed if type(entry.event) in hiding]
        if not ordered:
            return frozenset()
        by_id = {**self.by_id, **{entry.id: entry for entry in self.supposed}}
        seen = shown(self.entries, hidden, self._rightly)

        def with_supposed(entries: Sequence[Entry]) -> Indexes:
            return Indexes([*entries, *self.supposed], by_id, self.procedure)

        more = _hidden_by(with_supposed(seen).whole, lambda: with_supposed(asked.known(seen)), asked)
        return more.intersection(chain.from_iterable(ordered))

    @cached_property
    def _rightly(self) -> Mapping[str, Entry]:
        """For an entry revised by another, or that retracts one, the entry that says what it is about."""
        instead = standing(self.entries, self.by_id).instead
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
    def ties(self) -> Ties:
        """What ties the entries; taken over, with the fullest index, from the file that these entries were added to."""
        before, self.before = self.before, None
        if before is None:
            return Ties().and_of(self.entries, hiding_acts(self.procedure, Clearance.PUBLIC))
        self.fullest = before.fullest
        return before.ties.and_of(self.entries[len(before.entries) :], hiding_acts(self.procedure, Clearance.PUBLIC))

    @cached_property
    def whole(self) -> Index:
        """The file, without what is supposed, for a reader from whom nothing is hidden."""
        return Index.of(self._heard(self._standing(self.entries)), self.procedure, self.fullest)


def _hidden_by(whole: Index, known: Callable[[], Indexes], asked: Coordinates) -> frozenset[Subject]:
    """The charges hidden by what the whole file says, now and as of the day known, and by what was known then."""
    charges = list(whole.tracks("charge"))
    hidden = hidden_charges(charges, asked.clearance, FOREVER, whole.procedure)
    if asked.known_on is None:
        return hidden
    day = (asked.known_on.date() if isinstance(asked.known_on, datetime) else asked.known_on).toordinal()
    then = hidden_charges(known().whole.tracks("charge"), asked.clearance, day, whole.procedure)
    return hidden | hidden_charges(charges, asked.clearance, day, whole.procedure) | then


def _named_by(*idle: Entry) -> set[str]:
    """The ids that the finding of a correction without effect names."""
    return {id for entry in idle if entry.revises is not None for id in (entry.id, entry.revises.entry)}


def _kept(kept: OrderedDict[Hashable, Index], key: Hashable, index: Index) -> Index:
    kept[key] = index
    if len(kept) > _KEPT:
        kept.popitem(last=False)
    return index
