"""Rows that depend on more than the phase are heard wherever the law is asked: in order, why, and what was said."""

from typing import Any

import pytest

from casestate import CaseFile, Fate
from casestate.engine.fold import fold
from casestate.events import (
    AppealDecided,
    AppealFiled,
    AppealWithdrawn,
    BoundOver,
    ChargeDismissed,
    ChargeFiled,
    ChargeInactivated,
    DeNovoAppealFiled,
    Event,
    NewTrialGranted,
    NoBillReturned,
    PleaAccepted,
    PleaEntered,
    SentenceImposed,
    Stated,
    Subject,
    TrialBegan,
    VerdictReturned,
)
from casestate.explain.trace import Trace
from casestate.law import GENERIC
from casestate.state import Phase

ONE: dict[str, Any] = {"defendant": "A. Doe", "charge": "1"}
BELOW = (
    ChargeFiled(on="2023-01-01", **ONE),
    BoundOver(on="2023-01-02", **ONE),
    PleaAccepted(on="2023-01-03", plea="guilty", **ONE),
    SentenceImposed(on="2023-01-05", **ONE),
    DeNovoAppealFiled(on="2023-01-06", **ONE),
)
MISDEMEANOR = (ChargeFiled(on="2023-01-01", severity="misdemeanor", **ONE), TrialBegan(on="2023-02-01", **ONE))
PUT_BACK = (
    ChargeFiled(on="2023-01-01", **ONE),
    BoundOver(on="2023-01-02", **ONE),
    TrialBegan(on="2023-01-03", **ONE),
    VerdictReturned(on="2023-01-04", verdict="guilty", **ONE),
    NewTrialGranted(on="2023-01-05", **ONE),
    AppealFiled(on="2023-01-06", by="prosecutor", **ONE),
    AppealDecided(on="2023-01-07", outcome="reversed", **ONE),
)


def filed(*events: Event) -> CaseFile:
    case = CaseFile("c")
    for event in events:
        case = case.record(event)
    return case


@pytest.mark.parametrize(
    ("before", "tied"),
    [
        ((*BELOW,), (AppealWithdrawn(on="2023-01-07", **ONE), NewTrialGranted(on="2023-01-07", **ONE))),
        (MISDEMEANOR[:1], (MISDEMEANOR[1], ChargeDismissed(on="2023-02-01", by="prosecutor", **ONE))),
        (MISDEMEANOR[:1], (MISDEMEANOR[1], PleaAccepted(on="2023-02-01", plea="guilty", **ONE))),
        (PUT_BACK, (NewTrialGranted(on="2023-09-01", **ONE), TrialBegan(on="2023-09-01", **ONE))),
    ],
)
def test_acts_of_one_day_stand_as_they_would_on_days_of_their_own(
    before: tuple[Event, ...], tied: tuple[Event, Event]
) -> None:
    """The fold of the four in this order, each by itself, is the oracle: no day is shared there."""
    case = filed(*before, *tied)
    subject = Subject("charge", "A. Doe", "1")
    state, findings = fold(subject, case.entries, GENERIC)
    assert findings == ()
    assert case.at().charge("A. Doe", "1").state == state


@pytest.mark.parametrize("field", ["phase", "found", "conviction", "disposition", "finding"])
def test_the_reversal_that_puts_a_finding_back_is_among_the_reasons(field: str) -> None:
    why = filed(*PUT_BACK).at().charge("A. Doe", "1").why(field)
    assert "e7" in [entry.id for entry in why.entries]
    assert [reason.row.id for reason in why.reasons if reason.entry.id == "e7" and reason.row] == ["T57p"]
    assert getattr(fold(Subject("charge", "A. Doe", "1"), why.entries, GENERIC)[0], field) == why.value


def test_a_reason_says_what_a_row_of_its_own_case_moved() -> None:
    (reason,) = [
        each for each in filed(*MISDEMEANOR).at().charge("A. Doe", "1").why("phase").reasons if each.entry.id == "e2"
    ]
    assert reason.row is not None
    assert reason.row.conditional
    assert dict(reason.moved)["phase"] is Phase.ON_TRIAL


def test_a_step_rests_on_all_that_came_since_the_act_under_review() -> None:
    """A plea since the new trial leaves open whose appeal it was, so the decision rests on the plea too."""
    *before, appealed, decided = PUT_BACK
    pleaded = PleaEntered(on="2023-01-06", plea="not guilty", **ONE)
    case = filed(*before, pleaded, appealed, decided)
    trace = Trace(Subject("charge", "A. Doe", "1"), case.entries, GENERIC)
    assert trace.steps[7].move is not None
    assert trace.steps[7].move.row.id == "T57q"
    assert trace.steps[7].needs >= {4, 5, 6}


def test_what_is_disregarded_in_between_does_not_hide_whose_appeal_it_was() -> None:
    *before, appealed, put_back = PUT_BACK
    again = BoundOver(on="2023-01-06", **ONE)
    charge = filed(*before, again, appealed, put_back).at().charge("A. Doe", "1")
    assert [entry.event for entry in charge.disregarded] == [again]
    assert charge.phase is Phase.FOUND_GUILTY


def test_an_act_undone_leaves_the_review_that_it_ended_ended() -> None:
    *tried, _, _, _ = PUT_BACK
    case = filed(*tried, SentenceImposed(on="2023-02-01", **ONE), AppealFiled(on="2023-02-02", **ONE))
    case = case.record(AppealDecided(on="2023-03-01", outcome="reversed", **ONE), id="reversal")
    case = case.record(AppealDecided(on="2023-04-01", outcome="verdict reinstated", **ONE), id="reinstatement")
    charge = case.at().charge("A. Doe", "1")
    assert charge.phase is Phase.JUDGED
    assert {axis: entry.id for axis, entry in dict(charge.state.moved).items()}["review"] == "reversal"


def test_what_comes_late_and_stays_is_kept_only_where_some_step_is_missing() -> None:
    none, found = (
        NoBillReturned(on="2023-02-01", **ONE),
        VerdictReturned(on="2023-03-01", verdict="enhancement true", **ONE),
    )
    unfiled, whole = filed(none, found), filed(ChargeFiled(on="2023-01-01", **ONE), none, found)
    assert unfiled.at().charge("A. Doe", "1").disregarded == ()
    assert whole.at().charge("A. Doe", "1").disregarded == (whole.last,)


def test_what_a_missing_step_leaves_unknown_is_because_of_the_act_that_skipped_it() -> None:
    why = filed(SentenceImposed(on="2023-02-01", **ONE)).at().charge("A. Doe", "1").why("jeopardy")
    assert [entry.id for entry in why.entries] == ["e1"]
    inactive = ChargeInactivated(on="2023-01-05", **ONE)
    case = filed(*PUT_BACK[:2], inactive, VerdictReturned(on="2023-02-01", verdict="guilty", **ONE))
    why = case.at().charge("A. Doe", "1").why("activity")
    assert "e4" in [entry.id for entry in why.entries]


def test_a_claim_that_a_conditional_row_allows_is_not_contradicted() -> None:
    withdrawn = AppealWithdrawn(on="2023-05-01", **ONE)
    case = filed(*BELOW, Stated(on="2023-06-01", by="counsel", modality="asserts", about=withdrawn))
    assert [each.fate for each in case.at().statements] == [Fate.OPEN]


def test_an_order_reversed_on_an_appeal_of_nobody_knows_whom_moves_nothing_on_a_shared_day_either() -> None:
    *_, tried, found, again, _, _ = PUT_BACK
    reversed_ = AppealDecided(on="2023-01-07", outcome="reversed", **ONE)
    acts = (*PUT_BACK[:2], tried, found, again, AppealFiled(on="2023-01-06", **ONE))
    case = filed(*acts, reversed_, reversed_)
    view = case.at()
    assert view.charge("A. Doe", "1").phase is Phase.TRIABLE
    assert "unread-outcome" in {finding.code for finding in view.findings}
