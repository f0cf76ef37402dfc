"""The drafts of subjects that are folded together."""

from collections.abc import Iterable, Mapping, Sequence

from casestate.engine.fold import Draft
from casestate.engine.order import Placed
from casestate.events import Event, Subject
from casestate.law.findings import Finding
from casestate.law.turns import TURNS, out_of_turn

Bearing = Mapping[str, Sequence[Subject]]
"""The subjects of each entry about several subjects, by its id."""
ALONE: Bearing = {}


class Course:
    """
    The drafts of subjects that are folded together.

    Attributes:
        drafts: The draft of each subject.
        bearing: The subjects of each entry; an entry that is not listed concerns all.
        crowded: The acts of each day with too many to try every order, if the order taken has findings.
        over: For each act whose date overlaps with others, the last day on which one of these may have happened.
        unordered: The acts whose dates overlap and which may have come in several orders that differ in the state.
        in_one_way: The ids of acts whose dates overlap, where one order alone is best, and each has effect in it.
    """

    __slots__ = ("bearing", "crowded", "drafts", "in_one_way", "over", "unordered")

    def __init__(self, drafts: dict[Subject, Draft], bearing: Bearing = ALONE) -> None:
        self.drafts = drafts
        self.bearing = bearing
        self.crowded: list[tuple[Placed, ...]] = []
        self.over: dict[str, int] = {}
        self.unordered: list[Sequence[Placed]] = []
        self.in_one_way: set[frozenset[str]] = set()

    def subjects_of(self, p: Placed) -> Iterable[Subject]:
        """Return the subjects of an entry."""
        return self.bearing.get(p.entry.id, self.drafts)

    def branch(self, placed: Iterable[Placed]) -> "Course":
        """Return a copy for the subjects of these entries."""
        if not self.bearing:
            return Course({subject: draft.copy() for subject, draft in self.drafts.items()})
        subjects = dict.fromkeys([subject for p in placed for subject in self.subjects_of(p)])
        return Course({subject: self.drafts[subject].copy() for subject in subjects}, self.bearing)

    def apply(self, p: Placed) -> None:
        """Fold in one entry."""
        for subject in self.bearing.get(p.entry.id, self.drafts):
            self.drafts[subject].apply(p.entry)

    def take(self, order: Iterable[Placed]) -> list[Finding]:
        """Fold in several entries, and return their findings."""
        before = [draft.doubts for draft in self.drafts.values()]
        for p in order:
            self.apply(p)
        more = [
            (draft, count) for draft, count in zip(self.drafts.values(), before, strict=True) if draft.doubts > count
        ]
        return [finding for draft, count in more for finding in draft.findings[count:]]

    def unbegun(self, other: "Course | None" = None) -> int:
        """Return the number of acts so far that end something that no earlier act began."""
        return sum([self.drafts[subject].unbegun for subject in (other or self).drafts])

    def out_of_turn(self, order: Sequence[Placed]) -> int:
        """Return the number of acts of a day that come, in this order after what stands, before one they presuppose."""
        taking = [p.entry.event for p in order if type(p.entry.event) in TURNS]
        if len(taking) < 2:  # as on most days
            return 0
        acts: dict[Subject, list[Event]] = {}
        for event in taking:
            acts.setdefault(event.subjects[0], []).append(event)
        return sum(
            [
                out_of_turn(each, self.drafts[subject].axes)
                for subject, each in acts.items()
                if len(each) > 1 and subject in self.drafts
            ]
        )

    def allows(self, p: Placed) -> bool:
        """Return whether the law allows an entry now, on all its subjects."""
        return all(self.drafts[subject].allows(p.entry) for subject in self.subjects_of(p))

    def finds_guilt(self, p: Placed) -> bool:
        """Return whether an entry would now find guilt."""
        moves = [self.drafts[subject].move(p.entry) for subject in self.subjects_of(p)]
        return any(move is not None and move.finds_guilt for move in moves)

    def puts_first(self, one: Placed, other: Placed) -> bool:
        """Return whether the table has one act before another on a subject of both."""
        theirs = frozenset(self.subjects_of(other))
        shared = [(subject, self.drafts[subject].procedure) for subject in self.subjects_of(one) if subject in theirs]
        return any(law.precedence(one.entry.event, of) < law.precedence(other.entry.event, of) for of, law in shared)

    def strength(self, p: Placed) -> tuple[int, bool]:
        """Return the key by which acts that exclude each other are ranked; the lowest is the strongest."""
        return p.entry.source.basis.rank, self.finds_guilt(p)
