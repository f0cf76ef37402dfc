"""Whether a charge stands as a conviction: that depends on what stands, on the purpose and on the jurisdiction."""

from collections.abc import Iterator
from typing import Protocol

from casestate.events import (
    AdjudicationDeferred,
    ComponentKind,
    ConvictionSetAside,
    DeferralKind,
    DeferralRevoked,
    DiversionFailed,
    DiversionStarted,
    PleaKind,
    PleaSetAside,
    PleaWithdrawn,
    SentenceDeferred,
    SentenceImposed,
    SeverityClass,
    VacaturGround,
)
from casestate.events.criminal.sovereigns import is_tribe
from casestate.law.generic import GENERIC
from casestate.law.places import PROCEDURES
from casestate.law.policies import (
    DEPENDS,
    FEDERAL_PURPOSES,
    NEVER,
    NOT_ON_RECORD,
    Abatement,
    Counts,
    ExpungeEffect,
    Policies,
    Purpose,
    PurposeWord,
)
from casestate.law.procedure import Procedure
from casestate.state import ChargeState, Proceeding
from casestate.state.axes import Conviction, Found, Phase, SentenceStatus, Supervision, Visibility
from casestate.when import Certainty

_ABATED = {
    Abatement.AB_INITIO: Certainty.NO,
    Abatement.NOTE_AND_STAND: Certainty.YES,
    Abatement.SUBSTITUTION: Certainty.YES,
}
_NOT_CRIMINAL = {
    Proceeding.INFRACTION: NOT_ON_RECORD,
    Proceeding.PETITION: Counts({Purpose.RECORD: False, Purpose.IMMIGRATION: False}),
    Proceeding.VIOLATION: NEVER,
    Proceeding.CONTEMPT: DEPENDS,
    Proceeding.UNKNOWN: DEPENDS,
}
"""
A juvenile adjudication and an infraction count for some purposes in some places; for immigration the former does not
(Matter of Devison, 22 I&N Dec. 1362). A violation is no new finding. Contempt convicts if it is criminal.
"""
READS = frozenset(
    [
        "abatement",
        "appealed_is_conviction",
        "diversion_is_conviction",
        "infraction_is_conviction",
        "misdemeanor_is_conviction",
        "rehabilitated_is_conviction",
        "component_is_conviction",
        "deferral_is_conviction",
        "deferred_sentence_is_conviction",
        "expunge_effect",
        "expunged_is_conviction",
        "country",
        "finding_is_conviction",
        "foreign_is_conviction",
        "pardon_is_conviction",
        "set_aside_is_conviction",
        "tribal_is_conviction",
        "vacated_is_conviction",
    ]
)
"""The policies that :func:`is_conviction` reads."""
_DIVERTED = (Phase.DIVERTED, Phase.DISMISSED, Phase.BARRED)
_OF_GUILT = (
    PleaKind.GUILTY,
    PleaKind.NO_CONTEST,
    PleaKind.ALFORD,
    PleaKind.GUILTY_BUT_MENTALLY_ILL,
    PleaKind.CONDITIONAL_GUILTY,
    PleaKind.CONDITIONAL_NO_CONTEST,
)
_ENDED = (Phase.DISMISSED, Phase.BARRED)
_CONVICTED = (Phase.FOUND_GUILTY, Phase.SENTENCE_DEFERRED, Phase.JUDGED)
_MISDEMEANORS = (SeverityClass.PETTY_MISDEMEANOR, SeverityClass.MISDEMEANOR, SeverityClass.GROSS_MISDEMEANOR)
_COUNTS = Counts(otherwise=True)
_LEAST_FIRST = (Certainty.NO, Certainty.POSSIBLY, Certainty.YES)
_NOTHING = (Conviction.NONE, Conviction.VACATED, Conviction.REVERSED)


class _OfView(Protocol):
    """A charge of a view, which has one state unless imprecise dates leave several possible."""

    @property
    def state(self) -> ChargeState:
        """The state."""
        ...


def is_conviction(
    charge: ChargeState | _OfView,
    purpose: PurposeWord = Purpose.RECORD,
    procedure: Procedure = GENERIC,
    asked_by: Procedure | None = None,
) -> Certainty:
    """
    Return whether a charge stands as a conviction for a purpose, by default on the record; POSSIBLY if that is unknown.

    The procedure of the charge decides what convicts. The law of the asker decides whether it counts.

    An adjudicated conviction is in force while an appeal is pending, although it is not final (see ``charge.review``);
    immigration law waits for the appeal. A conviction that was vacated, reversed or merged, or that an appeal for trial
    anew left behind, does not count, unless a court vacated it for a reason that some purpose disregards. If it depends
    on an act that only some places allow, the answer is POSSIBLY. A finding on a charge that is not criminal is not a
    conviction: responsibility for an infraction, a juvenile petition proved, a violation of the terms of a sentence.

    >>> from casestate import CaseFile
    >>> from casestate.events import AdjudicationDeferred, ChargeFiled, PleaAccepted
    >>> from casestate.law import US_NEW_MEXICO
    >>> case = CaseFile("example").record(ChargeFiled(on="2023-01-05", defendant="A. Doe", charge="1"))
    >>> case = case.record(PleaAccepted(on="2023-03-01", defendant="A. Doe", charge="1", plea="no contest"))
    >>> withheld = AdjudicationDeferred(on="2023-03-01", defendant="A. Doe", charge="1", kind="conditional discharge")
    >>> charge = case.record(withheld).at()["A. Doe"].charge("1").state
    >>> is_conviction(charge, Purpose.SENTENCING_ENHANCEMENT)
    Certainty.POSSIBLY
    >>> is_conviction(charge, Purpose.SENTENCING_ENHANCEMENT, US_NEW_MEXICO)
    Certainty.NO

    Args:
        charge: The state of the charge, or the charge of a view.
        purpose: The purpose of the question.
        procedure: The law of the charge.
        asked_by: The law of the asker. By default it depends on the purpose: federal law for immigration, the
            sentencing guidelines and federal firearms, and for any other purpose the law of the charge.

    Raises:
        AmbiguousState: Imprecise dates leave several states of the charge of a view possible.
    """
    charge, purpose = charge if isinstance(charge, ChargeState) else charge.state, Purpose(purpose)
    settled = charge.phase is Phase.ABATED and charge.conviction is not Conviction.UNKNOWN
    crime = charge.proceeding in (Proceeding.CRIMINAL, Proceeding.UNKNOWN)
    if (charge.last_plea is PleaKind.RESPONSIBLE and not crime) or settled:
        return Certainty.NO
    asking = (asked_by or (PROCEDURES["us-federal"] if purpose in FEDERAL_PURPOSES else procedure)).policies
    answer = _answer(charge, purpose, procedure.policies, asking)
    criminal = charge.proceeding is Proceeding.CRIMINAL
    own = not criminal or charge.conviction not in (Conviction.FOUND, Conviction.SET_ASIDE)
    if answer is Certainty.POSSIBLY and purpose is Purpose.FEDERAL_FIREARMS and own:
        # The law of the place that tried it decides what is a conviction (18 USC 921(a)(20)). Whether a finding without
        # a judgment is one, its record does not say, and neither does it say on which terms relief was given.
        placed = _apart_from_relief(charge, Purpose.RECORD, procedure.policies, procedure.policies)
        answer = _lower(placed, *_relieved(charge, purpose, procedure.policies, asking))
    by_court = _by_whose_court(charge, procedure.policies, asking).for_purpose(purpose)
    return _lower(_graded(charge, asking.misdemeanor_is_conviction.for_purpose(purpose), answer), by_court)


def _by_whose_court(charge: ChargeState, own: Policies, asking: Policies) -> Counts:
    """Return whether a conviction counts by the court that entered it: of this country, of another, or of a tribe."""
    if asking.country and own.country and asking.country != own.country:
        return asking.foreign_is_conviction
    return asking.tribal_is_conviction if charge.sovereign and is_tribe(charge.sovereign) else _COUNTS


def _graded(charge: ChargeState, of_misdemeanor: Certainty, answer: Certainty) -> Certainty:
    """Return whether a conviction counts by its class; one of an unknown class may be of a misdemeanor."""
    if answer is not Certainty.YES or charge.proceeding is not Proceeding.CRIMINAL:
        return answer
    if charge.severity in _MISDEMEANORS:
        return of_misdemeanor
    unknown = charge.severity is SeverityClass.UNKNOWN
    return Certainty.POSSIBLY if unknown and of_misdemeanor is not Certainty.YES else answer


def _answer(charge: ChargeState, purpose: Purpose, own: Policies, asking: Policies) -> Certainty:
    """
    Return whether a charge counts, by what stands of it and by any other relief.

    Reliefs add up: a charge that one of them leaves without a conviction has none, whatever another leaves.
    """
    apart = _apart_from_relief(charge, purpose, own, asking)
    return _lower(apart, *_relieved(charge, purpose, own, asking))


def _apart_from_relief(charge: ChargeState, purpose: Purpose, own: Policies, asking: Policies) -> Certainty:
    """Return whether a charge counts, by its status and by what else bears on it apart from relief."""
    beside = _beside(charge, asking) if charge.proceeding is Proceeding.CRIMINAL else ()
    return _lower(_standing(charge, purpose, own, asking), *[counts.for_purpose(purpose) for counts in beside])


def _relieved(charge: ChargeState, purpose: Purpose, own: Policies, asking: Policies) -> Iterator[Certainty]:
    """Yield whether a conviction counts by each relief that its status may not show."""
    if charge.proceeding is not Proceeding.CRIMINAL:
        return
    if charge.pardoned:
        yield _on_its_terms(asking.pardon_is_conviction, own.pardon_is_conviction).for_purpose(purpose)
    orders = [each for each in charge.since_found("relief") if isinstance(each.event, ConvictionSetAside)]
    if charge.phase in _ENDED and orders:
        yield _on_its_terms(_set_aside(charge, asking), own.set_aside_is_conviction).for_purpose(purpose)
    if charge.visibility is Visibility.EXPUNGED:
        yield _expunged(purpose, own, asking)


def _lower(*answers: Certainty) -> Certainty:
    """Return the lowest of some answers."""
    return min(answers, key=_LEAST_FIRST.index)


def _beside(charge: ChargeState, asking: Policies) -> Iterator[Counts]:
    """Yield the policies on what is deferred, pending or taken back, which bear on a conviction besides its status."""
    if charge.sentence is SentenceStatus.DEFERRED:
        # A deferred sentence that does not disarm (NMSA 30-7-16) does so neither before nor after its completion.
        disarms = asking.deferred_sentence_is_conviction.for_purpose(Purpose.STATE_FIREARMS)
        yield Counts({Purpose.STATE_FIREARMS: False if disarms is Certainty.NO else None}, otherwise=True)
    if charge.phase in _ENDED and charge.found is not Found.SET_ASIDE:
        fell = any(isinstance(each.event, PleaSetAside | PleaWithdrawn) for each in charge.since_found("pleas"))
        yield from [asking.rehabilitated_is_conviction] if fell else []
    if any(each.pending and each.of_conviction for each in charge.reviews):
        yield asking.appealed_is_conviction
    if charge.conviction in (Conviction.PARDONED, Conviction.SET_ASIDE) and not _adjudged(charge):
        yield _of_finding(charge, asking) if charge.found is Found.GUILTY else DEPENDS
    if charge.conviction is Conviction.UNKNOWN and charge.phase in _ENDED and charge.deferrals:
        put_off = any(isinstance(entry.event, SentenceDeferred) for entry in charge.since_brought("deferrals"))
        yield asking.deferred_sentence_is_conviction if put_off else _of_deferral(charge, asking)


def _adjudged(charge: ChargeState) -> bool:
    """Return whether the file has a judgment, whatever became of it."""
    told = (*charge.since_brought("sentencing"), *charge.since_brought("deferrals"))
    return any(isinstance(entry.event, SentenceImposed | SentenceDeferred | DeferralRevoked) for entry in told)


def _standing(charge: ChargeState, purpose: Purpose, own: Policies, asking: Policies) -> Certainty:
    if charge.conviction is Conviction.ADJUDICATED and charge.proceeding is Proceeding.CRIMINAL:
        revoked = charge.phase is Phase.FOUND_GUILTY and charge.found is not Found.GUILTY
        if revoked or _fell(charge):
            return Certainty.POSSIBLY  # A revocation or a sentence presupposes a finding, and the file has none.
        return _adjudicated(charge, purpose, own, asking)
    counts = _counts(charge, own, asking)
    return Certainty.NO if counts is None else counts.for_purpose(purpose)


def _fell(charge: ChargeState) -> bool:
    """Return whether a finding of guilt fell, and the file lacks the one that later acts presuppose."""
    told = (*charge.since_brought("pleas"), *charge.since_brought("trial"))
    return charge.found is Found.NOTHING and any(proof.entry in told for proof in charge.proofs)


def _expunged(purpose: Purpose, own: Policies, asking: Policies) -> Certainty:
    """Return whether a conviction counts once expunged; where that only sets it aside, it counts like one set aside."""
    if own.expunge_effect is ExpungeEffect.SET_ASIDE:
        return _on_its_terms(_rehabilitated(asking), own.set_aside_is_conviction).for_purpose(purpose)
    counts = _on_its_terms(asking.expunged_is_conviction, own.expunged_is_conviction).for_purpose(purpose)
    known = counts is not Certainty.POSSIBLY or own.expunge_effect is not ExpungeEffect.ALMOST_NONE
    return counts if known else Certainty.YES


def _adjudicated(charge: ChargeState, purpose: Purpose, own: Policies, asking: Policies) -> Certainty:
    """
    Return whether an adjudicated conviction counts.

    It does, unless a death pending appeal may have undone it, or the sentence recorded in fact defers judgment.
    """
    if charge.put_off is not None:
        put_off = own.component_is_conviction.get(charge.put_off, DEPENDS)
        if own is asking or put_off.for_purpose(Purpose.RECORD) is not Certainty.YES:
            return (put_off if own is asking else _of_part(charge, asking)).for_purpose(purpose)
    if charge.died_pending_review:
        return _ABATED.get(own.abatement, Certainty.POSSIBLY)
    return Certainty.YES


def _counts(charge: ChargeState, own: Policies, asking: Policies) -> Counts | None:
    """Return the policy on a state short of a standing conviction; ``None`` if nothing is left of one."""
    infraction = charge.proceeding is Proceeding.INFRACTION and charge.severity is SeverityClass.INFRACTION
    if infraction and charge.conviction is Conviction.ADJUDICATED:
        named = asking.infraction_is_conviction.named
        record = own.infraction_is_conviction.named.get(Purpose.RECORD)
        return Counts({**named, Purpose.RECORD: record}, asking.infraction_is_conviction.otherwise)
    if charge.proceeding is not Proceeding.CRIMINAL:
        return None if charge.conviction in _NOTHING else _NOT_CRIMINAL[charge.proceeding]
    if charge.conviction is Conviction.WITHHELD:
        counts = _of_deferral(charge, asking)
        return _unless_adjudicated(counts) if _may_be_adjudicated(charge) else counts
    if charge.conviction in (Conviction.NONE, Conviction.VACATED):
        return _of_diversion(charge, asking) or _of_plea_taken_back(charge, asking) or _of_what_is_missing(charge)
    if charge.conviction is Conviction.SET_ASIDE:
        return _of_set_aside(charge, own, asking)
    return {
        Conviction.FOUND: _of_finding(charge, asking),
        Conviction.DISMISSED: asking.deferred_sentence_is_conviction,
        Conviction.PARDONED: _on_its_terms(asking.pardon_is_conviction, own.pardon_is_conviction),
        Conviction.UNKNOWN: DEPENDS,
    }.get(charge.conviction)


def _of_diversion(charge: ChargeState, asking: Policies) -> Counts | None:
    """Return the policy on a diversion after an admission of guilt; ``None`` if there is none."""
    events = [entry.event for entry in charge.since_brought("deferrals")]
    last = next((e for e in reversed(events) if isinstance(e, DiversionStarted | DiversionFailed)), None)
    criminal = charge.proceeding is Proceeding.CRIMINAL and charge.phase in _DIVERTED
    if not isinstance(last, DiversionStarted) or not criminal:
        return None
    admitted = last.admitted if last.admitted is not None else charge.plea in _OF_GUILT
    return asking.diversion_is_conviction if admitted else None


def _of_plea_taken_back(charge: ChargeState, asking: Policies) -> Counts | None:
    """
    Return the policy on a judgment, or one withheld, that fell with its plea; ``None`` if none did.

    A judgment that fell on the merits does not count. Some purposes count one that fell for rehabilitation alone.
    """
    moved = charge.moved_by("conviction")
    event = moved.event if moved else None
    withheld = any(isinstance(entry.event, AdjudicationDeferred) for entry in charge.since_brought("deferrals"))
    fell = charge.conviction is Conviction.VACATED or withheld
    if not isinstance(event, PleaSetAside | PleaWithdrawn) or not fell or event.ground is VacaturGround.MERITS:
        return None
    if event.ground is not VacaturGround.REHABILITATION:
        return asking.vacated_is_conviction
    counts = asking.rehabilitated_is_conviction
    return Counts({**counts.named, Purpose.RECORD: False}, counts.otherwise)


def _of_what_is_missing(charge: ChargeState) -> Counts | None:
    """Where later acts suggest a conviction that the file lacks, it is not known; ``None`` for any other charge."""
    suggested = charge.phase in _CONVICTED or (charge.phase is Phase.NOT_CHARGED and charge.pardoned)
    presupposed = charge.conviction is Conviction.NONE and (suggested or bool(charge.reviews_of_nothing))
    return DEPENDS if presupposed and charge.proceeding is Proceeding.CRIMINAL else None


def _of_finding(charge: ChargeState, asking: Policies) -> Counts:
    """Return the policy on a finding of guilt; where later acts presuppose a judgment, there may be one."""
    counts = asking.finding_is_conviction
    if charge.phase is Phase.FOUND_GUILTY:
        return counts
    return _unless_adjudicated(counts)


def _of_set_aside(charge: ChargeState, own: Policies, asking: Policies) -> Counts | None:
    """Return the policy on a conviction set aside; ``None`` where that was on the merits."""
    ground, counts = charge.set_aside_ground, asking.set_aside_is_conviction
    if ground is VacaturGround.MERITS:
        return None
    moved, of_others = charge.moved_by("conviction"), asking.rehabilitated_is_conviction
    if moved and isinstance(moved.event, PleaSetAside | PleaWithdrawn):
        counts = Counts({**counts.named, **of_others.named, Purpose.RECORD: False}, counts.otherwise)
    elif ground is VacaturGround.REHABILITATION:
        counts = _rehabilitated(asking)
    else:
        counts = _set_aside(charge, asking)
    return _on_its_terms(counts, own.set_aside_is_conviction)


def _rehabilitated(asking: Policies) -> Counts:
    """Return the policy on a conviction set aside for rehabilitation."""
    counts = asking.set_aside_is_conviction
    unsaid = {Purpose.RECORD: counts.otherwise}
    return Counts({**asking.rehabilitated_is_conviction.named, **unsaid, **counts.named}, counts.otherwise)


def _on_its_terms(counts: Counts, own: Counts) -> Counts:
    """
    Return the policy on relief, as its own terms have it for federal firearms.

    Relief that expressly keeps the bar on firearms leaves a conviction for that purpose (18 USC 921(a)(20)). Whether it
    keeps the bar is the law of the place that gave it, which a bar of its own on firearms shows as well (Caron v.
    United States, 524 U.S. 308). Where that law is not known, the terms of the relief are not.
    """
    of_its_own = own.named.get(Purpose.STATE_FIREARMS, own.otherwise)
    kept = own.named.get(Purpose.FEDERAL_FIREARMS, of_its_own)
    return Counts({**counts.named, Purpose.FEDERAL_FIREARMS: kept}, counts.otherwise)


def _set_aside(charge: ChargeState, asking: Policies) -> Counts:
    """Return the policy on a set-aside; one on a ground that no source says may have been on the merits."""
    orders = [each.event for each in charge.since_found("relief") if isinstance(each.event, ConvictionSetAside)]
    counts = asking.set_aside_is_conviction
    if orders and all(each.ground is VacaturGround.REHABILITATION for each in orders):
        return counts
    may = {purpose: None for purpose, count in asking.vacated_is_conviction.named.items() if count is None}
    weaker = {purpose: may.get(purpose, count) if count else count for purpose, count in counts.named.items()}
    return Counts(weaker, counts.otherwise)


def _of_part(charge: ChargeState, asking: Policies) -> Counts:
    """Return the policy on a part of a sentence that defers judgment; a part without terms is not known to count."""
    return DEPENDS if charge.put_off is ComponentKind.UNCONDITIONAL_DISCHARGE else _of_deferral(charge, asking)


def _may_be_adjudicated(charge: ChargeState) -> bool:
    """Return whether later acts presuppose, or suggest, that the court gave the judgment that it had withheld."""
    revoked = charge.phase is Phase.DEFERRED and charge.supervision is Supervision.REVOKED
    return revoked or charge.phase in _CONVICTED


def _unless_adjudicated(counts: Counts) -> Counts:
    """Return the policy on what is no conviction unless a judgment that the file lacks made it one."""
    return Counts({purpose: count or None for purpose, count in counts.named.items()}, counts.otherwise or None)


def _of_deferral(charge: ChargeState, asking: Policies) -> Counts:
    """Return the policy on a deferred judgment; without a finding of guilt it is not known whether it counts."""
    counts = asking.deferral_is_conviction.get(charge.deferral or DeferralKind.UNKNOWN, DEPENDS)
    guilt = charge.found is Found.GUILTY
    unknown = {purpose: None for purpose, count in counts.named.items() if count}
    return counts if guilt else Counts({**counts.named, **unknown}, counts.otherwise)
