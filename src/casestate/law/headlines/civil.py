"""The headline rules of a civil claim and of a regulatory citation: the phase, and whether approval is on record."""

from casestate.law.headlines.notation import Clause, Qualifier, clause, qualifier
from casestate.state.axes import CitationPhase, ClaimPhase


def _by_phase(phases: type[ClaimPhase | CitationPhase]) -> tuple[Clause, ...]:
    """One clause a phase, in the words of the phase."""
    return tuple(
        [
            clause(f"phase-is-{phase.replace('_', '-')}", phase.value, phase.value, phase.replace("_", " "))
            for phase in phases
        ]
    )


def _approval(phase: str) -> tuple[Qualifier, ...]:
    """The qualifiers of a settlement in the phase in which it waits for any approval that it needs."""
    return (
        qualifier("approval-missing", f"{phase} approval!=none", "approval is not on record"),
        qualifier("approval-not-needed", f"{phase} approval=none", "no approval is needed"),
    )


CLAIM = _by_phase(ClaimPhase)
CLAIM_QUALIFIERS = _approval("settlement_agreed")
CITATION = _by_phase(CitationPhase)
CITATION_QUALIFIERS = _approval("settled")
