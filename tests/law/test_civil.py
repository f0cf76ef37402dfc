"""What becomes of a civil claim: everyday histories, each lawful from end to end, and what no row allows."""

from typing import Any

import pytest

from casestate import CaseFile
from casestate.events import (
    ClaimAmended,
    ClaimAppealDecided,
    ClaimAppealed,
    ClaimDecided,
    ClaimDismissed,
    ClaimFiled,
    ClaimReinstated,
    ClaimServed,
    ClaimStayed,
    ClaimStayLifted,
    Event,
    JudgmentAmended,
    JudgmentSatisfied,
    SettlementAgreed,
    SettlementApproved,
    SettlementBreached,
    SettlementPerformed,
)
from casestate.state import ClaimPhase as P


def folded(*acts: tuple[type[Any], dict[str, str]]) -> tuple[P, list[str]]:
    """The phase after these acts, a month apart, and the codes of what is doubtful."""
    case = CaseFile("c").record(ClaimFiled(on="2020-01-01", claim="k", defendants="A. Doe"))
    for month, (act, told) in enumerate(acts, 2):
        event: Event = act(on=f"2020-{month:02d}-01", claim="k", defendants="A. Doe", **told)
        case = case.record(event)
    view = case.at()
    return view["A. Doe"].claim("k").phase, [finding.code for finding in view.findings]


NOTHING: dict[str, str] = {}
JUDGMENT = (ClaimDecided, {"how": "judgment"})
DEFAULT = (ClaimDecided, {"how": "default"})
CONSENT = (ClaimDecided, {"how": "consent"})
VERDICT = (ClaimDecided, {"how": "verdict"})
APPEALED: tuple[type[Any], dict[str, str]] = (ClaimAppealed, {})
AGREED = (SettlementAgreed, {"approval": "none"})
APPROVED: tuple[type[Any], dict[str, str]] = (SettlementApproved, {})
BREACHED: tuple[type[Any], dict[str, str]] = (SettlementBreached, {})
PERFORMED: tuple[type[Any], dict[str, str]] = (SettlementPerformed, {})
AMENDED: tuple[type[Any], dict[str, str]] = (ClaimAmended, {})
DISMISSED = (ClaimDismissed, {"prejudice": "with"})
WITH_LEAVE = (ClaimDismissed, {"prejudice": "without", "leave": "with leave"})
STAYED: tuple[type[Any], dict[str, str]] = (ClaimStayed, {})
LIFTED: tuple[type[Any], dict[str, str]] = (ClaimStayLifted, {})
REINSTATED: tuple[type[Any], dict[str, str]] = (ClaimReinstated, {})
SATISFIED: tuple[type[Any], dict[str, str]] = (JudgmentSatisfied, {})


def decided(outcome: str) -> tuple[type[Any], dict[str, str]]:
    return (ClaimAppealDecided, {"outcome": outcome})


@pytest.mark.parametrize(
    ("acts", "phase"),
    [
        ([WITH_LEAVE], P.DISMISSED_WITH_LEAVE),
        ([WITH_LEAVE, AMENDED], P.PENDING),
        ([WITH_LEAVE, DISMISSED], P.DISMISSED),
        ([WITH_LEAVE, AMENDED, JUDGMENT], P.JUDGED),
        ([DISMISSED, APPEALED], P.DISMISSED),
        ([DISMISSED, APPEALED, decided("affirmed")], P.DISMISSED),
        ([DISMISSED, APPEALED, decided("reversed and remanded")], P.PENDING),
        ([DISMISSED, APPEALED, decided("reversed")], P.PENDING),
        ([WITH_LEAVE, APPEALED, decided("vacated")], P.PENDING),
        ([JUDGMENT, APPEALED, decided("affirmed")], P.JUDGED),
        ([JUDGMENT, APPEALED, decided("reversed")], P.REVERSED),
        ([JUDGMENT, APPEALED, decided("reversed and remanded")], P.PENDING),
        ([VERDICT, APPEALED, decided("reversed")], P.REVERSED),
        ([JUDGMENT, APPEALED, decided("reversed"), JUDGMENT], P.JUDGED),
        ([JUDGMENT, APPEALED, decided("reversed"), DISMISSED], P.DISMISSED),
        ([JUDGMENT, APPEALED, decided("reversed"), APPEALED, decided("reversed")], P.JUDGED),
        ([JUDGMENT, APPEALED, decided("reversed"), APPEALED, decided("vacated")], P.REVERSED),
        ([JUDGMENT, APPEALED, decided("reversed"), APPEALED, decided("affirmed")], P.REVERSED),
        ([JUDGMENT, APPEALED, AGREED], P.SETTLEMENT_AGREED),
        ([JUDGMENT, APPEALED, AGREED, PERFORMED, DISMISSED], P.DISMISSED),
        ([AGREED, CONSENT], P.JUDGED),
        ([AGREED, APPROVED, CONSENT, SATISFIED], P.SATISFIED),
        ([CONSENT], P.JUDGED),
        ([AGREED, BREACHED, JUDGMENT], P.JUDGED),
        ([AGREED, BREACHED, PERFORMED], P.PERFORMED),
        ([AGREED, STAYED], P.SETTLEMENT_AGREED),
        ([AGREED, STAYED, LIFTED, APPROVED], P.SETTLED),
        ([DEFAULT, REINSTATED], P.PENDING),
        ([DEFAULT, REINSTATED, JUDGMENT], P.JUDGED),
        ([JUDGMENT, STAYED], P.JUDGED),
        ([JUDGMENT, STAYED, LIFTED, SATISFIED], P.SATISFIED),
        ([JUDGMENT, AMENDED], P.JUDGED),
        ([JUDGMENT, APPEALED, AGREED, PERFORMED, SATISFIED], P.SATISFIED),
        ([AGREED, DISMISSED, PERFORMED], P.DISMISSED),
        ([DISMISSED, JUDGMENT], P.DISMISSED),
        ([DISMISSED, AGREED], P.DISMISSED),
        ([DISMISSED, (JudgmentAmended, NOTHING)], P.DISMISSED),
        ([AGREED, APPROVED, APPEALED, decided("affirmed")], P.SETTLED),
        ([STAYED, APPEALED, decided("affirmed")], P.STAYED),
    ],
)
def test_an_everyday_history_is_lawful(acts: list[tuple[type[Any], dict[str, str]]], phase: P) -> None:
    """C02-C12; FRCP 15, 41, 54-60; 28 USC 2106."""
    assert folded(*acts) == (phase, [])


@pytest.mark.parametrize(
    ("acts", "phase", "code"),
    [
        ([DISMISSED, (ClaimServed, NOTHING)], P.DISMISSED, "after-end"),
        ([STAYED, (JudgmentAmended, {"change": "ended"})], P.STAYED, "contradiction"),
        ([JUDGMENT, (ClaimDismissed, {"leave": "with_leave"})], P.JUDGED, "contradiction"),
    ],
)
def test_what_no_row_allows_is_told_and_moves_nothing(
    acts: list[tuple[type[Any], dict[str, str]]], phase: P, code: str
) -> None:
    assert folded(*acts) == (phase, [code])
