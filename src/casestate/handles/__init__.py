"""
Handles: a defendant, charge, claim or citation at the coordinates of a view.

A handle is not a state. Imprecise dates may leave several states possible; a handle answers what all of them agree on,
and raises :class:`casestate.errors.AmbiguousState` for the rest.
"""

from casestate.handles.defendant import Defendant
from casestate.handles.handle import Answered, Handle
from casestate.handles.parts import Charge, Citation, Claim

__all__ = ["Answered", "Charge", "Citation", "Claim", "Defendant", "Handle"]
