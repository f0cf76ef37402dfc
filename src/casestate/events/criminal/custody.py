"""Where a person stands between custody and liberty."""

from typing import ClassVar

import attrs
from attrs.converters import optional

from casestate.events.event import Event, Subject, as_texts
from casestate.events.fields import PEOPLE_CONCERNED, holds
from casestate.events.vocabulary import ReleaseStatus, StayKind, WarrantOutcome
from casestate.texts import as_text


@attrs.frozen(kw_only=True, order=False, repr=False)
class PersonAct(Event):
    """
    Something done to or said of the person in law, whatever the charge.

    Attributes:
        defendant: The defendant, by the file's own name for them.
    """

    defendant: str = attrs.field(converter=as_text, metadata=holds(PEOPLE_CONCERNED))

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """The person."""
        return (Subject("person", self.defendant, ""),)


@attrs.frozen(kw_only=True, order=False, repr=False)
class ReleaseOrdered(PersonAct):
    """
    A person was released, held, or sent to serve.

    Effect: sets where the person stands between custody and liberty. It moves no charge.

    Attributes:
        status: Where the person now stands; a coded word or the source's own.
        conditions: What release is subject to, each in the source's words; empty where no source says.
    """

    wire: ClassVar[str] = "release.ordered"

    status: ReleaseStatus = attrs.field(converter=ReleaseStatus)
    conditions: tuple[str, ...] = attrs.field(default=(), converter=as_texts)


@attrs.frozen(kw_only=True, order=False, repr=False)
class WarrantIssued(PersonAct):
    """
    A court ordered a person brought in, as after a failure to appear.

    Effect: the person counts as a fugitive until the next order on release. It moves no charge.

    Attributes:
        reason: Why, in the source's words; ``None`` where no source says.
    """

    wire: ClassVar[str] = "warrant.issued"

    reason: str | None = attrs.field(default=None, converter=optional(as_text))


@attrs.frozen(kw_only=True, order=False, repr=False)
class DefendantDied(PersonAct):
    """
    The defendant died.

    Effect: every charge not yet judged ends; what becomes of a judgment under appeal differs by jurisdiction.
    """

    wire: ClassVar[str] = "defendant.died"
    on_every_charge: ClassVar[bool] = True


@attrs.frozen(kw_only=True, order=False, repr=False)
class StayOrdered(PersonAct):
    """
    The case against the person was stayed: for competency, an interlocutory appeal, military service.

    Effect: a stay; clocks stop and phases stay as they are.

    Attributes:
        kind: Why.
    """

    wire: ClassVar[str] = "stay.ordered"

    kind: StayKind = attrs.field(default=StayKind.UNKNOWN, converter=StayKind)


@attrs.frozen(kw_only=True, order=False, repr=False)
class StayLifted(PersonAct):
    """
    A stay ended, as when competency was restored.

    Effect: no stay. Not restorable is a dismissal or a commitment, each an act of its own.

    Attributes:
        kind: Which stay ended, by why it was ordered; unknown unless stated.
        reason: Why, in the source's words; ``None`` where no source says.
    """

    wire: ClassVar[str] = "stay.lifted"

    kind: StayKind = attrs.field(default=StayKind.UNKNOWN, converter=StayKind)
    reason: str | None = attrs.field(default=None, converter=optional(as_text))


@attrs.frozen(kw_only=True, order=False, repr=False)
class WarrantEnded(PersonAct):
    """
    A warrant was served, recalled or quashed.

    Effect: the person no longer counts as a fugitive; where they stand is for the next order on release.

    Attributes:
        outcome: How it ended.
    """

    wire: ClassVar[str] = "warrant.ended"

    outcome: WarrantOutcome = attrs.field(default=WarrantOutcome.UNKNOWN, converter=WarrantOutcome)


@attrs.frozen(kw_only=True, order=False, repr=False)
class Extradited(PersonAct):
    """
    The person was sent to another sovereign, or held for one by detainer.

    Effect: none on any charge here.

    Attributes:
        to: The sovereign sent to, or holding by detainer, in the source's words; ``None`` where no source says.
    """

    wire: ClassVar[str] = "person.extradited"

    to: str | None = attrs.field(default=None, converter=optional(as_text))
