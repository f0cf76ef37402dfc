"""The current sentence, among the entries that imposed, changed and took back sentences."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from casestate.entries import Entry
from casestate.events import (
    AppealDecided,
    Component,
    ComponentKind,
    ConvictionReduced,
    Event,
    OrderVacated,
    ReviewOutcome,
    SentenceChange,
    SentenceCommuted,
    SentenceImposed,
    SentenceModified,
    SupervisionDecided,
    SupervisionOutcome,
    SupervisionViolationAlleged,
)
from casestate.state.appeals import Appeal
from casestate.state.axes import Supervision
from casestate.when import Certainty

PRONOUNCING = (SentenceImposed, SentenceModified, SentenceCommuted, SupervisionDecided)
"""The acts that may say what the sentence is."""
_PUT_OFF = (
    ComponentKind.CONDITIONAL_DISCHARGE,
    ComponentKind.DEFERRED_IMPOSITION,
    ComponentKind.SUPERVISION,
    ComponentKind.UNCONDITIONAL_DISCHARGE,
)
"""Illinois: supervision is no conviction (730 ILCS 5/5-6-3.1(d)). Canada: nor is a discharge (Criminal Code, 730)."""
_BESIDE = (
    ComponentKind.FINE,
    ComponentKind.FEE,
    ComponentKind.RESTITUTION,
    ComponentKind.FORFEITURE,
    ComponentKind.COMMUNITY_SERVICE,
    ComponentKind.TREATMENT,
    ComponentKind.COURSE,
    ComponentKind.NO_CONTACT,
    ComponentKind.FIREARM_BAN,
    ComponentKind.TESTIFY,
    ComponentKind.REGISTRATION,
    ComponentKind.LICENSE_ACTION,
    ComponentKind.NONE,
    ComponentKind.UNKNOWN,
)
"""The parts that a court may add to a sentence later, so that alone they take the place of none."""
_REVERSED = (
    ReviewOutcome.REVERSED,
    ReviewOutcome.REVERSED_AND_REMANDED,
    ReviewOutcome.VACATED,
    ReviewOutcome.REVERSED_FOR_INSUFFICIENCY,
)
_YES = Certainty.YES
_VIOLATED = (SupervisionOutcome.VIOLATION_ADMITTED, SupervisionOutcome.VIOLATION_FOUND)
_ORDERS = (SupervisionDecided, ConvictionReduced)
"""The acts in the record of sentences, beside a sentence on a violation, that the court may take back."""


class Answer(NamedTuple):
    """
    What a court did about a violation.

    Attributes:
        place: The place of the act among others.
        to: What it answered: a violation alleged or found; for a revocation, ``REVOKED``.
    """

    place: int
    to: Supervision


class _Line(NamedTuple):
    entry: Entry
    before: "tuple[_Line, ...]"
    """The acts that stood before it."""


def current_sentence(sentencing: Sequence[Entry], reviews: Iterable[Appeal]) -> Entry | None:
    """
    Return the entry that says what the sentence is; ``None`` without one.

    Supervision reinstated takes back the last revocation, and whatever sentence came with it. So does the reversal of a
    revocation, or of a sentence on a violation, and so does the court that takes its own order back. Reinstated without
    a revocation, as when a violation is excused, supervision leaves the sentence.
    """
    return next((entry for entry in reversed(_standing(sentencing, reviews)) if _pronounces(entry.event)), None)


def answers(sentencing: Iterable[Entry]) -> list[Answer]:
    """Return the revocations, and the sentences on a violation for which no revocation was recorded, in order."""
    found: list[Answer] = []
    violated: Supervision | None = None
    for place, entry in enumerate(sentencing):
        decided = _decision(entry)
        if decided is SupervisionOutcome.REVOKED:
            found.append(Answer(place, Supervision.REVOKED))
        elif isinstance(entry.event, SentenceImposed) and violated is not None:
            found.append(Answer(place, violated))
        if isinstance(entry.event, SupervisionViolationAlleged):
            violated = Supervision.VIOLATION_ALLEGED
        elif decided in _VIOLATED:
            violated = Supervision.VIOLATION_FOUND
        elif decided not in (None, SupervisionOutcome.UNKNOWN) or isinstance(entry.event, SentenceImposed):
            violated = None
    return found


def answered(sentencing: Sequence[Entry], reviews: Iterable[Appeal]) -> Supervision | None:
    """Return what the last answer to a violation that stands answered; ``None`` without one."""
    given = answers(_standing(sentencing, reviews))
    return given[-1].to if given else None


def parts_of(sentence: Entry | None) -> tuple[Component, ...]:
    """Return the parts of a sentence that an entry pronounces; none without an entry."""
    event = None if sentence is None else sentence.event
    return event.components if isinstance(event, PRONOUNCING) else ()


def put_off_by(parts: Iterable[Component]) -> ComponentKind | None:
    """Return the first part that in many places only puts off judgment or sentence; ``None`` without one."""
    return next((part.kind for part in parts if part.kind in _PUT_OFF), None)


def may_stand_alone(parts: Iterable[Component]) -> bool:
    """Return whether some part, such as custody or probation, is a sentence without any other."""
    return any(part.kind not in _BESIDE for part in parts)


def _standing(sentencing: Sequence[Entry], reviews: Iterable[Appeal]) -> list[Entry]:
    """Return the acts that no later one has taken back."""
    lines: tuple[_Line, ...] = ()
    for entry in sentencing:
        if isinstance(entry.event, OrderVacated):
            lines = _without_the_last_order(lines)
        else:
            lines = (*_reinstated(lines, entry), _Line(entry, lines))
    standing = [line.entry for line in lines]
    for review in reviews:
        standing = _reversed(standing, review) if _reverses(review) else standing
    return standing


def _reinstated(lines: tuple[_Line, ...], entry: Entry) -> tuple[_Line, ...]:
    """Return what an act leaves of those before it: supervision reinstated takes the last revocation back."""
    revoked = [place for place, line in enumerate(lines) if _decision(line.entry) is SupervisionOutcome.REVOKED]
    return lines[: revoked[-1]] if revoked and _decision(entry) is SupervisionOutcome.REINSTATED else lines


def _without_the_last_order(lines: tuple[_Line, ...]) -> tuple[_Line, ...]:
    """Return what stands once the court has taken its last order back, and any sentence that came with it."""
    orders = [place for place, line in enumerate(lines) if isinstance(line.entry.event, _ORDERS)]
    last = max([*orders, *[each.place for each in answers(line.entry for line in lines)]], default=None)
    if last is None:
        return lines
    if isinstance(lines[last].entry.event, ConvictionReduced):
        return (*lines[:last], *lines[last + 1 :])
    return lines[last].before


def _reversed(standing: list[Entry], review: Appeal) -> list[Entry]:
    """Return what stands once a review has ended that reverses the last answer to a violation before it."""
    given = [
        each.place for each in answers(standing) if review.first.when.before(standing[each.place].when) is not _YES
    ]
    since = given[-1] if given else len(standing)
    return [*standing[:since], *[entry for entry in standing[since:] if not _came_before(entry, review)]]


def _came_before(entry: Entry, ended: Appeal) -> bool:
    """Return whether an act came, or may have come, before a review ended."""
    return ended.ended is not None and ended.ended.when.before(entry.when) is not _YES


def _reverses(review: Appeal) -> bool:
    event = review.ended.event if review.ended else None
    return isinstance(event, AppealDecided) and event.outcome in _REVERSED


def _decision(entry: Entry) -> SupervisionOutcome | None:
    return entry.event.outcome if isinstance(entry.event, SupervisionDecided) else None


def _pronounces(event: Event) -> bool:
    """Return whether an act says what the sentence is from now on."""
    if isinstance(event, SentenceModified) and event.change is SentenceChange.CLERICAL:
        return bool(event.components)
    if isinstance(event, SupervisionDecided):
        return bool(event.components)
    return isinstance(event, PRONOUNCING)
