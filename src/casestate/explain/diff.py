"""
The differences between two views, and whether each happened or was learned in between.

Two more views decide that: the first view as of the day of the second, and the second as of the day of the first.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from casestate.engine.fold import SubjectState
from casestate.entries import Entry
from casestate.events import Subject
from casestate.explain.answers import FIELDS, Asked, distinct, same, told, value_of
from casestate.explain.reading import behind
from casestate.law.procedure import Procedure
from casestate.pictured import Pictured, shorten
from casestate.state.defendant import OF_THE_PERSON
from casestate.timeslice import Timeslice
from casestate.vocabulary import Closed

MOST_COMPARED = 1024
"""The most possible states of one subject that are compared: those of ten undecided entries without links. Each field
is read from each of them in both views."""

_TOLD_TWICE = ("dismissal", "finding")
"""Fields that are one entry. A diff leaves them out, because other fields have the content of that entry."""


class Cause(Closed):
    """
    The cause of a difference between two views.

    ``HAPPENED``: changing the legal day alone shows the difference. ``LEARNED``: changing the other coordinates alone
    shows it: knowledge, sources, clearance, reading of dates. ``BOTH``: it takes both.
    """

    HAPPENED = "happened"
    LEARNED = "learned"
    BOTH = "both"


@attrs.frozen(kw_only=True, order=False)
class Change(Pictured):
    """
    One field that differs.

    Attributes:
        subject: The subject that has the field; the person, for a field of the defendant as a whole.
        field: The name of the field.
        before: Every possible value in the first view; only one if it is certain.
        after: Every possible value in the second view.
        cause: Whether the difference happened or was learned in between.
        entries: The entries behind the value in the second view that are not behind it in the first.
        gone: The entries behind the value in the first view that the second view does not have.
    """

    subject: Subject
    field: str
    before: tuple[Any, ...]
    after: tuple[Any, ...]
    cause: Cause
    entries: tuple[Entry, ...]
    gone: tuple[Entry, ...]

    def __repr__(self) -> str:
        return shorten(f"<Change {self}>")

    def __str__(self) -> str:
        """One line in plain English."""
        ids = [f"by {', '.join(each.id for each in self.entries)}"] if self.entries else []
        ids += [f"no longer by {', '.join(each.id for each in self.gone)}"] if self.gone else []
        since = {Cause.BOTH: "happened and learned since"}.get(self.cause, f"{self.cause} since")
        said = f"{self.field} of {self.subject}: {either(self.before)}, then {either(self.after)} ({since}"
        return f"{said}; {'; '.join(ids)})" if ids else f"{said})"


def either(possible: tuple[Any, ...]) -> str:
    """
    Return several possible values in words.

    >>> either(("charged", "dismissed"))
    'charged or dismissed'
    """
    return " or ".join(dict.fromkeys([told(value) for value in possible]))


def diff(first: Timeslice, second: Timeslice) -> Iterator[Change]:
    """Return each field of each subject that differs, in the order of the first file and then of the second."""
    later, wiser = first.on(second.coordinates), second.on(first.coordinates)
    later, wiser = (
        second if later == second else later,
        first if wiser == first else wiser,
    )  # what these have worked out
    heard = {p.entry.id for p in second.index.placed if second.reached(p)}
    for subject in dict.fromkeys([each for at in (first, second) for who in at.defendants for each in at.begun(who)]):
        asked = Asked(subject)
        procedure = first.index.procedure
        states = [_states(at, asked) for at in (first, second)]
        if states[0] == states[1]:
            continue
        moved: list[tuple[SubjectState, ...]] = []
        for field in compared(subject):
            before, after = (_values(asked, each, field, procedure) for each in states)
            if same(before, after):
                continue
            moved = moved or [_states(at, asked) for at in (later, wiser)]
            had, has = (behind(asked, field, each, procedure) for each in states)
            yield Change(
                subject=subject,
                field=field,
                before=before,
                after=after,
                cause=_cause(after, *[_values(asked, each, field, procedure) for each in moved]),
                entries=tuple([entry for id, entry in has.items() if id not in had]),
                gone=tuple([entry for id, entry in had.items() if id not in heard]),
            )


def _states(at: Timeslice, asked: Asked) -> tuple[SubjectState, ...]:
    """Return every possible state of one subject, each once."""
    worlds = at.worlds(str(asked), [asked.subject], most=MOST_COMPARED)
    return tuple(dict.fromkeys([world.outcomes[asked.subject][0] for world in worlds]))


def _values(asked: Asked, states: Iterable[SubjectState], field: str, procedure: Procedure) -> tuple[Any, ...]:
    """Return every value of a field in some states of one subject, each once."""
    whole = [asked.state({asked.subject: state}) for state in states]
    return distinct([value_of(each, field, procedure) for each in whole])


def compared(subject: Subject) -> tuple[str, ...]:
    """
    Return the fields of a subject that a diff compares.

    For a defendant these are the fields of the person; the rest is compared by charge. A field that is one entry is
    left out, because other fields have the content of that entry.
    """
    if subject.kind == "person":
        return OF_THE_PERSON
    return tuple([field for field in FIELDS[subject.kind] if field not in _TOLD_TWICE])


def _cause(after: tuple[Any, ...], by_day: tuple[Any, ...], by_knowledge: tuple[Any, ...]) -> Cause:
    if same(by_day, after):
        return Cause.HAPPENED
    return Cause.LEARNED if same(by_knowledge, after) else Cause.BOTH
