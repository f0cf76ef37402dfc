"""What charges, claims and citations say of one another, and what acts on one say of acts before."""

from typing import Any

import pytest

from casestate import GENERIC, US_NEW_MEXICO, CaseFile, Procedure
from casestate.events import (
    AppealDecided,
    AppealFiled,
    ChargeAmended,
    ChargeDismissed,
    ChargeFiled,
    CitationFinal,
    CitationIssued,
    CitationSettled,
    CitationSettlementApproved,
    ClaimDismissed,
    ClaimFiled,
    DefendantDied,
    Event,
    PleaAccepted,
    SentenceCommuted,
    SentenceCompleted,
    SentenceImposed,
    SentenceStayed,
    SettlementAgreed,
    SettlementApprovalSought,
    SettlementApproved,
    SettlementPerformed,
    SettlementRejected,
    StayKind,
    StayLifted,
    StayOrdered,
    SupervisionDecided,
    TrialBegan,
    VerdictReturned,
)

DOE = "A. Doe"


def on(act: type[Any], day: str, charge: str = "1", **more: Any) -> Event:
    return act(on=day, defendant=DOE, charge=charge, **more)  # type: ignore[no-any-return]


def filed(charge: str = "1", day: str = "2023-01-01", **more: Any) -> Event:
    return on(ChargeFiled, day, charge, instrument="indictment", **more)


def convicted(charge: str = "1") -> list[Event]:
    return [on(PleaAccepted, "2023-02-01", charge, plea="guilty"), on(SentenceImposed, "2023-03-01", charge)]


def told(*events: Event, procedure: Procedure = GENERIC) -> list[tuple[str, str]]:
    case = CaseFile("c", procedure=procedure)
    for event in events:
        case = case.record(event)
    findings = case.at().findings
    assert all(finding.message and finding.remedy for finding in findings)
    return [(finding.code, finding.charge) for finding in findings]


def test_alternatives_of_alternatives_are_one_group() -> None:
    """I7: of 1-2 and 2-3, 1 and 3 may not both stand."""
    group = [filed("1"), filed("2", alternative_to="1"), filed("3", alternative_to="2")]
    assert told(*group, *convicted("1")) == []
    assert told(*group, *convicted("1"), *convicted("3")) == [("two-convictions-of-alternatives", "1")]


def test_groups_of_alternatives_that_a_later_charge_joins_are_one() -> None:
    group = [filed("1"), filed("2", alternative_to="1"), filed("3"), filed("4", alternative_to=("3", "2"))]
    assert told(*group, *convicted("1"), *convicted("3")) == [("two-convictions-of-alternatives", "1")]
    apart = [*group[:3], filed("4", alternative_to="3")]
    assert told(*apart, *convicted("1"), *convicted("3")) == []
    assert told(filed("1"), filed("2"), *convicted("1"), *convicted("2")) == []


def test_of_a_greater_and_a_lesser_offence_one_conviction_stands() -> None:
    pair = [filed("1"), filed("2", lesser_of="1")]
    assert told(*pair, *convicted("2")) == []
    assert told(*pair, *convicted("1"), *convicted("2")) == [("greater-and-lesser-convicted", "2")]
    assert told(filed("2", lesser_of="1"), *convicted("2")) == []


STAYED = StayOrdered(on="2023-01-15", defendant=DOE, kind="competency")


@pytest.mark.parametrize("kind", ["competency", "unknown"])
def test_a_defendant_stayed_as_incompetent_is_not_convicted_before_the_stay_is_lifted(kind: str) -> None:
    lifted = StayLifted(on="2023-01-20", defendant=DOE, kind=StayKind(kind))
    late = StayLifted(on="2023-02-20", defendant=DOE, kind=StayKind(kind))
    assert told(filed(), STAYED, *convicted()) == [("act-during-stay", "1")] * 2
    assert told(filed(), STAYED, lifted, *convicted()) == []
    assert told(filed(), STAYED, late, *convicted()) == [("act-during-stay", "1")]


def test_another_stay_or_a_stay_after_the_act_says_nothing_of_competency() -> None:
    military = StayOrdered(on="2023-01-15", defendant=DOE, kind="military")
    later = StayOrdered(on="2023-04-01", defendant=DOE, kind="competency")
    other = StayLifted(on="2023-01-20", defendant=DOE, kind="military")
    assert told(filed(), military, *convicted()) == []
    assert told(filed(), later, *convicted()) == []
    assert told(filed(), STAYED, other, *convicted()) == [("act-during-stay", "1")] * 2


def test_a_charge_brought_again_is_not_pending_twice() -> None:
    again = filed("2", "2023-06-01", refiles="1")
    assert told(filed(), again) == [("refiled-while-pending", "1")]
    dismissed = on(ChargeDismissed, "2023-05-01", prejudice="without")
    assert told(filed(), dismissed, again) == []
    assert told(filed(), again, on(ChargeDismissed, "2023-07-01", prejudice="without")) == []


LESSER = [
    filed(offense="murder", grade="first degree"),
    on(TrialBegan, "2023-02-01"),
    on(VerdictReturned, "2023-02-10", verdict="guilty of lesser included", offense="manslaughter"),
    on(SentenceImposed, "2023-03-01"),
    on(AppealFiled, "2023-03-02"),
    on(AppealDecided, "2024-03-01", outcome="reversed and remanded"),
]
ANOTHER = on(ChargeAmended, "2024-05-01", offense="manslaughter", kind="statute changed")
LOWERED = on(ChargeAmended, "2024-05-01", grade="second degree", kind="grade lowered")
RETRIAL = on(TrialBegan, "2024-06-01")


@pytest.mark.parametrize(
    ("between", "verdict", "found"),
    [
        ([], {"verdict": "guilty"}, True),
        ([], {"verdict": "guilty", "offense": "murder"}, True),
        ([], {"verdict": "guilty", "offense": "manslaughter"}, False),
        ([], {"verdict": "guilty of lesser included", "offense": "manslaughter"}, False),
        ([], {"verdict": "hung"}, False),
        (
            [on(ChargeAmended, "2024-05-01", offense="manslaughter", kind="statute changed")],
            {"verdict": "guilty"},
            False,
        ),
        ([on(ChargeAmended, "2024-05-01", grade="second degree", kind="grade lowered")], {"verdict": "guilty"}, False),
    ],
)
def test_a_new_trial_goes_no_higher_than_the_degree_found(
    between: list[Event], verdict: dict[str, str], found: bool
) -> None:
    """Green v. United States; NMSA 30-1-10."""
    codes = told(*LESSER, *between, RETRIAL, on(VerdictReturned, "2024-06-10", **verdict))
    assert codes == ([("convicted-above-degree", "1")] if found else [])


def test_of_a_charge_that_the_file_does_not_have_no_degree_is_told() -> None:
    assert "convicted-above-degree" not in dict(
        told(*LESSER[1:], RETRIAL, on(VerdictReturned, "2024-06-10", verdict="guilty"))
    )


COMPLETED = on(SentenceCompleted, "2024-03-01")


@pytest.mark.parametrize(
    ("act", "found"),
    [
        (on(SupervisionDecided, "2024-06-01", outcome="revoked"), True),
        (on(SupervisionDecided, "2024-06-01", outcome="discharged"), False),
        (on(SentenceStayed, "2024-06-01"), True),
        (on(SentenceCommuted, "2024-06-01"), True),
    ],
)
def test_a_sentence_that_is_over_is_not_revoked(act: Event, found: bool) -> None:
    assert told(filed(), *convicted(), act) == []
    assert told(filed(), *convicted(), COMPLETED, act) == ([("sentence-was-complete", "1")] if found else [])


def test_a_new_sentence_may_be_revoked_though_an_old_one_was_complete() -> None:
    anew = [
        on(AppealFiled, "2024-04-01"),
        on(AppealDecided, "2024-05-01", outcome="resentencing ordered"),
        on(SentenceImposed, "2024-05-10"),
    ]
    revoked = on(SupervisionDecided, "2024-06-01", outcome="revoked")
    assert told(filed(), *convicted(), COMPLETED, *anew, revoked) == []


def claim(act: type[Any], day: str, **more: Any) -> Event:
    return act(on=day, claim="k", defendants=DOE, **more)  # type: ignore[no-any-return]


def agreed(approval: str = "minor") -> Event:
    return claim(SettlementAgreed, "2023-02-01", approval=approval)


FILED = claim(ClaimFiled, "2023-01-01")
PERFORMED = claim(SettlementPerformed, "2023-05-01")
APPROVED = claim(SettlementApproved, "2023-03-01")
SOUGHT = claim(SettlementApprovalSought, "2023-02-15")
REFUSED = claim(SettlementRejected, "2023-03-01")
ENDED = claim(ClaimDismissed, "2023-05-01", prejudice="with")
UNAPPROVED = [("missing-approval", "k")]


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([agreed(), PERFORMED], UNAPPROVED),
        ([agreed(), SOUGHT, PERFORMED], UNAPPROVED),
        ([agreed(), APPROVED, PERFORMED], []),
        ([agreed("class"), PERFORMED], []),
        ([agreed("none"), PERFORMED], []),
        ([agreed("unknown"), PERFORMED], []),
        ([agreed(), ENDED], UNAPPROVED),
        ([agreed(), claim(ClaimDismissed, "2023-05-01", prejudice="without")], []),
        (
            [agreed(), REFUSED, ENDED],
            [],
        ),
        ([agreed()], []),
        ([ENDED], []),
    ],
)
def test_a_minors_settlement_is_carried_out_once_approved(events: list[Event], expected: list[tuple[str, str]]) -> None:
    """Collins v. Tabet: there a minor's needs approval, and of the others nothing is said."""
    assert told(FILED, *events, procedure=US_NEW_MEXICO) == expected


def test_where_it_is_not_known_which_need_approval_the_record_is_believed() -> None:
    assert told(FILED, agreed("class"), PERFORMED) == UNAPPROVED


def test_a_settlement_that_nobody_agreed_needs_no_known_approval() -> None:
    assert told(FILED, PERFORMED) == [("missing-agreement", "k")]


def test_a_citation_settled_is_final_once_the_commission_approves() -> None:
    """29 CFR 2200.100."""
    cited = CitationIssued(on="2023-01-01", defendant=DOE, citation="g")
    settled = CitationSettled(on="2023-02-01", defendant=DOE, citation="g", approval="commission")
    free = CitationSettled(on="2023-02-01", defendant=DOE, citation="g", approval="none")
    approved = CitationSettlementApproved(on="2023-03-01", defendant=DOE, citation="g")
    final = CitationFinal(on="2023-04-01", defendant=DOE, citation="g")
    assert told(cited, settled, final) == [("missing-approval", "g")]
    assert told(cited, settled, approved, final) == told(cited, free, final) == told(cited, final) == []
    assert told(cited, settled) == []


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("United States", "US", True),
        ("the United States of America", "U.S.A.", True),
        ("Federal", "u.s.", True),
        ("State of New Mexico", "New Mexico", True),
        ("People of the State of New York", "new york", True),
        ("Commonwealth of Virginia", "Virginia", True),
        ("United States", "New Mexico", False),
        ("New York", "New Mexico", False),
        ("State of Washington", "Virginia", False),
        ("City of Tulsa", "State of Oklahoma", True),
        ("Cleveland County", "City of Norman", True),
        ("City of Norman, OK", "Oklahoma", True),
        ("New York City", "People of the State of New York", True),
        ("Kansas City, Missouri", "Kansas", False),
        ("City of Portland, Maine", "City of Portland, Oregon", False),
        ("City of Reno", "United States", False),
        ("Puerto Rico", "United States", True),
        ("Commonwealth of Puerto Rico", "Guam", True),
        ("Territory of Guam", "U.S.", True),
        ("Municipality of San Juan, Puerto Rico", "US", True),
        ("City of Washington, D.C.", "District of Columbia", True),
        ("State of Washington", "Washington, D.C.", False),
        ("Navajo Nation", "United States", False),
        ("Navajo Nation", "Hopi Tribe", False),
        ("City of Gallup", "Navajo Nation", False),
        ("Native Village of Eklutna", "Alaska", False),
        ("Federal Republic of Germany", "US", False),
    ],
)
def test_one_sovereign_has_many_styles(old: str, new: str, same: bool) -> None:
    """
    T35: the bar of an acquittal does not turn on how the sovereign's name is written.

    A city is one with its state (Waller v. Florida), a territory with the United States (Puerto Rico v. Sanchez Valle);
    states (Heath v. Alabama) and tribes (United States v. Wheeler) are apart from it and from one another.
    """
    acquitted = [
        filed(sovereign=old),
        on(TrialBegan, "2023-02-01"),
        on(VerdictReturned, "2023-02-10", verdict="not guilty"),
    ]
    again = filed("2", "2024-01-01", refiles="1", sovereign=new)
    assert told(*acquitted, again) == ([("refiled-after-bar", "1")] if same else [])


def test_a_second_death_is_a_finding_unless_it_is_another_account_of_the_first() -> None:
    died = DefendantDied(on="2023-05-01", defendant="A. Doe")
    case = CaseFile("c").record(died).record(DefendantDied(on="2023-05-01", defendant="B. Roe"))
    assert case.at().findings == ()
    again = DefendantDied(on="2023-06-01", defendant="A. Doe")
    (finding,) = case.record(again).at().findings
    assert (finding.code, finding.entries, finding.defendant) == ("second-death", ("e1", "e3"), "A. Doe")
    assert case.record(again).at("2023-05-31").findings == ()
    assert [each.entries for each in case.record(again).record(again).at().findings] == [("e1", "e3"), ("e1", "e4")]
    assert case.record(died, account_of="e1").at().findings == ()
