"""The examples are scripts beside their own modules; this makes both importable."""

import sys
from pathlib import Path

EXAMPLES = Path(__file__).parents[2] / "examples"
sys.path[:0] = [str(EXAMPLES), str(EXAMPLES / "rust"), str(EXAMPLES / "record_clearing")]
