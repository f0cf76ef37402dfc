"""
In what order events happened, as far as dates and links tell, and how links narrow dates.

Order is settled by the first of these that speaks: certain dates; ``after`` links; the docket's ordinal within a day;
what the law allows next, in the order of its table; the order of the file. Of two acts of one kind of which the law
allows only one, the stronger basis counts. It is total and the same on every machine.
"""

import heapq
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from types import MappingProxyType
from typing import NamedTuple

from casestate.engine.fold import Draft
from casestate.engine.links import NO_LINKS, Links
from casestate.entries import Entry
from casestate.events import Subject
from casestate.law.findings import CONTRADICTORY_DATES, CONTRADICTORY_LINKS, Finding
from casestate.law.procedure import Procedure
from casestate.when import Certainty

NEVER = 0
"""The day number of an open earliest bound."""
FOREVER = 4_000_000
"""The day number of an open latest bound; the calendar ends before it."""


class Placed(NamedTuple):
    """
    An entry with the bounds of its date, tightened by its links, as day numbers (``date.toordinal``), both included.

    Attributes:
        rank: Its legal precedence.
        place: Its place in the file, or of the first account of its act.
        ordinal: Its place in the docket order of its day.
        links: What came after what; the same of every entry of a file that is linked.
    """

    entry: Entry
    earliest: int
    latest: int
    rank: int
    place: int
    ordinal: int | None
    links: Links


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
    bounds = {id: _bounds(entry) for id, entry in every.items()}
    for id, others in spoken_for.items():
        for other in sorted(others, key=lambda other: (other.source.basis.rank, other.seq)):
            bounds[id] = _narrowed(bounds[id], _bounds(other))
    links = _links(every, spoken_for, instead)
    findings = [*_uncircled(links), *_tighten(bounds, links, every)] if links else []
    graph = _graph(links, bounds)
    placed = []
    for id, entry in every.items():
        earliest, latest = bounds[id]
        rank = procedure.precedence(entry.event)
        first, ordinal = entry.seq, entry.ordinal
        for other in spoken_for.get(id, ()):
            first = min(first, other.seq)
            ordinal = other.ordinal if ordinal is None else ordinal
        placed.append(Placed(entry, earliest, latest, rank, first, ordinal, graph if id in graph.latest else NO_LINKS))
    return placed, findings


def placed_alone(entry: Entry, procedure: Procedure) -> Placed:
    """An entry that nothing ties to another, with the bounds of its own date."""
    return Placed(entry, *_bounds(entry), procedure.precedence(entry.event), entry.seq, entry.ordinal, NO_LINKS)


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


EVERY = 16
"""A draft is kept at every so many entries of an order, to fold and to order on from."""


class Ordered(NamedTuple):
    """
    Entries about one subject in the order of folding, folded.

    Attributes:
        placed: As they were given: in the order of the file.
        order: In the order of folding.
        drafts: The draft before every sixteenth of them.
        by_days: Whether dates, links and the docket leave the order of each day to the law alone, so that it can be
            gone on with from the middle.
    """

    placed: Sequence[Placed]
    order: list[Placed]
    drafts: list[Draft]
    by_days: bool


def ordered(
    placed: Sequence[Placed], subject: Subject, procedure: Procedure, earlier: Ordered | None = None
) -> Ordered:
    """
    The order of :func:`in_order`, found with less work where an earlier one has much in common with it.

    What the law allows next is asked of the fold itself, so entries are folded as they are put in order.

    Where every date is one day and nothing is linked, each day is put in order by itself, from where the day before
    had left the case; so what is added on one day leaves the days before it as they were, and leaving out the last
    entries leaves the order of the others.
    """
    if not _by_days(placed):
        course = _Course(subject, procedure)
        return Ordered(placed, _Merge(list(placed), course).merged(), course.drafts, by_days=False)
    kept, rest = _in_common(placed, earlier)
    course = _Course(subject, procedure, earlier.drafts[: kept // EVERY + 1] if earlier else ())
    order = earlier.order[:kept] if earlier else []
    for p in order[course.taken :]:
        course.take(p)
    return Ordered(placed, course.over(order, rest), course.drafts, by_days=True)


def _in_common(placed: Sequence[Placed], earlier: Ordered | None) -> tuple[int, list[Placed]]:
    """How many of the first in an earlier order stay as they are, and the entries that come after those."""
    if earlier is None or not earlier.by_days:
        return 0, list(placed)
    before = len(earlier.placed)
    if len(placed) > before and placed[:before] == earlier.placed:
        added = placed[before:]
        kept = bisect_left(earlier.order, min(p.earliest for p in added), key=lambda p: p.earliest)
        return kept, [*earlier.order[kept:], *added]
    if len(placed) <= before and set(map(id, placed)) == set(map(id, earlier.order[: len(placed)])):
        return len(placed), []
    return 0, list(placed)


def _by_days(placed: Iterable[Placed]) -> bool:
    """Is every date one day, and nothing linked or numbered within its day?"""
    return all(p.earliest == p.latest and p.links is NO_LINKS and p.ordinal is None for p in placed)


def in_order(
    placed: Iterable[Placed], subject: Subject | None = None, procedure: Procedure | None = None
) -> list[Placed]:
    """
    The order in which entries are folded.

    With the subject they are about and the law, entries that neither dates nor links nor ordinals put in order come in
    the order in which the law allows them; of several that it allows, the first in its table.

    Raises nothing: links that contradict the dates have been left aside by :func:`place`.
    """
    every = list(placed)
    if subject is not None and procedure is not None:
        return ordered(every, subject, procedure).order
    if not _by_days(every):
        return _Merge(every, None).merged()
    return sorted(every, key=_in_law)


def _in_law(p: Placed) -> tuple[int, int, int]:
    return p.earliest, p.rank, p.place


def linked_after(later: Placed, earlier: Placed) -> bool:
    """Do links say, directly or through a chain, that one came after the other, or on its day?"""
    return bool(later.links.nearest(later.entry.id, {earlier.entry.id}, earlier.earliest - 1))


def settled(first: Placed, second: Placed) -> bool:
    """Do dates, links or the docket put the first before the second?"""
    if first.latest < second.earliest or linked_after(second, first):
        return True
    one_day = first.earliest == first.latest == second.earliest == second.latest
    return one_day and first.ordinal is not None and second.ordinal is not None and first.ordinal != second.ordinal


def precedes(first: Placed, second: Placed) -> Certainty:
    """Did the first come before the second, as far as dates, links and the docket tell?"""
    if first.latest < second.earliest or linked_after(second, first):
        return Certainty.YES
    if second.latest < first.earliest or linked_after(first, second):
        return Certainty.NO
    if settled(first, second):
        assert first.ordinal is not None
        assert second.ordinal is not None
        return Certainty.YES if first.ordinal < second.ordinal else Certainty.NO
    return Certainty.POSSIBLY


class _Course:
    """The course of a case through the table, folded as far as entries are in order."""

    def __init__(self, subject: Subject, procedure: Procedure, drafts: Sequence[Draft] = ()) -> None:
        self.drafts = list(drafts) or [Draft(subject, procedure)]
        self.draft = self.drafts[-1].copy()
        self.taken = (len(self.drafts) - 1) * EVERY

    def over(self, order: list[Placed], rest: list[Placed]) -> list[Placed]:
        """Go on with the rest, day by day; the order is added to."""
        rest.sort(key=_in_law)
        start = 0
        while start < len(rest):
            end, day = start + 1, rest[start].earliest
            while end < len(rest) and rest[end].earliest == day:
                end += 1
            tied = rest[start:end]
            while tied:
                p = tied[0]
                if len(tied) > 1:
                    p = self.strongest(next((each for each in tied if self.allows(each)), p), tied)
                tied.remove(p)
                self.take(p)
                order.append(p)
            start = end
        return order

    def allows(self, p: Placed) -> bool:
        """Does the law allow it now?"""
        return self.draft.allows(p.entry)

    def take(self, p: Placed) -> None:
        """Go on with it."""
        self.draft.apply(p.entry)
        self.taken += 1
        if self.taken % EVERY == 0:
            self.drafts.append(self.draft.copy())

    def strongest(self, p: Placed, tied: Iterable[Placed]) -> Placed:
        """
        Of several acts of one kind of which the law allows only one, such as two verdicts: the one on the strongest
        basis; of those on one basis, one that finds no guilt, for what nobody can tell must not convict.
        """
        mine = self._strength(p)
        rank, guilty = mine
        # Of thousands of like acts on one day none can be stronger, and nothing more than this is asked of them.
        rivals = [each for each in tied if each.entry.source.basis.rank < rank + guilty]
        alike = [each for each in rivals if type(each.entry.event) is type(p.entry.event)]
        stronger = [each for each in alike if self._strength(each) < mine]
        stronger = [each for each in stronger if self._excludes(p, each) and self._excludes(each, p)]
        return min([p, *stronger], key=self._strength)

    def _strength(self, p: Placed) -> tuple[int, bool]:
        return p.entry.source.basis.rank, self._finds_guilt(p)

    def _excludes(self, p: Placed, other: Placed) -> bool:
        """Does the law allow the one now, and no more once another act of its kind is taken?"""
        then = self.draft.copy()
        then.apply(p.entry)
        return self.allows(other) and not then.allows(other.entry)

    def _finds_guilt(self, p: Placed) -> bool:
        move = self.draft.move(p.entry)
        return move is not None and move.finds_guilt


class _Merge:
    """
    Take, again and again, the first in law among the entries that nothing still to come is certain to precede.

    An entry is certain to precede another if its latest day is before the other's earliest, or if a link says so.
    """

    def __init__(self, every: list[Placed], course: _Course | None) -> None:
        self.course = course
        self.here = {p.entry.id: p for p in every}
        self.waits = {id: p.links.nearest(id, self.here) for id, p in self.here.items()}
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
            if self.course is not None:
                self.course.take(p)
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
        if self.waits[p.entry.id] or p.entry.id not in self.begun:
            return
        heapq.heappush(self.ready, (p.rank, p.place, p.entry.id))
        if p.ordinal is not None and p.earliest == p.latest:
            heapq.heappush(self.docket.setdefault(p.earliest, []), (p.ordinal, p.place, p.entry.id))

    def take(self) -> Placed:
        """
        The first in law of those that the law allows now, or of all where it allows none.

        Where the docket numbers entries of its day, the first in the docket takes its place.
        """
        chosen = self.allowed()
        self.drop(chosen)
        p = self.here[chosen[2]]
        if p.ordinal is None or p.earliest != p.latest:
            return p
        first = heapq.heappop(self.docket[p.earliest])[2]
        if first != p.entry.id:
            self.drop(next(each for each in self.ready if each[2] == first))
            heapq.heappush(self.ready, chosen)
        return self.here[first]

    def drop(self, taken: tuple[int, int, str]) -> None:
        """An entry is ready no more."""
        if taken == self.ready[0]:
            heapq.heappop(self.ready)
        else:
            self.ready.remove(taken)
            heapq.heapify(self.ready)

    def allowed(self) -> tuple[int, int, str]:
        """The first in law of the entries that are ready and that the law allows now."""
        if self.course is None:
            return self.ready[0]
        first = self.ready[0]
        if not self.course.allows(self.here[first[2]]):
            lawful = [each for each in self.ready if self.course.allows(self.here[each[2]])]
            first = min(lawful or self.ready)
        chosen = self.course.strongest(self.here[first[2]], [self.here[each[2]] for each in self.ready])
        return (chosen.rank, chosen.place, chosen.entry.id)


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
