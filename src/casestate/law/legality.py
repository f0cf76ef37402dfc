"""What is said of an act that its row does not allow. The judgement is the table's; here are only its words."""

from casestate.entries import Entry
from casestate.events import Subject
from casestate.law.findings import Finding, Severity
from casestate.law.transition import Fit, Machine, Move
from casestate.vocabulary import Closed


def finding_for(
    subject: Subject, move: Move, entry: Entry, *, phase: Closed, inferred: bool, machine: Machine
) -> Finding:
    """The finding for an act that does not fit the phase in which it comes."""
    act = entry.event.wire
    what = f"{subject.kind} {subject.key} of {subject.who}"
    stands = f"which then stands as {phase.value.replace('_', ' ')}"
    cite = f"{move.row.reason} ({move.row.cite})"
    if move.fit is Fit.MISSING:
        first = phase is machine.first or move.needs is None
        step = machine.steps[machine.rows[0].to if first else move.needs]  # type: ignore[index]  # rows[0] always leads on
        code, severity = f"missing-{step}", Severity.INCOMPLETE
        message = f"{act} on {what}, but the file has no {step.replace('-', ' ')} before it; {cite}"
        remedy = f"record the {step.replace('-', ' ')}, or give it a date or an after= link that puts it first"
    elif move.fit is Fit.LATE and inferred:
        step = machine.steps[move.row.to] if move.row.to else "step"
        code, severity = f"late-{step}", Severity.WARNING
        message = f"{act} on {what} is dated after an act that presupposes it"
        remedy = "check the dates of both; if the file's order is right, give an after= link or a correction"
    elif move.fit is Fit.REPEATED:
        code, severity = "repeated", Severity.WARNING
        message = f"{act} on {what}, {stands} already"
        remedy = "if it is another account of the same act, say so with account_of=; else record what undid the first"
    elif phase in machine.ends:
        code, severity = "after-end", Severity.ERROR
        message = f"{act} on {what}, {stands} and has ended"
        remedy = "an ended charge takes only review; a charge brought again is a new charge with refiles="
    else:
        code, severity = "contradiction", Severity.ERROR
        message = f"{act} on {what}, {stands}; {cite}"
        remedy = "check the dates and which charge it belongs to; correct the entry that is wrong"
    key = subject.key
    return Finding(
        code=code,
        severity=severity,
        message=message,
        remedy=remedy,
        entries=(entry.id,),
        defendant=subject.who,
        charge=key,
    )
