"""
What it costs to find what is doubtful: ``python -m benchmarks.checking``, in processor time, the best of several runs.

Each file has answered for the states of its defendants, and is asked for its findings: those of folding, of acts whose
order is open, and of the checks of the law, which are also measured alone.
"""

import argparse
import gc
from collections.abc import Callable, Sequence
from functools import partial
from time import process_time

from benchmarks.history import Shape, asked, entries_of, steps
from casestate import CaseFile, Procedure
from casestate.law.checking import check_defendant
from casestate.state import DefendantState

SHAPES = (Shape(5, 10, 100), Shape(100, 5, 10), Shape(1, 1, 5_000))


def best(repeat: int, work: Callable[[], object]) -> float:
    """The processor time in seconds of the shortest run."""
    runs = []
    for _ in range(repeat):
        gc.collect()
        began = process_time()
        work()
        runs.append(process_time() - began)
    return min(runs)


def _findings(case: CaseFile) -> None:
    _ = case.at().findings


def _checks(states: Sequence[DefendantState], law: Procedure, met: frozenset[str]) -> None:
    for each in states:
        check_defendant(each, law, met=met)


def main() -> None:
    """Print the figures, in events a second."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=7, help="runs of each work (7)")
    repeat = parser.parse_args().repeat
    print(f"{'events/s':18} {'findings':>12} {'checks alone':>14}")
    for shape in SHAPES:
        entries = entries_of(steps(shape))
        case = asked(entries)
        view = case.at()
        states, law = [view[who].state for who in view.defendants], view.procedure
        met = law.needs_met([entry.event for entry in entries])
        found = best(repeat, partial(_findings, case))
        checked = best(repeat, partial(_checks, states, law, met))
        print(f"{shape!s:18} {len(entries) / found:12,.0f} {len(entries) / checked:14,.0f}", flush=True)


if __name__ == "__main__":
    main()
