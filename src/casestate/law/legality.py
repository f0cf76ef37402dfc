"""What is said of an act that its row does not allow. The judgement is the table's; here are only its words."""

from casestate.entries import Entry
from casestate.events import Subject
from casestate.law.findings import Finding, Severity
from casestate.law.transition import Fit, Machine, Move
from casestate.vocabulary import Closed


def finding_for(subject: Subject, move: Move, entry: Entry, *, phase: Closed, fills: bool, machine: Machine) -> Finding:
    """The finding for an act that does not fit the phase in which it comes; ``fills`` where it was a missing step."""
    act = f"{entry.event.wire} on {subject}"
    stands = f"which then stands as {phase.value.replace('_', ' ')}"
    code, severity = "contradiction", Severity.ERROR
    message = f"{act}, {stands}; {move.row.reason} ({move.row.cite})"
    remedy = "check the dates and which charge it belongs to; correct the entry that is wrong"
    if move.fit is Fit.MISSING:
        step = _step(machine, machine.begins if phase is machine.first else move.needs)
        code, severity = f"missing-{step}", Severity.INCOMPLETE
        message = f"{act}, but the file has no {_spaced(step)} before it; {move.row.reason} ({move.row.cite})"
        remedy = f"record the {_spaced(step)}, or give it a date or an after= link that puts it first"
    elif fills:
        step = _step(machine, machine.begins if machine.first in move.row.start else move.row.to)
        code, severity = f"late-{step}", Severity.WARNING
        message = f"{act} is dated after an act that presupposes it"
        remedy = "check the dates of both; if the file's order is right, give an after= link or a correction"
    elif move.fit is Fit.UNREAD:
        code, severity = "unread-outcome", Severity.INCOMPLETE
        message = f"{act} has an outcome that no rule reads; {move.row.reason}"
        remedy = "give the outcome in the terms of its vocabulary; until then the state is as it was before"
    elif move.fit is Fit.REPEATED:
        code, severity = "repeated", Severity.WARNING
        message = f"{act}, {stands} already"
        remedy = "if it is another account of the same act, say so with account_of=; else record what undid the first"
    elif move.row.refusal:
        code, severity = move.row.refusal, Severity.ERROR if move.row.start else Severity.POLICY
    elif phase in machine.ends:
        code = "after-end"
        message = f"{act}, {stands} and has ended"
        remedy = machine.after_end
    return Finding(
        code=code,
        severity=severity,
        message=message,
        remedy=remedy,
        entries=(entry.id,),
        defendant=subject.who,
        charge=subject.key,
    )


def _step(machine: Machine, phase: Closed | None) -> str:
    """What the step into a phase is called."""
    return machine.steps[phase] if phase else "step"


def _spaced(step: str) -> str:
    return step.replace("-", " ")
