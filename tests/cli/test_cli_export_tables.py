"""Tables and logs from the command line are public unless requested otherwise, and replace only their own files."""

import csv
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from commands import run
from exporting import DOE, ROE

from casestate import CaseFile, codec, exporters
from casestate.cli import main
from casestate.cli.commands import OK, UNUSABLE
from casestate.events import ChargeFiled, Noted, RecordSealed
from casestate.store import open_store

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def address(tmp_path: Path) -> str:
    path = str(tmp_path / "cases.db")
    with open_store(path) as store:
        for case in (DOE, ROE):
            store.import_history(case.id, case, create=case.procedure)
    return path


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_tables_of_a_store_are_printed(address: str, capsys: Captured) -> None:
    status, printed, _ = run(capsys, "export", "--as", "states", "--store", address)
    assert status == OK
    assert [(row["case"], row["defendant"], row["offense"]) for row in rows(printed)] == [
        ("doe", "A. Doe", "theft"),
        ("doe", "A. Doe", "'=HYPERLINK(1)"),
        ("roe", "B. Roe", "fraud"),
    ]
    _, printed, _ = run(
        capsys, "export", "--as", "states", "--store", address, "--clearance", "sealed", "--keep-formulas"
    )
    assert [row["offense"] for row in rows(printed)] == ["theft", "=HYPERLINK(1)", "fraud", "arson"]
    _, printed, _ = run(capsys, "export", "doe", "--as", "spells", "--field", "plea", "--store", address)
    assert [row["value"] for row in rows(printed) if row["key"] == "1"] == ["none", "guilty"]
    _, printed, _ = run(capsys, "export", "--as", "niem", "--store", address, "--as-of", "2023-01-31")
    assert {row["j:Charge/j:ChargeStatus/nc:StatusText"] for row in rows(printed)} == {"charged"}


def test_case_files_are_read_without_a_store(tmp_path: Path, capsys: Captured) -> None:
    paths = [str(tmp_path / f"{case.id}.jsonl") for case in (DOE, ROE)]
    for case, path in zip((DOE, ROE), paths, strict=True):
        codec.dump(case, path)
    log = tmp_path / "log.json"
    status, printed, _ = run(capsys, "export", *paths, "--as", "ocel", "--to", str(log))
    assert (status, printed) == (OK, f"6 events of 2 cases written to {log}\n")
    assert json.loads(log.read_text(encoding="utf-8")) == exporters.ocel([DOE, ROE])
    status, printed, _ = run(capsys, "export", paths[1], "--public")
    assert (status, codec.loads(printed)) == (OK, ROE.public())
    status, _, error = run(capsys, "export", *paths, "--to", str(tmp_path), "--force")
    assert (status, "over what it is read from" in error) == (UNUSABLE, True)
    codec.dump(DOE, tmp_path / "again.jsonl")
    status, _, error = run(capsys, "export", paths[0], str(tmp_path / "again.jsonl"), "--as", "states")
    assert (status, "two files hold a case 'doe'" in error) == (UNUSABLE, True)
    status, printed, error = run(capsys, "export", str(tmp_path / "missing.jsonl"), paths[0], "--as", "states")
    assert (status, len(rows(printed)), "missing.jsonl" in error) == (UNUSABLE, 2, True)
    status, _, error = run(capsys, "export", "--as", "states")
    assert (status, "needs a FILE to read, or --store" in error) == (UNUSABLE, True)


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(codec.dumps(DOE).encode())))
    status, printed, _ = run(capsys, "export", "-", "--as", "states")
    assert (status, len(rows(printed))) == (OK, 2)


@pytest.mark.parametrize(
    ("form", "name"), [("spells", "t.csv"), ("states", "t.csv"), ("niem", "t.csv"), ("ocel", "t.json")]
)
def test_export_replaces_only_files_of_the_same_form_and_only_with_force(
    form: str, name: str, address: str, tmp_path: Path, capsys: Captured
) -> None:
    path = tmp_path / name
    export = ["export", "--store", address, "--to", str(path), "--as"]
    assert main([*export, form]) == OK
    made = path.read_bytes()
    capsys.readouterr()
    assert main([*export, form]) == UNUSABLE
    assert "is there already, and nothing was written" in capsys.readouterr().err
    assert main([*export, form, "--force"]) == OK
    assert path.read_bytes() == made
    for other in (b"mine", b"", made[:10]):
        path.write_bytes(other)
        capsys.readouterr()
        assert main([*export, form, "--force"]) == UNUSABLE
        assert f"was not written as {form}, and is not replaced" in capsys.readouterr().err
        assert path.read_bytes() == other
    path.unlink()
    path.mkdir()
    assert main([*export, form, "--force"]) == UNUSABLE


def test_parquet_is_replaced_only_by_parquet(address: str, tmp_path: Path, capsys: Captured) -> None:
    path = str(tmp_path / "t.parquet")
    export = ["export", "--store", address, "--to", path, "--force", "--as"]
    assert main([*export, "states"]) == OK
    assert main([*export, "states"]) == OK
    assert main([*export, "spells"]) == UNUSABLE
    assert "was not written as spells" in capsys.readouterr().err


def test_the_store_is_never_written_over(tmp_path: Path, capsys: Captured) -> None:
    address = str(tmp_path / "cases.csv")
    with open_store(f"sqlite:///{address}") as store:
        store.import_history("doe", DOE, create=DOE.procedure)
    status, _, error = run(
        capsys, "export", "--store", f"sqlite:///{address}", "--as", "states", "--to", address, "--force"
    )
    assert (status, "is what the cases are read from" in error) == (UNUSABLE, True)
    with open_store(f"sqlite:///{address}", existing=True) as store:
        store.verify()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--as", "states", "--field", "plea"], "--field is for --as spells"),
        (["--as", "ocel", "--keep-formulas"], "--keep-formulas is for CSV"),
        (["--as", "states", "--public"], "--public is for --as case"),
        (["doe", "--as-of", "2023-02-01"], "--as-of is for --as states"),
        (["doe", "--keep-formulas"], "--keep-formulas is for --as states"),
        (["--as", "states", "--to", "t.xlsx"], "ends in .csv or .parquet"),
        (["--as", "ocel", "--to", "t.csv"], "ends in .json or .jsonocel"),
    ],
)
def test_options_of_other_forms_are_refused(words: list[str], said: str, address: str, capsys: Captured) -> None:
    status, printed, error = run(capsys, "export", *words, "--store", address)
    assert (status, printed) == (UNUSABLE, "")
    assert said in error


def test_a_case_that_names_somebody_hidden_is_passed_over_and_named(address: str, capsys: Captured) -> None:
    hidden: dict[str, Any] = {"defendant": "C. Poe", "charge": "1"}
    case = CaseFile("poe").record(ChargeFiled(on="2023", **hidden)).record(RecordSealed(on="2023-06", **hidden))
    case = case.record(Noted(on="2023", text="not C. Poe"))
    with open_store(address) as store:
        store.import_history("poe", case, create=case.procedure)
    for form, length in (("states", 4), ("ocel", None)):
        status, printed, error = run(capsys, "export", "--as", form, "--store", address)
        assert status == UNUSABLE
        assert "casestate: poe: in their words or ids, e3 name somebody" in error
        assert length in (None, len(printed.splitlines()))
        assert ("fraud" in printed, "not C. Poe" in printed) == (True, False)
    status, printed, _ = run(capsys, "export", "--as", "ocel", "--store", address, "--words-read")
    assert (status, "not C. Poe" in printed) == (OK, True)


def test_acts_without_a_date_are_named_on_the_error_output(tmp_path: Path, capsys: Captured) -> None:
    path = str(tmp_path / "c.jsonl")
    codec.dump(CaseFile("c").record(ChargeFiled(on="[..]", defendant="A. Doe", charge="1")), path)
    status, printed, error = run(capsys, "export", path, "--as", "ocel")
    assert (status, json.loads(printed)["events"]) == (OK, [])
    assert error == "casestate: c: e1 has no date, and is not in the log\n"


def test_a_terminal_shows_control_characters_escaped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    path = str(tmp_path / "c.jsonl")
    offense = "a\x1b[31mb"
    codec.dump(CaseFile("c").record(ChargeFiled(on="2023", defendant="A. Doe", charge="1", offense=offense)), path)
    assert offense in run(capsys, "export", path, "--as", "states")[1]
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    _, printed, _ = run(capsys, "export", path, "--as", "states")
    assert "\x1b" not in printed
    assert len(printed.splitlines()) == 2
