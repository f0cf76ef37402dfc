"""The rows of a case in the order of the docket."""

import re
from collections.abc import Sequence
from decimal import Decimal

from casestate.tables.cells import words_of
from casestate.tables.plan import Plan
from casestate.tables.row import Row

_NUMBER, _ZERO = re.compile(r"[+-]?\d+(?:\.\d+)?"), Decimal()


def ordered(rows: Sequence[Row], plan: Plan) -> Sequence[Row]:
    """Return the rows of a case in the order of the docket."""
    at = plan.order_at
    if at is None or len(rows) == 1:
        return rows
    ranks = {value: place for place, value in enumerate(plan.order.values)}
    if ranks:
        return sorted(rows, key=lambda row: ranks.get(words_of(row.cells[at]), -1))
    keys: list[tuple[int, Decimal, str]] = []
    for row in rows:
        words = words_of(row.cells[at])
        if not words:  # it stays behind the row before it
            keys.append(keys[-1] if keys else (0, _ZERO, ""))
        else:
            keys.append((0, Decimal(words), "") if _NUMBER.fullmatch(words) else (1, _ZERO, words))
    return [rows[place] for place in sorted(range(len(rows)), key=keys.__getitem__)]
