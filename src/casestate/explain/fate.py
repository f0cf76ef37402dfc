"""A statement, and its fate."""

import attrs

from casestate.entries import Entry
from casestate.events import Stated
from casestate.events.wording import spoke
from casestate.pictured import shorten
from casestate.vocabulary import Closed, in_words


class Fate(Closed):
    """The fate of a statement, according to a view."""

    WITHDRAWN = "withdrawn"
    NOT_WEIGHED = "not_weighed"
    MET = "met"
    OVERTAKEN = "overtaken"
    LAPSED = "lapsed"
    FAILED = "failed"
    CONFIRMED = "confirmed"
    CONTRADICTED = "contradicted"
    ANSWERED = "answered"
    OPEN = "open"
    UNDECIDED = "undecided"


@attrs.frozen(kw_only=True, order=False, repr=False)
class Statement:
    """
    A statement, with its fate at the coordinates of the view it came from.

    Attributes:
        entry: The entry of the statement, with its source.
        possible: Every fate that it may have; one if dates are certain.
        by: The entries that decide it, or may; none if only the passing of days decides it, or nothing does.
    """

    entry: Entry
    possible: tuple[Fate, ...]
    by: tuple[Entry, ...] = ()

    @property
    def fate(self) -> Fate:
        """The fate; UNDECIDED if imprecise dates leave several possible."""
        return self.possible[0] if len(self.possible) == 1 else Fate.UNDECIDED

    @property
    def said(self) -> Stated:
        """The event: what was said, and by whom."""
        event = self.entry.event
        assert isinstance(event, Stated)
        return event

    def __repr__(self) -> str:
        said, fates = self.said, " or ".join([in_words(each) for each in self.possible])
        content = said.text or (type(said.about).__name__ if said.about else "")
        words = f"{spoke(said)}{': ' * bool(content)}{content}"
        return shorten(f"<Statement {self.entry.id}, {said.on}, {fates}: {words}>")
