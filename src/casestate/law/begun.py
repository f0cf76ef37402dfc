"""
Acts that end what another act began, for subjects without phases: warrants, stays, motions and hearings.

Of acts on one day, the one that begins comes first, unless something earlier is open that the other may have ended.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from casestate.entries import Entry
from casestate.events import (
    Event,
    HearingCancelled,
    HearingHeld,
    HearingSet,
    MotionDecided,
    MotionFiled,
    StayLifted,
    StayOrdered,
    WarrantEnded,
    WarrantIssued,
)

BEGUN_BY: Mapping[type[Event], type[Event]] = MappingProxyType(
    {
        HearingCancelled: HearingSet,
        HearingHeld: HearingSet,
        MotionDecided: MotionFiled,
        StayLifted: StayOrdered,
        WarrantEnded: WarrantIssued,
    }
)
"""For each act that ends something, the act that begins it."""


def ended_unbegun(entries: Iterable[Entry]) -> int:
    """Return the number of acts, in this order, that end something that no earlier act began."""
    standing: Counter[type[Event]] = Counter()
    unbegun = 0
    for entry in entries:
        act = type(entry.event)
        begun_by = BEGUN_BY.get(act)
        if begun_by is None:
            standing[act] += 1
        elif standing[begun_by]:
            standing[begun_by] -= 1
        else:
            unbegun += 1
    return unbegun
