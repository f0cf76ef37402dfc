"""
A history in the telling: one act after another, each kept only if the file then has the findings that are wanted.

What may come next is read off the table (:mod:`~casestate.testing.strategies.steps`); whether it is doubtful, the file
itself is asked. Who chooses among the possibilities is left open: Hypothesis, or always the first, which is plainest.
"""

from datetime import timedelta
from functools import cache
from itertools import count
from typing import Any

import attrs

from casestate.casefile import CaseFile
from casestate.coordinates import Clearance
from casestate.entries import Entry
from casestate.events import EVENT_TYPES, EntryRetracted, Event, Subject
from casestate.fold import SubjectState
from casestate.law.procedure import Procedure
from casestate.testing.strategies.choices import Choose
from casestate.testing.strategies.plain import NAMES, is_day, needed, options, told
from casestate.testing.strategies.steps import FIRST, Step, steps
from casestate.vocabulary import Closed

_GAPS = (1, 0, 7, 30, 90, 400)
"""Days from one act to the next."""
NOTHING_DOUBTFUL: frozenset[str] = frozenset()


def codes(case: CaseFile) -> frozenset[str]:
    """The codes of all that is doubtful in a file, what is sealed included."""
    return frozenset({finding.code for finding in case.at(clearance=Clearance.EXPUNGED).findings})


@cache
def open_steps(procedure: Procedure, kind: str, phase: Closed) -> tuple[Step, ...]:
    """The acts that some row allows from a phase, those that ask for more than the phase among them."""
    return tuple([step for step in steps(procedure, kind) if _allowed(procedure, kind, step, phase)])


def _allowed(procedure: Procedure, kind: str, step: Step, phase: Closed) -> bool:
    compiled = procedure.tables[kind][step.act, step.link]
    move = compiled.by_phase(step.on(FIRST, Subject(kind, NAMES[0], "1")))[phase]
    return move.lawful or any(not row.unread for row in move.instead)


@cache
def beside(procedure: Procedure) -> tuple[type[Event], ...]:
    """The acts of which the tables say nothing: on the person, hearings, motions, roles, and what is only said."""
    return tuple([act for act in EVENT_TYPES if act not in procedure.compiled and act is not EntryRetracted])


class Story:
    """
    A file to which acts are added, on days that never run back.

    Attributes:
        case: The file so far.
        day: The day of the last act, or the first day.
        kept: Subjects that no act on another may move.
    """

    def __init__(self, procedure: Procedure, choose: Choose[Any], most_charges: int = 9) -> None:
        self.procedure = procedure
        self.choose = choose
        self.case = CaseFile("drawn", procedure=procedure)
        self.day = FIRST
        self.kept: tuple[Subject, ...] = ()
        self.most_charges = most_charges
        self.charges: dict[str, list[str]] = {}

    def phase(self, subject: Subject) -> Closed:
        """Where a subject stands now."""
        state = self.state(subject)
        return self.procedure.by_kind[subject.kind].first if state is None else state.phase  # type: ignore[union-attr]  # it is in a table

    def state(self, subject: Subject) -> SubjectState | None:
        """The state of a subject; ``None`` where the file does not tell of it."""
        view = self.case.at(clearance=Clearance.EXPUNGED)
        if subject.who not in view.defendants or subject not in view.subjects(subject.who):
            return None
        return view.possible_of(subject)[0]

    def take(
        self,
        step: Step,
        subject: Subject,
        *,
        plainly: bool = False,
        wanted: frozenset[str] = NOTHING_DOUBTFUL,
        moving: Subject | None = None,
    ) -> bool:
        """Add a step if the file then has the findings wanted and no other; on its failing, told more plainly."""
        other = self.another(step, subject)
        if other is None:
            return False
        day = self.day + timedelta(self.choose(_GAPS)) if len(self.case) else FIRST
        more = self.details(step, plainly=plainly)
        tries = [step.on(on, subject, other, **each) for on, each in ((day, more), (day, {}), *self._near())]
        return any(self.add(event, wanted, moving) for event in dict.fromkeys(tries))

    def _near(self) -> list[tuple[Any, dict[str, Any]]]:
        return [(self.day + timedelta(gap), {}) for gap in (1, 0)] if len(self.case) else []

    def add(self, event: Event, wanted: frozenset[str] = NOTHING_DOUBTFUL, moving: Subject | None = None) -> bool:
        """Record an act if the file then has the findings wanted and no other, and nothing kept is moved."""
        longer = self.case.record(event)
        if codes(longer) != wanted:
            return False
        before = self.case, [self.phase(each) for each in self.kept]
        self.case = longer
        if any(self.phase(each) is not was for each, was in zip(self.kept, before[1], strict=True) if each != moving):
            self.case = before[0]
            return False
        self.day = max(self.day, event.on.earliest or self.day)
        for subject in event.subjects:
            if subject.kind == "charge" and subject.key not in self.charges.setdefault(subject.who, []):
                self.charges[subject.who].append(subject.key)
        return True

    def another(self, step: Step, subject: Subject) -> str | None:
        """The other charge that a step concerns: a new one that it files, or one that it names; ``None`` without one."""
        if not step.two_charges:
            return ""
        there = self.charges.get(subject.who, [])
        if step.names and any(each != subject.key for each in there):
            return self.choose([each for each in there if each != subject.key])
        new = next(key for number in count(1) if (key := str(number)) not in there and key != subject.key)
        if len({*there, subject.key}) >= self.most_charges:
            return None
        if step.names and not self.take(steps(self.procedure, "charge")[0], Subject("charge", subject.who, new)):
            return None
        return new

    def details(self, step: Step, *, plainly: bool) -> dict[str, Any]:
        """A few things more that an act says; plainly, none that a row may read."""
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
        """Add an act of which the tables say nothing."""
        act = self.choose(beside(self.procedure))
        day = self.day + timedelta(self.choose(_GAPS)) if len(self.case) else FIRST
        fields = {
            name: day if is_day(act, name) else self.choose(options(act, name))
            for name in needed(act)
            if name != "defendant"
        }
        names = {field.name for field in attrs.fields(act)}
        return self.add(act(**fields, **({"defendant": who} if "defendant" in names else {})))

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries so far."""
        return self.case.entries


@cache
def _read(procedure: Procedure) -> frozenset[str]:
    """The fields that some row reads."""
    filed = {field for row in procedure.rows for field in row.filed}
    return frozenset(
        {"by", "sovereign", *filed, *[name for each in procedure.machines for name in each.fields.values()]}
    )
