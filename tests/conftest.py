"""
Hypothesis profiles: ``dev`` by default, ``ci`` where CI is set, or the one named in HYPOTHESIS_PROFILE.

``gate`` and ``few`` draw the same examples each time, so that the verdict on a commit depends on it alone; ``dev``
and ``ci`` draw new ones. ``few`` is for a run that asks something else of the tests: which lines they reach.
"""

import os

from hypothesis import settings

settings.register_profile("dev", max_examples=25, deadline=None)
settings.register_profile("ci", max_examples=60, deadline=None, print_blob=True)
settings.register_profile("gate", max_examples=10, deadline=None, derandomize=True)
settings.register_profile("few", max_examples=8, deadline=None, derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "dev"))
