"""
The graph of all states and steps of one charge, one axis at a time.

Legality depends on the phase, and the effect of a late act on whether the phase it leads to was skipped. Other axes are
set but never read, except by conditional rows. The relevant states are therefore finite in number, and the steps
between them cover every sequence of acts, however long.
"""

from collections import deque
from collections.abc import Iterator
from datetime import timedelta
from functools import cached_property
from typing import Any, NamedTuple

import attrs

from casestate.casefile import CaseFile
from casestate.engine.fold import Draft
from casestate.entries import Entry
from casestate.events import ChargeAct, ChargeFiled, Event, PleaEntered, Subject
from casestate.events.fields import CHARGES_ACTED_ON, fields_holding
from casestate.law.findings import Severity
from casestate.law.moves import Fit
from casestate.law.procedure import Procedure
from casestate.law.transition import Compiled
from casestate.state.axes import Phase
from casestate.testing.code import as_code
from casestate.testing.laws.law import Counterexample
from casestate.testing.strategies.steps import FIRST
from casestate.vocabulary import Closed, Vocabulary

CHARGE = Subject("charge", "A. Doe", "1")
_SHAPES: dict[type[Event], dict[str, Any]] = {PleaEntered: {"plea": "guilty"}}


class State(NamedTuple):
    """A phase, the axis that a law is about, and the skipped phases that bear on that axis."""

    phase: Phase
    value: Closed
    skipped: frozenset[Phase]


class Step(NamedTuple):
    """One act in one state, with the state it leads to and its findings."""

    before: State
    event: Event
    after: State
    findings: tuple[tuple[str, Severity], ...]

    @property
    def said(self) -> tuple[str, str]:
        """The outcome and the ground of the act, on which its effect may depend."""
        return getattr(self.event, "outcome", ""), getattr(self.event, "ground", "")

    @property
    def lawful(self) -> bool:
        """Whether the step has no finding."""
        return not self.findings

    @property
    def is_error(self) -> bool:
        """Whether the step is impossible under any law."""
        return any(severity is Severity.ERROR for _, severity in self.findings)


class Graph:
    """
    The graph of one procedure.

    Attributes:
        procedure: The procedure.
    """

    def __init__(self, procedure: Procedure) -> None:
        self.procedure = procedure
        self.ends = procedure.by_kind["charge"].ends
        self._steps: dict[str, tuple[Step, ...]] = {}

    def steps(self, axis: str) -> tuple[Step, ...]:
        """Return every step from every state that any sequence of acts reaches, lawful or not, the nearest first."""
        if axis not in self._steps:
            self._steps[axis] = tuple(self._walk(axis))
        return self._steps[axis]

    def after(self, axis: str, act: type[Event] | tuple[type[Event], ...]) -> Iterator[Step]:
        """Yield the steps of one type of act."""
        return (step for step in self.steps(axis) if isinstance(step.event, act))

    def lawfully_reached(self, axis: str) -> dict[State, tuple[Event, ...]]:
        """Return the states that lawful acts alone lead to, each with a shortest such sequence."""
        return self._ways(axis, lawful=True)

    def broken(self, axis: str, step: Step, words: str) -> Counterexample:
        """Return the counterexample of one step, with a shortest history that takes it."""
        return self.told((*self._ways(axis)[step.before], step.event), f"{words}:\n{_in_words(axis, step)}")

    def told(self, events: tuple[Event, ...], words: str) -> Counterexample:
        """Return the counterexample of a history with one act a day."""
        case = CaseFile("drawn", procedure=self.procedure)
        for day, event in enumerate(events):
            case = case.record(attrs.evolve(event, on=(FIRST + timedelta(days=day)).isoformat()))
        return Counterexample(f"Under {self.procedure.name}: {words}", as_code(case))

    @cached_property
    def acts(self) -> tuple[Entry, ...]:
        """
        Every act on a charge, with every value of its discriminating field that the table distinguishes, and a word
        outside the vocabulary.
        """
        events = [event for act in self.procedure.by_kind["charge"].records for event in self._values_of(act)]
        for link in fields_holding(ChargeFiled, (CHARGES_ACTED_ON,)):
            linked: dict[str, Any] = {link: CHARGE.key}
            events.append(ChargeFiled(on=FIRST, defendant=CHARGE.who, charge="2", **linked))
        return tuple([Entry(id=f"e{n}", seq=n, event=event) for n, event in enumerate(events, start=1)])

    def _values_of(self, act: type[Event]) -> Iterator[Event]:
        machine, compiled = self.procedure.by_kind["charge"], self.procedure.tables["charge"][act, ""]
        given: dict[str, Any] = {"on": FIRST, "defendant": CHARGE.who, **_SHAPES.get(act, {})}
        if issubclass(act, ChargeAct):
            given["charge"] = CHARGE.key
        field = machine.fields.get(act)
        if field is None:
            yield act(**given)
            return
        words = {word for row in machine.rows if row.act is act for value in row.values for word in type(value)}
        every = [*sorted(words), next(iter(words)).raw("as the docket has it")]
        alike = {tuple(_rows(compiled, word)): word for word in reversed(every)}
        yield from (act(**(given | {field: word})) for word in alike.values())

    def _walk(self, axis: str) -> Iterator[Step]:
        start = self._start(axis)
        reached, ahead = {start}, deque([start])
        while ahead:
            before = ahead.popleft()
            for entry in self.acts:
                step = self._taken(axis, before, entry)
                yield step
                if step.after not in reached:
                    reached.add(step.after)
                    ahead.append(step.after)

    def _start(self, axis: str) -> State:
        draft = Draft(CHARGE, self.procedure)
        return State(draft.axes["phase"], draft.axes[axis], frozenset())

    def _taken(self, axis: str, before: State, entry: Entry) -> Step:
        """Fold one act onto a state."""
        draft = Draft(CHARGE, self.procedure)
        draft.axes.update({"phase": before.phase, axis: before.value, "skipped": before.skipped})
        draft.apply(entry)
        after = State(draft.axes["phase"], draft.axes[axis], draft.axes["skipped"] & self._bearing(axis))
        return Step(before, entry.event, after, tuple([(each.code, each.severity) for each in draft.findings]))

    def _bearing(self, axis: str) -> frozenset[Phase]:
        """Return the phases that matter for a late act on an axis, if they were skipped."""
        return frozenset([phase for phase in self._told_late.get(axis, ()) if isinstance(phase, Phase)])

    @cached_property
    def _told_late(self) -> dict[str, set[Closed | None]]:
        told: dict[str, set[Closed | None]] = {}
        own = [rows for (_, link), rows in self.procedure.tables["charge"].items() if not link]
        moves = [move for rows in own for by_phase in rows.moves.values() for move in by_phase.values()]
        for move in [move.late or move for move in moves]:
            if move.fit is Fit.LATE:
                for axis in move.changes:
                    told.setdefault(axis, set()).add(move.row.to)
        return told

    def _ways(self, axis: str, *, lawful: bool = False) -> dict[State, tuple[Event, ...]]:
        """Return a shortest sequence of acts to every state."""
        onward: dict[State, list[Step]] = {}
        for step in self.steps(axis):
            if step.lawful or not lawful:
                onward.setdefault(step.before, []).append(step)
        start = self._start(axis)
        ways: dict[State, tuple[Event, ...]] = {start: ()}
        ahead = deque([start])
        while ahead:
            state = ahead.popleft()
            for step in onward.get(state, ()):
                if step.after not in ways:
                    ways[step.after] = (*ways[state], step.event)
                    ahead.append(step.after)
        return ways


def _rows(compiled: Compiled, word: Vocabulary) -> Iterator[tuple[str, Fit]]:
    """Yield the row that applies to a value in each phase. Values with the same rows count as one act."""
    return ((move.row.id, move.fit) for move in (compiled.moves.get(word) or compiled.moves[None]).values())


def _in_words(axis: str, step: Step) -> str:
    said = ", ".join(code for code, _ in step.findings) or "lawful"
    here, there = step.before, step.after
    return (
        f"    {step.event!r} ({said})\n"
        f"    from {here.phase.value}, {axis} {here.value.value}, to {there.phase.value}, {axis} {there.value.value}"
    )
