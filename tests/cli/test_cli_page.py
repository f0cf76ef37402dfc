"""The command that writes a page."""

from pathlib import Path

import pytest
from commands import run
from pages import Page
from printed import DOE, ROE

from casestate import CaseFile, dump
from casestate.events import ChargeFiled, RecordSealed
from casestate.store import open_store


@pytest.fixture
def case() -> CaseFile:
    case = CaseFile("example").record(ChargeFiled(on="2023-01-10", defendant=DOE, charge="1"))
    case = case.record(ChargeFiled(on="2023-01-10", defendant=ROE, charge="1"))
    return case.record(RecordSealed(on="2023-02-10", defendant=ROE, charge="1"))


@pytest.fixture
def file(case: CaseFile, tmp_path: Path) -> str:
    path = tmp_path / "example.jsonl"
    dump(case, path)
    return str(path)


def test_it_is_printed(case: CaseFile, file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "page", file) == (0, case.to_html(), "")


def test_it_is_written_and_written_again(
    case: CaseFile, file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    to = tmp_path / "page.html"
    status, out, err = run(capsys, "page", file, "-o", str(to))
    assert (status, out) == (0, "")
    assert err.startswith(f"casestate: {to}: ")
    assert err.endswith(" kB, public records only\n")
    assert to.read_text(encoding="utf-8") == case.to_html()
    status, _, err = run(capsys, "page", file, "-o", str(to), "--clearance", "sealed")
    assert (status, err.partition(" kB, ")[2]) == (0, "sealed records included\n")
    assert to.read_text(encoding="utf-8") == case.to_html(clearance="sealed")
    assert [each.name for each in tmp_path.iterdir() if each.suffix != ".jsonl"] == ["page.html"]


def test_only_a_page_is_replaced_by_a_page(file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = Path(file).read_bytes()
    status, _, err = run(capsys, "page", file, "-o", file)
    assert (status, Path(file).read_bytes()) == (2, before)
    assert "is there already and is no page of this command" in err
    assert run(capsys, "page", file, "-o", str(tmp_path))[0] == 2


def test_it_may_be_of_some_defendants(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    named = Page(run(capsys, "page", file, "--clearance", "sealed", "--defendant", "roe")[1]).names
    assert list(named) == [f"{ROE}, charge 1"]
    assert run(capsys, "page", file, "--defendant", "roe")[0] == 2


def test_it_may_be_of_a_case_in_a_store(case: CaseFile, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    address = str(tmp_path / "cases.sqlite")
    with open_store(address) as store:
        store.create(case.id)
        store.append(case.id, case.entries)
    assert run(capsys, "page", "example", "--store", address) == (0, case.to_html(), "")
