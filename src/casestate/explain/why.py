"""
Why a field has its value: the entries behind it, each with its source and the row of the law that it applied.

The entries are those that the value is read from, with the earlier entries that led to the phase of each. Folding these
entries alone gives the same value, and each of them matters: without it the value would differ, or a later entry would
come in another phase, or the value is read from the entry itself. If the value is the same as if nothing were known,
the entries are those that were read.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import attrs

from casestate.engine.fold import Draft, SubjectState
from casestate.engine.worlds import Track
from casestate.entries import Entry
from casestate.events import Subject
from casestate.events.wording import heading
from casestate.explain.answers import Asked, ambiguous, distinct, plain, told, value_of
from casestate.explain.doubts import findings_behind, findings_of_folding
from casestate.explain.reading import read_of
from casestate.explain.trace import Step, Trace
from casestate.law.findings import Finding
from casestate.law.moves import Fit
from casestate.law.procedure import Procedure
from casestate.law.rows import Row
from casestate.pictured import Pictured, shorten
from casestate.sources import Source
from casestate.timeslice import Timeslice, World
from casestate.vocabulary import Closed

MOST_WEIGHED = 256
"""The most steps that are tested for whether they matter; if there are more, all are named."""

Seed = tuple[Subject, int]


@attrs.frozen(kw_only=True, order=False, repr=False)
class Reason:
    """
    One entry behind a value.

    Attributes:
        entry: The entry; a correction is in the place of the entry it corrects.
        subject: The subject whose state it moved.
        row: The row of the law that applied; ``None`` for what has no phases, such as custody.
        fit: How the act fits the phase before it.
        phase: The phase before it.
        moved: Each axis that it moved, with the new value.
        outweighed: Other accounts of the same act, over which it prevails.
    """

    entry: Entry
    subject: Subject
    row: Row | None
    fit: Fit | None
    phase: Closed | None
    moved: tuple[tuple[str, Closed], ...] = ()
    outweighed: tuple[Entry, ...] = ()

    @property
    def source(self) -> Source:
        """The source of the entry."""
        return self.entry.source

    def __repr__(self) -> str:
        return shorten(f"<Reason {self}>")

    def __str__(self) -> str:
        """One line: the entry, its day, the act, the change of phase, the row, and the source."""
        said = [f"{self.entry.id}, {self.entry.when}: {heading(self.entry.event)}"]
        said += [f"from {told(self.phase)} to {told(value)}" for axis, value in self.moved if axis == "phase"]
        if self.row is not None:
            said.append(f"rule {self.row.id} ({self.row.cite}): {self.row.why}")
        said.append(f"source: {_by(self.entry)}")
        if self.entry.revises is not None:
            said.append(f"it corrects {self.entry.revises.entry}: {self.entry.revises.reason}")
        said += [
            f"it outweighs {each.id} from {each.source.name} ({told(each.source.basis)})" for each in self.outweighed
        ]
        return "; ".join(said)


@attrs.frozen(kw_only=True, order=False)
class Why(Pictured):
    """
    The value of a field, and why.

    Attributes:
        asked: The subject of the question.
        field: The name of the field.
        value: The value of the field.
        reasons: The entries behind it, in the order of folding.
    """

    _at: Timeslice = attrs.field(repr=False, alias="at")
    asked: Asked
    field: str
    value: Any
    reasons: tuple[Reason, ...]

    @property
    def on(self) -> str:
        """The coordinates, in words."""
        return str(self._at.coordinates)

    @property
    def subject(self) -> Subject:
        """The charge, claim or citation that has the field; the person, for a defendant as a whole."""
        return self.asked.subject

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries behind it, each once, in the order of folding."""
        return tuple({reason.entry.id: reason.entry for reason in self.reasons}.values())

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings that name one of those entries, computed when first asked for."""
        return tuple(findings_behind(self._at, self.subject, self._ids))

    @property
    def _ids(self) -> frozenset[str]:
        return frozenset([each.id for reason in self.reasons for each in (reason.entry, *reason.outweighed)])

    def __repr__(self) -> str:
        by = ", ".join([entry.id for entry in self.entries]) or "no entry"
        return shorten(f"<Why {self.field} of {self.asked}, {self.on}: {told(self.value)}, by {by}>")

    def __str__(self) -> str:
        """Plain English: one line for each entry, and one for each finding of folding these entries."""
        first = f"{self.field} of {self.asked}, {self.on}: {told(self.value)}"
        lines = [f"  {reason}" for reason in self.reasons] or ["  no entry says anything of it"]
        doubts = findings_of_folding(self._at, self.asked.subjects(self._at, self.field))
        lines += [
            f"  doubtful: [{each.code}] {each.message}" for each in doubts if not self._ids.isdisjoint(each.entries)
        ]
        return "\n".join([first, *lines])


def _by(entry: Entry) -> str:
    return f"{entry.source.name} ({told(entry.source.basis)})"


Explained = tuple[Any, tuple[Reason, ...]]
"""A value, and the entries behind it."""


def why(at: Timeslice, asked: Asked, field: str) -> Why:
    """
    Return the value of a field and the entries behind it, if they are the same in every possible world.

    Args:
        at: The file at coordinates.
        asked: The subject of the question.
        field: One of its fields.

    Raises:
        AmbiguousState: Imprecise dates leave more than one value possible, or other entries behind the same value.
        TooManyPossibilities: There are more worlds than can be worked through.
    """
    subjects = asked.subjects(at, field)
    tracks = at.tracks(subjects)
    found: list[tuple[frozenset[str], Explained]] = []
    for world in at.worlds(str(asked), subjects):
        histories = {track.subject: _history(track, at.day, world) for track in tracks}
        slicing = _Slicing(asked, field, {each: histories.get(each, []) for each in subjects}, at.index.procedure)
        found.append((world.happened, _reasons(slicing, at.index.spoken_for)))
    value, reasons = found[0][1]
    if any(each != (value, reasons) for _, each in found):
        raise ambiguous(at, asked, field, found, distinct([value for _, (value, _) in found]))
    return Why(at=at, asked=asked, field=field, value=value, reasons=reasons)


def _history(track: Track, day: int, world: World) -> list[Entry]:
    """Return the entries of a track in the order of folding, in one world."""
    return [p.entry for p in track.happened(day, world.happened, world.ways.get(track.subject, 0))]


def _reasons(slicing: "_Slicing", spoken_for: Mapping[str, tuple[Entry, ...]]) -> Explained:
    keyed: list[tuple[tuple[date, int], Subject, Step]] = []
    for subject, places in slicing.chosen().items():
        reached = (date.min, 0)
        for step in [slicing.traces[subject].steps[place] for place in places]:
            reached = max(reached, (step.entry.when.earliest or date.min, step.entry.seq))
            keyed.append((reached, subject, step))
    keyed.sort(key=lambda each: each[0])
    return slicing.value, tuple([_reason(subject, step, spoken_for) for _, subject, step in keyed])


class _Slicing:
    """The search for the entries behind one value."""

    def __init__(
        self, asked: Asked, field: str, histories: Mapping[Subject, Sequence[Entry]], procedure: Procedure
    ) -> None:
        self.asked, self.field, self.procedure = asked, field, procedure
        self.traces = {each: Trace(each, entries, procedure) for each, entries in histories.items()}
        self.value, self.read = read_of(
            asked, field, {each: trace.state for each, trace in self.traces.items()}, procedure
        )

    def chosen(self) -> dict[Subject, list[int]]:
        """Return the places of the steps behind the value, for each subject with any."""
        seeds = self._seeds()
        if 1 < len(seeds) <= MOST_WEIGHED and plain(self.value) != plain(self._answer(self._replayed({}))):
            seeds = _fewest(seeds, lambda fewer: self._answer(self._replayed(self._slice(fewer))) == self.value)
        return self._slice(seeds)

    def _seeds(self) -> list[Seed]:
        """Return the steps that the value is read from."""
        seeds: dict[Seed, None] = {}
        for subject, axes in self.read.axes.items():
            movers = self.traces[subject].movers
            seeds |= dict.fromkeys([(subject, movers[axis][-1]) for axis in axes if axis in movers])
        for subject, entries in self.read.entries.items():
            steps = self.traces[subject].steps
            seeds |= dict.fromkeys([(subject, place) for place, step in enumerate(steps) if step.entry.id in entries])
        return list(seeds)

    def _slice(self, seeds: Sequence[Seed]) -> dict[Subject, list[int]]:
        """Return these steps and those they depend on, so that the same step last moved each axis that is read."""
        wanted: dict[Subject, list[int]] = {}
        for subject, place in seeds:
            wanted.setdefault(subject, []).append(place)
        return {subject: self._settled(subject, places) for subject, places in wanted.items()}

    def _settled(self, subject: Subject, places: list[int]) -> list[int]:
        """
        Return steps of one subject such that the same step as in the whole fold last moved each axis that is read.

        A step that moved an axis back moves nothing if the step that had moved it away is missing, so that step is
        needed too.
        """
        trace = self.traces[subject]
        steps = trace.back_from(places)
        if len(steps) == len(trace.steps):
            return steps
        for axis in self.read.axes.get(subject, ()):
            movers = trace.movers.get(axis, [])
            if axis == "skipped" or len(movers) < 2 or movers[-1] not in steps:
                continue
            moved = dict(getattr(self._state(subject, steps), "moved", ()))
            if moved.get(axis) is not trace.steps[movers[-1]].entry:
                steps = trace.back_from([*steps, movers[-2]])
        return steps

    def _state(self, subject: Subject, places: Sequence[int]) -> SubjectState:
        draft = Draft(subject, self.procedure)
        for entry in self.traces[subject].entries(places):
            draft.apply(entry)
        return draft.state()

    def _replayed(self, chosen: Mapping[Subject, Sequence[int]]) -> dict[Subject, SubjectState]:
        return {subject: self._state(subject, chosen.get(subject, ())) for subject in self.traces}

    def _answer(self, states: Mapping[Subject, SubjectState]) -> Any:
        return value_of(self.asked.state(states), self.field, self.procedure)


def _fewest(seeds: list[Seed], suffices: Callable[[list[Seed]], bool]) -> list[Seed]:
    """Return as few steps as suffice: smaller and smaller parts are left out, until no single step can be."""
    size = len(seeds)
    while True:
        size = max(1, size // 2)
        before = len(seeds)
        for start in range(len(seeds) - size, -size, -size):
            fewer = seeds[: max(start, 0)] + seeds[start + size :]
            if suffices(fewer):
                seeds = fewer
        if size == 1 and len(seeds) == before:
            return seeds


def _reason(subject: Subject, step: Step, spoken_for: Mapping[str, tuple[Entry, ...]]) -> Reason:
    move = step.move
    return Reason(
        entry=step.entry,
        subject=subject,
        row=None if move is None else move.row,
        fit=None if move is None else move.fit,
        phase=step.phase,
        moved=step.told,
        outweighed=spoken_for.get(step.entry.id, ()),
    )
