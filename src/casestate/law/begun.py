"""
Acts that presuppose another, which no row asks for: the law does not forbid them, but explains a day better without.

Some end what another act began, on subjects without phases: warrants, stays, motions and hearings. Of acts on one day,
the one that begins comes first, unless something earlier is open that the other may have ended. And a plea of guilt is
accepted while it stands: of a day on which it is accepted and withdrawn, the withdrawal comes last.
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
    PleaAccepted,
    PleaEntered,
    PleaKind,
    PleaRejected,
    PleaSetAside,
    PleaWithdrawn,
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

_DENYING = (PleaKind.NOT_GUILTY, PleaKind.NOT_RESPONSIBLE, PleaKind.DENIED, PleaKind.STAND_MUTE)
"""Pleas that are withdrawn to plead guilt."""


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


def pleas_out_of_order(pleas: Iterable[Entry]) -> int:
    """
    Return the number of acts, in this order, that the order explains badly.

    They are the acceptances of a plea that had been taken back, or for which one of not guilty was entered since, and
    the withdrawals of a plea of guilt after it had taken the place of a plea of not guilty that could have been meant.
    """
    denied = replaced = taken_back = ever = False
    count = 0
    for entry in pleas:
        event = entry.event
        if isinstance(event, PleaWithdrawn | PleaRejected | PleaSetAside):
            count += replaced and isinstance(event, PleaWithdrawn)
            denied, replaced, taken_back, ever = False, False, True, True
        elif isinstance(event, PleaEntered | PleaAccepted):
            count += (taken_back or (denied and ever)) and isinstance(event, PleaAccepted)
            denies = event.plea in _DENYING
            denied, replaced, taken_back = denies, not denies and (denied or replaced), False
    return count
