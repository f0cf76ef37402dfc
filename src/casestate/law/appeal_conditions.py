"""The conditions on appeals that are only counted, those of a claim or a citation: when one was sought."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

import attrs

from casestate.entries import Entry
from casestate.events import (
    CitationDecided,
    CitationReviewSought,
    ClaimAppealDecided,
    ClaimAppealed,
    ClaimStayed,
    ClaimStayLifted,
    Event,
)
from casestate.law.history import History, Reads
from casestate.law.undoing import Frame, in_force, undone_by
from casestate.state.axes import ClaimPhase
from casestate.state.civil import pending_in

_PHASE = "phase"


class _Appeals(NamedTuple):
    """The record that has the appeals of a kind of subject, and the acts that seek and decide one."""

    record: str
    sought: type[Event]
    decided: type[Event]

    def pending(self, entries: Sequence[Entry]) -> int:
        """Return how many are pending after some acts."""
        return pending_in(entries, self.sought, self.decided)

    def sought_in(self, entries: Sequence[Entry]) -> bool:
        """Return whether one was sought by one of some acts."""
        return any(isinstance(entry.event, self.sought) for entry in entries)

    def told_in(self, entries: Sequence[Entry]) -> int:
        """Return how many of some acts seek or decide one."""
        return sum(isinstance(entry.event, (self.sought, self.decided)) for entry in entries)

    def since_phase(self, history: History) -> Sequence[Entry]:
        """Return the acts of the record that came after the one that last moved the phase; none if that is not told."""
        told, mover = history.told(self.record), history.moved.get(_PHASE)
        frame = in_force(history.frames, history.moved)
        ids = [entry.id for entry in told]
        if mover is not None and mover.id in ids:
            return told[ids.index(mover.id) + 1 :]
        return told[frame.before_it(self.record) :] if frame is not None else ()

    def sought_since_phase(self, history: History) -> bool:
        """Return whether one was sought since the act that last moved the phase."""
        return self.sought_in(self.since_phase(history))

    @property
    def reads(self) -> Reads:
        """The record, what moved the phase, and the order of the two."""
        return Reads(axes=frozenset({_PHASE}), records=frozenset({self.record}), reviews=True, undoes=True)


APPEALS: Mapping[str, _Appeals] = MappingProxyType(
    {
        "claim": _Appeals("decisions", ClaimAppealed, ClaimAppealDecided),
        "citation": _Appeals("issuing", CitationReviewSought, CitationDecided),
    }
)
"""The appeals of each kind of subject whose appeals are only counted."""


@attrs.frozen
class AppealedSince:
    """An appeal was sought since the act that last moved the phase."""

    kind: str

    @property
    def reads(self) -> Reads:
        """The appeals and the phase."""
        return APPEALS[self.kind].reads

    def holds(self, history: History, _entry: Entry | None = None) -> bool:
        """Return whether one was."""
        return APPEALS[self.kind].sought_since_phase(history)

    def __str__(self) -> str:
        return "appealed since phase"


@attrs.frozen
class OlderAppeal:
    """An appeal is pending, and none was sought since the act that last moved the phase; ``none`` if that is not so."""

    kind: str
    none: bool = False

    @property
    def reads(self) -> Reads:
        """The appeals and the phase."""
        return APPEALS[self.kind].reads

    def holds(self, history: History, _entry: Entry | None = None) -> bool:
        """Return whether there is one, or none."""
        appeals = APPEALS[self.kind]
        pending = appeals.pending(history.told(appeals.record)) > 0
        return (pending and not appeals.sought_since_phase(history)) is not self.none

    def __str__(self) -> str:
        return "no older appeal" if self.none else "older appeal"


@attrs.frozen
class OnlyAppealsSince:
    """Nothing but appeals has come since the act that last moved the phase."""

    kind: str

    @property
    def reads(self) -> Reads:
        """The appeals and the phase."""
        return APPEALS[self.kind].reads

    def holds(self, history: History, _entry: Entry | None = None) -> bool:
        """Return whether nothing else has."""
        appeals, frame = APPEALS[self.kind], in_force(history.frames, history.moved)
        return frame is not None and history.steps - frame.steps <= appeals.told_in(appeals.since_phase(history))

    def __str__(self) -> str:
        return "nothing but appeals since phase"


@attrs.frozen
class AppealedSinceAct:
    """Every appeal that is pending was sought since an act of some kind that left the phase, and one was."""

    kind: str
    act: str
    field: str
    values: tuple[str, ...]

    @property
    def reads(self) -> Reads:
        """The appeals and the phase."""
        return APPEALS[self.kind].reads

    def holds(self, history: History, _entry: Entry | None = None) -> bool:
        """Return whether all were."""
        appeals, told = APPEALS[self.kind], history.told(APPEALS[self.kind].record)
        places = [place for place, entry in enumerate(told) if self._is(entry)]
        if not places or told[places[-1]] not in appeals.since_phase(history):
            return False
        return not appeals.pending(told[: places[-1]]) and appeals.sought_in(told[places[-1] :])

    def _is(self, entry: Entry) -> bool:
        return type(entry.event).__name__ == self.act and getattr(entry.event, self.field) in self.values

    def __str__(self) -> str:
        return f"appealed since {self.act} saying {self.field}={'|'.join(self.values)}"


@attrs.frozen
class StayedSince:
    """A claim was stayed when the last act of some kind came, or has been since, and the stay has not been lifted."""

    act: str

    @property
    def reads(self) -> Reads:
        """The stays, and the act."""
        return Reads(records=frozenset({APPEALS["claim"].record}), undoes=True)

    def holds(self, history: History, _entry: Entry | None = None) -> bool:
        """Return whether it is."""
        frame = undone_by(history.frames, history.moved, (self.act,))
        return frame is not None and self._stayed(history, frame)

    def _stayed(self, history: History, frame: Frame) -> bool:
        record = APPEALS["claim"].record
        since = [entry.event for entry in history.told(record)[frame.before_it(record) :]]
        stays = [event for event in since if isinstance(event, ClaimStayed | ClaimStayLifted)]
        return isinstance(stays[-1], ClaimStayed) if stays else frame.came_in is ClaimPhase.STAYED

    def __str__(self) -> str:
        return f"stayed since {self.act}"


OfAppeals = AppealedSince | OlderAppeal | OnlyAppealsSince | AppealedSinceAct | StayedSince
