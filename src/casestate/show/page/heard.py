"""The entries on which the content of a section depends."""

from collections.abc import Iterable, Iterator
from typing import Any

from casestate.engine.order import Placed
from casestate.events import Subject
from casestate.view import View, timeslice_of


def about(view: View, subject: Subject) -> list[Placed]:
    """Return the acts and statements about a subject."""
    index = timeslice_of(view).index
    return [*index.about.get(subject, ()), *index.said.get(subject, ())]


def heard(view: View, subjects: Iterable[Subject]) -> list[Placed]:
    """Return the entries about some subjects, and about others whose acts affect the order of theirs."""
    every: dict[str, Placed] = {}
    for subject in subjects:
        track = timeslice_of(view).index.track(subject)
        together = [] if track is None else track.chronology.placed
        every |= {p.entry.id: p for p in (*together, *about(view, subject))}
    return list(every.values())


def compared(view: View, placed: Iterable[Placed]) -> Iterator[tuple[Any, ...]]:
    """Return a key of some entries: if keys are equal, so are their order, their accounts and their content."""
    by_id = {p.entry.id: p for p in placed}
    spoken_for = timeslice_of(view).index.spoken_for
    for own, p in by_id.items():
        linked = frozenset(p.links.nearest(own, by_id))
        others = [each.id for each in spoken_for.get(own, ())]
        yield (id(p.entry), p.earliest, p.latest, p.rank, p.place, p.ordinal, linked, *others)


def everything(view: View) -> list[Placed]:
    """Return all entries, which may all have findings."""
    at = timeslice_of(view)
    return [*at.index.placed, *[p for p, _ in at.index.idle], *at.indexes.meeting_no_charge(view.coordinates)]
