"""The command that asks all cases of a table together."""

import argparse
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence, Sized
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from casestate.cli import commands
from casestate.cli.exporting import check_replacing, print_as_it_is
from casestate.cli.storing import shown_until
from casestate.cli.tabling import csv_text
from casestate.codec.file import replace
from casestate.errors import CasestateError, InvalidQuestion
from casestate.exporters.writing import check_ending, csv_heading, parquet_name, write_table
from casestate.law import PROCEDURES
from casestate.show import bars, caseload
from casestate.tables.layout import Layout

if TYPE_CHECKING:
    import pyarrow as pa

    from casestate.bulk import Buckets, Courts
    from casestate.tables.tally import Tally

QUESTIONS = ("states", "spells", "caseload", "findings", "defendants")
"""What can be asked: the methods of :class:`casestate.bulk.Courts`."""
PERIODS = ("month", "quarter", "year")
"""The words for a period."""
_OF = {
    "as_of": ("states", "defendants", "findings"),
    "field": ("spells",),
    "every": ("caseload",),
    "since": ("caseload",),
    "until": ("caseload",),
    "chart": ("caseload",),
    "json": ("caseload", "findings"),
}
"""The options that only some questions have."""
_CHARTS = {".svg": (caseload.svg, caseload.SVG), ".html": (caseload.page, caseload.START)}
"""What draws a chart, and how the file begins, by the ending of its name."""
_BATCH = 10_000


def bulk(asked: argparse.Namespace) -> int:
    """
    Ask all cases of a table together: for states, spells, the caseload, findings or defendants.

    Each answer is that of the case files, and each different history is worked out once. With --jobs, several processes
    share the cases, and each keeps about a million rows in memory at once. It needs the extra bulk.
    """
    _check(asked)
    with shown_until(None, asked.question, long=True) as reached, _courts(asked, reached) as courts:
        table = _TABLES[asked.question](courts, asked)
        told = _told(courts)
    if asked.chart is not None:
        _draw(asked, table)
    if asked.output is not None:
        number = write_table(table, asked.output, name=_name(asked), escape_formulas=not asked.keep_formulas)
        commands.complain(f"{number} rows written to {asked.output}")
    elif asked.json:
        commands.print_json([_json(row) for row in _rows(table)])
    else:
        _PRINTED.get(asked.question, _print_csv)(table, asked)
    commands.complain(told)
    return commands.OK


def _check(asked: argparse.Namespace) -> None:
    """Refuse options that the question does not have, and files that may not be replaced, before any work."""
    for option, questions in _OF.items():
        if getattr(asked, option) and asked.question not in questions:
            raise InvalidQuestion(f"--{option.replace('_', '-')} is for {', '.join(questions)}")
    if asked.question == "findings" and asked.as_of and len(asked.as_of) > 1:
        raise InvalidQuestion("findings are asked as of one day; give --as-of one")
    if asked.layout is not None and asked.procedure is not None:
        raise InvalidQuestion("a layout names its procedure; --procedure is for a table without a layout")
    if asked.output is not None:
        check_ending(asked.output)
    if asked.chart is not None and Path(asked.chart).suffix.lower() not in _CHARTS:
        raise InvalidQuestion(f"a chart is drawn to a file that ends in .svg or .html, not to {asked.chart!r}")
    for path in filter(None, (asked.output, asked.chart)):
        read = [Path(each) for each in (asked.file, asked.layout) if each is not None]
        check_replacing(Path(path), read, _Ours(_name(asked)), force=asked.force)


def _name(asked: argparse.Namespace) -> str:
    return f"bulk {asked.question}"


@attrs.frozen
class _Ours:
    """
    What tells whether a file was written by this command, for this question.

    Attributes:
        name: The name of the table.
    """

    name: str

    def made(self, path: Path) -> bool:
        """Return whether it was."""
        ending = path.suffix.lower()
        if ending == ".parquet":
            return parquet_name(path) == self.name
        begins = _CHARTS[ending][1] if ending in _CHARTS else _heading(self.name)
        with path.open("rb") as file:
            return file.read(len(begins.encode())) == begins.encode()


def _heading(name: str) -> str:
    """Return the heading of a CSV file of an answer."""
    table = getattr(_work().read([]), name.removeprefix("bulk "))()
    return csv_heading(dict.fromkeys(_every(table).schema.names, str))


def _work() -> Any:
    """Return the package of bulk work, which needs an extra."""
    try:
        from casestate import bulk as work  # noqa: PLC0415  # needed here only
    except ImportError as problem:
        raise CasestateError(str(problem)) from None
    return work


@contextmanager
def _courts(asked: argparse.Namespace, reached: Callable[[int], object]) -> "Iterator[Courts | Buckets]":
    """Yield the cases, read by this process or parted among several."""
    layout = None if asked.layout is None else Layout.load(asked.layout)
    law = PROCEDURES[asked.procedure or "generic"] if layout is None else None
    if asked.jobs == 1:
        yield _work().read(asked.file, layout, procedure=law)
        return
    split = partial(_work().split, asked.file, layout, procedure=law, jobs=asked.jobs)
    with split(progress=lambda _doing, done, _of: reached(done)) as buckets:
        yield buckets


def _every(answer: Any) -> "pa.Table":
    """Return an answer as a table, every finding where it is findings."""
    return getattr(answer, "rows", answer)


def _findings(courts: "Courts | Buckets", asked: argparse.Namespace) -> "pa.Table":
    """Return every finding for a file, and their counts for a reader."""
    found = courts.findings(asked.as_of[0] if asked.as_of else None)
    return found.rows if asked.output is not None else found.counts


def _caseload(courts: "Courts | Buckets", asked: argparse.Namespace) -> "pa.Table":
    return courts.caseload(asked.every or "month", between=(asked.since, asked.until))


_TABLES: Mapping[str, Callable[["Courts | Buckets", argparse.Namespace], "pa.Table"]] = {
    "states": lambda courts, asked: courts.states(asked.as_of),
    "spells": lambda courts, asked: courts.spells(asked.field or "phase"),
    "caseload": _caseload,
    "findings": _findings,
    "defendants": lambda courts, asked: courts.defendants(asked.as_of),
}


def _rows(table: "pa.Table") -> Iterator[dict[str, Any]]:
    for batch in table.to_batches(_BATCH):
        yield from batch.to_pylist()


def _json(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}


def _draw(asked: argparse.Namespace, table: "pa.Table") -> None:
    draw, _ = _CHARTS[Path(asked.chart).suffix.lower()]
    replace(asked.chart, draw(list(_rows(table)), asked.every or "month", Path(asked.file).name))
    commands.complain(f"chart written to {asked.chart}")


def _print_csv(table: "pa.Table", asked: argparse.Namespace) -> None:
    types = dict.fromkeys(table.schema.names, str)
    print_as_it_is(csv_text(_rows(table), types, escape_formulas=not asked.keep_formulas))


def _print_bars(table: "pa.Table", asked: argparse.Namespace) -> None:
    width = shutil.get_terminal_size().columns
    plain = not commands.is_unicode(sys.stdout)
    for line in bars.bars(list(_rows(table)), asked.every or "month", width=width, plain=plain):
        print(line)


def _print_counts(table: "pa.Table", _: argparse.Namespace) -> None:
    commands.print_picture(lambda tables: tables.counts(list(_rows(table))), whole_lines=True)


_PRINTED: Mapping[str, Callable[["pa.Table", argparse.Namespace], None]] = {
    "caseload": _print_bars,
    "findings": _print_counts,
}
"""What prints an answer for a reader, where it is not CSV."""


def _told(courts: "Courts | Buckets") -> str:
    """Say how much was asked, and what was left to the case files."""
    summary = courts.summary
    buckets = len(courts) if isinstance(courts, Sized) else 1
    return (
        f"{summary.charges:,} charges, claims and citations of {summary.cases:,} cases; {summary.shapes:,} different "
        f"histories{f', counted in each of {buckets} buckets' if buckets > 1 else ''}{_left(summary.routed)}"
        f"{_doubted(courts.tally)}"
    )


def _doubted(tally: "Tally | None") -> str:
    """Say how often a row could not be read as it stands."""
    count = sum([found.count for found in tally.findings.values()]) if tally is not None else 0
    return f"; findings about rows: {count:,} (see casestate bulk findings)" if count else ""


def _left(routed: Mapping[str, int]) -> str:
    """Say what was left to the case files, and why."""
    reasons: Sequence[str] = [f"{count:,} for {why}" for why, count in routed.items()]
    return f"; left to the case files: {', '.join(reasons)}" if reasons else ""
