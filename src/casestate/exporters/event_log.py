"""
Object-centric event logs for process mining, in the JSON format of OCEL 2.0.

The format is that of https://www.ocel-standard.org/specification/formats/json/. Each act is an event; cases,
defendants, charges, claims, citations, proceedings, hearings, motions, roles and incidents are objects. What an act
says is an attribute of its event, and the phases of a charge, claim or citation are values of its object at times.

The format wants a moment for each event, and a file of developments has days. An event stands at midnight UTC of its
day, and events of one day stand in the order in which the view takes them. An imprecise date stands at its first day,
or at its last where it has no first, as far as links leave these open: an act without a date that came after another
stands on that one's day. The attribute ``on`` has the date as the file writes it. An act without any bound has no
moment, and is left out (``Log.undated``). Values are text, as the published JSON schema wants them.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from casestate.codec import entry_fields
from casestate.codec.file import replace
from casestate.engine.order import FOREVER, NEVER, Placed
from casestate.entries import Entry
from casestate.errors import InvalidQuestion
from casestate.events import Subject
from casestate.exporters.given import Cases, named_views
from casestate.view import View, timeslice_of

_OF_NO_ATTRIBUTE = ("type", "version", "on", "defendant", "defendants", "charge", "claim", "citation", "proceeding")
"""Fields that are the type, the time or the objects of an event."""
_INITIAL = "1970-01-01T00:00:00Z"
"""The time of an attribute that an object has from the beginning, as the specification has it."""
START = '{"objectTypes": ['
"""The characters with which a log of this library begins."""


@attrs.define
class _Object:
    """One object of a log, which grows as events speak of it."""

    id: str
    type: str
    attributes: list[dict[str, str]] = attrs.Factory(list)
    related: dict[str, str] = attrs.Factory(dict)

    def fields(self) -> dict[str, Any]:
        related = [{"objectId": id, "qualifier": qualifier} for id, qualifier in self.related.items()]
        return {"id": self.id, "type": self.type, "attributes": self.attributes, "relationships": related}


class Log:
    """
    A log that is put together case by case.

    Attributes:
        undated: The acts of which neither date nor links bound the day, which are left out: the name of the case, and
            the entry.
    """

    def __init__(self) -> None:
        self.undated: list[tuple[str, str]] = []
        self._objects: dict[str, _Object] = {}
        self._events: list[dict[str, Any]] = []

    def add(self, case: str, view: View) -> None:
        """
        Add the acts of a view, all or none.

        Raises:
            TooManyPossibilities: On some day there are more states than can be worked through.
        """
        phases = view.spells_table("phase")
        days = {each.entry.id: _day(each) for each in timeslice_of(view).index.placed}
        for entry in view.timeline:
            day = days[entry.id]
            if day is None and not entry.is_statement:
                self.undated.append((case, entry.id))
            elif day is not None and not entry.is_statement:
                self._add_event(case, entry, day)
        for row in phases:
            owner = self._objects.get(_id(str(row["kind"]), case, str(row["defendant"]), str(row["key"])))
            began = row["start_earliest"]
            if owner is not None and isinstance(began, date):
                owner.attributes.append({"name": "phase", "value": str(row["value"]), "time": _midnight(began)})

    def _add_event(self, case: str, entry: Entry, day: date) -> None:
        says = entry_fields(entry)["event"]
        attributes = {"on": str(entry.event.on), "source": entry.source.name, "basis": entry.source.basis.value}
        attributes |= {name: _text(value) for name, value in says.items() if name not in _OF_NO_ATTRIBUTE}
        about = list(self._about(case, entry))
        self._events.append(
            {
                "id": _id(case, entry.id),
                "type": entry.event.wire,
                "time": _midnight(day),
                "attributes": [{"name": name, "value": value} for name, value in attributes.items()],
                "relationships": [{"objectId": each.id, "qualifier": each.type} for each in about],
            }
        )

    def _about(self, case: str, entry: Entry) -> Iterator[_Object]:
        """Yield each object that an act is about, the case first and every object once."""
        matter = self._object("case", case, name=case)
        found = {matter.id: matter}
        for subject in entry.event.subjects:
            for each in self._of_subject(case, subject, entry.event.proceeding, matter):
                found[each.id] = each
        if entry.event.proceeding is not None:
            proceeding = self._object("proceeding", case, entry.event.proceeding, name=entry.event.proceeding)
            proceeding.related[matter.id] = "in"
            found[proceeding.id] = proceeding
        yield from found.values()

    def _of_subject(self, case: str, subject: Subject, proceeding: str | None, matter: _Object) -> Iterator[_Object]:
        owner = matter
        if subject.who:
            owner = self._object("defendant", case, subject.who, name=subject.who)
            owner.related[matter.id] = "in"
            yield owner
        if subject.key:
            thing = self._object(subject.kind, case, subject.who, subject.key, name=subject.key)
            thing.related[owner.id] = "of"
            if proceeding is not None:
                thing.related[_id("proceeding", case, proceeding)] = "in"
            yield thing

    def _object(self, kind: str, *parts: str, name: str) -> _Object:
        id = _id(kind, *parts)
        if id not in self._objects:
            self._objects[id] = _Object(id, kind, [{"name": "name", "value": name, "time": _INITIAL}])
        return self._objects[id]

    def fields(self) -> dict[str, Any]:
        """Return the log as the object of its JSON."""
        objects = [each.fields() for each in self._objects.values()]
        return {
            "objectTypes": list(_types(objects)),
            "eventTypes": list(_types(self._events)),
            "objects": objects,
            "events": sorted(self._events, key=lambda event: str(event["time"])),
        }


def ocel(cases: Cases, *, words_read: bool = False) -> dict[str, Any]:
    """
    Return the acts of cases as an object-centric event log, ready for ``json.dumps``.

    Statements are no acts, and are not in it. Of several accounts of one act, the log has the one that prevails.

    >>> from casestate import CaseFile
    >>> from casestate.events import ChargeFiled
    >>> case = CaseFile("doe").record(ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1"))
    >>> log = ocel(case)
    >>> [(each["id"], each["type"]) for each in log["objects"]]
    [('case/doe', 'case'), ('defendant/doe/A. Doe', 'defendant'), ('charge/doe/A. Doe/1', 'charge')]
    >>> log["events"][0]["time"], [each["objectId"] for each in log["events"][0]["relationships"]]
    ('2023-01-31T00:00:00Z', ['case/doe', 'defendant/doe/A. Doe', 'charge/doe/A. Doe/1'])

    Args:
        cases: As in :func:`casestate.exporters.states`.
        words_read: As in :func:`casestate.exporters.states`.

    Raises:
        IllegalDevelopment: As in :func:`casestate.exporters.states`.
        InvalidQuestion: As in :func:`casestate.exporters.states`; or two cases have one name.
        TooManyPossibilities: On some day there are more states than can be worked through.
    """
    log = Log()
    names: set[str] = set()
    for name, view in named_views(cases, words_read=words_read):
        if name in names:
            raise InvalidQuestion(f"two cases have the name {name!r}, and ids in a log are unique; give each case once")
        names.add(name)
        log.add(name, view)
    return log.fields()


def ocel_text(log: Mapping[str, Any]) -> str:
    """Return a log as the text of a file, with one event or object a line."""
    parts = [
        f'"{name}": [{",".join(chr(10) + json.dumps(each, ensure_ascii=False) for each in log[name])}\n]'
        for name in ("objectTypes", "eventTypes", "objects", "events")
    ]
    return f"{{{(', ').join(parts)}}}\n"


def write_ocel(cases: Cases, path: str | os.PathLike[str], *, words_read: bool = False) -> int:
    """
    Write the log of :func:`ocel` to a file, and return the number of its events.

    An old file is replaced once the new one is whole.

    Raises:
        IllegalDevelopment: As in :func:`ocel`.
        InvalidQuestion: As in :func:`ocel`.
        OSError: The file cannot be written. The old file is unchanged.
        TooManyPossibilities: As in :func:`ocel`.
    """
    log = ocel(cases, words_read=words_read)
    replace(path, ocel_text(log))
    return len(log["events"])


def _day(placed: Placed) -> date | None:
    """Return the first day possible, or the last where there is no first; ``None`` where there is neither."""
    number = placed.latest if placed.earliest == NEVER else placed.earliest
    return None if number == FOREVER else date.fromordinal(number)


def _midnight(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _id(*parts: str) -> str:
    """The parts of an id with slashes between; a slash within a part is escaped."""
    return "/".join([part.replace("%", "%25").replace("/", "%2F") for part in parts])


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _types(things: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield each type of event or object, with the attributes that some of it have."""
    found: dict[str, dict[str, None]] = {}
    for each in things:
        found.setdefault(each["type"], {}).update(dict.fromkeys([a["name"] for a in each["attributes"]]))
    for name, attributes in found.items():
        yield {"name": name, "attributes": [{"name": each, "type": "string"} for each in attributes]}
