"""
Turn a lawful history into a realistic record: late, out of order, vague, duplicated, wrong, corrected, retracted.
"""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any

import attrs
from hypothesis import strategies as st

from casestate.casefile import CaseFile
from casestate.entries import Entry
from casestate.events import Event
from casestate.law import GENERIC, Procedure
from casestate.sources import Basis, Source
from casestate.testing.strategies.choices import Choose, choosing, named
from casestate.testing.strategies.histories import lawful
from casestate.testing.strategies.steps import FIRST
from casestate.testing.strategies.story import COURT, WIRE
from casestate.when import UNDATED, When

COUNSEL = Source("counsel", basis=Basis.COUNSEL)
_LATE = (0, 0, 0, 1, 3)
"""The number of places by which an act is recorded late."""
_WRONG_BY = (1, -1, 31, -31)


def messy(procedure: Procedure = GENERIC, **sizes: Any) -> st.SearchStrategy[CaseFile]:
    """
    Draw lawful histories with the disorder of real records.

    Steps are missing. Acts are recorded late, undated, dated to a month or a year, reported by several sources that
    may differ, misdated, corrected more than once, retracted and restored. Entries may or may not have times.

    Args:
        procedure: The law.
        sizes: The sizes of the underlying history, as for :func:`lawful`: ``min_acts``, ``max_acts``,
            ``max_defendants``, ``max_charges``, ``sides``, ``reaching``.
    """
    return named("messy", lawful(procedure, **sizes).flatmap(_disordered), procedure)


@st.composite
def _disordered(draw: st.DrawFn, truth: CaseFile) -> CaseFile:
    desk = _Desk(choosing(draw), CaseFile("drawn", procedure=truth.procedure))
    places = {entry.id: entry.seq + desk.choose(_LATE) for entry in truth}
    for entry in sorted(truth, key=lambda entry: (places[entry.id], entry.seq)):
        desk.choose(_FATES)(desk, entry.event)
        desk.catch_up()
    return desk.case


class _Desk:
    """The case file being written, and the corrections that it still needs."""

    def __init__(self, choose: Choose[Any], case: CaseFile) -> None:
        self.choose = choose
        self.case = case
        self.clocks = choose((False, True))
        self.today = FIRST
        self.owed: list[Callable[[], None]] = []

    def put(self, event: Event, **envelope: Any) -> Entry:
        """Record an act, right or wrong."""
        self.case = self.case.record(event, **self.clock(event), **envelope)
        return self.case.last

    def put_right(self, target: str, event: Event) -> None:
        """Correct an entry."""
        self.case = self.case.correct(target, event, reason="misread", **self.clock(event))

    def take_back(self, target: str) -> None:
        """Retract an entry, or a retraction."""
        self.case = self.case.retract(target, reason="entered in error", **self.clock(None))

    def clock(self, event: Event | None) -> dict[str, Any]:
        """Return the recorded and docketed times of the next entry, if this file keeps them."""
        self.today += timedelta(self.choose((1, 0, 30)))
        if not self.clocks:
            return {}
        told = {"recorded_at": datetime.combine(self.today, self.choose((time(12), time.max)), UTC)}
        day = event.on.latest if event else None
        return told | ({"docketed_on": day} if day and self.choose((True, False)) else {})

    def catch_up(self) -> None:
        """Record some of the corrections that are due."""
        while self.owed and self.choose((True, False)):
            self.owed.pop(0)()


def _as_it_was(desk: _Desk, event: Event) -> None:
    desk.put(event)


def _not_at_all(_: _Desk, __: Event) -> None:
    """Record nothing: the step is missing."""


def _vaguely(desk: _Desk, event: Event) -> None:
    desk.put(_blurred(desk.choose, event))


def _twice(desk: _Desk, event: Event) -> None:
    """Record two accounts of one act; the second may be vaguer or give another day."""
    first = desk.put(event, source=desk.choose((COURT, WIRE)))
    other = desk.choose((event, _blurred(desk.choose, event), _moved(desk.choose, event)))
    desk.put(other, source=desk.choose((WIRE, COUNSEL)), account_of=first.id)


def _wrongly(desk: _Desk, event: Event) -> None:
    """Record an act with a wrong day and correct it later; the first correction may be wrong too."""
    wrong = desk.put(_moved(desk.choose, event)).id
    if desk.choose((False, True)):
        desk.put_right(wrong, _moved(desk.choose, event))
        wrong = desk.case.last.id
    desk.owed.append(lambda: desk.put_right(wrong, event))


def _in_error(desk: _Desk, event: Event) -> None:
    """Record an act and retract it; the retraction may be retracted."""
    entry = desk.put(event).id
    desk.owed.append(lambda: desk.take_back(entry))
    if desk.choose((False, True)):
        desk.owed.append(lambda: desk.take_back(desk.case.last.id))


_FATES = (_as_it_was, _as_it_was, _as_it_was, _not_at_all, _vaguely, _twice, _wrongly, _in_error)


def _blurred(choose: Choose[Any], event: Event) -> Event:
    """Return the same act, dated less exactly."""
    day = event.on.earliest or FIRST
    spans = (
        When.month(day.year, day.month),
        When.between(day - timedelta(3), day + timedelta(3)),
        When.year(day.year),
        When.not_after(day),
        When.not_before(day),
        UNDATED,
    )
    return attrs.evolve(event, on=choose(spans))


def _moved(choose: Choose[Any], event: Event) -> Event:
    """Return the same act, on a wrong day."""
    day = event.on.earliest or FIRST
    return attrs.evolve(event, on=day + timedelta(choose(_WRONG_BY)))
