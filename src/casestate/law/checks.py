"""Checks on a defendant's whole state: what no single charge can tell. Each is a function of the state alone."""

from collections.abc import Iterator

from casestate.entries import Entry
from casestate.events import AppealFiled, Subject
from casestate.law.findings import Finding, Severity
from casestate.state import ChargeState, DefendantState
from casestate.state.axes import Conviction, Disposition


def check(defendant: DefendantState) -> list[Finding]:
    """Everything doubtful about a defendant's charges taken together."""
    return [
        finding
        for charge in defendant.charges.values()
        for rule in (
            _alternatives_are_there,
            _one_conviction_of_alternatives,
            _prejudice_is_known,
            _an_appeal_was_filed,
        )
        for finding in rule(defendant, charge)
    ]


def _alternatives_are_there(defendant: DefendantState, charge: ChargeState) -> Iterator[Finding]:
    for other in charge.alternatives:
        if other not in defendant.charges and Subject("charge", defendant.name, other) not in defendant.to_come:
            yield _finding(
                charge,
                "unknown-charge",
                Severity.INCOMPLETE,
                f"charge {charge.charge} of {defendant.name} names charge {other!r}, which the file does not have",
                "record that charge, or correct the id",
                entry=charge.charging[-1],
            )


def _one_conviction_of_alternatives(defendant: DefendantState, charge: ChargeState) -> Iterator[Finding]:
    for name in charge.alternatives:
        other = defendant.charges.get(name)
        told_already = other is not None and charge.charge in other.alternatives and name < charge.charge
        if other is not None and not told_already and charge.conviction is other.conviction is Conviction.ADJUDICATED:
            yield _finding(
                charge,
                "two-convictions-of-alternatives",
                Severity.ERROR,
                f"charges {charge.charge} and {name} of {defendant.name} are alternatives, and both stand convicted",
                "record which of them was merged or dismissed",
                entry=charge.moved_by("conviction"),
            )


def _prejudice_is_known(defendant: DefendantState, charge: ChargeState) -> Iterator[Finding]:
    if charge.disposition is Disposition.DISMISSED_UNSPECIFIED:
        yield _finding(
            charge,
            "prejudice-unspecified",
            Severity.WARNING,
            f"charge {charge.charge} of {defendant.name} was dismissed, and no source says whether with prejudice",
            "state prejudice= when a source says; until then whether it may be filed again is not known",
            entry=charge.moved_by("disposition"),
        )


def _an_appeal_was_filed(defendant: DefendantState, charge: ChargeState) -> Iterator[Finding]:
    first = charge.reviewing[0] if charge.reviewing else None
    if first is not None and not isinstance(first.event, AppealFiled):
        yield _finding(
            charge,
            "missing-appeal",
            Severity.INCOMPLETE,
            f"{first.event.wire} on charge {charge.charge} of {defendant.name}, but the file has no appeal before it",
            "record the appeal, or give it a date or an after= link that puts it first",
            entry=first,
        )


def _finding(
    charge: ChargeState, code: str, severity: Severity, message: str, remedy: str, *, entry: Entry | None
) -> Finding:
    return Finding(
        code=code,
        severity=severity,
        message=message,
        remedy=remedy,
        entries=() if entry is None else (entry.id,),
        defendant=charge.defendant,
        charge=charge.charge,
    )
