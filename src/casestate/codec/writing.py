"""Writing entries as JSON. A field at its default is left out, and each value has one written form."""

import json
from collections.abc import Callable
from datetime import date
from functools import cache, lru_cache
from json.encoder import encode_basestring
from typing import Any

import attrs

from casestate.codec.shape import Field, Kind, fields_of
from casestate.entries import Entry
from casestate.events import Event
from casestate.sources import Source


def entry_text(entry: Entry) -> str:
    """
    Return an entry as the JSON text of its line, without ``seq``, which follows from the line's place.

    >>> from casestate.events import Noted
    >>> entry_text(Entry(id="e1", event=Noted(on="2023-04", text="filming resumed")))
    '{"id": "e1", "event": {"type": "noted", "version": 1, "on": "2023-04", "text": "filming resumed"}}'
    """
    return _record(entry)


def entry_fields(entry: Entry) -> dict[str, Any]:
    """
    Return an entry as the JSON object of its text.

    >>> from casestate.events import Noted
    >>> entry_fields(Entry(id="e1", event=Noted(on="2023-04", text="filming resumed")))
    {'id': 'e1', 'event': {'type': 'noted', 'version': 1, 'on': '2023-04', 'text': 'filming resumed'}}
    """
    fields: dict[str, Any] = json.loads(entry_text(entry))
    return fields


_Writer = Callable[[Any], str]


def _record(record: Any) -> str:
    return _writer_of(type(record))(record)  # type: ignore[arg-type]  # every class can be hashed


@cache
def _writer_of(record: type[Any]) -> _Writer:
    """
    Return a function that writes one type of record, generated as attrs generates a constructor. It takes half the time
    of a loop over the fields.

    The version of an event is read at each call, because tests of upcasters change it.
    """
    opening = """f', "type": "{r.wire}", "version": {r.version}'""" if issubclass(record, Event) else "''"
    lines, names = [f"def write(r):\n text = {opening}"], dict[str, Any]()
    for n, (wire, field) in enumerate(fields_of(record).items()):
        names |= {f"write{n}": _writer(field), f"default{n}": field.default}
        asked = "" if field.default is attrs.NOTHING else f"if value is not default{n} and value != default{n}: "
        lines.append(f" value = r.{field.name}\n {asked}text += ', \"{wire}\": ' + write{n}(value)")
    exec("\n".join([*lines, " return '{' + text[2:] + '}'"]), names)  # noqa: S102  # made of names of fields alone
    write: _Writer = names["write"]
    return write


def _writer(field: Field) -> _Writer:
    if field.kind is Kind.TEXT and field.type is str:
        return encode_basestring
    return _shared if field.type is Source else _WRITERS[field.kind]


def _text(value: Any) -> str:
    """Write a value that stands in text: a date, a moment, a term, or a word of a closed list."""
    return encode_basestring(value.isoformat() if isinstance(value, date) else str(value))


@lru_cache(maxsize=4096)
def _shared(source: Source) -> str:
    """Write a source. Many entries share one, so the text is kept."""
    return _record(source)


def _texts(values: Any) -> str:
    return f"[{', '.join([encode_basestring(each) for each in values])}]"


def _records(values: Any) -> str:
    return f"[{', '.join([_record(each) for each in values])}]"


@lru_cache(maxsize=4096, typed=True)
def _word(value: Any) -> str:
    """Write a coded word. The text is kept by type, because two vocabularies may spell a word alike."""
    text = encode_basestring(value.value)
    return text if value.recognized else f'{{"raw": {text}}}'


def _flag(value: Any) -> str:
    return "true" if value else "false"


_WRITERS: dict[Kind, _Writer] = {
    Kind.TEXT: _text,
    Kind.TEXTS: _texts,
    Kind.RECORD: _record,
    Kind.RECORDS: _records,
    Kind.EVENT: _record,
    Kind.WORD: _word,
    Kind.NUMBER: str,
    Kind.FLAG: _flag,
}
