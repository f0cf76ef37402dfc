"""Other people's software reads the exports; each test is skipped by name where the library is not installed."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from exporting import DOE, ROE

from casestate import exporters, load

RUST = load(Path(__file__).parents[2] / "examples" / "rust" / "case.jsonl")


def values(rows: Any) -> list[Any]:
    return [list(row.values()) for row in rows]


def test_pandas_reads_csv_with_the_formulas_taken_back(tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    exporters.write_states([DOE, RUST], tmp_path / "states.csv")
    frame = pandas.read_csv(tmp_path / "states.csv", dtype=str, keep_default_na=False)
    rows = list(exporters.states([DOE, RUST]))
    assert frame["offense"].map(exporters.unescape_formula).tolist() == [row["offense"] or "" for row in rows]
    assert frame["sentence_parts"].map(json.loads).tolist() == [row["sentence_parts"] for row in rows]
    assert frame["key"].tolist() == [row["key"] for row in rows]


def test_parquet_is_read_by_polars_and_duckdb_and_pandas(tmp_path: Path) -> None:
    polars, duckdb, pandas = (pytest.importorskip(name) for name in ("polars", "duckdb", "pandas"))
    states, spells = tmp_path / "states.parquet", tmp_path / "spells.parquet"
    assert exporters.write_states([DOE, RUST], states) == len(list(exporters.states([DOE, RUST])))
    exporters.write_spells([DOE, RUST], spells)
    frame = polars.read_parquet(states)
    assert frame.rows() == [tuple(each) for each in values(exporters.states([DOE, RUST]))]
    assert frame.schema["open"] == polars.Boolean
    assert polars.read_parquet(spells).rows() == [tuple(each) for each in values(exporters.spells([DOE, RUST]))]
    with duckdb.connect() as connection:
        dismissed = connection.sql(f"SELECT * FROM '{spells}' WHERE key = '2' AND value = 'charged'").fetchall()
        assert ("doe", date(2023, 1, 31), date(2023, 2, 28)) in [(row[0], row[7], row[10]) for row in dismissed]
        jail = f"SELECT sentence_parts[1].term_months FROM '{states}' WHERE offense = 'theft'"
        assert connection.sql(jail).fetchall() == [(12,)]
    entries = pandas.read_parquet(spells)["entry"].dropna().tolist()
    assert entries == [row["entry"] for row in exporters.spells([DOE, RUST]) if row["entry"]]


def test_polars_takes_an_arrow_table() -> None:
    polars = pytest.importorskip("polars")
    assert polars.from_arrow(exporters.states_table([DOE, ROE]))["case"].to_list() == ["doe", "doe", "roe"]
