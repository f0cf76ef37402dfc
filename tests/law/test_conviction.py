"""Whether a charge counts as a conviction, by purpose and law, also after an act that undoes the conviction."""

from typing import TypedDict

import pytest

from casestate import GENERIC, US_FEDERAL, US_NEW_MEXICO, CaseFile, Certainty, Procedure
from casestate.errors import InvalidEvent
from casestate.events import (
    AdjudicationDeferred,
    AppealDecided,
    AppealFiled,
    ChargeDowngraded,
    ChargeFiled,
    ChargeMerged,
    ChargingInstrument,
    Component,
    ComponentKind,
    ConvictionSetAside,
    DefendantDied,
    DeferralCompleted,
    DeferralKind,
    DeferralRevoked,
    DeNovoAppealFiled,
    Event,
    NewTrialGranted,
    Pardoned,
    PleaAccepted,
    PleaKind,
    RecordExpunged,
    RecordSealed,
    SentenceCompleted,
    SentenceDeferred,
    SentenceImposed,
    SupervisionDecided,
    TrialBegan,
    VerdictReturned,
)
from casestate.law import Counts, Purpose, headline, is_conviction, row
from casestate.law.policies import NEVER, Abatement
from casestate.state import ChargeState, Proceeding


class Who(TypedDict):
    """One charge of one defendant, as every act on it names it."""

    defendant: str
    charge: str


ILLINOIS = GENERIC.derive(
    "illinois",
    policies={"component_is_conviction": {ComponentKind.CONDITIONAL_DISCHARGE: Counts({Purpose.RECORD: True})}},
)
PLEA_IS_ENOUGH = (Purpose.IMMIGRATION, Purpose.SENTENCING_GUIDELINES)
NO, POSSIBLY, YES = Certainty.NO, Certainty.POSSIBLY, Certainty.YES
RECORD, PRIOR = Purpose.RECORD, Purpose.SENTENCING_ENHANCEMENT
WHO: Who = {"defendant": "A. Doe", "charge": "1"}
FILED = ChargeFiled(on="2023-01-02", **WHO)
PLED = PleaAccepted(on="2023-03-01", **WHO, plea="guilty")
SENTENCED = SentenceImposed(on="2023-04-01", **WHO)
APPEALED = AppealFiled(on="2023-04-20", **WHO, by="defendant")
DIED = DefendantDied(on="2023-06-01", defendant="A. Doe")
COMPLETED = DeferralCompleted(on="2024-03-01", **WHO)


def withheld(kind: str) -> AdjudicationDeferred:
    return AdjudicationDeferred(on="2023-03-01", **WHO, kind=DeferralKind(kind))


def charge_after(*events: Event, procedure: Procedure = GENERIC) -> ChargeState:
    case = CaseFile("example", procedure=procedure)
    for event in (FILED, *events):
        case = case.record(event)
    return case.at(clearance="expunged")["A. Doe"].charge("1").state


@pytest.mark.parametrize(
    ("events", "answer"),
    [
        ((), NO),
        ((PLED,), NO),
        ((PLED, SENTENCED), YES),
        ((PLED, SENTENCED, APPEALED), YES),
        ((PLED, SENTENCED, SentenceCompleted(on="2024-01-01", **WHO)), YES),
        ((PLED, SENTENCED, APPEALED, AppealDecided(on="2024-01-01", **WHO, outcome="affirmed")), YES),
        ((PLED, SENTENCED, APPEALED, AppealDecided(on="2024-01-01", **WHO, outcome="reversed and remanded")), NO),
        ((PLED, SENTENCED, APPEALED, AppealDecided(on="2024-01-01", **WHO, outcome="reversed for insufficiency")), NO),
        ((PLED, SENTENCED, NewTrialGranted(on="2023-05-01", **WHO)), NO),
        ((PLED, SENTENCED, DeNovoAppealFiled(on="2023-05-01", **WHO)), NO),
        ((PLED, ChargeMerged(on="2023-04-01", **WHO, into="2")), NO),
        ((PLED, SENTENCED, RecordSealed(on="2024-01-01", **WHO)), YES),
        ((PLED, SENTENCED, RecordExpunged(on="2024-01-01", **WHO)), POSSIBLY),
        ((PLED, SENTENCED, Pardoned(on="2024-01-01", **WHO)), YES),
        ((PLED, SENTENCED, ConvictionSetAside(on="2024-01-01", **WHO)), POSSIBLY),
        ((PLED, DIED), NO),
        ((PLED, SENTENCED, DIED), YES),
        ((PLED, SENTENCED, APPEALED, DIED), POSSIBLY),
        ((PLED, SentenceDeferred(on="2023-04-01", **WHO)), YES),
        ((PLED, SentenceDeferred(on="2023-04-01", **WHO), COMPLETED), NO),
        ((PLED, withheld("deferred adjudication")), NO),
        ((PLED, withheld("adjudication withheld")), NO),
        ((PLED, withheld("continued without finding")), NO),
        ((PLED, withheld("probation before judgment")), NO),
        ((PLED, withheld("prayer for judgment continued")), POSSIBLY),
        ((PLED, withheld("unknown")), POSSIBLY),
        ((PLED, withheld("conditional discharge"), COMPLETED), NO),
        ((PLED, withheld("deferred adjudication"), DeferralRevoked(on="2024-01-01", **WHO)), YES),
    ],
)
def test_on_the_record_of_no_particular_place(events: tuple[Event, ...], answer: Certainty) -> None:
    assert is_conviction(charge_after(*events)) is answer


@pytest.mark.parametrize(
    ("events", "answer"),
    [
        ((PLED,), POSSIBLY),
        ((PLED, SENTENCED, APPEALED), YES),
        ((PLED, SENTENCED, Pardoned(on="2024-01-01", **WHO)), POSSIBLY),
        ((PLED, withheld("deferred adjudication")), POSSIBLY),
        ((PLED, SentenceDeferred(on="2023-04-01", **WHO), COMPLETED), POSSIBLY),
        ((PLED, ChargeMerged(on="2023-04-01", **WHO, into="2")), NO),
    ],
)
def test_as_a_prior_of_no_particular_place(events: tuple[Event, ...], answer: Certainty) -> None:
    assert is_conviction(charge_after(*events), PRIOR) is answer


def test_a_deferred_sentence_completed_is_dismissed_and_yet_a_prior_in_new_mexico() -> None:
    """NMSA 31-20-9; United States v. Meraz."""
    charge = charge_after(PLED, SentenceDeferred(on="2023-04-01", **WHO), COMPLETED, procedure=US_NEW_MEXICO)
    answers = {purpose: is_conviction(charge, purpose, US_NEW_MEXICO) for purpose in Purpose}
    assert answers == {
        Purpose.RECORD: NO,
        Purpose.SENTENCING_ENHANCEMENT: YES,
        Purpose.SENTENCING_GUIDELINES: YES,
        Purpose.FEDERAL_FIREARMS: NO,
        Purpose.STATE_FIREARMS: NO,
        Purpose.CIVIL_RIGHTS: POSSIBLY,
        Purpose.LICENSING: POSSIBLY,
        Purpose.IMMIGRATION: YES,
        Purpose.UNKNOWN: POSSIBLY,
    }


@pytest.mark.parametrize("purpose", [*Purpose, Purpose.raw("public housing")])
def test_a_conditional_discharge_is_none_in_new_mexico(purpose: Purpose) -> None:
    """NMSA 31-20-13. For immigration and the guidelines it is one (8 USC 1101(a)(48)(A); USSG 4A1.2(f))."""
    charge = charge_after(PLED, withheld("conditional discharge"), procedure=US_NEW_MEXICO)
    assert is_conviction(charge, purpose, US_NEW_MEXICO) is (YES if purpose in PLEA_IS_ENOUGH else NO)


@pytest.mark.parametrize("purpose", [*Purpose, Purpose.raw("public housing")])
def test_a_federal_discharge_without_judgment_is_none_but_for_immigration_and_the_guidelines(purpose: Purpose) -> None:
    """18 USC 3607(b); 8 USC 1101(a)(48)(A); USSG 4A1.2(f)."""
    charge = charge_after(PLED, withheld("conditional discharge"), procedure=US_FEDERAL)
    assert is_conviction(charge, purpose, US_FEDERAL) is (YES if purpose in PLEA_IS_ENOUGH else NO)


@pytest.mark.parametrize("purpose", Purpose)
@pytest.mark.parametrize(
    "kind", [each for each in DeferralKind if each not in ("conditional_discharge", "youthful_offender")]
)
def test_a_deferral_that_federal_law_does_not_have_counts_for_immigration_and_the_guidelines(
    kind: DeferralKind, purpose: Purpose
) -> None:
    """8 USC 1101(a)(48)(A) and USSG 4A1.2(f) count some; 18 USC 3607 speaks of none of them."""
    charge = charge_after(PLED, withheld(kind), procedure=US_FEDERAL)
    assert is_conviction(charge, purpose, US_FEDERAL) is (YES if purpose in PLEA_IS_ENOUGH else POSSIBLY)


def test_a_youthful_offender_may_be_no_convict_for_immigration() -> None:
    """Matter of Devison: an adjudication that replaces the conviction is none."""
    charge = charge_after(PLED, withheld("youthful offender"), procedure=US_NEW_MEXICO)
    assert is_conviction(charge, Purpose.IMMIGRATION, US_NEW_MEXICO) is POSSIBLY


def discharged_by(kind: str) -> SentenceImposed:
    return SentenceImposed(
        on="2023-04-01", **WHO, components=[Component(kind="fine"), Component(kind=ComponentKind(kind))]
    )


@pytest.mark.parametrize(
    ("kind", "procedure", "answer"),
    [
        ("conditional discharge", US_NEW_MEXICO, NO),
        ("conditional discharge", GENERIC, POSSIBLY),
        ("conditional discharge", ILLINOIS, YES),
        ("deferred imposition", US_NEW_MEXICO, POSSIBLY),
        ("deferred imposition", GENERIC, POSSIBLY),
        ("probation", GENERIC, YES),
    ],
)
def test_what_puts_a_sentence_off_convicts_only_where_it_is_known_to(
    kind: str, procedure: Procedure, answer: Certainty
) -> None:
    """NMSA 31-20-13 and 31-20-3 against 730 ILCS 5/5-6-1, where a conditional discharge is a sentence."""
    case = CaseFile("example", procedure=procedure).record(FILED).record(PLED).record(discharged_by(kind))
    view = case.at()
    assert is_conviction(view["A. Doe"].charge("1").state, procedure=procedure) is answer
    told = [] if answer is YES else [("deferral-as-sentence", ("e3",))]
    assert [(finding.code, finding.entries) for finding in view.findings] == told


def test_once_it_is_revoked_and_a_sentence_imposed_it_convicts() -> None:
    revoked = SupervisionDecided(on="2024-01-01", **WHO, outcome="revoked", components=Component(kind="jail"))
    charge = charge_after(PLED, discharged_by("conditional discharge"), revoked, procedure=US_NEW_MEXICO)
    assert is_conviction(charge, procedure=US_NEW_MEXICO) is YES


ADMITTED = PleaAccepted(on="2023-03-01", **WHO, plea="admitted")


@pytest.mark.parametrize(
    ("how", "plea", "proceeding"),
    [
        ({"severity": "infraction"}, "guilty", Proceeding.INFRACTION),
        ({"severity": "non criminal"}, "no contest", Proceeding.INFRACTION),
        ({}, "responsible", Proceeding.INFRACTION),
        ({"instrument": "petition"}, "admitted", Proceeding.PETITION),
        ({"instrument": "petition", "severity": "infraction"}, "admitted", Proceeding.PETITION),
        ({"instrument": "probation violation petition"}, "admitted", Proceeding.VIOLATION),
        ({"severity": "misdemeanor", "instrument": "complaint"}, "guilty", Proceeding.CRIMINAL),
        ({}, "admitted", Proceeding.CRIMINAL),
    ],
)
def test_only_what_is_criminal_convicts(how: dict[str, str], plea: str, proceeding: Proceeding) -> None:
    filed = ChargeFiled(on="2023-01-02", **WHO, **how)  # type: ignore[arg-type]  # fields by name
    case = (
        CaseFile("x").record(filed).record(PleaAccepted(on="2023-03-01", **WHO, plea=PleaKind(plea))).record(SENTENCED)
    )
    charge = case.at()["A. Doe"].charge("1").state
    criminal = proceeding is Proceeding.CRIMINAL
    assert charge.proceeding is proceeding
    assert is_conviction(charge) is (YES if criminal else NO)
    assert (charge.conviction_on is not None) is criminal
    assert ("convicted" in " ".join(case.at()["A. Doe"].fairly_said)) is criminal


def test_a_charge_lowered_to_an_infraction_is_one() -> None:
    lowered = ChargeDowngraded(on="2023-02-01", **WHO, severity="infraction", kind="grade lowered")
    assert is_conviction(charge_after(lowered, PLED, SENTENCED)) is NO


def test_a_juvenile_adjudication_may_count_as_a_prior_and_a_violation_never() -> None:
    """18 USC 924(e)(2)(C)."""
    for instrument, answer in (("petition", POSSIBLY), ("probation violation petition", NO)):
        case = (
            CaseFile("x")
            .record(ChargeFiled(on="2023-01-02", **WHO, instrument=ChargingInstrument(instrument)))
            .record(ADMITTED)
        )
        assert is_conviction(case.record(SENTENCED).at()["A. Doe"].charge("1").state, PRIOR) is answer


def test_a_petition_dismissed_or_reversed_is_none() -> None:
    case = CaseFile("x").record(ChargeFiled(on="2023-01-02", **WHO, instrument="petition"))
    assert is_conviction(case.at()["A. Doe"].charge("1").state, PRIOR) is NO
    case = case.record(ADMITTED).record(SENTENCED).record(APPEALED)
    reversed_ = case.record(AppealDecided(on="2024-01-01", **WHO, outcome="reversed"))
    assert is_conviction(reversed_.at()["A. Doe"].charge("1").state, PRIOR) is NO


def test_a_plea_with_nothing_filed_tells_what_it_is_of() -> None:
    case = CaseFile("x").record(PleaAccepted(on="2023-03-01", **WHO, plea="responsible")).record(SENTENCED)
    assert case.at()["A. Doe"].charge("1").proceeding is Proceeding.INFRACTION


@pytest.mark.parametrize(
    ("abatement", "answer"),
    [
        (Abatement.AB_INITIO, NO),
        (Abatement.NOTE_AND_STAND, YES),
        (Abatement.SUBSTITUTION, YES),
        (Abatement.DISCRETIONARY, POSSIBLY),
        (Abatement.UNKNOWN, POSSIBLY),
    ],
)
def test_death_pending_appeal_is_for_the_jurisdiction(abatement: Abatement, answer: Certainty) -> None:
    there = GENERIC.derive("elsewhere", policies={"abatement": abatement})
    assert is_conviction(charge_after(PLED, SENTENCED, APPEALED, DIED), procedure=there) is answer


def test_death_pending_appeal_in_the_two_jurisdictions() -> None:
    charge = charge_after(PLED, SENTENCED, APPEALED, DIED)
    assert is_conviction(charge, procedure=US_FEDERAL) is NO
    assert is_conviction(charge, procedure=US_NEW_MEXICO) is YES


def test_a_federal_expungement_does_next_to_nothing() -> None:
    charge = charge_after(PLED, SENTENCED, RecordExpunged(on="2024-01-01", **WHO))
    assert is_conviction(charge, procedure=US_FEDERAL) is YES


def test_a_place_may_count_a_finding() -> None:
    there = GENERIC.derive("elsewhere", policies={"finding_is_conviction": Counts(otherwise=True)})
    assert is_conviction(charge_after(PLED), procedure=there) is YES


def test_a_place_may_count_no_pardoned_conviction() -> None:
    there = GENERIC.derive("elsewhere", policies={"pardon_is_conviction": NEVER})
    pardoned = charge_after(PLED, SENTENCED, Pardoned(on="2024-01-01", **WHO))
    assert is_conviction(pardoned, procedure=there) is NO


def test_an_acquittal_is_none_for_any_purpose() -> None:
    acquitted = charge_after(
        TrialBegan(on="2023-05-01", **WHO), VerdictReturned(on="2023-05-04", **WHO, verdict="not guilty")
    )
    assert {is_conviction(acquitted, purpose) for purpose in Purpose} == {NO}


def test_responsible_for_an_infraction_is_no_crime() -> None:
    charge = charge_after(PleaAccepted(on="2023-03-01", **WHO, plea="responsible"), SENTENCED)
    assert is_conviction(charge) is NO


def test_a_purpose_may_be_given_as_a_word() -> None:
    charge = charge_after(PLED, SENTENCED)
    assert is_conviction(charge, "sentencing enhancement") is YES
    with pytest.raises(InvalidEvent, match="is not a Purpose"):
        is_conviction(charge_after(PLED), "public housing")  # type: ignore[arg-type]  # refused too when it runs


@pytest.mark.parametrize("kind", ["supervision", "unconditional discharge"])
def test_court_supervision_and_an_absolute_discharge_convict_in_some_places_only(kind: str) -> None:
    """Supervision: 730 ILCS 5/5-6-3.1(f). An absolute discharge: Criminal Code (Canada), s. 730; New York differs."""
    case = CaseFile("c")
    for event in (
        ChargeFiled(on="2020-01-01", instrument="indictment", defendant="A. Doe", charge="1"),
        PleaAccepted(on="2020-02-01", plea="guilty", defendant="A. Doe", charge="1"),
        SentenceImposed(
            on="2020-03-01", components=Component(kind=ComponentKind(kind)), defendant="A. Doe", charge="1"
        ),
    ):
        case = case.record(event)
    charge = case.at()["A. Doe"].charge("1").state
    assert is_conviction(charge) is Certainty.POSSIBLY
    assert "convicted" not in headline(charge).words


def test_a_discharge_that_is_a_sentence_where_it_was_imposed_counts_elsewhere_too() -> None:
    """730 ILCS 5/5-6-1; 8 USC 1101(a)(48)(A)."""
    charge = charge_after(PLED, discharged_by("conditional discharge"), procedure=ILLINOIS)
    assert is_conviction(charge, Purpose.IMMIGRATION, ILLINOIS) is YES


def test_a_set_aside_on_the_merits_counts_nowhere_where_a_place_keeps_the_charge_as_judged() -> None:
    own = row("T61m", ConvictionSetAside, "merits", "judged", "conviction=set_aside", cite="-", why="-")
    there = GENERIC.derive("elsewhere", rows=[own])
    aside = ConvictionSetAside(on="2023-06-01", ground="merits", **WHO)
    charge = charge_after(PLED, SENTENCED, aside, procedure=there)
    assert {purpose: is_conviction(charge, purpose, there) for purpose in Purpose} == dict.fromkeys(Purpose, NO)
