"""Whether a charge stands as a conviction: that depends on what stands, on the purpose and on the jurisdiction."""

from casestate.events import AdjudicationDeferred, DeferralKind, PleaKind
from casestate.law.jurisdictions import GENERIC
from casestate.law.policies import DEPENDS, NEVER, NOT_ON_RECORD, Abatement, Counts, ExpungeEffect, Policies, Purpose
from casestate.law.procedure import Procedure
from casestate.state import ChargeState, Proceeding
from casestate.state.axes import Conviction, Phase, Visibility
from casestate.when import Certainty

_ABATED = {
    Abatement.AB_INITIO: Certainty.NO,
    Abatement.NOTE_AND_STAND: Certainty.YES,
    Abatement.SUBSTITUTION: Certainty.YES,
}
_NOT_CRIMINAL = {
    Proceeding.INFRACTION: NOT_ON_RECORD,
    Proceeding.PETITION: NOT_ON_RECORD,
    Proceeding.VIOLATION: NEVER,
}
"""A juvenile adjudication and an infraction count for some purposes in some places. A violation is no new finding."""
READS = frozenset(
    [
        "abatement",
        "component_is_conviction",
        "deferral_is_conviction",
        "deferred_sentence_is_conviction",
        "expunge_effect",
        "finding_is_conviction",
        "pardon_is_conviction",
        "set_aside_is_conviction",
    ]
)
"""The policies that :func:`is_conviction` reads."""
_NOTHING = (Conviction.NONE, Conviction.VACATED, Conviction.REVERSED)


def is_conviction(
    charge: ChargeState, for_purpose: Purpose | str = Purpose.RECORD, procedure: Procedure = GENERIC
) -> Certainty:
    """
    Return whether a charge stands as a conviction for this purpose under this law; POSSIBLY if the policy is unknown.

    An adjudicated conviction is in force while an appeal is pending, although it is not final: see ``charge.review``.
    A conviction that was vacated, reversed or merged, or that an appeal for trial anew left behind, is none. Neither is
    a finding on a charge that is not criminal: responsibility for an infraction, a juvenile petition proved, a
    violation of the terms of a sentence.

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
        charge: The state of the charge.
        for_purpose: The purpose for which it is asked.
        procedure: The law that answers.
    """
    policies = procedure.policies
    if charge.plea is PleaKind.RESPONSIBLE or charge.phase is Phase.ABATED:
        return Certainty.NO
    if charge.conviction is Conviction.ADJUDICATED and charge.proceeding is Proceeding.CRIMINAL:
        return _adjudicated(charge, for_purpose, policies)
    counts = _counts(charge, policies)
    return Certainty.NO if counts is None else counts.for_purpose(for_purpose)


def _adjudicated(charge: ChargeState, for_purpose: Purpose | str, policies: Policies) -> Certainty:
    """
    Return whether an adjudicated conviction counts.

    It does, unless a death pending appeal or an expungement may have undone it, or the sentence recorded in fact defers
    judgment.
    """
    if charge.put_off is not None:
        return policies.component_is_conviction.get(charge.put_off, DEPENDS).for_purpose(for_purpose)
    if charge.died_pending_review:
        return _ABATED.get(policies.abatement, Certainty.POSSIBLY)
    if charge.visibility is Visibility.EXPUNGED and policies.expunge_effect is not ExpungeEffect.ALMOST_NONE:
        return Certainty.POSSIBLY
    return Certainty.YES


def _counts(charge: ChargeState, policies: Policies) -> Counts | None:
    """Return the policy on what is less than a standing conviction; ``None`` where nothing is left of one."""
    if charge.proceeding is not Proceeding.CRIMINAL and charge.conviction not in _NOTHING:
        return _NOT_CRIMINAL[charge.proceeding]
    if charge.conviction is Conviction.WITHHELD:
        return policies.deferral_is_conviction.get(_deferral(charge), DEPENDS)
    return {
        Conviction.FOUND: policies.finding_is_conviction,
        Conviction.DISMISSED: policies.deferred_sentence_is_conviction,
        Conviction.PARDONED: policies.pardon_is_conviction,
        Conviction.SET_ASIDE: policies.set_aside_is_conviction,
    }.get(charge.conviction)


def _deferral(charge: ChargeState) -> DeferralKind:
    events = [entry.event for entry in charge.deferrals]
    return next((e.kind for e in reversed(events) if isinstance(e, AdjudicationDeferred)), DeferralKind.UNKNOWN)
