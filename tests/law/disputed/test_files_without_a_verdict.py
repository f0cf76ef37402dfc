"""
Files that lack the verdict or the judgment, and have the later acts that presuppose one.

Expected values: a verdict that is reinstated had been returned (United States v. Wilson; FRCrimP 29(c)); a collateral
attack is on a judgment; a decision of which the file lacks the appeal may be on an order before trial or on a judgment.
"""

import pytest
from stories import DOE, INDICTED, Act, act, codes, seen, stands

from casestate import Certainty, View
from casestate.events import (
    AcquittalOrdered,
    AppealDecided,
    AppealFiled,
    AppealRemanded,
    AppealWithdrawn,
    ChargeDismissed,
    NewTrialGranted,
    PleaEntered,
    SentenceImposed,
    TrialBegan,
    VerdictReturned,
)

NO, POSSIBLY = Certainty.NO, Certainty.POSSIBLY
TRIAL, GUILTY = act(TrialBegan), act(VerdictReturned, verdict="guilty")
ACQUITTED, SENTENCED = act(AcquittalOrdered), act(SentenceImposed)
BY_STATE, BY_DEFENDANT = act(AppealFiled, by="prosecutor"), act(AppealFiled, by="defendant")
ATTACKED = act(AppealFiled, by="defendant", kind="collateral")


def decided(outcome: str, **given: str) -> Act:
    return act(AppealDecided, outcome=outcome, **given)


REINSTATED = decided("verdict_reinstated", by="prosecutor")
LEFT_OPEN = ("unsettled", POSSIBLY)
TAKEN_UP = "taken to a higher court; whether a judgment came first is not on file"
PENDING = "charged; pending"


def answer(view: View) -> tuple[str, Certainty]:
    """Return the status, and whether it is a conviction on the record."""
    return view[DOE].status.status, view.charge(DOE, "1").is_conviction()


class TestAVerdictReinstated:
    @pytest.mark.parametrize(
        "before",
        [
            (INDICTED, BY_STATE),
            (INDICTED, act(NewTrialGranted), BY_STATE),
            (INDICTED, decided("reversed_for_insufficiency"), BY_STATE),
            (),
        ],
    )
    def test_it_had_been_returned(self, before: tuple[Act, ...]) -> None:
        view = seen(*before, REINSTATED)
        assert answer(view) == LEFT_OPEN
        assert view.charge(DOE, "1").review == "ended"
        assert ("missing-finding" if before else "missing-filing") in codes(view, "incomplete")
        assert not codes(view, "error")

    @pytest.mark.parametrize("tried", [(), (TRIAL,)])
    @pytest.mark.parametrize("outcome", ["verdict_reinstated", "reversed"])
    def test_an_acquittal_without_a_verdict_is_the_last_word(self, tried: tuple[Act, ...], outcome: str) -> None:
        """Fong Foo v. United States; Smith v. Massachusetts: what comes after it is reported, and convicts nobody."""
        view = seen(INDICTED, *tried, ACQUITTED, BY_STATE, decided(outcome, by="prosecutor"), SENTENCED)
        assert answer(view) == ("acquitted", NO)
        assert codes(view, "error")

    def test_one_on_file_stands_again(self) -> None:
        view = seen(INDICTED, TRIAL, GUILTY, ACQUITTED, BY_STATE, REINSTATED)
        assert stands(view, ["phase", "found"]) == {"phase": "found_guilty", "found": "guilty"}
        assert not codes(view)

    def test_a_jury_that_acquitted_returned_none(self) -> None:
        acquitted = act(VerdictReturned, verdict="not_guilty")
        view = seen(INDICTED, TRIAL, acquitted, REINSTATED)
        assert answer(view) == ("acquitted", NO)
        assert codes(view, "error") == {"after-end"}


class TestAnAcquittalReversed:
    REVERSED = decided("reversed", by="prosecutor")

    def test_one_without_a_trial_on_file_stands(self) -> None:
        assert answer(seen(INDICTED, ACQUITTED, BY_STATE, self.REVERSED)) == ("acquitted", NO)

    def test_one_in_the_middle_of_a_trial_stands(self) -> None:
        assert answer(seen(INDICTED, TRIAL, ACQUITTED, BY_STATE, self.REVERSED)) == ("acquitted", NO)

    def test_so_does_one_for_want_of_evidence_offered(self) -> None:
        offered = act(AcquittalOrdered, ground="no_evidence_offered")
        assert answer(seen(INDICTED, offered, BY_STATE, self.REVERSED)) == ("acquitted", NO)


class TestAJudgmentThatIsNotOnFile:
    @pytest.mark.parametrize(
        "reviewed",
        [
            (INDICTED, decided("affirmed"), decided("certiorari_denied"), decided("habeas_denied")),
            (INDICTED, decided("affirmed")),
            (INDICTED, TRIAL, decided("affirmed")),
            (INDICTED, act(AppealWithdrawn)),
            (INDICTED, act(AppealRemanded)),
            (INDICTED, ATTACKED),
            (INDICTED, ATTACKED, decided("habeas_denied")),
            (decided("affirmed"),),
            (decided("habeas_denied"),),
            (ATTACKED,),
        ],
    )
    def test_it_may_have_come_before_a_review(self, reviewed: tuple[Act, ...]) -> None:
        view = seen(*reviewed)
        assert answer(view) == LEFT_OPEN
        assert view[DOE].status.words.startswith(TAKEN_UP)
        assert codes(view, "incomplete") & {"missing-appeal", "missing-judgment"}

    @pytest.mark.parametrize(
        "reviewed",
        [
            (BY_DEFENDANT, decided("affirmed")),
            (BY_DEFENDANT, decided("affirmed"), decided("certiorari_denied")),
            (decided("reversed"),),
            (decided("habeas_granted"),),
            (decided("habeas_denied"), act(PleaEntered, plea="not_guilty")),
        ],
    )
    def test_a_review_before_trial_leaves_the_charge_pending(self, reviewed: tuple[Act, ...]) -> None:
        view = seen(INDICTED, *reviewed)
        assert answer(view) == ("pending", NO)
        assert view[DOE].status.words == PENDING

    @pytest.mark.parametrize(
        ("later", "status"),
        [
            ((TRIAL,), "on_trial"),
            ((act(ChargeDismissed, prejudice="without"),), "dismissed"),
            ((TRIAL, act(VerdictReturned, verdict="not_guilty")), "acquitted"),
        ],
    )
    def test_what_comes_later_shows_that_there_was_none(self, later: tuple[Act, ...], status: str) -> None:
        assert answer(seen(INDICTED, decided("habeas_denied"), *later)) == (status, NO)

    def test_a_petition_to_a_juvenile_court_never_convicts(self) -> None:
        petition = (INDICTED[0], {**INDICTED[1], "instrument": "petition", "severity": "unknown"})
        assert answer(seen(petition, decided("affirmed"))) == ("pending", NO)
