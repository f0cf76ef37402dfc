"""
Rows written as CSV or Parquet.

A spreadsheet runs a cell that begins with ``=``, ``+``, ``-`` or ``@`` as a formula, some of them also where the sign
is full-width or stands behind a tab, a line break, a null or a byte order mark. In CSV such a text therefore begins
with an apostrophe, unless told otherwise; :func:`unescape_formula` takes it off again. Parquet has types, so there
nothing is escaped.
"""

import csv
import io
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from casestate.codec.file import replacing
from casestate.errors import CasestateError, InvalidQuestion
from casestate.records import Types

if TYPE_CHECKING:
    import pyarrow as pa

Row = Mapping[str, Any]
"""The values of one row by column."""

_FORMULA = re.compile("'*[=+\\-@\uff1d\uff0b\uff0d\uff20\t\r\n\0\ufeff]")
_BATCH = 10_000
"""Rows in one row group of a Parquet file."""
_MADE_BY = b"casestate"
"""The key of the metadata that a Parquet file of this library has; its value is the name of the table."""


def escape_formula(text: str) -> str:
    """
    Return a text that no spreadsheet takes for a formula.

    >>> escape_formula("=1+1"), escape_formula("theft"), escape_formula("'=1+1")
    ("'=1+1", 'theft', "''=1+1")
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unescape_formula(text: str) -> str:
    """
    Return the text that :func:`escape_formula` was given.

    >>> unescape_formula("'=1+1"), unescape_formula("theft"), unescape_formula("'tis")
    ('=1+1', 'theft', "'tis")
    """
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def write_rows(
    rows: Iterable[Row], types: Types, path: str | os.PathLike[str], *, table: str, escape_formulas: bool
) -> int:
    """
    Write rows to a file, as its name ends in ``.csv`` or ``.parquet``, and return their number.

    Args:
        rows: The rows, which are read one after another.
        types: The columns in order, with the type of each.
        path: The file. An old one is replaced once the new one is whole.
        table: The name of the table, which a Parquet file keeps in its metadata.
        escape_formulas: Whether texts that begin as a formula does are escaped in CSV.

    Raises:
        CasestateError: The file is to be Parquet and pyarrow is not installed.
        InvalidQuestion: The name of the file ends otherwise.
        OSError: The file cannot be written. The old file is unchanged.
    """
    ending = check_ending(path)
    if ending == ".parquet":
        schema = arrow_schema(types).with_metadata({_MADE_BY: table.encode()})
        with replacing(path) as unfinished:
            return _write_parquet(rows, schema, unfinished)
    with replacing(path) as unfinished, unfinished.open("w", encoding="utf-8", newline="") as file:
        return write_csv(rows, types, file, escape_formulas=escape_formulas)


def write_table(table: "pa.Table", path: str | os.PathLike[str], *, name: str, escape_formulas: bool) -> int:
    """
    Write an Arrow table to a file, as :func:`write_rows` writes rows, and return the number of its rows.

    Raises:
        InvalidQuestion: The name of the file ends otherwise.
        OSError: The file cannot be written. The old file is unchanged.
    """
    if check_ending(path) == ".parquet":
        from pyarrow import parquet  # noqa: PLC0415  # an extra

        with replacing(path) as unfinished:
            parquet.write_table(table.replace_schema_metadata({_MADE_BY: name.encode()}), unfinished)
        return int(table.num_rows)
    rows = (row for batch in table.to_batches(_BATCH) for row in batch.to_pylist())
    types = dict.fromkeys(table.schema.names, str)
    return write_rows(rows, types, path, table=name, escape_formulas=escape_formulas)


def check_ending(path: str | os.PathLike[str]) -> str:
    """
    Return ``.csv`` or ``.parquet``, as the name of a file ends.

    Raises:
        InvalidQuestion: It ends otherwise.
    """
    ending = Path(path).suffix.lower()
    if ending not in (".csv", ".parquet"):
        raise InvalidQuestion(f"rows are written to a file that ends in .csv or .parquet, not to {os.fspath(path)!r}")
    return ending


def write_csv(rows: Iterable[Row], types: Types, file: TextIO, *, escape_formulas: bool = True) -> int:
    """
    Write rows as CSV with a heading, and return their number; ``None`` is an empty cell, and parts are JSON.

    Args:
        rows: The rows, which are read one after another.
        types: The columns in order, with the type of each.
        file: A file of text, opened with ``newline=""``.
        escape_formulas: Whether texts that begin as a formula does are escaped.
    """
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(types)
    number = 0
    for row in rows:
        writer.writerow([_cell(row[name], escape_formulas=escape_formulas) for name in types])
        number += 1
    return number


def csv_heading(types: Types) -> str:
    """Return the first line of a CSV file with these columns."""
    file = io.StringIO()
    write_csv([], types, file)
    return file.getvalue()


def _cell(value: Any, *, escape_formulas: bool) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return escape_formula(value) if escape_formulas and isinstance(value, str) else value


def arrow_table(rows: Iterable[Row], types: Types) -> "pa.Table":
    """
    Return rows as an Arrow table with the types of the columns, also where there is no row.

    Raises:
        CasestateError: pyarrow is not installed.
    """
    schema = arrow_schema(types)
    return _pyarrow().Table.from_pylist(list(rows), schema=schema)


def arrow_schema(types: Types) -> "pa.Schema":
    """
    Return the Arrow schema of columns.

    Raises:
        CasestateError: pyarrow is not installed.
    """
    arrow = _pyarrow()
    return arrow.schema([(name, _arrow_type(type_)) for name, type_ in types.items()])


def _arrow_type(type_: Any) -> Any:
    arrow = _pyarrow()
    if isinstance(type_, Mapping):
        return arrow.list_(arrow.struct([(name, _arrow_type(each)) for name, each in type_.items()]))
    return getattr(arrow, {"str": "string", "int": "int64", "bool": "bool_", "date": "date32"}[type_.__name__])()


def _write_parquet(rows: Iterable[Row], schema: "pa.Schema", path: Path) -> int:
    from pyarrow import parquet  # noqa: PLC0415  # an extra

    number = 0
    with parquet.ParquetWriter(path, schema) as writer:
        for batch in _batches(rows):
            writer.write_table(_pyarrow().Table.from_pylist(batch, schema=schema))
            number += len(batch)
    return number


def _batches(rows: Iterable[Row]) -> Iterator[list[Any]]:
    rows = iter(rows)
    while batch := list(islice(rows, _BATCH)):
        yield batch


def parquet_name(path: Path) -> str | None:
    """
    Return the name of the table in a Parquet file of this library; ``None`` for any other file.

    Raises:
        CasestateError: pyarrow is not installed.
    """
    arrow = _pyarrow()
    from pyarrow import parquet  # noqa: PLC0415  # an extra

    try:
        metadata = parquet.read_schema(path).metadata or {}
    except (arrow.ArrowInvalid, OSError):
        return None
    return metadata[_MADE_BY].decode() if _MADE_BY in metadata else None


def _pyarrow() -> Any:
    try:
        import pyarrow as pa  # noqa: PLC0415  # an extra
    except ImportError:
        raise CasestateError("Arrow and Parquet need the extra: pip install 'casestate[arrow]'; or write CSV") from None
    return pa
