"""The arguments of the command: its version, standard input, days and moments, and errors in the words of a shell."""

import io
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from commands import run

from casestate import Basis, CaseFile, Source, codec, dumps
from casestate.events import ChargeFiled, PleaEntered

ROOT = Path(__file__).parents[2]
FILE = str(ROOT / "examples" / "rust" / "case.jsonl")
ONE: dict[str, Any] = {"defendant": "Ann Doe", "charge": "1"}


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Return the complaint of the parser, without the usage above it."""
    with pytest.raises(SystemExit, match="2"):
        run(capsys, *words)
    told = capsys.readouterr()
    assert told.out == ""
    return told.err.strip().splitlines()[-1]


def test_the_version_is_that_of_the_project(capsys: pytest.CaptureFixture[str]) -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    with pytest.raises(SystemExit, match="0"):
        run(capsys, "--version")
    assert capsys.readouterr().out == f"casestate {declared}\n"


def test_the_help_tells_each_exit_status(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        run(capsys, "--help")
    told = " ".join(capsys.readouterr().out.split())
    assert re.findall(r"(\d+):", told.partition("Exit status: ")[2]) == ["0", "1", "2", "130"]


@pytest.mark.parametrize(
    "words",
    [
        ("show",),
        ("timeline",),
        ("why", "Baldwin", "--charge", "1"),
        ("diff", "--from", "2023-04-20", "--to", "2023-04-21"),
        ("grid", "Baldwin", "--charge", "1", "--as-of", "2023-04-21", "--known-on", "2023-04-24"),
    ],
)
def test_standard_input_is_read_as_the_file_is(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    of_file = run(capsys, words[0], FILE, *words[1:], "--json")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(Path(FILE).read_bytes()), encoding="ascii"))
    assert run(capsys, words[0], "-", *words[1:], "--json") == of_file
    assert of_file[0] == 0


def test_a_pipe_is_read() -> None:
    case = dumps(CaseFile("č").record(ChargeFiled(on="2023-01-31", **ONE))).encode()
    command = [sys.executable, "-m", "casestate.cli", "show", "-", "--json"]
    ran = subprocess.run(command, input=case, capture_output=True, check=True)
    assert json.loads(ran.stdout)["case"] == "č"


def test_a_command_imports_only_what_it_uses() -> None:
    code = (
        f"import sys; from casestate.cli import main; main(['show', {FILE!r}, '--json'])\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    imported = set(ran.stderr.split())
    assert "casestate.cli.arguments" in imported
    unused = {"rich", "shtab", "casestate.show.reports", "casestate.show.outputs", "casestate.show.tables"}
    unused |= {"casestate.tables", "casestate.exporters", "casestate.show.page", "casestate.law.catalogue"}
    assert not imported & unused


def test_problems_of_standard_input_are_told_with_their_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"{}\n")))
    status, _, err = run(capsys, "show", "-")
    assert (status, err.startswith("casestate: <stdin>:1: a case file begins with")) == (2, True)


class Endless(io.RawIOBase):
    """An endless stream without a line end."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        buffer[:] = b"x" * len(buffer)
        return len(buffer)


def test_standard_input_without_end_is_given_up(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(Endless())))
    status, _, err = run(capsys, "show", "-")
    assert (status, "<stdin>:1: the line is longer than" in err) == (2, True)


def test_a_command_without_standard_input_says_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", None)
    status, _, err = run(capsys, "show", "-")
    assert (status, "there is no standard input to read" in err) == (2, True)


def test_a_case_is_imported_from_standard_input_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(Path(FILE).read_bytes())))
    store = str(tmp_path / "cases.db")
    status, _, err = run(capsys, "import", "-", "-", "--store", store)
    assert (status, "standard input can be read only once" in err) == (2, True)
    assert not Path(store).exists()
    assert run(capsys, "import", "-", "--store", store)[0] == 0
    monkeypatch.setattr("sys.stdout", io.StringIO())
    assert run(capsys, "show", "rust", "--store", store, "--json")[0] == 0


def test_options_are_written_in_full(capsys: pytest.CaptureFixture[str]) -> None:
    assert "unrecognized arguments: --as 2023-04-21" in refused(capsys, "show", FILE, "--as", "2023-04-21")


DAYS = [
    ("2023-4-21", "'2023-4-21' is not a day written as YYYY-MM-DD"),
    ("21/04/2023", "'21/04/2023' is not a day written as YYYY-MM-DD"),
    ("April 2023", "'April 2023' is not a day written as YYYY-MM-DD"),
    ("", "'' is not a day written as YYYY-MM-DD"),
    ("2023-02-30", "the calendar has no day '2023-02-30'"),
    ("2023-04", "'2023-04' is more than one day"),
    ("2023", "'2023' is more than one day"),
    ("[2023-04-20..]", "'[2023-04-20..]' is more than one day"),
]


@pytest.mark.parametrize(("text", "why"), DAYS)
def test_an_invalid_day_is_refused_in_words_of_the_shell(
    text: str, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for command, option, others in (
        ("show", "--as-of", []),
        ("diff", "--from", []),
        ("diff", "--to", []),
        ("grid", "--as-of", ["Baldwin", "--known-on", "2023-04-21"]),
    ):
        told = refused(capsys, command, FILE, *others, option, text)
        assert told == (
            f"casestate {command}: error: argument {option}: {why}; write one day, such as {option} 2023-04-21"
        )


@pytest.mark.parametrize(("text", "why"), [*DAYS, ("2023-04-21T09:30", "'2023-04-21T09:30' is not a day")])
def test_an_invalid_time_of_knowing_is_refused_in_words_of_the_shell(
    text: str, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for command, option, others in (
        ("show", "--known-on", []),
        ("diff", "--from-known-on", []),
        ("diff", "--to-known-on", []),
        ("grid", "--known-on", ["Baldwin", "--as-of", "2023-04-21"]),
    ):
        told = refused(capsys, command, FILE, *others, option, text)
        assert told.startswith(f"casestate {command}: error: argument {option}: {why}")
        assert told.endswith(
            f"; write a day, such as {option} 2023-04-21, "
            f"or a moment with its zone, such as {option} 2023-04-21T09:30:00-06:00"
        )


def test_the_examples_of_the_errors_are_taken(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "show", FILE, "--as-of", "2023-04-21", "--known-on", "2023-04-21", "--json")[0] == 0
    moment = "2023-04-21T09:30:00-06:00"
    shown = json.loads(run(capsys, "show", FILE, "--known-on", moment, "--json")[1])
    assert shown["coordinates"]["known_on"] == "2023-04-21T15:30:00+00:00"
    days = ("--as-of", "2023-04-20, 2023-04-21", "--known-on", f"2023-04-21,{moment}")
    shown = json.loads(run(capsys, "grid", FILE, "Baldwin", "--charge", "1", *days, "--json")[1])
    assert shown["known_on"] == ["2023-04-21", "2023-04-21T15:30:00+00:00"]


@pytest.mark.parametrize("clock", ["docket", "published"])
def test_a_moment_on_a_clock_of_days_is_refused_in_words_of_the_shell(
    clock: str, capsys: pytest.CaptureFixture[str]
) -> None:
    moment = "2023-04-21T09:30:00Z"
    for words in (
        ("show", FILE, "--known-on", moment),
        ("diff", FILE, "--to-known-on", moment),
        ("grid", FILE, "Baldwin", "--as-of", "2023-04-21", "--known-on", moment),
    ):
        status, _, err = run(capsys, *words, "--clock", clock)
        assert (status, err) == (
            2,
            "casestate: the clocks docket and published tell days; give --known-on a day, or take --clock recorded\n",
        )


def test_a_state_that_dates_leave_open_is_explained_in_words_of_the_shell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = (
        CaseFile("c").record(ChargeFiled(on="2023-01-31", **ONE)).record(PleaEntered(on="2023", plea="guilty", **ONE))
    )
    codec.dump(case, tmp_path / "c.jsonl")
    words = ("--charge", "1", "--field", "plea", "--as-of", "2023-05-01")
    status, _, err = run(capsys, "why", str(tmp_path / "c.jsonl"), "Ann", *words)
    assert status == 2
    assert "depends on whether e2 had happened by then" in err
    assert "possible()" not in err
    assert "see every possible state with show" in err


@pytest.mark.parametrize(
    ("named", "meant"),
    [
        ("Wire Report", "'Wire report'"),
        ("Judicial", "'First Judicial District Court, New Mexico'"),
        ("reuters", "Reuters"),
    ],
)
def test_a_near_match_of_a_source_is_quoted_for_the_shell(
    named: str, meant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, _, err = run(capsys, "show", FILE, "--according-to", named)
    assert (status, f"is it --according-to {meant}?" in err) == (2, True)


def test_of_many_sources_an_error_names_the_first_few(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = CaseFile("c")
    for number in range(30):
        source = Source(f"Paper {number:02}", basis=Basis.PRESS)
        case = case.record(ChargeFiled(on="2023-01-31", defendant=f"D{number}", charge="1"), source=source)
    codec.dump(case, tmp_path / "c.jsonl")
    err = run(capsys, "show", str(tmp_path / "c.jsonl"), "--according-to", "Zoe")[2]
    assert "'Paper 04' and 25 more" in err
    assert "Paper 05" not in err
    assert "a basis is one of record, official, party, counsel, press, anonymous, inferred, unknown" in err
