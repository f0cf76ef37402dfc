"""Approval: a settlement that needs it binds once it has it (FRCP 23(e); Collins v. Tabet; 29 CFR 2200.100)."""

from collections.abc import Iterator

from casestate.entries import Entry
from casestate.events import (
    ApprovalNeeded,
    CitationSettled,
    CitationSettlementApproved,
    ClaimDismissed,
    Prejudice,
    SettlementAgreed,
    SettlementApproved,
    SettlementPerformed,
)
from casestate.events.wording import done
from casestate.law.checking import Doubt, raising
from casestate.law.findings import missing_step
from casestate.law.policies import Policies
from casestate.state import CitationState, ClaimState
from casestate.state.axes import CitationPhase, ClaimPhase

_NOT_NEEDED = (None, ApprovalNeeded.NONE, ApprovalNeeded.UNKNOWN)


@raising(
    missing_step("approval"),
    reads=("phase", "settlements.approval", "endings.prejudice", "policies.private_settlement_approval"),
    needs=("approval",),
)
def claim_settled_without_approval(claim: ClaimState, policies: Policies) -> Iterator[Doubt]:
    """C09, C10: a settlement that needs approval is not performed, and does not end the claim, without it."""
    last = claim.settlements[-1] if claim.settlements else None
    if last is not None and not isinstance(last.event, SettlementPerformed):
        last = _dismissed_on_it(claim)
    if last is not None and _needs(claim.approval, policies) and not _approved(claim):
        yield _unapproved(claim, last)


def _needs(approval: ApprovalNeeded | None, policies: Policies) -> bool:
    needing = policies.private_settlement_approval
    return approval not in _NOT_NEEDED and (needing is None or approval in needing)


def _dismissed_on_it(claim: ClaimState) -> Entry | None:
    """Return the dismissal with prejudice that followed a settlement agreed."""
    last = claim.endings[-1] if claim.endings else None
    agreed = isinstance(claim.settlements[-1].event, SettlementAgreed)
    if last is None or claim.phase is not ClaimPhase.DISMISSED or not agreed:
        return None
    with_prejudice = isinstance(last.event, ClaimDismissed) and last.event.prejudice is Prejudice.WITH
    return last if with_prejudice else None


def _approved(claim: ClaimState) -> bool:
    """Return whether the last settlement agreed was approved."""
    events = [entry.event for entry in claim.settlements]
    return isinstance(
        [e for e in events if isinstance(e, SettlementApproved | SettlementAgreed)][-1], SettlementApproved
    )


@raising(missing_step("approval"), reads=("phase", "issuing.approval"), needs=("approval",))
def citation_settled_without_approval(citation: CitationState) -> Iterator[Doubt]:
    """G03, G04: a settlement that needs approval makes the citation neither final nor paid without it."""
    final = citation.moved_by("phase")
    events = [entry.event for entry in citation.issuing]
    last = next((e for e in reversed(events) if isinstance(e, CitationSettled | CitationSettlementApproved)), None)
    if final is None or citation.phase not in (CitationPhase.FINAL, CitationPhase.PAID):
        return
    if isinstance(last, CitationSettled) and last.approval not in _NOT_NEEDED:
        yield _unapproved(citation, final)


def _unapproved(state: ClaimState | CitationState, entry: Entry) -> Doubt:
    return Doubt(
        f"{done(entry.event, state.subject)}, but the file has no approval before it; the settlement needs it to "
        "bind (FRCP 23(e); Collins v. Tabet; 29 CFR 2200.100)",
        entry,
    )
