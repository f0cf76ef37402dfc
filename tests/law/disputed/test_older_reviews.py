"""
Reviews that were filed before the order that took away what they reviewed, and remands in none.

Expected values: an appeal left without anything to decide is dismissed as moot, and the file has that appeal; a review
filed before an order is no review of that order; after the appeal has ended a remand opens no other (FRAP 41). What a
defendant appeals from is the judgment against them, so a reversal on that appeal never puts a conviction back: only the
government can have an order in the defendant's favour reversed (United States v. Wilson; 18 USC 3731), and where the
defendant died the order is to vacate the judgment (United States v. Parsons).
"""

import pytest
from stories import DOE, INDICTED, Act, act, codes, seen, stands

from casestate.events import (
    AcquittalOrdered,
    AppealDecided,
    AppealFiled,
    AppealRemanded,
    AppealWithdrawn,
    ChargeAbated,
    ChargeDismissed,
    ChargeMerged,
    ConvictionSetAside,
    DefendantDied,
    DeferralCompleted,
    JudgmentArrested,
    NewTrialGranted,
    PleaAccepted,
    SentenceDeferred,
    SentenceImposed,
    TrialBegan,
    VerdictReturned,
)
from casestate.law import PROCEDURES, Procedure
from casestate.when import Certainty

CONVICTED = (INDICTED, act(PleaAccepted, plea="guilty"), act(SentenceImposed))
BY_DEFENDANT, BY_STATE = act(AppealFiled, by="defendant"), act(AppealFiled, by="prosecutor")
ATTACKED = act(AppealFiled, by="defendant", kind="collateral")
NEW_TRIAL, MERITS, SET_ASIDE = act(NewTrialGranted), act(ConvictionSetAside, ground="merits"), act(ConvictionSetAside)
REMANDED, WITHDRAWN = act(AppealRemanded), act(AppealWithdrawn)
STANDS = {"phase": "judged", "conviction": "adjudicated"}


def decided(outcome: str) -> Act:
    return act(AppealDecided, outcome=outcome)


@pytest.mark.parametrize("order", [NEW_TRIAL, MERITS])
@pytest.mark.parametrize(
    ("review", "end"),
    [
        *[(BY_DEFENDANT, end) for end in (decided("dismissed"), decided("reversed"), WITHDRAWN)],
        *[(ATTACKED, end) for end in (decided("dismissed"), decided("habeas_denied"), WITHDRAWN)],
    ],
)
def test_a_review_that_an_order_made_moot_is_on_file(review: Act, end: Act, order: Act) -> None:
    view = seen(*CONVICTED, review, order, end)
    assert stands(view, ["phase", "conviction"]) == {"phase": "triable", "conviction": "vacated"}
    assert len(view.charge(DOE, "1").state.reviews) == 1
    assert not codes(view)


def test_so_is_an_appeal_that_a_death_made_moot() -> None:
    view = seen(*CONVICTED, BY_DEFENDANT, act(DefendantDied), act(ChargeAbated), decided("dismissed"))
    assert stands(view, ["phase", "review"]) == {"phase": "abated", "review": "ended"}
    assert not codes(view)


def test_a_collateral_attack_that_has_ended_stays_ended() -> None:
    view = seen(*CONVICTED, ATTACKED, NEW_TRIAL, BY_STATE)
    assert stands(view, ["review", "collateral"]) == {"review": "pending", "collateral": "ended"}


@pytest.mark.parametrize("end", [decided("affirmed"), WITHDRAWN])
def test_a_remand_once_the_appeal_has_ended_opens_none(end: Act) -> None:
    view = seen(*CONVICTED, BY_DEFENDANT, end, REMANDED)
    assert stands(view, ["review", *STANDS]) == {"review": "ended", **STANDS}
    (finding,) = [each for each in view.findings if each.code == "remand-after-decision"]
    assert "once the appeal has ended" in finding.message
    assert codes(view) == {"remand-after-decision"}


@pytest.mark.parametrize("before", [(), (BY_DEFENDANT, decided("affirmed"))])
def test_a_remand_while_the_judgment_is_attacked_comes_in_that_review(before: tuple[Act, ...]) -> None:
    view = seen(*CONVICTED, *before, ATTACKED, REMANDED)
    assert stands(view, ["collateral", *STANDS]) == {"collateral": "pending", **STANDS}
    assert stands(view, ["review"]) != {"review": "pending"}
    assert not codes(view)


@pytest.mark.parametrize(
    "acts",
    [
        (BY_STATE, SET_ASIDE, decided("reversed")),  # the government's appeal is from the sentence
        (SET_ASIDE, act(AppealFiled), decided("reversed")),  # nobody knows whose appeal it is
        (SET_ASIDE, act(AppealFiled), decided("vacated")),
    ],
)
def test_where_the_file_does_not_say_that_a_set_aside_was_reversed_it_stands(acts: tuple[Act, ...]) -> None:
    view = seen(*CONVICTED, *acts)
    expected = {"phase": "judged", "found": "guilty", "conviction": "set_aside"}
    assert stands(view, expected) == expected
    assert codes(view) == {"unread-outcome"}


def test_the_governments_appeal_from_the_order_is_read() -> None:
    view = seen(*CONVICTED, SET_ASIDE, BY_STATE, decided("reversed"))
    assert stands(view, STANDS) == STANDS
    assert not codes(view)


TRIED = (INDICTED, act(TrialBegan), act(VerdictReturned, verdict="guilty"), act(SentenceImposed))
CLOSED = {
    "abated": (act(DefendantDied), act(ChargeAbated)),
    "merged": (act(ChargeMerged, into="2"),),
    "dismissed with prejudice": (act(ChargeDismissed, by="court", prejudice="with"),),
    "dismissed": (NEW_TRIAL, act(ChargeDismissed, by="prosecutor", prejudice="without")),
    "acquitted": (act(AcquittalOrdered),),
    "arrested": (act(JudgmentArrested),),
}


@pytest.mark.parametrize("procedure", PROCEDURES.values(), ids=str)
@pytest.mark.parametrize("outcome", ["reversed", "reversed_and_remanded", "vacated", "reversed_for_insufficiency"])
@pytest.mark.parametrize("kind", ["unknown", "discretionary"])
@pytest.mark.parametrize("order", CLOSED)
def test_a_defendants_appeal_never_takes_back_a_later_order_in_their_favour(
    order: str, kind: str, outcome: str, procedure: Procedure
) -> None:
    acts = (*TRIED, act(AppealFiled, by="defendant", kind=kind), *CLOSED[order])
    closed = seen(*acts, procedure=procedure).charge(DOE, "1")
    view = seen(*acts, act(AppealDecided, outcome=outcome, by="defendant", kind=kind), procedure=procedure)
    charge = view.charge(DOE, "1")
    assert charge.phase is closed.phase
    assert charge.is_conviction() is Certainty.NO
    assert charge.review == "ended"
    assert not codes(view) - codes(seen(*acts, procedure=procedure))


def test_an_appeal_before_trial_is_none_from_a_later_order() -> None:
    before = (INDICTED, BY_DEFENDANT)
    dismissed = seen(*before, act(ChargeDismissed, by="court", prejudice="with"), decided("reversed"))
    acquitted = seen(*before, *TRIED[1:3], act(AcquittalOrdered), decided("reversed"))
    assert stands(dismissed, ["phase", "review"]) == {"phase": "barred", "review": "ended"}
    assert stands(acquitted, ["phase", "found"]) == {"phase": "overturned", "found": "not_guilty"}


def test_a_reversal_takes_away_what_a_completed_deferral_left() -> None:
    deferred = (INDICTED, act(PleaAccepted, plea="guilty"), act(SentenceDeferred), BY_DEFENDANT)
    view = seen(*deferred, act(DeferralCompleted), decided("reversed"))
    assert stands(view, ["phase", "conviction"]) == {"phase": "barred", "conviction": "reversed"}


@pytest.mark.parametrize("order", CLOSED)
def test_where_the_file_does_not_say_who_appealed_nothing_moves(order: str) -> None:
    acts = (*TRIED, act(AppealFiled), *CLOSED[order])
    view = seen(*acts, decided("reversed"))
    assert view.charge(DOE, "1").phase is seen(*acts).charge(DOE, "1").phase
    assert view.charge(DOE, "1").is_conviction() is not Certainty.YES
    assert "unread-outcome" in codes(view)


@pytest.mark.parametrize("order", ["merged", "dismissed with prejudice", "acquitted", "arrested"])
def test_the_governments_later_appeal_puts_the_finding_back(order: str) -> None:
    view = seen(*TRIED, BY_DEFENDANT, *CLOSED[order], BY_STATE, act(AppealDecided, outcome="reversed", by="prosecutor"))
    assert view.charge(DOE, "1").found == "guilty"
