"""Hypothesis strategies for every value of the library: dates, terms, sources, events of every type, entries, files."""

import casestate.testing.extra  # noqa: F401  # isort: skip  # its error says how to install Hypothesis
from casestate.testing.strategies.disorder import messy
from casestate.testing.strategies.entries import entries, revisions
from casestate.testing.strategies.events import any_event, charge_acts, components, events, settlement_terms
from casestate.testing.strategies.histories import lawful
from casestate.testing.strategies.unlawful import can_arise, unlawful
from casestate.testing.strategies.values import days, days_near, lengths, moneys, sources, terms, texts, whens, words

__all__ = [
    "any_event",
    "can_arise",
    "charge_acts",
    "components",
    "days",
    "days_near",
    "entries",
    "events",
    "lawful",
    "lengths",
    "messy",
    "moneys",
    "revisions",
    "settlement_terms",
    "sources",
    "terms",
    "texts",
    "unlawful",
    "whens",
    "words",
]
