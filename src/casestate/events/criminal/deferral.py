"""Diversion and the deferral family: a case put off on terms, which may end without a conviction."""

from typing import ClassVar

import attrs
from attrs.converters import optional

from casestate.events.criminal.sentence import Component, as_components
from casestate.events.event import ChargeAct, ReasonedAct, as_flag, as_texts
from casestate.events.vocabulary import DeferralKind
from casestate.events.vocabulary.converters import (
    as_deferral_kind,
)
from casestate.terms import Term, as_term
from casestate.texts import optional_text


@attrs.frozen(kw_only=True, order=False, repr=False)
class DiversionStarted(ChargeAct):
    """
    Prosecution was put off by agreement, before any finding and without a plea that a court accepted.

    Effect: the charge is diverted. Nothing is found.

    Attributes:
        term: The length of the diversion.
        program: The programme in the source's words.
        conditions: The terms to be kept, each in the source's words; empty if no source says.
        admitted: Whether the defendant admitted before a judge what warrants a finding of guilt; ``None`` if no source
            says. Some purposes count such a diversion (8 USC 1101(a)(48)(A); USSG 4A1.2(f)).
    """

    wire: ClassVar[str] = "diversion.started"

    term: Term | None = attrs.field(default=None, converter=optional(as_term))
    program: str | None = attrs.field(default=None, converter=optional_text)
    conditions: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    admitted: bool | None = attrs.field(default=None, converter=optional(as_flag))


class DiversionCompleted(ChargeAct):
    """
    The terms of a diversion were met.

    Effect: the charge ends without a finding. Jurisdictions differ on whether another prosecution is barred.
    """

    __slots__ = ()
    wire: ClassVar[str] = "diversion.completed"


class DiversionFailed(ReasonedAct):
    """
    A diversion was broken off.

    Effect: the charge is pending again.
    """

    __slots__ = ()
    wire: ClassVar[str] = "diversion.failed"


@attrs.frozen(kw_only=True, order=False, repr=False)
class AdjudicationDeferred(ChargeAct):
    """
    After a finding of guilt the court withheld judgment on terms: deferred adjudication, conditional discharge,
    continuance without a finding, probation before judgment.

    Effect: the charge is deferred, and conviction is withheld. Not: a conviction, unless a purpose makes it one.

    Attributes:
        kind: The form of the deferral.
        term: The length of the deferral.
        conditions: The terms to be kept, each in the source's words; empty if no source says.
        components: What was imposed without a conviction, such as costs and probation; empty if no source says.
    """

    wire: ClassVar[str] = "adjudication.deferred"

    kind: DeferralKind = attrs.field(default=DeferralKind.UNKNOWN, converter=as_deferral_kind)
    term: Term | None = attrs.field(default=None, converter=optional(as_term))
    conditions: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    components: tuple[Component, ...] = attrs.field(default=(), converter=as_components)


@attrs.frozen(kw_only=True, order=False, repr=False)
class SentenceDeferred(ChargeAct):
    """
    A conviction was entered and the imposition of sentence deferred on terms (NMSA 31-20-3).

    Effect: the sentence is deferred; the conviction stands adjudicated until the charge is dismissed.

    Attributes:
        term: The length of the deferral.
        conditions: The terms to be kept, each in the source's words; empty if no source says.
    """

    wire: ClassVar[str] = "sentence.deferred"

    term: Term | None = attrs.field(default=None, converter=optional(as_term))
    conditions: tuple[str, ...] = attrs.field(default=(), converter=as_texts)


class DeferralCompleted(ChargeAct):
    """
    The terms of a deferral were met and the charge dismissed (NMSA 31-20-9, 31-20-13).

    Effect: the charge ends and is barred. After a deferred sentence some purposes still count a prior conviction.
    """

    __slots__ = ()
    wire: ClassVar[str] = "deferral.completed"


class DeferralRevoked(ReasonedAct):
    """
    A deferral was revoked for a violation and guilt adjudicated.

    Effect: the charge is found guilty and awaits sentence. The conviction dates from this day, the plea or verdict from
    its own. ``reason`` is the violation.
    """

    __slots__ = ()
    wire: ClassVar[str] = "deferral.revoked"
