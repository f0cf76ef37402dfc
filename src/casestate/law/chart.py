"""The chart of a table: which phases lead to which by ordinary acts."""

from collections.abc import Collection, Mapping

import attrs

from casestate.vocabulary import Closed


def _reach(chart: "Chart") -> dict[Closed, frozenset[Closed]]:
    return {phase: chart.ahead(phase) for phase in chart.onward}


@attrs.frozen(kw_only=True, order=False)
class Chart:
    """
    The steps between the phases of a table.

    Phases are declared in the order of a case. Acts that lead back, such as a mistrial, are left out.

    Attributes:
        onward: For each phase, the phases to which one ordinary act leads on.
        settled: For each phase, the axes that some row leading there sets, except those that it only clears from some
            values. A late act sets none of these.
        ordinary: For each phase, the axes that some ordinary act leading on to it sets from any value.
        ends: The phases in which a case has ended.
        disposing: The axis that every disposing act sets.
        undone: The acts that some row undoes, or of which it asks whether they are under review.
        presumed: The phase presumed where an act may come in it and in some of ``instead_of``, if there is one.
        instead_of: The phases over which ``presumed`` is preferred.
        reach: For each phase, the phases to which ordinary acts lead on, itself included.
    """

    onward: Mapping[Closed, set[Closed]]
    settled: Mapping[Closed, set[str]]
    ordinary: Mapping[Closed, set[str]]
    ends: frozenset[Closed]
    disposing: str
    undone: frozenset[str]
    presumed: Closed | None = None
    instead_of: frozenset[Closed] = frozenset()
    reach: Mapping[Closed, frozenset[Closed]] = attrs.field(init=False, default=attrs.Factory(_reach, takes_self=True))

    def earliest(self, ahead: Collection[Closed]) -> Closed | None:
        """
        Return the phase to presume before an act that may come in any of these phases; ``None`` if none is safe.

        It is the one from which ordinary acts lead to all the others. An act of supervision that may follow a sentence
        or a deferral presumes the sentence, which is far more frequent; this presumes no conviction.
        """
        if self.presumed in ahead and self.instead_of.issuperset(set(ahead) - {self.presumed}):
            return self.presumed
        first = max(ahead, key=lambda start: len(self.reach[start]))
        return first if self.reach[first].issuperset(ahead) else None

    def brought(self, phase: Closed) -> bool:
        """Return whether a phase comes after the first."""
        return phase is not next(iter(self.onward))

    def ahead(self, phase: Closed, without: Closed | None = None) -> frozenset[Closed]:
        """Return the phases to which ordinary acts lead on, itself included, by ways that avoid one phase."""
        reached, waiting = {phase}, [phase]
        while waiting:
            new = self.onward[waiting.pop()] - reached - {without}
            reached |= new
            waiting += new
        return frozenset(reached)

    def between(self, phase: Closed, to: Closed) -> frozenset[Closed]:
        """Return the phases on some way from one phase to another, including the last."""
        return frozenset({each for each in self.reach[phase] - {phase} if to in self.reach[each]})

    def forgotten(self, phase: Closed, to: Closed) -> frozenset[str]:
        """
        Return the axes that become unknown if the way from one phase to another was skipped.

        These are the axes set in the phases that every such way passes through. An axis that the first phase settled is
        still known, unless the case ended in between: a finding of guilt is known even if the sentence is missing.
        """
        passed = [each for each in self.between(phase, to) if to not in self.ahead(phase, without=each)]
        own = self.ordinary[phase]
        lost = [self.ordinary[each] if each in self.ends else self.ordinary[each] - own for each in passed]
        return frozenset([axis for axes in lost for axis in axes])
