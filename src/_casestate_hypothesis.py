"""
The Hypothesis plugin of casestate.

The module stands beside the package, not in it: Hypothesis loads its plugins in every program of every environment that
has casestate installed, and a program that does not use casestate should not pay for importing it. Of the two, the one
imported second registers the types: Hypothesis calls :func:`register` here, and casestate calls
:func:`casestate.testing.registration.register` itself.
"""

import sys


def register() -> None:
    """Register the types of casestate with Hypothesis, if casestate has been imported."""
    if "casestate" in sys.modules:
        from casestate.testing import registration  # noqa: PLC0415  # see above

        registration.register()
