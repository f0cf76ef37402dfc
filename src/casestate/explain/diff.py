"""
The differences between two views, and whether each happened since or was learned since.

Two views between them decide that: the first as of the day of the second, and the second as of the day of the first.
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
"""At most so many possible states of one subject are compared, those of ten open entries without links: each field is
read off every one of them in both views."""

_TOLD_TWICE = ("dismissal",)
"""Fields that are one entry. Other fields say what that entry says, so a diff compares those."""


class Cause(Closed):
    """
    The cause of a difference between two views.

    ``HAPPENED``: moving the legal day alone shows it. ``LEARNED``: moving anything else alone shows it: what is known,
    who is believed, what may be read, how dates are placed. ``BOTH``: it takes both.
    """

    HAPPENED = "happened"
    LEARNED = "learned"
    BOTH = "both"


@attrs.frozen(kw_only=True, order=False)
class Change(Pictured):
    """
    One field that differs.

    Attributes:
        subject: Whose field; for what belongs to a defendant as a whole the person.
        field: Its name.
        before: Every value possible in the first view: one where it is certain.
        after: Every value possible in the second.
        cause: Whether it happened or was learned since.
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

    Of a defendant these are the fields of the person; the rest is read off charges. A field that is one entry is left
    to the fields that say what that entry says.
    """
    if subject.kind == "person":
        return OF_THE_PERSON
    return tuple([field for field in FIELDS[subject.kind] if field not in _TOLD_TWICE])


def _cause(after: tuple[Any, ...], by_day: tuple[Any, ...], by_knowledge: tuple[Any, ...]) -> Cause:
    if same(by_day, after):
        return Cause.HAPPENED
    return Cause.LEARNED if same(by_knowledge, after) else Cause.BOTH
