"""Appeals: another court looks at what was done with a charge."""

from typing import ClassVar

import attrs
from attrs.converters import optional

from casestate.events.criminal.sentence import Component, as_components
from casestate.events.event import ChargeAct, as_texts
from casestate.events.fields import OTHER_CHARGES, PEOPLE_NAMED, holds
from casestate.events.vocabulary import Actor, ReviewOutcome
from casestate.texts import as_text


@attrs.frozen(kw_only=True, order=False, repr=False)
class AppealFiled(ChargeAct):
    """
    A party asked a higher court to review what was done with the charge.

    Effect: review is pending. What was decided below stays in force.

    Attributes:
        by: Who appealed.
        court: The court asked. Free text; ``None`` where no source says.
    """

    wire: ClassVar[str] = "appeal.filed"

    by: Actor = attrs.field(default=Actor.UNKNOWN, converter=Actor)
    court: str | None = attrs.field(default=None, converter=optional(as_text))


@attrs.frozen(kw_only=True, order=False, repr=False)
class AppealRemanded(ChargeAct):
    """
    The reviewing court sent one question back while the appeal stays pending (a limited remand).

    Effect: none but on the record: review stays pending. Not: a reversal.

    Attributes:
        question: What the court below is to decide, in the source's words; ``None`` where no source says.
    """

    wire: ClassVar[str] = "appeal.remanded"

    question: str | None = attrs.field(default=None, converter=optional(as_text))


@attrs.frozen(kw_only=True, order=False, repr=False)
class AppealWithdrawn(ChargeAct):
    """
    Whoever appealed gave the appeal up.

    Effect: what was decided below is final; of an appeal for trial anew, the judgment below counts again.

    Attributes:
        by: Who gave it up; a coded word or the source's own, unknown unless stated.
    """

    wire: ClassVar[str] = "appeal.withdrawn"

    by: Actor = attrs.field(default=Actor.UNKNOWN, converter=Actor)


@attrs.frozen(kw_only=True, order=False, repr=False)
class AppealDecided(ChargeAct):
    """
    The reviewing court decided.

    Effect: affirmed changes nothing below; reversed and remanded opens the charge for a new trial;
    reversed for insufficient evidence ends and bars it (Burks v. United States). What reverses an order for a new
    trial, a reversal, an acquittal after a finding of guilt or an abatement puts back what that had undone.

    Attributes:
        outcome: How the review ended; a coded word, or the source's own, which moves nothing.
        court: The court that decided. Free text; ``None`` where no source says.
    """

    wire: ClassVar[str] = "appeal.decided"

    outcome: ReviewOutcome = attrs.field(converter=ReviewOutcome)
    court: str | None = attrs.field(default=None, converter=optional(as_text))


@attrs.frozen(kw_only=True, order=False, repr=False)
class DeNovoAppealFiled(ChargeAct):
    """
    A defendant convicted in a court of limited jurisdiction took the charge to a higher one, to be tried anew.

    Effect: the judgment below no longer counts, unless the appeal is given up; the charge goes on above.

    Attributes:
        court: The higher court. Free text; ``None`` where no source says.
        successors: The charge by its id in the higher court, where the file keeps it apart.
    """

    wire: ClassVar[str] = "appeal.de_novo_filed"

    court: str | None = attrs.field(default=None, converter=optional(as_text))
    successors: tuple[str, ...] = attrs.field(default=(), converter=as_texts, metadata=holds(OTHER_CHARGES))


@attrs.frozen(kw_only=True, order=False, repr=False)
class Pardoned(ChargeAct):
    """
    The executive forgave the offence.

    Effect: the conviction is pardoned; the finding and the record are kept. Not: an acquittal.

    Attributes:
        by: Who forgave, such as a governor, in the source's words; ``None`` where no source says.
    """

    wire: ClassVar[str] = "pardon.granted"

    by: str | None = attrs.field(default=None, converter=optional(as_text), metadata=holds(PEOPLE_NAMED))


@attrs.frozen(kw_only=True, order=False, repr=False)
class SentenceCommuted(ChargeAct):
    """
    The executive made the sentence less.

    Effect: another sentence stands; the conviction is untouched.

    Attributes:
        components: What remains of the sentence.
        by: Who made it less, in the source's words; ``None`` where no source says.
    """

    wire: ClassVar[str] = "sentence.commuted"

    components: tuple[Component, ...] = attrs.field(default=(), converter=as_components)
    by: str | None = attrs.field(default=None, converter=optional(as_text), metadata=holds(PEOPLE_NAMED))


@attrs.frozen(kw_only=True, order=False, repr=False)
class ConvictionSetAside(ChargeAct):
    """
    A court set a conviction aside by statute after the sentence (as in Oregon, or Cal. Penal Code 1203.4).

    Effect: the conviction is set aside; some purposes still count it.
    """

    wire: ClassVar[str] = "conviction.set_aside"


@attrs.frozen(kw_only=True, order=False, repr=False)
class RecordSealed(ChargeAct):
    """
    A court closed the record of the charge to the public.

    Effect: the record is sealed. Its other axes stay as they are.
    """

    wire: ClassVar[str] = "record.sealed"


@attrs.frozen(kw_only=True, order=False, repr=False)
class RecordUnsealed(ChargeAct):
    """
    A court opened the record of the charge again.

    Effect: the record is public.
    """

    wire: ClassVar[str] = "record.unsealed"


@attrs.frozen(kw_only=True, order=False, repr=False)
class RecordExpunged(ChargeAct):
    """
    A court ordered the record of the charge expunged.

    Effect: the record is expunged: destroyed or closed to all, as the jurisdiction has it.

    Attributes:
        statute: The section under which it was ordered; ``None`` where no source says.
    """

    wire: ClassVar[str] = "record.expunged"

    statute: str | None = attrs.field(default=None, converter=optional(as_text))
