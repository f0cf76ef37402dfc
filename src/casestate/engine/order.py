"""
Where dates, links and the docket put each entry, and the order in which they leave entries.

Order is settled by the first of these that speaks: certain dates; ``after`` links; the docket's ordinal within a day.
What these leave open is taken in the order of the law's table and then of the file; where the law has a say, as
:mod:`casestate.engine.chronology` finds it. The order is total, and the same on every machine.
"""

import heapq
from collections.abc import Iterable, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from types import MappingProxyType
from typing import NamedTuple

from casestate.engine.links import NO_LINKS, Links
from casestate.entries import Entry
from casestate.law.findings import CONTRADICTORY_DATES, CONTRADICTORY_LINKS, Finding
from casestate.law.procedure import Procedure
from casestate.when import Certainty, When

NEVER = 0
"""The day number of an open earliest bound."""
FOREVER = 4_000_000
"""The day number of an open latest bound; the calendar ends before it."""


def days_of(when: When) -> tuple[int, int]:
    """The first and the last day of a date, as day numbers (``date.toordinal``)."""
    if when.earliest is not None and when.earliest is when.latest:
        day = when.earliest.toordinal()
        return day, day
    return (
        NEVER if when.earliest is None else when.earliest.toordinal(),
        FOREVER if when.latest is None else when.latest.toordinal(),
    )


class Placed(NamedTuple):
    """
    An entry with the bounds of its date, narrowed by its links, as day numbers, both included.

    Attributes:
        rank: Its place in the table of the law; of an act about several charges, the last of its places.
        place: Its place in the file, or that of the first account of its act.
        ordinal: Its place in the docket order of its day.
        links: Which entries came after which; the same object for every linked entry of a file.
    """

    entry: Entry
    earliest: int
    latest: int
    rank: int
    place: int
    ordinal: int | None
    links: Links

    @property
    def is_exact(self) -> bool:
        """Whether its day is known."""
        return self.earliest == self.latest

    @property
    def in_table(self) -> tuple[int, int]:
        """Where the table and the file put it among entries that nothing else orders."""
        return self.rank, self.place


def place(
    entries: Iterable[Entry],
    spoken_for: Mapping[str, Sequence[Entry]],
    procedure: Procedure,
    instead: Mapping[str, str] = MappingProxyType({}),
) -> tuple[list[Placed], list[Finding]]:
    """
    Give each entry its bounds.

    A link says that one entry came after another or on its day, so it raises the earliest day of the one and lowers the
    latest of the other. Links that the dates contradict are left aside and reported. Another account of the same act
    lends its links, its ordinal, and its date where that narrows the date of the account that prevails.

    Args:
        entries: Those that speak, in file order.
        spoken_for: For each that speaks for others, the accounts of its act that it speaks for.
        procedure: The law.
        instead: For each entry that a correction stands instead of, the id of the correction.
    """
    every = {entry.id: entry for entry in entries}
    bounds = {id: days_of(entry.when) for id, entry in every.items()}
    for id, others in spoken_for.items():
        for other in sorted(others, key=lambda other: (other.source.basis.rank, other.seq)):
            bounds[id] = _narrowed(bounds[id], days_of(other.when))
    links = _links(every, spoken_for, instead)
    findings = [*_uncircled(links), *_tighten(bounds, links, every)] if links else []
    graph = _graph(links, bounds)
    placed = []
    for id, entry in every.items():
        earliest, latest = bounds[id]
        rank = _rank(entry, procedure)
        first, ordinal = entry.seq, entry.ordinal
        for other in spoken_for.get(id, ()):
            first = min(first, other.seq)
            ordinal = other.ordinal if ordinal is None else ordinal
        placed.append(Placed(entry, earliest, latest, rank, first, ordinal, graph if id in graph.latest else NO_LINKS))
    return placed, findings


def placed_alone(entry: Entry, procedure: Procedure) -> Placed:
    """An entry that nothing ties to another, with the bounds of its own date."""
    return Placed(entry, *days_of(entry.when), _rank(entry, procedure), entry.seq, entry.ordinal, NO_LINKS)


def _rank(entry: Entry, procedure: Procedure) -> int:
    """
    Its place in the table: the last of its places, where it bears on several charges.

    A filing that brings another charge again comes after what ended that charge.
    """
    event = entry.event
    own, linked = procedure.precedence(event), event.subjects[1:]
    return max([own, *[procedure.precedence(event, each) for each in linked]]) if linked else own


def _links(
    every: Mapping[str, Entry], spoken_for: Mapping[str, Sequence[Entry]], instead: Mapping[str, str]
) -> dict[str, list[str]]:
    """For each entry that speaks, those that it or another account of its act is linked after, as they speak."""
    speaker = {other.id: id for id, others in spoken_for.items() for other in others}
    links: dict[str, list[str]] = {}
    for id, entry in every.items():
        for account in (entry, *spoken_for.get(id, ())):
            for target in account.after:
                told = instead.get(target, target)
                earlier = speaker.get(told, told)
                if earlier in every and earlier != id and earlier not in links.get(id, ()):
                    links.setdefault(id, []).append(earlier)
    return links


def _narrowed(bounds: tuple[int, int], by: tuple[int, int]) -> tuple[int, int]:
    """The days on which both agree; where there is none, the first stands."""
    earliest, latest = max(bounds[0], by[0]), min(bounds[1], by[1])
    return (earliest, latest) if earliest <= latest else bounds


def circle_in(links: Mapping[str, Iterable[str]]) -> list[str]:
    """The ids of a circle of links, from an entry back to itself; empty where there is none."""
    try:
        TopologicalSorter(links).prepare()
    except CycleError as problem:
        return list(reversed(problem.args[1]))
    return []


def linked_after(later: Placed, earlier: Placed) -> bool:
    """Return whether links say, directly or through a chain, that one came after the other, or on its day."""
    return bool(later.links.nearest(later.entry.id, {earlier.entry.id}, earlier.earliest - 1))


def settled(first: Placed, second: Placed) -> bool:
    """Return whether dates, links or the docket put the first before the second."""
    if first.latest < second.earliest or linked_after(second, first):
        return True
    one_day = first.earliest == first.latest == second.earliest == second.latest
    return one_day and first.ordinal is not None and second.ordinal is not None and first.ordinal != second.ordinal


def precedes(first: Placed, second: Placed) -> Certainty:
    """Return whether the first came before the second, as far as dates, links and the docket tell."""
    if first.latest < second.earliest or linked_after(second, first):
        return Certainty.YES
    if second.latest < first.earliest or linked_after(first, second):
        return Certainty.NO
    if settled(first, second):
        assert first.ordinal is not None
        assert second.ordinal is not None
        return Certainty.YES if first.ordinal < second.ordinal else Certainty.NO
    return Certainty.POSSIBLY


def in_order(placed: Iterable[Placed]) -> list[Placed]:
    """
    The entries in the order of dates, links, the docket, the table and the file, without regard to what had happened.

    Links that the dates contradict have been left aside by :func:`place`, so an order always exists.
    """
    every = list(placed)
    if all(p.is_exact and p.links is NO_LINKS and p.ordinal is None for p in every):
        return sorted(every, key=lambda p: (p.earliest, p.rank, p.place))
    merge = Merge(every)
    return [merge.take(merge.in_docket(merge.may_be_next[0])) for _ in every]


def next_of_day(placed: Sequence[Placed]) -> list[Placed]:
    """Those entries of one day that links and the docket let come first, in the order of the table."""
    ids = {p.entry.id for p in placed}
    over = _day_before(placed)
    free = [p for p in placed if not p.links.nearest(p.entry.id, ids, over)]
    lowest = min([p.ordinal for p in free if p.ordinal is not None], default=None)
    return sorted([p for p in free if p.ordinal is None or p.ordinal == lowest], key=lambda p: p.in_table)


def _day_before(placed: Iterable[Placed]) -> int:
    """Return the day before the earliest of some entries; what had happened by then came after none of them."""
    return min([p.earliest for p in placed], default=0) - 1


Key = tuple[int, int, str]
"""An entry in the order of the table: its rank, its place in the file and its id."""


class Merge:
    """
    Entries taken one after another, each from those that nothing still to come is certain to precede.

    An entry is certain to precede another if its latest day is before the other's earliest, or if a link says so.

    Attributes:
        ready: The entries that may come next, as a heap.
    """

    def __init__(self, every: Iterable[Placed]) -> None:
        self.here = {p.entry.id: p for p in every}
        self.ready: list[Key] = []
        over = _day_before(self.here.values())
        self._waits = {id: p.links.nearest(id, self.here, over) for id, p in self.here.items()}
        self._followers: dict[str, list[str]] = {}
        for id, waits in self._waits.items():
            for earlier in waits:
                self._followers.setdefault(earlier, []).append(id)
        self._by_start = sorted(self.here.values(), key=lambda p: p.earliest, reverse=True)
        self._by_end = sorted(self.here.values(), key=lambda p: p.latest, reverse=True)
        self._waiting = set(self.here)
        self._numbered: dict[int, list[tuple[int, Key]]] = {}
        self._begin()

    @property
    def may_be_next(self) -> list[Placed]:
        """The entries that may come next, the first in the table first."""
        return [self.here[id] for _, _, id in self.ready]

    def comes_before_all_others(self, day: Sequence[Placed]) -> bool:
        """Return whether the table puts these acts of a day before every other entry that may come next."""
        ids = {p.entry.id for p in day}
        last = max(p.in_table for p in day)
        return all(id in ids or (rank, place) > last for rank, place, id in self.ready)

    def of_day(self, p: Placed) -> list[Placed]:
        """The entries of the exact day of another that wait for nothing but one another; itself, where it has none."""
        if p.earliest != p.latest:
            return [p]
        exact: dict[str, Placed] = {}
        for each in reversed(self._by_end):
            if each.latest > p.latest:
                break
            if each.earliest == each.latest and each.entry.id in self.here:
                exact[each.entry.id] = each
        while blocked := [id for id in exact if self._waits[id] and not self._waits[id] <= exact.keys()]:
            for id in blocked:
                del exact[id]
        return list(exact.values())

    def in_docket(self, p: Placed) -> Placed:
        """The entry that takes the place of another: the first in the docket, where it numbers the entries of a day."""
        if p.ordinal is None or not p.is_exact:
            return p
        numbered = self._numbered[p.earliest]
        while numbered[0][1][2] not in self.here:
            heapq.heappop(numbered)
        lowest, (_, _, id) = numbered[0]
        return p if p.ordinal == lowest else self.here[id]

    def take(self, p: Placed) -> Placed:
        """Take one of those ready."""
        taken = p.entry.id
        self._drop((p.rank, p.place, taken))
        del self.here[taken]
        for id in self._followers.get(taken, ()):
            self._waits[id].discard(taken)
            self._offer(id)
        self._begin()
        return p

    def _begin(self) -> None:
        """Nothing left is over before the first latest day, so that whatever may have begun by then may be next."""
        while self._by_end and self._by_end[-1].entry.id not in self.here:
            self._by_end.pop()
        while self._by_end and self._by_start and self._by_start[-1].earliest <= self._by_end[-1].latest:
            id = self._by_start.pop().entry.id
            self._waiting.discard(id)
            self._offer(id)

    def _offer(self, id: str) -> None:
        """Make an entry ready, if neither dates nor links hold it back."""
        if self._waits[id] or id in self._waiting:
            return
        p = self.here[id]
        key = (p.rank, p.place, id)
        heapq.heappush(self.ready, key)
        if p.ordinal is not None and p.is_exact:
            heapq.heappush(self._numbered.setdefault(p.earliest, []), (p.ordinal, key))

    def _drop(self, key: Key) -> None:
        if key == self.ready[0]:
            heapq.heappop(self.ready)
        else:
            self.ready.remove(key)
            heapq.heapify(self.ready)


def _uncircled(links: dict[str, list[str]]) -> list[Finding]:
    """Leave aside what the accounts of one act, taken together, have linked into a circle."""
    findings = []
    while circle := circle_in(links):
        later, earlier = circle[:2]
        links[later].remove(earlier)
        findings.append(
            CONTRADICTORY_LINKS.finding(
                f"{later} is linked after {earlier}, but other links to the accounts of one act put it first "
                f"({' after '.join(circle)}); the link is ignored",
                (later, earlier),
            )
        )
    return findings


def _tighten(
    bounds: dict[str, tuple[int, int]], links: dict[str, list[str]], every: Mapping[str, Entry]
) -> list[Finding]:
    """Narrow the bounds by the links, and leave aside each link that the dates contradict."""
    findings = []
    order = list(TopologicalSorter(links).static_order())
    for later in order:
        for earlier in list(links.get(later, ())):
            first, last = bounds[later]
            if bounds[earlier][0] > last:
                links[later].remove(earlier)
                findings.append(_contradictory(every[later], every[earlier]))
            else:
                bounds[later] = (max(first, bounds[earlier][0]), last)
    for later in reversed(order):
        for earlier in links.get(later, ()):
            bounds[earlier] = (bounds[earlier][0], min(bounds[earlier][1], bounds[later][1]))
    return findings


def _contradictory(later: Entry, earlier: Entry) -> Finding:
    return CONTRADICTORY_DATES.finding(
        f"{later.id} is linked after {earlier.id}, but by the dates of these and of the entries linked before them it "
        f"came first ({later.when} and {earlier.when}); the link is ignored",
        (later.id, earlier.id),
    )


def _graph(links: Mapping[str, list[str]], bounds: Mapping[str, tuple[int, int]]) -> Links:
    linked = {id for later, earlier in links.items() if earlier for id in (later, *earlier)}
    return Links(links, {id: bounds[id][1] for id in linked}) if linked else NO_LINKS
