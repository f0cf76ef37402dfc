"""
Spark beside one process: the same questions to the same acts, and whether the answers are the same.

``python -m benchmarks.spark``, with the extras ``spark`` and ``test`` and Java, writes the acts of
``benchmarks.counting`` to a Parquet file, asks both, and compares every row and column. Spark runs on this machine with
as many processes as it has cores. For each answer Spark reads the file anew and writes Parquet; the one process reads
the acts once.
"""

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import psutil
import pyarrow as pa
from pyarrow import parquet

from benchmarks.counting import table
from casestate import bulk
from casestate.bulk import spark
from casestate.bulk.plain import plain

DAYS = ["2021-01-31"]
QUESTIONS: dict[str, tuple[Callable[[bulk.Courts], pa.Table], Callable[..., Any]]] = {
    "states": (lambda courts: courts.states(DAYS), lambda frame, **how: spark.states(frame, as_of=DAYS, **how)),
    "caseload": (lambda courts: courts.caseload(), spark.caseload),
    "findings": (lambda courts: courts.findings().rows, spark.findings),
    "spells": (lambda courts: courts.spells(), spark.spells),
    "defendants": (
        lambda courts: courts.defendants(DAYS),
        lambda frame, **how: spark.defendants(frame, as_of=DAYS, **how),
    ),
}


def session(folder: Path) -> Any:
    """A local Spark that uses this interpreter."""
    from pyspark.sql import SparkSession  # noqa: PLC0415  # an extra

    os.environ["PYSPARK_PYTHON"] = sys.executable
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.memory": "3g",
        "spark.local.dir": str(folder),
        "spark.log.level": "ERROR",
    }
    return SparkSession.builder.master("local[*]").config(map=settings).getOrCreate()


def spent() -> float:
    """The processor seconds so far of this process and all that it began."""
    me = psutil.Process()
    seconds: float = sum(each.cpu_times().user + each.cpu_times().system for each in (me, *me.children(recursive=True)))
    return seconds


def timed(run: Callable[[], Any]) -> tuple[str, Any]:
    """Return the seconds that a work takes and those of processors, and its outcome."""
    began, before = perf_counter(), spent()
    outcome = run()
    return f"{perf_counter() - began:8.1f} {spent() - before:8.1f}", outcome


def asking(of_one: Callable[[bulk.Courts], pa.Table], courts: bulk.Courts) -> Callable[[], pa.Table]:
    """Return the work of one process."""
    return lambda: plain(of_one(courts))


def writing(answer: Any, path: Path) -> Callable[[], None]:
    """Return the work of Spark."""
    return lambda: answer.write.parquet(str(path))


def differences(one: pa.Table, other: pa.Table) -> int:
    """Return in how many rows two answers differ, whatever the order of their rows."""
    if one.schema != other.schema:
        raise SystemExit(f"the columns differ:\n{one.schema}\n{other.schema}")
    if one.num_rows != other.num_rows:
        return abs(int(one.num_rows - other.num_rows))
    first, second = in_order(one), in_order(other)
    if first.equals(second):
        return 0
    rows = zip(first.to_pylist(), second.to_pylist(), strict=True)
    return len([None for row, beside in rows if row != beside])


def in_order(answer: pa.Table) -> pa.Table:
    """The rows in an order of their own."""
    keys = [each.name for each in answer.schema if not pa.types.is_nested(each.type)]
    if "entries" in answer.column_names:
        entries = pa.array([" ".join(each) for each in answer["entries"].to_pylist()], pa.string())
        answer = answer.append_column("in words", entries)
        keys.append("in words")
    return answer.sort_by([(name, "ascending") for name in keys]).combine_chunks()


def main() -> None:
    """Print the figures; end with an error if an answer differs."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument(
        "--charges", type=int, default=1_075_000, help="how many charges (1,075,000: 5 million acts)"
    )
    arguments.add_argument("--buckets", type=int, default=16, help="how many buckets (16)")
    arguments.add_argument("--only", choices=tuple(QUESTIONS), action="append", help="only these questions")
    asked = arguments.parse_args()
    wrong = 0
    with TemporaryDirectory() as name:
        folder = Path(name)
        acts = table(asked.charges)
        parquet.write_table(acts, folder / "acts.parquet", row_group_size=1 << 19)
        began, running = timed(lambda: session(folder))
        reading, courts = timed(lambda: bulk.read(folder / "acts.parquet"))
        print(f"{acts.num_rows:,} acts, {asked.charges:,} charges, {asked.buckets} buckets; seconds, and of processors")
        print(f"{'Spark begins':41}{began}\n{'one process reads the acts':34}{reading}")
        frame = running.read.parquet(str(folder / "acts.parquet"))
        for question in asked.only or QUESTIONS:
            of_one, of_spark = QUESTIONS[question]
            alone, expected = timed(asking(of_one, courts))
            beside, _ = timed(writing(of_spark(frame, buckets=asked.buckets), folder / question))
            differ = differences(expected, parquet.read_table(folder / question).cast(expected.schema))
            wrong += differ
            rows = f"{question:10} {expected.num_rows:12,} rows, {differ:,} differ"
            print(f"{rows:34}{alone}; Spark {beside}", flush=True)
        running.stop()
    if wrong:
        sys.exit(f"{wrong:,} rows differ")


if __name__ == "__main__":
    main()
