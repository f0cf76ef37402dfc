"""
Questions put to the cases of one bucket, and the answers of all buckets made one.

Each row of a table comes with its *place*: the day by its number among those asked for, then the case by its place
among all cases. Within a case the rows of a bucket are in the order in which courts of all cases have them, so sorting
by place is all that it takes to put the buckets together.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from casestate.bulk.acts import Acts
from casestate.bulk.courts import Between, Courts, Day, Summary
from casestate.bulk.findings import in_order
from casestate.tables.tally import Tally

PLACE = "the place of the row"
"""The column that says where a row of an answer lies among those of all buckets."""
_CASES = 1 << 40
"""More than there are cases: the places of two days are so far apart."""


@attrs.frozen
class Opened:
    """
    A bucket whose acts are in memory, to put questions to it.

    Attributes:
        courts: The courts.
        acts: Their acts.
        tally: What a layout read.
    """

    courts: Courts
    acts: Acts
    tally: Tally | None

    def states(self, as_of: Sequence[Day], columns: Sequence[str]) -> pa.Table:
        """Return the states on each of several days."""
        return self._placed_each(
            [self.courts.states(day, columns=columns) for day in as_of] or [self.courts.states([])]
        )

    def defendants(self, as_of: Sequence[Day]) -> pa.Table:
        """Return what is said of defendants on each of several days."""
        return self._placed_each([self.courts.defendants(day) for day in as_of] or [self.courts.defendants([])])

    def spells(self, field: str) -> pa.Table:
        """Return the spells of a field."""
        return self._placed(self.courts.spells(field))

    def findings(self, as_of: Day) -> pa.Table:
        """Return every finding."""
        return self._placed(self.courts.findings(as_of).rows)

    def counts(self, as_of: Day) -> list[tuple[Any, ...]]:
        """Return the counts of findings, each after the place of the first of them."""
        table = self._placed(self.courts.findings(as_of).counts)
        return [(row.pop(PLACE), *row.values()) for row in table.to_pylist()]

    def caseload(self, every: str, between: Between) -> pa.Table:
        """Return what the cases add to the caseload between two days."""
        return self.courts.partial_caseload(every, between=between)

    def summary(self) -> tuple[Summary, Tally | None]:
        """Return what was read."""
        return self.courts.summary, self.tally

    def case(self, name: str) -> Any:
        """Return one of the files."""
        return self.courts.case(name)

    def _placed_each(self, days: Sequence[pa.Table]) -> pa.Table:
        return pa.concat_tables([self._placed(table, day) for day, table in enumerate(days)]).unify_dictionaries()

    def _placed(self, table: pa.Table, day: int = 0) -> pa.Table:
        """Add the place of each row."""
        cases = table["case"]
        names = pa.array(self.acts.cases, pa.string())
        which = pc.call_function("index_in", [cases.cast(pa.string())], pc.SetLookupOptions(value_set=names)).to_numpy()
        return table.append_column(PLACE, pa.array(self.acts.place[which] + day * _CASES))


def together(tables: Iterable[pa.Table]) -> pa.Table:
    """Return the rows of all buckets in their order."""
    table = pa.concat_tables(tables).unify_dictionaries()
    place = table[PLACE].to_numpy()
    table = table.drop_columns(PLACE)
    if np.all(place[1:] >= place[:-1]):
        return table
    return table.take(pa.array(np.argsort(place, kind="stable")))


def all_counts(buckets: Iterable[list[tuple[Any, ...]]]) -> pa.Table:
    """Return the counts of findings of all buckets, each with where the first of them is."""
    found: dict[tuple[Any, ...], list[Any]] = {}
    for place, *kind, count, case, defendant, charge in [row for rows in buckets for row in rows]:
        first = (place, case, defendant, charge)
        known = found.setdefault(tuple(kind), [0, first])
        known[:] = known[0] + count, min(known[1], first)
    return in_order((*kind, count, *first[1:]) for kind, (count, first) in found.items())


def all_summaries(told: Sequence[Summary]) -> Summary:
    """Return the sums of what was read; a shape that several buckets have was folded in each of them."""
    return Summary(
        rows=sum(each.rows for each in told),
        cases=sum(each.cases for each in told),
        charges=sum(each.charges for each in told),
        shapes=sum(each.shapes for each in told),
        nodes=sum(each.nodes for each in told),
        routed=_all_counted(each.routed for each in told),
        asked_of_files=_all_counted(each.asked_of_files for each in told),
        rolled_up_of_files=_all_counted(each.rolled_up_of_files for each in told),
    )


def _all_counted(told: Iterable[Mapping[str, int]]) -> dict[str, int]:
    every: Counter[str] = Counter()
    for each in told:
        every.update(each)
    return dict(every.most_common())
