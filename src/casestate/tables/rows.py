"""The rows of any table: CSV and Parquet files, whatever gives Arrow, and mappings."""

import csv
import gzip
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from importlib import import_module
from math import isnan
from operator import itemgetter
from os import PathLike, fspath
from pathlib import Path
from typing import Any, TypeAlias

from casestate.errors import CasestateError, InvalidTable
from casestate.tables.assembling import Row
from casestate.tables.hints import near
from casestate.tables.plan import Cell
from casestate.tables.remarks import RAGGED_ROW

Table: TypeAlias = Any
"""A path of a CSV or Parquet file, whatever has ``__arrow_c_stream__``, or mappings."""

_PARQUET = (".parquet", ".pq")


def rows_of(table: Table, layout: Any) -> Iterator[Row]:
    """
    Yield the rows of a table, with the cells that a layout reads.

    Raises:
        InvalidTable: The table lacks a column, or cannot be read.
    """
    rows: Iterator[Row]
    if isinstance(table, str | PathLike):
        path = Path(fspath(table))
        rows = _of_parquet(path, layout) if path.suffix.lower() in _PARQUET else _of_csv(path, layout)
    elif hasattr(table, "__arrow_c_stream__"):
        rows = _of_arrow(table, layout)
    elif isinstance(table, Iterable) and not isinstance(table, Mapping):
        rows = _of_mappings(table, layout)
    else:
        raise InvalidTable(
            "a table is the path of a CSV or Parquet file, a frame that gives Arrow, or mappings such as "
            f"csv.DictReader yields, not {type(table).__name__}"
        )
    blank = frozenset(layout.blank)
    return _without(rows, blank) if blank else rows


def check_columns(found: Sequence[str], layout: Any, table: str) -> None:
    """
    Check that a table has the columns that a layout reads, each once.

    Raises:
        InvalidTable: It does not; the error names each key, and the columns that are most like it.
    """
    twice = [name for name, count in Counter(found).items() if count > 1]
    if twice:
        names = ", ".join([repr(name) for name in twice])
        raise InvalidTable(f"{table} has two columns of one name: {names}; give each its own name")
    wrong = [
        f"{', '.join(dict.fromkeys(keys))}: {table} has no column {name!r}{near(name, found)}"
        for name, keys in layout.plan.used.items()
        if name not in found
    ]
    if wrong:
        known = ", ".join(found)
        raise InvalidTable("\n".join([*wrong, f"its columns: {known}"]))


def _of_mappings(table: Iterable[Mapping[str, Any]], layout: Any) -> Iterator[Row]:
    names = layout.columns
    for number, row in enumerate(table, 1):
        if not isinstance(row, Mapping):
            raise InvalidTable(f"row {number} is no mapping of columns to cells, but {type(row).__name__}")
        if number == 1:
            check_columns(list(row), layout, "the table")
        cells = tuple([as_cell(row.get(name)) for name in names])
        beyond: Any = row.get(None)  # type: ignore[call-overload]  # where csv.DictReader keeps cells beyond the heading
        yield Row(number, cells, _ragged([*[""] * (len(row) - 1), *beyond], len(row) - 1) if beyond else None)


def _of_csv(path: Path, layout: Any) -> Iterator[Row]:
    with csv_lines(path, layout.encoding, layout.delimiter) as (heading, lines):
        check_columns(heading, layout, path.name)
        places = [heading.index(column) for column in layout.columns]
        taken: Callable[[list[str]], Any] = itemgetter(*places) if len(places) > 1 else lambda line: (line[places[0]],)
        width, number, new = len(heading), 0, tuple.__new__  # a third faster than calling the type
        for line in lines:
            if len(line) == width:
                number += 1
                yield new(Row, (number, taken(line), None))
            elif line:
                number += 1
                yield Row(number, taken([*line, *[""] * (width - len(line))]), _ragged(line, width))


@contextmanager
def csv_lines(path: Path, encoding: str, delimiter: str) -> Iterator[tuple[list[str], Iterator[list[str]]]]:
    """
    Yield the heading and the lines of a CSV file, which may be packed by gzip. Blank lines hold nothing.

    Raises:
        InvalidTable: It is empty, in another encoding, or its quotes do not pair.
    """
    opened: Callable[..., Any] = gzip.open if path.suffix.lower() == ".gz" else open
    lines: Any = None
    try:
        with opened(path, "rt", encoding=encoding, newline="") as file:
            lines = csv.reader(file, delimiter=delimiter, strict=True)
            heading = next((line for line in lines if line), None)
            if heading is None:
                raise InvalidTable(f"{path.name} is empty; a CSV file begins with the names of its columns")
            yield heading, lines
    except UnicodeDecodeError as problem:
        byte = f"byte {problem.object[problem.start]:#x}"
        raise InvalidTable(
            f"{path.name} is not in the encoding {encoding} ({problem.reason}, {byte}); state the encoding that "
            "it is in, such as encoding = 'cp1252'"
        ) from None
    except csv.Error as problem:
        raise InvalidTable(
            f"{path.name}, line {lines.line_num}: {problem}; a text with commas, quotes or line breaks stands in "
            "quotes, and a quote in it is written twice"
        ) from None


def _ragged(line: list[str], width: int) -> tuple[str, tuple[Any, ...]]:
    beyond = "; ".join([cell for cell in line[width:] if cell.strip()])
    return beyond, ((RAGGED_ROW, f"the row has {len(line)} cells, and the heading {width}"),)


def _of_parquet(path: Path, layout: Any) -> Iterator[Row]:
    parquet = _pyarrow("pyarrow.parquet")
    try:
        with parquet.ParquetFile(path) as file:
            check_columns(file.schema_arrow.names, layout, path.name)
            yield from _of_batches(file.iter_batches(columns=list(layout.columns)), layout)
    except _pyarrow("pyarrow").ArrowInvalid as problem:
        raise InvalidTable(f"{path.name} is no Parquet file: {problem}") from None


def _of_arrow(table: Any, layout: Any) -> Iterator[Row]:
    with _pyarrow("pyarrow").RecordBatchReader.from_stream(table) as batches:
        check_columns(batches.schema.names, layout, "the table")
        yield from _of_batches(batches, layout)


def _of_batches(batches: Iterable[Any], layout: Any) -> Iterator[Row]:
    number = 0
    for batch in batches:
        columns = [_cells(batch.column(name).to_pylist()) for name in layout.columns]
        for cells in zip(*columns, strict=True):
            number += 1
            yield Row(number, cells)


def _cells(values: list[Any]) -> list[Cell]:
    return [value if value is None or type(value) is str else as_cell(value) for value in values]


def _pyarrow(module: str) -> Any:
    try:
        return import_module(module)
    except ImportError:
        raise CasestateError("Arrow and Parquet need the extra: pip install 'casestate[arrow]'") from None


def _without(rows: Iterator[Row], blank: frozenset[str]) -> Iterator[Row]:
    """Yield rows without the words that stand for no value."""
    for row in rows:
        yield row._replace(cells=tuple([None if cell in blank else cell for cell in row.cells]))


def as_cell(value: Any) -> Cell:
    """Return a value as a cell: text, a date, or ``None`` for none."""
    if value is None or isinstance(value, str | date):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        if isnan(value):
            return None
        return str(int(value)) if value.is_integer() else str(value)
    return str(value)
