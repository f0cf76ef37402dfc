"""
An act that moves nothing is a second line on the one before, and falls with it.

Expected values: an order taken back, or reversed on the government's appeal (18 USC 3731), leaves what it had undone,
however many lines of the docket tell the order. An appeal affirmed moves nothing, so a later reversal is one of the
order that was affirmed.
"""

import pytest
from stories import INDICTED, Act, act, codes, seen, stands

from casestate.events import (
    AppealDecided,
    AppealFiled,
    ChargeDismissed,
    ConvictionSetAside,
    NewTrialGranted,
    OrderVacated,
    PleaAccepted,
    PleaEntered,
    PleaWithdrawn,
    SentenceImposed,
    TrialBegan,
    VerdictReturned,
)

TRIED = (INDICTED, act(TrialBegan), act(VerdictReturned, verdict="guilty"))
PLEADED = (INDICTED, act(PleaAccepted, plea="guilty"), act(SentenceImposed))
NEW_TRIAL, TAKEN_BACK = act(NewTrialGranted), act(OrderVacated)
BY_STATE = act(AppealFiled, by="prosecutor")
FURTHER = act(AppealFiled, by="prosecutor", kind="discretionary")
SET_ASIDE, WITHDRAWN = act(ConvictionSetAside), act(PleaWithdrawn)
REHABILITATED = act(PleaWithdrawn, ground="rehabilitation")


def decided(outcome: str) -> Act:
    return act(AppealDecided, outcome=outcome)


@pytest.mark.parametrize(
    "back", [(TAKEN_BACK,), (BY_STATE, decided("verdict_reinstated")), (BY_STATE, decided("reversed"))]
)
@pytest.mark.parametrize("lines", [1, 2, 3])
def test_a_new_trial_told_in_several_lines_is_one_order(lines: int, back: tuple[Act, ...]) -> None:
    view = seen(*TRIED, *[NEW_TRIAL] * lines, *back)
    assert stands(view, ["phase", "found"]) == {"phase": "found_guilty", "found": "guilty"}
    assert not codes(view)


@pytest.mark.parametrize("between", [(), (NEW_TRIAL,), (BY_STATE, decided("affirmed"))])
def test_a_reversal_reversed_leaves_the_judgment_whatever_line_follows_it(between: tuple[Act, ...]) -> None:
    reversed_ = (act(AppealFiled, by="defendant"), decided("reversed"))
    view = seen(*TRIED, act(SentenceImposed), *reversed_, *between, FURTHER, decided("reversed"))
    assert stands(view, ["phase", "conviction"]) == {"phase": "judged", "conviction": "adjudicated"}
    assert not codes(view)


@pytest.mark.parametrize("back", [(TAKEN_BACK,), (BY_STATE, decided("reversed"))])
@pytest.mark.parametrize(
    "relief",
    [
        (SET_ASIDE, WITHDRAWN),
        (SET_ASIDE, SET_ASIDE),
        (REHABILITATED, SET_ASIDE),
        (SET_ASIDE, act(ChargeDismissed, prejudice="with")),
    ],
)
def test_relief_told_in_several_lines_is_one_relief(relief: tuple[Act, ...], back: tuple[Act, ...]) -> None:
    view = seen(*PLEADED, *relief, *back)
    assert stands(view, ["phase", "conviction"]) == {"phase": "judged", "conviction": "adjudicated"}
    assert not codes(view)


def test_a_plea_entered_and_withdrawn_since_is_no_line_on_the_order() -> None:
    """The charge has gone on, so whose appeal it is stays open."""
    since = (act(PleaEntered, plea="guilty"), WITHDRAWN)
    view = seen(*PLEADED, NEW_TRIAL, *since, BY_STATE, decided("reversed"))
    assert stands(view, ["phase", "conviction"]) == {"phase": "triable", "conviction": "vacated"}
    assert codes(view) == {"unread-outcome"}
