"""Files that cannot be opened are reported in words, with what to do."""

from pathlib import Path

import pytest

from casestate import CaseFile, dump, load
from casestate.codec.opening import in_words


def test_a_file_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message of a relative path says where the file was looked for."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FileNotFoundError, match="No such file") as caught:
        load("none.jsonl")
    assert caught.value.__notes__ == [f"there is no file 'none.jsonl'; check the path (looked in {tmp_path})"]
    with pytest.raises(FileNotFoundError) as caught:
        load(tmp_path / "none.jsonl")
    assert caught.value.__notes__ == [f"there is no file '{tmp_path}/none.jsonl'; check the path"]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        load(tmp_path / "none" / "doe.jsonl")
    assert caught.value.__notes__ == [f"there is no folder '{tmp_path}/none'; check the path, or make the folder"]


def test_a_folder_in_the_place_of_a_file(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError) as caught:
        load(tmp_path)
    assert caught.value.__notes__ == [f"'{tmp_path}' is a folder; give the path of a file"]


def test_a_file_that_is_written_is_named_as_it_was_given(tmp_path: Path) -> None:
    path = tmp_path / "none" / "doe.jsonl"
    with pytest.raises(FileNotFoundError) as caught:
        dump(CaseFile("doe"), path)
    assert (caught.value.filename, caught.value.filename2) == (str(path), None)


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (
            PermissionError(13, "Permission denied", "locked/doe.jsonl"),
            "'locked/doe.jsonl' may not be opened by this user; change its permissions, or choose another path",
        ),
        (
            NotADirectoryError(20, "Not a directory", "doe.jsonl/x"),
            "a part of the path 'doe.jsonl/x' is a file, not a folder; check the path",
        ),
        (OSError(5, "Input/output error", "doe.jsonl"), "'doe.jsonl': Input/output error"),
        (OSError(28, "No space left on device"), "No space left on device"),
        (OSError("nothing known"), "nothing known"),
    ],
)
def test_other_problems_are_said_in_words(problem: OSError, said: str) -> None:
    assert in_words(problem) == said
