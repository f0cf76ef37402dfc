"""The different values of a column, each read once."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any, Self, TypeVar

import numpy as np
import pyarrow as pa

from casestate.bulk.acts import Ints
from casestate.bulk.plain import plain_column
from casestate.errors import CasestateError, InvalidTable
from casestate.texts import composed

T = TypeVar("T")

_TEXT = (pa.types.is_string, pa.types.is_large_string, pa.types.is_null)
"""The plain types of columns of text; one of nulls says nothing."""


class Distinct:
    """
    The different values of a column as JSON has them, and which of them each row has.

    Attributes:
        name: The column.
        numbers: The number of each row, for errors.
        kind: The plain type of the column.
        which: The place of the value of each row; 0 where it has none.
        values: The values, from place 1.

    Raises:
        InvalidTable: A value cannot be read.
    """

    def __init__(self, table: pa.Table, name: str, numbers: Ints) -> None:
        self.name = name
        self.numbers = numbers
        values = plain_column(name, table[name])
        self.kind = values.type
        nested = pa.types.is_nested(self.kind)
        if nested:
            each = enumerate(self._read(values, numbers.item))
            told = [None if value is None else self._as_json(value, place, numbers.item) for place, value in each]
            values = pa.chunked_array([pa.array(told, pa.string())])
        if pa.types.is_null(values.type):
            values = values.cast(pa.string())
        if len(values):
            column = values.dictionary_encode().combine_chunks()
        else:  # of no chunks Arrow combines only some types
            column = pa.array([], values.type).dictionary_encode()
        self.which: Ints = column.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64) + 1
        found = self._read(column.dictionary, self._row)
        if not nested and not self.is_text:
            found = [self._as_json(value, place, self._row) for place, value in enumerate(found)]
        self.values: list[Any] = [None, *(found if self.is_text else map(_said, map(json.loads, found)))]

    @property
    def is_text(self) -> bool:
        """Whether the column is text, or of nulls, which say nothing."""
        return any(of(self.kind) for of in _TEXT)

    def row(self, place: int) -> int:
        """Return the number of the first row that has a value; of the first without one for the place 0."""
        return int(self.numbers[np.argmax(self.which == place)])

    def _row(self, place: int) -> int:
        """The number of the first row that has a value, by the place of the value from 0."""
        return self.row(place + 1)

    def of_each(self, of: Any) -> Ints:
        """Return a number of each value for each row."""
        return np.array([of(value) for value in self.values], dtype=np.int64)[self.which]

    def in_all(self) -> Self:
        """
        Return the column, which every row needs.

        Raises:
            InvalidTable: A row has no value there.
        """
        if not self.which.all():
            raise InvalidTable(f"row {self.row(0)} has no {self.name}")
        return self

    def each(self, read: Callable[[Any], T]) -> list[T]:
        """
        Return each value, read by a function.

        Raises:
            InvalidTable: The function cannot read one; the error names its first row.
        """
        told = []
        for place, value in enumerate(self.values[1:], 1):
            try:
                told.append(read(value))
            except CasestateError as problem:
                raise InvalidTable(f"row {self.row(place)}: {self.name}: {problem}") from None
        return told

    def _read(self, values: Any, row: Callable[[int], int]) -> list[Any]:
        """The values of Arrow as those of Python, which has fewer dates, and no text in a wrong encoding."""
        try:
            told: list[Any] = values.to_pylist()
        except (OverflowError, ValueError) as problem:
            place = next(place for place, value in enumerate(values) if not _is_readable(value))
            raise InvalidTable(f"row {row(place)}: {self.name}: the value cannot be read: {problem}") from None
        return told

    def _as_json(self, value: Any, place: int, row: Callable[[int], int]) -> str:
        try:
            return json.dumps(value, sort_keys=True, default=_in_json)
        except TypeError as problem:
            raise InvalidTable(f"row {row(place)}: {self.name}: {problem}") from None


def _is_readable(value: pa.Scalar) -> bool:
    try:
        value.as_py()
    except (OverflowError, ValueError):
        return False
    return True


def _in_json(value: Any) -> str:
    """A value for which JSON has no type."""
    if type(value) is date:
        return value.isoformat()
    raise TypeError(f"{value!r} cannot be read; cast the column to text, a number or a date without time")


def _said(value: Any) -> Any:
    """A value without the fields that say nothing, which Arrow has in every part."""
    if isinstance(value, list):
        return [_said(each) for each in value]
    if isinstance(value, dict):
        return {name: _said(each) for name, each in value.items() if each is not None}
    return value


def texts_of(table: pa.Table, name: str, numbers: Ints) -> Distinct:
    """
    Return the column of the names or ids, each in the composed form of Unicode; a blank one says nothing.

    Raises:
        InvalidTable: The column is not text.
    """
    column = Distinct(table, name, numbers)
    if not column.is_text:
        raise InvalidTable(f"the column {name!r} takes text, not {column.kind}; cast it to strings")
    places: dict[str | None, int] = {None: 0}
    told = [composed(text) if text and text.strip() else None for text in column.values]
    column.which = np.array([places.setdefault(text, len(places)) for text in told], dtype=np.int64)[column.which]
    column.values = list(places)
    return column
