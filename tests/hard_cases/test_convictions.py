"""Hard situations of what stands as a conviction, and of the sentence on it."""

from datetime import date

import pytest
from hard_cases.telling import ABOVE, DOE, act, charge, codes, docket, errors

from casestate import GENERIC, US_FEDERAL, US_NEW_MEXICO, CaseFile, Certainty, Procedure, Term, When
from casestate.events import (
    AdjudicationDeferred,
    AppealDecided,
    AppealFiled,
    ChargeAbated,
    ChargeFiled,
    Component,
    ComponentKind,
    DefendantDied,
    DeferralCompleted,
    DeferralRevoked,
    MotionDecided,
    MotionFiled,
    PleaAccepted,
    PleaEntered,
    PleaKind,
    SentenceCompleted,
    SentenceDeferred,
    SentenceImposed,
    SupervisionDecided,
    SupervisionViolationAlleged,
    TrialBegan,
    VerdictReturned,
)
from casestate.law import Purpose, is_conviction
from casestate.law.policies import Abatement
from casestate.state import Conviction, Disposition, Found, Phase, Review, SentenceStatus, Supervision

OFFENSE = "negligent use of a deadly weapon"
FILED = act(ChargeFiled, "2023-01-31", offense=OFFENSE, instrument="indictment")


def sentenced() -> CaseFile:
    """Found guilty at a trial, sentenced, and on appeal."""
    return docket(
        FILED,
        act(TrialBegan, "2024-02-21"),
        act(VerdictReturned, "2024-03-06", verdict="guilty"),
        act(SentenceImposed, "2024-04-15", components=Component(kind="prison", term="18 months")),
        act(AppealFiled, "2024-05-14", by="defendant"),
    )


class TestADeferredSentenceAskedForAndASuspendedOneImposed:
    """12. What was requested is not what was imposed; in New Mexico a deferral could have ended in dismissal."""

    case = docket(
        FILED,
        act(PleaAccepted, "2023-03-31", plea="no contest"),
        MotionFiled(on="2023-03-31", motion="defer", seeks="a deferred sentence", by="defendant", defendants=DOE),
        MotionDecided(on="2023-03-31", motion="defer", outcome="denied"),
        act(
            SentenceImposed,
            "2023-03-31",
            components=[
                Component(kind="jail", term="6 months", suspended="6 months"),
                Component(kind="probation", term="6 months", supervised=False),
            ],
        ),
        procedure=US_NEW_MEXICO,
    )

    def test_it_is_suspended_and_not_deferred(self) -> None:
        state = charge(self.case.at())
        assert state.phase is Phase.JUDGED
        assert state.sentence is SentenceStatus.IMPOSED
        assert state.deferrals == ()
        assert state.components is not None
        jail, probation = state.components
        assert jail.suspended == jail.term == Term.parse("6 months")
        assert probation.kind is ComponentKind.PROBATION

    def test_it_is_told_as_a_conviction_on_a_plea_that_admits_nothing(self) -> None:
        assert self.case.at()[DOE].fairly_said == (
            f"A. Doe was charged with {OFFENSE}.",
            "A. Doe pleaded no contest.",
            f"A. Doe was convicted of {OFFENSE} and sentenced.",
        )

    def test_it_is_a_conviction_for_good(self) -> None:
        assert is_conviction(charge(self.case.at()), Purpose.RECORD, US_NEW_MEXICO) is Certainty.YES
        assert errors(self.case.at()) == []


class TestTheSentenceIsServedWhileTheAppealIsPending:
    """13. The sentence is complete and the conviction not final."""

    case = sentenced().record(act(SentenceCompleted, "2025-05-23"))

    def test_both_hold_at_once(self) -> None:
        state = charge(self.case.at())
        assert state.sentence is SentenceStatus.COMPLETED
        assert state.review is Review.PENDING
        assert state.conviction is Conviction.ADJUDICATED
        assert state.final_on is None
        assert codes(self.case.at()) == []
        assert self.case.at()[DOE].fairly_said[1:] == (
            f"A. Doe was convicted of {OFFENSE}, the sentence is complete, and an appeal is pending.",
        )

    def test_affirmed_it_becomes_final_and_the_sentence_stays_served(self) -> None:
        state = charge(self.case.record(act(AppealDecided, "2025-11-01", outcome="affirmed"), source=ABOVE).at())
        assert state.final_on == When.parse("2025-11-01")
        assert state.sentence is SentenceStatus.COMPLETED
        assert state.phase is Phase.JUDGED


class TestDeferredAdjudicationAViolationAndAdjudicatedAYearLater:
    """16. The plea is of the earlier day, the conviction of the later one."""

    case = docket(
        act(ChargeFiled, "2018-05-01", instrument="information"),
        act(PleaEntered, "2018-10-30", plea="no contest"),
        act(PleaAccepted, "2018-10-30", plea="no contest"),
        act(AdjudicationDeferred, "2018-10-30", kind="deferred adjudication", term="2 years"),
        act(SupervisionViolationAlleged, "2019-08-01"),
        act(DeferralRevoked, "2019-10-22"),
    )

    def test_deferred_it_is_withheld(self) -> None:
        state = charge(self.case.at("2019-10-21"))
        assert state.phase is Phase.DEFERRED
        assert state.conviction is Conviction.WITHHELD
        assert state.conviction_on is None
        assert is_conviction(state, Purpose.RECORD) is Certainty.NO
        assert state.supervision is Supervision.VIOLATION_ALLEGED
        assert self.case.at("2019-10-21")[DOE].fairly_said == (
            "A. Doe was charged.",
            "A. Doe pleaded no contest.",
            "Judgment on charge 1 against A. Doe is deferred on terms, and no conviction has been entered.",
        )

    def test_adjudicated_it_is_a_conviction_of_that_day(self) -> None:
        state = charge(self.case.at())
        assert state.conviction is Conviction.ADJUDICATED
        assert state.conviction_on == When.parse("2019-10-22")
        assert state.plea is PleaKind.NO_CONTEST
        assert {entry.event.on for entry in state.pleas} == {When.parse("2018-10-30")}
        assert self.case.at()[DOE].fairly_said[-1] == "A. Doe was convicted of charge 1, and awaits sentence."
        assert codes(self.case.at()) == []

    def test_a_later_sentence_does_not_move_the_day_of_the_conviction(self) -> None:
        state = charge(self.case.record(act(SentenceImposed, "2019-11-20")).at())
        assert state.conviction_on == When.parse("2019-10-22")
        assert state.sentenced == When.parse("2019-11-20")

    def test_revoking_supervision_alone_leaves_no_sentence_revoked(self) -> None:
        case = docket(
            *[entry.event for entry in self.case][:-1], act(SupervisionDecided, "2019-10-22", outcome="revoked")
        )
        assert charge(case.at()).sentence is SentenceStatus.NONE


class TestADeferredSentenceCompletedAndDismissedYetCountsAsAPrior:
    """17. "Is it a conviction?" has an answer for a purpose and a law only (NMSA 31-20-9; Meraz)."""

    put_off = docket(
        FILED,
        act(PleaAccepted, "2023-03-31", plea="guilty"),
        act(SentenceDeferred, "2023-03-31", term="1 year"),
        procedure=US_NEW_MEXICO,
    )
    case = put_off.record(act(DeferralCompleted, "2024-03-31"))

    def test_while_deferred_the_conviction_stands(self) -> None:
        state = charge(self.put_off.at())
        assert state.phase is Phase.SENTENCE_DEFERRED
        assert is_conviction(state, Purpose.RECORD, US_NEW_MEXICO) is Certainty.YES
        said = self.put_off.at()[DOE].fairly_said
        assert said[-1] == f"A. Doe was convicted of {OFFENSE}, and the sentence is deferred."

    def test_completed_it_is_dismissed_and_barred(self) -> None:
        state = charge(self.case.at())
        assert state.phase is Phase.BARRED
        assert state.conviction is Conviction.DISMISSED
        assert state.disposition is Disposition.DEFERRAL_COMPLETED
        assert codes(self.case.at()) == []
        assert self.case.at()[DOE].fairly_said[-1] == (
            f"The charge of {OFFENSE} against A. Doe was dismissed after a deferred sentence was completed; "
            "the conviction still counts for some purposes."
        )

    @pytest.mark.parametrize(
        ("purpose", "procedure", "answer"),
        [
            (Purpose.RECORD, US_NEW_MEXICO, Certainty.NO),
            (Purpose.SENTENCING_ENHANCEMENT, US_NEW_MEXICO, Certainty.YES),
            (Purpose.SENTENCING_ENHANCEMENT, GENERIC, Certainty.POSSIBLY),
        ],
        ids=["record", "prior", "elsewhere"],
    )
    def test_counts_as_a_conviction_by_purpose_and_law(
        self, purpose: Purpose, procedure: object, answer: Certainty
    ) -> None:
        assert is_conviction(charge(self.case.at()), purpose, procedure) is answer  # type: ignore[arg-type]

    def test_a_conditional_discharge_completed_never_was_one(self) -> None:
        case = docket(
            FILED,
            act(PleaAccepted, "2023-03-31", plea="guilty"),
            act(AdjudicationDeferred, "2023-03-31", kind="conditional discharge"),
            act(DeferralCompleted, "2024-03-31"),
            procedure=US_NEW_MEXICO,
        )
        state = charge(case.at())
        assert state.phase is Phase.BARRED
        assert state.conviction is Conviction.WITHHELD
        assert case.at()[DOE].fairly_said[-1] == (
            f"A. Doe completed the terms of a deferral on the charge of {OFFENSE}, which ended without a conviction."
        )
        for purpose in (Purpose.RECORD, Purpose.SENTENCING_ENHANCEMENT):
            assert is_conviction(state, purpose, US_NEW_MEXICO) is Certainty.NO


class TestTheDefendantDiesPendingAppeal:
    """24. Nothing moves by itself: jurisdictions differ, and the court's order says what becomes of the judgment."""

    case = sentenced().record(DefendantDied(on="2024-09-01", defendant=DOE))

    def test_the_death_alone_leaves_the_judgment_under_review(self) -> None:
        state = charge(self.case.at())
        assert self.case.at()[DOE].deceased
        assert state.phase is Phase.JUDGED
        assert state.conviction is Conviction.ADJUDICATED
        assert state.review is Review.PENDING
        assert codes(self.case.at()) == []

    @pytest.mark.parametrize(
        ("procedure", "answer"),
        [(US_FEDERAL, Certainty.NO), (US_NEW_MEXICO, Certainty.YES), (GENERIC, Certainty.POSSIBLY)],
        ids=["ab initio", "substitution", "not known"],
    )
    def test_whether_a_conviction_stands_is_for_the_jurisdiction(self, procedure: Procedure, answer: Certainty) -> None:
        """United States v. Brooks; State v. Salazar, 1997-NMSC-044."""
        assert is_conviction(charge(self.case.at()), procedure=procedure) is answer

    def test_it_is_told_as_a_finding_of_guilt_and_not_as_a_conviction(self) -> None:
        assert self.case.at()[DOE].fairly_said[-1] == (
            f"A. Doe was found guilty of {OFFENSE} and died while an appeal was pending; "
            "whether the conviction stands differs by jurisdiction."
        )
        assert self.case.at()[DOE].status.status == "unsettled"
        assert self.case.at("2024-08-31")[DOE].status.words == "convicted and sentenced; an appeal is pending"

    def test_until_the_day_of_it_the_person_lives(self) -> None:
        assert not self.case.at("2024-08-31")[DOE].deceased

    def test_where_it_abates_from_the_beginning_the_judgment_falls_by_order(self) -> None:
        view = self.case.record(act(ChargeAbated, "2024-10-01"), source=ABOVE).at()
        state = charge(view)
        assert state.phase is Phase.ABATED
        assert state.conviction is Conviction.VACATED
        assert state.sentence is SentenceStatus.VACATED
        assert is_conviction(state) is Certainty.NO
        assert view[DOE].fairly_said[-1] == (
            f"The charge of {OFFENSE} against A. Doe ended with the defendant's death, and no conviction stands on it."
        )
        assert codes(view) == []

    def test_where_the_appeal_is_dismissed_and_the_fact_noted_it_stands(self) -> None:
        """Commonwealth v. Hernandez."""
        noting = GENERIC.derive("noting", policies={"abatement": Abatement.NOTE_AND_STAND})
        dismissed = self.case.record(act(AppealDecided, "2024-10-01", outcome="dismissed"), source=ABOVE)
        view = CaseFile("noted", entries=dismissed.entries, procedure=noting).at()
        assert charge(view).conviction is Conviction.ADJUDICATED
        assert is_conviction(charge(view), procedure=noting) is Certainty.YES
        assert view[DOE].fairly_said[-1] == (
            f"A. Doe was convicted of {OFFENSE}, and died while an appeal was pending, which leaves the conviction."
        )
        assert charge(view).final_on == When.parse("2024-10-01")
        assert codes(view) == []

    @pytest.mark.parametrize(("procedure", "answer"), [(US_FEDERAL, Certainty.NO), (GENERIC, Certainty.POSSIBLY)])
    def test_elsewhere_the_dismissal_of_the_appeal_does_not_settle_it(
        self, procedure: Procedure, answer: Certainty
    ) -> None:
        """United States v. Bechtel, 547 F.2d 1379."""
        view = self.case.record(act(AppealDecided, "2024-10-01", outcome="dismissed"), source=ABOVE).at()
        assert is_conviction(charge(view), procedure=procedure) is answer

    def test_where_another_carries_the_appeal_on_it_may_be_decided(self) -> None:
        view = self.case.record(act(AppealDecided, "2025-02-01", outcome="reversed for insufficiency")).at()
        assert charge(view).phase is Phase.OVERTURNED
        assert codes(view) == []

    @pytest.mark.parametrize("outcome", ["reversed", "vacated", "reversed and remanded", "verdict reinstated"])
    def test_an_abatement_reversed_leaves_the_judgment_as_it_was(self, outcome: str) -> None:
        """Commonwealth v. Hernandez: abated below, reinstated above."""
        before = charge(self.case.at())
        abated = self.case.record(act(ChargeAbated, "2024-10-01"))
        appealed = abated.record(act(AppealFiled, "2024-10-15", by="prosecutor"), source=ABOVE)
        view = appealed.record(act(AppealDecided, "2025-03-13", outcome=outcome), source=ABOVE).at()
        state = charge(view)
        assert is_conviction(charge(appealed.at())) is Certainty.NO
        assert is_conviction(state) is Certainty.YES
        assert (state.phase, state.found, state.conviction) == (before.phase, before.found, before.conviction)
        assert (state.sentence, state.disposition) == (before.sentence, before.disposition)
        assert (state.review, state.conviction_on) == (Review.ENDED, before.conviction_on)
        assert codes(view) == []

    def test_an_abatement_before_judgment_has_no_judgment_to_put_back(self) -> None:
        case = docket(FILED, DefendantDied(on="2023-04-10", defendant=DOE), act(AppealFiled, "2023-05-01"))
        view = case.record(act(AppealDecided, "2023-06-01", outcome="reversed")).at()
        assert charge(view).phase is Phase.ABATED
        assert is_conviction(charge(view)) is Certainty.NO

    def test_before_judgment_every_charge_ends_and_a_finding_is_no_conviction(self) -> None:
        case = docket(
            FILED,
            act(ChargeFiled, "2023-01-31", "2"),
            act(PleaAccepted, "2023-03-31", plea="guilty"),
            DefendantDied(on="2023-04-10", defendant=DOE),
        )
        view = case.at()
        assert {each.phase for each in view[DOE].charges.values()} == {Phase.ABATED}
        assert {each.conviction for each in view[DOE].charges.values()} == {Conviction.NONE}
        assert charge(view).found is Found.GUILTY
        assert codes(view) == []

    def test_nobody_pleads_or_is_sentenced_after_death(self) -> None:
        case = docket(FILED, DefendantDied(on="2023-04-10", defendant=DOE))
        view = (
            case.record(act(PleaEntered, "2023-05-01", plea="guilty")).record(act(SentenceImposed, "2023-05-01")).at()
        )
        assert errors(view) == ["after-end", "after-end"]
        assert charge(view).phase is Phase.ABATED

    def test_others_charged_with_the_same_go_on(self) -> None:
        case = docket(
            FILED,
            ChargeFiled(on="2023-01-31", defendant="B. Roe", charge="1"),
            DefendantDied(on="2023-04-10", defendant=DOE),
        )
        assert charge(case.at(), who="B. Roe").phase is Phase.CHARGED


class TestProbationTolledRevokedReinstatedConcurrentAcrossCases:
    """27. Part of the term is suspended; it runs with a case elsewhere; ends are computed and never recorded."""

    case = docket(
        act(ChargeFiled, "2021-01-10", instrument="information", proceeding="CR-1"),
        act(PleaAccepted, "2021-03-01", plea="guilty", proceeding="CR-1"),
        act(
            SentenceImposed,
            "2021-04-01",
            proceeding="CR-1",
            components=[
                Component(kind="prison", term="3 years", suspended="2 years", credit="40 days"),
                Component(kind="probation", term="2 years", supervised=True, concurrent_with="CR-2019-7"),
            ],
        ),
        act(SupervisionDecided, "2022-05-01", outcome="tolled"),
        act(SupervisionViolationAlleged, "2022-06-01"),
        act(
            SupervisionDecided,
            "2022-08-01",
            outcome="revoked",
            components=Component(kind="prison", term="1 year", suspended="6 months"),
        ),
        act(SupervisionDecided, "2023-02-01", outcome="reinstated"),
    )

    @pytest.mark.parametrize(
        ("day", "supervision", "sentence"),
        [
            ("2021-04-01", Supervision.NONE, SentenceStatus.IMPOSED),
            ("2022-05-01", Supervision.TOLLED, SentenceStatus.IMPOSED),
            ("2022-06-01", Supervision.VIOLATION_ALLEGED, SentenceStatus.IMPOSED),
            ("2022-08-01", Supervision.REVOKED, SentenceStatus.REVOKED),
            ("2023-02-01", Supervision.REINSTATED, SentenceStatus.IMPOSED),
        ],
    )
    def test_supervision_moves_and_the_conviction_does_not(
        self, day: str, supervision: Supervision, sentence: SentenceStatus
    ) -> None:
        state = charge(self.case.at(day))
        assert (state.supervision, state.sentence) == (supervision, sentence)
        assert state.phase is Phase.JUDGED
        assert state.conviction_on == When.parse("2021-04-01")
        assert self.case.at(day)[DOE].fairly_said == (
            "A. Doe was charged.",
            "A. Doe pleaded guilty.",
            "A. Doe was convicted of charge 1 and sentenced.",
        )

    def test_the_sentence_names_the_other_case(self) -> None:
        components = charge(self.case.at("2021-04-01")).components
        assert components is not None
        prison, probation = components
        assert (prison.suspended, prison.credit) == (Term.parse("2 years"), Term.parse("40 days"))
        assert probation.concurrent_with == ("CR-2019-7",)

    def test_revoked_another_sentence_is_current_and_the_first_is_kept(self) -> None:
        state = charge(self.case.at("2022-08-01"))
        assert state.components is not None
        assert [part.term for part in state.components] == [Term.parse("1 year")]
        assert isinstance(state.sentencing[0].event, SentenceImposed)

    def test_the_end_is_computed_where_it_is_asked_and_moves_nothing(self) -> None:
        assert Term.parse("2 years").after(When.parse("2021-04-01")) == When.parse("2023-04-01")
        assert charge(self.case.at("2030-01-01")).sentence is SentenceStatus.IMPOSED
        assert self.case.at("2030-01-01").reaches == date(2023, 2, 1), "no computed end is among what happened"
        assert not [e for e in self.case.at("2030-01-01").entries if isinstance(e.event, SentenceCompleted)]
        assert codes(self.case.at()) == []
