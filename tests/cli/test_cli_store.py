"""The command on cases that are kept in a store."""

import contextlib
import io
import json
import sys
from pathlib import Path

import attrs
import pytest

from casestate import CaseFile, Entry, codec
from casestate.cli import main
from casestate.cli.commands import DOUBTFUL, OK, UNUSABLE
from casestate.events import Noted
from casestate.store import open_store

_FILE = Path(__file__).parents[2] / "examples" / "rust" / "case.jsonl"


@pytest.mark.parametrize("command", ["show", "timeline"])
def test_a_case_in_a_store_reads_as_its_file_does(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file and the store hold the same entries, so the same is printed."""
    case, address = codec.load(_FILE), str(tmp_path / "store.db")
    with open_store(address) as store:
        store.create(case.id, case.procedure)
        store.import_history(case.id, case.entries)
    main([command, str(_FILE), "--json"])
    of_file = capsys.readouterr().out
    main([command, case.id, "--store", address, "--json"])
    assert capsys.readouterr().out == of_file != ""


def test_check_finds_in_a_store_what_it_finds_in_the_file_but_no_lines(
    address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(_FILE), "--json"]) == OK
    of_file = json.loads(capsys.readouterr().out)
    assert main(["check", "rust", "--store", address, "--json"]) == OK
    of_store = json.loads(capsys.readouterr().out)
    assert of_store == [each | {"file": "rust", "line": None} for each in of_file] != []
    assert main(["check", "rust", "absent", "--store", address]) == UNUSABLE
    told = capsys.readouterr()
    assert "rust: warning [" in told.out
    assert "absent: there is no case 'absent'" in told.err


def test_a_case_that_is_not_in_the_store_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line on stderr says which case is missing."""
    address = str(tmp_path / "store.db")
    with open_store(address) as store:
        store.create("there")
    assert main(["show", "absent", "--store", address]) == UNUSABLE
    assert "there is no case 'absent'" in capsys.readouterr().err
    assert main(["timeline", "there", "--store", address, "--json"]) == OK


def test_verify_prints_the_head_and_warns_if_none_is_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The head of the store is printed, and is accepted when it is given; without a head there is a warning."""
    address = str(tmp_path / "store.db")
    with open_store(address) as store:
        store.create("there")
        head = str(store.head())
    assert main(["verify", "--store", address]) == OK
    alone = capsys.readouterr().out
    assert f"head: {head}" in alone
    assert "without --head" in alone
    assert "keep it where nobody who can write to the store can change it, and give it to verify --head" in alone
    assert main(["verify", "--store", address, "--head", head]) == OK
    assert "without --head" not in capsys.readouterr().out


def test_verify_says_where_a_store_is_broken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A head from another history differs from the link at place 1."""
    address = str(tmp_path / "store.db")
    with open_store(address) as store:
        store.create("there")
    assert main(["verify", "--store", address, "--head", "1:" + "0" * 64]) == DOUBTFUL
    assert "not that of the head kept elsewhere" in capsys.readouterr().err


def run(*words: str) -> int:
    return main(list(words))


@pytest.fixture
def address(tmp_path: Path) -> str:
    """A store with the Rust matter in it."""
    place = str(tmp_path / "cases.db")
    assert run("import", str(_FILE), "--store", place) == OK
    return place


@pytest.mark.parametrize("name", ["cases.db", "cases.jsonl"])
def test_an_imported_file_is_exported_unchanged(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A second import adds nothing and leaves the head unchanged."""
    address, case = str(tmp_path / name), codec.load(_FILE)
    assert run("import", str(_FILE), "--store", address) == OK
    first = capsys.readouterr().out
    assert first.splitlines()[0] == f"{case.id}: {len(case)} new, 0 there already"
    assert run("import", str(_FILE), "--store", address) == OK
    again = capsys.readouterr().out
    assert again.splitlines()[0] == f"{case.id}: 0 new, {len(case)} there already"
    assert again.splitlines()[1] == first.splitlines()[1]
    assert run("export", case.id, "--store", address) == OK
    assert codec.loads(capsys.readouterr().out) == case


def test_each_file_is_taken_in_or_refused_as_a_whole(
    tmp_path: Path, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """An unreadable file and one with a conflicting entry are refused; a third file is imported whole."""
    rust = codec.load(_FILE)
    first = rust.entries[0]
    changed, other = tmp_path / "changed.jsonl", tmp_path / "other.jsonl"
    codec.dump(CaseFile(rust.id, entries=[attrs.evolve(first, quote="said otherwise")]), changed)
    codec.dump(CaseFile("other").record(Noted(on="2023-01-01", text="as told")), other)
    (tmp_path / "broken.jsonl").write_text("no case", encoding="utf-8")
    files = [str(changed), str(tmp_path / "broken.jsonl"), str(other)]
    assert run("import", *files, "--store", address) == UNUSABLE
    told = capsys.readouterr()
    assert "other: 1 new, 0 there already" in told.out
    assert "said otherwise" in told.err
    assert "broken.jsonl" in told.err
    with open_store(address) as store:
        assert store.open_case(rust.id) == rust


def test_many_cases_are_exported_into_a_folder(
    tmp_path: Path, address: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names that cannot name a file are escaped, and a terminal shows a progress bar."""
    names = [f"State/{number}" for number in range(25)]
    with open_store(address) as store:
        for name in names:
            store.create(name)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert run("export", *names, "--store", address, "--to", str(tmp_path / "out")) == OK
    told = capsys.readouterr()
    assert told.out.startswith("25 cases written to ")
    assert "exporting" in told.err
    written = {codec.load(path).id for path in (tmp_path / "out").iterdir()}
    assert written == set(names)


def test_a_long_chain_shows_how_far_it_is_verified(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only a terminal shows the bar, and only for a long chain."""
    address = str(tmp_path / "cases.db")
    with open_store(address) as store:
        store.create("case")
        store.append("case", CaseFile("case").record(Noted(on="2023", text="short")))
        monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
        assert run("verify", "--store", address) == OK
        assert "verifying" not in capsys.readouterr().err
        store.append("case", [Entry(id=str(number), event=Noted(on="2023", text="long")) for number in range(5000)])
    assert run("verify", "--store", address) == OK
    told = capsys.readouterr()
    assert "5002 places verified" in told.out
    assert "verifying" in told.err


@pytest.mark.parametrize("words", [[], ["--json"]])
def test_a_file_of_lines_that_was_changed_is_broken(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is refused when it is opened, with the same exit status as when it is verified."""
    path = tmp_path / "cases.jsonl"
    assert run("import", str(_FILE), "--store", str(path)) == OK
    path.write_bytes(path.read_bytes().replace(b"David Halls", b"David Malls", 1))
    capsys.readouterr()
    assert run("verify", "--store", str(path), *words) == DOUBTFUL
    told = capsys.readouterr()
    assert "its link does not fit" in told.err
    assert ('"verified": false' in told.out) == bool(words)


def test_a_case_is_exported_to_whatever_takes_text(address: str) -> None:
    """If standard output is not a file, no encoding is set."""
    with contextlib.redirect_stdout(io.StringIO()) as out:
        assert run("export", "--store", address) == OK
    assert codec.loads(out.getvalue()) == codec.load(_FILE)


def test_without_a_folder_one_case_is_named(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    with open_store(address) as store:
        store.create("other")
    assert run("export", "--store", address) == UNUSABLE
    assert "name one case to print" in capsys.readouterr().err


def test_the_log_lists_what_was_stored_without_its_text(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The log has every place once, in order, with expungements, and no text of entries."""
    case = codec.load(_FILE)
    first, second, *_ = case
    assert run("expunge", case.id, first.id, "--store", address, "--order", "D-101-7", "--yes") == OK
    capsys.readouterr()
    assert run("log", "--store", address) == OK
    lines = capsys.readouterr().out.splitlines()
    assert [int(line.split()[0]) for line in lines] == list(range(1, len(case) + 3))
    assert lines[0].endswith(f"{case.id}  opened under {case.procedure.name}")
    assert lines[1].endswith("entry 1 of the case; destroyed, imported")
    assert lines[2].endswith(f"entry {second.id}, imported")
    assert lines[-1].endswith("places 2 destroyed under D-101-7")
    assert all(name not in "\n".join(lines) for name in case.defendants)
    with open_store(address) as store:
        store.create("other")
    assert run("log", "--store", address, "--case", case.id, "--after", str(len(lines) - 1)) == OK
    assert capsys.readouterr().out.splitlines() == lines[-1:]
    assert run("log", "--store", address, "--case", "absent") == UNUSABLE


def test_a_whole_case_is_destroyed_with_its_name(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The command needs a confirmation."""
    case = codec.load(_FILE)
    destroy = ("expunge", case.id, "--store", address, "--order", "D-101-7")
    assert run(*destroy) == UNUSABLE
    assert "repeat it with --yes" in capsys.readouterr().err
    assert run(*destroy, "--yes") == OK
    head = capsys.readouterr().out.splitlines()[-1].removeprefix("head: ")
    assert run("verify", "--store", address, "--head", head) == OK
    assert run("log", "--store", address) == OK
    told = capsys.readouterr().out
    assert "(destroyed)  opened; destroyed" in told
    assert case.id not in told


@pytest.mark.parametrize("words", [["show", "rust"], ["verify"], ["log"], ["export"]])
def test_a_misspelt_path_makes_no_store(words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "misspelt.db"
    assert run(*words, "--store", str(missing)) == UNUSABLE
    assert "there is no store at" in capsys.readouterr().err
    assert not missing.exists()
