"""
Enumerate the possible states when dates are imprecise.

As of a day, some entries have happened, some have not, and some may have: these are open. A possible world has the
entries that have happened, and a subset of the open ones that is closed under the links: no entry is in it without
those it came after. This is exact (tested against every assignment of days), because a state on a day depends only on
which entries have happened and on the order in which they are folded. Where the law explains several orders of acts
whose dates overlap equally well, and they lead to different states, each is a possible way in which that world went.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from casestate.engine.chronology import Chronology, Outcome, fold_in_order
from casestate.engine.course import Course
from casestate.engine.fold import Draft
from casestate.engine.order import Placed
from casestate.engine.overlap import exchanged, explained, is_vague, runs, said
from casestate.engine.trial import Trial
from casestate.events import Subject
from casestate.law.procedure import Procedure

MOST_WORLDS = 4096
"""The most possible worlds that are folded for one answer: those of twelve open entries without links."""

MOST_OPEN = 512
"""The most open entries that are considered for one answer, however they are linked."""

MOST_WAYS = 64
"""The most ways in which one world may have gone that are told apart."""


class Way(NamedTuple):
    """
    One way in which the acts of a world may have gone.

    Attributes:
        order: The entries in that order, from the first that is not in the order of the :class:`Track`.
        course: The drafts after them.
    """

    order: list[Placed]
    course: Course


class Ways(NamedTuple):
    """
    Every way in which the acts of a world may have gone.

    Attributes:
        start: The number of entries that come first in each of them, in the order of the :class:`Track`.
        found: The ways; first, the one in the order of the table.
        unordered: The ids of the acts whose order makes the difference.
    """

    start: int
    found: list[Way]
    unordered: frozenset[str] = frozenset()


class Track:
    """
    The entries about one subject, in the order of folding, from which the state on any day is computed.

    For any day, the entries before the first that has not certainly happened are a prefix of the order. Bisection finds
    it, and it is folded from the nearest checkpoint. Other entries that have happened in a world are put in order for
    that world.
    """

    __slots__ = ("_folded", "_highest", "_lowest", "_open_from", "_ways", "chronology", "order", "procedure", "subject")

    def __init__(self, subject: Subject, chronology: Chronology, procedure: Procedure) -> None:
        self.subject = subject
        self.chronology = chronology
        self.procedure = procedure
        self.order = chronology.orders[subject]
        over = chronology.over
        self._highest = self._lowest = [over.get(p.entry.id, p.latest) if over else p.latest for p in self.order]
        self._open_from = min([over[run[0].entry.id] for run in chronology.unordered], default=None)
        if not chronology.by_days:
            self._highest = list(accumulate(self._highest, max))
            lowest = list(accumulate([p.earliest for p in reversed(self.order)], min))[::-1]
            self._lowest = self._highest if lowest == self._highest else lowest
        self._folded: dict[int, Outcome] = {}
        self._ways: dict[tuple[int, frozenset[str]], Ways] = {}

    def open_on(self, day: int) -> list[Placed]:
        """Return the entries that may or may not have happened by the end of this day."""
        start, end = self._cut(day)
        return [p for p in self.order[start:end] if p.earliest <= day < p.latest]

    def happened(self, day: int, opened: frozenset[str] = frozenset(), way: int = 0) -> list[Placed]:
        """
        Return the entries that had happened by the end of this day, in order, if of the open ones only these had.

        Args:
            day: The number of the day.
            opened: The ids of the open entries that had happened.
            way: Which of the :meth:`ways` is meant.
        """
        start, tail = self._happened(day, opened)
        if not tail and not way:
            return self.order[:start]
        bearing = self.chronology.bearing
        together = self._in_way(day, opened, way) if way else self.happened_together(day, opened)
        return [p for p in together if not bearing or self.subject in bearing[p.entry.id]]

    def ways(self, day: int, opened: frozenset[str] = frozenset()) -> Ways | None:
        """
        Return every way in which things may have gone by the end of this day, if of the open entries only these had.

        ``None`` if there are too many. Ways that lead to the same states are one.
        """
        known = self._ways.get((day, opened))
        if known is not None:
            return known
        start, tail = self._tail(day, opened)
        course = self.chronology.course_at(start)
        first = self._first_unordered(day, start)
        if first == start:
            order = [p for batch in fold_in_order(tail, course) for p in batch]
            if not course.unordered:
                return Ways(start, [Way(order, course)])
        tail = [*self.chronology.order[first:start], *tail]
        ways = ways_of(tail, first, self.chronology.course_at(first))
        if ways is not None:
            self._ways[day, opened] = ways
        return ways

    def goes_one_way(self, day: int) -> bool:
        """Return whether the acts that have certainly happened can have gone in one way only."""
        if self._open_from is None or day < self._open_from:
            return True
        ways = self.ways(day)
        return ways is not None and len(ways.found) == 1

    def _in_way(self, day: int, opened: frozenset[str], way: int) -> list[Placed]:
        ways = self.ways(day, opened)
        assert ways is not None
        return [*self.chronology.order[: ways.start], *ways.found[way].order]

    def _first_unordered(self, day: int, start: int) -> int:
        """Return the place of the first act among some that may have come in several orders; the number of these."""
        if self._open_from is None or day < self._open_from:
            return start
        ids = {p.entry.id for run in self.chronology.unordered for p in run}
        return next((place for place, p in enumerate(self.chronology.order[:start]) if p.entry.id in ids), start)

    def happened_together(self, day: int, opened: frozenset[str] = frozenset()) -> list[Placed]:
        """Return the same with the entries about other subjects that are ordered together with this one."""
        start, tail = self._tail(day, opened)
        order = self.chronology.order[:start]
        if not tail:
            return order
        return [*order, *[p for batch in fold_in_order(tail, self.chronology.course_at(start)) for p in batch]]

    @property
    def has_distinct_days(self) -> bool:
        """Whether each entry is on a day of its own, so that dates alone put them in order."""
        exact = self._lowest is self._highest and all(p.earliest == p.latest for p in self.order)
        return exact and not self.chronology.bearing and len(set(self._highest)) == len(self.order)

    def settled_on(self, day: int) -> Outcome | None:
        """Return the state at the end of this day; ``None`` if an entry is open, or is folded among later ones."""
        start, end = self._cut(day)
        return self._beginning(start) if start == end and self.goes_one_way(day) else None

    def world(self, day: int, opened: frozenset[str] = frozenset()) -> Outcome:
        """
        Return the state at the end of this day if of the open entries only these had happened.

        Of several :meth:`ways`, it is that of the first.
        """
        start, tail = self._happened(day, opened)
        if not tail:
            return self._beginning(start)
        draft = self.draft(day, opened)
        return draft.state(), draft.findings

    def draft(self, day: int, opened: frozenset[str] = frozenset(), way: int = 0) -> Draft:
        """Return the draft at the end of this day in one of the ways in which that world went."""
        if way:
            ways = self.ways(day, opened)
            assert ways is not None
            return ways.found[way].course.drafts[self.subject]
        return self._folded_on(day, opened)[0].drafts[self.subject]

    def _folded_on(self, day: int, opened: frozenset[str]) -> tuple[Course, int, list[Placed]]:
        """Return the drafts at the end of a day, the length of the prefix, and the other entries that had happened."""
        start, tail = self._tail(day, opened)
        course = self.chronology.course_at(start)
        return course, start, [p for batch in fold_in_order(tail, course) for p in batch]

    def _tail(self, day: int, opened: frozenset[str]) -> tuple[int, list[Placed]]:
        """Return the length of the prefix of all subjects folded together, and the other entries that had happened."""
        chronology = self.chronology
        if not chronology.bearing:
            return self._happened(day, opened)
        over = chronology.over
        ends = (over.get(p.entry.id, p.latest) for p in chronology.order)
        start = next((n for n, last in enumerate(ends) if last > day), len(chronology.order))
        return start, [p for p in chronology.order[start:] if p.latest <= day or p.entry.id in opened]

    def _happened(self, day: int, opened: frozenset[str]) -> tuple[int, list[Placed]]:
        """Return the length of the prefix that had happened, and the later entries that had happened."""
        start, end = self._cut(day)
        return start, [p for p in self.order[start:end] if p.latest <= day or p.entry.id in opened]

    def _cut(self, day: int) -> tuple[int, int]:
        """Return the place up to which everything had happened, and that from which nothing had."""
        start = bisect_right(self._highest, day)
        if self._lowest is self._highest:
            return start, start
        return start, max(start, bisect_right(self._lowest, day))

    def _beginning(self, length: int) -> Outcome:
        outcome = self._folded.get(length)
        if outcome is None:
            outcome = self._folded[length] = self.chronology.outcome_at(self.subject, length)
        return outcome


def ways_of(placed: Sequence[Placed], start: int, course: Course) -> Ways | None:
    """Return every way in which some acts may have gone after a number of others; ``None`` if there are too many."""
    found, unordered = [Way([], course)], set[str]()
    for run in runs(placed, course):
        longer = []
        for way in found:
            trials = explained(run, way.course) if is_vague(run) else []
            if len(trials) > 1:
                unordered.update([p.entry.id for pair in exchanged(trials) for p in pair])
                longer += [_gone_on(way, trial) for trial in trials]
            else:
                order = [p for batch in fold_in_order(run, way.course) for p in batch]
                longer.append(Way([*way.order, *order], way.course))
        found = list({said(way.course): way for way in reversed(longer)}.values())[::-1] if len(longer) > 1 else longer
        if len(found) > MOST_WAYS:
            return None
    return Ways(start, found, frozenset(unordered) if len(found) > 1 else frozenset())


def _gone_on(way: Way, trial: Trial) -> Way:
    drafts = {subject: draft.copy() for subject, draft in way.course.drafts.items()}
    return Way([*way.order, *trial.order], Course(drafts | trial.course.drafts, way.course.bearing))


def groups(tracks: Sequence[Track], day: int) -> list[tuple[list[Track], list[Placed]]]:
    """
    Return the tracks with open entries or orders, in groups that share no open entry and are not tied to one another.

    The possible states of several groups together are all combinations of those of each.
    """
    groups: list[tuple[list[Track], list[Placed]]] = []
    for track in tracks:
        opened = track.open_on(day)
        if not opened and track.goes_one_way(day):
            continue
        joined, open_ids = [track], {p.entry.id for p in opened}
        apart = []
        for other, others in groups:
            ids = {p.entry.id for p in others}
            together = any(_ordered_together(track, each) for each in other)
            if together or ids & open_ids or _tied(opened, ids, day) or _tied(others, open_ids, day):
                joined, opened = [*other, *joined], [*others, *opened]
                open_ids |= ids
            else:
                apart.append((other, others))
        groups = [*apart, (joined, opened)]
    return groups


def _ordered_together(one: Track, other: Track) -> bool:
    return one.subject in other.chronology.orders or other.subject in one.chronology.orders


def _tied(placed: Iterable[Placed], ids: Collection[str], day: int) -> bool:
    return any(p.links.nearest(p.entry.id, ids, day) for p in placed)


def subsets(opened: Sequence[Placed], day: int, most: int = MOST_WORLDS) -> list[frozenset[str]] | None:
    """
    Return every subset of the entries open on a day, by id, that has all entries that each of its entries came after.

    ``None`` if there are more than can be considered.
    """
    ids = {p.entry.id for p in opened}
    if len(ids) > MOST_OPEN:
        return None
    found: list[frozenset[str]] = [frozenset()]
    before = {p.entry.id: p.links.every(p.entry.id, ids, day) for p in opened}
    for id in sorted(before, key=lambda each: len(before[each])):
        found += [each | {id} for each in found if before[id] <= each]
        if len(found) > most:
            return None
    return found
