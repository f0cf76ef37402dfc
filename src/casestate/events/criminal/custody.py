"""Acts on a person: custody and release, warrants, stays, death and extradition."""

from typing import ClassVar

import attrs
from attrs.converters import optional

from casestate.events.event import Event, Subject, as_texts
from casestate.events.fields import PEOPLE_CONCERNED, holds
from casestate.events.vocabulary import BondOutcome, ReleaseStatus, StayKind, WarrantOutcome
from casestate.events.vocabulary.converters import (
    as_bond_outcome,
    as_release_status,
    as_stay_kind,
    as_warrant_outcome,
)
from casestate.terms import Money, as_money
from casestate.texts import as_text, optional_text


@attrs.frozen(kw_only=True, order=False, repr=False)
class PersonAct(Event):
    """
    An act on the person, whatever the charge.

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

    Effect: sets the custody of the person. It moves no charge.

    Attributes:
        status: The custody or release of the person from now on.
        conditions: The conditions of release, each in the source's words; empty if no source says.
    """

    wire: ClassVar[str] = "release.ordered"

    status: ReleaseStatus = attrs.field(converter=as_release_status)
    conditions: tuple[str, ...] = attrs.field(default=(), converter=as_texts)


@attrs.frozen(kw_only=True, order=False, repr=False)
class WarrantIssued(PersonAct):
    """
    A court ordered the arrest of a person, as after a failure to appear.

    Effect: the person counts as a fugitive until the next order on release. It moves no charge.

    Attributes:
        reason: The reason in the source's words; ``None`` if no source says.
    """

    wire: ClassVar[str] = "warrant.issued"

    reason: str | None = attrs.field(default=None, converter=optional_text)


@attrs.frozen(kw_only=True, order=False, repr=False)
class BondDecided(PersonAct):
    """
    A court forfeited bail, took a forfeiture back, or discharged the bond (FRCrimP 46(f), (g)).

    Effect: none on any charge or on the custody of the person; a warrant is an act of its own.

    Attributes:
        outcome: The decision.
        amount: The sum decided on; ``None`` if no source says.
    """

    wire: ClassVar[str] = "bond.decided"

    outcome: BondOutcome = attrs.field(converter=as_bond_outcome)
    amount: Money | None = attrs.field(default=None, converter=optional(as_money))


class DefendantDied(PersonAct):
    """
    The defendant died.

    Effect: every charge not yet judged ends. Jurisdictions differ on a judgment under appeal.
    """

    __slots__ = ()
    wire: ClassVar[str] = "defendant.died"
    on_every_charge: ClassVar[bool] = True


@attrs.frozen(kw_only=True, order=False, repr=False)
class StayOrdered(PersonAct):
    """
    The case against the person was stayed: for competency, an interlocutory appeal, military service.

    Effect: a stay; clocks stop, and phases stay as they are.

    Attributes:
        kind: The reason for the stay.
    """

    wire: ClassVar[str] = "stay.ordered"

    kind: StayKind = attrs.field(default=StayKind.UNKNOWN, converter=as_stay_kind)


@attrs.frozen(kw_only=True, order=False, repr=False)
class StayLifted(PersonAct):
    """
    A stay ended, as when competency was restored.

    Effect: no stay. If competency cannot be restored, the dismissal or commitment is an act of its own.

    Attributes:
        kind: The reason for which the stay was ordered; unknown if no source says.
        reason: The reason in the source's words; ``None`` if no source says.
    """

    wire: ClassVar[str] = "stay.lifted"

    kind: StayKind = attrs.field(default=StayKind.UNKNOWN, converter=as_stay_kind)
    reason: str | None = attrs.field(default=None, converter=optional_text)


@attrs.frozen(kw_only=True, order=False, repr=False)
class WarrantEnded(PersonAct):
    """
    A warrant was served, recalled or quashed.

    Effect: the person is no longer a fugitive. The next order on release sets the custody.

    Attributes:
        outcome: How the warrant ended.
    """

    wire: ClassVar[str] = "warrant.ended"

    outcome: WarrantOutcome = attrs.field(default=WarrantOutcome.UNKNOWN, converter=as_warrant_outcome)


@attrs.frozen(kw_only=True, order=False, repr=False)
class Extradited(PersonAct):
    """
    The person was sent to another sovereign, or held for one by detainer.

    Effect: none on any charge here.

    Attributes:
        to: The other sovereign in the source's words; ``None`` if no source says.
    """

    wire: ClassVar[str] = "person.extradited"

    to: str | None = attrs.field(default=None, converter=optional_text)
