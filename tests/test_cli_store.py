"""The command on cases that are kept in a store."""

from pathlib import Path

import pytest

from casestate import codec
from casestate.cli import main
from casestate.cli.commands import OK, UNUSABLE
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
