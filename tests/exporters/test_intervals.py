"""Spells in days until an event."""

from itertools import groupby, pairwise
from typing import Any

import pytest
from exporting import DOE
from hypothesis import given
from hypothesis import strategies as st
from strategies import case_files

from casestate import CaseFile, Reading
from casestate.errors import InvalidQuestion
from casestate.events import ChargeDismissed, ChargeFiled, Noted, PleaAccepted, SentenceImposed
from casestate.exporters import intervals, spells

ONE: dict[str, Any] = {"defendant": "A. Doe", "charge": "1"}
CASE = (
    CaseFile("c")
    .record(ChargeFiled(on="2023-01-01", **ONE))
    .record(PleaAccepted(on="2023-01-11", plea="guilty", **ONE))
    .record(SentenceImposed(on="2023-01-31", **ONE))
)


def days(case: Any, **options: Any) -> list[tuple[Any, ...]]:
    return [(row["value"], row["start"], row["stop"], row["event"]) for row in intervals(case, **options)]


def test_days_are_counted_from_the_first_change_to_the_event() -> None:
    assert days(CASE, events=["judged"]) == [("charged", 0, 10, False), ("found_guilty", 10, 30, True)]
    assert days(CASE, events="found_guilty") == [("charged", 0, 10, True)]
    (row,) = intervals(CASE, events="found_guilty")
    assert [row[name] for name in ("case", "defendant", "kind", "key", "field")] == [
        "c",
        "A. Doe",
        "charge",
        "1",
        "phase",
    ]


def test_without_the_event_the_last_row_ends_with_the_observation() -> None:
    assert days(CASE, events=["dismissed"])[-1] == ("found_guilty", 10, 30, False)
    assert days(CASE, events=["dismissed"], until="2023-02-10")[-1] == ("judged", 30, 40, False)
    assert days({"c": CASE.at("2023-01-21")}, events=["judged"]) == [
        ("charged", 0, 10, False),
        ("found_guilty", 10, 20, False),
    ]
    assert days(CASE, events=["judged"], until="2023-01-05") == [("charged", 0, 4, False)]
    assert days(CASE, events=["judged"], until="2022-12-31") == []


def test_what_begins_with_the_event_or_never_begins_has_no_row() -> None:
    assert days(CASE, events=["charged"]) == []
    assert days(CaseFile("empty"), events=["judged"]) == []
    assert days(CaseFile("note").record(Noted(on="2023", text="a note")), events=["judged"]) == []
    filed = CaseFile("filed").record(ChargeFiled(on="2023-01-31", **ONE))
    assert days(filed, field="disposition", events=["dismissed_unspecified"]) == []


def test_an_event_that_the_field_never_has_is_refused_with_the_nearest() -> None:
    with pytest.raises(InvalidQuestion, match=r"phase is never 'dismised' \(did you mean 'dismissed'\?\)"):
        days(CASE, events=["dismised"])
    assert days(CASE.record(ChargeDismissed(on="2023-03-01", **ONE)), field="plea", events=["any"]) != []


def test_uncertain_days_are_refused_until_the_view_places_them() -> None:
    with pytest.raises(InvalidQuestion, match="the days of phase barred of charge 2"):
        days(DOE, events=["barred"])
    earliest, latest = ({"doe": DOE.at(reading=reading)} for reading in ("earliest", "latest"))
    assert ("charged", 0, 1, True) in days(earliest, events=["barred"])
    assert ("charged", 0, 28, True) in days(latest, events=["barred"])
    both = CASE.record(ChargeDismissed(on="[2023-01-05..]", **ONE))
    with pytest.raises(InvalidQuestion, match="not certain"):
        days(both, events=["dismissed"])


@given(case_files(), st.sampled_from([Reading.EARLIEST, Reading.LATEST]), st.sampled_from(["phase", "disposition"]))
def test_rows_join_and_only_the_last_ends_with_the_event(case: CaseFile, reading: Reading, field: str) -> None:
    view = {"drawn": case.at(reading=reading)}
    for value in {row["value"] for row in spells(view, field)}:
        rows = intervals(view, field, events=[str(value)])
        for _, group in groupby(rows, key=lambda row: (row["defendant"], row["kind"], row["key"])):
            mine = list(group)
            assert mine[0]["start"] == 0
            assert all(before["stop"] == after["start"] for before, after in pairwise(mine))
            assert not any(row["event"] for row in mine[:-1])
            assert value not in {row["value"] for row in mine}
