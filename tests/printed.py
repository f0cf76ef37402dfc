"""Everything that a view answers, in words."""

import json
import re
from collections.abc import Callable
from typing import Any

import attrs

from casestate import CaseFile, Entry, View
from casestate.errors import CasestateError
from casestate.show import data

DOE, ROE, POE = "A. Doe", "B. Roe", "C. Poe"


ASKED_OF_A_DEFENDANT: tuple[Callable[[View, str], Any], ...] = (
    lambda view, who: [part.subject for part in view[who].parts],
    lambda view, who: view[who],
    lambda view, who: view[who].state,
    lambda view, who: view[who].possible(),
    lambda view, who: view[who].status,
    lambda view, who: view[who].fairly_said,
    lambda view, who: view[who].undecided,
    lambda view, who: view[who].findings,
)
ASKED_OF_A_CHARGE: tuple[Callable[[View, str, str], Any], ...] = (
    lambda view, who, key: view.charge(who, key),
    lambda view, who, key: view.charge(who, key).state,
    lambda view, who, key: view.charge(who, key).possible(),
    lambda view, who, key: view.charge(who, key).undecided,
    lambda view, who, key: view.charge(who, key).status,
    lambda view, who, key: view.charge(who, key).lawful(),
    lambda view, who, key: view.charge(who, key).findings,
)


def answers(view: View) -> str:
    """Return everything that a view answers, in words, without the places of entries in the file."""
    told: list[Any] = [view.defendants, view.untimed, view.reaches, view.matter, view.findings]
    told += [[_bare(entry) for entry in part] for part in (view.timeline, view.entries, view.undecided)]
    told += [[(_bare(each.entry), each.possible, [_bare(entry) for entry in each.by]) for each in view.statements]]
    for who in (DOE, ROE, POE):
        told += [_tried(ask, view, who) for ask in ASKED_OF_A_DEFENDANT]
        for key in ("1", "2", "3"):
            told += [_tried(ask, view, who, key) for ask in ASKED_OF_A_CHARGE]
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
