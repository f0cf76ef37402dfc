"""Rows of views are what data frames take, without a conversion; skipped by name where a library is not installed."""

from datetime import date
from typing import Any

import pytest

from casestate import CaseFile
from casestate.events import ChargeDismissed, ChargeFiled, Component, PleaAccepted, SentenceImposed
from casestate.records import COLUMNS, SPELL_COLUMNS

ONE: dict[str, Any] = {"defendant": "A. Doe", "charge": "1"}
TWO: dict[str, Any] = {"defendant": "A. Doe", "charge": "2"}
CASE = (
    CaseFile("c")
    .record(ChargeFiled(on="2023-01-31", offense="theft", **ONE))
    .record(ChargeFiled(on="2023-01-31", offense="fraud", **TWO))
    .record(PleaAccepted(on="2023-02-01", plea="guilty", **ONE))
    .record(ChargeDismissed(on="2023-02", prejudice="with", **TWO))
    .record(SentenceImposed(on="2023-03-01", components=Component(kind="jail", term="12 months"), **ONE))
)
ROWS = CASE.at().records()
SPELLS = CASE.spells_table("phase")


def test_pandas() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(ROWS)
    assert tuple(frame.columns) == COLUMNS
    assert frame.set_index("key")["is_conviction"].to_dict() == {"1": "yes", "2": "no"}
    assert frame["sentence_parts"].map(len).tolist() == [1, 0]
    spells = pandas.DataFrame(SPELLS)
    assert tuple(spells.columns) == SPELL_COLUMNS
    assert spells["start_earliest"].dropna().min() == date(2023, 1, 31)


def test_polars() -> None:
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame(ROWS)
    assert tuple(frame.columns) == COLUMNS
    assert frame.schema["open"] == polars.Boolean
    assert frame.filter(polars.col("is_conviction") == "yes")["sentence_parts"][0][0]["term_months"] == 12
    assert polars.DataFrame(SPELLS).schema["stop_latest"] == polars.Date


def test_pyarrow_and_duckdb() -> None:
    pyarrow, duckdb = pytest.importorskip("pyarrow"), pytest.importorskip("duckdb")
    charges, spells = pyarrow.Table.from_pylist(ROWS), pyarrow.Table.from_pylist(SPELLS)
    assert charges.schema.names == list(COLUMNS)
    assert spells.schema.field("start_earliest").type == pyarrow.date32()
    connection = duckdb.connect()
    connection.register("charges", charges)
    connection.register("spells", spells)
    asked = "SELECT key, sentence_parts[1].term_months FROM charges WHERE is_conviction = 'yes'"
    assert connection.sql(asked).fetchall() == [("1", 12)]
    late = "SELECT stop_earliest, stop_latest FROM spells WHERE key = '2' AND value = 'charged'"
    assert connection.sql(late).fetchall() == [(date(2023, 2, 1), date(2023, 2, 28))]
