"""Short English for events and states, which says nothing that is not known."""

import re
from pathlib import Path
from typing import Any

import pytest

from casestate import CaseFile, Charge, Citation, Claim, Defendant, load
from casestate.events import (
    AppealDecided,
    ApprovalNeeded,
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
from casestate.events.wording import describe
from casestate.explain.answers import FIELDS, told
from casestate.handles.handle import Answered
from casestate.show import words
from casestate.state import ChargeState

CHARGE: dict[str, Any] = {"defendant": "A. Doe", "charge": "1"}


def of_charge(case: CaseFile) -> list[str]:
    return list(words.charge(case.at().charge("A. Doe", "1").state))


def test_an_unfiled_charge_shows_only_the_plea() -> None:
    assert of_charge(CaseFile("c").record(PleaEntered(on="2023", plea="guilty", **CHARGE))) == ["plea: guilty"]


def test_an_unstated_offence_is_shown_as_not_stated() -> None:
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


def test_a_withdrawn_enhancement_is_shown_as_withdrawn() -> None:
    case = CaseFile("c").record(ChargeFiled(on="2023-01", offense="theft", enhancements="firearm", **CHARGE))
    case = case.record(ChargeDowngraded(on="2023-02", dropped_enhancements="firearm", **CHARGE))
    assert of_charge(case) == ["theft", "enhancement withdrawn"]


def test_an_amendment_of_something_else_withdraws_no_enhancement() -> None:
    case = CaseFile("c").record(ChargeFiled(on="2023-01", offense="theft", **CHARGE))
    assert of_charge(case.record(ChargeAmended(on="2023-02", grade="felony", **CHARGE))) == ["theft (felony)"]


def test_an_unstated_sentence_is_shown_as_not_stated() -> None:
    state = CaseFile("c").record(SentenceImposed(on="2023", **CHARGE)).at().charge("A. Doe", "1").state
    assert list(words.charge(state)) == ["sentence: not stated"]


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (Component(kind="jail", term="12 months", suspended="8 months"), "jail 12 months, 8 suspended"),
        (Component(kind="jail", term="6 months", suspended="6 months"), "jail 6 months, all suspended"),
        (Component(kind="prison", term="3 years", suspended="1 year"), "prison 3 years, 1 year suspended"),
        (Component(kind="jail", term="90 days", suspended="1 month"), "jail 90 days, 1 month suspended"),
        (Component(kind="prison", term="life", suspended="10 years"), "prison life, 10 years suspended"),
        (Component(kind="prison", suspended="10 years"), "prison, 10 years suspended"),
        (Component(kind="jail", until="2030-01-31", credit="12 days"), "jail, until 2030-01-31, credit 12 days"),
        (Component(kind="prison", term="1 year", concurrent_with="2"), "prison 1 year, concurrent with 2"),
        (Component(kind="prison", term="1 year", consecutive_to=["2", "3"]), "prison 1 year, consecutive to 2, 3"),
        (Component(kind="probation", term="1 year", supervised=False), "probation 1 year, unsupervised"),
        (Component(kind="probation", supervised=True, also_for="2"), "probation, supervised, also for 2"),
        (Component(kind="community service", hours=24, within="60 days"), "community service 24 hours, within 60 days"),
        (Component(kind="community service", hours=1), "community service 1 hour"),
        (Component(kind="fine", amount=500, for_enhancement="gun"), "fine 500 USD, for the enhancement gun"),
        (
            Component(kind="course", text="safety", condition_of="jail"),
            "course (safety), a condition of jail",
        ),
    ],
)
def test_a_part_of_a_sentence_says_everything_once(part: Component, said: str) -> None:
    assert part.words == told(part) == said


def test_an_answer_lists_the_parts_of_a_sentence_apart() -> None:
    parts = (Component(kind="jail", term="12 months", suspended="8 months"), Component(kind="fine", amount=500))
    case = CaseFile("c").record(SentenceImposed(on="2023", components=parts, **CHARGE))
    expected = "jail 12 months, 8 suspended; fine 500 USD"
    assert str(case.at().charge("A. Doe", "1").why("components")).startswith(
        f"components of charge 1 of A. Doe, as of the last entry: {expected}"
    )
    assert [line.partition("then ")[2].partition(" (")[0] for line in _changed(case, "components")] == [expected]


def test_a_version_says_what_an_amendment_changed() -> None:
    case = CaseFile("c").record(
        ChargeFiled(on="2023-01", offense="theft", enhancements=("firearm", "gang"), exposure="5 years", **CHARGE)
    )
    case = case.record(ChargeDowngraded(on="2023-02", dropped_enhancements="firearm", **CHARGE))
    before, after = case.at("2023-01-31"), case.at()
    assert [str(each) for each in before.diff(after) if each.field == "version"] == [
        (
            "version of charge 1 of A. Doe: theft, enhanced by firearm, gang, at most 5 years, "
            "then theft, enhanced by gang (happened since; by e2)"
        )
    ]
    said = CaseFile("c").record(ChargeFiled(on="2023-01", theories="principal", minimum="1 year", **CHARGE))
    assert told(said.at().charge("A. Doe", "1").state.version) == ("offence not stated, by principal, at least 1 year")


def test_an_approval_that_is_not_needed_is_shown_as_none_needed() -> None:
    agreed = SettlementAgreed(on="2023-02-01", claim="k", defendants="B. Roe", approval="none")
    assert describe(agreed) == "settlement agreed on claim k: no approval needed"
    assert told(ApprovalNeeded.CLASS) == "class"


def _changed(case: CaseFile, field: str) -> list[str]:
    return [str(each) for each in case.at("2022-12-31").diff(case.at()) if each.field == field]


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


def test_a_blank_charge_has_no_details() -> None:
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
        "terms: payment 9 USD (sealed); no admission",
    ]
    assert list(words.claim(state.claim("bare").state)) == []
    assert list(words.citation(state.citation("1").state)) == ["serious", "penalty 500 USD"]
    assert list(words.citation(state.citation("2").state)) == []


def test_an_event_says_its_fields_and_whom_it_concerns() -> None:
    event = ChargeFiled(on="2023", offense="theft", enhancements=["firearm", "gang"], **CHARGE)
    assert describe(event) == "charge 1 filed: theft; enhanced by firearm, gang"
    assert words.who(event) == "A. Doe"
    assert describe(Noted(on="2023", text="filming resumed")) == "noted: filming resumed"
    role = RoleChanged(on="2023", person="C. Poe", role="special prosecutor", change="stepped down")
    assert describe(role) == "C. Poe stepped down as special prosecutor"
    assert words.who(role) == ""


def test_a_statement_says_who_said_what_of_which_act() -> None:
    about = ChargeDismissed(on="[2023-04-20..]", **CHARGE)
    said = Stated(on="2023-04-20", by="counsel", modality="expects", about=about, text="it will end")
    assert describe(said) == "counsel expected: it will end (charge 1 dismissed, 2023-04-20 or later)"
    assert words.who(said) == "A. Doe"
    assert describe(Stated(on="2023", by="the office", modality="declines comment")) == "the office declined to comment"


def test_what_was_proved_is_said_in_words() -> None:
    case = CaseFile("c").record(
        ChargeFiled(
            on="2023-01-01", offense="theft", grade="felony", enhancements="firearm", exposure="18 months", **CHARGE
        )
    )
    case = case.record(VerdictReturned(on="2023-02-01", verdict="guilty", **CHARGE))
    assert told(case.at().charge("A. Doe", "1").proved) == "theft (felony), enhanced by firearm, at most 18 months"


def test_no_field_is_shown_as_a_python_value() -> None:
    view = load(Path(__file__).parents[2] / "examples" / "rust" / "case.jsonl").at()
    said = [
        told(value)
        for name in view.defendants
        for asked in (view[name], *view[name].parts)
        for field in FIELDS[asked.subject.kind]
        for value in asked.possible(field)
    ]
    assert len(said) > 100
    assert [each for each in said if re.search(r"\w\(\w+=|\(['\"]|[\[{<]", each)] == []


@pytest.mark.parametrize("handle", [Charge, Claim, Citation, Defendant])
def test_every_field_of_a_handle_has_a_meaning(handle: type[Any]) -> None:
    fields = [each for each in vars(handle).values() if isinstance(each, Answered)]
    assert len(fields) > 5
    assert [field.name for field in fields if not (field.__doc__ or "").strip().endswith(".")] == []


def test_a_field_means_what_its_state_says() -> None:
    assert Charge.prejudice.__doc__ == ChargeState.prejudice.__doc__
    assert Charge.visibility.__doc__ == "Who may see its record."
