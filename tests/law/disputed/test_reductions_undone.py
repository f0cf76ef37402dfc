"""
A reduction that a court takes back, or that falls on the State's appeal, leaves the conviction as it was.

Expected values: Cal. Penal Code 17(b) (a court may make a felony a misdemeanor, at sentence or years later) and 1238
(the People may appeal an order that modifies the verdict, or one made after judgment that affects their rights).
"""

import pytest
from stories import INDICTED, Act, act, codes, seen, story

from casestate import CaseFile, Certainty, View
from casestate.events import (
    AppealDecided,
    AppealFiled,
    ChargeReinstated,
    Component,
    ConvictionReduced,
    DeferralCompleted,
    DeferralRevoked,
    NewTrialGranted,
    OrderVacated,
    PleaAccepted,
    SentenceDeferred,
    SentenceImposed,
    SentenceModified,
    SupervisionDecided,
    TrialBegan,
    VerdictReturned,
)
from casestate.law import Purpose
from casestate.law.places.us_california import US_CALIFORNIA

PLEA = act(PleaAccepted, plea="guilty")
PROBATION = Component(kind="probation", term="3 years")
JUDGED = (INDICTED, PLEA, act(SentenceImposed, components=[PROBATION]))
REDUCED = act(ConvictionReduced, severity="misdemeanor")
BY_STATE = act(AppealFiled, by="prosecutor")
REVERSED = act(AppealDecided, outcome="reversed")
TAKEN_BACK = [
    (BY_STATE, REVERSED),
    (BY_STATE, act(AppealDecided, outcome="verdict_reinstated")),
    (act(OrderVacated),),
]


def stands_as(view: View) -> tuple[str, str, str | None, str]:
    charge = view.charge("A. Doe", "1")
    return charge.phase, charge.severity, charge.convicted_of, charge.sentence


@pytest.mark.parametrize("back", TAKEN_BACK)
def test_a_reduction_taken_back_leaves_the_felony_and_its_sentence(back: tuple[Act, ...]) -> None:
    for reduced in (REDUCED, act(ConvictionReduced, offense="trespass", severity="misdemeanor")):
        view = seen(*JUDGED, reduced, *back, procedure=US_CALIFORNIA)
        assert stands_as(view) == ("judged", "felony", "burglary", "imposed")
        charge = view.charge("A. Doe", "1")
        assert charge.components == (PROBATION,)
        assert charge.disposition == "convicted_by_plea"
        assert not any("reduced" in each for each in view["A. Doe"].fairly_said)
        assert codes(view) == set()


@pytest.mark.parametrize("back", TAKEN_BACK)
def test_before_sentence_likewise(back: tuple[Act, ...]) -> None:
    view = seen(INDICTED, PLEA, REDUCED, *back)
    assert stands_as(view) == ("found_guilty", "felony", "burglary", "none")
    assert codes(view) == set()


@pytest.mark.parametrize("back", TAKEN_BACK)
def test_of_two_reductions_the_last_is_taken_back(back: tuple[Act, ...]) -> None:
    view = seen(*JUDGED, REDUCED, act(ConvictionReduced, offense="trespass", severity="infraction"), *back)
    assert stands_as(view) == ("judged", "misdemeanor", "burglary", "imposed")


@pytest.mark.parametrize(
    ("between", "appeal"),
    [
        ((act(SentenceModified, components=[PROBATION]),), BY_STATE),
        ((), act(AppealFiled)),
    ],
)
def test_nothing_moves_while_the_file_leaves_open_what_was_reversed(between: tuple[Act, ...], appeal: Act) -> None:
    view = seen(*JUDGED, REDUCED, *between, appeal, REVERSED)
    assert view.charge("A. Doe", "1").phase == "judged"
    assert view.charge("A. Doe", "1").severity == "misdemeanor"
    assert codes(view) == {"unread-outcome"}


def test_an_appeal_of_the_defendant_is_from_the_conviction() -> None:
    view = seen(*JUDGED, REDUCED, act(AppealFiled, by="defendant"), REVERSED)
    assert view.charge("A. Doe", "1").phase == "triable"
    assert codes(view) == set()


TRIED = (INDICTED, act(TrialBegan), act(VerdictReturned, verdict="guilty"), act(SentenceImposed))
TO_A_LESSER_FELONY = (
    act(AppealFiled, by="defendant"),
    act(
        AppealDecided,
        outcome="reduced_to_lesser",
        by="defendant",
        offense="criminal trespass",
        grade="fourth-degree felony",
        severity="felony",
    ),
)
DEFERRED = (INDICTED, PLEA, act(SentenceDeferred))


def said_of(view: View) -> tuple[str | None, str]:
    proved = view.charge("A. Doe", "1").state.proved
    assert proved is not None
    return proved.offense, proved.severity


@pytest.mark.parametrize("between", [(), (act(SentenceImposed),)])
@pytest.mark.parametrize(
    ("reduced", "left"),
    [
        ({"severity": "misdemeanor"}, ("criminal trespass", "misdemeanor")),
        ({"severity": "infraction"}, ("criminal trespass", "infraction")),
        ({"offense": "disorderly conduct", "severity": "misdemeanor"}, ("disorderly conduct", "misdemeanor")),
    ],
)
def test_a_reduction_after_one_on_appeal_is_the_last_word(
    between: tuple[Act, ...], reduced: dict[str, str], left: tuple[str, str]
) -> None:
    view = seen(*TRIED, *TO_A_LESSER_FELONY, *between, act(ConvictionReduced, **reduced))
    assert said_of(view) == left
    assert view.charge("A. Doe", "1").is_conviction(Purpose.FEDERAL_FIREARMS) is not Certainty.YES
    assert codes(view) == set()


def test_a_reduction_before_one_on_appeal_is_not() -> None:
    view = seen(*TRIED, act(ConvictionReduced, severity="misdemeanor"), *TO_A_LESSER_FELONY)
    assert said_of(view) == ("criminal trespass", "felony")


def test_a_lesser_verdict_and_two_reductions_each_count() -> None:
    lesser = (INDICTED, act(TrialBegan), act(VerdictReturned, verdict="guilty_of_lesser_included", offense="trespass"))
    view = seen(*lesser, act(SentenceImposed), REDUCED)
    assert said_of(view) == ("trespass", "misdemeanor")
    view = seen(*lesser, act(SentenceImposed), REDUCED, act(ConvictionReduced, severity="infraction"))
    assert said_of(view) == ("trespass", "infraction")


def test_a_reduction_falls_with_the_finding_and_comes_back_with_it() -> None:
    fell = (*TRIED, REDUCED, act(NewTrialGranted))
    assert said_of(seen(*fell, act(OrderVacated))) == ("burglary", "misdemeanor")
    again = (act(TrialBegan), act(VerdictReturned, verdict="guilty"))
    assert said_of(seen(*fell, *again)) == ("burglary", "felony")


def test_a_reduction_whose_reversal_is_itself_vacated_stands_again() -> None:
    back = (BY_STATE, REVERSED, act(AppealFiled, kind="discretionary", by="defendant"))
    view = seen(*JUDGED, REDUCED, *back, act(AppealDecided, outcome="vacated", kind="discretionary", by="defendant"))
    assert said_of(view) == ("burglary", "misdemeanor")


@pytest.mark.parametrize(
    "then",
    [
        (act(DeferralRevoked),),
        (act(DeferralRevoked), act(SentenceImposed)),
        (act(SentenceImposed),),
        (act(SupervisionDecided, outcome="revoked", components=[PROBATION]),),
        (act(SupervisionDecided, outcome="modified"), act(DeferralRevoked)),
        (act(DeferralCompleted), act(ChargeReinstated)),
    ],
)
def test_a_reduction_while_the_sentence_is_deferred_outlives_the_deferral(then: tuple[Act, ...]) -> None:
    """Cal. Penal Code 17(b)(3): the offence is a misdemeanor for all purposes from then on."""
    for reduced, left in (
        (REDUCED, ("burglary", "misdemeanor")),
        (act(ConvictionReduced, offense="trespass", severity="misdemeanor"), ("trespass", "misdemeanor")),
    ):
        view = seen(*DEFERRED, reduced, *then)
        assert said_of(view) == left
        assert view.charge("A. Doe", "1").is_conviction(Purpose.FEDERAL_FIREARMS) is not Certainty.YES
        if then[-1][0] is not ChargeReinstated:
            assert view.charge("A. Doe", "1").disposition == "convicted_of_lesser"
            assert "The conviction" in view["A. Doe"].fairly_said[-1]
        assert codes(view) == set()
    assert said_of(seen(*DEFERRED, *then)) == ("burglary", "felony")


def test_a_reduction_outlives_the_reversal_of_a_revocation_made_before_it() -> None:
    revoked = (*JUDGED, act(SupervisionDecided, outcome="revoked"))
    view = seen(*revoked, REDUCED, act(AppealFiled, by="defendant"), act(AppealDecided, outcome="reversed"))
    assert stands_as(view) == ("judged", "misdemeanor", "burglary", "imposed")
    assert codes(view) == set()


def test_a_reduction_after_a_revocation_outlives_the_order_that_takes_the_revocation_back() -> None:
    view = seen(*DEFERRED, act(DeferralRevoked), REDUCED, act(OrderVacated))
    assert said_of(view) == ("burglary", "felony")  # it is the reduction that is taken back
    view = seen(*DEFERRED, REDUCED, act(DeferralRevoked), act(OrderVacated))
    assert view.charge("A. Doe", "1").phase == "sentence_deferred"
    assert said_of(view) == ("burglary", "misdemeanor")


@pytest.mark.parametrize(
    "then",
    [
        (act(DeferralRevoked), act(SentenceImposed)),
        (act(SentenceImposed),),
        (act(SupervisionDecided, outcome="revoked", components=[PROBATION]),),
    ],
)
def test_the_reduction_is_among_the_reasons(then: tuple[Act, ...]) -> None:
    case = story(*DEFERRED, REDUCED, *then)
    charge = case.at().charge("A. Doe", "1")
    for field in ("severity", "disposition"):
        why = charge.why(field)
        assert "e4" in [entry.id for entry in why.entries]
        again = CaseFile("again", entries=why.entries).at().charge("A. Doe", "1")
        assert getattr(again, field) == why.value == getattr(charge, field)
