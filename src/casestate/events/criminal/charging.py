"""Acts that bring a charge, change it, or end it without a finding."""

from typing import ClassVar

import attrs
from attrs.converters import optional

from casestate.errors import InvalidEvent
from casestate.events.criminal.sovereigns import same_sovereign
from casestate.events.event import ChargeAct, ReasonedAct, Subject, as_count, as_texts
from casestate.events.fields import CHARGES_ACTED_ON, LINKS, OTHER_CHARGES, PEOPLE_NAMED, fields_holding, holds
from casestate.events.vocabulary import (
    Actor,
    AmendmentKind,
    ChargingInstrument,
    DismissalGround,
    Participation,
    Prejudice,
    SeverityClass,
)
from casestate.events.vocabulary.converters import (
    as_actor,
    as_amendment_kind,
    as_charging_instrument,
    as_dismissal_ground,
    as_participation,
    as_prejudice,
    as_severity_class,
)
from casestate.terms import Term, as_term
from casestate.texts import optional_text
from casestate.when import When, as_when

ANOTHER_SOVEREIGN = "refiles, by another sovereign"
"""The link of a filing to a charge that it brings again, if another sovereign had brought that charge."""


@attrs.frozen(kw_only=True, order=False, repr=False)
class ChargeFiled(ChargeAct):
    """
    A charge was brought against a named person.

    Effect: the charge exists from this day, and an indictment makes it triable.
    Not: an announcement of a charge, which is :class:`Stated`.

    >>> ChargeFiled(on="2023-01", defendant="A. Doe", charge="1", offense="theft")
    ChargeFiled(on='2023-01', defendant='A. Doe', charge='1', offense='theft')

    Attributes:
        offense: The offence in the source's words.
        statute: The section charged.
        grade: The grade in the jurisdiction's own terms, such as "fourth-degree felony".
        severity: The grade in terms common to all jurisdictions.
        count: The label of the count in the instrument, which may change while the charge id stays.
        instrument: The paper that brings the charge.
        theories: The ways in which the offence is said to have been committed.
        enhancements: The allegations that would raise the sentence.
        exposure: The longest sentence for the charge, with enhancements.
        minimum: The shortest sentence that the law allows, if it sets one.
        alternative_to: Charges of the same defendant to which this is an alternative: at most one may convict.
        refiles: Earlier charges, ended without a bar, that this one brings again.
        supersedes: Charges that this one carries on.
        victims: The people said to have been harmed.
        participation: The role in which the defendant is charged, such as accessory.
        lesser_of: Charges of the same defendant whose offence includes this one.
        sovereign: The sovereign that brings it; an act of one sovereign does not bar another.
        quantity: The number of counts for which one row of the source stands.
        offense_on: The day of the alleged offence.
        statute_in_force_from: The day from which the section and the enhancements charged have been law.
        court: The court in which it was filed.
        by: The party that brought it.
    """

    wire: ClassVar[str] = "charge.filed"

    offense: str | None = attrs.field(default=None, converter=optional_text)
    statute: str | None = attrs.field(default=None, converter=optional_text)
    grade: str | None = attrs.field(default=None, converter=optional_text)
    severity: SeverityClass = attrs.field(default=SeverityClass.UNKNOWN, converter=as_severity_class)
    count: str | None = attrs.field(default=None, converter=optional_text)
    instrument: ChargingInstrument = attrs.field(default=ChargingInstrument.UNKNOWN, converter=as_charging_instrument)
    theories: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    enhancements: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    exposure: Term | None = attrs.field(default=None, converter=optional(as_term))
    minimum: Term | None = attrs.field(default=None, converter=optional(as_term))
    alternative_to: tuple[str, ...] = attrs.field(default=(), converter=as_texts, metadata=holds(OTHER_CHARGES))
    refiles: tuple[str, ...] = attrs.field(default=(), converter=as_texts, metadata=holds(CHARGES_ACTED_ON))
    supersedes: tuple[str, ...] = attrs.field(default=(), converter=as_texts, metadata=holds(CHARGES_ACTED_ON))
    victims: tuple[str, ...] = attrs.field(default=(), converter=as_texts, metadata=holds(PEOPLE_NAMED))
    participation: Participation = attrs.field(default=Participation.UNKNOWN, converter=as_participation)
    lesser_of: tuple[str, ...] = attrs.field(default=(), converter=as_texts, metadata=holds(OTHER_CHARGES))
    sovereign: str | None = attrs.field(default=None, converter=optional_text)
    quantity: int | None = attrs.field(default=None, converter=optional(as_count))
    offense_on: When | None = attrs.field(default=None, converter=optional(as_when))
    statute_in_force_from: When | None = attrs.field(default=None, converter=optional(as_when))
    court: str | None = attrs.field(default=None, converter=optional_text)
    by: Actor = attrs.field(default=Actor.UNKNOWN, converter=as_actor)

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """The charge, and the charges that it brings again or carries on, because the filing is an act on them too."""
        charges = dict.fromkeys([self.charge, *self.refiles, *self.supersedes])
        return tuple([Subject("charge", self.defendant, charge) for charge in charges])

    def link_to(self, charge: str, sovereign: str | None = None) -> str:
        """
        Return the link from the filing to a charge: ``""`` if it files that charge, else the field that names it.

        A filing does not refile the charge of another sovereign, if both sovereigns are known; the link then is
        ``ANOTHER_SOVEREIGN``. "US", "U.S.", "The United States of America" and "federal" are one sovereign, and so are
        "State of Ohio", "People of the State of Ohio" and "Ohio". A city or county is no sovereign beside its state
        (Waller v. Florida), and a territory none beside the United States (Puerto Rico v. Sanchez Valle). Write a
        state's name in full: abbreviations of states are not known.
        """
        if charge == self.charge:
            return ""
        if charge not in self.refiles:
            return "supersedes"
        others = self.sovereign and sovereign and not same_sovereign(self.sovereign, sovereign)
        return ANOTHER_SOVEREIGN if others else "refiles"

    def __attrs_post_init__(self) -> None:
        for link in FILING_LINKS:
            if self.charge in getattr(self, link):
                raise InvalidEvent(f"{link}= of charge {self.charge!r} names that charge itself; name another charge")


FILING_LINKS = fields_holding(ChargeFiled, LINKS)
"""The fields of a filing that name other charges, and so never its own."""


@attrs.frozen(kw_only=True, order=False, repr=False)
class ChargeAmended(ChargeAct):
    """
    The charge was changed and remains the same charge.

    Effect: a new version. A field left out keeps its value, but exposure and minimum become unknown if left out.
    Not: a dismissal, even if the press says that an enhancement was "dropped".

    Attributes:
        kind: The kind of change.
        offense: The new offence in the source's words; ``None`` if it stays.
        statute: The section now charged; ``None`` if it stays.
        grade: The new grade in the jurisdiction's own terms; ``None`` if it stays.
        severity: The new grade in terms common to all jurisdictions; ``None`` if it stays.
        instrument: The paper that now carries the charge, such as an amended information; ``None`` if it stays.
        added_enhancements: The enhancements added.
        dropped_enhancements: The enhancements withdrawn.
        added_theories: New ways in which the offence is said to have been committed.
        dropped_theories: The theories withdrawn.
        exposure: The longest sentence for the charge now, with enhancements; ``None`` means unknown, not unchanged.
        minimum: The shortest sentence that the law now allows; ``None`` means unknown, not unchanged.
        by: The party that amended it.
    """

    wire: ClassVar[str] = "charge.amended"

    kind: AmendmentKind = attrs.field(default=AmendmentKind.UNKNOWN, converter=as_amendment_kind)
    offense: str | None = attrs.field(default=None, converter=optional_text)
    statute: str | None = attrs.field(default=None, converter=optional_text)
    grade: str | None = attrs.field(default=None, converter=optional_text)
    severity: SeverityClass | None = attrs.field(default=None, converter=optional(as_severity_class))
    instrument: ChargingInstrument | None = attrs.field(default=None, converter=optional(as_charging_instrument))
    added_enhancements: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    dropped_enhancements: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    added_theories: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    dropped_theories: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    exposure: Term | None = attrs.field(default=None, converter=optional(as_term))
    minimum: Term | None = attrs.field(default=None, converter=optional(as_term))
    by: Actor = attrs.field(default=Actor.UNKNOWN, converter=as_actor)


class ChargeDowngraded(ChargeAmended):
    """
    The charge was amended to something less grave: a lower grade, or an enhancement or theory withdrawn.

    Effect: as of :class:`ChargeAmended`. Not: a dismissal.
    """

    __slots__ = ()
    wire: ClassVar[str] = "charge.downgraded"


class ChargeUpgraded(ChargeAmended):
    """
    The charge was amended to something graver.

    Effect: as of :class:`ChargeAmended`.
    """

    __slots__ = ()
    wire: ClassVar[str] = "charge.upgraded"


class ChargeDeclined(ReasonedAct):
    """
    The prosecutor refused the charge before any court had it.

    Effect: the charge ends without a bar.
    """

    __slots__ = ()
    wire: ClassVar[str] = "charge.declined"


class PreliminaryWaived(ChargeAct):
    """
    The defendant waived the preliminary hearing on the charge.

    Effect: the charge may go to trial.
    """

    __slots__ = ()
    wire: ClassVar[str] = "preliminary.waived"


class IndictmentWaived(ChargeAct):
    """
    The defendant waived prosecution by indictment, so that an information may charge the felony (FRCrimP 7(b)).

    Effect: the charge may go to trial, and no preliminary hearing is due (FRCrimP 5.1(a)(3)).
    """

    __slots__ = ()
    wire: ClassVar[str] = "indictment.waived"


@attrs.frozen(kw_only=True, order=False, repr=False)
class BoundOver(ChargeAct):
    """
    A judge found probable cause and held the charge for trial.

    Effect: the charge may go to trial. Not: a finding of guilt.

    Attributes:
        court: The court that will try it, if it is another; ``None`` if it stays, or no source says.
    """

    wire: ClassVar[str] = "charge.bound_over"

    court: str | None = attrs.field(default=None, converter=optional_text)


class ChargeDischarged(ReasonedAct):
    """
    A judge found no probable cause.

    Effect: the charge ends without a bar (FRCrimP 5.1(f)). Not: an acquittal.
    """

    __slots__ = ()
    wire: ClassVar[str] = "charge.discharged"


@attrs.frozen(kw_only=True, order=False, repr=False)
class ChargeSuperseded(ChargeAct):
    """
    Another instrument took the charge's place.

    Effect: the successors carry the charge on. Not: a dismissal.

    Attributes:
        successors: The charges that carry it on, as far as known.
        reason: The reason in the source's words; ``None`` if no source says.
    """

    wire: ClassVar[str] = "charge.superseded"

    successors: tuple[str, ...] = attrs.field(default=(), converter=as_texts, metadata=holds(OTHER_CHARGES))
    reason: str | None = attrs.field(default=None, converter=optional_text)


@attrs.frozen(kw_only=True, order=False, repr=False)
class ChargeDismissed(ChargeAct):
    """
    A prosecutor (nolle prosequi) or a court ended the charge without a finding.

    Effect: with prejudice, the charge is barred; otherwise it may be filed again as a new charge, as far as this act
    goes. Not: an acquittal.

    Attributes:
        by: The party that legally dismissed it.
        prejudice: Whether the dismissal bars another prosecution; unspecified if no source says.
        ground: The ground of the dismissal.
        reason: The reason in the source's words.
    """

    wire: ClassVar[str] = "charge.dismissed"

    by: Actor = attrs.field(default=Actor.UNKNOWN, converter=as_actor)
    prejudice: Prejudice = attrs.field(default=Prejudice.UNSPECIFIED, converter=as_prejudice)
    ground: DismissalGround = attrs.field(default=DismissalGround.UNKNOWN, converter=as_dismissal_ground)
    reason: str | None = attrs.field(default=None, converter=optional_text)


class ChargeAbated(ReasonedAct):
    """
    The prosecution of the charge ended because the defendant died.

    Effect: the charge ends without a finding.
    """

    __slots__ = ()
    wire: ClassVar[str] = "charge.abated"


class NoBillReturned(ChargeAct):
    """
    The grand jury declined to indict.

    Effect: the charge ends without a bar. Not: an acquittal.
    """

    __slots__ = ()
    wire: ClassVar[str] = "charge.no_billed"


class ChargeReinstated(ChargeAct):
    """
    A charge dismissed with leave to reinstate was put back as the same charge.

    Effect: the charge is pending again. Not: a new charge that refiles it.
    """

    __slots__ = ()
    wire: ClassVar[str] = "charge.reinstated"


@attrs.frozen(kw_only=True, order=False, repr=False)
class ChargeConsolidated(ChargeAct):
    """
    The charge was joined with others for trial.

    Effect: none on its axes; the record names the other charges.

    Attributes:
        with_: The other charges, by id; empty if no source says.
    """

    wire: ClassVar[str] = "charge.consolidated"

    with_: tuple[str, ...] = attrs.field(default=(), converter=as_texts, metadata=holds(OTHER_CHARGES))


@attrs.frozen(kw_only=True, order=False, repr=False)
class ChargeSevered(ChargeAct):
    """
    The charge was severed from others for a trial of its own.

    Effect: none on its axes; the record names the other charges.

    Attributes:
        from_: The other charges, by id; empty if no source says.
    """

    wire: ClassVar[str] = "charge.severed"

    from_: tuple[str, ...] = attrs.field(default=(), converter=as_texts, metadata=holds(OTHER_CHARGES))
