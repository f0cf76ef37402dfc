"""Sentences and what becomes of them."""

from collections.abc import Iterable
from typing import ClassVar

import attrs
from attrs.converters import optional

from casestate.events.event import ChargeAct, as_count, as_flag, as_several, as_texts
from casestate.events.fields import OTHER_CHARGES, PEOPLE_NAMED, holds
from casestate.events.vocabulary import ComponentKind, SentenceChange, SupervisionOutcome
from casestate.terms import Money, Term, as_money, as_term
from casestate.texts import as_text
from casestate.written import Written


@attrs.frozen(kw_only=True, order=False, repr=False)
class Component(Written):
    """
    One part of a sentence.

    >>> Component(kind="jail", term="6 months", suspended="6 months")
    Component(kind='jail', term='6 months', suspended='6 months')

    Attributes:
        kind: What it is.
        term: How long.
        suspended: How much of the term is suspended; never more than the term.
        amount: How much money.
        hours: How many hours of service.
        supervised: Whether probation is supervised.
        within: The time in which it must be done.
        credit: Time already served that counts.
        concurrent_with: What it runs together with: charges here, or cases elsewhere in the source's words.
        consecutive_to: What it runs after.
        condition_of: Of which part of the same sentence, such as probation, it is a condition.
        for_enhancement: Which enhancement adds it, where one does.
        text: The source's words for it.
    """

    kind: ComponentKind = attrs.field(converter=ComponentKind)
    term: Term | None = attrs.field(default=None, converter=optional(as_term))
    suspended: Term | None = attrs.field(default=None, converter=optional(as_term))
    amount: Money | None = attrs.field(default=None, converter=optional(as_money))
    hours: int | None = attrs.field(default=None, converter=optional(as_count))
    supervised: bool | None = attrs.field(default=None, converter=optional(as_flag))
    within: Term | None = attrs.field(default=None, converter=optional(as_term))
    credit: Term | None = attrs.field(default=None, converter=optional(as_term))
    concurrent_with: tuple[str, ...] = attrs.field(default=(), converter=as_texts, metadata=holds(OTHER_CHARGES))
    consecutive_to: tuple[str, ...] = attrs.field(default=(), converter=as_texts, metadata=holds(OTHER_CHARGES))
    condition_of: ComponentKind | None = attrs.field(default=None, converter=optional(ComponentKind))
    for_enhancement: str | None = attrs.field(default=None, converter=optional(as_text))
    text: str | None = attrs.field(default=None, converter=optional(as_text))


def as_components(value: Iterable[Component] | Component) -> tuple[Component, ...]:
    """The parts of a sentence; a single one counts as one."""
    return as_several(value, Component)


@attrs.frozen(kw_only=True, order=False, repr=False)
class SentenceImposed(ChargeAct):
    """
    The court pronounced sentence on the charge.

    Effect: judgment stands and the charge is adjudicated.

    Attributes:
        components: Its parts; empty where no source says what it was.
        by: The judge or court, in the source's words.
    """

    wire: ClassVar[str] = "sentence.imposed"

    components: tuple[Component, ...] = attrs.field(default=(), converter=as_components)
    by: str | None = attrs.field(default=None, converter=optional(as_text), metadata=holds(PEOPLE_NAMED))


@attrs.frozen(kw_only=True, order=False, repr=False)
class SentenceModified(ChargeAct):
    """
    The court put another sentence in place of the one that stood.

    Effect: the new sentence is current, the old one stays in the history. The conviction is untouched.

    Attributes:
        change: Why it was replaced; a coded word or the source's own, unknown unless stated.
        components: The parts of the new sentence, all of them; empty where no source says what it is.
    """

    wire: ClassVar[str] = "sentence.modified"

    change: SentenceChange = attrs.field(default=SentenceChange.UNKNOWN, converter=SentenceChange)
    components: tuple[Component, ...] = attrs.field(default=(), converter=as_components)


@attrs.frozen(kw_only=True, order=False, repr=False)
class SentenceCompleted(ChargeAct):
    """
    The sentence on the charge was served or discharged.

    Effect: the sentence is complete. The conviction stays.
    """

    wire: ClassVar[str] = "sentence.completed"


@attrs.frozen(kw_only=True, order=False, repr=False)
class SupervisionViolationAlleged(ChargeAct):
    """
    Probation or supervised release is said to have been violated (FRCrimP 32.1).

    Effect: a violation is alleged; the sentence stands. Not: a finding.

    Attributes:
        text: What is alleged, in the source's words; ``None`` where no source says.
    """

    wire: ClassVar[str] = "supervision.violation_alleged"

    text: str | None = attrs.field(default=None, converter=optional(as_text))


@attrs.frozen(kw_only=True, order=False, repr=False)
class SupervisionDecided(ChargeAct):
    """
    The court decided on an alleged violation, or ended, tolled or reinstated supervision.

    Effect: sets the supervision; where it was revoked, the sentence now served.

    Attributes:
        outcome: What was decided.
        components: The sentence now served, where supervision was revoked.
    """

    wire: ClassVar[str] = "supervision.decided"

    outcome: SupervisionOutcome = attrs.field(converter=SupervisionOutcome)
    components: tuple[Component, ...] = attrs.field(default=(), converter=as_components)


@attrs.frozen(kw_only=True, order=False, repr=False)
class SentenceStayed(ChargeAct):
    """
    Execution of the sentence was stayed, as pending appeal.

    Effect: the sentence stands and does not run.

    Attributes:
        reason: Why, in the source's words; ``None`` where no source says.
    """

    wire: ClassVar[str] = "sentence.stayed"

    reason: str | None = attrs.field(default=None, converter=optional(as_text))
