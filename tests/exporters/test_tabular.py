"""States and spells as rows, Arrow tables and files, and back by way of other software."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from exporting import DOE, ROE

from casestate import CaseFile, CasestateError, exporters, load, records
from casestate.errors import InvalidQuestion
from casestate.events import ChargeFiled, ClaimFiled, SettlementAgreed, SettlementTerm

RUST = load(Path(__file__).parents[2] / "examples" / "rust" / "case.jsonl")
TYPES = {str: str, bool: bool, int: int, date: date}


def fits(value: Any, type_: Any) -> bool:
    if isinstance(type_, dict):
        return all(
            part.keys() == type_.keys() and all(fits(part[each], type_[each]) for each in part) for part in value
        )
    return value is None or type(value) is type_


@pytest.mark.parametrize("name", ["states", "spells"])
def test_rows_have_the_columns_and_types_that_are_declared(name: str) -> None:
    claim: dict[str, Any] = {"claim": "c", "defendants": "A. Doe"}
    settled = (
        CaseFile("civil")
        .record(ClaimFiled(on="2023", **claim))
        .record(SettlementAgreed(on="2023-03", terms=SettlementTerm(kind="payment", amount="10 USD"), **claim))
    )
    rows = list(getattr(exporters, name)([DOE, ROE, RUST, settled]))
    types = getattr(exporters, name.upper())
    assert len(rows) > 20
    for row in rows:
        assert list(row) == list(types)
        assert all(fits(row[column], types[column]) for column in row), row
    assert {row["case"] for row in rows} == {"doe", "roe", "rust", "civil"}


def test_the_states_are_those_of_the_view_and_the_spells_too() -> None:
    view = DOE.at("2023-02-10")
    assert [{"case": "x", **row} for row in view.records()] == list(exporters.states({"x": view}))
    assert [{"case": "", **row} for row in view.spells_table("plea")] == list(exporters.spells(view, "plea"))
    assert list(exporters.states([("x", view)])) == list(exporters.states({"x": view}))


def test_what_is_sealed_is_exported_only_where_it_is_asked_for() -> None:
    assert [row["defendant"] for row in exporters.states(ROE)] == ["B. Roe"]
    assert [row["defendant"] for row in exporters.states({"roe": ROE.at(clearance="sealed")})] == ["B. Roe", "C. Poe"]


@pytest.mark.parametrize("given", [5, [5], {"x": DOE}, ["doe"], [("doe", DOE)]])
def test_what_is_no_case_is_refused(given: Any) -> None:
    with pytest.raises(InvalidQuestion, match="an exporter takes case files, or views under the names of their cases"):
        list(exporters.states(given))


def test_a_field_that_nothing_has_is_refused_before_any_case_is_read() -> None:
    with pytest.raises(InvalidQuestion, match="no charge, claim or citation has a field 'phaze'"):
        list(exporters.spells([], "phaze"))


def test_csv_holds_dates_booleans_and_parts(tmp_path: Path) -> None:
    assert exporters.write_states([DOE, ROE], tmp_path / "states.csv") == 3
    with (tmp_path / "states.csv").open(encoding="utf-8", newline="") as file:
        first, second, third = csv.DictReader(file)
    assert list(first) == ["case", *records.COLUMNS]
    assert (first["case"], first["open"], first["sentenced"]) == ("doe", "false", "2023-03-01")
    assert [part["words"] for part in json.loads(first["sentence_parts"])] == ["jail 1 year", "fine 500 USD"]
    assert (second["offense"], exporters.unescape_formula(second["offense"])) == ("'=HYPERLINK(1)", "=HYPERLINK(1)")
    assert third["disposed"] == ""
    assert exporters.write_spells(DOE, tmp_path / "spells.csv") == 7
    with (tmp_path / "spells.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["value"] for row in rows if row["key"] == "2"] == ["not_charged", "charged", "barred"]
    assert (rows[1]["certain"], rows[1]["start_earliest"], rows[0]["start_earliest"]) == ("true", "2023-01-31", "")


def test_a_file_that_ends_otherwise_is_refused_and_an_old_one_stays_where_writing_fails(tmp_path: Path) -> None:
    with pytest.raises(InvalidQuestion, match=r"ends in \.csv or"):
        exporters.write_states(DOE, tmp_path / "states.xlsx")
    path = tmp_path / "states.csv"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(InvalidQuestion):
        exporters.write_states([DOE, 5], path)  # type: ignore[list-item]  # this is what is refused
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_without_pyarrow_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(CasestateError, match=r"pip install 'casestate\[arrow\]'"):
        exporters.states_table(DOE)
    with pytest.raises(CasestateError, match="or write CSV"):
        exporters.write_spells(DOE, tmp_path / "spells.parquet")
    assert list(tmp_path.iterdir()) == []


def test_a_case_file_is_written_back(tmp_path: Path) -> None:
    path = tmp_path / "roe.jsonl"
    assert exporters.write_case(ROE, path) == 1
    assert "Poe" not in path.read_text(encoding="utf-8")
    assert load(path).at().records() == ROE.at().records()
    assert exporters.write_case(ROE, path, clearance="sealed") == 3
    assert load(path) == ROE


def test_of_no_case_there_is_a_heading_alone(tmp_path: Path) -> None:
    assert exporters.write_spells([], tmp_path / "spells.csv") == 0
    assert (tmp_path / "spells.csv").read_text(encoding="utf-8") == f"case,{','.join(records.SPELL_COLUMNS)}\n"


def test_a_charge_that_was_only_spoken_of_has_a_row() -> None:
    case = CaseFile("c").record(ChargeFiled(on="2023", defendant="É. Ña", charge="1"))
    assert [row["defendant"] for row in exporters.states(case)] == ["É. Ña"]
