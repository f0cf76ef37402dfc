"""Export overwrites no file that it did not write, and the store never."""

import os
from pathlib import Path
from typing import Any

import pytest

from casestate import CaseFile, codec
from casestate.cli import main
from casestate.cli.commands import OK, UNUSABLE
from casestate.events import ChargeFiled, Noted, RecordSealed
from casestate.store import open_store


def filled(address: str, *names: str) -> None:
    with open_store(address) as store:
        for name in names:
            store.create(name)
            store.append(name, CaseFile(name).record(Noted(on="2023", text=name)))


@pytest.mark.parametrize("force", [[], ["--force"]])
@pytest.mark.parametrize("scheme", ["", "sqlite:///"])
def test_a_case_named_like_the_store_does_not_overwrite_it(
    force: list[str], scheme: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    address = f"{scheme}cases.jsonl"
    filled(address, "first", "cases")
    assert main(["export", "--store", address, "--to", ".", *force]) == UNUSABLE
    assert "over what it is read from" in capsys.readouterr().err
    assert not Path("first.jsonl").exists()
    with open_store(address, existing=True) as store:
        store.verify()
        assert store.cases() == ("first", "cases")
    os.symlink("cases.jsonl", "first.jsonl")
    assert main(["export", "first", "--store", address, "--to", ".", *force]) == UNUSABLE
    with open_store(address, existing=True) as store:
        store.verify()


def test_export_replaces_only_case_files_and_only_with_force(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    address, out = str(tmp_path / "cases.db"), tmp_path / "out"
    filled(address, "a", "b")
    export = ["export", "--store", address, "--to", str(out)]
    assert main(export) == OK
    (out / "b.jsonl").unlink()
    before = (out / "a.jsonl").read_bytes()
    with open_store(address) as store:
        store.append("a", store.open_case("a").record(Noted(on="2023", text="later")))
    assert main(export) == UNUSABLE
    assert "a.jsonl is there already, and nothing was written" in capsys.readouterr().err
    assert [path.name for path in out.iterdir()] == ["a.jsonl"]
    assert (out / "a.jsonl").read_bytes() == before
    assert main([*export, "--force"]) == OK
    assert len(codec.load(out / "a.jsonl")) == 2
    for other in (b"mine", b"[1]", b'{"casestate-store": 1}', b"[" * 10_000, b""):
        (out / "a.jsonl").write_bytes(other)
        assert main([*export, "--force"]) == UNUSABLE
        assert "is no case file, and is not replaced" in capsys.readouterr().err
        assert (out / "a.jsonl").read_bytes() == other
    (out / "a.jsonl").unlink()
    (out / "a.jsonl").mkdir()
    assert main([*export, "--force"]) == UNUSABLE
    (out / "a.jsonl").rmdir()
    os.symlink("nowhere", out / "a.jsonl")
    assert main([*export, "--force"]) == UNUSABLE


def test_names_that_differ_only_in_capitals_get_distinct_files(tmp_path: Path) -> None:
    """On some file systems the second case would otherwise overwrite the first."""
    address, out = str(tmp_path / "cases.db"), tmp_path / "out"
    names = ("Rust", "rust", "RUST", "State/A", "state/a", "%52ust", "Other", "État", "état")
    filled(address, *names)
    assert main(["export", "--store", address, "--to", str(out)]) == OK
    files = list(out.iterdir())
    assert len({path.name.casefold() for path in files}) == len(names)
    assert {codec.load(path).id for path in files} == set(names)
    assert {path.name for path in files} >= {"%52ust.jsonl", "rust.jsonl", "Other.jsonl"}


def test_a_case_that_cannot_be_written_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    address, out = str(tmp_path / "cases.db"), tmp_path / "out"
    filled(address, "a")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(codec, "dump", full)
    assert main(["export", "--store", address, "--to", str(out)]) == UNUSABLE
    assert "No space left" in capsys.readouterr().err
    assert list(out.iterdir()) == []


def test_only_public_records_are_exported(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    address, out = str(tmp_path / "cases.db"), tmp_path / "out"
    said: list[dict[str, Any]] = [{"defendant": who, "charge": "1"} for who in ("A. Doe", "B. Roe")]
    doe, roe = said
    case = (
        CaseFile("c")
        .record(ChargeFiled(on="2023", offense="theft", **doe), id="secret")
        .record(RecordSealed(on="2023", **doe))
    )
    case = case.record(ChargeFiled(on="2023", **roe), after="secret", id="shown")
    with open_store(address) as store:
        store.import_history("c", case, create=case.procedure)
    assert main(["export", "c", "--store", address, "--public"]) == OK
    printed = capsysbinary.readouterr().out
    assert b"B. Roe" in printed
    assert not [word for word in (b"Doe", b"theft", b"secret", b"sealed") if word in printed]
    assert main(["export", "--store", address, "--public", "--to", str(out)]) == OK
    assert (out / "c.jsonl").read_bytes() == printed
    with open_store(address) as store:
        store.append("c", store.open_case("c").record(Noted(on="2023", text="not A. Doe"), id="note"))
    capsysbinary.readouterr()
    assert main(["export", "c", "--store", address, "--public"]) == UNUSABLE
    told = capsysbinary.readouterr()
    assert b"note name somebody" in told.err
    assert (told.out, b"Doe" in told.err) == (b"", False)
    assert main(["export", "--store", address, "--public", "--to", str(out), "--force"]) == UNUSABLE
    assert (out / "c.jsonl").read_bytes() == printed
    capsysbinary.readouterr()
    assert main(["export", "c", "--store", address, "--public", "--words-read"]) == OK
    assert b"not A. Doe" in capsysbinary.readouterr().out
