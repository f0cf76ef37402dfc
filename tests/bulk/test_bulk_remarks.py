"""What is doubtful about the rows of a table is among the findings, and findings name their rows."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from casestate import CaseFile, bulk
from casestate.events import PleaEntered
from casestate.tables import Layout, read_cases

WORDS = """
case = "no"
defendant = "who"
charge = "count"
date = "day"
acts.what = {Filed = "ChargeFiled", Dropped = "ChargeDismissed", Sentence = "SentenceImposed"}
"""
NAMES = ("no", "who", "count", "day", "what", "id")
ROWS = [
    dict(zip(NAMES, cells, strict=True))
    for cells in (
        ("C2", "B. Roe", "1", "2023-02-01", "Dropped", "x1"),
        ("C1", "A. Doe", "1", "2023-01-31", "Filed", "x2"),
        ("C2", "B. Roe", "1", "", "Filed", "x3"),
        ("C1", "A. Doe", "1", "2023-02-30", "SOL", "x4"),
        ("C1", "A. Doe", "1", "2023-03-01", "Sentence", "x5"),
        ("C3", "C. Poe", "1", "2023-02-01", "Dropped", "x6"),
    )
]
STATED = 'id = "id"\n'


def told(findings: bulk.Findings) -> list[tuple[Any, ...]]:
    """The findings without their days, in an order of their own."""
    rows = [tuple(map(str, (row | {"as_of": None}).values())) for row in findings.rows.to_pylist()]
    return sorted(rows)


def expected(layout: Layout) -> list[tuple[Any, ...]]:
    """The remarks of each case and what is doubtful in its file, one by one; rows are those that the ids name."""
    numbers = {row["id"]: number for number, row in enumerate(ROWS, 1)} | {f"r{n}": n for n in range(1, 7)}
    rows = []
    for case, remarks in read_cases(ROWS, layout):
        for each in (*remarks, *case.at().findings):
            row = (case.id, each.defendant, each.charge, None, each.code, str(each.severity), True, each.message)
            rows.append((*row, list(each.entries), [numbers[id] for id in each.entries]))
    return sorted([tuple(map(str, row)) for row in rows])


@pytest.mark.parametrize("words", [WORDS, STATED + WORDS], ids=["numbered", "with ids of their own"])
def test_findings_are_the_remarks_of_the_layout_and_those_of_the_files(words: str) -> None:
    layout = Layout.loads(words)
    found = told(bulk.read(ROWS, layout).findings())
    assert {"unmapped", "unreadable-date", "undated-row", "missing-finding", "missing-filing"} <= {
        row[4] for row in found
    }
    assert found == expected(layout)
    with bulk.split(ROWS, layout, rows=2) as courts:
        assert told(courts.findings()) == found


def test_remarks_are_there_on_every_day_and_are_counted() -> None:
    courts = bulk.read(ROWS, Layout.loads(WORDS))
    early = courts.findings("2000-01-01")
    assert [(row["case"], row["code"], row["rows"]) for row in early.rows.to_pylist()] == [
        ("C2", "undated-row", [3]),
        ("C1", "unreadable-date", [4]),
        ("C1", "unmapped", [4]),
    ]
    assert set(early.counts["code"].to_pylist()) == {"undated-row", "unreadable-date", "unmapped"}


def test_a_row_without_an_act_is_named_by_its_number() -> None:
    dated = '[[dated]]\ndate = "day"\nact = "ChargeFiled"\n[[dated]]\ndate = "end"\nact = "ChargeDismissed"\n'
    layout = Layout.loads('case = "no"\ndefendant = "who"\ncharge = "count"\n' + dated)
    rows = [{"no": "", "who": "=A. Doe", "count": "1", "day": "", "end": ""}]
    ((case, remarks),) = read_cases(rows, layout)
    found = bulk.read(rows, layout).findings().rows.to_pylist()
    assert len(case) == 0
    assert [row["message"] for row in found] == [each.message for each in remarks] != []
    assert [(row["entries"], row["rows"]) for row in found] == [([], [1])] * len(remarks)


def test_a_finding_of_a_table_of_acts_names_its_rows_and_one_of_a_file_none() -> None:
    acts = {
        "case": ["C2", "C1", "C2"],
        "defendant": ["B. Roe", "A. Doe", "B. Roe"],
        "charge": ["1"] * 3,
        "type": ["charge.filed", "plea.entered", "plea.entered"],
        "plea": [None, "guilty", "guilty"],
        "date": ["2023-01-31", "2023-01-31", "2023-01-30"],
    }
    rows = bulk.read(pa.table(acts)).findings().rows.to_pylist()
    assert {(row["case"], row["code"], *row["rows"]) for row in rows} >= {("C1", "missing-filing", 2)}
    assert {(row["case"], row["code"], *row["rows"]) for row in rows} >= {("C2", "late-filing", 1)}
    case = CaseFile("c").record(PleaEntered(on="2023-01-31", defendant="A. Doe", charge="1", plea="guilty"))
    assert bulk.read([case]).findings().rows["rows"].to_pylist() == [None]


def test_the_example_has_the_remarks_that_reading_it_has() -> None:
    examples = Path(__file__).parents[2] / "examples"
    layout = Layout.load(examples / "harbor_county.toml")
    found = bulk.read(examples / "harbor_county.csv", layout).findings().rows["message"].to_pylist()
    remarks = [each.message for _, told in read_cases(examples / "harbor_county.csv", layout) for each in told]
    assert remarks
    assert set(remarks) <= set(found)
