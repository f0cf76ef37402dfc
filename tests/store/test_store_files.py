"""A store names the files that nothing else may write."""

from pathlib import Path

from casestate.store import open_store


def test_a_store_in_memory_has_no_files_and_one_on_disk_names_its_own(tmp_path: Path) -> None:
    with open_store("memory:") as store:
        assert store.files == ()
    with open_store(str(tmp_path / "cases.jsonl")) as store:
        assert tmp_path / "cases.jsonl" in store.files
