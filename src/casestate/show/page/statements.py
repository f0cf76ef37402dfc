"""The statements of a page: what was said of each defendant, and whether the record bears it out."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from casestate.engine.order import FOREVER, NEVER, Placed
from casestate.events import Stated
from casestate.explain.fate import Fate, Statement
from casestate.explain.statements import Fates
from casestate.show.markup import Markup, tag
from casestate.show.page.heard import compared, heard
from casestate.show.page.parts import entry_of
from casestate.show.words import by_id
from casestate.view import View, timeslice_of

FATES: Mapping[Fate, str] = {
    Fate.WITHDRAWN: "withdrawn by the speaker",
    Fate.MET: "it came true",
    Fate.OVERTAKEN: "overtaken by another act",
    Fate.LAPSED: "its day passed without the act",
    Fate.FAILED: "it did not come true",
    Fate.CONFIRMED: "confirmed by the record",
    Fate.CONTRADICTED: "contradicted by the record",
    Fate.ANSWERED: "answered by the record",
    Fate.OPEN: "not decided by the record",
}
"""The words for what became of a statement; one that is not weighed has none."""

Turns = dict[int, Markup | None]
"""The statement from each day on which it changes; ``None`` before it was made."""


class Statements:
    """Words the statements, each once for the same acts and statements about what it speaks of."""

    def __init__(self) -> None:
        self._told: dict[tuple[Any, ...], Turns] = {}
        self._alive: list[object] = []

    def history(self, view: View, said: Iterable[Placed]) -> Iterator[tuple[int, list[Markup]]]:
        """
        Yield the statements, from the first of each day on which one of them changes.

        Args:
            view: The file as of the last entry.
            said: The entries of the statements.
        """
        every = [self._turns(view, p) for p in said]
        for day in sorted({NEVER, FOREVER}.union(*every)):
            now = [turns[max(turn for turn in turns if turn <= day)] for turns in every]
            made = [each for each in now if each is not None]
            yield day, [_HEADING, *made, _END] if made else []

    def _turns(self, view: View, p: Placed) -> Turns:
        """Return a statement from each day on which it changes, reused from an earlier view that answers the same."""
        deciding = [*_deciding(view, p), p]
        first, last = _stated(p)
        at = timeslice_of(view)
        reached = (at.coordinates.over, max(each.earliest for each in at.index.placed))
        passed = [bound is None or last <= bound for bound in reached]
        key = (p.entry.id, *passed, *compared(view, deciding))
        if key not in self._told:
            days = {NEVER, FOREVER, first, last, *[day for each in deciding for day in (each.earliest, each.latest)]}
            self._told[key] = {day: _as_of(view, day, p) for day in sorted(days)}
            self._alive.append(deciding)  # so that no other entry takes the number of one of these
        return self._told[key]


def _deciding(view: View, p: Placed) -> list[Placed]:
    """Return the entries that may decide what becomes of a statement."""
    about = _said(p).about
    if about is not None and about.subjects:
        return heard(view, about.subjects)
    return [each for each in timeslice_of(view).index.placed if isinstance(each.entry.event, Stated)]


def _stated(p: Placed) -> tuple[int, int]:
    """Return the first and the last of the days on which the act spoken of is said to happen."""
    about = _said(p).about
    first, last = (about.on.earliest, about.on.latest) if about else (None, None)
    return first.toordinal() if first else NEVER, last.toordinal() if last else FOREVER


def _said(p: Placed) -> Stated:
    assert isinstance(p.entry.event, Stated)
    return p.entry.event


def _as_of(view: View, day: int, p: Placed) -> Markup | None:
    then = view.at(date.min if day == NEVER else None if day == FOREVER else date.fromordinal(day))
    return next((_item(each) for each in Fates(timeslice_of(then)).told(p.entry.id)), None)


def _item(statement: Statement) -> Markup:
    """Return a statement as an item of a list: who said what, where it was reported, and what became of it."""
    fates = [FATES[each] for each in statement.possible if each in FATES]
    if not fates:
        return tag("li", *entry_of(statement.entry))
    said = ", or ".join(fates) if len(statement.possible) == 1 else f"possibly {', or '.join(fates)}"
    because = by_id([entry.id for entry in statement.by])
    return tag("li", *entry_of(statement.entry), tag("small", f"{said[0].upper()}{said[1:]}{because}."))


_HEADING = Markup('<h3>What was said</h3><p class="soft">A statement changes no state.</p><ul>')
_END = Markup("</ul>")
