"""What the commands for a store as a whole do with what they were given."""

import argparse
import io
import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from string import ascii_uppercase
from typing import Any, TypeVar
from urllib.parse import quote

from casestate import codec
from casestate.casefile import CaseFile
from casestate.cli.commands import DOUBTFUL, OK, UNUSABLE, check_read_once, complain, json_printable, load, print_json
from casestate.errors import CasestateError, ChainBroken, InvalidQuestion, NotAStore, NotInStore
from casestate.show.words import printable
from casestate.store import Head, Record, RecordKind, Store, Verified, open_store

T = TypeVar("T")

_LONG = 20
"""So many files or cases show how far the work has come."""
_LARGE = 2_000_000
"""Files of so many bytes do."""
_LONG_CHAIN = 5000
"""So many places of a store do."""
_KEEP_IT = "keep it where nobody who can write to the store can change it, and give it to verify --head later"
_LONGEST_HEADING = 1 << 20
_LONGEST_NAME = 255
"""The most bytes that the name of a file may have on the usual file systems."""


def import_(asked: argparse.Namespace) -> int:
    """Put case files into a store, each whole or not at all; what is there already is passed over."""
    if asked.store == "memory:":
        raise NotAStore("memory: is gone when the command ends, and nothing would be kept; give the path of a file")
    check_read_once(asked.file)
    refused: list[str] = []
    read = _read(asked.file, refused)
    first = next(read, None)
    if first is not None:  # no store is made for nothing
        with open_store(asked.store) as store:
            for path, case in chain([first], read):
                told = _attempted(path, refused, partial(_taken_in, store, case))
                if told is not None:
                    _say(told)
            _say(f"head: {store.head()}")
    return UNUSABLE if refused else OK


def export(asked: argparse.Namespace) -> int:
    """Print a case of a store as a case file, or write cases into a folder: all of it, or what the public may see."""
    with open_store(asked.store, existing=True) as store:
        opened = partial(_opened, store, public=asked.public, words_read=asked.words_read)
        names = _named(store, asked.case)
        if asked.to is None:
            if len(names) != 1:
                raise InvalidQuestion(f"name one case to print, or a folder with --to; cases: {', '.join(names)}")
            _print_as_it_is(codec.dumps(opened(names[0])))
            return OK
        refused: list[str] = []
        files = _files(names, Path(asked.to))
        _check_overwriting(files, store.files, force=asked.force)
        for name, path in _shown(files, "exporting", long=len(files) >= _LONG):
            _attempted(name, refused, partial(_write_case, opened, name, path, force=asked.force))
    _say(f"{len(names) - len(refused)} cases written to {asked.to}")
    return UNUSABLE if refused else OK


def verify(asked: argparse.Namespace) -> int:
    """Hold a store against its chain, and against a head kept elsewhere; status 1 where it is broken."""
    head = None if asked.head is None else Head.parse(asked.head)
    try:
        with open_store(asked.store, existing=True) as store:
            end = store.head().position
            with _shown_until(end, "verifying", long=end >= _LONG_CHAIN) as reached:
                found = store.verify(head, progress=reached)
            torn = getattr(store, "torn", 0)
    except ChainBroken as problem:
        complain(problem)
        if asked.json:
            print_json({"verified": False, "position": problem.position, "problem": str(problem)})
        return DOUBTFUL
    if asked.json:
        print_json(_verified(found, torn))
    else:
        _tell_verified(found, torn)
    return OK


def log(asked: argparse.Namespace) -> int:
    """Print what was put into a store and when, in its order; what entries say, timeline tells."""
    with open_store(asked.store, existing=True) as store:
        if asked.case is not None:
            _named(store, [asked.case])
        records = (record for record in store.read_all(asked.after) if asked.case in (None, record.case))
        if asked.json:
            print_json([_data(record) for record in records])
            return OK
        for record in records:
            _say(_line(record))
        complain(f"the head is {store.head()}; {_KEEP_IT}")
    return OK


def expunge(asked: argparse.Namespace) -> int:
    """Destroy what entries of a case say, under a court's order. It cannot be undone, and needs --yes."""
    if not asked.yes:
        raise InvalidQuestion("expungement destroys what the entries say and cannot be undone; repeat it with --yes")
    with open_store(asked.store, existing=True) as store:
        head = store.expunge(asked.case, asked.entry or None, order=asked.order)
    _say(f"destroyed under {asked.order}")
    _say(f"head: {head}")
    return OK


def _say(line: str) -> None:
    """Print one line, whatever names are in it."""
    print(printable(line))


def _print_as_it_is(text: str) -> None:
    """Print a case file in the encoding of case files, whatever that of the terminal is."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    print(json_printable(text), end="")


def _attempted(name: str, refused: list[str], work: Callable[[], T]) -> T | None:
    """What came of some work; where it was refused that is told, with the name of what it was about."""
    try:
        return work()
    except (CasestateError, OSError) as problem:
        complain(f"{name}: {problem}")
        refused.append(name)
        return None


def _read(paths: Sequence[str], refused: list[str]) -> Iterator[tuple[str, CaseFile]]:
    """The case files that can be read."""
    large = len(paths) >= _LONG or sum(os.path.getsize(path) for path in paths if os.path.isfile(path)) >= _LARGE
    for path in _shown(paths, "importing", long=large):
        case = _attempted(path, refused, partial(load, path))
        if case is not None:
            yield path, case


def _taken_in(store: Store, case: CaseFile) -> str:
    """Take a case file in, with the recorded times that it states, and say how much of it was new."""
    receipt = store.import_history(case.id, case, create=case.procedure)
    return f"{case.id}: {receipt.added} new, {len(case) - receipt.added} there already"


def _named(store: Store, asked: Sequence[str]) -> Sequence[str]:
    """The cases asked for, each once; all where none is."""
    there = store.cases()
    missing = [name for name in asked if name not in set(there)]
    if missing:
        raise NotInStore(f"there is no case {', '.join(map(repr, missing))} in this store; log tells its cases")
    return list(dict.fromkeys(asked)) or there


def _files(names: Sequence[str], folder: Path) -> list[tuple[str, Path]]:
    """
    Return the file of each case, in a folder that is made if needed.

    Some file systems do not tell upper case from lower. Names that differ in nothing else have their capitals escaped.
    """
    alike = Counter(name.casefold() for name in names)
    files = [(name, folder / f"{_file_name(name, alone=alike[name.casefold()] == 1)}.jsonl") for name in names]
    for name, path in files:
        if len(path.name) > _LONGEST_NAME:
            raise InvalidQuestion(
                f"the name of case {name!r} is too long for that of a file, and nothing was written; print the case "
                "with export and without --to, and name the others with it"
            )
    folder.mkdir(parents=True, exist_ok=True)
    return files


def _file_name(name: str, *, alone: bool) -> str:
    if alone:
        return quote(name, safe=" ")
    return "".join([f"%{ord(each):02X}" if each in ascii_uppercase else quote(each, safe=" ") for each in name])


def _check_overwriting(files: Sequence[tuple[str, Path]], of_store: Sequence[Path], *, force: bool) -> None:
    """
    Check that no file is overwritten which the command did not write, and the store never.

    Raises:
        InvalidQuestion: A file is there that may not be replaced.
    """
    for name, path in files:
        if any(_is_same_file(path, each) for each in of_store):
            raise InvalidQuestion(f"case {name!r} would be written over the store, at {path}; give another folder")
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


def _opened(store: Store, name: str, *, public: bool, words_read: bool) -> CaseFile:
    """A case of a store, whole or as the public may see it."""
    case = store.open_case(name)
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


def _tell_verified(found: Verified, torn: int) -> None:
    _say(f"{found.records} places verified, {found.entries} of them of entries; {found.destroyed} are destroyed")
    if torn:
        _say(f"{torn} bytes at the end are of no whole append, but of one cut short or under way: no part of the store")
    _say(f"head: {found.head}")
    _say(_KEEP_IT)
    if found.against is None:
        _say("without --head, rows cut off the end or a history written anew are not seen")


def _verified(found: Verified, torn: int) -> dict[str, Any]:
    return {
        "verified": True,
        "places": found.records,
        "entries": found.entries,
        "destroyed": found.destroyed,
        "torn": torn,
        "head": str(found.head),
        "against": None if found.against is None else str(found.against),
    }


def _data(record: Record) -> dict[str, Any]:
    """A record as JSON values, without what its entry says."""
    return {
        "position": record.position,
        "stored_at": record.stored_at.isoformat(),
        "case": record.case,
        "kind": record.kind.value,
        "seq": record.seq,
        "imported": record.imported,
        "entries": [entry.id for entry in record.entries],
        "procedure": record.procedure,
        "destroyed": list(record.destroyed),
        "order": record.order,
    }


def _line(record: Record) -> str:
    where = f"{record.position}  {record.stored_at:%Y-%m-%d %H:%M:%SZ}  {record.case or '(destroyed)'}"
    return f"{where}  {_what(record)}{', imported' if record.imported else ''}"


def _what(record: Record) -> str:
    """What a place of a store holds, without what its entry says."""
    if record.kind is RecordKind.OPENED:
        return f"opened under {record.procedure}" if record.procedure else "opened; destroyed"
    if record.kind is RecordKind.EXPUNGED:
        return f"places {', '.join(map(str, record.destroyed))} destroyed under {record.order}"
    if not record.entries:
        return f"entry {record.seq} of the case; destroyed"
    return f"entry {', '.join(entry.id for entry in record.entries)}"


def _shown(work: Sequence[T], doing: str, *, long: bool) -> Iterable[T]:
    """The work, with a bar that shows how far it has come where it is long and somebody looks."""
    with _shown_until(len(work), doing, long=long) as reached:
        for place, each in enumerate(work, 1):
            yield each
            reached(place)


@contextmanager
def _shown_until(end: int, doing: str, *, long: bool) -> Iterator[Callable[[int], object]]:
    """What takes how far the work has come, and shows it with a bar where it is long and somebody looks."""
    if not long or sys.stderr is None or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415  # the extra `cli` is for those who look
    from rich.progress import Progress, SpinnerColumn  # noqa: PLC0415  # likewise

    columns = (SpinnerColumn(), *Progress.get_default_columns())  # what spins is at work on one long piece
    aside = sys.stdout.isatty()  # what is printed to a file or a pipe goes there, and not beside the bar
    with Progress(*columns, console=Console(stderr=True), redirect_stdout=aside) as progress:
        task = progress.add_task(doing, total=end)
        yield lambda place: progress.update(task, completed=place)
