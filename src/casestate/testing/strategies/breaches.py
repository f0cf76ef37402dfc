"""
Derive from the table the acts that it does not allow, each with the finding it adds.

A late step fills a gap that an earlier act left. That earlier act is recorded first and has a finding of its own.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

import attrs

from casestate.entries import Entry
from casestate.events import Subject
from casestate.law.legality import finding_for
from casestate.law.moves import Fit, Move
from casestate.law.procedure import Procedure
from casestate.testing.strategies.steps import FIRST, Step, steps, ways
from casestate.vocabulary import Closed

SUBJECTS = {kind: Subject(kind, "A. Doe", "1") for kind in ("charge", "claim", "citation")}
"""The subject on which a rule is broken, by kind."""


@attrs.frozen
class Breach:
    """
    An act that its row does not allow.

    Attributes:
        code: The code of the finding it adds.
        kind: The kind of subject.
        phase: The phase of the subject before the act.
        step: The act.
        after: For a late step, the earlier breach: the act that presupposed the step.
    """

    code: str
    kind: str
    phase: Closed
    step: Step
    after: "Breach | None" = None


@cache
def breaches(procedure: Procedure) -> Mapping[str, tuple[Breach, ...]]:
    """Return every act that a procedure does not allow from some reachable phase, by the code of its finding."""
    found: dict[str, dict[Breach, None]] = {}
    for kind in procedure.by_kind:
        for breach in (*_plain(procedure, kind), *_late(procedure, kind)):
            found.setdefault(breach.code, {})[breach] = None
    return MappingProxyType({code: tuple(each) for code, each in found.items()})


def _moves(procedure: Procedure, kind: str) -> Iterator[tuple[Closed, Step, Move]]:
    machine = procedure.by_kind[kind]
    reached = {machine.first, *[way.to for way in ways(procedure, kind).values()]}
    for step in steps(procedure, kind):
        by_phase = procedure.tables[kind][step.act, step.link].by_phase(step.on(FIRST, SUBJECTS[kind]))
        yield from [(phase, step, by_phase[phase]) for phase in machine.phases if phase in reached]


def _plain(procedure: Procedure, kind: str) -> Iterator[Breach]:
    # Acts with conditional rows come last: the condition may make them lawful.
    for phase, step, move in sorted(_moves(procedure, kind), key=lambda each: bool(each[2].instead)):
        if not move.lawful:
            yield Breach(_code(procedure, kind, phase, step, move, fills=False), kind, phase, step)


def _late(procedure: Procedure, kind: str) -> Iterator[Breach]:
    moves = list(_moves(procedure, kind))
    gaps: dict[tuple[Closed, frozenset[Closed]], Breach] = {}
    for phase, step, move in moves:
        if move.fit is Fit.MISSING:
            code = _code(procedure, kind, phase, step, move, fills=False)
            gaps.setdefault((move.changes.get("phase", phase), move.skips), Breach(code, kind, phase, step))
    for phase, step, move in moves:
        for (reached, skipped), gap in gaps.items():
            fits = move.fit is Fit.LATE or (move.fit is Fit.REPEATED and move.row.to is not None)
            if phase is reached and fits and (not skipped.isdisjoint(move.fills) if move.row.to else True):
                yield Breach(_code(procedure, kind, phase, step, move, fills=True), kind, phase, step, gap)


def _code(procedure: Procedure, kind: str, phase: Closed, step: Step, move: Move, *, fills: bool) -> str:
    subject = SUBJECTS[kind]
    entry = Entry(id="e1", event=step.on(FIRST, subject))
    return finding_for(subject, move, entry, phase=phase, fills=fills, machine=procedure.by_kind[kind]).code
