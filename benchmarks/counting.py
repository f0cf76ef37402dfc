"""
The courts of many charges at 24 month-ends, beside DuckDB and Polars asking only for the last act of each charge.

``python -m benchmarks.counting --charges 1000000`` makes a table of that many charges, of which one act in fifty is
replaced by a random one, and prints processor and elapsed time of each work, in one process with one thread.
"""

import argparse
import resource
import sys
from collections.abc import Callable
from datetime import date
from importlib import import_module
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import parquet

from casestate import bulk
from casestate.tables import Layout

DAYS = [date(2020 + month // 12, month % 12 + 1, 28) for month in range(24)]
FILED, PLEADED, BOUND = ("charge.filed", 0), ("plea.entered", 10), ("charge.bound_over", 20)
BEGAN = ("trial.began", 200)
PATHS = (
    (FILED, PLEADED, ("charge.dismissed", 90)),
    (FILED, ("plea.accepted", 60), ("sentence.imposed", 0)),
    (FILED, BOUND, PLEADED, ("plea.accepted", 60), ("sentence.imposed", 30)),
    (FILED, BOUND, PLEADED, BEGAN, ("verdict.returned", 3), ("sentence.imposed", 40)),
    (FILED, BOUND, PLEADED, BEGAN, ("verdict.returned", 3)),
    (FILED, BOUND, ("charge.amended", 40), ("plea.accepted", 60), ("sentence.imposed", 0), ("appeal.filed", 20)),
)
"""Courses of a charge: each act with about how many days it comes after the one before."""
TYPES = sorted({act for path in PATHS for act, _ in path})
PLEAS = {"plea.entered": "not_guilty", "plea.accepted": "guilty"}
LAYOUT = """
case = "case"
defendant = "defendant"
charge = "charge"
date = "date"

[acts.type]
"charge.filed" = "ChargeFiled"
"charge.bound_over" = "BoundOver"
"charge.amended" = "ChargeAmended"
"charge.dismissed" = "ChargeDismissed"
"plea.entered" = {act = "PleaEntered", plea = {column = "plea"}}
"plea.accepted" = {act = "PleaAccepted", plea = {column = "plea"}}
"trial.began" = "TrialBegan"
"verdict.returned" = {act = "VerdictReturned", verdict = {column = "verdict"}}
"sentence.imposed" = "SentenceImposed"
"appeal.filed" = "AppealFiled"
"""
"""How the same table is read as one in words of its own."""
SAMPLE = 2_000
"""So many charges are folded as case files, for what all would take."""


def table(charges: int, seed: int = 1) -> pa.Table:
    """Return the acts of so many charges, two to a case."""
    draw = np.random.default_rng(seed)
    path = draw.choice(len(PATHS), size=charges)
    length = np.array([len(each) for each in PATHS])[path]
    start = np.cumsum(length) - length
    act, gap = np.empty(length.sum(), dtype=np.int64), np.zeros(length.sum(), dtype=np.int64)
    for number, acts in enumerate(PATHS):
        here = start[path == number]
        for place, (name, days) in enumerate(acts):
            act[here + place] = TYPES.index(name)
            gap[here + place] = draw.integers(1, 2 * days, len(here)) if days else 0
    day = np.cumsum(gap)
    day += np.repeat(draw.integers(17_532, 19_357, charges) - day[start], length)
    other = draw.random(len(act)) < 0.02
    act[other] = draw.integers(0, len(TYPES), other.sum())
    charge = np.repeat(np.arange(charges), length)
    return pa.table(
        {
            "case": pa.array(charge // 2).cast(pa.string()),
            "defendant": _words(np.zeros(len(act), dtype=np.int64), ["A. Doe"]),
            "charge": _words(charge % 2, ["1", "2"]),
            "type": _words(act, TYPES),
            "plea": _words(act, [PLEAS.get(name) for name in TYPES]),
            "verdict": _words(act, ["guilty" if name == "verdict.returned" else None for name in TYPES]),
            "date": pa.array(day.astype(np.int32)).cast(pa.date32()),
        }
    )


def _words(which: Any, words: list[Any]) -> pa.Array:
    return pa.array(words, pa.string()).take(pa.array(which))


def measured(work: str, run: Callable[[], Any], times: float = 1) -> tuple[float, Any]:
    """Print what a work takes, and return the processor time and its outcome."""
    began, spent = perf_counter(), process_time()
    outcome = run()
    spent, elapsed = (process_time() - spent) * times, (perf_counter() - began) * times
    print(f"{work:58} {spent:8.2f} {elapsed:8.2f}")
    return spent, outcome


def main() -> None:
    """Print the figures. Nothing fails when a budget is missed."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--charges", type=int, default=200_000, help="how many charges (200,000)")
    charges = arguments.parse_args().charges
    acts = table(charges)
    print(f"{charges:,} charges, {acts.num_rows:,} acts; seconds{'':29} processor  elapsed")
    encoding, courts = measured("acts as columns of numbers", lambda: bulk.read(acts))
    phases, _ = measured("their phases at 24 month-ends", lambda: courts.states(DAYS, columns=["phase"]))
    further, _ = measured("one further day", lambda: courts.states("2021-06-15", columns=["phase"]))
    measured("every column on one day", lambda: courts.states(DAYS[12]))
    measured("spells of the phase", lambda: courts.spells("phase"))
    measured("caseload by month", courts.caseload)
    measured("findings, each", lambda: courts.findings().rows)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    print(f"{peak:,.0f} MB at most so far; {courts.summary}")
    with TemporaryDirectory() as folder:
        path = f"{folder}/acts.parquet"
        parquet.write_table(acts, path)
        layout = Layout.loads(LAYOUT)
        whole, _ = measured(
            "from Parquet and a layout to every column on one day", lambda: bulk.read(path, layout).states(DAYS[12])
        )
    beside = _beside(acts)
    part = bulk.read(acts.slice(0, SAMPLE * 4))
    files = [part.case(str(number)) for number in range(part.summary.cases)]
    share = charges / part.summary.charges
    objects, _ = measured(
        "case files at 24 month-ends (of a few, times as many)",
        lambda: [charge.phase for case in files for day in DAYS for charge in _charges(case, day)],
        share,
    )
    duckdb, polars, texts = beside
    print(f"\nphases of 24 days beside the last acts: {phases / duckdb:.2f} times DuckDB, {phases / polars:.2f} Polars")
    print(f"with the encoding, from the same columns of texts: {(encoding + phases) / texts:.2f} times DuckDB")
    print(f"a further day beside one of theirs: {further / (duckdb / len(DAYS)):.2f} times DuckDB")
    print(f"case files take {objects / phases:.0f} times as long")
    print(f"from Parquet and a layout: {acts.num_rows / whole:,.0f} rows/s")


def _charges(case: Any, day: date) -> list[Any]:
    view = case.at(day)
    return [charge for who in view.defendants for charge in view[who].charges.values()]


def _beside(acts: pa.Table) -> tuple[float, float, float]:
    import duckdb  # noqa: PLC0415  # the extra frames
    import polars as pl  # noqa: PLC0415

    connection = duckdb.connect()
    connection.execute("SET threads = 1")
    connection.register("texts", acts)
    connection.execute(
        'CREATE TABLE acts AS SELECT dense_rank() OVER (ORDER BY "case", charge) AS unit, type, date FROM texts'
    )

    def last(columns: str, source: str) -> list[Any]:
        told = f"SELECT {columns}, arg_max(type, date) FROM {source} WHERE date <= '%s' GROUP BY ALL"
        return [connection.sql(told % day).to_arrow_table() for day in DAYS]

    numbers, _ = measured("DuckDB: last act at 24 month-ends, by a number", lambda: last("unit", "acts"))
    texts, _ = measured("DuckDB: the same from the columns of texts", lambda: last('"case", charge', "texts"))
    frame: Any = pl.from_arrow(connection.sql("SELECT * FROM acts ORDER BY unit, date").to_arrow_table())
    grouped, _ = measured(
        "Polars: last act at 24 month-ends, by a number, sorted",
        lambda: [frame.filter(pl.col("date") <= day).group_by("unit").agg(pl.col("type").last()) for day in DAYS],
    )
    pandas = import_module("pandas")  # it says nothing of its types
    sorted_acts = frame.to_pandas()
    dates = pandas.to_datetime(sorted_acts["date"])
    measured(
        "pandas: last act at 24 month-ends, by a number, sorted",
        lambda: [sorted_acts[dates <= str(day)].groupby("unit", sort=False)["type"].last() for day in DAYS],
    )
    return numbers, grouped, texts


if __name__ == "__main__":
    main()
