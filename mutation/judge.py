"""
Judge changed files: run the tests on each and see whether one fails.

pytest and Hypothesis are loaded once, without casestate. Each change is judged in a process of its own, forked from
there, which puts the change in place and only then loads casestate. A change that cannot be loaded is no mutant. One
that takes several times the processor time of the unchanged files, or more memory than a test could need, is killed.
"""

import enum
import importlib
import os
import resource
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from importlib.machinery import SourceFileLoader
from importlib.metadata import entry_points
from pathlib import Path
from types import CodeType, FrameType
from typing import NoReturn

import attrs
import hypothesis
import pytest

_UNLOADABLE, _NOT_IN_PLACE = 99, 98
_MEMORY = 3 << 30
_PATIENCE = 100
"""A judged process that waits is given this many times the processor time that it may take: the machine may be busy."""
_OPTIONS = ["-x", "-q", "-p", "no:cacheprovider", "--assert=plain", "--tb=no", "--no-header", "--no-summary"]
PROFILE = "mutation"
hypothesis.settings.register_profile(
    PROFILE,
    max_examples=8,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(hypothesis.Phase.explicit, hypothesis.Phase.generate),
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
"""
The same few examples each time. One failure is enough, so failing examples are not made smaller. Drawing them slowly is
no failure: a busy machine kills no mutant.
"""

Change = Callable[[], None]
"""Puts changed files in the place of the real ones, in the process that calls it."""


class Verdict(enum.Enum):
    """The outcome for one change."""

    KILLED = "killed"
    SURVIVED = "survived"
    TIMED_OUT = "timed out"
    UNLOADABLE = "unloadable"


@attrs.frozen
class Stage:
    """Tests to run, as arguments of pytest, and the seconds of processor time that they may take."""

    tests: Sequence[str]
    seconds: float


@attrs.frozen
class _Trial:
    """A change before the tests of one stage, in a process of its own."""

    change: int
    stage: int
    deadline: float


def in_place_of(files: Mapping[Path, str]) -> Change:
    """Return a change that loads these files as if they read so."""
    compiled = {path: compile(code, str(path), "exec", dont_inherit=True) for path, code in files.items()}
    load = SourceFileLoader.get_code

    def get_code(self: SourceFileLoader, fullname: str) -> CodeType | None:
        changed = compiled.get(Path(self.get_filename(fullname)).resolve())
        return load(self, fullname) if changed is None else changed

    def change() -> None:
        SourceFileLoader.get_code = get_code  # type: ignore[method-assign, assignment]  # as this whole module is for

    return change


def unchanged() -> None:
    """Change nothing."""


def seconds_for(tests: Sequence[str]) -> float:
    """
    Return the processor time that a mutant may take: three times that of the unchanged files, and five seconds.

    Raises:
        SystemExit: The tests fail on the unchanged files.
    """
    began = _children_took()
    if judge(unchanged, [Stage(tests, 900)]) is not Verdict.SURVIVED:
        raise SystemExit(f"the tests fail on the unchanged files: {' '.join(tests)}")
    return 3 * (_children_took() - began) + 5


def judge(change: Change, stages: Sequence[Stage]) -> Verdict:
    """Return the verdict on one change."""
    verdicts: list[Verdict] = []
    judge_all([change], stages, 1, lambda _, verdict: verdicts.append(verdict))
    return verdicts[0]


def judge_all(
    changes: Sequence[Change], stages: Sequence[Stage], jobs: int, report: Callable[[int, Verdict], None]
) -> None:
    """
    Judge changes, several at once, and report the index and verdict of each as it comes.

    A change that survives one stage goes on to the next. However this ends, no judged process is left running.
    """
    waiting = deque((place, 0) for place in range(len(changes)))
    running: dict[int, _Trial] = {}
    try:
        while waiting or running:
            while waiting and len(running) < jobs:
                place, stage = waiting.popleft()
                deadline = time.monotonic() + _PATIENCE * stages[stage].seconds
                running[_start(changes[place], stages[stage])] = _Trial(place, stage, deadline)
            child, verdict = _next_done(running)
            trial = running.pop(child)
            if verdict is Verdict.SURVIVED and trial.stage + 1 < len(stages):
                waiting.appendleft((trial.change, trial.stage + 1))
            else:
                report(trial.change, verdict)
    finally:
        for child in running:
            os.killpg(child, signal.SIGKILL)
            os.waitpid(child, 0)


def end_on_signals() -> None:
    """Make Ctrl-C and SIGTERM end this program in good order, so that its judged processes end too."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _end)


def _end(number: int, _: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)


def _children_took() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _next_done(running: Mapping[int, _Trial]) -> tuple[int, Verdict]:
    while True:
        for child, trial in running.items():
            if time.monotonic() > trial.deadline:
                os.killpg(child, signal.SIGKILL)
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                return child, _verdict(status)
        time.sleep(0.02)


def _verdict(status: int) -> Verdict:
    if os.WIFSIGNALED(status):
        return Verdict.TIMED_OUT
    code = os.WEXITSTATUS(status)
    if code == _NOT_IN_PLACE:
        raise AssertionError("casestate was loaded before the change was in place")
    return {0: Verdict.SURVIVED, _UNLOADABLE: Verdict.UNLOADABLE}.get(code, Verdict.KILLED)


def _start(change: Change, stage: Stage) -> int:
    child = os.fork()
    if child == 0:
        try:
            os.setpgid(0, 0)
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, signal.SIG_DFL)
            code = _run(change, stage)
        except BaseException:  # noqa: BLE001  # however the tests end, this process is not the one that goes on
            code = 1
        os._exit(code)
    os.setpgid(child, child)  # here too: either process may come first
    return child


def _run(change: Change, stage: Stage) -> int:
    """Put the change in place, load casestate, run the tests, and return the status to end with."""
    resource.setrlimit(resource.RLIMIT_CPU, (int(stage.seconds) + 1, int(stage.seconds) + 2))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)
    if any(name.partition(".")[0] == "casestate" for name in sys.modules):
        return _NOT_IN_PLACE
    change()
    try:
        _load()
    except BaseException:  # noqa: BLE001  # whatever it raises, it cannot be loaded
        return _UNLOADABLE
    return int(pytest.main([*_OPTIONS, *stage.tests]))


def _load() -> None:
    for module in ("casestate", "casestate.codec", "casestate.law"):
        importlib.import_module(module)
    os.environ.pop("HYPOTHESIS_NO_PLUGINS", None)
    for plugin in entry_points(group="hypothesis"):
        hook = plugin.load()
        if callable(hook):
            hook()
