"""Event logs have the structure of OCEL 2.0 and hold the acts of the file."""

import json
from pathlib import Path
from typing import Any

import pytest
from exporting import DOE, ROE
from hypothesis import given
from hypothesis import strategies as st
from strategies import case_files

from casestate import CaseFile, Clearance, exporters, load
from casestate.errors import InvalidQuestion
from casestate.events import ChargeFiled, MotionFiled, Noted

jsonschema = pytest.importorskip("jsonschema")
HERE = Path(__file__).parent
SCHEMA = json.loads((HERE / "ocel20.schema.json").read_text(encoding="utf-8"))
RUST = load(HERE.parents[1] / "examples" / "rust" / "case.jsonl")


def check(log: dict[str, Any]) -> None:
    """Check the structure, and what no schema says: names are declared once, and relations lead to objects."""
    jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(log)
    ids = [each["id"] for each in (*log["objects"], *log["events"])]
    assert len(set(ids)) == len(ids)
    objects = {each["id"] for each in log["objects"]}
    for types, things in (("objectTypes", "objects"), ("eventTypes", "events")):
        declared = {each["name"]: [a["name"] for a in each["attributes"]] for each in log[types]}
        assert len(declared) == len(log[types])
        assert all(len(set(names)) == len(names) for names in declared.values())
        for thing in log[things]:
            assert {each["name"] for each in thing["attributes"]} <= set(declared[thing["type"]])
            related = [each["objectId"] for each in thing["relationships"]]
            assert set(related) <= objects
            assert len(set(related)) == len(related)
    times = [each["time"] for each in log["events"]]
    assert times == sorted(times)


@pytest.mark.parametrize("cases", [[DOE, ROE], RUST, [RUST, DOE], []])
def test_the_structure_is_that_of_the_standard(cases: Any) -> None:
    log = exporters.ocel(cases)
    check(log)
    assert json.loads(exporters.ocel_text(log)) == log


@given(case_files(), st.sampled_from(Clearance))
def test_every_view_has_the_structure(case: CaseFile, clearance: Clearance) -> None:
    check(exporters.ocel({"drawn": case.at(clearance=clearance)}))


def test_each_act_is_an_event_and_no_statement_is() -> None:
    log = exporters.ocel(DOE)
    assert [(each["id"], each["type"], each["time"][:10]) for each in log["events"]] == [
        ("doe/e1", "charge.filed", "2023-01-31"),
        ("doe/e2", "charge.filed", "2023-01-31"),
        ("doe/e4", "plea.accepted", "2023-02-01"),
        ("doe/e5", "charge.dismissed", "2023-02-01"),
        ("doe/e6", "sentence.imposed", "2023-03-01"),
    ]
    filed = log["events"][0]
    assert {each["name"]: each["value"] for each in filed["attributes"]} == {
        "on": "2023-01-31",
        "source": "unknown",
        "basis": "unknown",
        "offense": "theft",
        "grade": "felony",
    }
    assert [(each["objectId"], each["qualifier"]) for each in filed["relationships"]] == [
        ("case/doe", "case"),
        ("defendant/doe/A. Doe", "defendant"),
        ("charge/doe/A. Doe/1", "charge"),
        ("proceeding/doe/D-101", "proceeding"),
    ]
    dismissed = {each["name"]: each["value"] for each in log["events"][3]["attributes"]}
    assert (dismissed["on"], dismissed["prejudice"]) == ("2023-02", "with")
    sentence = {each["name"]: each["value"] for each in log["events"][4]["attributes"]}
    assert [part["kind"] for part in json.loads(sentence["components"])] == ["jail", "fine"]


def test_an_object_has_its_name_its_phases_and_what_it_belongs_to() -> None:
    (charge,) = [each for each in exporters.ocel(DOE)["objects"] if each["id"] == "charge/doe/A. Doe/1"]
    assert [(each["name"], each["value"], each["time"][:10]) for each in charge["attributes"]] == [
        ("name", "1", "1970-01-01"),
        ("phase", "charged", "2023-01-31"),
        ("phase", "found_guilty", "2023-02-01"),
        ("phase", "judged", "2023-03-01"),
    ]
    assert [(each["objectId"], each["qualifier"]) for each in charge["relationships"]] == [
        ("defendant/doe/A. Doe", "of"),
        ("proceeding/doe/D-101", "in"),
    ]


def test_ids_keep_names_with_slashes_apart() -> None:
    def filed(defendant: str, charge: str) -> ChargeFiled:
        return ChargeFiled(on="2023", defendant=defendant, charge=charge)

    log = exporters.ocel(
        CaseFile("a/b").record(filed("x/1", "2")).record(filed("x", "1/2")).record(filed("x%2F1", "2"))
    )
    check(log)
    assert len([each for each in log["objects"] if each["type"] == "charge"]) == 3


def test_each_case_is_in_a_log_once() -> None:
    with pytest.raises(InvalidQuestion, match="two cases have the name 'doe'"):
        exporters.ocel([DOE, CaseFile("doe")])


def test_an_act_stands_at_the_one_bound_that_it_has_and_without_any_is_left_out() -> None:
    one: dict[str, Any] = {"defendant": "A. Doe", "charge": "1"}
    case = (
        CaseFile("c")
        .record(ChargeFiled(on="[..2023-03-01]", **one))
        .record(Noted(on="[..]", text="undated"))
        .record(MotionFiled(on="[2023-04-01..]", motion="m", by="defendant", seeks="dismissal"))
    )
    log = exporters.Log()
    log.add("c", case.at())
    fields = log.fields()
    check(fields)
    assert [(each["type"], each["time"][:10]) for each in fields["events"]] == [
        ("charge.filed", "2023-03-01"),
        ("motion.filed", "2023-04-01"),
    ]
    assert log.undated == [("c", "e2")]
    (motion,) = [each for each in fields["objects"] if each["type"] == "motion"]
    assert motion["relationships"] == [{"objectId": "case/c", "qualifier": "of"}]


def test_links_bound_the_day_of_an_act_without_one() -> None:
    one: dict[str, Any] = {"defendant": "A. Doe", "charge": "1"}
    case = (
        CaseFile("c")
        .record(MotionFiled(on="[..]", motion="m", by="defendant", seeks="dismissal"), id="before")
        .record(ChargeFiled(on="2023-02-15", **one), id="filed", after="before")
        .record(Noted(on="[..]", text="undated"), id="after", after="filed")
        .record(Noted(on="[2023-01..2023-06]", text="vague"), id="vague", after="filed")
        .record(Noted(on="[..2023-01]", text="early"), id="early", after="filed")
    )
    log = exporters.ocel({"c": case.at()})
    check(log)
    assert {each["id"]: each["time"][:10] for each in log["events"]} == {
        "c/early": "2023-01-31",
        "c/before": "2023-02-15",
        "c/filed": "2023-02-15",
        "c/after": "2023-02-15",
        "c/vague": "2023-02-15",
    }


def test_what_is_sealed_is_not_in_the_log(tmp_path: Path) -> None:
    assert exporters.write_ocel(ROE, tmp_path / "log.json") == 1
    text = (tmp_path / "log.json").read_text(encoding="utf-8")
    assert "Poe" not in text
    assert "arson" not in text
    assert exporters.write_ocel({"roe": ROE.at(clearance="sealed")}, tmp_path / "log.json") == 3
