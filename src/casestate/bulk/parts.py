"""
A part of a table that has whole cases, read and asked by itself: Arrow tables in, Arrow tables out.

An engine for many machines calls :class:`Part` once for each bucket.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

import attrs
import pyarrow as pa

from casestate.bulk.courts import Between, Courts, Day, days_of
from casestate.bulk.encoded import encoded
from casestate.bulk.numbering import NUMBER, in_order
from casestate.bulk.plain import plain
from casestate.bulk.reading import assembled
from casestate.engine.order import FOREVER
from casestate.errors import InvalidTable
from casestate.law import GENERIC, Procedure
from casestate.tables import Layout
from casestate.tables.gathering import by_case, named
from casestate.tables.rows import rows_of

Ask = Callable[[Courts], Iterable[pa.Table]]
"""A question. The answer is one table, or several with the same columns."""

_OWN = "each row has a number of its own: name with row= the column that holds it"


@attrs.frozen
class Part:
    """
    How a part of a table is read and asked.

    Attributes:
        ask: The question.
        layout: How rows become acts; ``None`` for acts in the form of the wire.
        procedure: The law of a table without a layout; by default the generic one.
        numbered: Where the numbers of the rows come from, for errors.
    """

    ask: Ask
    layout: Layout | None = None
    procedure: Procedure | None = None
    numbered: str = "the table"

    def answers(self, rows: pa.Table) -> Iterator[pa.Table]:
        """
        Yield the answers for some rows, without dictionaries.

        Args:
            rows: The rows in any order, with their numbers in the column :data:`casestate.bulk.numbering.NUMBER`.

        Raises:
            InvalidTable: A row is no act, has no number, or has that of another.
        """
        return map(plain, self.ask(self._courts(rows)))

    def _courts(self, rows: pa.Table) -> Courts:
        unnumbered = rows[NUMBER].null_count
        if unnumbered:
            raise InvalidTable(f"{self.numbered} gives no number to {unnumbered} rows; {_OWN}")
        table, numbers = in_order(rows)
        twice = numbers[1:][numbers[1:] == numbers[:-1]]
        if len(twice):
            raise InvalidTable(f"{self.numbered} gives the number {twice[0]} to two rows; {_OWN}")
        if self.layout is None:
            return Courts(encoded(table, self.procedure or GENERIC, numbers))
        told = zip(rows_of(table, self.layout), numbers.tolist(), strict=True)
        cases = by_case(named((row._replace(number=number) for row, number in told), self.layout.plan.case))
        return Courts(*assembled(cases.items(), self.layout))


def several(as_of: Day | Iterable[Day]) -> tuple[date | None, ...]:
    """
    Return the days of a question that takes one or several.

    Raises:
        InvalidWhen: One of them is not exactly one day.
    """
    return tuple([None if day == FOREVER else date.fromordinal(day) for day in days_of(as_of)])


# Questions. Those of several days are answered day by day, so that no more than one day is in memory.


def states(courts: Courts, *, days: tuple[date | None, ...], columns: tuple[str, ...]) -> Iterator[pa.Table]:
    """Yield the states on each day."""
    return (courts.states(day, columns=columns) for day in _one_by_one(days))


def defendants(courts: Courts, *, days: tuple[date | None, ...]) -> Iterator[pa.Table]:
    """Yield the defendants on each day."""
    return (courts.defendants(day) for day in _one_by_one(days))


def _one_by_one(days: tuple[date | None, ...]) -> list[tuple[date | None, ...]]:
    return [(day,) for day in days] or [()]


def spells(courts: Courts, *, field: str) -> list[pa.Table]:
    """Return the spells of a field."""
    return [courts.spells(field)]


def caseload(courts: Courts, *, every: str, between: Between) -> list[pa.Table]:
    """Return what the cases add to the caseload."""
    return [courts.partial_caseload(every, between=between)]


def findings(courts: Courts, *, as_of: Day) -> list[pa.Table]:
    """Return every finding."""
    return [courts.findings(as_of).rows]
