"""
Headline statuses: one word derived from the axes by ordered rules, the first that fits. Each names its rule.

A headline is for showing. Whatever must be right is asked of the axes.
"""

from collections.abc import Sequence
from typing import TypeVar

import attrs

from casestate.events import ApprovalNeeded
from casestate.law.charge_rules import CHARGE_RULES, Rule, Status
from casestate.law.defendant_rules import DEFENDANT_RULES
from casestate.state import ChargeState, CitationState, ClaimState, DefendantState
from casestate.state.axes import CitationPhase, ClaimPhase

S = TypeVar("S")

__all__ = ["CHARGE_RULES", "DEFENDANT_RULES", "Headline", "Rule", "Status", "headline"]


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
