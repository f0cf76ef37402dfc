"""
What a court of last resort vacates is the decision of the court below it, and relief from outside may be undone.

Expected values: 28 USC 2106 and Lawrence v. Chater, 516 U.S. 163, of an order that grants certiorari, vacates the
judgment of the court of appeals and remands: the court of appeals decides again, and until then the conviction stands.
28 USC 2253(a), of the appeal by the state from an order that grants a writ of habeas corpus. Ortega-Rodriguez v. United
States, 507 U.S. 234: where an appeal was dismissed, certiorari reviews the dismissal and not the conviction.
"""

import pytest
from stories import DOE, INDICTED, Act, act, codes, seen, stands

from casestate import Certainty
from casestate.events import (
    AppealDecided,
    AppealFiled,
    ChargeDismissed,
    ConvictionSetAside,
    NewTrialGranted,
    SentenceImposed,
    TrialBegan,
    VerdictReturned,
)

TRIED = (INDICTED, act(TrialBegan), act(VerdictReturned, verdict="guilty"), act(SentenceImposed))
APPEAL = act(AppealFiled, by="defendant")
AFFIRMED = act(AppealDecided, outcome="affirmed")
CERTIORARI = act(AppealFiled, by="defendant", kind="discretionary")
BY_LEAVE = act(AppealFiled, by="prosecutor", kind="discretionary")
BY_STATE = act(AppealFiled, by="prosecutor")
REVERSED = act(AppealDecided, outcome="reversed", by="prosecutor")
WITH = act(ChargeDismissed, prejudice="with")
VACATED = act(AppealDecided, outcome="vacated")
PENDING_AGAIN = "convicted and sentenced; an appeal is pending"
HABEAS = act(AppealFiled, by="defendant", kind="collateral")

DENIED, GRANTED = act(AppealDecided, outcome="habeas_denied"), act(AppealDecided, outcome="habeas_granted")
ON_LEAVE = act(AppealDecided, outcome="reversed")
AGAIN = "convicted and sentenced; a petition for collateral review is pending"
FELL = "charged; pending; an earlier finding of guilt was reversed"
OPEN = "found guilty; whether the conviction stands after the decisions on appeal is not on file"


def test_certiorari_over_an_appeal_vacates_the_decision_of_the_court_of_appeals() -> None:
    view = seen(*TRIED, APPEAL, AFFIRMED, CERTIORARI, VACATED)
    charge = view.charge(DOE, "1")
    assert (view[DOE].status.words, codes(view)) == (PENDING_AGAIN, set())
    assert (charge.is_conviction(), charge.is_conviction("immigration")) == (Certainty.YES, Certainty.POSSIBLY)
    assert charge.final_on is None


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("affirmed", "convicted and sentenced"),
        ("reversed", "charged; pending; an earlier finding of guilt was reversed"),
    ],
)
def test_the_court_of_appeals_then_decides_again(outcome: str, words: str) -> None:
    view = seen(*TRIED, APPEAL, AFFIRMED, CERTIORARI, VACATED, act(AppealDecided, outcome=outcome))
    assert (view[DOE].status.words, codes(view)) == (words, set())


@pytest.mark.parametrize("outcome", ["reversed", "reversed_for_insufficiency"])
def test_on_the_states_petition_the_reversal_falls_and_the_appeal_is_pending_again(outcome: str) -> None:
    view = seen(*TRIED, APPEAL, act(AppealDecided, outcome=outcome), BY_LEAVE, VACATED)
    assert (view[DOE].status.words, codes(view)) == (PENDING_AGAIN, set())


RETRIED = (APPEAL, act(AppealDecided, outcome="reversed"), *TRIED[1:])


@pytest.mark.parametrize("before", [(), RETRIED, (CERTIORARI, act(AppealDecided, outcome="certiorari_denied"))])
def test_what_no_court_had_decided_falls_itself(before: tuple[Act, ...]) -> None:
    view = seen(*TRIED, *before, CERTIORARI, VACATED)
    assert stands(view, ["phase", "conviction"]) == {"phase": "triable", "conviction": "reversed"}


def test_the_party_that_got_a_reversal_attacks_what_came_after_it_and_another_the_reversal() -> None:
    reversed_ = act(AppealDecided, outcome="reversed")
    assert seen(*TRIED, APPEAL, reversed_, CERTIORARI, VACATED)[DOE].status.words.startswith("charged; pending")
    unnamed = act(AppealFiled, kind="discretionary")
    assert seen(*TRIED, APPEAL, reversed_, unnamed, VACATED)[DOE].status.words == PENDING_AGAIN


DISMISSED = act(AppealDecided, outcome="dismissed")
LEAVE_DISMISSED = act(AppealDecided, outcome="dismissed", kind="discretionary")


@pytest.mark.parametrize(
    ("before", "again"),
    [
        ((APPEAL, DISMISSED), "an appeal is pending"),
        ((HABEAS, DISMISSED), "a petition for collateral review is pending"),
        ((APPEAL, AFFIRMED, HABEAS, DISMISSED), "a petition for collateral review is pending"),
        ((APPEAL, AFFIRMED, CERTIORARI, LEAVE_DISMISSED), "an appeal is pending"),
    ],
)
def test_a_dismissal_that_is_vacated_leaves_the_conviction(before: tuple[Act, ...], again: str) -> None:
    view = seen(*TRIED, *before, CERTIORARI, VACATED)
    assert (view[DOE].status.words, codes(view)) == (f"convicted and sentenced; {again}", set())


TOOK_BACK = "charged; pending, with an appeal before trial"


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ((INDICTED, WITH, BY_STATE, REVERSED, CERTIORARI), "dismissed with prejudice; an appeal is pending"),
        ((INDICTED, WITH, BY_STATE, AFFIRMED, BY_LEAVE), "dismissed with prejudice; an appeal is pending"),
        (
            (*TRIED, HABEAS, act(AppealDecided, outcome="habeas_granted"), BY_STATE, REVERSED, CERTIORARI),
            f"{TOOK_BACK}; an earlier finding of guilt was reversed",
        ),
        (
            (*TRIED, act(NewTrialGranted), BY_STATE, AFFIRMED, BY_LEAVE),
            f"{TOOK_BACK}; an earlier finding of guilt was set aside",
        ),
    ],
)
def test_whatever_the_court_of_appeals_had_decided_falls_and_nothing_else(before: tuple[Act, ...], words: str) -> None:
    view = seen(*before, VACATED)
    assert (view[DOE].status.words, codes(view)) == (words, set())


def test_an_order_to_sentence_anew_reversed_on_the_states_appeal_leaves_the_sentence() -> None:
    anew = act(AppealDecided, outcome="resentencing_ordered")
    assert seen(*TRIED, HABEAS, anew, BY_STATE, REVERSED)[DOE].status.words == "convicted and sentenced"
    assert seen(*TRIED, HABEAS, anew, BY_STATE, AFFIRMED)[DOE].status.words == "convicted, awaiting sentence"


def test_a_review_of_collateral_review_leaves_the_conviction_too() -> None:
    view = seen(*TRIED, HABEAS, DENIED, CERTIORARI, VACATED)
    assert view[DOE].status.words == "convicted and sentenced; a petition for collateral review is pending"


REMANDED = act(AppealDecided, outcome="reversed_and_remanded")


@pytest.mark.parametrize(
    ("acts", "words"),
    [
        ((HABEAS, DENIED, CERTIORARI), AGAIN),
        ((HABEAS, DENIED, CERTIORARI, ON_LEAVE), AGAIN),
        ((HABEAS, DENIED, CERTIORARI, REMANDED), AGAIN),
        ((APPEAL, AFFIRMED, HABEAS, DENIED, APPEAL), AGAIN),
        ((APPEAL, AFFIRMED, HABEAS, DENIED, APPEAL, ON_LEAVE), AGAIN),
        ((APPEAL, AFFIRMED, HABEAS, DENIED, APPEAL, ON_LEAVE, GRANTED), FELL),
        ((APPEAL, AFFIRMED, HABEAS, DENIED, APPEAL, ON_LEAVE, DENIED), "convicted and sentenced"),
        ((APPEAL, AFFIRMED, HABEAS, DENIED, APPEAL, AFFIRMED), "convicted and sentenced"),
        ((APPEAL, AFFIRMED, HABEAS, DENIED, APPEAL, DENIED), "convicted and sentenced"),
        ((HABEAS, DENIED, CERTIORARI, GRANTED), FELL),
        ((HABEAS, DENIED, APPEAL), "convicted and sentenced; an appeal is pending"),
        ((HABEAS, DENIED, APPEAL, ON_LEAVE), FELL),
        ((APPEAL, AFFIRMED, CERTIORARI, ON_LEAVE), OPEN),
    ],
)
def test_what_is_reversed_on_review_of_a_collateral_attack_is_the_refusal_of_relief(
    acts: tuple[Act, ...], words: str
) -> None:
    view = seen(*TRIED, *acts)
    assert (view[DOE].status.words, codes(view)) == (words, set())


RELIEF = (act(AppealDecided, outcome="habeas_granted"), act(ConvictionSetAside, ground="merits"), act(NewTrialGranted))


@pytest.mark.parametrize("relief", RELIEF)
@pytest.mark.parametrize(
    "appeal",
    [(act(AppealFiled, by="prosecutor", kind=kind),) for kind in ("collateral", "direct", "discretionary")] + [()],
)
def test_collateral_relief_reversed_on_the_states_appeal_puts_the_conviction_back(
    relief: Act, appeal: tuple[Act, ...]
) -> None:
    view = seen(*TRIED, HABEAS, relief, *appeal, REVERSED)
    assert view[DOE].status.words == "convicted and sentenced"
    assert view.charge(DOE, "1").is_conviction() is Certainty.YES


def test_affirmed_the_relief_stands() -> None:
    view = seen(*TRIED, HABEAS, RELIEF[0], act(AppealFiled, by="prosecutor", kind="collateral"), AFFIRMED)
    assert view[DOE].status.words == "charged; pending; an earlier finding of guilt was reversed"


def test_where_the_file_does_not_say_who_appealed_nothing_moves() -> None:
    view = seen(*TRIED, HABEAS, RELIEF[0], act(AppealDecided, outcome="reversed"))
    assert stands(view, ["phase"]) == {"phase": "triable"}
    assert "unread-outcome" in codes(view)


def test_so_it_is_where_the_file_lacks_the_filing_of_that_review() -> None:
    view = seen(*TRIED, APPEAL, AFFIRMED, HABEAS, DENIED, ON_LEAVE)
    assert (view[DOE].status.words, codes(view)) == (AGAIN, {"missing-appeal"})
