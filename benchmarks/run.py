"""Run the benchmarks: ``python benchmarks/run.py``; see the README beside it."""

import runpy
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
runpy.run_module("benchmarks.suite", run_name="__main__", alter_sys=True)
