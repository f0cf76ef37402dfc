"""What it costs a program to import casestate: ``python -m benchmarks.importing``, best of many processes."""

import argparse
import os
import resource
import subprocess
import sys
from pathlib import Path
from time import perf_counter

SHOWN = Path(__file__).parent.parent / "tests" / "law" / "findings" / "ambiguous-order.jsonl"
PROGRAMS = {
    "python alone": "pass",
    "attrs": "import attrs",
    "hypothesis": "import hypothesis",
    "casestate": "import casestate",
    "events": "import casestate.events",
    "CaseFile": "from casestate import CaseFile",
    "a first answer": (
        "from casestate import CaseFile; from casestate.events import ChargeFiled; "
        "CaseFile('c').record(ChargeFiled(on='2023', defendant='A', charge='1')).at().charge('A', '1').phase"
    ),
    "casestate show": f"from casestate.cli import main; main(['show', {str(SHOWN)!r}])",
}
"""Each program by what it imports. Without Hypothesis installed its line is left out."""


def measured(repeat: int) -> dict[str, tuple[float, float]]:
    """Return the shortest elapsed and processor time of each program, in ms; the programs run in turn."""
    best = {name: (float("inf"), float("inf")) for name in PROGRAMS}
    for _ in range(repeat + 1):
        for name, program in PROGRAMS.items():
            spent = _run(program)
            if spent is None:
                best.pop(name, None)
            elif name in best:
                best[name] = (min(best[name][0], spent[0]), min(best[name][1], spent[1]))
    return best


def _run(program: str) -> tuple[float, float] | None:
    """The elapsed and processor time of one process, which may write compiled modules for the next."""
    source = Path(__file__).parent.parent / "src"
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
    ran = subprocess.run(
        [sys.executable, "-c", program],
        env=environment | {"PYTHONPATH": str(source)},
        capture_output=True,
        check=False,
    )
    elapsed, after = perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return None if ran.returncode else (elapsed * 1e3, processor * 1e3)


def main() -> None:
    """Print the figures. Nothing fails when a budget is missed."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--repeat", type=int, default=20, help="processes of each program (20)")
    repeat = arguments.parse_args().repeat
    print(f"best of {repeat}, ms       elapsed  processor   budget")
    for name, (elapsed, processor) in measured(repeat).items():
        budget = "<= 100" if name == "casestate" else ""
        print(f"{name:22} {elapsed:8.0f} {processor:10.0f}   {budget}")


if __name__ == "__main__":
    main()
