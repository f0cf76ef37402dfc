"""Tables of acts in the form of the wire answer as case files of the same acts do."""

import gzip
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from courts import (
    ALIKE,
    BEYOND,
    CIVIL,
    CLOSE,
    DOE,
    FILED,
    NUMBERED,
    PLAIN,
    ROE,
    VAGUE,
    a_case,
    days_of,
    jail,
    rows_of,
    table,
    table_of,
)
from pyarrow import parquet

from casestate import US_FEDERAL, CaseFile, bulk
from casestate.bulk import acts as acts_of
from casestate.bulk.acts import Beyond
from casestate.bulk.encoded import NEEDED
from casestate.errors import InvalidQuestion, InvalidTable
from casestate.events import ChargeDismissed, ChargeFiled, NameRecorded, PleaAccepted, SentenceImposed
from casestate.tables import Layout

SEALING, TIED = BEYOND[Beyond.SEALING], BEYOND[Beyond.TIED]
DIED = BEYOND[Beyond.EVERY_CHARGE]
SENTENCED = a_case(
    "sentenced",
    FILED,
    PleaAccepted(on="2023-02-01", plea="guilty", **DOE),
    SentenceImposed(on="2023-02-01", components=[jail("1 year", suspended="2 years"), jail(text="words")], **DOE),
    SentenceImposed(on="2023-03-01", components=jail("1 year", consecutive_to=["2"]), **DOE),
)
TWICE = [
    a_case("names alike", FILED, ChargeFiled(on="2023-02-01", defendant="a. doe", charge="1")),
    a_case("ids alike", FILED, ChargeFiled(on="2023-02-01", defendant="A. Doe", charge="I")),
    a_case("names apart", FILED, ChargeFiled(on="2023-02-01", **ROE)),
    a_case("renamed", FILED, NameRecorded(on="2023-02-01", defendant="A. Doe", name="B. Roe")),
]
CHARGES = [a_case("plain", *[e.event for e in PLAIN if e.event.subjects and all(s.who for s in e.event.subjects)])]
CIVIL_ALONE = a_case("civil", *[e.event for e in CIVIL if e.event.subjects[0].who])
FILES = [*CHARGES, *ALIKE, *CLOSE, *NUMBERED, *VAGUE, CIVIL_ALONE, SEALING, TIED, DIED, SENTENCED, *TWICE]


def numbered(case: CaseFile) -> CaseFile:
    """The file as the table makes it: entries named by their places, and nothing said of sources."""
    made = CaseFile(case.id)
    for entry in case:
        made = made.record(entry.event, ordinal=entry.ordinal)
    return made


@pytest.mark.parametrize("case", FILES, ids=lambda case: case.id)
def test_rows_of_acts_answer_as_the_file_does(case: CaseFile) -> None:
    courts = bulk.read(table_of(CHARGES[0], case) if case is not CHARGES[0] else table_of(case))
    file = numbered(case)
    for day in sorted(set(days_of(case)), key=str):
        rows = [row for row in courts.states(day).to_pylist() if row.pop("case") == case.id and row.pop("as_of") == day]
        assert rows == file.at(day).records()
        told = [row for row in courts.findings(day).rows.to_pylist() if row["case"] == case.id]
        expected = [(f.code, f.defendant, f.charge, list(f.entries)) for f in file.at(day).findings]
        assert sorted([(r["code"], r["defendant"], r["charge"], r["entries"]) for r in told]) == sorted(expected)


def test_all_together_in_any_order_of_their_rows() -> None:
    together = bulk.read(table_of(*FILES))
    expected = [{"case": each.id, "as_of": None, **row} for each in FILES for row in numbered(each).at().records()]
    rows = together.states().to_pylist()
    assert [{**row} for row in rows] == [{name: row[name] for name in rows[0]} for row in expected]
    mixed = [row for pair in zip(rows_of(FILES[1]), rows_of(FILES[2]), strict=True) for row in pair]
    assert bulk.read(table(mixed)).states().to_pylist() == [
        row for row in rows if row["case"] in (FILES[1].id, FILES[2].id)
    ]


def test_days_may_be_dates_and_the_law_another(tmp_path: Path) -> None:
    case = a_case("federal", FILED, ChargeDismissed(on="2023-02-01", by="prosecutor", **DOE))
    acts = table_of(case)
    dates = pa.array([date.fromisoformat(text) for text in acts["date"].to_pylist()])
    acts = acts.set_column(acts.column_names.index("date"), "date", dates)
    path = tmp_path / "acts.parquet"
    parquet.write_table(acts, path)
    for source in (acts, path, str(path)):
        courts = bulk.read(source, procedure=US_FEDERAL)
        assert "dismissed-without-leave" in courts.findings().counts["code"].to_pylist()
    assert bulk.read(acts).findings().counts.num_rows == 0


def test_an_empty_table_has_no_rows() -> None:
    empty = pa.table({name: pa.array([], pa.string()) for name in NEEDED})
    types = pa.schema([(name, pa.date32() if name == "date" else pa.string()) for name in NEEDED])
    for each in (empty, pa.Table.from_batches([], types)):
        courts = bulk.read(each)
        assert courts.states().num_rows == courts.findings().rows.num_rows == 0


def test_a_layout_reads_any_other_table() -> None:
    layout = Layout(case="no", defendant="name", charge="count", date="filed", act=ChargeFiled)
    courts = bulk.read([{"no": "C1", "name": "A. Doe", "count": "1", "filed": "2023-02-01"}], layout)
    assert courts.states()["phase"].to_pylist() == ["charged"]
    assert courts.tally is not None
    assert (courts.tally.rows, courts.tally.findings) == (1, {})


GOOD: dict[str, Any] = {"case": "c", "defendant": "A. Doe", "charge": "1", "type": "charge.filed", "date": "2023-01-01"}


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"date": None}, "row 2 has no date"),
        ({"case": None}, "row 2 has no case"),
        ({"charge": None}, "row 2 has no charge"),
        ({"case": " "}, "row 2 has no case"),
        ({"defendant": "  "}, "row 2 has no defendant"),
        ({"charge": " "}, "row 2 has no charge"),
        ({"claim": "1"}, "row 2 has both a charge and a claim"),
        ({"claim": "1", "charge": None, "citation": "1"}, "row 2 has both a claim and a citation"),
        ({"date": "2023-02-30"}, "row 2: date: there is no date '2023-02-30'"),
        ({"ordinal": 1.5}, r"row 2: ordinal: ordinal must be a whole number, .*, not 1\.5"),
        ({"ordinal": 2**60}, "row 2: ordinal: ordinal must be from "),
        ({"on": "2023-01-02"}, "a table of acts has its 'date' a row, and no column 'on'"),
        ({"type": "charge.field"}, r"row 2: 'charge\.field' is no act on a charge, claim, citation or person"),
        ({"type": None}, "row 2 has no type"),
        ({"type": "noted", "text": "t"}, "row 2: 'noted' is no act"),
        ({"type": "hearing.set", "hearing": "h", "for": "2023-02-01"}, r"row 2: 'hearing\.set' is no act"),
        ({"severity": "grave"}, r"row 2: severity: .*'grave'"),
        ({"plea": "guilty"}, "row 2: plea: "),
        ({"type": "claim.filed"}, "row 2 is an act on a claim, and there is no column 'claim'"),
    ],
)
def test_a_row_that_is_no_act_is_refused_by_its_number(changed: dict[str, Any], message: str) -> None:
    rows = [dict.fromkeys(changed) | GOOD, GOOD | changed]
    with pytest.raises(InvalidTable, match=message):
        bulk.read(pa.Table.from_pylist(rows))


@pytest.mark.parametrize("column", ["case", "defendant", "charge"])
def test_names_and_ids_are_one_in_either_form_of_unicode(column: str) -> None:
    dismissed = {"type": "charge.dismissed", "date": "2023-02-01"}
    rows = [GOOD | {column: "Jos\u00e9"}, GOOD | dismissed | {column: "Jose\u0301"}]
    for acts in (pa.Table.from_pylist(rows), in_dictionaries(pa.Table.from_pylist(rows))):
        courts = bulk.read(acts)
        (state,) = courts.states().to_pylist()
        assert (state["phase"], state["key" if column == "charge" else column]) == ("dismissed", "Jos\u00e9")
        assert courts.summary.cases == 1


def in_dictionaries(acts: pa.Table) -> pa.Table:
    return pa.table({name: acts[name].dictionary_encode() for name in acts.column_names})


@pytest.mark.parametrize("column", ["case", "defendant", "charge"])
def test_names_and_ids_are_text(column: str) -> None:
    acts = pa.Table.from_pylist([GOOD | {column: 1}])
    for each in (acts, in_dictionaries(acts)):
        with pytest.raises(InvalidTable, match=f"the column '{column}' takes text, not int64; cast it to strings"):
            bulk.read(each)


def test_values_that_no_row_has_are_no_cases() -> None:
    names = pa.DictionaryArray.from_arrays([2, 1], ["phantom", "b", "a", "ghost"])
    courts = bulk.read(pa.Table.from_pylist([GOOD, GOOD]).set_column(0, "case", names))
    assert courts.states(columns=["phase"])["case"].to_pylist() == ["a", "b"]
    assert courts.summary.cases == 2


def test_a_charge_of_many_acts_is_worked_out_from_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    off_and_on = [f"charge.{'re' * (day % 2 == 0) or 'in'}activated" for day in range(2, 6)]
    rows = [GOOD | {"type": type_, "date": f"2023-01-0{day}"} for day, type_ in enumerate(off_and_on, 2)]
    acts = pa.Table.from_pylist([GOOD, *rows, GOOD | {"charge": "2"}, GOOD | {"case": "other"}])
    by_shape = bulk.read(acts)
    monkeypatch.setattr(acts_of, "MOST_ACTS", 4)
    by_file = bulk.read(acts)
    assert (by_shape.summary.routed, by_file.summary.routed) == ({}, {Beyond.LONG.value: 2})
    assert by_file.states().to_pylist() == by_shape.states().to_pylist()
    assert by_file.caseload().to_pylist() == by_shape.caseload().to_pylist()


def test_two_columns_of_one_name_are_refused() -> None:
    acts = pa.Table.from_pylist([GOOD | {"plea": None}]).rename_columns([*GOOD, "date"])
    with pytest.raises(InvalidTable, match="the table has two columns of the name 'date'; give each its own name"):
        bulk.read(acts)


def test_the_first_and_the_last_day_of_the_calendar_are_days() -> None:
    rows = [GOOD | {"date": "0001-01-01"}, GOOD | {"type": "charge.dismissed", "date": "9999-12-31"}]
    courts = bulk.read(pa.Table.from_pylist(rows))
    assert courts.states(["9999-12-30", "9999-12-31"])["phase"].to_pylist() == ["charged", "dismissed"]
    load = courts.caseload("year").to_pylist()
    assert (len(load), load[0]["filed"], load[-1]["disposed"], load[-1]["as_of"]) == (9999, 1, 1, date.max)
    assert courts.findings().rows.num_rows == 0


def test_only_the_first_problems_are_told() -> None:
    rows = [GOOD | {"type": f"no.{number}"} for number in range(7)]
    with pytest.raises(InvalidTable, match=r"row 5: 'no\.4' is no act .*\n\.\.\. and 2 more$"):
        bulk.read(pa.Table.from_pylist(rows))


def test_what_is_no_table_says_what_is_accepted(tmp_path: Path) -> None:
    with pytest.raises(InvalidTable, match="one has no 'type', but case, defendant; for any other table give a layout"):
        bulk.read(pa.table({"case": ["c"], "defendant": ["A. Doe"]}))
    with pytest.raises(InvalidTable, match="one 'defendant' a row, and no column 'defendants'"):
        bulk.read(pa.Table.from_pylist([GOOD | {"defendants": ["A. Doe"]}]))
    with pytest.raises(InvalidTable, match=r"row 1: .*refiles= of charge '1' names that charge itself"):
        bulk.read(pa.Table.from_pylist([GOOD | {"refiles": ["1"]}])).states()
    path = tmp_path / "rows.csv.gz"
    path.write_bytes(gzip.compress(b"case\n"))
    with pytest.raises(
        InvalidTable, match=r"rows\.csv\.gz is no Parquet file that can be read \(a CSV file needs a layout\): "
    ):
        bulk.read(path)
    with pytest.raises(InvalidQuestion, match="bulk work takes case files, a store, or a table, not 5"):
        bulk.read(5)
