"""The commands that read a table by a layout, and draft a layout."""

import csv
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest
from commands import run

import casestate
from casestate import codec
from casestate.cli.commands import OK, UNUSABLE
from casestate.importers import juriscraper, odyssey
from casestate.store import open_store
from casestate.tables import Layout, read_cases

LAYOUT = """
case = "no"
defendant = "who"
charge = "count"
date = "day"
acts.what = {Filed = "ChargeFiled", Dropped = {act = "ChargeDismissed", prejudice = "without"}}
"""
ROWS = [
    ["no", "who", "count", "day", "what"],
    ["c-1", "A. Doe", "1", "2023-01-31", "Filed"],
    ["c-1", "A. Doe", "1", "2023-04-21", "Dropped"],
    ["C-1", "B. Roe", "1", "2023-02-01", "SOL"],
    ["C-2", "<b>", "1", "2023-02-01", "Dropped"],
]

SAMPLES = Path(__file__).parents[1] / "importers" / "samples"


@pytest.fixture
def words(tmp_path: Path) -> list[str]:
    """The command on a table of three cases, without an option that keeps them."""
    table, layout = tmp_path / "rows.csv", tmp_path / "court.toml"
    with table.open("w", newline="") as file:
        csv.writer(file).writerows(ROWS)
    layout.write_text(LAYOUT)
    return ["read", str(table), "--layout", str(layout)]


def test_the_report_says_what_was_read(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    status, printed, _ = run(capsys, *words)
    assert status == OK
    assert printed.splitlines()[:9] == [
        "What was read of rows.csv",
        "           4  rows",
        "           3  rows mapped",
        "           1  rows kept as notes",
        "           0  rows without an act",
        "           3  cases",
        "           4  entries",
        "  2023-01-31  first day",
        "  2023-04-21  last day",
    ]
    assert "  1  what 'SOL' is in no table of the layout; the row is kept as a note" in printed
    assert "  incomplete  missing-filing  1  C-2  charge 1 of <b>" in printed


def test_the_findings_are_the_same_without_the_extra_for_bulk_work(
    words: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, shared, _ = run(capsys, *words)
    monkeypatch.setitem(sys.modules, "casestate.bulk", None)
    monkeypatch.delattr(casestate, "bulk", raising=False)
    assert run(capsys, *words)[1] == shared


def test_cases_are_written_to_a_new_folder(
    words: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = tmp_path / "cases"
    status, alone, _ = run(capsys, *words, "--to", str(folder))
    assert (status, sorted(path.name for path in folder.iterdir())) == (OK, ["C-1.jsonl", "C-2.jsonl", "c-1.jsonl"])
    read = {case.id: case for case, _ in read_cases(words[1], Layout.load(words[3]))}
    assert {case.id: case for case in map(codec.load, folder.iterdir())} == read
    status, _, told = run(capsys, *words, "--to", str(folder))
    assert (status, "is there already and not empty" in told) == (UNUSABLE, True)
    (tmp_path / "empty").mkdir()
    status, again, _ = run(capsys, *words, "--to", str(tmp_path / "empty"), "--jobs", "2")
    assert (status, again) == (OK, alone)
    assert {path.name: path.read_bytes() for path in (tmp_path / "empty").iterdir()} == {
        path.name: path.read_bytes() for path in folder.iterdir()
    }


def test_a_name_that_a_file_system_confuses_with_another_is_escaped(
    words: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path.open

    def blind(path: Path, mode: str = "r", **more: str) -> object:
        if mode == "x" and path.name == "C-1.jsonl":
            raise FileExistsError
        return opened(path, mode, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", blind)
    assert run(capsys, *words, "--to", str(tmp_path / "cases"))[0] == OK
    assert {path.name for path in (tmp_path / "cases").iterdir()} == {"c-1.jsonl", "%43-1.jsonl", "C-2.jsonl"}


def test_cases_are_put_into_a_store_all_or_none(
    words: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    address = str(tmp_path / "cases.db")
    status, printed, _ = run(capsys, *words, "--store", address)
    assert (status, printed.startswith("head: 7:")) == (OK, True)
    with open_store(address) as store:
        assert store.cases() == ("c-1", "C-1", "C-2")
        assert store.open_case("c-1").at().charge("A. Doe", "1").status.words == "dismissed, and may be filed again"
    assert run(capsys, *words, "--store", address)[0] == OK
    other = Path(words[1])
    other.write_text(other.read_text().replace("2023-04-21", "2023-04-22"))
    status, _, told = run(capsys, *words, "--store", address)
    assert (status, "is already in" in told) == (UNUSABLE, True)
    status, _, told = run(capsys, *words, "--store", "memory:")
    assert (status, "nothing would be kept" in told) == (UNUSABLE, True)


def test_a_dry_run_keeps_nothing(words: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(capsys, *words, "--to", str(tmp_path / "cases"), "--dry-run")[0] == OK
    assert not (tmp_path / "cases").exists()


def test_the_report_is_a_page_too(words: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    assert run(capsys, *words, "--report", str(page))[0] == OK
    made = page.read_text()
    assert made.startswith("<!doctype html>")
    assert "charge 1 of &lt;b&gt;" in made
    assert "<b>" not in made


def test_a_wrong_layout_is_told_with_its_key_and_nothing_is_made(
    words: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    Path(words[3]).write_text(LAYOUT + 'chrage = "count"')
    status, printed, told = run(capsys, *words, "--to", str(tmp_path / "cases"))
    assert (status, printed, (tmp_path / "cases").exists()) == (UNUSABLE, "", False)
    assert "court.toml: chrage: a layout has no such key" in told
    assert "near misses: 'charge'" in told


@pytest.mark.parametrize("jobs", ["0", "two", "-1"])
def test_jobs_are_counted(words: list[str], capsys: pytest.CaptureFixture[str], jobs: str) -> None:
    with pytest.raises(SystemExit):
        run(capsys, *words, "--jobs", jobs)
    assert "is no whole number of 1 or more" in capsys.readouterr().err


def test_a_draft_lists_columns_and_words_and_decides_nothing(
    words: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    table = Path(words[1])
    more = "".join([f"C-{number},Z,{number},2023-05-01,\n" for number in range(3, 80)])
    table.write_text(table.read_text() + more + "\n")
    status, printed, _ = run(capsys, "layout", str(table))
    assert status == OK
    assert printed.startswith("# A draft of a layout for rows.csv, from 81 of its rows.\n")
    for line in (
        'case = "?"  # the column of the case',
        '# Column "no": 80 different words',
        '# Column "day": 4 different words, reads as %Y-%m-%d',
        '# such as "2023-05-01", "2023-02-01", "2023-01-31", "2023-04-21"',
        '# Column "what": 3 different words, blank in 77 rows',
        '# [acts."what"]',
        '# "Dropped" = "?"  # 2 rows',
    ):
        assert line in printed.splitlines(), line
    draft = tmp_path / "draft.toml"
    draft.write_text(printed)
    status, _, told = run(capsys, "read", str(table), "--layout", str(draft))
    assert (status, "date_formats: '?' has no year" in told) == (UNUSABLE, True)


def test_a_draft_of_words_that_toml_must_escape_is_toml(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "rows.csv"
    table.write_text('what,empty\n"say ""no""\n\\",\n' + "x,\n")
    _, printed, _ = run(capsys, "layout", str(table))
    line = next(line for line in printed.splitlines() if "no" in line and line.startswith('# "'))
    assert json.loads(line.removeprefix("# ").partition(" = ")[0]) == 'say "no"\n\\'
    assert '# Column "empty": 0 different words, blank in 2 rows' in printed


@pytest.mark.parametrize(("importer", "sample"), [(juriscraper, "docket.json"), (odyssey, "register.json")])
def test_the_rows_of_an_importer_are_read_without_a_layout(
    importer: ModuleType, sample: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path, folder = SAMPLES / sample, tmp_path / "cases"
    words = ["read", str(path), "--from", importer.__name__.rpartition(".")[2]]
    status, printed, _ = run(capsys, *words, "--to", str(folder))
    [(case, remarks)] = importer.read(path)
    [made] = folder.iterdir()
    assert (status, codec.load(made)) == (OK, case)
    rows = len(list(importer.rows(json.loads(path.read_bytes()))))
    assert printed.splitlines()[:2] == [f"What was read of {sample}", f"{rows:12}  rows"]
    assert all(remark.code in printed for remark in remarks)
    assert run(capsys, *words, "--jobs", "2")[:2] == (OK, printed)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", "dockets.json is no JSON"),
        ("[3]", "is a JSON object with docket_number"),
        ("3", "JSON objects were expected"),
    ],
)
def test_a_document_that_no_importer_reads_is_refused(
    content: str, told: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "dockets.json"
    path.write_text(content)
    status, _, said = run(capsys, "read", str(path), "--from", "juriscraper")
    assert (status, told in said) == (UNUSABLE, True), said


def test_a_layout_or_an_importer_is_chosen(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    for wrong in ([*words, "--from", "odyssey"], words[:2], [*words[:2], "--from", "other"]):
        with pytest.raises(SystemExit):
            run(capsys, *wrong)
        assert "--from" in capsys.readouterr().err


def test_versions_of_a_list_are_read_with_their_days(
    words: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder, layout = tmp_path / "versions", tmp_path / "list.toml"
    folder.mkdir()
    layout.write_text(f"source = {{name = 'the list', basis = 'press'}}\n{LAYOUT}")
    for day, rows in (("2023-02-01", ROWS[:2]), ("2023-05-01", [ROWS[0], ROWS[2]]), ("2023-06-01", ROWS[:1])):
        with (folder / f"{day}.csv").open("w", newline="") as file:
            csv.writer(file).writerows(rows)
    asked = ["snapshots", str(folder), "--layout", str(layout), "--key", "no"]
    status, printed, _ = run(capsys, *asked, "--to", str(tmp_path / "cases"))
    assert (status, printed.splitlines()[:2]) == (OK, ["What was read of versions", "           2  rows"])
    assert "2023-06-01.csv: the record is no longer listed" in printed
    case = codec.load(tmp_path / "cases" / "c-1.jsonl")
    phases = [
        case.at(known_on=day, clock="published").charge("A. Doe", "1").phase for day in ("2023-04-30", "2023-05-01")
    ]
    assert phases == ["charged", "dismissed"]
    assert run(capsys, *asked, "--dry-run")[:2] == (OK, printed)
    status, _, told = run(capsys, *asked, "--pattern", "*.json")
    assert (status, "has no file '*.json'" in told) == (UNUSABLE, True)
    status, _, told = run(capsys, *asked, "--file", "list.csv")
    assert (status, "git: " in told) == (UNUSABLE, True)
    status, _, told = run(capsys, *asked[:2], "--layout", words[3])
    assert (status, "source: nothing names the list" in told) == (UNUSABLE, True)
