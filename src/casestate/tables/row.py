"""One row of a table, and the cells in it."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, TypeAlias

from casestate.tables.cells import words_of
from casestate.tables.values import Doubts

Cell: TypeAlias = str | date | None
"""A cell as a layout reads it."""
Cells: TypeAlias = Sequence[Cell]


class Row(NamedTuple):
    """
    One row of a table.

    Attributes:
        number: Its number, from 1 below the heading.
        cells: The cells that the layout reads.
        odd: Words of cells beyond the heading, and what is doubtful about the row as a whole.
    """

    number: int
    cells: Cells
    odd: tuple[str, Doubts] | None = None


def as_cell(value: Any) -> Cell:
    """
    Return a value as a cell: a text, a date, or ``None`` for none. A list is a text with semicolons.

    >>> as_cell(Decimal("1E+2")), as_cell(7.0), as_cell(["knife", "mask"]), as_cell(float("nan"))
    ('100', '7', 'knife; mask', None)
    """
    if value is None or (type(value) is str and value.isascii()):
        return value
    if _is_missing(value):
        return None
    if isinstance(value, date):
        return value
    return next(text(value) for kind, text in _TEXTS if isinstance(value, kind))


def _is_missing(value: Any) -> bool:
    """Return whether a value is one that stands for none: NaN and NaT differ from themselves, ``pandas.NA`` may."""
    try:
        return bool(value != value)  # noqa: PLR0124  # it differs from itself
    except TypeError:
        return True
    except ValueError:  # an array has no one answer
        return False


_TEXTS: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (str, lambda value: value.encode("utf-8", "backslashreplace").decode()),
    (bool, lambda value: str(value).lower()),
    (float, lambda value: str(int(value)) if value.is_integer() else str(value)),
    (Decimal, lambda value: f"{value:f}"),
    (bytes, lambda value: value.decode("utf-8", "backslashreplace")),
    (list, lambda value: "; ".join([words_of(as_cell(each)) for each in value])),
    (Mapping, lambda value: json.dumps(value, ensure_ascii=False, default=str)),
    (object, str),
)
"""The text of a value, by its type; half of a pair of surrogates, which no file can hold, is written out."""
