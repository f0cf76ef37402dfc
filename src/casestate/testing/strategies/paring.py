"""
A history cut down to what a lawyer can read: acts are left out, and one of them is told by itself.

Whether an act matters only the test knows that fails on it. So Hypothesis chooses, and where it shrinks it leaves out
whatever it can: each act without which the rest is still a history as it was asked for, and all that happened to lead
to the one act that matters, or came after it, in place of which the shortest way to that act is told.
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
"""Plainest is to do without; most acts are told."""
_PLACES = range(120)
"""Most of them are beyond the last act, so that most histories are told as they were drawn."""


@attrs.frozen(kw_only=True)
class Cut:
    """
    What may be cut from a history.

    It is chosen before the history is, so that what is chosen next does not change what these choices mean.

    Attributes:
        kept: For each act of the history, in its order, whether it must stay.
        aim: The place of the act that is told by itself; beyond the last one, none is.
        by: By which way to that act, the shortest first.
        until: After how many acts the history ends, unless it fits only with more.
    """

    kept: tuple[bool, ...]
    aim: int
    by: int
    until: int

    def of(self, case: CaseFile, ways: Iterable[Way], told: Callable[[Way], CaseFile], fits: Fits) -> CaseFile:
        """The history cut down as far as it still fits; ``ways`` are those by which an act of it may be told."""
        shorter = _only(self.kept, case, fits)
        to_it = [way for entry in shorter.entries[self.aim : self.aim + 1] for way in ways if way.ends_as(entry.event)]
        chosen = sorted(to_it, key=lambda way: len(way.steps))[self.by : self.by + 1]
        told_by_itself = next((alone for way in chosen if fits(alone := told(way))), shorter)
        return _ended(self.until, told_by_itself, fits)


def cut(choose: Choose[Any], acts: int) -> Cut:
    """Choose what may be cut from a history of so many acts."""
    kept = tuple([choose(_KEPT) for _ in range(acts)])
    return Cut(kept=kept, aim=choose(_PLACES), by=choose(range(3)), until=choose(_PLACES))


def _only(kept: tuple[bool, ...], case: CaseFile, fits: Fits) -> CaseFile:
    """The history without the acts that need not stay, the last first, for on them no other rests."""
    entries = list(case)
    for place in range(min(len(entries), len(kept)) - 1, -1, -1):
        fewer = [*entries[:place], *entries[place + 1 :]]
        if not kept[place] and fits(_anew(case, fewer)):
            entries = fewer
    return _anew(case, entries) if len(entries) < len(case) else case


def _ended(until: int, case: CaseFile, fits: Fits) -> CaseFile:
    """The history up to so many acts or a few more, where it fits."""
    shorter = (_anew(case, case.entries[:end]) for end in range(until, len(case)))
    return next((each for each in shorter if fits(each)), case)


def _anew(case: CaseFile, entries: Iterable[Entry]) -> CaseFile:
    """A file of these acts alone, with ids counted afresh."""
    shorter = CaseFile(case.id, procedure=case.procedure)
    for entry in entries:
        shorter = shorter.record(entry.event)
    return shorter
