"""How long a judgment is stayed, and the terms of which settlement are known."""

from typing import Any

import pytest
from suits import act, claim

from casestate.events import (
    CivilReviewOutcome,
    ClaimAppealDecided,
    ClaimAppealed,
    ClaimDecided,
    ClaimNewTrialGranted,
    ClaimReinstated,
    ClaimStayed,
    ClaimStayLifted,
    SettlementAgreed,
    SettlementApproved,
    SettlementRejected,
    SettlementTerm,
)

J, STAY, LIFTED, APPEAL = act(ClaimDecided, how="judgment"), act(ClaimStayed), act(ClaimStayLifted), act(ClaimAppealed)
VERDICT, FEES = act(ClaimDecided, how="verdict"), act(ClaimDecided, how="judgment", amount="5 USD")


def decided(outcome: Any) -> Any:
    return act(ClaimAppealDecided, outcome=outcome)


DISMISSED, UNREAD = decided("dismissed"), decided(CivilReviewOutcome.raw("reversed in part"))


@pytest.mark.parametrize(
    ("acts", "stayed"),
    [
        ([J, STAY], True),
        ([J, STAY, LIFTED], False),
        ([J, STAY, APPEAL, APPEAL, DISMISSED], True),
        ([J, STAY, APPEAL, APPEAL, DISMISSED, DISMISSED], False),
        ([J, APPEAL, STAY, decided("affirmed")], False),
        ([J, APPEAL, STAY, UNREAD], True),
        ([J, STAY, APPEAL, APPEAL, decided("vacated")], False),
        ([J, STAY, FEES], True),
        ([J, STAY, act(ClaimNewTrialGranted), J], False),
        ([J, STAY, act(ClaimReinstated), J], False),
        ([STAY, J], False),
        ([VERDICT, STAY, J], False),
    ],
)
def test_a_stay_of_a_judgment_waits_for_the_last_appeal(acts: list[Any], stayed: bool) -> None:
    """FRCP 62; FRAP 8, 41."""
    assert claim(*acts).judgment_stayed is stayed


def pays(sum_: str) -> SettlementTerm:
    return SettlementTerm(kind="payment", amount=sum_)


ONE, TWO, SILENCE = pays("1 USD"), pays("2 USD"), SettlementTerm(kind="confidentiality")
REFUSED = act(SettlementRejected)


def agreed(*terms: SettlementTerm) -> Any:
    return act(SettlementAgreed, terms=terms, approval="class")


def approved(*terms: SettlementTerm) -> Any:
    return act(SettlementApproved, terms=terms)


@pytest.mark.parametrize(
    ("acts", "terms"),
    [
        ([agreed(ONE), REFUSED, agreed(TWO), approved(TWO)], (TWO,)),
        ([agreed(ONE), REFUSED], ()),
        ([agreed(ONE), approved(SILENCE)], (ONE, SILENCE)),
        ([agreed(ONE, ONE), approved(ONE)], (ONE, ONE)),
    ],
)
def test_the_terms_are_those_of_the_settlement_that_was_not_refused(
    acts: list[Any], terms: tuple[SettlementTerm, ...]
) -> None:
    assert claim(*acts).terms == terms
