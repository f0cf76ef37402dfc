"""
Enumerate the possible states when dates are imprecise.

As of a day, some entries have happened, some have not, and some may have: these are open. A possible world has the
entries that have happened, and a subset of the open ones that is closed under the links: no entry is in it without
those it came after. This is exact (tested against every assignment of days), because a state on a day depends only on
which entries have happened and on the order in which they are folded.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from itertools import accumulate

from casestate.engine.chronology import Chronology, fold_in_order
from casestate.engine.course import Course
from casestate.engine.fold import Draft, SubjectState
from casestate.engine.order import Placed
from casestate.events import Subject
from casestate.law.findings import Finding
from casestate.law.procedure import Procedure

MOST_WORLDS = 4096
"""The most possible worlds that are folded for one answer: those of twelve open entries without links."""

MOST_OPEN = 512
"""The most open entries that are considered for one answer, however they are linked."""

Outcome = tuple[SubjectState, tuple[Finding, ...]]
"""A state, and the findings of folding it."""


class Track:
    """
    The entries about one subject, in the order of folding, from which the state on any day is computed.

    For any day, the entries before the first that has not certainly happened are a prefix of the order. Bisection finds
    it, and it is folded from the nearest checkpoint. Other entries that have happened in a world are put in order for
    that world.
    """

    __slots__ = ("_folded", "_highest", "_lowest", "chronology", "order", "procedure", "subject")

    def __init__(self, subject: Subject, chronology: Chronology, procedure: Procedure) -> None:
        self.subject = subject
        self.chronology = chronology
        self.procedure = procedure
        self.order = chronology.orders[subject]
        self._highest = self._lowest = [p.latest for p in self.order]
        if not chronology.by_days:
            self._highest = list(accumulate(self._highest, max))
            lowest = list(accumulate([p.earliest for p in reversed(self.order)], min))[::-1]
            self._lowest = self._highest if lowest == self._highest else lowest
        self._folded: dict[int, Outcome] = {}

    def open_on(self, day: int) -> list[Placed]:
        """Return the entries that may or may not have happened by the end of this day."""
        start, end = self._cut(day)
        return [p for p in self.order[start:end] if p.earliest <= day < p.latest]

    def happened(self, day: int, opened: frozenset[str] = frozenset()) -> list[Placed]:
        """Return the entries that had happened by the end of this day, in order, if of the open ones only these had."""
        start, tail = self._happened(day, opened)
        if not tail:
            return self.order[:start]
        bearing = self.chronology.bearing
        return [p for p in self.happened_together(day, opened) if not bearing or self.subject in bearing[p.entry.id]]

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
        return self._beginning(start) if start == end else None

    def world(self, day: int, opened: frozenset[str] = frozenset()) -> Outcome:
        """Return the state at the end of this day if of the open entries only these had happened."""
        start, tail = self._happened(day, opened)
        if not tail:
            return self._beginning(start)
        draft = self.draft(day, opened)
        return draft.state(), draft.findings

    def draft(self, day: int, opened: frozenset[str] = frozenset()) -> Draft:
        """Return the draft at the end of this day if of the open entries only these had happened."""
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
        start = next((n for n, p in enumerate(chronology.order) if p.latest > day), len(chronology.order))
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
            draft = self.chronology.draft_at(self.subject, length)
            outcome = self._folded[length] = draft.state(), draft.findings
        return outcome


def groups(tracks: Sequence[Track], day: int) -> list[tuple[list[Track], list[Placed]]]:
    """
    Return the tracks with open entries, in groups that share no open entry and are not tied to one another.

    The possible states of several groups together are all combinations of those of each.
    """
    groups: list[tuple[list[Track], list[Placed]]] = []
    for track in tracks:
        opened = track.open_on(day)
        if not opened:
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
