"""The command that asks all cases of a table together."""

import csv
import io
import json
import sys
from pathlib import Path

import pyarrow as pa
import pytest
from commands import run
from jsonschema import Draft202012Validator
from pyarrow import parquet

import casestate
from casestate import bulk
from casestate.bulk.caseload import MONTHS
from casestate.cli import counting
from casestate.cli.commands import OK, UNUSABLE
from casestate.show import outputs
from casestate.tables import Layout

LAYOUT = """
case = "no"
defendant = "who"
charge = "count"
date = "day"
acts.what = {Filed = "ChargeFiled", Dropped = {act = "ChargeDismissed", prejudice = "without"}, Died = "DefendantDied"}
"""
ROWS = [
    ["no", "who", "count", "day", "what"],
    ["C-1", "A. Doe", "1", "2023-01-31", "Filed"],
    ["C-1", "A. Doe", "1", "2023-04-21", "Dropped"],
    ["C-1", "B. Roe", "=1", "2023-02-01", "Filed"],
    ["C-2", "<b>", "1", "2023-02-01", "Dropped"],
]
ABOUT_ROWS = "; findings about rows: 1 (see casestate bulk findings)\n"
"""What is said of the one id that begins like a formula."""


@pytest.fixture
def table(tmp_path: Path) -> list[str]:
    """The words that name a table of two cases and its layout."""
    rows, layout = tmp_path / "rows.csv", tmp_path / "court.toml"
    with rows.open("w", newline="") as file:
        csv.writer(file).writerows(ROWS)
    layout.write_text(LAYOUT)
    return [str(rows), "--layout", str(layout)]


def courts(table: list[str]) -> bulk.Courts:
    return bulk.read(table[0], Layout.load(table[2]))


def cells(printed: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(printed)))


def test_each_table_is_printed_as_csv(table: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    status, printed, told = run(capsys, "bulk", "states", *table, "--as-of", "2023-02-01,2023-05-01")
    rows = cells(printed)
    assert status == OK
    assert [(row["as_of"], row["defendant"], row["phase"]) for row in rows] == [
        ("2023-02-01", "A. Doe", "charged"),
        ("2023-02-01", "B. Roe", "charged"),
        ("2023-02-01", "<b>", "dismissed"),
        ("2023-05-01", "A. Doe", "dismissed"),
        ("2023-05-01", "B. Roe", "charged"),
        ("2023-05-01", "<b>", "dismissed"),
    ]
    assert told == f"casestate: 3 charges, claims and citations of 2 cases; 3 different histories{ABOUT_ROWS}"
    rows = cells(run(capsys, "bulk", "spells", *table, "--field", "activity")[1])
    assert {(row["field"], row["value"]) for row in rows} == {("activity", "active")}
    rows = cells(run(capsys, "bulk", "defendants", *table)[1])
    assert [(row["defendant"], row["pending"]) for row in rows] == [("A. Doe", "0"), ("B. Roe", "1"), ("<b>", "0")]


def test_several_processes_answer_as_one(table: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    question = ["bulk", "states", *table, "--as-of", "2023-02-01,2023-05-01"]
    status, printed, told = run(capsys, *question)
    told = told.replace("different histories", "different histories, counted in each of 2 buckets")
    assert run(capsys, *question, "--jobs", "2") == (status, printed, told)


def test_an_error_of_one_of_several_processes_names_the_bucket(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    acts = {"case": ["C1"], "defendant": ["A. Doe"], "charge": ["1"], "type": ["charge.field"], "date": ["2023-01-31"]}
    parquet.write_table(pa.table(acts), tmp_path / "acts.parquet")
    status, printed, told = run(capsys, "bulk", "states", str(tmp_path / "acts.parquet"), "--jobs", "2")
    assert (status, printed) == (UNUSABLE, "")
    assert told.startswith("casestate: row 1: ")
    assert told.endswith("; in bucket 1 of 1\n")


def test_no_cell_is_a_formula_unless_it_is_to_be_kept(table: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert [row["key"] for row in cells(run(capsys, "bulk", "states", *table)[1])] == ["1", "'=1", "1"]
    assert cells(run(capsys, "bulk", "states", *table, "--keep-formulas")[1])[1]["key"] == "=1"


def test_the_caseload_is_drawn_in_the_terminal(
    table: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    status, printed, _ = run(capsys, "bulk", "caseload", *table)
    lines = printed.splitlines()
    assert (status, lines[0]) == (OK, "Charges pending at the end of each month")
    assert [line.split()[0] for line in lines[4:]] == ["2023-01-31", "2023-02-28", "2023-03-31", "2023-04-30"]
    assert max(map(len, lines)) <= 60
    assert run(capsys, "bulk", "caseload", *table, "--every", "year")[1].splitlines()[-1].split()[0] == "2023-12-31"
    assert tuple(MONTHS) == counting.PERIODS


def test_only_the_periods_of_the_days_between_two_are_counted(
    table: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    def ends(*words: str) -> list[str]:
        return [row["as_of"] for row in json.loads(run(capsys, "bulk", "caseload", *table, "--json", *words)[1])]

    assert ends("--since", "2023-02-28", "--until", "2023-03-01") == ["2023-02-28", "2023-03-31"]
    assert ends("--until", "2023-01-31") == ["2023-01-31"]
    assert ends("--since", "2023-04-29") == ["2023-04-30"]
    assert ends("--since", "2023-05-01", "--until", "2023-05-01") == ["2023-05-31"]


@pytest.mark.parametrize("question", ["caseload", "findings"])
def test_counts_are_printed_as_json_of_the_published_schema(
    question: str, table: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    told = json.loads(run(capsys, "bulk", question, *table, "--json")[1])
    Draft202012Validator(outputs.of("bulk")).validate(told)
    expected = courts(table).caseload() if question == "caseload" else courts(table).findings().counts
    assert [list(row) for row in told] == [expected.schema.names] * expected.num_rows
    assert told[-1] | {"as_of": None} == expected.to_pylist()[-1] | {"as_of": None}


def test_findings_are_counted_and_written_one_by_one(
    table: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    status, printed, _ = run(capsys, "bulk", "findings", *table)
    assert (status, printed.count("missing-filing")) == (OK, 1)
    assert "C-2, <b>, charge 1" in printed
    path = tmp_path / "found.csv"
    assert run(capsys, "bulk", "findings", *table, "--as-of", "2023-01-31", "-o", str(path))[0] == OK
    assert [(row["code"], row["rows"]) for row in cells(path.read_text())] == [("formula", "[3]")]
    run(capsys, "bulk", "findings", *table, "-o", str(path), "--force")
    assert [(row["code"], row["rows"]) for row in cells(path.read_text())] == [
        ("formula", "[3]"),
        ("missing-filing", "[4]"),
    ]


@pytest.mark.parametrize("ending", ["csv", "parquet"])
@pytest.mark.parametrize("question", counting.QUESTIONS)
def test_an_answer_is_written_and_replaced_only_by_its_like(
    question: str, ending: str, table: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / f"out.{ending}"
    words = ("bulk", question, *table, "-o", str(path))
    status, printed, told = run(capsys, *words)
    answer = getattr(courts(table), question)()
    answer = getattr(answer, "rows", answer)
    assert (status, printed) == (OK, "")
    assert f"{answer.num_rows} rows written to {path}" in told
    if ending == "parquet":
        assert parquet.read_table(path).to_pylist() == answer.to_pylist()
    else:
        assert len(cells(path.read_text())) == answer.num_rows
    status, _, told = run(capsys, *words)
    assert (status, "is there already, and nothing was written" in told) == (UNUSABLE, True)
    assert run(capsys, *words, "--force")[0] == OK
    path.write_text("mine")
    status, _, told = run(capsys, *words, "--force")
    assert (status, path.read_text()) == (UNUSABLE, "mine")
    assert f"was not written as bulk {question}" in told


@pytest.mark.parametrize("ending", ["svg", "html"])
def test_a_chart_is_drawn_to_a_file(
    ending: str, table: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / f"chart.{ending}"
    words = ("bulk", "caseload", *table, "--every", "quarter", "--chart", str(path))
    status, _, told = run(capsys, *words)
    assert (status, f"chart written to {path}" in told) == (OK, True)
    assert "Charges pending at the end of each quarter: rows.csv" in path.read_text()
    assert run(capsys, *words)[0] == UNUSABLE
    assert run(capsys, *words, "--force")[0] == OK
    path.write_text("mine")
    assert run(capsys, *words, "--force")[0] == UNUSABLE


def test_the_table_and_its_layout_are_never_written_over(table: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    before = Path(table[0]).read_text()
    status, _, told = run(capsys, "bulk", "states", *table, "-o", table[0], "--force")
    assert (status, "is what the cases are read from" in told) == (UNUSABLE, True)
    assert Path(table[0]).read_text() == before


def test_a_table_of_acts_needs_no_layout_and_names_its_law(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, table: list[str]
) -> None:
    path = tmp_path / "acts.parquet"
    acts = {"case": ["C1"], "defendant": ["A. Doe"], "charge": ["1"], "type": ["charge.filed"], "date": ["2023-01-31"]}
    parquet.write_table(pa.table(acts), path)
    (row,) = cells(run(capsys, "bulk", "states", str(path), "--procedure", "us-federal")[1])
    assert row["phase"] == "charged"
    status, _, told = run(capsys, "bulk", "states", table[0])
    assert (status, "a CSV file needs a layout" in told) == (UNUSABLE, True)


def test_what_is_doubtful_about_rows_is_told(table: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with Path(table[0]).open("a", newline="") as file:
        csv.writer(file).writerows([["C-1", "A. Doe", "1", "2023-05-01", "Quashed"], ["", "A. Doe", "1", "", "Filed"]])
    told = run(capsys, "bulk", "states", *table)[2]
    assert told.endswith("; findings about rows: 4 (see casestate bulk findings)\n")
    printed = json.loads(run(capsys, "bulk", "findings", *table, "--json")[1])
    assert {row["code"]: row["count"] for row in printed} == {
        "case-missing": 1,
        "formula": 1,
        "missing-filing": 1,
        "undated-row": 1,
        "unmapped": 1,
    }


def test_a_table_that_is_not_there_is_told_of_as_any_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    status, _, told = run(capsys, "bulk", "states", str(tmp_path / "none.parquet"))
    assert (status, told) == (UNUSABLE, f"casestate: there is no file '{tmp_path}/none.parquet'; check the path\n")


def test_what_was_left_to_the_files_is_told(table: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with Path(table[0]).open("a", newline="") as file:
        csv.writer(file).writerow(["C-1", "A. Doe", "", "2023-05-01", "Died"])
    told = run(capsys, "bulk", "states", *table)[2]
    assert told.endswith(f"; left to the case files: 1 for acts that bear on every charge{ABOUT_ROWS}")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["states", "--every", "month"], "--every is for caseload"),
        (["states", "--since", "2023-01-01"], "--since is for caseload"),
        (["spells", "--as-of", "2023-01-01"], "--as-of is for states, defendants, findings"),
        (["states", "--field", "plea"], "--field is for spells"),
        (["states", "--chart", "a.svg"], "--chart is for caseload"),
        (["states", "--json"], "--json is for caseload, findings"),
        (["findings", "--as-of", "2023-01-01,2023-01-02"], "findings are asked as of one day; give --as-of one"),
        (["states", "--procedure", "generic"], "a layout names its procedure"),
        (["states", "-o", "a.txt"], "rows are written to a file that ends in .csv or .parquet, not to 'a.txt'"),
        (["caseload", "--chart", "a.png"], "a chart is drawn to a file that ends in .svg or .html, not to 'a.png'"),
        (["spells", "--field", "phaze"], "no charge, claim or citation has a field 'phaze'"),
    ],
    ids=lambda each: " ".join(each[:2]) if isinstance(each, list) else "",
)
def test_misuse_says_what_is_accepted(
    words: list[str], said: str, table: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    status, _, told = run(capsys, "bulk", words[0], *table, *words[1:])
    assert (status, said in told) == (UNUSABLE, True)


def test_without_the_extra_it_says_how_to_install_it(
    table: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    for name in [name for name in sys.modules if name.startswith("casestate.bulk")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr(casestate, "bulk")
    status, _, told = run(capsys, "bulk", "states", *table)
    assert (status, "pip install 'casestate[bulk]'" in told) == (UNUSABLE, True)
