"""CSV and Parquet files, frames and mappings. What is wrong is an error or a finding, and nothing is lost."""

import csv
import gzip
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from errno import ENAMETOOLONG
from pathlib import Path
from typing import Any

import pytest
from tables.made import codes, layout, row

from casestate.errors import CasestateError, InvalidTable
from casestate.events import Noted
from casestate.tables import Layout, arrow, gathering, read_cases
from casestate.tables.draft import draft
from casestate.tables.row import Row

ROWS = [row(), row(case="C2", offense="arson"), row("2023-03-01", "Nolle", "no lab")]
HEADING = list(ROWS[0])


def write(path: Path, *lines: list[str], heading: list[str] = HEADING, encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows([heading, *lines])
    return path


def lines(*more: dict[str, Any]) -> list[list[str]]:
    return [[str(each[name]) for name in HEADING] for each in more]


def entries(table: Any, **more: Any) -> list[tuple[str, Any]]:
    return [(case.id, entry) for case, _ in read_cases(table, layout(**more)) for entry in case]


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    return write(tmp_path / "rows.csv", *lines(*ROWS))


def test_a_csv_file_is_read_as_its_rows_are(plain: Path) -> None:
    assert entries(plain) == entries(str(plain)) == entries(ROWS)


def test_a_csv_file_may_be_packed_marked_or_parted_otherwise(plain: Path, tmp_path: Path) -> None:
    packed = tmp_path / "rows.csv.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    marked = tmp_path / "marked.csv"
    marked.write_bytes(b"\xef\xbb\xbf" + plain.read_bytes())
    tabbed = tmp_path / "rows.tsv"
    tabbed.write_text(plain.read_text().replace(",", "\t"))
    assert entries(packed) == entries(marked) == entries(tabbed, delimiter="\t") == entries(ROWS)


def test_blank_lines_are_no_rows(plain: Path) -> None:
    plain.write_text("\n" + plain.read_text().replace("\n", "\n\n") + "\n\n")
    assert entries(plain) == entries(ROWS)


def test_another_encoding_is_stated_and_never_guessed(tmp_path: Path) -> None:
    written = write(tmp_path / "rows.csv", *lines(row(name="José Ruiz")), encoding="cp1252")
    with pytest.raises(InvalidTable, match=r"rows\.csv is not in the encoding utf-8-sig \(.* byte 0xe9 .*\); state"):
        list(read_cases(written, layout()))
    assert [case.defendants for case, _ in read_cases(written, layout(encoding="cp1252"))] == [("José Ruiz",)]


def test_a_row_of_another_length_is_kept_with_a_finding(tmp_path: Path) -> None:
    short, long = lines(row())[0][:-1], [*lines(row(case="C2"))[0], "and more", ""]
    read = dict(read_cases(write(tmp_path / "rows.csv", short, long), layout(quote="event")))
    first, second = read
    assert [codes(remarks) for remarks in read.values()] == [["ragged-row"], ["ragged-row"]]
    assert (first["r1"].quote, second["r2"].quote) == ("Filed", "Filed; and more")


def test_a_formula_is_kept_as_text_with_a_finding(tmp_path: Path) -> None:
    formula = '=HYPERLINK("http://example.org")'
    [(case, (remark,))] = read_cases(write(tmp_path / "rows.csv", *lines(row(offense=formula))), layout())
    assert case["r1"].event.offense == formula  # type: ignore[attr-defined]
    assert (remark.code, remark.message) == ("formula", f"row 1: offense {formula!r} looks like a formula")


def test_an_empty_file_and_one_of_a_heading_alone(tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_text("\n")
    with pytest.raises(InvalidTable, match=r"empty\.csv is empty; a CSV file begins with the names of its columns"):
        list(read_cases(empty, layout()))
    cases = read_cases(write(tmp_path / "heading.csv"), layout())
    assert (list(cases), cases.tally.rows) == ([], 0)
    assert list(read_cases([], layout())) == []


def test_a_heading_with_one_name_twice_is_refused(tmp_path: Path) -> None:
    twice = write(tmp_path / "rows.csv", heading=[*HEADING, "date"])
    with pytest.raises(InvalidTable, match=r"rows\.csv has two columns of one name: 'date'"):
        list(read_cases(twice, layout()))


def test_a_draft_of_a_heading_with_one_name_twice_is_refused(tmp_path: Path) -> None:
    twice = write(tmp_path / "rows.csv", heading=[*HEADING, "date"])
    with pytest.raises(InvalidTable, match=r"rows\.csv has two columns of one name: 'date'"):
        draft(twice)


def test_a_missing_column_is_named_with_its_keys_and_near_misses(tmp_path: Path) -> None:
    other = write(tmp_path / "rows.csv", heading=[name.replace("offense", "Offence") for name in HEADING])
    with pytest.raises(InvalidTable) as problem:
        list(read_cases(other, layout()))
    assert str(problem.value) == (
        "acts.event.'Filed'.offense: rows.csv has no column 'offense'; near misses: 'Offence'\n"
        "its columns: case, name, count, Offence, date, event, detail"
    )


@pytest.mark.parametrize("text", ['"a"b,c\n', '"open\n'])
def test_quotes_that_do_not_pair_are_refused_with_their_line(tmp_path: Path, text: str) -> None:
    broken = write(tmp_path / "rows.csv", *lines(row()))
    broken.write_text(broken.read_text() + text)
    with pytest.raises(InvalidTable, match=r"rows\.csv, line 3: .*a quote in it is written twice"):
        list(read_cases(broken, layout()))


def test_a_text_that_is_longer_than_csv_takes_is_refused_with_what_to_do(tmp_path: Path) -> None:
    longer = write(tmp_path / "rows.csv", *lines(row(offense="x" * (csv.field_size_limit() + 1))))
    with pytest.raises(InvalidTable, match=r"rows\.csv, line 2: field larger .*: read it from Parquet, or after"):
        list(read_cases(longer, layout()))


def test_words_for_no_value_are_blank(tmp_path: Path) -> None:
    written = write(tmp_path / "rows.csv", *lines(row(offense="N/A"), row("N/A", "Plea", "G")))
    [(case, remarks)] = read_cases(written, layout(blank=["N/A"]))
    assert (case["r1"].event.offense, codes(remarks)) == (None, ["undated-row"])  # type: ignore[attr-defined]


def test_one_column_is_enough_to_be_read(tmp_path: Path) -> None:
    one = Layout(case="case", defendant="case", act=Noted, date="case", fields={"text": "x"}, date_formats="%Y")
    written = write(tmp_path / "rows.csv", ["2023"], heading=["case"])
    assert [case.id for case, _ in read_cases(written, one)] == ["2023"]


def test_frames_are_read_as_mappings_are() -> None:
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    for table in (pandas.DataFrame(ROWS), polars.DataFrame(ROWS)):
        assert entries(table) == entries(ROWS)


def test_arrow_tables_and_parquet_files_are_read_as_mappings_are(tmp_path: Path) -> None:
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    parquet.write_table(arrow.Table.from_pylist(ROWS), tmp_path / "rows.parquet")
    assert entries(arrow.Table.from_pylist(ROWS)) == entries(ROWS)
    assert entries(tmp_path / "rows.parquet") == entries(ROWS)
    with pytest.raises(InvalidTable, match="the table has no column 'event'"):
        entries(arrow.table({"case": ["C1"]}))
    (tmp_path / "no.parquet").write_text("case,name")
    with pytest.raises(InvalidTable, match=r"no\.parquet is no Parquet file"):
        entries(tmp_path / "no.parquet")


def test_a_parquet_file_that_is_spoiled_or_not_there_is_named(tmp_path: Path) -> None:
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "rows.parquet"
    with pytest.raises(FileNotFoundError) as missing:
        entries(path)
    assert missing.value.filename == str(path)
    parquet.write_table(arrow.Table.from_pylist(ROWS * 50), path, compression="none", use_dictionary=False)
    data = path.read_bytes()
    path.write_bytes(data[:4] + b"\xff" * 40 + data[44:])
    with pytest.raises(InvalidTable, match=r"rows\.parquet is no Parquet file that can be read: "):
        entries(path)


def test_a_parquet_file_whose_name_is_too_long_is_no_table_in_a_wrong_form() -> None:
    pytest.importorskip("pyarrow")
    with pytest.raises(OSError, match="too long") as refused:
        entries(Path(f"{'a' * 300}.parquet"))
    assert refused.value.errno == ENAMETOOLONG


def test_a_day_beyond_the_calendar_is_a_finding() -> None:
    arrow = pytest.importorskip("pyarrow")
    days = arrow.array([0, 10**7], arrow.int32()).cast(arrow.date32())  # the second is 27,378 years later
    table = arrow.Table.from_pylist([row(), row()]).set_column(HEADING.index("date"), "date", days)
    [(case, remarks)] = read_cases(table, layout())
    assert [str(entry.when) for entry in case] == ["1970-01-01", "[..]"]
    assert codes(remarks) == ["unreadable-date"]


def test_without_pyarrow_the_extra_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def missing(_: str) -> None:
        raise ImportError

    monkeypatch.setattr(arrow, "import_module", missing)
    with pytest.raises(CasestateError, match=r"pip install 'casestate\[arrow\]'"):
        entries(tmp_path / "rows.pq")


def test_cells_that_are_no_text_are_read_as_they_would_be_written() -> None:
    typed = row(date(2023, 2, 1), count=1.0, case=7, name=Decimal("1.50"), offense=True, detail=float("nan"))  # type: ignore[arg-type]
    [(case, remarks)] = read_cases([{**typed, "version": 2.5, "at": datetime(2023, 2, 1, 9)}], layout(quote="version"))
    assert remarks == ()
    assert (case.id, case.defendants, case["r1"].event.offense) == ("7", ("1.50",), "true")  # type: ignore[attr-defined]
    assert (case["r1"].quote, list(case.at()["1.50"].charges)) == ("2.5", ["1"])


@pytest.mark.parametrize("table", [5, {"case": "C1"}, "rows"])
def test_what_is_no_table_is_refused(table: object) -> None:
    with pytest.raises((InvalidTable, OSError)):
        list(read_cases(table, layout()))


def test_a_row_that_is_no_mapping_is_refused() -> None:
    with pytest.raises(InvalidTable, match="row 2 is no mapping of columns to cells, but list"):
        list(read_cases([row(), ["C1"]], layout()))


def test_many_rows_are_gathered_on_disk_with_the_same_entries() -> None:
    def shuffled() -> Iterator[Row]:
        for number in range(1, 2001):
            case = f"C{number * 7919 % 97}" if number % 500 else ""
            yield Row(number, (case, "words"))

    small = dict(gathering.gathered(shuffled(), 0, held=10))
    assert small == dict(gathering.gathered(shuffled(), 0))
    assert sum(map(len, small.values())) == 2000
    one = [Row(number, ("C1",)) for number in range(1000)]
    assert dict(gathering.gathered(one, 0, held=10)) == {"C1": one}
