"""Cells of odd types, spellings and encodings are read as they would be written; no word and no row is lost."""

import gzip
import json
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables.made import codes, layout, read_one, row

from casestate import codec
from casestate.errors import InvalidLayout, InvalidTable
from casestate.events import ChargeFiled
from casestate.tables import act, read_cases

HEADING = ",".join(row())
FIRST = "C1,A. Doe,1,theft,2023-02-01,Filed,"


def refused(path: Path, words: str, **more: Any) -> None:
    with pytest.raises(InvalidTable, match=words):
        list(read_cases(path, layout(**more)))


ACCENTED = {"case": "Jos\u00e9", "name": "Jos\u00e9", "count": "\u00e9", "event": "Pr\u00e9vu"}


@pytest.mark.parametrize("column", ACCENTED)
def test_a_letter_with_an_accent_is_the_same_however_it_is_written(column: str) -> None:
    word = ACCENTED[column]
    apart = word.replace("\u00e9", "e\u0301")
    acts = {"event": {"Pr\u00e9vu": act(ChargeFiled), "Filed": act(ChargeFiled)}}
    case, remarks = read_one(row(**{column: word}), row("2023-03-01", **{column: apart}), acts=acts)
    assert ([entry.event.wire for entry in case], remarks) == (["charge.filed", "charge.filed"], ())
    assert len(case.at()[case.defendants[0]].charges) == 1


def test_a_column_is_found_however_its_name_is_written(tmp_path: Path) -> None:
    apart = {**{name: cell for name, cell in row().items() if name != "case"}, "affaire pe\u0301nale": "C1"}
    [(case, _)] = read_cases([apart], layout(case="affaire p\u00e9nale"))
    assert case.id == "C1"
    with pytest.raises(InvalidTable, match="two columns of one name"):
        list(read_cases([{**apart, "affaire p\u00e9nale": "C2"}], layout(case="affaire p\u00e9nale")))


def test_the_words_of_a_date_that_cannot_be_read_stay_in_the_entry() -> None:
    case, remarks = read_one(row("soon"), row("02/03/2023", "SOL"), row("2023", "Nolle"))
    assert [entry.quote for entry in case] == ["Filed; theft; soon", "SOL; theft; 02/03/2023", "Nolle; theft; 2023"]
    assert case["r2"].event.text == "charge 1 of A. Doe: SOL; theft; 02/03/2023"  # type: ignore[attr-defined]
    assert codes(remarks) == ["unreadable-date", "unreadable-date", "unmapped", "unreadable-date"]
    case, _ = read_one(row("02/03/2023"), date_formats=["%m/%d/%Y", "%d/%m/%Y"])
    assert (str(case["r1"].event.on), case["r1"].quote) == ("[2023-02-03..2023-03-02]", "Filed; theft; 02/03/2023")


def test_a_note_keeps_the_word_that_no_table_has_beside_the_quote() -> None:
    case, _ = read_one(row("2023-02-01", "SOL", "leave"), quote="detail")
    assert (case["r1"].quote, case["r1"].event.text) == ("leave; SOL", "charge 1 of A. Doe: leave; SOL")  # type: ignore[attr-defined]
    case, _ = read_one(row("2023-02-01", "SOL", "SOL, with leave"), quote="detail")
    assert case["r1"].quote == "SOL, with leave"


def test_a_row_that_is_too_long_keeps_its_words_as_a_note(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(f"{HEADING}\nC1,A. Doe,1,theft,2023-02-01,SOL,leave,and more\n")
    [(case, _)] = read_cases(path, layout())
    assert case["r1"].event.text == "charge 1 of A. Doe: and more; SOL; theft; leave"  # type: ignore[attr-defined]


def test_a_cell_may_list_several_charges() -> None:
    rows = [row(count="1, 2"), row("2023-03-01", "Nolle", count="2,3,"), row("2023-04-01", "SOL", count="1,2")]
    case, remarks = read_one(*rows, charge_separator=",")
    assert [(entry.id, getattr(entry.event, "charge", None)) for entry in case] == [
        ("r1-1", "1"),
        ("r1-2", "2"),
        ("r2-1", "2"),
        ("r2-2", "3"),
        ("r3", None),
    ]
    assert case["r3"].event.text == "charge 1,2 of A. Doe: SOL; theft"  # type: ignore[attr-defined]
    assert codes(remarks) == ["unmapped"]
    both = row(count="1;2", name="A. Doe;B. Roe")
    case, _ = read_one(both, charge_separator=";", defendant_separator=";")
    assert [(e.event.defendant, e.event.charge) for e in case] == [  # type: ignore[attr-defined]
        ("A. Doe", "1"),
        ("A. Doe", "2"),
        ("B. Roe", "1"),
        ("B. Roe", "2"),
    ]
    case, _ = read_one(row(count=","), charge_separator=",")
    assert [e.event.charge for e in case] == [","]  # type: ignore[attr-defined]


def test_a_row_without_a_case_is_kept_beside_a_case_of_that_name() -> None:
    rows = [row(case="row 2"), row(case="")]
    for together in (False, True):
        [(case, remarks)] = read_cases(rows, layout(), together=together)
        assert ([entry.id for entry in case], codes(remarks)) == (["r1", "r2"], ["case-missing"])


def test_mappings_may_leave_columns_out() -> None:
    short = {"case": "C1", "name": "B. Roe"}
    cases = read_cases([short, row(), {}, {None: ["x"], **short}], layout())
    read = dict(cases)
    assert {case.id: len(case) for case in read} == {"C1": 3, "row 3": 1}
    assert (cases.tally.rows, cases.tally.mapped, cases.tally.noted) == (4, 1, 3)
    with pytest.raises(InvalidTable, match="date: the table has no column 'date'"):
        list(read_cases([{None: ["x"], **short}], layout()))


@pytest.mark.parametrize(
    ("encoding", "data"),
    [
        ("utf-8", f"{HEADING}\n{FIRST}".encode("utf-16")),
        ("utf-16", f"{HEADING}\n{FIRST}".encode("utf-16-le")),
        ("ascii", "\u00e9".encode()),
    ],
)
def test_another_encoding_is_an_error_that_names_it(tmp_path: Path, encoding: str, data: bytes) -> None:
    path = tmp_path / "rows.csv"
    path.write_bytes(data)
    refused(path, f"rows.csv is not in the encoding {encoding} ", encoding=encoding)


@pytest.mark.parametrize("encoding", ["base64", "rot13", "undefined", "x\0y", "utf-99"])
def test_what_is_no_encoding_of_text_is_refused(encoding: str) -> None:
    with pytest.raises(InvalidLayout, match="encoding: there is no encoding"):
        layout(encoding=encoding)


@pytest.mark.parametrize("delimiter", ["\n", "\r", '"', "", "||"])
def test_what_parts_no_cells_is_refused(delimiter: str) -> None:
    with pytest.raises(InvalidLayout, match="delimiter: one character that is no quote and no line break"):
        layout(delimiter=delimiter)


def test_a_file_of_one_column_asks_for_its_delimiter(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(f"{HEADING}\n{FIRST}".replace(",", ";"))
    refused(path, "state what parts its cells, such as delimiter = ';'")


@pytest.mark.parametrize("cut", [0, 1, 2])
def test_a_packed_file_that_is_not_whole_is_refused(tmp_path: Path, cut: int) -> None:
    whole = gzip.compress(f"{HEADING}\n{FIRST}\n".encode() * 50)
    broken = (whole[:40], b"no gzip", whole[:30] + b"\xff" * 40)[cut]
    (tmp_path / "rows.csv.gz").write_bytes(broken)
    refused(tmp_path / "rows.csv.gz", "rows.csv.gz is no whole file packed by gzip")


def test_a_heading_may_end_in_blank_names(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(f"{HEADING},,\n{FIRST},,\n")
    assert [codes(remarks) for _, remarks in read_cases(path, layout())] == [[]]


def test_line_breaks_in_quotes_and_at_the_ends_of_lines_part_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_bytes(f'{HEADING}\r\nC1,A. Doe,1,"theft\r\nof a car",2023-02-01,Filed,\r\n'.encode())
    [(case, remarks)] = read_cases(path, layout())
    assert (case["r1"].event.offense, remarks) == ("theft\r\nof a car", ())  # type: ignore[attr-defined]


def test_names_and_charges_that_differ_in_blanks_alone_are_found() -> None:
    case, _ = read_one(row(count=" 1 a"), row("2023-03-01", "Nolle", count="1 a "))
    assert list(case.at()["A. Doe"].charges) == ["1 a"]
    for other in ({"name": "A.  Doe"}, {"name": "A.\xa0Doe"}, {"count": "1  a"}):
        case, _ = read_one(row(count="1 a"), row("2023-03-01", "Nolle", **{"count": "1 a", **other}))
        assert "written-alike" in codes(case.at().findings)


def test_a_half_of_a_pair_of_surrogates_is_written_out() -> None:
    case, _ = read_one(row(name="A\ud800", case="C\ud800"))
    assert (case.id, case.defendants) == ("C\\ud800", ("A\\ud800",))
    assert codec.loads(codec.dumps(case)) == case


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Decimal("1E+2"), "100"),
        (Decimal("1.50"), "1.50"),
        (["knife", None, "mask"], "knife; ; mask"),
        ({"a": [1], "b": date(2023, 1, 2)}, '{"a": [1], "b": "2023-01-02"}'),
        (b"th\xe9ft", "th\\xe9ft"),
        (time(9, 5), "09:05:00"),
        (2**70 + 0.0, str(2**70)),
        (float("inf"), "inf"),
        (True, "true"),
    ],
)
def test_values_are_read_as_they_would_be_written(value: object, words: str) -> None:
    case, _ = read_one(row(offense=value))
    assert case["r1"].event.offense == words  # type: ignore[attr-defined]


class Unknown:
    """Like ``pandas.NA``: whether it differs from anything is not known."""

    def __ne__(self, other: object) -> bool:
        raise TypeError("whether it differs is not known")


class Array:
    """Like an array: it differs from another in no one way."""

    def __ne__(self, other: object) -> bool:
        raise ValueError("no one answer")

    def __str__(self) -> str:
        return "[a b]"


def test_a_value_that_cannot_be_compared_is_none_and_one_without_one_answer_is_its_words() -> None:
    case, remarks = read_one(row(Unknown(), offense=Array()))  # type: ignore[arg-type]
    assert (case["r1"].event.offense, codes(remarks)) == ("[a b]", ["undated-row"])  # type: ignore[attr-defined]


def test_values_of_pandas_that_stand_for_none_are_blank() -> None:
    pandas, numpy = pytest.importorskip("pandas"), pytest.importorskip("numpy")
    case, remarks = read_one(row(pandas.NaT, offense=pandas.NA, detail=numpy.nan))
    assert (case["r1"].event.offense, codes(remarks)) == (None, ["undated-row"])  # type: ignore[attr-defined]
    case, _ = read_one(row(pandas.Timestamp("2023-02-01 05:00"), offense=numpy.array(["a", "b"])))
    assert (str(case["r1"].event.on), case["r1"].event.offense) == ("2023-02-01", "['a' 'b']")  # type: ignore[attr-defined]


def test_the_id_of_an_inferred_amendment_is_no_other_entry() -> None:
    rows = [row(key="d"), row("2023-03-01", key="x", offense="y"), row("2023-04-01", key="xa", offense="y")]
    case, remarks = read_one(*rows, id="key", described={"offense": "offense"})
    assert [entry.id for entry in case] == ["d", "xa", "x", "r3"]
    assert codes(remarks) == ["changed-in-place", "repeated-id"]
    rows = [row(key="xa"), row("2023-03-01", key="x", offense="y")]
    case, _ = read_one(*rows, id="key", described={"offense": "offense"})
    assert [entry.id for entry in case] == ["xa", "xaa", "x"]


LATE = datetime(2023, 2, 2, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("cell", "zone", "day"),
    [
        (LATE, None, "2023-02-02"),
        (LATE, "America/Chicago", "2023-02-01"),
        (LATE.replace(tzinfo=None), "America/Chicago", "2023-02-02"),
        ("2023-02-02T03:00:00+0000", "America/Chicago", "2023-02-01"),
        (datetime(1, 1, 1, tzinfo=UTC), "America/Chicago", "0001-01-01"),
    ],
)
def test_a_moment_is_on_the_day_that_it_is_at_the_court(cell: object, zone: str | None, day: str) -> None:
    case, _ = read_one(row(cell), zone=zone, date_formats="%Y-%m-%dT%H:%M:%S%z")  # type: ignore[arg-type]
    assert str(case["r1"].event.on) == day
    with pytest.raises(InvalidLayout, match="zone: there is no zone 'Mars'"):
        layout(zone="Mars")


def test_columns_of_arrow_of_any_type_are_read_as_their_values_are() -> None:
    arrow = pytest.importorskip("pyarrow")
    columns = {name: arrow.array([cell]) for name, cell in row().items()}
    moment = arrow.array([1675209600123456789], arrow.timestamp("ns", "UTC"))
    columns |= {
        "name": arrow.array(["A. Doe"], arrow.large_string()),
        "event": arrow.array(["Filed"]).dictionary_encode(),
        "count": arrow.array([Decimal("1.5")]),
        "offense": arrow.array([["theft", "fraud"]]),
        "date": moment,
        "detail": arrow.nulls(1),
    }
    [(case, remarks)] = read_cases(arrow.table(columns), layout(zone="America/Denver"))
    assert case["r1"].event == ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1.5", offense="theft; fraud")
    assert remarks == ()


def test_what_gives_no_arrow_after_all_is_refused() -> None:
    pandas = pytest.importorskip("pandas")
    for frame in (pandas.DataFrame([[1, 2]], columns=["case", "case"]), pandas.DataFrame([row(), row(detail=5)])):  # type: ignore[arg-type]
        with pytest.raises(InvalidTable, match="the table cannot be read as Arrow"):
            list(read_cases(frame, layout()))


CELLS = st.sampled_from(
    ["", " ", "C1", "1", "2023-02-01", "soon", "Filed", "Plea", "SOL", "=1", "Jos\u00e9", "Jail 1 day"]
)


@given(st.lists(st.fixed_dictionaries(dict.fromkeys(row(), CELLS)), max_size=8))
def test_every_row_is_an_act_or_a_note_and_each_word_is_in_the_files(rows: list[dict[str, str]]) -> None:
    cases = read_cases(rows, layout(charge_separator=";"))
    kept = "".join([f"{case.id}{codec.dumps(case)}" for case, _ in cases])
    assert cases.tally.rows == len(rows) == cases.tally.mapped + cases.tally.noted
    for each in rows:
        event = each["event"].strip()
        used = {"case", "name", "date"} | ({"offense", "count"} if event == "Filed" else set())
        for name in [*used, *(["event"] if event not in ("Filed", "Plea") else [])]:
            assert json.dumps(each[name].strip(), ensure_ascii=False)[1:-1] in kept, (name, each)
