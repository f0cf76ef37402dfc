"""Odd tables of acts are read as plain ones, and bad ones raise an error that names the row or the column."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from casestate import bulk
from casestate.errors import InvalidTable

FILED = {"case": "C1", "defendant": "A. Doe", "charge": "1", "type": "charge.filed", "date": "2023-01-31"}
SENTENCED = FILED | {"type": "sentence.imposed"}
TOO_LATE = pa.array([10**7], pa.int32()).cast(pa.date32())  # 27,378 years after 1970
IN_LATIN_1 = pa.Array.from_buffers(pa.string(), 1, [None, pa.py_buffer(b"\0\0\0\0\4\0\0\0"), pa.py_buffer(b"Jos\xe9")])


def acts(row: dict[str, str] = FILED, **columns: Any) -> pa.Table:
    """A table of one act, some columns of which are given."""
    told = {name: [value] for name, value in row.items()}
    return pa.table(told | columns)


def both(table: Any) -> list[dict[str, Any]]:
    """Return the states, which buckets answer as courts do."""
    rows: list[dict[str, Any]] = bulk.read(table).states().to_pylist()
    with bulk.split(table, rows=1) as buckets:
        assert buckets.states().to_pylist() == rows
    return rows


def refused(table: Any) -> str:
    """Return the words of the error, which buckets raise as courts do."""
    with pytest.raises(InvalidTable) as alone:
        bulk.read(table)
    with pytest.raises(InvalidTable) as parted, bulk.split(table, rows=1) as buckets:
        buckets.states()
    assert str(parted.value) == str(alone.value)
    return str(alone.value)


@pytest.mark.parametrize(
    "column",
    [
        pa.RunEndEncodedArray.from_arrays(pa.array([1], pa.int32()), ["C1"]),
        pa.array(["C1"], pa.string_view()),
        pa.array(["C1"], pa.large_string()),
        pa.array(["C1"]).dictionary_encode(),
        pa.ExtensionArray.from_storage(pa.json_(), pa.array(["C1"])),
    ],
    ids=lambda column: str(column.type).partition("<")[0],
)
def test_text_is_read_in_every_type_that_arrow_has_for_it(column: pa.Array) -> None:
    (row,) = both(acts(case=column, offense=column))
    assert (row["case"], row["offense"], row["phase"]) == ("C1", "C1", "charged")


@pytest.mark.parametrize(
    "kind",
    [
        pa.list_(pa.string()),
        pa.list_(pa.string_view()),
        pa.large_list(pa.string_view()),
        pa.list_view(pa.string()),
        pa.list_(pa.string(), 1),
        pa.list_(pa.dictionary(pa.int8(), pa.string())),
    ],
    ids=str,
)
def test_lists_are_read_in_every_type_that_arrow_has_for_them(kind: pa.DataType) -> None:
    table = acts(enhancements=pa.array([["firearm"]], kind))
    (filed,) = bulk.read(table).case("C1")
    assert filed.event.enhancements == ("firearm",)  # type: ignore[attr-defined]  # it is a filing
    assert both(table)[0]["phase"] == "charged"


def test_dates_may_be_dates_wherever_they_stand() -> None:
    (row,) = both(acts(date=[date(2023, 1, 31)], offense_on=[date(2022, 12, 24)]))
    assert row["phase"] == "charged"
    parts = pa.array([[{"kind": "prison", "until": date(2033, 1, 31), "text": None}]])
    (row,) = both(acts(SENTENCED, components=parts))
    assert row["sentence_parts"][0]["until"] == "2033-01-31"


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (acts(date=TOO_LATE), "row 1: date: the value cannot be read: date value out of range"),
        (acts(offense_on=TOO_LATE), "row 1: offense_on: the value cannot be read: date value out of range"),
        (acts(case=IN_LATIN_1), "row 1: case: the value cannot be read: 'utf-8' codec can't decode byte 0xe9"),
        (acts(offense=IN_LATIN_1), "row 1: offense: the value cannot be read: 'utf-8' codec can't decode byte 0xe9"),
        (
            acts(offense=[b"theft"]),
            "row 1: offense: b'theft' cannot be read; cast the column to text, a number or a date",
        ),
        (acts(offense=[Decimal("1.5")]), "row 1: offense: Decimal('1.5') cannot be read; cast the column to text"),
        (acts(date=[datetime(2023, 1, 31, 12)]), "row 1: date: datetime.datetime(2023, 1, 31, 12, 0) cannot be read"),
        (acts(SENTENCED, components=[[{"kind": b"prison"}]]), "row 1: components: b'prison' cannot be read"),
        (acts(type=[5]), "the column 'type' takes text, not int64; cast it to strings"),
        (acts(type=[["charge.filed"]]), "the column 'type' takes text, not list"),
        (acts(type=[None]), "row 1 has no type"),
        (acts(type=[" "]), "row 1 has no type"),
        (acts(date=[None]), "row 1 has no date"),
        (acts(charge=[None]), "row 1 has no charge"),
        (acts(ordinal=[1.5]), "row 1: ordinal: ordinal must be a whole number, the place in the day's docket, not 1.5"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_what_cannot_be_read_is_named(table: pa.Table, words: str) -> None:
    assert refused(table).startswith(words)


def test_the_row_of_a_bad_value_is_the_first_that_has_it() -> None:
    days = pa.chunked_array([pa.array([1, 1], pa.int32()).cast(pa.date32()), TOO_LATE, TOO_LATE])
    rows = pa.Table.from_pylist([FILED] * 4).set_column(4, "date", days)
    assert refused(rows).startswith("row 3: date: ")
    lists = pa.chunked_array([[None, []], [[b"firearm"], None]], pa.list_(pa.binary()))
    rows = pa.Table.from_pylist([FILED] * 4).append_column("enhancements", lists)
    assert refused(rows).startswith("row 3: enhancements: b'firearm' cannot be read")


def test_a_type_that_arrow_cannot_make_plain_is_named() -> None:
    views = pa.DictionaryArray.from_arrays([0], pa.array(["theft"], pa.string_view()))
    assert refused(acts(offense=views)).startswith("the column 'offense' of type dictionary<values=string_view")


def test_files_that_are_no_tables_of_acts(tmp_path: Path) -> None:
    whole, spoiled, folder = tmp_path / "whole.parquet", tmp_path / "spoiled.parquet", tmp_path / "folder"
    parquet.write_table(pa.Table.from_pylist([FILED] * 500), whole, compression="none", use_dictionary=False)
    data = whole.read_bytes()
    spoiled.write_bytes(data[:4] + b"\xff" * 40 + data[44:])
    assert " is no Parquet file that can be read (a CSV file needs a layout): " in refused(spoiled)
    folder.mkdir()
    assert "this one has no 'case', but none" in refused(folder)
    for ask in (bulk.read, bulk.split):
        with pytest.raises(FileNotFoundError) as missing:
            ask(tmp_path / "none.parquet")
        assert missing.value.filename == str(tmp_path / "none.parquet")


def test_a_folder_has_the_columns_of_all_its_files(tmp_path: Path) -> None:
    parquet.write_table(acts(), tmp_path / "1.parquet")
    parquet.write_table(acts(case=["C2"], offense=["theft"]), tmp_path / "2.parquet")
    (tmp_path / "offense=arson").mkdir()
    parquet.write_table(acts(case=["C3"]), tmp_path / "offense=arson" / "3.parquet")
    told = [(row["case"], row["offense"]) for row in both(tmp_path)]
    assert told == [("C1", None), ("C2", "theft"), ("C3", "arson")]
    parquet.write_table(acts(case=["C4"], offense=[4]), tmp_path / "4.parquet")
    assert "Unable to merge: Field offense has incompatible types" in refused(tmp_path)
