"""
Derive the possible next steps from the transition table, and the shortest ways to each of its rows.

This module has no law of its own. It finds ways by folding acts with only their required fields, and keeps those that
the table allows and no check doubts. A derived procedure therefore has its ways without further work.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import Any

import attrs

from casestate.engine.fold import Draft
from casestate.entries import Entry
from casestate.events import ChargeFiled, Event, Subject
from casestate.events.criminal.charging import ANOTHER_SOVEREIGN
from casestate.law.checking import check_defendant
from casestate.law.procedure import Procedure
from casestate.law.rows import Row
from casestate.law.transition import Compiled, Machine
from casestate.law.undoing import undone_by
from casestate.state import DefendantState
from casestate.testing.strategies.plain import is_day, needed, options
from casestate.vocabulary import Closed

FIRST = date(2023, 1, 1)
"""The first day of a history."""
_SOVEREIGNS = ("State of New Mexico", "United States")


@attrs.frozen
class Step:
    """
    One act on a subject, without its day.

    Attributes:
        act: The type of event.
        fields: Fields and their values.
        link: For a filing of another charge that names the subject: the field that names the subject.
        names: For a filing of the subject that names another charge: the field that names that charge.
        later: Whether the condition of a later row may read its fields.
    """

    act: type[Event]
    fields: tuple[tuple[str, Any], ...] = ()
    link: str = ""
    names: str = ""
    later: bool = False

    @property
    def two_charges(self) -> bool:
        """Whether the step concerns another charge besides the subject."""
        return bool(self.link or self.names)

    def on(self, day: date, subject: Subject, other: str = "other", **more: Any) -> Event:
        """Return the event on a day. ``other`` is the other charge that it concerns, ``more`` are further fields."""
        keys = {"on": day, "defendant": subject.who, "defendants": (subject.who,), subject.kind: subject.key}
        if self.link:
            keys |= {"charge": other, "refiles" if self.link == ANOTHER_SOVEREIGN else self.link: (subject.key,)}
        if self.names:
            keys[self.names] = (other,)
        known = {field.name for field in attrs.fields(self.act)}
        own = {name: value for name, value in keys.items() if name in known}
        return self.act(**(_barest(self.act, day) | more | dict(self.fields) | own))


def _barest(act: type[Event], day: date) -> dict[str, Any]:
    """Return the required fields of an act, except those that name its subject."""
    plain = {name: options(act, name) for name in needed(act)}
    return {name: day for name in plain if is_day(act, name)} | {name: each[0] for name, each in plain.items() if each}


@cache
def steps(procedure: Procedure, kind: str) -> tuple[Step, ...]:
    """Return every act on a kind of subject, with each value that a row distinguishes, in the order of the table."""
    machine = procedure.by_kind[kind]
    found = [
        step
        for (act, link), compiled in procedure.tables[kind].items()
        for said in _said(act, compiled)
        for step in _told_apart(machine, Step(act, said, link))
    ]
    return tuple(dict.fromkeys(found))


def _said(act: type[Event], compiled: Compiled) -> Iterator[tuple[tuple[str, Any], ...]]:
    """Yield the values of the discriminating field of an act: those that no row names, then those that rows name."""
    field = compiled.field
    if field is None:
        yield ()
        return
    named = [value for value in options(act, field) if value in compiled.moves]
    others = [value for value in options(act, field) if value not in compiled.moves]
    yield from [((field, value),) for value in others] if field in needed(act) else [()]
    yield from [((field, value),) for value in named]


def _told_apart(machine: Machine, step: Step) -> Iterator[Step]:
    """Yield a step, and its variants with the fields that the conditions of later rows read."""
    if step.link == ANOTHER_SOVEREIGN:
        yield attrs.evolve(step, fields=(("sovereign", _SOVEREIGNS[1]),))
        return
    yield step
    if step.act is ChargeFiled and not step.link and not step.fields:
        yield attrs.evolve(step, fields=(("sovereign", _SOVEREIGNS[0]),), later=True)
    if step.link or step.fields:
        return
    for act, field, value in [each for row in machine.rows for each in row.when.said]:
        if act is step.act and value is not attrs.fields_dict(act)[field].default:
            told = {"names": field} if value is None else {"fields": ((field, value),)}
            yield attrs.evolve(step, **told, later=True)


@attrs.frozen
class Way:
    """
    Steps without findings, of which the last is an act of a given row.

    Attributes:
        subject: The subject of the steps.
        steps: The steps.
        to: The phase to which they lead.
    """

    subject: Subject
    steps: tuple[Step, ...]
    to: Closed

    @property
    def two_charges(self) -> bool:
        """Whether the way needs another charge."""
        return any(step.two_charges for step in self.steps)

    def ends_as(self, event: Event) -> bool:
        """Return whether the last act of the way has the type of this event."""
        return type(event) is self.steps[-1].act


@cache
def ways(procedure: Procedure, kind: str) -> Mapping[str, Way]:
    """
    Return, by the id of each row that can apply without a finding, the shortest way to an act of that row.

    The steps that only the condition of a later row reads are tried one at a time, for the rows that read them: tried
    together they would multiply what is searched.
    """
    every, machine = steps(procedure, kind), procedure.by_kind[kind]
    found = _searched(procedure, kind, [step for step in every if not step.later])
    for told in [step for step in every if step.later]:
        wanted = {row.id for row in machine.rows if _reads(row, told) and not row.doubt} - found.keys()
        if wanted:
            own = [step for step in every if step is told or not step.later]
            for id, way in _searched(procedure, kind, own, wanted).items():
                found[id] = min(found.get(id, way), way, key=lambda each: len(each.steps))
    return MappingProxyType(found)


def _reads(row: Row, told: Step) -> bool:
    """Return whether a row can apply because of what a step says."""
    if row.link == ANOTHER_SOVEREIGN:
        return any(name == "sovereign" for name, _ in told.fields)
    said = {(told.act, told.names, None), *[(told.act, name, value) for name, value in told.fields]}
    return not said.isdisjoint(row.when.said)


def _searched(procedure: Procedure, kind: str, open_to: Sequence[Step], wanted: Collection[str] = ()) -> dict[str, Way]:
    """Return the shortest ways of some steps, by row; where rows are wanted, until there is one for each of them."""
    subject, machine = Subject(kind, "A. Doe", "1"), procedure.by_kind[kind]
    waiting: list[tuple[Draft, tuple[Step, ...]]] = [(Draft(subject, procedure), ())]
    asked, acts = _asked(machine), {act for row in machine.rows for act in row.when.acts}
    undoing = [row for row in machine.rows if row.undone_from]
    undoes = {
        phase: tuple([act for row in undoing if phase in row.start for act in row.undoes]) for phase in machine.phases
    }
    seen: set[Any] = set()
    found: dict[str, Way] = {}
    for draft, taken in waiting:
        for step in open_to:
            entry = _entry(step, subject, len(taken))
            move = draft.move(entry)
            if move is None or not move.lawful or move.doubted:
                continue
            longer = (*taken, step)
            after = draft.copy()
            after.apply(entry)
            where = (_where(after, longer, asked, acts), _came_in(after, undoes))
            if (where in seen and move.row.id in found) or _doubted(after, procedure):
                continue
            found.setdefault(move.row.id, Way(subject, longer, after.axes["phase"]))
            if where not in seen:
                seen.add(where)
                waiting.append((after, longer))
        if wanted and all(id in found for id in wanted):
            break
    return found


@cache
def _entry(step: Step, subject: Subject, place: int) -> Entry:
    return Entry(id=f"e{place + 1}", seq=place + 1, event=step.on(FIRST + timedelta(place), subject))


def _asked(machine: Machine) -> dict[str, set[Closed]]:
    """Return the values of axes that conditional rows ask for."""
    asked: dict[str, set[Closed]] = {}
    for axis, values in [each for row in machine.rows for each in row.when.asked.items()]:
        asked.setdefault(axis, set()).update(values)
    return asked


def _where(draft: Draft, taken: tuple[Step, ...], asked: Mapping[str, set[Closed]], acts: set[str]) -> Any:
    """Return the part of a draft that a conditional row may read."""
    axes, led = draft.axes, draft.moved.get("phase")
    so = [axes.get(axis) in values and axes[axis] for axis, values in asked.items()]
    told = next((step for step in taken if step.later), None)
    return (axes["phase"], *so, led is not None and type(led.event).__name__ in acts, told)


def _came_in(draft: Draft, undoes: Mapping[Closed, tuple[str, ...]]) -> Closed | None:
    """Return the phase before the act that a row may undo here; ``None`` if there is no such row."""
    acts = undoes[draft.axes["phase"]]
    frame = undone_by(draft.frames, draft.moved, acts) if acts else None
    return frame.came_in if frame else None


def _doubted(draft: Draft, procedure: Procedure) -> bool:
    subject = draft.subject
    return bool(draft.findings) or bool(
        check_defendant(DefendantState.of(subject.who, {subject: draft.state()}), procedure)
    )
