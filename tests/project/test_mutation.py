"""The judge of mutants sees changed files, and leaves no process behind when it is ended."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
UNMEASURED = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
"""A changed file is no place to measure coverage."""
SETUP = """
from pathlib import Path
from mutation import ROOT
from mutation.canary import canary
from mutation.judge import Stage, end_on_signals, in_place_of, judge, judge_all, unchanged
STAGES = [Stage(["-p", "no:xdist", "tests/values/test_sources.py"], 60)]
SOURCES = ROOT / "src/casestate/sources.py"
"""
SLEEPING = """
end_on_signals()
judge_all([sleep, sleep], STAGES, 2, print)
"""


def script(*lines: str) -> list[str]:
    return [sys.executable, "-c", "\n".join([SETUP, *lines])]


def judged(change: str) -> str:
    ran = subprocess.run(
        script(f"print(judge({change}, STAGES).value)"), cwd=ROOT, env=UNMEASURED, capture_output=True, check=True
    )
    return ran.stdout.decode().strip()


@pytest.mark.long
def test_unchanged_files_survive() -> None:
    assert judged("unchanged") == "survived"


@pytest.mark.long
def test_a_canary_is_killed() -> None:
    assert judged("in_place_of(canary([SOURCES]))") == "killed"


def test_a_file_that_cannot_be_loaded_is_no_mutant() -> None:
    assert judged("in_place_of({SOURCES: 'raise ValueError'})") == "unloadable"


def test_a_change_that_comes_after_casestate_is_loaded_is_refused() -> None:
    ran = subprocess.run(
        script("import casestate", "judge(unchanged, STAGES)"),
        cwd=ROOT,
        env=UNMEASURED,
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 1
    assert b"casestate was loaded before the change was in place" in ran.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ending_the_command_ends_the_processes_that_it_judges(number: signal.Signals, tmp_path: Path) -> None:
    sleep = f"""
import os, time
def sleep():
    Path({str(tmp_path)!r}, str(os.getpid())).touch()
    time.sleep(600)
"""
    command = subprocess.Popen(script(sleep, SLEEPING), cwd=ROOT, env=UNMEASURED, stderr=subprocess.DEVNULL)
    wait_for(lambda: len(list(tmp_path.iterdir())) == 2)
    command.send_signal(number)
    assert command.wait(60) != 0
    for judged in tmp_path.iterdir():
        with pytest.raises(ProcessLookupError):
            os.kill(int(judged.name), 0)


def wait_for(reached: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 120
    while not reached():
        assert time.monotonic() < deadline
        time.sleep(0.02)
