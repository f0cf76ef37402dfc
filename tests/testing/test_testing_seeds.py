"""Drawn histories do not depend on the hash seed: two processes with two seeds draw the same."""

import os
import subprocess
import sys

import pytest

DRAWN = """
from hypothesis import Phase, given, settings
from casestate.testing.code import as_code
from casestate.testing.strategies import lawful, messy

@settings(max_examples=20, derandomize=True, database=None, deadline=None, phases=[Phase.generate])
@given(lawful(), messy())
def tell(one, other):
    print(as_code(one), as_code(other), one.at().findings, other.at().findings)

tell()
"""


@pytest.mark.long
def test_histories_are_the_same_whatever_the_seed_of_hashes() -> None:
    told = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        ran = subprocess.run(
            [sys.executable, "-c", DRAWN], env=environment, capture_output=True, encoding="utf-8", check=True
        )
        told.add(ran.stdout)
    assert len(told) == 1
    assert told.pop().count("CaseFile(") >= 40
