"""Diversion and the deferral family: a case put off on terms, which may end without a conviction."""

from typing import ClassVar

import attrs
from attrs.converters import optional

from casestate.events.event import ChargeAct
from casestate.events.vocabulary import DeferralKind
from casestate.terms import Term, as_term
from casestate.texts import as_text


@attrs.frozen(kw_only=True, order=False, repr=False)
class DiversionStarted(ChargeAct):
    """
    Prosecution was put off by agreement, before any finding and without a plea.

    Effect: deferred. Nothing is found.

    Attributes:
        term: How long it runs.
        program: The programme in the source's words.
    """

    wire: ClassVar[str] = "diversion.started"

    term: Term | None = attrs.field(default=None, converter=optional(as_term))
    program: str | None = attrs.field(default=None, converter=optional(as_text))


@attrs.frozen(kw_only=True, order=False, repr=False)
class DiversionCompleted(ChargeAct):
    """
    The terms of a diversion were met.

    Effect: ended without a finding; whether it bars another prosecution differs by jurisdiction.
    """

    wire: ClassVar[str] = "diversion.completed"


@attrs.frozen(kw_only=True, order=False, repr=False)
class DiversionFailed(ChargeAct):
    """
    A diversion was broken off.

    Effect: the charge is pending again.

    Attributes:
        reason: Why, in the source's words; ``None`` where no source says.
    """

    wire: ClassVar[str] = "diversion.failed"

    reason: str | None = attrs.field(default=None, converter=optional(as_text))


@attrs.frozen(kw_only=True, order=False, repr=False)
class AdjudicationDeferred(ChargeAct):
    """
    After a finding of guilt the court withheld judgment on terms: deferred adjudication, conditional discharge,
    continuance without a finding, probation before judgment.

    Effect: deferred; conviction is withheld. Not: a conviction, save where a purpose makes it one.

    Attributes:
        kind: Which member of the family.
        term: How long it runs.
    """

    wire: ClassVar[str] = "adjudication.deferred"

    kind: DeferralKind = attrs.field(default=DeferralKind.UNKNOWN, converter=DeferralKind)
    term: Term | None = attrs.field(default=None, converter=optional(as_term))


@attrs.frozen(kw_only=True, order=False, repr=False)
class SentenceDeferred(ChargeAct):
    """
    A conviction was entered and the imposition of sentence put off on terms (NMSA 31-20-3).

    Effect: deferred; the conviction stands adjudicated until it is dismissed.

    Attributes:
        term: How long it runs.
    """

    wire: ClassVar[str] = "sentence.deferred"

    term: Term | None = attrs.field(default=None, converter=optional(as_term))


@attrs.frozen(kw_only=True, order=False, repr=False)
class DeferralCompleted(ChargeAct):
    """
    The terms of a deferral were met and the charge dismissed (NMSA 31-20-9, 31-20-13).

    Effect: ended and barred. After a deferred sentence some purposes still count it as a prior conviction.
    """

    wire: ClassVar[str] = "deferral.completed"


@attrs.frozen(kw_only=True, order=False, repr=False)
class DeferralRevoked(ChargeAct):
    """
    A deferral was revoked for a violation and guilt adjudicated.

    Effect: found guilty, awaiting sentence. The conviction is of this day, the plea or verdict of the earlier one.

    Attributes:
        reason: The violation, in the source's words; ``None`` where no source says.
    """

    wire: ClassVar[str] = "deferral.revoked"

    reason: str | None = attrs.field(default=None, converter=optional(as_text))
