"""
A new trial granted in case an acquittal after a verdict is reversed.

Expected values: FRCrimP 29(d)(3)(A): the trial court proceeds with the new trial unless the appellate court orders
otherwise.
"""

import pytest
from stories import DOE, INDICTED, Act, act, codes, seen, stands

from casestate import Certainty
from casestate.events import (
    AcquittalOrdered,
    AppealDecided,
    AppealFiled,
    NewTrialGranted,
    OrderVacated,
    SentenceImposed,
    TrialBegan,
    VerdictReturned,
)

TRIAL, GUILTY, SENTENCED = act(TrialBegan), act(VerdictReturned, verdict="guilty"), act(SentenceImposed)
FOUND = (INDICTED, TRIAL, GUILTY)
ACQUITTED, GRANTED = act(AcquittalOrdered), act(NewTrialGranted)
BY_STATE = act(AppealFiled, by="prosecutor")
SET_ASIDE = {"phase": "triable", "found": "set_aside", "conviction": "vacated", "review": "ended"}
STANDS = {"phase": "found_guilty", "found": "guilty", "conviction": "found", "review": "ended"}
CLEARED = {"phase": "overturned", "found": "not_guilty", "conviction": "none", "review": "ended"}


def decided(outcome: str, by: str = "prosecutor", **given: str) -> Act:
    return act(AppealDecided, outcome=outcome, by=by, **given)


@pytest.mark.parametrize("outcome", ["reversed", "reversed_and_remanded", "vacated"])
@pytest.mark.parametrize(
    "orders",
    [
        (ACQUITTED, GRANTED),
        (act(AcquittalOrdered, on="2023-03-01"), act(NewTrialGranted, on="2023-03-01")),
        (act(NewTrialGranted, on="2023-03-01"), act(AcquittalOrdered, on="2023-03-01")),
    ],
)
def test_it_takes_effect_once_the_acquittal_is_reversed(orders: tuple[Act, ...], outcome: str) -> None:
    view = seen(*FOUND, *orders, BY_STATE, decided(outcome))
    assert stands(view, SET_ASIDE) == SET_ASIDE
    assert view[DOE].status.words == "charged; pending; an earlier finding of guilt was set aside"
    assert view.charge(DOE, "1").is_conviction("sentencing_guidelines") is Certainty.NO
    assert not codes(view)


def test_the_charge_is_tried_again() -> None:
    reversed_ = (*FOUND, ACQUITTED, GRANTED, BY_STATE, decided("reversed"))
    on_trial, convicted = seen(*reversed_, TRIAL), seen(*reversed_, TRIAL, GUILTY, SENTENCED)
    assert on_trial[DOE].status.status == "on_trial"
    assert convicted[DOE].status.words == "convicted and sentenced"
    assert not codes(on_trial) | codes(convicted)


@pytest.mark.parametrize(
    ("later", "stood"),
    [
        ((decided("verdict_reinstated"),), STANDS),
        ((decided("reversed"), BY_STATE, decided("verdict_reinstated")), STANDS),
        ((decided("reversed"), BY_STATE, decided("reversed")), STANDS),
        ((decided("reversed"), act(AppealFiled, by="defendant"), decided("reversed", by="defendant")), CLEARED),
        ((decided("affirmed"),), CLEARED),
    ],
)
def test_a_higher_court_may_order_otherwise(later: tuple[Act, ...], stood: dict[str, str]) -> None:
    view = seen(*FOUND, ACQUITTED, GRANTED, BY_STATE, *later)
    assert stands(view, stood) == stood
    assert not codes(view)


def test_it_takes_effect_where_the_judge_takes_the_acquittal_back() -> None:
    view = seen(*FOUND, ACQUITTED, GRANTED, act(OrderVacated))
    assert stands(view, ["phase", "found"]) == {"phase": "triable", "found": "set_aside"}
    assert not codes(view)


@pytest.mark.parametrize("before", [(), (GRANTED, act(OrderVacated))])
def test_without_one_the_verdict_stands_again(before: tuple[Act, ...]) -> None:
    view = seen(*FOUND, *before, ACQUITTED, BY_STATE, decided("reversed"))
    assert stands(view, STANDS) == STANDS
    assert not codes(view)
