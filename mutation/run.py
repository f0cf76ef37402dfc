"""
Mutation testing of the core: ``python -m mutation.run``.

Prints for each part how many mutants the tests kill, and every survivor that ``equivalent.toml`` does not explain. Ends
with status 1 if there is one.
"""

import argparse
import json
import multiprocessing
import os
import random
import tomllib
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from mutation import ROOT
from mutation import rows as tables
from mutation.canary import canary
from mutation.judge import PROFILE, Stage, Verdict, end_on_signals, in_place_of, judge, judge_all, seconds_for
from mutation.mutants import Mutant, lot, mutants
from mutation.suites import OPTIONS, SUITES, Suite


def main() -> int:
    """Judge the mutants of the parts named, or of all."""
    asked = _arguments()
    end_on_signals()
    os.chdir(ROOT)
    os.environ["HYPOTHESIS_PROFILE"] = PROFILE
    explained = _explained()
    unexplained = 0
    print(f"seed {asked.seed}", flush=True)
    print("part      mutants  judged  killed  share  explained  left", flush=True)
    for part in asked.parts or SUITES:
        unexplained += _part(part, SUITES[part], asked, explained)
    return 1 if unexplained else 0


def _part(part: str, suite: Suite, asked: argparse.Namespace, explained: set[tuple[str, str]]) -> int:
    """Judge one part, print its line and its survivors, and return how many of these are not explained."""
    stages = [Stage(tests, seconds_for(tests)) for tests in _tests(part, suite)]
    _see_the_canary_die(part, suite, stages)
    drawn, every = _drawn(part, suite, asked.sample, asked.seed)
    verdicts = dict.fromkeys(range(len(drawn)), Verdict.SURVIVED)

    def report(place: int, verdict: Verdict) -> None:
        verdicts[place] = verdict
        _log(asked.log, [part, drawn[place].place, drawn[place].name, verdict.value])

    judge_all([in_place_of({mutant.path: mutant.code}) for mutant in drawn], stages, asked.jobs, report)
    counts = Counter(verdicts.values())
    judged = len(drawn) - counts[Verdict.UNLOADABLE]
    alive = [drawn[place] for place, verdict in verdicts.items() if verdict is Verdict.SURVIVED]
    left = [mutant for mutant in alive if (mutant.place, mutant.name) not in explained]
    killed = judged - len(alive)
    share = f"{killed / max(judged, 1):.1%}"
    print(f"{part:8} {every:8} {judged:7} {killed:7} {share:>6} {len(alive) - len(left):10} {len(left):5}", flush=True)
    for mutant in left:
        print(f"    {mutant.place}  {mutant.name}", flush=True)
    return len(left)


def _tests(part: str, suite: Suite) -> list[list[str]]:
    """Return the tests of each stage. Before all others come the files named after the part, since they are quick."""
    named = [str(path.relative_to(ROOT)) for path in sorted((ROOT / "tests").glob(f"*/test_{part}*.py"))]
    return [[*OPTIONS, *stage] for stage in (named, *suite.stages) if stage]


def _see_the_canary_die(part: str, suite: Suite, stages: list[Stage]) -> None:
    changed = tables.canary() if part == "tables" else canary(suite.paths())
    verdict = judge(in_place_of(changed), stages)
    if verdict is not Verdict.KILLED:
        raise SystemExit(
            f"the canary of {part} {verdict.value}: the tests do not see changed files, no figure would count"
        )


def _log(log: Path | None, line: list[str]) -> None:
    if log is not None:
        with log.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(line, ensure_ascii=False) + "\n")


def _drawn(part: str, suite: Suite, most: int | None, seed: int) -> tuple[list[Mutant], int]:
    """Return the mutants to judge and how many there are in all."""
    if part != "tables":
        return mutants(suite.paths(), most, seed)
    with ProcessPoolExecutor(1, multiprocessing.get_context("fork")) as apart:
        every = apart.submit(tables.rows).result()
    return lot(every, most, seed), len(every)


def _explained() -> set[tuple[str, str]]:
    equivalent = tomllib.loads((ROOT / "mutation/equivalent.toml").read_text(encoding="utf-8"))
    return {(place, each["mutant"]) for place, listed in equivalent.items() for each in listed}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1] if __doc__ else None)
    parser.add_argument(
        "parts", nargs="*", choices=[[], *SUITES], help="the parts to judge; all of them if none is named"
    )
    parser.add_argument("--sample", type=int, default=None, help="judge so many mutants of each part, drawn by lot")
    fresh = random.SystemRandom().randrange(10_000)
    parser.add_argument("--seed", type=int, default=fresh, help="draw the lot of this seed; a fresh one by default")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="how many to judge at once")
    parser.add_argument("--log", type=Path, help="write every verdict to this file")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
