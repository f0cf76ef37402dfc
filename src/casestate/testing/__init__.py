"""
The testing kit: property-based tests of legal state transitions, the library's own and those in your code.

It needs the extra ``testing``, which is Hypothesis.
"""

from casestate.testing import strategies

__all__ = ["strategies"]
