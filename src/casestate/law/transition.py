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
from casestate.state.axes import Found
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
        where: For an axis that it sets only where it stands at certain values: those values.
        given: Axes that must stand at certain values for it to speak. With this or one of the next five it is a row of
            its own case, and takes the place of what would otherwise be said there.
        after: Acts of which one must have led to the present phase.
        filed: Fields that the charge, as last filed or amended, must have at one of these values; where none is named,
            that it must have at all.
        confirms: Whether it is only another entry of the act that last disposed of the charge, of that day or the next.
        undoes: Whether it undoes the act that last disposed of the charge and led to the present phase: what that act
            moved goes back to what it was, and then it sets its own.
        appellant: Who must have sought the review of the act undone, and nothing else have come between; unknown where
            the file does not tell.
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
    where: Mapping[str, tuple[Closed, ...]] = attrs.field(factory=dict)
    given: Mapping[str, tuple[Closed, ...]] = attrs.field(factory=dict)
    after: tuple[type[Event], ...] = ()
    filed: Mapping[str, tuple[Vocabulary, ...]] = attrs.field(factory=dict)
    confirms: bool = False
    undoes: bool = False
    appellant: Vocabulary | None = None
    standing: Standing = Standing.UNIVERSAL
    refusal: str = ""
    reopens: bool = False
    unread: bool = False
    cite: str
    reason: str

    @property
    def conditional(self) -> bool:
        """Does it speak only where more than the phase is so?"""
        return bool(self.given or self.after or self.filed or self.confirms or self.undoes)


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
        forgets: The axes that a skipped step would have set, which are therefore no longer known.
        fills: The phases for which a late act makes up, if they were skipped.
        instead: The conditional rows, the first of which whose condition holds speaks in its place.
        undoable: Whether a later act may undo it, so that what it moves is to be remembered.
    """

    row: Transition
    fit: Fit
    changes: Mapping[str, Closed] = attrs.field(factory=dict)
    needs: Closed | None = None
    skips: frozenset[Closed] = frozenset()
    forgets: frozenset[str] = frozenset()
    fills: frozenset[Closed] = frozenset()
    instead: tuple[Transition, ...] = ()
    undoable: bool = False
    lawful: bool = attrs.field(init=False)

    @lawful.default
    def _is_lawful(self) -> bool:
        return self.fit is Fit.LAWFUL

    @property
    def finds_guilt(self) -> bool:
        """Whether it finds the charge proved."""
        return Found.GUILTY in self.changes.values()


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
        after_end: What may still be recorded once it has ended, as a remedy says it.
        fields: The discriminating field of each act that has one.
        records: For each act, the record of the state that it joins.
    """

    kind: str
    first: Closed
    ends: frozenset[Closed]
    rows: tuple[Transition, ...]
    steps: Mapping[Closed, str]
    after_end: str
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

    def chart(self) -> "Chart":
        """How its phases lie to one another."""
        order = {phase: place for place, phase in enumerate(self.phases)}
        onward: dict[Closed, set[Closed]] = {phase: set() for phase in self.phases}
        settled: dict[Closed, set[str]] = {phase: set() for phase in self.phases}
        ordinary: dict[Closed, set[str]] = {phase: set() for phase in self.phases}
        for row in [row for row in self.rows if not row.conditional]:
            if row.to:
                settled[row.to].update(row.sets)
            for start in row.start:
                if row.to and not row.reopens and order[start] < order[row.to]:
                    onward[start].add(row.to)
                    ordinary[row.to].update(row.sets.keys() - row.where.keys())
        return Chart(onward=onward, settled=settled, ordinary=ordinary, ends=self.ends)

    def compiled(self) -> "dict[tuple[type[Event], str], Compiled]":
        """The table for folding: for each act and link, what each value does in each phase."""
        chart = self.chart()
        acts: dict[tuple[type[Event], str], list[Transition]] = {}
        for row in self.rows:
            acts.setdefault((row.act, row.link), []).append(row)
        ranks = {row.id: rank for rank, row in enumerate(self.rows)}
        return {(act, link): self._compile(act, rows, chart, ranks) for (act, link), rows in acts.items()}

    def _compile(self, act: type[Event], rows: list[Transition], chart: "Chart", ranks: dict[str, int]) -> "Compiled":
        named = {value for row in rows for value in row.values}
        moves: dict[str | None, dict[Closed, Move]] = {}
        for value in [*named, None]:
            of_value = [row for row in rows if (value in row.values if value else not row.values)]
            plain = [row for row in of_value if not row.conditional]
            plain = plain or [row for row in rows if not row.values and not row.conditional] or rows
            instead = [row for row in of_value if row.conditional]
            moves[value] = {phase: self._cased(_move(phase, plain, chart), phase, instead) for phase in self.phases}
        return Compiled(
            field=self.fields.get(act),
            record=self.records[act] if not rows[0].link else "endings",
            moves=moves,
            ranks={value: min(ranks[move.row.id] for move in by_phase.values()) for value, by_phase in moves.items()},
        )

    def _cased(self, move: Move, phase: Closed, conditional: list[Transition]) -> Move:
        """What an act does in a phase, with the rows that speak instead in a case of their own."""
        instead = tuple([row for row in conditional if phase in row.start])
        undone = {value for row in self.rows if row.undoes for value in row.given["disposition"]}
        return attrs.evolve(move, instead=instead, undoable=move.lawful and move.changes.get("disposition") in undone)


@attrs.frozen(kw_only=True, order=False)
class Chart:
    """
    How the phases of a table lie to one another.

    Phases are declared in the order of a case; an act that leads back, such as a mistrial, is no way forward.

    Attributes:
        onward: For each phase, those to which one ordinary act leads on.
        settled: For each phase, the axes that some row leading there sets: no act that comes late has a word on those.
        ordinary: For each phase, the axes that some ordinary act leading on to it sets, however they stood.
        ends: The phases in which a case has ended.
        reach: For each phase, those to which ordinary acts lead on, itself included.
    """

    onward: Mapping[Closed, set[Closed]]
    settled: Mapping[Closed, set[str]]
    ordinary: Mapping[Closed, set[str]]
    ends: frozenset[Closed]
    reach: Mapping[Closed, frozenset[Closed]] = attrs.field(init=False)

    @reach.default
    def _reach(self) -> dict[Closed, frozenset[Closed]]:
        return {phase: self.ahead(phase) for phase in self.onward}

    def ahead(self, phase: Closed, without: Closed | None = None) -> frozenset[Closed]:
        """The phases to which ordinary acts lead on from one, itself included, by ways that leave another out."""
        reached, waiting = {phase}, [phase]
        while waiting:
            new = self.onward[waiting.pop()] - reached - {without}
            reached |= new
            waiting += new
        return frozenset(reached)

    def between(self, phase: Closed, to: Closed) -> frozenset[Closed]:
        """The phases through which some way leads from one to another, the last included."""
        return frozenset({each for each in self.reach[phase] - {phase} if to in self.reach[each]})

    def forgotten(self, phase: Closed, to: Closed) -> frozenset[str]:
        """
        The axes that are no longer known where the way from one phase to another was skipped.

        They are those set in the phases through which every such way leads. What the first phase itself had settled
        stands, as a finding of guilt does where the sentence is missing, unless the case has ended in between.
        """
        passed = [each for each in self.between(phase, to) if to not in self.ahead(phase, without=each)]
        own = self.ordinary[phase]
        lost = [self.ordinary[each] if each in self.ends else self.ordinary[each] - own for each in passed]
        return frozenset([axis for axes in lost for axis in axes])


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


def _move(phase: Closed, rows: list[Transition], chart: Chart) -> Move:
    reach = chart.reach
    if rows[0].unread:
        return Move(row=rows[0], fit=Fit.UNREAD)
    for row in rows:
        if phase in row.start:
            return Move(row=row, fit=Fit.LAWFUL, changes=_changes(row))
    ordinary = [row for row in rows if not row.reopens]
    for row in ordinary:
        ahead = [start for start in row.start if start in reach[phase]]
        if ahead:
            return _missing(phase, row, ahead, chart)
    for row in ordinary:
        if row.to is phase:
            fills = frozenset({phase}) if phase in chart.ends else _fills(row, chart)
            return Move(row=row, fit=Fit.REPEATED, changes=_changes(row), fills=fills)
    for row in ordinary:
        behind = (row.to,) if row.to else row.start
        if any(phase in reach[each] for each in behind):
            open_ = {axis: value for axis, value in _changes(row).items() if axis not in chart.settled[phase]}
            return Move(row=row, fit=Fit.LATE, changes=open_, fills=_fills(row, chart))
    return Move(row=rows[0], fit=Fit.CONTRADICTS)


def _fills(row: Transition, chart: Chart) -> frozenset[Closed]:
    """
    The phases for which a late act makes up.

    An act that leads on makes up for every phase from behind the earliest in which it is open up to where it leads; one
    that stays, for those in which it is open.
    """
    if row.to is None:
        return frozenset(row.start)
    return chart.between(max(row.start, key=lambda start: len(chart.reach[start])), row.to)


def _missing(phase: Closed, row: Transition, ahead: list[Closed], chart: Chart) -> Move:
    """
    An act that needs a step the file does not have.

    An act that stays where it is tells that the charge was at least as far as the earliest phase in which it is open,
    where there is one such phase; where there are several, none is guessed. What the step would have set is not known.
    """
    needs = max(ahead, key=lambda start: len(chart.reach[start]))
    changes = _changes(row)
    if not chart.reach[needs].issuperset(ahead):
        return Move(row=row, fit=Fit.MISSING, changes=changes, needs=needs)
    if row.to is None:
        changes["phase"] = needs
    return Move(
        row=row,
        fit=Fit.MISSING,
        changes=changes,
        needs=needs,
        skips=chart.between(phase, needs),
        forgets=chart.forgotten(phase, needs) - changes.keys(),
    )


def _changes(row: Transition) -> dict[str, Closed]:
    return {"phase": row.to, **row.sets} if row.to else dict(row.sets)
