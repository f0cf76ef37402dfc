"""Reading entries from JSON values. Every problem is collected with its path."""

from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache
from reprlib import Repr
from typing import Any

import attrs

from casestate.codec import wellformed
from casestate.codec.parts import parts_of, tied
from casestate.codec.shape import BY_WIRE, Field, Kind, fields_of, required_of
from casestate.codec.upcasting import UPCASTERS, CannotRead, Upcasters
from casestate.entries import Entry
from casestate.errors import CasestateError, InvalidEntry, UnknownEvent
from casestate.events import Event, Stated
from casestate.sources import Source
from casestate.written import refusal

_EXPECTED = {
    Kind.TEXT: (str, "text"),
    Kind.NUMBER: (int, "a whole number"),
    Kind.FLAG: (bool, "true or false"),
    Kind.WORD: (str, 'text, or {"raw": "the source\'s own words"}'),
    Kind.TEXTS: (list, "a list of texts"),
    Kind.RECORD: (dict, "an object"),
    Kind.RECORDS: (list, "a list of objects"),
    Kind.EVENT: (dict, "an object with a type"),
}
_JSON_NAMES = {
    str: "text",
    int: "a number",
    float: "a number",
    bool: "true or false",
    list: "a list",
    dict: "an object",
}
_BRIEFLY = Repr()
"""It shortens a value nested to any depth."""
_BRIEFLY.maxstring = 60
_MISSING = object()
_PLAIN = (Kind.TEXT, Kind.WORD)
_ENVELOPE = ("type", "version")


@attrs.frozen
class Problem:
    """
    One problem of a JSON value.

    Attributes:
        path: The place of the problem, such as ``$.event.on``.
        message: The problem in words.
    """

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


def read_entry(
    value: object, seq: int = 0, *, upcasters: Upcasters = UPCASTERS
) -> tuple[Entry | None, tuple[Problem, ...]]:
    """
    Return an entry from its JSON object, or ``None`` and every problem with it.

    ``seq`` is its place in the file, if known. An entry that is now read as several is refused here, because their
    links need the rest of the file; use :func:`read_entries`.

    >>> read_entry({"id": "e1", "event": {"type": "noted", "version": 1, "on": "2023-02-30", "text": "?"}})[1][0].path
    '$.event.on'

    Raises:
        InvalidUpcaster: An upcaster returned something else than events of its declared forms.
    """
    parts, problems = read_parts(value, seq, upcasters)
    if len(parts) > 1:
        return None, (Problem("$.event", f"this is read as {len(parts)} entries now; read the whole file"),)
    return (parts[0] if parts else None), problems


def read_entries(
    values: Iterable[object], *, upcasters: Upcasters = UPCASTERS
) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """
    Return the entries of a whole file from their JSON objects, and every problem by the place of its object, from 0.

    >>> noted = {"type": "noted", "version": 1, "on": "2023-02-28", "text": "filming resumed"}
    >>> read_entries([{"id": "e1", "event": noted}, {"id": "e2"}])[1]
    (Problem(path='$[1]', message="the field 'event' is missing"),)

    Raises:
        InvalidUpcaster: An upcaster returned something else than events of its declared forms.
    """
    lines, problems = [], []
    for place, value in enumerate(values):
        parts, found = read_parts(value, place + 1, upcasters)
        lines.append(parts)
        problems += [Problem(f"$[{place}]{each.path[1:]}", each.message) for each in found]
    entries: list[Entry] = []
    for place, each in enumerate(tied(lines)):
        if isinstance(each, InvalidEntry):
            problems.append(Problem(f"$[{place}]", str(each)))
        else:
            entries += each
    return tuple(entries), tuple(problems)


def read_parts(
    value: object, seq: int = 0, upcasters: Upcasters = UPCASTERS
) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """
    Return the entries as which one JSON object is read, several if its event has become several, or its problems.

    Their links are those of the object; :func:`casestate.codec.parts.tied` leads them to the parts of other entries.

    Raises:
        InvalidUpcaster: An upcaster returned something else than events of its declared forms.
    """
    entry = wellformed.entry(value, seq)
    if entry is not None:
        return (entry,), ()
    try:
        parts = parts_of(value, upcasters)
    except CannotRead as problem:
        return (), (Problem("$.event", str(problem)),)
    if parts[0] is value:
        read, problems = _carefully(value, seq)
        return (() if read is None else (read,)), problems
    return _whole_or_nothing([_carefully(part, seq) for part in parts])


def _whole_or_nothing(
    parts: list[tuple[Entry | None, tuple[Problem, ...]]],
) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """All the entries read from one object of an older form, or the problems of any of them."""
    problems = dict.fromkeys([problem for _, found in parts for problem in found])
    if problems:
        return (), tuple([Problem(each.path, f"{each.message} (as it is read now)") for each in problems])
    return tuple([entry for entry, _ in parts if entry is not None]), ()


def _carefully(value: object, seq: int) -> tuple[Entry | None, tuple[Problem, ...]]:
    reading = _Reading()
    entry = reading.record(Entry, value, "$", seq=seq)
    return (entry if isinstance(entry, Entry) else None), tuple(reading.problems)


class _Reading:
    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def wrong(self, path: str, message: str) -> object:
        self.problems.append(Problem(path, message))
        return _MISSING

    def record(self, of: type, value: object, path: str, **more: Any) -> object:
        """Return a record from its JSON object, or note its problems and return the mark of a missing value."""
        if not isinstance(value, dict):
            return self.wrong(path, f"an object was expected here, not {_json(value)}")
        fields = fields_of(of)
        before = len(self.problems)
        given: dict[str, Any] = {}
        for wire, each in value.items():
            field = fields.get(wire)
            if field is None:
                if wire not in _ENVELOPE or not issubclass(of, Event):
                    self.wrong(f"{path}.{wire}", f"there is no field {wire!r} here{_meant(wire, list(fields))}")
            elif type(each) is str and field.kind in _PLAIN:
                given[field.name] = each
            else:
                given[field.name] = self.value(field, each, f"{path}.{wire}")
        for wire in sorted(required_of(of) - value.keys()):
            self.wrong(path, f"the field {wire!r} is missing")
        if len(self.problems) > before:
            self.convert(fields, given, path)
            return _MISSING
        try:
            return _source(**given) if of is Source else of(**given, **more)
        except CasestateError as problem:
            if not self.convert(fields, given, path):
                self.wrong(path, str(problem))
            return _MISSING

    def convert(self, fields: dict[str, Field], given: dict[str, Any], path: str) -> bool:
        """Note each field that refuses its value, and return whether there was one."""
        found = False
        for field in fields.values():
            value = given.get(field.name, _MISSING)
            if value is _MISSING or (isinstance(value, list) and _MISSING in value):
                continue
            problem = refusal(field.attribute, value)
            if problem is not None:
                self.wrong(f"{path}.{field.wire}", str(problem))
                found = True
        return found

    def value(self, field: Field, value: object, path: str) -> object:
        """Return the value of one field in a form that its converter accepts."""
        type_, expected = _EXPECTED[field.kind]
        if field.kind is Kind.WORD and isinstance(value, dict):
            return self.raw(field, value, path)
        if not isinstance(value, type_) or (type_ is int and isinstance(value, bool)):
            return self.wrong(path, f"{expected} was expected here, not {_json(value)}")
        return self.inner(field, value, path)

    def inner(self, field: Field, value: Any, path: str) -> object:
        """Return a value of the right kind, with the records and texts in it read."""
        match field.kind:
            case Kind.RECORD:
                return self.record(field.type, value, path)
            case Kind.RECORDS:
                return [self.record(field.type, each, f"{path}[{place}]") for place, each in enumerate(value)]
            case Kind.EVENT:
                return self.event(value, path, spoken_of=field.name == "about")
            case Kind.TEXTS:
                return [self.text(each, f"{path}[{place}]") for place, each in enumerate(value)]
            case _:
                return value

    def text(self, value: object, path: str) -> object:
        return value if isinstance(value, str) else self.wrong(path, f"text was expected here, not {_json(value)}")

    def raw(self, field: Field, value: dict[str, object], path: str) -> object:
        words = value.get("raw")
        if value.keys() != {"raw"} or not isinstance(words, str) or not words.strip():
            return self.wrong(path, f"{_EXPECTED[Kind.WORD][1]} was expected here, not {_json(value)}")
        return field.type.raw(words)

    def event(self, value: dict[str, object], path: str, *, spoken_of: bool) -> object:
        name, version = value.get("type"), value.get("version")
        if spoken_of and name == Stated.wire:
            return self.wrong(path, "a statement is about an act such as charge.dismissed, not about a statement")
        event = BY_WIRE.get(name) if isinstance(name, str) else None
        if event is None:
            problem = UnknownEvent(f"there is no event {name!r}{_meant(str(name), list(BY_WIRE))}")
            return self.wrong(f"{path}.type", str(problem))
        if type(version) is not int or version != event.version:
            return self.wrong(
                f"{path}.version",
                f"this library reads {name} of version 1 to {event.version}, not {_json(version)}; "
                "a newer version needs a newer casestate",
            )
        return self.record(event, value, path)


@lru_cache(maxsize=4096)
def _source(**given: Any) -> Source:
    """Return a source. Entries of one source share it, which saves most of the memory of a file."""
    return Source(**given)


def _meant(given: str, known: list[str]) -> str:
    close = get_close_matches(given, known, n=1)
    return f"; did you mean {close[0]!r}?" if close else f"; known: {', '.join(known)}"


def _json(value: object) -> str:
    if value is None:
        return "null"
    shown = _BRIEFLY.repr(value)
    return f"{_JSON_NAMES[type(value)]} ({shown if len(shown) <= 60 else shown[:57] + '...'})"
