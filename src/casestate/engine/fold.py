"""
Fold entries into the state of one subject.

``fold`` is total: any sequence of entries gives a state. What the table forbids leaves the axes as they were, is kept
as ``disregarded``, and adds a finding; where a step is missing from the file, the act takes effect and the state says
which phases were ``skipped``.
"""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

import attrs

from casestate.entries import Entry
from casestate.events import Actor, AppealFiled, ChargeFiled, Subject
from casestate.law.findings import Finding
from casestate.law.legality import finding_for
from casestate.law.procedure import Procedure
from casestate.law.transition import Fit, Move, Transition
from casestate.state import ChargeState, CitationState, ClaimState, RecordState
from casestate.state.axes import Review
from casestate.terms import Term
from casestate.vocabulary import Closed, Vocabulary
from casestate.when import Certainty

SubjectState = ChargeState | ClaimState | CitationState | RecordState

_STATES: dict[str, Callable[..., SubjectState]] = {
    "charge": lambda subject, **axes: ChargeState(defendant=subject.who, charge=subject.key, **axes),
    "claim": lambda subject, **axes: ClaimState(defendant=subject.who, claim=subject.key, **axes),
    "citation": lambda subject, **axes: CitationState(defendant=subject.who, citation=subject.key, **axes),
}
_AXES = {
    kind: {field.name: field.default for field in attrs.fields(state) if isinstance(field.default, Closed | frozenset)}
    for kind, state in (("charge", ChargeState), ("claim", ClaimState), ("citation", CitationState))
}
_UNKNOWN: dict[str, dict[str, Any]] = {
    kind: {axis: getattr(type(value), "UNKNOWN", value) for axis, value in axes.items()} for kind, axes in _AXES.items()
}
"""What an axis is where the act that would have set it is missing: unknown, or as it began if it has no such word."""
_NEXT_DAY = Term(days=1)
_ALWAYS: Mapping[str, tuple[Closed, ...]] = MappingProxyType({})
_NONE: Mapping[str, tuple[Entry, Entry | None]] = MappingProxyType({})

Record = tuple[list[Any], int]
"""Entries so far: a list, and how much of it counts. Drafts at different points of one fold share the list."""

_NOTHING: Record = ([], 0)
_BESIDE = ("reviewing", "relief", "findings", "disregarded")
"""Records that tell of no step in the court of trial."""


@attrs.frozen(kw_only=True, order=False)
class Undone:
    """
    What an act that a later one may undo had found.

    Attributes:
        entry: The act.
        axes: Each axis that it moved, as it was before.
        moved: The entries that had moved these last, where any had.
        reviews: How many acts of review there had been.
        steps: How many steps the file had in the court of trial, the act included.
    """

    entry: Entry
    axes: Mapping[str, Any]
    moved: Mapping[str, Entry | None]
    reviews: int
    steps: int


class Draft:
    """
    The state of one subject while it is being folded.

    It is the only mutable thing here, and lives no longer than a fold: evolving an immutable state for every entry
    costs more than the fold itself. A copy shares the records up to its own point, and copies one before adding to it.
    """

    __slots__ = ("axes", "guessed", "moved", "owned", "procedure", "put_back", "records", "subject", "undone")

    def __init__(self, subject: Subject, procedure: Procedure) -> None:
        self.subject = subject
        self.procedure = procedure
        self.axes: dict[str, Any] = dict(_AXES.get(subject.kind) or {})
        self.moved: dict[str, Entry] = {}
        self.records: dict[str, Record] = {}
        self.owned: set[str] = set()
        self.guessed = False
        self.undone: Undone | None = None
        self.put_back: Mapping[str, tuple[Entry, Entry | None]] = _NONE

    def copy(self) -> "Draft":
        """Another draft at the same point."""
        other = Draft.__new__(Draft)
        other.subject, other.procedure, other.owned = self.subject, self.procedure, set()
        other.guessed, other.undone, other.put_back = self.guessed, self.undone, self.put_back
        other.axes, other.moved, other.records = dict(self.axes), dict(self.moved), dict(self.records)
        return other

    def apply(self, entry: Entry) -> None:
        """Fold in one more entry."""
        event = entry.event
        rows = self.procedure.bearing(event, self.subject, self.sovereign if type(event) is ChargeFiled else None)
        if rows is None:
            self.join("entries", entry)
            return
        move = rows.by_phase(event)[self.axes["phase"]]
        for row in move.instead:
            if self.speaks(row, entry):
                self.take_instead(rows.record, entry, row)
                return
        if move.undoable:
            self.take_undoable(rows.record, entry, move)
        elif move.lawful:
            self.take(rows.record, entry, move.changes, move.row.where)
        else:
            self.doubt(rows.record, entry, move)

    def move(self, entry: Entry) -> Move | None:
        """What the law makes of an entry now; ``None`` for what has no phases."""
        event = entry.event
        rows = self.procedure.bearing(event, self.subject, self.sovereign if type(event) is ChargeFiled else None)
        if rows is None:
            return None
        move = rows.by_phase(event)[self.axes["phase"]]
        instead = next((row for row in move.instead if self.speaks(row, entry)), None)
        return move if instead is None else _instead(instead)

    def allows(self, entry: Entry) -> bool:
        """Does the law allow it now?"""
        move = self.move(entry)
        return move is None or move.lawful

    def speaks(self, row: Transition, entry: Entry | None = None) -> bool:
        """Does the condition of a conditional row hold, for an entry or for any to come?"""
        axes, led = self.axes, self.moved.get("phase")
        return (
            all(axes[axis] in values for axis, values in row.given.items())
            and (not row.after or (led is not None and isinstance(led.event, row.after)))
            and all(self.is_filed(field, values) for field, values in row.filed.items())
            and (not row.confirms or (entry is not None and self.is_same_day(entry)))
            and (not row.undoes or self.is_undone_by(row))
        )

    def is_filed(self, field: str, values: tuple[Vocabulary, ...]) -> bool:
        """Has the charge, as last filed or amended, this field at one of these values, or at all if none is named?"""
        entries, length = self.records.get("charging", _NOTHING)
        told = [getattr(entry.event, field, None) for entry in entries[:length]]
        last = next((value for value in reversed(told) if value), None)
        return last in values if values else last is not None

    def is_same_day(self, entry: Entry) -> bool:
        """Is it of the day of the act that last disposed of the charge, or of the next?"""
        before = self.moved.get("disposition")
        next_day = _NEXT_DAY.after(before.when) if before else None
        return next_day is None or next_day.before(entry.when) is not Certainty.YES

    def is_undone_by(self, row: Transition) -> bool:
        """Is what was last done to the charge what this row undoes, sought by whom the row says?"""
        undone = self.undone
        return (
            undone is not None
            and undone.entry is self.moved.get("disposition") is self.moved.get("phase")
            and (row.appellant is None or self.appellant(undone) is row.appellant)
        )

    def appellant(self, undone: Undone) -> Actor | None:
        """
        Who sought the review of an act, if it was the last thing done; ``None`` where an older review is pending.

        Unknown where no source says who, where several did, and where something else has been done since, so that the
        review may be of that.
        """
        entries, length = self.records.get("reviewing", _NOTHING)
        since = {entry.event.by for entry in entries[undone.reviews : length] if isinstance(entry.event, AppealFiled)}
        if not since and self.axes["review"] is Review.PENDING:
            return None
        return since.pop() if len(since) == 1 and self.steps == undone.steps else Actor.UNKNOWN

    @property
    def steps(self) -> int:
        """How many acts the file has of the court of trial."""
        return sum(length for name, (_, length) in self.records.items() if name not in _BESIDE)

    def take_instead(self, record: str, entry: Entry, row: Transition) -> None:
        """Let a conditional row speak."""
        if row.unread:
            self.doubt(record, entry, Move(row=row, fit=Fit.UNREAD))
            return
        if row.undoes and self.undone is not None:
            self.undo(entry, self.undone)
        self.take(record, entry, {"phase": row.to, **row.sets} if row.to else row.sets, row.where)

    def undo(self, entry: Entry, undone: Undone) -> None:
        """Let an act put every axis back to where another had found it, the phase as a move of its own."""
        back = [axis for axis, value in undone.axes.items() if axis != "phase" and self.axes[axis] is not value]
        self.axes.update(undone.axes)
        self.moved.update({axis: undone.moved[axis] or entry for axis in back})
        self.moved["phase"] = entry
        self.put_back = {**self.put_back, **{axis: (entry, undone.moved[axis]) for axis in back}}

    def take_undoable(self, record: str, entry: Entry, move: Move) -> None:
        """Let an act take effect that a later one may undo."""
        before = {axis: self.axes[axis] for axis in move.changes if axis != "review"}
        moved = {axis: self.moved.get(axis) for axis in before}
        reviews = self.records.get("reviewing", _NOTHING)[1]
        self.take(record, entry, move.changes, move.row.where)
        self.undone = Undone(entry=entry, axes=before, moved=moved, reviews=reviews, steps=self.steps)

    def take(
        self,
        record: str,
        entry: Entry,
        changes: Mapping[str, Closed],
        where: Mapping[str, tuple[Closed, ...]] = _ALWAYS,
    ) -> None:
        """Let an act take effect, each axis only from the values that ``where`` names for it, if any."""
        self.join(record, entry)
        axes = self.axes
        for axis, value in changes.items():
            if axes[axis] is not value and (axis not in where or axes[axis] in where[axis]):
                axes[axis] = value
                self.moved[axis] = entry

    def doubt(self, record: str, entry: Entry, move: Move) -> None:
        """Take an act that does not fit as far as it can be taken, and say what is doubtful."""
        axes, skipped = self.axes, self.axes["skipped"]
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
            self.take(record, entry, {**forgotten, **move.changes}, move.row.where)
        elif move.fit is Fit.UNREAD:
            self.join(record, entry)
        elif fills:
            axes["skipped"] = skipped - move.fills if move.row.to else skipped
            initial, unknown = _AXES[self.subject.kind], _UNKNOWN[self.subject.kind]
            told = move.changes if move.row.to in skipped else {}
            still_open = {axis: told[axis] for axis in told if axes[axis] in (initial[axis], unknown[axis])}
            self.take(record, entry, still_open)
        else:
            self.join("disregarded", entry)

    def join(self, record: str, entry: Entry | Finding) -> None:
        """Add to a record."""
        entries, length = self.records.get(record, _NOTHING)
        if record not in self.owned:
            entries = entries[:length]
            self.owned.add(record)
        entries.append(entry)
        self.records[record] = (entries, length + 1)

    @property
    def sovereign(self) -> str | None:
        """Which sovereign had brought the charge, as far as its filings say."""
        entries, length = self.records.get("charging", _NOTHING)
        filings = [entry.event for entry in entries[:length] if isinstance(entry.event, ChargeFiled)]
        return next((filing.sovereign for filing in reversed(filings) if filing.sovereign), None)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was doubtful so far."""
        entries, length = self.records.get("findings", _NOTHING)
        return tuple(entries[:length])

    def state(self) -> SubjectState:
        """What has been folded so far, frozen."""
        kind = self.subject.kind
        told = {name: tuple(each[:length]) for name, (each, length) in self.records.items() if name != "findings"}
        if kind not in _STATES:
            return RecordState(who=self.subject.who, key=self.subject.key, **told)
        if self.put_back:
            told["put_back"] = tuple([(axis, by) for axis, (by, of) in self.put_back.items() if self.moved[axis] is of])
        return _STATES[kind](self.subject, **self.axes, **told, moved=tuple(self.moved.items()))


def _instead(row: Transition) -> Move:
    """What a conditional row makes of an act where it speaks."""
    if row.unread:
        return Move(row=row, fit=Fit.UNREAD)
    return Move(row=row, fit=Fit.LAWFUL, changes={"phase": row.to, **row.sets} if row.to else row.sets)


def fold(subject: Subject, entries: Iterable[Entry], procedure: Procedure) -> tuple[SubjectState, tuple[Finding, ...]]:
    """
    The state of one subject after these entries, in this order, and what was doubtful on the way.

    Entries that are not about the subject are passed over.
    """
    draft = Draft(subject, procedure)
    for entry in entries:
        if subject in entry.event.subjects:
            draft.apply(entry)
    return draft.state(), draft.findings
