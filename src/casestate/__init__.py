"""
The legal state of each defendant: as of when, as known when, according to whom, and why.

Developments of a legal matter are recorded as immutable events in an append-only :class:`CaseFile`, and folded into the
state of each defendant as of any day. Nothing is guessed: an unknown is a value.
"""

from casestate.casefile import CaseFile
from casestate.codec import dump, dumps, load, loads
from casestate.engine.coordinates import Clearance, Clock, Coordinates, Reading
from casestate.entries import Entry
from casestate.errors import CasestateError
from casestate.explain.diff import Cause, Change
from casestate.explain.grid import Grid, grid
from casestate.explain.spells import Passing, Spell
from casestate.explain.statements import Fate, Statement
from casestate.explain.why import Reason, Why
from casestate.law import GENERIC, US_FEDERAL, US_NEW_MEXICO, Finding, Headline, Procedure, Severity
from casestate.sources import UNKNOWN_SOURCE, Basis, Source
from casestate.terms import Money, Term
from casestate.view import View
from casestate.when import UNDATED, Certainty, Precision, When

__all__ = [
    "GENERIC",
    "UNDATED",
    "UNKNOWN_SOURCE",
    "US_FEDERAL",
    "US_NEW_MEXICO",
    "Basis",
    "CaseFile",
    "CasestateError",
    "Cause",
    "Certainty",
    "Change",
    "Clearance",
    "Clock",
    "Coordinates",
    "Entry",
    "Fate",
    "Finding",
    "Grid",
    "Headline",
    "Money",
    "Passing",
    "Precision",
    "Procedure",
    "Reading",
    "Reason",
    "Severity",
    "Source",
    "Spell",
    "Statement",
    "Term",
    "View",
    "When",
    "Why",
    "dump",
    "dumps",
    "grid",
    "load",
    "loads",
]
