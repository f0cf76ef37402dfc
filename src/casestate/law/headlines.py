"""
Headline statuses: one word derived from the axes by ordered rules, the first that fits. Each names its rule.

A headline is for showing. Whatever must be right is asked of the axes.
"""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

import attrs

from casestate.events import ApprovalNeeded
from casestate.state import ChargeState, CitationState, ClaimState, DefendantState
from casestate.state.axes import (
    CitationPhase,
    ClaimPhase,
    Disposition,
    Found,
    Phase,
    Review,
    SentenceStatus,
    Succession,
)
from casestate.vocabulary import Closed
from casestate.when import Certainty

S = TypeVar("S")


@attrs.frozen(order=False)
class Headline:
    """
    A derived status.

    Attributes:
        status: The word.
        rule: The rule that fired.
        words: What may be said, in plain English.
    """

    status: str
    rule: str
    words: str


@attrs.frozen(order=False)
class Rule(Generic[S]):
    """One rule: where it fits, the headline it gives."""

    name: str
    status: str
    words: str
    fits: Callable[[S], bool]


class Status(Closed):
    """The headline of a person or a charge."""

    NOT_CHARGED = "not_charged"
    PENDING = "pending"
    ON_TRIAL = "on_trial"
    AWAITING_SENTENCE = "awaiting_sentence"
    CONVICTED = "convicted"
    ACQUITTED = "acquitted"
    DISMISSED = "dismissed"
    BARRED = "barred"
    SUPERSEDED = "superseded"
    ABATED = "abated"


CHARGE_RULES: tuple[Rule[ChargeState], ...] = (
    Rule("nothing-filed", Status.NOT_CHARGED, "not charged", lambda c: c.phase is Phase.NOT_CHARGED),
    Rule("death-abates", Status.ABATED, "ended by the defendant's death", lambda c: c.phase is Phase.ABATED),
    Rule(
        "acquitted-by-reason-of-insanity",
        Status.ACQUITTED,
        "not guilty by reason of insanity",
        lambda c: c.phase is Phase.ACQUITTED and c.found is Found.INSANITY,
    ),
    Rule(
        "reversed-for-insufficiency",
        Status.ACQUITTED,
        "reversed on appeal for insufficient evidence",
        lambda c: c.phase is Phase.ACQUITTED and c.disposition is Disposition.REVERSED,
    ),
    Rule("acquitted", Status.ACQUITTED, "acquitted", lambda c: c.phase is Phase.ACQUITTED),
    Rule(
        "barred-appeal-pending",
        Status.BARRED,
        "dismissed with prejudice; an appeal is pending",
        lambda c: c.phase is Phase.BARRED and c.review is Review.PENDING,
    ),
    Rule("dismissed-with-prejudice", Status.BARRED, "dismissed with prejudice", lambda c: c.phase is Phase.BARRED),
    Rule(
        "carried-on-elsewhere",
        Status.SUPERSEDED,
        "carried on by another charge or court",
        lambda c: c.phase is Phase.SUPERSEDED,
    ),
    Rule(
        "refiled",
        Status.DISMISSED,
        "dismissed, and filed again as another charge",
        lambda c: c.phase is Phase.DISMISSED and c.succession is Succession.REFILED,
    ),
    Rule(
        "declined",
        Status.DISMISSED,
        "declined by the prosecutor",
        lambda c: c.phase is Phase.DISMISSED and c.disposition is Disposition.DECLINED,
    ),
    Rule(
        "no-probable-cause",
        Status.DISMISSED,
        "discharged for want of probable cause, and may be filed again",
        lambda c: c.phase is Phase.DISMISSED and c.disposition is Disposition.DISCHARGED_NO_PROBABLE_CAUSE,
    ),
    Rule(
        "dismissed-refilable",
        Status.DISMISSED,
        "dismissed, and may be filed again",
        lambda c: c.phase is Phase.DISMISSED and c.refilable is Certainty.YES,
    ),
    Rule(
        "dismissed-bar-unknown",
        Status.DISMISSED,
        "dismissed; whether it may be filed again is not known",
        lambda c: c.phase is Phase.DISMISSED,
    ),
    Rule(
        "sentence-complete-appeal-pending",
        Status.CONVICTED,
        "convicted; the sentence is complete, and an appeal is pending",
        lambda c: c.phase is Phase.JUDGED and c.sentence is SentenceStatus.COMPLETED and c.review is Review.PENDING,
    ),
    Rule(
        "sentence-complete",
        Status.CONVICTED,
        "convicted; the sentence is complete",
        lambda c: c.phase is Phase.JUDGED and c.sentence is SentenceStatus.COMPLETED,
    ),
    Rule(
        "judged-appeal-pending",
        Status.CONVICTED,
        "convicted and sentenced; an appeal is pending",
        lambda c: c.phase is Phase.JUDGED and c.review is Review.PENDING,
    ),
    Rule(
        "judged-of-a-lesser-offence",
        Status.CONVICTED,
        "convicted of a lesser offence and sentenced",
        lambda c: c.phase is Phase.JUDGED and c.disposition is Disposition.CONVICTED_OF_LESSER,
    ),
    Rule("judged", Status.CONVICTED, "convicted and sentenced", lambda c: c.phase is Phase.JUDGED),
    Rule(
        "found-guilty",
        Status.AWAITING_SENTENCE,
        "found guilty, awaiting sentence",
        lambda c: c.phase is Phase.FOUND_GUILTY,
    ),
    Rule("trial-under-way", Status.ON_TRIAL, "on trial", lambda c: c.phase is Phase.ON_TRIAL),
    Rule("charge-pending", Status.PENDING, "charged; pending", lambda c: c.open),
)


def _carried_on(charge: ChargeState) -> bool:
    """Does another charge or court carry it on, so that the headline is for that to give?"""
    refiled = charge.phase is Phase.DISMISSED and charge.succession is Succession.REFILED
    return charge.phase is Phase.SUPERSEDED or refiled


def _succeeded(defendant: DefendantState, charge: ChargeState) -> bool:
    """Is the charge that carries it on in the file?"""
    named = {other for each in defendant.charges.values() for other in (*each.supersedes, *each.refiles)}
    successors = {other for entry in charge.endings for other in getattr(entry.event, "successors", ())}
    return charge.charge in named or not successors.isdisjoint(defendant.charges)


def _any(*phases: Phase) -> Callable[[DefendantState], bool]:
    return lambda defendant: any(charge.phase in phases for charge in defendant.charges.values())


DEFENDANT_RULES: tuple[Rule[DefendantState], ...] = (
    Rule(
        "no-charge-filed",
        Status.NOT_CHARGED,
        "not charged",
        lambda d: all(charge.phase is Phase.NOT_CHARGED for charge in d.charges.values()),
    ),
    Rule(
        "every-charge-declined",
        Status.NOT_CHARGED,
        "not charged; the prosecutor declined",
        lambda d: all(c.disposition is Disposition.DECLINED and not c.charging for c in d.charges.values()),
    ),
    Rule(
        "a-sentence-stands",
        Status.CONVICTED,
        "convicted and sentenced",
        lambda d: any(
            c.phase is Phase.JUDGED and c.sentence is not SentenceStatus.COMPLETED for c in d.charges.values()
        ),
    ),
    Rule("a-finding-awaits-sentence", Status.AWAITING_SENTENCE, "awaiting sentence", _any(Phase.FOUND_GUILTY)),
    Rule("a-trial-is-under-way", Status.ON_TRIAL, "on trial", _any(Phase.ON_TRIAL)),
    Rule("a-charge-is-pending", Status.PENDING, "charged; pending", _any(Phase.CHARGED, Phase.TRIABLE)),
    Rule("every-sentence-complete", Status.CONVICTED, "convicted; the sentence is complete", _any(Phase.JUDGED)),
    Rule(
        "carried-on-elsewhere",
        Status.SUPERSEDED,
        "a charge goes on in another court or under another instrument",
        lambda d: any(c.phase is Phase.SUPERSEDED and not _succeeded(d, c) for c in d.charges.values()),
    ),
    Rule("death-abates", Status.ABATED, "ended by the defendant's death", _any(Phase.ABATED)),
    Rule(
        "every-charge-acquitted",
        Status.ACQUITTED,
        "acquitted",
        lambda d: {c.phase for c in d.charges.values() if not _carried_on(c)} == {Phase.ACQUITTED},
    ),
    Rule(
        "every-charge-closed-some-may-return",
        Status.DISMISSED,
        "no charge is pending; some may be filed again",
        lambda d: any(c.refilable is Certainty.YES for c in d.charges.values()),
    ),
    Rule(
        "every-charge-closed-bar-unknown",
        Status.DISMISSED,
        "no charge is pending; whether one may be filed again is not known",
        lambda d: any(c.refilable is Certainty.POSSIBLY for c in d.charges.values()),
    ),
    Rule(
        "every-charge-barred",
        Status.BARRED,
        "every charge is ended, and none may be brought again",
        lambda _: True,
    ),
)


def headline(state: ChargeState | ClaimState | CitationState | DefendantState) -> Headline:
    """The headline of a state, with the rule that gave it."""
    if isinstance(state, DefendantState):
        return _first(DEFENDANT_RULES, state)
    if isinstance(state, ChargeState):
        return _first(CHARGE_RULES, state)
    words = state.phase.value.replace("_", " ")
    if state.phase in (ClaimPhase.SETTLEMENT_AGREED, CitationPhase.SETTLED):
        waits = state.approval is not ApprovalNeeded.NONE
        words += "; approval is not on record" if waits else "; no approval is needed"
    return Headline(state.phase.value, f"phase-is-{state.phase.value.replace('_', '-')}", words)


def _first(rules: Sequence[Rule[S]], state: S) -> Headline:
    rule = next(rule for rule in rules if rule.fits(state))
    return Headline(rule.status, rule.name, rule.words)
