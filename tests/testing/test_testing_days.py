"""Days near the end of a waiting period."""

from datetime import date
from typing import Any

import pytest
from hypothesis import find, settings
from hypothesis.errors import NoSuchExample

from casestate import CaseFile, Term
from casestate.errors import InvalidTerm
from casestate.events import ChargeDismissed, ChargeFiled
from casestate.testing.strategies import days_near

ONE: dict[str, Any] = {"defendant": "A. Doe", "charge": "1"}
CASE = CaseFile("c").record(ChargeFiled(on="2020-08-31", **ONE)).record(ChargeDismissed(on="2021-02", **ONE))
EVERY = settings(max_examples=500, derandomize=True, database=None)


def drawn(*waits: Term | str) -> set[date]:
    found: set[date] = set()

    def seen(day: date) -> bool:
        found.add(day)
        return False

    with pytest.raises(NoSuchExample):
        find(days_near(CASE, *waits), seen, settings=EVERY)
    return found


def around(*days: date) -> set[date]:
    return {date.fromordinal(day.toordinal() + step) for day in days for step in (-1, 0, 1)}


def test_the_end_of_a_waiting_period_is_counted_from_each_bound_of_each_date() -> None:
    assert drawn("6 months") == around(date(2021, 2, 28), date(2021, 8, 1), date(2021, 8, 28))


def test_several_waiting_periods_and_none() -> None:
    plain = around(date(2020, 8, 31), date(2021, 2, 1), date(2021, 2, 28))
    assert drawn() == plain
    assert drawn(Term(days=1), "1 year") == around(
        *(date(2020, 9, 1), date(2021, 2, 2), date(2021, 3, 1)),
        *(date(2021, 8, 31), date(2022, 2, 1), date(2022, 2, 28)),
    )


def test_a_range_ends_on_two_days() -> None:
    only = CaseFile("c").record(ChargeFiled(on="2020-01-01", **ONE))
    assert find(days_near(only, "1 year to 2 years"), lambda day: day.year == 2022) == date(2022, 1, 1)


def test_a_file_without_a_day_or_past_the_calendar_gives_any_day() -> None:
    undated = CaseFile("c").record(ChargeFiled(on="[..]", **ONE))
    assert find(days_near(undated, "1 year"), lambda day: day.year < 9000).year < 9000
    last = CaseFile("c").record(ChargeFiled(on="9999-12-31", **ONE))
    assert find(days_near(last), lambda day: day.year < 9000).year < 9000


def test_a_waiting_period_must_end() -> None:
    with pytest.raises(InvalidTerm, match="ends on no day"):
        days_near(CASE, "life")
    with pytest.raises(InvalidTerm, match="invalid term 'soon'"):
        days_near(CASE, "soon")
