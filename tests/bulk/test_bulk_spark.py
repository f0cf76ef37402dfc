"""
Spark answers as one process does; a real local Spark, in which each executor is a process of its own.

Skipped by name where PySpark or Java is not installed.
"""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from courts import ACTS, LAYOUT, ROWS, rows_in

from casestate import CaseFile, bulk
from casestate.bulk.plain import plain
from casestate.bulk.spark import caseload, defendants, findings, spells, states
from casestate.errors import CasestateError, InvalidQuestion, InvalidTable, InvalidWhen
from casestate.tables import Layout

DAYS = ["2023-02-01", None]
BETWEEN = ("2023-02-28", None)


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    sql = pytest.importorskip("pyspark.sql")
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.skip("Spark needs Java, which is not installed")
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.shuffle.partitions": "3",
        "spark.sql.codegen.wholeStage": "false",  # little work, so nothing is compiled for it
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.log.level": "OFF",
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        session = sql.SparkSession.builder.master("local[2]").config(map=settings).getOrCreate()
        yield session
        session.stop()


@pytest.mark.parametrize(
    ("of_spark", "of_one"),
    [
        (lambda *rows: states(*rows, as_of=DAYS), lambda courts: courts.states(DAYS)),
        (lambda *rows: defendants(*rows, as_of=DAYS), lambda courts: courts.defendants(DAYS)),
        (lambda *rows: spells(*rows, field="open"), lambda courts: courts.spells("open")),
        (findings, lambda courts: courts.findings().rows),
        (lambda *rows: caseload(*rows, every="year"), lambda courts: courts.caseload("year")),
        (lambda *rows: caseload(*rows, between=BETWEEN), lambda courts: courts.caseload(between=BETWEEN)),
    ],
    ids=["states", "defendants", "spells", "findings", "caseload", "caseload between"],
)
@pytest.mark.parametrize(("table", "layout"), [(ACTS, None), (ROWS, LAYOUT)], ids=["acts", "rows"])
def test_spark_answers_as_one_process_does(
    spark: Any,
    table: pa.Table,
    layout: Layout | None,
    of_spark: Callable[..., Any],
    of_one: Callable[[bulk.Courts], pa.Table],
) -> None:
    answer = of_spark(spark.createDataFrame(table), layout).toArrow()
    expected = plain(of_one(bulk.read(table, layout)))
    assert answer.schema == expected.schema
    assert rows_in(answer) == rows_in(expected)


def test_rows_may_be_numbered_by_a_column(spark: Any) -> None:
    for table, layout in ((ROWS, LAYOUT), (ACTS, None)):
        numbers = pa.array(range(1, table.num_rows + 1))
        shuffled = table.append_column("n", numbers).take(pa.array(range(table.num_rows - 1, -1, -1)))
        frame = spark.createDataFrame(shuffled).repartition(5)
        answer = spells(frame, layout, row="n", buckets=2).toArrow()
        assert rows_in(answer) == rows_in(bulk.read(table, layout).spells())


def test_no_rows_and_no_days(spark: Any) -> None:
    empty = spark.createDataFrame(ROWS.slice(0, 0))
    assert states(empty, LAYOUT).count() == caseload(empty, LAYOUT).count() == 0
    assert states(spark.createDataFrame(ROWS), LAYOUT, as_of=[], columns=["phase"]).columns[-1] == "phase"


def test_names_of_columns_may_have_dots_and_be_written_otherwise(spark: Any) -> None:
    names = {"no": "a.no", "name": "accuse\u0301"}
    table = ROWS.rename_columns([names.get(name, name) for name in ROWS.column_names])
    layout = Layout(case="a.no", defendant="accus\u00e9", charge="count", date="day", acts=LAYOUT.acts)
    answer = states(spark.createDataFrame(table), layout, columns=["phase"]).toArrow()
    assert rows_in(answer) == rows_in(plain(bulk.read(ROWS, LAYOUT).states(columns=["phase"])))


def test_misuse_is_raised_before_a_row_is_read(spark: Any) -> None:
    frame, acts = spark.createDataFrame(ROWS), spark.createDataFrame(ACTS)
    wrong: list[tuple[type[Exception], str, Callable[[], Any]]] = [
        (InvalidQuestion, "takes a DataFrame of Spark, not Table", lambda: states(ROWS, LAYOUT)),
        (InvalidQuestion, "there is no column 'fase'", lambda: states(frame, LAYOUT, columns=["fase"])),
        (InvalidQuestion, "buckets takes a number of 1 or more, not 0", lambda: states(frame, LAYOUT, buckets=0)),
        (InvalidQuestion, "not every 'day'", lambda: caseload(frame, LAYOUT, every="day")),
        (InvalidWhen, "between", lambda: caseload(frame, LAYOUT, between=("2023", None))),
        (InvalidQuestion, "'fase'", lambda: spells(frame, LAYOUT, field="fase")),
        (InvalidWhen, "as_of", lambda: findings(frame, LAYOUT, as_of="2023")),
        (InvalidWhen, "as_of", lambda: defendants(frame, LAYOUT, as_of=["2023-02-01", "2023"])),
        (InvalidTable, "no column 'no'", lambda: states(acts, LAYOUT)),
        (InvalidTable, "has no 'case'", lambda: states(frame)),
        (InvalidTable, "column of whole numbers, not 'day'", lambda: states(frame, LAYOUT, row="day")),
        (InvalidTable, "column of whole numbers, not 'n'", lambda: states(frame, LAYOUT, row="n")),
    ]
    for error, message, ask in wrong:
        with pytest.raises(error, match=message):
            ask()


def test_an_error_in_a_row_tells_of_the_row(spark: Any) -> None:
    dates = ACTS["date"].to_pylist()
    dates[40] = None
    wrong = ACTS.set_column(ACTS.column_names.index("date"), "date", pa.array(dates))
    with pytest.raises(Exception, match=r"casestate\.errors\.InvalidTable: row 41 has no date"):
        findings(spark.createDataFrame(wrong)).toArrow()


def test_rows_that_were_not_there_when_spark_counted_raise(spark: Any, tmp_path: Path) -> None:
    number = tmp_path / "number"

    def acts(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for _ in batches:
            yield ACTS.slice(0, int(number.read_text())).combine_chunks().to_batches()[0]

    number.write_text("1")
    answer = findings(spark.range(1).mapInArrow(acts, spark.createDataFrame(ACTS).schema))
    number.write_text("3")
    with pytest.raises(Exception, match=r"counted the rows otherwise, gives no number to 2 rows; .* name with row="):
        answer.toArrow()


def test_a_case_file_is_no_frame() -> None:
    pytest.importorskip("pyspark")
    with pytest.raises(InvalidQuestion, match="not CaseFile"):
        states(CaseFile("C1"), LAYOUT)


def test_without_pyspark_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(CasestateError, match=r"needs PySpark: pip install 'casestate\[spark\]'"):
        states(ROWS, LAYOUT)
