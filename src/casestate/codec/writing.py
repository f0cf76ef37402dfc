"""Entries into JSON values. A field at its default is left out."""

from datetime import date
from typing import Any

from casestate.codec.shape import Field, Kind, fields_of
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
        written = {"type": record.wire, "version": record.version}
    for wire, field in fields_of(type(record)).items():
        value = getattr(record, field.name)
        if value != field.default:
            written[wire] = _value(field, value)
    return written


def _value(field: Field, value: Any) -> Any:
    match field.kind:
        case Kind.TEXTS:
            return list(value)
        case Kind.RECORDS:
            return [_record(each) for each in value]
        case Kind.RECORD | Kind.EVENT:
            return _record(value)
        case Kind.WORD:
            return value.value if value.recognized else {"raw": value.value}
        case Kind.NUMBER | Kind.FLAG:
            return value
        case _:
            return value.isoformat() if isinstance(value, date) else str(value)
