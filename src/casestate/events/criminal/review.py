"""Appeals, clemency and orders on the record of a charge."""

from typing import ClassVar

import attrs
from attrs.converters import optional

from casestate.events.criminal.sentence import Component, as_components
from casestate.events.event import ChargeAct, as_texts
from casestate.events.fields import OTHER_CHARGES, PEOPLE_NAMED, holds
from casestate.events.vocabulary import Actor, ReviewKind, ReviewOutcome, SeverityClass, VacaturGround
from casestate.events.vocabulary.converters import (
    as_actor,
    as_review_kind,
    as_review_outcome,
    as_severity_class,
    as_vacatur_ground,
)
from casestate.texts import optional_text


@attrs.frozen(kw_only=True, order=False, repr=False)
class AppealFiled(ChargeAct):
    """
    A party asked a higher court to review a decision on the charge.

    Effect: review is pending, or for a collateral attack ``collateral`` is. The decision below stays in force.

    Attributes:
        by: The party that appealed.
        court: The reviewing court; ``None`` if no source says.
        kind: The kind of review; unknown if no source says, which reads as direct.
    """

    wire: ClassVar[str] = "appeal.filed"

    by: Actor = attrs.field(default=Actor.UNKNOWN, converter=as_actor)
    court: str | None = attrs.field(default=None, converter=optional_text)
    kind: ReviewKind = attrs.field(default=ReviewKind.UNKNOWN, converter=as_review_kind)


@attrs.frozen(kw_only=True, order=False, repr=False)
class AppealRemanded(ChargeAct):
    """
    The reviewing court sent one question back while the appeal stays pending (a limited remand).

    Effect: it joins the record, and review stays pending. Not: a reversal.

    Attributes:
        question: The question for the court below, in the source's words; ``None`` if no source says.
    """

    wire: ClassVar[str] = "appeal.remanded"

    question: str | None = attrs.field(default=None, converter=optional_text)


@attrs.frozen(kw_only=True, order=False, repr=False)
class AppealWithdrawn(ChargeAct):
    """
    The appellant withdrew the appeal.

    Effect: this review ends, and another party's stays pending. If no other is, the decision below is final. If the
    appeal was for trial anew, the judgment below counts again.

    Attributes:
        by: The party that withdrew it; unknown if no source says.
        kind: The kind of review withdrawn; unknown if no source says.
    """

    wire: ClassVar[str] = "appeal.withdrawn"

    by: Actor = attrs.field(default=Actor.UNKNOWN, converter=as_actor)
    kind: ReviewKind = attrs.field(default=ReviewKind.UNKNOWN, converter=as_review_kind)


@attrs.frozen(kw_only=True, order=False, repr=False)
class AppealDecided(ChargeAct):
    """
    The reviewing court decided.

    Effect: an affirmance changes nothing below. A reversal with remand opens the charge for a new trial, and one for
    insufficient evidence ends and bars it (Burks v. United States). A decision that reverses an order for a new trial,
    a reversal, an acquittal after a finding of guilt, or an abatement restores the state that this had undone. A denial
    of certiorari ends a discretionary review only, and a decision on habeas corpus a collateral one.

    Attributes:
        outcome: How the review ended; raw words move nothing.
        court: The court that decided; ``None`` if no source says.
        by: The party whose review was decided; unknown if no source says, and then of all parties.
        kind: The kind of review decided; unknown if no source says.
        offense: The lesser offence of which judgment is directed, if it is; ``None`` if no source says.
        statute: The section of that offence; ``None`` likewise.
        grade: The grade of that offence in the jurisdiction's own terms; ``None`` likewise.
        severity: The grade of that offence in terms common to all jurisdictions; ``None`` likewise.
    """

    wire: ClassVar[str] = "appeal.decided"

    outcome: ReviewOutcome = attrs.field(converter=as_review_outcome)
    court: str | None = attrs.field(default=None, converter=optional_text)
    by: Actor = attrs.field(default=Actor.UNKNOWN, converter=as_actor)
    kind: ReviewKind = attrs.field(default=ReviewKind.UNKNOWN, converter=as_review_kind)
    offense: str | None = attrs.field(default=None, converter=optional_text)
    statute: str | None = attrs.field(default=None, converter=optional_text)
    grade: str | None = attrs.field(default=None, converter=optional_text)
    severity: SeverityClass | None = attrs.field(default=None, converter=optional(as_severity_class))


@attrs.frozen(kw_only=True, order=False, repr=False)
class DeNovoAppealFiled(ChargeAct):
    """
    A defendant convicted in a court of limited jurisdiction appealed to a higher court for trial anew.

    Effect: the charge goes on above, and the judgment below no longer counts, unless the appeal is withdrawn.

    Attributes:
        court: The higher court; ``None`` if no source says.
        successors: The ids of the charge in the higher court, if the file keeps it as another charge.
    """

    wire: ClassVar[str] = "appeal.de_novo_filed"

    court: str | None = attrs.field(default=None, converter=optional_text)
    successors: tuple[str, ...] = attrs.field(default=(), converter=as_texts, metadata=holds(OTHER_CHARGES))


@attrs.frozen(kw_only=True, order=False, repr=False)
class Pardoned(ChargeAct):
    """
    The executive forgave the offence.

    Effect: the conviction is pardoned; the finding and the record are kept. Not: an acquittal.

    Attributes:
        by: The person who pardoned, such as a governor, in the source's words; ``None`` if no source says.
    """

    wire: ClassVar[str] = "pardon.granted"

    by: str | None = attrs.field(default=None, converter=optional_text, metadata=holds(PEOPLE_NAMED))


@attrs.frozen(kw_only=True, order=False, repr=False)
class SentenceCommuted(ChargeAct):
    """
    The executive reduced the sentence.

    Effect: the reduced sentence stands. The conviction stays as it is.

    Attributes:
        components: The parts of the sentence that remain.
        by: The person who commuted it, in the source's words; ``None`` if no source says.
    """

    wire: ClassVar[str] = "sentence.commuted"

    components: tuple[Component, ...] = attrs.field(default=(), converter=as_components)
    by: str | None = attrs.field(default=None, converter=optional_text, metadata=holds(PEOPLE_NAMED))


@attrs.frozen(kw_only=True, order=False, repr=False)
class ConvictionReduced(ChargeAct):
    """
    The court that convicted reduced the conviction: to a lesser grade of the same offence, or to a lesser offence.

    Effect: the conviction is of what the act names, from this day on. Not: an amendment of the charge, which changes no
    conviction; a reduction of the sentence is :class:`SentenceModified`.

    Attributes:
        offense: The lesser offence; ``None`` if it stays the same.
        statute: The section of what is left; ``None`` if it stays the same, or no source says.
        grade: The grade now, in the jurisdiction's own terms; ``None`` if no source says.
        severity: The grade now, in terms common to all jurisdictions; ``None`` if no source says.
        authority: The rule under which it was reduced, in the source's words; ``None`` if no source says.
    """

    wire: ClassVar[str] = "conviction.reduced"

    offense: str | None = attrs.field(default=None, converter=optional_text)
    statute: str | None = attrs.field(default=None, converter=optional_text)
    grade: str | None = attrs.field(default=None, converter=optional_text)
    severity: SeverityClass | None = attrs.field(default=None, converter=optional(as_severity_class))
    authority: str | None = attrs.field(default=None, converter=optional_text)


@attrs.frozen(kw_only=True, order=False, repr=False)
class ConvictionSetAside(ChargeAct):
    """
    A court set a conviction aside, under a statute (as in Oregon, or Cal. Penal Code 1203.4) or on the merits.

    Effect: the conviction is set aside; some purposes still count it. On the merits, it no longer stands, and the
    charge is pending again.

    Attributes:
        ground: The ground on which it was set aside; unknown if no source says.
    """

    wire: ClassVar[str] = "conviction.set_aside"

    ground: VacaturGround = attrs.field(default=VacaturGround.UNKNOWN, converter=as_vacatur_ground)


class RecordSealed(ChargeAct):
    """
    A court closed the record of the charge to the public.

    Effect: the record is sealed. Its other axes stay as they are.
    """

    __slots__ = ()
    wire: ClassVar[str] = "record.sealed"


class RecordUnsealed(ChargeAct):
    """
    A court opened the record of the charge again.

    Effect: the record is public.
    """

    __slots__ = ()
    wire: ClassVar[str] = "record.unsealed"


@attrs.frozen(kw_only=True, order=False, repr=False)
class RecordExpunged(ChargeAct):
    """
    A court ordered the record of the charge expunged.

    Effect: the record is expunged: destroyed or closed to all, as the jurisdiction provides.

    Attributes:
        statute: The section under which it was ordered; ``None`` if no source says.
    """

    wire: ClassVar[str] = "record.expunged"

    statute: str | None = attrs.field(default=None, converter=optional_text)
