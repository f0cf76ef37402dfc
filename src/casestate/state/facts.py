"""What a state says, without the entries that say it: two orders of the same acts are compared by this."""

from typing import Any

import attrs

from casestate.events import NameRecorded
from casestate.state.charge import ChargeState
from casestate.state.civil import CitationState, ClaimState
from casestate.state.defendant import RecordState
from casestate.vocabulary import Closed

_OUTCOMES = ("status", "outcome", "change", "for_")
"""The fields of an act on a person, hearing, motion or role that say what it came to; the others describe it."""
_VERSION = ("offense", "grade", "enhancements", "exposure")


def facts(state: ChargeState | ClaimState | CitationState | RecordState) -> tuple[Any, ...]:
    """Everything in a state that the order of acts may change, apart from the entries themselves."""
    if isinstance(state, RecordState):
        events = [entry.event for entry in state.entries if not isinstance(entry.event, NameRecorded)]
        return tuple([(type(last), *(getattr(last, field, None) for field in _OUTCOMES)) for last in events[-1:]])
    axes = [getattr(state, field.name) for field in attrs.fields(type(state)) if isinstance(field.default, Closed)]
    if not isinstance(state, ChargeState):
        return tuple(axes)
    version = [getattr(state.version, field) for field in _VERSION if state.version]
    proved = [getattr(state.proved, field) for field in _VERSION if state.proved]
    return (*axes, state.plea, state.components, state.prejudice, *version, *proved)
