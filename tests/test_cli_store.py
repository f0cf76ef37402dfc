"""The command on cases that are kept in a store."""

from pathlib import Path

import pytest

from casestate import codec
from casestate.cli import main
from casestate.cli.commands import DOUBTFUL, OK, UNUSABLE
from casestate.store import open_store

_FILE = Path(__file__).parent.parent / "examples" / "rust" / "case.jsonl"


@pytest.mark.parametrize("command", ["show", "timeline", "check"])
def test_a_case_in_a_store_reads_as_its_file_does(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file and the store hold the same entries; what is printed of them is the same."""
    case, address = codec.load(_FILE), str(tmp_path / "store.db")
    with open_store(address) as store:
        store.create(case.id, case.procedure)
        store.import_history(case.id, case.entries)
    main([command, str(_FILE), "--json"])
    of_file = capsys.readouterr().out
    main([command, case.id, "--store", address, "--json"])
    assert capsys.readouterr().out == of_file != ""


def test_a_case_that_is_not_in_the_store_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line on stderr says which case is missing."""
    address = str(tmp_path / "store.db")
    with open_store(address) as store:
        store.create("there")
    assert main(["show", "absent", "--store", address]) == UNUSABLE
    assert "there is no case 'absent'" in capsys.readouterr().err
    assert main(["timeline", "there", "--store", address, "--json"]) == OK


def test_verify_tells_the_head_and_what_cannot_be_seen_without_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The head printed is that of the store, and is accepted; only without one is there a warning."""
    address = str(tmp_path / "store.db")
    with open_store(address) as store:
        store.create("there")
        head = str(store.head())
    assert main(["verify", "--store", address]) == OK
    alone = capsys.readouterr().out
    assert f"head: {head}" in alone
    assert "without --head" in alone
    assert main(["verify", "--store", address, "--head", head]) == OK
    assert "without --head" not in capsys.readouterr().out


def test_verify_says_where_a_store_is_broken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A head of another history at place 1 is not the link found there."""
    address = str(tmp_path / "store.db")
    with open_store(address) as store:
        store.create("there")
    assert main(["verify", "--store", address, "--head", "1:" + "0" * 64]) == DOUBTFUL
    assert "not that of the head kept elsewhere" in capsys.readouterr().err
