"""The command at any coordinates, and the output of `why`, `diff` and `grid`."""

import json
from pathlib import Path
from typing import Any

import pytest
from commands import run

from casestate import Basis, CaseFile, Source, dump
from casestate.events import (
    ChargeDismissed,
    ChargeFiled,
    CitationIssued,
    ClaimFiled,
    Component,
    PleaAccepted,
    PleaEntered,
    RecordSealed,
    SentenceImposed,
)

COURT = Source("District Court", basis=Basis.RECORD)
WIRE = Source("Wire", basis=Basis.PRESS, published="2023-04-22")
ONE: dict[str, Any] = {"defendant": "Ann Doe", "charge": "1"}
TWO: dict[str, Any] = {"defendant": "Bo Roe", "charge": "1"}


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("COLUMNS", "300")
    case = (
        CaseFile("example")
        .record(ChargeFiled(on="2023-01-31", offense="theft", **ONE), source=COURT, docketed_on="2023-02-01")
        .record(ChargeDismissed(on="2023-04-21", prejudice="without", **ONE), source=WIRE)
        .record(
            ChargeDismissed(on="2023-04-21", prejudice="without", **ONE),
            source=COURT,
            account_of="e2",
            docketed_on="2023-04-24",
        )
        .record(PleaEntered(on="2023-02", plea="not guilty", **ONE), source=COURT, docketed_on="2023-02-20")
        .correct(
            "e1",
            ChargeFiled(on="2023-01-30", offense="theft", **ONE),
            reason="misread the stamp",
            docketed_on="2023-05-01",
        )
        .record(ChargeFiled(on="2023-01-31", **TWO), source=Source("Clerk", basis=Basis.OFFICIAL))
        .record(PleaAccepted(on="2023-02-01", plea="guilty", **TWO))
        .record(SentenceImposed(on="2023-02-02", components=Component(kind="jail", term="6 months"), **TWO))
        .record(RecordSealed(on="2023-06-01", **TWO))
        .record(ClaimFiled(on="2022-02-15", claim="estate", defendants="Ann Doe", claimants="the estate"))
        .record(CitationIssued(on="2022-04-20", defendant="Film LLC", citation="1", penalty=500))
    )
    path = tmp_path / "example.jsonl"
    dump(case, path)
    return str(path)


def said(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    status, out, err = run(capsys, *words, "--json")
    assert status == 0, err
    return json.loads(out)


def test_why_prints_the_entries_with_rule_source_correction_and_accounts(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = run(capsys, "why", file, "ann", "--charge", "1")
    assert status == 0
    for words in (
        "phase of charge 1 of Ann Doe, as of the last entry: dismissed",
        "charge 1 filed: theft",
        "phase: charged",
        "T01 (",
        "corrects e1: misread the stamp",
        "e3 (District Court, record)",
        "outweighs e2 (Wire, press)",
    ):
        assert words in out
    told = said(
        capsys,
        "why",
        file,
        "Ann Doe",
        "--charge",
        "1",
        "--field",
        "refilable",
        "--known-on",
        "2023-04-30",
        "--clock",
        "docket",
    )
    assert (told["value"], told["charge"], told["field"]) == ("yes", "1", "refilable")
    assert [each["entry"]["id"] for each in told["reasons"]] == ["e1", "e3"]
    assert told["reasons"][1]["rule"]["row"]
    assert told["reasons"][0]["moved"]["phase"] == "charged"
    assert told["reasons"][1]["came_in"] == "charged"


def test_why_of_a_claim_a_citation_and_a_defendant(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "why", file, "Ann", "--claim", "estate")["claim"] == "estate"
    assert said(capsys, "why", file, "Film", "--citation", "1", "--field", "penalty")["value"] == "500 USD"
    told = said(capsys, "why", file, "Film")
    assert (told["field"], "charge" in told, "person" in told) == ("status", False, False)
    out = run(capsys, "why", file, "Film", "--field", "release")[1]
    assert "release of Film LLC, as of the last entry: unknown\nno entry says anything of it" in out
    assert run(capsys, "why", file, "Ann", "--charge", "1", "--field", "phrase")[0] == 2


def test_why_prints_findings_and_sentences_in_words(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("why", file, "Bo", "--charge", "1", "--field", "components", "--clearance", "sealed")
    assert said(capsys, *words)["value"] == "jail 6 months"
    case = CaseFile("c").record(ChargeDismissed(on="2023-04-21", prejudice="without", **ONE))
    path = Path(file).with_name("doubtful.jsonl")
    dump(case, path)
    doubt = "[missing-filing] charge 1 of Ann Doe was dismissed"
    assert doubt in run(capsys, "why", str(path), "Ann", "--charge", "1")[1]


def test_diff_prints_each_field_and_whether_it_happened_or_was_learned(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    changes = said(capsys, "diff", file, "--from", "2023-04-20", "--to", "2023-04-21")
    phase = next(each for each in changes if each["field"] == "phase")
    assert (phase["before"], phase["after"], phase["cause"]) == (["charged"], ["dismissed"], "happened")
    assert (phase["defendant"], phase["charge"], phase["entries"]) == ("Ann Doe", "1", ["e3"])
    learned = ("--clock", "docket", "--from-known-on", "2023-04-23", "--to-known-on", "2023-04-24")
    out = run(capsys, "diff", file, "--from", "2023-04-23", "--to", "2023-04-23", *learned)[1]
    assert "learned" in out
    assert "happened" not in out
    days = ("--from", "2023-04-20", "--to", "2023-04-24")
    out = run(
        capsys, "diff", file, *days, "--clock", "docket", "--from-known-on", "2023-04-20", "--to-known-on", "2023-04-24"
    )[1]
    assert "happened and" in out
    case = CaseFile("c").record(ChargeFiled(on="2023-04-21", **ONE), docketed_on="2023-04-21")
    dump(case.retract("e1", reason="another person", docketed_on="2023-05-01"), Path(file).with_name("gone.jsonl"))
    gone = (
        str(Path(file).with_name("gone.jsonl")),
        "--clock",
        "docket",
        "--from-known-on",
        "2023-04-21",
        "--to-known-on",
        "2023-05-01",
    )
    assert "without e1" in run(capsys, "diff", *gone)[1]
    assert run(capsys, "diff", file)[1] == "nothing differs\n"


def test_grid_prints_a_row_for_each_day_and_a_column_for_each_time_of_knowing(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    days = ("--as-of", "2023-01-30,2023-04-21", "--known-on", "2023-01-01, 2023-04-23,2023-04-24", "--clock", "docket")
    told = said(capsys, "grid", file, "Ann", "--charge", "1", *days)
    assert told["cells"] == [[None, ["not charged"], ["not charged"]], [None, ["charged"], ["dismissed"]]]
    out = run(capsys, "grid", file, "Ann", "--charge", "1", *days)[1]
    assert "known 2023-04-23" in out
    assert "dismissed" in out


def test_grid_says_that_entries_have_no_time_on_the_clock(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    days = ("--as-of", "2023-04-21", "--known-on", "2023-04-24", "--clock", "recorded")
    out = run(capsys, "grid", file, "Ann", "--charge", "1", *days)[1]
    assert "known on no day, because they have no time on the clock recorded" in " ".join(out.split())


@pytest.mark.parametrize("words", [("--as-of", "2023-01-30,soon"), ("--as-of", "2023-01")])
def test_grid_refuses_what_is_no_day(file: str, words: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        run(capsys, "grid", file, "Ann", *words, "--known-on", "2023-01-30")
    assert "argument --as-of" in capsys.readouterr().err


def test_show_carries_the_coordinates(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = (
        "show",
        file,
        "--as-of",
        "2023-04-21",
        "--known-on",
        "2023-04-23",
        "--clock",
        "docket",
        "--reading",
        "latest",
    )
    shown = said(capsys, *words, "--according-to", "record,Wire")
    assert shown["coordinates"] == {
        "known_on": "2023-04-23",
        "clock": "docket",
        "according_to": "record,Wire",
        "clearance": "public",
        "reading": "latest",
        "untimed": 1,
    }
    assert shown["defendants"]["Ann Doe"]["state"]["charges"]["1"]["phase"] == "charged"
    out = run(capsys, *words)[1]
    assert (
        "example as of 2023-04-21, as known on 2023-04-23 by the clock docket, each imprecise date at its latest" in out
    )
    assert "3 entries without a time on that clock left out" in out


def test_according_to_takes_a_basis_a_source_or_several(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    def heard(*words: str) -> set[str]:
        shown = said(capsys, "timeline", file, "--clearance", "sealed", *words)
        return {entry["id"] for entry in shown}

    assert heard("--according-to", "record") == {"e3", "e4", "e5"}
    assert heard("--according-to", "Wire") == {"e2"}
    assert heard("--according-to", "Clerk, Wire") == {"e2", "e6"}
    assert heard("--according-to", "official") == {"e3", "e4", "e5", "e6"}
    status, _, err = run(capsys, "timeline", file, "--according-to", "Wireless")
    assert status == 2
    assert "'Wireless' is no basis and no source in this file" in err
    assert "the sources of this file are 'District Court', Wire, unknown" in err
    dump(CaseFile("c"), Path(file).with_name("empty.jsonl"))
    assert (
        "the sources of this file are none"
        in run(capsys, "show", str(Path(file).with_name("empty.jsonl")), "--according-to", "x")[2]
    )


def test_sealed_records_are_in_no_output_and_no_count(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (
        ("show",),
        ("timeline",),
        ("check",),
        ("check", "--json"),
        ("show", "--json"),
        ("diff", "--to", "2023-03-01"),
    ):
        status, out, err = run(capsys, words[0], file, *words[1:])
        assert status == 0
        assert "Bo Roe" not in out + err
    assert run(capsys, "check", file)[2].startswith("5 entries")
    assert run(capsys, "check", file, "--clearance", "sealed")[2].startswith("9 entries")
    status, _, err = run(capsys, "why", file, "Bo", "--charge", "1")
    assert (status, "no defendant in this file is named" in err) == (2, True)
    assert "Clerk" not in run(capsys, "show", file, "--according-to", "Wireless")[2]
    assert "Bo Roe" in run(capsys, "show", file, "--clearance", "sealed")[1]


def test_a_source_whose_name_has_a_comma_is_one_source(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = "First District Court, New Mexico"
    case = CaseFile("c").record(ChargeFiled(on="2023-01-31", **ONE), source=Source(name, basis="record"))
    dump(case.record(ChargeFiled(on="2023-01-31", **TWO), source=WIRE), tmp_path / "c.jsonl")
    status, out, _ = run(capsys, "timeline", str(tmp_path / "c.jsonl"), "--json", "--according-to", name)
    assert (status, [each["id"] for each in json.loads(out)]) == (0, ["e1"])
