"""
Mutants of the tables of the law: every row dropped, and every part of a row that the fold reads dropped or changed.

Rows share much of their data, so a row is changed when its table is made, not where it is written. Each mutant is the
file that defines the tables, with the change at its end.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from mutation import ROOT
from mutation.mutants import Mutant

if TYPE_CHECKING:
    from casestate.law.rows import Row
    from casestate.vocabulary import Closed

_DEFINES = ROOT / "src/casestate/law/transition.py"
_CHANGE = """

_made = Machine.__init__


def _changed(self, *, kind, rows, **rest):
    def change(row):
        return {change}

    rows = [change(row) if {of_row} else row for row in rows]
    _made(self, kind=kind, rows=tuple([row for row in rows if row is not None]), **rest)


Machine.__init__ = _changed
"""
_PLAIN = {"reopens": False, "unread": False, "refusal": "", "doubt": "", "scope": "universal"}
"""The value of each of these fields in most rows."""


def rows() -> list[Mutant]:
    """Return every mutant of a row. It loads casestate, so call it in a process of its own."""
    from casestate.law import GENERIC  # noqa: PLC0415  # see above

    return [
        Mutant(
            f"table {machine.kind}", f"{row.id}: {name}", *_file(change, f"(kind, row.id) == {machine.kind, row.id}")
        )
        for machine in GENERIC.machines
        for row in machine.rows
        for name, change in _changes(row)
    ]


def canary() -> dict[Path, str]:
    """Return the file with every row leading nowhere and setting nothing: no test of the law can miss that."""
    return dict([_file("attrs.evolve(row, to=None, sets={})", "True")])


def _file(change: str, of_row: str) -> tuple[Path, str]:
    return _DEFINES, _DEFINES.read_text(encoding="utf-8") + _CHANGE.format(change=change, of_row=of_row)


def _changes(row: "Row") -> Iterator[tuple[str, str]]:
    """Yield each change of a row, by name, with the Python that makes it. Making it twice is making it once."""
    yield "dropped", "None"
    if not row.unread:  # an act whose words are not understood moves nothing from any phase
        yield from _steps(row)
    for axis, value in row.sets.items():
        other = _other(f"row.sets[{axis!r}]", value)
        yield f"does not set {axis}", _without("sets", axis)
        yield f"sets {axis} otherwise", _evolve(f"sets={{**row.sets, {axis!r}: {other}}}")
    for axis in row.guards:
        yield f"sets {axis} from any value", _without("guards", axis)
    yield from _cases(row)
    for field, none in _PLAIN.items():
        if getattr(row, field) != none:
            yield f"{field} is {none!r}", _evolve(f"{field}={none!r}")


def _cases(row: "Row") -> Iterator[tuple[str, str]]:
    """Yield changes of the cases to which the row applies."""
    for word in row.values:
        yield f"does not speak for {word}", _evolve(f"values={_all_but('row.values', word)}")
    for clause in row.when.clauses:
        rest = _all_but("row.when.clauses", clause)
        yield f"on any condition but: {clause}", _evolve(f"when=attrs.evolve(row.when, clauses={rest})")
    for act in row.undoes:
        yield f"does not undo {act}", _evolve(f"undoes={_all_but('row.undoes', act)}")


def _steps(row: "Row") -> Iterator[tuple[str, str]]:
    """Yield changes of the phases from which the row is open, and of the phase to which it leads."""
    for phase in row.start:
        yield f"not from {phase}", _evolve(f"start={_all_but('row.start', phase)}")
    shut = [phase for phase in type(row.start[0]) if phase not in row.start] if row.start else []
    for phase in shut[:1] + shut[-1:] if len(shut) > 1 else shut:
        yield f"from {phase} too", _evolve(f"start=(*row.start, type(row.start[0])({phase.value!r}))")
    if row.to:
        yield "leads nowhere", _evolve("to=None")
        yield "leads elsewhere", _evolve(f"to={_other('row.to', row.to)}")


def _without(field: str, key: str) -> str:
    return _evolve(f"{field}={{k: v for k, v in row.{field}.items() if k != {key!r}}}")


def _all_but(several: str, one: object) -> str:
    return f"tuple([each for each in {several} if str(each) != {str(one)!r}])"


def _other(what: str, value: "Closed") -> str:
    others = [each for each in type(value) if each is not value]
    return f"type({what})({others[0].value!r})"


def _evolve(change: str) -> str:
    return f"attrs.evolve(row, {change})"
