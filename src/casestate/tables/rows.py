"""The rows of any table: CSV and Parquet files, whatever gives Arrow, and mappings."""

import csv
import gzip
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain, islice
from operator import itemgetter
from os import PathLike, fspath
from pathlib import Path
from typing import Any, TypeAlias

from casestate.errors import InvalidTable
from casestate.tables.arrow import of_arrow, of_parquet
from casestate.tables.cells import plain, words_of
from casestate.tables.columns import columns_of
from casestate.tables.remarks import RAGGED_ROW
from casestate.tables.row import Row, as_cell

Table: TypeAlias = Any
"""A path of a CSV or Parquet file, whatever has ``__arrow_c_stream__``, or mappings."""

_PARQUET = (".parquet", ".pq")
_FIRST = 1_000
"""Of mappings, each column that a layout reads is in one of so many first rows; a row may leave a column out."""

_LONGER = "; or the text is that long: read it from Parquet, or after raising csv.field_size_limit()"


def rows_of(table: Table, layout: Any) -> Iterator[Row]:
    """
    Yield the rows of a table, with the cells that a layout reads.

    Raises:
        InvalidTable: The table lacks a column, or cannot be read.
    """
    rows: Iterator[Row]
    if isinstance(table, str | PathLike):
        path = Path(fspath(table))
        rows = of_parquet(path, layout) if path.suffix.lower() in _PARQUET else _of_csv(path, layout)
    elif hasattr(table, "__arrow_c_stream__"):
        rows = of_arrow(table, layout)
    elif isinstance(table, Iterable) and not isinstance(table, Mapping):
        rows = _of_mappings(table, layout)
    else:
        raise InvalidTable(
            "a table is the path of a CSV or Parquet file, a frame that gives Arrow, or mappings such as "
            f"csv.DictReader yields, not {type(table).__name__}"
        )
    blank = frozenset(map(plain, layout.blank))
    return _without(rows, blank) if blank else rows


def _of_mappings(table: Iterable[Mapping[Any, Any]], layout: Any) -> Iterator[Row]:
    rows = _mappings(table)
    first = list(islice(rows, _FIRST))
    if not first:
        return
    names = columns_of(dict.fromkeys(chain.from_iterable(first)), layout, "the table")
    for number, row in enumerate(chain(first, rows), 1):
        cells = tuple([as_cell(row.get(name)) for name in names])
        beyond = row.get(None)  # where csv.DictReader keeps cells beyond the heading
        yield Row(number, cells, _ragged([*[""] * (len(row) - 1), *beyond], len(row) - 1) if beyond else None)


def _mappings(table: Iterable[Any]) -> Iterator[Mapping[Any, Any]]:
    for number, row in enumerate(table, 1):
        if not isinstance(row, Mapping):
            raise InvalidTable(f"row {number} is no mapping of columns to cells, but {type(row).__name__}")
        yield row


def _of_csv(path: Path, layout: Any) -> Iterator[Row]:
    with csv_lines(path, layout.encoding, layout.delimiter) as (heading, lines):
        places = [heading.index(column) for column in columns_of(heading, layout, path.name)]
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
    except UnicodeError as problem:
        raise InvalidTable(
            f"{path.name} is not in the encoding {encoding} ({problem}); state the encoding that it is in, such as "
            "encoding = 'cp1252'"
        ) from None
    except (EOFError, gzip.BadGzipFile, zlib.error) as problem:
        raise InvalidTable(f"{path.name} is no whole file packed by gzip: {problem}") from None
    except csv.Error as problem:
        raise InvalidTable(
            f"{path.name}, line {lines.line_num}: {problem}; a text with commas, quotes or line breaks stands in "
            f"quotes, and a quote in it is written twice{_LONGER if 'field limit' in str(problem) else ''}"
        ) from None


def _ragged(line: list[str], width: int) -> tuple[str, tuple[Any, ...]]:
    beyond = "; ".join([cell for cell in line[width:] if cell.strip()])
    return beyond, ((RAGGED_ROW, f"the row has {len(line)} cells, and the heading {width}"),)


def _without(rows: Iterator[Row], blank: frozenset[str]) -> Iterator[Row]:
    """Yield rows without the words that stand for no value."""
    for row in rows:
        yield row._replace(cells=tuple([None if plain(words_of(cell)) in blank else cell for cell in row.cells]))
