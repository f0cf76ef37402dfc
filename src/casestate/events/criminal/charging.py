"""Acts that bring a charge, change it, and end it without a finding."""

import re
from typing import ClassVar

import attrs
from attrs.converters import optional

from casestate.errors import InvalidEvent
from casestate.events.event import ChargeAct, Subject, as_count, as_texts
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
from casestate.terms import Term, as_term
from casestate.texts import as_text
from casestate.when import When, as_when

ANOTHER_SOVEREIGN = "refiles, by another sovereign"
"""What a filing is to a charge that it names as brought again, where another sovereign had brought it."""
_STYLE = re.compile(r"^(the )?((people|state|commonwealth|government)( of the (state|commonwealth))? of )?(the )?")
_UNITED_STATES = ("us", "usa", "united states", "united states of america", "federal", "federal government")


@attrs.frozen(kw_only=True, order=False, repr=False)
class ChargeFiled(ChargeAct):
    """
    A charge was brought against a named person.

    Effect: the charge exists from this day; an indictment makes it triable.
    Not: an announcement that it will be filed, which is :class:`Stated`.

    >>> ChargeFiled(on="2023-01", defendant="A. Doe", charge="1", offense="theft")
    ChargeFiled(on='2023-01', defendant='A. Doe', charge='1', offense='theft')

    Attributes:
        offense: The offence in the source's words.
        statute: The section charged.
        grade: The jurisdiction's own grade, such as "fourth-degree felony".
        severity: The grade in terms no jurisdiction owns.
        count: The count's label in the instrument, which may change while the charge id does not.
        instrument: The paper that brings it.
        theories: The ways the offence is said to have been committed.
        enhancements: What is alleged to raise the sentence.
        exposure: The longest sentence it carries, with enhancements.
        minimum: The shortest sentence the law allows, where it sets one.
        alternative_to: Charges of the same defendant to which this is an alternative: at most one may convict.
        refiles: Earlier charges, ended without a bar, that this brings again.
        supersedes: Charges that this one carries on.
        victims: Who is said to have been harmed.
        participation: As what the defendant is charged.
        lesser_of: A charge of the same defendant in which this offence is included.
        sovereign: Which sovereign brings it; another is not barred by what this one did.
        quantity: How many counts one row of the source stands for.
        offense_on: The day of the alleged offence.
        statute_in_force_from: The day from which what is charged, section and enhancements, has been law.
        court: Where it was filed.
        by: Who brought it.
    """

    wire: ClassVar[str] = "charge.filed"

    offense: str | None = attrs.field(default=None, converter=optional(as_text))
    statute: str | None = attrs.field(default=None, converter=optional(as_text))
    grade: str | None = attrs.field(default=None, converter=optional(as_text))
    severity: SeverityClass = attrs.field(default=SeverityClass.UNKNOWN, converter=SeverityClass)
    count: str | None = attrs.field(default=None, converter=optional(as_text))
    instrument: ChargingInstrument = attrs.field(default=ChargingInstrument.UNKNOWN, converter=ChargingInstrument)
    theories: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    enhancements: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    exposure: Term | None = attrs.field(default=None, converter=optional(as_term))
    minimum: Term | None = attrs.field(default=None, converter=optional(as_term))
    alternative_to: tuple[str, ...] = attrs.field(default=(), converter=as_texts, metadata=holds(OTHER_CHARGES))
    refiles: tuple[str, ...] = attrs.field(default=(), converter=as_texts, metadata=holds(CHARGES_ACTED_ON))
    supersedes: tuple[str, ...] = attrs.field(default=(), converter=as_texts, metadata=holds(CHARGES_ACTED_ON))
    victims: tuple[str, ...] = attrs.field(default=(), converter=as_texts, metadata=holds(PEOPLE_NAMED))
    participation: Participation = attrs.field(default=Participation.UNKNOWN, converter=Participation)
    lesser_of: tuple[str, ...] = attrs.field(default=(), converter=as_texts, metadata=holds(OTHER_CHARGES))
    sovereign: str | None = attrs.field(default=None, converter=optional(as_text))
    quantity: int | None = attrs.field(default=None, converter=optional(as_count))
    offense_on: When | None = attrs.field(default=None, converter=optional(as_when))
    statute_in_force_from: When | None = attrs.field(default=None, converter=optional(as_when))
    court: str | None = attrs.field(default=None, converter=optional(as_text))
    by: Actor = attrs.field(default=Actor.UNKNOWN, converter=Actor)

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """The charge, and those it brings again or carries on, for it is an act on them too."""
        charges = dict.fromkeys([self.charge, *self.refiles, *self.supersedes])
        return tuple([Subject("charge", self.defendant, charge) for charge in charges])

    def link_to(self, charge: str, sovereign: str | None = None) -> str:
        """
        What it is to a charge: ``""`` its filing, or the field that links to it.

        Where the charge was brought by another sovereign, as far as both are known, it refiles nothing of that one's.
        "US", "U.S.", "The United States of America" and "federal" are one; so are "State of Ohio", "People of the State
        of Ohio" and "Ohio". Abbreviations of states are not known: write a state's name.
        """
        if charge == self.charge:
            return ""
        if charge not in self.refiles:
            return "supersedes"
        others = self.sovereign and sovereign and _plain(self.sovereign) != _plain(sovereign)
        return ANOTHER_SOVEREIGN if others else "refiles"

    def __attrs_post_init__(self) -> None:
        for link in fields_holding(ChargeFiled, LINKS):
            if self.charge in getattr(self, link):
                raise InvalidEvent(f"charge {self.charge!r} cannot stand in its own {link}; name another charge")


def _plain(sovereign: str) -> str:
    """Its name without the style in which it sues, the many names of the United States as one."""
    name = _STYLE.sub("", " ".join(sovereign.casefold().replace(".", "").split()))
    return "united states" if name in _UNITED_STATES else name


@attrs.frozen(kw_only=True, order=False, repr=False)
class ChargeAmended(ChargeAct):
    """
    The charge was changed and remains the same charge.

    Effect: a new version. What is left out stays as it was, but exposure and minimum become unknown unless stated.
    Not: a dismissal, even where the press says an enhancement was "dropped".

    Attributes:
        kind: What was changed, coded.
        offense: The offence it now names, in the source's words; ``None`` where that stays as it was.
        statute: The section now charged; ``None`` where it stays.
        grade: The jurisdiction's own grade of it now; ``None`` where it stays.
        severity: That grade in terms no jurisdiction owns; ``None`` where it stays.
        instrument: The paper that now carries it, such as an amended information; ``None`` where it stays.
        added_enhancements: What now raises the sentence.
        dropped_enhancements: What no longer does.
        added_theories: New ways the offence is said to have been committed.
        dropped_theories: Those withdrawn.
        exposure: The longest sentence it now carries, with enhancements; ``None`` is not known, not the old one.
        minimum: The shortest sentence the law now allows; ``None`` is not known, not the old one.
        by: Who amended it.
    """

    wire: ClassVar[str] = "charge.amended"

    kind: AmendmentKind = attrs.field(default=AmendmentKind.UNKNOWN, converter=AmendmentKind)
    offense: str | None = attrs.field(default=None, converter=optional(as_text))
    statute: str | None = attrs.field(default=None, converter=optional(as_text))
    grade: str | None = attrs.field(default=None, converter=optional(as_text))
    severity: SeverityClass | None = attrs.field(default=None, converter=optional(SeverityClass))
    instrument: ChargingInstrument | None = attrs.field(default=None, converter=optional(ChargingInstrument))
    added_enhancements: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    dropped_enhancements: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    added_theories: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    dropped_theories: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    exposure: Term | None = attrs.field(default=None, converter=optional(as_term))
    minimum: Term | None = attrs.field(default=None, converter=optional(as_term))
    by: Actor = attrs.field(default=Actor.UNKNOWN, converter=Actor)


@attrs.frozen(kw_only=True, order=False, repr=False)
class ChargeDowngraded(ChargeAmended):
    """
    The charge was amended to something less grave: a lower grade, or an enhancement or theory withdrawn.

    Effect: as :class:`ChargeAmended`. Not: a dismissal.
    """

    wire: ClassVar[str] = "charge.downgraded"


@attrs.frozen(kw_only=True, order=False, repr=False)
class ChargeUpgraded(ChargeAmended):
    """
    The charge was amended to something graver.

    Effect: as :class:`ChargeAmended`.
    """

    wire: ClassVar[str] = "charge.upgraded"


@attrs.frozen(kw_only=True, order=False, repr=False)
class ChargeDeclined(ChargeAct):
    """
    The prosecutor refused the charge before any court had it.

    Effect: ended without a bar.

    Attributes:
        reason: Why, in the source's words; ``None`` where no source says.
    """

    wire: ClassVar[str] = "charge.declined"

    reason: str | None = attrs.field(default=None, converter=optional(as_text))


@attrs.frozen(kw_only=True, order=False, repr=False)
class PreliminaryWaived(ChargeAct):
    """
    The defendant gave up the preliminary hearing on the charge.

    Effect: the charge may go to trial.
    """

    wire: ClassVar[str] = "preliminary.waived"


@attrs.frozen(kw_only=True, order=False, repr=False)
class BoundOver(ChargeAct):
    """
    A judge found probable cause and held the charge for trial.

    Effect: the charge may go to trial. Not: a finding of guilt.
    """

    wire: ClassVar[str] = "charge.bound_over"


@attrs.frozen(kw_only=True, order=False, repr=False)
class ChargeDischarged(ChargeAct):
    """
    A judge found no probable cause.

    Effect: ended without a bar (FRCrimP 5.1(f)). Not: an acquittal.

    Attributes:
        reason: What was wanting, in the source's words; ``None`` where no source says.
    """

    wire: ClassVar[str] = "charge.discharged"

    reason: str | None = attrs.field(default=None, converter=optional(as_text))


@attrs.frozen(kw_only=True, order=False, repr=False)
class ChargeSuperseded(ChargeAct):
    """
    Another instrument took the charge's place.

    Effect: this charge is carried on by its successors. Not: a dismissal.

    Attributes:
        successors: The charges that carry it on, where known.
        reason: Why, in the source's words; ``None`` where no source says.
    """

    wire: ClassVar[str] = "charge.superseded"

    successors: tuple[str, ...] = attrs.field(default=(), converter=as_texts, metadata=holds(OTHER_CHARGES))
    reason: str | None = attrs.field(default=None, converter=optional(as_text))


@attrs.frozen(kw_only=True, order=False, repr=False)
class ChargeTransferred(ChargeAct):
    """
    The charge was sent to another court.

    Effect: this charge is carried on there. Not: a dismissal.

    Attributes:
        court: Where it was sent. Free text; ``None`` where no source says.
        successors: The charge by its ids there, where the file keeps it apart; empty where it does not.
    """

    wire: ClassVar[str] = "charge.transferred"

    court: str | None = attrs.field(default=None, converter=optional(as_text))
    successors: tuple[str, ...] = attrs.field(default=(), converter=as_texts, metadata=holds(OTHER_CHARGES))


@attrs.frozen(kw_only=True, order=False, repr=False)
class ChargeDismissed(ChargeAct):
    """
    The charge was ended without a finding, by a prosecutor (nolle prosequi) or a court.

    Effect: with prejudice it is barred; otherwise it may, as far as this act goes, be filed again as a new charge.
    Not: an acquittal.

    Attributes:
        by: Who legally dismissed it.
        prejudice: Whether it bars another prosecution; unspecified unless the source says.
        ground: On what ground, coded.
        reason: Why, in the source's words.
    """

    wire: ClassVar[str] = "charge.dismissed"

    by: Actor = attrs.field(default=Actor.UNKNOWN, converter=Actor)
    prejudice: Prejudice = attrs.field(default=Prejudice.UNSPECIFIED, converter=Prejudice)
    ground: DismissalGround = attrs.field(default=DismissalGround.UNKNOWN, converter=DismissalGround)
    reason: str | None = attrs.field(default=None, converter=optional(as_text))


@attrs.frozen(kw_only=True, order=False, repr=False)
class ChargeAbated(ChargeAct):
    """
    The prosecution of the charge ended because the defendant died.

    Effect: ended without a finding.

    Attributes:
        reason: On what showing or rule, in the source's words; ``None`` where no source says.
    """

    wire: ClassVar[str] = "charge.abated"

    reason: str | None = attrs.field(default=None, converter=optional(as_text))


@attrs.frozen(kw_only=True, order=False, repr=False)
class NoBillReturned(ChargeAct):
    """
    The grand jury declined to indict.

    Effect: ended without a bar. Not: an acquittal.
    """

    wire: ClassVar[str] = "charge.no_billed"


@attrs.frozen(kw_only=True, order=False, repr=False)
class ChargeReinstated(ChargeAct):
    """
    A charge dismissed with leave to reinstate was put back, as itself and not as a new charge.

    Effect: pending again.
    """

    wire: ClassVar[str] = "charge.reinstated"


@attrs.frozen(kw_only=True, order=False, repr=False)
class ChargeInactivated(ChargeAct):
    """
    The charge was taken off the active docket without being ended: stet, abeyance, statistical closing.

    Effect: inactive, and still pending. Not: a dismissal.

    Attributes:
        reason: Why, in the source's words; ``None`` where no source says.
    """

    wire: ClassVar[str] = "charge.inactivated"

    reason: str | None = attrs.field(default=None, converter=optional(as_text))


@attrs.frozen(kw_only=True, order=False, repr=False)
class ChargeReactivated(ChargeAct):
    """
    The charge was put back on the active docket.

    Effect: active.
    """

    wire: ClassVar[str] = "charge.reactivated"


@attrs.frozen(kw_only=True, order=False, repr=False)
class ChargeConsolidated(ChargeAct):
    """
    The charge was joined with others for trial.

    Effect: none on its axes; the record says with which.

    Attributes:
        with_: The charges it was joined with, by the file's ids of this defendant's; empty where not said.
    """

    wire: ClassVar[str] = "charge.consolidated"

    with_: tuple[str, ...] = attrs.field(default=(), converter=as_texts, metadata=holds(OTHER_CHARGES))


@attrs.frozen(kw_only=True, order=False, repr=False)
class ChargeSevered(ChargeAct):
    """
    The charge was parted from others, to be tried alone.

    Effect: none on its axes; the record says from which.

    Attributes:
        from_: The charges it was parted from, by the file's ids of this defendant's; empty where not said.
    """

    wire: ClassVar[str] = "charge.severed"

    from_: tuple[str, ...] = attrs.field(default=(), converter=as_texts, metadata=holds(OTHER_CHARGES))
