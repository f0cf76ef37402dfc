"""
One row of the law, and the rows compiled for folding.

A row says: this act, from these phases, leads there. Whatever a row does not allow is told apart by reachability alone,
so that no second list of mistakes exists: if ordinary acts lead from the present phase to one the act needs, a step is
*missing* from the file; if the act leads to the present phase, it is *repeated*; if ordinary acts lead from where it
ends to the present phase, it comes *late*; otherwise it *contradicts* what the file says.

An act whose outcome stands in words that no row reads is kept and moves nothing.
"""

from collections.abc import Mapping

import attrs

from casestate.events import Event
from casestate.vocabulary import Closed, Vocabulary


class Standing(Closed):
    """How far a row binds: everywhere, or by default where a jurisdiction has no rule of its own."""

    UNIVERSAL = "universal"
    CONFIGURABLE = "configurable"


class Fit(Closed):
    """How an act fits the phase in which it comes."""

    LAWFUL = "lawful"
    MISSING = "missing"
    LATE = "late"
    REPEATED = "repeated"
    UNREAD = "unread"
    CONTRADICTS = "contradicts"


@attrs.frozen(kw_only=True, order=False)
class Transition:
    """
    One row of the transition table.

    Attributes:
        id: Its name, as in the reference docs.
        act: The event.
        link: For a filing seen from another charge that it names: the field that names it.
        values: The values of the act's discriminating field for which it speaks; empty for all others.
        start: The phases from which the act is open.
        to: The phase to which it leads; ``None`` where it stays.
        sets: The other axes it sets.
        standing: How far it binds.
        refusal: What the finding is called where the act contradicts the phase, if it has a name of its own.
        reopens: Whether it opens what had ended; such a step is never taken for granted when it is missing.
        unread: Whether it speaks for words whose meaning is not known: such an act is kept and moves nothing.
        cite: Rule or case.
        reason: One line.
    """

    id: str
    act: type[Event]
    link: str = ""
    values: tuple[Vocabulary, ...] = ()
    start: tuple[Closed, ...]
    to: Closed | None = None
    sets: Mapping[str, Closed] = attrs.field(factory=dict)
    standing: Standing = Standing.UNIVERSAL
    refusal: str = ""
    reopens: bool = False
    unread: bool = False
    cite: str
    reason: str


@attrs.frozen(kw_only=True, order=False)
class Move:
    """
    What one act does in one phase.

    Attributes:
        row: The row that speaks.
        fit: How the act fits.
        lawful: Whether the row allows it; kept, because every fold of every entry asks.
        changes: The axes it sets where it takes effect.
        needs: The phase that a missing step would have led to.
        skips: The phases through which the charge must have gone, or may, without an act in the file.
        fills: The phases for which a late act makes up, if they were skipped.
    """

    row: Transition
    fit: Fit
    changes: Mapping[str, Closed] = attrs.field(factory=dict)
    needs: Closed | None = None
    skips: frozenset[Closed] = frozenset()
    fills: frozenset[Closed] = frozenset()
    lawful: bool = attrs.field(init=False)

    @lawful.default
    def _is_lawful(self) -> bool:
        return self.fit is Fit.LAWFUL


@attrs.frozen(kw_only=True, order=False)
class Machine:
    """
    The rows for one kind of subject.

    Attributes:
        kind: ``charge``, ``claim`` or ``citation``.
        first: The phase before any act.
        ends: The phases in which it has ended.
        rows: The table, in the order in which the acts of a case follow one another; that order breaks ties of date.
        steps: What the step into a phase is called.
        fields: The discriminating field of each act that has one.
        records: For each act, the record of the state that it joins.
    """

    kind: str
    first: Closed
    ends: frozenset[Closed]
    rows: tuple[Transition, ...]
    steps: Mapping[Closed, str]
    fields: Mapping[type[Event], str]
    records: Mapping[type[Event], str]

    @property
    def phases(self) -> type[Closed]:
        """All phases."""
        return type(self.first)

    @property
    def begins(self) -> Closed | None:
        """The phase that the first of its rows to lead anywhere leads to: a charge filed, a citation issued."""
        return next((row.to for row in self.rows if row.to and self.first in row.start), None)

    def reach(self) -> dict[Closed, frozenset[Closed]]:
        """
        For each phase, those that ordinary acts lead on to from it, itself included.

        Phases are declared in the order of a case; an act that leads back, such as a mistrial, is no way forward.
        """
        order = {phase: place for place, phase in enumerate(self.phases)}
        edges = [(start, row.to) for row in self.rows if row.to and not row.reopens for start in row.start]
        steps = [(start, to) for start, to in edges if order[start] < order[to]]
        reached = {phase: {phase} for phase in self.phases}
        grown = True
        while grown:
            grown = False
            for start, to in steps:
                for seen in reached.values():
                    if start in seen and to not in seen:
                        seen.add(to)
                        grown = True
        return {phase: frozenset(seen) for phase, seen in reached.items()}

    def settled(self) -> dict[Closed, frozenset[str]]:
        """For each phase, the axes that some row leading there sets: no act that comes late has a word on those."""
        leading: dict[Closed, list[Transition]] = {phase: [] for phase in self.phases}
        for row in self.rows:
            if row.to:
                leading[row.to].append(row)
        return {phase: frozenset([axis for row in rows for axis in row.sets]) for phase, rows in leading.items()}

    def compiled(self) -> "dict[tuple[type[Event], str], Compiled]":
        """The table for folding: for each act and link, what each value does in each phase."""
        reach, settled = self.reach(), self.settled()
        acts: dict[tuple[type[Event], str], list[Transition]] = {}
        for row in self.rows:
            acts.setdefault((row.act, row.link), []).append(row)
        ranks = {row.id: rank for rank, row in enumerate(self.rows)}
        return {(act, link): self._compile(act, rows, reach, settled, ranks) for (act, link), rows in acts.items()}

    def _compile(
        self,
        act: type[Event],
        rows: list[Transition],
        reach: dict[Closed, frozenset[Closed]],
        settled: dict[Closed, frozenset[str]],
        ranks: dict[str, int],
    ) -> "Compiled":
        named = {value for row in rows for value in row.values}
        moves: dict[str | None, dict[Closed, Move]] = {}
        for value in [*named, None]:
            of_value = [row for row in rows if (value in row.values if value else not row.values)]
            moves[value] = {
                phase: _move(phase, of_value or rows, reach, settled[phase], self.ends) for phase in self.phases
            }
        return Compiled(
            field=self.fields.get(act),
            record=self.records[act] if not rows[0].link else "endings",
            moves=moves,
            ranks={value: min(ranks[move.row.id] for move in by_phase.values()) for value, by_phase in moves.items()},
        )


@attrs.frozen(kw_only=True, order=False)
class Compiled:
    """One act's rows, looked up by the value of its discriminating field and then by phase."""

    field: str | None
    record: str
    moves: Mapping[str | None, Mapping[Closed, Move]]
    ranks: Mapping[str | None, int]

    def by_phase(self, event: Event) -> Mapping[Closed, Move]:
        """What this event does in each phase."""
        if self.field is None:
            return self.moves[None]
        return self.moves.get(getattr(event, self.field)) or self.moves[None]

    def rank(self, event: Event) -> int:
        """Its legal precedence: the place of its first row in the table."""
        return self.ranks.get(getattr(event, self.field) if self.field else None, self.ranks[None])


def _move(
    phase: Closed,
    rows: list[Transition],
    reach: dict[Closed, frozenset[Closed]],
    settled: frozenset[str],
    ends: frozenset[Closed],
) -> Move:
    if rows[0].unread:
        return Move(row=rows[0], fit=Fit.UNREAD)
    for row in rows:
        if phase in row.start:
            return Move(row=row, fit=Fit.LAWFUL, changes=_changes(row))
    ordinary = [row for row in rows if not row.reopens]
    for row in ordinary:
        ahead = [start for start in row.start if start in reach[phase]]
        if ahead:
            return _missing(phase, row, ahead, reach)
    for row in ordinary:
        if row.to is phase:
            fills = frozenset({phase}) if phase in ends else _fills(row, reach)
            return Move(row=row, fit=Fit.REPEATED, changes=_changes(row), fills=fills)
    for row in ordinary:
        behind = (row.to,) if row.to else row.start
        if any(phase in reach[each] for each in behind):
            open_ = {axis: value for axis, value in _changes(row).items() if axis not in settled}
            return Move(row=row, fit=Fit.LATE, changes=open_, fills=_fills(row, reach))
    return Move(row=rows[0], fit=Fit.CONTRADICTS)


def _fills(row: Transition, reach: dict[Closed, frozenset[Closed]]) -> frozenset[Closed]:
    """
    The phases for which a late act makes up.

    An act that leads on makes up for every phase from behind the earliest in which it is open up to where it leads; one
    that stays, for those in which it is open.
    """
    if row.to is None:
        return frozenset(row.start)
    earliest = max(row.start, key=lambda start: len(reach[start]))
    return frozenset({each for each in reach[earliest] - {earliest} if row.to in reach[each]})


def _missing(phase: Closed, row: Transition, ahead: list[Closed], reach: dict[Closed, frozenset[Closed]]) -> Move:
    """
    An act that needs a step the file does not have.

    An act that stays where it is tells that the charge was at least as far as the earliest phase in which it is open,
    where there is one such phase; where there are several, none is guessed.
    """
    needs = max(ahead, key=lambda start: len(reach[start]))
    changes = _changes(row)
    if not reach[needs].issuperset(ahead):
        return Move(row=row, fit=Fit.MISSING, changes=changes, needs=needs)
    if row.to is None:
        changes["phase"] = needs
    between = frozenset({each for each in reach[phase] - {phase} if needs in reach[each]})
    return Move(row=row, fit=Fit.MISSING, changes=changes, needs=needs, skips=between)


def _changes(row: Transition) -> dict[str, Closed]:
    return {"phase": row.to, **row.sets} if row.to else dict(row.sets)
