"""Hard situations of what a charge is: alternatives, refilings, successors, sovereigns, other matters, stays."""

import pytest
from hard_cases.telling import DOE, act, charge, codes, docket, errors

from casestate import Certainty, Term
from casestate.events import (
    AppealDecided,
    AppealWithdrawn,
    ChargeDismissed,
    ChargeFiled,
    ChargeMerged,
    DeNovoAppealFiled,
    DismissalGround,
    Event,
    PleaAccepted,
    PleaEntered,
    PleaKind,
    ReleaseOrdered,
    ReleaseStatus,
    SentenceImposed,
    StayKind,
    StayLifted,
    StayOrdered,
    TrialBegan,
    VerdictReturned,
    WarrantEnded,
    WarrantIssued,
)
from casestate.law import is_conviction
from casestate.state import Conviction, Disposition, Found, Jeopardy, Phase, Review, Succession


class TestTwoCountsInTheAlternativeForOneDeath:
    """3. One accusation in two counts: at most one convicts, and the exposure is that of one."""

    charged = docket(
        act(ChargeFiled, "2024-01-19", instrument="indictment", alternative_to="2", exposure="18 months"),
        act(ChargeFiled, "2024-01-19", "2", instrument="indictment", alternative_to="1", exposure="18 months"),
    )
    found = (
        charged.record(act(TrialBegan, "2024-02-21"))
        .record(act(TrialBegan, "2024-02-21", "2"))
        .record(act(VerdictReturned, "2024-03-06", verdict="guilty"))
        .record(act(VerdictReturned, "2024-03-06", "2", verdict="guilty"))
        .record(act(SentenceImposed, "2024-04-15"))
    )

    def test_the_exposure_is_the_longer_and_not_the_sum(self) -> None:
        assert self.charged.at()[DOE].exposure == Term.parse("18 months")

    def test_counts_that_are_no_alternatives_add_up(self) -> None:
        case = self.charged.record(act(ChargeFiled, "2024-01-19", "3", exposure="364 days"))
        assert case.at()[DOE].exposure == Term.parse("18 months 364 days")

    def test_an_exposure_unknown_leaves_the_whole_unknown(self) -> None:
        case = self.charged.record(act(ChargeFiled, "2024-01-19", "3"))
        assert case.at()[DOE].exposure is None

    def test_each_count_names_the_other(self) -> None:
        view = self.charged.at()
        assert charge(view, "1").alternatives == ("2",)
        assert charge(view, "2").alternatives == ("1",)
        assert codes(view) == []

    def test_one_merged_leaves_one_conviction(self) -> None:
        view = self.found.record(act(ChargeMerged, "2024-04-15", "2", into="1")).at()
        convicted = [id for id, each in view[DOE].charges.items() if each.is_conviction() is Certainty.YES]
        assert convicted == ["1"]
        assert charge(view, "2").disposition is Disposition.MERGED
        assert charge(view, "2").found is Found.GUILTY
        assert errors(view) == []

    def test_two_convictions_are_an_error(self) -> None:
        assert errors(self.found.record(act(SentenceImposed, "2024-04-15", "2")).at()) == [
            "two-convictions-of-alternatives"
        ]


class TestNolleWithoutPrejudiceAndIndictedNineMonthsLater:
    """7. A new charge that brings the old one again; the old plea belongs to the old charge."""

    case = docket(
        act(ChargeFiled, "2023-01-31", "2023", offense="involuntary manslaughter", instrument="information"),
        act(PleaEntered, "2023-02-23", "2023", plea="not guilty"),
        act(ChargeDismissed, "2023-04-21", "2023", by="prosecutor", prejudice="without", ground="nolle prosequi"),
        act(
            ChargeFiled,
            "2024-01-19",
            "2024",
            offense="involuntary manslaughter",
            instrument="indictment",
            refiles="2023",
        ),
    )

    def test_between_the_two_nothing_is_pending_and_it_may_come_back(self) -> None:
        state = charge(self.case.at("2023-10-18"), "2023")
        assert state.phase is Phase.DISMISSED
        assert state.jeopardy is Jeopardy.NOT_ATTACHED
        assert state.refilable is Certainty.YES

    def test_the_new_charge_is_triable_and_has_no_plea(self) -> None:
        state = charge(self.case.at(), "2024")
        assert state.phase is Phase.TRIABLE
        assert state.plea is None
        assert state.refiles == ("2023",)

    def test_the_old_one_stays_dismissed_with_its_plea(self) -> None:
        state = charge(self.case.at(), "2023")
        assert state.phase is Phase.DISMISSED
        assert state.plea is PleaKind.NOT_GUILTY
        assert state.succession is Succession.REFILED
        assert state.successors == ("2024",)
        assert state.refilable is Certainty.NO

    def test_the_person_is_charged_again_and_nothing_is_doubtful(self) -> None:
        assert self.case.at()[DOE].status.status == "pending"
        assert codes(self.case.at()) == []

    def test_with_prejudice_it_would_be_an_error(self) -> None:
        case = docket(
            act(ChargeFiled, "2023-01-31", "2023"),
            act(ChargeDismissed, "2023-04-21", "2023", by="court", prejudice="with"),
            act(ChargeFiled, "2024-01-19", "2024", refiles="2023"),
        )
        assert errors(case.at()) == ["refiled-after-bar"]


class TestASeparateChargeOfAnotherIncident:
    """14. The other case of the same person keeps its own proceeding; what happens in one does not leak."""

    case = docket(
        act(ChargeFiled, "2023-01-31", "death", instrument="indictment", proceeding="D-0101-CR-1"),
        act(ChargeFiled, "2023-11-01", "bar-gun", proceeding="D-0101-CR-2", offense_on="2021-10-01"),
        act(TrialBegan, "2024-02-21", "death", proceeding="D-0101-CR-1"),
        act(VerdictReturned, "2024-03-06", "death", verdict="not guilty", proceeding="D-0101-CR-1"),
    )

    def test_an_acquittal_in_one_leaves_the_other_pending(self) -> None:
        view = self.case.at()
        assert charge(view, "death").phase is Phase.ACQUITTED
        assert charge(view, "bar-gun").phase is Phase.CHARGED
        assert charge(view, "bar-gun").jeopardy is Jeopardy.NOT_ATTACHED

    def test_the_person_is_not_said_to_be_acquitted(self) -> None:
        assert self.case.at()[DOE].status.status == "pending"
        assert codes(self.case.at()) == []


class TestASupersedingIndictmentRenumbersAndAddsDefendants:
    """
    21. Two counts go on in three, one of them in two; a second defendant comes in. No dismissal, so the old counts pend
    beside the new ones (United States v. Walker, 363 F.3d 711).
    """

    case = docket(
        act(ChargeFiled, "2024-01-10", "conspiracy", count="1", instrument="indictment"),
        act(ChargeFiled, "2024-01-10", "fraud", count="2", instrument="indictment"),
        act(
            ChargeFiled,
            "2024-05-02",
            "conspiracy-s",
            count="1s",
            instrument="superseding indictment",
            supersedes=["conspiracy", "fraud"],
        ),
        act(ChargeFiled, "2024-05-02", "fraud-s", count="2s", instrument="superseding indictment", supersedes="fraud"),
        ChargeFiled(on="2024-05-02", defendant="B. Roe", charge="1", count="1s", instrument="superseding indictment"),
    )

    def test_the_successors_are_many_to_many(self) -> None:
        view = self.case.at()
        assert charge(view, "conspiracy").successors == ("conspiracy-s",)
        assert charge(view, "fraud").successors == ("conspiracy-s", "fraud-s")
        assert charge(view, "conspiracy-s").supersedes == ("conspiracy", "fraud")

    def test_what_was_carried_on_was_not_dismissed(self) -> None:
        for id in ("conspiracy", "fraud"):
            state = charge(self.case.at(), id)
            assert (state.phase, state.succession) == (Phase.TRIABLE, Succession.SUPERSEDED)
            assert state.disposition is Disposition.NONE
            # A first indictment stands until it is dismissed (United States v. Bowen, 946 F.2d 734).
            assert (state.open, state.counted) == (True, False)
            assert state.dismissal is None
            assert state.refilable is Certainty.NO

    def test_the_new_counts_are_triable_for_both(self) -> None:
        view = self.case.at()
        assert charge(view, "conspiracy-s").phase is Phase.TRIABLE
        assert charge(view, "fraud-s").phase is Phase.TRIABLE
        assert charge(view, "1", who="B. Roe").phase is Phase.TRIABLE
        assert codes(view) == []

    def test_the_roll_up_is_over_the_latest_link(self) -> None:
        case = self.case
        for id in ("conspiracy-s", "fraud-s"):
            case = case.record(act(TrialBegan, "2024-09-03", id))
            case = case.record(act(VerdictReturned, "2024-09-20", id, verdict="not guilty"))
        assert case.at()[DOE].status.status == "acquitted"
        assert case.at()["B. Roe"].status.status == "pending"

    def test_each_accusation_is_pending_once(self) -> None:
        assert self.case.at()[DOE].pending == ("conspiracy-s", "fraud-s")
        fallen = self.case.record(act(ChargeDismissed, "2024-09-03", "conspiracy-s", prejudice="without"))
        assert fallen.at()[DOE].pending == ("conspiracy", "fraud-s")


class TestAConvictionBelowAppealedForTrialAnewAndDismissedAbove:
    """22. The judgment of the lower court no longer counts."""

    below = docket(
        act(ChargeFiled, "2022-03-01", "below", instrument="citation", court="District Court, N.C."),
        act(TrialBegan, "2022-04-05", "below", before="judge"),
        act(VerdictReturned, "2022-04-05", "below", verdict="guilty", by="judge"),
        act(SentenceImposed, "2022-04-05", "below"),
    )
    above = below.record(act(DeNovoAppealFiled, "2022-04-12", "below", successors="above")).record(
        act(ChargeFiled, "2022-04-12", "above", supersedes="below", court="Superior Court, N.C.")
    )
    case = above.record(act(ChargeDismissed, "2022-09-01", "above", by="prosecutor", prejudice="without"))

    def test_until_the_appeal_it_is_a_conviction(self) -> None:
        assert is_conviction(charge(self.below.at(), "below")) is Certainty.YES

    def test_from_the_appeal_on_it_is_none(self) -> None:
        state = charge(self.above.at(), "below")
        assert state.phase is Phase.SUPERSEDED
        assert state.disposition is Disposition.DE_NOVO_APPEAL
        assert state.conviction is Conviction.VACATED
        assert is_conviction(state) is Certainty.NO
        assert state.plea is None
        assert state.successors == ("above",)
        assert self.above.at()[DOE].fairly_said == ("A. Doe was charged.", "Charge above against A. Doe is pending.")

    def test_dismissed_above_nothing_is_left(self) -> None:
        view = self.case.at()
        assert [each.is_conviction() for each in view[DOE].charges.values()] == [Certainty.NO, Certainty.NO]
        assert view[DOE].status.status == "dismissed"
        assert view[DOE].fairly_said[1:] == ("Charge above against A. Doe was dismissed, and may be filed again.",)
        assert codes(view) == []

    @pytest.mark.parametrize(
        "end",
        [act(AppealWithdrawn, "2022-06-01", "below"), act(AppealDecided, "2022-06-01", "below", outcome="dismissed")],
    )
    def test_given_up_or_dismissed_the_judgment_below_counts_again(self, end: Event) -> None:
        before, view = charge(self.below.at(), "below"), self.above.record(end).at()
        state = charge(view, "below")
        assert is_conviction(state) is Certainty.YES
        assert (state.phase, state.found, state.sentence) == (before.phase, before.found, before.sentence)
        assert (state.review, state.conviction_on) == (Review.ENDED, before.conviction_on)
        assert codes(view) == []


class TestTheSameActChargedByStateAndNation:
    """23. The sovereign is part of what is charged: a conviction by one bars nothing to the other (Gamble)."""

    case = docket(
        act(ChargeFiled, "2016-01-05", "state", sovereign="Alabama", instrument="indictment"),
        act(PleaAccepted, "2016-05-01", "state", plea="guilty"),
        act(SentenceImposed, "2016-05-01", "state"),
        act(ChargeFiled, "2016-11-01", "federal", sovereign="United States", instrument="indictment"),
    )

    def test_both_stand_and_nothing_is_doubtful(self) -> None:
        view = self.case.at()
        assert (charge(view, "state").sovereign, charge(view, "federal").sovereign) == ("Alabama", "United States")
        assert charge(view, "state").phase is Phase.JUDGED
        assert charge(view, "federal").phase is Phase.TRIABLE
        assert codes(view) == []

    @pytest.mark.parametrize(
        ("sovereign", "barred"), [("United States", []), ("US", []), ("State of Alabama", ["refiled-after-bar"])]
    )
    def test_a_link_to_the_earlier_charge_changes_nothing_between_sovereigns(
        self, sovereign: str, barred: list[str]
    ) -> None:
        again = act(ChargeFiled, "2017-01-05", "again", sovereign=sovereign, instrument="indictment", refiles="state")
        view = self.case.record(again).at()
        assert codes(view) == barred
        assert is_conviction(charge(view, "state")) is Certainty.YES
        assert charge(view, "again").phase is Phase.TRIABLE

    def test_the_same_sovereign_may_not_after_an_acquittal(self) -> None:
        case = docket(
            act(ChargeFiled, "2016-01-05", "first", sovereign="Alabama", instrument="indictment"),
            act(TrialBegan, "2016-05-01", "first"),
            act(VerdictReturned, "2016-05-03", "first", verdict="not guilty"),
            act(ChargeFiled, "2016-11-01", "second", sovereign="Alabama", refiles="first"),
        )
        assert errors(case.at()) == ["refiled-after-bar"]
        assert charge(case.at(), "first").phase is Phase.ACQUITTED


class TestCompetencyStayRestorationDismissalAndRecharge:
    """25. A case that waits is pending, not disposed of; a stay belongs to the person."""

    case = docket(
        act(ChargeFiled, "2022-01-10", "old", instrument="indictment"),
        StayOrdered(on="2022-02-01", defendant=DOE, kind="competency"),
        StayLifted(on="2022-08-01", defendant=DOE, kind="competency", reason="restored"),
        StayOrdered(on="2022-10-01", defendant=DOE, kind="competency"),
        act(ChargeDismissed, "2023-01-15", "old", by="court", prejudice="without", ground="incompetent"),
        act(ChargeFiled, "2023-06-01", "new", instrument="indictment", refiles="old"),
    )

    def test_stayed_it_is_pending_where_it_was(self) -> None:
        view = self.case.at("2022-03-01")
        assert view[DOE].stays == (StayKind.COMPETENCY,)
        assert charge(view, "old").phase is Phase.TRIABLE
        assert charge(view, "old").disposition is Disposition.NONE

    def test_restored_the_stay_is_over(self) -> None:
        assert self.case.at("2022-09-01")[DOE].stays == ()
        assert charge(self.case.at("2022-09-01"), "old").phase is Phase.TRIABLE

    def test_dismissed_as_incompetent_it_may_come_back(self) -> None:
        state = charge(self.case.at("2023-02-01"), "old")
        assert state.ground is DismissalGround.INCOMPETENT
        assert state.refilable is Certainty.YES
        assert state.found is Found.NOTHING

    def test_charged_again_it_is_a_new_charge(self) -> None:
        assert charge(self.case.at(), "new").phase is Phase.TRIABLE
        assert charge(self.case.at(), "old").successors == ("new",)
        assert codes(self.case.at()) == []

    def test_one_stay_lifted_leaves_the_other(self) -> None:
        case = docket(
            StayOrdered(on="2022-02-01", defendant=DOE, kind="competency"),
            StayOrdered(on="2022-03-01", defendant=DOE, kind="military"),
            StayLifted(on="2022-04-01", defendant=DOE),
            StayLifted(on="2022-05-01", defendant=DOE, kind="military"),
        )
        assert case.at("2022-04-01")[DOE].stays == (StayKind.COMPETENCY, StayKind.MILITARY)
        assert case.at()[DOE].stays == (StayKind.COMPETENCY,)

    def test_a_stay_lifted_without_its_kind_ends_the_only_one(self) -> None:
        case = docket(
            StayOrdered(on="2022-02-01", defendant=DOE, kind="competency"),
            StayLifted(on="2022-04-01", defendant=DOE),
        )
        assert case.at()[DOE].stays == ()


class TestAWarrantMakesAFugitiveUntilItEnds:
    """T65. The charge is pending throughout."""

    case = docket(
        act(ChargeFiled, "2022-01-10"),
        ReleaseOrdered(on="2022-01-12", defendant=DOE, status="released on bond"),
        WarrantIssued(on="2022-03-01", defendant=DOE, reason="failure to appear"),
        WarrantEnded(on="2022-03-20", defendant=DOE, outcome="served"),
        ReleaseOrdered(on="2022-03-21", defendant=DOE, status="detained"),
    )

    def test_where_the_person_stands(self) -> None:
        days = ("2022-02-01", "2022-03-01", "2022-03-20", "2022-03-21")
        assert [self.case.at(day)[DOE].release for day in days] == [
            ReleaseStatus.RELEASED_ON_BOND,
            ReleaseStatus.FUGITIVE,
            ReleaseStatus.UNKNOWN,
            ReleaseStatus.DETAINED,
        ]
        assert {charge(self.case.at(day)).phase for day in days} == {Phase.CHARGED}

    def test_an_order_between_stands_when_the_warrant_comes_back(self) -> None:
        case = docket(
            WarrantIssued(on="2022-03-01", defendant=DOE),
            ReleaseOrdered(on="2022-03-10", defendant=DOE, status="released on bond"),
            WarrantEnded(on="2022-03-20", defendant=DOE, outcome="returned"),
        )
        assert case.at()[DOE].release is ReleaseStatus.RELEASED_ON_BOND

    def test_of_two_warrants_one_is_left(self) -> None:
        case = docket(
            WarrantIssued(on="2022-03-01", defendant=DOE),
            WarrantIssued(on="2022-03-05", defendant=DOE),
            WarrantEnded(on="2022-03-20", defendant=DOE, outcome="quashed"),
        )
        assert case.at()[DOE].release is ReleaseStatus.FUGITIVE
