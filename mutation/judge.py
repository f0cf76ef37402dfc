"""
Judging: does any test fail on a mutant?

pytest and what it needs are loaded once; each mutant is judged in a process of its own, forked from there, which loads
casestate afresh. A mutant that cannot be loaded at all is no mutant. One that takes several times the processor time of
the unchanged file, or more memory than a test could need, is killed.
"""

import enum
import importlib
import os
import resource
import signal
import time
from collections.abc import Callable, Sequence
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType

import hypothesis
import pytest

_LOADED, _UNLOADABLE = 0, 99
_MEMORY = 3 << 30
_OPTIONS = ["-x", "-q", "-p", "no:cacheprovider", "--assert=plain", "--tb=no", "--no-header", "--no-summary"]
PROFILE = "mutation"
hypothesis.settings.register_profile(
    PROFILE,
    max_examples=8,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(hypothesis.Phase.explicit, hypothesis.Phase.generate),
)
"""The same few examples each time; that one fails is enough, and how small it can be made is nobody's question."""


class Verdict(enum.Enum):
    """What became of a mutant."""

    KILLED = "killed"
    SURVIVED = "survived"
    TIMED_OUT = "timed out"
    UNLOADABLE = "unloadable"


def in_place_of(path: Path, code: str) -> Callable[[], None]:
    """Let a file be loaded as if it read so."""
    compiled = compile(code, str(path), "exec", dont_inherit=True)
    load = SourceFileLoader.get_code

    def get_code(self: SourceFileLoader, fullname: str) -> CodeType | None:
        return compiled if Path(self.get_filename(fullname)).resolve() == path else load(self, fullname)

    def change() -> None:
        SourceFileLoader.get_code = get_code  # type: ignore[method-assign, assignment]

    return change


def judge(change: Callable[[], None], tests: Sequence[str], seconds: float) -> tuple[Verdict, float]:
    """What the tests say of a change, and the processor time that they took; ``seconds`` is as much as they may."""
    child = os.fork()
    if child == 0:
        _be_judged(change, tests, seconds)
    deadline = time.monotonic() + 10 * seconds
    while True:
        done, status, used = os.wait4(child, os.WNOHANG)
        if done:
            break
        if time.monotonic() > deadline:
            os.kill(child, signal.SIGKILL)
        time.sleep(0.01)
    took = used.ru_utime + used.ru_stime
    if os.WIFSIGNALED(status):
        return Verdict.TIMED_OUT, took
    code = os.WEXITSTATUS(status)
    return {0: Verdict.SURVIVED, _UNLOADABLE: Verdict.UNLOADABLE}.get(code, Verdict.KILLED), took


def _be_judged(change: Callable[[], None], tests: Sequence[str], seconds: float) -> None:
    os.setpgid(0, 0)
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 2))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)
    try:
        change()
        for module in ("casestate", "casestate.codec", "casestate.law"):
            importlib.import_module(module)
    except BaseException:  # noqa: BLE001 whatever it is, it cannot be loaded
        os._exit(_UNLOADABLE)
    code = 1
    try:
        code = int(pytest.main([*_OPTIONS, *tests]))
    finally:
        os._exit(code)
