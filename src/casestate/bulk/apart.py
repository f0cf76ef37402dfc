"""Which distances of days the law tells apart, and in which histories."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from casestate.bulk.acts import Acts, Ints
from casestate.events import Event
from casestate.law.conditions import AxisIs, MovedBy, Within
from casestate.law.kinds import kind_of
from casestate.law.procedure import Procedure
from casestate.law.rows import Row


class Apart(NamedTuple):
    """
    Days that a condition of the law tells apart.

    Attributes:
        act: The act that has the condition.
        needs: Acts one of which every history has in which the condition can hold; ``None`` where it may hold in any.
        days: The most days that it tells apart, at least one; whether two acts are of one day always counts.
    """

    act: type[Event]
    needs: frozenset[type[Event]] | None
    days: int


@cache
def told_apart(procedure: Procedure) -> tuple[Apart, ...]:
    """Return the days that the conditions of a procedure tell apart."""
    return tuple(
        [
            Apart(row.act, _needed(procedure.rows, row), clause.days)
            for row in procedure.rows
            for clause in row.when.clauses
            if isinstance(clause, Within) and clause.days
        ]
    )


def _needed(rows: Iterable[Row], row: Row) -> frozenset[type[Event]] | None:
    """Return the fewest acts one of which a history has wherever a clause of the condition holds."""
    rows = list(rows)
    found = []
    for clause in row.when.clauses:
        if isinstance(clause, MovedBy):
            found.append({each.act for each in rows if each.act.__name__ in clause.acts})
        elif isinstance(clause, AxisIs) and not _needs_no_act(row, clause):
            found.append({each.act for each in rows if each.changes.get(clause.axis) in clause.values})
    return min(map(frozenset, found), key=len, default=None)


def _needs_no_act(row: Row, clause: AxisIs) -> bool:
    """Return whether an axis may have one of some values although no act sets it: at first, or by a missing step."""
    kind = kind_of(row.act)
    return kind is None or not {kind.axes[clause.axis], kind.unknown[clause.axis]}.isdisjoint(clause.values)


def days_told(acts: Acts, law: Ints, code: Ints, start: Ints) -> Ints:
    """
    Return for each subject the most days between two of its acts that a condition of the law tells apart.

    Args:
        acts: All developments.
        law: The law of each row; rows of a subject stand together.
        code: The skeleton of each row.
        start: Where the rows of each subject begin.
    """
    if not len(start):
        return start
    laws = [told_apart(each) for each in acts.procedures]
    bits = _bits(laws)
    kinds = np.array([bits.get(skeleton.act, 0) for skeleton, _ in acts.skeletons], dtype=np.int64)
    held = np.bitwise_or.reduceat(kinds[code], start)
    pairs, which = np.unique(np.stack([law[start], held]), axis=1, return_inverse=True)
    most = [_most(laws[law_of], bits, mask) for law_of, mask in pairs.T.tolist()]
    found: Ints = np.array(most, dtype=np.int64)[which.reshape(-1)]
    return found


def _bits(laws: Sequence[tuple[Apart, ...]]) -> dict[type[Event], int]:
    """Return a bit for each act of which it matters whether a history has it."""
    named = dict.fromkeys([act for law in laws for each in law for act in (each.act, *(each.needs or ()))])
    return {act: 1 << place for place, act in enumerate(named)}


def _most(law: Iterable[Apart], bits: dict[type[Event], int], held: int) -> int:
    """Return the most days that count in a history that has some acts."""
    holds = [
        each.days
        for each in law
        if held & bits[each.act] and (each.needs is None or any(held & bits[act] for act in each.needs))
    ]
    return max(holds, default=0)
