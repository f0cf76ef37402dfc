"""
Fold entries into the state of one subject.

``fold`` is total: any sequence of entries gives a state. An act that the table forbids leaves the axes unchanged, is
kept as ``disregarded``, and adds a finding. If a step is missing from the file, the act takes effect and the state
lists the phases that were ``skipped``. The law is in the rows; this module applies them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import attrs

from casestate.entries import Entry
from casestate.events import Subject
from casestate.law.appeals import COLLATERAL, REVIEW, after, standing
from casestate.law.begun import NO_PLEAS, NOTHING_BEGUN, Begun, Pleas, ended_unbegun, pleas_out_of_order
from casestate.law.findings import Finding
from casestate.law.kinds import KINDS
from casestate.law.legality import doubt_for, finding_for
from casestate.law.moves import MOVES_ANEW, Fit, Move
from casestate.law.procedure import Procedure
from casestate.law.undoing import NEVER_RESTORED, RELIEF, Before, Frame, in_force, put_back, relieved, told_again
from casestate.state import Appeal, ChargeState, CitationState, ClaimState, Mark, RecordState
from casestate.state.proved import reduces
from casestate.vocabulary import Closed

SubjectState = ChargeState | ClaimState | CitationState | RecordState

_NOT_SKIPPED: frozenset[Closed] = frozenset()
_AXES: dict[str, dict[str, Any]] = {name: {**kind.axes, "skipped": _NOT_SKIPPED} for name, kind in KINDS.items()}
_UNKNOWN: dict[str, Mapping[str, Any]] = {name: kind.unknown for name, kind in KINDS.items()}
_NO_GUARDS: Mapping[str, Any] = MappingProxyType({})
_NONE: Mapping[str, tuple[Entry, Entry | None]] = MappingProxyType({})

Record = tuple[list[Any], int]
"""
Entries so far: the first of a list, and their number. Drafts and states share the list, which only grows.
"""

_NOTHING: Record = ([], 0)
_NO_RECORDS: dict[str, Mapping[str, Record]] = {
    name: {field.name: _NOTHING for field in attrs.fields(kind.state) if field.default == ()}
    for name, kind in KINDS.items()
}
"""For each kind of subject, the fields of its state that are empty unless a record or the draft fills them."""
_ASIDE = {name: kind.beside | {"findings", "disregarded"} for name, kind in KINDS.items()}
"""The records that hold no act in the court of trial."""


class Draft:
    """
    The state of one subject while it is being folded.

    A draft is mutable and lives only during a fold, because evolving an immutable state for every entry costs more than
    the fold itself. A copy shares the records. If it goes on as another that shares them did, it still does; otherwise
    it copies the record that it adds to.

    Attributes:
        axes: Each axis with its value.
        moved: For each axis that moved, the entry that moved it last.
        frames: The acts that may be undone, the last on top.
        reviews: The reviews by higher courts, in the order in which they were opened.
        courts: The acts that brought a charge before a court, in order.
        reductions: The reductions of the conviction that stand, in order.
        tally: What the first acts, so many of them, leave standing, for :attr:`unbegun` to continue.
    """

    __slots__ = (
        "axes",
        "brought_again",
        "courts",
        "frames",
        "guessed",
        "moved",
        "procedure",
        "proofs",
        "put_back",
        "records",
        "reductions",
        "reviews",
        "rows",
        "subject",
        "tally",
    )

    def __init__(self, subject: Subject, procedure: Procedure) -> None:
        self.subject = subject
        self.procedure = procedure
        self.rows = procedure.bearing_alike(subject.kind)
        self.axes: dict[str, Any] = dict(_AXES.get(subject.kind) or {})
        self.moved: dict[str, Entry] = {}
        self.records: dict[str, Record] = {}
        self.guessed = False
        self.frames: Frame | None = None
        self.reviews: tuple[Appeal, ...] = ()
        self.courts: tuple[Entry, ...] = ()
        self.put_back: Mapping[str, tuple[Entry, Entry | None]] = _NONE
        self.proofs: tuple[Mark, ...] = ()
        self.brought_again: tuple[Mark, ...] = ()
        self.reductions: tuple[Entry, ...] = ()
        self.tally: tuple[int, Pleas | Begun] = (0, NO_PLEAS if subject.kind == "charge" else NOTHING_BEGUN)

    def copy(self) -> "Draft":
        """Return another draft at the same point."""
        other = Draft.__new__(Draft)
        other.subject, other.procedure, other.rows = self.subject, self.procedure, self.rows
        other.guessed, other.frames, other.put_back = self.guessed, self.frames, self.put_back
        other.reviews, other.courts, other.reductions = self.reviews, self.courts, self.reductions
        other.proofs, other.brought_again, other.tally = self.proofs, self.brought_again, self.tally
        other.axes, other.moved, other.records = dict(self.axes), dict(self.moved), dict(self.records)
        return other

    def apply(self, entry: Entry) -> None:
        """Fold in one more entry."""
        event, axes = entry.event, self.axes
        rows = self.rows.get(type(event)) or self.procedure.bearing(event, self.subject, self)
        if rows is None:
            self.join("entries", entry)
            return
        move = (rows.only or rows.by_phase(event))[axes["phase"]]
        if move.plain and (self.frames is None or not move.disposes):  # most acts, at half the cost
            self.join(move.record, entry)
            for axis, value in move.steps:
                if axes[axis] is not value:
                    axes[axis] = value
                    self.moved[axis] = entry
        else:
            self._apply(entry, move)

    def _apply(self, entry: Entry, move: Move) -> None:
        """Fold in an act whose effect depends on what came before, or that leaves more than axes behind."""
        if move.instead or move.late is not None:
            move = self._speaking(move, entry)
        if move.finds_guilt:
            self.proofs += (Mark(entry, self.lengths),)
        if move.brings_again:
            self.brought_again += (Mark(entry, self.lengths, self.moved.get("phase")),)
        if move.sends:
            self.courts += (entry,)
        if move.undoable or (move.disposes and self.frames is not None):
            self._take_framed(entry, move)
        elif move.lawful:
            self.take(move.record, entry, move.changes, move.guards)
        else:
            self.doubt(entry, move)
        if move.doubted:
            self.join("findings", doubt_for(self.subject, move.row, entry))

    @property
    def lengths(self) -> tuple[tuple[str, int], ...]:
        """The number of entries in each record so far."""
        return tuple([(name, length) for name, (_, length) in self.records.items()])

    def move(self, entry: Entry) -> Move | None:
        """Return the effect that the law gives an entry now; ``None`` for an event that has no phases."""
        event = entry.event
        rows = self.procedure.bearing(event, self.subject, self)
        return None if rows is None else self._speaking(rows.by_phase(event)[self.axes["phase"]], entry)

    def allows(self, entry: Entry) -> bool:
        """Return whether the law allows an entry now."""
        move = self.move(entry)
        return move is None or move.lawful

    def told(self, record: str, *, after: int = 0) -> Sequence[Any]:
        """Return the entries of a record so far, without the first ``after`` of them."""
        entries, length = self.records.get(record, _NOTHING)
        return entries[after:length]

    @property
    def doubts(self) -> int:
        """The number of findings so far."""
        return self.records.get("findings", _NOTHING)[1]

    @property
    def stack(self) -> Iterator[Frame]:
        """The acts that may be undone, from the last."""
        frame = self.frames
        while frame is not None:
            yield frame
            frame = frame.below

    @property
    def steps(self) -> int:
        """The number of acts so far in the court of trial."""
        aside = _ASIDE[self.subject.kind]
        return sum([length for record, (_, length) in self.records.items() if record not in aside])

    @property
    def unbegun(self) -> int:
        """The number of acts so far that presuppose another, that had not come, and of which no row tells."""
        counted, tally = self.tally
        entries, length = self.records.get("pleas" if isinstance(tally, Pleas) else "entries", _NOTHING)
        if counted < length:
            fresh = entries[counted:length]
            tally = pleas_out_of_order(fresh, tally) if isinstance(tally, Pleas) else ended_unbegun(fresh, tally)
            self.tally = length, tally
        return tally.unbegun

    def _speaking(self, move: Move, entry: Entry) -> Move:
        """
        Return the first conditional move whose row applies, or else the move itself, as late if it is.

        An act that leads to a phase that the file skipped is the step that was missing, and no second one.
        """
        late = move.late or (move if move.fit is Fit.LATE else None)
        if late is not None and late.row.to in self.axes["skipped"]:
            return late
        return next((each for each in move.instead if each.row.speaks(self, entry)), move)

    def _take_framed(self, entry: Entry, move: Move) -> None:
        """Apply an act that a later one may undo. If it undoes another act itself, it does so first."""
        axes, moved = self.axes, self.moved
        found = below = in_force(self.frames, moved)
        undone = move.row.undone(self) if move.row.undoes else None
        reduced = self.reductions
        since = undone.reduced_since(reduced) if undone else ()
        back = put_back(found, undone, moved, since) if found and undone else {}
        touched = [axis for axis in (*move.changes, *back) if axis not in NEVER_RESTORED]
        before = {axis: (axes[axis], moved.get(axis)) for axis in touched}
        reviews, steps, movers = len(self.reviews), self.steps, [moved.get(axis) for axis in _own(move)]
        lengths = self.lengths
        if undone is not None:
            below = undone.found
            self.reductions = (*undone.reduced, *since)
            self._restore(entry, back)
        self.take(move.record, entry, move.changes, move.guards)
        if undone is None and all(moved.get(axis) is was for axis, was in zip(_own(move), movers, strict=True)):
            self.frames = told_again(self.frames, self.steps - steps)  # a second line on the act beneath it
            return
        after = {axis: moved.get(axis) for axis in before}
        returned, left = frozenset(back), self.reductions
        self.frames = Frame(entry, before, after, returned, below, found, reviews, self.steps, lengths, reduced, left)

    def _restore(self, entry: Entry, back: Mapping[str, Before]) -> None:
        """Restore axes to earlier values, except the phase, which is a move of its own."""
        changed = {
            axis: mover
            for axis, (value, mover) in back.items()
            if self.axes[axis] is not value or (value in MOVES_ANEW and self.moved.get(axis) is not mover)
        }
        self.axes.update({axis: value for axis, (value, _) in back.items()})
        if "phase" in back:
            changed.pop("phase", None)
            self.moved["phase"] = entry
        self.moved.update({axis: mover or entry for axis, mover in changed.items()})
        self.put_back = {**self.put_back, **{axis: (entry, mover) for axis, mover in changed.items()}}

    def take(
        self, record: str, entry: Entry, changes: Mapping[str, Closed], guards: Mapping[str, Any] = _NO_GUARDS
    ) -> None:
        """Apply an act: set each axis unless its guard does not hold."""
        self.join(record, entry)
        if reduces(entry.event):
            self.reductions += (entry,)
        if REVIEW in changes or COLLATERAL in changes:
            changes = self._reviewed(entry, changes)
        axes = self.axes
        for axis, value in changes.items():
            if axes[axis] is value and value not in MOVES_ANEW:
                continue
            if axis not in guards or guards[axis].holds(self):
                axes[axis] = value
                self.moved[axis] = entry
            elif record == RELIEF:
                self.frames = relieved(self.frames, axis, guards[axis].values, (value, entry))

    def _reviewed(self, entry: Entry, changes: Mapping[str, Closed]) -> Mapping[str, Closed]:
        """Open or end reviews, and return the changes with the resulting axes of review."""
        self.reviews = after(self, entry, changes)
        stands = standing(self.reviews) if self.reviews else {}
        for axis in stands:
            # If a review continues after the one that had moved the axis has ended, this act is the reason.
            if any(each.first is self.moved.get(axis) and not each.pending for each in self.reviews):
                self.moved[axis] = entry
        return {**changes, **stands}

    def doubt(self, entry: Entry, move: Move) -> None:
        """Apply an act that does not fit, as far as possible, and add the finding."""
        axes, skipped, record = self.axes, self.axes["skipped"], move.record
        fills = move.fit in (Fit.LATE, Fit.REPEATED) and (
            not skipped.isdisjoint(move.fills) if move.row.to else self.guessed and move.fit is Fit.LATE
        )
        machine = self.procedure.by_kind[self.subject.kind]
        finding = finding_for(self.subject, move, entry, phase=axes["phase"], fills=fills, machine=machine)
        self.join("findings", finding)
        if move.fit is Fit.MISSING:
            self.guessed = True
            axes["skipped"] = skipped | move.skips
            unknown = _UNKNOWN[self.subject.kind]
            forgotten = {axis: unknown[axis] for axis in sorted(move.forgets)}
            self.take(record, entry, {**forgotten, **move.changes}, move.guards)
        elif move.fit is Fit.UNREAD:
            self.join(record, entry)
        elif fills:
            if move.row.sends:
                self.courts = (entry, *self.courts)  # it comes late, and is presupposed by what sent the charge on
            axes["skipped"] = skipped - move.fills if move.row.to else skipped
            initial, unknown = _AXES[self.subject.kind], _UNKNOWN[self.subject.kind]
            told = move.changes if move.row.to in skipped else {}
            still_open = {axis: told[axis] for axis in told if axes[axis] in (initial[axis], unknown[axis])}
            self.take(record, entry, still_open)
        else:
            self.join("disregarded", entry)
            if move.finds_guilt:
                self.proofs = self.proofs[:-1]  # an act without effect finds nothing

    def join(self, record: str, entry: Entry | Finding) -> None:
        """Add an entry or a finding to a record."""
        shared = self.records.get(record)
        if shared is None:
            self.records[record] = [entry], 1
            return
        entries, length = shared
        if length == len(entries):
            entries.append(entry)
        if entries[length] is not entry:  # another draft, in another thread perhaps, went on with another entry
            entries = [*entries[:length], entry]
        self.records[record] = entries, length + 1

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings so far."""
        entries, length = self.records.get("findings", _NOTHING)
        return tuple(entries[:length])

    def state(self) -> SubjectState:
        """Return the state so far, frozen."""
        kind, who, key = self.subject
        if kind not in _AXES:
            return RecordState(who=who, key=key, entries=tuple(self.told("entries")))
        fields = {"defendant": who, kind: key, **self.axes, "moved": tuple(self.moved.items())}
        if kind == "charge":
            fields |= self.procedure.convicting
        if self.proofs:
            fields["proofs"] = self.proofs
        if self.brought_again:
            fields["brought_again"] = self.brought_again
        if self.put_back:
            fields["put_back"] = tuple(
                [(axis, by) for axis, (by, of) in self.put_back.items() if self.moved[axis] is of]
            )
        if self.reviews:
            fields["reviews"] = self.reviews
        if self.courts:
            fields["courts"] = self.courts
        if self.reductions:
            fields["reductions"] = self.reductions
        records = {**_NO_RECORDS[kind], **self.records}
        records.pop("findings", None)
        state: SubjectState = KINDS[kind].state.folded(fields, records)
        return state


def _own(move: Move) -> list[str]:
    """Return the axes that an act sets, but for those of reviews."""
    return [axis for axis in move.changes if axis not in (REVIEW, COLLATERAL)]


def fold(subject: Subject, entries: Iterable[Entry], procedure: Procedure) -> tuple[SubjectState, tuple[Finding, ...]]:
    """
    Return the state of one subject after these entries, in this order, and the findings.

    Entries that are not about the subject are skipped.
    """
    draft = Draft(subject, procedure)
    for entry in entries:
        if subject in entry.event.subjects:
            draft.apply(entry)
    return draft.state(), draft.findings
