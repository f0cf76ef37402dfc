"""
The fields of a state that can be asked about, and the answers on which all possible worlds agree.

The fields are the axes of the state, the properties that it derives from them and from its records, and the headline.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple, TypeVar

import attrs

from casestate.engine.fold import SubjectState
from casestate.entries import Entry
from casestate.errors import AmbiguousState, InvalidQuestion
from casestate.events import ApprovalNeeded, Component, SettlementTerm, Subject
from casestate.law.headlines import Headline, headline
from casestate.law.procedure import Procedure
from casestate.state import ChargeState, ChargeVersion, CitationState, ClaimState, DefendantState, RecordState
from casestate.state.defendant import OF_THE_PERSON
from casestate.state.proved import Proved
from casestate.terms import Money
from casestate.texts import meant
from casestate.timeslice import Timeslice
from casestate.vocabulary import Closed, in_words
from casestate.when import Certainty, When

T = TypeVar("T")

_SHORT = 80
"""The longest answer that the message of an error repeats; the error has every answer as data."""
WHOLE = "state"
"""The name of the state as a whole, among the fields that may be asked for."""
State = ChargeState | ClaimState | CitationState | DefendantState
"""A state with fields to ask about."""

STATES: Mapping[str, type[State]] = {
    "charge": ChargeState,
    "claim": ClaimState,
    "citation": CitationState,
    "person": DefendantState,
}
STATUS = "status"
"""The headline, which rules derive from a state; it is no attribute of the state itself."""


def axes_of(kind: type[State | RecordState]) -> tuple[str, ...]:
    """Return the axes of a kind of state, which acts move; a defendant as a whole has none."""
    fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(kind)
    folded = any(each.name == "moved" for each in fields)
    return tuple([each.name for each in fields if folded and isinstance(each.default, Closed | frozenset)])


def fields_of(kind: type[State]) -> tuple[str, ...]:
    """
    Return the fields of a kind of state: the headline, its axes, and what is derived.

    >>> fields_of(CitationState)
    ('status', 'phase', 'skipped', 'classification', 'review', 'approval', 'penalty')
    """
    derived = [name for name, each in vars(kind).items() if isinstance(each, property)]
    named = [name for name in derived if not name.startswith("_") and name not in ("entries", "records", "begun")]
    return (STATUS, *axes_of(kind), *named)


FIELDS: Mapping[str, tuple[str, ...]] = {kind: fields_of(state) for kind, state in STATES.items()}
"""The fields of each kind of subject; those of a person are those of the defendant."""


def known_field(kind: str, field: str) -> str:
    """
    Return the field, if a subject of this kind has it.

    Raises:
        InvalidQuestion: It has no such field.
    """
    if field in FIELDS[kind]:
        return field
    raise InvalidQuestion(no_such_field(kind, field))


def no_such_field(kind: str, field: str) -> str:
    """Say that a subject of this kind has no such field, and which it has."""
    whose = "a defendant" if kind == "person" else f"a {kind}"
    more = "; or ask a charge, claim or citation of theirs, such as view[name].charge('1')" if kind == "person" else ""
    fields = FIELDS[kind]
    return f"{whose} has no field {field!r}{meant(field, fields)}; ask for one of {', '.join(fields)}{more}"


def meaning(kind: type[Any], field: str) -> str:
    """
    Return the meaning of a field of a kind of state, from its docstring.

    >>> print(meaning(CitationState, "phase"))
    How far it has come. ``SETTLED`` awaits any approval that is needed.
    >>> print(meaning(CitationState, "classification"))
    The current class of the violation.
    """
    listed = _listed(kind)  # type: ignore[arg-type]  # a class can be hashed
    return getattr(kind, field).__doc__ or listed.get(field, "")


@cache
def _listed(kind: type[Any]) -> Mapping[str, str]:
    """Return the attributes that the docstring of a state lists."""
    said: dict[str, str] = {}
    for line in (kind.__doc__ or "").partition("Attributes:\n")[2].rstrip().splitlines():
        name, colon, text = line.strip().partition(": ")
        if colon and name.isidentifier():
            said[name] = text
        else:
            said[next(reversed(said))] += f" {line.strip()}"
    return said


def kinds_with(field: str) -> tuple[str, ...]:
    """
    Return the kinds of subject, beside persons, that have a field.

    >>> kinds_with("phase"), kinds_with("plea")
    (('charge', 'claim', 'citation'), ('charge',))

    Raises:
        InvalidQuestion: None has it.
    """
    kinds = tuple([kind for kind, fields in FIELDS.items() if kind != "person" and field in fields])
    if not kinds:
        every = dict.fromkeys([each for kind, fields in FIELDS.items() if kind != "person" for each in fields])
        hint = meant(field, every)
        raise InvalidQuestion(
            f"no charge, claim or citation has a field {field!r}{hint}; ask for one of {', '.join(every)}"
        )
    return kinds


def value_of(state: State, field: str, procedure: Procedure) -> Any:
    """Return the value of a field of a state; a headline is worded by the procedure."""
    return headline(state, procedure.headlines) if field == STATUS else getattr(state, field)


def plain(value: Any) -> Any:
    """Return a value without the entries behind it, for comparison by content alone."""
    if isinstance(value, ChargeVersion):
        return attrs.astuple(attrs.evolve(value, entry=None), recurse=False)  # type: ignore[arg-type]  # set aside on purpose
    return value.event if isinstance(value, Entry) else value


def told(value: Any) -> str:
    """
    Return a value in words.

    >>> told(Certainty.POSSIBLY), told(("5", "6")), told(None)
    ('possibly', '5, 6', 'none')
    """
    if value is None or value in ((), frozenset()):
        return "none"
    for kind, words in _WORDS.items():
        if isinstance(value, kind):
            return words(value)
    return str(value)


def _between(first: object) -> str:
    """Return what stands between values like this one: parts and terms have commas of their own."""
    return "; " if isinstance(first, Component | SettlementTerm) else ", "


_WORDS: Mapping[Any, Callable[[Any], str]] = {
    Certainty: lambda value: str(value.name.lower()),
    bool: lambda value: "yes" if value else "no",
    Headline: lambda value: str(value.words),
    ChargeVersion: lambda value: value.words,
    Proved: lambda value: value.words,
    Component: lambda value: str(value.words),
    SettlementTerm: lambda value: str(value.words),
    Entry: lambda value: str(value.id),
    tuple: lambda value: _between(value[0]).join([told(each) for each in value]),
    frozenset: lambda value: ", ".join(sorted([told(each) for each in value])),
    ApprovalNeeded: lambda value: "none needed" if value is ApprovalNeeded.NONE else in_words(value),
    Money: lambda value: str(value.words),
    When: lambda value: str(value.words),
    StrEnum: in_words,
}


class Possible(NamedTuple):
    """
    A state that imprecise dates leave possible.

    Attributes:
        happened: The ids of the undecided entries that have happened in it.
        state: The state of what is asked about.
    """

    happened: frozenset[str]
    state: Any


class Asked(NamedTuple):
    """
    The subject of a question: a charge, claim or citation, or a defendant as a whole.

    Attributes:
        subject: The charge, claim or citation; for a defendant as a whole the person.
        proceeding: The proceeding to which a question about a defendant is limited; ``None`` for all.
    """

    subject: Subject
    proceeding: str | None = None

    def subjects(self, at: Timeslice, field: str = "") -> list[Subject]:
        """Return the subjects that a field may be read off; without a field, all that belong to what is asked about."""
        return at.subjects(self.subject.who, self.proceeding) if self.is_of_several(field) else [self.subject]

    def is_of_several(self, field: str) -> bool:
        """Return whether a field is read off everything that belongs to a defendant."""
        return self.subject.kind == "person" and field not in ("person", *OF_THE_PERSON)

    def state(self, states: Mapping[Subject, SubjectState]) -> Any:
        """Return the state that has the fields, put together from those of the subjects."""
        kind, who, _ = self.subject
        return DefendantState.of(who, states) if kind == "person" else states[self.subject]

    def possible(self, at: Timeslice, field: str = "") -> list[Possible]:
        """
        Return every possible state; with a field, of the subjects that it may be read off.

        Raises:
            TooManyPossibilities: There are more than can be worked through.
        """
        worlds = at.worlds(str(self), self.subjects(at, field))
        return [
            Possible(world.happened, self.state({each: outcome[0] for each, outcome in world.outcomes.items()}))
            for world in worlds
        ]

    def values(self, at: Timeslice, field: str) -> tuple[Any, ...]:
        """
        Return every possible value of a field, each once.

        Raises:
            TooManyPossibilities: There are more states than can be worked through.
        """
        procedure = at.index.procedure
        return distinct([value_of(each.state, field, procedure) for each in self.possible(at, field)])

    def __str__(self) -> str:
        return str(self.subject) if self.proceeding is None else f"{self.subject} in {self.proceeding}"


def agreed(at: Timeslice, asked: Asked, field: str, found: Sequence[tuple[frozenset[str], T]]) -> T:
    """
    Return the answer that every possible world gives.

    Args:
        at: The file at coordinates.
        asked: What is asked about.
        field: The name of what is answered.
        found: The answer in each world, with the undecided entries that have happened in it.

    Raises:
        AmbiguousState: Two worlds answer differently.
    """
    values = distinct([value for _, value in found])
    if len(values) == 1:
        return values[0]
    raise ambiguous(at, asked, field, found, values)


def ambiguous(
    at: Timeslice, asked: Asked, field: str, found: Sequence[tuple[frozenset[str], object]], values: tuple[object, ...]
) -> AmbiguousState:
    """Return the error that names the entries that would decide between several values."""
    subjects = asked.subjects(at, field)
    entries = tuple([id for id in at.undecided(subjects) if _decides(id, found)])
    of_order = _decided_by_order(found)
    unordered = [id for world in at.worlds(str(asked), subjects) for id in sorted(world.unordered)] if of_order else []
    words = () if field == WHOLE else tuple(map(told, values))
    if any(len(each) > _SHORT for each in words):
        words = ()
    certain_in = _certain_in(at, asked) if asked.is_of_several(field) else ()
    return AmbiguousState(
        str(asked),
        field,
        at.named_day,
        entries,
        unordered=tuple(dict.fromkeys(unordered)),
        possible=values,
        words=words,
        certain_in=certain_in,
    )


def _certain_in(at: Timeslice, asked: Asked) -> tuple[str, ...]:
    """Return the proceedings, of those asked about, in which nothing about the defendant is undecided."""
    who = asked.subject.who
    named = dict.fromkeys([each for subject in asked.subjects(at) for each in at.proceedings(subject)])
    return tuple([each for each in named if not at.undecided(at.subjects(who, each))])


def _decides(id: str, found: Sequence[tuple[frozenset[str], object]]) -> bool:
    """Return whether worlds that differ in one entry alone differ in the answer."""
    without: dict[frozenset[str], object] = {}
    return any(plain(without.setdefault(happened - {id}, value)) != plain(value) for happened, value in found)


def _decided_by_order(found: Sequence[tuple[frozenset[str], object]]) -> bool:
    """Return whether the answer differs between worlds in which the same entries have happened."""
    first: dict[frozenset[str], object] = {}
    return any(plain(first.setdefault(happened, value)) != plain(value) for happened, value in found)


def distinct(found: Iterable[T]) -> tuple[T, ...]:
    """Return each value once. Of values that differ only in the entries behind them, the first is kept."""
    by_saying: dict[Any, T] = {}
    for value in found:
        by_saying.setdefault(plain(value), value)
    return tuple(by_saying.values())


def same(here: Iterable[Any], there: Iterable[Any]) -> bool:
    """Return whether the same values are possible."""
    return {plain(each) for each in here} == {plain(each) for each in there}
