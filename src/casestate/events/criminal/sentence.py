"""Sentences: imposed, changed, supervised, stayed and completed."""

from collections.abc import Iterable, Iterator
from typing import ClassVar

import attrs
from attrs.converters import optional

from casestate.events.event import ChargeAct, ReasonedAct, as_count, as_flag, as_several, as_texts
from casestate.events.fields import OTHER_CHARGES, PEOPLE_NAMED, holds
from casestate.events.vocabulary import ComponentKind, SentenceChange, SupervisionOutcome
from casestate.events.vocabulary.converters import (
    as_component_kind,
    as_sentence_change,
    as_supervision_outcome,
)
from casestate.terms import Money, Term, as_money, as_term
from casestate.texts import optional_text, says_more
from casestate.vocabulary import in_words
from casestate.when import When, as_when
from casestate.written import Written


@attrs.frozen(kw_only=True, order=False, repr=False)
class Component(Written):
    """
    One part of a sentence.

    >>> Component(kind="jail", term="6 months", suspended="6 months")
    Component(kind='jail', term='6 months', suspended='6 months')

    Attributes:
        kind: The kind of part, such as prison or a fine.
        term: The length of the term.
        suspended: The suspended portion of the term, never more than the term.
        amount: The sum of money.
        hours: The hours of service.
        supervised: Whether probation is supervised.
        within: The time in which it must be done.
        credit: The time already served that counts towards the term.
        concurrent_with: The sentences with which it runs at the same time: charges of the file by id, or cases
            elsewhere in the source's words.
        consecutive_to: The sentences after which it runs, named likewise.
        condition_of: The part of the same sentence, such as probation, of which it is a condition.
        for_enhancement: The enhancement that adds it, if one does.
        text: The part in the source's words.
        until: The day on which it ends, if the court named a day in place of a length.
        also_for: The other charges of the file that this one part punishes too, by id.
    """

    kind: ComponentKind = attrs.field(converter=as_component_kind)
    term: Term | None = attrs.field(default=None, converter=optional(as_term))
    suspended: Term | None = attrs.field(default=None, converter=optional(as_term))
    amount: Money | None = attrs.field(default=None, converter=optional(as_money))
    hours: int | None = attrs.field(default=None, converter=optional(as_count))
    supervised: bool | None = attrs.field(default=None, converter=optional(as_flag))
    within: Term | None = attrs.field(default=None, converter=optional(as_term))
    credit: Term | None = attrs.field(default=None, converter=optional(as_term))
    concurrent_with: tuple[str, ...] = attrs.field(default=(), converter=as_texts, metadata=holds(OTHER_CHARGES))
    consecutive_to: tuple[str, ...] = attrs.field(default=(), converter=as_texts, metadata=holds(OTHER_CHARGES))
    condition_of: ComponentKind | None = attrs.field(default=None, converter=optional(as_component_kind))
    for_enhancement: str | None = attrs.field(default=None, converter=optional_text)
    text: str | None = attrs.field(default=None, converter=optional_text)
    until: When | None = attrs.field(default=None, converter=optional(as_when))
    also_for: tuple[str, ...] = attrs.field(default=(), converter=as_texts, metadata=holds(OTHER_CHARGES))

    @property
    def words(self) -> str:
        """
        The part in words, for print.

        >>> Component(kind="jail", term="12 months", suspended="8 months", consecutive_to="2").words
        'jail 12 months, 8 suspended, consecutive to 2'
        """
        length = self.term.with_suspended(self.suspended) if self.term and self.suspended else self.term
        measure = [] if length is None else [str(length)]
        measure += [] if self.amount is None else [self.amount.words]
        measure += [f"{self.hours} {'hour' if self.hours == 1 else 'hours'}"] if self.hours else []
        of = " ".join([in_words(self.kind), ", ".join(each for each in measure if each != self.kind)]).strip()
        details = list(self._details())
        own = f" ({self.text})" if says_more(self.text, " ".join([of, *details])) else ""
        return ", ".join([of + own, *details])

    def _details(self) -> Iterator[str]:
        """How the part runs, and what it belongs to, one thing each."""
        if self.suspended and not self.term:
            yield f"{self.suspended} suspended"
        if self.supervised is not None:
            yield "supervised" if self.supervised else "unsupervised"
        single = (("until", self.until), ("within", self.within), ("credit", self.credit))
        several = (("concurrent with", self.concurrent_with), ("consecutive to", self.consecutive_to))
        yield from [f"{label} {value}" for label, value in single if value is not None]
        yield from [f"{label} {', '.join(values)}" for label, values in several if values]
        if self.condition_of is not None:
            yield f"a condition of {in_words(self.condition_of)}"
        if self.for_enhancement:
            yield f"for the enhancement {self.for_enhancement}"
        if self.also_for:
            yield f"also for {', '.join(self.also_for)}"


def as_components(value: Iterable[Component] | Component) -> tuple[Component, ...]:
    """
    Return the parts of a sentence as a tuple; a single part counts as one.

    Raises:
        InvalidEvent: A value is not a part of a sentence.
    """
    return as_several(value, Component)


@attrs.frozen(kw_only=True, order=False, repr=False)
class SentenceImposed(ChargeAct):
    """
    The court pronounced sentence on the charge.

    Effect: the charge is adjudicated, and judgment stands.

    Attributes:
        components: The parts of the sentence; empty if no source says.
        by: The judge or court, in the source's words.
    """

    wire: ClassVar[str] = "sentence.imposed"

    components: tuple[Component, ...] = attrs.field(default=(), converter=as_components)
    by: str | None = attrs.field(default=None, converter=optional_text, metadata=holds(PEOPLE_NAMED))


@attrs.frozen(kw_only=True, order=False, repr=False)
class SentenceModified(ChargeAct):
    """
    The court replaced the sentence.

    Effect: the new sentence is current, and the old one stays in the history. The conviction stays as it is.

    Attributes:
        change: The reason for the change; unknown if no source says.
        components: All parts of the new sentence; empty if no source says.
    """

    wire: ClassVar[str] = "sentence.modified"

    change: SentenceChange = attrs.field(default=SentenceChange.UNKNOWN, converter=as_sentence_change)
    components: tuple[Component, ...] = attrs.field(default=(), converter=as_components)


class SentenceCompleted(ChargeAct):
    """
    The sentence on the charge was served or discharged.

    Effect: the sentence is complete. The conviction stays.
    """

    __slots__ = ()
    wire: ClassVar[str] = "sentence.completed"


@attrs.frozen(kw_only=True, order=False, repr=False)
class SupervisionViolationAlleged(ChargeAct):
    """
    A violation of probation or supervised release was alleged (FRCrimP 32.1).

    Effect: a violation is alleged; the sentence stands. Not: a finding.

    Attributes:
        text: The alleged violation in the source's words; ``None`` if no source says.
    """

    wire: ClassVar[str] = "supervision.violation_alleged"

    text: str | None = attrs.field(default=None, converter=optional_text)


@attrs.frozen(kw_only=True, order=False, repr=False)
class SupervisionDecided(ChargeAct):
    """
    The court decided on an alleged violation, or ended, tolled or reinstated supervision.

    Effect: sets the supervision, and, if it was revoked, the sentence now served.

    Attributes:
        outcome: The decision.
        components: The sentence now served, if supervision was revoked.
    """

    wire: ClassVar[str] = "supervision.decided"

    outcome: SupervisionOutcome = attrs.field(converter=as_supervision_outcome)
    components: tuple[Component, ...] = attrs.field(default=(), converter=as_components)


class SentenceStayed(ReasonedAct):
    """
    Execution of the sentence was stayed, as pending appeal.

    Effect: the sentence stands and does not run.
    """

    __slots__ = ()
    wire: ClassVar[str] = "sentence.stayed"


class SentenceStayLifted(ReasonedAct):
    """
    A stay of the sentence ended (FRCrimP 38).

    Effect: the sentence runs again.
    """

    __slots__ = ()
    wire: ClassVar[str] = "sentence.stay_lifted"


@attrs.frozen(kw_only=True, order=False, repr=False)
class OrderMade(ChargeAct):
    """
    A court made an order on a charge that is no sentence on a conviction: on an acquittal, on a finding that the
    defendant did the act, or with costs or restraint alone.

    Effect: it joins the record. Not: a sentence, and no conviction.

    Attributes:
        components: The parts of the order; empty if no source says.
        text: The order in the source's words; ``None`` if no source says.
    """

    wire: ClassVar[str] = "order.made"

    components: tuple[Component, ...] = attrs.field(default=(), converter=as_components)
    text: str | None = attrs.field(default=None, converter=optional_text)
