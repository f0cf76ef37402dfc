"""
The reviews that an act opens or ends, and the axes that follow from them.

A row that sets ``review=pending`` opens a review, and one that sets ``review=ended`` ends those that its act names. A
row that sets ``collateral=ended`` ends the collateral attacks: what they attack has fallen. The axes follow from the
list of reviews: ``collateral`` is for collateral attacks and the further review of their decisions, and ``review`` is
for all others. A decision that sets ``review=pending`` ends the review that it decides, and sends back the one whose
decision that was a review of.

If an act names no party or kind, the list decides which review it means. A decision ends every pending review of one
kind, because cross-appeals are decided together; a withdrawal ends one (FRAP 42(b)).
"""

import itertools
from collections.abc import Mapping, Sequence

import attrs

from casestate.entries import Entry
from casestate.events import (
    Actor,
    AppealDecided,
    AppealFiled,
    AppealWithdrawn,
    DefendantDied,
    ReviewKind,
    ReviewOutcome,
)
from casestate.law.history import History
from casestate.state.appeals import Appeal
from casestate.state.axes import Review
from casestate.state.sentencing import answers
from casestate.vocabulary import Closed

REVIEW = "review"
"""The axis that a row sets to open or end a review."""
COLLATERAL = "collateral"
"""The axis that a row sets to end the collateral attacks alone."""
_OF_OUTCOME = {
    ReviewOutcome.CERTIORARI_DENIED: ReviewKind.DISCRETIONARY,
    ReviewOutcome.HABEAS_GRANTED: ReviewKind.COLLATERAL,
    ReviewOutcome.HABEAS_DENIED: ReviewKind.COLLATERAL,
}
_OVERTURNING = (ReviewOutcome.REVERSED, ReviewOutcome.REVERSED_AND_REMANDED, ReviewOutcome.VACATED)
_PARTIES = (Actor.PROSECUTOR, Actor.DEFENDANT)

Reviews = tuple[Appeal, ...]


def after(history: History, entry: Entry, changes: Mapping[str, Closed]) -> Reviews:
    """Return the reviews after an act whose row opens or ends some, and sets these axes."""
    reviews = _after(history, entry, changes)
    died = any(isinstance(each.event, DefendantDied) for each in history.told("endings"))
    return tuple([_unheard(each) if each.ended is entry else each for each in reviews]) if died else reviews


def _unheard(review: Appeal) -> Appeal:
    """Return a review that ended after the defendant's death as unheard, if no court decided it."""
    dropped = isinstance(review.ended and review.ended.event, AppealWithdrawn)
    return attrs.evolve(review, unheard=dropped or _outcome(review) is ReviewOutcome.DISMISSED)


def _after(history: History, entry: Entry, changes: Mapping[str, Closed]) -> Reviews:
    reviews = history.reviews
    if REVIEW not in changes:
        return _ended(reviews, [each for each in reviews if each.pending and each.collateral], entry)
    event = entry.event
    if changes[REVIEW] is Review.PENDING:
        if isinstance(event, AppealDecided):
            return _sent_back(_ending(history, entry, event), entry)
        return _opened(history, entry)
    if not isinstance(event, AppealDecided | AppealWithdrawn):
        return _ended(reviews, [each for each in reviews if each.pending], entry)
    after = _ending(history, entry, event)
    # Where what was found falls, no other review of it has anything left to decide.
    return _ended(after, [each for each in after if each.pending], entry) if "found" in changes else after


def over(reviews: Reviews, review: Appeal) -> Appeal | None:
    """Return the decided review of whose decision another is a review; ``None`` if it is a review of the judgment."""
    before = list(itertools.takewhile(lambda each: each.first is not review.first, reviews))
    decided = [each for each in before if isinstance(each.ended and each.ended.event, AppealDecided)]
    below = next((each for each in reversed(decided) if not _refuses_leave(each)), None)
    if below is None or _won(below, review.by):
        return None
    refused = below.collateral and below.left_it
    if review.kind is ReviewKind.COLLATERAL:
        return below if refused else None
    if review.kind is not ReviewKind.DISCRETIONARY:
        # A further appeal is the first one, unless that was decided, and a collateral attack after it.
        return below if refused and any(each.direct for each in decided) else None
    return below


def _refuses_leave(review: Appeal) -> bool:
    """Return whether a decision leaves that of the court below as it was, because the court will not hear the case."""
    outcome = _outcome(review)
    dismissed = outcome is ReviewOutcome.DISMISSED and review.kind is ReviewKind.DISCRETIONARY
    return dismissed or outcome is ReviewOutcome.CERTIORARI_DENIED


def _won(review: Appeal, party: Actor) -> bool:
    """Return whether the party that asks for further review got a reversal: then it attacks a later judgment."""
    return _outcome(review) in _OVERTURNING and party in _PARTIES and review.by is party


def _outcome(review: Appeal) -> ReviewOutcome | None:
    return getattr(review.ended.event, "outcome", None) if review.ended else None


def standing(reviews: Reviews) -> dict[str, Review]:
    """Return the axes that follow from a list of reviews."""
    return {
        REVIEW: _stands([each for each in reviews if not each.collateral]),
        COLLATERAL: _stands([each for each in reviews if each.collateral]),
    }


def kind_ended(event: AppealDecided | AppealWithdrawn) -> ReviewKind:
    """Return the kind of review that an act says it ends; unknown if it does not say."""
    of_outcome = _OF_OUTCOME.get(event.outcome) if isinstance(event, AppealDecided) else None
    return of_outcome or event.kind


def _stands(reviews: Sequence[Appeal]) -> Review:
    if any(each.pending for each in reviews):
        return Review.PENDING
    return Review.ENDED if reviews else Review.NONE


def _opened(history: History, entry: Entry) -> Reviews:
    """Return the reviews with one more, unless the file has this one already."""
    reviews, event = history.reviews, entry.event
    if not isinstance(event, AppealFiled):
        new = _now(history, Appeal(by=Actor.UNKNOWN, kind=ReviewKind.UNKNOWN, first=entry))
        return reviews if any(each.pending and not each.collateral for each in reviews) else (*reviews, new)
    more = _added(history, Appeal(by=event.by, kind=event.kind, first=entry))
    return reviews if any(_same(each, more[-1]) for each in reviews) else more


def _added(history: History, new: Appeal) -> Reviews:
    """Return the reviews with one more, and what it is of."""
    below = over((*history.reviews, new), new)
    collateral = below is not None and below.collateral and below.left_it
    revoked = _revoked(history) if below is None else below.of_revocation
    revoked = revoked and not new.collateral
    return (*history.reviews, attrs.evolve(_now(history, new), of_collateral=collateral, of_revocation=revoked))


def _now(history: History, new: Appeal) -> Appeal:
    """Return a review with how far the charge has come."""
    return attrs.evolve(new, came_in=history.axes["phase"], steps=history.steps)


def _revoked(history: History) -> bool:
    """Return whether a violation was answered since guilt was last found: what is appealed then is that answer."""
    since = history.proofs[-1].before("sentencing") if history.proofs else 0
    return bool(answers(history.told("sentencing")[since:]))


def _sent_back(reviews: Reviews, entry: Entry) -> Reviews:
    """Return the reviews after one by leave that vacated the decision of another, which is pending again."""
    again = [over(reviews, each) for each in reviews if each.ended is entry]
    return tuple([attrs.evolve(each, ended=None) if each in again else each for each in reviews])


def _same(one: Appeal, other: Appeal) -> bool:
    """Return whether a pending review is the one that a party asks for again."""
    return one.pending and one.by == other.by and (one.kind == other.kind or (one.direct and other.direct))


def _ending(history: History, entry: Entry, event: AppealDecided | AppealWithdrawn) -> Reviews:
    """Return the reviews after an act that ends one or more of them."""
    reviews, kind = history.reviews, kind_ended(event)
    meant = _of_kind(reviews, kind, [each for each in reviews if each.pending and _of_party(each, event.by)])
    ends = [each for each in meant if each.by == event.by] or meant
    if not ends:
        apart = _apart(reviews, kind, event.by)
        unfiled = Appeal(by=event.by, kind=kind, first=entry, ended=entry)
        return _ended(reviews, apart, entry) if apart else _added(history, unfiled)
    if isinstance(event, AppealWithdrawn) and event.by is not Actor.PARTIES and len(ends) > 1:
        # It is not known which of them was withdrawn, and so neither whose the others are.
        reviews = tuple([attrs.evolve(each, by=Actor.UNKNOWN) if each in ends else each for each in reviews])
        ends = [each for each in reviews if each.first is ends[0].first]
    return _ended(reviews, ends, entry)


def _of_party(review: Appeal, party: Actor) -> bool:
    """Return whether a review may be that of the party which an act names."""
    return party not in _PARTIES or review.by not in _PARTIES or review.by is party


def _of_kind(reviews: Reviews, kind: ReviewKind, among: Sequence[Appeal]) -> list[Appeal]:
    """
    Return the reviews that an act may mean that ends one of this kind.

    An act that names no kind means a direct review, or else any review there is. A petition may have been filed without
    its kind: then it is an appeal that follows one that left the judgment as it was.
    """
    any_kind = ("direct", "discretionary", "collateral", "of_collateral")
    kinds = {ReviewKind.DIRECT: ("direct",), ReviewKind.UNKNOWN: any_kind}
    for choice in kinds.get(kind, (kind.value, "of_collateral", "later")):
        found = [each for each in among if _is(each, choice, reviews)]
        if found:
            return found
    return []


def _is(review: Appeal, choice: str, reviews: Reviews) -> bool:
    if choice == "later":
        return review.kind is ReviewKind.UNKNOWN and any(each.left_it for each in reviews)
    if choice == "of_collateral":
        return review.of_collateral
    return review.direct if choice == "direct" else review.kind.value == choice


def _apart(reviews: Reviews, kind: ReviewKind, party: Actor) -> list[Appeal]:
    """Return a review that seemed to end with another, or with what it was a review of, and that an act ends alone."""
    apart = [each for each in reviews if _made_moot(each) or sum(each.ended is other.ended for other in reviews) > 1]
    return _of_kind(reviews, kind, [each for each in apart if _of_party(each, party)])[-1:]


def _made_moot(review: Appeal) -> bool:
    """Return whether a review ended by an act that is no decision on it: nothing was left to decide."""
    return review.ended is not None and not isinstance(review.ended.event, AppealDecided | AppealWithdrawn)


def _ended(reviews: Reviews, which: Sequence[Appeal], entry: Entry) -> Reviews:
    return tuple([attrs.evolve(each, ended=entry) if each in which else each for each in reviews])
