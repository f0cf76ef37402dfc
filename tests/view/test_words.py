"""Short English for events and states: what is said, and that nothing is said that is not known."""

from typing import Any

from casestate import CaseFile
from casestate.events import (
    AppealDecided,
    ChargeAmended,
    ChargeDismissed,
    ChargeDowngraded,
    ChargeFiled,
    CitationContested,
    CitationIssued,
    ClaimFiled,
    Component,
    Noted,
    PleaEntered,
    RoleChanged,
    SentenceImposed,
    SettlementAgreed,
    SettlementTerm,
    Stated,
    VerdictReturned,
)
from casestate.show import words
from casestate.state import ChargeState

CHARGE: dict[str, Any] = {"defendant": "A. Doe", "charge": "1"}


def of_charge(case: CaseFile) -> list[str]:
    return list(words.charge(case.at().charge("A. Doe", "1").state))


def test_of_a_charge_that_was_never_filed_only_the_plea_is_known() -> None:
    assert of_charge(CaseFile("c").record(PleaEntered(on="2023", plea="guilty", **CHARGE))) == ["plea: guilty"]


def test_an_offence_that_no_source_states_is_said_not_to_be_stated() -> None:
    assert of_charge(CaseFile("c").record(ChargeFiled(on="2023", **CHARGE))) == ["offence not stated"]


def test_a_charge_says_its_grade_enhancements_exposure_and_links() -> None:
    case = CaseFile("c").record(
        ChargeFiled(
            on="2023",
            offense="theft",
            grade="felony",
            enhancements="firearm",
            exposure="18 months",
            alternative_to="2",
            refiles="0",
            **CHARGE,
        )
    )
    assert of_charge(case) == [
        "theft (felony)",
        "with enhancement: firearm",
        "at most 18 months",
        "alternative to charge 2",
        "refiles charge 0",
    ]


def test_an_enhancement_withdrawn_is_said_to_be() -> None:
    case = CaseFile("c").record(ChargeFiled(on="2023-01", offense="theft", enhancements="firearm", **CHARGE))
    case = case.record(ChargeDowngraded(on="2023-02", dropped_enhancements="firearm", **CHARGE))
    assert of_charge(case) == ["theft", "enhancement withdrawn"]


def test_an_amendment_of_something_else_withdraws_no_enhancement() -> None:
    case = CaseFile("c").record(ChargeFiled(on="2023-01", offense="theft", **CHARGE))
    assert of_charge(case.record(ChargeAmended(on="2023-02", grade="felony", **CHARGE))) == ["theft (felony)"]


def test_a_sentence_that_no_source_states_is_said_not_to_be_stated() -> None:
    state = CaseFile("c").record(SentenceImposed(on="2023", **CHARGE)).at().charge("A. Doe", "1").state
    assert list(words.charge(state)) == ["sentence: not stated"]


def test_a_sentence_says_each_part() -> None:
    parts = (
        Component(kind="jail", term="6 months", suspended="6 months"),
        Component(kind="community service", hours=24),
        Component(kind="fine", amount=500),
        Component(kind="course", text="firearm safety"),
    )
    expected = "jail 6 months (6 months suspended), community service 24 hours, fine 500 USD, course firearm safety"
    assert words.components(parts) == expected


def test_a_conviction_of_a_lesser_offence_names_it() -> None:
    case = CaseFile("c").record(ChargeFiled(on="2023-01", offense="murder", instrument="indictment", **CHARGE))
    case = case.record(
        VerdictReturned(on="2023-05", verdict="guilty of lesser included", offense="manslaughter", **CHARGE)
    )
    assert of_charge(case) == ["murder", "found: manslaughter"]


def test_the_sentence_of_a_reversed_conviction_is_none() -> None:
    case = CaseFile("c").record(SentenceImposed(on="2023-01", components=Component(kind="jail"), **CHARGE))
    assert of_charge(case) == ["sentence: jail"]
    reversed_ = case.record(AppealDecided(on="2023-05", outcome="reversed and remanded", **CHARGE))
    assert of_charge(reversed_) == []
    assert reversed_.at().charge("A. Doe", "1").sentenced is None


def test_nothing_is_said_of_a_blank_charge() -> None:
    assert list(words.charge(ChargeState(defendant="A. Doe", charge="1"))) == []


def test_a_claim_and_a_citation_say_what_is_known() -> None:
    case = (
        CaseFile("c")
        .record(ClaimFiled(on="2022", claim="estate", defendants="A. Doe", claimants=["B. Roe"], court="here"))
        .record(
            SettlementAgreed(
                on="2023",
                claim="estate",
                defendants="A. Doe",
                terms=[SettlementTerm(kind="payment", amount=9, sealed=True), SettlementTerm(kind="no admission")],
            )
        )
        .record(ClaimFiled(on="2022", claim="bare", defendants="A. Doe"))
        .record(CitationIssued(on="2022", defendant="A. Doe", citation="1", classification="serious", penalty=500))
        .record(CitationContested(on="2022", defendant="A. Doe", citation="2"))
    )
    state = case.at()["A. Doe"]
    assert list(words.claim(state.claim("estate").state)) == [
        "by B. Roe",
        "in here",
        "terms: payment 9 USD (sealed), no admission",
    ]
    assert list(words.claim(state.claim("bare").state)) == []
    assert list(words.citation(state.citation("1").state)) == ["serious", "penalty 500 USD"]
    assert list(words.citation(state.citation("2").state)) == []


def test_an_event_says_its_fields_and_whom_it_concerns() -> None:
    event = ChargeFiled(on="2023", offense="theft", enhancements=["firearm", "gang"], **CHARGE)
    assert words.what(event) == "charge filed: charge 1; theft; enhancements firearm, gang"
    assert words.who(event) == "A. Doe"
    assert words.what(Noted(on="2023", text="filming resumed")) == "noted: filming resumed"
    role = RoleChanged(on="2023", person="C. Poe", role="special prosecutor", change="stepped down")
    assert words.what(role) == "role changed: person C. Poe; role special prosecutor; change stepped down"
    assert words.who(role) == ""


def test_a_statement_says_who_said_what_of_which_act() -> None:
    about = ChargeDismissed(on="[2023-04-20..]", **CHARGE)
    said = Stated(on="2023-04-20", by="counsel", modality="expects", about=about, text="it will end")
    assert words.what(said) == "counsel expects: it will end (charge dismissed: charge 1, [2023-04-20..])"
    assert words.who(said) == "A. Doe"
    assert words.what(Stated(on="2023", by="the office", modality="declines comment")) == "the office declines comment"
