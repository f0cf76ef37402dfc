"""Acts on one charge by their labels, such as ``charge.dismissed:with``, and the state to which they fold."""

from typing import Any

from casestate import GENERIC, Entry
from casestate.engine.fold import fold
from casestate.events import EVENT_TYPES, Event, Subject
from casestate.law import Finding
from casestate.state import ChargeState

CHARGE = Subject("charge", "A. Doe", "1")
WIRE = {act.wire: act for act in EVENT_TYPES}
FIELDS = {
    "charge.filed": "instrument",
    "plea.entered": "plea",
    "plea.accepted": "plea",
    "verdict.returned": "verdict",
    "supervision.decided": "outcome",
    "charge.dismissed": "prejudice",
    "charge.amended": "kind",
    "appeal.decided": "outcome",
    "appeal.filed": "kind",
    "conviction.set_aside": "ground",
    "charge.removed": "stage",
    "charge.inactivated": "ground",
    "adjudication.deferred": "kind",
}


def event(label: str, on: str = "2023", **given: Any) -> Event:
    """Return the act of a label such as ``charge.dismissed:with``."""
    wire, _, value = label.partition(":")
    needed = {FIELDS[wire]: value} if value else {"plea": "guilty"} if FIELDS.get(wire) == "plea" else {}
    return WIRE[wire](**({"on": on, "defendant": "A. Doe", "charge": "1"} | needed | given))


def entries(*labels: str) -> list[Entry]:
    return [Entry(id=f"e{place}", seq=place, event=event(label)) for place, label in enumerate(labels, 1)]


def folded(*labels: str) -> tuple[ChargeState, tuple[Finding, ...]]:
    state, findings = fold(CHARGE, entries(*labels), GENERIC)
    assert isinstance(state, ChargeState)
    return state, findings


COMPLAINT, INDICTMENT = "charge.filed:complaint", "charge.filed:indictment"
