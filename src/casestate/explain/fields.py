"""
The fields of a state that can be asked about, and what the value of one is read off.

The fields are those the state itself has: its axes, what it derives from them and its records, and the headline. What a
value is read off is seen by reading it, so that no second account of the law is kept here.
"""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Any, SupportsIndex

import attrs

from casestate.engine.fold import SubjectState
from casestate.entries import Entry
from casestate.errors import InvalidQuestion
from casestate.events import Component, Subject
from casestate.law.headlines import Headline, headline
from casestate.state import ChargeState, ChargeVersion, CitationState, ClaimState, DefendantState, RecordState
from casestate.vocabulary import Closed
from casestate.when import Certainty

State = ChargeState | ClaimState | CitationState | DefendantState
"""A state with fields to ask about."""

STATES: Mapping[str, type[State]] = {
    "charge": ChargeState,
    "claim": ClaimState,
    "citation": CitationState,
    "person": DefendantState,
}
STATUS = "status"
"""The headline, which is derived from a state by the ordered rules and is no attribute of it."""


def axes_of(kind: type[State | RecordState]) -> tuple[str, ...]:
    """The axes of a kind of state, which acts move; a defendant as a whole has none."""
    fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(kind)
    folded = any(each.name == "moved" for each in fields)
    return tuple([each.name for each in fields if folded and isinstance(each.default, Closed | frozenset)])


def fields_of(kind: type[State]) -> tuple[str, ...]:
    """
    The fields of a kind of state: the headline, its axes, and what is derived.

    >>> fields_of(CitationState)
    ('status', 'phase', 'skipped', 'classification', 'approval', 'penalty')
    """
    derived = [name for name, each in vars(kind).items() if isinstance(each, property)]
    told = [name for name in derived if not name.startswith("_") and name not in ("entries", "records", "begun")]
    return (STATUS, *axes_of(kind), *told)


FIELDS: Mapping[str, tuple[str, ...]] = {kind: fields_of(state) for kind, state in STATES.items()}
"""The fields of each kind of subject; those of a person are those of the defendant."""


OF_THE_PERSON = ("release", "deceased", "stays", "names")
"""The fields of a defendant that are read off custody, stays, death and names alone, and off no charge."""


def known_field(kind: str, field: str) -> str:
    """
    The field, if a subject of this kind has it.

    Raises:
        InvalidQuestion: It has no such field.
    """
    if field in FIELDS[kind]:
        return field
    whose = "a defendant" if kind == "person" else f"a {kind}"
    named = "; or name one charge=, claim= or citation= of theirs" if kind == "person" else ""
    raise InvalidQuestion(f"{whose} has no field {field!r}; ask for one of {', '.join(FIELDS[kind])}{named}")


def one_subject(whom: str | Subject, **keys: str | None) -> Subject:
    """
    The one thing that a question is of: a charge, a claim, a citation, or for none of these the person.

    >>> one_subject("A. Doe", charge=None, claim="estate")
    Subject(kind='claim', who='A. Doe', key='estate')

    Raises:
        InvalidQuestion: Two are named, or a subject and one more; or a subject has no fields of its own.
    """
    named = [(kind, key) for kind, key in keys.items() if key is not None]
    if len(named) > 1 or (named and isinstance(whom, Subject)):
        raise InvalidQuestion(
            f"one thing can be asked of at a time, not {' and '.join(kind for kind, _ in named)} of {whom!r}; "
            "name a defendant and one charge=, claim= or citation=, or give a subject alone"
        )
    if isinstance(whom, Subject):
        if whom.kind not in FIELDS:
            raise InvalidQuestion(f"fields are asked of a {', '.join(FIELDS)}, not of a {whom.kind}; see view.matter")
        return whom
    return Subject(named[0][0], whom, named[0][1]) if named else Subject("person", whom, "")


def value_of(state: State, field: str) -> Any:
    """The value of a field."""
    return headline(state) if field == STATUS else getattr(state, field)


def plain(value: Any) -> Any:
    """A value without the entries that say so, for comparing what is said."""
    if isinstance(value, ChargeVersion):
        return attrs.astuple(attrs.evolve(value, entry=None), recurse=False)  # type: ignore[arg-type]  # set aside on purpose
    return value.event if isinstance(value, Entry) else value


def told(value: Any) -> str:
    """
    A value in words.

    >>> told(Certainty.POSSIBLY), told(("5", "6")), told(None)
    ('possibly', '5, 6', 'none')
    """
    if value is None or value in ((), frozenset()):
        return "none"
    for kind, words in _WORDS.items():
        if isinstance(value, kind):
            return words(value)
    return str(value)


_WORDS: Mapping[Any, Callable[[Any], str]] = {
    Certainty: lambda value: str(value.name.lower()),
    bool: lambda value: "yes" if value else "no",
    Headline: lambda value: str(value.words),
    ChargeVersion: lambda value: f"{value.offense or 'offence not stated'}{f' ({value.grade})' if value.grade else ''}",
    Component: lambda value: " ".join([told(part) for part in attrs.astuple(value, recurse=False) if part is not None]),
    Entry: lambda value: str(value.id),
    tuple: lambda value: ", ".join([told(each) for each in value]),
    frozenset: lambda value: ", ".join(sorted([told(each) for each in value])),
    StrEnum: lambda value: value.replace("_", " "),
}


@attrs.define
class Read:
    """
    What has been read of some states.

    Attributes:
        axes: The axes looked at, by subject.
        entries: The entries looked at in their records, by subject and id.
    """

    axes: dict[Subject, dict[str, None]] = attrs.field(factory=dict)
    entries: dict[Subject, dict[str, Entry]] = attrs.field(factory=dict)


class _Record(tuple[Entry, ...]):
    """A record that notes which of its entries are looked at."""

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
    """Mixed into a state: whatever is read of it is noted."""

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
        return value

    def moved_by(self, axis: str) -> Entry | None:
        """The entry that last moved an axis, which is noted; the others are not."""
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


_NOTING: Mapping[type[SubjectState], type[Any]] = {
    ChargeState: _Charge,
    ClaimState: _Claim,
    CitationState: _Citation,
    RecordState: _Person,
}


def read_of(subject: Subject, field: str, states: Mapping[Subject, SubjectState]) -> tuple[Any, Read]:
    """The value of a field, and what it was read off. A person is asked as the defendant, with all that is theirs."""
    read = Read()
    if subject.kind != "person":
        return value_of(_noting(subject, states[subject], read), field), read
    whole = asked_of(subject, states)
    noted = {
        each: _noting(each, state, read)
        for each, state in {
            **{Subject("charge", subject.who, key): charge for key, charge in whole.charges.items()},
            **{Subject("claim", subject.who, key): claim for key, claim in whole.claims.items()},
            **{Subject("citation", subject.who, key): citation for key, citation in whole.citations.items()},
            subject: whole.person,
        }.items()
    }

    def of(kind: str) -> dict[str, Any]:
        return {each.key: state for each, state in noted.items() if each.kind == kind}

    watched = attrs.evolve(
        whole, charges=of("charge"), claims=of("claim"), citations=of("citation"), person=noted[subject]
    )
    return value_of(watched, field), read


def asked_of(subject: Subject, states: Mapping[Subject, SubjectState]) -> Any:
    """The state whose fields are asked: that of the subject, or for a person that of the defendant."""
    return DefendantState.of(subject.who, states) if subject.kind == "person" else states[subject]


def _noting(subject: Subject, state: SubjectState, read: Read) -> Any:
    """The same state, which notes what is read of it."""
    kind = type(state)
    copy = object.__new__(_NOTING[kind])
    copy.__dict__["noting"] = (subject, read, axes_of(kind))
    for field in attrs.fields(kind):
        object.__setattr__(copy, field.name, getattr(state, field.name))
    return copy
