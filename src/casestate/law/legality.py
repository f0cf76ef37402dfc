"""Findings on acts that the table does not allow. The table judges; this module words the finding."""

import attrs

from casestate.entries import Entry
from casestate.events import Subject
from casestate.events.wording import done
from casestate.law.conditions import Filed
from casestate.law.findings import Finding, FindingType, Severity, late_step, missing_step
from casestate.law.moves import Fit, Move
from casestate.law.rows import LOCAL, Row
from casestate.law.transition import Machine
from casestate.vocabulary import Closed

_CHECK = "check the entry against the rule, and which charge it belongs to"
AFTER_END = FindingType(
    "after-end",
    Severity.ERROR,
    meaning="An act comes after the charge, claim or citation has ended, and no row of the table allows it.",
    remedy="",  # of each table
)
CONTRADICTION = FindingType(
    "contradiction",
    Severity.ERROR,
    meaning="An act contradicts the state that the file has reached, and no missing step would explain it.",
    remedy="check the dates and which charge it belongs to; correct the entry that is wrong",
)
NOT_IN_THIS_PROCEDURE = FindingType(
    "not-in-this-procedure",
    Severity.POLICY,
    meaning="An act is recorded that the procedure of the file does not have.",
    remedy=CONTRADICTION.remedy,
)
REFILED_AFTER_BAR = FindingType(
    "refiled-after-bar",
    Severity.ERROR,
    meaning="A charge that is barred is brought again by the same sovereign (U.S. Const. amend. V).",
    remedy=CONTRADICTION.remedy,
)
REPEATED = FindingType(
    "repeated",
    Severity.WARNING,
    meaning="An act leads to the phase in which the charge, claim or citation already stands.",
    remedy="if it is another account of the same act, tie it with account_of=; else record what undid the first",
)
UNREAD_OUTCOME = FindingType(
    "unread-outcome",
    Severity.INCOMPLETE,
    meaning="An act has an outcome in words that no row of the table reads. It is kept and moves nothing.",
    remedy="give the outcome in the terms of its vocabulary; until then the state is as it was before",
)
REFUSALS = {each.code: each for each in (NOT_IN_THIS_PROCEDURE, REFILED_AFTER_BAR)}
"""The findings that rows name for acts that contradict the phase."""
DOUBTS = {
    each.code: each
    for each in (
        FindingType(
            LOCAL,
            Severity.POLICY,
            meaning="An act is lawful in some places, and the procedure of the file does not say whether it is there.",
            remedy="check the local law; where it has the rule, use a procedure that adopts the row",
        ),
        FindingType(
            "another-paper-under-one-id",
            Severity.WARNING,
            meaning="A second paper brings a charge under the id of one that is pending, and says something else. It "
            "counts as another version of that charge.",
            remedy="if it is the same charge, record ChargeAmended; if it is another, give it an id and supersedes=",
        ),
        FindingType(
            "affirmed-in-part",
            Severity.INCOMPLETE,
            meaning="A higher court affirmed in part, and the file does not say what it did not affirm. The charge "
            "stands as it did.",
            remedy="record for each charge what the court decided, such as resentencing_ordered or reversed",
        ),
        FindingType(
            "remand-after-decision",
            Severity.INCOMPLETE,
            meaning="A higher court sent a question back, and no appeal on file is pending any more. The remand is "
            "read as part of how the last one ended.",
            remedy="record a remand that a decision orders as the decision's outcome, such as reversed_and_remanded; "
            "if another appeal is pending, record it with AppealFiled",
        ),
        FindingType(
            "diversion-not-ended",
            Severity.INCOMPLETE,
            meaning="A charge whose prosecution is put off is tried, or a plea on it is accepted, and the file does "
            "not say that the diversion ended.",
            remedy="record how the diversion ended with DiversionFailed or DiversionCompleted",
        ),
        FindingType(
            "filed-again-under-its-id",
            Severity.WARNING,
            meaning="A charge or a claim that was dismissed is brought again under its own id. Its status is that of "
            "what was brought last.",
            remedy="give what was brought again an id of its own, and a charge refiles=, so that each has its own end",
        ),
        FindingType(
            "finding-not-undone",
            Severity.INCOMPLETE,
            meaning="A charge that was found proved is tried again to a general verdict, and the file does not say "
            "what undid the finding. Its status is that of the later verdict.",
            remedy="record what undid the finding, such as MistrialDeclared on the day of the verdict, NewTrialGranted "
            "or PleaWithdrawn",
        ),
        FindingType(
            "contrary-verdicts",
            Severity.WARNING,
            meaning="Two sources tell contrary verdicts, and the file has nothing between them that could bring a "
            "second one. The verdict on the stronger basis counts.",
            remedy="if both are accounts of one verdict, tie them with account_of=; if both were returned, record what "
            "undid the first, such as NewTrialGranted",
        ),
        FindingType(
            "sentence-fallen",
            Severity.INCOMPLETE,
            meaning="An act is on a sentence that fell with the finding of guilt, and the file has no other.",
            remedy="if guilt was found again, record that finding and its sentence; otherwise check the date",
        ),
        FindingType(
            "opened-after-set-aside",
            Severity.INCOMPLETE,
            meaning="A charge whose conviction was set aside is tried, pleaded to or brought again, and the file has "
            "no order that opened it.",
            remedy="record the order, such as NewTrialGranted; if the conviction was set aside on the merits, give the "
            "set-aside ground='merits'",
        ),
        FindingType(
            "reinstated-after-bar",
            Severity.WARNING,
            meaning="A charge dismissed with prejudice is put back, and the file has no order that took the dismissal "
            "back.",
            remedy="record the order with OrderVacated or AppealDecided; if the plea behind the dismissal fell, give "
            "the dismissal ground='plea_agreement'",
        ),
        FindingType(
            "plea-after-verdict",
            Severity.WARNING,
            meaning="A plea to another offence is accepted on a charge on which a verdict of guilty stands. The "
            "offence that the plea names is the one found.",
            remedy="record what undid the verdict, such as NewTrialGranted",
        ),
        FindingType(
            "second-plea",
            Severity.WARNING,
            meaning="A second plea is accepted on a charge on which one stands. The offence that the second names is "
            "the one found.",
            remedy="record PleaWithdrawn between the two; if both are one plea, tie them with account_of=",
        ),
        FindingType(
            "sentenced-again",
            Severity.WARNING,
            meaning="A second sentence is imposed, and the file does not say what became of the first. The second is "
            "the one that counts.",
            remedy="record SentenceModified, or the order that took the first back; if both are one sentence, tie them "
            "with account_of=",
        ),
        FindingType(
            "refiled-after-jeopardy",
            Severity.WARNING,
            meaning="A charge dismissed after jeopardy attached is brought again, which is barred unless the defendant "
            "consented to the dismissal.",
            remedy="if the defendant did not consent to the dismissal, record it prejudice='with': it bars",
        ),
    )
}
"""The findings that rows name for acts that are lawful but doubtful."""


def doubt_of(row: Row) -> FindingType:
    """Return the type of the finding with which a row reports an act that it allows."""
    own = FindingType(row.doubt, Severity.WARNING, meaning=f"{row.why[:1].upper()}{row.why[1:]}.", remedy=_CHECK)
    return DOUBTS.get(row.doubt, own)


def doubt_for(subject: Subject, row: Row, entry: Entry) -> Finding:
    """Return the finding on an act that a row allows and reports."""
    return doubt_of(row).finding(f"{done(entry.event, subject)}; {row.why} ({row.cite})", [entry.id], about=subject)


def finding_for(subject: Subject, move: Move, entry: Entry, *, phase: Closed, fills: bool, machine: Machine) -> Finding:
    """Return the finding for an act that does not fit the phase in which it comes; ``fills`` if it was skipped."""
    type, words = judged(move, phase=phase, fills=fills, machine=machine)
    return type.finding(f"{done(entry.event, subject)}{words}", [entry.id], about=subject)


def judged(move: Move, *, phase: Closed, fills: bool, machine: Machine) -> tuple[FindingType, str]:
    """Return the type of the finding for a move that is not lawful, and its message without the subject."""
    row, stood = move.row, f" while the {machine.kind} stood as {phase.value.replace('_', ' ')}"
    if move.fit is Fit.MISSING:
        step = _step(machine, machine.begins if phase is machine.first else move.needs)
        lacks = f", but the file has no {step.replace('-', ' ')} before it"
        return _missing(step, move), f"{lacks}; {row.why} ({row.cite})"
    if fills:
        step = _step(machine, machine.begins if machine.first in row.start else row.to)
        return late_step(step), ", dated after an act that presupposes it"
    if move.fit is Fit.UNREAD:
        return UNREAD_OUTCOME, f", with an outcome that no row reads; {row.why}"
    if move.fit is Fit.REPEATED:
        return REPEATED, f"{stood} already"
    if phase in machine.ends and not row.refusal:
        return attrs.evolve(AFTER_END, remedy=machine.after_end), f"{stood} and had ended"
    type = _refused(move) if row.refusal else CONTRADICTION
    return type, f"{stood}; {row.why} ({row.cite})"


def _missing(step: str, move: Move) -> FindingType:
    """Return the type of the finding on a missing step; its remedy names the filings that need no such step."""
    type = missing_step(step)
    clauses = [each.row.when.clauses for each in move.instead if each.lawful]
    needless = [_as_given(only) for only, *more in clauses if isinstance(only, Filed) and not more]
    if not needless:
        return type
    return attrs.evolve(type, remedy=f"{type.remedy}; none is needed on a filing with {'; or with '.join(needless)}")


def _as_given(filed: Filed) -> str:
    """Return the field of a filing as an argument, with the values of which it may have any."""
    return f"{filed.field}={' or '.join([repr(each.value) for each in filed.values])}"


def _refused(move: Move) -> FindingType:
    """Return the type of the finding that a row names for an act that contradicts the phase."""
    row = move.row
    severity = Severity.ERROR if row.start else Severity.POLICY
    own = FindingType(row.refusal, severity, meaning=f"Against the rule that {row.why}.", remedy=CONTRADICTION.remedy)
    return REFUSALS.get(row.refusal, own)


def _step(machine: Machine, phase: Closed | None) -> str:
    """Return the name of the step into a phase."""
    return machine.steps[phase] if phase else "step"
