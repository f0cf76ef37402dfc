"""
The fold of one subject, step by step: the axes that each entry moved, and the earlier steps that its effect depends on.

The effect of an entry depends on the step that led to the phase in which it comes. A late entry also depends on the
earlier entry that presupposed it, a filing that names another charge on the filing that says who brought that charge,
and an entry with conditional rows on everything that their conditions read.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from casestate.engine.fold import Draft, SubjectState
from casestate.entries import Entry
from casestate.events import Event, Subject
from casestate.law.appeals import REVIEW, standing
from casestate.law.conditions import last_filed
from casestate.law.history import Reads
from casestate.law.kinds import KINDS
from casestate.law.moves import Fit, Move
from casestate.law.procedure import Procedure, brought_by
from casestate.law.transition import Compiled
from casestate.vocabulary import Closed


class Step(NamedTuple):
    """
    One entry as it was folded.

    Attributes:
        entry: The entry.
        move: Its effect under the law; ``None`` for an event that has no phases.
        phase: The phase before it.
        moved: The axes that it moved, each with its new value.
        needs: The places of the earlier steps that this one depends on.
    """

    entry: Entry
    move: Move | None
    phase: Closed | None
    moved: Mapping[str, Any]
    needs: frozenset[int]

    @property
    def told(self) -> tuple[tuple[str, Closed], ...]:
        """The axes that the act set by its row or restored, without those that became unknown because of it."""
        if self.move is None:
            return ()
        axes = self.moved if self.move.row.undoes else self.move.changes
        return tuple([(axis, self.moved[axis]) for axis in axes if axis in self.moved])


class Trace:
    """
    The steps of a fold in order, and the state in which it ended.

    Attributes:
        steps: One for each entry.
        state: The state after the last.
        movers: For each axis that moved, the places of the steps that moved it, in order.
    """

    __slots__ = ("_assumed", "_moved_on", "movers", "state", "steps", "subject")

    def __init__(self, subject: Subject, entries: Iterable[Entry], procedure: Procedure) -> None:
        self.subject = subject
        self.steps: list[Step] = []
        self.movers: dict[str, list[int]] = {}
        self._assumed: int | None = None
        self._moved_on = False
        draft = Draft(subject, procedure)
        for entry in entries:
            self._take(draft, entry, procedure)
        self.state: SubjectState = draft.state()

    def back_from(self, places: Iterable[int]) -> list[int]:
        """Return these steps and all that they depend on, in order."""
        found: set[int] = set()
        waiting = list(places)
        while waiting:
            place = waiting.pop()
            if place not in found:
                found.add(place)
                waiting.extend(self.steps[place].needs)
        return sorted(found)

    def entries(self, places: Sequence[int]) -> list[Entry]:
        """Return the entries of some steps."""
        return [self.steps[place].entry for place in places]

    def _take(self, draft: Draft, entry: Entry, procedure: Procedure) -> None:
        event = entry.event
        rows = procedure.bearing(event, self.subject, draft)
        if rows is None:
            draft.apply(entry)
            self.steps.append(Step(entry, None, None, {}, frozenset()))
            return
        phase, stood, by = draft.axes["phase"], dict(draft.axes), dict(draft.moved)
        plain = rows.by_phase(event)[phase]
        move = (draft.move(entry) if plain.instead else None) or plain
        refused = _disregarded(draft)
        rested = self._conditions(draft, plain) | self._who_brought_it(draft, rows, event)
        rested |= self._reviews(draft, move)
        draft.apply(entry)
        moved = {
            axis: value
            for axis, value in draft.axes.items()
            if value != stood[axis] or draft.moved.get(axis) is not by.get(axis)
        }
        needs = self._needs(move, moved, late=move.fit in _LATE and _disregarded(draft) == refused)
        self._keep(Step(entry, move, phase, moved, frozenset(needs | rested)))

    def _keep(self, step: Step) -> None:
        place = len(self.steps)
        self.steps.append(step)
        for axis in step.moved:
            self.movers.setdefault(axis, []).append(place)
        if step.move is not None and step.move.fit is Fit.MISSING:
            self._assumed = place
            self._moved_on = self._moved_on or "phase" in step.moved

    def _needs(self, move: Move, moved: Mapping[str, Any], *, late: bool) -> set[int]:
        """Return the last step into the phase and, for a late entry, the step that presupposed it."""
        needs = set(self.movers.get("phase", ())[-1:])
        if "skipped" in moved or (late and move.row.to):
            needs.update(self.movers.get("skipped", ())[-1:])
        elif late and not self._moved_on and self._assumed is not None:
            needs.add(self._assumed)
        return needs

    def _conditions(self, draft: Draft, move: Move) -> set[int]:
        """Return the steps that are read by the conditions of the rows that may apply to an act."""
        rows = [row for row in (move.row, *[each.row for each in move.instead]) if row.conditional or row.guards]
        return {place for row in rows for place in self._read(draft, row.reads)}

    def _read(self, draft: Draft, reads: Reads) -> set[int]:
        """Return the places of the steps that a condition reads."""
        kind = KINDS[self.subject.kind]
        axes = self.movers if reads.undoes else reads.axes
        needs = {place for axis in axes for place in self.movers.get(axis, ())}
        told = [last_filed(draft, kind, field) for field in reads.filed]
        told += [entry for record in reads.records for entry in draft.told(record)]
        if reads.reviews and draft.frames is not None:
            told += draft.told(kind.reviewing)
            needs.update(range(min(self._places([draft.frames.entry])), len(self.steps)))
        if reads.undoes:
            told += [mover for frame in draft.stack for _, mover in frame.before.values()]
            told += draft.reductions
        return needs | self._places(told)

    def _reviews(self, draft: Draft, move: Move) -> set[int]:
        """Return the steps of earlier reviews, which decide the effect of an act that opens or ends one."""
        if REVIEW not in move.changes:
            return set()
        return {place for axis in standing(()) for place in self.movers.get(axis, ())} | self._places(
            [entry for each in draft.reviews for entry in (each.first, each.ended)]
        )

    def _who_brought_it(self, draft: Draft, rows: Compiled, event: Event) -> set[int]:
        """Return the filing that says who brought the charge, if the effect of the act depends on it."""
        told = draft.procedure.bearing(event, self.subject) is not rows
        return self._places([brought_by(draft)]) if told else set()

    def _places(self, entries: Iterable[Entry | None]) -> set[int]:
        """Return the places of the steps of some entries."""
        ids = {entry.id for entry in entries if entry is not None}
        return {place for place, step in enumerate(self.steps) if step.entry.id in ids}


_LATE = (Fit.LATE, Fit.REPEATED)


def _disregarded(draft: Draft) -> int:
    return draft.records["disregarded"][1] if "disregarded" in draft.records else 0
