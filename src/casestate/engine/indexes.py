"""The indexes of a file, one for each set of entries that some coordinates select."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from itertools import chain
from typing import Any

from casestate.engine.accounts import acts_of
from casestate.engine.clearance import hidden_charges, left_out, shown
from casestate.engine.coordinates import Clearance, Coordinates, source_of
from casestate.engine.corrections import Resolved, resolve
from casestate.engine.index import Index
from casestate.engine.order import FOREVER, Placed, placed_alone
from casestate.entries import Entry
from casestate.events import Subject
from casestate.law.procedure import Procedure
from casestate.law.sealing import acts_on_records, hiding_acts

_KEPT = 64
"""So many answers are kept for one file, under the question and under the entries: a grid asks for as many days."""


class Indexes:
    """
    The cache of one file: it selects the entries for a question, and keeps the index of each selection.

    Attributes:
        entries: Every entry, in file order.
        procedure: The law that governs it.
        supposed: Entries that are no part of the file and count at any coordinates.
        tied: The ids of all entries that a link, an account or a correction ties to another.
        acts: The first account of the act of each entry that is another account, or a correction, of one.
        revises: Whether any entry corrects or retracts another.
        seals: Whether any entry seals or expunges a record.
        fullest: The index of the most entries so far, whose work the next one continues.
        alone: Where each entry that nothing ties to another is placed, by its place in the file.

    Args:
        before: The cache of a file whose entries are the first of these; its work is continued.
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
        self._kept: OrderedDict[Hashable, Index] = OrderedDict()
        self._gone: dict[frozenset[Subject], frozenset[str]] = {}
        self._is_tied = False
        self.tied: frozenset[str] = frozenset()
        self.acts: Mapping[str, str] = {}
        self.revises = self.seals = False

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel as the entries and the procedure; every index is built anew."""
        return _of, (self.entries, self.procedure, self.supposed)

    def at(self, asked: Coordinates) -> Index:
        """The index of the entries selected at these coordinates, whatever the legal day."""
        index = self._kept.get(asked.selection)
        return self._keep(asked.selection, self._selected(asked)) if index is None else index

    def same_file(self, other: "Indexes") -> bool:
        """Return whether both hold the same entries, recorded and supposed, under the same law."""
        here, there = ((each.entries, each.supposed, each.procedure) for each in (self, other))
        return self is other or here == there

    def untimed(self, asked: Coordinates) -> int:
        """How many entries that the reader may see have no time on the clock of the question."""
        every = [entry for entry in self.entries if asked.believes(source_of(entry, self.by_id))]
        hidden = self._hidden(asked)
        hidden |= self._hidden_more(asked, hidden)
        return sum(not asked.timed(entry) for entry in shown(every, hidden, self._revised))

    def meeting_no_charge(self, asked: Coordinates) -> list[Placed]:
        """
        The orders to seal or expunge that meet no charge, whether or not the reader may see them.

        An entry with no time on the clock may be of any day, so the charge that it is about is met.
        """
        self.tie()
        if not self.seals and not self.supposed:
            return []
        known = asked.known(self.entries)
        untimed = [] if asked.known_on is None else [each for each in self.entries if not asked.timed(each)]
        acts, orders = acts_on_records(self.procedure), hiding_acts(self.procedure, Clearance.PUBLIC)
        there = [*self._resolved(sorted([*known, *untimed], key=lambda each: each.seq)).entries, *self.supposed]
        met = {subject for each in there if type(each.event) not in acts for subject in each.event.subjects}
        believed = [each for each in known if asked.believes(source_of(each, self.by_id))]
        heard = [*self._resolved(believed).entries, *self.supposed]
        missed = {
            each.event.subjects: each
            for each in heard
            if type(each.event) in orders and met.isdisjoint(each.event.subjects)
        }
        return [placed_alone(entry, self.procedure) for entry in missed.values()]

    def supposing(self, entry: Entry) -> "Indexes":
        """
        The cache of the file with one more entry, which counts at any coordinates.

        It opens nothing that the file hides, and an order to seal hides as a recorded one would.
        """
        return Indexes(self.entries, self.by_id, self.procedure, supposed=(*self.supposed, entry), before=self)

    def _keep(self, key: Hashable, index: Index) -> Index:
        self._kept[key] = index
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return index

    def _selected(self, asked: Coordinates) -> Index:
        self.tie()
        known = asked.known(self.entries)
        if asked.according_to is not None:
            known = [entry for entry in known if asked.believes(source_of(entry, self.by_id))]
        hidden = self._hidden(asked)
        more = self._hidden_more(asked, hidden)
        key = (tuple([entry.seq for entry in known]) if len(known) < len(self.entries) else None, hidden, more)
        index = self._kept.get(key)
        return self._keep(key, self._index(known, hidden, more)) if index is None else index

    def _index(self, known: Sequence[Entry], hidden: frozenset[Subject], more: frozenset[Subject]) -> Index:
        resolved = self._resolved(known)
        if hidden:
            resolved = self._shown(resolved, known, hidden)
        if self.supposed:
            resolved = resolved._replace(entries=[*resolved.entries, *self.supposed])
        if more:
            resolved = self._shown(resolved, [*known, *self.supposed], more)
        index = self._index_of(resolved)
        if self.fullest is None or len(index.placed) >= len(self.fullest.placed):
            self.fullest = index
        return index

    def _index_of(self, resolved: Resolved) -> Index:
        if self.acts:
            resolved = resolved._replace(instead={**self._prevailing(resolved.entries), **resolved.instead})
        return Index.of(resolved, self.tied, self.acts, self.procedure, alone=self.alone, earlier=self.fullest)

    def _resolved(self, known: Sequence[Entry]) -> Resolved:
        return resolve(known, self.by_id) if self.revises else Resolved(known, {})

    def _shown(self, resolved: Resolved, known: Sequence[Entry], hidden: frozenset[Subject]) -> Resolved:
        """What the reader may see; of a correction without effect nothing, unless all that it is about."""
        elsewhere = self._left_out(hidden)
        away = elsewhere | left_out(known, known, hidden, self._revised) if resolved.idle else elsewhere
        idle = [each for each in resolved.idle if away.isdisjoint(_named_by(*each))]
        return resolved._replace(entries=shown(resolved.entries, hidden, self._revised, elsewhere), idle=idle)

    def _left_out(self, hidden: frozenset[Subject]) -> frozenset[str]:
        """The ids of all entries of the file that hidden charges hide, those retracted, unknown or not believed too."""
        found = self._gone.get(hidden)
        if found is None:
            standing = self._resolved(self.entries).entries
            found = self._gone[hidden] = left_out(self.entries, standing, hidden, self._revised)
        return found

    def _prevailing(self, entries: Sequence[Entry]) -> dict[str, str]:
        """For each account or correction that does not stand itself, one of the same act that does."""
        acts = self.acts
        standing = {entry.id for entry in entries}
        by_act = {acts.get(entry.id, entry.id): entry.id for entry in entries}
        return {
            id: by_act[act]
            for id, act in (*acts.items(), *zip(acts.values(), acts.values(), strict=True))
            if id not in standing and act in by_act and not self.by_id[id].is_retraction
        }

    def _hidden(self, asked: Coordinates) -> frozenset[Subject]:
        """What the file hides from the reader: as it stands, as of the day known, and as it was known then."""
        self.tie()
        if asked.clearance is Clearance.EXPUNGED or not self.seals:
            return frozenset()
        return _hidden_by(self.whole, lambda: Indexes(asked.known(self.entries), self.by_id, self.procedure), asked)

    def _hidden_more(self, asked: Coordinates, hidden: frozenset[Subject]) -> frozenset[Subject]:
        """What supposed orders hide besides, as if they were recorded and known, of what the reader may see."""
        hiding = hiding_acts(self.procedure, Clearance.PUBLIC)
        ordered = [entry.event.subjects for entry in self.supposed if type(entry.event) in hiding]
        if not ordered:
            return frozenset()
        by_id = {**self.by_id, **{entry.id: entry for entry in self.supposed}}
        seen = shown(self.entries, hidden, self._revised)

        def with_supposed(entries: Sequence[Entry]) -> Indexes:
            return Indexes([*entries, *self.supposed], by_id, self.procedure)

        more = _hidden_by(with_supposed(seen).whole, lambda: with_supposed(asked.known(seen)), asked)
        return more.intersection(chain.from_iterable(ordered))

    @cached_property
    def _revised(self) -> Mapping[str, Entry]:
        """For an entry that another revises, or that retracts one, the entry that says what it is about."""
        instead = resolve(self.entries, self.by_id).instead
        revised = {}
        for entry in self.entries:
            target = entry
            while target.is_retraction and target.revises is not None:
                target = self.by_id[target.revises.entry]
            target = self.by_id[instead.get(target.id, target.id)]
            if target is not entry:
                revised[entry.id] = target
        return revised

    def tie(self) -> None:
        """Learn, once, what ties the entries; what the file that these were added to has learned is taken over."""
        if self._is_tied:
            return
        self._is_tied = True
        before, self.before = self.before, None
        fresh = self.entries
        if before is not None:
            before.tie()
            self.fullest, fresh = before.fullest, fresh[len(before.entries) :]
            self.tied, self.acts = before.tied, before.acts
            self.revises, self.seals = before.revises, before.seals
        hiding = hiding_acts(self.procedure, Clearance.PUBLIC)
        tied = {id for entry in fresh for id in _ties(entry)}
        if tied:
            self.tied, self.acts = self.tied | tied, acts_of(fresh, self.acts)
        self.revises |= any(entry.revises is not None for entry in fresh)
        self.seals |= any(type(entry.event) in hiding for entry in fresh)

    @cached_property
    def whole(self) -> Index:
        """The file, without what is supposed, for a reader from whom nothing is hidden."""
        self.tie()
        return self._index_of(self._resolved(self.entries))


def _of(entries: Sequence[Entry], procedure: Procedure, supposed: Sequence[Entry]) -> Indexes:
    return Indexes(entries, {entry.id: entry for entry in entries}, procedure, supposed=supposed)


def _ties(entry: Entry) -> Iterable[str]:
    """The ids of an entry and of those that it is tied to; none where it is tied to none."""
    if not entry.after and entry.account_of is None and entry.revises is None:
        return ()
    others = (*entry.after, entry.account_of, entry.revises and entry.revises.entry)
    return [entry.id, *[id for id in others if id]]


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
