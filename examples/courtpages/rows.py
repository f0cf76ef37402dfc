"""The two tables, as they are."""

import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

DATA = Path(__file__).parents[1] / "data" / "oregon-case-pages"
ZONE = ZoneInfo("America/Los_Angeles")
"""The clerks' clock; the pages name no zone. (One county of Oregon keeps Mountain Time, and none of these pages.)"""


class Listed(NamedTuple):
    """One line of the table of charges."""

    case: str
    party_idx: str
    charge_no: str
    name: str
    statute: str
    level: str
    charge_date: str

    @property
    def offense_on(self) -> dt.date:
        """The day of the offence."""
        return day(self.charge_date)

    @property
    def defendant(self) -> str:
        """The party charged; the pages name nobody."""
        return f"party {self.party_idx}"


class Row(NamedTuple):
    """One line of the table of developments, its number first."""

    number: int
    case: str
    date: str
    type: str
    reason: str
    charge_no: str
    charge_name: str
    text: str
    created: str

    @property
    def id(self) -> str:
        """The id of its entry."""
        return f"r{self.number}"

    @property
    def on(self) -> dt.date:
        """The day of the development, as the page has it."""
        return day(self.date)

    @property
    def keyed_at(self) -> dt.datetime | None:
        """The moment at which the clerk keyed it; ``None`` where the page has none."""
        return dt.datetime.strptime(self.created, "%m/%d/%Y %I:%M %p").replace(tzinfo=ZONE) if self.created else None

    @property
    def keyed_on(self) -> dt.date | None:
        """The day on which the clerk keyed it, by the clock on the clerk's wall."""
        return self.keyed_at.date() if self.keyed_at else None

    @property
    def words(self) -> str:
        """The page's own words, kept whatever is made of them."""
        return "; ".join([word for word in (self.type, self.text, self.reason) if word])


def listed(path: Path = DATA / "charges.csv") -> Iterator[Listed]:
    """
    Every charge of every page.

    Raises:
        ValueError: The columns are not those known here.
    """
    for line in _lines(path, Listed._fields):
        yield Listed(*line)


def read(path: Path = DATA / "events.csv") -> Iterator[Row]:
    """
    Every development of every page, numbered from 1.

    Raises:
        ValueError: The columns are not those known here.
    """
    for number, line in enumerate(_lines(path, Row._fields[1:]), 1):
        yield Row(number, *line)


def _lines(path: Path, columns: tuple[str, ...]) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        if (found := tuple(next(lines))) != columns:
            raise ValueError(f"{path} has the columns {found}; expected {columns}")
        yield from lines


def day(text: str) -> dt.date:
    """A day written ``07/06/2009``."""
    month, number, year = map(int, text.split("/"))
    return dt.date(year, month, number)
