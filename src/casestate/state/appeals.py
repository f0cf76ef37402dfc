"""The reviews of a charge by higher courts, one by one."""

import attrs

from casestate.entries import Entry
from casestate.events import Actor, AppealDecided, AppealFiled, ReviewKind, ReviewOutcome
from casestate.state.axes import Phase

_LEAVING = (
    ReviewOutcome.AFFIRMED,
    ReviewOutcome.AFFIRMED_IN_PART,
    ReviewOutcome.DISMISSED,
    ReviewOutcome.CERTIORARI_DENIED,
    ReviewOutcome.HABEAS_DENIED,
)
"""The outcomes that leave the judgment as it is, so that a later review is not the first appeal."""


@attrs.frozen(kw_only=True, order=False)
class Appeal:
    """
    One review of a charge by a higher court: an appeal, a petition for further review, or a collateral attack.

    Attributes:
        by: The party that asked for it; unknown if no source says.
        kind: Its kind; unknown if no source says, which reads as direct.
        first: The first act of it in the file: its filing, or a later act if the file lacks the filing.
        ended: The act that ended it; ``None`` while it is pending.
        of_collateral: Whether it is further review of a decision that refused relief on a collateral attack.
        of_revocation: Whether it was sought after supervision was revoked, or a sentence was imposed on a violation of
            its terms, and so leaves the conviction alone.
        unheard: Whether it was dismissed or withdrawn after the defendant's death, so that no court decided it.
        came_in: The phase of the charge when its first act came.
        steps: The number of acts in the court of trial before its first act.
    """

    by: Actor
    kind: ReviewKind
    first: Entry
    ended: Entry | None = None
    of_collateral: bool = False
    of_revocation: bool = False
    unheard: bool = False
    came_in: Phase = Phase.NOT_CHARGED
    steps: int = 0

    @property
    def pending(self) -> bool:
        """Whether nothing in the file has ended it."""
        return self.ended is None

    @property
    def direct(self) -> bool:
        """Whether it is an appeal in the first place: neither further review by leave nor a collateral attack."""
        return self.kind not in (ReviewKind.DISCRETIONARY, ReviewKind.COLLATERAL) and not self.of_collateral

    @property
    def of_judgment(self) -> bool:
        """Whether it is a first appeal from the judgment, which is not final while it is pending."""
        return self.direct and not self.of_revocation

    @property
    def of_conviction(self) -> bool:
        """
        Whether it may be a first appeal of the defendant from the conviction.

        A prosecutor appeals from the sentence or from an order, and the conviction is final all the same.
        """
        return self.of_judgment and self.by is not Actor.PROSECUTOR

    @property
    def undecided_at_death(self) -> bool:
        """Whether it is an appeal from the conviction that the defendant's death leaves undecided."""
        return self.of_conviction and (self.pending or self.unheard)

    @property
    def collateral(self) -> bool:
        """
        Whether it attacks a judgment from outside the case, and so unmakes no finality while it is pending.

        Further review of a collateral attack is part of that attack (Clay v. United States, 537 U.S. 522, 527).
        """
        return self.kind is ReviewKind.COLLATERAL or self.of_collateral

    @property
    def suggests_judgment(self) -> bool:
        """
        Whether a judgment came before it, or may have: an attack on one, or a review whose filing is not on file.

        A decision that took away what was below leaves no judgment, whatever it was on.
        """
        took_away = isinstance(self.ended and self.ended.event, AppealDecided) and not self.left_it
        return (self.collateral or not self.filed) and not took_away

    @property
    def left_it(self) -> bool:
        """Whether it ended in a decision that left what was decided below as it was."""
        event = self.ended and self.ended.event
        return isinstance(event, AppealDecided) and event.outcome in _LEAVING

    @property
    def filed(self) -> bool:
        """Whether the file has its filing."""
        return isinstance(self.first.event, AppealFiled)
