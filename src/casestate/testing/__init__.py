"""
The testing kit, for the library's own tests of legal state and for yours.

:func:`given` states an example as given, when, then, and needs no extra. The modules that draw examples,
:mod:`~casestate.testing.strategies` and :mod:`~casestate.testing.laws`, need Hypothesis, which the extra ``testing``
installs. The pytest plugin comes with the library.
"""

from casestate.testing.scenario import Proposal, Scenario, given

__all__ = ["Proposal", "Scenario", "given"]
