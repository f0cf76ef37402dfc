"""The current sentence, among the entries that imposed, changed and took back sentences."""

from collections.abc import Iterable, Sequence

from casestate.entries import Entry
from casestate.events import (
    AppealDecided,
    Component,
    ComponentKind,
    Event,
    ReviewOutcome,
    SentenceChange,
    SentenceCommuted,
    SentenceImposed,
    SentenceModified,
    SupervisionDecided,
    SupervisionOutcome,
)
from casestate.state.appeals import Appeal
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
_REVOKED_OR_NOT = (SupervisionOutcome.REVOKED, SupervisionOutcome.REINSTATED)


def current_sentence(sentencing: Sequence[Entry], reviews: Iterable[Appeal]) -> Entry | None:
    """
    Return the entry that says what the sentence is; ``None`` without one.

    Supervision reinstated takes back the last revocation, and whatever sentence came with it. So does the reversal of a
    revocation. Reinstated without a revocation, as when a violation is excused, supervision leaves the sentence.
    """
    reversed_ = [each for each in reviews if _reverses(each)]
    taken_back = False
    for place in reversed(range(len(sentencing))):
        entry = sentencing[place]
        taken_back = taken_back or _undone(entry, sentencing[: place + 1], reversed_)
        if _pronounces(entry.event) and not taken_back:
            return entry
        decided = _decision(entry)
        reinstated = decided is SupervisionOutcome.REINSTATED and _is_revoked(sentencing[:place])
        taken_back = (taken_back or reinstated) and decided is not SupervisionOutcome.REVOKED
    return None


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


def _is_revoked(sentencing: Sequence[Entry]) -> bool:
    """Return whether supervision was revoked and not reinstated since."""
    decided = [decision for decision in map(_decision, sentencing) if decision in _REVOKED_OR_NOT]
    return decided[-1:] == [SupervisionOutcome.REVOKED]


def _reverses(review: Appeal) -> bool:
    event = review.ended.event if review.ended else None
    return isinstance(event, AppealDecided) and event.outcome in _REVERSED


def _undone(entry: Entry, until: Sequence[Entry], reversed_: Iterable[Appeal]) -> bool:
    """Return whether an entry came with a revocation, or after it, and before a review of the revocation ended."""
    revoked = [each for each in until if _decision(each) is SupervisionOutcome.REVOKED]
    return any(
        review.first.when.before(revocation.when) is not Certainty.YES
        and review.ended is not None
        and review.ended.when.before(entry.when) is not Certainty.YES
        for revocation in revoked[-1:]
        for review in reversed_
    )


def _decision(entry: Entry) -> SupervisionOutcome | None:
    return entry.event.outcome if isinstance(entry.event, SupervisionDecided) else None


def _pronounces(event: Event) -> bool:
    """Return whether an act says what the sentence is from now on."""
    if isinstance(event, SentenceModified) and event.change is SentenceChange.CLERICAL:
        return bool(event.components)
    if isinstance(event, SupervisionDecided):
        return bool(event.components)
    return isinstance(event, PRONOUNCING)
