"""
The decision or dismissal of a claim that counts is often not the first, and two of one day never mend each other.

Expected values: FRCP 41(a)(1)(A)(ii), 59(e) and 60(b), of a dismissal that follows on another or amends it; FRCP 42(b),
50(b), 54(b) and (d)(2), 55 and 56(a) and (g), of a second decision on a claim; 9 USC 9, of an award that is confirmed.
"""

from typing import Any

import pytest
from suits import act, claim, told

from casestate.events import (
    ClaimAppealDecided,
    ClaimAppealed,
    ClaimDecided,
    ClaimDismissed,
    ClaimFiled,
    ClaimNewTrialGranted,
    ClaimReinstated,
    JudgmentSatisfied,
    SettlementAgreed,
)


def decided(how: str, for_: str | None = None, amount: str | None = None) -> Any:
    return act(ClaimDecided, how=how, for_=for_, amount=amount)


def dismissed(prejudice: str, **more: Any) -> Any:
    return act(ClaimDismissed, prejudice=prejudice, **more)


WON, LOST, ENTERED = decided("judgment", "plaintiff"), decided("judgment", "defendant"), decided("judgment")
VERDICT, PART = decided("verdict", "plaintiff"), decided("summary judgment", "plaintiff")
WITH, WITHOUT = dismissed("with"), dismissed("without")
FOR_CLAIMANT, FOR_DEFENDANT = "judgment for the claimant", "judgment for the defendant"
PAID, AGREED = act(JudgmentSatisfied), act(SettlementAgreed, approval="none")


@pytest.mark.parametrize(
    ("acts", "words"),
    [
        ([VERDICT, ENTERED, LOST], FOR_DEFENDANT),
        ([WON, LOST], FOR_DEFENDANT),
        ([WON, LOST, WON], FOR_CLAIMANT),
        ([WON, decided("consent")], "judgment entered by consent"),
        ([PART, VERDICT], "verdict for the claimant; judgment is not on record"),
        ([PART, VERDICT, ENTERED], FOR_CLAIMANT),
        ([PART, decided("verdict", "defendant"), ENTERED], FOR_DEFENDANT),
        ([decided("default"), decided("verdict", amount="5 USD"), ENTERED], FOR_CLAIMANT),
        ([VERDICT, VERDICT, ENTERED], FOR_CLAIMANT),
        ([VERDICT, decided("verdict", amount="5 USD")], "verdict for the claimant; judgment is not on record"),
        ([decided("default"), decided("judgment", amount="5 USD")], FOR_CLAIMANT),
        ([WON, decided("judgment", amount="5 USD")], FOR_CLAIMANT),
        ([WON, PAID, decided("judgment", amount="5 USD")], "judgment satisfied"),
        ([AGREED, dismissed("without", by="court"), dismissed("with", by="parties")],
         "dismissed, with prejudice; a settlement was reached"),
        ([WITH, WITHOUT], "dismissed, without prejudice"),
        ([WITH, WITHOUT, WITH], "dismissed, with prejudice"),
        ([dismissed("unspecified"), WITH], "dismissed, with prejudice"),
        ([WITH, dismissed("without", leave="with leave")], "dismissed with leave to amend"),
        ([WITHOUT, WON], FOR_CLAIMANT),
        ([dismissed("unspecified"), decided("judgment", "B. Roe")], FOR_CLAIMANT),
        ([dismissed("without", leave="with leave"), LOST], FOR_DEFENDANT),
        ([dismissed("without", leave="with leave"), decided("consent")], "judgment entered by consent"),
    ],
)  # fmt: skip
def test_the_later_one_counts(acts: list[Any], words: str) -> None:
    assert told(*acts) == (words, [])


@pytest.mark.parametrize(
    ("acts", "words", "code"),
    [
        ([WON, WON], FOR_CLAIMANT, "repeated"),
        ([WON, ENTERED], FOR_CLAIMANT, "repeated"),
        ([decided("judgment", "plaintiff", "5 USD")] * 2, FOR_CLAIMANT, "repeated"),
        ([WITH, WITH], "dismissed, with prejudice", "repeated"),
        ([WITH, dismissed("unspecified")], "dismissed, with prejudice", "repeated"),
        ([WON, VERDICT], FOR_CLAIMANT, "contradiction"),
        ([WON, PAID, WON], "judgment satisfied", "after-end"),
    ],
)
def test_one_that_says_nothing_new_is_left_aside(acts: list[Any], words: str, code: str) -> None:
    assert told(*acts) == (words, [code])


@pytest.mark.parametrize("acts", [[WITH, WON], [WITHOUT, LOST], [WITHOUT, ENTERED]])
def test_a_judgment_that_only_sets_out_a_dismissal_leaves_it(acts: list[Any]) -> None:
    assert told(*acts)[0].startswith("dismissed, with")


@pytest.mark.parametrize(
    "acts", [[WON, LOST], [VERDICT, decided("verdict", "defendant")], [WITH, WITHOUT], [PART, VERDICT, LOST, WON]]
)
def test_two_of_one_day_contradict_each_other(acts: list[Any]) -> None:
    assert "repeated" in told(*acts, one_day=True)[1]


def test_a_claim_may_be_brought_again_as_its_last_dismissal_says() -> None:
    again = act(ClaimFiled)
    assert told(WITH, WITHOUT, again) == ("pending", ["filed-again-under-its-id"])
    assert told(WITHOUT, WITH, again) == ("dismissed, with prejudice", ["after-end"])


@pytest.mark.parametrize(
    "undone", [act(ClaimNewTrialGranted), act(ClaimReinstated), act(ClaimAppealDecided, outcome="vacated")]
)
def test_a_judgment_after_one_that_was_undone_is_not_for_the_side_of_that_one(undone: Any) -> None:
    one = claim(WON, undone, ENTERED)
    assert (one.phase, one.prevailing) == ("judged", "unknown")


def test_what_leaves_a_decision_leaves_its_side() -> None:
    affirmed = [act(ClaimAppealed), act(ClaimAppealDecided, outcome="affirmed")]
    one = claim(WON, *affirmed, PAID, decided("judgment", amount="5 USD"))
    assert (one.phase, one.prevailing) == ("satisfied", "claimant")
