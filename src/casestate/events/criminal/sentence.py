"""Sentences and what becomes of them."""

from collections.abc import Iterable
from typing import ClassVar

import attrs
from attrs.converters import optional

from casestate.events.event import ChargeAct, as_count, as_flag, as_several
from casestate.events.vocabulary import ComponentKind, SentenceChange
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
        suspended: How much of the term is suspended.
        amount: How much money.
        hours: How many hours of service.
        supervised: Whether probation is supervised.
        within: The time in which it must be done.
        text: The source's words for it.
    """

    kind: ComponentKind = attrs.field(converter=ComponentKind)
    term: Term | None = attrs.field(default=None, converter=optional(as_term))
    suspended: Term | None = attrs.field(default=None, converter=optional(as_term))
    amount: Money | None = attrs.field(default=None, converter=optional(as_money))
    hours: int | None = attrs.field(default=None, converter=optional(as_count))
    supervised: bool | None = attrs.field(default=None, converter=optional(as_flag))
    within: Term | None = attrs.field(default=None, converter=optional(as_term))
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
    by: str | None = attrs.field(default=None, converter=optional(as_text))


@attrs.frozen(kw_only=True, order=False, repr=False)
class SentenceModified(ChargeAct):
    """
    The court put another sentence in place of the one that stood.

    Effect: the new sentence is current, the old one stays in the history. The conviction is untouched.
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
