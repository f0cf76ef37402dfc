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
_FLAGS = ("reopens", "unread")


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
    """Yield each change of a row, by name, with the Python that makes it."""
    yield "dropped", "None"
    if not row.unread:  # an act whose words are not understood moves nothing from any phase
        yield from _steps(row)
    for axis, value in row.sets.items():
        other = _other(f"row.sets[{axis!r}]", value)
        yield f"does not set {axis}", _without("sets", axis)
        yield f"sets {axis} otherwise", _evolve(f"sets={{**row.sets, {axis!r}: {other}}}")
    yield from _conditions(row)


def _conditions(row: "Row") -> Iterator[tuple[str, str]]:
    """Yield changes of the cases to which the row applies, and of its kind."""
    for axis in row.guards:
        yield f"sets {axis} from any value", _without("guards", axis)
    for place, clause in enumerate(row.when.clauses):
        clauses = f"row.when.clauses[:{place}] + row.when.clauses[{place + 1}:]"
        yield f"whether or not {clause}", _evolve(f"when=type(row.when)({clauses})")
    for act in row.undoes:
        yield f"does not undo {act}", _evolve(f"undoes=tuple([act for act in row.undoes if act != {act!r}])")
    for place, spoken in enumerate(row.values):
        yield f"does not speak for {spoken}", _evolve(f"values=row.values[:{place}] + row.values[{place + 1}:]")
    for flag in _FLAGS:
        if getattr(row, flag):
            yield f"not {flag}", _evolve(f"{flag}=False")
    if row.refusal:
        yield "without a refusal of its own", _evolve("refusal=''")
    if row.doubt:
        yield "without its doubt", _evolve("doubt=''")


def _steps(row: "Row") -> Iterator[tuple[str, str]]:
    """Yield changes of the phases from which the row is open, and of the phase to which it leads."""
    for place, phase in enumerate(row.start):
        yield f"not from {phase}", _evolve(f"start=row.start[:{place}] + row.start[{place + 1}:]")
    shut = [phase for phase in type(row.start[0]) if phase not in row.start] if row.start else []
    for phase in shut[:1] + shut[-1:] if len(shut) > 1 else shut:
        yield f"from {phase} too", _evolve(f"start=(*row.start, type(row.start[0])({phase.value!r}))")
    if row.to:
        yield "leads nowhere", _evolve("to=None")
        yield "leads elsewhere", _evolve(f"to={_other('row.to', row.to)}")


def _without(field: str, key: str) -> str:
    return _evolve(f"{field}={{k: v for k, v in row.{field}.items() if k != {key!r}}}")


def _other(what: str, value: "Closed") -> str:
    others = [each for each in type(value) if each is not value]
    return f"type({what})({others[0].value!r})"


def _evolve(change: str) -> str:
    return f"attrs.evolve(row, {change})"
