"""The indexes of a file: one for each selection of entries by coordinates."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from itertools import chain
from typing import Any, TypeVar

from casestate.engine.accounts import acts_of
from casestate.engine.clearance import hidden_charges, seen
from casestate.engine.coordinates import Clearance, Coordinates, source_of
from casestate.engine.corrections import Resolved, resolve
from casestate.engine.index import Index
from casestate.engine.journal import Journal
from casestate.engine.order import FOREVER, Placed, placed_alone
from casestate.entries import Entry, Supposition
from casestate.events import Subject
from casestate.law.procedure import Procedure
from casestate.law.sealing import acts_on_records, hiding_acts

K = TypeVar("K")
V = TypeVar("V")

_KEPT = 64
"""The number of indexes kept for one file, by coordinates and by entries. A grid asks for about as many days."""


class Indexes:
    """
    The cache of one file: it selects the entries for coordinates, and keeps the index of each selection.

    Attributes:
        entries: Every entry, in file order.
        by_id: The same by id; entries of other files may be among them.
        procedure: The law that governs the file.
        supposed: Entries that are not part of the file but count at any coordinates.
        tied: The ids of all entries that a link, an account or a correction ties to another.
        acts: The first account of the act of each entry that is another account, or a correction, of one.
        revises: Whether any entry corrects or retracts another.
        seals: Whether any entry seals or expunges a record.
        fullest: The index of the most entries so far, which the next one continues.
        withheld: The names of the people whose only charges were hidden, before they were removed.
        alone: The placed form of each entry that nothing ties to another, by its place in the file.

    Args:
        before: The cache of a file that these entries begin with, which is continued.
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
        self._cleared: OrderedDict[frozenset[Subject], Indexes] = OrderedDict()
        self._is_tied = False
        self.tied: frozenset[str] = frozenset()
        self.acts: Mapping[str, str] = {}
        self.revises = self.seals = False
        self.withheld: frozenset[str] = frozenset()

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the entries and the procedure; indexes are built again."""
        return _of, (tuple(self.entries), self.procedure, self.supposed)

    def at(self, asked: Coordinates) -> Index:
        """Return the index of the entries selected at these coordinates, for any legal day."""
        index = self._kept.get(asked.selection)
        if index is None:
            index = _keep(self._kept, asked.selection, self.seen(asked)._heard(asked))  # noqa: SLF001  # of this class
            self._continue_from(index)
        return index

    def seen(self, asked: Coordinates) -> "Indexes":
        """Return the cache of the file without the records hidden from the reader."""
        self.tie()
        here, hidden = self, self.hidden(asked)
        while hidden:  # the rest may hide more, such as an order that a hidden one had outweighed
            here = here.without(hidden)
            hidden = here.hidden(asked)
        more = here.hidden_by_supposed(asked) if self.supposed else None
        return here.without(more, supposed=True) if more else here

    def same_file(self, other: "Indexes") -> bool:
        """Return whether both hold the same entries, recorded and supposed, under the same law."""
        here, there = ((each.entries, each.supposed, each.procedure) for each in (self, other))
        return self is other or here == there

    def untimed(self, asked: Coordinates) -> int:
        """Return the number of visible entries without a time on the clock."""
        here = self.seen(asked)
        return sum(not asked.timed(entry) for entry in here.believed(here.entries, asked))

    def believed(self, entries: Sequence[Entry], asked: Coordinates) -> Sequence[Entry]:
        """Return those of some entries whose sources are believed."""
        if asked.according_to is None:
            return entries
        return [entry for entry in entries if asked.believes(source_of(entry, self.by_id))]

    def meeting_no_charge(self, asked: Coordinates) -> list[Placed]:
        """
        Return the orders to seal or expunge that meet no charge, whether or not the reader may see them.

        An entry without a time on the clock may have been known on any day, so an order meets the charge in it.
        """
        self.tie()
        if not self.seals and not self.supposed:
            return []
        known = asked.known(self.entries)
        untimed = [] if asked.known_on is None else [each for each in self.entries if not asked.timed(each)]
        acts, orders = acts_on_records(self.procedure), hiding_acts(self.procedure, Clearance.PUBLIC)
        there = [*self._resolved(sorted([*known, *untimed], key=lambda each: each.seq)).entries, *self.supposed]
        met = {subject for each in there if type(each.event) not in acts for subject in each.event.subjects}
        heard = [*self._resolved(self.believed(known, asked)).entries, *self.supposed]
        missed = {
            each.event.subjects: each
            for each in heard
            if type(each.event) in orders and met.isdisjoint(each.event.subjects)
        }
        return [placed_alone(entry, self.procedure) for entry in missed.values()]

    def supposing(self, entry: Entry) -> "Indexes":
        """
        Return the cache of the file with one more entry, which counts at any coordinates.

        The entry reveals nothing that the file hides, and an order to seal hides as a recorded one would.
        """
        return Indexes(self.entries, self.by_id, self.procedure, supposed=(*self.supposed, entry), before=self)

    def without(self, hidden: frozenset[Subject], *, supposed: bool = False) -> "Indexes":
        """
        Return the cache of the file without some hidden charges and what is hidden with them.

        Args:
            hidden: The charges.
            supposed: Whether supposed entries are hidden too.
        """
        found = self._cleared.get(hidden)
        if found is None:
            every = [*self.entries, *self.supposed] if supposed else self.entries
            left, withheld = seen(every, {entry.id: entry for entry in every}, hidden)
            recorded = [entry for entry in left if not isinstance(entry, Supposition)]
            others = [entry for entry in left if isinstance(entry, Supposition)] if supposed else self.supposed
            found = Indexes(recorded, {entry.id: entry for entry in recorded}, self.procedure, supposed=others)
            found.alone, found.fullest, found.withheld = self.alone, self.fullest, self.withheld | withheld
            _keep(self._cleared, hidden, found)
        return found

    def _heard(self, asked: Coordinates) -> Index:
        """Return the index of the entries known and believed at these coordinates, with nothing hidden."""
        self.tie()
        known = self.believed(asked.known(self.entries), asked)
        key = tuple([entry.seq for entry in known]) if len(known) < len(self.entries) else None
        index = self._kept.get(key)
        return _keep(self._kept, key, self._index(known)) if index is None else index

    def _index(self, known: Sequence[Entry]) -> Index:
        resolved = self._resolved(known)
        if self.supposed:
            resolved = resolved._replace(entries=[*resolved.entries, *self.supposed])
        index = self._index_of(resolved)
        self._continue_from(index)
        return index

    def _continue_from(self, index: Index) -> None:
        """Let the next index continue this one, if it has at least as many entries as any so far."""
        if self.fullest is None or len(index.placed) >= len(self.fullest.placed):
            self.fullest = index

    def _index_of(self, resolved: Resolved) -> Index:
        if self.acts:
            resolved = resolved._replace(instead={**self._prevailing(resolved.entries), **resolved.instead})
        return Index.of(resolved, self.tied, self.acts, self.procedure, alone=self.alone, earlier=self.fullest)

    def _resolved(self, known: Sequence[Entry]) -> Resolved:
        return resolve(known, self.by_id) if self.revises else Resolved(known, {})

    def _prevailing(self, entries: Sequence[Entry]) -> dict[str, str]:
        """Return, for each account or correction that does not prevail, the prevailing entry of the same act."""
        acts = self.acts
        standing = {entry.id for entry in entries}
        by_act = {acts.get(entry.id, entry.id): entry.id for entry in entries}
        return {
            id: by_act[act]
            for id, act in (*acts.items(), *zip(acts.values(), acts.values(), strict=True))
            if id not in standing and act in by_act and not self.by_id[id].is_retraction
        }

    def hidden(self, asked: Coordinates) -> frozenset[Subject]:
        """Return the charges hidden from the reader, now, as of the day of knowledge, or as known on that day."""
        self.tie()
        if asked.clearance is Clearance.EXPUNGED or not self.seals:
            return frozenset()
        return _hidden_by(self.whole, lambda: Indexes(asked.known(self.entries), self.by_id, self.procedure), asked)

    def hidden_by_supposed(self, asked: Coordinates) -> frozenset[Subject]:
        """Return the charges that supposed orders hide, as if they were recorded and known."""
        hiding = hiding_acts(self.procedure, Clearance.PUBLIC)
        ordered = [entry.event.subjects for entry in self.supposed if type(entry.event) in hiding]
        if not ordered:
            return frozenset()
        by_id = {entry.id: entry for entry in (*self.entries, *self.supposed)}

        def with_supposed(entries: Sequence[Entry]) -> Indexes:
            return Indexes([*entries, *self.supposed], by_id, self.procedure)

        more = _hidden_by(with_supposed(self.entries).whole, lambda: with_supposed(asked.known(self.entries)), asked)
        return more.intersection(chain.from_iterable(ordered))

    def tie(self) -> None:
        """Compute once which entries are tied, starting from the result for the shorter file if there is one."""
        if self._is_tied:
            return
        before, fresh = self.before, self.entries
        tied, acts, revises, seals = self.tied, self.acts, self.revises, self.seals
        if before is not None:
            before.tie()
            self.fullest, fresh = before.fullest, fresh[len(before.entries) :]
            tied, acts, revises, seals = before.tied, before.acts, before.revises, before.seals
        hiding = hiding_acts(self.procedure, Clearance.PUBLIC)
        more = {id for entry in fresh for id in _ties(entry)}
        if more:
            tied, acts = tied | more, acts_of(fresh, acts)
        self.tied, self.acts = tied, acts
        self.revises = revises or any(entry.revises is not None for entry in fresh)
        self.seals = seals or any(type(entry.event) in hiding for entry in fresh)
        self._is_tied, self.before = True, None  # last, because another thread may ask meanwhile

    @cached_property
    def whole(self) -> Index:
        """The index of the whole file, without supposed entries and with nothing hidden."""
        self.tie()
        return self._index_of(self._resolved(self.entries))


def _of(entries: Sequence[Entry], procedure: Procedure, supposed: Sequence[Entry]) -> Indexes:
    journal = Journal({entry.id: entry for entry in entries})
    return Indexes(journal, journal.by_id, procedure, supposed=supposed)


def _ties(entry: Entry) -> Iterable[str]:
    """Return the ids of an entry and of those that it is tied to; empty if it is tied to none."""
    if not entry.after and entry.account_of is None and entry.revises is None:
        return ()
    others = (*entry.after, entry.account_of, entry.revises and entry.revises.entry)
    return [entry.id, *[id for id in others if id]]


def _hidden_by(whole: Index, known: Callable[[], Indexes], asked: Coordinates) -> frozenset[Subject]:
    """Return the charges hidden by the whole file, now or as of the day of knowledge, or by what was known then."""
    hidden = _hidden_in(whole, asked, FOREVER)
    if asked.known_on is None:
        return hidden
    day = (asked.known_on.date() if isinstance(asked.known_on, datetime) else asked.known_on).toordinal()
    return hidden | _hidden_in(whole, asked, day) | _hidden_in(known().whole, asked, day)


def _hidden_in(index: Index, asked: Coordinates, day: int) -> frozenset[Subject]:
    hiding = hiding_acts(index.procedure, Clearance.PUBLIC)
    ordered = {subject for p in index.placed if type(p.entry.event) in hiding for subject in p.entry.event.subjects}
    tracks = [track for track in map(index.track, ordered) if track is not None]
    return hidden_charges(tracks, asked.clearance, day, index.procedure)


def _keep(kept: OrderedDict[K, V], key: K, value: V) -> V:
    kept[key] = value
    if len(kept) > _KEPT:
        kept.popitem(last=False)
    return value
