"""How each field of each type is written, derived from the types themselves."""

import types
import typing
from typing import Any

import attrs

from casestate.events import EVENT_TYPES, Event
from casestate.vocabulary import Closed, Vocabulary

BY_WIRE: dict[str, type[Event]] = {event.wire: event for event in EVENT_TYPES}
"""Every event by its name in files."""


class Kind(Closed):
    """Kinds of JSON value for a field."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"
    WORD = "word"
    TEXTS = "texts"
    RECORD = "record"
    RECORDS = "records"
    EVENT = "event"


@attrs.frozen(order=False)
class Field:
    """
    One field of a type.

    Attributes:
        name: Its name in Python.
        wire: Its name in files.
        kind: The kind of its JSON value.
        type: The class of the value, such as a vocabulary or a record.
        default: The value if the field is left out; ``NOTHING`` if it is required.
        attribute: The attrs field, which converts the JSON value or refuses it.
    """

    name: str
    wire: str
    kind: Kind
    type: Any
    default: Any
    attribute: "attrs.Attribute[Any]"


def fields_of(record: type[Any]) -> dict[str, Field]:
    """Return the fields of a type by their names in files. The result is kept for each type."""
    if record not in _SHAPES:
        _SHAPES[record] = _fields(record)
    return _SHAPES[record]


def required_of(record: type[Any]) -> frozenset[str]:
    """Return the names in files of the required fields of a type."""
    if record not in _REQUIRED:
        shape = fields_of(record)
        _REQUIRED[record] = frozenset({wire for wire, field in shape.items() if field.default is attrs.NOTHING})
    return _REQUIRED[record]


_SHAPES: dict[type[Any], dict[str, Field]] = {}
_REQUIRED: dict[type[Any], frozenset[str]] = {}


def _fields(record: type[Any]) -> dict[str, Field]:
    hints = typing.get_type_hints(record)
    shaped = [
        _field(attribute, hints[attribute.name])
        for attribute in attrs.fields(record)
        if attribute.init and attribute.name != "seq"
    ]
    return {field.wire: field for field in shaped}


def _field(attribute: "attrs.Attribute[Any]", hint: Any) -> Field:
    kind, of = _kind(hint)
    name = attribute.name
    return Field(name, name.rstrip("_"), kind, of, attribute.default, attribute)


def _kind(hint: Any) -> tuple[Kind, Any]:
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        hint = next(each for each in typing.get_args(hint) if each is not type(None))
    if typing.get_origin(hint) is tuple:
        of = typing.get_args(hint)[0]
        return (Kind.TEXTS, str) if of is str else (Kind.RECORDS, of)
    if issubclass(hint, Vocabulary):
        return Kind.WORD, hint
    if attrs.has(hint) and hint is not Event:
        return (Kind.TEXT if hasattr(hint, "parse") else Kind.RECORD), hint
    return {bool: Kind.FLAG, int: Kind.NUMBER, Event: Kind.EVENT}.get(hint, Kind.TEXT), hint
