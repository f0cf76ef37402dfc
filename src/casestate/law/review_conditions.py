"""The conditions on the reviews of a charge: who sought the one that an act ends, what it is of, and what is left."""

import attrs

from casestate.entries import Entry
from casestate.events import Actor, DefendantDied, ReviewKind
from casestate.law.appeals import after, over
from casestate.law.history import History, Reads
from casestate.law.undoing import Frame
from casestate.state.appeals import Appeal
from casestate.state.axes import Review
from casestate.vocabulary import Closed


@attrs.frozen
class LastReviewEnds:
    """No review is pending once the act, which ends one or more, has taken effect."""

    kind: str

    @property
    def reads(self) -> Reads:
        """The reviews."""
        return Reads(axes=frozenset({"review", "collateral"}), reviews=True)

    def holds(self, history: History, entry: Entry | None = None) -> bool:
        """Return whether none is left; an act that may come ends one."""
        if entry is None:
            return sum(each.pending for each in history.reviews) <= 1
        return not any(each.pending for each in after(history, entry, {"review": Review.ENDED}))

    def __str__(self) -> str:
        return "last review ends"


@attrs.frozen
class JudgmentUnderReview:
    """
    A first appeal from the conviction is pending.

    Neither further review nor a collateral attack is one, nor an appeal from a revocation or by the prosecutor.
    """

    kind: str

    @property
    def reads(self) -> Reads:
        """The reviews, and the sentences: an appeal after a revocation of supervision may be one from that."""
        return Reads(axes=frozenset({"review"}), records=frozenset({"sentencing"}), reviews=True)

    def holds(self, history: History, _entry: Entry | None = None) -> bool:
        """Return whether one is."""
        return any(each.pending and each.of_conviction for each in history.reviews)

    def __str__(self) -> str:
        return "judgment under review"


@attrs.frozen
class DiedPendingReview:
    """The defendant died while an appeal of theirs from the conviction was pending, and no court has decided it."""

    kind: str

    @property
    def reads(self) -> Reads:
        """The reviews, the sentences as above, and the ends, among which a death is recorded."""
        return Reads(axes=frozenset({"review"}), records=frozenset({"sentencing", "endings"}), reviews=True)

    def holds(self, history: History, _entry: Entry | None = None) -> bool:
        """Return whether that is so."""
        died = any(isinstance(each.event, DefendantDied) for each in history.told("endings"))
        return died and any(each.undecided_at_death for each in history.reviews)

    def __str__(self) -> str:
        return "died pending review"


@attrs.frozen
class SoughtBy:
    """A party, and nobody else, sought review of the act that last disposed of the charge."""

    kind: str
    party: Actor

    @property
    def reads(self) -> Reads:
        """The reviews, and the act under review."""
        return Reads(axes=frozenset({"review"}), reviews=True, undoes=True)

    def holds(self, history: History, entry: Entry | None = None) -> bool:
        """Return whether the party sought it; a review of something earlier was sought by nobody."""
        frame = history.frames
        return frame is not None and self._sought(history, frame, entry) is self.party

    def _sought(self, history: History, frame: Frame, entry: Entry | None) -> Actor | None:
        """Return the party that sought the review of an act; ``None`` where an older review is pending."""
        since = [each for each in history.reviews[frame.reviews :] if not each.collateral or _of_the_relief(each)]
        if not since and history.axes["review"] is Review.PENDING:
            return None
        parties = {each.by for each in since if each.pending} or {each.by for each in since}
        said = getattr(entry.event, "by", Actor.UNKNOWN) if entry else Actor.UNKNOWN
        if said in parties or (not parties and said is not Actor.UNKNOWN):
            parties = {said}
        return parties.pop() if len(parties) == 1 and history.steps == frame.steps else Actor.UNKNOWN

    def __str__(self) -> str:
        return f"review sought by {self.party}"


def _of_the_relief(review: Appeal) -> bool:
    """Return whether a collateral review is one of relief: the prosecution attacks no judgment of its own."""
    return review.by is Actor.PROSECUTOR


@attrs.frozen
class EndsReviewBy:
    """Each review that the act ends was sought by one party, or by ``parties`` some by each side."""

    kind: str
    party: Actor

    @property
    def reads(self) -> Reads:
        """The reviews."""
        return Reads(axes=frozenset({"review", "collateral"}), reviews=True)

    def holds(self, history: History, entry: Entry | None = None) -> bool:
        """Return whether the party sought each review that ends; an act that may come may end any that is pending."""
        if entry is None:
            return self._sought({each.by for each in history.reviews if each.pending}, some=True)
        reviews = after(history, entry, {"review": Review.ENDED})
        return self._sought({each.by for each in reviews if each.ended is entry})

    def _sought(self, by: set[Actor], *, some: bool = False) -> bool:
        if self.party is Actor.PARTIES:
            return by >= {Actor.PROSECUTOR, Actor.DEFENDANT}
        return self.party in by if some else by <= {self.party}

    def __str__(self) -> str:
        return f"ends review by {self.party}"


class ReviewedDecision(Closed):
    """Which decision of another court of review a review is of: any, or one of a certain effect."""

    ANY = ""
    MOVED = "moved the charge"
    REFUSED = "refused collateral relief"


@attrs.frozen
class EndsReviewOfReview:
    """
    Each review that the act ends is one of the decision of another court of review.

    Attributes:
        which: What that decision must be: any, the act that last disposed of the charge, or one that refused relief on
            a collateral attack.
    """

    kind: str
    which: ReviewedDecision

    @property
    def reads(self) -> Reads:
        """The reviews, and the act under review where it must have moved the charge."""
        moved = self.which is ReviewedDecision.MOVED
        return Reads(axes=frozenset({"review", "collateral"}), reviews=True, undoes=moved)

    def holds(self, history: History, entry: Entry | None = None) -> bool:
        """Return whether it is; an act that may come may end any that is pending."""
        if entry is None:
            return any(each.pending and self._of(history, history.reviews, each) for each in history.reviews)
        reviews = after(history, entry, {"review": Review.ENDED})
        ended = [each for each in reviews if each.ended is entry]
        return bool(ended) and all(self._of(history, reviews, each) for each in ended)

    def _of(self, history: History, reviews: tuple[Appeal, ...], review: Appeal) -> bool:
        if self.which is ReviewedDecision.REFUSED:
            return review.of_collateral
        # A second petition may be granted by an order that vacates: then it is the judgment that falls.
        below = None if review.kind is ReviewKind.COLLATERAL else over(reviews, review)
        if below is None or self.which is ReviewedDecision.ANY:
            return below is not None
        return history.frames is not None and history.frames.entry is below.ended

    def __str__(self) -> str:
        return f"ends review of a review{f' that {self.which}' if self.which else ''}"


@attrs.frozen
class EndsReviewOf:
    """Each review that the act ends was sought since an act of some kind, which came in one phase."""

    kind: str
    act: str
    came_in: Closed

    @property
    def reads(self) -> Reads:
        """The reviews, and the act under review."""
        return Reads(axes=frozenset({"review", "collateral"}), reviews=True, undoes=True)

    def holds(self, history: History, entry: Entry | None = None) -> bool:
        """Return whether each review that ends was sought since such an act; one that may come may end any."""
        frame = self.left(history)
        if frame is None:
            return False
        if entry is None:
            return any(each.pending for each in history.reviews[frame.reviews :])
        reviews = after(history, entry, {"review": Review.ENDED})
        return all(each.ended is not entry for each in reviews[: frame.reviews])

    def left(self, history: History) -> Frame | None:
        """Return the frame of the last such act; ``None`` where there is none."""
        frame = history.frames
        while frame is not None and not self._left_by(frame):
            frame = frame.below
        return frame

    def _left_by(self, frame: Frame) -> bool:
        """Return whether such an act left a frame; one that led out of its phase must have undone an act on file."""
        led = frame.after.get("phase") is frame.entry
        on_file = bool(frame.returned) or not led
        return type(frame.entry.event).__name__ == self.act and frame.came_in is self.came_in and on_file

    def __str__(self) -> str:
        return f"ends review of {self.act} from {self.came_in}"


@attrs.frozen
class EndsOlderReview:
    """Each review that the act ends was sought before the act that last moved the phase, and so is no review of it."""

    kind: str

    @property
    def reads(self) -> Reads:
        """The reviews, and the act that last moved the phase."""
        return Reads(axes=frozenset({"phase", "review", "collateral"}), reviews=True, undoes=True)

    def holds(self, history: History, entry: Entry | None = None) -> bool:
        """Return whether each was; an act that may come may end any that is pending."""
        frame, moved = history.frames, history.moved.get("phase")
        while frame is not None and frame.entry is not moved:
            frame = frame.below
        if frame is None:
            return False
        if entry is None:
            return any(each.pending for each in history.reviews[: frame.reviews])
        reviews = after(history, entry, {"review": Review.ENDED})
        older, since = reviews[: frame.reviews], reviews[frame.reviews :]
        return any(each.ended is entry for each in older) and all(each.ended is not entry for each in since)

    def __str__(self) -> str:
        return "ends older review"


@attrs.frozen
class EndsReviewOfRevocation:
    """Each review that the act ends is of the revocation of supervision, or of a sentence on a violation."""

    kind: str

    @property
    def reads(self) -> Reads:
        """The reviews, and the sentences, because what was done about a violation tells of what a review is."""
        return Reads(axes=frozenset({"review", "collateral"}), records=frozenset({"sentencing"}), reviews=True)

    def holds(self, history: History, entry: Entry | None = None) -> bool:
        """Return whether it is; an act that may come may end any that is pending."""
        if entry is None:
            return any(each.pending and each.of_revocation for each in history.reviews)
        ended = [each for each in after(history, entry, {"review": Review.ENDED}) if each.ended is entry]
        return bool(ended) and all(each.of_revocation for each in ended)

    def __str__(self) -> str:
        return "ends review of a revocation"


OfReviews = (
    JudgmentUnderReview
    | DiedPendingReview
    | LastReviewEnds
    | SoughtBy
    | EndsReviewBy
    | EndsReviewOf
    | EndsReviewOfReview
    | EndsOlderReview
    | EndsReviewOfRevocation
)
