"""
Hypothesis profiles, and the PostgreSQL server of a run.

The profile is ``dev`` by default, ``ci`` where CI is set, or the one named in HYPOTHESIS_PROFILE. ``gate`` and ``few``
draw the same examples each time, so that the verdict on a commit depends on the commit alone; ``dev`` and ``ci`` draw
new ones. ``few`` is for the run that measures coverage, ``long`` for hostile runs. A slow machine fails none of them.
All other settings are the defaults of Hypothesis, not those that it chooses where CI is set.
"""

import os

import pytest
import server
from hypothesis import HealthCheck, settings

plain = settings.get_profile("default")
settings.register_profile("dev", plain, max_examples=25, deadline=None)
settings.register_profile("ci", plain, max_examples=60, deadline=None, print_blob=True)
same = settings(plain, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("gate", same, max_examples=10)
settings.register_profile("few", same, max_examples=8)
settings.register_profile("long", same, derandomize=False, database=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "dev"))


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        server.reserve()


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        server.stop()
