"""Folding: warm, cold, and as of another day; beside the peer on the same history."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from statistics import median as middle
from time import perf_counter

from benchmarks.history import (
    Shape,
    Step,
    asked,
    entries_of,
    folded,
    in_order,
    indexed,
    random_days,
    refolded,
    steps,
)
from benchmarks.measure import MICRO, MILLI, Figure, median_each, medians
from benchmarks.peer import Case, Peer
from casestate import CaseFile
from casestate.entries import Entry

DAYS = 200
PEER_DAYS = 15
"""The peer takes so long for a day that a few are enough for a median."""
FRESH_DAYS = 40


def folding(shape: Shape, repeat: int) -> Iterator[Figure]:
    """Every figure of one history."""
    history = steps(shape)
    entries, peer = entries_of(history), Peer(history)
    _agree(indexed(entries), peer.rebuild())
    yield _warm(shape, entries, peer, repeat)
    yield _ordering(shape, entries, peer, repeat)
    yield _cold(shape, entries, peer, repeat)
    yield from _another_day(shape, history, entries, peer)


def _agree(case: CaseFile, theirs: Case) -> None:
    """Both must come to the same state, or the figures compare different work."""
    for state in folded(case):
        for charge in state.charges.values():
            other = theirs.charges[state.name, charge.charge]
            for axis in ("phase", "found", "conviction", "jeopardy", "disposition", "sentence"):
                if getattr(charge, axis) != getattr(other, axis):
                    raise SystemExit(f"the two folds disagree about the {axis} of {state.name}, {charge.charge}")


def _warm(shape: Shape, entries: Sequence[Entry], peer: Peer, repeat: int) -> Figure:
    ours, get, replay, mutate = medians(
        repeat,
        lambda: partial(refolded, in_order(entries)),
        lambda: peer.rebuild,
        lambda: peer.replay,
        lambda: peer.mutate,
    )
    each = MICRO / len(entries)
    return Figure(
        work=f"fold, warm ({shape})",
        value=each * ours,
        unit="µs/event",
        beside=(
            ("repository.get", each * get),
            ("decoded events", each * replay),
            ("decoded, unchecked", each * mutate),
        ),
        at_most=1,
        times=15,
    )


def _ordering(shape: Shape, entries: Sequence[Entry], peer: Peer, repeat: int) -> Figure:
    ours, get = medians(repeat, lambda: partial(folded, indexed(entries)), lambda: peer.rebuild)
    each = MICRO / len(entries)
    return Figure(
        work=f"put in order and folded, the index there ({shape})",
        value=each * ours,
        unit="µs/event",
        beside=(("repository.get", each * get),),
    )


def _cold(shape: Shape, entries: Sequence[Entry], peer: Peer, repeat: int) -> Figure:
    ours, get = medians(repeat, lambda: partial(asked, entries), lambda: peer.rebuild)
    return Figure(
        work=f"entries in memory to file, index and view ({shape})",
        value=MILLI * ours,
        unit="ms",
        beside=(("repository.get", MILLI * get),),
    )


def _another_day(shape: Shape, history: Sequence[Step], entries: Sequence[Entry], peer: Peer) -> Iterator[Figure]:
    days = random_days(history, DAYS)
    who, charge = history[0].defendant, history[0].charge
    few = [day.isoformat() for day in days[:PEER_DAYS]]
    versions = [peer.version_on(day) for day in few]
    beside = (
        ("get(version)", MICRO * median_each(peer.rebuild, versions)),
        ("read all, filter", MICRO * median_each(peer.on_day, few)),
    )

    def figure(what: str, value: float, note: str, at_most: float = 15) -> Figure:
        return Figure(
            work=f"another as_of, {what} ({shape})", value=value, unit="µs", beside=beside, at_most=at_most, note=note
        )

    def defendant(case: CaseFile) -> Callable[[date], object]:
        return lambda day: case.at(day)[who].state

    def one_charge(case: CaseFile) -> Callable[[date], object]:
        return lambda day: case.at(day).charge(who, charge).state

    same = f"{DAYS} days in one file"
    yield figure("a defendant", MICRO * median_each(defendant(asked(entries)), days), same)
    yield figure("one charge", MICRO * median_each(one_charge(asked(entries)), days), same)
    alone = [_second(defendant(asked(entries)), day, last) for day, last in zip(days, days[-FRESH_DAYS:], strict=False)]
    yield figure("a defendant, nothing reused", MICRO * middle(alone), f"{FRESH_DAYS} files, one day each", 60)


def _second(ask: Callable[[date], object], day: date, other: date) -> float:
    """One day in a file that has answered another: the code is warm, the answer is not there."""
    ask(other)
    start = perf_counter()
    ask(day)
    return perf_counter() - start
