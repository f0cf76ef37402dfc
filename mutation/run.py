"""
Mutation testing of the core: ``python -m mutation.run``.

Prints for each part how many mutants the tests kill, and every survivor that ``equivalent.toml`` does not explain; ends
with status 1 if there is one.
"""

import argparse
import json
import multiprocessing
import os
import tomllib
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from mutation import ROOT
from mutation.judge import PROFILE, Verdict, in_place_of, judge
from mutation.mutants import Mutant, lot, mutants
from mutation.rows import PATH, rows
from mutation.suites import NOT, SUITES, Suite

SEED = 2026
FORK = multiprocessing.get_context("fork")


def main() -> int:
    """Judge the mutants of the parts named, or of all."""
    asked = _arguments()
    os.chdir(ROOT)
    os.environ["HYPOTHESIS_PROFILE"] = PROFILE
    explained = _explained()
    unexplained = 0
    print("part      mutants  judged  killed  share  explained  left", flush=True)
    for part in asked.parts or SUITES:
        unexplained += _part(part, SUITES[part], asked, explained)
    return 1 if unexplained else 0


def _part(part: str, suite: Suite, asked: argparse.Namespace, explained: set[tuple[str, str]]) -> int:
    with ProcessPoolExecutor(1, FORK) as apart:
        drawn, every = apart.submit(_drawn, part, suite, asked.sample).result()
    stages = [(tests, _allowance(tests)) for tests in suite.stages]
    with ProcessPoolExecutor(asked.jobs, FORK) as workers:
        verdicts = []
        for mutant, verdict in zip(drawn, workers.map(partial(_verdict, stages), drawn), strict=True):
            verdicts.append(verdict)
            _log(asked.log, [part, mutant.path, mutant.name, verdict.value])
    counts = Counter(verdicts)
    judged = len(drawn) - counts[Verdict.UNLOADABLE]
    alive = [mutant for mutant, verdict in zip(drawn, verdicts, strict=True) if verdict is Verdict.SURVIVED]
    left = [mutant for mutant in alive if (mutant.path, mutant.name) not in explained]
    killed = judged - len(alive)
    share = f"{killed / max(judged, 1):.1%}"
    print(f"{part:8} {every:8} {judged:7} {killed:7} {share:>6} {len(alive) - len(left):10} {len(left):5}", flush=True)
    for mutant in left:
        print(f"    {mutant.path}  {mutant.name}", flush=True)
    return len(left)


def _log(log: Path | None, told: list[str]) -> None:
    if log is not None:
        with log.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(told, ensure_ascii=False) + "\n")


def _drawn(part: str, suite: Suite, most: int | None) -> tuple[list[Mutant], int]:
    if part == "tables":
        every = rows(ROOT)
        return lot(every, most, SEED), len(every)
    paths = [path for pattern in suite.files for path in sorted((ROOT / "src/casestate").glob(pattern))]
    return mutants(ROOT, [str(path.relative_to(ROOT)) for path in paths], most, SEED)


def _allowance(tests: Sequence[str]) -> float:
    """The processor time that a mutant may take: several times that of the unchanged file, which must pass."""
    verdict, took = judge(lambda: None, _selected(tests), 600)
    if verdict is not Verdict.SURVIVED:
        raise SystemExit(f"the tests fail on the unchanged file: {' '.join(tests)}")
    return 3 * took + 5


def _verdict(stages: Sequence[tuple[Sequence[str], float]], mutant: Mutant) -> Verdict:
    path = ROOT / (mutant.path if mutant.path.endswith(".py") else PATH)
    for tests, seconds in stages:
        verdict, _ = judge(in_place_of(path, mutant.code), _selected(tests), seconds)
        if verdict is not Verdict.SURVIVED:
            return verdict
    return Verdict.SURVIVED


def _selected(tests: Sequence[str]) -> list[str]:
    return ["-k", NOT, *tests]


def _explained() -> set[tuple[str, str]]:
    told = tomllib.loads((ROOT / "mutation/equivalent.toml").read_text(encoding="utf-8"))
    return {(path, each["mutant"]) for path, listed in told.items() for each in listed}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument(
        "parts", nargs="*", choices=[[], *SUITES], help="the parts to judge; all of them if none is named"
    )
    parser.add_argument("--sample", type=int, default=None, help="judge so many mutants of each part, drawn by lot")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="how many to judge at once")
    parser.add_argument("--log", type=Path, help="write every verdict to this file")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
