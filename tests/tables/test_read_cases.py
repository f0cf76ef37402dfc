"""Rows become entries: words, dates, order, links, and what is doubtful about them."""

import csv
from datetime import UTC, date, datetime
from typing import Any

import pytest
from tables.made import EVENTS, codes, layout, read_one, row

from casestate import UNDATED, Basis, Entry, Phase, Source, When
from casestate.errors import InvalidTable
from casestate.events import (
    ChargeAmended,
    ChargeDismissed,
    ChargeFiled,
    HearingSet,
    Noted,
    SentenceModified,
    WarrantIssued,
)
from casestate.tables import Dated, Layout, Order, act, column, note, read_cases, text

ORDERED: dict[str, Any] = {
    "case": "c",
    "defendant": "n",
    "charge": "k",
    "date": "d",
    "acts": {"w": {"Filed": act(ChargeFiled)}},
}


def test_a_row_becomes_the_entry_that_a_person_would_write() -> None:
    case, remarks = read_one(row(), row("2023-04-21", "Nolle", "lack of evidence"))
    assert list(case) == [
        Entry(
            id="r1",
            seq=1,
            ordinal=1,
            event=ChargeFiled(on="2023-02-01", defendant="A. Doe", charge="1", offense="theft"),
        ),
        Entry(
            id="r2",
            seq=2,
            ordinal=2,
            event=ChargeDismissed(
                on="2023-04-21", defendant="A. Doe", charge="1", by="prosecutor", reason="lack of evidence"
            ),
        ),
    ]
    assert remarks == ()
    assert case.at("2023-04-20").charge("A. Doe", "1").phase is Phase.CHARGED


def test_cases_come_in_the_order_of_their_first_rows() -> None:
    rows = [row(), row(case="C2"), row("2023-03-01", "Nolle"), row("2023-04-01", "Nolle", case="C2")]
    read = {case.id: [entry.id for entry in case] for case, _ in read_cases(rows, layout())}
    assert list(read.items()) == [("C1", ["r1", "r3"]), ("C2", ["r2", "r4"])]


def test_an_unknown_word_is_a_note_on_its_charge_with_a_finding_that_names_the_row() -> None:
    case, (remark,) = read_one(row(), row("2023-03-01", "SOL", "leave to reinstate"))
    note = case["r2"].event
    assert isinstance(note, Noted)
    assert note.text == "charge 1 of A. Doe: SOL; theft; leave to reinstate"
    assert (remark.code, remark.entries, remark.defendant, remark.charge) == ("unmapped", ("r2",), "A. Doe", "1")
    assert remark.message.startswith("row 2: event 'SOL'")
    assert case.at().charge("A. Doe", "1").phase is Phase.CHARGED


def test_an_unknown_word_of_a_field_is_kept_as_words() -> None:
    case, (remark,) = read_one(row(), row("2023-03-01", "Plea", "Nolo"))
    assert (case["r2"].event.plea, case["r2"].event.plea.recognized) == ("Nolo", False)  # type: ignore[attr-defined]
    assert remark.message == "row 2: detail 'Nolo' is in no table of the layout; it is kept as words"


def test_a_row_that_lacks_a_field_of_its_act_is_a_note() -> None:
    case, (remark,) = read_one(row(), row("2023-03-01", "Plea", ""))
    assert isinstance(case["r2"].event, Noted)
    assert (remark.code, remark.message) == ("field-missing", "row 2: no plea is given, which PleaEntered needs")
    case, (remark,) = read_one(row(count=""))
    assert (remark.code, case["r1"].event.wire) == ("field-missing", "noted")


def test_an_undated_row_comes_after_the_one_before_it_and_before_the_next() -> None:
    case, (remark,) = read_one(row(), row("", "Plea", "G"), row("2023-04-01", "Verdict", "G"))
    assert (case["r2"].event.on, case["r2"].after, case["r3"].after) == (UNDATED, ("r1",), ("r2",))
    assert remark.code == "undated-row"
    assert case.at("2023-04-01").charge("A. Doe", "1").plea == "guilty"


def test_a_row_dated_before_the_undated_one_is_not_linked_after_it() -> None:
    case, _ = read_one(row("2023-05-01"), row(None, "Plea", "G"), row("2023-04-01", "Nolle"))
    assert [entry.after for entry in case] == [(), ("r1",), ()]
    assert "contradictory-dates" not in codes(case.at().findings)


def test_an_undated_first_row_is_bounded_by_the_next() -> None:
    case, _ = read_one(row(""), row("2023-04-01", "Nolle"))
    assert [entry.after for entry in case] == [(), ("r1",)]


@pytest.mark.parametrize(
    ("cell", "formats", "on", "code"),
    [
        ("2023-02-01", ["%Y-%m-%d"], "2023-02-01", []),
        ("02/01/2023", ["%m/%d/%Y"], "2023-02-01", []),
        ("1 Feb 2023 09:30", ["%d %b %Y %H:%M"], "2023-02-01", []),
        ("2023-02", ["%Y-%m"], "2023-02", []),
        ("2023", ["%Y-%m", "%Y"], "2023", []),
        ("[2023-01..2023-02]", ["when"], "[2023-01-01..2023-02-28]", []),
        ("soon", ["when"], "[..]", ["unreadable-date"]),
        ("2023-02-30", ["%Y-%m-%d"], "[..]", ["unreadable-date"]),
        ("02/01/2023", ["%m/%d/%Y", "%d/%m/%Y"], "[2023-01-02..2023-02-01]", ["ambiguous-date"]),
        ("02/02/2023", ["%m/%d/%Y", "%d/%m/%Y"], "2023-02-02", []),
        (date(2023, 2, 1), ["%m/%d/%Y"], "2023-02-01", []),
    ],
)
def test_dates_are_read_in_the_stated_formats_only(cell: object, formats: list[str], on: str, code: list[str]) -> None:
    case, remarks = read_one(row(cell), date_formats=formats)  # type: ignore[arg-type]
    assert (str(case["r1"].event.on), codes(remarks)) == (on, code)


def test_dates_out_of_range_are_told_once() -> None:
    rows = [row("2023-01-31"), row("2023-06-01", "Plea", "G"), row("2023-07-01", "Nolle")]
    wire = Source("wire", basis=Basis.PRESS, published="2023-06-15")
    case, remarks = read_one(*rows, earliest="2023-02", latest="2023-05", source=wire)
    assert [(each.code, each.entries) for each in remarks] == [
        ("dated-too-early", ("r1",)),
        ("dated-too-late", ("r2",)),
    ]
    assert [each.entries for each in case.at().findings if each.code == "dated-after-source"] == [("r3",)]


def test_the_earliest_day_may_be_a_column() -> None:
    _, remarks = read_one(row(offense="2023-03-01"), row(offense="2023-01-01"), earliest=column("offense"))
    assert [each.message for each in remarks] == ["row 1: 2023-02-01 is before 2023-03-01"]


def test_the_docket_order_is_that_of_the_rows_a_column_or_the_law() -> None:
    rows = [row("2023-02-01", "Nolle", seq="10"), row("2023-02-01", seq="9"), row("", "Plea", "G", seq="")]
    assert [entry.id for entry in read_one(*rows)[0]] == ["r1", "r2", "r3"]
    case, _ = read_one(*rows, order="seq")
    assert [(entry.id, entry.seq, entry.ordinal) for entry in case] == [("r2", 1, 1), ("r3", 2, 2), ("r1", 3, 3)]
    assert [entry.ordinal for entry in read_one(*rows, order="law")[0]] == [None, None, None]
    by_words = Order(column="event", values=("Filed", "Nolle"), same_day="law")
    assert [entry.id for entry in read_one(*rows, order=by_words)[0]] == ["r3", "r2", "r1"]
    words = [row(seq="b"), row("2023-03-01", "Nolle", seq="a"), row("2023-04-01", "Plea", "G", seq="7")]
    assert [entry.id for entry in read_one(*words, order="seq")[0]] == ["r3", "r2", "r1"]


def test_a_blank_place_in_the_docket_stays_where_it_stands() -> None:
    case, _ = read_one(row(seq=""), row("2023-03-01", "Nolle", seq="1"), order="seq")
    assert [entry.id for entry in case] == ["r1", "r2"]


AGAIN = act(SentenceModified, change="unknown", components=column("detail", read="sentence"))


def test_a_second_act_of_its_kind_is_read_as_the_layout_says() -> None:
    once = act(EVENTS["Sentence"].kind, again=AGAIN, **EVENTS["Sentence"].fields)
    rows = [row(), row("2023-03-01", "Sentence", "Jail 30 days"), row("2023-04-01", "Sentence", "Jail 10 days")]
    case, (remark,) = read_one(*rows, acts={"event": {**EVENTS, "Sentence": once}})
    assert [type(entry.event).__name__ for entry in case] == ["ChargeFiled", "SentenceImposed", "SentenceModified"]
    assert (remark.code, remark.entries) == ("second-of-its-kind", ("r3",))


def test_an_amendment_without_a_row_is_inferred_between_the_two_rows() -> None:
    keys = {"described": {"offense": "offense", "grade": "grade"}, "version": "version"}
    first = row(grade="4", version="V1")
    later = row("2023-04-01", "Plea", "G", offense="attempt", grade="A", version="V2")
    case, remarks = read_one(first, later, **keys)
    inferred = case["r2a"]
    assert inferred.event == ChargeAmended(
        on="[2023-02-01..2023-04-01]", defendant="A. Doe", charge="1", offense="attempt", grade="A"
    )
    assert (inferred.after, inferred.source.basis, inferred.ordinal) == (("r1",), Basis.INFERRED, None)
    assert [(each.code, each.entries) for each in remarks] == [
        ("amendment-without-row", ("r2a",)),
        ("grade-changed", ("r2a",)),
    ]
    assert codes(read_one(first, {**later, "version": "V1", "grade": "4"}, **keys)[1]) == ["changed-in-place"]
    only_named = {**first, "version": "V2", "date": "2023-03-01"}
    case, (remark,) = read_one(first, only_named, **keys)
    assert (len(case), remark.code, remark.entries) == (2, "amendment-without-row", ("r2",))
    case, remarks = read_one(first, {**later, "date": "2023-01-01"}, **keys)
    assert (len(case), codes(remarks)[-1]) == (2, "amendment-undatable")
    case, remarks = read_one({**first, "count": ""}, {**later, "count": ""}, described={"grade": "grade"})
    assert (len(case), "changed-in-place" in codes(remarks)) == (2, True)


def test_a_restated_row_is_another_account_of_the_act_if_the_layout_says_so() -> None:
    rows = [row(), row("2023-03-01", "Plea", "G"), row("2023-03-01", "Plea", "G"), row("2023-03-02", "SOL")]
    case, remarks = read_one(*rows, restated=True)
    assert [entry.account_of for entry in case] == [None, None, "r2", None]
    assert codes(remarks) == ["restated", "unmapped"]
    assert [entry.account_of for entry in read_one(*rows)[0]] == [None] * 4


def test_one_row_a_charge_with_several_dates() -> None:
    wide = Layout(
        case="case",
        defendant="name",
        charge="count",
        dated=[
            Dated(date="filed", act=act(ChargeFiled, offense=column("offense"))),
            Dated(date="ended", act=column("outcome")),
            Dated(date="sentenced", act=EVENTS["Sentence"], needs="detail"),
        ],
        acts={"outcome": {"Dropped": ChargeDismissed, "Held": note}},
    )
    rows = [
        {**row(), "filed": "2023-01-01", "ended": "2023-02-01", "outcome": "Dropped", "sentenced": ""},
        {**row(), "count": "2", "filed": "2023-01-01", "ended": "", "outcome": "Held", "sentenced": "", "detail": ""},
        {**row(), "count": "3", "filed": "", "ended": "", "outcome": "", "detail": "Jail 3 days"},
        {**row(), "count": "", "name": "", "filed": "", "ended": "", "outcome": "", "offense": "", "detail": ""},
    ]
    cases = read_cases(rows, wide)
    [(case, remarks)] = cases
    assert {entry.id: entry.event.wire for entry in case} == {
        "r1.1": "charge.filed",
        "r1.2": "charge.dismissed",
        "r2.1": "charge.filed",
        "r2.2": "noted",
        "r3.1": "charge.filed",
        "r3.3": "sentence.imposed",
    }
    assert codes(remarks) == ["undated-row"] * 3
    tally = cases.tally
    assert (tally.rows, tally.mapped, tally.noted, tally.blank) == (4, 2, 1, 1)


def test_sources_quotes_ids_and_days_of_the_docket_come_from_columns() -> None:
    case, remarks = read_one(
        row(by="clerk", on="2023-02-02", at="2023-02-02T09:00:00", key="d1", paper="sheet", proceeding=None),
        row("2023-03-01", "Nolle", by="", on="2023", at="noon", key="d1", paper="sheet"),
        row("2023-03-01", "Nolle", by="clerk", on="", at="", key="", paper="", proceeding="P"),
        source={"name": column("by"), "basis": "record"},
        quote=["event", "paper"],
        docketed_on="on",
        recorded_at="at",
        zone="America/Denver",
        id="key",
        proceeding="proceeding",
    )
    first, second, third = case
    assert (first.id, first.quote, first.docketed_on) == ("d1", "Filed; sheet", date(2023, 2, 2))
    assert first.source == third.source == Source("clerk", basis="record")
    assert str(first.recorded_at) == "2023-02-02 16:00:00+00:00"
    assert (second.id, second.source.name, second.docketed_on, second.recorded_at) == ("r2", "unknown", None, None)
    assert (third.quote, third.event.proceeding) == ("Nolle", "P")
    assert codes(remarks) == ["repeated-id", "unreadable-date", "unreadable-date"]


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        (datetime(2023, 2, 1, 9, tzinfo=UTC), "2023-02-01 09:00:00+00:00"),
        ("02/01/2023 9:05 AM", "2023-02-01 16:05:00+00:00"),
        ("0001-01-01T00:00:00+14:00", "None"),
        ("", "None"),
    ],
)
def test_moments_are_read_with_their_zone(cell: object, moment: str) -> None:
    keys = {"recorded_at": "at", "zone": "America/Denver", "date_formats": ["%Y-%m-%d", "%m/%d/%Y %I:%M %p"]}
    case, remarks = read_one(row(at=cell), **keys)
    assert str(case["r1"].recorded_at) == moment
    assert codes(remarks) == ([] if moment != "None" or not cell else ["unreadable-date"])


def test_an_act_without_a_charge_takes_its_fields_from_templates() -> None:
    hearing = act(HearingSet, hearing=text("{case}-{row}"), for_=column("detail"), court=text("room {room}"))
    case, _ = read_one(row("2023-03-01", "Set", "2023-04-01", room="5"), acts={"event": {"Set": hearing}})
    assert case["r1"].event == HearingSet(
        on="2023-03-01", hearing="C1-1", for_="2023-04-01", court="room 5", defendants=["A. Doe"]
    )


def test_a_row_without_a_case_has_a_file_of_its_own() -> None:
    read = dict(read_cases([row(case=""), row(case=" ")], layout()))
    assert {case.id: codes(remarks) for case, remarks in read.items()} == {
        "row 1": ["case-missing"],
        "row 2": ["case-missing"],
    }


def test_rows_that_stand_together_are_read_case_by_case() -> None:
    rows = [row(case=""), row(), row("2023-03-01", "Nolle"), row(case="C2")]
    read = read_cases(iter(rows), layout(), together=True)
    assert [(case.id, len(case)) for case, _ in read] == [("row 1", 1), ("C1", 2), ("C2", 1)]
    assert next(read_cases([row(case="")], layout(), together=True))[0].id == "row 1"
    with pytest.raises(InvalidTable, match="row 5: case 'C1' begins again; sort the table"):
        list(read_cases([*rows, row("2023-04-01")], layout(), together=True))


def test_findings_of_the_layout_go_with_its_words() -> None:
    warrant = {"severity": "warning", "meaning": "a warrant ends no charge", "remedy": "none"}
    acts = {"event": {"Filed": act(ChargeFiled, finding="no-end")}}
    _, (remark,) = read_one(row(), acts=acts, findings={"no-end": warrant})
    assert (remark.code, remark.message, remark.remedy) == ("no-end", "row 1: a warrant ends no charge", "none")


def test_the_law_of_the_files_is_that_of_the_layout() -> None:
    assert read_one(row(), procedure="us-federal")[0].procedure.name == "us-federal"


def test_the_tally_counts_words_findings_and_days() -> None:
    cases = read_cases([row(), row("2023-03-01", "SOL"), row("2023-05-01", "SOL")], layout())
    assert len(list(cases)) == 1
    assert (cases.tally.cases, cases.tally.entries, cases.tally.noted) == (1, 3, 2)
    assert list(cases.tally.unmapped.values()) == [2]
    assert (cases.tally.first, cases.tally.last) == (date(2023, 2, 1), date(2023, 5, 1))
    assert (cases.tally.findings["unmapped"].count, cases.tally.findings["unmapped"].case) == (2, "C1")


def test_what_is_true_of_the_file_is_left_to_the_file() -> None:
    case, remarks = read_one(row("2023-03-01", "Verdict", "G"))
    assert remarks == ()
    assert "missing-filing" in codes(case.at().findings)
    assert case["r1"].when == When.parse("2023-03-01")


def test_a_day_of_the_docket_is_one_day() -> None:
    case, (remark,) = read_one(row(on="2023"), docketed_on="on", date_formats=["%Y-%m-%d", "%Y"])
    assert (case["r1"].docketed_on, remark.message) == (None, "row 1: the day '2023' of the docket is no single day")


def test_a_row_without_a_defendant_is_a_note_and_an_empty_table_has_no_case() -> None:
    case, (remark,) = read_one(row(name=""))
    assert (case["r1"].event.wire, remark.code) == ("noted", "field-missing")
    assert list(read_cases([], layout(), together=True)) == []


WARRANT = {"event": {**EVENTS, "Warrant": WarrantIssued}}


def test_one_cell_may_name_several_defendants() -> None:
    case, remarks = read_one(
        row(name="A. Doe; B. Roe;"), row("2023-03-01", "SOL", name="A. Doe;B. Roe"), defendant_separator=";"
    )
    assert [(entry.id, entry.event.wire) for entry in case] == [
        ("r1-1", "charge.filed"),
        ("r1-2", "charge.filed"),
        ("r2", "noted"),
    ]
    assert (case.defendants, codes(remarks)) == (("A. Doe", "B. Roe"), ["unmapped"])
    assert read_one(row(name=" ; "), defendant_separator=";")[0].defendants == (";",)


def test_a_row_without_a_defendant_may_stand_for_each_who_has_the_charge() -> None:
    rows = [row(), row(name="B. Roe"), row(name="C. Poe", count="2"), row("2023-03-01", "Nolle", name="")]
    case, remarks = read_one(*rows, each_defendant=True)
    assert [str(entry.event.subjects[0]) for entry in case][3:] == ["charge 1 of A. Doe", "charge 1 of B. Roe"]
    assert remarks == ()
    assert codes(read_one(*rows)[1]) == codes(read_one(row(name=""), each_defendant=True)[1]) == ["field-missing"]


def test_a_row_without_a_charge_may_stand_for_each_of_the_defendant() -> None:
    rows = [row(), row(count="2"), row(name="B. Roe", count="3")]
    case, _ = read_one(*rows, row("2023-03-01", "Nolle", count=""), each_charge=True)
    assert [(entry.id, str(entry.event.subjects[0])) for entry in case][3:] == [
        ("r4-1", "charge 1 of A. Doe"),
        ("r4-2", "charge 2 of A. Doe"),
    ]
    case, _ = read_one(*rows, row("2023-03-01", "Warrant", count=""), each_charge=True, acts=WARRANT)
    assert [(entry.id, entry.event.wire) for entry in case][3:] == [("r4", "warrant.issued")]
    assert codes(read_one(row(count=""), each_charge=True)[1]) == ["field-missing"]


def test_a_row_comes_after_the_rows_that_it_names() -> None:
    rows = [row(after=""), row("2023-03-01", "Plea", "G", after="r1"), row("2023-03-02", "Nolle", after="r2; r1; r9")]
    case, (remark,) = read_one(*rows, after="after")
    assert [entry.after for entry in case] == [(), ("r1",), ("r2", "r1")]
    assert (remark.code, remark.entries) == ("unknown-link", ("r3",))
    assert remark.message == "row 3: it is said to come after 'r9', which no row before it is"


def test_a_link_to_a_row_and_the_place_of_an_undated_one_are_one_link() -> None:
    case, _ = read_one(row(id="a", after=""), row("", "Plea", "G", id="b", after="a"), id="id", after="after")
    assert case["b"].after == ("a",)


def test_the_name_of_a_source_may_have_any_letters() -> None:
    case, remarks = read_one(row(by="Jose\u0301"), source={"name": column("by")})
    assert (case["r1"].source.name, remarks) == ("José", ())


def test_places_in_a_docket_are_numbers_where_they_are() -> None:
    placed = Layout(**{**ORDERED, "order": "seq"})
    for order in (["9.0", "9.5", "10.0", "11.0"], ["-3", "-2", "0", "+1"], ["2", "10", "11a", "9a"]):
        rows = [{"c": "C", "n": "A. Doe", "k": "1", "d": "2023-02-01", "w": "Filed", "seq": each} for each in order]
        [(case, _)] = read_cases(rows[::-1], placed)
        assert [entry.id for entry in case] == ["r4", "r3", "r2", "r1"]


def test_cells_beyond_the_heading_of_a_dict_reader_are_kept() -> None:
    rows = list(csv.DictReader(["c,n,k,d,w", "C,A. Doe,1,2023-02-01,Filed,and more"]))
    [(case, remarks)] = read_cases(rows, Layout(**ORDERED))
    assert codes(remarks) == ["ragged-row"]
    assert "and more" in str(case["r1"].quote)


def test_a_blank_word_is_said_to_be_blank() -> None:
    _, (remark,) = read_one(row(), row("2023-03-01", ""))
    assert remark.message == "row 2: event is blank; the row is kept as a note"
