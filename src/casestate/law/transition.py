"""
The rows of one kind of subject, and the rows compiled for folding.

There is no list of wrong acts: an act that no row allows is classified by the phases alone. If ordinary acts lead from
the present phase to one that the act needs, a step is *missing* from the file. If the act leads to the present phase,
it is *repeated*. If ordinary acts lead from the phase to which it leads to the present one, it comes *late*. Otherwise
it *contradicts* the file. An act whose outcome is in words that no row reads is kept and has no effect.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from types import MappingProxyType

import attrs

from casestate.events import Event
from casestate.law.chart import Chart
from casestate.law.kinds import KINDS
from casestate.law.moves import Fit, Move
from casestate.law.rows import Row, Scope
from casestate.law.words import pick, several
from casestate.readonly import Frozen, ReadOnly, fixed
from casestate.state.axes import Found
from casestate.vocabulary import Closed


def _steps(steps: Mapping[Closed, str]) -> Mapping[Closed, str]:
    return ReadOnly(steps)


@attrs.frozen(kw_only=True, order=False)
class Machine:
    """
    The rows for one kind of subject. Write it with :func:`table`.

    Attributes:
        kind: ``charge``, ``claim`` or ``citation``.
        ends: The phases in which it has ended.
        rows: The table, in the order in which the acts of a case follow one another; that order breaks ties of date.
        steps: The name of the step into each phase.
        after_end: What may still be recorded once it has ended, as a remedy says it.
    """

    kind: str
    ends: frozenset[Closed]
    rows: tuple[Row, ...]
    steps: Mapping[Closed, str] = attrs.field(converter=_steps)
    after_end: str

    def __attrs_post_init__(self) -> None:
        """Refuse a row that joins no record, or that names an act of which the table has no row."""
        acts = {row.act.__name__: row.act for row in self.rows}
        for row in self.rows:
            pick(row.id, row.joins, dict.fromkeys(KINDS[self.kind].records), f"a record of a {self.kind} to join")
            for name in row.named:
                pick(row.id, name, acts, f"an act on a {self.kind}")

    @property
    def first(self) -> Closed:
        """The phase before any act."""
        return KINDS[self.kind].first

    @property
    def phases(self) -> type[Closed]:
        """All phases."""
        return type(self.first)

    @property
    def begins(self) -> Closed | None:
        """The phase that the first of its rows to lead anywhere leads to: a charge filed, a citation issued."""
        return next((row.to for row in self.rows if row.to and self.first in row.start), None)

    @property
    def fields(self) -> Mapping[type[Event], str]:
        """The discriminating field of each act that has one: the one whose values its rows name."""
        return {row.act: row.field for row in self.rows if row.field}

    @property
    def records(self) -> Mapping[type[Event], str]:
        """For each act, the record that it joins as an act on the subject itself, unless a row of it says otherwise."""
        return {row.act: row.joins for row in reversed(self.rows) if not row.link}

    def chart(self) -> Chart:
        """Return which of its phases lead to which."""
        order = {phase: place for place, phase in enumerate(self.phases)}
        first = KINDS[self.kind].axes
        onward: dict[Closed, set[Closed]] = {phase: set() for phase in order}
        settled: dict[Closed, set[str]] = {phase: set() for phase in order}
        ordinary: dict[Closed, set[str]] = {phase: set() for phase in order}
        for row in [row for row in self.rows if not row.conditional and row.scope is not Scope.LOCAL]:
            if row.to:
                settled[row.to].update(row.sets.keys() - {axis for axis in row.guards if row.sets[axis] is first[axis]})
            for start in row.start:
                if row.to and row.presumed and order[start] < order[row.to]:
                    onward[start].add(row.to)
                    ordinary[row.to].update(row.sets.keys() - row.guards.keys())
        undone = frozenset([act for row in self.rows for act in self._undone(row)])
        kind = KINDS[self.kind]
        return Chart(
            onward=onward,
            settled=settled,
            ordinary=ordinary,
            ends=self.ends,
            disposing=kind.disposing,
            undone=undone,
            presumed=next((phase for phase in order if phase.value == kind.presumed), None),
            instead_of=frozenset([phase for phase in order if phase.value in kind.instead_of]),
        )

    def _undone(self, by: Row) -> Iterator[str]:
        """Yield the acts that a row undoes or asks the review of, unless they undo another and leave a frame anyway."""
        named = [(act, by.undone_from) for act in by.undoes]
        for act, came_in in [*named, *[(each.act, (each.came_in,)) for each in by.when.of_review]]:
            there = [row for row in self.rows if row.act.__name__ == act and not set(came_in).isdisjoint(row.start)]
            if not any(row.undoes for row in there):
                yield act

    def compiled(self) -> "Table":
        """Return the table for folding: for each act and link, the move of each value in each phase."""
        return Table(self)


def _ranks(ranks: Mapping[str | None, int]) -> Mapping[str | None, int]:
    return MappingProxyType(dict(ranks))


def _each_read_only(moves: Mapping[str | None, Mapping[Closed, Move]]) -> Mapping[str | None, Mapping[Closed, Move]]:
    return MappingProxyType({value: MappingProxyType(by_phase) for value, by_phase in moves.items()})


def _only(compiled: "Compiled") -> Mapping[Closed, Move] | None:
    return compiled.moves[None] if compiled.field is None else None


@attrs.frozen(kw_only=True, order=False)
class Compiled:
    """
    The rows of one act.

    Attributes:
        field: The discriminating field of the act; ``None`` where it has none.
        moves: For each value of that field that some row names, and ``None`` for all others, the move in each phase.
        only: The move in each phase, if the act has no such field.
        ranks: Likewise, the place of the first row in the table.
    """

    field: str | None
    moves: Mapping[str | None, Mapping[Closed, Move]] = attrs.field(converter=_each_read_only)
    ranks: Mapping[str | None, int] = attrs.field(converter=_ranks)
    only: Mapping[Closed, Move] | None = attrs.field(init=False, default=attrs.Factory(_only, takes_self=True))

    def by_phase(self, event: Event) -> Mapping[Closed, Move]:
        """Return the move of an event in each phase."""
        if self.field is None:
            return self.moves[None]
        return self.moves.get(getattr(event, self.field)) or self.moves[None]

    def rank(self, event: Event) -> int:
        """Return the legal precedence of an event: the place of its first row in the table."""
        return self.ranks.get(getattr(event, self.field) if self.field else None, self.ranks[None])


class Table(Frozen, Mapping[tuple[type[Event], str], Compiled]):
    """The rows of a machine by act and link, compiled on first use: a file has few acts, and compiling is slow."""

    _machine: Machine
    _compiled: dict[tuple[type[Event], str], Compiled]
    _rows: Mapping[tuple[type[Event], str], list[Row]]

    def __init__(self, machine: Machine) -> None:
        rows: dict[tuple[type[Event], str], list[Row]] = {}
        for row in machine.rows:
            rows.setdefault((row.act, row.link), []).append(row)
        fixed(self, "_machine", machine)
        fixed(self, "_compiled", {})
        fixed(self, "_rows", rows)

    def __getitem__(self, act: tuple[type[Event], str]) -> Compiled:
        if act not in self._compiled:
            self._compiled[act] = self._compile(self._rows[act])
        return self._compiled[act]

    def __iter__(self) -> Iterator[tuple[type[Event], str]]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    @cached_property
    def _chart(self) -> Chart:
        return self._machine.chart()

    @cached_property
    def _ranks(self) -> Mapping[str, int]:
        return {row.id: rank for rank, row in enumerate(self._machine.rows)}

    def _compile(self, rows: list[Row]) -> Compiled:
        chart, phases = self._chart, list(self._chart.onward)
        named = {value for row in rows for value in row.values}
        moves: dict[str | None, dict[Closed, Move]] = {}
        for value in [*named, None]:
            of_value = [row for row in rows if (value in row.values if value else not row.values)]
            plain = [row for row in of_value if not row.conditional]
            plain = plain or [row for row in rows if not row.values and not row.conditional] or rows
            instead = [row for row in of_value if row.conditional]
            moves[value] = {phase: _cased(_move(phase, plain, chart), phase, instead, chart) for phase in phases}
        return Compiled(
            field=next((row.field for row in rows if row.field), None),
            moves=moves,
            ranks={value: min(self._ranks[m.row.id] for m in by_phase.values()) for value, by_phase in moves.items()},
        )


def _cased(move: Move, phase: Closed, conditional: list[Row], chart: Chart) -> Move:
    """Return a move with the moves of conditional rows that may take its place."""
    instead = [_framed(_taken(row), chart) for row in conditional if phase in row.start]
    framed = _framed(move, chart)
    return attrs.evolve(framed, instead=tuple(instead)) if instead else framed


def _framed(move: Move, chart: Chart) -> Move:
    """Return a move that says which frames its act leaves."""
    if not move.lawful:
        return move
    undoable = bool(move.row.undoes) or move.row.act.__name__ in chart.undone
    disposes = chart.disposing in move.changes
    return attrs.evolve(move, disposes=disposes, undoable=undoable) if disposes or undoable else move


def _move(phase: Closed, rows: list[Row], chart: Chart) -> Move:
    """Return the effect of an act in a phase, by the rows that have no condition."""
    if rows[0].unread:
        return Move(row=rows[0], fit=Fit.UNREAD)
    known = [row for row in rows if row.scope is not Scope.LOCAL and not row.unread]
    ordinary = [row for row in known if not row.reopens]
    for row in rows:
        if phase in row.start:
            if row.scope is not Scope.LOCAL or row.to:
                return _taken(row)
            return attrs.evolve(_taken(row), late=_repeated(phase, ordinary, chart) or _late(phase, ordinary, chart))
    return (
        _lacking(phase, [row for row in ordinary if row.to], chart)
        or _repeated(phase, ordinary, chart)
        or _lacking(phase, [row for row in known if not row.to], chart)
        or _lacking(phase, [row for row in known if row.reopens and Found.GUILTY not in row.sets.values()], chart)
        or _late(phase, ordinary, chart)
        or Move(row=rows[0], fit=Fit.CONTRADICTS)
    )


def _lacking(phase: Closed, rows: list[Row], chart: Chart) -> Move | None:
    """Return the effect of an act that needs a phase still ahead; ``None`` where it needs none."""
    for row in rows:
        ahead = [start for start in row.start if start in chart.reach[phase]]
        if ahead:
            return _missing(phase, row, ahead, chart)
    return None


def _repeated(phase: Closed, ordinary: list[Row], chart: Chart) -> Move | None:
    """Return the effect of an act that leads to the present phase; ``None`` where it does not."""
    for row in ordinary:
        if row.to is phase:
            fills = frozenset({phase}) if phase in chart.ends else _fills(row, chart)
            return Move(row=row, fit=Fit.REPEATED, changes=row.changes, fills=fills)
    return None


def _late(phase: Closed, ordinary: list[Row], chart: Chart) -> Move | None:
    """Return the effect of an act that comes late; ``None`` where it does not."""
    reach = chart.reach
    for row in ordinary:
        behind = (row.to,) if row.to else row.start
        if any(phase in reach[each] for each in behind):
            open_ = {axis: value for axis, value in row.changes.items() if axis not in chart.settled[phase]}
            return Move(row=row, fit=Fit.LATE, changes=open_, fills=_fills(row, chart))
    return None


def _fills(row: Row, chart: Chart) -> frozenset[Closed]:
    """
    Return the phases that a late act fills.

    An act that leads on fills each phase after the earliest that it may start from, up to the phase that it leads to.
    An act that leaves the phase fills the phases that it may start from.
    """
    if row.to is None:
        return frozenset(row.start)
    return chart.between(max(row.start, key=lambda start: len(chart.reach[start])), row.to)


def _missing(phase: Closed, row: Row, ahead: list[Closed], chart: Chart) -> Move:
    """
    Return the move of an act that needs a step which the file lacks.

    An act that leaves the phase shows that the charge had reached the earliest phase that the act may start from; if
    there is no single earliest phase, none is guessed. What the missing step would have set becomes unknown. An act
    that reopens a charge of which the file has no end leaves the axes as they are.
    """
    needs = max(ahead, key=lambda start: len(chart.reach[start]))
    if row.reopens and needs in chart.ends and chart.brought(phase):
        return Move(row=row, fit=Fit.MISSING, needs=needs)
    shown = chart.earliest(ahead)
    if shown is None:
        return Move(row=row, fit=Fit.MISSING, changes=row.changes, needs=needs)
    needs = needs if row.to else shown
    changes = row.changes if row.to else {**row.changes, "phase": needs}
    return Move(
        row=row,
        fit=Fit.MISSING,
        changes=changes,
        needs=needs,
        skips=chart.between(phase, needs),
        forgets=chart.forgotten(phase, needs).difference(changes),
    )


def _taken(row: Row) -> Move:
    """Return the move of a row that applies."""
    if row.lacks is not None:
        return Move(row=row, fit=Fit.MISSING, changes=row.changes, needs=row.lacks, skips=frozenset({row.lacks}))
    return Move(row=row, fit=Fit.UNREAD) if row.unread else Move(row=row, fit=Fit.LAWFUL, changes=row.changes)


def table(kind: str, *rows: Row, ends: str, steps: str, after_end: str) -> Machine:
    """
    Make the table of one kind of subject.

    Args:
        kind: ``charge``, ``claim`` or ``citation``.
        rows: Its rows, in the order in which the acts of a case follow one another.
        ends: The phases in which it has ended, such as ``"dismissed|satisfied"``.
        steps: The name of the step into each phase, such as ``"charged=filing triable=bind-over"``.
        after_end: What may still be recorded once it has ended, as a remedy says it.

    Raises:
        InvalidProcedure: A phase is none of the kind.
    """
    phases = {phase.value: phase for phase in KINDS[kind].phases}
    named = [step.partition("=") for step in steps.split()]
    return Machine(
        kind=kind,
        ends=frozenset(several("ends", ends, phases, f"a phase of a {kind}")),
        rows=rows,
        steps={pick("steps", phase, phases, f"a phase of a {kind}"): name for phase, _, name in named},
        after_end=after_end,
    )
