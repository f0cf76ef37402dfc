"""An order taken back restores what it had ended, and nothing else moves until an act names it."""

import pytest
from stories import INDICTED, PRISON, Act, act, codes, seen, stands

from casestate.events import (
    AcquittalOrdered,
    AdjudicationDeferred,
    AppealDecided,
    AppealFiled,
    AppealWithdrawn,
    BoundOver,
    ChargeDischarged,
    ChargeDismissed,
    ChargeFiled,
    ChargeMerged,
    ChargeReinstated,
    Component,
    DeferralCompleted,
    DeferralRevoked,
    DiversionCompleted,
    DiversionStarted,
    JudgmentArrested,
    NoBillReturned,
    OrderVacated,
    Pardoned,
    PleaAccepted,
    PleaSetAside,
    PleaWithdrawn,
    SentenceDeferred,
    SentenceImposed,
    SentenceModified,
    SentenceStayed,
    SupervisionDecided,
    TrialBegan,
    VerdictReturned,
)

TRIAL, GUILTY = act(TrialBegan), act(VerdictReturned, verdict="guilty")
PLEA = act(PleaAccepted, plea="guilty")
SENTENCED = act(SentenceImposed, components=[PRISON])
APPEALED = act(AppealFiled, by="prosecutor")
FOUND = {"phase": "found_guilty", "found": "guilty", "conviction": "found"}
DISMISSED = [act(ChargeDismissed, by="court", prejudice=each) for each in ("with", "without", "unspecified")]


def decided(outcome: str) -> Act:
    return act(AppealDecided, outcome=outcome)


@pytest.mark.parametrize("outcome", ["reversed", "reversed_and_remanded", "vacated", "verdict_reinstated"])
@pytest.mark.parametrize("ended", [*DISMISSED, act(JudgmentArrested)], ids=["with", "without", "unsaid", "arrested"])
def test_a_verdict_returns_when_the_order_that_ended_the_charge_is_reversed(ended: Act, outcome: str) -> None:
    """United States v. Wilson, 420 U.S. 332."""
    view = seen(INDICTED, TRIAL, GUILTY, ended, APPEALED, decided(outcome))
    assert stands(view, FOUND) == FOUND
    assert stands(view, ["disposition", "jeopardy"]) == {"disposition": "convicted_by_verdict", "jeopardy": "attached"}
    assert not codes(view, "error", "incomplete", "policy")


@pytest.mark.parametrize("ended", DISMISSED)
def test_a_plea_returns_likewise(ended: Act) -> None:
    view = seen(INDICTED, PLEA, ended, APPEALED, decided("reversed"))
    assert stands(view, FOUND) == FOUND
    assert view.charge("A. Doe", "1").plea == "guilty"


def test_a_deferral_completed_and_reversed_goes_on() -> None:
    view = seen(INDICTED, PLEA, act(AdjudicationDeferred), act(DeferralCompleted), APPEALED, decided("reversed"))
    expected = {"phase": "deferred", "conviction": "withheld", "disposition": "adjudication_deferred"}
    assert stands(view, expected) == expected


@pytest.mark.parametrize(
    ("before", "phase"),
    [
        ((act(ChargeFiled, instrument="complaint"),), "charged"),
        ((act(ChargeFiled, instrument="complaint"), act(BoundOver)), "triable"),
        ((INDICTED,), "triable"),
        ((INDICTED, act(DiversionStarted)), "diverted"),
    ],
)
@pytest.mark.parametrize("ended", DISMISSED)
def test_a_charge_put_back_is_as_far_as_it_was(before: tuple[Act, ...], phase: str, ended: Act) -> None:
    for back in ((act(ChargeReinstated),), (APPEALED, decided("reversed"))):
        view = seen(*before, ended, *back)
        expected = {"phase": phase, "found": "nothing", "conviction": "none", "jeopardy": "not_attached"}
        assert stands(view, expected) == expected
        assert not codes(view, "error", "incomplete", "policy")


@pytest.mark.parametrize("ended", [act(ChargeDischarged), act(NoBillReturned)])
def test_a_discharge_or_no_bill_taken_back_leaves_the_charge_pending(ended: Act) -> None:
    view = seen(act(ChargeFiled, instrument="complaint"), ended, act(ChargeReinstated))
    assert stands(view, ["phase", "disposition"]) == {"phase": "charged", "disposition": "none"}


@pytest.mark.parametrize("ended", DISMISSED)
def test_a_charge_dismissed_in_mid_trial_and_put_back_is_tried_anew(ended: Act) -> None:
    for back in ((act(ChargeReinstated),), (APPEALED, decided("reversed"))):
        view = seen(INDICTED, TRIAL, ended, *back)
        expected = {"phase": "triable", "found": "nothing", "jeopardy": "ended_retriable", "disposition": "none"}
        assert stands(view, expected) == expected


def test_a_merged_count_is_revived_by_an_act_on_it_alone() -> None:
    """Rutledge v. United States, 517 U.S. 292, 306."""
    second = act(ChargeFiled, charge="2", instrument="indictment", severity="felony")
    tried = (INDICTED, second, TRIAL, act(TrialBegan, charge="2"), GUILTY)
    merged = (*tried, act(VerdictReturned, charge="2", verdict="guilty"), act(ChargeMerged, charge="2", into="1"))
    standing = seen(*merged, SENTENCED)
    assert "merged-count-may-be-revived" not in codes(standing)
    fallen = seen(*merged, SENTENCED, act(AppealFiled, by="defendant"), decided("reversed"))
    assert stands(fallen, ["phase"], charge="2") == {"phase": "barred"}
    assert "merged-count-may-be-revived" in codes(fallen, "warning")
    revived = seen(
        *merged, SENTENCED, act(AppealFiled, by="defendant"), decided("reversed"), act(ChargeReinstated, charge="2")
    )
    assert stands(revived, FOUND, charge="2") == FOUND
    assert not codes(revived, "error", "incomplete", "policy")
    assert "merged-count-may-be-revived" not in codes(revived)


@pytest.mark.parametrize("prejudice", ["with", "without", "unspecified"])
@pytest.mark.parametrize(
    "fell",
    [
        (act(PleaWithdrawn),),
        (SENTENCED, act(PleaSetAside)),
        (SENTENCED, act(AppealFiled, by="defendant"), decided("vacated")),
    ],
)
def test_a_count_dismissed_under_a_plea_that_fell_is_reinstated_by_an_act_on_it_alone(
    prejudice: str, fell: tuple[Act, ...]
) -> None:
    """18 USC 3296; Ricketts v. Adamson, 483 U.S. 1."""
    second = act(ChargeFiled, charge="2", instrument="indictment", severity="felony")
    bargain = act(ChargeDismissed, charge="2", by="prosecutor", prejudice=prejudice, ground="plea_agreement")
    held = seen(INDICTED, second, PLEA, bargain)
    assert "bargained-count-may-be-reinstated" not in codes(held)
    fallen = seen(INDICTED, second, PLEA, bargain, *fell)
    assert stands(fallen, ["phase"], charge="2")["phase"] in ("dismissed", "barred")
    assert "bargained-count-may-be-reinstated" in codes(fallen, "warning")
    back = seen(INDICTED, second, PLEA, bargain, *fell, act(ChargeReinstated, charge="2"))
    assert stands(back, ["phase", "disposition"], charge="2") == {"phase": "triable", "disposition": "none"}
    assert not codes(back, "error")
    assert "bargained-count-may-be-reinstated" not in codes(back)


def test_probation_reinstated_is_the_current_sentence_again() -> None:
    probation, prison = Component(kind="probation", term="2 years"), Component(kind="prison", term="1 year")
    revoked = act(SupervisionDecided, outcome="revoked", components=[prison])
    acts = (INDICTED, PLEA, act(SentenceImposed, components=[probation]))
    assert seen(*acts, revoked).charge("A. Doe", "1").components == (prison,)
    for taken in ((revoked,), (act(SupervisionDecided, outcome="revoked"), act(SentenceModified, components=[prison]))):
        again = seen(*acts, *taken, act(SupervisionDecided, outcome="reinstated")).charge("A. Doe", "1")
        assert again.components == (probation,)
        assert (again.sentence, again.supervision) == ("imposed", "reinstated")
    anew = (revoked, act(SupervisionDecided, outcome="reinstated"), revoked)
    assert seen(*acts, *anew).charge("A. Doe", "1").components == (prison,)
    other = Component(kind="probation", term="3 years")
    changed = act(SupervisionDecided, outcome="reinstated", components=[other])
    assert seen(*acts, revoked, changed).charge("A. Doe", "1").components == (other,)


@pytest.mark.parametrize(
    "ended",
    [*[decided(each) for each in ("affirmed", "affirmed_in_part", "dismissed")], act(AppealWithdrawn, by="defendant")],
)
def test_a_stay_of_sentence_ends_with_the_review_it_waited_for(ended: Act) -> None:
    acts = (INDICTED, TRIAL, GUILTY, SENTENCED, act(AppealFiled, by="defendant"), act(SentenceStayed))
    assert stands(seen(*acts), ["sentence"]) == {"sentence": "stayed"}
    assert stands(seen(*acts, ended), ["sentence"]) == {"sentence": "imposed"}


def test_a_pardon_outlasts_the_end_of_a_deferral() -> None:
    view = seen(INDICTED, PLEA, act(SentenceDeferred), act(Pardoned), act(DeferralRevoked))
    assert stands(view, ["phase", "conviction"]) == {"phase": "found_guilty", "conviction": "pardoned"}


TAKEN_BACK = act(OrderVacated)
DIVERTED, OUT_OF_DIVERSION = act(DiversionStarted), act(DiversionCompleted)


@pytest.mark.parametrize("back", [TAKEN_BACK, act(ChargeReinstated)])
@pytest.mark.parametrize("deferred", [act(AdjudicationDeferred), act(SentenceDeferred)])
def test_a_deferral_completed_and_taken_back_may_be_revoked(deferred: Act, back: Act) -> None:
    acts = (INDICTED, PLEA, deferred, act(DeferralCompleted), back)
    view = seen(*acts, act(DeferralRevoked), SENTENCED)
    expected = {"phase": "judged", "conviction": "adjudicated", "disposition": "convicted_by_plea"}
    assert stands(view, expected) == expected
    assert view.charge("A. Doe", "1").components == (PRISON,)
    assert not codes(view)


@pytest.mark.parametrize("ended", [act(AcquittalOrdered), act(ChargeMerged, into="2"), act(JudgmentArrested)])
def test_a_finding_stands_again_when_the_court_takes_its_order_back(ended: Act) -> None:
    view = seen(INDICTED, TRIAL, GUILTY, ended, TAKEN_BACK)
    assert stands(view, FOUND) == FOUND
    assert not codes(view)
    assert stands(seen(INDICTED, TRIAL, GUILTY, ended, TAKEN_BACK, SENTENCED), ["phase"]) == {"phase": "judged"}


def test_an_acquittal_before_a_verdict_is_never_taken_back() -> None:
    """Smith v. Massachusetts, 543 U.S. 462."""
    view = seen(INDICTED, TRIAL, act(AcquittalOrdered), TAKEN_BACK)
    assert stands(view, ["phase", "found"]) == {"phase": "acquitted", "found": "not_guilty"}
    assert codes(view) == {"unread-outcome"}


@pytest.mark.parametrize(
    ("deferred", "phase", "conviction"),
    [
        (act(AdjudicationDeferred), "deferred", "withheld"),
        (act(SentenceDeferred), "sentence_deferred", "adjudicated"),
    ],
)
def test_the_revocation_of_a_deferral_taken_back_leaves_it_deferred(deferred: Act, phase: str, conviction: str) -> None:
    view = seen(INDICTED, PLEA, deferred, act(DeferralRevoked), TAKEN_BACK)
    assert stands(view, ["phase", "conviction"]) == {"phase": phase, "conviction": conviction}
    assert not codes(view)


@pytest.mark.parametrize(
    ("back", "phase"),
    [
        ((TAKEN_BACK,), "diverted"),
        ((APPEALED, decided("reversed")), "diverted"),
        ((act(ChargeReinstated),), "triable"),
        ((act(ChargeReinstated), TRIAL), "on_trial"),
    ],
)
def test_a_diversion_completed_and_taken_back_leaves_the_charge_as_far_as_it_was(
    back: tuple[Act, ...], phase: str
) -> None:
    view = seen(INDICTED, DIVERTED, OUT_OF_DIVERSION, *back)
    assert stands(view, ["phase"]) == {"phase": phase}
    assert not codes(view)
