"""Words of no known meaning for a decision on a claim move nothing, and are told: nothing is guessed."""

from typing import Any

import pytest
from suits import act, claim, told

from casestate.events import (
    CivilJudgment,
    CivilReviewOutcome,
    ClaimAppealDecided,
    ClaimAppealed,
    ClaimDecided,
    ClaimDismissed,
    JudgmentAmended,
    JudgmentChange,
    SettlementAgreed,
)

J, APPEAL, DISMISSED = act(ClaimDecided, how="judgment", for_="plaintiff"), act(ClaimAppealed), act(ClaimDismissed)
WON = "judgment for the claimant"


@pytest.mark.parametrize("outcome", [CivilReviewOutcome.raw("reversed in part"), CivilReviewOutcome.UNKNOWN])
@pytest.mark.parametrize(
    ("acts", "words"),
    [
        ([J], WON),
        ([DISMISSED], "dismissed"),
        ([], "pending"),
        ([act(SettlementAgreed, approval="none")], "settlement agreed; no approval is needed"),
    ],
)
def test_a_decision_on_appeal_that_is_not_read_leaves_the_appeal_pending(
    acts: list[Any], words: str, outcome: Any
) -> None:
    unread = act(ClaimAppealDecided, outcome=outcome)
    assert told(*acts, APPEAL, unread) == (f"{words}; an appeal is pending", ["unread-outcome"])
    assert told(*acts, APPEAL, unread, act(ClaimAppealDecided, outcome="dismissed"))[0].count("appeal") == 0


@pytest.mark.parametrize("how", ["mistrial", "partial summary judgment"])
@pytest.mark.parametrize(("acts", "words"), [([], "pending"), ([DISMISSED], "dismissed"), ([J], WON)])
def test_a_decision_that_is_not_read_is_no_judgment(acts: list[Any], words: str, how: str) -> None:
    unread = act(ClaimDecided, how=CivilJudgment.raw(how), for_="defendant")
    assert told(*acts, unread) == (words, ["unread-outcome"])


def test_a_judgment_is_not_read_for_the_side_that_such_words_name() -> None:
    unread = act(ClaimDecided, how=CivilJudgment.raw("partial summary judgment"), for_="defendant")
    assert claim(unread, act(ClaimDecided, how="judgment")).prevailing == "unknown"
    assert claim(unread).prevailing is None


@pytest.mark.parametrize("change", [JudgmentChange.raw("opened"), JudgmentChange.UNKNOWN])
def test_a_change_of_a_judgment_that_is_not_read_moves_nothing(change: Any) -> None:
    assert told(J, act(JudgmentAmended, change=change)) == (WON, ["unread-outcome"])


@pytest.mark.parametrize("outcome", ["affirmed", "dismissed"])
def test_the_words_that_are_read_end_the_appeal(outcome: str) -> None:
    assert told(J, APPEAL, act(ClaimAppealDecided, outcome=outcome)) == (WON, [])
