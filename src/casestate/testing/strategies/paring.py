"""
Shorten a history to one that a lawyer can read.

Only the failing test knows which acts matter, so Hypothesis chooses the cuts and shrinks towards more of them. A cut
leaves out single acts, ends the history early, or replaces it with the shortest way to one of its acts. The rest must
still be a history of the kind that was asked for.
"""

from collections.abc import Callable, Iterable
from typing import Any

import attrs

from casestate.casefile import CaseFile
from casestate.entries import Entry
from casestate.testing.strategies.choices import Choose
from casestate.testing.strategies.steps import Way

Fits = Callable[[CaseFile], bool]

_KEPT = (False, *[True] * 19)
"""Whether an act must stay: shrinking leaves acts out, but most draws keep them."""
_PLACES = range(120)
"""Places in a history. Most are beyond its last act, so most histories stay as they were drawn."""


@attrs.frozen(kw_only=True)
class Cut:
    """
    The choices of what to cut from a history.

    They are drawn before the history, so that later draws do not change their meaning.

    Attributes:
        kept: For each act of the history, in order, whether it must stay.
        aim: The place of the act to reach by a shortest way; beyond the last act, there is none.
        by: The number of that way, the shortest first.
        until: The number of acts after which the history ends, or the first larger number with which it fits.
    """

    kept: tuple[bool, ...]
    aim: int
    by: int
    until: int

    def of(self, case: CaseFile, ways: Iterable[Way], told: Callable[[Way], CaseFile], fits: Fits) -> CaseFile:
        """Return the history with these cuts, as far as it still fits; ``ways`` are the known ways to its acts."""
        shorter = _only(self.kept, case, fits)
        to_it = [way for entry in shorter.entries[self.aim : self.aim + 1] for way in ways if way.ends_as(entry.event)]
        chosen = sorted(to_it, key=lambda way: len(way.steps))[self.by : self.by + 1]
        told_by_itself = next((alone for way in chosen if fits(alone := told(way))), shorter)
        return _ended(self.until, told_by_itself, fits)


def cut(choose: Choose[Any], acts: int) -> Cut:
    """Choose the cuts for a history of this many acts."""
    kept = tuple([choose(_KEPT) for _ in range(acts)])
    return Cut(kept=kept, aim=choose(_PLACES), by=choose(range(3)), until=choose(_PLACES))


def _only(kept: tuple[bool, ...], case: CaseFile, fits: Fits) -> CaseFile:
    """Return the history without the acts that need not stay. The last go first, because no act depends on them."""
    entries = list(case)
    for place in range(min(len(entries), len(kept)) - 1, -1, -1):
        fewer = [*entries[:place], *entries[place + 1 :]]
        if not kept[place] and fits(_anew(case, fewer)):
            entries = fewer
    return _anew(case, entries) if len(entries) < len(case) else case


def _ended(until: int, case: CaseFile, fits: Fits) -> CaseFile:
    """Return the history up to the first number of acts, from ``until`` on, with which it fits."""
    shorter = (_anew(case, case.entries[:end]) for end in range(until, len(case)))
    return next((each for each in shorter if fits(each)), case)


def _anew(case: CaseFile, entries: Iterable[Entry]) -> CaseFile:
    """Return a file of these acts alone, with new ids."""
    shorter = CaseFile(case.id, procedure=case.procedure)
    for entry in entries:
        shorter = shorter.record(entry.event)
    return shorter
