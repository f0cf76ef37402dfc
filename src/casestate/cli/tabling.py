"""The tables and logs that the command can export, each printed or written to a file."""

import argparse
import io
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import attrs

from casestate.cli.commands import json_printable
from casestate.cli.storing import attempted
from casestate.codec.file import replace
from casestate.errors import InvalidQuestion
from casestate.exporters import NIEM, SPELLS, STATES, Log, niem_records, ocel_text, spells, states, write_csv
from casestate.exporters.event_log import START
from casestate.exporters.writing import Row, check_ending, csv_heading, parquet_name, write_rows
from casestate.records import Types
from casestate.show.words import printable
from casestate.view import View

FORMS = ("case", "spells", "states", "niem", "ocel")
"""The words for what is exported."""

Views = Iterable[tuple[str, Callable[[], View]]]
"""The name of each case, and what opens its view."""


class Made(Protocol):
    """What tells the files of one form from others."""

    @property
    def name(self) -> str:
        """The word of the form."""
        ...

    def made(self, path: Path) -> bool:
        """Return whether a file was written in this form."""
        ...


class Form(Protocol):
    """
    A form in which cases are exported into one file.

    Attributes:
        name: Its word.
        things: The plural of what a file in this form holds.
        left_out: A line for each thing that was left out, after it was written.
    """

    name: str
    things: str
    left_out: list[str]

    def check(self, path: Path) -> None:
        """Refuse a path whose ending is that of another form."""
        ...

    def made(self, path: Path) -> bool:
        """Return whether a file was written in this form."""
        ...

    def text(self, views: Views, refused: list[str]) -> str:
        """Return the text of the file; a case that is refused is passed over and named."""
        ...

    def write(self, views: Views, path: Path, refused: list[str]) -> int:
        """Write the file likewise, and return how many things it holds."""
        ...


def form_of(asked: argparse.Namespace) -> Form:
    """
    Return the form that was asked for.

    Raises:
        InvalidQuestion: Options were given that this form does not have.
    """
    if asked.form != "spells" and asked.field is not None:
        raise InvalidQuestion("--field is for --as spells")
    if asked.form == "ocel":
        if asked.keep_formulas:
            raise InvalidQuestion("--keep-formulas is for CSV; a log is JSON, in which nothing is a formula")
        return _Ocel()
    tables: Mapping[str, tuple[Types, Callable[[str, View], Iterator[Row]]]] = {
        "spells": (SPELLS, partial(_spells, asked.field or "phase")),
        "states": (STATES, _states),
        "niem": (NIEM, _niem),
    }
    return _Table(asked.form, *tables[asked.form], escape_formulas=not asked.keep_formulas)


def _spells(field: str, name: str, view: View) -> Iterator[Row]:
    return spells({name: view}, field)


def _states(name: str, view: View) -> Iterator[Row]:
    return states({name: view})


def _niem(name: str, view: View) -> Iterator[Row]:
    return niem_records({name: view})


def csv_text(rows: Iterable[Row], types: Types, *, escape_formulas: bool) -> str:
    """Return rows as CSV to print; for a terminal, with what it would interpret made visible."""
    file = io.StringIO()
    write_csv(rows, types, file, escape_formulas=escape_formulas)
    seen = sys.stdout is not None and sys.stdout.isatty()
    return "".join([f"{printable(line)}\n" for line in file.getvalue().splitlines()]) if seen else file.getvalue()


@attrs.define
class _Table:
    """Rows, as CSV or Parquet."""

    name: str
    types: Types
    rows: Callable[[str, View], Iterator[Row]]
    escape_formulas: bool = attrs.field(kw_only=True)
    things: str = "rows"
    left_out: list[str] = attrs.Factory(list)

    def check(self, path: Path) -> None:
        check_ending(path)

    def made(self, path: Path) -> bool:
        if check_ending(path) == ".parquet":
            return parquet_name(path) == self.name
        heading = csv_heading(self.types).encode()
        with path.open("rb") as file:
            return file.read(len(heading)) == heading

    def text(self, views: Views, refused: list[str]) -> str:
        return csv_text(self._rows(views, refused), self.types, escape_formulas=self.escape_formulas)

    def write(self, views: Views, path: Path, refused: list[str]) -> int:
        rows = self._rows(views, refused)
        return write_rows(rows, self.types, path, table=self.name, escape_formulas=self.escape_formulas)

    def _rows(self, views: Views, refused: list[str]) -> Iterator[Row]:
        for name, opened in views:
            yield from attempted(name, refused, partial(self._rows_of, name, opened)) or ()

    def _rows_of(self, name: str, opened: Callable[[], View]) -> list[Row]:
        return list(self.rows(name, opened()))


@attrs.define
class _Ocel:
    """An object-centric event log, as JSON."""

    name: str = "ocel"
    things: str = "events"
    left_out: list[str] = attrs.Factory(list)

    def check(self, path: Path) -> None:
        if path.suffix.lower() not in (".json", ".jsonocel"):
            raise InvalidQuestion(f"a log is written to a file that ends in .json or .jsonocel, not to {str(path)!r}")

    def made(self, path: Path) -> bool:
        with path.open("rb") as file:
            return file.read(len(START)) == START.encode()

    def text(self, views: Views, refused: list[str]) -> str:
        return json_printable(ocel_text(self._log(views, refused)))

    def write(self, views: Views, path: Path, refused: list[str]) -> int:
        log = self._log(views, refused)
        replace(path, ocel_text(log))
        return len(log["events"])

    def _log(self, views: Views, refused: list[str]) -> dict[str, Any]:
        log = Log()
        for name, opened in views:
            attempted(name, refused, partial(_add, log, name, opened))
        self.left_out = [f"{case}: {entry} has no date, and is not in the log" for case, entry in log.undated]
        return log.fields()


def _add(log: Log, name: str, opened: Callable[[], View]) -> None:
    log.add(name, opened())
