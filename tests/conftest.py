"""
Hypothesis profiles: ``dev`` by default, ``ci`` where CI is set, or the one named in HYPOTHESIS_PROFILE.

``gate`` and ``few`` draw the same examples each time, so that the verdict on a commit depends on it alone; ``dev``
and ``ci`` draw new ones. ``few`` is for a run that asks something else of the tests: which lines they reach.
Nor does a slow machine fail them. What is not said here is as Hypothesis has it by default, and not as it has it where
CI is set.
"""

import os

from hypothesis import HealthCheck, settings

plain = settings.get_profile("default")
settings.register_profile("dev", plain, max_examples=25, deadline=None)
settings.register_profile("ci", plain, max_examples=60, deadline=None, print_blob=True)
same = settings(plain, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("gate", same, max_examples=10)
settings.register_profile("few", same, max_examples=8)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "dev"))
