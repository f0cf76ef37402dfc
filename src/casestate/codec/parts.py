"""
Entries that have become several, because the form of their event is now read as several events.

The parts of ``e1`` are ``e1/1``, ``e1/2`` and so on, each after the one before it, with the envelope of ``e1``. The id
``e1`` then names all of them. An entry after ``e1`` is after each part, and a retraction of it retracts each part. A
correction or another account of it corrects or reports part by part if it has as many parts. If the numbers differ,
the file is refused, because which part is meant would be a guess.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from casestate.codec.upcasting import Upcasters
from casestate.entries import Entry
from casestate.errors import InvalidEntry
from casestate.texts import is_text

_Names = Mapping[str, tuple[str, ...]]
"""The ids of the parts of each entry that has become several."""


def parts_of(value: object, upcasters: Upcasters) -> list[Any]:
    """
    Return the JSON objects of the entries as which one is now read, or the same object if its form is current.

    Raises:
        CannotRead: The fields of its event are not those of its form.
    """
    if not isinstance(value, dict) or not isinstance(value.get("event"), dict):
        return [value]
    events = upcasters.read(value["event"])
    if events[0] is value["event"]:
        return [value]
    named = value.get("id")
    if len(events) == 1 or not is_text(named):
        return [value | {"event": event} for event in events]
    linked = value.get("after", [])
    parts = []
    for number, event in enumerate(events, 1):
        parts.append(value | {"id": f"{named}/{number}", "event": event})
        if number > 1 and isinstance(linked, list):
            parts[-1]["after"] = [*linked, f"{named}/{number - 1}"]
    return parts


def tied(lines: Sequence[tuple[Entry, ...]]) -> "list[tuple[Entry, ...] | InvalidEntry]":
    """
    Return the entries of a file line by line, with links to an entry that has become several led to its parts.

    For a line whose link cannot be led to one part, the error stands in place of the entries.
    """
    if all(len(parts) < 2 for parts in lines):
        return list(lines)
    names: dict[str, tuple[str, ...]] = {}
    led: list[tuple[Entry, ...] | InvalidEntry] = []
    for read in lines:
        try:
            parts = tuple(_led(read, names))
        except InvalidEntry as problem:
            led.append(problem)
            continue
        led.append(parts)
        if len(parts) > 1:
            names[whole(parts)] = tuple([part.id for part in parts])
    return [each if isinstance(each, InvalidEntry) else tuple(_after(each, names)) for each in led]


def whole(parts: Sequence[Entry]) -> str:
    """Return the id of an entry that has become several."""
    return parts[0].id.removesuffix("/1")


def _led(parts: tuple[Entry, ...], names: _Names) -> Iterator[Entry]:
    """Yield the parts with their links led to other parts. A retraction becomes one for each part of its target."""
    for first in parts[:1]:
        if first.is_retraction and first.revises is not None and first.revises.entry in names:
            for number, target in enumerate(names[first.revises.entry], 1):
                yield attrs.evolve(first, id=f"{first.id}/{number}", revises=attrs.evolve(first.revises, entry=target))
            return
    for place, part in enumerate(parts):
        links: dict[str, Any] = {}
        if part.revises is not None:
            links["revises"] = attrs.evolve(part.revises, entry=_counterpart(place, parts, part.revises.entry, names))
        if part.account_of is not None:
            links["account_of"] = _counterpart(place, parts, part.account_of, names)
        yield attrs.evolve(part, **links) if links else part


def _counterpart(place: int, parts: tuple[Entry, ...], named: str, names: _Names) -> str:
    targets = names.get(named, (named,))
    if len(targets) != len(parts):
        raise InvalidEntry(
            f"{whole(parts)} names {named}; they are read as {len(parts)} and {len(targets)} entries now, "
            "and which is meant of which cannot be told; name the part, such as e1/2"
        )
    return targets[place]


def _after(parts: tuple[Entry, ...], names: _Names) -> Iterator[Entry]:
    for part in parts:
        if names.keys().isdisjoint(part.after):
            yield part
        else:
            yield attrs.evolve(part, after=[id for named in part.after for id in names.get(named, (named,))])
