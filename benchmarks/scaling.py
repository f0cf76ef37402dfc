"""
How bulk work grows: from 10⁵ rows to 5·10⁷, a charge of very many acts, and histories of which no two are alike.

``python -m benchmarks.scaling`` prints processor time and the most memory of each work, each in a process of its own.
``--rows 50000000 --only buckets`` measures the longest table: the rows are written to Parquet first, and then asked in
buckets by ``--jobs`` processes. ``--only skew`` and ``--only distinct`` measure the odd shapes beside case files.
"""

import argparse
import resource
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import parquet

from benchmarks.counting import DAYS, TYPES, table
from casestate import CaseFile, bulk

PART = 200_000
"""So many charges are made at once."""
ACTS = 12
"""So many acts each charge has where no two are alike."""
KINDS = ("one", "buckets", "skew", "distinct")


def rows_to(path: Path, rows: int) -> int:
    """Write about so many rows of acts to a Parquet file, and return how many they are."""
    written, part, writer = 0, 0, None
    while written < rows:
        acts = table(min(PART, max(1_000, (rows - written) * 3 // 14)), seed=part)
        names = pa.array([f"{part}-{name}" for name in acts["case"].unique().to_pylist()])
        coded = acts["case"].combine_chunks().dictionary_encode()
        acts = acts.set_column(0, "case", names.take(coded.indices))
        writer = writer or parquet.ParquetWriter(path, acts.schema)
        writer.write_table(acts)
        written, part = written + acts.num_rows, part + 1
    assert writer is not None
    writer.close()
    return written


def asked(courts: Any) -> str:
    """Ask what an analyst asks, and return what shows that two ways answer alike."""
    phases = courts.states(DAYS[-1], columns=["phase"]).num_rows
    pending = sum(courts.caseload()["pending"].to_pylist())
    findings = sum(courts.findings().counts["count"].to_pylist())
    return f"{phases:,} charges, {pending:,} pending at all month-ends, {findings:,} findings"


def in_one(path: str, _: int) -> str:
    return asked(bulk.read(path))


def in_buckets(path: str, jobs: int) -> str:
    with bulk.split(path, jobs=jobs, progress=_shown) as courts:
        return asked(courts)


def _shown(doing: str, done: int, of: int | None) -> None:
    if sys.stderr.isatty():
        print(f"\r{doing} {done:,}{f' of {of}' if of else ''}   ", end="", file=sys.stderr)


def skewed(acts: int) -> pa.Table:
    """Return one charge with so many acts, one a day."""
    types = ["charge.filed", *["charge.reactivated" if day % 2 else "charge.inactivated" for day in range(1, acts)]]
    days = np.arange(acts, dtype=np.int32) - 150_000
    return _of_one_defendant(np.zeros(acts, dtype=np.int64), types, days)


def distinct(charges: int) -> pa.Table:
    """Return charges with random acts, so that hardly two have one history."""
    draw = np.random.default_rng(1)
    which = draw.integers(0, len(TYPES), charges * ACTS)
    which[::ACTS] = TYPES.index("charge.filed")
    day = draw.integers(1, 30, charges * ACTS).reshape(charges, ACTS).cumsum(axis=1) + 17_532
    charge = np.repeat(np.arange(charges), ACTS)
    return _of_one_defendant(charge, [TYPES[each] for each in which.tolist()], day.reshape(-1).astype(np.int32))


def _of_one_defendant(case: Any, types: Sequence[str], days: Any) -> pa.Table:
    pleas = {"plea.entered": "not_guilty", "plea.accepted": "guilty"}
    return pa.table(
        {
            "case": pa.array(case).cast(pa.string()),
            "defendant": ["A. Doe"] * len(types),
            "charge": ["1"] * len(types),
            "type": types,
            "plea": pa.array([pleas.get(each) for each in types], pa.string()),
            "verdict": pa.array(["guilty" if each == "verdict.returned" else None for each in types], pa.string()),
            "date": pa.array(days).cast(pa.date32()),
        }
    )


def _files(acts: pa.Table) -> Iterator[CaseFile]:
    """Yield the case files of a table."""
    courts = bulk.read(acts)
    return (courts.case(name) for name in acts["case"].unique().to_pylist())


def by_shapes(acts: pa.Table, day: date | None) -> Any:
    return bulk.read(acts).states(day)["phase"].to_pylist()


def by_files(acts: pa.Table, day: date | None) -> Any:
    return [row["phase"] for case in _files(acts) for row in case.at(day).records()]


def doubted_by_shapes(acts: pa.Table, day: date | None) -> Any:
    return bulk.read(acts).findings(day).rows.num_rows


def doubted_by_files(acts: pa.Table, day: date | None) -> Any:
    return sum(len(case.at(day).findings) for case in _files(acts))


def _child(pipe: Any, work: Callable[..., Any], given: tuple[Any, ...]) -> None:
    for name in getattr(work, "needs", ()):
        import_module(name)
    began, loaded = perf_counter(), process_time()
    outcome = work(*given)
    elapsed = perf_counter() - began
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = process_time() - loaded + others.ru_utime + others.ru_stime
    unit = 2**20 if sys.platform == "darwin" else 2**10
    pipe.send((outcome, spent, elapsed, own.ru_maxrss / unit, others.ru_maxrss / unit))


def measured(name: str, rows: int, work: Callable[..., Any], *given: Any) -> tuple[Any, float]:
    """Do a work in a process of its own, print what it takes, and return its outcome and the processor time."""
    spawning = get_context("spawn")
    here, there = spawning.Pipe()
    process = spawning.Process(target=_child, args=(there, work, given))
    process.start()
    there.close()
    outcome, spent, elapsed, own, others = here.recv()
    process.join()
    memory = f"{own:,.0f}" + (f" + {others:,.0f} each" if others else "")
    print(f"{name:34} {rows:>12,} {spent:9.1f} {spent / rows * 1e6:7.1f} {elapsed:9.1f}  {memory}", flush=True)
    return outcome, spent


def main() -> None:
    """Print the figures. Nothing fails when a budget is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[100_000, 1_000_000], help="rows (10⁵ and 10⁶)")
    parser.add_argument("--jobs", type=int, default=2, help="processes for the buckets (2)")
    parser.add_argument("--acts", type=int, default=200_000, help="acts of the one charge (200,000)")
    parser.add_argument("--charges", type=int, default=2_000, help="charges of which no two are alike (2,000)")
    parser.add_argument("--only", choices=KINDS, nargs="+", default=KINDS, help="which works (all)")
    given = parser.parse_args()
    print(f"{'':34} {'rows':>12} {'CPU s':>9} {'µs/row':>7} {'elapsed':>9}  MB at most")
    for rows in given.rows if {"one", "buckets"} & set(given.only) else ():
        _grow(rows, given.jobs, given.only)
    if "skew" in given.only:
        _compare("one charge", skewed(given.acts))
    if "distinct" in given.only:
        _compare("no two alike", distinct(given.charges))


def _grow(rows: int, jobs: int, only: Sequence[str]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "acts.parquet"
        written = rows_to(path, rows)
        works = {"one": (in_one, 1), "buckets": (in_buckets, jobs)}
        for name, (work, of) in works.items():
            if name in only:
                title = "in one process" if name == "one" else f"in buckets, {of} processes"
                print(f"    {measured(title, written, work, str(path), of)[0]}")


def _compare(name: str, acts: pa.Table) -> None:
    """Print a work by shapes beside the same by case files, from the same table."""
    for title, pair in (("states", (by_shapes, by_files)), ("findings", (doubted_by_shapes, doubted_by_files))):
        (told, shapes), (expected, files) = (
            measured(f"{name}, {title} {way}", acts.num_rows, work, acts, None)
            for way, work in zip(("in bulk", "by files"), pair, strict=True)
        )
        assert told == expected, f"{name}: {title} differ"
        print(f"    bulk takes {shapes / files:.2f} times the processor time of the files")


if __name__ == "__main__":
    main()
