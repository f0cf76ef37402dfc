"""What the commands for a store as a whole do with what they were given."""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

from casestate import codec
from casestate.cli.commands import DOUBTFUL, OK, UNUSABLE
from casestate.errors import CasestateError, ChainBroken, InvalidQuestion
from casestate.show.words import printable
from casestate.store import Head, Kind, Record, Store, open_store

T = TypeVar("T")

_LONG = 20
"""So many files or cases show how far the work has come."""
_LONG_CHAIN = 5000
"""So many places of a store do."""


def import_(asked: argparse.Namespace) -> int:
    """Put case files into a store, each whole or not at all; what is there already is passed over."""
    status = OK
    with open_store(asked.store) as store:
        for path in _shown(asked.file, "importing"):
            try:
                print(_taken_in(store, path))
            except (CasestateError, OSError) as problem:
                print(printable(f"casestate: {path}: {problem}"), file=sys.stderr)
                status = UNUSABLE
        print(f"head: {store.head()}")
    return status


def export(asked: argparse.Namespace) -> int:
    """Print a case of a store as a case file, or write cases into a folder: the whole record, what is sealed too."""
    with open_store(asked.store, existing=True) as store:
        names = asked.case or store.cases()
        if asked.to is None:
            if len(names) != 1:
                raise InvalidQuestion(f"name one case to print, or a folder with --to; cases: {', '.join(names)}")
            print(codec.dumps(store.open_case(names[0])), end="")
            return OK
        folder = Path(asked.to)
        folder.mkdir(parents=True, exist_ok=True)
        for name in _shown(names, "exporting"):
            codec.dump(store.open_case(name), folder / f"{quote(name, safe=' ')}.jsonl")
    print(f"{len(names)} cases written to {printable(asked.to)}")
    return OK


def verify(asked: argparse.Namespace) -> int:
    """Hold a store against its chain, and against a head kept elsewhere; status 1 where it is broken."""
    head = None if asked.head is None else Head.parse(asked.head)
    with open_store(asked.store, existing=True) as store:
        try:
            with _shown_until(store.head().position, "verifying") as reached:
                found = store.verify(head, reached=reached)
        except ChainBroken as problem:
            print(printable(f"casestate: {problem}"), file=sys.stderr)
            return DOUBTFUL
    print(f"{found.records} places verified, {found.entries} of them of entries; {found.destroyed} are destroyed")
    print(f"head: {found.head}")
    if head is None:
        print("without --head, rows cut off the end or a history written anew are not seen")
    return OK


def log(asked: argparse.Namespace) -> int:
    """Print what was put into a store and when, in its order; what entries say, timeline tells."""
    with open_store(asked.store, existing=True) as store:
        if asked.case is not None:
            store.read(asked.case)  # refuses a case that is not there
        for record in store.read_all(asked.after):
            if asked.case in (None, record.case):
                print(printable(_line(record)))
    return OK


def expunge(asked: argparse.Namespace) -> int:
    """Destroy what entries of a case say, under a court's order. It cannot be undone, and needs --yes."""
    if not asked.yes:
        raise InvalidQuestion("expungement destroys what the entries say and cannot be undone; repeat it with --yes")
    with open_store(asked.store, existing=True) as store:
        head = store.expunge(asked.case, asked.entry or None, order=asked.order)
    print(f"destroyed under {printable(asked.order)}\nhead: {head}")
    return OK


def _taken_in(store: Store, path: str) -> str:
    """Take a case file in, with the recorded times that it states, and say how much of it was new."""
    case = codec.load(path)
    store.create(case.id, case.procedure)
    receipt = store.import_history(case.id, case)
    return printable(f"{case.id}: {receipt.added} new, {len(case) - receipt.added} there already")


def _line(record: Record) -> str:
    where = f"{record.position}  {record.stored_at:%Y-%m-%d %H:%M:%SZ}  {record.case or '(destroyed)'}"
    return f"{where}  {_what(record)}{', imported' if record.imported else ''}"


def _what(record: Record) -> str:
    """What a place of a store holds, without what its entry says."""
    if record.kind is Kind.OPENED:
        return f"opened under {record.procedure}" if record.procedure else "opened; destroyed"
    if record.kind is Kind.EXPUNGED:
        return f"places {', '.join(map(str, record.destroyed))} destroyed under {record.order}"
    if not record.entries:
        return f"entry {record.seq} of the case; destroyed"
    return f"entry {', '.join(entry.id for entry in record.entries)}"


def _shown(work: Iterable[T], doing: str) -> Iterable[T]:
    """The work, with a bar that shows how far it has come where it is long and somebody looks."""
    every = list(work)
    with _shown_until(len(every), doing, long=_LONG) as reached:
        for place, each in enumerate(every, 1):
            yield each
            reached(place)


@contextmanager
def _shown_until(end: int, doing: str, *, long: int = _LONG_CHAIN) -> Iterator[Callable[[int], object]]:
    """What takes how far the work has come, and shows it with a bar where it is long and somebody looks."""
    if end < long or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415  # the extra `cli` is for those who look
    from rich.progress import Progress  # noqa: PLC0415  # likewise

    with Progress(console=Console(stderr=True)) as progress:
        task = progress.add_task(doing, total=end)
        yield lambda place: progress.update(task, completed=place)
