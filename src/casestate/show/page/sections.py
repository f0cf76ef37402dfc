"""
The content of each section of a page, over all legal days, at the coordinates of one view.

A charge, claim or citation changes only on a day on which an act or statement about it may first have happened, or
certainly has; a defendant, with the findings, only on such a day of one of their subjects. So these days are enough,
and views that apply the same acts in the same order share their content.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from casestate.engine.order import FOREVER, NEVER, Placed
from casestate.events import Stated, Subject
from casestate.explain.doubts import findings_of, findings_of_file
from casestate.show.markup import Markup, tag
from casestate.show.page import parts
from casestate.show.page.choices import CLOCK_WORDS
from casestate.show.page.heard import about, compared, everything, heard
from casestate.show.page.shared import Shared
from casestate.show.page.statements import Statements
from casestate.show.page.timeline import Bar, stretches
from casestate.view import View, timeslice_of


class Section(NamedTuple):
    """
    A section of the page whose content depends on the choices.

    Attributes:
        kind: ``untimed``, ``doubts`` or ``said`` of the file or of a defendant, ``defendant``, ``part`` or ``bar``.
        subject: The subject of the section; ``None`` for the file as a whole.
    """

    kind: str
    subject: Subject | None = None


Said = dict[Section, int]
"""The number of the content of each section over all days: for a bar its stretches, otherwise a history."""


class Teller:
    """
    Computes the content of the sections, once for the same acts in the same order.

    Attributes:
        shared: The pieces, states and histories so far.
        bars: The bars so far, with their numbers.

    Args:
        defendants: The defendants to show; ``None`` for all.
    """

    def __init__(self, defendants: frozenset[str] | None = None) -> None:
        self.shared = Shared()
        self.bars: dict[Bar, int] = {Bar("", ()): 0}
        self._only = defendants
        self._told: dict[tuple[Any, ...], Said] = {}
        self._alive: list[object] = []
        self._statements = Statements()

    def told(self, view: View) -> Said:
        """
        Return the content of each section over all days.

        Args:
            view: The file as of the last entry.
        """
        said = {Section("untimed"): self.shared.history([(NEVER, _untimed(view))])}
        said[Section("doubts")] = self._history(view, everything(view), self._doubts_of_file)
        said[Section("said")] = self._said(view, _of_nobody(view))
        for who in view.defendants:
            if self._only is None or who in self._only:
                person = Subject("person", who, "")
                said[Section("said", person)] = self._said(view, timeslice_of(view).index.said.get(person, ()))
                said |= self._once(view, timeslice_of(view).index.defendants[who], self._defendant)
                for part in view[who].parts:
                    said |= self._once(view, [part.subject], self._part)
        return said

    def _once(self, view: View, subjects: Sequence[Subject], tell: Callable[[View, Sequence[Subject]], Said]) -> Said:
        """Return the content about some subjects, reused from an earlier view with the same acts in the same order."""
        placed = heard(view, subjects)
        key = (tell.__name__, *subjects, *compared(view, placed))
        if key not in self._told:
            self._told[key] = tell(view, subjects)
            self._alive.append(placed)  # so that no other entry takes the number of one of these
        return self._told[key]

    def _defendant(self, view: View, subjects: Sequence[Subject]) -> Said:
        who = subjects[0].who
        person = Subject("person", who, "")
        placed = [p for subject in subjects for p in about(view, subject)]
        return {
            Section("defendant", person): self._history(view, placed, lambda then: parts.defendant(then, who)),
            Section("doubts", person): self._history(view, placed, lambda then: _doubts(then, who)),
        }

    def _part(self, view: View, subjects: Sequence[Subject]) -> Said:
        (subject,) = subjects
        then = list(_days(view, about(view, subject)))
        history = self.shared.history((day, parts.part(each, subject)) for day, each in then)
        first = view.procedure.by_kind[subject.kind].first
        bar = Bar(subject.kind, stretches([(day, parts.handle(each, subject)) for day, each in then], first))
        return {Section("part", subject): history, Section("bar", subject): self.bars.setdefault(bar, len(self.bars))}

    def _doubts_of_file(self, view: View) -> list[Markup]:
        found = findings_of_file(timeslice_of(view))
        told = parts.findings([each for each in found if self._only is None or each.defendant in ("", *self._only)])
        return told or [Markup("<p>Nothing is doubtful of the record as a whole.</p>")]

    def _said(self, view: View, placed: Iterable[Placed]) -> int:
        return self.shared.history(self._statements.history(view, placed))

    def _history(self, view: View, placed: Iterable[Placed], told: Callable[[View], Sequence[Markup]]) -> int:
        return self.shared.history((day, told(then)) for day, then in _days(view, placed))


def _of_nobody(view: View) -> list[Placed]:
    """Return the statements that concern no defendant."""
    placed = timeslice_of(view).index.placed
    return [p for p in placed if isinstance(p.entry.event, Stated) and not p.entry.event.concerns]


def _doubts(view: View, who: str) -> list[Markup]:
    found = parts.findings(findings_of(timeslice_of(view), who)) if who in view.defendants else []
    return [Markup("<h3>What is doubtful</h3>"), *found] if found else []


def _days(view: View, placed: Iterable[Placed]) -> Iterator[tuple[int, View]]:
    """Yield the view as of each day on which something may change, from the beginning to the last with every entry."""
    turns = {day for p in placed for day in (p.earliest, p.latest)}
    yield NEVER, view.at(date.min)
    for day in sorted(turns - {NEVER, FOREVER}):
        yield day, view.at(date.fromordinal(day))
    yield FOREVER, view.at(None)


def _untimed(view: View) -> list[Markup]:
    """Return the number of entries that a view leaves out because they have no time on its clock."""
    left_out = view.untimed
    if not left_out:
        return []
    clock = CLOCK_WORDS[view.coordinates.clock]
    return [tag("p", f"Left out: {left_out} entries that do not say when they {clock.entered}.", class_="soft")]
