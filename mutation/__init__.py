"""What the tests are worth: the core is changed in one small thing at a time, and some test should fail."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / each) for each in ("src", "tests", "examples", "examples/rust")]
