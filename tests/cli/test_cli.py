"""The command: what it prints, what it exits with, and that nothing escapes from inside."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from commands import run

from casestate import Basis, CaseFile, Entry, Source, dump
from casestate.cli import main
from casestate.events import (
    ChargeDismissed,
    ChargeFiled,
    CitationIssued,
    ClaimFiled,
    Component,
    PleaAccepted,
    PleaEntered,
    ReleaseOrdered,
    SentenceImposed,
    SettlementAgreed,
    SettlementTerm,
    Stated,
)

COURT = Source("District Court", basis=Basis.RECORD)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("COLUMNS", "200")
    case = (
        CaseFile("example")
        .record(
            ChargeFiled(
                on="2023-01-31", defendant="Ann Doe", charge="1", offense="theft", grade="felony", exposure="18 months"
            ),
            source=COURT,
        )
        .record(PleaEntered(on="2023-02", defendant="Ann Doe", charge="1", plea="not guilty"))
        .record(ChargeDismissed(on="2023-04-21", defendant="Ann Doe", charge="1", prejudice="without"), source=COURT)
        .record(
            Stated(
                on="2023-04-20",
                by="counsel",
                modality="expects",
                about=ChargeDismissed(on="[2023-04-20..]", defendant="Ann Doe", charge="1"),
            )
        )
        .record(ChargeFiled(on="2023-01-31", defendant="Bo Roe", charge="1"), source=COURT)
        .record(PleaAccepted(on="2023-03-31", defendant="Bo Roe", charge="1", plea="no contest"), source=COURT)
        .record(
            SentenceImposed(
                on="2023-03-31",
                defendant="Bo Roe",
                charge="1",
                components=[
                    Component(kind="jail", term="6 months", suspended="6 months"),
                    Component(kind="community service", hours=24),
                ],
            ),
            source=COURT,
        )
        .record(ClaimFiled(on="2022-02-15", claim="estate", defendants="Ann Doe", claimants="the estate", court="here"))
        .record(
            SettlementAgreed(
                on="2022-10",
                claim="estate",
                defendants="Ann Doe",
                terms=SettlementTerm(kind="payment", text="not disclosed", sealed=True),
            )
        )
        .record(
            CitationIssued(on="2022-04-20", defendant="Film LLC", citation="1", classification="serious", penalty=500)
        )
    )
    path = tmp_path / "example.jsonl"
    dump(case, path)
    return str(path)


def test_show_prints_each_defendant_with_the_entry_and_source_behind_it(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = run(capsys, "show", file, "--as-of", "2023-04-20")
    assert status == 0
    for words in (
        "example as of 2023-04-20",
        "charged; pending",
        "theft (felony)",
        "at most 18 months",
        "plea: not guilty",
        "e1 (District Court, record)",
        "jail 6 months, all suspended; community service 24 hours",
        "plea: no contest",
        "settlement agreed; approval is not on record",
        "payment: not disclosed (sealed)",
        "by the estate",
        "in here",
        "penalty 500 USD",
    ):
        assert words in out


def test_show_as_of_the_next_day_says_dismissed_and_may_be_filed_again(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "dismissed, and may be filed again" in run(capsys, "show", file, "--as-of", "2023-04-21")[1]


def test_show_before_anything_happened_says_not_charged(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "show", file, "--as-of", "2020-01-01", "--defendant", "Bo")[1].count("not charged") == 1


def test_show_leaves_out_those_to_whom_nothing_has_happened_unless_asked(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = run(capsys, "show", file, "--as-of", "2022-04-20")[1]
    assert "Ann Doe" in out
    assert "Bo Roe" not in out
    shown = json.loads(run(capsys, "show", file, "--as-of", "2022-04-20", "--json")[1])
    assert list(shown["defendants"]) == ["Ann Doe", "Film LLC"]
    out = run(capsys, "show", file, "--as-of", "2000-01-01")[1]
    assert out.endswith("nothing has happened to any defendant by then\n")


def test_show_of_a_case_without_defendants_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dump(CaseFile("c"), tmp_path / "c.jsonl")
    out = run(capsys, "show", str(tmp_path / "c.jsonl"))[1]
    assert out == "c as of its last entry\nthis case has no defendants\n"


def test_show_without_a_day_says_which_day_it_reaches(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "example as of its last entry, 2023-04-21" in run(capsys, "show", file)[1]


def test_show_of_an_open_charge_says_what_is_so_what_may_be_and_what_decides(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = run(capsys, "show", file, "--as-of", "2023-02-10", "--defendant", "ann")
    assert out.count("charge 1") == 1
    assert out.count("charged; pending") == 1
    assert "possibly plea: not guilty" in out
    assert "it depends on whether e2 had happened" in out
    assert out.count("it depends") == 1
    assert "Bo Roe" not in out


def saved(case: CaseFile, path: Path) -> str:
    dump(case, path / "c.jsonl")
    return str(path / "c.jsonl")


def test_show_of_many_open_charges_has_one_row_for_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = CaseFile("c")
    for charge in range(20):
        case = case.record(ChargeFiled(on="2023", defendant="A", charge=f"n{charge}"))
    path = saved(case, tmp_path)
    out = run(capsys, "show", path, "--as-of", "2023-05-01")[1]
    assert out.count("possibly not charged,") == out.count("or charged; pending") == out.count("it depends") == 20
    shown = json.loads(run(capsys, "show", path, "--as-of", "2023-05-01", "--json")[1])["defendants"]["A"]
    assert shown["state"] is None
    assert [state["phase"] for state in shown["charges"]["n3"]["possible"]] == ["not_charged", "charged"]
    assert shown["charges"]["n3"]["decided_by"] == ["e4"]


def test_openness_without_effect_is_not_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = CaseFile("c").record(ClaimFiled(on="2022", claim="k", defendants="A"))
    case = case.record(PleaEntered(on="2023-01-01", defendant="A", charge="1", plea="guilty"))
    case = case.record(PleaEntered(on="2023", defendant="A", charge="1", plea="guilty"))
    case = case.record(ReleaseOrdered(on="2023", defendant="A", status="detained"))
    case = case.record(CitationIssued(on="2024", defendant="A", citation="g"))
    path = saved(case, tmp_path)
    out = run(capsys, "show", path, "--as-of", "2023-05-01")[1]
    assert "possibly" not in out
    assert "depends" not in out
    assert "citation" not in out
    shown = json.loads(run(capsys, "show", path, "--as-of", "2023-05-01", "--json")[1])["defendants"]["A"]
    assert (shown["claims"]["k"]["state"]["phase"], shown["citations"]) == ("pending", {})
    assert shown["charges"]["1"]["state"]["plea"] == "guilty"
    assert shown["release"] == {"possible": ["unknown", "detained"], "decided_by": ["e4"]}


def test_an_open_release_alone_still_leaves_the_rest_certain(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = CaseFile("c").record(ReleaseOrdered(on="2023", defendant="A", status="detained"))
    assert "not charged, sued or cited" in run(capsys, "show", saved(case, tmp_path), "--as-of", "2023-05-01")[1]


def test_nothing_in_a_file_reaches_the_terminal_as_a_command_or_is_cut(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    name = "A.\x1b[2J\x9b1m\u202eDoe"
    case = CaseFile("[bold]c[/] :smile:\x1b").record(
        ChargeFiled(on="2023", defendant=name, charge="x" * 50, offense="a\tb"), id="y" * 90
    )
    path = saved(case, tmp_path)
    for words in (("show",), ("timeline",), ("check",), ("show", "--json"), ("show", "--defendant", "nobody")):
        _, out, err = run(capsys, words[0], path, *words[1:])
        assert not set(out + err) & set("\x1b\x9b\u202e\t"), words
    out = run(capsys, "show", path)[1]
    assert "[bold]c[/] :smile:\\x1b as of" in out
    assert (out.replace("\\x", "").count("x"), out.count("y") >= 90) == (50, True)
    assert run(capsys, "timeline", path)[1].count("y") >= 90
    assert list(json.loads(run(capsys, "show", path, "--json")[1])["defendants"]) == [name]


def test_show_json_gives_the_axes_and_what_moved_them(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "show", file, "--as-of", "2023-04-21", "--json")
    charge = json.loads(out)["defendants"]["Ann Doe"]["state"]["charges"]["1"]
    assert (charge["phase"], charge["refilable"], charge["plea"]) == ("dismissed", "yes", "not_guilty")
    assert charge["moved_by"]["phase"] == {"entry": "e3", "source": "District Court"}
    assert charge["status"]["rule"] == "dismissed"
    assert charge["status"]["qualifiers"] == ["may-be-filed-again"]


def test_show_json_of_an_open_state_lists_every_possible_one(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "show", file, "--as-of", "2023-02-10", "--json")
    seen = json.loads(out)
    assert seen["undecided"] == ["e2"]
    charge = seen["defendants"]["Ann Doe"]["charges"]["1"]
    assert [state["plea"] for state in charge["possible"]] == [None, "not_guilty"]
    assert charge["decided_by"] == ["e2"]
    assert seen["defendants"]["Ann Doe"]["claims"]["estate"]["state"]["phase"] == "settlement_agreed"
    assert seen["defendants"]["Film LLC"]["state"]["citations"]["1"]["penalty"] == "500 USD"


def test_too_many_open_states_are_reported_and_not_guessed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = CaseFile("c")
    for _ in range(13):
        case = case.record(PleaEntered(on="2023", defendant="A", charge="1", plea="guilty"))
    dump(case, tmp_path / "c.jsonl")
    path = str(tmp_path / "c.jsonl")
    out = " ".join(run(capsys, "show", path, "--as-of", "2023-05-01")[1].replace("│", "").split())
    assert "more than 4096" in out
    shown = json.loads(run(capsys, "show", path, "--as-of", "2023-05-01", "--json")[1])
    assert shown["defendants"]["A"]["state"] is None
    assert "more than 4096" in shown["defendants"]["A"]["charges"]["1"]["because"]
    assert shown["defendants"]["A"]["release"] is None


def test_a_release_of_which_too_much_is_open_is_said_and_not_guessed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = CaseFile("c")
    for status in ("detained", "released on bond") * 7:
        case = case.record(ReleaseOrdered(on="2023", defendant="A", status=status))
    dump(case, tmp_path / "c.jsonl")
    shown = json.loads(run(capsys, "show", str(tmp_path / "c.jsonl"), "--as-of", "2023-05-01", "--json")[1])
    release = shown["defendants"]["A"]["release"]
    assert (release["possible"], len(release["decided_by"])) == (None, 14)
    assert "more than 4096" in release["because"]


def test_timeline_prints_the_entries_in_order_with_statements(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "timeline", file)
    order = [out.index(words) for words in ("claim estate filed", "charge 1 filed", "plea entered", "counsel expected")]
    assert order == sorted(order)


def test_timeline_json_is_the_entries_as_they_stand_in_a_file(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    entries = json.loads(run(capsys, "timeline", file, "--as-of", "2022-12-31", "--json")[1])
    assert [entry["event"]["type"] for entry in entries] == ["claim.filed", "citation.issued", "settlement.agreed"]


def test_check_of_a_sound_file_exits_with_nothing_wrong(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(capsys, "check", file)
    assert (status, err) == (0, "10 entries applied, 0 findings\n")


def test_check_prints_code_place_message_and_remedy_and_fails_on_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "500")
    case = CaseFile("c").record(ChargeFiled(on="2023-01-01", defendant="A", charge="1"))
    case = case.record(ChargeDismissed(on="2023-02-01", defendant="A", charge="1", prejudice="with"))
    case = case.record(PleaAccepted(on="2023-03-01", defendant="A", charge="1", plea="guilty"))
    path = tmp_path / "c.jsonl"
    dump(case, path)
    status, out, _ = run(capsys, "check", str(path))
    assert status == 1
    assert f"{path}:4: error [after-end] the plea was accepted on charge 1 of A" in out
    assert "remedy: an ended charge takes only review" in out
    found = json.loads(run(capsys, "check", str(path), "--json")[1])
    assert [(each["code"], each["severity"], each["entries"]) for each in found] == [("after-end", "error", ["e3"])]


def test_a_finding_that_depends_on_dates_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = CaseFile("c").record(PleaEntered(on="2023", defendant="A", charge="1", plea="guilty"))
    dump(case, tmp_path / "c.jsonl")
    _, out, _ = run(capsys, "check", str(tmp_path / "c.jsonl"), "--as-of", "2023-05-01")
    assert "(depends on imprecise dates)" in " ".join(out.split())


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--defendant", "Zoe"), "no defendant in this file is named 'Zoe'; it has: Ann Doe, Bo Roe, Film LLC"),
        (("--defendant", "Ann Doo"), "named 'Ann Doo' (did you mean 'Ann Doe'?); it has: Ann Doe"),
        (("--defendant", "o"), "'o' fits 2 defendants in this file: Ann Doe, Bo Roe; write more of the name"),
    ],
)
def test_a_defendant_that_is_not_one_is_refused(
    file: str, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], expected: str
) -> None:
    status, out, err = run(capsys, "show", file, *words)
    assert (status, out) == (2, "")
    assert expected in err


def test_an_unreadable_file_exits_with_two_and_every_problem(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "c.jsonl"
    path.write_text('{"casestate": 1, "case": "c", "procedure": "generic"}\n{}\n')
    status, out, err = run(capsys, "check", str(path))
    assert (status, out) == (2, "")
    assert f"{path}:2: $: the field 'id' is missing" in err


def test_a_missing_file_exits_with_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(capsys, "show", str(tmp_path / "none"))
    assert status == 2
    assert err == f"casestate: there is no file '{tmp_path}/none'; check the path\n"


@pytest.mark.parametrize("day", ["2023-04", "yesterday", "2023-02-30"])
def test_an_invalid_day_is_refused_by_the_parser(file: str, capsys: pytest.CaptureFixture[str], day: str) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["show", file, "--as-of", day])
    assert caught.value.code == 2
    assert "argument --as-of" in capsys.readouterr().err


def test_without_rich_tables_say_which_extra_is_missing(
    file: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "rich.console", None)
    status, _, err = run(capsys, "show", file)
    assert status == 2
    assert "pip install 'casestate[cli]'" in err
    assert run(capsys, "show", file, "--json")[0] == 0


def test_a_reader_who_leaves_early_is_no_error(file: str) -> None:
    code = f"from casestate.cli import main; raise SystemExit(main(['show', {file!r}, '--json']))"
    piped = subprocess.run(
        [sys.executable, "-c", f"import os, sys; r, w = os.pipe(); os.close(r); os.dup2(w, 1); {code}"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (piped.returncode, piped.stderr) == (0, "")


@pytest.mark.parametrize("words", [["show"], ["show", "--json"], ["show", "--defendant", "Ž"]])
def test_a_terminal_that_lacks_a_character_is_told_its_code(tmp_path: Path, words: list[str]) -> None:
    path = saved(CaseFile("č").record(ChargeFiled(on="2023", defendant="Ć", charge="1")), tmp_path)
    ran = subprocess.run(
        [sys.executable, "-m", "casestate.cli", words[0], path, *words[1:]],
        env={"PYTHONIOENCODING": "ascii", "COLUMNS": "100"},
        capture_output=True,
        encoding="ascii",
        check=False,
    )
    assert "\\u0106" in ran.stdout + ran.stderr
    assert "Traceback" not in ran.stderr


def test_the_command_runs_as_a_module() -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "casestate.cli", "--help"], capture_output=True, text=True, check=True
    )
    assert "show the state in a case file" in " ".join(shown.stdout.split()).lower()


def test_a_broken_pipe_inside_is_no_error(file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object, **__: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("builtins.print", gone)
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert main(["show", file, "--json"]) == 0


def test_of_many_defendants_an_error_names_the_first_few(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    events = [ChargeFiled(on="2023-01-01", defendant=f"D{n}", charge="1") for n in range(3000)]
    file = saved(CaseFile("c", entries=[Entry(id=f"e{n}", event=each) for n, each in enumerate(events)]), tmp_path)
    for name, named in (("Zoe", "is named"), ("D", "fits 3000 defendants")):
        status, _, err = run(capsys, "show", file, "--defendant", name)
        assert status == 2
        assert named in err
        assert "D0, D1, D2, D3, D4 and 2995 more" in err
        assert "D5," not in err


def test_a_defendant_is_found_whichever_characters_spell_the_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = saved(CaseFile("c").record(ChargeFiled(on="2023", defendant="Jos\u00e9", charge="1")), tmp_path)
    assert run(capsys, "show", file, "--defendant", "Jose\u0301")[0] == 0


def test_an_interrupt_ends_the_command_without_a_traceback(
    file: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def show(_: object) -> int:
        """Stand in for the command."""
        raise KeyboardInterrupt

    monkeypatch.setattr("casestate.cli.commands.show", show)
    status, _, err = run(capsys, "show", file)
    assert (status, err) == (130, "")


def test_half_of_a_surrogate_pair_in_a_heading_is_a_problem_of_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "half.jsonl"
    place.write_text('{"casestate": 1, "case": "\\ud800", "procedure": "generic"}\n', encoding="utf-8")
    status, _, err = run(capsys, "show", str(place))
    assert status == 2
    assert "half.jsonl:1: $.case: the name of the case was expected" in err


def test_a_defendant_may_be_named_in_full(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    seen = json.loads(run(capsys, "show", file, "--defendant", "Bo Roe", "--json")[1])
    assert list(seen["defendants"]) == ["Bo Roe"]


def test_diff_may_be_asked_of_one_defendant(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    changes = json.loads(run(capsys, "diff", file, "--from", "2021-12-31", "--json")[1])
    assert {"Ann Doe", "Bo Roe"} <= {each["defendant"] for each in changes}
    of_bo = json.loads(run(capsys, "diff", file, "--from", "2021-12-31", "--defendant", "bo", "--json")[1])
    assert of_bo == [each for each in changes if each["defendant"] == "Bo Roe"]
    assert run(capsys, "diff", file, "--defendant", "Zoe")[0] == 2
