"""Shorthand for the hard situations: their sources, and acts on a charge of their only defendant."""

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
    """Return an act on a charge of A. Doe."""
    return event(on=on, defendant=DOE, charge=charge, **more)  # type: ignore[arg-type]  # fields differ by event


def docket(*events: Event, procedure: Procedure = GENERIC, source: Source = DOCKET) -> CaseFile:
    """Return a file with these acts from the docket, in this order."""
    case = CaseFile("hard-case", procedure=procedure)
    for event in events:
        case = case.record(event, source=source)
    return case


def charge(view: View, id: str = "1", who: str = DOE) -> ChargeState:
    """Return a charge at the coordinates of a view."""
    return view[who].charge(id).state


def codes(view: View) -> list[str]:
    """Return the codes of all findings."""
    return [finding.code for finding in view.findings]


def errors(view: View) -> list[str]:
    """Return the codes of the findings of severity ERROR."""
    return [finding.code for finding in view.findings if finding.severity is Severity.ERROR]
