"""Terms and sums of money are read, printed and counted by the calendar; other values are refused."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given

from casestate import Money, Term, When
from casestate.errors import InvalidTerm
from casestate.terms import as_money, as_term
from casestate.testing.strategies import lengths, moneys, terms, whens


@given(terms())
def test_a_term_is_read_back_from_what_it_prints(term: Term) -> None:
    assert Term.parse(str(term)) == term
    assert eval(repr(term), {"Term": Term}) == term


@given(moneys())
def test_a_sum_is_read_back_from_what_it_prints(money: Money) -> None:
    assert Money.parse(str(money)) == money
    assert eval(repr(money), {"Money": Money}) == money


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("18 months", Term(months=18)),
        ("1 year 6 months", Term(months=18)),
        ("1 year, 6 months", Term(months=18)),
        ("1YEAR 6MONTHS", Term(months=18)),
        ("  2 weeks ", Term(days=14)),
        ("364 days", Term(days=364)),
        ("0 days", Term()),
        ("life", Term(life=True)),
        ("2 years to 5 years", Term(months=24, up_to=Term(months=60))),
        ("20 years to life", Term(months=240, up_to=Term(life=True))),
    ],
)
def test_every_written_form_of_a_term_is_read(text: str, term: Term) -> None:
    assert Term.parse(text) == as_term(text) == as_term(term) == term


@pytest.mark.parametrize(
    ("term", "printed"),
    [
        (Term(), "0 days"),
        (Term(days=1), "1 day"),
        (Term(months=1), "1 month"),
        (Term(months=12), "1 year"),
        (Term(months=36), "3 years"),
        (Term(months=18, days=5), "18 months 5 days"),
        (Term(life=True), "life"),
        (Term(months=24, up_to=Term(life=True)), "2 years to life"),
    ],
)
def test_a_term_is_printed_in_words(term: Term, printed: str) -> None:
    assert str(term) == printed


@pytest.mark.parametrize(
    ("term", "start", "end"),
    [
        ("6 months", "2023-03-31", "2023-09-30"),
        ("1 month", "2023-01-31", "2023-02-28"),
        ("1 month", "2024-01-31", "2024-02-29"),
        ("1 year", "2024-02-29", "2025-02-28"),
        ("4 years", "2024-02-29", "2028-02-29"),
        ("1 month 1 day", "2023-01-31", "2023-03-01"),
        ("364 days", "2023-01-01", "2023-12-31"),
        ("18 months", "2023-01", "[2024-07-01..2024-07-31]"),
        ("1 year", "[..2023-01-31]", "[..2024-01-31]"),
        ("2 years to 5 years", "2023-01-01", "[2025-01-01..2028-01-01]"),
        ("31 days to 1 month", "2023-02-01", "[2023-03-01..2023-03-04]"),
        ("0 days", "9999-12-31", "9999-12-31"),
    ],
)
def test_a_term_runs_by_the_calendar(term: str, start: str, end: str) -> None:
    assert Term.parse(term).after(When.parse(start)) == When.parse(end)


@pytest.mark.parametrize(
    ("term", "start"),
    [
        ("life", "2023-01-01"),
        ("2 years to life", "2023-01-01"),
        ("1 year", "[2023-01-01..]"),
        ("1 year", "[..]"),
        ("1 day", "9999-12-31"),
        ("1 year to 9000 years", "2023-01-01"),
        ("999999 days", "9999-01-01"),
    ],
)
def test_an_end_that_cannot_be_told_is_none(term: str, start: str) -> None:
    assert Term.parse(term).after(When.parse(start)) is None


@given(lengths(), whens())
def test_the_end_of_a_term_holds_the_end_from_either_bound(term: Term, start: When) -> None:
    end = term.after(start)
    assume(end is not None and start.earliest is not None)
    assert end is not None
    for bound, reached in ((start.earliest, end.earliest), (start.latest, end.latest)):
        assert bound is not None
        assert reached is not None
        whole = bound.replace(day=1)
        for _ in range(term.months):
            whole = (whole + timedelta(32)).replace(day=1)
        last = ((whole + timedelta(32)).replace(day=1) - timedelta(1)).day if whole < date(9999, 12, 1) else 31
        assert reached == whole.replace(day=min(bound.day, last)) + timedelta(term.days)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "  ",
            "18",
            "months",
            "18 moons",
            "-1 month",
            "1.5 years",
            "1 year and 6 months",
            "18 months!",
            "١٨ months",
        ),
        *("2 years to", "to 5 years", "2 years to 5 years to 9 years", "life to 5 years", "5 years to 2 years"),
        *("1 year to 364 days 0 months x", "9999999 days", "999999 years", "1 month 5 days to 1 month 4 days"),
        *("1 year to 100 days", "life sentence", None, 18, 1.5, b"18 months", "9" * 5000 + " days"),
    ],
)
def test_an_invalid_term_is_refused(text: Any) -> None:
    with pytest.raises(InvalidTerm):
        Term.parse(text)


def test_a_refused_term_names_the_accepted_forms() -> None:
    with pytest.raises(InvalidTerm, match="'18 months', '1 year 6 months', '364 days', 'life'"):
        as_term("a while")


@pytest.mark.parametrize(
    "fields",
    [
        {"months": -1},
        {"days": -1},
        {"months": 1.0},
        {"months": True},
        {"days": "3"},
        {"days": 1_000_000},
        {"life": True, "months": 1},
        {"life": True, "up_to": Term(months=1)},
        {"life": "yes"},
        {"up_to": "5 years"},
        {"up_to": Term(up_to=Term(months=1))},
        {"months": 2, "up_to": Term(months=1)},
        {"days": 2, "up_to": Term(days=1)},
    ],
)
def test_a_term_with_a_wrong_part_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(InvalidTerm):
        Term(**fields)


@pytest.mark.parametrize("most", [Term(days=30), Term(months=1), Term(months=1, days=1), Term(life=True)])
def test_a_maximum_that_may_be_the_longer_is_taken(most: Term) -> None:
    assert Term(days=30, up_to=most).up_to == most


@pytest.mark.parametrize(
    ("given_as", "amount", "currency"),
    [
        (500, "500", "USD"),
        ("500", "500", "USD"),
        ("136,793.50 USD", "136793.50", "USD"),
        (" 1,000,000 EUR ", "1000000", "EUR"),
        (Decimal("0.01"), "0.01", "USD"),
        (Decimal("1E+3"), "1000", "USD"),
        ("0", "0", "USD"),
    ],
)
def test_every_written_form_of_a_sum_is_read(given_as: str | int | Decimal, amount: str, currency: str) -> None:
    assert Money.parse(given_as) == as_money(given_as) == Money(Decimal(amount), currency)


@pytest.mark.parametrize(
    "given_as",
    [
        *("", "USD", "-5", "$500", "500 usd", "500 DOLLARS", "500  USD", "NaN", "Infinity", "1e5", "1_000", "٥٠٠"),
        *("1,00", "1,2,3", ".5", "5.", "5 USD EUR", "5 USD\n6", 5.0, -5, True, None, b"5"),
        *(Decimal("NaN"), Decimal("Infinity"), Decimal(-1), Decimal("-0")),
    ],
)
def test_an_invalid_sum_is_refused_with_the_accepted_forms(given_as: Any) -> None:
    with pytest.raises(InvalidTerm, match=r"write it 500, '500' or '136793.50 USD', not as a float"):
        Money.parse(given_as)


@pytest.mark.parametrize(
    "fields", [(5.5, "USD"), (5, "USD"), (Decimal(-5), "USD"), (Decimal("NaN"), "USD"), (Decimal(5), "x")]
)
def test_a_sum_made_of_anything_else_is_refused(fields: tuple[Any, str]) -> None:
    with pytest.raises(InvalidTerm, match="Decimal of 0 or more"):
        Money(*fields)


def test_money_already_read_is_taken_as_it_is() -> None:
    sum_ = Money(Decimal(5))
    assert as_money(sum_) is sum_
