"""
The entries that a value is read from.

The value is read from a copy of the state that notes every axis and record that is read, so this module has no law of
its own.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, SupportsIndex

import attrs

from casestate.engine.fold import SubjectState
from casestate.entries import Entry
from casestate.events import Subject
from casestate.explain.answers import Asked, axes_of, value_of
from casestate.law.procedure import Procedure
from casestate.state import Appeal, ChargeState, CitationState, ClaimState, RecordState


@attrs.define
class Read:
    """
    The parts of some states that were read.

    Attributes:
        axes: The axes that were read, by subject.
        entries: The entries that were read in records, by subject and id.
    """

    axes: dict[Subject, dict[str, None]] = attrs.field(factory=dict)
    entries: dict[Subject, dict[str, Entry]] = attrs.field(factory=dict)


class _Record(tuple[Entry, ...]):
    """A record that notes which of its entries are read."""

    seen: dict[str, Entry]

    def _noted(self, entry: Entry) -> Entry:
        self.seen[entry.id] = entry
        return entry

    def __iter__(self) -> Iterator[Entry]:
        return map(self._noted, super().__iter__())

    def __reversed__(self) -> Iterator[Entry]:
        return map(self._noted, reversed(tuple(super().__iter__())))

    def __getitem__(self, place: SupportsIndex | slice) -> Any:
        found = super().__getitem__(place)
        return tuple(map(self._noted, found)) if isinstance(found, tuple) else self._noted(found)


class _Noting:
    """A mixin for a state that notes everything that is read of it."""

    def __getattribute__(self, name: str) -> Any:
        value = super().__getattribute__(name)
        if name.startswith("_"):
            return value
        subject, read, axes = self.__dict__["noting"]
        if name in axes:
            read.axes.setdefault(subject, {})[name] = None
        elif isinstance(value, tuple) and value and isinstance(value[0], Entry):
            record = _Record(value)
            record.seen = read.entries.setdefault(subject, {})
            return record
        elif isinstance(value, tuple) and value and isinstance(value[0], Appeal):
            acts = [entry for each in value for entry in (each.first, each.ended) if entry is not None]
            read.entries.setdefault(subject, {}).update({entry.id: entry for entry in acts})
        return value

    def moved_by(self, axis: str) -> Entry | None:
        """Return the entry that last moved an axis, and note that axis alone."""
        getattr(self, axis)
        return dict(object.__getattribute__(self, "moved")).get(axis)


class _Charge(_Noting, ChargeState):
    pass


class _Claim(_Noting, ClaimState):
    pass


class _Citation(_Noting, CitationState):
    pass


class _Person(_Noting, RecordState):
    pass


_NOTING: Mapping[type[SubjectState], tuple[type[Any], tuple[str, ...]]] = {
    ChargeState: (_Charge, axes_of(ChargeState)),
    ClaimState: (_Claim, axes_of(ClaimState)),
    CitationState: (_Citation, axes_of(CitationState)),
    RecordState: (_Person, ()),
}
"""For each kind of state, the class that notes what is read, and its axes."""


def read_of(asked: Asked, field: str, states: Mapping[Subject, SubjectState], procedure: Procedure) -> tuple[Any, Read]:
    """Return the value of a field, and the parts of the state that were read for it."""
    read = Read()
    subject = asked.subject
    if subject.kind != "person":
        return value_of(_noting(subject, states[subject], read), field, procedure), read
    return value_of(_noting_whole(asked, states, read), field, procedure), read


def _noting_whole(asked: Asked, states: Mapping[Subject, SubjectState], read: Read) -> Any:
    """Return the same defendant, whose charges, claims, citations and person note what is read of them."""
    whole = asked.state(states)
    who = asked.subject.who

    def of(kind: str, there: Mapping[str, SubjectState]) -> dict[str, Any]:
        return {key: _noting(Subject(kind, who, key), state, read) for key, state in there.items()}

    return attrs.evolve(
        whole,
        charges=of("charge", whole.charges),
        claims=of("claim", whole.claims),
        citations=of("citation", whole.citations),
        person=_noting(asked.subject, whole.person, read),
    )


def read_off(
    asked: Asked, field: str, states: Mapping[Subject, SubjectState], procedure: Procedure
) -> tuple[Entry, ...]:
    """
    Return the entries that a value is read from.

    They are the entries that brought each axis to its value, and those read in the records. For a value that was undone
    and restored, it is the act that restored it.
    """
    read = read_of(asked, field, states, procedure)[1]
    movers = [_brought(states[each]).get(axis) for each, axes in read.axes.items() for axis in axes]
    seen = [entry for entries in read.entries.values() for entry in entries.values()]
    return tuple({entry.id: entry for entry in [*movers, *seen] if entry is not None}.values())


def behind(asked: Asked, field: str, possible: Iterable[SubjectState], procedure: Procedure) -> dict[str, Entry]:
    """Return the entries, by id, that a field is read from in any of several states of one subject."""
    found = [read_off(asked, field, {asked.subject: state}, procedure) for state in possible]
    return {entry.id: entry for entries in found for entry in entries}


def _brought(state: SubjectState) -> dict[str, Entry]:
    """Return, for each axis that moved, the entry that brought it to its value."""
    return dict([*getattr(state, "moved", ()), *getattr(state, "put_back", ())])


def _noting(subject: Subject, state: SubjectState, read: Read) -> Any:
    """Return the same state, which notes what is read of it."""
    kind, axes = _NOTING[type(state)]
    copy = object.__new__(kind)
    copy.__dict__["noting"] = (subject, read, axes)
    for field in attrs.fields(type(state)):
        object.__setattr__(copy, field.name, getattr(state, field.name))
    return copy
