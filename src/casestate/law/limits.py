"""Time limits: on which acts the law puts one, and in which histories it can run."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from casestate.events import Event
from casestate.law.appeals import standing
from casestate.law.conditions import AxisIs, MovedBy, Within
from casestate.law.kinds import kind_of
from casestate.law.procedure import Procedure
from casestate.law.rows import Row

_IMPLIED = frozenset(["phase", *standing(())])
"""Axes that move without a row that sets them: by a missing step, or with the list of reviews."""


class TimeLimit(NamedTuple):
    """
    A limit of at least one day on when an act has an effect.

    Attributes:
        act: The act.
        needs: Acts one of which every history has in which the limit can run; ``None`` where it can run in any.
        days: Its length.
    """

    act: type[Event]
    needs: frozenset[type[Event]] | None
    days: int


@lru_cache
def time_limits(procedure: Procedure) -> tuple[TimeLimit, ...]:
    """Return the time limits of a procedure, each once, from the conditions of its rows."""
    found = [
        TimeLimit(row.act, _needed(procedure.rows, row), clause.days)
        for row in procedure.rows
        for clause in row.when.clauses
        if isinstance(clause, Within) and clause.days
    ]
    return tuple(dict.fromkeys(found))


def _needed(rows: Sequence[Row], row: Row) -> frozenset[type[Event]] | None:
    """Return the fewest acts one of which a history has wherever a clause of the condition holds."""
    found = []
    for clause in row.when.clauses:
        if isinstance(clause, MovedBy):
            found.append(frozenset([each.act for each in rows if each.act.__name__ in clause.acts]))
        elif isinstance(clause, AxisIs) and not _holds_unset(row, clause):
            found.append(frozenset([each.act for each in rows if each.changes.get(clause.axis) in clause.values]))
    return min(found, key=len, default=None)


def _holds_unset(row: Row, clause: AxisIs) -> bool:
    """Return whether an axis may have one of some values although no row set it."""
    kind = kind_of(row.act)
    if kind is None or clause.axis in _IMPLIED:
        return True
    return not {kind.axes[clause.axis], kind.unknown[clause.axis]}.isdisjoint(clause.values)
