"""
Places whose law is written as data, each in a file of its own, as a user would write it.

The files follow the guide *Derive another jurisdiction's procedure*, and use nothing that it does not offer.
"""

from types import MappingProxyType

from casestate.law.jurisdictions import GENERIC, US_FEDERAL, US_NEW_MEXICO
from casestate.law.places.england_and_wales import ENGLAND_AND_WALES
from casestate.law.places.us_california import US_CALIFORNIA

__all__ = ["ENGLAND_AND_WALES", "PROCEDURES", "US_CALIFORNIA"]

_ALL = (GENERIC, US_FEDERAL, US_NEW_MEXICO, ENGLAND_AND_WALES, US_CALIFORNIA)

PROCEDURES = MappingProxyType({each.name: each for each in _ALL})
"""The procedures that the heading of a file may name."""
