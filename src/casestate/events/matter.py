"""Events of the matter as a whole: incidents, hearings, motions, roles, names and notes."""

from typing import ClassVar

import attrs

from casestate.events.event import Event, Subject, as_texts
from casestate.events.fields import OTHER_NAMES, PEOPLE_CONCERNED, PEOPLE_NAMED, holds
from casestate.events.vocabulary import Actor, HearingKind, MotionOutcome, RoleChange
from casestate.events.vocabulary.converters import (
    as_actor,
    as_hearing_kind,
    as_motion_outcome,
    as_role_change,
)
from casestate.texts import as_text, optional_text
from casestate.when import UNDATED, When, as_when


@attrs.frozen(kw_only=True, order=False, repr=False)
class IncidentOccurred(Event):
    """
    The incident that the matter is about happened.

    Attributes:
        incident: The incident, by the file's own id.
        what: The incident in the source's words.
        place: The place where it happened.
        harmed: The people who were harmed.
    """

    wire: ClassVar[str] = "incident.occurred"

    incident: str = attrs.field(converter=as_text)
    what: str | None = attrs.field(default=None, converter=optional_text)
    place: str | None = attrs.field(default=None, converter=optional_text)
    harmed: tuple[str, ...] = attrs.field(default=(), converter=as_texts, metadata=holds(PEOPLE_NAMED))

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """The incident."""
        return (Subject("incident", "", self.incident),)


@attrs.frozen(kw_only=True, order=False, repr=False)
class HearingAct(Event):
    """
    An act about one hearing.

    Attributes:
        hearing: The hearing, by the file's own id.
    """

    hearing: str = attrs.field(converter=as_text)

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """The hearing."""
        return (Subject("hearing", "", self.hearing),)


@attrs.frozen(kw_only=True, order=False, repr=False)
class HearingSet(HearingAct):
    """
    A hearing was put on the calendar, or moved.

    The date of the event is the day of the setting; ``for_`` is the day of the hearing. When that day has passed, the
    hearing is neither held nor missed until :class:`HearingHeld` or :class:`HearingCancelled` says so.

    Attributes:
        for_: The day for which it is set.
        kind: The purpose of the hearing.
        defendants: The defendants whose hearing it is.
        court: The court or judge.
    """

    wire: ClassVar[str] = "hearing.set"

    for_: When = attrs.field(converter=as_when)
    kind: HearingKind = attrs.field(default=HearingKind.UNKNOWN, converter=as_hearing_kind)
    defendants: tuple[str, ...] = attrs.field(default=(), converter=as_texts, metadata=holds(PEOPLE_CONCERNED))
    court: str | None = attrs.field(default=None, converter=optional_text)


@attrs.frozen(kw_only=True, order=False, repr=False)
class HearingHeld(HearingAct):
    """
    The hearing took place.

    Attributes:
        outcome: The result in the source's words, ``None`` if no source says. It decides nothing: an order is an act
            of its own.
    """

    wire: ClassVar[str] = "hearing.held"

    outcome: str | None = attrs.field(default=None, converter=optional_text)


@attrs.frozen(kw_only=True, order=False, repr=False)
class HearingCancelled(HearingAct):
    """
    The hearing was taken off the calendar: vacated, waived, or overtaken.

    Attributes:
        reason: The reason in the source's words; ``None`` if no source gives it.
    """

    wire: ClassVar[str] = "hearing.cancelled"

    reason: str | None = attrs.field(default=None, converter=optional_text)


@attrs.frozen(kw_only=True, order=False, repr=False)
class MotionFiled(Event):
    """
    A party asked the court for an order. A motion changes no charge.

    Attributes:
        motion: The motion, by the file's own id.
        seeks: The order asked for.
        by: The party that asks.
        defendants: The defendants whose case it concerns.
    """

    wire: ClassVar[str] = "motion.filed"

    motion: str = attrs.field(converter=as_text)
    seeks: str = attrs.field(converter=as_text)
    by: Actor = attrs.field(default=Actor.UNKNOWN, converter=as_actor)
    defendants: tuple[str, ...] = attrs.field(default=(), converter=as_texts, metadata=holds(PEOPLE_CONCERNED))

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """The motion."""
        return (Subject("motion", "", self.motion),)


@attrs.frozen(kw_only=True, order=False, repr=False)
class MotionDecided(Event):
    """
    The court ruled on a motion. An effect of the ruling on a charge is an act of its own.

    Attributes:
        motion: The motion, by the file's own id.
        outcome: The ruling.
        reason: The reason in the source's words.
    """

    wire: ClassVar[str] = "motion.decided"

    motion: str = attrs.field(converter=as_text)
    outcome: MotionOutcome = attrs.field(converter=as_motion_outcome)
    reason: str | None = attrs.field(default=None, converter=optional_text)

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """The motion."""
        return (Subject("motion", "", self.motion),)


@attrs.frozen(kw_only=True, order=False, repr=False)
class RoleChanged(Event):
    """
    A judge, prosecutor or counsel came to a role in the matter or left it.

    Attributes:
        person: The official or counsel; a description if the source gives no name.
        role: The role, such as "special prosecutor".
        change: How the person came to the role or left it.
        reason: The reason in the source's words.
    """

    wire: ClassVar[str] = "role.changed"

    person: str = attrs.field(converter=as_text, metadata=holds(PEOPLE_CONCERNED))
    role: str = attrs.field(converter=as_text)
    change: RoleChange = attrs.field(converter=as_role_change)
    reason: str | None = attrs.field(default=None, converter=optional_text)

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """The person in that role."""
        return (Subject("role", "", f"{self.person}, {self.role}"),)


@attrs.frozen(kw_only=True, order=False, repr=False)
class NameRecorded(Event):
    """
    A defendant is also known by another name.

    Attributes:
        defendant: The defendant, by the file's own name for them.
        name: The other name.
    """

    wire: ClassVar[str] = "name.recorded"

    defendant: str = attrs.field(converter=as_text, metadata=holds(PEOPLE_CONCERNED))
    name: str = attrs.field(converter=as_text, metadata=holds(OTHER_NAMES))

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """The person."""
        return (Subject("person", self.defendant, ""),)


@attrs.frozen(kw_only=True, order=False, repr=False)
class EntryRetracted(Event):
    """
    An entry of the file was entered in error. :meth:`casestate.CaseFile.retract` makes this event; its envelope names
    the entry.

    Effect: none in law. A view that knows of the retraction leaves the entry out.
    Not: a charge dropped or a judgment vacated, which are acts of their own.

    Attributes:
        on: Undated, because nothing depends on it; the clocks of the entry say when the retraction came to be known.
    """

    wire: ClassVar[str] = "entry.retracted"

    on: When = attrs.field(default=UNDATED, converter=as_when)


@attrs.frozen(kw_only=True, order=False, repr=False)
class Noted(Event):
    """
    Something happened that belongs to the story and has no effect in law.

    Attributes:
        text: The event in words.
    """

    wire: ClassVar[str] = "noted"

    text: str = attrs.field(converter=as_text)
