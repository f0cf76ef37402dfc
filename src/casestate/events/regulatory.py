"""Acts of a regulator on one citation. None of them touches a criminal charge."""

from typing import ClassVar

import attrs
from attrs.converters import optional

from casestate.events.event import CitationAct, as_flag
from casestate.events.fields import PEOPLE_NAMED, holds
from casestate.events.vocabulary import ApprovalNeeded, CitationClass, CitationOutcome
from casestate.events.vocabulary.converters import (
    as_approval_needed,
    as_citation_class,
    as_citation_outcome,
)
from casestate.terms import Money, as_money
from casestate.texts import optional_text


@attrs.frozen(kw_only=True, order=False, repr=False)
class CitationIssued(CitationAct):
    """
    A regulator cited a violation.

    Effect: the citation stands until it is contested, settled or final.

    Attributes:
        agency: The agency that issued it.
        classification: The gravity of the violation, as the agency classes it.
        penalty: The penalty proposed.
    """

    wire: ClassVar[str] = "citation.issued"

    agency: str | None = attrs.field(default=None, converter=optional_text)
    classification: CitationClass = attrs.field(default=CitationClass.UNKNOWN, converter=as_citation_class)
    penalty: Money | None = attrs.field(default=None, converter=optional(as_money))


@attrs.frozen(kw_only=True, order=False, repr=False)
class CitationContested(CitationAct):
    """
    The party cited asked for review of the citation.

    Effect: the citation is contested, and not final.

    Attributes:
        before: The reviewing body in the source's words; ``None`` if no source says.
    """

    wire: ClassVar[str] = "citation.contested"

    before: str | None = attrs.field(default=None, converter=optional_text)


@attrs.frozen(kw_only=True, order=False, repr=False)
class CitationSettled(CitationAct):
    """
    The regulator and the party agreed on class and penalty.

    Effect: the citation is settled, subject to any approval needed. Not: an admission, unless it says so.

    Attributes:
        classification: The class agreed, if it changed.
        penalty: The penalty agreed, if it changed.
        approval: The body whose approval it needs.
        admission: Whether the party admitted the violation.
    """

    wire: ClassVar[str] = "citation.settled"

    classification: CitationClass | None = attrs.field(default=None, converter=optional(as_citation_class))
    penalty: Money | None = attrs.field(default=None, converter=optional(as_money))
    approval: ApprovalNeeded = attrs.field(default=ApprovalNeeded.UNKNOWN, converter=as_approval_needed)
    admission: bool | None = attrs.field(default=None, converter=optional(as_flag))


@attrs.frozen(kw_only=True, order=False, repr=False)
class CitationSettlementApproved(CitationAct):
    """
    The body whose approval the settlement needed gave it.

    Effect: the settled class and penalty bind.

    Attributes:
        by: The body that approved, in the source's words; ``None`` if no source says.
    """

    wire: ClassVar[str] = "citation.settlement_approved"

    by: str | None = attrs.field(default=None, converter=optional_text, metadata=holds(PEOPLE_NAMED))


class CitationWithdrawn(CitationAct):
    """
    The regulator withdrew the citation.

    Effect: the citation is withdrawn.
    """

    __slots__ = ()
    wire: ClassVar[str] = "citation.withdrawn"


class CitationFinal(CitationAct):
    """
    A final order on the citation was entered.

    Effect: the citation is final.
    """

    __slots__ = ()
    wire: ClassVar[str] = "citation.final"


@attrs.frozen(kw_only=True, order=False, repr=False)
class InspectionOpened(CitationAct):
    """
    A regulator opened an inspection that may end in the citation.

    Effect: none; nothing is cited yet.

    Attributes:
        agency: The agency that opened it, in the source's words; ``None`` if no source says.
    """

    wire: ClassVar[str] = "inspection.opened"

    agency: str | None = attrs.field(default=None, converter=optional_text)


class ContestExtended(CitationAct):
    """
    The time to act on a contest was extended.

    Effect: none; the citation stays contested.
    """

    __slots__ = ()
    wire: ClassVar[str] = "contest.extended"


class AdministrativeComplaintFiled(CitationAct):
    """
    The regulator filed its complaint before the review body.

    Effect: none; the citation stays contested.
    """

    __slots__ = ()
    wire: ClassVar[str] = "administrative_complaint.filed"


@attrs.frozen(kw_only=True, order=False, repr=False)
class CitationReviewSought(CitationAct):
    """
    A party asked a court, or the review body, to review the order on the citation (29 USC 660, 661(j)).

    Effect: none by itself; the order stands.

    Attributes:
        court: The court or review body; ``None`` if no source says.
    """

    wire: ClassVar[str] = "citation.review_sought"

    court: str | None = attrs.field(default=None, converter=optional_text)


@attrs.frozen(kw_only=True, order=False, repr=False)
class CitationDecided(CitationAct):
    """
    The review body or a court affirmed, modified or vacated the citation, or sent it back (29 USC 659(c), 660).

    Effect: affirmed or modified, it stands in the class and penalty named, and becomes final by a final order; vacated,
    nothing is left of it; sent back, it is contested again.

    Attributes:
        outcome: The decision.
        classification: The class as modified; ``None`` if it stays.
        penalty: The penalty as modified; ``None`` if it stays.
        by: The body that decided, in the source's words; ``None`` if no source says.
    """

    wire: ClassVar[str] = "citation.decided"

    outcome: CitationOutcome = attrs.field(converter=as_citation_outcome)
    classification: CitationClass | None = attrs.field(default=None, converter=optional(as_citation_class))
    penalty: Money | None = attrs.field(default=None, converter=optional(as_money))
    by: str | None = attrs.field(default=None, converter=optional_text, metadata=holds(PEOPLE_NAMED))


class CitationPaid(CitationAct):
    """
    The penalty was paid.

    Effect: the penalty is paid.
    """

    __slots__ = ()
    wire: ClassVar[str] = "citation.paid"
