"""
Headlines: a status and words, derived from the axes of a state.

A headline consists of a primary clause, the first of one ordered list that fits, and of qualifiers, each of which
applies whatever the clause is. A rule holds the status, the short words and the sentence for print. Its place in the
list is its rank among the charges of a defendant.
"""

from casestate.law.headlines.charge import Status
from casestate.law.headlines.composing import Headline, agreed, headline
from casestate.law.headlines.notation import Clause, Qualifier, clause, qualifier
from casestate.law.headlines.rules import HEADLINES, Rules
from casestate.law.headlines.sentences import fairly_said, said_of_charges

__all__ = [
    "HEADLINES",
    "Clause",
    "Headline",
    "Qualifier",
    "Rules",
    "Status",
    "agreed",
    "clause",
    "fairly_said",
    "headline",
    "qualifier",
    "said_of_charges",
]
