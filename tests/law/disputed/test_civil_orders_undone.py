"""
An order on a civil claim that is taken back leaves what stood before it.

Expected values: 28 USC 2106, of what a court of appeals does with an order; FRCP 23(e) and Collins v. Tabet, of a
settlement that is refused; United States v. Munsingwear, of an appeal that a settlement leaves without a subject;
Rufo and Horne, of a decree modified or ended.
"""

import pytest
from suits import DOE, Act, act, claim, seen, told

from casestate.events import (
    ClaimAnswered,
    ClaimAppealDecided,
    ClaimAppealed,
    ClaimDecided,
    ClaimDismissed,
    ClaimNewTrialGranted,
    ClaimReinstated,
    ClaimStayed,
    ClaimStayLifted,
    JudgmentAmended,
    JudgmentSatisfied,
    SettlementAgreed,
    SettlementApproved,
    SettlementPerformed,
    SettlementRejected,
)

J = act(ClaimDecided, how="judgment", for_="plaintiff")
LOST = act(ClaimDecided, how="summary judgment", for_="defendant")
VERDICT = act(ClaimDecided, how="verdict", for_="plaintiff")
DEFAULT = act(ClaimDecided, how="default")
CONSENT = act(ClaimDecided, how="consent")
DISMISSED = act(ClaimDismissed, by="court", prejudice="with")
DROPPED = act(ClaimDismissed, by="parties", prejudice="with")
APPEAL = act(ClaimAppealed)
NEW_TRIAL, REINSTATED = act(ClaimNewTrialGranted), act(ClaimReinstated)
STAYED, LIFTED, ANSWERED = act(ClaimStayed), act(ClaimStayLifted), act(ClaimAnswered)
AGREED, FOR_MINOR = act(SettlementAgreed, approval="none"), act(SettlementAgreed, approval="minor")
APPROVED, PERFORMED, REFUSED = act(SettlementApproved), act(SettlementPerformed), act(SettlementRejected)
MODIFIED, AMENDED = act(JudgmentAmended, change="modified"), act(JudgmentAmended, change="amended")
ENDED = act(JudgmentAmended, change="ended")
PAID = act(JudgmentSatisfied)
REVERSED, REMANDED = (
    act(ClaimAppealDecided, outcome="reversed"),
    act(ClaimAppealDecided, outcome="reversed and remanded"),
)
VACATED, AFFIRMED = act(ClaimAppealDecided, outcome="vacated"), act(ClaimAppealDecided, outcome="affirmed")
REVERSALS = pytest.mark.parametrize("reversal", [REVERSED, REMANDED, VACATED], ids=lambda each: each[1]["outcome"])
WON, FOR_DEFENDANT = "judgment for the claimant", "judgment for the defendant"


@pytest.mark.parametrize(
    ("acts", "words"),
    [
        ([DISMISSED, APPEAL, REVERSED], "dismissed, with prejudice"),
        ([LOST, APPEAL, REMANDED], FOR_DEFENDANT),
        ([J, APPEAL, VACATED], WON),
        ([J, APPEAL, REVERSED], WON),
        ([VERDICT, APPEAL, REVERSED], "verdict for the claimant; judgment is not on record"),
        ([J, PAID, APPEAL, REMANDED], "judgment satisfied"),
        ([AGREED, APPROVED, APPEAL, VACATED], "settled"),
        ([J, NEW_TRIAL, APPEAL, REVERSED], "pending"),
    ],
)
def test_a_reversal_reversed_by_a_higher_court_puts_back_what_it_had_undone(acts: list[Act], words: str) -> None:
    assert told(*acts, APPEAL, REVERSED) == (words, [])
    assert told(*acts, APPEAL, AFFIRMED)[0] == claim(*acts).status.words


def test_reversals_of_reversals_alternate() -> None:
    acts = [DISMISSED]
    for words in ("pending", "dismissed, with prejudice", "pending", "dismissed, with prejudice"):
        acts += [APPEAL, REVERSED]
        assert told(*acts) == (words, [])


@pytest.mark.parametrize(
    "acts",
    [
        [DISMISSED, APPEAL, REVERSED, ANSWERED, APPEAL, REVERSED],  # of an order made after the case came back
        [DISMISSED, APPEAL, APPEAL, REVERSED, REVERSED],  # a cross-appeal decided later
        [DISMISSED, APPEAL, REVERSED, APPEAL, REMANDED],  # the court below decides anew
        [DISMISSED, APPEAL, REVERSED, APPEAL, VACATED],
        [APPEAL, REVERSED, APPEAL, REVERSED],  # of orders before judgment
    ],
)
def test_another_decision_on_appeal_leaves_a_claim_that_came_back_pending(acts: list[Act]) -> None:
    assert told(*acts) == ("pending", [])


@REVERSALS
@pytest.mark.parametrize(
    ("acts", "words"),
    [
        ([J, NEW_TRIAL], WON),
        ([VERDICT, NEW_TRIAL], "verdict for the claimant; judgment is not on record"),
        ([DEFAULT, REINSTATED], WON),
        ([DEFAULT, REINSTATED, ANSWERED], WON),
        ([DISMISSED, REINSTATED], "dismissed, with prejudice"),
        ([CONSENT, MODIFIED], "judgment entered by consent"),
        ([CONSENT, ENDED], "judgment entered by consent"),
        ([J, DROPPED], WON),
    ],
)
def test_an_order_that_undid_or_changed_a_decision_is_reversed(acts: list[Act], words: str, reversal: Act) -> None:
    assert told(*acts, APPEAL, reversal) == (words, [])


def test_an_older_appeal_says_nothing_of_an_order_for_a_new_trial() -> None:
    assert told(J, APPEAL, NEW_TRIAL, VACATED) == ("pending", [])
    assert told(J, APPEAL, REINSTATED, VACATED) == ("pending", [])


@pytest.mark.parametrize("acts", [[J, AMENDED, APPEAL], [J, APPEAL, MODIFIED], [J, APPEAL, MODIFIED, APPEAL]])
def test_an_appeal_from_the_judgment_itself_undoes_it(acts: list[Act]) -> None:
    """An amended judgment is the one appealed from; an appeal older than a modification is from what was modified."""
    assert told(*acts, VACATED)[0].startswith("pending")


@REVERSALS
@pytest.mark.parametrize(
    ("acts", "words"),
    [
        ([APPEAL, AGREED, DROPPED], "dismissed, with prejudice; a settlement was reached"),
        ([APPEAL, DISMISSED], "dismissed, with prejudice"),
        ([J, APPEAL, AGREED], "settlement agreed; no approval is needed"),
        ([J, APPEAL, AGREED, PERFORMED], "settlement performed"),
        ([J, APPEAL, AGREED, PERFORMED, DROPPED], "dismissed, with prejudice; a settlement was reached"),
    ],
)
def test_an_older_appeal_undoes_neither_a_settlement_nor_a_dismissal(
    acts: list[Act], words: str, reversal: Act
) -> None:
    assert told(*acts, reversal) == (words, [])


@REVERSALS
@pytest.mark.parametrize("acts", [[DISMISSED], [DISMISSED, APPEAL], [APPEAL, DISMISSED, APPEAL], [AGREED, APPROVED]])
def test_an_appeal_from_the_order_itself_still_undoes_it(acts: list[Act], reversal: Act) -> None:
    words, codes = told(*acts, reversal)
    assert (words.partition(";")[0], codes) == ("pending", [])


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ([], "pending"),
        ([J], WON),
        ([VERDICT], "verdict for the claimant; judgment is not on record"),
        ([J, APPEAL, REVERSED], "judgment reversed on appeal"),
        ([STAYED], "stayed"),
        ([STAYED, LIFTED], "pending"),
        ([J, FOR_MINOR, REFUSED], WON),
    ],
)
def test_a_settlement_refused_leaves_what_it_was_to_replace(before: list[Act], words: str) -> None:
    assert told(*before, FOR_MINOR, REFUSED) == (words, [])


def test_a_stay_is_read_also_while_a_settlement_waits() -> None:
    assert told(STAYED, FOR_MINOR, LIFTED, REFUSED) == ("pending", [])
    assert told(FOR_MINOR, STAYED, REFUSED) == ("stayed", [])
    assert told(J, STAYED, FOR_MINOR, REFUSED) == (f"{WON}; enforcement is stayed", [])


@REVERSALS
def test_an_approval_that_is_taken_back_leaves_a_judgment_too(reversal: Act) -> None:
    assert told(J, FOR_MINOR, APPROVED, APPEAL, reversal) == (WON, [])
    assert told(J, FOR_MINOR, APPROVED, REFUSED) == (WON, [])
    assert told(FOR_MINOR, APPROVED, REFUSED) == ("pending", [])


def test_why_names_the_order_and_what_it_undid() -> None:
    view = seen(J, NEW_TRIAL, APPEAL, REVERSED)
    named = {entry.id for entry in view[DOE].claim("k").why("phase").entries}
    assert {"e2", "e3", "e5"} <= named
