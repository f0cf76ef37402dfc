"""
Caseloads of parts of a table, and their sum.

Parts begin and end on other days, and what is pending in one stays pending after its last act. A part therefore gives
*changes*: how many charges more are pending at the end of a period than before it. Changes can be added in any order,
and running totals of their sums are the caseload of the whole.
"""

from datetime import date

import numpy as np
import pyarrow as pa

from casestate.bulk.acts import Ints
from casestate.bulk.caseload import AGES, FLOWS, SCHEMA, counts, first_of, period_ends, span
from casestate.bulk.spells import Spelling
from casestate.engine.order import NEVER

Days = tuple[int | None, int | None]
"""The first and the last day of which the periods are counted, by number; ``None`` for those of the acts."""
PART = SCHEMA.append(pa.field("spanned", pa.int64()))
"""
The columns of a part: those of a caseload, where a row without a day has what stands before its first period, and
``spanned``, which is 1 for the periods that are counted.
"""


def part_of(spelling: Spelling, every: str, days: Days) -> pa.Table:
    """
    Return what some cases add to a caseload.

    Where no last day is given, other cases may go on after the last act of these. Nothing changes then but the age of
    what is pending, until all of it is in the last band.

    Args:
        spelling: The charges of the cases.
        every: ``month``, ``quarter`` or ``year``.
        days: The days.

    Raises:
        InvalidQuestion: There is no such period.
    """
    begun, ended = span(spelling.acts) or (None, None)
    first, last = days[0] or begun, days[1] or ended
    if first is None or last is None:  # there are no acts from or to whose days to count
        first, last = 1, NEVER
    ends = period_ends(every, first, last if days[1] else min(last + AGES[-1] + 1, date.max.toordinal()))
    numbers = [first_of(ends[0], every).toordinal() - 1, *[end.toordinal() for end in ends]]
    counted = counts(spelling, numbers)
    told = {name: each if name in FLOWS else np.diff(each, prepend=0) for name, each in counted.items()}
    spanned = [0, *[int(before < last) for before in numbers[:-1]]]
    return pa.table({"as_of": [None, *ends], **told, "spanned": spanned}, schema=PART)


def added(parts: pa.Table, every: str) -> pa.Table:
    """
    Return the caseload of which these are the parts.

    >>> from casestate import CaseFile, bulk
    >>> from casestate.events import ChargeFiled
    >>> filed = {day: ChargeFiled(on=day, defendant="A. Doe", charge="1") for day in ("2023-01-10", "2023-03-10")}
    >>> parts = [bulk.read([CaseFile(day).record(act)]).partial_caseload() for day, act in filed.items()]
    >>> added(pa.concat_tables(parts), "month")["pending"].to_pylist()
    [1, 1, 2]

    Args:
        parts: The rows of all parts, in any order; rows of one day may have been added up before.
        every: ``month``, ``quarter`` or ``year``, as of the parts.

    Raises:
        InvalidQuestion: There is no such period.
    """
    days, spanned = parts["as_of"].to_pylist(), parts["spanned"].to_pylist()
    within = [day.toordinal() for day, here in zip(days, spanned, strict=True) if here]
    ends = period_ends(every, min(within, default=1), max(within, default=1))[: None if within else 0]
    numbers = np.array([NEVER if day is None else day.toordinal() for day in days], dtype=np.int64)
    place = np.searchsorted(np.array([NEVER, *[end.toordinal() for end in ends]], dtype=np.int64), numbers)
    told = {
        name: _total(parts[name].to_numpy(), place, len(ends) + 1, stands=name not in FLOWS)[1:]
        for name in SCHEMA.names[1:]
    }
    return pa.table({"as_of": ends, **told}, schema=SCHEMA)


def _total(changes: Ints, place: Ints, size: int, *, stands: bool) -> Ints:
    """Return the sums of changes at each place; of what stands their running totals. Later changes are left out."""
    total = np.zeros(size + 1, dtype=np.int64)
    np.add.at(total, place, changes)
    return (np.cumsum(total) if stands else total)[:size]
