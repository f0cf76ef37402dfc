"""Pleas, trials and verdicts: the acts by which a charge is found proved or not."""

from typing import ClassVar

import attrs
from attrs.converters import optional

from casestate.events.event import ChargeAct, ReasonedAct
from casestate.events.fields import OTHER_CHARGES, holds
from casestate.events.vocabulary import (
    AcquittalGround,
    Actor,
    GreaterOffense,
    PleaBasis,
    PleaKind,
    PleaManner,
    SeverityClass,
    Trier,
    VacaturGround,
    VerdictKind,
)
from casestate.events.vocabulary.converters import (
    as_acquittal_ground,
    as_actor,
    as_greater_offense,
    as_plea_basis,
    as_plea_kind,
    as_plea_manner,
    as_severity_class,
    as_trier,
    as_vacatur_ground,
    as_verdict_kind,
)
from casestate.texts import optional_text


@attrs.frozen(kw_only=True, order=False, repr=False)
class PleaEntered(ChargeAct):
    """
    The defendant pleaded, or the court entered a plea for them.

    Effect: sets the plea; earlier pleas stay in the history. A plea of guilty convicts nobody until a court accepts it.
    Not: the acceptance (:class:`PleaAccepted`), nor a plea agreement.

    Attributes:
        plea: The plea.
        by: The party that entered it; a court may, if a defendant stands mute (FRCrimP 11(a)(4)).
        manner: Whether it was entered in court or on paper.
    """

    wire: ClassVar[str] = "plea.entered"

    plea: PleaKind = attrs.field(converter=as_plea_kind)
    by: Actor = attrs.field(default=Actor.UNKNOWN, converter=as_actor)
    manner: PleaManner = attrs.field(default=PleaManner.UNKNOWN, converter=as_plea_manner)


@attrs.frozen(kw_only=True, order=False, repr=False)
class PleaAccepted(ChargeAct):
    """
    The court accepted a plea of guilty or of no contest (FRCrimP 11(b)).

    Effect: the charge is found proved.
    Not: a plea of not guilty, which a court enters and does not accept. If such a plea is recorded here, or one that is
    unknown or in raw words, it is kept as the plea, proves nothing, and is the finding ``unread-outcome``.

    Attributes:
        plea: The plea accepted: guilty, no contest, or one that convicts as they do, such as an Alford plea.
        offense: The offence to which it was accepted; ``None`` if that is the one charged, or no source says.
        statute: The section of what was found; ``None`` if that is the one charged, or no source says.
        grade: The grade of what was found in the jurisdiction's own terms; ``None`` likewise.
        severity: The grade of what was found in terms common to all jurisdictions; ``None`` likewise.
    """

    wire: ClassVar[str] = "plea.accepted"

    plea: PleaKind = attrs.field(converter=as_plea_kind)
    offense: str | None = attrs.field(default=None, converter=optional_text)
    statute: str | None = attrs.field(default=None, converter=optional_text)
    grade: str | None = attrs.field(default=None, converter=optional_text)
    severity: SeverityClass | None = attrs.field(default=None, converter=optional(as_severity_class))


@attrs.frozen(kw_only=True, order=False, repr=False)
class TrialBegan(ChargeAct):
    """
    The jury was sworn, or the first witness in a trial to the court (Crist v. Bretz).

    Effect: the charge is on trial, and jeopardy attaches. Not: the selection of the jury.

    Attributes:
        before: The trier of fact, a jury or a judge; unknown if no source says.
    """

    wire: ClassVar[str] = "trial.began"

    before: Trier = attrs.field(default=Trier.UNKNOWN, converter=as_trier)


class MistrialDeclared(ReasonedAct):
    """
    The trial ended without a verdict on the charge.

    Effect: the charge may be tried again. Not: an acquittal.
    """

    __slots__ = ()
    wire: ClassVar[str] = "mistrial.declared"


@attrs.frozen(kw_only=True, order=False, repr=False)
class VerdictReturned(ChargeAct):
    """
    The jury, or the judge in a trial to the court, decided the charge.

    Effect: a verdict of guilty finds the charge proved, one of not guilty ends and bars it, and a hung jury leaves it
    to be tried again. Not: the judgment or the sentence.

    Attributes:
        verdict: The verdict.
        by: The trier of fact.
        offense: The lesser offence, if the verdict is guilty of one.
        statute: The section of what was found; ``None`` if that is the one charged, or no source says.
        grade: The grade of what was found in the jurisdiction's own terms; ``None`` likewise.
        severity: The grade of what was found in terms common to all jurisdictions; ``None`` likewise.
        greater: With a verdict on a lesser offence, what became of the greater; unknown if no source says, and the
            verdict then acquits of it (Green v. United States).
        specification: The theory, specification or enhancement that the verdict decides, if it decides no more.
    """

    wire: ClassVar[str] = "verdict.returned"

    verdict: VerdictKind = attrs.field(converter=as_verdict_kind)
    by: Trier = attrs.field(default=Trier.UNKNOWN, converter=as_trier)
    offense: str | None = attrs.field(default=None, converter=optional_text)
    statute: str | None = attrs.field(default=None, converter=optional_text)
    grade: str | None = attrs.field(default=None, converter=optional_text)
    severity: SeverityClass | None = attrs.field(default=None, converter=optional(as_severity_class))
    greater: GreaterOffense = attrs.field(default=GreaterOffense.UNKNOWN, converter=as_greater_offense)
    specification: str | None = attrs.field(default=None, converter=optional_text)


@attrs.frozen(kw_only=True, order=False, repr=False)
class PleaAgreementFiled(ChargeAct):
    """
    The parties put a plea agreement before the court (FRCrimP 11(c)).

    Effect: none until the court accepts the plea. Not: a plea.

    Attributes:
        basis: The subject of the agreement: the charge, a cap, or the sentence.
        text: The terms in the source's words.
    """

    wire: ClassVar[str] = "plea_agreement.filed"

    basis: PleaBasis = attrs.field(default=PleaBasis.UNKNOWN, converter=as_plea_basis)
    text: str | None = attrs.field(default=None, converter=optional_text)


class PleaAgreementRejected(ReasonedAct):
    """
    The court refused the plea agreement; the defendant may withdraw the plea.

    Effect: none by itself.
    """

    __slots__ = ()
    wire: ClassVar[str] = "plea_agreement.rejected"


@attrs.frozen(kw_only=True, order=False, repr=False)
class PleaAgreementWithdrawn(ChargeAct):
    """
    A party withdrew from the plea agreement.

    Effect: none by itself.

    Attributes:
        by: The party that withdrew; unknown if no source says.
    """

    wire: ClassVar[str] = "plea_agreement.withdrawn"

    by: Actor = attrs.field(default=Actor.UNKNOWN, converter=as_actor)


class PleaTakenUnderAdvisement(ChargeAct):
    """
    The court postponed its decision on the plea.

    Effect: none; the plea stays tendered.
    """

    __slots__ = ()
    wire: ClassVar[str] = "plea.taken_under_advisement"


class PleaRejected(ReasonedAct):
    """
    The court refused the plea.

    Effect: no plea stands.
    """

    __slots__ = ()
    wire: ClassVar[str] = "plea.rejected"


@attrs.frozen(kw_only=True, order=False, repr=False)
class PleaWithdrawn(ReasonedAct):
    """
    The defendant withdrew the plea: by right before it was accepted, by leave after (FRCrimP 11(d)).

    Effect: no plea stands. A finding that rested on the plea falls, and the charge goes back to be tried. No bar.

    Attributes:
        ground: The ground on which the court let the defendant withdraw it; unknown if no source says. Some purposes
            count a conviction that fell for rehabilitation (Matter of Pickering).
    """

    wire: ClassVar[str] = "plea.withdrawn"

    ground: VacaturGround = attrs.field(default=VacaturGround.UNKNOWN, converter=as_vacatur_ground)


@attrs.frozen(kw_only=True, order=False, repr=False)
class PleaSetAside(ReasonedAct):
    """
    A court set an accepted plea aside after sentence, on appeal or collateral attack (FRCrimP 11(e)).

    Effect: the conviction is vacated and the charge goes back to be tried.

    Attributes:
        ground: The ground on which it was set aside; unknown if no source says. Some purposes count a conviction that
            fell for rehabilitation (Matter of Pickering).
    """

    wire: ClassVar[str] = "plea.set_aside"

    ground: VacaturGround = attrs.field(default=VacaturGround.UNKNOWN, converter=as_vacatur_ground)


@attrs.frozen(kw_only=True, order=False, repr=False)
class AcquittalOrdered(ReasonedAct):
    """
    A judge entered judgment of acquittal: before a verdict (FRCrimP 29(a)), or after a verdict of guilty (29(c)); in
    some places without a trial, when the prosecution offers no evidence.

    Effect: before a verdict, the acquittal is final. After one, the charge ends and is barred, but the State may appeal
    and the verdict may be reinstated (United States v. Wilson).

    Attributes:
        ground: The ground of the acquittal; unknown if no source says.
    """

    wire: ClassVar[str] = "acquittal.ordered"

    ground: AcquittalGround = attrs.field(default=AcquittalGround.UNKNOWN, converter=as_acquittal_ground)


class OrderVacated(ReasonedAct):
    """
    The court took an order of its own back, such as a new trial, a plea set aside or a revocation of supervision.

    Effect: the charge stands as it did before that order. An order that ended the charge is taken back by
    :class:`ChargeReinstated`.
    """

    __slots__ = ()
    wire: ClassVar[str] = "order.vacated"


class NewTrialGranted(ReasonedAct):
    """
    A judge set the finding aside and ordered a new trial (FRCrimP 33).

    Effect: the finding is set aside and the charge goes back to be tried.
    """

    __slots__ = ()
    wire: ClassVar[str] = "new_trial.granted"


class JudgmentArrested(ReasonedAct):
    """
    A judge refused judgment on a verdict, for want of jurisdiction or of an offence charged (FRCrimP 34).

    Effect: the charge ends without a bar.
    """

    __slots__ = ()
    wire: ClassVar[str] = "judgment.arrested"


@attrs.frozen(kw_only=True, order=False, repr=False)
class ChargeMerged(ChargeAct):
    """
    A charge found proved was merged into another, so that one act is punished once.

    Effect: the charge ends and is barred. The finding is kept, and no conviction stands on it.

    Attributes:
        into: The charge that carries the conviction.
    """

    wire: ClassVar[str] = "charge.merged"

    into: str | None = attrs.field(default=None, converter=optional_text, metadata=holds(OTHER_CHARGES))
