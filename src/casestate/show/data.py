"""Views and answers as plain JSON values."""

from collections.abc import Iterable
from typing import Any

from casestate.casefile import CaseFile
from casestate.codec import entry_fields
from casestate.errors import AmbiguousState, TooManyPossibilities
from casestate.events import Subject
from casestate.explain.answers import told
from casestate.explain.diff import Change
from casestate.explain.grid import Grid
from casestate.explain.why import Why
from casestate.handles import Charge, Citation, Claim, Defendant
from casestate.law import Finding, Procedure, headline
from casestate.law.findings import FindingType
from casestate.show import words
from casestate.show.checked import Checked
from casestate.state import ChargeState, CitationState, ClaimState, DefendantState
from casestate.view import View

Part = ChargeState | ClaimState | CitationState
_PARTS = ("charges", "claims", "citations")


def view(case: CaseFile, seen: View, defendants: tuple[str, ...]) -> dict[str, Any]:
    """
    A view: each defendant with one ``state``, or, where dates leave several, with each charge, claim, citation and the
    release apart: the one ``state`` of it, or every ``possible`` one and the entries that it is ``decided_by``.
    """
    return {
        "case": case.id,
        "as_of": seen.as_of and seen.as_of.isoformat(),
        "coordinates": _coordinates(seen),
        "defendants": {name: _defendant(seen, name) for name in defendants},
        "undecided": [entry.id for entry in seen.undecided],
    }


def timeline(seen: View) -> list[dict[str, Any]]:
    """Return the entries in order, as in a file."""
    return [entry_fields(entry) for entry in seen.timeline]


def findings(found: tuple[Finding, ...]) -> list[dict[str, Any]]:
    """Return findings, field by field."""
    return [_finding(each) for each in found]


def checked(files: Iterable[Checked]) -> list[dict[str, Any]]:
    """Return findings of files, each with its file and the line of its first entry; ``None`` in a store."""
    return [{"file": file.name, "line": file.line(each), **_finding(each)} for file in files for each in file.findings]


def explained(of: FindingType) -> dict[str, Any]:
    """Return the meaning of a code."""
    return {"code": of.code, "severity": of.severity.value, "meaning": of.meaning, "remedy": of.remedy}


def why(found: Why) -> dict[str, Any]:
    """Return why a field has its value: each entry with its source, the row of the law, and the axes it moved."""
    return {
        **_subject(found.subject),
        "field": found.field,
        "on": found.on,
        "value": told(found.value),
        "reasons": [
            {
                "entry": entry_fields(each.entry),
                "rule": each.row and {"row": each.row.id, "cite": each.row.cite, "reason": each.row.why},
                "came_in": each.phase and each.phase.value,
                "moved": {axis: told(to) for axis, to in each.moved},
                "outweighed": [entry_fields(other) for other in each.outweighed],
            }
            for each in found.reasons
        ],
        "findings": findings(found.findings),
    }


def diff(changes: tuple[Change, ...]) -> list[dict[str, Any]]:
    """Return the changes between two views: every possible value before and after, the cause, and the entries."""
    return [
        {
            **_subject(each.subject),
            "field": each.field,
            "before": [told(value) for value in each.before],
            "after": [told(value) for value in each.after],
            "cause": each.cause.value,
            "entries": [entry.id for entry in each.entries],
            "gone": [entry.id for entry in each.gone],
        }
        for each in changes
    ]


def grid(shown: Grid) -> dict[str, Any]:
    """Return one field by legal day (rows) and day of knowledge (columns); a cell has every possible value, or null."""
    return {
        **_subject(shown.subject),
        "field": shown.field,
        "clock": shown.clock.value,
        "as_of": [day and day.isoformat() for day in shown.as_of],
        "known_on": [day and day.isoformat() for day in shown.known_on],
        "cells": [[None if cell is None else [told(value) for value in cell] for cell in row] for row in shown.cells],
        "untimed": shown.untimed,
    }


def _finding(found: Finding) -> dict[str, Any]:
    return {
        "code": found.code,
        "severity": found.severity.value,
        "certainty": found.certainty.name.lower(),
        "defendant": found.defendant or None,
        "charge": found.charge or None,
        "entries": list(found.entries),
        "message": found.message,
        "remedy": found.remedy,
    }


def _subject(subject: Subject) -> dict[str, str | None]:
    return {"defendant": subject.who, **{kind: subject.key for kind in (subject.kind,) if kind != "person"}}


def _coordinates(seen: View) -> dict[str, Any]:
    at = seen.coordinates
    return {
        "known_on": at.known_on and at.known_on.isoformat(),
        "clock": at.clock.value,
        "according_to": at.according_to and words.believed(at),
        "clearance": at.clearance.value,
        "reading": at.reading.value,
        "untimed": seen.untimed,
    }


def _defendant(seen: View, name: str) -> dict[str, Any]:
    if name not in seen.defendants:
        return {"state": _state(DefendantState.of(name, {}), seen.procedure)}
    doe, law = seen[name], seen.procedure
    if not doe.undecided:
        return {"state": _state(doe.state, law)}
    parts = {name: getattr(doe, name).values() for name in _PARTS}
    apart = {name: {part.key: _each(part, law) for part in of_kind} for name, of_kind in parts.items()}
    return {"state": None, **apart, "release": _custody(doe)}


def _each(part: Charge | Claim | Citation, law: Procedure) -> dict[str, Any]:
    """Return the possible states of a charge, claim or citation."""
    decided_by = [entry.id for entry in part.undecided]
    try:
        possible = part.possible()
    except TooManyPossibilities as problem:
        return {"possible": None, "decided_by": decided_by, "because": str(problem)}
    return _several([_part(state, law) for state in possible], decided_by)


def _custody(doe: Defendant) -> dict[str, Any] | None:
    """Return the possible releases of a defendant; ``None`` if no entry is about the person."""
    try:
        person = doe.person
    except AmbiguousState as problem:
        return _several([value.value for value in doe.possible("release")], list(problem.entries))
    except TooManyPossibilities as problem:
        return {"possible": None, "decided_by": list(problem.entries), "because": str(problem)}
    return {"state": person.release.value} if person.entries else None


def _several(possible: list[Any], decided_by: list[str]) -> dict[str, Any]:
    different = list({repr(each): each for each in possible}.values())
    return {"state": different[0]} if len(different) == 1 else {"possible": different, "decided_by": decided_by}


def _state(state: DefendantState, law: Procedure) -> dict[str, Any]:
    parts = {name: {key: _part(each, law) for key, each in getattr(state, name).items()} for name in _PARTS}
    return {"status": _status(state, law), "release": state.release.value, **parts}


def _part(state: Part, law: Procedure) -> dict[str, Any]:
    """Return a charge, claim or citation, field by field."""
    if isinstance(state, ChargeState):
        fields = _charge(state)
    else:
        fields = _claim(state) if isinstance(state, ClaimState) else _citation(state)
    moved_by = {axis: {"entry": entry.id, "source": entry.source.name} for axis, entry in state.moved}
    return {"status": _status(state, law), **fields, "moved_by": moved_by}


def _status(state: Part | DefendantState, law: Procedure) -> dict[str, Any]:
    shown = headline(state, law.headlines)
    rules = {"rule": shown.rule, "qualifiers": list(shown.qualifiers)}
    return {"status": str(shown.status), **rules, "words": shown.words}


def _charge(state: ChargeState) -> dict[str, Any]:
    version = state.version
    trial = ("phase", "found", "conviction", "jeopardy", "disposition", "sentence")
    axes = (*trial, "succession", "venue", "review", "collateral")
    return {
        **{axis: getattr(state, axis).value for axis in axes},
        "refilable": state.refilable.name.lower(),
        "skipped": sorted(phase.value for phase in state.skipped),
        "disregarded": [entry.id for entry in state.disregarded],
        "offense": version and version.offense,
        "grade": version and version.grade,
        "court": state.court,
        "enhancements": list(version.enhancements) if version else [],
        "exposure": str(version.exposure) if version and version.exposure else None,
        "convicted_of": state.convicted_of,
        "convicted_grade": state.convicted_grade,
        "plea": state.plea and state.plea.value,
        "components": None if state.components is None else told(state.components),
    }


def _claim(state: ClaimState) -> dict[str, Any]:
    return {
        "phase": state.phase.value,
        "claimants": list(state.claimants),
        "court": state.court,
    }


def _citation(state: CitationState) -> dict[str, Any]:
    return {
        "phase": state.phase.value,
        "classification": state.classification and state.classification.value,
        "penalty": str(state.penalty) if state.penalty else None,
    }
