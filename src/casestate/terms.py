"""
The quantities that a court states: lengths of time and sums of money.

Calendar arithmetic is python-dateutil's ``relativedelta``: a month from 31 March ends on 30 April.
"""

import re
from datetime import date
from decimal import Decimal
from typing import Self

import attrs
from dateutil.relativedelta import relativedelta

from casestate.errors import InvalidTerm
from casestate.when import When

_PART = re.compile(r"(\d{1,6})\s*(year|month|week|day)s?", re.ASCII)
_WRITTEN = re.compile(r"\d{1,6}\s*(?:year|month|week|day)s?(?:[\s,]+\d{1,6}\s*(?:year|month|week|day)s?)*", re.ASCII)
_SUM = re.compile(r"((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?: ([A-Z]{3}))?", re.ASCII)
_TERMS = "'18 months', '1 year 6 months', '364 days', 'life', or a range such as '2 years to 5 years'"


@attrs.frozen(order=False, repr=False)
class Term:
    """
    A length of time: months and days of the calendar, life, or a range of two such lengths.

    A year is twelve months, so ``1 year 6 months`` equals ``18 months``. Months are never converted to days.

    >>> Term.parse("1 year 6 months")
    Term.parse('18 months')
    >>> str(Term.parse("6 months").after(When.parse("2023-03-31")))
    '2023-09-30'

    Attributes:
        months: The whole months; of an indeterminate term, those of its minimum.
        days: The days beyond the months.
        life: Whether the term is for life.
        up_to: The maximum of an indeterminate term.

    Raises:
        InvalidTerm: A number is not a whole number from 0 to 999999, a term for life has a length, or the maximum is
            shorter than the minimum.
    """

    months: int = 0
    days: int = 0
    life: bool = False
    up_to: "Term | None" = None

    def __attrs_post_init__(self) -> None:
        for name in ("months", "days"):
            number = getattr(self, name)
            if type(number) is not int or not 0 <= number < 1_000_000:
                raise InvalidTerm(f"{name} of a term must be a whole number from 0 to 999999, not {number!r}")
        if type(self.life) is not bool or (self.life and (self.months or self.days or self.up_to)):
            raise InvalidTerm("a term for life has no months, days or maximum; write Term(life=True)")
        if self.up_to is not None:
            if not isinstance(self.up_to, Term) or self.up_to.up_to is not None:
                raise InvalidTerm(f"the maximum of a term is one length such as Term(months=18), not {self.up_to!r}")
            if not self.up_to.life and _shorter(self.up_to, self):
                raise InvalidTerm(f"the maximum of a term, {self.up_to}, is shorter than its minimum; swap them")

    @staticmethod
    def parse(text: str) -> "Term":
        """
        Read a term in the written form.

        Raises:
            InvalidTerm: The text is in no accepted form.
        """
        if not isinstance(text, str):
            raise InvalidTerm(f"a term is written as text, not {text!r}; write {_TERMS}")
        low, to, high = text.strip().lower().partition(" to ")
        least = _length(low, text)
        return Term(least.months, least.days, least.life, _length(high, text) if to else None)

    def after(self, start: When) -> When | None:
        """
        Return the end of the term if it runs from ``start`` without a break: a computed date, to be shown as inferred.

        Returns ``None`` for life, for a start without a latest day, and for an end past the calendar.
        """
        lengths = (self, self.up_to or self)
        if lengths[1].life or start.latest is None:
            return None
        try:
            last = max(_added(start.latest, length) for length in lengths)
            first = None if start.earliest is None else min(_added(start.earliest, length) for length in lengths)
        except (ValueError, OverflowError):
            return None
        return When(first, last)

    def exceeds(self, other: "Term") -> bool:
        """
        Return whether the term is longer than another, whichever months they run through. Of a range, the maximum
        counts.

        >>> Term.parse("364 days").exceeds(Term.parse("6 months")), Term.parse("1 month").exceeds(Term.parse("30 days"))
        (True, False)
        """
        longest, limit = self.up_to or self, other.up_to or other
        if limit.life or longest.life:
            return not limit.life
        years, months = divmod(limit.months, 12)
        most = years * 366 + months * 31 + limit.days
        years, months = divmod(longest.months, 12)
        return _shorter(limit, longest) or most < years * 365 + months * 28 + longest.days

    def with_suspended(self, part: "Term") -> str:
        """
        Return the term and the part of it that is suspended, in words; months of both stay months.

        >>> year, two = Term.parse("12 months"), Term.parse("2 years")
        >>> print(year.with_suspended(Term.parse("8 months")), two.with_suspended(two), sep="; ")
        12 months, 8 suspended; 2 years, all suspended
        """
        if part == self:
            return f"{self}, all suspended"
        in_months = all(each.months and not (each.days or each.life or each.up_to) for each in (self, part))
        if in_months and (self.months % 12 or part.months % 12):
            return f"{_count(self.months, 'month')}, {part.months} suspended"
        return f"{self}, {part} suspended"

    def __str__(self) -> str:
        if self.life:
            return "life"
        parts = []
        years, months = divmod(self.months, 12)
        if months:
            parts.append(_count(self.months, "month"))
        elif years:
            parts.append(_count(years, "year"))
        if self.days or not parts:
            parts.append(_count(self.days, "day"))
        return " ".join(parts) + (f" to {self.up_to}" if self.up_to else "")

    def __repr__(self) -> str:
        return f"Term.parse({str(self)!r})"


def as_term(value: Term | str) -> Term:
    """
    Return a Term from a Term or text.

    Raises:
        InvalidTerm: The text is in no accepted form.
    """
    return value if isinstance(value, Term) else Term.parse(value)


@attrs.frozen(order=False, repr=False)
class Money:
    """
    A sum of money in one currency, exactly as stated.

    >>> Money.parse("136793 USD")
    Money.parse('136793 USD')

    Attributes:
        amount: The sum, 0 or more.
        currency: The three letters of the currency (ISO 4217).

    Raises:
        InvalidTerm: The amount is not a Decimal of 0 or more, or the currency is not three capital letters.
    """

    amount: Decimal
    currency: str = "USD"

    def __attrs_post_init__(self) -> None:
        if type(self.amount) is not Decimal or not _SUM.fullmatch(str(self)):
            raise InvalidTerm(f"a sum is a Decimal of 0 or more and three letters, not {attrs.astuple(self)}")

    @classmethod
    def parse(cls, text: "str | int | Decimal") -> Self:
        """
        Read a sum such as ``500``, ``"500"`` or ``"136,793.50 USD"``. A sum without a currency is in US dollars.

        Raises:
            InvalidTerm: It is not a sum, is negative, or is a ``float``, which cannot hold cents exactly.
        """
        problem = f"invalid sum of money {text!r}; write it 500, '500' or '136793.50 USD', not as a float"
        if type(text) not in (str, int, Decimal):
            raise InvalidTerm(problem)
        shape = _SUM.fullmatch(f"{text:f}" if isinstance(text, Decimal) else str(text).strip())
        if shape is None:
            raise InvalidTerm(problem)
        return cls(Decimal(shape[1].replace(",", "")), shape[2] or "USD")

    @property
    def words(self) -> str:
        """
        The sum as people write it.

        >>> Money.parse("136793.50").words
        '136,793.50 USD'
        """
        return f"{self.amount:,f} {self.currency}"

    def __str__(self) -> str:
        return f"{self.amount:f} {self.currency}"

    def __repr__(self) -> str:
        return f"Money.parse({str(self)!r})"


def as_money(value: "Money | str | int | Decimal") -> Money:
    """
    Return Money from Money, a whole number, a Decimal or text.

    Raises:
        InvalidTerm: It is none of these, or not a sum.
    """
    return value if isinstance(value, Money) else Money.parse(value)


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def _length(words: str, text: str) -> Term:
    words = words.strip()
    if words == "life":
        return Term(life=True)
    if not _WRITTEN.fullmatch(words):
        raise InvalidTerm(f"invalid term {text!r}; write {_TERMS}")
    months = days = 0
    for number, unit in _PART.findall(words):
        months += int(number) * {"year": 12, "month": 1}.get(unit, 0)
        days += int(number) * {"week": 7, "day": 1}.get(unit, 0)
    return Term(months=months, days=days)


def _added(day: date, term: Term) -> date:
    return day + relativedelta(months=term.months, days=term.days)


def _shorter(one: Term, other: Term) -> bool:
    """Return whether one length is shorter than the other, whichever months they run through."""
    if one.days <= other.days:
        return (one.months, one.days) < (other.months, other.days)
    return one.months * 31 + one.days < other.months * 28 + other.days
