"""The content of a state without its entries, for comparing two orders of the same acts."""

from functools import cache
from typing import Any

import attrs

from casestate.events import MotionDecided, RoleChanged
from casestate.state.charge import ChargeState
from casestate.state.civil import CitationState, ClaimState
from casestate.state.defendant import RecordState
from casestate.state.matter import Hearing
from casestate.vocabulary import Closed


def facts(state: ChargeState | ClaimState | CitationState | RecordState) -> tuple[Any, ...]:
    """Return everything in a state that the order of acts may change, without the entries themselves."""
    if isinstance(state, RecordState):
        return _of_record(state)
    kind: Any = type(state)
    axes = [getattr(state, name) for name in _axes(kind)]
    if not isinstance(state, ChargeState):
        return tuple(axes)
    offenses = [
        (each.offense, each.grade, each.severity, each.enhancements, each.exposure)
        for each in (state.version, state.proved)
        if each
    ]
    return (*axes, state.plea, state.proceeding, state.components, state.prejudice, *offenses)


@cache
def _axes(kind: type[Any]) -> tuple[str, ...]:
    return tuple([field.name for field in attrs.fields(kind) if isinstance(field.default, Closed)])


def _of_record(state: RecordState) -> tuple[Any, ...]:
    """Return the status of a person, motion, hearing or role; the rest does not depend on the order of acts."""
    hearing = Hearing.of(state.key, state.entries)
    events = [entry.event for entry in state.entries]
    ruled = [event.outcome for event in events if isinstance(event, MotionDecided)]
    changed = [event.change for event in events if isinstance(event, RoleChanged)]
    return (state.release, state.stays, hearing.status, hearing.for_, *ruled[-1:], *changed[-1:])
