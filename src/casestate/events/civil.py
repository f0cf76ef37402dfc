"""Acts in a civil case, each on one claim against the parties named. None of them changes a criminal charge."""

from typing import ClassVar

import attrs
from attrs.converters import optional

from casestate.events.event import ClaimAct, as_texts
from casestate.events.fields import PEOPLE_NAMED, holds
from casestate.events.vocabulary import (
    Actor,
    CivilJudgment,
    CivilReviewOutcome,
    JudgmentChange,
    Leave,
    Prejudice,
)
from casestate.events.vocabulary.converters import (
    as_actor,
    as_civil_judgment,
    as_civil_review_outcome,
    as_judgment_change,
    as_leave,
    as_prejudice,
)
from casestate.terms import Money, as_money
from casestate.texts import as_text, optional_text


@attrs.frozen(kw_only=True, order=False, repr=False)
class ClaimFiled(ClaimAct):
    """
    A civil claim was brought (FRCP 3).

    Effect: the claim is pending against each party named.

    Attributes:
        claimants: The parties that bring it.
        cause: The cause of action in the source's words.
        court: The court in which it was filed.
    """

    wire: ClassVar[str] = "claim.filed"

    claimants: tuple[str, ...] = attrs.field(default=(), converter=as_texts, metadata=holds(PEOPLE_NAMED))
    cause: str | None = attrs.field(default=None, converter=optional_text)
    court: str | None = attrs.field(default=None, converter=optional_text)


@attrs.frozen(kw_only=True, order=False, repr=False)
class ClaimDismissed(ClaimAct):
    """
    The claim was ended against the parties named, without a judgment on it.

    Effect: the claim ends. Without prejudice it may be reinstated or brought again; with leave to amend it waits for
    an amendment.

    Attributes:
        by: The court, or the parties by a notice or stipulation; unknown if no source says.
        prejudice: Whether the dismissal bars the same claim; unspecified if no source says.
        leave: Whether the complaint may be amended; unspecified if no source says.
        reason: The reason in the source's words; ``None`` if no source says.
    """

    wire: ClassVar[str] = "claim.dismissed"

    by: Actor = attrs.field(default=Actor.UNKNOWN, converter=as_actor)
    prejudice: Prejudice = attrs.field(default=Prejudice.UNSPECIFIED, converter=as_prejudice)
    leave: Leave = attrs.field(default=Leave.UNSPECIFIED, converter=as_leave)
    reason: str | None = attrs.field(default=None, converter=optional_text)


class ClaimReinstated(ClaimAct):
    """
    A dismissed claim was reinstated, or a default or other judgment on it set aside (FRCP 55(c), 60(b)).

    Effect: the claim is pending again.
    """

    __slots__ = ()
    wire: ClassVar[str] = "claim.reinstated"


@attrs.frozen(kw_only=True, order=False, repr=False)
class ClaimRemoved(ClaimAct):
    """
    The claim moved to another court, as from a state court to a federal one (28 USC 1441).

    Effect: the same claim goes on there.

    Attributes:
        court: The court to which it moved; always stated.
    """

    wire: ClassVar[str] = "claim.removed"

    court: str = attrs.field(converter=as_text)


@attrs.frozen(kw_only=True, order=False, repr=False)
class ClaimAmended(ClaimAct):
    """
    The complaint was amended as to this claim (FRCP 15).

    Effect: the record has the new cause, and the phase stays, except that a claim dismissed with leave to amend is
    pending again.

    Attributes:
        cause: The new cause of action in the source's words; ``None`` if it stays.
    """

    wire: ClassVar[str] = "claim.amended"

    cause: str | None = attrs.field(default=None, converter=optional_text)


class ClaimServed(ClaimAct):
    """
    The parties named were served.

    Effect: none on the phase.
    """

    __slots__ = ()
    wire: ClassVar[str] = "claim.served"


class ClaimAnswered(ClaimAct):
    """
    The parties named answered.

    Effect: none on the phase. Not: an admission.
    """

    __slots__ = ()
    wire: ClassVar[str] = "claim.answered"


@attrs.frozen(kw_only=True, order=False, repr=False)
class PartySubstituted(ClaimAct):
    """
    A claimant was replaced, as by a personal representative or guardian ad litem (FRCP 25).

    Effect: the claimants change, and the phase stays.

    Attributes:
        claimants: The parties that bring the claim from now on.
    """

    wire: ClassVar[str] = "party.substituted"

    claimants: tuple[str, ...] = attrs.field(converter=as_texts, metadata=holds(PEOPLE_NAMED))


@attrs.frozen(kw_only=True, order=False, repr=False)
class ClaimStayed(ClaimAct):
    """
    The claim was stayed, as while a criminal case is pending.

    Effect: the claim is stayed, and still pending.

    Attributes:
        reason: The reason in the source's words; ``None`` if no source says.
    """

    wire: ClassVar[str] = "claim.stayed"

    reason: str | None = attrs.field(default=None, converter=optional_text)


class ClaimStayLifted(ClaimAct):
    """
    The stay of the claim ended.

    Effect: the claim is pending.
    """

    __slots__ = ()
    wire: ClassVar[str] = "claim.stay_lifted"


@attrs.frozen(kw_only=True, order=False, repr=False)
class ClaimRemanded(ClaimAct):
    """
    A claim removed to a federal court was sent back (28 USC 1447).

    Effect: the same claim goes on there.

    Attributes:
        court: The court to which it went back; ``None`` if no source says.
    """

    wire: ClassVar[str] = "claim.remanded"

    court: str | None = attrs.field(default=None, converter=optional_text)


@attrs.frozen(kw_only=True, order=False, repr=False)
class ClaimDecided(ClaimAct):
    """
    The claim was decided: by summary judgment, verdict, judgment or default (FRCP 54-58).

    Effect: after a verdict the claim is decided; after any other decision it is judged. A later decision for another
    side, or with another sum, counts. Not: a criminal finding.

    Attributes:
        how: The form of the decision; raw words move nothing.
        for_: The party that prevailed, in the source's words.
        amount: The sum awarded.
    """

    wire: ClassVar[str] = "claim.decided"

    how: CivilJudgment = attrs.field(converter=as_civil_judgment)
    for_: str | None = attrs.field(default=None, converter=optional_text, metadata=holds(PEOPLE_NAMED))
    amount: Money | None = attrs.field(default=None, converter=optional(as_money))


class ClaimNewTrialGranted(ClaimAct):
    """
    A new trial of the claim was ordered (FRCP 59).

    Effect: the claim is pending again.
    """

    __slots__ = ()
    wire: ClassVar[str] = "claim.new_trial_granted"


class ClaimAppealed(ClaimAct):
    """
    A party appealed the decision.

    Effect: the decision is not final, and the phase stays.
    """

    __slots__ = ()
    wire: ClassVar[str] = "claim.appealed"


@attrs.frozen(kw_only=True, order=False, repr=False)
class ClaimAppealDecided(ClaimAct):
    """
    The appeal was decided.

    Effect: the claim is pending again if the decision was vacated or reversed and remanded, or if a dismissal was
    reversed. A decision reversed outright does not stand, and a reversal that a higher court reverses falls. What a new
    trial, a reinstatement or the end of a decree had undone stands again if that order is reversed. After any other
    outcome the decision stays.

    Attributes:
        outcome: How the appeal ended; raw words move nothing.
    """

    wire: ClassVar[str] = "claim.appeal_decided"

    outcome: CivilReviewOutcome = attrs.field(converter=as_civil_review_outcome)


class JudgmentSatisfied(ClaimAct):
    """
    The judgment was paid or otherwise satisfied.

    Effect: the judgment is satisfied.
    """

    __slots__ = ()
    wire: ClassVar[str] = "judgment.satisfied"


@attrs.frozen(kw_only=True, order=False, repr=False)
class JudgmentAmended(ClaimAct):
    """
    The court changed its own judgment (FRCP 59(e), 60), or modified or ended a decree (Rufo; Horne v. Flores).

    Effect: the judgment stands as changed; a decree ended is in force no more.

    Attributes:
        change: The change; raw words move nothing.
        amount: The sum as changed; ``None`` if it stays or no source says.
        text: The change in the source's words; ``None`` if no source says.
    """

    wire: ClassVar[str] = "judgment.amended"

    change: JudgmentChange = attrs.field(default=JudgmentChange.AMENDED, converter=as_judgment_change)
    amount: Money | None = attrs.field(default=None, converter=optional(as_money))
    text: str | None = attrs.field(default=None, converter=optional_text)
