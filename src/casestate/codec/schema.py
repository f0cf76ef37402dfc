"""
The JSON Schema of the lines of a case file, derived from the types themselves.

The schema describes entries as they are *written*. Reading is stricter in some places and looser in others; see
:data:`READ_STRICTER` and :data:`READ_LOOSER`.
"""

import json
from enum import Enum
from typing import Any

from casestate.codec.file import FORMAT
from casestate.codec.shape import Field, Kind, fields_of, required_of
from casestate.entries import MOST_ORDINAL, Entry
from casestate.events import EVENT_TYPES, Event, Stated
from casestate.events.criminal.charging import FILING_LINKS
from casestate.vocabulary import Closed
from casestate.written import refusal

DIALECT = "https://json-schema.org/draft/2020-12/schema"
READ_STRICTER = (
    "one object has each field once, and a line 1,048,576 bytes at most",
    "days are days of the calendar, a range runs forward, a range of terms does not shrink",
    "a whole number is written without a decimal point",
    "text has no half characters",
    f"a charge does not stand among its own {', '.join(FILING_LINKS)}",
    "the event of a retraction is entry.retracted, and no other entry has that event",
    "ids are unique, and links lead to entries of the file",
)
"""The rules of reading that no schema of one line can state."""
READ_LOOSER = (
    "coded words may be in capitals, and have spaces or hyphens for underscores",
    "terms and sums of money may be written as their constructors take them, such as 1 year 6 months, or 500",
    "moments may be in any form of ISO 8601 that Python reads, and a docketed day may be a range of that one day",
)
"""The forms that reading accepts and writing never produces."""

_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_POINT = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
_LENGTH = "(life|[0-9]+ (year|month|day)s?( [0-9]+ days?)?)"
_TEXTS: dict[str, tuple[str, str]] = {
    "str": ("Text that says something.", r"\S"),
    "When": (
        "A day as far as it is known: a day, month, year, range, bound, or [..] for no date at all.",
        rf"^({_POINT}|\[({_POINT})?\.\.({_POINT})?\])$",
    ),
    "Term": ("A length of time, or a range of two.", f"^{_LENGTH}( to {_LENGTH})?$"),
    "Money": ("A sum and its currency.", r"^[0-9]+(\.[0-9]+)? [A-Z]{3}$"),
    "date": ("A day.", f"^{_DAY}$"),
    "datetime": (
        "A moment with its zone.",
        rf"^{_DAY}T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}(\.[0-9]+)?(Z|[+-][0-9]{{2}}:[0-9]{{2}})$",
    ),
}
"""The description and the pattern of each type that is written as text."""


def schema() -> dict[str, Any]:
    """
    Return the JSON Schema, draft 2020-12, under which every line of a case file is valid: the heading or an entry.

    >>> schema()["$defs"]["noted"]["required"]
    ['type', 'version', 'on', 'text']
    """
    wires = [event.wire for event in EVENT_TYPES]
    records: list[type[Any]] = [Entry, *_named(Kind.RECORD, Kind.RECORDS)]
    return {
        "$schema": DIALECT,
        "title": f"A line of a casestate file, format {FORMAT}",
        "if": {"required": ["casestate"]},
        "then": _to("heading"),
        "else": _to(Entry.__name__),
        "$defs": {
            "heading": _heading(),
            "event": _one_of(wires),
            "act": _one_of([wire for wire in wires if wire != Stated.wire])
            | {"description": "What a statement is about: any event but a statement."},
            **{name: {"description": what, "type": "string", "pattern": how} for name, (what, how) in _TEXTS.items()},
            **{event.wire: _event(event) for event in EVENT_TYPES},
            **{of.__name__: _described(of) | _object(of) for of in records},
            **{of.__name__: _words(of) for of in _named(Kind.WORD)},
        },
    }


def text() -> str:
    """Return the published text of the schema, with each definition on its own line, so that a diff shows changes."""
    whole = schema()
    defined = ",\n".join(f'    "{name}": {json.dumps(of, ensure_ascii=False)}' for name, of in whole["$defs"].items())
    head = json.dumps({name: value for name, value in whole.items() if name != "$defs"}, indent=2, ensure_ascii=False)
    return f'{head[:-2]},\n  "$defs": {{\n{defined}\n  }}\n}}\n'


def _named(*kinds: Kind) -> list[type[Any]]:
    """The records or vocabularies that the fields of entries and events hold."""
    holders: list[type[Any]] = [Entry, *EVENT_TYPES]
    for holder in holders:
        inner = [field.type for field in fields_of(holder).values() if field.kind in (Kind.RECORD, Kind.RECORDS)]
        holders += [of for of in inner if of not in holders]
    held = {field.type for of in holders for field in fields_of(of).values() if field.kind in kinds}
    return sorted(held, key=lambda of: str(of.__name__))


def _to(name: str) -> dict[str, str]:
    return {"$ref": f"#/$defs/{name}"}


def _described(of: type[Any]) -> dict[str, str]:
    return {"description": (of.__doc__ or "").strip().splitlines()[0]}


def _words(of: type[Enum]) -> dict[str, Any]:
    raw = _to("str") | {"description": "The source's own words, where no coded word stands for them."}
    own = {"type": "object", "properties": {"raw": raw}, "required": ["raw"], "additionalProperties": False}
    return {"anyOf": [{"enum": [word.value for word in of]}, own]}


def _heading() -> dict[str, Any]:
    return {
        "description": "The first line.",
        "type": "object",
        "properties": {"casestate": {"const": FORMAT}, "case": _to("str"), "procedure": _to("str")},
        "required": ["casestate", "case", "procedure"],
        "additionalProperties": False,
    }


def _one_of(wires: list[str]) -> dict[str, Any]:
    """An event, validated against the schema of its own type only, so that errors are about that type."""
    return {
        "type": "object",
        "required": ["type", "version"],
        "properties": {"type": {"enum": wires}},
        "allOf": [{"if": {"properties": {"type": {"const": wire}}}, "then": _to(wire)} for wire in wires],
    }


def _event(event: type[Event]) -> dict[str, Any]:
    made = _object(event)
    envelope = {"type": {"const": event.wire}, "version": {"const": event.version}}
    return (
        _described(event)
        | made
        | {
            "properties": envelope | made["properties"],
            "required": ["type", "version", *made["required"]],
        }
    )


def _object(record: type[Any]) -> dict[str, Any]:
    fields, required = fields_of(record), required_of(record)
    return {
        "type": "object",
        "properties": {wire: _field(field) | _content(field) for wire, field in fields.items()},
        "required": [wire for wire in fields if wire in required],
        "additionalProperties": False,
    }


def _field(field: Field) -> dict[str, Any]:
    if field.kind is Kind.NUMBER:
        return {"type": "integer", **_bounds(field)}
    if field.kind is Kind.TEXTS:
        return {"type": "array", "items": _to("str"), **_least(field)}
    name, closed = field.type.__name__, issubclass(field.type, Closed)
    made: dict[Kind, dict[str, Any]] = {
        Kind.TEXT: {"enum": [word.value for word in field.type]} if closed else _to(name),
        Kind.FLAG: {"type": "boolean"},
        Kind.WORD: _to(name),
        Kind.RECORD: _to(name),
        Kind.RECORDS: {"type": "array", "items": _to(name)},
        Kind.EVENT: _to("act" if field.name == "about" else "event"),
    }
    return made[field.kind]


def _content(field: Field) -> dict[str, str]:
    """The description of a field that holds ids of other charges or names of people."""
    content = field.attribute.metadata.get("holds")
    return {"description": f"{content[0].upper()}{content[1:]}."} if content else {}


def _bounds(field: Field) -> dict[str, int]:
    """The bounds of a number: a place in a day's docket may be below 0, and any other number is a count."""
    counts = refusal(field.attribute, 0) is not None
    return {"minimum": 1} if counts else {"minimum": -MOST_ORDINAL, "maximum": MOST_ORDINAL}


def _least(field: Field) -> dict[str, int]:
    return {"minItems": 1} if refusal(field.attribute, []) is not None else {}
