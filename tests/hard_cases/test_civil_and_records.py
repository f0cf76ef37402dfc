"""Hard situations beside the charge: settlements, sealed and expunged records, names, pardons, who pleads for whom."""

import attrs
import pytest
from hard_cases.telling import DOE, act, charge, codes, docket

from casestate import CaseFile, Certainty
from casestate.engine.coordinates import ClearanceWord
from casestate.events import (
    Actor,
    ApprovalNeeded,
    BoundOver,
    ChargeDismissed,
    ChargeFiled,
    ChargeInactivated,
    ChargeReactivated,
    ClaimDismissed,
    ClaimFiled,
    NameRecorded,
    Pardoned,
    PleaAccepted,
    PleaEntered,
    PleaKind,
    RecordExpunged,
    RecordSealed,
    RecordUnsealed,
    SettlementAgreed,
    SettlementApproved,
    SettlementPerformed,
    SettlementTerm,
    SettlementTermKind,
    TrialBegan,
    VerdictReturned,
)
from casestate.state import Activity, ClaimPhase, Conviction, Found, Jeopardy, Phase, Visibility

SETTLING = (DOE, "Film Company")
ALL = (*SETTLING, "Armorer")


class TestASettlementWithSomeApprovalPendingTermsSealed:
    """28. Per party, in steps; what is sealed is unknown; no charge is touched."""

    case = docket(
        act(ChargeFiled, "2022-02-01"),
        ClaimFiled(on="2022-02-15", claim="death", defendants=ALL, claimants="Estate"),
        SettlementAgreed(
            on="2022-10-05",
            claim="death",
            defendants=SETTLING,
            approval="minor",
            terms=SettlementTerm(kind="non monetary", text="executive producer"),
        ),
        SettlementApproved(
            on="2023-06-01",
            claim="death",
            defendants=SETTLING,
            terms=SettlementTerm(kind="payment", sealed=True),
        ),
        SettlementPerformed(on="2023-09-01", claim="death", defendants=SETTLING),
        ClaimDismissed(on="2023-09-15", claim="death", defendants=SETTLING, prejudice="with"),
    )

    @pytest.mark.parametrize(
        ("day", "phase"),
        [
            ("2022-10-04", ClaimPhase.PENDING),
            ("2022-10-05", ClaimPhase.SETTLEMENT_AGREED),
            ("2023-05-31", ClaimPhase.SETTLEMENT_AGREED),
            ("2023-06-01", ClaimPhase.SETTLED),
            ("2023-09-01", ClaimPhase.PERFORMED),
            ("2023-09-15", ClaimPhase.DISMISSED),
        ],
    )
    def test_those_who_settled_go_step_by_step_and_the_other_is_not_released(self, day: str, phase: ClaimPhase) -> None:
        view = self.case.at(day)
        assert {view[who].claim("death").phase for who in SETTLING} == {phase}
        assert view["Armorer"].claim("death").phase is ClaimPhase.PENDING

    def test_approval_is_needed_until_it_is_given(self) -> None:
        claim = self.case.at("2023-01-01")[DOE].claim("death")
        assert claim.approval is ApprovalNeeded.MINOR
        assert [term.kind for term in claim.terms] == [SettlementTermKind.NON_MONETARY]

    def test_a_sealed_term_is_there_and_its_amount_is_not(self) -> None:
        payment = self.case.at()[DOE].claim("death").terms[-1]
        assert payment.sealed
        assert payment.amount is None

    def test_the_charge_is_as_it_was(self) -> None:
        before, after = charge(self.case.at("2022-02-01")), charge(self.case.at())
        assert before == after
        assert after.phase is Phase.CHARGED
        assert codes(self.case.at()) == []


class TestExpungementOfWhatIsAStreamOfEvents:
    """26. The overlay closes the record; the fold beneath it still gives the same law."""

    case = docket(
        act(ChargeFiled, "2020-01-10"),
        act(BoundOver, "2020-02-10"),
        act(TrialBegan, "2020-06-01"),
        act(VerdictReturned, "2020-06-05", verdict="not guilty"),
        act(RecordExpunged, "2021-07-01", statute="29-3A-4"),
    )

    def test_the_record_is_expunged_and_the_acquittal_is_still_one(self) -> None:
        view = self.case.at(clearance="expunged")
        assert charge(view).visibility is Visibility.EXPUNGED
        assert (charge(view).phase, charge(view).found) == (Phase.ACQUITTED, Found.NOT_GUILTY)
        assert codes(view) == []

    def test_as_of_a_day_before_nothing_had_closed_it(self) -> None:
        assert charge(self.case.at("2021-06-30", clearance="expunged")).visibility is Visibility.UNKNOWN

    @pytest.mark.parametrize("clearance", ["public", "sealed"])
    @pytest.mark.parametrize("day", [None, "2021-06-30"])
    def test_a_public_view_does_not_show_it_whatever_the_day(self, clearance: ClearanceWord, day: str | None) -> None:
        assert self.case.at(day, clearance=clearance).defendants == ()

    @pytest.mark.xfail(strict=True, raises=TypeError, reason="an entry's content cannot yet be destroyed")
    def test_its_content_can_be_destroyed_and_the_fold_stays_valid(self) -> None:
        case = self.case.record(act(RecordExpunged, "2021-07-02"), destroys=["e1"])  # type: ignore[call-arg]
        assert charge(case.at()).phase is Phase.ACQUITTED


class TestASealedIndictmentLaterUnsealed:
    """The charge existed before it could be known."""

    case = docket(
        act(ChargeFiled, "2023-01-10", instrument="indictment"),
        act(RecordSealed, "2023-01-10"),
        act(RecordUnsealed, "2023-03-01"),
    )

    def test_it_was_a_charge_all_along(self) -> None:
        assert charge(self.case.at("2023-02-01")).phase is Phase.TRIABLE
        assert charge(self.case.at("2023-02-01")).visibility is Visibility.SEALED
        assert charge(self.case.at("2023-03-01")).visibility is Visibility.PUBLIC
        assert codes(self.case.at()) == []

    def test_the_public_did_not_see_it(self) -> None:
        case = CaseFile("c", entries=[attrs.evolve(entry, docketed_on=entry.when.earliest) for entry in self.case])
        assert case.on_record("2023-02-01").defendants == ()
        assert charge(case.on_record("2023-03-01")).phase is Phase.TRIABLE
        sealed = case.at("2023-02-01", known_on="2023-02-01", clock="docket", clearance="sealed")
        assert charge(sealed).phase is Phase.TRIABLE


class TestAlsoSeen:
    """What else the worst files hold."""

    def test_one_person_of_several_names(self) -> None:
        case = docket(
            act(ChargeFiled, "2023-01-31"),
            NameRecorded(on="2023-01-31", defendant=DOE, name="A. Doe-Roe"),
            NameRecorded(on="2023-01-31", defendant=DOE, name="A. Doe Roe"),
        )
        assert case.at().defendants == (DOE,)
        assert case.at()[DOE].names == (DOE, "A. Doe-Roe", "A. Doe Roe")

    def test_for_a_company_that_is_absent_the_court_pleads(self) -> None:
        plea = act(PleaEntered, "2023-02-01", plea="not guilty", by="court", manner="entered by court")
        state = charge(docket(act(ChargeFiled, "2023-01-31"), plea).at())
        event = state.pleas[0].event
        assert isinstance(event, PleaEntered)
        assert (state.plea, event.by) == (PleaKind.NOT_GUILTY, Actor.COURT)

    def test_a_pardon_before_any_charge_finds_nobody_guilty(self) -> None:
        case = docket(act(Pardoned, "1974-09-08", by="the President"))
        state = charge(case.at())
        assert (state.phase, state.found, state.conviction) == (Phase.NOT_CHARGED, Found.NOTHING, Conviction.NONE)
        assert len(state.relief) == 1

    def test_dropped_and_nobody_says_how(self) -> None:
        case = docket(act(ChargeFiled, "2023-01-31"), act(ChargeDismissed, "2023-02-01"))
        assert charge(case.at()).refilable is Certainty.POSSIBLY
        assert codes(case.at()) == []

    def test_a_plea_accepted_in_the_middle_of_a_trial_leaves_jeopardy_attached(self) -> None:
        filed = act(ChargeFiled, "2023-01-31", instrument="indictment")
        case = docket(filed, act(TrialBegan, "2023-06-01"), act(PleaAccepted, "2023-06-02", plea="guilty"))
        assert charge(case.at()).jeopardy is Jeopardy.ATTACHED
        assert charge(case.at()).phase is Phase.FOUND_GUILTY

    def test_a_charge_put_off_the_docket_and_back_keeps_its_one_version(self) -> None:
        case = docket(
            act(ChargeFiled, "2023-01-31", offense="theft"),
            act(ChargeInactivated, "2023-02-15", reason="stet"),
            act(ChargeReactivated, "2023-03-15"),
        )
        state = charge(case.at())
        assert [version.offense for version in state.versions] == ["theft"]
        assert charge(case.at("2023-03-01")).activity is Activity.INACTIVE
        assert (state.activity, state.phase) == (Activity.ACTIVE, Phase.CHARGED)
