"""What belongs to the matter as a whole: incidents, hearings, motions, roles, names, and what was noted beside them."""

from typing import ClassVar

import attrs
from attrs.converters import optional

from casestate.events.event import Event, Subject, as_texts
from casestate.events.fields import PEOPLE_CONCERNED, PEOPLE_NAMED, holds
from casestate.events.vocabulary import Actor, HearingKind, MotionOutcome, RoleChange
from casestate.texts import as_text
from casestate.when import UNDATED, When, as_when


@attrs.frozen(kw_only=True, order=False, repr=False)
class IncidentOccurred(Event):
    """
    What the matter is about happened.

    Attributes:
        incident: The incident, by the file's own id.
        what: What happened, in the source's words.
        place: Where.
        harmed: Who was harmed.
    """

    wire: ClassVar[str] = "incident.occurred"

    incident: str = attrs.field(converter=as_text)
    what: str | None = attrs.field(default=None, converter=optional(as_text))
    place: str | None = attrs.field(default=None, converter=optional(as_text))
    harmed: tuple[str, ...] = attrs.field(default=(), converter=as_texts, metadata=holds(PEOPLE_NAMED))

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """The incident."""
        return (Subject("incident", "", self.incident),)


@attrs.frozen(kw_only=True, order=False, repr=False)
class HearingAct(Event):
    """
    Something done about one hearing.

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

    The event's own date is when that was done; ``for_`` is the day it was set for. That day passing makes it neither
    held nor missed: only :class:`HearingHeld` or :class:`HearingCancelled` says so.

    Attributes:
        for_: The day it is set for.
        kind: What it is for.
        defendants: Whose hearing it is.
        court: Before whom.
    """

    wire: ClassVar[str] = "hearing.set"

    for_: When = attrs.field(converter=as_when)
    kind: HearingKind = attrs.field(default=HearingKind.UNKNOWN, converter=HearingKind)
    defendants: tuple[str, ...] = attrs.field(default=(), converter=as_texts, metadata=holds(PEOPLE_CONCERNED))
    court: str | None = attrs.field(default=None, converter=optional(as_text))


@attrs.frozen(kw_only=True, order=False, repr=False)
class HearingHeld(HearingAct):
    """
    The hearing took place.

    Attributes:
        outcome: What came of it, in the source's words, which decide nothing: an order is an act of its own; ``None``
            where no source says.
    """

    wire: ClassVar[str] = "hearing.held"

    outcome: str | None = attrs.field(default=None, converter=optional(as_text))


@attrs.frozen(kw_only=True, order=False, repr=False)
class HearingCancelled(HearingAct):
    """
    The hearing was taken off the calendar: vacated, waived, or overtaken.

    Attributes:
        reason: Why, in the source's words; ``None`` where no source says.
    """

    wire: ClassVar[str] = "hearing.cancelled"

    reason: str | None = attrs.field(default=None, converter=optional(as_text))


@attrs.frozen(kw_only=True, order=False, repr=False)
class MotionFiled(Event):
    """
    A party asked the court for an order. Asking changes no charge.

    Attributes:
        motion: The motion, by the file's own id.
        seeks: What it asks for.
        by: Who asks.
        defendants: Whose case it concerns.
    """

    wire: ClassVar[str] = "motion.filed"

    motion: str = attrs.field(converter=as_text)
    seeks: str = attrs.field(converter=as_text)
    by: Actor = attrs.field(default=Actor.UNKNOWN, converter=Actor)
    defendants: tuple[str, ...] = attrs.field(default=(), converter=as_texts, metadata=holds(PEOPLE_CONCERNED))

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """The motion."""
        return (Subject("motion", "", self.motion),)


@attrs.frozen(kw_only=True, order=False, repr=False)
class MotionDecided(Event):
    """
    The court ruled on a motion. What the ruling does to a charge is an act of its own.

    Attributes:
        motion: The motion, by the file's own id.
        outcome: The ruling.
        reason: Why, in the source's words.
    """

    wire: ClassVar[str] = "motion.decided"

    motion: str = attrs.field(converter=as_text)
    outcome: MotionOutcome = attrs.field(converter=MotionOutcome)
    reason: str | None = attrs.field(default=None, converter=optional(as_text))

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """The motion."""
        return (Subject("motion", "", self.motion),)


@attrs.frozen(kw_only=True, order=False, repr=False)
class RoleChanged(Event):
    """
    A judge, prosecutor or counsel came to a role in the matter or left it.

    Attributes:
        person: Who; a description where the source gives no name.
        role: The role, such as "special prosecutor".
        change: What happened.
        reason: Why, in the source's words.
    """

    wire: ClassVar[str] = "role.changed"

    person: str = attrs.field(converter=as_text, metadata=holds(PEOPLE_CONCERNED))
    role: str = attrs.field(converter=as_text)
    change: RoleChange = attrs.field(converter=RoleChange)
    reason: str | None = attrs.field(default=None, converter=optional(as_text))

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
    name: str = attrs.field(converter=as_text, metadata=holds(PEOPLE_NAMED))

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """The person."""
        return (Subject("person", self.defendant, ""),)


@attrs.frozen(kw_only=True, order=False, repr=False)
class EntryRetracted(Event):
    """
    An entry of the file was entered in error. :meth:`casestate.CaseFile.retract` makes it; the envelope says which.

    Effect: none in law. The entry named is left out of every view that knows of the retraction.
    Not: a charge dropped or a judgment vacated, which are acts of their own.

    Attributes:
        on: Nothing turns on its date, and it is left undated; the clocks of its entry say when it came to be known.
    """

    wire: ClassVar[str] = "entry.retracted"

    on: When = attrs.field(default=UNDATED, converter=as_when)


@attrs.frozen(kw_only=True, order=False, repr=False)
class Noted(Event):
    """
    Something happened that has no effect in law but belongs to the story.

    Attributes:
        text: What happened.
    """

    wire: ClassVar[str] = "noted"

    text: str = attrs.field(converter=as_text)
