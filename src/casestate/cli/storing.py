"""The commands for a whole store."""

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain
from typing import Any, TypeVar

from casestate.casefile import CaseFile
from casestate.cli.commands import DOUBTFUL, OK, UNUSABLE, check_read_once, complain, in_shell_words, load, print_json
from casestate.errors import CasestateError, ChainBroken, InvalidQuestion, NotAStore, NotInStore
from casestate.show.words import printable
from casestate.store import Head, Record, RecordKind, Store, Verified, open_store

T = TypeVar("T")

LONG = 20
"""The number of files or cases from which a progress bar is shown."""
_LARGE = 2_000_000
"""The number of bytes of a file from which a progress bar is shown."""
_LONG_CHAIN = 5000
"""The number of places of a store from which a progress bar is shown."""
_KEEP_IT = "keep it where nobody who can write to the store can change it, and give it to verify --head later"


def import_(asked: argparse.Namespace) -> int:
    """Import case files into a store, each as a whole or not at all. Entries that it already has are skipped."""
    if asked.store == "memory:":
        raise NotAStore("memory: is gone when the command ends, and nothing would be kept; give the path of a file")
    check_read_once(asked.file)
    refused: list[str] = []
    read = _read(asked.file, refused)
    first = next(read, None)
    if first is not None:  # no store is made for nothing
        with open_store(asked.store) as store:
            for path, case in chain([first], read):
                told = attempted(path, refused, partial(_taken_in, store, case))
                if told is not None:
                    say(told)
            say(f"head: {store.head()}")
    return UNUSABLE if refused else OK


def verify(asked: argparse.Namespace) -> int:
    """Verify a store against its chain, and against a head kept elsewhere; status 1 if the chain is broken."""
    head = None if asked.head is None else Head.parse(asked.head)
    try:
        with open_store(asked.store, existing=True) as store:
            end = store.head().position
            with shown_until(end, "verifying", long=end >= _LONG_CHAIN) as reached:
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
    """Print the places of a store in order, with times but without the content of entries."""
    with open_store(asked.store, existing=True) as store:
        if asked.case is not None:
            named(store, [asked.case])
        records = (record for record in store.read_all(asked.after) if asked.case in (None, record.case))
        if asked.json:
            print_json([_data(record) for record in records])
            return OK
        for record in records:
            say(_line(record))
        complain(f"the head is {store.head()}; {_KEEP_IT}")
    return OK


def expunge(asked: argparse.Namespace) -> int:
    """Destroy the content of entries of a case under a court's order. This cannot be undone, and needs --yes."""
    if not asked.yes:
        raise InvalidQuestion("expungement destroys what the entries say and cannot be undone; repeat it with --yes")
    with open_store(asked.store, existing=True) as store:
        head = store.expunge(asked.case, asked.entry or None, order=asked.order)
    say(f"destroyed under {asked.order}")
    say(f"head: {head}")
    return OK


def say(line: str) -> None:
    """Print one line, with names made safe for a terminal."""
    print(printable(line))


def attempted(name: str, refused: list[str], work: Callable[[], T]) -> T | None:
    """Return the result of some work, or report its error with the name of its object."""
    try:
        return work()
    except (CasestateError, OSError) as problem:
        complain(f"{name}: {in_shell_words(problem)}")
        refused.append(name)
        return None


def _read(paths: Sequence[str], refused: list[str]) -> Iterator[tuple[str, CaseFile]]:
    """Yield the case files that can be read."""
    large = len(paths) >= LONG or sum(os.path.getsize(path) for path in paths if os.path.isfile(path)) >= _LARGE
    for path in shown(paths, "importing", long=large):
        case = attempted(path, refused, partial(load, path))
        if case is not None:
            yield path, case


def _taken_in(store: Store, case: CaseFile) -> str:
    """Import a case file with its own recorded times, and print how many entries were new."""
    receipt = store.import_history(case.id, case, create=case.procedure)
    return f"{case.id}: {receipt.added} new, {len(case) - receipt.added} there already"


def named(store: Store, asked: Sequence[str]) -> Sequence[str]:
    """Return the cases given, each once; all if none is given."""
    there = store.cases()
    missing = [name for name in asked if name not in set(there)]
    if missing:
        raise NotInStore(
            f"there is no case {', '.join(map(repr, missing))} in this store; casestate log lists its cases"
        )
    return list(dict.fromkeys(asked)) or there


def _tell_verified(found: Verified, torn: int) -> None:
    say(f"{found.records} places verified, {found.entries} of them of entries; {found.destroyed} are destroyed")
    if torn:
        say(f"{torn} bytes at the end are of no whole append, but of one cut short or under way: no part of the store")
    say(f"head: {found.head}")
    say(_KEEP_IT)
    if found.against is None:
        say("without --head, rows cut off the end or a history written anew are not seen")


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
    """Return a record as JSON values, without the content of its entry."""
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
    """Return a description of a place of a store, without the content of its entry."""
    if record.kind is RecordKind.OPENED:
        return f"opened under {record.procedure}" if record.procedure else "opened; destroyed"
    if record.kind is RecordKind.EXPUNGED:
        return f"places {', '.join(map(str, record.destroyed))} destroyed under {record.order}"
    if not record.entries:
        return f"entry {record.seq} of the case; destroyed"
    return f"entry {', '.join(entry.id for entry in record.entries)}"


def shown(work: Sequence[T], doing: str, *, long: bool) -> Iterable[T]:
    """Yield the work, with a progress bar if it is long and the output is a terminal."""
    with shown_until(len(work), doing, long=long) as reached:
        for place, each in enumerate(work, 1):
            yield each
            reached(place)


@contextmanager
def shown_until(end: int | None, doing: str, *, long: bool) -> Iterator[Callable[[int], object]]:
    """
    Yield a function that takes the progress of the work, and shows a bar if it is long and the output is a terminal.

    Without a known end, the bar moves and shows the number.
    """
    if not long or sys.stderr is None or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415  # the extra `cli` is for those who look
    from rich.progress import Progress, SpinnerColumn, TextColumn  # noqa: PLC0415  # likewise

    count = [TextColumn("{task.completed:,}")] if end is None else []
    columns = (SpinnerColumn(), *Progress.get_default_columns(), *count)  # what spins is at work on one long piece
    aside = sys.stdout.isatty()  # what is printed to a file or a pipe goes there, and not beside the bar
    with Progress(*columns, console=Console(stderr=True), redirect_stdout=aside) as progress:
        task = progress.add_task(doing, total=end)
        yield lambda place: progress.update(task, completed=place)
