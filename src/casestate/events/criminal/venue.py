"""Acts that send a charge to another court, or take it off the active docket: none of them ends it."""

from typing import ClassVar

import attrs

from casestate.events.event import ChargeAct, ReasonedAct, as_texts
from casestate.events.fields import OTHER_CHARGES, holds
from casestate.events.vocabulary import InactiveGround, RemovalStage
from casestate.events.vocabulary.converters import as_inactive_ground, as_removal_stage
from casestate.texts import optional_text


@attrs.frozen(kw_only=True, order=False, repr=False)
class ChargeTransferred(ChargeAct):
    """
    The charge was sent to another court: on a change of venue, for a plea there, from a juvenile court to one of
    adults, or after the finding for sentence or supervision there.

    Effect: the charge goes on there as far as it was, under the same id, and what that court does is an act on it. If
    the file keeps it there as another charge, this one ends before a finding. Not: a dismissal.

    Attributes:
        court: The court to which it was sent; ``None`` if no source says.
        successors: The ids of the charge there, if the file keeps it as another charge.
    """

    wire: ClassVar[str] = "charge.transferred"

    court: str | None = attrs.field(default=None, converter=optional_text)
    successors: tuple[str, ...] = attrs.field(default=(), converter=as_texts, metadata=holds(OTHER_CHARGES))


@attrs.frozen(kw_only=True, order=False, repr=False)
class ChargeRemoved(ChargeAct):
    """
    A defendant removed the charge from a state court to a federal court (28 USC 1442, 1443, 1455).

    Effect: the charge goes on in the federal court under the same id. A notice alone leaves it where it is, and until
    it is remanded the state court may enter no judgment of conviction.

    Attributes:
        court: The federal court; ``None`` if no source says.
        stage: Whether a notice was filed, or the federal court keeps the case; unknown if no source says, which reads
            as the latter.
    """

    wire: ClassVar[str] = "charge.removed"

    court: str | None = attrs.field(default=None, converter=optional_text)
    stage: RemovalStage = attrs.field(default=RemovalStage.UNKNOWN, converter=as_removal_stage)


@attrs.frozen(kw_only=True, order=False, repr=False)
class ChargeRemanded(ChargeAct):
    """
    The charge was sent back to the court from which another had it: after a removal (28 USC 1447, 1455(b)(4)), after a
    transfer for plea (FRCrimP 20(c)), or from a higher court that was to try it anew.

    Effect: the charge goes on there. If it was to be tried anew, the judgment below counts again. Not: a reversal,
    which is :class:`AppealDecided`.

    Attributes:
        court: The court to which it went back; if ``None``, the one that sent it.
    """

    wire: ClassVar[str] = "charge.remanded"

    court: str | None = attrs.field(default=None, converter=optional_text)


@attrs.frozen(kw_only=True, order=False, repr=False)
class ChargeInactivated(ReasonedAct):
    """
    The charge was taken off the active docket without being ended: stet, abeyance, statistical closing, or because the
    defendant was handed over to another sovereign.

    Effect: the charge is inactive, and still pending. Not: a dismissal.

    Attributes:
        ground: Why it was taken off; unknown if no source says.
    """

    wire: ClassVar[str] = "charge.inactivated"

    ground: InactiveGround = attrs.field(default=InactiveGround.UNKNOWN, converter=as_inactive_ground)


class ChargeReactivated(ChargeAct):
    """
    The charge was put back on the active docket.

    Effect: the charge is active.
    """

    __slots__ = ()
    wire: ClassVar[str] = "charge.reactivated"
