"""
Derive the possible next steps from the transition table, and the shortest ways to each of its rows.

This module has no law of its own. It finds ways by folding acts with only their required fields, and keeps those that
the table allows and no check doubts. A derived procedure therefore has its ways without further work.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

import attrs

from casestate.engine.fold import Draft
from casestate.entries import Entry
from casestate.events import ChargeFiled, Event, Subject
from casestate.events.criminal.charging import ANOTHER_SOVEREIGN
from casestate.law.appeal_conditions import OfAppeals
from casestate.law.checking import check_defendant
from casestate.law.procedure import Procedure
from casestate.law.rows import Row
from casestate.law.transition import Compiled, Machine, Table
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
    for name, values in [each for row in machine.rows if row.act is step.act for each in row.when.named]:
        plain = values or options(step.act, name)
        yield attrs.evolve(step, fields=((name, plain[0]),)) if plain else attrs.evolve(step, names=name)
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

    The search ends once ways of one more step reach no further row.
    """
    subject = Subject(kind, "A. Doe", "1")
    search = _Search(procedure.by_kind[kind])
    waiting: list[tuple[Draft, tuple[Step, ...]]] = [(Draft(subject, procedure), ())]
    found: dict[str, Way] = {}
    longest = 0
    for draft, taken in waiting:
        if len(taken) > longest:
            break
        told: set[str] = set()
        for step, entry, row in _lawful_in(procedure, draft, len(taken)):
            if row.id in told and not step.later:
                continue  # another act of one row leaves nothing else behind
            longer = (*taken, step)
            after = draft.copy()
            after.apply(entry)
            is_new = search.is_new(after, longer)
            if (is_new or row.id not in found) and _doubted(after, procedure):
                continue
            told.add(row.id)
            if row.id not in found:
                found[row.id] = Way(subject, longer, after.axes["phase"])
                longest = len(longer)
                search.answered(row)
            if is_new:
                search.note(after, longer)
                waiting.append((after, longer))
    return MappingProxyType(found)


def _lawful_in(procedure: Procedure, draft: Draft, place: int) -> Iterator[tuple[Step, Entry, Row]]:
    """Yield the steps that the law allows after a draft, each with its entry and the row that speaks."""
    for step in _open_in(procedure, draft.subject.kind, draft.axes["phase"]):
        entry = _entry(step, draft.subject, place)
        move = draft.move(entry)
        if move is not None and move.lawful and not move.doubted:
            yield step, entry, move.row


@cache
def _open_in(procedure: Procedure, kind: str, phase: Closed) -> tuple[Step, ...]:
    """Return the steps that some row may allow in a phase, whatever else its condition reads."""
    return tuple([step for step in steps(procedure, kind) if _may_be_lawful(step, procedure.tables[kind], phase)])


def _may_be_lawful(step: Step, table: Table, phase: Closed) -> bool:
    compiled = table[step.act, step.link]
    said = dict(step.fields).get(compiled.field) if compiled.field else None
    move = (compiled.moves.get(said) or compiled.moves[None])[phase]
    return move.lawful or bool(move.instead)


@cache
def _entry(step: Step, subject: Subject, place: int) -> Entry:
    return Entry(id=f"e{place + 1}", seq=place + 1, event=step.on(FIRST + timedelta(place), subject))


def _doubted(draft: Draft, procedure: Procedure) -> bool:
    subject = draft.subject
    return bool(draft.findings) or bool(
        check_defendant(DefendantState.of(subject.who, {subject: draft.state()}), procedure)
    )


class _Search:
    """
    The rows that a search has still to reach, and the drafts that it has seen.

    Two drafts count as one if they differ in nothing that the rows still to be reached may depend on.
    """

    def __init__(self, machine: Machine) -> None:
        self._open = [row for row in machine.rows if not (row.doubt or row.unread or row.lacks)]
        # A row that undoes an act goes before others, so they speak only where it does not, also once it is found.
        undoing = [row for row in self._open if row.undone_from]
        self._undoes = {
            phase: tuple([act for row in undoing if phase in row.start for act in row.undoes])
            for phase in machine.phases
        }
        self._been: set[_Where] = set()
        self._ask()

    def _ask(self) -> None:
        """Collect the conditions of the rows still to be reached."""
        self._questions = dict.fromkeys([each for row in self._open for each in row.when.asked.items()])
        self._acts = {act for row in self._open for act in row.when.acts}
        self._said = {each for row in self._open for each in row.when.said}
        self._counting = [row for row in self._open if any(isinstance(each, OfAppeals) for each in row.when.clauses)]
        self._reviewed = dict.fromkeys([each for row in self._open for each in row.when.of_review])
        self._sovereign = any(row.link == ANOTHER_SOVEREIGN for row in self._open)

    def is_new(self, draft: Draft, taken: tuple[Step, ...]) -> bool:
        """Return whether the search has seen no draft like this."""
        return self._where(draft, taken) not in self._been

    def note(self, draft: Draft, taken: tuple[Step, ...]) -> None:
        """Note that the search has seen a draft."""
        self._been.add(self._where(draft, taken))

    def answered(self, row: Row) -> None:
        """Drop a row that has been reached, and the conditions that only this row has."""
        if not (row.conditional or row.link):
            return
        self._open = [each for each in self._open if each is not row]
        self._ask()
        self._been = {each.less(self._questions, self._acts, self._later) for each in self._been}

    def _later(self, step: Step | None) -> bool:
        """Return whether a row still to be found may ask for what a step says."""
        if step is None:
            return False
        said = [(name, value) for name, value in step.fields] + ([(step.names, None)] if step.names else [])
        asked = any((step.act, *each) in self._said for each in said)
        return asked or (self._sovereign and "sovereign" in dict(step.fields))

    def _where(self, draft: Draft, taken: tuple[Step, ...]) -> "_Where":
        axes, led = draft.axes, draft.moved.get("phase")
        phase = axes["phase"]
        acts = self._undoes[phase]
        frame = undone_by(draft.frames, draft.moved, acts) if acts else None
        return _Where(
            phase,
            frozenset([each for each in self._questions if axes.get(each[0]) in each[1]]),
            led is not None and type(led.event).__name__ in self._acts,
            next((step for step in taken if step.later and self._later(step)), None),
            frame.came_in if frame else None,
            frozenset([str(each) for each in self._reviewed if each.left(draft)])
            | frozenset([row.id for row in self._counting if phase in row.start and row.speaks(draft)]),
        )


class _Where(NamedTuple):
    """
    As much of a draft as rows still to be found may ask for.

    Attributes:
        phase: Its phase.
        so: The questions about axes to which the answer is yes.
        led: Whether an act led to the phase that a row names.
        told: The first step that says what a row asks for.
        came_in: The phase in which the act came that a row may undo here.
        left: The acts whose review a row asks for, and that it has, and the rows that ask of counted appeals and apply.
    """

    phase: Closed
    so: frozenset[tuple[str, frozenset[Closed]]]
    led: bool
    told: Step | None
    came_in: Closed | None
    left: frozenset[str]

    def less(self, questions: Iterable[Any], acts: set[str], later: Callable[[Step | None], bool]) -> "_Where":
        """Return the same without what no row asks for any more."""
        return self._replace(
            so=self.so.intersection(questions),
            led=self.led and bool(acts),
            told=self.told if later(self.told) else None,
        )
