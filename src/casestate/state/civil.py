"""One civil claim against one party, and one regulatory citation."""

from collections.abc import Iterable
from typing import ClassVar

import attrs

from casestate.entries import Entry
from casestate.events import (
    ApprovalNeeded,
    CitationClass,
    CitationDecided,
    CitationIssued,
    CitationReviewSought,
    CitationSettled,
    CivilJudgment,
    CivilReviewOutcome,
    ClaimAppealDecided,
    ClaimAppealed,
    ClaimDecided,
    ClaimDismissed,
    ClaimFiled,
    ClaimNewTrialGranted,
    ClaimReinstated,
    ClaimRemanded,
    ClaimRemoved,
    ClaimStayed,
    ClaimStayLifted,
    Event,
    PartySubstituted,
    Prejudice,
    SettlementAgreed,
    SettlementApproved,
    SettlementBreached,
    SettlementPerformed,
    SettlementRejected,
    SettlementTerm,
)
from casestate.state.axes import CitationPhase, ClaimPhase, Prevailing, Review
from casestate.state.recorded import Recorded
from casestate.terms import Money
from casestate.vocabulary import Vocabulary
from casestate.when import Certainty

_CLAIMING = ("claimant", "claimants", "plaintiff", "plaintiffs", "petitioner")
_DEFENDING = ("defendant", "defendants", "defence", "defense", "respondent")
_UNSAID = {CivilJudgment.DEFAULT: Prevailing.CLAIMANT, CivilJudgment.CONSENT: Prevailing.NEITHER}
"""The side implied by a form of judgment."""
_REVERSALS = (CivilReviewOutcome.REVERSED, CivilReviewOutcome.REVERSED_AND_REMANDED, CivilReviewOutcome.VACATED)
"""The outcomes of an appeal that take a decision away."""
_OF_SETTLEMENT = (SettlementAgreed, SettlementApproved, SettlementPerformed, SettlementRejected, SettlementBreached)
"""The acts that say whether there is a settlement."""
_CLASSING = (CitationIssued, CitationSettled, CitationDecided)
"""The acts that set the class and the penalty of a citation."""


@attrs.frozen(kw_only=True, order=False, repr=False)
class ClaimState(Recorded):
    """
    One civil claim against one party.

    Attributes:
        phase: How far it has come. A settlement that was agreed is not yet approved.
        filings: The entries that filed and moved it, in order.
        settlements: The entries of settlements, in order.
        decisions: The entries that stayed, decided or reinstated it, and what followed on that, in order.
        endings: The entries that dismissed it, in order.
        moved: For each axis that moved, the entry that moved it last.
        skipped: The phases that it must or may have passed through without an act in the file.
        disregarded: The entries that had no effect, in order; a finding gives the reason.
    """

    kind: ClassVar[str] = "claim"

    defendant: str
    claim: str
    phase: ClaimPhase = ClaimPhase.NOT_FILED
    filings: tuple[Entry, ...] = ()
    settlements: tuple[Entry, ...] = ()
    decisions: tuple[Entry, ...] = ()
    endings: tuple[Entry, ...] = ()
    moved: tuple[tuple[str, Entry], ...] = ()
    skipped: frozenset[ClaimPhase] = frozenset()
    disregarded: tuple[Entry, ...] = ()

    @property
    def records(self) -> tuple[tuple[Entry, ...], ...]:
        """The records of the state, each in order."""
        return (self.filings, self.settlements, self.decisions, self.endings, self.disregarded)

    @property
    def claimants(self) -> tuple[str, ...]:
        """The claimants, according to its filing."""
        return claimants_in(self.filings)

    @property
    def court(self) -> str | None:
        """The court that has it."""
        for entry in reversed(self.filings):
            if isinstance(entry.event, ClaimFiled | ClaimRemoved | ClaimRemanded):
                return entry.event.court
        return None

    @property
    def terms(self) -> tuple[SettlementTerm, ...]:
        """The known terms of the settlement, but for one refused; a term told again with the approval counts once."""
        terms: list[SettlementTerm] = []
        for entry in self.settlements:
            if isinstance(entry.event, SettlementRejected):
                terms = []
            elif isinstance(entry.event, SettlementAgreed):
                terms += entry.event.terms
            elif isinstance(entry.event, SettlementApproved):
                terms += [term for term in entry.event.terms if term not in terms]
        return tuple(terms)

    @property
    def settlement_reached(self) -> bool:
        """
        Whether the last settlement was agreed, and neither refused nor breached since.

        One that may be older than an order that put the claim back does not count: the claim went on without it.
        """
        told = [entry for entry in self.settlements if isinstance(entry.event, _OF_SETTLEMENT)]
        put_back = [entry for entry in self.decisions if isinstance(entry.event, ClaimReinstated)]
        if not told or isinstance(told[-1].event, SettlementRejected | SettlementBreached):
            return False
        return not put_back or put_back[-1].when.before(told[-1].when) is Certainty.YES

    @property
    def review(self) -> Review:
        """Whether an appeal from a decision or dismissal is pending; each decision of an appeal ends one."""
        return _review(self.decisions, ClaimAppealed, ClaimAppealDecided)

    @property
    def judgment_stayed(self) -> bool:
        """
        Whether the judgment is not enforced for the time (FRCP 62).

        A stay lasts until an act lifts it, the last appeal is decided, or the judgment is undone or entered.
        """
        stayed = judged = False
        for place, entry in enumerate(self.decisions, 1):
            event = entry.event
            if isinstance(event, ClaimStayed | ClaimStayLifted):
                stayed = isinstance(event, ClaimStayed)
            elif _undoes(event) or _last_decided(self.decisions[:place]):
                stayed, judged = False, judged and not _undoes(event)
            elif isinstance(event, ClaimDecided) and event.how.recognized and event.how is not CivilJudgment.VERDICT:
                stayed, judged = stayed and judged, True
        return stayed

    @property
    def prevailing(self) -> Prevailing | None:
        """
        The side for which it was last decided; ``None`` if not decided.

        It is taken from the words of the source, if they name a side or a party. A default is for the claimant, and a
        judgment by consent for neither, unless the source says otherwise. A judgment that follows a verdict is for the
        side of the verdict. A decision reversed since is still the last.
        """
        last = self._telling
        if last is None:
            return None
        if last.for_ is None:
            return _UNSAID.get(last.how, Prevailing.UNKNOWN)
        return self._side(last.for_)

    def _side(self, text: str) -> Prevailing:
        """The side that some words name; unknown if they name somebody else, such as another defendant."""
        words, role, name = _party(text)
        defendant = self.defendant.casefold()
        if words in (defendant, *_DEFENDING) or (role in _DEFENDING and name == defendant):
            return Prevailing.DEFENDANT
        return Prevailing.CLAIMANT if names_claimant(text, self.claimants) else Prevailing.UNKNOWN

    @property
    def _telling(self) -> ClaimDecided | None:
        """The last decision, or the verdict that it enters as a judgment without saying again for whom."""
        run: list[ClaimDecided] = []
        for entry in reversed(self.decisions):
            if isinstance(entry.event, ClaimDecided) and entry.event.how.recognized:
                run.append(entry.event)
            elif run and _undoes(entry.event):
                break
        return next(iter([*[each for each in run if each.for_ or each.how in _UNSAID], *run]), None)

    @property
    def judgment_for(self) -> str | None:
        """The party for whom it was last decided, in the source's words; ``None`` if not decided or no source says."""
        return self._telling.for_ if self._telling else None

    @property
    def prejudice(self) -> Prejudice | None:
        """Whether its last dismissal was with prejudice; ``None`` if it was not dismissed."""
        dismissed = [entry.event for entry in self.endings if isinstance(entry.event, ClaimDismissed)]
        return dismissed[-1].prejudice if dismissed else None

    @property
    def approval(self) -> ApprovalNeeded | None:
        """The approval that the last settlement needs; ``None`` if the file has no settlement."""
        deals = [entry.event for entry in self.settlements if isinstance(entry.event, SettlementAgreed)]
        return deals[-1].approval if deals else None


@attrs.frozen(kw_only=True, order=False, repr=False)
class CitationState(Recorded):
    """
    One regulatory citation.

    Attributes:
        phase: How far it has come. ``SETTLED`` awaits any approval that is needed.
        issuing: The entries that issued, contested and ended it, in order.
        moved: For each axis that moved, the entry that moved it last.
        skipped: The phases that it must or may have passed through without an act in the file.
        disregarded: The entries that had no effect, in order; a finding gives the reason.
    """

    kind: ClassVar[str] = "citation"

    defendant: str
    citation: str
    phase: CitationPhase = CitationPhase.NOT_ISSUED
    issuing: tuple[Entry, ...] = ()
    moved: tuple[tuple[str, Entry], ...] = ()
    skipped: frozenset[CitationPhase] = frozenset()
    disregarded: tuple[Entry, ...] = ()

    @property
    def records(self) -> tuple[tuple[Entry, ...], ...]:
        """The records of the state, each in order."""
        return (self.issuing, self.disregarded)

    @property
    def classification(self) -> CitationClass | None:
        """The current class of the violation."""
        for entry in reversed(self.issuing):
            event = entry.event
            if isinstance(event, _CLASSING) and event.classification is not None:
                return event.classification
        return None

    @property
    def review(self) -> Review:
        """Whether review by a review body or a court is pending; each decision ends one."""
        return _review(self.issuing, CitationReviewSought, CitationDecided)

    @property
    def approval(self) -> ApprovalNeeded | None:
        """The approval that its last settlement needs; ``None`` if the file has no settlement."""
        settled = [entry.event for entry in self.issuing if isinstance(entry.event, CitationSettled)]
        return settled[-1].approval if settled else None

    @property
    def penalty(self) -> Money | None:
        """The current penalty; ``None`` if no source says, and for a citation vacated or withdrawn: nothing is owed."""
        if self.phase in (CitationPhase.VACATED, CitationPhase.WITHDRAWN):
            return None
        for entry in reversed(self.issuing):
            event = entry.event
            if isinstance(event, _CLASSING) and event.penalty is not None:
                return event.penalty
        return None


def claimants_in(filings: Iterable[Entry]) -> tuple[str, ...]:
    """Return the claimants that the filings of a claim name last."""
    named = [entry.event for entry in filings if isinstance(entry.event, ClaimFiled | PartySubstituted)]
    return named[-1].claimants if named else ()


def names_claimant(text: str | None, claimants: Iterable[str]) -> bool:
    """Return whether some words name the claimants of a claim, or some of them."""
    if not text:
        return False
    words, role, _ = _party(text)
    known = [each.casefold() for each in claimants]
    return (
        role in _CLAIMING
        or words in known
        or all(each in known for each in words.replace(", ", " and ").split(" and "))
    )


def _party(text: str) -> tuple[str, str, str]:
    """Return words for a party without an article, with their first word, which may be a role, and the rest."""
    words = text.casefold().removeprefix("the ")
    role, _, name = words.replace(",", "", 1).partition(" ")
    return words, role, name


def _is_read(event: Event) -> bool:
    """Return whether the words for the outcome of a decision on review have a known meaning."""
    outcome: Vocabulary | None = getattr(event, "outcome", None)
    return outcome is not None and outcome.recognized and outcome.name != "UNKNOWN"


def _last_decided(decisions: tuple[Entry, ...]) -> bool:
    """Return whether the last of some acts decides an appeal, and none is pending after it."""
    last = decisions[-1].event
    decides = isinstance(last, ClaimAppealDecided) and _is_read(last)
    return decides and not pending_in(decisions, ClaimAppealed, ClaimAppealDecided)


def _undoes(event: Event) -> bool:
    """Return whether an act takes a decision away, so that a later one does not go on from it."""
    reversed_ = isinstance(event, ClaimAppealDecided) and event.outcome in _REVERSALS
    return reversed_ or isinstance(event, ClaimNewTrialGranted | ClaimReinstated)


def _review(record: Iterable[Entry], sought: type[Event], decided: type[Event]) -> Review:
    """Return the status of review after some acts."""
    entries = tuple(record)
    if pending_in(entries, sought, decided):
        return Review.PENDING
    return Review.ENDED if any(isinstance(entry.event, sought) for entry in entries) else Review.NONE


def pending_in(record: Iterable[Entry], sought: type[Event], decided: type[Event]) -> int:
    """
    Return how many reviews are pending after some acts.

    A decision without a request in the file ends none, and neither does one in words of no known meaning.

    Args:
        record: The acts, in order.
        sought: The act that asks for a review.
        decided: The act that decides one.
    """
    pending = 0
    for entry in record:
        if isinstance(entry.event, sought):
            pending += 1
        elif isinstance(entry.event, decided) and _is_read(entry.event):
            pending = max(0, pending - 1)
    return pending
