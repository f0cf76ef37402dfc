"""
The conditions under which a row applies, beyond the phase; :mod:`casestate.law.notation` reads them.

A condition knows what it reads, so code that needs the entries, axes or fields of a row asks its condition.
"""

from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import Any

import attrs

from casestate.entries import Entry
from casestate.events import AppealFiled, Event, ReviewKind
from casestate.law.appeal_conditions import OfAppeals
from casestate.law.history import NOTHING_READ, History, Reads
from casestate.law.kinds import KINDS, Kind
from casestate.law.record_conditions import PARTS, OfRecords, Sentences
from casestate.law.review_conditions import EndsReviewBy, EndsReviewOf, EndsReviewOfReview, OfReviews, SoughtBy
from casestate.state.axes import Review
from casestate.state.grading import class_of
from casestate.state.proceeding import another_nature
from casestate.state.version import restated, versions_of
from casestate.terms import Term
from casestate.vocabulary import Closed, Vocabulary
from casestate.when import Certainty


@attrs.frozen
class AxisIs:
    """An axis has one of some values."""

    axis: str
    values: tuple[Closed, ...]

    @property
    def reads(self) -> Reads:
        """The axis."""
        return Reads(axes=frozenset({self.axis}))

    def holds(self, history: History, _entry: Entry | None = None) -> bool:
        """Return whether the axis has one of the values."""
        return history.axes[self.axis] in self.values

    @property
    def choice(self) -> str:
        """The values in the fewest words: those that it takes, or those that it leaves out."""
        left = [value for value in type(self.values[0]) if value not in self.values]
        return f"={'|'.join(self.values)}" if len(self.values) <= len(left) else f"!={'|'.join(left)}"

    def __str__(self) -> str:
        return f"{self.axis}{self.choice}"


@attrs.frozen
class MovedBy:
    """One of some acts moved an axis last, and names one of some values of a field where any are given."""

    axis: str
    acts: tuple[str, ...]
    field: str = ""
    values: tuple[str, ...] = ()

    @property
    def reads(self) -> Reads:
        """The axis."""
        return Reads(axes=frozenset({self.axis}))

    def holds(self, history: History, _entry: Entry | None = None) -> bool:
        """Return whether one of the acts moved the axis last, and says what is asked."""
        last = history.moved.get(self.axis)
        if last is None or type(last.event).__name__ not in self.acts:
            return False
        return not self.field or getattr(last.event, self.field) in self.values

    def __str__(self) -> str:
        saying = f" saying {self.field}={'|'.join(self.values)}" if self.field else ""
        return f"{self.axis} by {'|'.join(self.acts)}{saying}"


@attrs.frozen
class Filed:
    """The charge was last filed or amended with one of some values of a field; with any, where none is named."""

    kind: str
    field: str
    values: tuple[Vocabulary, ...] = ()

    @property
    def reads(self) -> Reads:
        """The field, and the grade where its words may state the class."""
        return Reads(filed=frozenset({self.field, "grade"} if self.field == _CLASS else {self.field}))

    def holds(self, history: History, _entry: Entry | None = None) -> bool:
        """Return whether the last filing that names the field names one of the values."""
        last = last_filed(history, KINDS[self.kind], self.field)
        said = named_in(last.event, self.field) if last else None
        return said in self.values if self.values else bool(said)

    def __str__(self) -> str:
        return f"filed {self.field}{'=' if self.values else ''}{'|'.join(self.values)}"


@attrs.frozen
class Within:
    """
    The act comes, or may come, within some days of the act that last moved an axis.

    Attributes:
        days: So many days, the last one included.
        axis: The axis.
        later: Whether the act must certainly come after those days instead.
    """

    days: int
    axis: str
    later: bool = False

    @property
    def reads(self) -> Reads:
        """The axis, and the day of the act."""
        return Reads(axes=frozenset({self.axis}), days=True)

    def holds(self, history: History, entry: Entry | None = None) -> bool:
        """Return whether the act may be of those days, or is later; an act still to come is taken to be later."""
        if entry is None:
            return self.later
        before = history.moved.get(self.axis)
        last = Term(days=self.days).after(before.when) if before else None
        return (last is not None and last.before(entry.when) is Certainty.YES) is self.later

    def __str__(self) -> str:
        days = f"{self.days} day{'' if self.days == 1 else 's'}"
        return f"more than {days} after {self.axis}" if self.later else f"within {days} of {self.axis}"


@attrs.frozen
class Restates:
    """The act is a filing that says nothing new of the charge, or one that does."""

    kind: str
    changes: bool = False

    @property
    def reads(self) -> Reads:
        """Every field in which a filing says what is charged."""
        return Reads(filed=frozenset({*_SAID_OF_A_CHARGE, *_LINKING}))

    def holds(self, history: History, entry: Entry | None = None) -> bool:
        """Return whether the act says as much; one that may come can where the file says what is charged."""
        versions = versions_of(history.told(KINDS[self.kind].filing))
        if entry is None or not versions:
            return bool(versions)
        linked = any(getattr(entry.event, name) for name in _LINKING)
        return not linked and restated(versions[-1], entry.event) is not self.changes

    def __str__(self) -> str:
        return "changes the charge" if self.changes else "restates"


_SAID_OF_A_CHARGE = ("offense", "statute", "grade", "severity", "theories", "enhancements", "exposure", "minimum")
_CLASS = "severity"
"""The field that the words of a grade may state."""
_LINKING = ("refiles", "supersedes")


@attrs.frozen
class OfAnotherNature:
    """The act is a petition to a juvenile court on what a criminal charge was brought for, or the reverse."""

    kind: str

    @property
    def reads(self) -> Reads:
        """The paper last filed."""
        return Reads(filed=frozenset({"instrument"}))

    def holds(self, history: History, entry: Entry | None = None) -> bool:
        """Return whether the papers are of two natures; one that may come can be where the file has a paper."""
        versions = versions_of(history.told(KINDS[self.kind].filing))
        if entry is None or not versions:
            return bool(versions)
        return another_nature(versions[-1].instrument, getattr(entry.event, "instrument", ""))

    def __str__(self) -> str:
        return "of another nature"


@attrs.frozen
class Names:
    """The act names something in a field of its own, or one of some values."""

    field: str
    values: tuple[str, ...] = ()

    @property
    def reads(self) -> Reads:
        """The field."""
        return Reads(own=frozenset({self.field}))

    def holds(self, _history: History, entry: Entry | None = None) -> bool:
        """Return whether the act names it; one that may come can."""
        said = getattr(entry.event, self.field) if entry else None
        return entry is None or (said in self.values if self.values else bool(said))

    def __str__(self) -> str:
        return f"names {self.field}{'=' if self.values else ''}{'|'.join(self.values)}"


@attrs.frozen
class Another:
    """The act does not name, in a field of its own, the same as the act that last moved an axis."""

    field: str
    axis: str

    @property
    def reads(self) -> Reads:
        """The axis, and the field of the act itself."""
        return Reads(axes=frozenset({self.axis}), own=frozenset({self.field}))

    def holds(self, history: History, entry: Entry | None = None) -> bool:
        """Return whether one of the two names nothing, or they name different things; one that may come can."""
        last = history.moved.get(self.axis)
        said = getattr(entry.event, self.field) if entry else None
        before = getattr(last.event, self.field, None) if last else None
        return not said or not before or said.casefold() != before.casefold()

    def __str__(self) -> str:
        return f"another {self.field} than {self.axis}"


Clause = (
    AxisIs | MovedBy | Filed | Within | Restates | OfAnotherNature | Names | Another | OfRecords | OfAppeals | OfReviews
)


@attrs.frozen
class Condition:
    """
    Clauses that must all hold; without any, it always holds.

    >>> from casestate.law.notation import condition
    >>> condition("T37c", "disposition=hung_jury, within 1 day of disposition", KINDS["charge"]).reads.axes
    frozenset({'disposition'})
    """

    clauses: tuple[Clause, ...] = ()

    def holds(self, history: History, entry: Entry | None = None) -> bool:
        """Return whether it holds of an act, or, without one, of any that may come."""
        return all(clause.holds(history, entry) for clause in self.clauses)

    @property
    def reads(self) -> Reads:
        """All that its clauses read."""
        reads = NOTHING_READ
        for clause in self.clauses:
            reads |= clause.reads
        return reads

    @property
    def acts(self) -> tuple[str, ...]:
        """The acts that it names."""
        moved = [act for clause in self.clauses if isinstance(clause, MovedBy) for act in clause.acts]
        return (*moved, *self.reviewed)

    @property
    def named(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each field of the act itself that it asks for, with the values; without any, it may be any value."""
        named = [(clause.field, clause.values) for clause in self.clauses if isinstance(clause, Names)]
        return (*named, *[(PARTS, ()) for clause in self.clauses if isinstance(clause, Sentences)])

    @property
    def reviewed(self) -> tuple[str, ...]:
        """The acts of which it asks whether they are under review."""
        return tuple([clause.act for clause in self.of_review])

    @property
    def of_review(self) -> tuple[EndsReviewOf, ...]:
        """The clauses that ask of what the act ends the review."""
        return tuple([clause for clause in self.clauses if isinstance(clause, EndsReviewOf)])

    @property
    def asked(self) -> Mapping[str, frozenset[Closed]]:
        """For each axis of which it asks the value, the values that bear on it."""
        asked = {each.axis: frozenset(each.values) for each in self.clauses if isinstance(each, AxisIs)}
        if self.reads.reviews:
            asked["review"] = frozenset({Review.PENDING})
        return asked

    @property
    def said(self) -> Iterator[tuple[type[Event], str, Vocabulary | None]]:
        """Each act, field and value that an earlier act must say for it to hold; any value where it names none."""
        for each in self.clauses:
            if isinstance(each, Filed):
                yield (KINDS[each.kind].brings, each.field, each.values[0] if each.values else None)
            elif isinstance(each, SoughtBy | EndsReviewBy):
                yield (AppealFiled, "by", each.party)
            elif isinstance(each, EndsReviewOfReview):
                yield (AppealFiled, "kind", ReviewKind.DISCRETIONARY)

    def __str__(self) -> str:
        return ", ".join(str(clause) for clause in self.clauses)


ALWAYS = Condition()


def last_filed(history: History, kind: Kind, field: str) -> Entry | None:
    """
    Return the last filing or amendment that names a field; ``None`` where none does.

    For the class it is the one from which the class is what it is: one of another offence leaves it unknown.
    """
    told = history.told(kind.filing)
    if field == _CLASS:
        versions = versions_of(told)
        of_class = list(takewhile(lambda each: each.severity == versions[-1].severity, reversed(versions)))
        unnamed = of_class[-1].entry if len(of_class) < len(versions) else None
        return next((each.entry for each in of_class if class_of(each.entry.event) == each.severity), unnamed)
    return next((entry for entry in reversed(told) if getattr(entry.event, field, None)), None)


def named_in(event: Event, field: str) -> Any:
    """Return what a filing or amendment names in a field; a class may be stated by the words of the grade."""
    return class_of(event) if field == _CLASS else getattr(event, field, None)


def excluding(values: tuple[Closed, ...]) -> tuple[Closed, ...]:
    """Return the values of an axis other than these."""
    return tuple([value for value in type(values[0]) if value not in values])
