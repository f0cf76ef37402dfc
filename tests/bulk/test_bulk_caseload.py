"""The caseload counts the charges that files have pending, and those filed and disposed in between."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from courts import BEYOND, CIVIL, CLOSE, DOE, FILED, PLAIN, SECOND, VAGUE, a_case

from casestate import CaseFile, bulk
from casestate.bulk.caseload import SCHEMA
from casestate.errors import InvalidQuestion, InvalidWhen, TooManyPossibilities
from casestate.events import (
    ChargeAmended,
    ChargeDismissed,
    ChargeFiled,
    ChargeInactivated,
    ChargeReactivated,
    ChargeReinstated,
)

AGED = a_case(
    "aged",
    FILED,
    ChargeInactivated(on="2023-03-10", **DOE),
    ChargeReactivated(on="2023-05-10", **DOE),
    ChargeDismissed(on="2024-03-05", **DOE),
    ChargeReinstated(on="2024-03-20", **DOE),
    ChargeFiled(on="2023-02-28", **SECOND),
    ChargeDismissed(on="2023-02-28", **SECOND),
)
LINKED = CaseFile("linked", entries=AGED.entries).record(ChargeInactivated(on="2024-04-02", **DOE), after="e5")


def counts(table: Any, *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in names) for row in table.to_pylist()]


@pytest.mark.parametrize("case", [AGED, LINKED], ids=lambda case: case.id)
def test_each_count_by_hand(case: CaseFile) -> None:
    load = bulk.read([case]).caseload(every="quarter")
    told = counts(load, "as_of", "pending", "inactive", "filed", "reopened", "disposed")
    assert told[:5] == [
        (date(2023, 3, 31), 0, 1, 1, 0, 0),
        (date(2023, 6, 30), 1, 0, 0, 0, 0),
        (date(2023, 9, 30), 1, 0, 0, 0, 0),
        (date(2023, 12, 31), 1, 0, 0, 0, 0),
        (date(2024, 3, 31), 1, 0, 0, 1, 1),
    ]
    ages = counts(load, "age_to_90", "age_to_180", "age_to_365", "age_over_365", "age_unknown")
    assert ages[:5] == [(0, 0, 0, 0, 0), (0, 1, 0, 0, 0), (0, 0, 1, 0, 0), (0, 0, 1, 0, 0), (0, 0, 0, 1, 0)]


def test_a_charge_of_the_first_day_of_the_calendar_is_filed_on_it() -> None:
    shaped = a_case("shaped", ChargeFiled(on=date.min, **DOE), ChargeDismissed(on="0001-03-01", **DOE))
    linked = CaseFile("linked", entries=shaped.entries[:1]).record(ChargeDismissed(on="0001-03-01", **DOE), after="e1")
    for case in (shaped, linked):
        load = bulk.read([case]).caseload(every="quarter", between=(date.min, "0001-03-31"))
        assert counts(load, "pending", "filed", "disposed") == [(0, 1, 1)]


def files() -> Iterable[CaseFile]:
    yield from [PLAIN, CIVIL, AGED, LINKED, *CLOSE, *VAGUE, *BEYOND.values()]


@pytest.mark.parametrize("every", ["month", "quarter", "year"])
def test_what_is_pending_is_what_the_files_have_open(every: str) -> None:
    cases = list(files())
    load = bulk.read(cases).caseload(every)
    assert load.schema == SCHEMA
    for row in load.to_pylist():
        open_ = [r for case in cases for r in case.at(row["as_of"]).records() if r["kind"] == "charge"]
        certain = [r for r in open_ if r["open"] is True]
        assert row["pending"] == sum(r["activity"] == "active" for r in certain)
        assert row["inactive"] == sum(r["activity"] == "inactive" for r in certain)
        assert row["possibly_pending"] == sum("open" in str(r["undecided"]).split(", ") for r in open_)
        assert row["pending"] == sum(row[name] for name in SCHEMA.names if name.startswith("age"))


FELL = a_case(
    "fell",
    ChargeFiled(on="2023-01-10", **DOE, instrument="indictment"),
    ChargeFiled(on="2023-04-10", **SECOND, instrument="superseding_indictment", supersedes="1"),
    ChargeDismissed(on="2023-07-10", **SECOND, prejudice="without"),
    ChargeDismissed(on="2023-10-10", **DOE, prejudice="without"),
)


def test_a_charge_counts_again_once_the_one_that_carried_it_on_has_fallen() -> None:
    load = bulk.read([FELL]).caseload(every="quarter")
    told = counts(load, "pending", "filed", "reopened", "disposed")
    assert told == [(1, 1, 0, 0), (1, 1, 0, 1), (1, 0, 1, 1), (0, 0, 0, 1)]
    assert counts(load, "age_to_90", "age_to_180", "age_to_365")[2] == (0, 0, 1)


def test_what_another_charge_does_meanwhile_neither_opens_nor_closes_it() -> None:
    other = FELL.record(ChargeFiled(on="2023-08-10", defendant="A. Doe", charge="3"))
    load = bulk.read([other]).caseload(every="quarter")
    told = counts(load, "pending", "filed", "reopened", "disposed")
    assert told == [(1, 1, 0, 0), (1, 1, 0, 1), (2, 1, 1, 1), (1, 0, 0, 1)]


def test_flows_make_up_what_stands() -> None:
    rows = bulk.read([PLAIN, AGED, LINKED, *CLOSE]).caseload().to_pylist()
    before = 0
    for row in rows:
        now = row["pending"] + row["inactive"]
        assert now == before + row["filed"] + row["reopened"] - row["disposed"]
        before = now
    assert [row["as_of"].day for row in rows[:2]] == [31, 28]


def test_what_may_have_been_filed_is_counted_in_a_period_only_where_that_is_certain() -> None:
    vague = a_case("vague", ChargeFiled(on="[2023-01-20..2023-02-10]", **DOE), ChargeDismissed(on="2023-03", **DOE))
    load = bulk.read([vague]).caseload()
    named = ("pending", "possibly_pending", "filed", "disposed", "age_unknown")
    assert counts(load, *named) == [(0, 1, 0, 0, 0), (1, 0, 0, 0, 1), (0, 0, 0, 1, 0)]


def test_a_charge_with_too_many_worlds_is_possibly_pending() -> None:
    acts = [ChargeAmended(on="2023", offense=f"offence {n}", **DOE) for n in range(13)]
    crowded = a_case("crowded", ChargeFiled(on="2022-01-01", **DOE), *acts)
    with pytest.raises(TooManyPossibilities):
        crowded.spells_table("open")
    assert set(counts(bulk.read([crowded]).caseload(), "possibly_pending")) == {(1,)}


@pytest.mark.parametrize("case", [AGED, LINKED], ids=lambda case: case.id)
def test_what_was_before_the_first_period_asked_for_is_no_flow_of_it(case: CaseFile) -> None:
    courts = bulk.read([case])
    every = courts.caseload("quarter").to_pylist()
    assert courts.caseload("quarter", between=("2023-08-01", date(2023, 12, 31))).to_pylist() == every[2:4]
    assert courts.caseload("year", between=("2022-01-01", "2022-12-31")).to_pylist()[0]["filed"] == 0
    with pytest.raises(InvalidWhen, match="between takes the first day and the last; 2023-01-01 is before 2023-02-01"):
        courts.caseload(between=("2023-02-01", "2023-01-01"))


def test_no_days_and_no_such_period() -> None:
    assert bulk.read([]).caseload().num_rows == 0
    assert bulk.read([]).caseload().schema == SCHEMA
    with pytest.raises(InvalidQuestion, match="a caseload is counted every month, quarter, year, not every 'day'"):
        bulk.read([PLAIN]).caseload("day")
