"""
In what order events happened, as far as dates and links tell, and how links narrow dates.

Order is settled by the first of these that speaks: certain dates; ``after`` links; the docket's ordinal within a day;
the legal precedence of the table; the order of the file. It is total and the same on every machine.
"""

import heapq
from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from casestate.entries import Entry
from casestate.law.findings import Finding, Severity
from casestate.law.procedure import Procedure

NEVER = 0
"""The day number of an open earliest bound."""
FOREVER = 4_000_000
"""The day number of an open latest bound; the calendar ends before it."""


_NONE: frozenset[str] = frozenset()


class Placed(NamedTuple):
    """
    An entry with the bounds of its date, tightened by its links, as day numbers (``date.toordinal``), both included.

    Attributes:
        rank: Its legal precedence.
        before: The ids of all entries that it came after, through any chain of links.
    """

    entry: Entry
    earliest: int
    latest: int
    rank: int
    before: frozenset[str]


def place(
    entries: Iterable[Entry], spoken_for: Mapping[str, str], procedure: Procedure
) -> tuple[list[Placed], list[Finding]]:
    """
    Give each entry its bounds.

    A link says that one entry came after another or on its day, so it raises the earliest day of the one and lowers the
    latest of the other. Links that the dates contradict are left aside and reported.
    """
    every = {entry.id: entry for entry in entries}
    bounds = {id: _bounds(entry) for id, entry in every.items()}
    links: dict[str, list[str]] = {}
    for entry in every.values():
        for target in entry.after:
            speaker = spoken_for.get(target, target)
            if speaker in every and speaker != entry.id and speaker not in links.get(entry.id, ()):
                links.setdefault(entry.id, []).append(speaker)
    findings = [*_uncircled(links), *_tighten(bounds, links, every)] if links else []
    ancestors = _ancestors(links)
    placed = []
    for id, entry in every.items():
        earliest, latest = bounds[id]
        rank = procedure.precedence(entry.event)
        placed.append(Placed(entry, earliest, latest, rank, ancestors.get(id, _NONE)))
    return placed, findings


def circle_in(links: Mapping[str, Iterable[str]]) -> list[str]:
    """The ids of a circle of links, from an entry back to itself; empty where there is none."""
    try:
        TopologicalSorter(links).prepare()
    except CycleError as problem:
        return list(reversed(problem.args[1]))
    return []


def in_order(placed: Iterable[Placed]) -> list[Placed]:
    """
    The order in which entries about one subject are folded.

    Raises nothing: links that contradict the dates have been left aside by :func:`place`.
    """
    every = list(placed)
    if all(p.earliest == p.latest and not p.before and p.entry.ordinal is None for p in every):
        return sorted(every, key=lambda p: (p.earliest, p.rank, p.entry.seq))
    return _Merge(every).merged()


class _Merge:
    """
    Take, again and again, the first in law among the entries that nothing still to come is certain to precede.

    An entry is certain to precede another if its latest day is before the other's earliest, or if a link says so.
    """

    def __init__(self, every: list[Placed]) -> None:
        self.here = {p.entry.id: p for p in every}
        self.waits = {id: set(p.before & self.here.keys()) for id, p in self.here.items()}
        self.followers: dict[str, list[str]] = {}
        for p in every:
            for earlier in self.waits[p.entry.id]:
                self.followers.setdefault(earlier, []).append(p.entry.id)
        self.by_start = sorted(every, key=lambda p: p.earliest, reverse=True)
        self.by_end = sorted(every, key=lambda p: p.latest, reverse=True)
        self.begun: set[str] = set()
        self.done: set[str] = set()
        self.ready: list[tuple[int, int, str]] = []
        self.docket: dict[int, list[tuple[int, int, str]]] = {}

    def merged(self) -> list[Placed]:
        """All entries in order."""
        order: list[Placed] = []
        while len(order) < len(self.here):
            while self.by_end[-1].entry.id in self.done:
                self.by_end.pop()
            self.begin(self.by_end[-1].latest)
            p = self.take()
            self.done.add(p.entry.id)
            order.append(p)
            for follower in self.followers.get(p.entry.id, ()):
                self.waits[follower].discard(p.entry.id)
                self.offer(self.here[follower])
        return order

    def begin(self, day: int) -> None:
        """Nothing still to come is over before this day, so whatever may have happened by then may be next."""
        while self.by_start and self.by_start[-1].earliest <= day:
            p = self.by_start.pop()
            self.begun.add(p.entry.id)
            self.offer(p)

    def offer(self, p: Placed) -> None:
        """Make an entry ready, if neither dates nor links hold it back."""
        id, ordinal = p.entry.id, p.entry.ordinal
        if self.waits[id] or id not in self.begun:
            return
        heapq.heappush(self.ready, (p.rank, p.entry.seq, id))
        if ordinal is not None and p.earliest == p.latest:
            heapq.heappush(self.docket.setdefault(p.earliest, []), (ordinal, p.entry.seq, id))

    def take(self) -> Placed:
        """The first in law; but where the docket numbers entries of its day, the first in the docket instead."""
        rank, seq, id = heapq.heappop(self.ready)
        while id in self.done:
            rank, seq, id = heapq.heappop(self.ready)
        p = self.here[id]
        if p.entry.ordinal is None or p.earliest != p.latest:
            return p
        first = heapq.heappop(self.docket[p.earliest])[2]
        if first != id:
            heapq.heappush(self.ready, (rank, seq, id))
        return self.here[first]


def _bounds(entry: Entry) -> tuple[int, int]:
    when = entry.when
    if when.earliest is not None and when.earliest is when.latest:
        day = when.earliest.toordinal()
        return day, day
    return (
        NEVER if when.earliest is None else when.earliest.toordinal(),
        FOREVER if when.latest is None else when.latest.toordinal(),
    )


def _uncircled(links: dict[str, list[str]]) -> list[Finding]:
    """Leave aside what the accounts of one act, taken together, have linked into a circle."""
    findings = []
    while circle := circle_in(links):
        later, earlier = circle[:2]
        links[later].remove(earlier)
        findings.append(
            Finding(
                code="contradictory-links",
                severity=Severity.ERROR,
                message=f"{later} is linked after {earlier}, but other links to the accounts of one act put it first "
                f"({' after '.join(circle)}); the link is left aside",
                remedy="correct the link or the account_of= that is wrong",
                entries=(later, earlier),
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
    return Finding(
        code="contradictory-dates",
        severity=Severity.ERROR,
        message=f"{later.id} is linked after {earlier.id}, but by the dates of these and of the entries linked before "
        f"them it came first ({later.when} and {earlier.when}); the link is left aside",
        remedy="correct the date or the link that is wrong",
        entries=(later.id, earlier.id),
    )


def _ancestors(links: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    ancestors: dict[str, frozenset[str]] = {}
    for later in TopologicalSorter(links).static_order() if links else ():
        earlier = links.get(later, [])
        ancestors[later] = frozenset(earlier).union(*(ancestors[each] for each in earlier))
    return ancestors
