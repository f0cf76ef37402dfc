"""
The testing kit: tests of legal state, the library's own and those in your code.

:func:`given` writes an example down as given, when, then, and needs nothing more. What draws examples,
:mod:`~casestate.testing.strategies` and :mod:`~casestate.testing.laws`, needs the extra ``testing``, which is
Hypothesis. The pytest plugin comes with the library.
"""

from casestate.testing.scenario import Proposal, Scenario, given

__all__ = ["Proposal", "Scenario", "given"]
