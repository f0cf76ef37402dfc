"""Arrow tables and Parquet files have the types that are declared, and Parquet names its table."""

from datetime import date
from pathlib import Path

import pyarrow as pa
from exporting import DOE, ROE
from pyarrow import parquet

from casestate import exporters
from casestate.exporters.writing import parquet_name


def test_the_types_are_those_declared_also_where_there_is_no_row() -> None:
    full, empty = exporters.states_table([DOE, ROE]), exporters.states_table([])
    assert full.schema == empty.schema
    assert full.schema.names == list(exporters.STATES)
    assert full.schema.field("open").type == pa.bool_()
    assert full.schema.field("sentence_parts").type.value_type.field("term_months").type == pa.int64()
    assert hasattr(full, "__arrow_c_stream__")
    assert full.to_pylist() == list(exporters.states([DOE, ROE]))
    spells = exporters.spells_table(DOE, "plea")
    assert spells.schema.field("start_latest").type == pa.date32()
    assert spells.to_pylist()[1]["start_latest"] == date(2023, 2, 1)


def test_parquet_keeps_rows_types_and_the_name_of_the_table(tmp_path: Path) -> None:
    path = tmp_path / "spells.parquet"
    assert exporters.write_spells([DOE, ROE], path) == 9
    assert parquet.read_table(path).to_pylist() == list(exporters.spells([DOE, ROE]))
    assert parquet_name(path) == "spells"
    assert exporters.write_spells([], path) == 0
    assert parquet.read_table(path).schema.equals(exporters.spells_table([]).schema)


def test_no_other_file_has_the_name_of_a_table(tmp_path: Path) -> None:
    parquet.write_table(pa.table({"a": [1]}), tmp_path / "other.parquet")
    (tmp_path / "broken.parquet").write_bytes(b"PAR1")
    assert [parquet_name(tmp_path / f"{name}.parquet") for name in ("other", "broken", "missing")] == [None] * 3
