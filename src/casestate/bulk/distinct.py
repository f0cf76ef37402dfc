"""The different values of a column, each read once."""

import json
from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np
import pyarrow as pa

from casestate.bulk.acts import Ints
from casestate.errors import CasestateError, InvalidTable
from casestate.texts import composed

T = TypeVar("T")

_TEXT = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view, pa.types.is_null)
"""The types of the columns of names and ids; one of nulls says nothing."""


class Distinct:
    """The different values of a column, and which of them each row has; 0 where it has none."""

    def __init__(self, values: pa.ChunkedArray) -> None:
        nested = pa.types.is_nested(values.type)
        if nested:
            told = [None if value is None else json.dumps(value, sort_keys=True) for value in values.to_pylist()]
            values = pa.chunked_array([pa.array(told, pa.string())])
        if pa.types.is_null(values.type):
            values = values.cast(pa.string())
        if pa.types.is_dictionary(values.type):  # one that came with the table may have values that no row has
            values = values.cast(values.type.value_type)
        if len(values):
            column = values.dictionary_encode().combine_chunks()
        else:  # of no chunks Arrow combines only some types
            column = pa.array([], values.type).dictionary_encode()
        self.which: Ints = column.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64) + 1
        found = column.dictionary.to_pylist()
        self.values: list[Any] = [None, *([_said(json.loads(each)) for each in found] if nested else found)]

    def of_each(self, of: Any) -> Ints:
        """A number of each value for each row."""
        return np.array([of(value) for value in self.values], dtype=np.int64)[self.which]

    def first(self, value: int) -> int:
        """The first row that has a value."""
        return int(np.argmax(self.which == value))


def texts_of(table: pa.Table, name: str) -> Distinct:
    """
    Return the column of the names or ids, each in the composed form of Unicode; a blank one says nothing.

    Raises:
        InvalidTable: The column is not text.
    """
    values = table[name]
    kind = values.type.value_type if pa.types.is_dictionary(values.type) else values.type
    if not any(of(kind) for of in _TEXT):
        raise InvalidTable(f"the column {name!r} takes text, not {kind}; cast it to strings")
    column = Distinct(values)
    numbers: dict[str | None, int] = {None: 0}
    told = [composed(text) if text and text.strip() else None for text in column.values]
    column.which = np.array([numbers.setdefault(text, len(numbers)) for text in told], dtype=np.int64)[column.which]
    column.values = list(numbers)
    return column


def said_in_all(name: str, column: Distinct, numbers: Ints) -> Distinct:
    """
    Return the column, which every row needs.

    Raises:
        InvalidTable: A row has no value there.
    """
    if not column.which.all():
        raise InvalidTable(f"row {numbers[column.first(0)]} has no {name}")
    return column


def read_each(name: str, column: Distinct, numbers: Ints, read: Callable[[Any], T]) -> list[T]:
    """
    Return each value of a column, read.

    Raises:
        InvalidTable: One cannot be read; the error names its first row.
    """
    told = []
    for place, value in enumerate(column.values[1:], 1):
        try:
            told.append(read(value))
        except CasestateError as problem:
            raise InvalidTable(f"row {numbers[column.first(place)]}: {name}: {problem}") from None
    return told


def _said(value: Any) -> Any:
    """A nested value without the fields that say nothing, which Arrow has in every part."""
    if isinstance(value, list):
        return [_said(each) for each in value]
    if isinstance(value, dict):
        return {name: _said(each) for name, each in value.items() if each is not None}
    return value
