"""A caseload as bars of characters, one line for the end of each period."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_MARKS = {"pending": ("█", "#"), "possibly_pending": ("▒", "?"), "inactive": ("░", "-")}
"""What a bar is made of, and with what where the output can encode no such blocks."""
_NUMBERS = ("pending", "filed", "disposed")
_DAY = 10
_LEAST = 10
"""The least width of a bar, in characters. Where the numbers leave less, there are fewer of them."""


def bars(rows: Sequence[Mapping[str, Any]], every: str, *, width: int, plain: bool = False) -> Iterator[str]:
    r"""
    Yield the lines of the chart.

    >>> row = {"as_of": "2023-01-31", "pending": 3, "possibly_pending": 1, "inactive": 2, "filed": 4, "disposed": 0}
    >>> print(*bars([row], "month", width=56, plain=True), sep="\n")
    Charges pending at the end of each month
    # pending  ? possibly pending  - inactive
    <BLANKLINE>
                                    pending  filed  disposed
    2023-01-31  #########???------        3      4         0

    Args:
        rows: The counts at the end of each period, by column, as ``casestate.bulk`` has them.
        every: The word for a period.
        width: The width of the output, in characters.
        plain: Whether the bars are of ASCII characters.
    """
    marks = {name: each[plain] for name, each in _MARKS.items()}
    yield f"Charges pending at the end of each {every}"
    yield "  ".join([f"{mark} {name.replace('_', ' ')}" for name, mark in marks.items()])
    yield ""
    widths = {name: max([len(name), *[len(f"{row[name]:,}") for row in rows]]) + 2 for name in _NUMBERS}
    while len(widths) > 1 and width - _DAY - 2 - sum(widths.values()) < _LEAST:
        widths.popitem()
    long = max(width - _DAY - 2 - sum(widths.values()), 1)
    yield " " * (_DAY + 2 + long) + "".join([name.rjust(wide) for name, wide in widths.items()])
    most = max([sum(row[name] for name in marks) for row in rows], default=0)
    for row in rows:
        numbers = "".join([f"{row[name]:,}".rjust(wide) for name, wide in widths.items()])
        yield f"{row['as_of']}  {_bar(row, marks, long, most).ljust(long)}{numbers}"


def _bar(row: Mapping[str, Any], marks: Mapping[str, str], long: int, most: int) -> str:
    bar, so_far = "", 0
    for name, mark in marks.items():
        so_far += row[name]
        bar += mark * (round(so_far / max(most, 1) * long) - len(bar))
    return bar
