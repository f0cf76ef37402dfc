"""The rows of Parquet files, and of whatever gives Arrow."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from errno import ENOENT
from importlib import import_module
from os import strerror
from pathlib import Path
from typing import Any

from casestate.errors import CasestateError, InvalidTable
from casestate.tables.columns import columns_of
from casestate.tables.row import Cell, Row, as_cell


def of_parquet(path: Path, layout: Any) -> Iterator[Row]:
    """
    Yield the rows of a Parquet file, with the cells that a layout reads.

    Raises:
        CasestateError: pyarrow is not installed.
        InvalidTable: The file lacks a column, or is no Parquet file.
    """
    parquet = _pyarrow("pyarrow.parquet")
    with readable(f"{path.name} is no Parquet file that can be read", str(path)), parquet.ParquetFile(path) as file:
        names = columns_of(file.schema_arrow.names, layout, path.name)
        yield from _of_batches(file.iter_batches(columns=names), names)


def of_arrow(table: Any, layout: Any) -> Iterator[Row]:
    """
    Yield the rows of what gives Arrow (``__arrow_c_stream__``), with the cells that a layout reads.

    Raises:
        CasestateError: pyarrow is not installed.
        InvalidTable: The table lacks a column, or cannot be handed over.
    """
    arrow = _pyarrow("pyarrow")
    with readable("the table cannot be read as Arrow"), arrow.RecordBatchReader.from_stream(table) as batches:
        yield from _of_batches(batches, columns_of(batches.schema.names, layout, "the table"))


@contextmanager
def readable(otherwise: str, path: str | None = None) -> Iterator[None]:
    """
    Tell what Arrow cannot read as an error about the table.

    Args:
        otherwise: The words of the error, before the reason.
        path: The file.

    Raises:
        InvalidTable: What is read is in a wrong form.
        OSError: The file cannot be opened; the error has its path.
    """
    try:
        yield
    except InvalidTable:
        raise
    except OSError as problem:
        if type(problem) is OSError and problem.errno is None:
            raise InvalidTable(f"{otherwise}: {problem}") from None
        if isinstance(problem, FileNotFoundError) and problem.filename is None:
            raise FileNotFoundError(ENOENT, strerror(ENOENT), path) from None
        raise
    except (_pyarrow("pyarrow").ArrowException, ValueError) as problem:  # pandas raises its own
        raise InvalidTable(f"{otherwise}: {problem}") from None


def _of_batches(batches: Iterable[Any], names: Sequence[str]) -> Iterator[Row]:
    number = 0
    for batch in batches:
        columns = [_cells(batch.column(name)) for name in names]
        for cells in zip(*columns, strict=True):
            number += 1
            yield Row(number, cells)


def _cells(column: Any) -> list[Cell]:
    """
    Return the cells of a column. Rows with the same text share it.

    Moments are read to the microsecond, which is as far as Python tells them apart. Where a day is beyond the calendar
    of Python, the column is read as text.
    """
    arrow = _pyarrow("pyarrow")
    if arrow.types.is_timestamp(column.type) and column.type.unit == "ns":
        column = column.cast(arrow.timestamp("us", column.type.tz), safe=False)
    if arrow.types.is_string(column.type) or arrow.types.is_large_string(column.type):
        shared = column.dictionary_encode()
        texts = shared.dictionary.to_pylist()
        return [None if place is None else texts[place] for place in shared.indices.to_pylist()]
    try:
        values = column.to_pylist()
    except OverflowError:
        values = column.cast(arrow.string()).to_pylist()
    return [value if value is None or type(value) is str else as_cell(value) for value in values]


def _pyarrow(module: str) -> Any:
    try:
        return import_module(module)
    except ImportError:
        raise CasestateError("Arrow and Parquet need the extra: pip install 'casestate[arrow]'") from None
