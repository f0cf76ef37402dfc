"""
What differs between two views, and whether it happened since or was learned since.

Two views between the two tell which: what the first would say of the other's day, and what the second would of the
first one's.
"""

from collections.abc import Iterator
from typing import Any

import attrs

from casestate.entries import Entry
from casestate.events import Subject
from casestate.explain.answers import Answering, behind, possible_of, same, values
from casestate.explain.fields import FIELDS, OF_THE_PERSON, told
from casestate.vocabulary import Closed

_TOLD_TWICE = ("dismissal",)
"""Fields that are one entry, of which other fields say what it said."""


class Cause(Closed):
    """
    Why two views differ.

    ``HAPPENED``: the legal day moved, and what happened was known at the first one's coordinates too. ``LEARNED``: what
    is known, believed or shown moved, or how dates are placed, and it was already so on the first one's day. ``BOTH``:
    it takes both, as for what happened since and became known since.
    """

    HAPPENED = "happened"
    LEARNED = "learned"
    BOTH = "both"


@attrs.frozen(kw_only=True, order=False)
class Change:
    """
    One field that differs.

    Attributes:
        subject: Whose field; for what belongs to a defendant as a whole the person.
        field: Its name.
        before: Every value possible in the first view: one where it is certain.
        after: Every value possible in the second.
        cause: Whether it happened or was learned since.
        entries: The entries that the second view reads it off and the first does not.
        gone: The entries that the first view reads it off and the second does not have at all.
    """

    subject: Subject
    field: str
    before: tuple[Any, ...]
    after: tuple[Any, ...]
    cause: Cause
    entries: tuple[Entry, ...]
    gone: tuple[Entry, ...]

    def __str__(self) -> str:
        """One line in plain English."""
        kind, who, key = self.subject
        whose = who if kind == "person" else f"{kind} {key} of {who}"
        ids = [f"by {', '.join(each.id for each in self.entries)}"] if self.entries else []
        ids += [f"no longer by {', '.join(each.id for each in self.gone)}"] if self.gone else []
        since = {Cause.BOTH: "happened and learned since"}.get(self.cause, f"{self.cause} since")
        said = f"{self.field} of {whose}: {either(self.before)}, then {either(self.after)} ({since}"
        return f"{said}; {'; '.join(ids)})" if ids else f"{said})"


def either(possible: tuple[Any, ...]) -> str:
    """
    What may be, in words.

    >>> either(("charged", "dismissed"))
    'charged or dismissed'
    """
    return " or ".join(dict.fromkeys([told(value) for value in possible]))


def diff(first: Answering, second: Answering) -> Iterator[Change]:
    """Each field of each subject that differs, in the order of the first view's file and then of the second's."""
    later = first.at(as_of=second.coordinates.as_of)
    wiser = second.at(as_of=first.coordinates.as_of)
    heard = {entry.id for entry in (*second.entries, *second.undecided)}
    for subject in _subjects(first, second):
        states = [possible_of(view, subject) for view in (first, second)]
        if states[0] == states[1]:
            continue
        for field in compared(subject):
            before, after = (values(view, subject, field) for view in (first, second))
            if same(before, after):
                continue
            had, has = (behind(subject, field, each) for each in states)
            yield Change(
                subject=subject,
                field=field,
                before=before,
                after=after,
                cause=_cause(after, values(later, subject, field), values(wiser, subject, field)),
                entries=tuple([entry for id, entry in has.items() if id not in had]),
                gone=tuple([entry for id, entry in had.items() if id not in heard]),
            )


def compared(subject: Subject) -> tuple[str, ...]:
    """The fields of a subject that a diff compares; what only its charges tell of a defendant is left to these."""
    if subject.kind == "person":
        return OF_THE_PERSON
    return tuple([field for field in FIELDS[subject.kind] if field not in _TOLD_TWICE])


def _subjects(*views: Answering) -> list[Subject]:
    every = [subject for view in views for who in view.defendants for subject in view.subjects(who)]
    return list(dict.fromkeys(every))


def _cause(after: tuple[Any, ...], by_day: tuple[Any, ...], by_knowledge: tuple[Any, ...]) -> Cause:
    if same(by_day, after):
        return Cause.HAPPENED
    return Cause.LEARNED if same(by_knowledge, after) else Cause.BOTH
