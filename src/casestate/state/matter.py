"""Hearings, motions, roles and incidents, which belong to the matter as a whole and never change a charge."""

from collections.abc import Callable, Iterable, Mapping

import attrs

from casestate.entries import Entry
from casestate.events import (
    Actor,
    HearingHeld,
    HearingKind,
    HearingSet,
    IncidentOccurred,
    MotionDecided,
    MotionFiled,
    MotionOutcome,
    RoleChange,
    RoleChanged,
)
from casestate.readonly import read_only
from casestate.texts import counted
from casestate.vocabulary import Closed
from casestate.when import When


class HearingStatus(Closed):
    """The status of a hearing according to the record. A set day that has passed does not mean that it was held."""

    SET = "set"
    HELD = "held"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


@attrs.frozen(kw_only=True, order=False)
class Hearing:
    """
    One hearing.

    Attributes:
        status: Its status by the certain entries; with ``undecided`` entries it is not known.
        for_: The day for which it was last set, by the certain entries.
        entries: The certain entries about it, in order.
        undecided: The entries about it that may or may not have happened.
    """

    key: str
    status: HearingStatus
    kind: HearingKind
    for_: When | None
    defendants: tuple[str, ...]
    entries: tuple[Entry, ...]
    undecided: tuple[Entry, ...] = ()

    @classmethod
    def of(cls, key: str, entries: tuple[Entry, ...], undecided: tuple[Entry, ...] = ()) -> "Hearing":
        """Return the state from its entries."""
        status = HearingStatus.UNKNOWN
        kind = HearingKind.UNKNOWN
        for_: When | None = None
        defendants: tuple[str, ...] = ()
        for entry in entries:
            event = entry.event
            if isinstance(event, HearingSet):
                status, kind, for_, defendants = HearingStatus.SET, event.kind, event.for_, event.defendants
            else:
                status = HearingStatus.HELD if isinstance(event, HearingHeld) else HearingStatus.CANCELLED
        return cls(
            key=key,
            status=status,
            kind=kind,
            for_=for_,
            defendants=defendants,
            entries=entries,
            undecided=undecided,
        )


@attrs.frozen(kw_only=True, order=False)
class Motion:
    """
    One motion.

    Attributes:
        outcome: The ruling; ``None`` while it is pending. With ``undecided`` entries it is not known.
        entries: The certain entries about it, in order.
        undecided: The entries about it that may or may not have happened.
    """

    key: str
    seeks: str | None
    by: Actor
    outcome: MotionOutcome | None
    defendants: tuple[str, ...]
    entries: tuple[Entry, ...]
    undecided: tuple[Entry, ...] = ()

    @classmethod
    def of(cls, key: str, entries: tuple[Entry, ...], undecided: tuple[Entry, ...] = ()) -> "Motion":
        """Return the state from its entries."""
        filed = [entry.event for entry in entries if isinstance(entry.event, MotionFiled)]
        decided = [entry.event.outcome for entry in entries if isinstance(entry.event, MotionDecided)]
        return cls(
            key=key,
            seeks=filed[-1].seeks if filed else None,
            by=filed[-1].by if filed else Actor.UNKNOWN,
            outcome=decided[-1] if decided else None,
            defendants=filed[-1].defendants if filed else (),
            entries=entries,
            undecided=undecided,
        )


@attrs.frozen(kw_only=True, order=False)
class Role:
    """
    One person in one role.

    Attributes:
        change: The last change by the certain entries; with ``undecided`` entries it is not known.
        entries: The certain entries about it, in order.
        undecided: The entries about it that may or may not have happened.
    """

    person: str
    role: str
    change: RoleChange
    entries: tuple[Entry, ...]
    undecided: tuple[Entry, ...] = ()

    @classmethod
    def of(cls, entries: tuple[Entry, ...], undecided: tuple[Entry, ...] = ()) -> "Role":
        """Return the state from its entries."""
        last = entries[-1].event
        assert isinstance(last, RoleChanged)
        return cls(person=last.person, role=last.role, change=last.change, entries=entries, undecided=undecided)


@attrs.frozen(kw_only=True, order=False, repr=False)
class MatterState:
    """
    The matter as a whole, from the entries that have certainly happened. Each part names its undecided entries.

    Attributes:
        hearings: Hearings by id.
        motions: Motions by id.
        roles: The people in each role, now or before.
        incidents: The incidents that the matter is about, by id.
    """

    hearings: Mapping[str, Hearing] = attrs.field(converter=read_only)
    motions: Mapping[str, Motion] = attrs.field(converter=read_only)
    roles: tuple[Role, ...]
    incidents: Mapping[str, IncidentOccurred] = attrs.field(converter=read_only)

    def __repr__(self) -> str:
        parts = [counted(len(getattr(self, name)), name[:-1]) for name in ("hearings", "motions", "roles", "incidents")]
        return f"<MatterState: {', '.join(parts)}>"

    @classmethod
    def of(cls, records: Callable[[str], Iterable[tuple[str, tuple[Entry, ...], tuple[Entry, ...]]]]) -> "MatterState":
        """
        Return the state from its records.

        Args:
            records: Yields the subjects of one kind that have begun, each as the key, the certain entries, and the
                undecided ones.
        """
        incidents = {key: entries[-1].event for key, entries, _ in records("incident")}
        return cls(
            hearings={key: Hearing.of(key, *entries) for key, *entries in records("hearing")},
            motions={key: Motion.of(key, *entries) for key, *entries in records("motion")},
            roles=tuple([Role.of(*entries) for _, *entries in records("role")]),
            incidents={key: event for key, event in incidents.items() if isinstance(event, IncidentOccurred)},
        )
