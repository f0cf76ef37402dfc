"""
The ordered rules that give one charge its headline: the first that fits, and each has a name.

An acquittal is told of acquittals alone, and "convicted" only where a judgment of conviction was entered.
"""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

import attrs

from casestate.state import ChargeState, Proceeding
from casestate.state.axes import (
    Activity,
    Conviction,
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
class Rule(Generic[S]):
    """One rule: where it fits, the headline it gives."""

    name: str
    status: str
    words: str
    fits: Callable[[S], bool]


class Status(Closed):
    """
    The headline of a person or a charge.

    ``DEFERRED`` is judgment withheld, which is no conviction; ``DIVERTED`` is put off before any finding. ``PARDONED``
    and ``SET_ASIDE`` are convictions relieved, which some purposes still count. ``MERGED`` is found proved and punished
    under another charge. ``COMPLETED`` is a diversion or deferral whose terms were met. ``RESPONSIBLE`` is found of a
    non-criminal offence, ``ADJUDICATED`` on a petition in a juvenile court and ``VIOLATION`` of the terms of a
    sentence: none of them is a conviction. ``UNSETTLED`` is found proved, and the jurisdiction decides whether a
    conviction stands.
    """

    NOT_CHARGED = "not_charged"
    PENDING = "pending"
    ON_TRIAL = "on_trial"
    DIVERTED = "diverted"
    DEFERRED = "deferred"
    AWAITING_SENTENCE = "awaiting_sentence"
    CONVICTED = "convicted"
    UNSETTLED = "unsettled"
    RESPONSIBLE = "responsible"
    ADJUDICATED = "adjudicated"
    VIOLATION = "violation"
    PARDONED = "pardoned"
    SET_ASIDE = "set_aside"
    ACQUITTED = "acquitted"
    DISMISSED = "dismissed"
    COMPLETED = "completed"
    BARRED = "barred"
    MERGED = "merged"
    SUPERSEDED = "superseded"
    ABATED = "abated"


def _charge(
    name: str, status: Status, words: str, phases: Sequence[Phase] | Phase, **axes: Closed
) -> Rule[ChargeState]:
    """A rule that fits a charge in one of these phases whose other axes stand so."""
    among = (phases,) if isinstance(phases, Phase) else tuple(phases)

    def fits(charge: ChargeState) -> bool:
        return charge.phase in among and all(getattr(charge, axis) is value for axis, value in axes.items())

    return Rule(name, status, words, fits)


PROVED = (Phase.FOUND_GUILTY, Phase.SENTENCE_DEFERRED, Phase.JUDGED)
NOT_CRIMINAL = (
    (
        "infraction",
        Proceeding.INFRACTION,
        Status.RESPONSIBLE,
        "found responsible for a non-criminal offence, which is no conviction",
    ),
    (
        "petition",
        Proceeding.PETITION,
        Status.ADJUDICATED,
        "adjudicated on a petition, which is no criminal conviction",
    ),
    (
        "violation",
        Proceeding.VIOLATION,
        Status.VIOLATION,
        "found in violation of the terms of a sentence, which is no conviction",
    ),
)
"""What a finding is where the charge is no criminal one: the stem of its rules, what it is, its headline."""
WAITING = (Phase.CHARGED, Phase.TRIABLE)
_REFILED = {"succession": Succession.REFILED}
_APPEALED = {"review": Review.PENDING}

CHARGE_RULES: tuple[Rule[ChargeState], ...] = (
    _charge("nothing-filed", Status.NOT_CHARGED, "not charged", Phase.NOT_CHARGED),
    _charge("death-abates", Status.ABATED, "ended by the defendant's death", Phase.ABATED),
    _charge(
        "acquitted-by-reason-of-insanity",
        Status.ACQUITTED,
        "not guilty by reason of insanity",
        Phase.ACQUITTED,
        found=Found.INSANITY,
    ),
    _charge(
        "reversed-for-insufficiency",
        Status.ACQUITTED,
        "reversed on appeal for insufficient evidence",
        Phase.OVERTURNED,
        disposition=Disposition.REVERSED,
    ),
    _charge("acquitted", Status.ACQUITTED, "acquitted", Phase.ACQUITTED),
    _charge(
        "acquittal-appeal-pending",
        Status.ACQUITTED,
        "acquitted by the judge after a finding of guilt; an appeal is pending",
        Phase.OVERTURNED,
        **_APPEALED,
    ),
    _charge(
        "acquitted-after-finding",
        Status.ACQUITTED,
        "acquitted by the judge after a finding of guilt",
        Phase.OVERTURNED,
    ),
    _charge(
        "merged",
        Status.MERGED,
        "found proved, and merged into another charge",
        Phase.BARRED,
        disposition=Disposition.MERGED,
    ),
    _charge(
        "deferred-sentence-completed",
        Status.COMPLETED,
        "dismissed after a deferred sentence; some purposes still count the conviction",
        Phase.BARRED,
        disposition=Disposition.DEFERRAL_COMPLETED,
        conviction=Conviction.DISMISSED,
        proceeding=Proceeding.CRIMINAL,
    ),
    _charge(
        "deferral-completed",
        Status.COMPLETED,
        "deferral completed, without a conviction",
        Phase.BARRED,
        disposition=Disposition.DEFERRAL_COMPLETED,
    ),
    _charge(
        "barred-appeal-pending",
        Status.BARRED,
        "dismissed with prejudice; an appeal is pending",
        Phase.BARRED,
        **_APPEALED,
    ),
    _charge("dismissed-with-prejudice", Status.BARRED, "dismissed with prejudice", Phase.BARRED),
    _charge(
        "tried-anew-above",
        Status.SUPERSEDED,
        "appealed for trial anew in a higher court; the judgment below no longer counts",
        Phase.SUPERSEDED,
        disposition=Disposition.DE_NOVO_APPEAL,
    ),
    _charge("carried-on-elsewhere", Status.SUPERSEDED, "carried on by another charge or court", Phase.SUPERSEDED),
    _charge("refiled", Status.DISMISSED, "dismissed, and filed again as another charge", Phase.DISMISSED, **_REFILED),
    _charge(
        "dismissal-appeal-pending", Status.DISMISSED, "dismissed; an appeal is pending", Phase.DISMISSED, **_APPEALED
    ),
    _charge(
        "declined",
        Status.DISMISSED,
        "declined by the prosecutor",
        Phase.DISMISSED,
        disposition=Disposition.DECLINED,
    ),
    Rule(
        "no-bill",
        Status.DISMISSED,
        "not indicted by the grand jury, and may be filed again",
        lambda c: c.phase is Phase.DISMISSED and c.disposition is Disposition.NO_BILL and c.refilable is Certainty.YES,
    ),
    Rule(
        "no-probable-cause",
        Status.DISMISSED,
        "discharged for want of probable cause, and may be filed again",
        lambda c: (
            c.phase is Phase.DISMISSED
            and c.disposition is Disposition.DISCHARGED_NO_PROBABLE_CAUSE
            and c.refilable is Certainty.YES
        ),
    ),
    _charge(
        "diversion-completed",
        Status.COMPLETED,
        "diversion completed; whether it may be filed again is not known",
        Phase.DISMISSED,
        disposition=Disposition.DIVERSION_COMPLETED,
    ),
    _charge(
        "judgment-arrested",
        Status.DISMISSED,
        "judgment refused after a finding of guilt",
        Phase.DISMISSED,
        disposition=Disposition.JUDGMENT_ARRESTED,
    ),
    Rule(
        "dismissed-refilable",
        Status.DISMISSED,
        "dismissed, and may be filed again",
        lambda c: c.phase is Phase.DISMISSED and c.refilable is Certainty.YES,
    ),
    _charge(
        "dismissed-bar-unknown",
        Status.DISMISSED,
        "dismissed; whether it may be filed again is not known",
        Phase.DISMISSED,
    ),
    _charge("pardoned", Status.PARDONED, "found guilty, and pardoned", PROVED, conviction=Conviction.PARDONED),
    _charge(
        "conviction-set-aside",
        Status.SET_ASIDE,
        "conviction set aside; some purposes still count it",
        PROVED,
        conviction=Conviction.SET_ASIDE,
    ),
    *[
        _charge(f"{stem}-appeal-pending", status, f"{words}; an appeal is pending", PROVED, **_APPEALED, proceeding=of)
        for stem, of, status, words in NOT_CRIMINAL
    ],
    *[_charge(f"{stem}-found", status, words, PROVED, proceeding=of) for stem, of, status, words in NOT_CRIMINAL],
    Rule(
        "died-appeal-pending",
        Status.UNSETTLED,
        "died with an appeal pending; whether the conviction stands differs by jurisdiction",
        lambda c: c.died_pending_review,
    ),
    Rule(
        "put-off-on-terms",
        Status.UNSETTLED,
        "found guilty; put off or discharged on terms, which is a conviction in some jurisdictions only",
        lambda c: c.phase is Phase.JUDGED and c.put_off is not None,
    ),
    _charge(
        "sentence-complete-appeal-pending",
        Status.CONVICTED,
        "convicted; the sentence is complete, and an appeal is pending",
        Phase.JUDGED,
        sentence=SentenceStatus.COMPLETED,
        review=Review.PENDING,
    ),
    _charge(
        "judged-appeal-pending",
        Status.CONVICTED,
        "convicted and sentenced; an appeal is pending",
        Phase.JUDGED,
        **_APPEALED,
    ),
    _charge(
        "sentence-complete",
        Status.CONVICTED,
        "convicted; the sentence is complete",
        Phase.JUDGED,
        sentence=SentenceStatus.COMPLETED,
    ),
    _charge(
        "sentence-commuted",
        Status.CONVICTED,
        "convicted; the sentence was commuted",
        Phase.JUDGED,
        sentence=SentenceStatus.COMMUTED,
    ),
    _charge(
        "sentence-stayed",
        Status.CONVICTED,
        "convicted and sentenced; the sentence is stayed",
        Phase.JUDGED,
        sentence=SentenceStatus.STAYED,
    ),
    _charge("judged", Status.CONVICTED, "convicted and sentenced", Phase.JUDGED),
    _charge("sentence-deferred", Status.CONVICTED, "convicted; the sentence is deferred", Phase.SENTENCE_DEFERRED),
    _charge(
        "judgment-deferred", Status.DEFERRED, "judgment deferred on terms after a finding of guilt", Phase.DEFERRED
    ),
    _charge(
        "adjudicated",
        Status.AWAITING_SENTENCE,
        "convicted, awaiting sentence",
        Phase.FOUND_GUILTY,
        conviction=Conviction.ADJUDICATED,
    ),
    _charge("found-guilty", Status.AWAITING_SENTENCE, "found guilty, awaiting sentence", Phase.FOUND_GUILTY),
    _charge("trial-under-way", Status.ON_TRIAL, "on trial", Phase.ON_TRIAL),
    _charge("diverted", Status.DIVERTED, "prosecution put off on terms, before any finding", Phase.DIVERTED),
    _charge(
        "pending-inactive",
        Status.PENDING,
        "charged; pending, off the active docket",
        WAITING,
        activity=Activity.INACTIVE,
    ),
    _charge("pending-appeal", Status.PENDING, "charged; pending, with an appeal before trial", WAITING, **_APPEALED),
    _charge("charge-pending", Status.PENDING, "charged; pending", WAITING),
)
