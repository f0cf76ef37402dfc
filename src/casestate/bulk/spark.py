"""
Tables of developments on Spark: a DataFrame in, a DataFrame out.

The answers are those that :func:`casestate.bulk.read` gives of the whole table, with the same columns, in no order. The
rows are grouped into buckets of many whole cases by a hash of the case. Each bucket is read and asked on an executor,
on which this package is installed with its extra ``bulk``. An error in the columns, the layout or the question is
raised before Spark reads a row. An error in a row is raised by the job that reads it.

A frame has no order of its rows, and a file does: it gives the entries of a case their ids, and orders acts of one day.
``row`` names the column with the number of each row. Without it the rows are numbered from 1 as Spark reads them, which
is their order in the file as long as nothing has shuffled them; for that Spark first counts the rows of each partition.

Each function is a question, and takes the arguments of the method of :class:`casestate.bulk.Courts` of its name. Beside
these each takes:

* ``frame``: The rows.
* ``layout``: How they become acts; without one they are in the form that :func:`casestate.bulk.read` takes.
* ``row``: The column with the number of each row; by default they are numbered as Spark reads them.
* ``buckets``: The number of buckets; by default that of the partitions of a shuffle.
* ``procedure``: The law of a table without a layout; by default the generic one.

Each raises what that method raises, and ``InvalidQuestion`` for a frame that is none of Spark or fewer than one bucket,
and ``InvalidTable`` for a frame that lacks a column.
"""

# PySpark is not installed where types are checked.
# pyright: reportMissingImports=false

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import attrs
import pyarrow as pa

from casestate.bulk import parts
from casestate.bulk.adding import PART, added
from casestate.bulk.caseload import SCHEMA
from casestate.bulk.courts import Between, Day
from casestate.bulk.numbering import NUMBER
from casestate.bulk.parts import Part
from casestate.bulk.slots import slots_of
from casestate.errors import CasestateError, InvalidQuestion, InvalidTable
from casestate.law import Procedure
from casestate.records import COLUMNS
from casestate.tables import Layout
from casestate.tables.columns import columns_of

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

__all__ = ["caseload", "defendants", "findings", "spells", "states"]

_BUCKET, _PARTITION, _COUNT, _BEFORE = "__bucket__", "__partition__", "__rows_of_partition__", "__rows_before__"
"""Columns that are added to the frame."""
_POSITION = (1 << 33) - 1
"""The bits of a monotonically increasing id that count the rows of a partition."""


def states(
    frame: "DataFrame",
    layout: Layout | None = None,
    *,
    as_of: Day | Iterable[Day] = None,
    columns: Iterable[str] = COLUMNS,
    row: str | None = None,
    buckets: int | None = None,
    procedure: Procedure | None = None,
) -> "DataFrame":
    """Return the states on each day, as :meth:`casestate.bulk.Courts.states` does."""
    ask = partial(parts.states, days=parts.several(as_of), columns=tuple(columns))
    return _asked(frame, Part(ask, layout, procedure), row=row, buckets=buckets)


def defendants(
    frame: "DataFrame",
    layout: Layout | None = None,
    *,
    as_of: Day | Iterable[Day] = None,
    row: str | None = None,
    buckets: int | None = None,
    procedure: Procedure | None = None,
) -> "DataFrame":
    """Return what is said of each defendant on each day, as :meth:`casestate.bulk.Courts.defendants` does."""
    ask = partial(parts.defendants, days=parts.several(as_of))
    return _asked(frame, Part(ask, layout, procedure), row=row, buckets=buckets)


def spells(
    frame: "DataFrame",
    layout: Layout | None = None,
    *,
    field: str = "phase",
    row: str | None = None,
    buckets: int | None = None,
    procedure: Procedure | None = None,
) -> "DataFrame":
    """Return from when to when a field had each of its values, as :meth:`casestate.bulk.Courts.spells` does."""
    return _asked(frame, Part(partial(parts.spells, field=field), layout, procedure), row=row, buckets=buckets)


def findings(
    frame: "DataFrame",
    layout: Layout | None = None,
    *,
    as_of: Day = None,
    row: str | None = None,
    buckets: int | None = None,
    procedure: Procedure | None = None,
) -> "DataFrame":
    """Return every finding, as the rows of :meth:`casestate.bulk.Courts.findings`."""
    return _asked(frame, Part(partial(parts.findings, as_of=as_of), layout, procedure), row=row, buckets=buckets)


def caseload(
    frame: "DataFrame",
    layout: Layout | None = None,
    *,
    every: str = "month",
    between: Between = (None, None),
    row: str | None = None,
    buckets: int | None = None,
    procedure: Procedure | None = None,
) -> "DataFrame":
    """Return how many charges are pending at the end of each period, as :meth:`casestate.bulk.Courts.caseload` does."""
    part = Part(partial(parts.caseload, every=every, between=between), layout, procedure)
    of_buckets = _asked(frame, part, row=row, buckets=buckets)
    counts = [_spark().functions.sum(name).alias(name) for name in PART.names if name != "as_of"]
    of_days = of_buckets.groupBy("as_of").agg(*counts)

    def whole(sums: pa.Table) -> pa.Table:
        return added(sums, every)

    return of_days.groupBy().applyInArrow(whole, _schema(frame, SCHEMA))


def _asked(frame: "DataFrame", part: Part, *, row: str | None, buckets: int | None) -> "DataFrame":
    """Return the answers of all buckets."""
    sql = _spark()
    if not isinstance(frame, sql.DataFrame):
        raise InvalidQuestion(f"casestate.bulk.spark takes a DataFrame of Spark, not {type(frame).__name__}")
    wanted = int(frame.sparkSession.conf.get("spark.sql.shuffle.partitions")) if buckets is None else buckets
    if wanted < 1:
        raise InvalidQuestion(f"buckets takes a number of 1 or more, not {wanted}")
    part = attrs.evolve(part, numbered=f"the column {row!r}" if row else "Spark, which counted the rows otherwise,")
    empty, names, case = _empty(frame, part.layout, row)
    schema = _schema(frame, next(part.answers(empty.append_column(NUMBER, pa.array([], pa.int64())))).schema)

    def slots(cases: pa.Array) -> pa.Array:
        return pa.array(slots_of(cases, wanted), pa.int32())

    def answers(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        rows = pa.Table.from_batches(batches).drop_columns(_BUCKET).rename_columns([*names, NUMBER])
        for table in part.answers(rows):
            yield from table.to_batches()

    numbered = _numbered(frame) if row is None else frame.withColumn(NUMBER, _column(row))
    places = [_column(name).alias(str(place)) for place, name in enumerate([*names, NUMBER])]
    bucket = sql.functions.arrow_udf(slots, "int")(_column(case)).alias(_BUCKET)
    return numbered.select(*places, bucket).groupBy(_BUCKET).applyInArrow(answers, schema)


def _spark() -> Any:
    try:
        import pyspark.sql  # noqa: PLC0415  # an extra
    except ImportError:
        raise CasestateError("casestate.bulk.spark needs PySpark: pip install 'casestate[spark]'") from None
    return pyspark.sql


def _empty(frame: "DataFrame", layout: Layout | None, row: str | None) -> tuple[pa.Table, list[str], str]:
    """Return the frame without rows, the names of the columns that are read, and that of the case."""
    empty = frame.limit(0).toArrow()
    if row is not None and (row not in empty.column_names or not pa.types.is_integer(empty[row].type)):
        raise InvalidTable(f"row takes the name of a column of whole numbers, not {row!r}")
    if layout is not None:
        names = columns_of(empty.column_names, layout, "the frame")
        return empty, names, names[layout.plan.case]
    empty = empty if row is None else empty.drop_columns(row)
    return empty, empty.column_names, "case"


def _numbered(frame: "DataFrame") -> "DataFrame":
    """
    Number the rows of each partition from where those of the partition before it end.

    A row beyond those that were counted has no number, which is an error of its bucket.
    """
    f = _spark().functions
    counts = sorted([(each[0], each[1]) for each in frame.groupBy(f.spark_partition_id()).count().collect()])
    ends = accumulate([count for _, count in counts])
    told = [(partition, count, end - count) for (partition, count), end in zip(counts, ends, strict=True)]
    types = f"{_PARTITION} long, {_COUNT} long, {_BEFORE} long"
    partitions = f.broadcast(frame.sparkSession.createDataFrame(told, types))
    position = f.monotonically_increasing_id().bitwiseAND(_POSITION)
    placed = frame.withColumns({_PARTITION: f.spark_partition_id().cast("long"), NUMBER: position})
    number = f.when(f.col(NUMBER) < f.col(_COUNT), f.col(_BEFORE) + f.col(NUMBER) + 1)
    return placed.join(partitions, _PARTITION, "left").withColumn(NUMBER, number)


def _schema(frame: "DataFrame", schema: pa.Schema) -> Any:
    return frame.sparkSession.createDataFrame(schema.empty_table()).schema


def _column(name: str) -> Any:
    """Return a column by its whole name, in which a dot does not part a structure from its field."""
    escaped = name.replace("`", "``")
    return _spark().functions.col(f"`{escaped}`")
