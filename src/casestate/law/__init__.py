"""
The law as data.

One declarative transition table (:mod:`~casestate.law.criminal`, :mod:`~casestate.law.civil`,
:mod:`~casestate.law.regulatory`) is the only place that knows which act may follow which. Legality checks, findings and
the fold are derived from it.
"""

from casestate.law.findings import Finding, Severity
from casestate.law.headlines import Headline, headline
from casestate.law.procedure import GENERIC, PROCEDURES, Procedure
from casestate.law.transition import Fit, Machine, Standing, Transition

__all__ = [
    "GENERIC",
    "PROCEDURES",
    "Finding",
    "Fit",
    "Headline",
    "Machine",
    "Procedure",
    "Severity",
    "Standing",
    "Transition",
    "headline",
]
