"""Acts of a regulator on one citation. None of them touches a criminal charge."""

from typing import ClassVar

import attrs
from attrs.converters import optional

from casestate.events.event import CitationAct, as_flag
from casestate.events.fields import PEOPLE_NAMED, holds
from casestate.events.vocabulary import ApprovalNeeded, CitationClass
from casestate.terms import Money, as_money
from casestate.texts import as_text


@attrs.frozen(kw_only=True, order=False, repr=False)
class CitationIssued(CitationAct):
    """
    A regulator cited a violation.

    Effect: the citation stands until contested, settled or final.

    Attributes:
        agency: Who issued it.
        classification: How grave.
        penalty: The penalty proposed.
    """

    wire: ClassVar[str] = "citation.issued"

    agency: str | None = attrs.field(default=None, converter=optional(as_text))
    classification: CitationClass = attrs.field(default=CitationClass.UNKNOWN, converter=CitationClass)
    penalty: Money | None = attrs.field(default=None, converter=optional(as_money))


@attrs.frozen(kw_only=True, order=False, repr=False)
class CitationContested(CitationAct):
    """
    The party cited asked for review of the citation.

    Effect: contested, and not final.

    Attributes:
        before: The body asked for review, in the source's words; ``None`` where no source says.
    """

    wire: ClassVar[str] = "citation.contested"

    before: str | None = attrs.field(default=None, converter=optional(as_text))


@attrs.frozen(kw_only=True, order=False, repr=False)
class CitationSettled(CitationAct):
    """
    Regulator and party agreed on class and penalty.

    Effect: settled, awaiting any approval needed. Not: an admission unless it says so.

    Attributes:
        classification: The class agreed, where it changed.
        penalty: The penalty agreed, where it changed.
        approval: Whose approval it needs.
        admission: Whether the party admitted the violation.
    """

    wire: ClassVar[str] = "citation.settled"

    classification: CitationClass | None = attrs.field(default=None, converter=optional(CitationClass))
    penalty: Money | None = attrs.field(default=None, converter=optional(as_money))
    approval: ApprovalNeeded = attrs.field(default=ApprovalNeeded.UNKNOWN, converter=ApprovalNeeded)
    admission: bool | None = attrs.field(default=None, converter=optional(as_flag))


@attrs.frozen(kw_only=True, order=False, repr=False)
class CitationSettlementApproved(CitationAct):
    """
    The body whose approval was needed gave it.

    Effect: the settled class and penalty bind.

    Attributes:
        by: Who approved, in the source's words; ``None`` where no source says.
    """

    wire: ClassVar[str] = "citation.settlement_approved"

    by: str | None = attrs.field(default=None, converter=optional(as_text), metadata=holds(PEOPLE_NAMED))


@attrs.frozen(kw_only=True, order=False, repr=False)
class CitationWithdrawn(CitationAct):
    """
    The regulator took the citation back.

    Effect: withdrawn.
    """

    wire: ClassVar[str] = "citation.withdrawn"


@attrs.frozen(kw_only=True, order=False, repr=False)
class CitationFinal(CitationAct):
    """
    A final order on the citation was entered.

    Effect: final.
    """

    wire: ClassVar[str] = "citation.final"


@attrs.frozen(kw_only=True, order=False, repr=False)
class InspectionOpened(CitationAct):
    """
    A regulator opened an inspection that may end in the citation.

    Effect: none; nothing is cited yet.

    Attributes:
        agency: Who opened it. Free text; ``None`` where no source says.
    """

    wire: ClassVar[str] = "inspection.opened"

    agency: str | None = attrs.field(default=None, converter=optional(as_text))


@attrs.frozen(kw_only=True, order=False, repr=False)
class ContestExtended(CitationAct):
    """
    The time to act on a contest was extended.

    Effect: none; it stays contested.
    """

    wire: ClassVar[str] = "contest.extended"


@attrs.frozen(kw_only=True, order=False, repr=False)
class AdministrativeComplaintFiled(CitationAct):
    """
    The regulator filed its complaint before the review body.

    Effect: none; it stays contested.
    """

    wire: ClassVar[str] = "administrative_complaint.filed"


@attrs.frozen(kw_only=True, order=False, repr=False)
class CitationPaid(CitationAct):
    """
    The penalty was paid.

    Effect: paid.
    """

    wire: ClassVar[str] = "citation.paid"
