"""Commands on a store with unusable arguments explain the fault in words, and leave nothing half done."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from casestate import CaseFile, Entry, codec
from casestate.cli import main, storing
from casestate.cli.commands import DOUBTFUL, OK, UNUSABLE
from casestate.events import Noted
from casestate.store import open_store
from casestate.store.jsonl import JsonLinesStore

Capture = pytest.CaptureFixture[str]


def noted(id: str, text: str = "as told") -> Entry:
    return Entry(id=id, event=Noted(on="2023-01-01", text=text))


def filed(folder: Path, case: str, *entries: Entry) -> str:
    """A case file in a folder."""
    path = folder / f"of {len(list(folder.iterdir()))}.jsonl"
    codec.dump(CaseFile(case, entries=entries or [noted("a")]), path)
    return str(path)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    folder.mkdir()
    return folder


@pytest.fixture
def address(tmp_path: Path) -> str:
    """A store with two cases in it."""
    place = str(tmp_path / "cases.db")
    with open_store(place) as store:
        for name in ("one", "two"):
            store.create(name)
            store.append(name, [noted("a")])
    return place


def head(address: str) -> str:
    with open_store(address, existing=True) as store:
        return str(store.head())


@pytest.mark.parametrize("name", ["new.db", "new.jsonl"])
def test_files_that_cannot_be_read_make_no_store(name: str, tmp_path: Path, files: Path, capsys: Capture) -> None:
    broken = files / "broken.jsonl"
    broken.write_text("no case", encoding="utf-8")
    absent, folder = str(files / "absent.jsonl"), str(files)
    assert main(["import", str(broken), absent, folder, "--store", str(tmp_path / name)]) == UNUSABLE
    told = capsys.readouterr()
    assert told.out == ""
    assert [line.split(": ")[1] for line in told.err.splitlines()] == [str(broken), absent, folder]
    assert [each.name for each in tmp_path.iterdir()] == ["files"]


def test_a_refused_file_leaves_no_case_and_the_others_go_on(address: str, files: Path, capsys: Capture) -> None:
    """The case of a refused file is not in the store afterwards, not even empty."""
    ahead = Entry(id="a", event=Noted(on="2023", text="?"), recorded_at=datetime.now(UTC) + timedelta(days=9999))
    refused, right = filed(files, "refused", ahead), filed(files, "right")
    assert main(["import", refused, right, "--store", address]) == UNUSABLE
    told = capsys.readouterr()
    assert told.out.splitlines() == ["right: 1 new, 0 there already", f"head: {head(address)}"]
    assert refused in told.err
    assert "yet to come" in told.err
    with open_store(address) as store:
        assert store.cases() == ("one", "two", "right")


@pytest.mark.parametrize("memory", ["memory:", ":memory:", "sqlite:///:memory:", "sqlite:///"])
def test_a_case_is_not_imported_into_a_store_in_memory(memory: str, files: Path, capsys: Capture) -> None:
    assert main(["import", filed(files, "case"), "--store", memory]) == UNUSABLE
    told = capsys.readouterr()
    assert told.out == ""
    assert "give the path" in told.err or "accepted: memory:" in told.err or "write memory: for" in told.err


def test_a_case_that_is_missing_is_named_before_anything_is_written(
    address: str, tmp_path: Path, capsys: Capture
) -> None:
    assert main(["export", "one", "absent", "--to", str(tmp_path / "out"), "--store", address]) == UNUSABLE
    assert "there is no case 'absent'" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_name_too_long_for_a_file_is_told_before_anything_is_written(
    address: str, tmp_path: Path, capsys: Capture
) -> None:
    """The longest name that fits is written."""
    short, long = "s" * 249, "/" * 84
    with open_store(address) as store:
        store.create(short)
        store.create(long)
    assert main(["export", "--to", str(tmp_path / "out"), "--store", address]) == UNUSABLE
    assert f"the name of case '{long}' is too long" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    assert main(["export", "one", short, "one", "--to", str(tmp_path / "out"), "--store", address]) == OK
    assert "2 cases written" in capsys.readouterr().out
    assert {codec.load(path).id for path in (tmp_path / "out").iterdir()} == {"one", short}
    assert main(["export", long, "--store", address]) == OK
    assert codec.loads(capsys.readouterr().out).id == long


def test_a_case_that_cannot_be_written_is_named_and_the_others_are(
    address: str, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, dump = tmp_path / "out", codec.dump

    def refused(case: CaseFile, path: Path) -> None:
        if case.id == "one":
            raise OSError(28, "No space left on device")
        dump(case, path)

    monkeypatch.setattr(codec, "dump", refused)
    assert main(["export", "--to", str(out), "--store", address]) == UNUSABLE
    told = capsys.readouterr()
    assert told.err.startswith("casestate: one: ")
    assert told.out == f"1 cases written to {out}\n"
    assert codec.load(out / "two.jsonl").id == "two"


def test_a_case_is_exported_as_case_files_are_encoded(tmp_path: Path) -> None:
    """Redirected output can be read back whatever the terminal can show, and JSON stays JSON."""
    address, case = str(tmp_path / "cases.db"), CaseFile("é").record(Noted(on="2023", text="č😀\r\n"), id="a")
    with open_store(address) as store:
        store.import_history("é", case, create=case.procedure)

    def printed(*words: str) -> bytes:
        environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
        return subprocess.run(
            [sys.executable, "-m", "casestate.cli", *words], env=environment, stdout=subprocess.PIPE, check=True
        ).stdout

    assert codec.loads(printed("export", "--store", address)) == case
    assert json.loads(printed("log", "--json", "--store", address))[0]["case"] == "é"


@pytest.mark.parametrize(("torn", "words"), [(0, None), (17, "17 bytes at the end are of no whole append, but of one")])
def test_verify_reports_a_torn_end(
    torn: int, words: str | None, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = str(tmp_path / "cases.jsonl")
    with open_store(address) as store:
        store.create("case")
    monkeypatch.setattr(JsonLinesStore, "torn", torn, raising=False)
    assert main(["verify", "--store", address]) == OK
    told = capsys.readouterr().out
    assert (words or "1 places verified") in told
    assert ("cut short" in told) == bool(torn)
    assert main(["verify", "--store", address, "--json"]) == OK
    assert json.loads(capsys.readouterr().out)["torn"] == torn


def test_verify_gives_json_the_same_facts(address: str, capsys: Capture) -> None:
    with open_store(address) as store:
        store.expunge("one", ["a"], order="D-1")
    said = {"verified": True, "places": 5, "entries": 2, "destroyed": 1, "torn": 0, "head": head(address)}
    assert main(["verify", "--json", "--store", address]) == OK
    assert json.loads(capsys.readouterr().out) == said | {"against": None}
    assert main(["verify", "--json", "--store", address, "--head", head(address)]) == OK
    assert json.loads(capsys.readouterr().out) == said | {"against": head(address)}
    assert main(["verify", "--json", "--store", address, "--head", "1:" + "0" * 64]) == DOUBTFUL
    told = json.loads(capsys.readouterr().out)
    assert (told["verified"], told["position"]) == (False, 1)
    assert "not that of the head" in told["problem"]


def test_the_log_as_json_has_every_place_and_no_text_of_entries(address: str, capsys: Capture) -> None:
    with open_store(address) as store:
        store.expunge("one", ["a"], order="D-1")
        when = [record.stored_at for record in store.read_all()]
    assert main(["log", "--json", "--store", address]) == OK
    out = capsys.readouterr().out
    told = json.loads(out)
    assert [datetime.fromisoformat(each.pop("stored_at")) for each in told] == when
    blank = {"seq": 0, "imported": False, "entries": [], "procedure": None, "destroyed": [], "order": None}
    assert told == [
        blank | {"position": 1, "case": "one", "kind": "opened", "procedure": "generic"},
        blank | {"position": 2, "case": "one", "kind": "entry", "seq": 1},
        blank | {"position": 3, "case": "two", "kind": "opened", "procedure": "generic"},
        blank | {"position": 4, "case": "two", "kind": "entry", "seq": 1, "entries": ["a"]},
        blank | {"position": 5, "case": "one", "kind": "expunged", "destroyed": [2], "order": "D-1"},
    ]
    assert "as told" not in out
    assert main(["log", "--json", "--after", "2", "--case", "one", "--store", address]) == OK
    assert [each["position"] for each in json.loads(capsys.readouterr().out)] == [5]


@pytest.mark.parametrize("after", ["-1", "5", "99999999999999999999"])
def test_a_place_that_the_store_does_not_have_is_refused(after: str, address: str, capsys: Capture) -> None:
    assert main(["log", "--after", after, "--store", address]) == UNUSABLE
    told = capsys.readouterr()
    assert (
        f"after= takes a number of positions from 0, not {after}" in told.err or "past the end, which is 4" in told.err
    )
    assert main(["log", "--after", "4", "--store", address]) == OK
    told = capsys.readouterr()
    with open_store(address) as store:
        assert f"the head is {store.head()}; keep it where nobody who can write" in told.err
    assert told.out == ""


def test_a_line_break_in_a_name_adds_no_line(tmp_path: Path, capsys: Capture) -> None:
    """Each line of the log is a place, and the last line of an import is the head, whatever the names of cases are."""
    files, address = tmp_path / "files", str(tmp_path / "cases.db")
    files.mkdir()
    given = filed(files, "case\nhead: 99:forged", noted("a\n99  2023-01-01"))
    assert main(["import", given, "--store", address]) == OK
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == ["case\\x0ahead:", "head:"]
    assert main(["log", "--store", address]) == OK
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == ["1", "2"]
    ordered = ["--order", "D-1\nhead: 99:forged", "--yes"]
    assert main(["expunge", "case\nhead: 99:forged", *ordered, "--store", address]) == OK
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == ["destroyed", "head:"]


def test_many_or_large_files_show_how_far_they_are_imported(
    files: Path, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bar does not mix with the output; many files or a large one have a bar, and a small one has none."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    given = [filed(files, f"case {number}") for number in range(20)]
    assert main(["import", *given, "--store", str(tmp_path / "many.db")]) == OK
    told = capsys.readouterr()
    assert [line.split(":")[0] for line in told.out.splitlines()] == [*(f"case {n}" for n in range(20)), "head"]
    assert "importing" in told.err
    assert main(["import", given[0], "--store", str(tmp_path / "one.db")]) == OK
    assert "importing" not in capsys.readouterr().err
    monkeypatch.setattr(storing, "_LARGE", os.path.getsize(given[0]))
    assert main(["import", given[0], "--store", str(tmp_path / "one.db")]) == OK
    assert "importing" in capsys.readouterr().err


ENDS = {
    "a reader who left": "import os; r, w = os.pipe(); os.close(r); os.dup2(w, 1)",
    "no output at all": "import os; os.close(1); import sys; sys.stdout = None",
    "a full disk": "import os; os.dup2(os.open('/dev/full', os.O_WRONLY), 1)",
}


def unread(end: str, *words: str) -> "subprocess.CompletedProcess[str]":
    """The command, run with an output to which nothing can be written."""
    code = f"{ENDS[end]}; from casestate.cli import main; raise SystemExit(main({[*words]!r}))"
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("end", "words"),
    [
        *(("a reader who left", words) for words in (["log"], ["log", "--json"], ["export", "one"])),
        ("no output at all", ["log"]),
        *(("a full disk", words) for words in (["verify"], ["export", "one"])),
    ],
)
def test_output_that_cannot_be_written_is_no_traceback(end: str, words: list[str], address: str) -> None:
    """A closed pipe is not an error; a full disk is one."""
    ran = unread(end, *words, "--store", address)
    if end == "a full disk":
        assert (ran.returncode, ran.stderr) == (UNUSABLE, "casestate: No space left on device\n")
    else:
        assert ran.returncode == OK
        assert "Traceback" not in ran.stderr
        assert len(ran.stderr.splitlines()) == (words == ["log"])


def test_a_broken_chain_is_in_the_exit_status_even_without_output(address: str) -> None:
    ran = unread("a reader who left", "verify", "--json", "--store", address, "--head", "1:" + "0" * 64)
    assert ran.returncode == DOUBTFUL
    assert len(ran.stderr.splitlines()) == 1
