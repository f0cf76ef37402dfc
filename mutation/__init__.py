"""
Mutation testing: change one small thing in the core at a time, and see whether a test fails.

Importing this package comes first: it keeps Hypothesis from loading its plugins, ours among them. A plugin would load
casestate before a mutant is in place. Each judged process loads the plugins itself, after the change.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
os.environ["HYPOTHESIS_NO_PLUGINS"] = "1"
sys.path[:0] = [str(ROOT / each) for each in ("src", "tests", "examples", "examples/rust")]
