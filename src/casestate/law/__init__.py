"""
The law as data.

One declarative transition table (:mod:`casestate.law.tables`) states which act may follow which. Legality checks,
findings and the fold are derived from it.
"""

from typing import TYPE_CHECKING, Any

from casestate.law import places
from casestate.law.checking import Check, Doubt, check
from casestate.law.conviction import is_conviction
from casestate.law.findings import Finding, FindingType, Severity
from casestate.law.generic import GENERIC
from casestate.law.grades import GradeOrder
from casestate.law.headlines import Headline, Status, headline
from casestate.law.moves import Fit
from casestate.law.places import PROCEDURES
from casestate.law.policies import Cited, Counts, Mark, Policies, Purpose
from casestate.law.procedure import Procedure
from casestate.law.rows import Row, Scope, row
from casestate.law.transition import Machine

if TYPE_CHECKING:
    from casestate.law.jurisdictions import US_FEDERAL, US_NEW_MEXICO
    from casestate.law.places import ENGLAND_AND_WALES, US_CALIFORNIA

__all__ = [
    "ENGLAND_AND_WALES",
    "GENERIC",
    "PROCEDURES",
    "US_CALIFORNIA",
    "US_FEDERAL",
    "US_NEW_MEXICO",
    "Check",
    "Cited",
    "Counts",
    "Doubt",
    "Finding",
    "FindingType",
    "Fit",
    "GradeOrder",
    "Headline",
    "Machine",
    "Mark",
    "Policies",
    "Procedure",
    "Purpose",
    "Row",
    "Scope",
    "Severity",
    "Status",
    "check",
    "headline",
    "is_conviction",
    "row",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(places, name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
