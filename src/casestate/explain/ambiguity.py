"""
Order that matters and that nothing settles.

Two entries next to each other in the order of folding may be there by the precedence of the table or of the file alone.
Where the law allows the other order too, and it would leave another state, the record does not tell which is true.
"""

from collections.abc import Iterator
from typing import Any

import attrs

from casestate.engine.fold import Draft, SubjectState
from casestate.engine.order import Placed, settled
from casestate.engine.worlds import Track
from casestate.events import NameRecorded
from casestate.law.findings import Finding, Severity
from casestate.state import ChargeState, RecordState
from casestate.vocabulary import Closed

_STANDING = ("status", "outcome", "change", "for_")
"""The fields of the last act on a person, hearing, motion or role that say where it stands; the others tell of it."""


def ambiguous_orders(track: Track, day: int) -> Iterator[Finding]:
    """A finding for each two neighbours, certain to have happened by the day, whose order is a guess that matters."""
    applied = track.certain_on(day)
    unsettled = [place for place in range(len(applied) - 1) if not settled(applied[place], applied[place + 1])]
    draft = Draft(track.subject, track.procedure)
    reached = 0
    for place in unsettled:
        for p in applied[reached:place]:
            draft.apply(p.entry)
        reached = place
        first, second = applied[place], applied[place + 1]
        if _matters(draft, first, second):
            yield _finding(track, first, second)


def _matters(draft: Draft, first: Placed, second: Placed) -> bool:
    so, otherwise = draft.copy(), draft.copy()
    for p in (first, second):
        so.apply(p.entry)
    for p in (second, first):
        otherwise.apply(p.entry)
    if len(otherwise.findings) > len(so.findings):
        return False  # the law settles it: it does not allow the other order
    return _facts(so.state()) != _facts(otherwise.state())


def _facts(state: SubjectState) -> tuple[Any, ...]:
    """What a state says, without the entries that say it."""
    if isinstance(state, RecordState):
        told = [entry.event for entry in state.entries if not isinstance(entry.event, NameRecorded)]
        return tuple([(type(event), *(getattr(event, field, None) for field in _STANDING)) for event in told[-1:]])
    axes = [getattr(state, field.name) for field in attrs.fields(type(state)) if isinstance(field.default, Closed)]
    if not isinstance(state, ChargeState):
        return tuple(axes)
    said = [getattr(state.version, name) for name in ("offense", "grade", "enhancements", "exposure") if state.version]
    return (*axes, state.plea, state.components, state.prejudice, *said)


def _finding(track: Track, first: Placed, second: Placed) -> Finding:
    ids = (first.entry.id, second.entry.id)
    return Finding(
        code="ambiguous-order",
        severity=Severity.WARNING,
        message=f"whether {ids[0]} ({first.entry.event.wire}) came before {ids[1]} ({second.entry.event.wire}) changes "
        "the state, and neither dates nor links nor the docket tell; it is taken to have",
        remedy="give a closer date, an after= link, or the ordinal= of each in the day's docket",
        entries=ids,
        defendant=track.subject.who,
        charge=track.subject.key,
    )
