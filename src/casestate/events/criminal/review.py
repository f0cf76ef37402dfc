"""Appeals: another court looks at what was done with a charge."""

from typing import ClassVar

import attrs
from attrs.converters import optional

from casestate.events.event import ChargeAct
from casestate.events.vocabulary import Actor, ReviewOutcome
from casestate.texts import as_text


@attrs.frozen(kw_only=True, order=False, repr=False)
class AppealFiled(ChargeAct):
    """
    A party asked a higher court to review what was done with the charge.

    Effect: review is pending. What was decided below stays in force.

    Attributes:
        by: Who appealed.
    """

    wire: ClassVar[str] = "appeal.filed"

    by: Actor = attrs.field(default=Actor.UNKNOWN, converter=Actor)
    court: str | None = attrs.field(default=None, converter=optional(as_text))


@attrs.frozen(kw_only=True, order=False, repr=False)
class AppealRemanded(ChargeAct):
    """
    The reviewing court sent one question back while the appeal stays pending (a limited remand).

    Effect: none but on the record: review stays pending. Not: a reversal.
    """

    wire: ClassVar[str] = "appeal.remanded"

    question: str | None = attrs.field(default=None, converter=optional(as_text))


@attrs.frozen(kw_only=True, order=False, repr=False)
class AppealWithdrawn(ChargeAct):
    """
    Whoever appealed gave the appeal up.

    Effect: what was decided below is final.
    """

    wire: ClassVar[str] = "appeal.withdrawn"

    by: Actor = attrs.field(default=Actor.UNKNOWN, converter=Actor)


@attrs.frozen(kw_only=True, order=False, repr=False)
class AppealDecided(ChargeAct):
    """
    The reviewing court decided.

    Effect: affirmed changes nothing below; reversed and remanded opens the charge for a new trial;
    reversed for insufficient evidence ends and bars it (Burks v. United States).
    """

    wire: ClassVar[str] = "appeal.decided"

    outcome: ReviewOutcome = attrs.field(converter=ReviewOutcome)
    court: str | None = attrs.field(default=None, converter=optional(as_text))
