"""Headlines: every rule fires in some case, and the first that fits is the one that speaks."""

import pytest
from test_fold import COMPLAINT, INDICTMENT, event

from casestate import CaseFile
from casestate.events import (
    ChargeFiled,
    CitationIssued,
    ClaimFiled,
    NameRecorded,
    SettlementAgreed,
)
from casestate.law import headline
from casestate.law.headlines import CHARGE_RULES, DEFENDANT_RULES

TRIED = f"{INDICTMENT} trial.began"
CONVICTED = f"{TRIED} verdict.returned:guilty"
JUDGED = f"{CONVICTED} sentence.imposed"
BARRED = f"{COMPLAINT} charge.dismissed:with"
DISMISSED = f"{COMPLAINT} charge.dismissed:without"
REFILED = f"{DISMISSED} refiled"

OF_A_CHARGE = {
    "nothing-filed": ("charge.dismissed:with@2024", "not_charged"),
    "death-abates": (f"{COMPLAINT} charge.abated", "abated"),
    "acquitted-by-reason-of-insanity": (f"{TRIED} verdict.returned:not_guilty_by_reason_of_insanity", "acquitted"),
    "reversed-for-insufficiency": (f"{JUDGED} appeal.decided:reversed_for_insufficiency", "acquitted"),
    "acquitted": (f"{TRIED} verdict.returned:not_guilty", "acquitted"),
    "barred-appeal-pending": (f"{BARRED} appeal.filed", "barred"),
    "dismissed-with-prejudice": (f"{BARRED} appeal.filed appeal.withdrawn", "barred"),
    "carried-on-elsewhere": (f"{COMPLAINT} charge.transferred", "superseded"),
    "refiled": (REFILED, "dismissed"),
    "declined": ("charge.declined", "dismissed"),
    "no-probable-cause": (f"{COMPLAINT} charge.discharged", "dismissed"),
    "dismissed-refilable": (DISMISSED, "dismissed"),
    "dismissed-bar-unknown": (f"{COMPLAINT} charge.dismissed:unspecified", "dismissed"),
    "sentence-complete-appeal-pending": (f"{JUDGED} appeal.filed sentence.completed", "convicted"),
    "sentence-complete": (f"{JUDGED} sentence.completed", "convicted"),
    "judged-appeal-pending": (f"{JUDGED} appeal.filed", "convicted"),
    "judged-of-a-lesser-offence": (f"{TRIED} verdict.returned:guilty_of_lesser_included sentence.imposed", "convicted"),
    "judged": (JUDGED, "convicted"),
    "found-guilty": (CONVICTED, "awaiting_sentence"),
    "trial-under-way": (TRIED, "on_trial"),
    "charge-pending": (f"{JUDGED} appeal.decided:reversed_and_remanded", "pending"),
}

OF_A_DEFENDANT: dict[str, tuple[tuple[str, ...], str]] = {
    "no-charge-filed": ((), "not_charged"),
    "every-charge-declined": (("charge.declined", "charge.declined"), "not_charged"),
    "a-sentence-stands": ((JUDGED, CONVICTED, TRIED, COMPLAINT), "convicted"),
    "a-finding-awaits-sentence": ((CONVICTED, TRIED, COMPLAINT, f"{JUDGED} sentence.completed"), "awaiting_sentence"),
    "a-trial-is-under-way": ((TRIED, COMPLAINT, BARRED), "on_trial"),
    "a-charge-is-pending": ((COMPLAINT, f"{JUDGED} sentence.completed", BARRED), "pending"),
    "every-sentence-complete": ((f"{JUDGED} sentence.completed", BARRED), "convicted"),
    "carried-on-elsewhere": ((OF_A_CHARGE["carried-on-elsewhere"][0], OF_A_CHARGE["acquitted"][0]), "superseded"),
    "death-abates": ((f"{COMPLAINT} charge.abated", DISMISSED), "abated"),
    "every-charge-acquitted": ((OF_A_CHARGE["acquitted"][0],), "acquitted"),
    "every-charge-closed-some-may-return": ((DISMISSED, BARRED), "dismissed"),
    "every-charge-closed-bar-unknown": ((OF_A_CHARGE["dismissed-bar-unknown"][0], BARRED), "dismissed"),
    "every-charge-barred": ((OF_A_CHARGE["acquitted"][0], BARRED), "barred"),
}


def brought(*charges: str) -> CaseFile:
    """A file with these acts on charges 1, 2, ...; ``refiled`` brings a charge again and is the act of another."""
    case = CaseFile("c").record(NameRecorded(on="2023-01-01", defendant="A. Doe", name="Al"))
    for charge, labels in enumerate(charges, 1):
        for place, label in enumerate(labels.split()):
            act, _, day = label.partition("@")
            on = day or f"2023-01-{place + 1:02d}"
            if act == "refiled":
                case = case.record(ChargeFiled(on=on, defendant="A. Doe", charge="new", refiles=str(charge)))
            else:
                case = case.record(event(act, on=on, charge=str(charge)))
    return case


@pytest.mark.parametrize("rule", [rule.name for rule in CHARGE_RULES])
def test_every_rule_for_a_charge_speaks_where_it_should(rule: str) -> None:
    acts, status = OF_A_CHARGE[rule]
    told = brought(acts).at("2023-12-31")["A. Doe"].charge("1")
    assert (headline(told).rule, headline(told).status) == (rule, status)
    assert headline(told).words


@pytest.mark.parametrize("rule", [rule.name for rule in DEFENDANT_RULES])
def test_every_rule_for_a_defendant_speaks_where_it_should(rule: str) -> None:
    charges, status = OF_A_DEFENDANT[rule]
    told = brought(*charges).at().status("A. Doe")
    assert (told.rule, told.status) == (rule, status)
    assert told.words


def test_a_dismissal_reversed_after_the_charge_was_brought_again_leaves_both_pending() -> None:
    case = brought(REFILED).record(event("appeal.decided:reversed_and_remanded", on="2023-06-01"))
    assert case.at().status("A. Doe", "1").rule == "charge-pending"
    assert case.at().status("A. Doe").rule == "a-charge-is-pending"


def test_claims_and_citations_are_told_by_their_phase() -> None:
    case = CaseFile("c").record(ClaimFiled(on="2023-01-01", claim="k", defendants="A. Doe"))
    case = case.record(CitationIssued(on="2023-01-01", defendant="A. Doe", citation="g"))
    state = case.at()["A. Doe"]
    assert headline(state.claim("k")).rule == "phase-is-pending"
    assert headline(state.citation("g")).words == "issued"
    free = case.record(SettlementAgreed(on="2023-02-01", claim="k", defendants="A. Doe", approval="none"))
    assert headline(free.at()["A. Doe"].claim("k")).words == "settlement agreed; no approval is needed"
    agreed = case.record(SettlementAgreed(on="2023-02-01", claim="k", defendants="A. Doe")).at()["A. Doe"]
    assert headline(agreed.claim("k")).words == "settlement agreed; approval is not on record"


def test_a_charge_that_another_in_the_file_carries_on_is_left_to_it() -> None:
    case = brought(f"{COMPLAINT} refiled").record(event("charge.superseded", on="2023-03-01", successors=("new",)))
    ended = case.record(event("verdict.returned:not_guilty", on="2023-05-01", charge="new"))
    assert ended.at().status("A. Doe").rule == "every-charge-acquitted"
