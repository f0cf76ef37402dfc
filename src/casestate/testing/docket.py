"""Print the evidence for a failed expectation as plain text: the docket, the findings and the reasons."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from casestate.casefile import CaseFile
from casestate.entries import Entry
from casestate.errors import CasestateError
from casestate.events import Subject
from casestate.events.wording import describe
from casestate.handles import Handle
from casestate.law.findings import Finding
from casestate.show import words
from casestate.view import View
from casestate.when import Certainty


def docket(file: CaseFile, view: View) -> Iterator[str]:
    """Yield the entries that a view applies, numbered in order with their sources, then those it leaves out."""
    undecided = {entry.id for entry in view.undecided}
    applied = view.timeline
    yield f"docket, {view.coordinates}:"
    for number, entry in enumerate(applied, 1):
        yield f"  {number}. {line(entry)}{'; undecided' if entry.id in undecided else ''}"
    if not applied:
        yield "  nothing by then"
    ids = {entry.id for entry in applied}
    left = [f"{entry.id} ({entry.when})" for entry in file if entry.id not in ids]
    if left:
        yield f"  left out here: {', '.join(left)}"
    if view.untimed:
        yield f"  without a time on the clock {view.coordinates.clock}, so known on no day: {view.untimed}"


def line(entry: Entry) -> str:
    """Return one entry on a line: its day, whom it concerns, what happened, its id and source."""
    who = words.who(entry.event)
    happened = f"{who}: {describe(entry.event)}" if who else describe(entry.event)
    return f"{entry.when} {happened} [{words.cited(entry)}]"


def doubts(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield the findings, one a line."""
    yield "findings:"
    told = [
        f"  [{each.code}] {each.severity}{', possibly' if each.certainty is Certainty.POSSIBLY else ''}: {each.message}"
        for each in findings
    ]
    yield from told or ["  none"]


def handle_of(view: View, subject: Subject) -> Handle[Any]:
    """
    Return the handle of a subject.

    Raises:
        NotInFile: The subject is not in the view.
    """
    doe = view[subject.who]
    parts: dict[str, Callable[[str], Handle[Any]]] = {
        "charge": doe.charge,
        "claim": doe.claim,
        "citation": doe.citation,
    }
    return doe if subject.kind == "person" else parts[subject.kind](subject.key)


def reasons(view: View, subject: Subject, fields: Iterable[str]) -> Iterator[str]:
    """Yield the reasons for the value of each field, or the error raised in place of reasons."""
    yield "why:"
    for field in fields:
        try:
            told = str(handle_of(view, subject).why(field))
        except CasestateError as problem:
            told = f"{field} of {subject}: {problem}"
        yield from [f"  {each}" for each in told.splitlines()]
