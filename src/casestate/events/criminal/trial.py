"""Pleas, trials and verdicts: how a charge is found proved or not."""

from typing import ClassVar

import attrs
from attrs.converters import optional

from casestate.events.event import ChargeAct
from casestate.events.fields import OTHER_CHARGES, holds
from casestate.events.vocabulary import Actor, PleaBasis, PleaKind, PleaManner, Trier, VerdictKind
from casestate.texts import as_text


@attrs.frozen(kw_only=True, order=False, repr=False)
class PleaEntered(ChargeAct):
    """
    The defendant pleaded, or the court entered a plea for them.

    Effect: sets the plea; earlier pleas stay in the history. A plea of guilt convicts nobody until a court accepts it.
    Not: the acceptance (:class:`PleaAccepted`), nor a plea agreement.

    Attributes:
        plea: What was pleaded.
        by: Who entered it; a court may, where a defendant stands mute (FRCrimP 11(a)(4)).
        manner: In court or on paper.
    """

    wire: ClassVar[str] = "plea.entered"

    plea: PleaKind = attrs.field(converter=PleaKind)
    by: Actor = attrs.field(default=Actor.UNKNOWN, converter=Actor)
    manner: PleaManner = attrs.field(default=PleaManner.UNKNOWN, converter=PleaManner)


@attrs.frozen(kw_only=True, order=False, repr=False)
class PleaAccepted(ChargeAct):
    """
    The court accepted a plea of guilt or of no contest (FRCrimP 11(b)).

    Effect: the charge is found proved.
    Not: a plea of not guilty, which a court enters and does not accept. Recorded here, such a plea is kept as the plea,
    finds nothing proved and is the finding ``unread-outcome``, and so is one unknown or in words no member stands for.

    Attributes:
        plea: The plea accepted: one of guilt, of no contest, or that convicts as they do, such as an Alford plea.
        offense: The offence it was accepted to, where not the one charged; ``None`` where it is, or is not said.
    """

    wire: ClassVar[str] = "plea.accepted"

    plea: PleaKind = attrs.field(converter=PleaKind)
    offense: str | None = attrs.field(default=None, converter=optional(as_text))


@attrs.frozen(kw_only=True, order=False, repr=False)
class TrialBegan(ChargeAct):
    """
    The jury was sworn, or in a trial to the court the first witness was (Crist v. Bretz).

    Effect: on trial; jeopardy attaches. Not: the selection of the jury.

    Attributes:
        before: Who is to find the facts, a jury or a judge; unknown unless stated.
    """

    wire: ClassVar[str] = "trial.began"

    before: Trier = attrs.field(default=Trier.UNKNOWN, converter=Trier)


@attrs.frozen(kw_only=True, order=False, repr=False)
class MistrialDeclared(ChargeAct):
    """
    The trial ended without a verdict on the charge.

    Effect: it may be tried again. Not: an acquittal.

    Attributes:
        reason: Why, in the source's words; ``None`` where no source says.
    """

    wire: ClassVar[str] = "mistrial.declared"

    reason: str | None = attrs.field(default=None, converter=optional(as_text))


@attrs.frozen(kw_only=True, order=False, repr=False)
class VerdictReturned(ChargeAct):
    """
    The jury, or the judge in a trial to the court, decided the charge.

    Effect: guilty finds it proved, not guilty ends and bars it, a hung jury leaves it to be tried again.
    Not: the judgment or the sentence.

    Attributes:
        verdict: What was found.
        by: Who found it.
        offense: The lesser offence found, where that is what was found.
    """

    wire: ClassVar[str] = "verdict.returned"

    verdict: VerdictKind = attrs.field(converter=VerdictKind)
    by: Trier = attrs.field(default=Trier.UNKNOWN, converter=Trier)
    offense: str | None = attrs.field(default=None, converter=optional(as_text))


@attrs.frozen(kw_only=True, order=False, repr=False)
class PleaAgreementFiled(ChargeAct):
    """
    The parties put a plea agreement before the court (FRCrimP 11(c)).

    Effect: none until the court accepts the plea. Not: a plea.

    Attributes:
        basis: What was agreed: the charge, a cap, or the sentence.
        text: Its terms in the source's words.
    """

    wire: ClassVar[str] = "plea_agreement.filed"

    basis: PleaBasis = attrs.field(default=PleaBasis.UNKNOWN, converter=PleaBasis)
    text: str | None = attrs.field(default=None, converter=optional(as_text))


@attrs.frozen(kw_only=True, order=False, repr=False)
class PleaAgreementRejected(ChargeAct):
    """
    The court refused the plea agreement; the defendant may withdraw the plea.

    Effect: none by itself.

    Attributes:
        reason: Why, in the source's words; ``None`` where no source says.
    """

    wire: ClassVar[str] = "plea_agreement.rejected"

    reason: str | None = attrs.field(default=None, converter=optional(as_text))


@attrs.frozen(kw_only=True, order=False, repr=False)
class PleaAgreementWithdrawn(ChargeAct):
    """
    A party gave the plea agreement up.

    Effect: none by itself.

    Attributes:
        by: Which side gave it up; a coded word or the source's own, unknown unless stated.
    """

    wire: ClassVar[str] = "plea_agreement.withdrawn"

    by: Actor = attrs.field(default=Actor.UNKNOWN, converter=Actor)


@attrs.frozen(kw_only=True, order=False, repr=False)
class PleaTakenUnderAdvisement(ChargeAct):
    """
    The court put off deciding whether to accept the plea.

    Effect: none; the plea stays tendered.
    """

    wire: ClassVar[str] = "plea.taken_under_advisement"


@attrs.frozen(kw_only=True, order=False, repr=False)
class PleaRejected(ChargeAct):
    """
    The court refused the plea.

    Effect: no plea stands.

    Attributes:
        reason: Why, in the source's words; ``None`` where no source says.
    """

    wire: ClassVar[str] = "plea.rejected"

    reason: str | None = attrs.field(default=None, converter=optional(as_text))


@attrs.frozen(kw_only=True, order=False, repr=False)
class PleaWithdrawn(ChargeAct):
    """
    The defendant took the plea back: by right before it was accepted, by leave after (FRCrimP 11(d)).

    Effect: no plea stands; a finding that rested on it falls, and the charge goes back to be tried. No bar.

    Attributes:
        reason: On what ground, in the source's words; ``None`` where no source says.
    """

    wire: ClassVar[str] = "plea.withdrawn"

    reason: str | None = attrs.field(default=None, converter=optional(as_text))


@attrs.frozen(kw_only=True, order=False, repr=False)
class PleaSetAside(ChargeAct):
    """
    A court set an accepted plea aside after sentence, on appeal or collateral attack (FRCrimP 11(e)).

    Effect: the conviction is vacated and the charge goes back to be tried.

    Attributes:
        reason: Why, in the source's words; ``None`` where no source says.
    """

    wire: ClassVar[str] = "plea.set_aside"

    reason: str | None = attrs.field(default=None, converter=optional(as_text))


@attrs.frozen(kw_only=True, order=False, repr=False)
class AcquittalOrdered(ChargeAct):
    """
    A judge entered judgment of acquittal: before a verdict (FRCrimP 29(a)), or after a verdict of guilty (29(c)).

    Effect: before a verdict, acquitted for good. After one, ended and barred, but the State may appeal and the verdict
    be reinstated (United States v. Wilson).

    Attributes:
        reason: Why the evidence could not convict, in the source's words; ``None`` where no source says.
    """

    wire: ClassVar[str] = "acquittal.ordered"

    reason: str | None = attrs.field(default=None, converter=optional(as_text))


@attrs.frozen(kw_only=True, order=False, repr=False)
class NewTrialGranted(ChargeAct):
    """
    A judge set the finding aside and ordered a new trial (FRCrimP 33).

    Effect: the finding is set aside and the charge goes back to be tried.

    Attributes:
        reason: Why, in the source's words; ``None`` where no source says.
    """

    wire: ClassVar[str] = "new_trial.granted"

    reason: str | None = attrs.field(default=None, converter=optional(as_text))


@attrs.frozen(kw_only=True, order=False, repr=False)
class JudgmentArrested(ChargeAct):
    """
    A judge refused judgment on a verdict, for want of jurisdiction or of an offence charged (FRCrimP 34).

    Effect: ended without a bar.

    Attributes:
        reason: Why, in the source's words; ``None`` where no source says.
    """

    wire: ClassVar[str] = "judgment.arrested"

    reason: str | None = attrs.field(default=None, converter=optional(as_text))


@attrs.frozen(kw_only=True, order=False, repr=False)
class ChargeMerged(ChargeAct):
    """
    A charge found proved was merged into another, so that one act is punished once.

    Effect: ended and barred; the finding is kept and no conviction stands on it.

    Attributes:
        into: The charge that carries the conviction.
    """

    wire: ClassVar[str] = "charge.merged"

    into: str | None = attrs.field(default=None, converter=optional(as_text), metadata=holds(OTHER_CHARGES))
