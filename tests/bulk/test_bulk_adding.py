"""The caseloads of parts add up to that of the whole, however the cases are parted."""

from datetime import date

import pyarrow as pa
import pytest
from courts import BEYOND, CIVIL, CLOSE, DOE, PLAIN, VAGUE, a_case

from casestate import CaseFile, bulk
from casestate.bulk.adding import PART, added
from casestate.bulk.caseload import MONTHS, SCHEMA
from casestate.errors import InvalidQuestion
from casestate.events import ChargeDismissed, ChargeFiled, ChargeInactivated

OLD = a_case("old", ChargeFiled(on="1990-02-28", **DOE))
ENDED = a_case("ended", ChargeFiled(on="2019-11-30", **DOE), ChargeDismissed(on="2020-01-01", **DOE))
UNDATED = a_case("undated", ChargeFiled(on="[..]", **DOE))
BEGUN = a_case("begun", ChargeFiled(on="[..2021-02-03]", **DOE), ChargeInactivated(on="2024-05-06", **DOE))
LAST = a_case("last", ChargeFiled(on="9999-12-31", **DOE))
CASES = [OLD, ENDED, UNDATED, BEGUN, PLAIN, CIVIL, *CLOSE, *VAGUE, *BEYOND.values()]


Between = tuple[str | None, str | None]
ALL: Between = (None, None)


def parts(cases: list[CaseFile], every: str, number: int, between: Between = ALL) -> pa.Table:
    several = [bulk.read(cases[first::number]) for first in range(number)]
    return pa.concat_tables([courts.partial_caseload(every, between=between) for courts in several])


@pytest.mark.parametrize("every", MONTHS)
@pytest.mark.parametrize("number", [1, 3, len(CASES)])
def test_parts_add_up_to_the_whole(every: str, number: int) -> None:
    assert added(parts(CASES, every, number), every).equals(bulk.read(CASES).caseload(every))


@pytest.mark.parametrize("first", [None, "1985-06-01", "2019-12-31", "2023-02-28", "2030-01-01"])
@pytest.mark.parametrize("last", [None, "1986-01-01", "2019-12-31", "2023-03-01", "2031-12-31"])
def test_parts_between_two_days_add_up_to_the_whole(first: str | None, last: str | None) -> None:
    if first is None or last is None or first <= last:
        for every in ("month", "year"):
            whole = bulk.read(CASES).caseload(every, between=(first, last))
            assert added(parts(CASES, every, 4, (first, last)), every).equals(whole)


@pytest.mark.parametrize(
    ("between", "told"),
    [
        ((None, "2019-10-15"), []),
        ((None, "2019-11-15"), [("2019-11-30", 1, 1, 0)]),
        (("2019-11-30", None), [("2019-11-30", 1, 1, 0), ("2019-12-31", 1, 0, 0), ("2020-01-31", 0, 0, 1)]),
        (("2019-12-31", None), [("2019-12-31", 1, 0, 0), ("2020-01-31", 0, 0, 1)]),
        (("2020-02-01", None), []),
        (("2020-02-01", "2020-02-29"), [("2020-02-29", 0, 0, 0)]),
        (("2019-09-30", "2019-10-01"), [("2019-09-30", 0, 0, 0), ("2019-10-31", 0, 0, 0)]),
    ],
)
def test_a_day_that_is_left_out_is_that_of_the_acts(between: Between, told: list[tuple[str, int, int, int]]) -> None:
    """A charge was filed on 2019-11-30 and dismissed on 2020-01-01: pending, filed and disposed by month."""
    for load in (bulk.read([ENDED]).caseload(between=between), added(parts([ENDED], "month", 2, between), "month")):
        rows = load.to_pylist()
        assert [(str(row["as_of"]), row["pending"], row["filed"], row["disposed"]) for row in rows] == told


def test_parts_may_be_added_in_any_order_and_before() -> None:
    several = parts(CASES, "year", 5)
    summed = several.take(pa.array(range(several.num_rows - 1, -1, -1))).group_by("as_of")
    sums = summed.aggregate([(name, "sum") for name in PART.names[1:]]).rename_columns(PART.names)
    assert added(sums, "year").equals(bulk.read(CASES).caseload("year"))


def test_what_is_pending_ages_until_the_end_of_the_whole() -> None:
    rows = added(parts([OLD, ENDED], "quarter", 2), "quarter").to_pylist()
    assert len(rows) == 30 * 4 + 1
    told = {row["as_of"]: row for row in rows}
    assert [told[date(1990, *day)]["age_to_90"] for day in ((3, 31), (6, 30))] == [1, 0]
    assert [told[date(year, 3, 31)]["age_over_365"] for year in (1991, 2005, 2020)] == [1, 1, 1]
    assert [told[date(2019, 12, 31)][name] for name in ("pending", "filed", "disposed")] == [2, 1, 0]
    assert [told[date(2020, 3, 31)][name] for name in ("pending", "filed", "disposed")] == [1, 0, 1]


def test_the_calendar_ends() -> None:
    assert added(parts([ENDED, LAST], "year", 2), "year")["as_of"].to_pylist()[-1] == date(9999, 12, 31)


def test_no_acts_and_no_such_period() -> None:
    for cases in ([], [UNDATED]):
        assert added(parts(cases, "month", 2), "month").equals(bulk.read(cases).caseload())
    assert added(PART.empty_table(), "month").equals(SCHEMA.empty_table())
    with pytest.raises(InvalidQuestion, match="not every 'day'"):
        bulk.read([PLAIN]).partial_caseload("day")
