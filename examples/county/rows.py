"""The rows of the county's data, as they are."""

import csv
import gzip
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from casestate import UNDATED, When
from casestate.errors import InvalidWhen

DATA = Path(__file__).parents[1] / "data" / "cook-county-2019" / "events.csv.gz"


class Row(NamedTuple):
    """One line of the data, its number first; ``grade`` is the column ``class``."""

    number: int
    case: str
    participant: str
    charge: str
    version: str
    date: str
    type: str
    subtype: str
    section: str
    grade: str
    title: str
    outcome: str
    reason: str
    received_date: str
    arraignment_date: str

    @property
    def id(self) -> str:
        """The id of its entry."""
        return f"r{self.number}"

    @property
    def on(self) -> When:
        """Its date; no date where there is none that can be read, for nothing is guessed."""
        return day(self.date) or UNDATED

    @property
    def wording(self) -> tuple[str, str, str]:
        """What it says the charge is."""
        return self.section, self.grade, self.title

    @property
    def words(self) -> str | None:
        """The source's own words for what happened, kept whatever is made of them."""
        return "; ".join([word for word in (self.subtype, self.outcome.strip(), self.reason) if word]) or None


COLUMNS = tuple(["class" if name == "grade" else name for name in Row._fields[1:]])


def read(path: Path = DATA) -> Iterator[Row]:
    """
    Every row of the data, numbered from 1.

    Raises:
        ValueError: The columns are not those known here.
    """
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        if (columns := tuple(next(lines))) != COLUMNS:
            raise ValueError(f"{path} has the columns {columns}; expected {COLUMNS}")
        for number, line in enumerate(lines, 1):
            yield Row(number, *map(sys.intern, line))


@cache
def day(text: str) -> When | None:
    """The date written so; ``None`` where it cannot be read."""
    try:
        return When.parse(text)
    except InvalidWhen:
        return None
