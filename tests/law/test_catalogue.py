"""The catalogue of findings: every code is explained, raised by its smallest file, and worded as it says."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import attrs
import pytest

import casestate
from casestate import GENERIC, CaseFile, Entry, Procedure, Severity, View, dump, load
from casestate.cli import main
from casestate.events import ChargeDismissed, ChargeFiled, PleaAccepted, TrialBegan
from casestate.law import PROCEDURES
from casestate.law.catalogue import catalogue
from casestate.law.tables.criminal import CHARGE
from casestate.state import Phase

CASES = Path(__file__).parent / "findings"
SOURCES = Path(casestate.__file__).parent
TOLD = catalogue()
CODES = sorted(TOLD)
UNDER = {"not-in-this-procedure": GENERIC.derive("elsewhere", without=["T58"])}
"""The procedures of cases that no procedure shipped raises."""
AS_OF = {"too-many-possibilities": "2023-06-15"}


def seen(code: str) -> View:
    case = load(CASES / f"{code}.jsonl")
    if code in UNDER:
        case = CaseFile(case.id, entries=case.entries, procedure=UNDER[code])
    return case.at(AS_OF.get(code))


@pytest.mark.parametrize("code", CODES)
def test_the_smallest_file_raises_its_code_in_these_words(code: str) -> None:
    told = TOLD[code]
    found = [finding for finding in seen(code).findings if finding.code == code]
    assert len(found) == 1, code
    assert f"{found[0].message}\nremedy: {found[0].remedy}\n" == (CASES / f"{code}.txt").read_text(encoding="utf-8")
    assert found[0].severity is told.severity
    assert found[0].remedy in told.remedy


def without(out: Entry, case: CaseFile) -> list[Entry]:
    """The entries but one and those that are nothing without it: linked after it, accounts and revisions of it."""
    gone = {out.id}
    for entry in case:
        if not gone.isdisjoint((*entry.after, entry.account_of, entry.revises and entry.revises.entry)):
            gone.add(entry.id)
    return [entry for entry in case if entry.id not in gone]


@pytest.mark.parametrize("code", CODES)
def test_no_entry_of_a_smallest_file_can_be_left_out(code: str) -> None:
    """Without any one of them the code goes, or another one comes, such as a filing that is missing."""
    whole = load(CASES / f"{code}.jsonl")
    every = {finding.code for finding in seen(code).findings}
    alike = {(type(entry.event), entry.event.on): entry for entry in whole}  # of entries alike one stands for all
    for out in alike.values():
        case = CaseFile(code, entries=without(out, whole), procedure=UNDER.get(code, whole.procedure))
        left = {finding.code for finding in case.at(AS_OF.get(code)).findings}
        assert code not in left or left - every, (out.id, code)


def test_cases_and_catalogue_name_the_same_codes() -> None:
    assert {path.stem for path in CASES.glob("*.jsonl")} == {path.stem for path in CASES.glob("*.txt")} == set(CODES)


def calls(name: str) -> set[str]:
    """The files of the library that call a function or class, by their path in it."""
    found = set()
    for path in SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == name:
                found.add(path.relative_to(SOURCES).as_posix())
    return found


def test_every_finding_is_made_by_a_type_and_every_type_stands_where_the_catalogue_looks() -> None:
    assert calls("Finding") == {"law/findings.py"}
    of_the_law = {"law/findings.py", "law/checking.py", "law/legality.py"}
    of_tables = {"tables/remarks.py", "tables/preparing.py"}  # on rows, some of them named by a layout
    of_imports = {"importers/odyssey.py", "importers/snapshots.py"}  # on documents
    assert calls("FindingType") == of_the_law | of_tables | of_imports


def test_a_refusal_that_a_row_names_is_in_the_catalogue() -> None:
    procedure = GENERIC.derive("elsewhere", rows=[attrs.evolve(GENERIC.row("T58"), refusal="appeal-out-of-place")])
    told = catalogue([procedure])["appeal-out-of-place"]
    assert told.severity is Severity.ERROR
    assert GENERIC.row("T58").why in told.meaning


def test_a_step_is_explained_under_the_name_its_table_gives_it() -> None:
    renamed = attrs.evolve(CHARGE, steps={**CHARGE.steps, Phase.ON_TRIAL: "court-martial"})
    told = catalogue([Procedure(name="military", machines=(renamed,))])["missing-court-martial"]
    assert told.meaning == "An act presupposes a step that the file lacks: the court martial."
    assert told.remedy.startswith("record the court martial, or give it a date")


@pytest.mark.parametrize("procedure", PROCEDURES.values(), ids=lambda each: each.name)
def test_every_act_the_table_forbids_raises_a_code_of_the_catalogue(procedure: casestate.Procedure) -> None:
    assert set(catalogue([procedure])) <= set(CODES)


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = main(words)
    printed = capsys.readouterr()
    return status, printed.out, printed.err


@pytest.fixture
def doubtful(tmp_path: Path) -> str:
    case = CaseFile("c").record(ChargeFiled(on="2023-01-01", defendant="A", charge="1"))
    case = case.record(ChargeFiled(on="2023-01-01", defendant="A", charge="2"))
    case = case.record(TrialBegan(on="2023-01-15", defendant="A", charge="2"))
    case = case.record(ChargeDismissed(on="2023-02-01", defendant="A", charge="1", prejudice="with"))
    case = case.record(PleaAccepted(on="2023-03-01", defendant="A", charge="1", plea="guilty"))
    dump(case, tmp_path / "c.jsonl")
    return str(tmp_path / "c.jsonl")


def codes(printed: str) -> list[str]:
    return [each["code"] for each in json.loads(printed)]


@pytest.mark.parametrize(
    ("words", "status", "expected"),
    [
        ((), 1, ["after-end", "missing-bind-over"]),
        (("--select", "after-end"), 1, ["after-end"]),
        (("--select", "missing-bind-over"), 0, ["missing-bind-over"]),
        (("--select", "missing-bind-over,after-end"), 1, ["after-end", "missing-bind-over"]),
        (("--ignore", "after-end"), 0, ["missing-bind-over"]),
        (("--ignore", "after-end, missing-bind-over"), 0, []),
        (("--select", "after-end", "--ignore", "after-end"), 0, []),
    ],
)
def test_check_selects_and_ignores_and_its_status_is_of_what_is_left(
    doubtful: str, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], status: int, expected: list[str]
) -> None:
    exited, out, _ = run(capsys, "check", doubtful, "--json", *words)
    assert (exited, codes(out)) == (status, expected)


@pytest.mark.parametrize("option", ["--select", "--ignore", "--explain"])
def test_a_code_that_is_none_is_refused_with_the_nearest(
    doubtful: str, capsys: pytest.CaptureFixture[str], option: str
) -> None:
    status, out, err = run(capsys, "check", doubtful, option, "mising-bind-over")
    assert (status, out) == (2, "")
    assert err == "casestate: there is no finding 'mising-bind-over'; is it missing-bind-over?\n"


def test_a_code_like_none_is_refused_with_all_of_them(doubtful: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = run(capsys, "check", "--explain", "zzz")[2]
    assert "known: act-after-death, act-during-stay, affirmed-in-part, after-end, ambiguous-order, another" in told


def test_a_code_is_explained_without_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "check", "--explain", "refiled-after-bar")
    assert status == 0
    assert out.startswith("refiled-after-bar (error)\n\nA charge that is barred is brought again")
    assert "\nremedy: check the dates" in out
    explained = json.loads(run(capsys, "check", "--explain", "repeated", "--json")[1])
    assert (explained["code"], explained["severity"]) == ("repeated", "warning")


def test_check_without_a_file_says_what_it_needs(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "check") == (2, "", "casestate: check needs a FILE or a folder, or --explain CODE\n")


def test_explaining_needs_no_extra() -> None:
    without = "import sys; sys.modules['rich'] = None; from casestate import cli; "
    explain = "cli.main(['check', '--explain', 'after-end'])"
    ran = subprocess.run([sys.executable, "-c", without + explain], capture_output=True, text=True, check=True)
    assert ran.stdout.startswith("after-end (error)")
