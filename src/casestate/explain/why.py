"""
Why a field has its value: the entries behind it, each with its source and the rule by which it moved the state.

The entries are those that the value is read off, with the steps by which the case came to where each of them found it.
Folding these alone gives the value again. Without any one of them the value is another, or another step would have
found the case elsewhere, or the entry is itself one that the value is read off. Where the value is the same as if
nothing were known, the entries are those that were looked at.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import attrs

from casestate.engine.coordinates import Coordinates, Reading
from casestate.engine.fold import Draft, SubjectState
from casestate.engine.index import Index
from casestate.engine.order import FOREVER, Placed
from casestate.engine.worlds import MOST_WORLDS, Track, subsets
from casestate.entries import Entry
from casestate.errors import AmbiguousState, TooManyPossibilities
from casestate.events import Subject
from casestate.explain.fields import OF_THE_PERSON, asked_of, plain, read_of, told, value_of
from casestate.explain.trace import Step, Trace
from casestate.law.findings import Finding
from casestate.law.procedure import Procedure
from casestate.law.rows import Row
from casestate.law.transition import Fit
from casestate.sources import Source
from casestate.vocabulary import Closed

MOST_WEIGHED = 256
"""Where a value is read off more than so many things, all are named, and none is tried for whether it matters."""

Seed = tuple[Subject, int]


@attrs.frozen(kw_only=True, order=False)
class Reason:
    """
    One entry behind a value.

    Attributes:
        entry: The entry as it speaks here: a correction stands in the place of what it corrects.
        subject: What it bore on.
        row: The row of the law by which it did; ``None`` for what has no phases, such as custody.
        fit: How it fitted the phase in which it came.
        phase: The phase in which it came.
        moved: Each axis that it moved, with the value to which.
        outweighed: Other accounts of the same act, for which it speaks.
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
        """Who says so."""
        return self.entry.source

    def __str__(self) -> str:
        """One line: the entry, its day, what it was, where that led, the rule, and who says so."""
        said = [f"{self.entry.id}, {self.entry.when}: {self.entry.event.wire.replace('.', ' ')}"]
        said += [f"{told(self.phase)} to {told(value)}" for axis, value in self.moved if axis == "phase"]
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
class Why:
    """
    The value of a field, and why.

    Attributes:
        subject: Whose field; for a defendant as a whole the person.
        field: Its name.
        value: Its value.
        on: The coordinates, in words.
        reasons: The entries behind it, in the order of folding.
        findings: What is doubtful about those entries.
    """

    subject: Subject
    field: str
    value: Any
    on: str
    reasons: tuple[Reason, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries behind it, each once, in the order of folding."""
        return tuple({reason.entry.id: reason.entry for reason in self.reasons}.values())

    def __str__(self) -> str:
        """In plain English, one line for each entry."""
        first = f"{self.field} of {self.subject}, {self.on}: {told(self.value)}"
        lines = [f"  {reason}" for reason in self.reasons] or ["  no entry says anything of it"]
        doubts = [f"  doubtful: [{each.code}] {each.message}" for each in self.findings]
        return "\n".join([first, *lines, *doubts])


def _by(entry: Entry) -> str:
    return f"{entry.source.name} ({told(entry.source.basis)})"


Told = tuple[Any, tuple[Reason, ...]]
"""A value, and the entries behind it."""


def reasons_for(subject: Subject, field: str, index: Index, coordinates: Coordinates) -> Told:
    """
    The value of a field, and the entries behind it, where every possible world gives the same.

    Args:
        subject: Whose field; for a person that of the defendant.
        field: One of its fields.
        index: What is heard at the coordinates.
        coordinates: Of these, the legal day and how dates are placed.

    Raises:
        AmbiguousState: Imprecise dates leave more than one answer possible.
        TooManyPossibilities: More is open than can be worked through.
    """
    day = FOREVER if coordinates.as_of is None else coordinates.as_of.toordinal()
    tracks = [track for each in _read_of(subject, field, index) if (track := index.track(each)) is not None]
    opened = {p.entry.id: p for track in tracks for p in track.open_on(day)}
    worlds = _worlds(list(opened.values()), coordinates.reading, day)
    on = "the last entry" if coordinates.as_of is None else coordinates.as_of.isoformat()
    if worlds is None:
        raise TooManyPossibilities(str(subject), on, tuple(opened), MOST_WORLDS)
    found: list[Told] = []
    for happened in worlds:
        histories = {track.subject: _history(track, day, happened) for track in tracks}
        told = _reasons(_Slicing(subject, field, histories, index.procedure), index.spoken_for)
        if found and told != found[0]:
            raise AmbiguousState(str(subject), on, tuple(opened))
        found = [told]
    return found[0]


def _read_of(subject: Subject, field: str, index: Index) -> list[Subject]:
    """The subjects that a field may be read off: for one of a defendant as a whole, all."""
    if subject.kind != "person":
        return [subject]
    return [each for each in index.defendants[subject.who] if each.kind == "person" or field not in OF_THE_PERSON]


def _worlds(opened: Sequence[Placed], reading: Reading, day: int) -> list[frozenset[str]] | None:
    """Which of the open entries have happened, in each world that the reading of dates allows."""
    if reading is Reading.WORLDS:
        return subsets(opened, day)
    return [frozenset([p.entry.id for p in opened] if reading is Reading.EARLIEST else ())]


def _history(track: Track, day: int, happened: frozenset[str]) -> list[Entry]:
    """The entries of a track in the order of folding, in one world."""
    return [p.entry for p in track.order if p.latest <= day or p.entry.id in happened]


def _reasons(slicing: "_Slicing", spoken_for: Mapping[str, tuple[Entry, ...]]) -> Told:
    keyed: list[tuple[tuple[date, int], Subject, Step]] = []
    for subject, places in slicing.chosen().items():
        reached = (date.min, 0)
        for step in [slicing.traces[subject].steps[place] for place in places]:
            reached = max(reached, (step.entry.when.earliest or date.min, step.entry.seq))
            keyed.append((reached, subject, step))
    keyed.sort(key=lambda each: each[0])
    return slicing.value, tuple([_reason(subject, step, spoken_for) for _, subject, step in keyed])


def read_off(subject: Subject, field: str, states: Mapping[Subject, SubjectState]) -> tuple[Entry, ...]:
    """
    The entries that a value is read off: those that brought each axis to where it stands, and those looked at in the
    records. What was undone and put back is as it is by the act that put it back.
    """
    read = read_of(subject, field, states)[1]
    movers = [_brought(states[each]).get(axis) for each, axes in read.axes.items() for axis in axes]
    seen = [entry for entries in read.entries.values() for entry in entries.values()]
    return tuple({entry.id: entry for entry in [*movers, *seen] if entry is not None}.values())


def _brought(state: SubjectState) -> dict[str, Entry]:
    """For each axis that moved, the entry that brought it to where it stands."""
    return dict([*getattr(state, "moved", ()), *getattr(state, "put_back", ())])


class _Slicing:
    """The search for the entries behind one value."""

    def __init__(
        self, subject: Subject, field: str, histories: Mapping[Subject, Sequence[Entry]], procedure: Procedure
    ) -> None:
        self.subject, self.field, self.procedure = subject, field, procedure
        self.traces = {each: Trace(each, entries, procedure) for each, entries in histories.items()}
        self.value, self.read = read_of(subject, field, {each: trace.state for each, trace in self.traces.items()})

    def chosen(self) -> dict[Subject, list[int]]:
        """The places of the steps behind the value, for each subject with any."""
        seeds = self._seeds()
        known_of_nothing = self._answer(self._replayed({}))
        if 1 < len(seeds) <= MOST_WEIGHED and plain(self.value) != plain(known_of_nothing):
            seeds = _fewest(seeds, lambda fewer: self._answer(self._replayed(self._slice(fewer))) == self.value)
        return self._slice(seeds)

    def _seeds(self) -> list[Seed]:
        """The steps that the value is read off."""
        seeds: dict[Seed, None] = {}
        for subject, axes in self.read.axes.items():
            movers = self.traces[subject].movers
            seeds |= dict.fromkeys([(subject, movers[axis][-1]) for axis in axes if axis in movers])
        for subject, entries in self.read.entries.items():
            steps = self.traces[subject].steps
            seeds |= dict.fromkeys([(subject, place) for place, step in enumerate(steps) if step.entry.id in entries])
        return list(seeds)

    def _slice(self, seeds: Sequence[Seed]) -> dict[Subject, list[int]]:
        """The steps that these rested on, such that each axis read is moved last by the step that moved it last."""
        wanted: dict[Subject, list[int]] = {}
        for subject, place in seeds:
            wanted.setdefault(subject, []).append(place)
        return {subject: self._settled(subject, places) for subject, places in wanted.items()}

    def _settled(self, subject: Subject, places: list[int]) -> list[int]:
        """
        A step that moved an axis back moves nothing where the step that had moved it away is missing: that one is
        needed too.
        """
        trace = self.traces[subject]
        steps = trace.back_from(places)
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
        return value_of(asked_of(self.subject, states), self.field)


def _fewest(seeds: list[Seed], suffices: Callable[[list[Seed]], bool]) -> list[Seed]:
    """As few as suffice: in ever smaller parts, whatever can be left out is, until no single one can."""
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
