"""
What some place allows is no ERROR under the law that holds everywhere: it takes effect, is reported as a question of
local law, and convicts nobody.

Authorities of the situations: Cal. Penal Code 17(b), 859a, 995, 1026, 1192.5, 1203.43, 1385; Minn. Crim.R. 15.05; Pa.
Crim.R. 720; Ohio Crim.R. 7; NMSA 31-18-19; FRCrimP 29(d), 36; N.C.G.S. 15A-932; KRS 533.258; O.C.G.A. 42-8-66; K.S.A.
22-3602; N.Y. CPL 190.75; Ex parte Garland; Rinaldi v. United States; FRCP 15(b), 58, 59(e), 62; Devlin v. Scardelletti.
"""

from typing import Any

import pytest
from stories import DOE, INDICTED, PRISON, Act, act, codes, seen, stands

from casestate import GENERIC, CaseFile, Certainty
from casestate.events import (
    AcquittalOrdered,
    AdjudicationDeferred,
    AppealDecided,
    AppealFiled,
    AppealWithdrawn,
    BoundOver,
    ChargeAbated,
    ChargeAmended,
    ChargeConsolidated,
    ChargeDeclined,
    ChargeDischarged,
    ChargeDismissed,
    ChargeDowngraded,
    ChargeFiled,
    ChargeInactivated,
    ChargeReinstated,
    ChargeSuperseded,
    ChargeUpgraded,
    CitationAct,
    CitationContested,
    CitationDecided,
    CitationFinal,
    CitationIssued,
    CitationPaid,
    CitationReviewSought,
    CitationSettled,
    CitationWithdrawn,
    ClaimAct,
    ClaimAmended,
    ClaimAppealDecided,
    ClaimAppealed,
    ClaimDecided,
    ClaimDismissed,
    ClaimFiled,
    ClaimReinstated,
    ClaimStayed,
    ConvictionReduced,
    ConvictionSetAside,
    DeferralCompleted,
    DeferralRevoked,
    DiversionCompleted,
    DiversionFailed,
    DiversionStarted,
    Event,
    IndictmentWaived,
    InspectionOpened,
    JudgmentArrested,
    JudgmentSatisfied,
    MistrialDeclared,
    NewTrialGranted,
    NoBillReturned,
    Pardoned,
    PleaAccepted,
    PleaAgreementFiled,
    PleaEntered,
    PleaRejected,
    PleaSetAside,
    PleaWithdrawn,
    PreliminaryWaived,
    SentenceDeferred,
    SentenceImposed,
    SettlementAgreed,
    SettlementApproved,
    SettlementBreached,
    SettlementPerformed,
    SettlementRejected,
    SupervisionDecided,
    SupervisionViolationAlleged,
    TrialBegan,
    VerdictReturned,
)

FILED = act(ChargeFiled, instrument="complaint", severity="felony", offense="burglary")
TRIED = (INDICTED, act(TrialBegan))
FOUND = (*TRIED, act(VerdictReturned, verdict="guilty"))
PLED = (INDICTED, act(PleaAccepted, plea="guilty"))
JUDGED = (*PLED, act(SentenceImposed, components=(PRISON,)))
WITHHELD = (*PLED, act(AdjudicationDeferred))
PUT_OFF = (*PLED, act(SentenceDeferred))
DIVERTED = (INDICTED, act(DiversionStarted))
DROPPED = (INDICTED, act(ChargeDismissed, prejudice="without"))
LEFT = (INDICTED, act(ChargeDismissed, prejudice="without", ground="with_leave"))
BARRED = (INDICTED, act(ChargeDismissed, prejudice="with"))
ACQUITTED = (*TRIED, act(VerdictReturned, verdict="not_guilty"))
OVERTURNED = (*FOUND, act(AcquittalOrdered))
COMPLETED = (*WITHHELD, act(DeferralCompleted))
NO, POSSIBLY, YES = Certainty.NO, Certainty.POSSIBLY, Certainty.YES
QUESTION = "local-law"

Situation = tuple[tuple[Act, ...], dict[str, str], Certainty]

SOMEWHERE: list[Situation] = [
    # Pleas withdrawn or rejected after they were accepted.
    ((*JUDGED, act(PleaWithdrawn)), {"phase": "triable", "found": "set_aside", "conviction": "unknown"}, POSSIBLY),
    ((*PLED, act(PleaRejected)), {"phase": "triable", "found": "set_aside", "conviction": "unknown"}, POSSIBLY),
    ((*COMPLETED, act(PleaWithdrawn)), {"phase": "barred", "found": "set_aside", "conviction": "unknown"}, POSSIBLY),
    ((*COMPLETED, act(PleaSetAside)), {"phase": "barred", "conviction": "unknown"}, POSSIBLY),
    ((*JUDGED, act(PleaAgreementFiled)), {"phase": "judged", "conviction": "adjudicated"}, YES),
    # Vacated and dismissed in one order.
    ((*JUDGED, act(ChargeDismissed, prejudice="with")), {"phase": "barred", "conviction": "unknown"}, POSSIBLY),
    ((*JUDGED, act(ChargeDismissed, prejudice="without")), {"phase": "dismissed", "conviction": "unknown"}, POSSIBLY),
    ((*JUDGED, act(ChargeDismissed)), {"phase": "dismissed", "sentence": "vacated", "found": "set_aside"}, POSSIBLY),
    # Pardons and relief after an end.
    ((*DROPPED, act(Pardoned)), {"phase": "dismissed", "conviction": "none", "found": "nothing"}, NO),
    ((*BARRED, act(Pardoned)), {"phase": "barred", "conviction": "none"}, NO),
    ((*ACQUITTED, act(Pardoned)), {"phase": "acquitted", "conviction": "none"}, NO),
    ((*COMPLETED, act(Pardoned)), {"phase": "barred", "conviction": "withheld"}, POSSIBLY),
    ((*COMPLETED, act(ConvictionSetAside)), {"phase": "barred", "conviction": "unknown"}, POSSIBLY),
    # The charge changed after the finding, or after the sentence.
    ((*JUDGED, act(ChargeDowngraded, dropped_enhancements="gun")), {"phase": "judged"}, YES),
    ((*JUDGED, act(ChargeUpgraded, added_enhancements="prior")), {"phase": "judged"}, YES),
    ((*FOUND, act(ChargeUpgraded, added_enhancements="prior")), {"phase": "found_guilty", "conviction": "found"}, NO),
    ((*FOUND, act(ChargeAmended, kind="statute_changed")), {"phase": "found_guilty", "conviction": "found"}, NO),
    ((*JUDGED, act(ChargeConsolidated)), {"phase": "judged", "conviction": "adjudicated"}, YES),
    ((*JUDGED, act(VerdictReturned, verdict="enhancement_true")), {"phase": "judged"}, YES),
    # Deferral in the place of a sentence, and diversion after a plea.
    ((*JUDGED, act(AdjudicationDeferred)), {"phase": "deferred", "conviction": "unknown"}, POSSIBLY),
    ((*PUT_OFF, act(AdjudicationDeferred)), {"phase": "deferred", "conviction": "unknown"}, POSSIBLY),
    ((*JUDGED, act(AdjudicationDeferred), act(DeferralCompleted)), {"phase": "barred"}, POSSIBLY),
    ((*JUDGED, act(AdjudicationDeferred), act(DeferralRevoked)), {"phase": "judged", "sentence": "imposed"}, YES),
    ((*JUDGED, act(SentenceDeferred)), {"phase": "sentence_deferred", "conviction": "adjudicated"}, YES),
    ((*WITHHELD, act(SentenceDeferred)), {"phase": "sentence_deferred", "conviction": "unknown"}, POSSIBLY),
    ((*PLED, act(DiversionStarted)), {"phase": "deferred", "conviction": "unknown"}, POSSIBLY),
    ((*PLED, act(DiversionStarted), act(DiversionCompleted)), {"phase": "barred", "jeopardy": "unknown"}, POSSIBLY),
    ((*PLED, act(DiversionStarted), act(DiversionFailed)), {"phase": "found_guilty", "conviction": "found"}, NO),
    ((*PLED, act(DiversionFailed)), {"phase": "found_guilty", "conviction": "found"}, NO),
    ((*JUDGED, act(DeferralCompleted)), {"phase": "barred", "conviction": "unknown"}, POSSIBLY),
    ((*JUDGED, act(DeferralRevoked)), {"phase": "found_guilty", "conviction": "unknown"}, POSSIBLY),
    ((*DROPPED, act(DiversionStarted)), {"phase": "dismissed", "conviction": "none"}, NO),
    # A charge disposed of while it is dismissed with leave.
    ((*LEFT, act(PleaAccepted, plea="guilty")), {"phase": "found_guilty", "conviction": "unknown"}, POSSIBLY),
    (
        (*LEFT, act(PleaAccepted, plea="guilty"), act(SentenceImposed)),
        {"phase": "judged", "conviction": "unknown"},
        POSSIBLY,
    ),
    # Trials in two parts.
    ((*FOUND, act(TrialBegan)), {"phase": "found_guilty", "found": "guilty"}, NO),
    ((*FOUND, act(MistrialDeclared)), {"phase": "found_guilty", "found": "guilty"}, NO),
    ((*FOUND, act(VerdictReturned, verdict="hung")), {"phase": "found_guilty", "found": "guilty"}, NO),
    (
        (*FOUND, act(VerdictReturned, verdict="not_guilty_by_reason_of_insanity")),
        {"phase": "acquitted", "found": "insanity", "conviction": "none"},
        NO,
    ),
    # Motions decided after sentence.
    ((*JUDGED, act(AcquittalOrdered)), {"phase": "overturned", "conviction": "unknown"}, POSSIBLY),
    ((*WITHHELD, act(AcquittalOrdered)), {"phase": "overturned", "conviction": "unknown"}, POSSIBLY),
    ((*JUDGED, act(JudgmentArrested)), {"phase": "dismissed", "conviction": "unknown"}, POSSIBLY),
    # Before the trial.
    ((*PLED, act(BoundOver)), {"phase": "found_guilty", "conviction": "found"}, NO),
    ((INDICTED, act(ChargeDischarged)), {"phase": "dismissed", "disposition": "discharged_no_probable_cause"}, NO),
    ((FILED, act(BoundOver), act(ChargeDeclined)), {"phase": "dismissed", "disposition": "declined"}, NO),
    ((*TRIED, act(ChargeSuperseded)), {"phase": "superseded"}, NO),
    *[
        ((*DIVERTED, act(each)), {"phase": phase}, NO)
        for each, phase in (
            (NoBillReturned, "dismissed"),
            (ChargeDeclined, "dismissed"),
            (ChargeDischarged, "dismissed"),
            (ChargeSuperseded, "superseded"),
            (BoundOver, "diverted"),
            (PreliminaryWaived, "diverted"),
            (IndictmentWaived, "diverted"),
        )
    ],
    # What a court says later of an end.
    ((*DROPPED, act(ChargeDismissed, prejudice="with")), {"phase": "barred", "jeopardy": "unknown"}, NO),
    ((*BARRED, act(ChargeDismissed, prejudice="without")), {"phase": "dismissed", "jeopardy": "unknown"}, NO),
    ((INDICTED, act(ChargeSuperseded), act(ChargeReinstated)), {"phase": "triable", "disposition": "none"}, NO),
    ((*DROPPED, act(AppealFiled), act(ChargeAbated)), {"phase": "dismissed", "review": "ended"}, NO),
    # Questions of law after an acquittal.
    ((*ACQUITTED, act(AppealFiled, by="prosecutor")), {"phase": "acquitted", "review": "pending"}, NO),
    (
        (*ACQUITTED, act(AppealFiled, by="prosecutor"), act(AppealDecided, outcome="reversed")),
        {"phase": "acquitted", "found": "not_guilty", "review": "ended"},
        NO,
    ),
    (
        (*ACQUITTED, act(AppealFiled, by="prosecutor"), act(AppealWithdrawn)),
        {"phase": "acquitted", "review": "ended"},
        NO,
    ),
    ((INDICTED, act(AppealDecided, outcome="habeas_granted")), {"phase": "triable", "conviction": "none"}, NO),
]


@pytest.mark.parametrize(("acts", "axes", "convicts"), SOMEWHERE)
def test_what_some_place_allows_takes_effect_and_is_a_question_of_local_law(
    acts: tuple[Act, ...], axes: dict[str, str], convicts: Certainty
) -> None:
    view = seen(*acts)
    assert stands(view, axes) == axes
    assert QUESTION in codes(view, "policy")
    assert not codes(view, "error")
    assert view.charge(DOE, "1").is_conviction() is convicts


@pytest.mark.parametrize(("acts", "_axes", "convicts"), SOMEWHERE)
def test_the_words_convict_nobody_whose_conviction_is_open(
    acts: tuple[Act, ...], _axes: dict[str, str], convicts: Certainty
) -> None:
    view = seen(*acts)
    told = " ".join([view.charge(DOE, "1").status.words, view[DOE].status.words, view[DOE].fairly_said[-1]])
    assert ("convicted" in told) is (convicts is YES)


EVERYWHERE: list[tuple[tuple[Act, ...], dict[str, str]]] = [
    ((*JUDGED, act(ConvictionReduced, severity="misdemeanor", on="2029-01-01")), {"conviction": "adjudicated"}),
    ((*JUDGED, act(ChargeAmended, kind="technical", offense="burglary")), {"phase": "judged"}),
    ((*FOUND, act(VerdictReturned, verdict="sane")), {"phase": "found_guilty", "found": "guilty"}),
    ((*FOUND, act(ChargeInactivated)), {"phase": "found_guilty", "activity": "inactive"}),
    ((*FOUND, act(SupervisionDecided, outcome="absconded")), {"supervision": "absconded"}),
    (
        (*FOUND, act(SupervisionDecided, outcome="absconded"), act(SentenceImposed)),
        {"phase": "judged", "supervision": "none", "conviction": "adjudicated"},
    ),
    ((FILED, act(BoundOver), act(NoBillReturned)), {"phase": "dismissed", "disposition": "no_bill"}),
    ((FILED, act(PreliminaryWaived), act(NoBillReturned)), {"phase": "dismissed"}),
    ((*OVERTURNED, act(NewTrialGranted)), {"phase": "overturned", "found": "not_guilty"}),
    ((*OVERTURNED, act(ChargeDismissed, prejudice="with")), {"phase": "overturned"}),
    ((*ACQUITTED, act(ChargeDismissed)), {"phase": "acquitted", "found": "not_guilty"}),
    ((INDICTED, act(ChargeAbated), act(ChargeDismissed)), {"phase": "abated"}),
    ((INDICTED, act(ChargeAbated), act(ChargeReinstated)), {"phase": "triable"}),
    ((*DIVERTED, act(SupervisionViolationAlleged)), {"phase": "diverted", "supervision": "violation_alleged"}),
    ((*DIVERTED, act(SupervisionDecided, outcome="modified")), {"phase": "diverted", "supervision": "modified"}),
    (
        (*DIVERTED, act(SupervisionDecided, outcome="violation_found"), act(DiversionFailed)),
        {"phase": "triable", "supervision": "none"},
    ),
    (
        (*DIVERTED, act(SupervisionDecided, outcome="violation_withdrawn"), act(DiversionCompleted)),
        {"phase": "dismissed", "supervision": "none"},
    ),
    ((*DIVERTED, act(PleaEntered, plea="not guilty")), {"phase": "diverted"}),
    ((*DIVERTED, act(ChargeAmended)), {"phase": "diverted"}),
    ((*DIVERTED, act(AppealFiled), act(AppealDecided, outcome="vacated")), {"phase": "diverted", "review": "ended"}),
]


@pytest.mark.parametrize(("acts", "axes"), EVERYWHERE)
def test_what_is_lawful_unless_a_procedure_excludes_it_is_no_question(
    acts: tuple[Act, ...], axes: dict[str, str]
) -> None:
    view = seen(*acts)
    assert stands(view, axes) == axes
    assert not codes(view, "error", "policy", "incomplete")


LACKING: list[tuple[tuple[Act, ...], str, str]] = [
    ((INDICTED, act(DiversionFailed)), "missing-diversion", "triable"),
    ((INDICTED, act(PleaSetAside)), "missing-finding", "triable"),
    ((INDICTED, act(NewTrialGranted)), "missing-finding", "triable"),
    ((INDICTED, act(ChargeReinstated)), "missing-dismissal", "triable"),
    ((*PLED, act(ChargeReinstated)), "missing-dismissal", "found_guilty"),
    ((INDICTED, act(AppealFiled), act(AppealDecided, outcome="reversed_for_insufficiency")), "missing-finding",
        "overturned"),
    ((*PLED, act(AppealFiled), act(AppealDecided, outcome="verdict_reinstated")), "unread-outcome", "found_guilty"),
    ((*DIVERTED, act(PleaAccepted, plea="guilty")), "diversion-not-ended", "found_guilty"),
    ((*DIVERTED, act(TrialBegan)), "diversion-not-ended", "on_trial"),
    ((*DIVERTED, act(VerdictReturned, verdict="guilty")), "diversion-not-ended", "found_guilty"),
    ((*DIVERTED, act(VerdictReturned, verdict="not_guilty")), "diversion-not-ended", "acquitted"),
    ((*DIVERTED, act(VerdictReturned, verdict="hung")), "diversion-not-ended", "triable"),
    ((*DIVERTED, act(MistrialDeclared)), "diversion-not-ended", "triable"),
    ((*DIVERTED, act(AcquittalOrdered)), "diversion-not-ended", "acquitted"),
    ((*DIVERTED, act(SentenceImposed)), "missing-finding", "judged"),
]  # fmt: skip


@pytest.mark.parametrize(("acts", "code", "phase"), LACKING)
def test_an_act_whose_step_before_the_file_lacks_is_incomplete(acts: tuple[Act, ...], code: str, phase: str) -> None:
    view = seen(*acts)
    assert codes(view, "error", "policy", "incomplete") == {code}
    assert stands(view, ["phase"]) == {"phase": phase}


def test_a_place_that_adopts_the_rule_has_its_effect_without_a_question() -> None:
    there = GENERIC.derive("there", adopt=["L21", "L44", "L27"])
    withdrawn = seen(*JUDGED, act(PleaWithdrawn), procedure=there)
    assert stands(withdrawn, ["phase", "conviction"]) == {"phase": "triable", "conviction": "vacated"}
    dismissed = seen(*JUDGED, act(ChargeDismissed, prejudice="with"), procedure=there)
    assert stands(dismissed, ["phase", "conviction"]) == {"phase": "barred", "conviction": "vacated"}
    pleaded = seen(*LEFT, act(PleaAccepted, plea="guilty"), act(SentenceImposed), procedure=there)
    assert stands(pleaded, ["phase", "conviction"]) == {"phase": "judged", "conviction": "adjudicated"}
    for view, convicts in ((withdrawn, NO), (dismissed, NO), (pleaded, YES)):
        assert not view.findings
        assert view.charge(DOE, "1").is_conviction() is convicts


def test_a_step_told_late_fills_its_gap_before_it_is_a_question_of_local_law() -> None:
    view = seen(INDICTED, act(VerdictReturned, verdict="guilty"), act(TrialBegan))
    assert codes(view) == {"missing-trial", "late-trial"}


def of(kind: type[Event], acts: tuple[Act, ...]) -> tuple[str, set[str], set[str]]:
    """The phase of a claim or citation after these acts, and the codes of the findings: questions, and graver ones."""
    case = CaseFile("story")
    for month, (event, given) in enumerate(acts, 1):
        key: dict[str, Any] = {"on": f"2023-{month:02d}-01"}
        key |= {"claim": "k", "defendants": DOE} if kind is ClaimAct else {"citation": "k", "defendant": DOE}
        case = case.record(event(**key | dict(given)))
    view = case.at()
    part = view[DOE].claim("k") if kind is ClaimAct else view[DOE].citation("k")
    return str(part.phase), codes(view, "policy"), codes(view, "error", "incomplete")


SUED = (act(ClaimFiled),)
JUDGMENT = (*SUED, act(ClaimDecided, how="judgment"))
PAID = (*JUDGMENT, act(JudgmentSatisfied))
ENDED = (*SUED, act(ClaimDismissed, prejudice="with"))
AGREED = (*SUED, act(SettlementAgreed, approval="class"))
APPROVED = (*AGREED, act(SettlementApproved))
CITED = (act(CitationIssued),)
FINAL = (*CITED, act(CitationFinal))


@pytest.mark.parametrize(
    ("kind", "acts", "phase", "question"),
    [
        (ClaimAct, (*JUDGMENT, act(ClaimStayed)), "judged", False),
        (ClaimAct, (*JUDGMENT, act(ClaimAmended)), "judged", False),
        (ClaimAct, (*ENDED, act(ClaimDecided, how="judgment")), "dismissed", False),
        (ClaimAct, (*ENDED, act(SettlementPerformed)), "dismissed", False),
        (ClaimAct, (*APPROVED, act(ClaimAppealed)), "settled", False),
        (ClaimAct, (*APPROVED, act(ClaimAppealed), act(ClaimAppealDecided, outcome="affirmed")), "settled", False),
        (ClaimAct, (*APPROVED, act(ClaimAppealed), act(ClaimAppealDecided, outcome="reversed")), "pending", False),
        (ClaimAct, (*PAID, act(ClaimAppealed), act(ClaimAppealDecided, outcome="vacated")), "pending", True),
        (ClaimAct, (*PAID, act(ClaimAppealed), act(ClaimAppealDecided, outcome="reversed")), "reversed", True),
        (ClaimAct, (*PAID, act(ClaimReinstated)), "pending", True),
        (ClaimAct, (*JUDGMENT, act(ClaimDismissed)), "dismissed", True),
        (ClaimAct, (*ENDED, act(SettlementBreached)), "breached", True),
        (ClaimAct, (*ENDED, act(SettlementBreached), act(ClaimDecided, how="judgment")), "judged", True),
        (ClaimAct, (*ENDED, act(ClaimAmended)), "pending", True),
        (ClaimAct, (*APPROVED, act(SettlementRejected)), "pending", True),
        (ClaimAct, (*AGREED, act(ClaimDecided, how="judgment")), "judged", True),
        (CitationAct, (*FINAL, act(InspectionOpened)), "final", False),
        (CitationAct, (*CITED, act(CitationWithdrawn), act(CitationFinal)), "withdrawn", False),
        (
            CitationAct,
            (*CITED, act(CitationContested), act(CitationDecided, outcome="vacated"), act(CitationReviewSought)),
            "vacated",
            False,
        ),
        (CitationAct, (*FINAL, act(CitationContested)), "contested", True),
        (CitationAct, (*FINAL, act(CitationWithdrawn)), "withdrawn", True),
        (CitationAct, (*CITED, act(CitationPaid), act(CitationWithdrawn)), "withdrawn", True),
        (CitationAct, (*CITED, act(CitationSettled), act(CitationReviewSought)), "settled", True),
    ],
)
def test_claims_and_citations_likewise(kind: type[Event], acts: tuple[Act, ...], phase: str, question: bool) -> None:
    assert of(kind, acts) == (phase, {QUESTION} if question else set(), set())


@pytest.mark.parametrize("ground", ["unknown", "nolle_prosequi", "plea_agreement"])
def test_a_plea_on_a_charge_dismissed_without_leave_moves_nothing(ground: str) -> None:
    dropped = act(ChargeDismissed, prejudice="without", ground=ground)
    view = seen(INDICTED, dropped, act(PleaAccepted, plea="guilty"))
    assert codes(view, "error") == {"after-end"}
    assert view.charge(DOE, "1").status.words == "dismissed, and may be filed again"
    assert view.charge(DOE, "1").is_conviction() is NO
