"""Histories for tests: acts on charge "1" of A. Doe, a fortnight apart, from an indictment for a felony."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from casestate import GENERIC, CaseFile, Procedure, View
from casestate.events import ChargeFiled, Component, Event, PersonAct

DOE = "A. Doe"
Act = tuple[type[Event], Mapping[str, Any]]
FIRST = date(2023, 1, 2)


def act(event: type[Event], **given: Any) -> Act:
    """Return an act for :func:`story`; ``on=`` gives it a day of its own, ``charge=`` another charge."""
    return event, given


INDICTED = act(ChargeFiled, instrument="indictment", severity="felony", offense="burglary")
PRISON = Component(kind="prison", term="5 years")


def story(*acts: Act, every: int = 14, procedure: Procedure = GENERIC) -> CaseFile:
    """Return the file of these acts, each so many days after the one before."""
    case, day = CaseFile("story", procedure=procedure), FIRST
    for event, given in acts:
        whose = {"defendant": DOE} if issubclass(event, PersonAct) else {"defendant": DOE, "charge": "1"}
        case = case.record(event(**({"on": day.isoformat()} | whose | dict(given))))
        day += timedelta(days=every)
    return case


def seen(*acts: Act, **given: Any) -> View:
    """Return the view of everything in a story."""
    return story(*acts, **given).at()


def codes(view: View, *severities: str) -> set[str]:
    """Return the codes of the findings, of some severities only if any are named."""
    return {finding.code for finding in view.findings if not severities or finding.severity in severities}


def stands(view: View, axes: Iterable[str], charge: str = "1") -> dict[str, str]:
    """Return the values of some axes of a charge, by name."""
    state = view.charge(DOE, charge).state
    return {axis: str(getattr(state, axis)) for axis in axes}
