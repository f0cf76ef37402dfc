"""Parts with whole cases, each read and asked by itself, answer together as the whole does."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pyarrow as pa
import pytest
from courts import ACTS, LAYOUT, ROWS, rows_in

from casestate import US_FEDERAL, bulk
from casestate.bulk import Courts, parts
from casestate.bulk.numbering import NUMBER
from casestate.bulk.parts import Ask, Part
from casestate.bulk.plain import plain
from casestate.bulk.slots import slots_of
from casestate.errors import InvalidTable
from casestate.records import COLUMNS
from casestate.tables import Layout

DAYS = (date(2023, 2, 1), None)
QUESTIONS: dict[str, tuple[Ask, Callable[[Courts], pa.Table]]] = {
    "states": (partial(parts.states, days=DAYS, columns=tuple(COLUMNS)), lambda courts: courts.states(DAYS)),
    "defendants": (partial(parts.defendants, days=DAYS), lambda courts: courts.defendants(DAYS)),
    "spells": (partial(parts.spells, field="phase"), lambda courts: courts.spells("phase")),
    "findings": (partial(parts.findings, as_of=None), lambda courts: courts.findings().rows),
}


def numbered(table: pa.Table) -> pa.Table:
    return table.append_column(NUMBER, pa.array(range(1, table.num_rows + 1)))


def parted(table: pa.Table, case: str, number: int) -> list[pa.Table]:
    """Parts of a table by the case, the rows of each in the opposite order."""
    slots = slots_of(table[case].combine_chunks(), number).tolist()
    last_first = range(table.num_rows - 1, -1, -1)
    rows = [[row for row in last_first if slots[row] == slot] for slot in range(number)]
    return [numbered(table).take(pa.array(each, pa.int64())) for each in rows]


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize(
    ("table", "case", "layout"), [(ACTS, "case", None), (ROWS, "no", LAYOUT)], ids=["acts", "rows"]
)
def test_parts_answer_as_the_whole_does(question: str, table: pa.Table, case: str, layout: Layout | None) -> None:
    ask, of_all = QUESTIONS[question]
    part = Part(ask, layout)
    answers = [answer for rows in parted(table, case, 3) for answer in part.answers(rows)]
    expected = plain(of_all(bulk.read(table, layout)))
    assert {answer.schema for answer in answers} == {expected.schema}
    assert expected.num_rows > 5
    assert rows_in(pa.concat_tables(answers)) == rows_in(expected)


def test_caseloads_of_parts_have_the_columns_of_parts() -> None:
    (answer,) = Part(partial(parts.caseload, every="year", between=(None, None))).answers(numbered(ACTS))
    assert answer.equals(bulk.read(ACTS).partial_caseload("year"))


def test_a_question_of_no_day_has_the_columns_of_one() -> None:
    for ask in (partial(parts.states, columns=("phase",)), parts.defendants):
        of_none, of_one = (next(Part(partial(ask, days=days)).answers(numbered(ACTS))) for days in ((), (None,)))
        assert of_none.num_rows == 0
        assert of_none.schema == of_one.schema
    day = date(2023, 2, 1)
    asked: list[Any] = [None, "2023-02-01", day, iter(["2023-02-01", None])]
    assert [parts.several(days) for days in asked] == [(None,), (day,), (day,), (day, None)]


def test_the_law_of_acts_may_be_another() -> None:
    ask = partial(parts.findings, as_of=None)
    table = pa.table(
        {
            "case": ["C1", "C1"],
            "defendant": ["A. Doe", "A. Doe"],
            "charge": ["1", "1"],
            "type": ["charge.filed", "charge.dismissed"],
            "date": ["2023-01-31", "2023-02-01"],
            "by": [None, "prosecutor"],
        }
    )
    codes = [next(Part(ask, procedure=law).answers(numbered(table)))["code"] for law in (None, US_FEDERAL)]
    assert [code.to_pylist() for code in codes] == [[], ["dismissed-without-leave"]]


def test_rows_are_told_of_by_their_numbers() -> None:
    wrong = ACTS.slice(0, 2).append_column(NUMBER, pa.array([30, 20]))
    wrong = wrong.set_column(wrong.column_names.index("date"), "date", pa.array(["2023-01-31", None]))
    with pytest.raises(InvalidTable, match="row 20 has no date"):
        Part(partial(parts.spells, field="phase")).answers(wrong)
    rows = ROWS.slice(1, 2).append_column(NUMBER, pa.array([30, 20]))
    (spells,) = Part(partial(parts.spells, field="phase"), LAYOUT).answers(rows)
    assert set(spells["entry"].to_pylist()) == {None, "r30"}


@pytest.mark.parametrize(
    ("numbers", "message"),
    [([1, None], "the table gives no number to 1 rows"), ([4, 4], "the table gives the number 4 to two rows")],
)
def test_each_row_has_a_number_of_its_own(numbers: list[int | None], message: str) -> None:
    rows = ROWS.slice(0, 2).append_column(NUMBER, pa.array(numbers, pa.int64()))
    with pytest.raises(InvalidTable, match=f"{message}; each row has a number of its own: name with row="):
        Part(partial(parts.spells, field="phase"), LAYOUT).answers(rows)
