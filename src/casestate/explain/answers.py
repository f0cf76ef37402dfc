"""What a view answers of one field: every value that is possible, however the view came by it."""

from collections.abc import Iterable
from typing import Any, Protocol, Self

from casestate.engine.coordinates import Coordinates
from casestate.engine.fold import Draft, SubjectState
from casestate.entries import Entry
from casestate.errors import NotInFile
from casestate.events import Subject
from casestate.explain.fields import OF_THE_PERSON, asked_of, plain, value_of
from casestate.explain.why import read_off
from casestate.law.jurisdictions import GENERIC
from casestate.state import DefendantState


class Answering(Protocol):
    """What is asked of a view here."""

    coordinates: Coordinates

    @property
    def defendants(self) -> tuple[str, ...]:
        """Everyone in the file."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What is certain to have happened."""

    @property
    def undecided(self) -> tuple[Entry, ...]:
        """What may have."""

    def at(self, **changed: Any) -> Self:
        """The same file at other coordinates."""

    def subjects(self, defendant: str) -> tuple[Subject, ...]:
        """What has a state of its own."""

    def possible(self, defendant: str) -> tuple[DefendantState, ...]:
        """Every state of a defendant."""

    def possible_of(self, subject: Subject) -> tuple[SubjectState, ...]:
        """Every state of a subject."""


def knows(view: Answering, subject: Subject) -> bool:
    """Does the file, seen from here, tell anything of it?"""
    if subject.who not in view.defendants:
        return False
    return subject.kind == "person" or subject in view.subjects(subject.who)


def states(view: Answering, subject: Subject, field: str) -> list[Any]:
    """
    Every possible state of which a field is asked; what the file tells nothing of is as if nothing had happened to it.
    """
    if subject.kind == "person" and field not in OF_THE_PERSON and knows(view, subject):
        return list(view.possible(subject.who))
    return [asked_of(subject, {subject: state}) for state in possible_of(view, subject)]


def possible_of(view: Answering, subject: Subject) -> tuple[SubjectState, ...]:
    """Every possible state of a subject, as if nothing had happened where the file tells nothing of it."""
    try:
        return view.possible_of(subject)
    except NotInFile:
        return (Draft(subject, GENERIC).state(),)


def values(view: Answering, subject: Subject, field: str) -> tuple[Any, ...]:
    """Every possible value of a field, each once; values that only entries tell apart are one."""
    return distinct([value_of(state, field) for state in states(view, subject, field)])


def distinct(found: Iterable[Any]) -> tuple[Any, ...]:
    """Each value once, the first where only entries tell several apart."""
    by_saying: dict[Any, Any] = {}
    for value in found:
        by_saying.setdefault(plain(value), value)
    return tuple(by_saying.values())


def same(here: Iterable[Any], there: Iterable[Any]) -> bool:
    """Is the same possible?"""
    return {plain(each) for each in here} == {plain(each) for each in there}


def behind(subject: Subject, field: str, possible: Iterable[SubjectState]) -> dict[str, Entry]:
    """The entries, by id, that a field is read off in any of several states of one subject."""
    return {entry.id: entry for state in possible for entry in read_off(subject, field, {subject: state})}
