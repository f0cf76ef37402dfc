"""Acts in a civil case, each on one claim against the parties it names. None of them touches a criminal charge."""

from collections.abc import Iterable
from typing import ClassVar

import attrs
from attrs.converters import optional

from casestate.events.event import ClaimAct, as_flag, as_several, as_texts
from casestate.events.vocabulary import Actor, ApprovalNeeded, Prejudice, SettlementTermKind
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

    claimants: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    cause: str | None = attrs.field(default=None, converter=optional(as_text))
    court: str | None = attrs.field(default=None, converter=optional(as_text))


@attrs.frozen(kw_only=True, order=False, repr=False)
class ClaimDismissed(ClaimAct):
    """
    The claim was ended against the parties named, without a judgment on it.

    Effect: ended; without prejudice it may be reinstated or brought again.
    """

    wire: ClassVar[str] = "claim.dismissed"

    by: Actor = attrs.field(default=Actor.UNKNOWN, converter=Actor)
    prejudice: Prejudice = attrs.field(default=Prejudice.UNSPECIFIED, converter=Prejudice)
    reason: str | None = attrs.field(default=None, converter=optional(as_text))


@attrs.frozen(kw_only=True, order=False, repr=False)
class ClaimReinstated(ClaimAct):
    """
    A dismissed claim was put back.

    Effect: pending again.
    """

    wire: ClassVar[str] = "claim.reinstated"


@attrs.frozen(kw_only=True, order=False, repr=False)
class ClaimRemoved(ClaimAct):
    """
    The claim moved to another court, as from a state court to a federal one (28 USC 1441).

    Effect: the same claim goes on there.
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

    by: str | None = attrs.field(default=None, converter=optional(as_text))
    terms: tuple[SettlementTerm, ...] = attrs.field(default=(), converter=as_settlement_terms)


@attrs.frozen(kw_only=True, order=False, repr=False)
class SettlementRejected(ClaimAct):
    """
    Approval was refused.

    Effect: the claim is pending as before.
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
