"""Entries into JSON. A field at its default is left out, and each value is written in one way only."""

import json
from collections.abc import Callable
from datetime import date
from functools import cache, lru_cache
from json.encoder import encode_basestring
from typing import Any

from casestate.codec.shape import Kind, fields_of
from casestate.entries import Entry
from casestate.events import Event


def entry_text(entry: Entry) -> str:
    """
    An entry as the JSON text that stands on its line, without its place, which the line's own place gives.

    >>> from casestate.events import Noted
    >>> entry_text(Entry(id="e1", event=Noted(on="2023-04", text="filming resumed")))
    '{"id": "e1", "event": {"type": "noted", "version": 1, "on": "2023-04", "text": "filming resumed"}}'
    """
    return _record(entry)


def entry_fields(entry: Entry) -> dict[str, Any]:
    """
    An entry as the JSON object of its text.

    >>> from casestate.events import Noted
    >>> entry_fields(Entry(id="e1", event=Noted(on="2023-04", text="filming resumed")))
    {'id': 'e1', 'event': {'type': 'noted', 'version': 1, 'on': '2023-04', 'text': 'filming resumed'}}
    """
    fields: dict[str, Any] = json.loads(entry_text(entry))
    return fields


def _record(record: Any) -> str:
    # The version is read here and not before: tests of upcasters move it on.
    written = [f'"type": "{record.wire}"', f'"version": {record.version}'] if isinstance(record, Event) else []
    for name, head, default, kind, write in _plan(type(record)):  # type: ignore[arg-type]  # every class can be hashed
        value = getattr(record, name)
        # Most values that differ from a default are of another type: only of one type is it worth the comparison.
        if value is not default and (type(value) is not kind or value != default):
            written.append(head + write(value))
    return "{" + ", ".join(written) + "}"


@cache
def _plan(record: type[Any]) -> list[tuple[str, str, Any, type, Callable[[Any], str]]]:
    """How each field of a type of record is written; worked out once for each type."""
    each = fields_of(record).items()
    return [
        (field.name, f'"{wire}": ', field.default, type(field.default), _WRITERS[field.kind]) for wire, field in each
    ]


def _text(value: Any) -> str:
    if type(value) is str:
        return encode_basestring(value)
    return encode_basestring(value.isoformat() if isinstance(value, date) else str(value))


def _texts(values: Any) -> str:
    return f"[{', '.join([encode_basestring(each) for each in values])}]"


def _records(values: Any) -> str:
    return f"[{', '.join([_record(each) for each in values])}]"


@lru_cache(maxsize=4096, typed=True)
def _word(value: Any) -> str:
    """A word, which files say over and over; words of two lists may be spelt alike."""
    text = encode_basestring(value.value)
    return text if value.recognized else f'{{"raw": {text}}}'


def _flag(value: Any) -> str:
    return "true" if value else "false"


_WRITERS: dict[Kind, Callable[[Any], str]] = {
    Kind.TEXT: _text,
    Kind.TEXTS: _texts,
    Kind.RECORD: _record,
    Kind.RECORDS: _records,
    Kind.EVENT: _record,
    Kind.WORD: _word,
    Kind.NUMBER: str,
    Kind.FLAG: _flag,
}
