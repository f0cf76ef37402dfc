"""Imprecise dates: the forms that are read, the questions that are answered, and that no answer guesses."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casestate import UNDATED, Certainty, Precision, When
from casestate.errors import ContradictoryDates, InvalidWhen
from casestate.testing.strategies import days, whens
from casestate.when import as_day, as_when

NO, POSSIBLY, YES = Certainty.NO, Certainty.POSSIBLY, Certainty.YES
FIRST = date(2023, 1, 10)
SPAN = 6
near = st.dates(FIRST, FIRST + timedelta(SPAN))


@pytest.mark.parametrize("day", ["2023-01-01", datetime(2023, 1, 1), None, 20230101])
def test_by_asks_about_a_day(day: Any) -> None:
    class Day(date):
        pass

    with pytest.raises(InvalidWhen, match=r"a datetime\.date was expected here, not .*; a When has no time of day"):
        When.year(2023).by(day)
    assert When.year(2023).by(Day(2022, 1, 1)) is NO


def members(when: When) -> list[date]:
    """Return the days of a date near 2023; an open side is represented by three more days."""
    every = [FIRST + timedelta(offset) for offset in range(-3, SPAN + 4)]
    first = when.earliest or every[0]
    last = when.latest or every[-1]
    return [day for day in every if first <= day <= last]


def over(answers: list[bool]) -> Certainty:
    return YES if all(answers) else POSSIBLY if any(answers) else NO


narrow_whens = st.one_of(
    near.map(When.on),
    st.tuples(near, near).map(lambda pair: When.between(min(pair), max(pair))),
    near.map(When.not_before),
    near.map(When.not_after),
    st.just(UNDATED),
)


@given(narrow_whens, near)
def test_by_is_what_holds_over_every_member_day(when: When, day: date) -> None:
    assert when.by(day) is over([each <= day for each in members(when)])


@given(narrow_whens, narrow_whens)
def test_before_is_what_holds_over_every_pair_of_days(one: When, other: When) -> None:
    assert one.before(other) is over([a < b for a in members(one) for b in members(other)])


@given(narrow_whens, narrow_whens, near)
def test_a_closer_date_never_takes_back_a_certain_answer(when: When, closer: When, day: date) -> None:
    try:
        refined = when.narrow(closer)
    except ContradictoryDates:
        assert not set(members(when)) & set(members(closer))
        return
    assert set(members(refined)) == set(members(when)) & set(members(closer))
    assert when.by(day) in (POSSIBLY, refined.by(day))


@given(whens(), days(), days())
def test_an_act_that_happened_by_a_day_happened_by_every_later_day(when: When, one: date, other: date) -> None:
    earlier, later = sorted((one, other))
    assert when.by(earlier).value <= when.by(later).value


@given(whens())
def test_a_date_is_read_back_from_what_it_prints(when: When) -> None:
    assert When.parse(str(when)) == when
    assert eval(repr(when), {"When": When}) == when


def test_a_precision_may_be_named_by_its_word() -> None:
    words = {"2023-01-15": "day", "2023-01": "month", "2023": "year", "[2022..2023]": "range", "[2022..]": "bound"}
    assert {text: When.parse(text).precision for text in words} == {
        text: Precision(word) for text, word in words.items()
    }
    assert Precision("none") is UNDATED.precision


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("2023-01-15", date(2023, 1, 15), date(2023, 1, 15), Precision.DAY),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), Precision.MONTH),
        ("2023", date(2023, 1, 1), date(2023, 12, 31), Precision.YEAR),
        ("[2023-01-01..2023-01-20]", date(2023, 1, 1), date(2023, 1, 20), Precision.RANGE),
        ("[2022..2023]", date(2022, 1, 1), date(2023, 12, 31), Precision.RANGE),
        ("[..2023-01-20]", None, date(2023, 1, 20), Precision.BOUND),
        ("[2023-01-20..]", date(2023, 1, 20), None, Precision.BOUND),
        ("[..]", None, None, Precision.NONE),
        ("0001-01-01", date.min, date.min, Precision.DAY),
        ("9999", date(9999, 1, 1), date.max, Precision.YEAR),
    ],
)
def test_every_written_form_is_read(
    text: str, earliest: date | None, latest: date | None, precision: Precision
) -> None:
    when = When.parse(text)
    assert (when.earliest, when.latest, when.precision) == (earliest, latest, precision)


@pytest.mark.parametrize(("text", "short"), [("[2023-02-01..2023-02-28]", "2023-02"), ("[2023-01..2023-12]", "2023")])
def test_a_range_that_is_a_whole_month_or_year_is_that_month_or_year(text: str, short: str) -> None:
    assert When.parse(text) == When.parse(short)
    assert str(When.parse(text)) == short


def test_the_constructors_say_what_the_written_forms_say() -> None:
    day = date(2023, 1, 15)
    assert When.on(day) == When.parse("2023-01-15")
    assert When.month(2023, 2) == When.parse("2023-02")
    assert When.year(1) == When.parse("0001")
    assert When.between(day, day) == When.on(day)
    assert When.not_before(day) == When.parse("[2023-01-15..]")
    assert When.not_after(day) == When.parse("[..2023-01-15]")


@pytest.mark.parametrize(
    "text",
    [
        *("2023-02-30", "2023-13", "2023-00", "0000", "0000-01-01", "2023-1", "23", "", " ", "January 2023"),
        *(
            "20230115",
            "2023-W01-1",
            "2023-015",
            "2023-01-15T00:00",
            " 2023",
            "2023 ",
            "2023-01-15\n",
            "٢٠٢٣",
            "２０２３-01-15",
            "2023/2024",
        ),
        *("2023~", "2023-XX", "2023-21", "[2023-01-20..2023-01-01]", "[2023]", "[2023-01-01..", "..2023", "[2023..x]"),
        *("[2023..2024..2025]", "[ ..2023]", "-2023", "10000", None, 2023, b"2023", 2023.0),
    ],
)
def test_an_invalid_date_is_refused_with_the_accepted_forms(text: Any) -> None:
    with pytest.raises(InvalidWhen, match=r"\[2023-01-01\.\.\]|swap them"):
        When.parse(text)


def test_a_day_that_does_not_exist_is_named() -> None:
    with pytest.raises(InvalidWhen, match=r"there is no date '2023-02-30'"):
        When.parse("2023-02-30")


@pytest.mark.parametrize(("year", "month"), [(0, 1), (2023, 0), (2023, 13), (10000, 1)])
def test_a_month_or_year_outside_the_calendar_is_refused(year: int, month: int) -> None:
    with pytest.raises(InvalidWhen):
        When.month(year, month)


@pytest.mark.parametrize("year", [0, -1, 10000])
def test_a_year_outside_the_calendar_is_refused(year: int) -> None:
    with pytest.raises(InvalidWhen):
        When.year(year)


@pytest.mark.parametrize("bound", [datetime(2023, 1, 1), "2023-01-01", 738000])
def test_a_bound_that_is_no_day_is_refused(bound: Any) -> None:
    with pytest.raises(InvalidWhen, match=r"or None, not .* a When has no time of day"):
        When(bound, None)
    with pytest.raises(InvalidWhen, match=r"or None, not .* a When has no time of day"):
        When(None, bound)


def test_bounds_that_run_backwards_are_refused() -> None:
    with pytest.raises(InvalidWhen, match="swap them"):
        When.between(date(2023, 1, 2), date(2023, 1, 1))


def test_narrowing_to_nothing_is_a_contradiction() -> None:
    with pytest.raises(ContradictoryDates, match="no day in common"):
        When.parse("2023-01").narrow(When.parse("2023-02"))


@pytest.mark.parametrize("value", [When.parse("2023-01-15"), "2023-01-15", date(2023, 1, 15)])
def test_a_date_may_be_given_as_text_as_a_day_or_as_itself(value: When | date | str) -> None:
    assert as_when(value) == When.on(date(2023, 1, 15))


@pytest.mark.parametrize("value", [datetime(2023, 1, 15, 12), None, 20230115, 2023.0, ("2023",)])
def test_other_values_are_not_dates(value: Any) -> None:
    with pytest.raises(InvalidWhen, match=r"give a datetime\.date, a When, or text"):
        as_when(value)


@pytest.mark.parametrize(
    "value", ["2023-01", "[..2023-01-15]", "[2023-01-15..]", datetime(2023, 1, 15), None, 3, UNDATED]
)
def test_anything_but_one_day_is_refused_where_one_day_is_needed(value: Any) -> None:
    with pytest.raises(InvalidWhen, match="as_of must be one day"):
        as_day(value, "as_of")


@pytest.mark.parametrize("value", ["2023-01-15", "[2023-01-15..2023-01-15]", date(2023, 1, 15)])
def test_one_day_may_be_text_or_a_date(value: date | str) -> None:
    assert as_day(value, "as_of") == date(2023, 1, 15)


def test_dates_are_values_without_an_order() -> None:
    assert hash(When.parse("2023-01")) == hash(When.month(2023, 1))
    with pytest.raises(TypeError):
        assert When.parse("2023") < When.parse("2024")  # type: ignore[operator]
    with pytest.raises(AttributeError):
        When.parse("2023").earliest = None  # type: ignore[misc]


TRUTH = [NO, POSSIBLY, YES]


@pytest.mark.parametrize("one", TRUTH)
@pytest.mark.parametrize("other", TRUTH)
def test_and_is_the_minimum_or_the_maximum_and_not_the_reverse(one: Certainty, other: Certainty) -> None:
    order = {NO: 0, POSSIBLY: 1, YES: 2}
    assert order[one & other] == min(order[one], order[other])
    assert order[one | other] == max(order[one], order[other])
    assert order[~one] == 2 - order[one]
    assert ~(one & other) is (~one | ~other)


@pytest.mark.parametrize("answer", TRUTH)
def test_an_answer_has_no_truth_value_of_its_own(answer: Certainty) -> None:
    with pytest.raises(TypeError, match="is not true or false; compare it"):
        bool(answer)
    assert repr(answer) == f"Certainty.{answer.name}"


@given(st.lists(st.booleans(), min_size=1))
def test_an_answer_over_cases_is_certain_only_if_they_agree(answers: list[bool]) -> None:
    assert Certainty.over(answers) is over(answers)


def test_an_answer_over_no_cases_is_refused() -> None:
    with pytest.raises(ValueError, match="no cases"):
        Certainty.over([])


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("2023-04-20", "2023-04-20"),
        ("2023", "2023"),
        ("[2023-01-01..2023-02-15]", "between 2023-01-01 and 2023-02-15"),
        ("[..2023-04-20]", "by 2023-04-20"),
        ("[2023-04-20..]", "2023-04-20 or later"),
        ("[..]", "day unknown"),
    ],
)
def test_a_date_has_words_for_readers(date: str, said: str) -> None:
    assert When.parse(date).words == said
