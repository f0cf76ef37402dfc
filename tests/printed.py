"""Everything that a view answers, in words."""

import json
import re
from typing import Any

import attrs

from casestate import CaseFile, Entry, View
from casestate.errors import CasestateError
from casestate.events import Subject
from casestate.show import data

DOE, ROE, POE = "A. Doe", "B. Roe", "C. Poe"


def answers(view: View) -> str:
    """Return everything that a view answers, in words, without the places of entries in the file."""
    told: list[Any] = [view.defendants, view.untimed, view.reaches, view.matter, view.findings]
    told += [[_bare(entry) for entry in part] for part in (view.timeline, view.entries, view.undecided)]
    told += [[(_bare(each.entry), each.possible, [_bare(entry) for entry in each.by]) for each in view.statements]]
    for who in (DOE, ROE, POE):
        told += [_tried(view.subjects, who), _tried(view.__getitem__, who), _tried(view.possible, who)]
        told += [_tried(view.status, who), _tried(view.fairly_said, who), _tried(view.undecided_of, who)]
        for key in ("1", "2", "3"):
            subject = Subject("charge", who, key)
            told += [_tried(view.charge, who, key), _tried(view.possible_charges, who, key)]
            told += [
                _tried(view.possible_of, subject),
                _tried(view.undecided_of, subject),
                _tried(view.lawful, who, key),
            ]
    told += [data.timeline(view), data.findings(view.findings)]
    return _placeless(repr(told) + json.dumps(data.view(CaseFile("c"), view, view.defendants)))


def _bare(entry: Entry) -> Entry:
    return attrs.evolve(entry, seq=0)


def _tried(ask: Any, *of: Any) -> Any:
    try:
        return ask(*of)
    except CasestateError as problem:
        return (type(problem).__name__, str(problem))


def _placeless(text: str) -> str:
    """Leave out the places of entries in the file: gaps in them would show that entries are hidden."""
    return re.sub(r"seq=\d+", "seq", text)
