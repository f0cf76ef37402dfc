"""What belongs to the matter as a whole: hearings, motions, roles and incidents. None of it moves a charge."""

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
from casestate.vocabulary import Closed
from casestate.when import When


class HearingStatus(Closed):
    """What became of a hearing, as far as the record says; a day that has passed holds no hearing."""

    SET = "set"
    HELD = "held"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


@attrs.frozen(kw_only=True, order=False)
class Hearing:
    """
    One hearing.

    Attributes:
        status: What became of it, as far as is certain; with ``undecided`` entries it is not known.
        for_: The day it was last set for, likewise.
        entries: The entries about it, in order.
        undecided: The entries about it of which it is not certain whether they had happened.
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
        """Put together from its entries."""
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
        outcome: The ruling; ``None`` while it is pending, unless there are ``undecided`` entries: then it is not known.
        entries: The entries about it, in order.
        undecided: The entries about it of which it is not certain whether they had happened.
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
        """Put together from its entries."""
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
        change: How they last came to it or left it, as far as is certain; with ``undecided`` entries it is not known.
        entries: The entries about it, in order.
        undecided: The entries about it of which it is not certain whether they had happened.
    """

    person: str
    role: str
    change: RoleChange
    entries: tuple[Entry, ...]
    undecided: tuple[Entry, ...] = ()

    @classmethod
    def of(cls, entries: tuple[Entry, ...], undecided: tuple[Entry, ...] = ()) -> "Role":
        """Put together from its entries."""
        last = entries[-1].event
        assert isinstance(last, RoleChanged)
        return cls(person=last.person, role=last.role, change=last.change, entries=entries, undecided=undecided)


@attrs.frozen(kw_only=True, order=False)
class MatterState:
    """
    The matter as a whole, from the entries certain to have happened; each thing in it names those that are undecided.

    Attributes:
        hearings: Hearings by id.
        motions: Motions by id.
        roles: Who holds or held which role.
        incidents: What the matter is about, by id.
    """

    hearings: Mapping[str, Hearing] = attrs.field(converter=read_only)
    motions: Mapping[str, Motion] = attrs.field(converter=read_only)
    roles: tuple[Role, ...]
    incidents: Mapping[str, IncidentOccurred] = attrs.field(converter=read_only)

    @classmethod
    def of(cls, records: Callable[[str], Iterable[tuple[str, tuple[Entry, ...], tuple[Entry, ...]]]]) -> "MatterState":
        """
        Put together from its records.

        Args:
            records: Gives the things of one kind of subject that have begun: the key, the entries certain to have
                happened, and those undecided.
        """
        incidents = {key: entries[-1].event for key, entries, _ in records("incident")}
        return cls(
            hearings={key: Hearing.of(key, *entries) for key, *entries in records("hearing")},
            motions={key: Motion.of(key, *entries) for key, *entries in records("motion")},
            roles=tuple([Role.of(*entries) for _, *entries in records("role")]),
            incidents={key: event for key, event in incidents.items() if isinstance(event, IncidentOccurred)},
        )
