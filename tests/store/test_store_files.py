"""The files of a store: it lists those that nothing else may write, and reports one that is too large."""

import os
from pathlib import Path

import pytest

from casestate.cli import main
from casestate.cli.commands import UNUSABLE
from casestate.errors import StoreUnavailable
from casestate.store import open_store
from casestate.store.jsonl_format import FileContent


def test_a_store_in_memory_has_no_files_and_one_on_disk_names_its_own(tmp_path: Path) -> None:
    with open_store("memory:") as store:
        assert store.files == ()
    with open_store(str(tmp_path / "cases.jsonl")) as store:
        assert tmp_path / "cases.jsonl" in store.files


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such permissions")
@pytest.mark.parametrize("name", ["cases.db", "cases.jsonl"])
def test_new_files_are_for_their_owner_only_and_others_keep_their_permissions(name: str, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        with open_store(tmp_path / name) as store:
            store.create("case")
            assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}
        (tmp_path / name).chmod(0o640)
        with open_store(tmp_path / name) as store:
            store.create("another")
            assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o640}
    finally:
        os.umask(before)


def test_a_file_of_lines_larger_than_memory_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "cases.jsonl"
    with open_store(path) as store:
        store.create("case")

    def exhausted(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(FileContent, "of", exhausted)
    with pytest.raises(StoreUnavailable, match="could not be read: there is not memory enough"):
        open_store(path)
    monkeypatch.setattr("casestate.cli.storing.open_store", exhausted)
    assert main(["verify", "--store", str(path)]) == UNUSABLE
    assert capsys.readouterr().err == "casestate: there is not memory enough for this\n"
