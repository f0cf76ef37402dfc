"""Print a case file as the code that makes it, so that a failing history can be pasted into a test."""

import keyword
import re
from collections.abc import Iterator
from itertools import count
from typing import Any

import casestate
from casestate import events, law
from casestate.casefile import CaseFile
from casestate.entries import Entry
from casestate.events import EntryRetracted
from casestate.law import GENERIC, PROCEDURES
from casestate.sources import UNKNOWN_SOURCE


def as_code(case: CaseFile) -> str:
    """
    Return the calls that make a file, one entry a line, without arguments that have their default.

    The code evaluates to an equal file where the names of ``casestate``, ``casestate.events`` and ``casestate.law`` are
    imported. A procedure of your own appears under its own name, made an identifier: an underscore replaces each
    character that an identifier cannot have, comes before a leading digit, and follows a name that is already taken.

    >>> from casestate.events import ChargeFiled
    >>> case = CaseFile("drawn").record(ChargeFiled(on="2023-01-01", defendant="A. Doe", charge="1"))
    >>> print(as_code(case.retract("e1", reason="another person")))
    (
        CaseFile('drawn')
        .record(ChargeFiled(on='2023-01-01', defendant='A. Doe', charge='1'))
        .retract('e1', reason='another person')
    )
    """
    return "\n".join(["(", *[f"    {call}" for call in (_opening(case), *_calls(case))], ")"])


def _opening(case: CaseFile) -> str:
    procedure = case.procedure
    if procedure == GENERIC:
        return f"CaseFile({case.id!r})"
    name, own = procedure.name, PROCEDURES.get(procedure.name) != procedure
    named = _free(re.sub(r"\W", "_", name)) if own else f"PROCEDURES[{name!r}]"
    return f"CaseFile({case.id!r}, procedure={named})"


def _free(name: str) -> str:
    """Return an identifier that is not yet taken where the code is pasted."""
    if not name.isidentifier():
        return f"_{name}"
    taken = keyword.iskeyword(name) or any(hasattr(module, name) for module in (casestate, events, law))
    return f"{name}_" if taken else name


def _calls(case: CaseFile) -> Iterator[str]:
    taken: set[str] = set()
    for entry in case:
        yield _call(entry, next(id for number in count(len(taken) + 1) if (id := f"e{number}") not in taken))
        taken.add(entry.id)


def _call(entry: Entry, id: str) -> str:
    given = [f"{name}={value!r}" for name, value in _envelope(entry, id).items()]
    revises = entry.revises
    if revises is None:
        return f".record({', '.join([repr(entry.event), *given])})"
    said = [f"reason={revises.reason!r}", *([f"authority={revises.authority!r}"] if revises.authority else [])]
    if not entry.is_retraction:
        return f".correct({', '.join([repr(revises.entry), repr(entry.event), *said, *given])})"
    if entry.event == EntryRetracted():
        return f".retract({', '.join([repr(revises.entry), *said, *given])})"
    envelope = [f"{name}={value!r}" for name, value in _envelope(entry, "").items()]
    return f".extend([Entry({', '.join([f'event={entry.event!r}', f'revises={revises!r}', *envelope])})])"


def _envelope(entry: Entry, id: str) -> dict[str, Any]:
    """Return the fields of the envelope that do not have their default, as text where the field reads text."""
    told = {
        "source": None if entry.source == UNKNOWN_SOURCE else entry.source,
        "id": None if entry.id == id else entry.id,
        "recorded_at": entry.recorded_at and entry.recorded_at.isoformat(),
        "docketed_on": entry.docketed_on and entry.docketed_on.isoformat(),
        "ordinal": entry.ordinal,
        "after": entry.after or None,
        "account_of": entry.account_of,
        "quote": entry.quote,
    }
    return {name: value for name, value in told.items() if value is not None}
