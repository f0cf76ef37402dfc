"""Words in which the hard situations are told: who says so, and an act on a charge of the one defendant."""

from typing import TypeVar

from casestate import GENERIC, CaseFile, Procedure, Severity, Source, View
from casestate.events import ChargeAct, Event
from casestate.state import ChargeState

DOE = "A. Doe"
DOCKET = Source("Docket of the district court", basis="record")
ABOVE = Source("Docket of the court of appeals", basis="record")
WIRE = Source("Wire report", basis="press")
COUNSEL = Source("Counsel for the defence", basis="counsel")

A = TypeVar("A", bound=ChargeAct)


def act(event: type[A], on: str, charge: str = "1", /, **more: object) -> A:
    """Something done to a charge of A. Doe."""
    return event(on=on, defendant=DOE, charge=charge, **more)  # type: ignore[arg-type]  # fields differ by event


def docket(*events: Event, procedure: Procedure = GENERIC, source: Source = DOCKET) -> CaseFile:
    """A file of what the docket has, in this order."""
    case = CaseFile("hard-case", procedure=procedure)
    for event in events:
        case = case.record(event, source=source)
    return case


def charge(view: View, id: str = "1", who: str = DOE) -> ChargeState:
    """One charge at the coordinates of a view."""
    return view[who].charge(id).state


def codes(view: View) -> list[str]:
    """What is doubtful, by code."""
    return [finding.code for finding in view.findings]


def errors(view: View) -> list[str]:
    """What is impossible, by code."""
    return [finding.code for finding in view.findings if finding.severity is Severity.ERROR]
