"""
What may be so, when dates are imprecise.

As of a day, some entries have happened, some have not, and some may have. The possible worlds are the happened ones
with each subset of the open ones that is closed under the links: no entry is in without those it came after. That is
exact (checked against every assignment of days), because what matters to a state on a day is only which entries have
happened and in which order they are folded.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from itertools import accumulate

from casestate.engine.fold import Draft, SubjectState
from casestate.engine.order import EVERY, Ordered, Placed, ordered
from casestate.events import Subject
from casestate.law.findings import Finding
from casestate.law.procedure import Procedure

MOST_WORLDS = 4096
"""At most so many possible worlds are worked through for one answer: those of twelve open entries without links."""

Outcome = tuple[SubjectState, tuple[Finding, ...]]


class Track:
    """
    The entries about one subject, in the order of folding, ready to be asked for any day.

    Whatever the day, the entries certain to have happened by then, up to the first that is not, are a beginning of the
    order; it is found by bisection and folded on from the nearest draft kept.
    """

    __slots__ = ("_folded", "_highest", "_lowest", "order", "ordered", "procedure", "subject")

    def __init__(
        self, subject: Subject, placed: Sequence[Placed], procedure: Procedure, earlier: "Track | None" = None
    ) -> None:
        self.subject = subject
        self.procedure = procedure
        self.ordered: Ordered = ordered(placed, subject, procedure, earlier.ordered if earlier else None)
        self.order = self.ordered.order
        self._highest = list(accumulate([p.latest for p in self.order], max))
        lowest = list(accumulate([p.earliest for p in reversed(self.order)], min))[::-1]
        self._lowest = self._highest if lowest == self._highest else lowest
        self._folded: dict[int, Outcome] = {}

    def open_on(self, day: int) -> list[Placed]:
        """The entries of which it is not certain whether they had happened by the end of this day."""
        start, end = self._cut(day)
        return [p for p in self.order[start:end] if p.earliest <= day < p.latest]

    def certain_on(self, day: int) -> list[Placed]:
        """The entries certain to have happened by the end of this day, in the order of folding."""
        return [p for p in self.order[: self._cut(day)[1]] if p.latest <= day]

    def settled_on(self, day: int) -> Outcome | None:
        """The state at the end of this day where no entry is open on it, nor folded among later ones; else ``None``."""
        start, end = self._cut(day)
        return self._beginning(start) if start == end else None

    def world(self, day: int, happened: frozenset[str] = frozenset()) -> Outcome:
        """The state at the end of this day, were just these of the open entries to have happened."""
        start, tail = self._happened(day, happened)
        if not tail:
            return self._beginning(start)
        draft = self._folded_on(start, tail)
        return draft.state(), draft.findings

    def draft(self, day: int, happened: frozenset[str] = frozenset()) -> Draft:
        """The fold up to the end of this day, were just these of the open entries to have happened."""
        return self._folded_on(*self._happened(day, happened))

    def _folded_on(self, start: int, tail: Iterable[Placed]) -> Draft:
        draft = self._draft(start)
        for p in tail:
            draft.apply(p.entry)
        return draft

    def _happened(self, day: int, happened: frozenset[str]) -> tuple[int, list[Placed]]:
        """How many entries of the beginning had all happened, and those after them that had, or are to have."""
        start, end = self._cut(day)
        return start, [p for p in self.order[start:end] if p.latest <= day or p.entry.id in happened]

    def _cut(self, day: int) -> tuple[int, int]:
        """Up to where everything had happened, and from where nothing had."""
        start = bisect_right(self._highest, day)
        if self._lowest is self._highest:
            return start, start
        return start, max(start, bisect_right(self._lowest, day))

    def _beginning(self, length: int) -> Outcome:
        outcome = self._folded.get(length)
        if outcome is None:
            draft = self._draft(length)
            outcome = self._folded[length] = draft.state(), draft.findings
        return outcome

    def _draft(self, length: int) -> Draft:
        kept = length // EVERY
        draft = self.ordered.drafts[kept].copy()
        for p in self.order[kept * EVERY : length]:
            draft.apply(p.entry)
        return draft


def groups(tracks: Sequence[Track], day: int) -> list[tuple[list[Track], list[Placed]]]:
    """
    The tracks with open entries, grouped so that no entry is open in two groups and no link ties one group to another.

    What is possible for several groups together is then every combination of what is possible for each.
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
            if ids & open_ids or _tied(opened, ids, day) or _tied(others, open_ids, day):
                joined, opened = [*other, *joined], [*others, *opened]
                open_ids |= ids
            else:
                apart.append((other, others))
        groups = [*apart, (joined, opened)]
    return groups


def _tied(placed: Iterable[Placed], ids: Collection[str], day: int) -> bool:
    return any(p.links.nearest(p.entry.id, ids, day) for p in placed)


def subsets(opened: Sequence[Placed], day: int) -> list[frozenset[str]] | None:
    """
    Every subset of the entries open on a day, by id, that has with each entry all those it came after.

    ``None`` where there are more than can be worked through.
    """
    ids = {p.entry.id for p in opened}
    found: list[frozenset[str]] = [frozenset()]
    before = {p.entry.id: p.links.every(p.entry.id, ids, day) for p in opened}
    for id in sorted(before, key=lambda each: len(before[each])):
        found += [each | {id} for each in found if before[id] <= each]
        if len(found) > MOST_WORLDS:
            return None
    return found
