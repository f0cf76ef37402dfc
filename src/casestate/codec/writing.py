"""Entries into JSON values. A field at its default is left out."""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from casestate.codec.shape import Kind, fields_of
from casestate.entries import Entry
from casestate.events import Event


def entry_fields(entry: Entry) -> dict[str, Any]:
    """
    An entry as the JSON object that stands on its line, without its place, which the line's own place gives.

    >>> from casestate.events import Noted
    >>> entry_fields(Entry(id="e1", event=Noted(on="2023-04", text="filming resumed")))
    {'id': 'e1', 'event': {'type': 'noted', 'version': 1, 'on': '2023-04', 'text': 'filming resumed'}}
    """
    return _record(entry)


def _record(record: Any) -> dict[str, Any]:
    written: dict[str, Any] = {}
    if isinstance(record, Event):
        written |= {"type": record.wire, "version": record.version}
    for name, wire, default, write in _plan(type(record)):  # type: ignore[arg-type]  # every class can be hashed
        value = getattr(record, name)
        if value is not default and value != default:
            written[wire] = write(value)
    return written


@cache
def _plan(record: type[Any]) -> list[tuple[str, str, Any, Callable[[Any], Any]]]:
    """How each field of a type of record is written; worked out once for each type."""
    each = fields_of(record).items()
    return [(field.name, wire, field.default, _WRITERS.get(field.kind, _text)) for wire, field in each]


def _text(value: Any) -> str:
    if type(value) is str:
        return value
    return value.isoformat() if isinstance(value, date) else str(value)


def _records(value: Any) -> list[dict[str, Any]]:
    return [_record(each) for each in value]


def _word(value: Any) -> str | dict[str, str]:
    return value.value if value.recognized else {"raw": value.value}


def _as_it_is(value: Any) -> Any:
    return value


_WRITERS: dict[Kind, Callable[[Any], Any]] = {
    Kind.TEXTS: list,
    Kind.RECORDS: _records,
    Kind.RECORD: _record,
    Kind.EVENT: _record,
    Kind.WORD: _word,
    Kind.NUMBER: _as_it_is,
    Kind.FLAG: _as_it_is,
}
