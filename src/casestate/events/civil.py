"""Acts in a civil case, each on one claim against the parties it names. None of them touches a criminal charge."""

from collections.abc import Iterable
from typing import ClassVar

import attrs
from attrs.converters import optional

from casestate.events.event import ClaimAct, as_flag, as_several, as_texts
from casestate.events.fields import PEOPLE_NAMED, holds
from casestate.events.vocabulary import (
    Actor,
    ApprovalNeeded,
    CivilJudgment,
    CivilReviewOutcome,
    Leave,
    Prejudice,
    SettlementTermKind,
)
from casestate.terms import Money, as_money
from casestate.texts import as_text
from casestate.written import Written


@attrs.frozen(kw_only=True, order=False, repr=False)
class ClaimFiled(ClaimAct):
    """
    A civil claim was brought (FRCP 3).

    Effect: the claim is pending against each party named.

    Attributes:
        claimants: Who brings it.
        cause: The cause of action in the source's words.
        court: Where it was filed.
    """

    wire: ClassVar[str] = "claim.filed"

    claimants: tuple[str, ...] = attrs.field(default=(), converter=as_texts, metadata=holds(PEOPLE_NAMED))
    cause: str | None = attrs.field(default=None, converter=optional(as_text))
    court: str | None = attrs.field(default=None, converter=optional(as_text))


@attrs.frozen(kw_only=True, order=False, repr=False)
class ClaimDismissed(ClaimAct):
    """
    The claim was ended against the parties named, without a judgment on it.

    Effect: ended; without prejudice it may be reinstated or brought again. With leave to amend it waits for that.

    Attributes:
        by: Who legally ended it: the court, or the parties by a notice or stipulation; unknown unless stated.
        prejudice: Whether it bars the same claim; unspecified unless the source says.
        leave: Whether the complaint may be amended; unspecified unless the source says.
        reason: Why, in the source's words; ``None`` where no source says.
    """

    wire: ClassVar[str] = "claim.dismissed"

    by: Actor = attrs.field(default=Actor.UNKNOWN, converter=Actor)
    prejudice: Prejudice = attrs.field(default=Prejudice.UNSPECIFIED, converter=Prejudice)
    leave: Leave = attrs.field(default=Leave.UNSPECIFIED, converter=Leave)
    reason: str | None = attrs.field(default=None, converter=optional(as_text))


@attrs.frozen(kw_only=True, order=False, repr=False)
class ClaimReinstated(ClaimAct):
    """
    A dismissed claim was put back, or a default or another judgment on it set aside (FRCP 55(c), 60(b)).

    Effect: pending again.
    """

    wire: ClassVar[str] = "claim.reinstated"


@attrs.frozen(kw_only=True, order=False, repr=False)
class ClaimRemoved(ClaimAct):
    """
    The claim moved to another court, as from a state court to a federal one (28 USC 1441).

    Effect: the same claim goes on there.

    Attributes:
        court: The court it moved to. Free text, and always stated.
    """

    wire: ClassVar[str] = "claim.removed"

    court: str = attrs.field(converter=as_text)


@attrs.frozen(kw_only=True, order=False, repr=False)
class SettlementTerm(Written):
    """
    One thing a settlement provides.

    >>> SettlementTerm(kind="payment", amount="100000 USD")
    SettlementTerm(kind='payment', amount='100000 USD')

    Attributes:
        kind: What it is.
        amount: How much money, where it says.
        text: The source's words for it.
        sealed: Whether the court keeps it from the public.
    """

    kind: SettlementTermKind = attrs.field(converter=SettlementTermKind)
    amount: Money | None = attrs.field(default=None, converter=optional(as_money))
    text: str | None = attrs.field(default=None, converter=optional(as_text))
    sealed: bool = attrs.field(default=False, converter=as_flag)


def as_settlement_terms(value: Iterable[SettlementTerm] | SettlementTerm) -> tuple[SettlementTerm, ...]:
    """The terms of a settlement; a single one counts as one."""
    return as_several(value, SettlementTerm)


@attrs.frozen(kw_only=True, order=False, repr=False)
class SettlementAgreed(ClaimAct):
    """
    The parties named agreed to end the claim.

    Effect: agreed, and still pending until any approval needed is given. Parties not named are not released.
    Not: an admission, and not the court's approval.

    Attributes:
        terms: What it provides, as far as known; empty where no source says.
        approval: Whose approval it needs.
    """

    wire: ClassVar[str] = "settlement.agreed"

    terms: tuple[SettlementTerm, ...] = attrs.field(default=(), converter=as_settlement_terms)
    approval: ApprovalNeeded = attrs.field(default=ApprovalNeeded.UNKNOWN, converter=ApprovalNeeded)


@attrs.frozen(kw_only=True, order=False, repr=False)
class SettlementApproved(ClaimAct):
    """
    The court or body whose approval was needed gave it (FRCP 23(e); NMSA 38-4-16 for a minor).

    Effect: the settlement binds. Not: its performance.

    Attributes:
        by: Who approved, in the source's words.
        terms: Terms that became known with the approval.
    """

    wire: ClassVar[str] = "settlement.approved"

    by: str | None = attrs.field(default=None, converter=optional(as_text), metadata=holds(PEOPLE_NAMED))
    terms: tuple[SettlementTerm, ...] = attrs.field(default=(), converter=as_settlement_terms)


@attrs.frozen(kw_only=True, order=False, repr=False)
class SettlementRejected(ClaimAct):
    """
    Approval was refused.

    Effect: the claim is pending as before.

    Attributes:
        reason: Why, in the source's words; ``None`` where no source says.
    """

    wire: ClassVar[str] = "settlement.rejected"

    reason: str | None = attrs.field(default=None, converter=optional(as_text))


@attrs.frozen(kw_only=True, order=False, repr=False)
class SettlementPerformed(ClaimAct):
    """
    What was agreed was done.

    Effect: performed; the dismissal that usually follows is an act of its own.
    """

    wire: ClassVar[str] = "settlement.performed"


@attrs.frozen(kw_only=True, order=False, repr=False)
class ClaimAmended(ClaimAct):
    """
    The complaint was amended as to this claim (FRCP 15).

    Effect: none on where it stands; the record has the new cause. One dismissed with leave to amend is pending again.

    Attributes:
        cause: The cause of action it now states, in the source's words; ``None`` where that stays as it was.
    """

    wire: ClassVar[str] = "claim.amended"

    cause: str | None = attrs.field(default=None, converter=optional(as_text))


@attrs.frozen(kw_only=True, order=False, repr=False)
class ClaimServed(ClaimAct):
    """
    The parties named were served.

    Effect: none on where it stands.
    """

    wire: ClassVar[str] = "claim.served"


@attrs.frozen(kw_only=True, order=False, repr=False)
class ClaimAnswered(ClaimAct):
    """
    The parties named answered.

    Effect: none on where it stands. Not: an admission.
    """

    wire: ClassVar[str] = "claim.answered"


@attrs.frozen(kw_only=True, order=False, repr=False)
class PartySubstituted(ClaimAct):
    """
    A claimant was replaced, as by a personal representative or guardian ad litem (FRCP 25).

    Effect: none on where it stands; the claimants change.

    Attributes:
        claimants: Who brings it from now on.
    """

    wire: ClassVar[str] = "party.substituted"

    claimants: tuple[str, ...] = attrs.field(converter=as_texts, metadata=holds(PEOPLE_NAMED))


@attrs.frozen(kw_only=True, order=False, repr=False)
class ClaimStayed(ClaimAct):
    """
    The claim was stayed, as while a criminal case is pending.

    Effect: stayed, and still pending.

    Attributes:
        reason: Why, in the source's words; ``None`` where no source says.
    """

    wire: ClassVar[str] = "claim.stayed"

    reason: str | None = attrs.field(default=None, converter=optional(as_text))


@attrs.frozen(kw_only=True, order=False, repr=False)
class ClaimStayLifted(ClaimAct):
    """
    The stay of the claim ended.

    Effect: pending.
    """

    wire: ClassVar[str] = "claim.stay_lifted"


@attrs.frozen(kw_only=True, order=False, repr=False)
class ClaimRemanded(ClaimAct):
    """
    A claim removed to a federal court was sent back (28 USC 1447).

    Effect: the same claim goes on there.

    Attributes:
        court: The court it went back to. Free text; ``None`` where no source says.
    """

    wire: ClassVar[str] = "claim.remanded"

    court: str | None = attrs.field(default=None, converter=optional(as_text))


@attrs.frozen(kw_only=True, order=False, repr=False)
class ClaimDecided(ClaimAct):
    """
    The claim was decided: by summary judgment, verdict, judgment or default (FRCP 54-58).

    Effect: a verdict decides it; any other makes it judged. Not: a criminal finding.

    Attributes:
        how: By what.
        for_: In whose favour, in the source's words.
        amount: What was awarded.
    """

    wire: ClassVar[str] = "claim.decided"

    how: CivilJudgment = attrs.field(converter=CivilJudgment)
    for_: str | None = attrs.field(default=None, converter=optional(as_text), metadata=holds(PEOPLE_NAMED))
    amount: Money | None = attrs.field(default=None, converter=optional(as_money))


@attrs.frozen(kw_only=True, order=False, repr=False)
class ClaimNewTrialGranted(ClaimAct):
    """
    A new trial of the claim was ordered (FRCP 59).

    Effect: pending again.
    """

    wire: ClassVar[str] = "claim.new_trial_granted"


@attrs.frozen(kw_only=True, order=False, repr=False)
class ClaimAppealed(ClaimAct):
    """
    A party appealed what was decided.

    Effect: none on where it stands; the decision is not final.
    """

    wire: ClassVar[str] = "claim.appealed"


@attrs.frozen(kw_only=True, order=False, repr=False)
class ClaimAppealDecided(ClaimAct):
    """
    The appeal was decided.

    Effect: reversed and remanded, or vacated, makes the claim pending again, and so does a dismissal reversed. A
    decision reversed outright does not stand. Any other outcome leaves what was decided.

    Attributes:
        outcome: How the appeal ended; a coded word, or the source's own, which moves nothing.
    """

    wire: ClassVar[str] = "claim.appeal_decided"

    outcome: CivilReviewOutcome = attrs.field(converter=CivilReviewOutcome)


@attrs.frozen(kw_only=True, order=False, repr=False)
class JudgmentSatisfied(ClaimAct):
    """
    The judgment was paid or done.

    Effect: satisfied.
    """

    wire: ClassVar[str] = "judgment.satisfied"


@attrs.frozen(kw_only=True, order=False, repr=False)
class SettlementApprovalSought(ClaimAct):
    """
    The parties asked for the approval their settlement needs.

    Effect: none; the settlement stays agreed.
    """

    wire: ClassVar[str] = "settlement.approval_sought"


@attrs.frozen(kw_only=True, order=False, repr=False)
class SettlementBreached(ClaimAct):
    """
    A party is found, or concedes, not to have done what was agreed.

    Effect: the settlement is breached.

    Attributes:
        text: What was not done, in the source's words; ``None`` where no source says.
    """

    wire: ClassVar[str] = "settlement.breached"

    text: str | None = attrs.field(default=None, converter=optional(as_text))
