"""Many case files, read from where they are kept."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from itertools import count
from os import PathLike, fspath
from typing import Any

import pyarrow as pa
from pyarrow.dataset import dataset

from casestate.bulk.acts import Acts
from casestate.bulk.collecting import Collector, Read, collected
from casestate.bulk.courts import Courts
from casestate.bulk.encoded import encoded
from casestate.bulk.resting import collector_at_rest
from casestate.bulk.rowwise import Rowwise
from casestate.errors import InvalidQuestion
from casestate.law import GENERIC, Procedure
from casestate.store import Store
from casestate.tables import Layout
from casestate.tables.arrow import readable
from casestate.tables.assembling import Assembler
from casestate.tables.gathering import gathered
from casestate.tables.row import Row
from casestate.tables.rows import rows_of
from casestate.tables.tally import Tally


@collector_at_rest()
def read(
    source: Any,
    layout: Layout | None = None,
    *,
    procedure: Procedure | None = None,
) -> Courts:
    """
    Read many case files, to ask them together.

    A table without a layout is in the form of the wire: one row an act, with the columns ``case``, ``defendant``,
    ``type`` and ``date``, with ``charge``, ``claim`` or ``citation``, perhaps ``ordinal``, and the fields of acts by
    their names; a null says nothing, nor does a blank name or id. It is worked on in columns throughout.

    >>> import pyarrow as pa
    >>> rows = pa.table({
    ...     "case": ["C1", "C1"], "defendant": ["A. Doe"] * 2, "charge": ["1", "1"],
    ...     "type": ["charge.filed", "charge.dismissed"], "date": ["2023-01-31", "2023-04-21"],
    ...     "offense": ["theft", None], "prejudice": [None, "with"],
    ... })
    >>> read(rows).states("2023-05-01", columns=["offense", "phase"]).to_pylist()[0]["phase"]
    'barred'

    Args:
        source: Case files, a store of them, or a table: whatever gives Arrow (``__arrow_c_stream__``), or the path of a
            Parquet file or of a folder of them; with a layout also a CSV file or mappings.
        layout: How the rows of a table become acts.
        procedure: The law of a table without a layout; by default the generic one.

    Raises:
        InvalidQuestion: It holds something else, or two case files with one id.
        InvalidTable: The table lacks a column, one of names or ids is not text, a row is no act, or it cannot be read.
    """
    if layout is not None:
        return Courts(*assembled(gathered(rows_of(source, layout), layout.plan.case), layout))
    if isinstance(source, Store):
        return Courts(collected(map(Read, count(), map(source.open_case, source.cases()))))
    if isinstance(source, str | PathLike) or hasattr(source, "__arrow_c_stream__"):
        return Courts(encoded(_table(source), GENERIC if procedure is None else procedure))
    if not isinstance(source, Iterable):
        raise InvalidQuestion(f"bulk work takes case files, a store, or a table, not {source!r}")
    return Courts(collected(map(Read, count(), source)))


def assembled(cases: Iterable[tuple[str, list[Row]]], layout: Layout) -> tuple[Acts, Tally]:
    """Return the acts of cases that a layout makes of their rows, and what was read."""
    assembler, collector = Assembler(layout.plan, layout.procedure, Tally()), Collector()
    rowwise = Rowwise(assembler, collector)
    for id, rows in cases:
        if not rowwise.take(id, rows):
            collector.take(Read(rows[0].number, *assembler.case(id, rows)))
    return collector.acts(), assembler.tally


def _table(source: Any) -> pa.Table:
    if hasattr(source, "__arrow_c_stream__"):
        return pa.table(source)
    path = fspath(source)
    with _readable(path):
        return _dataset(path).to_table()


def batches_of(source: Any) -> tuple[Sequence[str], Iterator[pa.RecordBatch]]:
    """
    Return the columns of a table, and its rows in the order in which they stand, not all at once.

    Args:
        source: Whatever gives Arrow, or the path of a Parquet file or of a folder of them.

    Raises:
        InvalidTable: It is no Parquet file; the rows raise it, too.
    """
    if hasattr(source, "__arrow_c_stream__"):
        batches = pa.RecordBatchReader.from_stream(source)
        return batches.schema.names, batches
    path = fspath(source)
    with _readable(path):
        rows = _dataset(path)
    return rows.schema.names, _batches(path, rows)


def _dataset(path: str) -> Any:
    """A Parquet file or a folder of them, with the columns of all files; by itself Arrow takes those of the first."""
    found = dataset(path, format="parquet", partitioning="hive")
    every = [found.schema, *[fragment.physical_schema for fragment in found.get_fragments()]]
    schema = pa.unify_schemas(every, promote_options="permissive")
    return dataset(path, format="parquet", partitioning="hive", schema=schema)


def _batches(path: str, rows: Any) -> Iterator[pa.RecordBatch]:
    with _readable(path):
        yield from rows.to_batches(batch_readahead=2, fragment_readahead=1)


def _readable(path: str) -> AbstractContextManager[None]:
    return readable(f"{path} is no Parquet file that can be read (a CSV file needs a layout)", path)
