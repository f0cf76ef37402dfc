"""Records under the names of NIEM."""

import csv
from pathlib import Path

from exporting import DOE, ROE

from casestate import load
from casestate.exporters import ELEMENTS, NIEM, niem_records, write_niem
from casestate.records import COLUMNS

RUST = load(Path(__file__).parents[2] / "examples" / "rust" / "case.jsonl")


def test_each_element_takes_a_column_of_a_record() -> None:
    assert set(ELEMENTS) - {"case"} <= set(COLUMNS)
    assert list(NIEM) == [*ELEMENTS.values(), "undecided"]
    assert len(set(ELEMENTS.values())) == len(ELEMENTS)


def test_charges_are_recorded_and_claims_and_citations_are_not() -> None:
    records = list(niem_records(RUST))
    charges = [row for row in RUST.at().records() if row["kind"] == "charge"]
    assert [record[ELEMENTS["key"]] for record in records] == [row["key"] for row in charges]
    assert all(tuple(record) == tuple(NIEM) for record in records)


def test_the_sentence_is_in_words_and_what_has_not_come_is_left_out() -> None:
    first, _, third = niem_records([DOE, ROE])
    assert first["j:Charge/j:ChargeSentence/j:SentenceImposedText"] == "jail 1 year; fine 500 USD"
    assert first["j:Charge/j:ChargeVerdict/j:VerdictDescriptionText"] == "guilty"
    assert first["j:Charge/j:ChargePlea/j:PleaDescriptionText"] == "guilty"
    outcome = ("sentence_parts", "found", "disposition", "disposed", "plea", "proceeding")
    assert [third[ELEMENTS[name]] for name in outcome[:-1]] == [None] * 5
    assert third["nc:Case/nc:CaseTrackingID"] == "roe"


def test_columns_that_dates_leave_open_are_named_by_their_elements() -> None:
    _, second = niem_records({"doe": DOE.at("2023-02-10")})
    assert second["j:Charge/j:ChargeStatus/nc:StatusText"] is None
    named = str(second["undecided"]).split(", ")
    assert "j:Charge/j:ChargeStatus/nc:StatusText" in named
    assert set(named) <= set(NIEM)


def test_a_file_has_the_elements_as_its_heading(tmp_path: Path) -> None:
    assert write_niem(DOE, tmp_path / "niem.csv", escape_formulas=False) == 2
    with (tmp_path / "niem.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[1]["j:Charge/j:ChargeDescriptionText"] == "=HYPERLINK(1)"
