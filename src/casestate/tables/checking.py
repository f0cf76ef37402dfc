"""The kind of value that each key of a layout takes."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from casestate.sources import Source
from casestate.tables.values import Column, Dated, Order, Template
from casestate.texts import is_text


def problems_of(keys: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each key whose value is of another kind than it takes, with what was expected."""
    for key, (accepts, expected) in _KEYS.items():
        if not accepts(keys[key]):
            yield key, f"{expected} expected here, not {keys[key]!r}"
    encoding, delimiter = keys["encoding"], keys["delimiter"]
    if is_text(encoding) and not _is_encoding(encoding):
        yield "encoding", f"there is no encoding {encoding!r}; write one such as 'utf-8' or 'cp1252'"
    if not isinstance(delimiter, str) or len(delimiter) != 1 or delimiter in '"\r\n':
        yield "delimiter", f"one character that is no quote and no line break was expected here, not {delimiter!r}"


def _is_encoding(name: str) -> bool:
    try:
        "".encode(name)
    except (LookupError, ValueError):
        return False
    return True


def _is_column(value: Any) -> bool:
    return is_text(value) or isinstance(value, Column | Template)


def _is_order(order: Order) -> bool:
    return (order.column is None or is_text(order.column)) and all(isinstance(each, str) for each in order.values)


def _optional(accepts: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: value is None or accepts(value)


def _is_table(value: Any) -> bool:
    return isinstance(value, Mapping)


def _is_tables(value: Any) -> bool:
    return isinstance(value, Mapping) and all(isinstance(each, Mapping) for each in value.values())


def _are_names(value: Any) -> bool:
    return all(is_text(each) for each in value)


_FLAG = (lambda value: isinstance(value, bool), "true or false was")
_NAME = (_optional(is_text), "the name of a column was")
_ONE_OR_TEXT = (_optional(_is_column), "a column or a text was")
_TABLE = (_is_table, "a table was")
_TABLES = (_is_tables, "tables by name were")
_SEPARATOR = (_optional(lambda value: isinstance(value, str) and value != ""), "a text was")
_NAMES = (_are_names, "names were")
_KEYS: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "case": (is_text, "the name of a column was"),
    "defendant": (_is_column, "a column or a text was"),
    "charge": _ONE_OR_TEXT,
    "proceeding": _ONE_OR_TEXT,
    "date": _NAME,
    "id": _NAME,
    "after": _NAME,
    "docketed_on": _NAME,
    "recorded_at": _NAME,
    "version": _NAME,
    "zone": (_optional(is_text), "the name of a zone was"),
    "encoding": (is_text, "the name of an encoding was"),
    "dated": (lambda value: all(isinstance(each, Dated) for each in value), "Dated(date=..., act=...) was"),
    "date_formats": _NAMES,
    "quote": _NAMES,
    "blank": (lambda value: all(isinstance(each, str) for each in value), "words were"),
    "earliest": (_optional(lambda value: isinstance(value, str | Column)), "a day or a column was"),
    "latest": (_optional(lambda value: isinstance(value, str | Column)), "a day or a column was"),
    "order": (lambda value: isinstance(value, Order) and _is_order(value), "rows, law, a column or Order(...) was"),
    "source": (lambda value: isinstance(value, Source | Mapping), "a source was"),
    "acts": _TABLES,
    "words": _TABLES,
    "fields": _TABLE,
    "readers": _TABLE,
    "findings": _TABLE,
    "described": _TABLE,
    "defendant_separator": _SEPARATOR,
    "charge_separator": _SEPARATOR,
    "each_defendant": _FLAG,
    "each_charge": _FLAG,
    "restated": _FLAG,
}
