"""Settlements of civil claims: their terms, their approval, and their performance or breach."""

from collections.abc import Iterable
from typing import ClassVar

import attrs
from attrs.converters import optional

from casestate.events.event import ClaimAct, as_flag, as_several
from casestate.events.fields import PEOPLE_NAMED, holds
from casestate.events.vocabulary import (
    ApprovalNeeded,
    SettlementTermKind,
)
from casestate.events.vocabulary.converters import (
    as_approval_needed,
    as_settlement_term_kind,
)
from casestate.terms import Money, as_money
from casestate.texts import optional_text, says_more
from casestate.vocabulary import in_words
from casestate.written import Written


@attrs.frozen(kw_only=True, order=False, repr=False)
class SettlementTerm(Written):
    """
    One term of a settlement.

    >>> SettlementTerm(kind="payment", amount="100000 USD")
    SettlementTerm(kind='payment', amount='100000 USD')

    Attributes:
        kind: The kind of term, such as a payment.
        amount: The sum of money, if the source states one.
        text: The term in the source's words.
        sealed: Whether the court keeps the term from the public. Every reader of the file sees an amount and a text
            that it has, so leave them out unless they were published.
    """

    kind: SettlementTermKind = attrs.field(converter=as_settlement_term_kind)
    amount: Money | None = attrs.field(default=None, converter=optional(as_money))
    text: str | None = attrs.field(default=None, converter=optional_text)
    sealed: bool = attrs.field(default=False, converter=as_flag)

    @property
    def words(self) -> str:
        """
        The term in words, for print.

        >>> SettlementTerm(kind="payment", amount="100000 USD", sealed=True).words
        'payment 100,000 USD (sealed)'
        >>> SettlementTerm(kind="no admission", text="neither party is at fault").words
        'no admission: neither party is at fault'
        """
        of = in_words(self.kind) + ("" if self.amount is None else f" {self.amount.words}")
        own = f": {self.text}" if says_more(self.text, of) else ""
        return f"{of}{own}{' (sealed)' if self.sealed else ''}"


def as_settlement_terms(value: Iterable[SettlementTerm] | SettlementTerm) -> tuple[SettlementTerm, ...]:
    """
    Return the terms of a settlement as a tuple; a single term counts as one.

    Raises:
        InvalidEvent: A value is not a term of a settlement.
    """
    return as_several(value, SettlementTerm)


@attrs.frozen(kw_only=True, order=False, repr=False)
class SettlementAgreed(ClaimAct):
    """
    The parties named agreed to end the claim.

    Effect: the settlement is agreed, and the claim stays pending until any approval needed is given. A party not named
    is not released. Not: an admission, nor the court's approval.

    Attributes:
        terms: The terms, as far as known; empty if no source says.
        approval: The court or body whose approval it needs.
    """

    wire: ClassVar[str] = "settlement.agreed"

    terms: tuple[SettlementTerm, ...] = attrs.field(default=(), converter=as_settlement_terms)
    approval: ApprovalNeeded = attrs.field(default=ApprovalNeeded.UNKNOWN, converter=as_approval_needed)


@attrs.frozen(kw_only=True, order=False, repr=False)
class SettlementApproved(ClaimAct):
    """
    The court or body whose approval the settlement needed gave it (FRCP 23(e); Collins v. Tabet for a minor).

    Effect: the settlement binds. Not: its performance.

    Attributes:
        by: The court or body that approved, in the source's words.
        terms: The terms that became known with the approval.
    """

    wire: ClassVar[str] = "settlement.approved"

    by: str | None = attrs.field(default=None, converter=optional_text, metadata=holds(PEOPLE_NAMED))
    terms: tuple[SettlementTerm, ...] = attrs.field(default=(), converter=as_settlement_terms)


@attrs.frozen(kw_only=True, order=False, repr=False)
class SettlementRejected(ClaimAct):
    """
    Approval was refused.

    Effect: the claim stands as it did before the settlement: pending, stayed or decided.

    Attributes:
        reason: The reason in the source's words; ``None`` if no source says.
    """

    wire: ClassVar[str] = "settlement.rejected"

    reason: str | None = attrs.field(default=None, converter=optional_text)


class SettlementPerformed(ClaimAct):
    """
    The settlement was performed.

    Effect: the settlement is performed. The dismissal that usually follows is an act of its own.
    """

    __slots__ = ()
    wire: ClassVar[str] = "settlement.performed"


class SettlementApprovalSought(ClaimAct):
    """
    The parties asked for the approval their settlement needs.

    Effect: none; the settlement stays agreed.
    """

    __slots__ = ()
    wire: ClassVar[str] = "settlement.approval_sought"


@attrs.frozen(kw_only=True, order=False, repr=False)
class SettlementBreached(ClaimAct):
    """
    A party was found, or conceded, not to have performed the settlement.

    Effect: the settlement is breached.

    Attributes:
        text: The breach in the source's words; ``None`` if no source says.
    """

    wire: ClassVar[str] = "settlement.breached"

    text: str | None = attrs.field(default=None, converter=optional_text)
