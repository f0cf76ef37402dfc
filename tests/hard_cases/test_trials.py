"""Hard situations of trials and of their review: who decided, what is final, and what may be tried again."""

import pytest
from hard_cases.telling import ABOVE, DOE, act, charge, codes, docket, errors

from casestate import CaseFile, Certainty, When
from casestate.events import (
    AcquittalOrdered,
    Actor,
    AppealDecided,
    AppealFiled,
    AppealRemanded,
    AppealWithdrawn,
    ChargeDismissed,
    ChargeFiled,
    MistrialDeclared,
    MotionDecided,
    MotionFiled,
    NewTrialGranted,
    PleaAccepted,
    PleaEntered,
    PleaTakenUnderAdvisement,
    PleaWithdrawn,
    RoleChanged,
    SentenceImposed,
    TrialBegan,
    VerdictReturned,
)
from casestate.law import is_conviction
from casestate.state import Conviction, Disposition, Found, Jeopardy, Phase, Review, SentenceStatus


def indicted(*ids: str, offense: str = "involuntary manslaughter") -> CaseFile:
    """Counts of one indictment, on trial from 2024-02-21."""
    return docket(
        *[act(ChargeFiled, "2024-01-19", id, offense=offense, instrument="indictment") for id in ids],
        *[act(TrialBegan, "2024-02-21", id) for id in ids],
    )


class TestDismissedWithPrejudiceInMidTrialThenAppealThenWithdrawal:
    """8 and 9. Barred at once, final five months later; the State appeals, and those who should pursue it do not."""

    case = (
        docket(
            act(ChargeFiled, "2024-01-19", instrument="indictment"),
            act(TrialBegan, "2024-07-10"),
            act(
                ChargeDismissed,
                "2024-07-12",
                by="court",
                prejudice="with",
                ground="discovery violation",
            ),
            MotionFiled(on="2024-08-30", motion="reconsider", seeks="reconsideration", by="prosecutor"),
            MotionDecided(on="2024-10-24", motion="reconsider", outcome="denied"),
        )
        .record(act(AppealFiled, "2024-11-21", by="prosecutor"), source=ABOVE)
        .record(act(AppealWithdrawn, "2024-12-23", by=Actor.raw("Attorney General")), source=ABOVE)
        .record(RoleChanged(on="2024-07-12", person="C. Poe", role="special prosecutor", change="resigned"))
    )

    @pytest.mark.parametrize("day", ["2024-07-12", "2024-10-24", "2024-11-21", "2024-12-23"])
    def test_it_is_barred_throughout(self, day: str) -> None:
        state = charge(self.case.at(day))
        assert state.phase is Phase.BARRED
        assert state.jeopardy is Jeopardy.ENDED_BARRED
        assert state.disposition is Disposition.DISMISSED_WITH_PREJUDICE
        assert state.refilable is Certainty.NO
        assert state.found is Found.NOTHING

    def test_while_the_appeal_is_pending_it_is_not_final(self) -> None:
        state = charge(self.case.at("2024-12-22"))
        assert state.review is Review.PENDING
        assert state.final_on is None

    def test_the_withdrawal_makes_it_final_on_a_day_of_its_own(self) -> None:
        state = charge(self.case.at())
        assert state.final_on == When.parse("2024-12-23")
        assert state.dismissal is not None
        assert state.dismissal.when == When.parse("2024-07-12")

    def test_who_acted_differs_by_stage(self) -> None:
        state = charge(self.case.at())
        filed, withdrawn = [entry.event for entry in state.reviewing]
        dismissed = state.dismissal.event if state.dismissal else None
        assert isinstance(dismissed, ChargeDismissed)
        assert dismissed.by is Actor.COURT
        assert isinstance(filed, AppealFiled)
        assert filed.by is Actor.PROSECUTOR
        assert isinstance(withdrawn, AppealWithdrawn)
        assert withdrawn.by == "Attorney General"

    def test_nothing_is_doubtful(self) -> None:
        assert codes(self.case.at()) == []


class TestTheGovernmentsAppeal:
    """9. It lies from an order that ended a charge, and not from an acquittal (18 USC 3731)."""

    barred = indicted("1").record(act(ChargeDismissed, "2024-07-12", by="court", prejudice="with"))

    def test_a_dismissal_reversed_goes_back_to_trial_and_convicts_nobody(self) -> None:
        case = self.barred.record(act(AppealFiled, "2024-08-01", by="prosecutor"))
        state = charge(case.record(act(AppealDecided, "2025-03-01", outcome="reversed and remanded")).at())
        assert state.phase is Phase.TRIABLE
        assert state.jeopardy is Jeopardy.ENDED_RETRIABLE
        assert state.conviction is Conviction.NONE
        assert state.found is Found.NOTHING
        assert state.review is Review.ENDED

    def test_affirmed_it_stays_barred(self) -> None:
        case = self.barred.record(act(AppealFiled, "2024-08-01", by="prosecutor"))
        state = charge(case.record(act(AppealDecided, "2025-03-01", outcome="affirmed")).at())
        assert state.phase is Phase.BARRED
        assert state.final_on == When.parse("2025-03-01")

    def test_from_an_acquittal_it_is_a_question_of_local_law_and_leaves_the_acquittal(self) -> None:
        """K.S.A. 22-3602(b)(3): the prosecutor may appeal on a question reserved, and the acquittal stands."""
        acquitted = indicted("1").record(act(VerdictReturned, "2024-03-06", verdict="not guilty"))
        view = acquitted.record(act(AppealFiled, "2024-03-20", by="prosecutor")).at()
        assert charge(view).phase is Phase.ACQUITTED
        assert charge(view).review is Review.PENDING
        assert charge(view).final_on == When.parse("2024-03-06")
        assert errors(view) == []
        assert [finding.code for finding in view.findings] == ["local-law"]
        decided = acquitted.record(act(AppealFiled, "2024-03-20", by="prosecutor"))
        decided = decided.record(act(AppealDecided, "2024-09-20", outcome="reversed"))
        assert charge(decided.at()).phase is Phase.ACQUITTED

    def test_an_appeal_before_judgment_finds_nobody_guilty(self) -> None:
        case = docket(
            act(ChargeFiled, "2024-01-19", instrument="indictment"), act(AppealFiled, "2024-03-01", by="prosecutor")
        )
        state = charge(case.at())
        assert (state.phase, state.found) == (Phase.TRIABLE, Found.NOTHING)
        assert state.review is Review.PENDING
        decided = case.record(act(AppealDecided, "2024-09-01", outcome="reversed and remanded")).at()
        assert (charge(decided).phase, charge(decided).review) == (Phase.TRIABLE, Review.ENDED)
        assert codes(decided) == []

    def test_an_appeal_of_what_the_file_does_not_have_guesses_no_conviction(self) -> None:
        state = charge(docket(act(AppealFiled, "2024-03-01", by="defendant")).at())
        assert state.phase is not Phase.FOUND_GUILTY
        assert state.conviction is Conviction.NONE


class TestGuiltyOnOneCountNotGuiltyOnAnother:
    """10. Each count has its own result; the person is convicted, of one count."""

    case = (
        indicted("manslaughter", "tampering")
        .record(act(VerdictReturned, "2024-03-06", "manslaughter", verdict="guilty", by="jury"))
        .record(act(VerdictReturned, "2024-03-06", "tampering", verdict="not guilty", by="jury"))
    )

    def test_count_by_count(self) -> None:
        view = self.case.at()
        assert charge(view, "manslaughter").phase is Phase.FOUND_GUILTY
        assert charge(view, "tampering").phase is Phase.ACQUITTED
        assert charge(view, "tampering").jeopardy is Jeopardy.ENDED_BARRED

    def test_the_person(self) -> None:
        assert self.case.at()[DOE].status.status == "awaiting_sentence"
        sentenced = self.case.record(act(SentenceImposed, "2024-04-15", "manslaughter"))
        assert sentenced.at()[DOE].status.status == "convicted"
        assert charge(sentenced.at(), "tampering").phase is Phase.ACQUITTED
        assert codes(sentenced.at()) == []


class TestALimitedRemandWhileTheAppealStaysPending:
    """11. Two courts hold the case at once."""

    case = (
        indicted("1")
        .record(act(VerdictReturned, "2024-03-06", verdict="guilty"))
        .record(act(SentenceImposed, "2024-04-15"))
        .record(act(AppealFiled, "2024-05-14", by="defendant"), source=ABOVE)
        .record(act(AppealRemanded, "2024-07-25", question="the motion for a new trial"), source=ABOVE)
        .record(MotionDecided(on="2024-09-30", motion="new-trial", outcome="denied"))
    )

    @pytest.mark.parametrize("day", ["2024-05-14", "2024-07-25", "2024-09-30"])
    def test_the_appeal_is_pending_and_the_judgment_in_force(self, day: str) -> None:
        state = charge(self.case.at(day))
        assert state.review is Review.PENDING
        assert state.phase is Phase.JUDGED
        assert is_conviction(state) is Certainty.YES
        assert state.final_on is None

    def test_both_courts_are_on_record(self) -> None:
        assert [entry.source for entry in charge(self.case.at()).reviewing] == [ABOVE, ABOVE]
        assert codes(self.case.at()) == []


class TestAPleaLeftUnderAdvisementThenAcceptedThenWithdrawn:
    """15. By leave and before sentence: back to trial, with no bar (Angel)."""

    case = docket(
        act(ChargeFiled, "2024-01-19", instrument="indictment"),
        act(PleaEntered, "2024-03-01", plea="guilty"),
        act(PleaTakenUnderAdvisement, "2024-03-01"),
        act(PleaAccepted, "2024-04-01", plea="guilty"),
        act(PleaWithdrawn, "2024-05-01", reason="agreement rejected"),
    )

    def test_a_plea_tendered_finds_nothing(self) -> None:
        state = charge(self.case.at("2024-03-31"))
        assert (state.phase, state.found, state.conviction) == (Phase.TRIABLE, Found.NOTHING, Conviction.NONE)

    def test_accepted_it_is_a_finding(self) -> None:
        assert charge(self.case.at("2024-04-30")).phase is Phase.FOUND_GUILTY

    def test_withdrawn_it_leaves_a_charge_to_be_tried(self) -> None:
        state = charge(self.case.at())
        assert state.phase is Phase.TRIABLE
        assert state.found is Found.SET_ASIDE
        assert state.conviction is Conviction.NONE
        assert state.jeopardy is not Jeopardy.ENDED_BARRED
        assert state.plea is None
        assert codes(self.case.at()) == []

    def test_the_charge_may_be_tried_again(self) -> None:
        case = self.case.record(act(TrialBegan, "2024-06-01")).record(
            act(VerdictReturned, "2024-06-03", verdict="not guilty")
        )
        assert charge(case.at()).phase is Phase.ACQUITTED
        assert codes(case.at()) == []


class TestThreeOutcomesFromOneJury:
    """18. Hung on count 1, acquitted on 2, guilty of a lesser offence on 3, which acquits of the greater."""

    case = (
        indicted("1", "2", "3", offense="murder")
        .record(act(VerdictReturned, "2024-03-06", "1", verdict="hung"))
        .record(act(VerdictReturned, "2024-03-06", "2", verdict="not guilty"))
        .record(act(VerdictReturned, "2024-03-06", "3", verdict="guilty of lesser included", offense="manslaughter"))
    )

    def test_the_hung_count_may_be_tried_again(self) -> None:
        state = charge(self.case.at(), "1")
        assert (state.phase, state.found) == (Phase.TRIABLE, Found.HUNG)
        assert state.jeopardy is Jeopardy.ENDED_RETRIABLE

    def test_the_acquittal_is_for_good(self) -> None:
        again = self.case.record(act(TrialBegan, "2024-06-01", "2"))
        assert charge(again.at(), "2").phase is Phase.ACQUITTED
        assert errors(again.at()) == ["after-end"]

    def test_the_third_is_convicted_of_the_lesser_and_acquitted_of_the_greater(self) -> None:
        state = charge(self.case.at(), "3")
        assert state.phase is Phase.FOUND_GUILTY
        assert state.disposition is Disposition.CONVICTED_OF_LESSER
        assert state.convicted_of == "manslaughter"
        assert state.acquitted_of == "murder"

    def test_the_others_are_acquitted_of_nothing_by_implication(self) -> None:
        assert [charge(self.case.at(), id).acquitted_of for id in "12"] == [None, None]
        assert codes(self.case.at()) == []

    def test_a_lesser_offence_not_named_is_not_taken_for_the_greater(self) -> None:
        case = indicted("1", offense="murder").record(
            act(VerdictReturned, "2024-03-06", verdict="guilty of lesser included")
        )
        assert charge(case.at()).convicted_of is None


class TestAnAcquittalAfterTheVerdictReversedAndTheVerdictReinstated:
    """19. The one acquittal that is not final: the verdict comes back without a second trial (Wilson)."""

    overturned = (
        indicted("1")
        .record(act(VerdictReturned, "2024-03-06", verdict="guilty"))
        .record(act(AcquittalOrdered, "2024-03-20", reason="insufficient evidence"))
        .record(act(AppealFiled, "2024-04-01", by="prosecutor"))
    )
    reinstated = overturned.record(act(AppealDecided, "2025-01-10", outcome="verdict reinstated"))

    def test_while_it_stands_nobody_is_convicted(self) -> None:
        state = charge(self.overturned.at())
        assert state.phase is Phase.OVERTURNED
        assert (state.found, state.conviction) == (Found.NOT_GUILTY, Conviction.NONE)
        assert state.jeopardy is Jeopardy.ENDED_BARRED
        assert state.final_on is None

    def test_reinstated_the_finding_is_that_of_the_jury(self) -> None:
        state = charge(self.reinstated.at())
        assert state.phase is Phase.FOUND_GUILTY
        assert state.found is Found.GUILTY
        assert state.convicted_of == "involuntary manslaughter"
        assert len([entry for entry in state.trial if isinstance(entry.event, TrialBegan)]) == 1

    def test_the_sentence_follows_without_a_finding(self) -> None:
        view = self.reinstated.record(act(SentenceImposed, "2025-02-01")).at()
        assert charge(view).phase is Phase.JUDGED
        assert codes(view) == []

    @pytest.mark.parametrize("outcome", ["reversed", "reversed and remanded", "vacated"])
    def test_reversed_in_any_words_the_verdict_is_back(self, outcome: str) -> None:
        view = self.overturned.record(act(AppealDecided, "2025-01-10", outcome=outcome)).at()
        state, named = charge(view), charge(self.reinstated.at())
        assert (state.phase, state.found, state.conviction) == (named.phase, named.found, named.conviction)
        assert (state.jeopardy, state.review) == (Jeopardy.ATTACHED, Review.ENDED)
        assert codes(view) == []

    def test_affirmed_it_is_final(self) -> None:
        state = charge(self.overturned.record(act(AppealDecided, "2025-01-10", outcome="affirmed")).at())
        assert state.phase is Phase.OVERTURNED
        assert state.final_on == When.parse("2025-01-10")

    def test_of_a_lesser_offence_it_is_the_lesser_that_comes_back(self) -> None:
        case = indicted("1", offense="murder").record(
            act(VerdictReturned, "2024-03-06", verdict="guilty of lesser included", offense="manslaughter")
        )
        case = case.record(act(AcquittalOrdered, "2024-03-20")).record(act(AppealFiled, "2024-04-01", by="prosecutor"))
        state = charge(case.record(act(AppealDecided, "2025-01-10", outcome="reversed")).at())
        assert (state.convicted_of, state.disposition) == ("manslaughter", Disposition.CONVICTED_OF_LESSER)

    def test_after_a_jury_discharged_without_a_verdict_it_is_an_acquittal_for_good(self) -> None:
        hung = indicted("1").record(act(VerdictReturned, "2024-03-06", verdict="hung"))
        view = hung.record(act(AcquittalOrdered, "2024-03-12")).at()
        assert charge(view).phase is Phase.ACQUITTED
        assert codes(view) == []

    def test_an_acquittal_before_the_verdict_is_never_reopened(self) -> None:
        case = indicted("1").record(act(AcquittalOrdered, "2024-03-01"))
        view = case.record(act(AppealDecided, "2025-01-10", outcome="verdict reinstated")).at()
        assert charge(view).phase is Phase.ACQUITTED
        assert charge(view).found is Found.NOT_GUILTY
        assert errors(view) == ["after-end"]


class TestAConvictionReversed:
    """20. For insufficient evidence it is an acquittal (Burks); for error it is tried again, no higher than before."""

    convicted = (
        indicted("1", offense="murder")
        .record(act(VerdictReturned, "2024-03-06", verdict="guilty of lesser included", offense="manslaughter"))
        .record(act(SentenceImposed, "2024-04-15"))
        .record(act(AppealFiled, "2024-05-14", by="defendant"))
    )
    insufficient = convicted.record(act(AppealDecided, "2025-05-01", outcome="reversed for insufficiency"))
    error = convicted.record(act(AppealDecided, "2025-05-01", outcome="reversed and remanded"))

    @pytest.mark.parametrize("case", [insufficient, error], ids=["insufficiency", "error"])
    def test_either_way_no_conviction_and_no_sentence_is_left(self, case: CaseFile) -> None:
        state = charge(case.at())
        assert state.conviction is Conviction.REVERSED
        assert state.sentence is SentenceStatus.VACATED
        assert is_conviction(state) is Certainty.NO
        assert codes(case.at()) == []

    def test_insufficiency_bars(self) -> None:
        state = charge(self.insufficient.at())
        assert (state.phase, state.jeopardy) == (Phase.OVERTURNED, Jeopardy.ENDED_BARRED)
        again = self.insufficient.record(act(TrialBegan, "2025-09-01"))
        assert errors(again.at()) == ["after-end"]

    @pytest.mark.parametrize("case", [insufficient, error], ids=["insufficiency", "error"])
    @pytest.mark.parametrize("outcome", ["reversed", "verdict reinstated"])
    def test_reversed_in_turn_by_the_highest_court_the_judgment_stands_again(
        self, case: CaseFile, outcome: str
    ) -> None:
        before = charge(self.convicted.at())
        higher = case.record(act(AppealFiled, "2025-06-01", by="prosecutor"))
        view = higher.record(act(AppealDecided, "2026-01-15", outcome=outcome)).at()
        state = charge(view)
        assert is_conviction(state) is Certainty.YES
        assert (state.phase, state.found, state.conviction) == (before.phase, before.found, before.conviction)
        assert (state.sentence, state.jeopardy) == (before.sentence, before.jeopardy)
        assert (state.convicted_of, state.conviction_on) == ("manslaughter", before.conviction_on)
        assert state.final_on == When.parse("2026-01-15")
        assert codes(view) == []

    def test_a_reversal_sought_by_nobody_named_convicts_nobody(self) -> None:
        higher = self.error.record(act(AppealFiled, "2025-06-01"))
        view = higher.record(act(AppealDecided, "2026-01-15", outcome="reversed")).at()
        assert charge(view).phase is Phase.TRIABLE
        assert is_conviction(charge(view)) is Certainty.NO
        assert codes(view) == ["unread-outcome"]

    def test_a_reversal_sought_by_the_defendant_convicts_nobody(self) -> None:
        higher = self.error.record(act(AppealFiled, "2025-06-01", by="defendant"))
        view = higher.record(act(AppealDecided, "2026-01-15", outcome="reversed")).at()
        assert is_conviction(charge(view)) is Certainty.NO
        assert codes(view) == []

    def test_a_reversal_of_an_order_overtaken_by_a_plea_convicts_nobody(self) -> None:
        since = self.error.record(act(PleaEntered, "2025-05-20", plea="not guilty"))
        higher = since.record(act(AppealFiled, "2025-06-01", by="prosecutor"))
        view = higher.record(act(AppealDecided, "2026-01-15", outcome="reversed")).at()
        assert is_conviction(charge(view)) is Certainty.NO
        assert codes(view) == ["unread-outcome"]

    def test_once_tried_again_the_first_verdict_does_not_come_back(self) -> None:
        case = self.error.record(act(TrialBegan, "2025-09-01")).record(act(MistrialDeclared, "2025-09-05"))
        view = case.record(act(AppealDecided, "2026-01-15", outcome="verdict reinstated")).at()
        assert is_conviction(charge(view)) is Certainty.NO
        assert charge(view).phase is Phase.TRIABLE

    @pytest.mark.parametrize("outcome", ["reversed", "verdict reinstated"])
    def test_a_new_trial_reversed_leaves_the_verdict(self, outcome: str) -> None:
        found = indicted("1").record(act(VerdictReturned, "2024-03-06", verdict="guilty"))
        granted = found.record(act(NewTrialGranted, "2024-03-20"))
        appealed = granted.record(act(AppealFiled, "2024-04-01", by="prosecutor"))
        view = appealed.record(act(AppealDecided, "2025-01-10", outcome=outcome)).at()
        assert charge(view).phase is Phase.FOUND_GUILTY
        assert charge(view).found is Found.GUILTY
        assert codes(view) == []

    def test_an_older_appeal_decided_after_a_new_trial_reverses_no_order_for_it(self) -> None:
        granted = self.convicted.record(act(NewTrialGranted, "2024-06-20"))
        view = granted.record(act(AppealDecided, "2025-01-10", outcome="reversed")).at()
        assert charge(view).phase is Phase.TRIABLE
        assert is_conviction(charge(view)) is Certainty.NO
        assert codes(view) == []

    def test_error_leaves_a_new_trial_capped_at_the_degree_found(self) -> None:
        state = charge(self.error.at())
        assert (state.phase, state.jeopardy) == (Phase.TRIABLE, Jeopardy.ENDED_RETRIABLE)
        assert state.acquitted_of == "murder"
        assert state.convicted_of is None
        again = self.error.record(act(TrialBegan, "2025-09-01"))
        assert charge(again.at()).phase is Phase.ON_TRIAL
        assert codes(again.at()) == []

    @pytest.mark.parametrize(
        ("verdict", "found", "acquitted"),
        [
            (
                {"verdict": "guilty of lesser included", "offense": "manslaughter"},
                [],
                "A. Doe was thereby acquitted of murder.",
            ),
            (
                {"verdict": "guilty"},
                ["convicted-above-degree"],
                "An earlier verdict, on a lesser offence, had acquitted A. Doe of murder.",
            ),
        ],
        ids=["as before", "above it"],
    )
    def test_the_verdict_of_the_new_trial_goes_no_higher(
        self, verdict: dict[str, str], found: list[str], acquitted: str
    ) -> None:
        """Green v. United States; Price v. Georgia; NMSA 30-1-10."""
        again = self.error.record(act(TrialBegan, "2025-09-01")).record(act(VerdictReturned, "2025-09-10", **verdict))
        view = again.record(act(SentenceImposed, "2025-10-01")).at()
        assert errors(view) == codes(view) == found
        assert view[DOE].fairly_said[-1] == acquitted
        assert charge(view).final_on is None, "the review that ended was of another judgment"
