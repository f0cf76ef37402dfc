"""Odyssey registers: each charge's final disposition is what the register states, and what is not read is listed."""

from copy import deepcopy
from json import loads
from pathlib import Path
from typing import Any

import pytest

from casestate.errors import InvalidTable
from casestate.events import ChargeFiled, DeferralRevoked, Noted
from casestate.importers import odyssey

PATH = Path(__file__).parent / "samples" / "register.json"
REGISTER = loads(PATH.read_text(encoding="utf-8"))
WHO = "Example, Dana"


def ends(*details: tuple[str, str, str, list[str]], **more: Any) -> tuple[str, str, list[str]]:
    """The phase and disposition of a charge after lines of event, day, outcome and terms, and the codes of remarks."""
    given = deepcopy(REGISTER) | more
    given["Charge Information"] = REGISTER["Charge Information"][:1]
    given["Disposition Information"] = [
        {"date": day, "event": event, "details": [{"charge": "1. X", "outcome": outcome, "additional_info": terms}]}
        for event, day, outcome, terms in details
    ]
    [(case, remarks)] = odyssey.read(given)
    state = case.at().charge(WHO, "1")
    return state.phase.value, state.disposition.value, [each.code for each in remarks]


def test_each_charge_ends_as_the_register_states() -> None:
    [(case, _)] = odyssey.read(PATH)
    assert case.id == "example CR-19-0001-A"
    found = {row["key"]: (row["phase"], row["disposition"]) for row in case.at().records()}
    assert found == {
        "1": ("judged", "none"),
        "2": ("dismissed", "dismissed_unspecified"),
        "3": ("charged", "none"),
        "4": ("judged", "convicted_by_plea"),
    }
    assert case.at().charge(WHO, "1").is_conviction().name == "YES"
    assert case.at("2019-06-03").charge(WHO, "1").phase.value == "deferred"
    assert case.at("2019-06-03").charge(WHO, "1").is_conviction().name == "NO"


def test_each_statement_that_is_not_read_is_listed() -> None:
    [(case, remarks)] = odyssey.read(REGISTER)
    assert [(f.code, f.charge, f.message.partition(": ")[2]) for f in remarks] == [
        ("unmapped", "3", "outcome 'Considered in Sentencing' is in no table of the layout; the row is kept as a note"),
        ("unmapped", "1", "no phrase reads 'Credit 200 days'; it is kept as a part of the sentence in its own words"),
    ]
    assert isinstance(case[remarks[0].entries[0]].event, Noted)


def test_the_filing_has_the_day_of_the_case_and_the_offence_its_own() -> None:
    [(case, _)] = odyssey.read(REGISTER)
    filed = next(iter(case)).event
    assert isinstance(filed, ChargeFiled)
    assert (str(filed.on), str(filed.offense_on), filed.grade, filed.severity.value) == (
        "2019-02-04",
        "2019-01-20",
        "Second Degree Felony",
        "felony",
    )


def test_terms_stand_with_the_deferral_or_sentence_that_they_belong_to() -> None:
    [(case, _)] = odyssey.read(REGISTER)
    deferred = case.at("2019-06-03").charge(WHO, "1").deferrals[0].event
    assert [(part.kind.value, str(part.term or part.hours)) for part in deferred.components] == [  # type: ignore[attr-defined]
        ("probation", "18 months"),
        ("community_service", "30"),
    ]
    sentence = case.at().charge(WHO, "4").components
    assert sentence is not None
    assert [(part.kind.value, str(part.term)) for part in sentence] == [("jail", "30 days")]
    (revoked,) = [e for e in case if isinstance(e.event, DeferralRevoked)]
    assert str(revoked.event.on) == "2021-11-04"


def test_no_personal_data_is_kept() -> None:
    [(case, _)] = odyssey.read(REGISTER)
    for words in ("Main Street", "DOB", "White", "Female", "TX00000000", "Counsel"):
        assert words not in str(list(case))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([("Disposition", "03/01/2019", "CONVICTED", [])],
         ("found_guilty", "convicted_by_verdict", ["conviction-means-untold"])),
        ([("Plea", "03/01/2019", "Not Guilty", []), ("Disposition", "03/02/2019", "Guilty by Jury", [])],
         ("found_guilty", "convicted_by_verdict", [])),
        ([("Plea", "03/03/2019", "Guilty", []), ("Disposition", "03/02/2019", "Guilty", [])],
         ("found_guilty", "convicted_by_verdict", ["conviction-means-untold"])),
        ([("Disposition", "03/01/2019", "Not Guilty", [])], ("acquitted", "acquitted", [])),
        ([("Disposition", "03/01/2019", "Dismissed with Prejudice", [])], ("barred", "dismissed_with_prejudice", [])),
        ([("Disposition", "03/01/2019", "Nolle Prosequi", [])], ("dismissed", "dismissed_unspecified", [])),
        ([("Disposition", "03/01/2019", "No Bill", [])], ("dismissed", "no_bill", [])),
        ([("Disposition", "", "Dismissed", [])], ("dismissed", "dismissed_unspecified", ["undated-row"])),
        ([("Disposition", "13/45/2019", "Dismissed", [])], ("dismissed", "dismissed_unspecified", ["unreadable-date"])),
        ([("Hearing", "03/01/2019", "Reset", [])], ("charged", "none", ["unmapped"])),
        ([("", "03/01/2019", "", [])], ("charged", "none", ["unmapped"])),
        ([("Plea", "03/01/2019", "Stood silent", [])], ("charged", "none", ["unmapped"])),
    ],
)  # fmt: skip
def test_outcomes(lines: list[tuple[str, str, str, list[str]]], expected: tuple[str, str, list[str]]) -> None:
    assert ends(*lines) == expected


def test_a_second_sentence_replaces_the_first_and_a_place_may_have_no_length() -> None:
    lines: list[tuple[str, str, str, list[str]]] = [
        ("Plea", "03/01/2019", "Guilty", []),
        ("Disposition", "03/01/2019", "Guilty", []),
        ("Sentence", "03/02/2019", "", ["5 days jail"]),
        ("Amended Sentence", "03/09/2019", "CSCD", []),
    ]
    assert ends(*lines) == ("judged", "convicted_by_plea", ["second-of-its-kind"])


def test_one_text_of_terms_and_a_label_without_a_number_are_taken() -> None:
    given = deepcopy(REGISTER)
    detail: dict[str, Any] = {"charge": "RESISTING ARREST", "outcome": "Convicted", "additional_info": "5 days jail"}
    given["Disposition Information"] = [{"date": "03/01/2019", "event": "Disposition", "details": [detail]}]
    [(case, _)] = odyssey.read([given])
    assert "RESISTING ARREST" in case.at()[WHO].charges


@pytest.mark.parametrize("given", [{}, {"Case Metadata": {}}, {"Case Metadata": "x"}, 5, [5]])
def test_what_is_no_register_is_refused(given: Any) -> None:
    with pytest.raises(InvalidTable):
        list(odyssey.read(given))


def test_a_register_without_parts_is_a_case_without_charges() -> None:
    assert list(odyssey.read({"Case Metadata": {"code": "X"}})) == []


@pytest.mark.parametrize("part", ["Case Details", "Charge Information", "Disposition Information"])
@pytest.mark.parametrize("shape", ["x", [None], 3])
def test_a_part_in_another_shape_is_told_by_its_name(part: str, shape: Any) -> None:
    with pytest.raises(InvalidTable, match=rf"^{part} is to be a "):
        list(odyssey.read(REGISTER | {part: shape}))


def test_terms_that_are_no_text_are_kept() -> None:
    assert ends(("Jail", "06/03/2019", "County Jail", 30)) == ends(("Jail", "06/03/2019", "County Jail", ["30"]))  # type: ignore[arg-type]


def test_the_part_about_the_defendant_may_be_spelled_either_way() -> None:
    told = {name: part for name, part in REGISTER.items() if name != "Defendent Information"}
    for name in ("Defendent Information", "Defendant Information"):
        [(case, _)] = odyssey.read({**told, name: {"defendant": WHO}})
        assert case.defendants == (WHO,)
    [(case, _)] = odyssey.read(told)
    assert case.defendants == ()
