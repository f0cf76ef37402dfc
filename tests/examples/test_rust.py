"""
The Rust matter: every assertion of the founding story, and the golden answers about it.

Expectations are those of the reference page on the case, row by row; none is read off the program.
"""

import re
from datetime import date

import ask
import pytest
from people import BALDWIN, GUTIERREZ_REED, HALLS, RUST_PRODUCTIONS
from record import CASE, rust
from sources import THE_STORY

from casestate import Basis, CaseFile, Certainty, Money, Severity, Term, View, When
from casestate.codec import load
from casestate.errors import AmbiguousState
from casestate.events import (
    ApprovalNeeded,
    ChargeDismissed,
    ChargeDowngraded,
    ChargeFiled,
    CitationClass,
    CitationSettlementApproved,
    ClaimFiled,
    ComponentKind,
    Event,
    HearingSet,
    IncidentOccurred,
    Modality,
    MotionOutcome,
    Noted,
    PleaAccepted,
    PleaEntered,
    PleaKind,
    Prejudice,
    ReleaseStatus,
    RoleChange,
    RoleChanged,
    SentenceImposed,
    SettlementAgreed,
    SettlementTermKind,
    Stated,
)
from casestate.explain.fate import Fate
from casestate.state import (
    CitationPhase,
    ClaimPhase,
    Conviction,
    Disposition,
    Found,
    HearingStatus,
    Jeopardy,
    Phase,
    Review,
)

STORY: dict[str, set[type[Event]]] = {
    "S01": {Stated},
    "S02": {Stated},
    "S03": {Stated},
    "S04": {ChargeFiled},
    "S05": {ChargeFiled},
    "S06": {ChargeFiled, Stated},
    "S07": {PleaEntered},
    "S08": {Stated},
    "S09": {ChargeDowngraded, PleaEntered},
    "S10": {ChargeDowngraded},
    "S11": {Stated},
    "S12": {Stated, Noted},
    "S13": {Stated, RoleChanged},
    "S14": {Stated},
    "S15": {Noted, HearingSet},
    "S16": {IncidentOccurred},
    "S17": {Stated},
    "S18": {ChargeFiled, PleaEntered, SentenceImposed},
    "S19": {Stated},
    "S20": {Stated},
    "S21": {Stated},
    "S22": {ClaimFiled, SettlementAgreed},
    "S23": {Noted},
}
"""What each assertion of the story is represented by."""

case = rust()
story = [entry for entry in case if entry.id.startswith("S")]


def as_told(day: str) -> View:
    """The same file as far as the founding story tells it."""
    return case.at(day, according_to=THE_STORY)


def at(day: str) -> View:
    """The full record as of a day."""
    return case.at(day)


def fate(view: View, id: str) -> Fate:
    """What became of one statement."""
    return next(told.fate for told in view.statements if told.entry.id == id)


class TestTheStory:
    def test_every_assertion_is_in_the_file_in_its_order(self) -> None:
        numbers = [entry.id[:3] for entry in story]
        assert list(dict.fromkeys(numbers)) == list(STORY)
        assert numbers == sorted(numbers)

    @pytest.mark.parametrize("assertion", STORY)
    def test_is_represented_by_its_kind_of_event(self, assertion: str) -> None:
        assert {type(entry.event) for entry in story if entry.id.startswith(assertion)} == STORY[assertion]

    def test_comes_first_and_from_the_wire_report_alone(self) -> None:
        assert [entry.id for entry in case][: len(story)] == [entry.id for entry in story]
        for entry in story:
            assert re.search("wire report", entry.source.name, re.IGNORECASE)
            assert entry.source.published == When.on(date(2023, 4, 20))

    @pytest.mark.parametrize(
        ("id", "basis"),
        [
            ("S01a", Basis.COUNSEL),
            ("S02a", Basis.ANONYMOUS),
            ("S04a", Basis.PRESS),
            ("S06b", Basis.ANONYMOUS),
            ("S11b", Basis.PARTY),
            ("S14", Basis.ANONYMOUS),
            ("S19", Basis.PARTY),
            ("S20a", Basis.COUNSEL),
            ("S21", Basis.COUNSEL),
        ],
    )
    def test_each_has_the_footing_the_story_gives_it(self, id: str, basis: Basis) -> None:
        assert case[id].source.basis is basis

    @pytest.mark.parametrize(
        ("id", "on"),
        [
            ("S04a", "2023-01"),
            ("S07", "[..2023-04-20]"),
            ("S09a", "2023-02"),
            ("S09c", "2023-02"),
            ("S13b", "[..2023-04-20]"),
            ("S16", "2021-10-21"),
            ("S18b", "[..2023-03-31]"),
            ("S18c", "2023-03"),
            ("S22b", "2022-10"),
            ("S23", "2023-04-20"),
        ],
    )
    def test_dates_are_as_vague_as_the_story(self, id: str, on: str) -> None:
        assert case[id].event.on == When.parse(on)

    def test_baldwin_pleaded_after_the_downgrade(self) -> None:
        assert case["S09c"].after == ("S09a",)
        assert case["S09d"].after == ("S09b",)

    def test_halls_was_sentenced_after_his_plea(self) -> None:
        assert case["S18c"].after == ("S18b",)

    def test_modalities(self) -> None:
        said = {entry.id: entry.event.modality for entry in story if isinstance(entry.event, Stated)}
        assert said["S01a"] is Modality.ASSERTS
        assert said["S02a"] is Modality.EXPECTS
        assert said["S08"] is Modality.ALLEGES
        assert said["S11b"] is Modality.DENIES
        assert said["S12a"] is Modality.DECLINES_COMMENT
        assert said["S17"] is Modality.UNDETERMINED
        assert {said[f"S20{letter}"] for letter in "abc"} == {Modality.ALLEGES}


class TestTheStoryAlone:
    """The second row of 2023-04-20: what a reader of the story, and of nothing else, may say on its day."""

    view = as_told("2023-04-20")

    @pytest.mark.parametrize("day", [*ask.DATES, "2022-10-31", "2023-02-28", "2023-03-31"])
    def test_is_the_same_as_a_file_of_the_story(self, day: str) -> None:
        alone = CaseFile("rust-story", entries=story).at(day)
        told = as_told(day)
        assert told.defendants == alone.defendants
        for who in alone.defendants:
            assert told[who].possible() == alone[who].possible()
        assert told.entries == alone.entries
        assert told.findings == alone.findings
        assert told.matter == alone.matter

    def test_the_drop_is_decided_to_counsel_and_expected_by_somebody_and_not_done(self) -> None:
        said = {statement.entry.id: statement.entry for statement in self.view.statements}
        for id, basis, modality in (
            ("S01a", Basis.COUNSEL, Modality.ASSERTS),
            ("S02a", Basis.ANONYMOUS, Modality.EXPECTS),
        ):
            statement = said[id].event
            assert isinstance(statement, Stated)
            assert isinstance(statement.about, ChargeDismissed)
            assert (said[id].source.basis, statement.modality) == (basis, modality)
        assert {charge.endings for charge in self.view[BALDWIN].charges.values()} == {()}

    def test_his_preliminary_hearing_is_set(self) -> None:
        assert self.view.matter.hearings["preliminary-baldwin"].for_ == When.on(date(2023, 5, 3))

    def test_baldwin_is_still_charged_and_his_counts_are_of_unknown_relation(self) -> None:
        baldwin = self.view[BALDWIN]
        assert set(baldwin.charges) == {"1", "2"}
        for charge in baldwin.charges.values():
            assert charge.phase is Phase.CHARGED
            assert charge.plea is PleaKind.NOT_GUILTY
            assert charge.alternatives == ()
            assert [entry.event.on for entry in charge.pleas] == [When.month(2023, 2)]

    def test_both_victims_are_the_press_account(self) -> None:
        for letter in "ab":
            told = case[f"S05{letter}"].event
            assert isinstance(told, ChargeFiled)
            assert len(told.victims) == 2

    def test_gutierrez_reed_is_pending_on_an_undated_plea(self) -> None:
        charge = self.view[GUTIERREZ_REED].charge("1")
        assert charge.open
        assert charge.plea is PleaKind.NOT_GUILTY
        assert charge.pleas[0].when.earliest is None

    def test_halls_is_convicted_on_a_plea_of_guilty(self) -> None:
        charge = self.view[HALLS].charge("1")
        assert charge.plea is PleaKind.GUILTY
        assert charge.phase is Phase.JUDGED
        assert charge.conviction is Conviction.ADJUDICATED

    def test_his_sentence_is_suspended_for_nobody_knows_how_long(self) -> None:
        components = self.view[HALLS].charge("1").components
        assert components is not None
        assert [(part.kind, part.term) for part in components] == [(ComponentKind.SUSPENDED_TERM, None)]

    def test_the_acceptance_of_his_plea_is_missing(self) -> None:
        assert "missing-finding" in {finding.code for finding in self.view.findings if finding.defendant == HALLS}

    def test_the_settlement_is_agreed_and_its_approval_unknown(self) -> None:
        claim = self.view[BALDWIN].claim("hutchins")
        assert claim.phase is ClaimPhase.SETTLEMENT_AGREED
        assert claim.approval is ApprovalNeeded.UNKNOWN
        assert [term.kind for term in claim.terms] == [SettlementTermKind.NON_MONETARY]

    def test_nothing_is_known_of_the_company(self) -> None:
        assert RUST_PRODUCTIONS not in self.view.defendants

    def test_two_unnamed_prosecutors_left(self) -> None:
        left = [role for role in self.view.matter.roles if role.change is RoleChange.STEPPED_DOWN]
        assert len(left) == 2


class TestBeforeTheFilings:
    """2023-01-25."""

    view = at("2023-01-25")

    @pytest.mark.parametrize("who", [BALDWIN, GUTIERREZ_REED, HALLS])
    def test_announced_and_not_charged(self, who: str) -> None:
        assert not self.view[who].charges
        assert self.view[who].status.status == "not_charged"
        assert any(who in told.said.concerns for told in self.view.statements)

    def test_the_agreement_with_halls_is_said_and_no_plea(self) -> None:
        said = [told.said for told in self.view.statements if told.entry.id.startswith("halls-agreement")]
        assert len(said) == 1
        assert isinstance(said[0], Stated)
        assert isinstance(said[0].about, PleaEntered)
        assert self.view[HALLS].charge("1").plea is None

    def test_the_suit_is_settled_subject_to_approval(self) -> None:
        claim = self.view[BALDWIN].claim("hutchins")
        assert claim.phase is ClaimPhase.SETTLEMENT_AGREED
        assert claim.approval is ApprovalNeeded.COURT

    def test_the_citation_is_contested(self) -> None:
        citation = self.view[RUST_PRODUCTIONS].citation("1")
        assert citation.phase is CitationPhase.CONTESTED
        assert citation.classification is CitationClass.WILLFUL_SERIOUS
        assert citation.penalty == Money.parse("136793 USD")


class TestCharged:
    """2023-02-10."""

    view = at("2023-02-10")

    @pytest.mark.parametrize("who", [BALDWIN, GUTIERREZ_REED])
    def test_two_alternative_counts_one_enhanced_and_no_plea(self, who: str) -> None:
        charges = self.view[who].charges
        assert set(charges) == {"1", "2"}
        assert charges["1"].alternatives == ("2",)
        assert charges["2"].alternatives == ("1",)
        enhanced = [charge.version.enhancements for charge in charges.values() if charge.version]
        assert sorted(enhanced) == [(), ("firearm",)]
        assert all(charge.open and charge.plea is None for charge in charges.values())

    def test_the_enhancement_brings_a_minimum_of_five_years(self) -> None:
        version = self.view[BALDWIN].charge("1").version
        assert version is not None
        assert version.minimum == Term.parse("5 years")

    def test_halls_is_charged_with_a_misdemeanor(self) -> None:
        charge = self.view[HALLS].charge("1")
        assert charge.phase is Phase.CHARGED
        assert charge.version is not None
        assert "misdemeanor" in charge.version.severity

    def test_the_civil_side_is_as_before(self) -> None:
        assert self.view[BALDWIN].claim("hutchins").phase is ClaimPhase.SETTLEMENT_AGREED
        assert self.view[RUST_PRODUCTIONS].citation("1").phase is CitationPhase.CONTESTED

    def test_the_motion_against_the_enhancement_is_pending(self) -> None:
        assert self.view.matter.motions["baldwin-enhancement"].outcome is None


class TestDowngraded:
    """2023-02-24."""

    view = at("2023-02-24")

    @pytest.mark.parametrize("who", [BALDWIN, GUTIERREZ_REED])
    def test_no_enhancement_and_at_most_eighteen_months(self, who: str) -> None:
        for state in self.view[who].possible():
            assert set(state.charges) == {"1", "2"}
            for charge in state.charges.values():
                assert charge.open
                assert charge.version is not None
                assert charge.version.enhancements == ()
                assert charge.version.exposure == Term.parse("18 months")
            assert state.release is ReleaseStatus.RELEASED_ON_RECOGNIZANCE

    def test_a_downgrade_is_no_dismissal(self) -> None:
        charge = self.view.charge(BALDWIN, "1")
        assert charge.disposition is Disposition.NONE
        assert [version.enhancements for version in charge.versions] == [("firearm",), ()]

    def test_baldwin_pleaded_not_guilty(self) -> None:
        assert {charge.plea for charge in self.view[BALDWIN].charges.values()} == {PleaKind.NOT_GUILTY}

    def test_the_plea_of_gutierrez_reed_is_disputed(self) -> None:
        with pytest.raises(AmbiguousState, match="gutierrez-reed-1-plea"):
            _ = self.view[GUTIERREZ_REED].charge("1").plea
        pleas = {state.charge("1").plea for state in self.view[GUTIERREZ_REED].possible()}
        assert pleas == {None, PleaKind.NOT_GUILTY}
        pleaded = self.view[GUTIERREZ_REED].holds(lambda state: state.charge("1").plea is not None)
        assert pleaded is Certainty.POSSIBLY

    def test_her_plea_had_been_expected_that_day(self) -> None:
        said = case["gutierrez-reed-plea-expected"]
        assert fate(self.view, said.id) is Fate.UNDECIDED
        assert isinstance(said.event, Stated)
        assert said.event.modality is Modality.EXPECTS

    def test_her_doubt_is_not_his(self) -> None:
        assert len(self.view[BALDWIN].possible()) == 1

    def test_the_hearing_on_the_plea_of_halls_is_set(self) -> None:
        assert self.view[HALLS].charge("1").plea is None
        assert self.view.matter.hearings["plea-halls"].status is HearingStatus.SET

    def test_the_citation_is_settled_subject_to_approval(self) -> None:
        citation = self.view[RUST_PRODUCTIONS].citation("1")
        assert citation.phase is CitationPhase.SETTLED
        assert citation.classification is CitationClass.SERIOUS
        assert citation.penalty == Money.parse("100000 USD")


class TestTheDayOfTheStory:
    """2023-04-20."""

    view = at("2023-04-20")

    def test_a_statement_is_not_an_act(self) -> None:
        for charge in self.view[BALDWIN].charges.values():
            assert charge.phase is Phase.CHARGED
            assert charge.plea is PleaKind.NOT_GUILTY
            assert charge.endings == ()

    @pytest.mark.parametrize(("id", "modality"), [("S01a", Modality.ASSERTS), ("S02a", Modality.EXPECTS)])
    def test_the_drop_is_said_and_not_done(self, id: str, modality: Modality) -> None:
        assert fate(self.view, id) is Fate.OPEN
        said = case[id].event
        assert isinstance(said, Stated)
        assert said.modality is modality
        assert isinstance(said.about, ChargeDismissed)

    def test_his_preliminary_hearing_is_set(self) -> None:
        hearing = self.view.matter.hearings["preliminary-baldwin"]
        assert hearing.status is HearingStatus.SET
        assert hearing.for_ == When.on(date(2023, 5, 3))

    def test_gutierrez_reed_is_pending(self) -> None:
        assert self.view[GUTIERREZ_REED].status.status == "pending"

    def test_halls_is_convicted_on_no_contest(self) -> None:
        charge = self.view[HALLS].charge("1")
        assert charge.plea is PleaKind.NO_CONTEST
        assert charge.disposition is Disposition.CONVICTED_BY_PLEA
        assert charge.conviction is Conviction.ADJUDICATED

    def test_his_six_months_are_suspended(self) -> None:
        components = self.view[HALLS].charge("1").components
        assert components is not None
        suspended = [part for part in components if part.suspended is not None]
        assert [(part.term, part.suspended) for part in suspended] == [(Term.parse("6 months"), Term.parse("6 months"))]
        assert [str(part.amount) for part in components if part.amount] == ["500 USD"]
        assert [part.hours for part in components if part.hours] == [24]
        assert [part.within for part in components if part.within] == [Term.parse("60 days")]

    def test_his_probation_runs_to_the_end_of_september(self) -> None:
        charge = self.view[HALLS].charge("1")
        assert charge.components is not None
        (probation,) = [part for part in charge.components if part.kind is ComponentKind.PROBATION]
        assert probation.supervised is False
        assert probation.term is not None
        assert charge.sentenced is not None
        assert probation.term.after(charge.sentenced) == When.on(date(2023, 9, 30))

    def test_approval_of_the_suit_is_pending_and_the_citation_settled(self) -> None:
        assert self.view[BALDWIN].claim("hutchins").phase is ClaimPhase.SETTLEMENT_AGREED
        assert self.view[RUST_PRODUCTIONS].citation("1").phase is CitationPhase.SETTLED


class TestDismissed:
    """2023-04-21."""

    view = at("2023-04-21")

    @pytest.mark.parametrize(("id", "became"), [("S01a", Fate.CONFIRMED), ("S02a", Fate.MET)])
    def test_what_was_said_the_day_before_has_come_about(self, id: str, became: Fate) -> None:
        assert fate(self.view, id) is became
        assert fate(self.view.at(as_of="2023-04-20"), id) is Fate.OPEN
        assert fate(as_told("2023-04-21"), id) is Fate.OPEN

    def test_baldwin_is_closed_refilable_and_not_exonerated(self) -> None:
        for charge in self.view[BALDWIN].charges.values():
            assert charge.phase is Phase.DISMISSED
            assert charge.prejudice is Prejudice.WITHOUT
            assert charge.refilable is Certainty.YES
            assert charge.found is Found.NOTHING
            assert charge.jeopardy is Jeopardy.NOT_ATTACHED

    def test_his_hearing_is_off(self) -> None:
        assert self.view.matter.hearings["preliminary-baldwin"].status is HearingStatus.CANCELLED

    @pytest.mark.parametrize("who", [GUTIERREZ_REED, HALLS, RUST_PRODUCTIONS])
    def test_nobody_else_moved(self, who: str) -> None:
        assert self.view[who].state == at("2023-04-20")[who].state

    def test_his_suit_did_not_move(self) -> None:
        assert self.view[BALDWIN].state.claims == at("2023-04-20")[BALDWIN].state.claims


class TestOctober:
    """2023-10-18."""

    view = at("2023-10-18")

    def test_a_grand_jury_is_expected_and_nothing_is_filed(self) -> None:
        assert {charge.refilable for charge in self.view[BALDWIN].charges.values()} == {Certainty.YES}
        assert self.view[BALDWIN].charge("3").phase is Phase.NOT_CHARGED
        planned = case["baldwin-grand-jury-planned"]
        assert fate(self.view, planned.id) is Fate.OPEN

    def test_gutierrez_reed_stands_on_two_counts_not_guilty(self) -> None:
        pending = [charge for charge in self.view[GUTIERREZ_REED].charges.values() if charge.open]
        offenses = [charge.version.offense for charge in pending if charge.version]
        assert offenses == ["involuntary manslaughter", "tampering with evidence"]
        assert [charge.plea for charge in pending] == [PleaKind.NOT_GUILTY, PleaKind.NOT_GUILTY]

    def test_probation_elapsed_by_computation_only(self) -> None:
        assert self.view[HALLS].state == at("2023-04-20")[HALLS].state
        assert self.view.charge(HALLS, "1").status.rule != "sentence-complete"

    def test_the_settlement_is_approved(self) -> None:
        assert self.view[BALDWIN].claim("hutchins").phase is ClaimPhase.SETTLED

    def test_that_the_citation_is_final_is_not_on_record(self) -> None:
        assert self.view[RUST_PRODUCTIONS].citation("1").phase is CitationPhase.SETTLED


class TestIndicted:
    """2024-02-01."""

    view = at("2024-02-01")

    def test_a_new_charge_brings_those_of_2023_again(self) -> None:
        charge = self.view[BALDWIN].charge("3")
        assert charge.phase is Phase.TRIABLE
        assert charge.refiles == ("1", "2")
        assert charge.plea is PleaKind.NOT_GUILTY
        assert charge.version is not None
        assert len(charge.version.theories) == 2
        assert self.view[BALDWIN].release is ReleaseStatus.RELEASED_ON_RECOGNIZANCE

    def test_the_old_charges_stay_dismissed(self) -> None:
        assert {self.view[BALDWIN].charge(old).phase for old in ("1", "2")} == {Phase.DISMISSED}

    def test_gutierrez_reed_is_on_her_way_to_trial(self) -> None:
        assert self.view[GUTIERREZ_REED].charge("1").phase is Phase.TRIABLE
        assert self.view.matter.hearings["trial-gutierrez-reed"].for_ == When.on(date(2024, 2, 21))

    def test_her_second_case_is_pending(self) -> None:
        charge = self.view[GUTIERREZ_REED].charge("4")
        assert charge.open
        assert charge.charging[0].event.proceeding != self.view.charge(GUTIERREZ_REED, "1").charging[0].event.proceeding

    def test_the_suit_is_settled_and_its_dismissal_not_seen(self) -> None:
        claim = self.view[BALDWIN].claim("hutchins")
        assert claim.phase is ClaimPhase.SETTLED
        assert claim.endings == ()


class TestBarred:
    """2024-07-12, after the ruling."""

    view = at("2024-07-12")

    def test_baldwin_is_barred_and_it_may_be_appealed(self) -> None:
        charge = self.view[BALDWIN].charge("3")
        assert charge.phase is Phase.BARRED
        assert charge.disposition is Disposition.DISMISSED_WITH_PREJUDICE
        assert charge.jeopardy is Jeopardy.ENDED_BARRED
        assert charge.refilable is Certainty.NO
        assert charge.found is Found.NOTHING
        assert charge.review is Review.NONE

    def test_gutierrez_reed_serves_eighteen_months_and_appeals(self) -> None:
        charge = self.view[GUTIERREZ_REED].charge("1")
        assert charge.components is not None
        assert [(part.kind, part.term) for part in charge.components] == [
            (ComponentKind.PRISON, Term.parse("18 months"))
        ]
        assert charge.review is Review.PENDING
        assert self.view[GUTIERREZ_REED].release is ReleaseStatus.SERVING_SENTENCE

    def test_her_verdict_was_mixed(self) -> None:
        state = self.view[GUTIERREZ_REED]
        assert (state.charge("1").found, state.charge("3").found) == (Found.GUILTY, Found.NOT_GUILTY)
        assert state.charge("3").status.status == "acquitted"
        assert state.charge("1").conviction is Conviction.ADJUDICATED
        assert state.charge("3").conviction is Conviction.NONE
        assert state.status.status == "convicted"


class TestFinal:
    """2024-12-24."""

    view = at("2024-12-24")

    def test_the_dismissal_is_final(self) -> None:
        charge = self.view[BALDWIN].charge("3")
        assert charge.phase is Phase.BARRED
        assert charge.review is Review.ENDED

    def test_the_state_had_appealed(self) -> None:
        assert at("2024-12-22")[BALDWIN].charge("3").review is Review.PENDING

    def test_nothing_against_him_may_be_filed_again(self) -> None:
        assert self.view[BALDWIN].status.status == "barred"

    def test_a_suit_goes_on(self) -> None:
        assert ClaimPhase.PENDING in {claim.phase for claim in self.view[BALDWIN].claims.values()}

    def test_gutierrez_reed_still_serves_and_her_appeal_is_pending(self) -> None:
        assert self.view[GUTIERREZ_REED].release is ReleaseStatus.SERVING_SENTENCE
        assert self.view[GUTIERREZ_REED].charge("1").review is Review.PENDING


class TestStoryAndRecord:
    """Both versions stay in the file, and the stronger prevails."""

    @pytest.mark.parametrize(
        ("told", "recorded"),
        [
            ("S04a", "baldwin-1-filed"),
            ("S04b", "baldwin-2-filed"),
            ("S06a", "gutierrez-reed-1-filed"),
            ("S09a", "baldwin-1-downgraded"),
            ("S09c", "baldwin-1-plea"),
            ("S10c", "gutierrez-reed-1-downgraded"),
            ("S13b", "reeb-leaves"),
            ("S13c", "district-attorney-leaves"),
            ("S16", "shooting"),
            ("S18a", "halls-1-filed"),
            ("S18b", "halls-1-plea"),
            ("S18c", "halls-1-sentenced"),
            ("S22a", "hutchins-filed"),
            ("S22b", "hutchins-settled"),
        ],
    )
    def test_one_act_is_told_once(self, told: str, recorded: str) -> None:
        assert case[recorded].account_of == told
        speaking = {entry.id for entry in case.at().entries}
        assert recorded in speaking
        assert told not in speaking

    def test_the_later_plea_of_gutierrez_reed_is_another_act(self) -> None:
        pleas = [entry.event.on for entry in case.at("2023-08-09")[GUTIERREZ_REED].charge("1").pleas]
        assert pleas == [When.parse("[2023-02-24..2023-03-29]"), When.on(date(2023, 8, 9))]

    def test_the_record_names_one_victim_where_the_press_names_two(self) -> None:
        filed = at("2023-04-20")[BALDWIN].charge("1").charging[0].event
        assert isinstance(filed, ChargeFiled)
        assert len(filed.victims) == 1

    def test_rows_from_memory_are_not_in_the_file(self) -> None:
        assert case.at()[GUTIERREZ_REED].charge("4").plea is None
        assert not [entry for entry in case if isinstance(entry.event, CitationSettlementApproved)]

    def test_the_press_has_halls_plead_guilty_and_the_court_no_contest(self) -> None:
        assert as_told("2023-04-20")[HALLS].charge("1").plea is PleaKind.GUILTY
        assert at("2023-04-20")[HALLS].charge("1").plea is PleaKind.NO_CONTEST
        accepted = [
            entry for entry in at("2023-04-20")[HALLS].charge("1").pleas if isinstance(entry.event, PleaAccepted)
        ]
        assert [entry.source.basis for entry in accepted] == [Basis.RECORD]

    @pytest.mark.parametrize("motion", ["indictment", "as-charged", "gun-destroyed", "reconsider"])
    def test_motions_denied_changed_nothing(self, motion: str) -> None:
        assert case.at().matter.motions[f"baldwin-{motion}"].outcome is MotionOutcome.DENIED

    def test_nothing_in_the_file_is_impossible(self) -> None:
        assert not [finding for finding in case.at().findings if finding.severity is Severity.ERROR]


def test_the_file_on_disk_is_the_case() -> None:
    assert load(CASE) == case


class TestAsking:
    def test_every_day_fits_the_page(self, capsys: pytest.CaptureFixture[str]) -> None:
        ask.main([])
        printed = capsys.readouterr().out
        assert all(f"As of {day}" in printed for day in ask.DATES)
        assert max(len(line) for line in printed.splitlines()) <= ask.WIDTH

    def test_what_is_open_is_shown_with_what_would_decide_it(self, capsys: pytest.CaptureFixture[str]) -> None:
        ask.main(["2023-02-24"])
        printed = capsys.readouterr().out
        assert "possibly no plea or pleaded not guilty" in printed
        assert "gutierrez-reed-1-plea" in printed

    def test_a_drop_announced_is_shown_as_said(self, capsys: pytest.CaptureFixture[str]) -> None:
        ask.main(["2023-04-20"])
        assert "decided" in capsys.readouterr().out.partition("Said, and not done")[2]
        ask.main(["2023-04-21"])
        assert "decided" not in capsys.readouterr().out.partition("Said, and not done")[2]

    def test_a_day_that_is_none_is_refused(self) -> None:
        with pytest.raises(SystemExit, match="soon"):
            ask.main(["soon"])

    def test_the_story_alone_knows_nothing_of_the_company(self, capsys: pytest.CaptureFixture[str]) -> None:
        ask.main(["2023-04-20", "--according-to", "story"])
        printed = capsys.readouterr().out
        assert "according to the story" in printed
        assert "nothing told" in printed
        assert "pleaded guilty" in printed

    def test_the_record_has_no_contest(self, capsys: pytest.CaptureFixture[str]) -> None:
        ask.main(["2023-04-20", "--according-to", "record"])
        assert "pleaded no contest" in capsys.readouterr().out

    def test_what_was_published_by_a_day(self, capsys: pytest.CaptureFixture[str]) -> None:
        ask.main(["2023-04-20", "--known-on", "2023-02-16"])
        printed = capsys.readouterr().out
        assert "as published by 2023-02-16" in printed
        assert "firearm enhancement" in printed
        assert re.search(r"Left out: \d+ entries", printed)
        assert max(len(line) for line in printed.splitlines()) <= ask.WIDTH

    def test_a_day_of_publication_that_is_none_is_refused(self) -> None:
        with pytest.raises(SystemExit, match="known_on"):
            ask.main(["2023-04-20", "--known-on", "soon"])
