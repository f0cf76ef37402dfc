"""
The whole way: from a Parquet file of acts to a table, beside other libraries asking less of the same file.

``python -m benchmarks.whole --charges 1000000`` writes the table of :mod:`benchmarks.counting` to a file. Here a layout
reads it, and every column of every charge comes out, or its findings. DuckDB, Polars and pandas read the same file and
find the last act of each charge by the same day: the shortest way to something like a state, which no law has read.
Each work runs in a process of its own, so that its peak memory is its own. Ratios are of processor times.
"""

import argparse
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pyarrow import parquet

from benchmarks.counting import DAYS, LAYOUT, table
from benchmarks.scaling import measured
from casestate import bulk
from casestate.tables import Layout

DAY = DAYS[12]


def by_layout(path: str, day: date) -> Any:
    return bulk.read(path, Layout.loads(LAYOUT)).states(day).num_rows


def by_columns(path: str, day: date) -> Any:
    return bulk.read(path).states(day).num_rows


def findings_by_columns(path: str, day: date) -> Any:
    return bulk.read(path).findings(day).rows.num_rows


def by_duckdb(path: str, day: date) -> Any:
    import duckdb  # noqa: PLC0415  # the extra frames, as below

    connection = duckdb.connect()
    connection.execute("SET threads = 1")
    asked = f"""SELECT "case", charge, arg_max(type, date) FROM '{path}' WHERE date <= '{day}' GROUP BY ALL"""
    return connection.sql(asked).to_arrow_table().num_rows


def by_polars(path: str, day: date) -> int:
    import polars as pl  # noqa: PLC0415

    acts = pl.scan_parquet(path).filter(pl.col("date") <= day).sort("date", maintain_order=True)
    return acts.group_by("case", "charge").agg(pl.col("type").last()).collect().height


def by_pandas(path: str, day: date) -> int:
    pd: Any = import_module("pandas")  # it says nothing of its types
    acts = pd.read_parquet(path)
    acts = acts[acts["date"] <= day].sort_values("date", kind="stable")
    return len(acts.groupby(["case", "charge"], sort=False)["type"].last())


by_duckdb.needs = ("duckdb",)  # type: ignore[attr-defined]  # measured() imports these before it begins
by_polars.needs = ("polars",)  # type: ignore[attr-defined]
by_pandas.needs = ("pandas",)  # type: ignore[attr-defined]

OURS: dict[str, Callable[[str, date], Any]] = {
    "a layout, every column": by_layout,
    "acts in columns, every column": by_columns,
    "acts in columns, every finding": findings_by_columns,
}
THEIRS: dict[str, Callable[[str, date], Any]] = {
    "DuckDB, last act": by_duckdb,
    "Polars, last act": by_polars,
    "pandas groupby, last act": by_pandas,
}


def main() -> None:
    """Print the figures. Nothing fails when a budget is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--charges", type=int, default=200_000, help="how many charges (200,000)")
    acts = table(parser.parse_args().charges)
    rows = acts.num_rows
    with TemporaryDirectory() as folder:
        path = str(Path(folder) / "acts.parquet")
        parquet.write_table(acts, path)
        print(f"{'':34} {'rows':>12} {'CPU s':>9} {'µs/row':>7} {'elapsed':>9}  MB at most")
        spent: dict[str, Any] = {}
        found: dict[str, int] = {}
        for name, work in (OURS | THEIRS).items():
            found[name], spent[name] = measured(name, rows, work, path, DAY)
    asked = {found[name] for name in found if "finding" not in name}
    assert len(asked) == 1, f"the number of charges differs: {found}"
    for ours in OURS:
        beside = ", ".join([f"{spent[ours] / spent[theirs]:.1f} times {theirs}" for theirs in THEIRS])
        print(f"{ours}: {rows / spent[ours]:,.0f} rows/s; {beside}")


if __name__ == "__main__":
    main()
