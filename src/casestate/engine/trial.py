"""An order of some acts, tried on the drafts before them, and what the law says of it."""

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from casestate.engine.course import Course
from casestate.engine.order import Placed
from casestate.law.findings import Finding, Severity


class Trial(NamedTuple):
    """
    One order of the acts of a day, or of acts whose dates overlap, with its result.

    Attributes:
        order: The acts in that order.
        course: The drafts after them.
        findings: The findings on them.
        inverted: The number of acts that come before one that they presuppose.
    """

    order: Sequence[Placed]
    course: Course
    findings: Sequence[Finding]
    inverted: int

    @property
    def cost(self) -> tuple[int, int, int]:
        """The number of acts that no law allows, of missing steps, and of other findings."""
        severities = [finding.severity for finding in self.findings]
        errors, missing = severities.count(Severity.ERROR), severities.count(Severity.INCOMPLETE)
        return errors, missing + self.course.unbegun() + self.inverted, len(severities) - errors - missing

    @property
    def disregarded(self) -> set[str]:
        """The ids of the acts that have no effect in this order."""
        ids = {p.entry.id for p in self.order}
        return {
            entry.id for draft in self.course.drafts.values() for entry in draft.told("disregarded") if entry.id in ids
        }


def tried(order: Sequence[Placed], course: Course) -> Trial:
    """Try one order, without changing the course."""
    then = course.branch(order)
    findings = then.take(order)
    return Trial(order, then, findings, course.out_of_turn(order))


def respecting_the_strongest(trials: Sequence[Trial], course: Course) -> list[Trial]:
    """Return the trials in which, of acts that exclude each other in every order, the strongest takes effect."""
    disregarded = [trial.disregarded for trial in trials]
    left = list(zip(trials, disregarded, strict=True))
    strengths = {p.entry.id: course.strength(p) for p in trials[0].order}
    for one, other in combinations(sorted(strengths, key=strengths.__getitem__), 2):
        if strengths[one] < strengths[other] and not any(each.isdisjoint((one, other)) for each in disregarded):
            left = [each for each in left if one not in each[1]] or left
    return [trial for trial, _ in left]
