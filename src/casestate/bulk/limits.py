"""How many days count between two acts of a history."""

from collections.abc import Sequence

import numpy as np

from casestate.bulk.acts import Acts, Ints
from casestate.events import Event
from casestate.law.limits import TimeLimit, time_limits
from casestate.law.procedure import Procedure

_BITS = 62
"""So many different acts can be told apart in one number."""


def longest(procedures: Sequence[Procedure]) -> int:
    """Return the longest time limit of some procedures, in days."""
    return max([limit.days for law in procedures for limit in time_limits(law)], default=0)


def longest_of_each(acts: Acts, code: Ints, start: Ints, law: Ints) -> Ints:
    """
    Return for each subject the longest time limit that can run in its history, in days.

    Args:
        acts: All developments.
        code: The skeleton of each row; rows of a subject stand together.
        start: Where the rows of each subject begin.
        law: The procedure of each subject.
    """
    found = np.zeros(len(start), dtype=np.int64)
    for number, procedure in enumerate(acts.procedures):
        limits = time_limits(procedure)
        here = np.flatnonzero(law == number)
        bits = _bits(limits)
        if not len(here) or not limits:
            continue
        if len(bits) > _BITS:
            found[here] = longest([procedure])
            continue
        kinds = np.array([bits.get(skeleton.act, 0) for skeleton, _ in acts.skeletons], dtype=np.int64)
        held, which = np.unique(np.bitwise_or.reduceat(kinds[code], start)[here], return_inverse=True)
        days = [_days(limits, bits, each) for each in held.tolist()]
        found[here] = np.array(days, dtype=np.int64)[which.reshape(-1)]
    return found


def _bits(limits: Sequence[TimeLimit]) -> dict[type[Event], int]:
    """Return a bit for each act of which it matters whether a history has it."""
    named = dict.fromkeys([act for limit in limits for act in (limit.act, *(limit.needs or ()))])
    return {act: 1 << place for place, act in enumerate(named)}


def _days(limits: Sequence[TimeLimit], bits: dict[type[Event], int], held: int) -> int:
    """Return the longest limit that can run in a history that has some acts."""
    return max([limit.days for limit in limits if held & bits[limit.act] and _can_run(limit, bits, held)], default=0)


def _can_run(limit: TimeLimit, bits: dict[type[Event], int], held: int) -> bool:
    return limit.needs is None or any(held & bits[act] for act in limit.needs)
