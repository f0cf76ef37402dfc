"""The command that exports cases: as case files, or as tables and logs for other software."""

import argparse
import io
import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from string import ascii_uppercase
from typing import NamedTuple
from urllib.parse import quote

from casestate import codec
from casestate.casefile import CaseFile
from casestate.cli import tabling
from casestate.cli.commands import (
    OK,
    STANDARD_INPUT,
    UNUSABLE,
    check_read_once,
    complain,
    json_printable,
    load,
    view_of,
)
from casestate.cli.storing import LONG, attempted, named, say, shown
from casestate.errors import InvalidQuestion
from casestate.store import open_store
from casestate.view import View

_LONGEST_HEADING = 1 << 20
_LONGEST_NAME = 255
"""The most bytes that the name of a file may have on the usual file systems."""
_AS_IT_IS = {
    "as_of": None,
    "known_on": None,
    "clock": "recorded",
    "according_to": None,
    "clearance": "public",
    "reading": "worlds",
    "field": None,
    "keep_formulas": False,
}
"""The options that only tables and logs have, at their defaults."""


class _Cases(NamedTuple):
    """
    The cases to export.

    Attributes:
        names: Their names, each once.
        open: Opens one by its name.
        files: The files in which they are kept, which are never written over.
    """

    names: Sequence[str]
    open: Callable[[str], CaseFile]
    files: Sequence[Path]


def export(asked: argparse.Namespace) -> int:
    """Write cases as case files, or as tables and logs for other software."""
    refused: list[str] = []
    with _cases(asked, refused) as cases:
        if asked.form == "case":
            _export_files(asked, cases, refused)
        else:
            _export_table(asked, cases, refused)
    return UNUSABLE if refused else OK


@contextmanager
def _cases(asked: argparse.Namespace, refused: list[str]) -> Iterator[_Cases]:
    """Yield the cases of a store, or those of the case files named."""
    if asked.store is not None:
        with open_store(asked.store, existing=True) as store:
            yield _Cases(named(store, asked.case), store.open_case, store.files)
        return
    if not asked.case:
        raise InvalidQuestion("export needs a FILE to read, or --store ADDRESS")
    check_read_once(asked.case)
    read: dict[str, CaseFile] = {}
    for path in dict.fromkeys(asked.case):
        case = attempted(path, refused, partial(load, path))
        if case is not None and read.setdefault(case.id, case) is not case:
            raise InvalidQuestion(f"two files hold a case {case.id!r}; export them apart")
    yield _Cases(list(read), read.__getitem__, [Path(path) for path in asked.case if path != STANDARD_INPUT])


def _export_files(asked: argparse.Namespace, cases: _Cases, refused: list[str]) -> None:
    """Print a case as a case file, or write cases into a folder: all of it, or what the public may see."""
    given = [name for name, default in _AS_IT_IS.items() if getattr(asked, name) != default]
    if given:
        option = f"--{given[0].replace('_', '-')}"
        raise InvalidQuestion(
            f"a case file holds every day and all that is known; {option} is for --as states and such"
        )
    opened = partial(_opened, cases, public=asked.public, words_read=asked.words_read)
    if asked.to is None:
        if len(cases.names) != 1:
            raise InvalidQuestion(f"name one case to print, or a folder with --to; cases: {', '.join(cases.names)}")
        print_as_it_is(json_printable(codec.dumps(opened(cases.names[0]))))
        return
    files = _files(cases.names, Path(asked.to))
    _check_overwriting(files, cases.files, force=asked.force)
    before = len(refused)
    for name, path in shown(files, "exporting", long=len(files) >= LONG):
        attempted(name, refused, partial(_write_case, opened, name, path, force=asked.force))
    say(f"{len(files) - len(refused) + before} cases written to {asked.to}")


def _export_table(asked: argparse.Namespace, cases: _Cases, refused: list[str]) -> None:
    """Print a table or log of all the cases, or write it to a file."""
    if asked.public:
        raise InvalidQuestion("--public is for --as case; a table holds what the public may see, unless --clearance")
    path = None if asked.to is None else Path(asked.to)
    form = tabling.form_of(asked)
    if path is not None:
        form.check(path)
        check_replacing(path, cases.files, form, force=asked.force)
    work = shown(cases.names, "exporting", long=len(cases.names) >= LONG)
    views = ((name, partial(_view, cases, name, asked)) for name in work)
    if path is None:
        print_as_it_is(form.text(views, refused))
    else:
        number = form.write(views, path, refused)
        say(f"{number} {form.things} of {len(cases.names)} cases written to {asked.to}")
    for line in form.left_out:
        complain(line)


def _view(cases: _Cases, name: str, asked: argparse.Namespace) -> View:
    """The view of one case at the coordinates given; for the public, of its public copy."""
    public = asked.clearance == "public"
    return view_of(_opened(cases, name, public=public, words_read=asked.words_read), asked)


def check_replacing(path: Path, sources: Sequence[Path], form: tabling.Made, *, force: bool) -> None:
    """
    Check that no file is replaced but one of the same form, and no source ever.

    Raises:
        InvalidQuestion: A file is there that may not be replaced.
    """
    if any(_is_same_file(path, each) for each in sources):
        raise InvalidQuestion(f"{path} is what the cases are read from; give another file")
    if not os.path.lexists(path):
        return
    if not force:
        raise InvalidQuestion(f"{path} is there already, and nothing was written; give another file, or --force")
    if not (path.is_file() and form.made(path)):
        raise InvalidQuestion(f"{path} was not written as {form.name}, and is not replaced; give another file")


def print_as_it_is(text: str) -> None:
    """Print a file in the encoding of files, whatever that of the terminal is."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    print(text, end="")


def _files(names: Sequence[str], folder: Path) -> list[tuple[str, Path]]:
    """
    Return the file of each case, in a folder that is made if needed.

    Some file systems do not tell upper case from lower. Names that differ in nothing else have their capitals escaped.
    """
    alike = Counter(name.casefold() for name in names)
    files = [(name, folder / f"{file_name(name, alone=alike[name.casefold()] == 1)}.jsonl") for name in names]
    for name, path in files:
        if len(path.name) > _LONGEST_NAME:
            raise InvalidQuestion(
                f"the name of case {name!r} is too long for that of a file, and nothing was written; print the case "
                "with export and without --to, and name the others with it"
            )
    folder.mkdir(parents=True, exist_ok=True)
    return files


def file_name(name: str, *, alone: bool) -> str:
    """Return the name of the file of a case; unless it is alone in its letters, with its capitals escaped."""
    if alone:
        return quote(name, safe=" ")
    return "".join([f"%{ord(each):02X}" if each in ascii_uppercase else quote(each, safe=" ") for each in name])


def _check_overwriting(files: Sequence[tuple[str, Path]], sources: Sequence[Path], *, force: bool) -> None:
    """
    Check that no file is overwritten which the command did not write, and no source ever.

    Raises:
        InvalidQuestion: A file is there that may not be replaced.
    """
    for name, path in files:
        if any(_is_same_file(path, each) for each in sources):
            raise InvalidQuestion(
                f"case {name!r} would be written over what it is read from, at {path}; give another folder"
            )
        if not os.path.lexists(path):
            continue
        if not force:
            raise InvalidQuestion(
                f"{path} is there already, and nothing was written; give another folder, or replace case files with "
                "--force"
            )
        if not _is_case_file(path):
            raise InvalidQuestion(f"{path} is no case file, and is not replaced; give another folder")


def _is_same_file(path: Path, other: Path) -> bool:
    if path.exists() and other.exists():
        return path.samefile(other)
    return os.path.realpath(path).casefold() == os.path.realpath(other).casefold()


def _is_case_file(path: Path) -> bool:
    """Return whether a file begins as a case file does."""
    try:
        with path.open("rb") as file:
            heading = json.loads(file.readline(_LONGEST_HEADING))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(heading, dict) and "casestate" in heading


def _opened(cases: _Cases, name: str, *, public: bool, words_read: bool) -> CaseFile:
    """A case, whole or as the public may see it."""
    case = cases.open(name)
    return case.public(words_read=words_read) if public else case


def _write_case(opened: Callable[[str], CaseFile], name: str, path: Path, *, force: bool) -> None:
    """Write a case to a file that is made here, unless a case file is to be replaced."""
    case = opened(name)
    if force and path.exists():
        codec.dump(case, path)
        return
    path.open("x").close()
    try:
        codec.dump(case, path)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
