"""
More samples of disputed answers, by kind: those of the order of one day (4), of a person, and of claims and citations.

Each has what was said of it before, and what is said now. The numbers of the kinds are those of the other samples.
"""

from datetime import timedelta
from typing import Any, NamedTuple

import pytest
from stories import DOE, FIRST, INDICTED, Act, act, codes, seen

from casestate import GENERIC, CaseFile, Certainty
from casestate.events import (
    AdjudicationDeferred,
    AppealDecided,
    AppealFiled,
    BondDecided,
    ChargeDismissed,
    ChargeFiled,
    ChargeTransferred,
    ChargeUpgraded,
    CitationContested,
    CitationDecided,
    CitationIssued,
    CitationPaid,
    CitationReviewSought,
    CitationSettled,
    ClaimAct,
    ClaimAppealDecided,
    ClaimAppealed,
    ClaimDecided,
    ClaimDismissed,
    ClaimFiled,
    ClaimStayed,
    ClaimStayLifted,
    Component,
    DefendantDied,
    DeferralCompleted,
    DiversionStarted,
    Event,
    JudgmentAmended,
    JudgmentSatisfied,
    MotionDecided,
    OrderMade,
    Pardoned,
    PleaAccepted,
    PleaEntered,
    RecordSealed,
    SentenceImposed,
    SettlementAgreed,
    SettlementApproved,
    SettlementBreached,
    SettlementPerformed,
    SupervisionDecided,
    SupervisionViolationAlleged,
    TrialBegan,
    VerdictReturned,
    WarrantEnded,
    WarrantIssued,
)

DAY, NEXT = "2023-06-01", "2023-06-02"
ERROR, WARNED, SILENT = "an error", "a warning", "silent"
TRIAL, PLEA, SENTENCED = act(TrialBegan), act(PleaAccepted, plea="guilty"), act(SentenceImposed)
GUILTY, NOT_GUILTY = act(VerdictReturned, verdict="guilty"), act(VerdictReturned, verdict="not_guilty")
CONVICTED = (INDICTED, TRIAL, GUILTY, SENTENCED)
APPEAL = act(AppealFiled, by="defendant")
CERTIORARI = act(AppealFiled, by="defendant", kind="discretionary")
SUCCESSOR = act(ChargeFiled, charge="2", instrument="superseding_indictment", supersedes="1", on=DAY)
PRISON_AFTER = [Component(kind="prison", term="5 years", consecutive_to=other) for other in ("2", "1")]


class Sample(NamedTuple):
    """
    Attributes:
        acts: The acts on the person and on the charges.
        gave: What was said before.
        words: The headline of the person now.
        told: The codes of the findings now.
    """

    acts: tuple[Act, ...]
    gave: str
    words: str
    told: frozenset[str] = frozenset()


def told(*each: str) -> frozenset[str]:
    return frozenset(each)


SAMPLES = {
    "3e certiorari denied with an appeal pending": Sample(
        (*CONVICTED, APPEAL, CERTIORARI, act(AppealDecided, outcome="certiorari_denied")),
        "no appeal pending",
        "convicted and sentenced; an appeal is pending",
    ),
    "3f death with certiorari pending": Sample(
        (*CONVICTED, APPEAL, act(AppealDecided, outcome="affirmed"), CERTIORARI, act(DefendantDied)),
        "abated",
        "convicted and sentenced; a petition for further review is pending; the defendant has died",
    ),
    "3g death with habeas pending": Sample(
        (*CONVICTED, act(AppealFiled, by="defendant", kind="collateral"), act(DefendantDied)),
        "abated",
        "convicted and sentenced; a petition for collateral review is pending; the defendant has died",
    ),
    "4d guilty and not guilty on one day": Sample(
        (INDICTED, TRIAL, act(VerdictReturned, verdict="guilty", on=DAY),
         act(VerdictReturned, verdict="not_guilty", on=DAY)),
        "acquitted",
        "acquitted",
        told("after-end", "ambiguous-order"),
    ),
    "5p case sent elsewhere before sentence": Sample(
        (INDICTED, PLEA, act(ChargeTransferred, court="Second District"), SENTENCED),
        ERROR,
        "convicted and sentenced",
    ),
    "5q enhancement added after judgment": Sample(
        (INDICTED, PLEA, SENTENCED, act(ChargeUpgraded, added_enhancements="habitual offender")),
        ERROR,
        "convicted and sentenced",
        told("local-law"),
    ),
    "5r diversion extended": Sample(
        (INDICTED, act(DiversionStarted), act(SupervisionDecided, outcome="modified")),
        ERROR,
        "diverted: prosecution is suspended on terms, and no finding of guilt stands",
    ),
    "9f city and state": Sample(
        (act(ChargeFiled, sovereign="City of Akron", severity="misdemeanor"), TRIAL, NOT_GUILTY,
         act(ChargeFiled, charge="2", sovereign="State of Ohio", refiles="1")),
        SILENT,
        "charged; pending (charge 2); acquitted (charge 1)",
        told("refiled-after-bar"),
    ),
    "9g adult trial while a juvenile court hears the case": Sample(
        (act(ChargeFiled, instrument="petition"), TRIAL,
         act(ChargeFiled, charge="2", instrument="indictment", supersedes="1"), act(TrialBegan, charge="2")),
        SILENT,
        "on trial (charge 2)",
        told("local-law", "tried-after-adjudication"),
    ),
    "9h sealing that meets no charge": Sample(
        (INDICTED, act(RecordSealed, charge="9")), SILENT, "charged; pending", told("order-meets-no-charge")
    ),
    "9i sentences in a circle": Sample(
        (INDICTED, act(ChargeFiled, charge="2", instrument="indictment"), PLEA,
         act(PleaAccepted, charge="2", plea="guilty"), act(SentenceImposed, components=PRISON_AFTER[0]),
         act(SentenceImposed, charge="2", components=PRISON_AFTER[1])),
        SILENT,
        "convicted and sentenced",
        told("consecutive-in-a-circle"),
    ),
    "9l information where no hearing is due": Sample(
        (act(ChargeFiled, instrument="information", severity="felony"), TRIAL), "incomplete", "on trial"
    ),
    "11i bail forfeited": Sample((INDICTED, act(BondDecided, outcome="forfeited")), "no word", "charged; pending"),
    "11j violation withdrawn": Sample(
        (INDICTED, PLEA, SENTENCED, act(SupervisionViolationAlleged),
         act(SupervisionDecided, outcome="violation_withdrawn")),
        "no word",
        "convicted and sentenced",
    ),
    "11k violation admitted": Sample(
        (INDICTED, PLEA, SENTENCED, act(SupervisionViolationAlleged),
         act(SupervisionDecided, outcome="violation_admitted")),
        "no word",
        "convicted and sentenced",
    ),
    "11l one sentence for several charges, until a day": Sample(
        (INDICTED, act(ChargeFiled, charge="2", instrument="indictment"), PLEA,
         act(PleaAccepted, charge="2", plea="guilty"),
         act(SentenceImposed, components=Component(kind="probation", until="2027-01-01", also_for="2")),
         act(SentenceImposed, charge="2", components=Component(kind="probation", until="2027-01-01", also_for="1"))),
        "no word",
        "convicted and sentenced",
    ),
    "11m enhancement found not true": Sample(
        (act(ChargeFiled, instrument="indictment", enhancements="gun"), TRIAL, GUILTY,
         act(VerdictReturned, verdict="enhancement_not_true", specification="gun"), SENTENCED),
        "no word",
        "convicted and sentenced",
    ),
    "11n terms of a deferral": Sample(
        (INDICTED, PLEA, act(AdjudicationDeferred, components=Component(kind="probation", term="2 years"))),
        "no word",
        "judgment deferred on terms after a finding of guilt",
    ),
    "11o order on acquittal": Sample((INDICTED, TRIAL, NOT_GUILTY, act(OrderMade)), ERROR, "acquitted"),
}  # fmt: skip


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_a_sample_has_the_answer_of_a_lawyer(sample: Sample) -> None:
    view = seen(*sample.acts)
    assert (view[DOE].status.words, codes(view)) == (sample.words, set(sample.told))


OF_ONE_DAY: dict[str, tuple[tuple[Act, ...], tuple[Act, Act], str, set[str]]] = {
    "4a superseded and dismissed": (
        (INDICTED,), (SUCCESSOR, act(ChargeDismissed, prejudice="without", on=DAY)), "charged; pending", set()
    ),
    "4b not guilty and diverted": (
        (INDICTED,), (act(PleaEntered, plea="not_guilty", on=DAY), act(DiversionStarted, on=DAY)),
        "diverted: prosecution is suspended on terms, and no finding of guilt stands", set(),
    ),
    "4c deferral completed and dismissed": (
        (INDICTED, PLEA, act(AdjudicationDeferred)), (act(DeferralCompleted, on=DAY), act(ChargeDismissed, on=DAY)),
        "deferral completed, without a conviction", set(),
    ),
    "4c a day apart": (
        (INDICTED, PLEA, act(AdjudicationDeferred)), (act(DeferralCompleted, on=DAY), act(ChargeDismissed, on=NEXT)),
        "deferral completed, without a conviction", set(),
    ),
    "4c a day apart, the dismissal first": (
        (INDICTED, PLEA, act(AdjudicationDeferred)), (act(DeferralCompleted, on=NEXT), act(ChargeDismissed, on=DAY)),
        "deferral completed, without a conviction", set(),
    ),
    "9j warrant issued and recalled": (
        (INDICTED,), (act(WarrantIssued, on=DAY), act(WarrantEnded, outcome="recalled", on=DAY)),
        "charged; pending", set(),
    ),
    "9k two docket lines on one ending": (
        (INDICTED,), (act(ChargeDismissed, prejudice="without", on=DAY), act(ChargeDismissed, on=DAY)),
        "dismissed, and may be filed again", set(),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("before", "pair", "words", "codes_told"), OF_ONE_DAY.values(), ids=OF_ONE_DAY)
def test_on_one_day_either_order_in_the_file_gives_it(
    before: tuple[Act, ...], pair: tuple[Act, Act], words: str, codes_told: set[str]
) -> None:
    for first, then in (pair, pair[::-1]):
        view = seen(*before, first, then)
        assert (view[DOE].status.words, codes(view)) == (words, codes_told)


def part(event: type[Event], **given: Any) -> Act:
    """Return an act on claim "1" or on citation "1"."""
    return event, {"claim": "1", "defendants": DOE, **given} if issubclass(event, ClaimAct) else {
        "citation": "1", "defendant": DOE, **given}  # fmt: skip


FILED, DECIDED = part(ClaimFiled, claimants="B. Roe"), part(ClaimDecided, how="judgment")
JUDGED = "judgment entered; for whom is not on record"
SETTLED = part(SettlementAgreed, approval="court")
CITED, CONTESTED = part(CitationIssued), part(CitationContested)
OF_PARTS: dict[str, tuple[tuple[Act, ...], str, str, set[str]]] = {
    "1d settlement approved": (
        (FILED, SETTLED, part(SettlementApproved)), "settled; approval is not on record", "settled", set()
    ),
    "5s stay after judgment": (
        (FILED, DECIDED, part(ClaimStayed)), ERROR, f"{JUDGED}; enforcement is stayed", set()
    ),
    "5s stay after judgment, then lifted": (
        (FILED, DECIDED, part(ClaimStayed), part(ClaimStayLifted)), ERROR, JUDGED, set()
    ),
    "5s stay before judgment": ((FILED, part(ClaimStayed), DECIDED), SILENT, JUDGED, {"local-law"}),
    "5s stay after judgment until an appeal is decided": (
        (FILED, DECIDED, part(ClaimAppealed), part(ClaimStayed), part(ClaimAppealDecided, outcome="affirmed")),
        ERROR, JUDGED, set(),
    ),
    "5t vacated after satisfaction": (
        (FILED, DECIDED, part(JudgmentSatisfied), part(ClaimAppealed), part(ClaimAppealDecided, outcome="vacated")),
        ERROR, "pending", {"local-law"},
    ),
    "5u settlement enforced after dismissal": (
        (FILED, part(SettlementAgreed), part(ClaimDismissed, prejudice="with"), part(SettlementBreached)),
        ERROR, "settlement breached", {"local-law"},
    ),
    "9n no approval needed, and paid": (
        (FILED, part(SettlementAgreed, approval="none"), part(SettlementPerformed)),
        WARNED, "settlement performed", set(),
    ),
    "9o no approval needed, and the penalty paid": (
        (CITED, part(CitationSettled, approval="none"), part(CitationPaid)), WARNED, "paid", set()
    ),
    "11p judgment amended": ((FILED, DECIDED, part(JudgmentAmended)), "no word", JUDGED, set()),
    "11q citation modified": (
        (CITED, CONTESTED, part(CitationDecided, outcome="modified")),
        "no word", "affirmed or modified; no final order is on record", set(),
    ),
    "11r citation vacated": ((CITED, CONTESTED, part(CitationDecided, outcome="vacated")), "no word", "vacated", set()),
    "11s review of a citation": (
        (CITED, CONTESTED, part(CitationDecided, outcome="affirmed"), part(CitationReviewSought)),
        "no word", "affirmed or modified; no final order is on record; review is pending", set(),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("acts", "gave", "words", "codes_told"), OF_PARTS.values(), ids=OF_PARTS)
def test_a_claim_or_a_citation_has_its_answer(
    acts: tuple[Act, ...], gave: str, words: str, codes_told: set[str]
) -> None:
    case, day = CaseFile("parts"), FIRST
    for event, given in acts:
        case, day = case.record(event(on=day.isoformat(), **given)), day + timedelta(14)
    view = case.at()
    doe = view[DOE]
    said = [claim.status.words for claim in doe.claims.values()]
    said += [citation.status.words for citation in doe.citations.values()]
    assert (said, codes(view)) == ([words], codes_told)
    assert said != [gave]


def test_two_contrary_rulings_on_one_motion_on_one_day_are_told() -> None:
    case = CaseFile("motion").record(MotionDecided(on=DAY, motion="m", outcome="granted"))
    case = case.record(MotionDecided(on=DAY, motion="m", outcome="denied"))
    assert "ambiguous-order" in codes(case.at())


def test_an_act_that_the_procedure_has_no_row_for_is_no_word_of_a_finding() -> None:
    without = GENERIC.derive("without-verdicts", without=[row.id for row in GENERIC.rows if row.act is VerdictReturned])
    view = seen(INDICTED, TRIAL, GUILTY, act(Pardoned), procedure=without)
    assert "found guilty" not in view[DOE].status.words
    assert view.charge(DOE, "1").is_conviction() is not Certainty.YES
