"""Pleas, trials and verdicts: how a charge is found proved or not."""

from typing import ClassVar

import attrs
from attrs.converters import optional

from casestate.events.event import ChargeAct
from casestate.events.vocabulary import Actor, PleaKind, PleaManner, Trier, VerdictKind
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

    Attributes:
        plea: The plea accepted. One that admits nothing, or is not known, convicts nobody.
        offense: The offence it was accepted to, where not the one charged.
    """

    wire: ClassVar[str] = "plea.accepted"

    plea: PleaKind = attrs.field(converter=PleaKind)
    offense: str | None = attrs.field(default=None, converter=optional(as_text))


@attrs.frozen(kw_only=True, order=False, repr=False)
class TrialBegan(ChargeAct):
    """
    The jury was sworn, or in a trial to the court the first witness was (Crist v. Bretz).

    Effect: on trial; jeopardy attaches. Not: the selection of the jury.
    """

    wire: ClassVar[str] = "trial.began"

    before: Trier = attrs.field(default=Trier.UNKNOWN, converter=Trier)


@attrs.frozen(kw_only=True, order=False, repr=False)
class MistrialDeclared(ChargeAct):
    """
    The trial ended without a verdict on the charge.

    Effect: it may be tried again. Not: an acquittal.
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
