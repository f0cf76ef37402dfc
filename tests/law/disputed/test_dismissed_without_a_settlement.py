"""A dismissal after a verdict needs no settlement before it, and one that fell is not said of the dismissal."""

from typing import Any

import pytest
from suits import act, told

from casestate.events import (
    ClaimDecided,
    ClaimDismissed,
    ClaimReinstated,
    SettlementAgreed,
    SettlementBreached,
    SettlementPerformed,
    SettlementRejected,
)

VERDICT = act(ClaimDecided, how="verdict", for_="defendant")
AGREED, PERFORMED = act(SettlementAgreed, approval="none"), act(SettlementPerformed)
REFUSED, BREACHED = act(SettlementRejected), act(SettlementBreached)
WITHOUT, WITH = act(ClaimDismissed, by="court", prejudice="without"), act(ClaimDismissed, prejudice="with")
REINSTATED = act(ClaimReinstated)
REACHED = "dismissed, with prejudice; a settlement was reached"


@pytest.mark.parametrize("by", ["court", "parties", "unknown"])
def test_a_claim_may_be_dismissed_after_a_verdict(by: Any) -> None:
    """FRCP 12(h)(3), 41(a)."""
    dismissed = act(ClaimDismissed, by=by, prejudice="without")
    assert told(VERDICT, dismissed) == ("dismissed, without prejudice", [])


@pytest.mark.parametrize(
    ("acts", "words"),
    [
        ([AGREED], REACHED),
        ([AGREED, PERFORMED], REACHED),
        ([WITHOUT, REINSTATED, AGREED, PERFORMED], REACHED),
        ([AGREED, REFUSED, AGREED], REACHED),
        ([AGREED, BREACHED, PERFORMED], REACHED),
        ([AGREED, WITHOUT, REINSTATED, VERDICT], "dismissed, with prejudice"),
        ([AGREED, WITHOUT, REINSTATED], "dismissed, with prejudice"),
        ([AGREED, REFUSED], "dismissed, with prejudice"),
        ([AGREED, BREACHED], "dismissed, with prejudice"),
    ],
)
def test_a_settlement_is_said_of_a_dismissal_only_while_it_stands(acts: list[Any], words: str) -> None:
    assert told(*acts, WITH) == (words, [])
