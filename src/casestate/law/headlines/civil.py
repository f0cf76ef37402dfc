"""
The headline rules of a civil claim and of a regulatory citation.

The clause is the phase in words. Qualifiers say whether a dismissal bars, whether a settlement has its approval, and
whether a higher court or a review body is still looking at it.
"""

from collections.abc import Mapping

from casestate.law.headlines.notation import Clause, Qualifier, clause, qualifier
from casestate.state.axes import CitationPhase, ClaimPhase


def _by_phase(phases: type[ClaimPhase | CitationPhase], words: Mapping[str, str]) -> tuple[Clause, ...]:
    """One clause a phase, in words of its own or in those of the phase."""
    plain = {phase: phase.replace("_", " ") for phase in phases}
    return tuple(
        [
            clause(f"phase-is-{phase.replace('_', '-')}", phase.value, phase.value, words.get(phase, plain[phase]))
            for phase in phases
        ]
    )


def _approval(phase: str) -> tuple[Qualifier, ...]:
    """The qualifiers of a settlement in the phase in which it waits for any approval that it needs."""
    return (
        qualifier("approval-missing", f"{phase} approval!=none", "approval is not on record"),
        qualifier("approval-not-needed", f"{phase} approval=none", "no approval is needed"),
    )


CLAIM = (
    clause("verdict-missing", "decided", "decided decisions!=claim.decided",
        "no verdict and no judgment is on record, though later acts are"),
    clause("judgment-missing", "judged", "judged decisions!=claim.decided",
        "no judgment is on record, though later acts are"),
    *[
        clause(f"{what}-{side}", phase, f"{phase} prevailing={side}", f"{what} for the {side}{more}")
        for phase, what, more in (("decided", "verdict", "; judgment is not on record"), ("judged", "judgment", ""))
        for side in ("claimant", "defendant")
    ],
    clause("verdict-for-another", "decided", "decided prevailing=unknown judgment_for!=absent",
        "verdict returned for a party that the source names; judgment is not on record"),
    clause("judgment-for-another", "judged", "judged prevailing=unknown judgment_for!=absent",
        "judgment entered for a party that the source names"),
    clause("judgment-by-consent", "judged", "judged prevailing=neither", "judgment entered by consent"),
    *_by_phase(ClaimPhase, {
        ClaimPhase.DECIDED: "verdict returned, for whom is not on record; judgment is not on record",
        ClaimPhase.JUDGED: "judgment entered; for whom is not on record",
        ClaimPhase.SATISFIED: "judgment satisfied",
        ClaimPhase.TERMINATED: "judgment or decree ended by the court",
        ClaimPhase.PERFORMED: "settlement performed",
        ClaimPhase.BREACHED: "settlement breached",
        ClaimPhase.REVERSED: "judgment reversed on appeal",
        ClaimPhase.DISMISSED_WITH_LEAVE: "dismissed with leave to amend",
    }),
)  # fmt: skip
CLAIM_QUALIFIERS = (
    qualifier("claim-barred", "dismissed prejudice=with", ", with prejudice"),
    qualifier("claim-not-barred", "dismissed prejudice=without", ", without prejudice"),
    qualifier("settled-before", "dismissed settlement_reached=yes", "a settlement was reached"),
    *_approval("settlement_agreed"),
    qualifier("claim-judgment-missing", "satisfied|terminated decisions!=claim.decided", "no judgment is on record"),
    qualifier("claim-judgment-stayed", "judged judgment_stayed=yes", "enforcement is stayed"),
    qualifier("claim-appeal-pending", "* review=pending", "an appeal is pending"),
)
CITATION = _by_phase(
    CitationPhase,
    {
        CitationPhase.APPROVED: "settled, and the settlement approved",
        CitationPhase.DECIDED: "affirmed or modified; no final order is on record",
        CitationPhase.FINAL: "final order entered",
    },
)
CITATION_QUALIFIERS = (
    *_approval("settled"),
    qualifier("citation-review-pending", "* review=pending", "review is pending"),
)
