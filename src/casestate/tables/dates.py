"""Dates in the formats that a layout states. No format is guessed."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, tzinfo

from casestate.errors import InvalidWhen
from casestate.tables.remarks import AMBIGUOUS_DATE, UNREADABLE_DATE
from casestate.tables.values import Doubts
from casestate.when import UNDATED, When

ISO = "%Y-%m-%d"
WRITTEN = "when"
"""The word for the library's own written form, such as ``[2023-01..2023-02]``, in the place of a format."""
_DIRECTIVE = re.compile(r"%(.)")
_YEARS, _MONTHS, _DAYS = "Yy", "mbB", "d"
_TIMES = "HIpMSfzZ%aA"


def problem_of(format: str) -> str:
    """
    Return what is wrong with a format; empty for a sound one.

    >>> problem_of("%d.%m.%y"), problem_of("DD/MM/YYYY")
    ('', "'DD/MM/YYYY' has no year; write it with %Y, %m and %d, such as '%m/%d/%Y', or 'when'")
    """
    if format == WRITTEN:
        return ""
    found = _DIRECTIVE.findall(format)
    unknown = [each for each in found if each not in _YEARS + _MONTHS + _DAYS + _TIMES]
    if unknown:
        return f"{format!r} has %{unknown[0]}, which is not accepted; write it with %Y, %m and %d"
    if not any(each in _YEARS for each in found):
        return f"{format!r} has no year; write it with %Y, %m and %d, such as '%m/%d/%Y', or '{WRITTEN}'"
    if "d" in found and not any(each in _MONTHS for each in found):
        return f"{format!r} has a day and no month"
    return ""


class Dates:
    """
    A reader of dates in some formats.

    Args:
        formats: Formats of ``strptime``. Without ``%d`` a date is some day of its month, without a month of its year.
        zone: The zone of the days; a moment with another zone is on the day that it is there.
    """

    def __init__(self, formats: Sequence[str], zone: tzinfo | None = None) -> None:
        self.formats = tuple(formats)
        self.zone = zone

    def read(self, cell: object) -> tuple[When, Doubts]:
        """
        Return a date, and what is doubtful about it. A blank cell is no date, without a doubt.

        >>> Dates(["%m/%d/%Y"]).read("2/1/2023")
        (When.parse('2023-02-01'), ())
        """
        if isinstance(cell, date):
            return When.on(_day(cell, self.zone) if isinstance(cell, datetime) else cell), ()
        words = cell.strip() if isinstance(cell, str) else ""
        if not words:
            return UNDATED, ()
        found = {when for each in self.formats if (when := _read(words, each, self.zone)) is not None}
        if len(found) == 1:
            return found.pop(), ()
        if not found:
            return UNDATED, ((UNREADABLE_DATE, f"the date {words!r} is in none of the formats {self._listed}"),)
        first = min(each.earliest or date.min for each in found)
        last = max(each.latest or date.max for each in found)
        days = " or ".join(sorted(map(str, found)))
        return When(first, last), ((AMBIGUOUS_DATE, f"the date {words!r} is {days}, by the formats {self._listed}"),)

    @property
    def _listed(self) -> str:
        return ", ".join(self.formats)


class Moments:
    """
    A reader of moments, such as the time at which a clerk made an entry.

    Args:
        formats: Formats of ``strptime``; a moment written as ISO 8601 is always read.
        zone: The zone of moments that state none.
    """

    def __init__(self, formats: Sequence[str], zone: tzinfo | None) -> None:
        self.formats = tuple(formats)
        self.zone = zone

    def read(self, cell: object) -> tuple[datetime | None, Doubts]:
        """Return a moment, or ``None`` for a blank cell or one that cannot be read, and what is doubtful."""
        moment = cell if isinstance(cell, datetime) else None
        words = cell.strip() if isinstance(cell, str) else ""
        if moment is None and not words:
            return None, ()
        if moment is None:
            moment = next((at for each in self.formats if (at := _moment(words, each)) is not None), _iso(words))
        if moment is not None and moment.tzinfo is None and self.zone is not None:
            moment = moment.replace(tzinfo=self.zone)
        if moment is None or moment.tzinfo is None:
            return None, ((UNREADABLE_DATE, f"{words or cell!r} is no moment with a zone; state its format and zone"),)
        try:
            return moment.astimezone(UTC), ()
        except OverflowError:
            return None, ((UNREADABLE_DATE, f"{words or cell!r} is beyond the calendar"),)


def _read(words: str, format: str, zone: tzinfo | None) -> When | None:
    if format == WRITTEN:
        try:
            return When.parse(words)
        except InvalidWhen:
            return None
    moment = _moment(words, format)
    if moment is None:
        return None
    directives = _DIRECTIVE.findall(format)
    if "d" in directives:
        return When.on(_day(moment, zone))
    if any(each in _MONTHS for each in directives):
        return When.month(moment.year, moment.month)
    return When.year(moment.year)


def _day(moment: datetime, zone: tzinfo | None) -> date:
    """Return the day of a moment, in a zone if both have one."""
    if moment.tzinfo is None or zone is None:
        return moment.date()
    try:
        return moment.astimezone(zone).date()
    except OverflowError:  # beyond the calendar there
        return moment.date()


def _moment(words: str, format: str) -> datetime | None:
    try:
        return datetime.strptime(words, format)
    except ValueError:
        return None


def _iso(words: str) -> datetime | None:
    try:
        return datetime.fromisoformat(words)
    except ValueError:
        return None
