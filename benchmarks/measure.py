"""Time and memory, measured the same way for everything."""

import gc
import json
import os
import platform
import statistics
import sys
import tracemalloc
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import version
from time import perf_counter
from typing import Any, TypeVar

import attrs

T = TypeVar("T")
MICRO = 1e6
MILLI = 1e3


@attrs.frozen(kw_only=True)
class Figure:
    """
    One measured figure, with what stands beside it.

    Attributes:
        work: What was done.
        value: What it took here; ``None`` where it could not be measured.
        unit: Of all values in the figure.
        beside: What the same took elsewhere, by name.
        at_most: The budget for the value.
        times: The budget for the ratio to the first of ``beside``.
        note: What a reader must know.
    """

    work: str
    value: float | None
    unit: str
    beside: tuple[tuple[str, float], ...] = ()
    at_most: float | None = None
    times: float | None = None
    note: str = ""

    @property
    def ratios(self) -> tuple[float, ...]:
        """How many times as much the others took."""
        return tuple(other / self.value for _, other in self.beside) if self.value else ()

    @property
    def met(self) -> bool | None:
        """Is every budget met? ``None`` where there is none, or nothing was measured."""
        if self.value is None or (self.at_most is None and self.times is None):
            return None
        within = self.at_most is None or self.value <= self.at_most
        return within and (self.times is None or self.ratios[0] >= self.times)


def seconds(work: Callable[[], object], clock: Callable[[], float] = perf_counter) -> float:
    """How long one run takes by a clock. The garbage collector is on, and starts with nothing to collect."""
    gc.collect()
    start = clock()
    kept = work()
    spent = clock() - start
    del kept
    return spent


def median(repeat: int, work: Callable[[T], object], prepare: Callable[[], T]) -> float:
    """The median of several runs in seconds, each on something freshly prepared, which is not timed."""
    runs = []
    for _ in range(repeat):
        ready = prepare()
        runs.append(seconds(lambda ready=ready: work(ready)))  # type: ignore[misc]  # bound in this turn of the loop
        del ready
    return statistics.median(runs)


def medians(
    repeat: int, *works: Callable[[], Callable[[], object]], clock: Callable[[], float] = perf_counter
) -> list[float]:
    """The medians of several works, run in turn, so that a slow spell of the machine meets all of them."""
    runs = [[seconds(prepare(), clock) for prepare in works] for _ in range(repeat)]
    return [statistics.median(each) for each in zip(*runs, strict=True)]


def median_each(work: Callable[[T], object], questions: Iterable[T]) -> float:
    """The median in seconds over several questions, each asked once."""
    spent = []
    gc.collect()
    for question in questions:
        start = perf_counter()
        work(question)
        spent.append(perf_counter() - start)
    return statistics.median(spent)


def bytes_each(make: Callable[[T], object], of: Sequence[T]) -> float:
    """What each thing made keeps in memory, as far as it was not there before."""
    gc.collect()
    tracemalloc.start()
    kept = [make(each) for each in of]
    gc.collect()
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return (held - sys.getsizeof(kept)) / len(of)


def bytes_of(make: Callable[[], object]) -> float:
    """What one thing made keeps in memory, as far as it was not there before."""
    return bytes_each(lambda _: make(), [None])


def environment() -> dict[str, Any]:
    """Where this was measured, as far as it bears on the figures."""
    return {
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None,
        "machine": platform.machine(),
        "system": platform.system(),
        **{name: version(name) for name in ("casestate", "attrs", "eventsourcing")},
    }


def as_json(figures: Iterable[Figure], growth: object) -> str:
    """Everything measured, for other programs."""
    rows = [attrs.asdict(figure) | {"ratios": figure.ratios, "met": figure.met} for figure in figures]
    return json.dumps({"environment": environment(), "figures": rows, "growth": growth}, indent=2)
