"""The versions of a list that is overwritten in place: dated files in a folder, or the history of a file in git."""

import csv
import io
import json
import os
import re
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeAlias

import attrs

from casestate.errors import InvalidTable
from casestate.tables import Layout
from casestate.when import as_day

Record: TypeAlias = Mapping[str, Any]
"""A record of a version: its words by column."""

_DAY = re.compile(r"(?<!\d)(\d{4})[-_.]?(\d{2})[-_.]?(\d{2})(?!\d)")


def _as_day(value: date | str) -> date:
    return as_day(value, "day")


def _as_records(value: Iterable[Record]) -> tuple[Record, ...]:
    return tuple(value)


@attrs.frozen
class Snapshot:
    """
    One version of a list.

    Attributes:
        day: The day on which it was published.
        records: Its records.
        name: Its name in messages: a file or a commit.

    Raises:
        InvalidWhen: The day is not exactly one day.
    """

    day: date = attrs.field(converter=_as_day)
    records: tuple[Record, ...] = attrs.field(converter=_as_records)
    name: str = ""


def versions(
    path: str | os.PathLike[str], layout: Layout, *, file: str | None = None, pattern: str = "*"
) -> Iterator[Snapshot]:
    """
    Yield the versions of a list, as :func:`folder` and :func:`git_history` do, in the encoding of a layout.

    Args:
        path: A folder of dated files, or that of a git repository.
        layout: What gives the encoding, and what parts the cells of CSV.
        file: The path of the file in the repository; without it, the files of the folder are read.
        pattern: Which of those files.

    Raises:
        InvalidTable: As in these functions.
        OSError: As in these functions.
    """
    if file is None:
        return folder(path, pattern, encoding=layout.encoding, delimiter=layout.delimiter)
    return git_history(path, file, encoding=layout.encoding, delimiter=layout.delimiter)


def folder(
    path: str | os.PathLike[str], pattern: str = "*", *, encoding: str = "utf-8-sig", delimiter: str = ","
) -> Iterator[Snapshot]:
    """
    Yield the versions in the files of a folder, by the day in the name of each, such as ``list-2023-04-20.json``.

    A file holds JSON (a list of objects, or an object with one) or, if it ends in ``.csv``, CSV. Of two files of one
    day the name decides which comes first.

    Args:
        path: The folder.
        pattern: Which of its files, as in ``*.json``.
        encoding: The encoding of the files.
        delimiter: What parts the cells of CSV.

    Raises:
        InvalidTable: The folder has no such file, a name has no day, or a file cannot be read as a list.
        OSError: The folder or a file cannot be read.
    """
    files = sorted(each for each in Path(os.fspath(path)).glob(pattern) if each.is_file())
    if not files:
        raise InvalidTable(f"{os.fspath(path)} has no file {pattern!r}")
    for day, file in sorted([(_day_in(file.name), file) for file in files]):
        yield Snapshot(day, _records(file.read_bytes(), file.name, encoding, delimiter), file.name)


def git_history(
    repository: str | os.PathLike[str], file: str, *, encoding: str = "utf-8-sig", delimiter: str = ","
) -> Iterator[Snapshot]:
    """
    Yield the versions of a file in the history of a git repository, oldest first, by the day of each commit in UTC.

    It runs ``git``. A commit that deletes the file is a version without records.

    Args:
        repository: The folder of the repository.
        file: The path of the file in it.
        encoding: The encoding of the file.
        delimiter: What parts the cells of CSV.

    Raises:
        InvalidTable: It is no repository, git is not there, the file has no history, or a version is no list.
    """
    log = _git(repository, "log", "--reverse", "--format=%H %cI", "--", file).decode()
    if not log.strip():
        raise InvalidTable(f"{file!r} has no history in {os.fspath(repository)!r}; give its path within the repository")
    for line in log.splitlines():
        commit, moment = line.split(" ")
        day = datetime.fromisoformat(moment).astimezone(UTC).date()
        listed = _git(repository, "ls-tree", commit, "--", file)
        data = _git(repository, "show", f"{commit}:{file}") if listed.strip() else b"[]"
        yield Snapshot(day, _records(data, f"{file} at {commit[:12]}", encoding, delimiter), commit[:12])


def _day_in(name: str) -> date:
    found = _DAY.search(name)
    try:
        return date(*map(int, found.groups())) if found else _no_day(name)
    except ValueError:
        return _no_day(name)


def _no_day(name: str) -> date:
    raise InvalidTable(f"{name} has no day in its name, such as list-2023-04-20.json")


def _records(data: bytes, name: str, encoding: str, delimiter: str) -> list[Record]:
    """Return the records of a version: JSON, or CSV if its name ends so."""
    try:
        text = data.decode(encoding)
        if ".csv" in name.lower():
            return _csv_records(text, name, delimiter)
        found = json.loads(text)
    except UnicodeError as problem:
        raise InvalidTable(f"{name} is not in the encoding {encoding}: {problem}") from None
    except InvalidTable:
        raise
    except (ValueError, csv.Error) as problem:
        raise InvalidTable(f"{name} cannot be read as a list: {problem}") from None
    if isinstance(found, Mapping):
        lists = [each for each in found.values() if isinstance(each, list)]
        found = lists[0] if len(lists) == 1 else None
    if not isinstance(found, list) or not all(isinstance(each, Mapping) for each in found):
        raise InvalidTable(f"{name} is no list of JSON objects, and no object with one such list")
    return found


def _csv_records(text: str, name: str, delimiter: str) -> list[Record]:
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    twice = [each for each, count in Counter(rows.fieldnames or ()).items() if count > 1 and each.strip()]
    if twice:
        raise InvalidTable(f"{name} has two columns of one name: {twice[0]!r}; give each its own name")
    return list(rows)


def _git(repository: str | os.PathLike[str], *words: str) -> bytes:
    try:
        ran = subprocess.run(["git", "-C", os.fspath(repository), *words], capture_output=True, check=False)  # noqa: S603, S607
    except FileNotFoundError:
        raise InvalidTable("git is not installed; give the versions as files, with folder()") from None
    if ran.returncode:
        raise InvalidTable(f"git: {ran.stderr.decode(errors='replace').strip()}")
    return ran.stdout
