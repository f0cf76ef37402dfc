"""
Acts that presuppose another, which no row asks for: the law does not forbid them, but explains a day better without.

Some end what another act began, on subjects without phases: warrants, stays, motions and hearings. Of acts on one day,
the one that begins comes first, unless something earlier is open that the other may have ended. And a plea of guilt is
accepted while it stands: of a day on which it is accepted and withdrawn, the withdrawal comes last, unless a plea stood
from before.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

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
from casestate.when import Certainty

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

_PLEADING = (PleaEntered, PleaAccepted)
_TAKING_BACK = (PleaWithdrawn, PleaRejected, PleaSetAside)
DENYING = (PleaKind.NOT_GUILTY, PleaKind.NOT_RESPONSIBLE, PleaKind.DENIED, PleaKind.STAND_MUTE)
"""Pleas that are withdrawn to plead guilt."""


class Begun(NamedTuple):
    """
    The acts so far that may still be ended, and the number that ended what no earlier act began.

    Attributes:
        unbegun: That number.
        standing: The number of acts of each type that no later one has ended.
    """

    unbegun: int = 0
    standing: Mapping[type[Event], int] = MappingProxyType({})


class Pleas(NamedTuple):
    """
    The pleas so far, as far as they bear on the order of the next, and the number of acts out of order.

    Attributes:
        unbegun: That number.
        denied: Whether the last plea denied guilt.
        replaced: Whether a plea of guilt took the place of one that denied it.
        taken_back: Whether the last plea was withdrawn, rejected or set aside.
        ever: Whether any plea was.
        accepted: The accepted plea that stands, or that the last of these acts took back.
        offered: The plea of guilt that stands, or that the last of these acts refused.
    """

    unbegun: int = 0
    denied: bool = False
    replaced: bool = False
    taken_back: bool = False
    ever: bool = False
    accepted: Entry | None = None
    offered: Entry | None = None


NOTHING_BEGUN = Begun()
NO_PLEAS = Pleas()


def ended_unbegun(entries: Iterable[Entry], before: Begun = NOTHING_BEGUN) -> Begun:
    """Count the acts, in this order after earlier ones, that end something that no earlier act began."""
    standing: Counter[type[Event]] = Counter(before.standing)
    unbegun = before.unbegun
    for entry in entries:
        act = type(entry.event)
        begun_by = BEGUN_BY.get(act)
        if begun_by is None:
            standing[act] += 1
        elif standing[begun_by]:
            standing[begun_by] -= 1
        else:
            unbegun += 1
    return Begun(unbegun, standing)


def pleas_out_of_order(pleas: Iterable[Entry], before: Pleas = NO_PLEAS) -> Pleas:
    """
    Count the acts, in this order after earlier ones, that the order explains badly.

    They are the acceptances of a plea that had been taken back, or for which one of not guilty was entered since, and
    the withdrawals of a plea of guilt after it had taken the place of a plea of not guilty that could have been meant.
    If a plea accepted on an earlier day was taken back, the one accepted after that is a new one. So is one to an
    offence of its own after the court refused a plea of guilt that stood from an earlier day (FRCrimP 11(c)(5)).
    """
    count, denied, replaced, taken_back, ever, accepted, offered = before
    for entry in pleas:
        event = entry.event
        if isinstance(event, _TAKING_BACK):
            count += replaced and isinstance(event, PleaWithdrawn)
            accepted = None if taken_back else accepted
            offered = None if taken_back or not isinstance(event, PleaRejected) else offered
            denied, replaced, taken_back, ever = False, False, True, True
        elif isinstance(event, _PLEADING):
            if isinstance(event, PleaAccepted):
                meant = accepted or (offered if event.offense else None)
                stood_before = meant is not None and meant.when.before(entry.when) is Certainty.YES
                count += (taken_back and not stood_before) or (denied and ever)
                accepted = entry
            elif taken_back:
                accepted = None
            denies = event.plea in DENYING
            offered = None if denies else entry
            denied, replaced, taken_back = denies, not denies and (denied or replaced), False
    return Pleas(count, denied, replaced, taken_back, ever, accepted, offered)
