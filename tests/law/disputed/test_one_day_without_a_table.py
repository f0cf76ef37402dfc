"""
Acts of one day on a person, a motion, a hearing or a role, which have no table: only an order that changes where it
stands is told, and what ends comes after what begins.
"""

from itertools import permutations, product
from typing import Any

import pytest
from stories import DOE

from casestate import CaseFile, View
from casestate.events import (
    BondDecided,
    ChargeFiled,
    DefendantDied,
    Event,
    Extradited,
    HearingCancelled,
    HearingHeld,
    HearingSet,
    MotionDecided,
    MotionFiled,
    NameRecorded,
    PersonAct,
    ReleaseOrdered,
    RoleChanged,
    StayLifted,
    StayOrdered,
    WarrantEnded,
    WarrantIssued,
)
from casestate.law.begun import ended_unbegun

Act = tuple[type[Event], dict[str, Any]]
DAY = "2023-03-01"
BEFORE = "2023-02-01"
ISSUED: Act = (WarrantIssued, {})
RECALLED: Act = (WarrantEnded, {"outcome": "recalled"})
STAYED: Act = (StayOrdered, {"kind": "competency"})
LIFTED: Act = (StayLifted, {"kind": "competency"})
DETAINED: Act = (ReleaseOrdered, {"status": "detained"})
BONDED: Act = (ReleaseOrdered, {"status": "released_on_bond"})
FORFEITED: Act = (BondDecided, {"outcome": "forfeited"})
DIED: Act = (DefendantDied, {})
SENT: Act = (Extradited, {"to": "Ohio"})
NAMED: Act = (NameRecorded, {"name": "Ann Doe"})
SOUGHT: Act = (MotionFiled, {"motion": "m", "seeks": "dismissal"})
GRANTED: Act = (MotionDecided, {"motion": "m", "outcome": "granted"})
DENIED: Act = (MotionDecided, {"motion": "m", "outcome": "denied"})
SET: Act = (HearingSet, {"hearing": "h", "for_": "2023-04-01"})
SET_LATER: Act = (HearingSet, {"hearing": "h", "for_": "2023-05-01"})
HELD: Act = (HearingHeld, {"hearing": "h"})
CANCELLED: Act = (HearingCancelled, {"hearing": "h"})
APPOINTED: Act = (RoleChanged, {"person": "J. Poe", "role": "judge", "change": "appointed"})
RECUSED: Act = (RoleChanged, {"person": "J. Poe", "role": "judge", "change": "recused"})


def made(act: Act, on: str) -> Event:
    event, given = act
    return event(on=on, **({"defendant": DOE} if issubclass(event, PersonAct | NameRecorded) else {}), **given)


def day(*acts: Act, before: tuple[Act, ...] = ()) -> View:
    """The view of these acts on one day, after others on one day before."""
    case = CaseFile("day").record(ChargeFiled(on="2023-01-01", defendant=DOE, charge="1"))
    for on, those in ((BEFORE, before), (DAY, acts)):
        for each in those:
            case = case.record(made(each, on))
    return case.at()


def told(view: View) -> list[str]:
    return [finding.code for finding in view.findings]


@pytest.mark.parametrize(
    ("acts", "before"),
    [
        ((ISSUED, RECALLED), ()),
        ((ISSUED, RECALLED), (ISSUED,)),
        ((RECALLED, DETAINED), (ISSUED,)),
        ((FORFEITED, ISSUED), ()),
        ((FORFEITED, DETAINED), ()),
        ((STAYED, LIFTED), ()),
        ((STAYED, DETAINED), ()),
        ((LIFTED, BONDED), (STAYED,)),
        ((SENT, DETAINED), ()),
        ((DIED, DETAINED), ()),
        ((NAMED, DETAINED), ()),
        ((ISSUED, ISSUED), ()),
        ((SOUGHT, GRANTED), ()),
        ((GRANTED, GRANTED), (SOUGHT,)),
        ((SET, HELD), ()),
        ((SET, CANCELLED), ()),
        ((APPOINTED, APPOINTED), ()),
        ((SENT, FORFEITED, NAMED, STAYED), ()),
    ],
)
def test_an_order_that_changes_nothing_or_that_cannot_be_is_not_told(
    acts: tuple[Act, ...], before: tuple[Act, ...]
) -> None:
    views = [day(*order, before=before) for order in permutations(acts)]
    assert [told(view) for view in views] == [[]] * len(views)
    assert len({(view[DOE].release, view[DOE].stays) for view in views}) == 1


@pytest.mark.parametrize(
    ("acts", "before"),
    [
        ((ISSUED, DETAINED), ()),
        ((DETAINED, BONDED), ()),
        ((GRANTED, DENIED), (SOUGHT,)),
        ((GRANTED, DENIED), ()),
        ((SOUGHT, GRANTED, DENIED), ()),
        ((SET, SET_LATER), ()),
        ((HELD, CANCELLED), (SET,)),
        ((HELD, SET_LATER), (SET,)),
        ((APPOINTED, RECUSED), ()),
        ((STAYED, LIFTED), (STAYED,)),
    ],
)
def test_an_order_that_nothing_settles_and_that_matters_is_told(acts: tuple[Act, ...], before: tuple[Act, ...]) -> None:
    for order in permutations(acts):
        assert told(day(*order, before=before)) == ["ambiguous-order"]


def test_two_rulings_on_one_motion_are_told_of_no_charge_and_only_once_they_have_happened() -> None:
    case = CaseFile("day").record(made(SOUGHT, BEFORE)).record(made(GRANTED, DAY)).record(made(DENIED, DAY))
    (finding,) = case.at().findings
    assert (finding.severity, finding.defendant, finding.charge) == ("warning", "", "")
    assert finding.entries == ("e2", "e3")
    assert case.at(BEFORE).findings == case.at(reading="earliest").findings == ()


def test_the_order_of_the_docket_settles_two_rulings() -> None:
    case = CaseFile("day").record(made(SOUGHT, BEFORE))
    case = case.record(made(DENIED, DAY), ordinal=2).record(made(GRANTED, DAY), ordinal=1)
    assert case.at().findings == ()
    assert [str(motion.outcome) for motion in case.at().matter.motions.values()] == ["denied"]


EVERY = (ISSUED, RECALLED, STAYED, LIFTED, DETAINED, BONDED, FORFEITED, SENT)


def sensible(order: tuple[Act, ...]) -> int:
    """By hand: how many acts of an order end what does not stand."""
    begins: dict[type[Event], type[Event]] = {WarrantEnded: WarrantIssued, StayLifted: StayOrdered}
    standing: list[type[Event]] = []
    amiss = 0
    for event, _ in order:
        begun_by = begins.get(event)
        if begun_by is None:
            standing.append(event)
        elif begun_by in standing:
            standing.remove(begun_by)
        else:
            amiss += 1
    return amiss


def stands(order: tuple[Act, ...]) -> tuple[str, bool]:
    """By hand: where a person stands after acts in an order, and whether the case is stayed."""
    custody, warrants, stays = "unknown", 0, 0
    for event, given in order:
        if event is WarrantIssued:
            custody, warrants = "fugitive", warrants + 1
        elif event is WarrantEnded and warrants:
            warrants -= 1
            custody = custody if warrants or custody != "fugitive" else "unknown"
        elif event is ReleaseOrdered:
            custody, warrants = given["status"], 0
        elif event is StayOrdered:
            stays = 1
        elif event is StayLifted:
            stays = 0
    return custody, bool(stays)


@pytest.mark.parametrize("before", [(), (ISSUED,), (STAYED,), (DETAINED,)])
def test_of_every_two_acts_of_a_day_on_a_person_an_order_is_told_just_where_it_matters(
    before: tuple[Act, ...],
) -> None:
    for one, other in product(EVERY, repeat=2):
        orders = [(*before, one, other), (*before, other, one)]
        best = min(map(sensible, orders))
        states = {stands(order) for order in orders if sensible(order) == best}
        view = day(one, other, before=before)
        assert (told(view) == ["ambiguous-order"]) is (len(states) > 1), (before, one, other)
        assert (str(view[DOE].release), bool(view[DOE].stays)) in states


def test_what_ends_takes_the_place_of_one_that_began() -> None:
    case = CaseFile("day").record(made(RECALLED, DAY)).record(made(ISSUED, DAY)).record(made(RECALLED, DAY))
    assert [ended_unbegun(entries).unbegun for entries in (list(case)[:2], list(case)[1:], list(case))] == [1, 0, 1]
