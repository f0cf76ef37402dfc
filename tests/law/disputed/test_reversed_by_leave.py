"""
What a court that reviews by leave reverses is the decision of the court below it.

Expected values: 28 USC 2106 and Elonis v. United States, 575 U.S. 723, where the conviction was affirmed again on
remand; in a State the same words may send the case to the court of trial. Nothing is guessed until a later act tells.
"""

import pytest
from stories import DOE, INDICTED, Act, act, codes, seen, stands

from casestate import Certainty, View
from casestate.events import (
    AppealDecided,
    AppealFiled,
    ChargeDismissed,
    PleaAccepted,
    SentenceImposed,
    TrialBegan,
    VerdictReturned,
)
from casestate.law import PROCEDURES, Purpose

TRIED = (INDICTED, act(TrialBegan), act(VerdictReturned, verdict="guilty"), act(SentenceImposed))
APPEAL = act(AppealFiled, by="defendant")
BY_LEAVE = act(AppealFiled, by="defendant", kind="discretionary")
BY_STATE = act(AppealFiled, by="prosecutor", kind="discretionary")
OPEN = "found guilty; whether the conviction stands after the decisions on appeal is not on file"
FELL = "charged; pending; an earlier finding of guilt was reversed"
STANDS = "convicted and sentenced"


def decided(outcome: str, by: str = "defendant", kind: str = "unknown") -> Act:
    return act(AppealDecided, outcome=outcome, by=by, kind=kind)


def on_leave(outcome: str, by: str = "defendant") -> Act:
    return decided(outcome, by, "discretionary")


def counted(view: View) -> set[Certainty]:
    return {view.charge(DOE, "1").is_conviction(purpose) for purpose in Purpose}


AFFIRMED, REVERSED = decided("affirmed"), decided("reversed")
TO_HIGHEST = (*TRIED, APPEAL, AFFIRMED, BY_LEAVE)
REMANDED = (*TO_HIGHEST, on_leave("reversed_and_remanded"))


@pytest.mark.parametrize("law", ["generic", "us-federal", "us-new-mexico"])
@pytest.mark.parametrize("outcome", ["reversed", "reversed_and_remanded"])
def test_what_a_reversal_by_leave_leaves_of_the_conviction_is_open(outcome: str, law: str) -> None:
    view = seen(*TO_HIGHEST, on_leave(outcome), procedure=PROCEDURES[law])
    assert (view[DOE].status.words, codes(view)) == (OPEN, set())
    assert counted(view) == {Certainty.POSSIBLY}
    view = seen(*TO_HIGHEST, on_leave(outcome), AFFIRMED, procedure=PROCEDURES[law])
    assert view[DOE].status.words == STANDS
    assert counted(view) == {Certainty.YES}


@pytest.mark.parametrize(
    "acts",
    [
        (APPEAL, AFFIRMED, BY_LEAVE, on_leave("affirmed"), BY_LEAVE, on_leave("reversed")),
        (APPEAL, REVERSED, BY_STATE, on_leave("reversed", "prosecutor"), BY_LEAVE, on_leave("reversed")),
    ],
)
def test_so_it_is_on_each_further_review(acts: tuple[Act, ...]) -> None:
    view = seen(*TRIED, *acts)
    assert (view[DOE].status.words, codes(view)) == (OPEN, set())


@pytest.mark.parametrize(
    ("acts", "words", "conviction"),
    [
        ((act(TrialBegan),), "on trial; an earlier finding of guilt was reversed", "reversed"),
        ((act(TrialBegan), act(VerdictReturned, verdict="not_guilty")), "acquitted", "reversed"),
        ((act(TrialBegan), *TRIED[2:]), STANDS, "adjudicated"),
        ((act(PleaAccepted, plea="guilty"),), "found guilty, awaiting sentence", "found"),
        (
            (act(ChargeDismissed, prejudice="with"),),
            "dismissed with prejudice; an earlier finding of guilt no longer stands",
            "reversed",
        ),
        ((REVERSED,), FELL, "reversed"),
        ((BY_STATE, on_leave("affirmed", "prosecutor")), OPEN, "unknown"),
    ],
)
def test_what_follows_tells_what_the_reversal_was(acts: tuple[Act, ...], words: str, conviction: str) -> None:
    view = seen(*REMANDED, *acts)
    assert view[DOE].status.words == words
    assert not codes(view) - {"missing-appeal"}
    assert stands(view, ["conviction"]) == {"conviction": conviction}


def test_a_first_appeal_reversed_opens_the_charge() -> None:
    assert seen(*TRIED, APPEAL, REVERSED)[DOE].status.words == FELL
