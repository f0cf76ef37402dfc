"""The transition table as a Mermaid state diagram, with an edge from each phase to each that it may lead to."""

import re
from collections.abc import Iterator

from casestate.law import Machine, Procedure, Row
from casestate.law.rows import Scope
from casestate.vocabulary import Closed


def diagram(procedure: Procedure, subject: str = "charge") -> str:
    """
    Return the table of one kind of subject as a Mermaid ``stateDiagram-v2``.

    It leaves out acts that do not change the phase, acts that only some places allow, and doubtful acts.

    >>> from casestate.law import GENERIC
    >>> print(diagram(GENERIC, "citation").splitlines()[2])
        not_issued : not issued

    Args:
        procedure: The procedure.
        subject: ``charge``, ``claim`` or ``citation``.
    """
    return "\n".join(_lines(procedure.by_kind[subject])) + "\n"


def _lines(machine: Machine) -> Iterator[str]:
    edges = _edges(machine)
    drawn = [phase for phase in machine.phases if any(phase in edge for edge in edges)]
    yield "stateDiagram-v2"
    yield f"    [*] --> {machine.first}"
    for phase in drawn:
        yield f"    {phase} : {phase.replace('_', ' ')}"
    for (start, to), acts in edges.items():
        yield f"    {start} --> {to} : {'<br/>'.join(acts)}"
    for phase in drawn:
        if not any(start is phase for start, _ in edges):
            yield f"    {phase} --> [*]"


def _edges(machine: Machine) -> dict[tuple[Closed, Closed], list[str]]:
    """Return the acts that lead from each phase to each other, in the order of the phases, with their values."""
    usual = [
        row
        for row in machine.rows
        if row.to is not None and row.scope is not Scope.LOCAL and not (row.doubt or row.lacks)
    ]
    moving = [(start, row) for row in usual for start in row.start if row.to is not start]
    order = {phase: place for place, phase in enumerate(machine.phases)}
    acts: dict[tuple[Closed, Closed], dict[str, list[str]]] = {}
    for start, row in sorted(moving, key=lambda each: (order[each[0]], order[each[1].to or each[0]])):
        values = acts.setdefault((start, row.to or start), {}).setdefault(_act(row), [])
        values += [value for value in _values(machine, row) if value not in values]
    return {
        edge: [f"{act} ({', '.join(values)})" if values else act for act, values in by_act.items()]
        for edge, by_act in acts.items()
    }


def _act(row: Row) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", row.act.__name__).lower()


def _values(machine: Machine, row: Row) -> list[str]:
    """Return the values of the act, or the charge, to which the row applies; empty if it applies to all."""
    if row.link:
        return [f"{row.link} it"]
    if row.values:
        return [value.replace("_", " ") for value in row.values]
    others = any(row.act is other.act and other.values and not other.link for other in machine.rows)
    return [f"any other {machine.fields[row.act]}"] if others else []
