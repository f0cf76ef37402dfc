"""
The fast way to read an entry, for well-formed JSON of the current version, which nearly every line is.

A constructor converts every field, even one at its default, and is prepared to name the field that refuses a value.
Here only the fields given are converted, by the same converters. At anything unusual the value is left to
:mod:`casestate.codec.reading`, which finds every problem with it.

A function is generated for each type. It takes two thirds of the time of a loop over the fields given, and the careful
way takes three and a half times as long as that loop.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache, lru_cache
from typing import Any

import attrs

from casestate.codec.shape import BY_WIRE, Field, Kind, fields_of
from casestate.codec.unlocked import unlocked
from casestate.entries import Entry
from casestate.errors import CasestateError
from casestate.events import Event, Stated
from casestate.sources import Source
from casestate.texts import as_text

_TYPES: dict[Kind, type] = {
    Kind.TEXT: str,
    Kind.NUMBER: int,
    Kind.FLAG: bool,
    Kind.WORD: str,
    Kind.TEXTS: list,
    Kind.RECORD: dict,
    Kind.RECORDS: list,
    Kind.EVENT: dict,
}
_GIVEN = ("seq", "recorded_at")
"""The fields of an entry that are given beside its JSON object."""
_Reader = Callable[..., Any]


class _Odd(CasestateError):
    """A value that the careful way must read."""


def entry(value: object, seq: int = 0, recorded_at: datetime | None = None) -> Entry | None:
    """
    Return an entry from its JSON object, or ``None`` if anything in it is unusual, which need not be wrong.

    >>> entry({"id": "e1", "event": {"type": "noted", "version": 1, "on": "2023", "text": "?"}}, 7).seq
    7
    >>> entry({"id": "e1", "event": {"type": "noted", "version": 9}})

    Args:
        value: The object.
        seq: The place of the entry in the file.
        recorded_at: The moment of recording, in UTC, if the object does not state it.
    """
    if type(value) is not dict:
        return None
    try:
        made: Entry = _reader_of(Entry)(value, seq, recorded_at)
    except (CasestateError, KeyError):  # of a required field
        return None
    return made


@cache
def _reader_of(of: type[Any]) -> _Reader:
    """
    Return a function that makes a record of one type from its JSON object, generated as attrs generates a constructor.

    It fills an instance that is not locked yet, and counts the fields that it meets: a field too many is unknown.
    """
    required, optional, defaults = list[str](), list[str](), list[str]()
    names: dict[str, Any] = {"Odd": _Odd, "new": object.__new__, "open": unlocked(of), "of": of, "as_text": as_text}
    fields = {field.name: field for field in fields_of(of).values()}
    given = _GIVEN if of is Entry else ()
    met = 0
    if issubclass(of, Event):  # its type is known; tests of upcasters change its version
        required.append("if value['version'] != of.version or value['version'].__class__ is not int: raise Odd")
        met = 2
    for attribute in attrs.fields(of):
        name, field = attribute.name, fields.get(attribute.name)
        names[f"default_{name}"] = attribute.default
        default = f"made.{name} = {name if name in given else f'default_{name}'}"
        if field is None:
            required.append(default)
            continue
        names |= {f"kind_{name}": _TYPES[field.kind], f"take_{name}": _take(field)}
        if field.default is attrs.NOTHING:
            required += _taking(field, names)
            met += 1
        else:
            defaults.append(default)
            optional += [f"if '{field.wire}' in value:", *_within([*_taking(field, names), "met += 1"])]
            optional.append(f"else: {default}")
    lines = [f"met = {met}", "made = new(open)", *required, "if len(value) == met:", *_within([*defaults, "pass"])]
    lines += ["else:", *_within([*optional, "if len(value) != met: raise Odd"])]
    lines += ["made.__attrs_post_init__()"] if hasattr(of, "__attrs_post_init__") else []
    lines += ["made.__class__ = of", "return made"]
    exec("\n".join([f"def read({', '.join(['value', *given])}):", *_within(lines)]), names)  # noqa: S102  # made of names of fields alone
    read: _Reader = names["read"]
    return read


def _within(lines: list[str]) -> Iterator[str]:
    return (f" {line}" for line in lines)


def _taking(field: Field, names: dict[str, Any]) -> list[str]:
    """Return the lines that set a field that is given. Plain ASCII that is not blank is text as it is."""
    name = field.name
    lines = [f"each = value['{field.wire}']", f"if each.__class__ is not kind_{name}: raise Odd"]
    if names[f"take_{name}"] is as_text:
        return [*lines, f"made.{name} = each if each >= '!' and each.isascii() else as_text(each)"]
    return [*lines, f"made.{name} = take_{name}(each)"]


def _event(value: dict[str, Any]) -> Any:
    try:
        read = _EVENTS[value["type"]]
    except TypeError:  # a list, or an object
        raise _Odd from None
    return read(value)


def _act(value: dict[str, Any]) -> Any:
    """Return the act that a statement is about."""
    if value.get("type") == Stated.wire:
        raise _Odd
    return _event(value)


class _Events(dict[str, _Reader]):
    """The functions for the events met so far. Making all of them would slow the start of every program."""

    def __missing__(self, wire: str) -> _Reader:
        if wire not in BY_WIRE:
            raise _Odd
        self[wire] = _reader_of(BY_WIRE[wire])
        return self[wire]


_EVENTS = _Events()


def _shared(value: dict[str, Any]) -> Any:
    """Return a source. Entries of one source share it, which saves most of the memory of a file."""
    try:
        return _source(*value, *value.values())
    except TypeError:
        raise _Odd from None


@lru_cache(maxsize=4096)
def _source(*names_and_values: Any) -> Any:
    half = len(names_and_values) // 2
    return _reader_of(Source)(dict(zip(names_and_values[:half], names_and_values[half:], strict=True)))


def _plain(read: _Reader, value: Any) -> Any:
    """Return one of several records, whose type follows from their field."""
    if type(value) is not dict:
        raise _Odd
    return read(value)


def _take(field: Field) -> Callable[[Any], Any]:
    """Return the function that makes the value of a field from JSON of the right type."""
    convert = _converter(field.attribute)
    match field.kind:
        case Kind.RECORD:
            return _shared if field.type is Source else _reader_of(field.type)
        case Kind.RECORDS:
            read = _reader_of(field.type)
            return lambda values: convert([_plain(read, each) for each in values])
        case Kind.EVENT:
            return _act if field.name == "about" else _event
        case Kind.TEXT if field.type is str:
            return as_text if field.attribute.validator is None else convert
        case Kind.WORD | Kind.TEXT if field.type is not datetime:
            return _remembering(convert)
        case _:
            return convert


def _converter(attribute: "attrs.Attribute[Any]") -> Callable[[Any], Any]:
    """Return the conversion and check that the constructor makes for one field."""
    convert: Any = attribute.converter
    check = attribute.validator
    if check is None:
        return convert  # type: ignore[no-any-return]  # a field that is never checked is converted

    def take(value: Any) -> Any:
        taken = value if convert is None else convert(value)
        check(None, attribute, taken)
        return taken

    return take


@cache
def _remembering(convert: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return the converter with a cache, for words and days, which a file repeats."""
    return lru_cache(maxsize=4096)(convert)
