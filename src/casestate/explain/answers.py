"""What is asked about, and what every possible world answers of it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from casestate.engine.fold import SubjectState
from casestate.errors import AmbiguousState
from casestate.events import Subject
from casestate.explain.fields import plain, told, value_of
from casestate.state import DefendantState
from casestate.state.defendant import OF_THE_PERSON
from casestate.timeslice import Timeslice

T = TypeVar("T")

_SHORT = 80
"""Longer answers than this are not repeated in the message of an error, which has them as data."""
WHOLE = "state"
"""The name of the state as a whole, among the fields that may be asked for."""


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
    What a question is about: a charge, claim or citation, or a defendant as a whole.

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
    if len(values) > 1:
        raise ambiguous(at, asked, field, found, values)
    return values[0]


def ambiguous(
    at: Timeslice, asked: Asked, field: str, found: Sequence[tuple[frozenset[str], object]], values: tuple[object, ...]
) -> AmbiguousState:
    """Return the refusal to choose between several values, which names the entries that would decide."""
    undecided = at.undecided(asked.subjects(at, field))
    entries = tuple([id for id in undecided if _decides(id, found)])
    words = () if field == WHOLE else tuple(map(told, values))
    if any(len(each) > _SHORT for each in words):
        words = ()
    return AmbiguousState(str(asked), field, at.named_day, entries, possible=values, words=words)


def _decides(id: str, found: Sequence[tuple[frozenset[str], object]]) -> bool:
    """Return whether worlds that differ in one entry alone differ in the answer."""
    without: dict[frozenset[str], object] = {}
    return any(plain(without.setdefault(happened - {id}, value)) != plain(value) for happened, value in found)


def distinct(found: Iterable[T]) -> tuple[T, ...]:
    """Return each value once, the first where only the entries behind several differ."""
    by_saying: dict[Any, T] = {}
    for value in found:
        by_saying.setdefault(plain(value), value)
    return tuple(by_saying.values())


def same(here: Iterable[Any], there: Iterable[Any]) -> bool:
    """Return whether the same values are possible."""
    return {plain(each) for each in here} == {plain(each) for each in there}
