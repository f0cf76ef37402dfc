"""
Imprecise dates, and answers that may be "possibly".

A court file says "in January" or "by April 20". A :class:`When` is the closed interval of days on which one event may
have happened, and a question about it has one of three answers, a :class:`Certainty`. A period, such as custody, a stay
or a term, is two events, never a ``When``.
"""

import enum
import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime
from typing import NoReturn, Self

import attrs

from casestate.errors import ContradictoryDates, InvalidWhen

ACCEPTED = (
    "2023-01-15, 2023-01, 2023, [2023-01-01..2023-01-20], [..2023-01-20], [2023-01-01..], or [..] for no date at all"
)
_POINT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


class Certainty(enum.Enum):
    """
    A truth value that may be unknown, in Kleene's strong three-valued logic.

    It raises ``TypeError`` as a condition, so ``if when.by(day):`` cannot hide a guess.

    >>> Certainty.YES & Certainty.POSSIBLY
    Certainty.POSSIBLY
    >>> ~Certainty.NO
    Certainty.YES
    """

    NO = 0
    POSSIBLY = 1
    YES = 2

    def __and__(self, other: "Certainty") -> "Certainty":
        if not isinstance(other, Certainty):
            return NotImplemented
        return self if self.value <= other.value else other

    def __or__(self, other: "Certainty") -> "Certainty":
        if not isinstance(other, Certainty):
            return NotImplemented
        return self if self.value >= other.value else other

    def __invert__(self) -> "Certainty":
        return Certainty(2 - self.value)

    def __bool__(self) -> NoReturn:
        raise TypeError(f"{self} is not true or false; compare it: answer is Certainty.YES")

    def __repr__(self) -> str:
        return str(self)

    @classmethod
    def over(cls, answers: "list[bool] | tuple[bool, ...]") -> "Certainty":
        """
        Return YES if the answer is true in all of several possible cases, NO if in none, else POSSIBLY.

        >>> Certainty.over([True, False])
        Certainty.POSSIBLY
        """
        if not answers:
            raise ValueError("certainty over no cases at all is not defined; give at least one")
        return cls.YES if all(answers) else cls.POSSIBLY if any(answers) else cls.NO


class Precision(enum.Enum):
    """The precision of a :class:`When`, derived from its bounds."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"
    BOUND = "bound"
    NONE = "none"


def _a_day(_: object, field: "attrs.Attribute[date | None]", value: object) -> None:
    if value is not None and (not isinstance(value, date) or isinstance(value, datetime)):
        raise InvalidWhen(f"{field.name} must be a datetime.date or None, not {value!r}; a When has no time of day")


@attrs.frozen(order=False, repr=False)
class When:
    """
    The day of an event as far as it is known: some day from ``earliest`` to ``latest``, both included.

    Days are days of the court's own calendar, without a time or zone. There is no ``<``; :meth:`before` and :meth:`by`
    answer with a :class:`Certainty`.

    >>> When.parse("2023-01").by(date(2023, 1, 15))
    Certainty.POSSIBLY
    >>> When.parse("2023-01")
    When.parse('2023-01')

    Attributes:
        earliest: The first day possible; ``None`` if nothing bounds the date from below.
        latest: The last day possible; ``None`` if nothing bounds it from above.

    Raises:
        InvalidWhen: The bounds run backwards or are not days.
    """

    earliest: date | None = attrs.field(default=None, validator=_a_day)
    latest: date | None = attrs.field(default=None, validator=_a_day)

    def __attrs_post_init__(self) -> None:
        if self.earliest is not None and self.latest is not None and self.earliest > self.latest:
            raise InvalidWhen(
                f"a When runs from its earliest day to its latest; {self.earliest} is after {self.latest}: swap them"
            )

    @classmethod
    def on(cls, day: date) -> Self:
        """Return the date of exactly this day."""
        return cls(_given(day), day)

    @classmethod
    def month(cls, year: int, month: int) -> Self:
        """Return some day of this month."""
        return cls(*_whole(f"{_number(year):04d}-{_number(month):02d}"))

    @classmethod
    def year(cls, year: int) -> Self:
        """Return some day of this year."""
        return cls(*_whole(f"{_number(year):04d}"))

    @classmethod
    def between(cls, earliest: date, latest: date) -> Self:
        """Return some day from one to the other, both included."""
        return cls(_given(earliest), _given(latest))

    @classmethod
    def not_before(cls, day: date) -> Self:
        """Return this day or a later one."""
        return cls(_given(day), None)

    @classmethod
    def not_after(cls, day: date) -> Self:
        """Return this day or an earlier one."""
        return cls(None, _given(day))

    @classmethod
    def parse(cls, text: str) -> Self:
        """
        Read a date in the written form, a small legal part of EDTF (ISO 8601-2).

        >>> When.parse("[2023-01..2023-02]").latest
        datetime.date(2023, 2, 28)

        Raises:
            InvalidWhen: The text is in no accepted form, or names a day that does not exist.
        """
        if not isinstance(text, str):
            raise InvalidWhen(f"a date is written as text, not {text!r}; write {ACCEPTED}")
        if len(text) == 10 and text[4] == text[7] == "-" and text.isascii():
            try:
                day = date.fromisoformat(text)
            except ValueError:
                return cls(*_whole(text))
            return cls(day, day)
        if not (text.startswith("[") and text.endswith("]")):
            return cls(*_whole(text))
        first, dots, last = text[1:-1].partition("..")
        if not dots:
            raise InvalidWhen(f"invalid date {text!r}; write {ACCEPTED}")
        return cls(_whole(first)[0] if first else None, _whole(last)[1] if last else None)

    @property
    def precision(self) -> Precision:
        """The precision of the date."""
        if self.earliest is None and self.latest is None:
            return Precision.NONE
        if self.earliest is None or self.latest is None:
            return Precision.BOUND
        if self.earliest == self.latest:
            return Precision.DAY
        shape = len(str(self))
        return {7: Precision.MONTH, 4: Precision.YEAR}.get(shape, Precision.RANGE)

    def by(self, day: date) -> Certainty:
        """
        Return whether the event had happened by the end of this day.

        Raises:
            InvalidWhen: It is not a ``datetime.date``, or it has a time of day.
        """
        if type(day) is not date and (not isinstance(day, date) or isinstance(day, datetime)):
            raise InvalidWhen(f"a datetime.date was expected here, not {day!r}; a When has no time of day")
        if self.latest is not None and self.latest <= day:
            return Certainty.YES
        if self.earliest is not None and self.earliest > day:
            return Certainty.NO
        return Certainty.POSSIBLY

    def before(self, other: "When") -> Certainty:
        """Return whether this date falls on an earlier day than the other."""
        if self.latest is not None and other.earliest is not None and self.latest < other.earliest:
            return Certainty.YES
        if (self.earliest or date.min) >= (other.latest or date.max):
            return Certainty.NO
        return Certainty.POSSIBLY

    def narrow(self, other: "When") -> "When":
        """
        Return the days on which both dates agree.

        Raises:
            ContradictoryDates: They have no day in common. A report outside the old bounds is a correction.
        """
        earliest = _pick(max, self.earliest, other.earliest)
        latest = _pick(min, self.latest, other.latest)
        if earliest is not None and latest is not None and earliest > latest:
            raise ContradictoryDates(f"{self} and {other} have no day in common; if one of them was wrong, correct it")
        return When(earliest, latest)

    @property
    def words(self) -> str:
        """
        The date for readers who do not know the written form.

        >>> When.parse("[..2023-04-20]").words, When.parse("[2023-01-19..]").words, When.parse("2023-01").words
        ('by 2023-04-20', '2023-01-19 or later', '2023-01')
        >>> When.parse("[2024-07-09..2024-07-10]").words, When().words
        ('between 2024-07-09 and 2024-07-10', 'day unknown')
        """
        first, last = self.earliest, self.latest
        if first is None:
            return "day unknown" if last is None else f"by {last}"
        if last is None:
            return f"{first} or later"
        written = str(self)
        return f"between {first} and {last}" if written.startswith("[") else written

    def __str__(self) -> str:
        first, last = self.earliest, self.latest
        if first is not None and last is not None:
            if first == last:
                return first.isoformat()
            if first.day == 1 and last == _whole(first.isoformat()[:7])[1]:
                return first.isoformat()[:7]
            if (first.month, first.day, last.month, last.day, first.year) == (1, 1, 12, 31, last.year):
                return first.isoformat()[:4]
        return f"[{first or ''}..{last or ''}]"

    def __repr__(self) -> str:
        return f"When.parse({str(self)!r})"


UNDATED = When()


def as_when(value: When | date | str) -> When:
    """
    Return a When from a When, a ``datetime.date`` or text.

    Raises:
        InvalidWhen: It is none of these. A ``datetime`` is refused because its day depends on a zone.
    """
    if isinstance(value, When):
        return value
    if isinstance(value, str):
        return When.parse(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return When.on(value)
    raise InvalidWhen(f"invalid date {value!r}; give a datetime.date, a When, or text: {ACCEPTED}")


def as_day(value: date | str, what: str) -> date:
    """
    Return one exact day, for an argument that needs one, such as ``as_of``.

    Raises:
        InvalidWhen: It is not exactly one day.
    """
    if type(value) is date:
        return value
    if isinstance(value, (str, date)) and not isinstance(value, datetime):
        when = as_when(value)
        if when.earliest is not None and when.earliest == when.latest:
            return when.earliest
    raise InvalidWhen(f"{what} must be one day, not {value!r}; write it 2023-01-15 or give a datetime.date")


def _given(day: date) -> date:
    if day is None:
        raise InvalidWhen("a day was expected here, not None; for no date at all write When()")
    return day


def _number(number: int) -> int:
    if type(number) is not int or number < 1:
        raise InvalidWhen(f"years and months are whole numbers from 1, not {number!r}")
    return number


def _pick(choose: Callable[[list[date]], date], *days: date | None) -> date | None:
    given = [day for day in days if day is not None]
    return choose(given) if given else None


def _whole(text: str) -> tuple[date, date]:
    """Return the first and the last day of a written day, month or year."""
    shape = _POINT.fullmatch(text)
    if shape is None:
        raise InvalidWhen(f"invalid date {text!r}; write {ACCEPTED}")
    year, month, day = (int(part) if part else None for part in shape.groups())
    try:
        if day is not None:
            exact = date.fromisoformat(text)
            return exact, exact
        assert year is not None
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    except ValueError as problem:
        raise InvalidWhen(f"there is no date {text!r} ({problem}); write {ACCEPTED}") from None
