"""The commands that read a table by a layout, or what an importer lays out, and draft a layout."""

import argparse
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Any, Protocol

import attrs

from casestate import codec
from casestate.casefile import CaseFile
from casestate.cli.commands import OK
from casestate.cli.exporting import file_name
from casestate.cli.storing import say, shown_until
from casestate.codec.file import replace
from casestate.errors import InvalidQuestion, NotAStore
from casestate.law.findings import Finding
from casestate.store import open_store
from casestate.tables.draft import draft
from casestate.tables.jobs import Work, find_one_by_one, work
from casestate.tables.layout import Layout
from casestate.tables.reading import Cases
from casestate.tables.report import html, text
from casestate.tables.rows import Table
from casestate.tables.tally import Tally

IMPORTERS = ("juriscraper", "odyssey")
"""The modules of :mod:`casestate.importers` that lay out documents; one is imported when it is asked for."""


def read(asked: argparse.Namespace) -> int:
    """
    Read a table into case files by a layout, and report the rows read, the words not known and the findings.

    With --from, an importer lays out the rows and has the layout.
    """
    return _read(asked, _Given.of(asked), Path(asked.file).name)


def snapshots(asked: argparse.Namespace) -> int:
    """
    Read the versions of a list that is overwritten in place into case files by a layout, and report as for a table.

    The versions are the dated files of a folder or, with --file, those of one file in a git history.
    """
    name = Path(asked.path).resolve().name if asked.file is None else Path(asked.file).name
    return _read(asked, _Versions.of(asked), name)


def _read(asked: argparse.Namespace, given: "_Read", name: str) -> int:
    tally = Tally()
    if asked.dry_run or (asked.store is None and asked.to is None):
        deque(given.cases(_nothing, tally), 0)
    elif asked.store is not None:
        _to_store(asked, given, tally)
    else:
        _to_folder(asked, given, tally)
    if asked.report is not None:
        replace(asked.report, html(tally, name))
    for line in text(tally, name):
        say(line)
    return OK


def layout(asked: argparse.Namespace) -> int:
    """Print a draft of a layout for a CSV file: its columns and most frequent words, with every choice left open."""
    for line in draft(asked.file, encoding=asked.encoding, delimiter=asked.delimiter).splitlines():
        say(line)
    return OK


class _Read(Protocol):
    """What is read into case files."""

    def cases(self, do: "Callable[[CaseFile], CaseFile | None]", tally: Tally) -> Iterator[CaseFile]:
        """Yield the case files that are kept, and count what is read."""
        ...


@attrs.frozen
class _Versions:
    """
    The versions of a list.

    Attributes:
        versions: The versions.
        layout: Which acts their records state.
        key: The columns that tell one record from another.
    """

    versions: Iterable[Any]
    layout: Layout
    key: tuple[str, ...]

    @classmethod
    def of(cls, asked: argparse.Namespace) -> "_Versions":
        """Return what is asked for; a layout that cannot be used is told before anything is made."""
        layout = Layout.load(asked.layout)
        module = import_module("casestate.importers.snapshots")
        versions = module.versions(asked.path, layout, file=asked.file, pattern=asked.pattern)
        return cls(versions, layout, tuple(asked.key))

    def cases(self, do: "Callable[[CaseFile], CaseFile | None]", tally: Tally) -> Iterator[CaseFile]:
        """Yield the case files that are kept, and count what is read."""
        module = import_module("casestate.importers.snapshots")
        read: Cases = module.read(self.versions, self.layout, key=self.key)
        every = [case for case, _ in read]
        find(every, read.tally)
        tally.add(read.tally)
        yield from [kept for case in every if (kept := do(case)) is not None]


@attrs.frozen
class _Given:
    """
    What is read of a table.

    Attributes:
        table: The rows.
        load: Returns their layout.
        jobs: The number of processes.
    """

    table: Table
    load: Callable[[], Layout]
    jobs: int

    @classmethod
    def of(cls, asked: argparse.Namespace) -> "_Given":
        """Return what is asked for; a layout that cannot be used is told before anything is made."""
        if asked.importer is None:
            load = partial(Layout.load, asked.layout)
            load()
            return cls(asked.file, load, asked.jobs)
        documents = import_module("casestate.importers.documents").documents(asked.file)
        importer = import_module(f"casestate.importers.{asked.importer}")
        return cls(chain.from_iterable(map(importer.rows, documents)), importer.layout, asked.jobs)

    def cases(self, do: "Callable[[CaseFile], CaseFile | None]", tally: Tally) -> Iterator[CaseFile]:
        """Yield the case files that are kept, and count what is read."""
        with shown_until(None, "reading", long=True) as reached:
            for part, cases in work(self.table, Work(self.load, do, find), jobs=self.jobs):
                tally.add(part)
                reached(tally.rows)
                yield from [case for case in cases if case is not None]


def _to_store(asked: argparse.Namespace, given: _Read, tally: Tally) -> None:
    """Put the cases into a store, all of them or none; those that are there already are passed over."""
    if asked.store == "memory:":
        raise NotAStore("memory: is gone when the command ends, and nothing would be kept; give the path of a file")
    with open_store(asked.store) as store:
        store.import_cases(given.cases(_itself, tally))
        say(f"head: {store.head()}")


def _to_folder(asked: argparse.Namespace, given: _Read, tally: Tally) -> None:
    """Write a file for each case into a folder that has none."""
    folder = Path(asked.to)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InvalidQuestion(f"{folder} is there already and not empty, and nothing was written; give another folder")
    folder.mkdir(parents=True, exist_ok=True)
    deque(given.cases(_Writing(folder), tally), 0)


def find(cases: Sequence[CaseFile], tally: Tally) -> None:
    """Count what is doubtful in case files: each shape of a history once, where the extra for bulk work is there."""
    try:
        from casestate import bulk  # noqa: PLC0415  # an extra, which makes it several times as fast
    except ImportError:
        find_one_by_one(cases, tally)
        return
    by_id = {case.id: case for case in cases}
    for row in bulk.read(cases).findings().counts.to_pylist():
        first = partial(_first, by_id[row["case"]], row["code"])
        tally.tell_many(row["code"], row["count"], first, row["case"])


def _first(case: CaseFile, code: str) -> Finding:
    return next(finding for finding in case.at().findings if finding.code == code)


def _nothing(_: CaseFile) -> None:
    """Keep nothing of a case."""


def _itself(case: CaseFile) -> CaseFile:
    return case


@attrs.frozen
class _Writing:
    """
    What writes each case to a file of its own.

    Attributes:
        folder: The folder.
    """

    folder: Path

    def __call__(self, case: CaseFile) -> None:
        """Write a case; some file systems do not tell upper case from lower, so a name that is taken is escaped."""
        made = codec.dumps(case)
        try:
            self._write(file_name(case.id, alone=True), made)
        except FileExistsError:
            self._write(file_name(case.id, alone=False), made)

    def _write(self, name: str, made: str) -> None:
        with (self.folder / f"{name}.jsonl").open("x", encoding="utf-8", newline="\n") as file:
            file.write(made)
