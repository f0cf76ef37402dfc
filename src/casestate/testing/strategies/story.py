"""
Build a history act by act, keeping an act only if the file then has exactly the wanted findings.

The possible next acts come from the table (:mod:`~casestate.testing.strategies.steps`), the findings from the file.
The caller decides how to choose: with Hypothesis, or always the first option, which is the plainest.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from itertools import count
from typing import Any

import attrs

from casestate.casefile import CaseFile
from casestate.engine.coordinates import Clearance
from casestate.engine.fold import SubjectState
from casestate.entries import Entry
from casestate.events import EVENT_TYPES, ChargeFiled, EntryRetracted, Event, Noted, PleaAccepted, Subject
from casestate.law.procedure import Procedure
from casestate.sources import UNKNOWN_SOURCE, Basis, Source
from casestate.state import ChargeState, CitationState, ClaimState
from casestate.testing.strategies.choices import Choose
from casestate.testing.strategies.plain import NAMES, is_day, needed, options, told
from casestate.testing.strategies.steps import FIRST, Step, steps, ways
from casestate.view import timeslice_of
from casestate.vocabulary import Closed

COURT = Source("the court", basis=Basis.RECORD)
WIRE = Source("the wire", basis=Basis.PRESS)
_GAPS = (1, 0, 7, 30, 90, 400)
"""The number of days from one act to the next."""


def codes(case: CaseFile, clearance: Clearance = Clearance.EXPUNGED) -> frozenset[str]:
    """Return the codes of all findings on a file, sealed records included."""
    return frozenset({finding.code for finding in case.at(clearance=clearance).findings})


def phase_in(case: CaseFile, subject: Subject) -> Closed:
    """Return the phase of a subject at the end of a file."""
    state = state_in(case, subject)
    if isinstance(state, ChargeState | ClaimState | CitationState):
        return state.phase
    return case.procedure.by_kind[subject.kind].first


def state_in(case: CaseFile, subject: Subject) -> SubjectState | None:
    """Return the state of a subject at the end of a file; ``None`` if the file has nothing about it."""
    at = timeslice_of(case.at(clearance=Clearance.EXPUNGED))
    return at.worlds(str(subject), [subject])[0].outcomes[subject][0] if at.has(subject) else None


@cache
def open_steps(procedure: Procedure, kind: str, phase: Closed) -> tuple[Step, ...]:
    """Return the acts that some row allows from a phase, conditional rows included."""
    return tuple([step for step in steps(procedure, kind) if _allowed(procedure, kind, step, phase)])


def _allowed(procedure: Procedure, kind: str, step: Step, phase: Closed) -> bool:
    compiled = procedure.tables[kind][step.act, step.link]
    move = compiled.by_phase(step.on(FIRST, Subject(kind, NAMES[0], "1")))[phase]
    return move.lawful or any(each.lawful for each in move.instead)


@cache
def beside(procedure: Procedure) -> tuple[type[Event], ...]:
    """Return the events that are in no table: on the person, hearings, motions, roles, statements and notes."""
    moving = {row.act for row in procedure.rows}
    return tuple([act for act in EVENT_TYPES if act not in moving and act is not EntryRetracted])


class Story:
    """
    A file to which acts are added, on days that never run back.

    Attributes:
        case: The file so far.
        day: The day of the last act, or the first day.
        kept: Subjects that an act on another subject may not move.
        doubts: The codes of the findings that the file has and may keep.
    """

    def __init__(self, procedure: Procedure, choose: Choose[Any], most_charges: int = 9) -> None:
        self.procedure = procedure
        self.choose = choose
        self.case = CaseFile("drawn", procedure=procedure)
        self.day = FIRST
        self.kept: tuple[Subject, ...] = ()
        self.doubts: frozenset[str] = frozenset()
        self.most_charges = most_charges

    @property
    def so_far(self) -> tuple[CaseFile, date, frozenset[str]]:
        """The file, its last day and its findings; set this to return to an earlier point of the story."""
        return self.case, self.day, self.doubts

    @so_far.setter
    def so_far(self, before: tuple[CaseFile, date, frozenset[str]]) -> None:
        self.case, self.day, self.doubts = before

    def phase(self, subject: Subject) -> Closed:
        """Return the current phase of a subject."""
        return phase_in(self.case, subject)

    def take(
        self,
        step: Step,
        subject: Subject,
        *,
        plainly: bool = False,
        moving: Subject | None = None,
    ) -> bool:
        """Add a step if it adds no finding; if it would, try again with fewer details and on nearer days."""
        other = self.another(step, subject)
        if other is None:
            return False
        day = self.next_day()
        more = self.details(step, plainly=plainly)
        tries = [(day, more), *([(day, {})] if more else []), *[(each, {}) for each in self._near() if each != day]]
        return any(self.add(step.on(on, subject, other, **said), moving=moving) for on, said in tries)

    def _near(self) -> list[date]:
        """Return the nearest days, because some acts are lawful only soon after the last."""
        return [self.day + timedelta(gap) for gap in (1, 0)] if len(self.case) else []

    def next_day(self) -> date:
        """Choose the day of the next act; the first act is on the first day."""
        return self.day + timedelta(self.choose(_GAPS)) if len(self.case) else FIRST

    def add(self, event: Event, *, moving: Subject | None = None, **envelope: Any) -> bool:
        """Record an act if it adds no finding and moves none of the kept subjects."""
        longer = self.case.record(event, **envelope)
        if codes(longer) != self.doubts:
            return False
        before = [self.phase(each) for each in self.kept if each != moving]
        shorter, self.case = self.case, longer
        if before != [self.phase(each) for each in self.kept if each != moving]:
            self.case = shorter
            return False
        self.day = max(self.day, event.on.earliest or self.day)
        return True

    def reach(self, subject: Subject, phase: Closed) -> bool:
        """Lead a new subject to a phase."""
        if phase is self.procedure.by_kind[subject.kind].first:
            return True
        every = [way for way in ways(self.procedure, subject.kind).values() if way.to is phase]
        way = self.choose(sorted(every, key=lambda way: len(way.steps)))
        return all(self.take(step, subject, plainly=True) for step in way.steps)

    def offend(self, code: str, events: Iterable[Event], **envelope: Any) -> bool:
        """Record one of these events that adds a finding of this code and no other; ``False`` if none does."""
        before, waiting = self.doubts, list(events)
        self.doubts |= {code}
        while waiting:
            event = self.choose(waiting)
            if self.add(event, **envelope):
                return True
            waiting.remove(event)
        self.doubts = before
        return False

    def revise(self, code: str, entry: Entry, right: Event) -> bool:
        """Correct an entry, retract it, and correct the correction; ``False`` if that adds another finding."""
        corrected = self.case.correct(entry, right, reason="misread")
        retracted = corrected.retract(entry, reason="of another matter")
        self.case = retracted.correct(corrected.last, right, reason="misspelt")
        self.doubts |= {code}
        return codes(self.case) == self.doubts

    def act(self, act: type[Event], **fields: Any) -> Event:
        """Return an act of the day after the last, by default on the first charge of the first defendant."""
        own: dict[str, Any] = {
            "on": self.day + timedelta(len(self.case) > 0),
            "defendant": NAMES[0],
            "charge": "1",
        } | fields
        known = {field.name for field in attrs.fields(act)}
        return act(**{name: value for name, value in own.items() if name in known})

    def say(self, act: type[Event], *, source: Source = UNKNOWN_SOURCE, after: Any = (), **fields: Any) -> bool:
        """Add such an act."""
        return self.add(self.act(act, **fields), source=source, after=after)

    def convict(self, charge: str, **filing: Any) -> bool:
        """Add the filing of a charge, and a plea of guilty to it."""
        return self.say(ChargeFiled, charge=charge, **filing) and self.say(PleaAccepted, charge=charge, plea="guilty")

    def return_to(self, subject: Subject, phase: Closed) -> bool:
        """Add an act that leads a subject back to a phase."""
        steps = [step for step in open_steps(self.procedure, subject.kind, self.phase(subject)) if not step.two_charges]
        return any(self.phase(subject) is phase or (self.leads(step, subject, phase)) for step in steps)

    def leads(self, step: Step, subject: Subject, phase: Closed) -> bool:
        """Add a step if it leads to a phase."""
        before = self.so_far
        if self.take(step, subject, plainly=True) and self.phase(subject) is phase:
            return True
        self.so_far = before
        return False

    def another(self, step: Step, subject: Subject) -> str | None:
        """Return the other charge that a step concerns, new if need be; ``None`` if that would be one too many."""
        if not step.two_charges:
            return ""
        every = [each for entry in self.case for each in entry.event.subjects if each.who == subject.who]
        there = list(dict.fromkeys([each.key for each in every if each.kind == "charge"]))
        if step.names and any(each != subject.key for each in there):
            named: str = self.choose([each for each in there if each != subject.key])
            return named
        new = next(key for number in count(1) if (key := str(number)) not in there and key != subject.key)
        if len({*there, subject.key}) >= self.most_charges:
            return None
        if step.names and not self.take(steps(self.procedure, "charge")[0], Subject("charge", subject.who, new)):
            return None
        return new

    def details(self, step: Step, *, plainly: bool) -> dict[str, Any]:
        """Choose a few optional fields of an act; with ``plainly``, none that a row may read."""
        read = _read(self.procedure) if plainly else frozenset()
        said = {name for name, _ in step.fields}
        names = [name for name in told(step.act) if name not in read and name not in said]
        chosen = dict.fromkeys([self.choose(names) for _ in range(self.choose((0, 0, 1, 2))) if names])
        return {name: self.choose(options(step.act, name)) for name in chosen}

    def wander(self, subject: Subject) -> bool:
        """Add any act that the law allows next on a subject."""
        waiting = list(open_steps(self.procedure, subject.kind, self.phase(subject)))
        while waiting:
            step = self.choose(waiting)
            if self.take(step, subject):
                return True
            waiting.remove(step)
        return False

    def turn_aside(self, who: str) -> bool:
        """Add an event that is in no table, or else a note."""
        act, day = self.choose(beside(self.procedure)), self.next_day()
        fields = {name: day if is_day(act, name) else self.choose(options(act, name)) for name in needed(act)}
        if "defendant" in fields:
            fields["defendant"] = who
        return self.add(act(**fields)) or self.add(Noted(on=day, text="the file was inspected"))


@cache
def _read(procedure: Procedure) -> frozenset[str]:
    """Return the fields that some row reads."""
    filed = {field for row in procedure.rows for field in row.reads.filed}
    return frozenset(
        {"by", "sovereign", *filed, *[name for each in procedure.machines for name in each.fields.values()]}
    )
