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
from casestate.events import ChargeFiled, Subject
from casestate.law.findings import Finding
from casestate.law.legality import finding_for
from casestate.law.procedure import Procedure
from casestate.law.transition import Fit, Move, Transition
from casestate.state import ChargeState, CitationState, ClaimState, RecordState
from casestate.terms import Term
from casestate.vocabulary import Closed
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

Record = tuple[list[Any], int]
"""Entries so far: a list, and how much of it counts. Drafts at different points of one fold share the list."""

_NOTHING: Record = ([], 0)


class Draft:
    """
    The state of one subject while it is being folded.

    It is the only mutable thing here, and lives no longer than a fold: evolving an immutable state for every entry
    costs more than the fold itself. A copy shares the records up to its own point, and copies one before adding to it.
    """

    __slots__ = ("axes", "guessed", "moved", "owned", "procedure", "records", "subject")

    def __init__(self, subject: Subject, procedure: Procedure) -> None:
        self.subject = subject
        self.procedure = procedure
        self.axes: dict[str, Any] = dict(_AXES.get(subject.kind) or {})
        self.moved: dict[str, Entry] = {}
        self.records: dict[str, Record] = {}
        self.owned: set[str] = set()
        self.guessed = False

    def copy(self) -> "Draft":
        """Another draft at the same point."""
        other = Draft.__new__(Draft)
        other.subject, other.procedure, other.owned = self.subject, self.procedure, set()
        other.guessed = self.guessed
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
        if move.lawful:
            self.take(rows.record, entry, move.changes, move.row.where)
        elif move.confirming is not None and self.confirms(move.confirming, entry):
            self.take(rows.record, entry, move.confirming.sets)
        else:
            self.doubt(rows.record, entry, move)

    def confirms(self, row: Transition, entry: Entry) -> bool:
        """Is it only another entry of the act that last disposed of the charge, of that day or the next?"""
        before = self.moved.get("disposition")
        if before is None or self.axes["disposition"] not in row.confirms:
            return False
        next_day = _NEXT_DAY.after(before.when)
        return next_day is None or next_day.before(entry.when) is not Certainty.YES

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
        return _STATES[kind](self.subject, **self.axes, **told, moved=tuple(self.moved.items()))


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
