"""Each thing that happens in a case has an act that records it, after which the state is right."""

import pytest
from stories import DOE, PRISON, Act, act, codes, seen, stands

from casestate import CaseFile, Certainty
from casestate.events import (
    AcquittalOrdered,
    AdjudicationDeferred,
    AppealDecided,
    AppealFiled,
    BondDecided,
    ChargeFiled,
    CitationAct,
    CitationContested,
    CitationDecided,
    CitationFinal,
    CitationIssued,
    CitationPaid,
    CitationReviewSought,
    ClaimDecided,
    ClaimFiled,
    Component,
    DeferralRevoked,
    DiversionStarted,
    Event,
    IndictmentWaived,
    JudgmentAmended,
    JudgmentChange,
    JudgmentSatisfied,
    NewTrialGranted,
    OrderMade,
    OrderVacated,
    PleaAccepted,
    PleaSetAside,
    SentenceDeferred,
    SentenceImposed,
    SentenceStayed,
    SentenceStayLifted,
    SupervisionDecided,
    SupervisionViolationAlleged,
    TrialBegan,
    VerdictReturned,
)
from casestate.law import US_FEDERAL

FILED = act(ChargeFiled, instrument="indictment", severity="felony", offense="burglary")
FOUND = (FILED, act(TrialBegan), act(VerdictReturned, verdict="guilty"))
JUDGED = (*FOUND, act(SentenceImposed, components=PRISON))


def test_bail_forfeited_moves_no_charge() -> None:
    view = seen(FILED, act(BondDecided, outcome="forfeited", amount="5000 USD"))
    assert (view.charge(DOE, "1").phase, view.findings) == ("triable", ())


@pytest.mark.parametrize("waived_first", [True, False])
def test_an_information_on_a_waiver_of_indictment_needs_no_preliminary_hearing(waived_first: bool) -> None:
    complaint = act(ChargeFiled, instrument="complaint", severity="felony", offense="fraud")
    information = act(ChargeFiled, instrument="information", severity="felony", offense="fraud")
    papers = (act(IndictmentWaived), information) if waived_first else (information, act(IndictmentWaived))
    view = seen(complaint, *papers, act(TrialBegan), procedure=US_FEDERAL)
    assert (view.charge(DOE, "1").phase, view.findings) == ("on_trial", ())


@pytest.mark.parametrize(
    ("outcome", "supervision"),
    [
        ("violation_admitted", "violation_found"),
        ("violation_found", "violation_found"),
        ("violation_not_proved", "none"),
        ("violation_withdrawn", "none"),
    ],
)
def test_a_violation_alleged_comes_to_an_end(outcome: str, supervision: str) -> None:
    view = seen(*JUDGED, act(SupervisionViolationAlleged), act(SupervisionDecided, outcome=outcome))
    assert stands(view, ("supervision", "sentence")) == {"supervision": supervision, "sentence": "imposed"}
    assert view.findings == ()


def test_a_sentence_whose_stay_is_lifted_runs_again() -> None:
    view = seen(*JUDGED, act(SentenceStayed), act(SentenceStayLifted))
    assert (view.charge(DOE, "1").sentence, view.findings) == ("imposed", ())
    assert "stayed" not in view[DOE].status.words


def test_one_sentence_may_punish_several_charges_and_run_until_a_day() -> None:
    part = Component(kind="jail", until="2024-03-01", also_for=("2",))
    case = seen(FILED, act(ChargeFiled, charge="2", instrument="indictment"), act(SentenceImposed, components=part))
    assert case.charge(DOE, "1").components == (part,)


def test_an_order_that_is_no_sentence_convicts_nobody() -> None:
    costs = Component(kind="fee", amount="200 USD")
    acquitted = (*FOUND[:2], act(VerdictReturned, verdict="not guilty"))
    view = seen(*acquitted, act(OrderMade, components=costs, text="restraining order"))
    assert stands(view, ("phase", "conviction", "sentence")) == {
        "phase": "acquitted",
        "conviction": "none",
        "sentence": "none",
    }
    assert view.findings == ()
    assert view[DOE].status.words == "acquitted"


def test_a_defendant_found_to_have_done_the_act_is_not_convicted() -> None:
    view = seen(FILED, act(VerdictReturned, verdict="did the act"), act(OrderMade, text="hospital order"))
    charge = view.charge(DOE, "1")
    assert (charge.found, charge.is_conviction()) == ("nothing", Certainty.NO)
    assert codes(view, "error") == set()


def test_a_youthful_offender_is_sentenced_without_a_conviction() -> None:
    probation = Component(kind="probation", term="3 years")
    plea = act(PleaAccepted, plea="guilty")
    youth = act(AdjudicationDeferred, kind="youthful offender", components=probation, conditions="no contact")
    view = seen(FILED, plea, youth)
    assert (view.charge(DOE, "1").conviction, view.findings) == ("withheld", ())
    assert "convicted" not in view[DOE].status.words
    assert (view.charge(DOE, "1").components, view.charge(DOE, "1").sentenced) == ((probation,), None)
    revoked = seen(FILED, plea, youth, act(DeferralRevoked)).charge(DOE, "1")
    assert (revoked.components, seen(FILED, plea).charge(DOE, "1").components) == (None, None)
    prison = Component(kind="prison", term="1 year")
    sentenced = seen(FILED, plea, youth, act(SentenceImposed, components=prison)).charge(DOE, "1")
    assert sentenced.components == (prison,)
    assert seen(FILED, plea, act(AdjudicationDeferred)).charge(DOE, "1").components is None


def test_a_deferral_and_a_diversion_have_terms() -> None:
    for deferral, before in ((SentenceDeferred, FOUND), (DiversionStarted, (FILED,))):
        view = seen(*before, act(deferral, term="1 year", conditions=("restitution", "no contact")))
        assert view.findings == ()


def test_an_acquittal_without_a_trial_needs_none() -> None:
    view = seen(FILED, act(AcquittalOrdered, ground="no evidence offered"))
    assert (view.charge(DOE, "1").phase, view.findings) == ("acquitted", ())
    assert "missing-trial" in codes(seen(FILED, act(AcquittalOrdered)))


@pytest.mark.parametrize("before", [FOUND, JUDGED])
def test_a_conviction_quashed_without_a_retrial_is_over(before: tuple[Act, ...]) -> None:
    quashed = (act(AppealFiled, by="defendant"), act(AppealDecided, outcome="quashed without retrial"))
    view = seen(*before, *quashed)
    axes = stands(view, ("phase", "found", "conviction", "jeopardy", "review"))
    assert list(axes.values()) == ["overturned", "not_guilty", "reversed", "ended_barred", "ended"]
    assert view.charge(DOE, "1").sentence == ("none" if before is FOUND else "vacated")
    assert (view.charge(DOE, "1").is_conviction(), view.findings) == (Certainty.NO, ())
    assert view[DOE].status.words == "conviction quashed; no retrial was ordered"
    restored = seen(*before, *quashed, act(AppealFiled, by="prosecutor"), act(AppealDecided, outcome="reversed"))
    assert restored.charge(DOE, "1").phase == ("found_guilty" if before is FOUND else "judged")


@pytest.mark.parametrize("order", [NewTrialGranted, PleaSetAside])
def test_a_court_takes_its_own_order_back(order: type[Event]) -> None:
    view = seen(*FOUND, act(order), act(OrderVacated))
    axes = ("phase", "found", "conviction", "disposition", "sentence")
    assert stands(view, axes) == stands(seen(*FOUND), axes)
    assert view.findings == ()


WHO = {"defendant": DOE, "citation": "C1"}


def cited(*acts: tuple[type[CitationAct], dict[str, str]]) -> CaseFile:
    case = CaseFile("c").record(CitationIssued(on="2023-01-01", classification="willful", penalty="100", **WHO))
    for month, (event, given) in enumerate(acts, 2):
        case = case.record(event(on=f"2023-{month:02}-01", **given, **WHO))
    return case


CitedAct = tuple[type[CitationAct], dict[str, str]]
CONTEST: CitedAct = (CitationContested, {})
FINAL: CitedAct = (CitationFinal, {})


@pytest.mark.parametrize(
    ("acts", "phase"),
    [
        ((CONTEST, (CitationDecided, {"outcome": "affirmed"})), "decided"),
        ((CONTEST, (CitationDecided, {"outcome": "modified"})), "decided"),
        ((CONTEST, (CitationDecided, {"outcome": "vacated"})), "vacated"),
        ((CONTEST, FINAL, (CitationReviewSought, {}), (CitationDecided, {"outcome": "vacated"})), "vacated"),
        ((CONTEST, FINAL, (CitationReviewSought, {}), (CitationDecided, {"outcome": "remanded"})), "contested"),
        ((FINAL, (CitationPaid, {}), (CitationReviewSought, {}), (CitationDecided, {"outcome": "affirmed"})), "paid"),
    ],
)
def test_a_citation_is_reviewed(acts: tuple[tuple[type[CitationAct], dict[str, str]], ...], phase: str) -> None:
    view = cited(*acts).at()
    assert (view.citation(DOE, "C1").phase, view.findings) == (phase, ())


def test_a_citation_modified_has_the_class_and_penalty_decided() -> None:
    citation = cited(CONTEST, (CitationDecided, {"outcome": "modified", "classification": "serious", "penalty": "50"}))
    state = citation.at().citation(DOE, "C1")
    assert (state.classification, str(state.penalty)) == ("serious", "50 USD")


def claimed(*acts: Event) -> str:
    case = CaseFile("c").record(ClaimFiled(on="2023-01-01", claim="1", defendants=DOE))
    for event in (ClaimDecided(on="2023-02-01", claim="1", defendants=DOE, how="judgment"), *acts):
        case = case.record(event)
    assert case.at().findings == ()
    return case.at().claim(DOE, "1").phase.value


@pytest.mark.parametrize(("change", "phase"), [("amended", "judged"), ("modified", "judged"), ("ended", "terminated")])
def test_a_court_changes_or_ends_its_own_judgment(change: str, phase: str) -> None:
    whose = {"claim": "1", "defendants": DOE}
    assert claimed(JudgmentAmended(on="2024-01-01", change=JudgmentChange(change), **whose)) == phase
    paid = JudgmentSatisfied(on="2023-06-01", **whose)
    amended = "satisfied" if phase == "judged" else phase
    assert claimed(paid, JudgmentAmended(on="2024-01-01", change=JudgmentChange(change), **whose)) == amended
