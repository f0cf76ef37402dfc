"""Columns of Arrow in plain types: each value where it stands, in a type that every function of Arrow takes."""

import pyarrow as pa
import pyarrow.compute as pc

from casestate.errors import InvalidTable

_LISTS = ((pa.types.is_list, pa.list_), (pa.types.is_large_list, pa.large_list))
_VIEWS = ((pa.types.is_string_view, pa.string()), (pa.types.is_binary_view, pa.binary()))


def plain(table: pa.Table) -> pa.Table:
    """
    Return a table with plain columns.

    >>> plain(pa.table({"phase": pa.array(["charged", "charged"]).dictionary_encode()})).schema.types
    [DataType(string)]

    Raises:
        InvalidTable: A column is of a type that Arrow cannot make plain.
    """
    return pa.table([plain_column(name, table[name]) for name in table.column_names], names=table.column_names)


def plain_column(name: str, values: pa.ChunkedArray) -> pa.ChunkedArray:
    """
    Return a column of a name in its plain type.

    Raises:
        InvalidTable: It is of a type that Arrow cannot make plain.
    """
    try:
        if pa.types.is_run_end_encoded(values.type):
            values = pc.call_function("run_end_decode", [values])
        wanted = _plain(values.type)
        return values if wanted == values.type else values.cast(wanted)
    except pa.ArrowException as problem:
        raise InvalidTable(f"the column {name!r} of type {values.type} cannot be read ({problem}); cast it") from None


def _plain(kind: pa.DataType) -> pa.DataType:
    if isinstance(kind, pa.BaseExtensionType):
        return _plain(kind.storage_type)
    if pa.types.is_dictionary(kind):
        return _plain(kind.value_type)
    if pa.types.is_struct(kind):
        return pa.struct([field.with_type(_plain(field.type)) for field in kind])
    for is_list, listed in _LISTS:
        if is_list(kind):
            return listed(_plain(kind.value_type))
    return next((text for is_view, text in _VIEWS if is_view(kind)), kind)
