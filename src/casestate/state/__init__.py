"""
Immutable state, as separate axes.

One status for a charge always loses facts: a plea, a finding, a conviction and a sentence are different things. A
headline status is derived from the axes (:mod:`casestate.law.headlines`). A state holds the entries behind it, so that
every answer can name its sources.
"""

from casestate.state.appeals import Appeal
from casestate.state.axes import (
    Activity,
    CitationPhase,
    ClaimPhase,
    Conviction,
    Disposition,
    Found,
    Jeopardy,
    Phase,
    Prevailing,
    Review,
    SentenceStatus,
    Succession,
    Supervision,
    Venue,
    Visibility,
)
from casestate.state.charge import ChargeState
from casestate.state.civil import CitationState, ClaimState
from casestate.state.defendant import DefendantState, RecordState
from casestate.state.mark import Mark
from casestate.state.matter import Hearing, HearingStatus, MatterState, Motion, Role
from casestate.state.proceeding import Proceeding
from casestate.state.proved import Proved
from casestate.state.version import ChargeVersion

__all__ = [
    "Activity",
    "Appeal",
    "ChargeState",
    "ChargeVersion",
    "CitationPhase",
    "CitationState",
    "ClaimPhase",
    "ClaimState",
    "Conviction",
    "DefendantState",
    "Disposition",
    "Found",
    "Hearing",
    "HearingStatus",
    "Jeopardy",
    "Mark",
    "MatterState",
    "Motion",
    "Phase",
    "Prevailing",
    "Proceeding",
    "Proved",
    "RecordState",
    "Review",
    "Role",
    "SentenceStatus",
    "Succession",
    "Supervision",
    "Venue",
    "Visibility",
]
