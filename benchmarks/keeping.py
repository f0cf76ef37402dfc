"""Keeping a file: text and back, memory, and appending; beside the peer."""

import importlib
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

import attrs

from benchmarks.history import SOURCE, Shape, Step, asked, entries_of, event_of, folded, indexed, steps
from benchmarks.measure import MICRO, MILLI, Figure, bytes_each, bytes_of, median, medians, seconds
from benchmarks.peer import Peer, append_each
from casestate import CaseFile
from casestate.entries import Entry

LENGTHS = (1_000, 2_000, 5_000, 10_000)


def text(shape: Shape, repeat: int) -> Iterator[Figure]:
    """Read and write the whole file as JSON lines."""
    history = steps(shape)
    entries, peer = entries_of(history), Peer(history)
    each, stored = MICRO / len(entries), peer.stored
    decode, encode = medians(repeat, lambda: partial(peer.decode, stored), lambda: peer.encode)
    reading, writing = (("mapper", each * decode),), (("mapper", each * encode),)
    try:
        codec = importlib.import_module("casestate.codec")
        dumps, loads = codec.dumps, codec.loads
    except (ImportError, AttributeError) as problem:
        note = f"not measured, casestate.codec is not there: {problem}"
        yield Figure(work="read JSON lines", value=None, unit="µs/entry", beside=reading, note=note)
        yield Figure(work="write JSON lines", value=None, unit="µs/entry", beside=writing, note=note)
        return
    case = indexed(entries)
    lines = dumps(case)
    _same(case, loads(lines))
    note = f"{len(lines.encode()) / len(entries):.0f} bytes/entry"
    read = each * median(repeat, loads, lambda: lines)
    write = each * median(repeat, dumps, lambda: indexed(entries))
    yield Figure(work="read JSON lines", value=read, unit="µs/entry", beside=reading, at_most=5, note=note)
    yield Figure(work="write JSON lines", value=write, unit="µs/entry", beside=writing)


def _same(case: CaseFile, again: CaseFile) -> None:
    if again.entries != case.entries:
        raise SystemExit("what was written does not read back the same; nothing measured")


def memory(shape: Shape) -> Iterator[Figure]:
    """What an entry keeps beyond its strings, which are there before."""
    history = steps(shape)
    numbered = [(n, f"e{n}", step) for n, step in enumerate(history, 1)]
    entries, peer = entries_of(history), Peer(history)
    beside = (
        ("domain event", bytes_each(_domain_event, peer.events)),
        ("stored event", bytes_each(peer.app.mapper.to_stored_event, peer.events)),
    )
    alone = bytes_each(_entry, numbered)
    index = bytes_of(lambda: indexed(entries)) / len(entries)
    answered = bytes_of(lambda: asked(entries)) / len(entries)
    stored = peer.stored
    decoded = bytes_each(peer.app.mapper.to_domain_event, stored)
    note = f"a decoded domain event with its own strings: {decoded:.0f}"
    yield Figure(
        work="memory of an entry beyond its strings", value=alone, unit="bytes", beside=beside, at_most=420, note=note
    )
    yield Figure(
        work="... with its share of file and index", value=alone + index, unit="bytes", beside=beside, at_most=420
    )
    yield Figure(work=f"... and folded once ({shape})", value=alone + answered, unit="bytes", note="with drafts kept")


def _entry(numbered: tuple[int, str, Step]) -> Entry:
    n, id, step = numbered
    return Entry(id=id, seq=n, event=event_of(step), source=SOURCE)


def _domain_event(event: Any) -> Any:
    """Another of the same; its time is its own, its texts and its aggregate's id are shared."""
    copy = object.__new__(type(event))
    for name, value in vars(event).items():
        object.__setattr__(copy, name, value.replace(microsecond=1) if name == "timestamp" else value)
    return copy


def appending(repeat: int) -> Iterator[Figure]:
    """Record entries one by one, and see whether the cost of one grows."""
    for length in LENGTHS:
        history = steps(Shape(5, 10, length // 50))
        made = [event_of(step) for step in history]
        each = MICRO / length
        beside: tuple[tuple[str, float], ...] = ()
        if length == LENGTHS[0]:
            beside = (("trigger + save", each * median(repeat, append_each, lambda h=history: h)),)  # type: ignore[misc]
        spent = median(min(repeat, 3), _record_each, lambda m=made: m)  # type: ignore[misc]  # bound in this turn
        yield Figure(work=f"record() one by one, {length:,}", value=each * spent, unit="µs/entry", beside=beside)


def _record_each(made: Sequence[Any]) -> CaseFile:
    case = CaseFile("benchmark")
    for event in made:
        case = case.record(event, source=SOURCE)
    return case


def late_arrivals(shape: Shape, number: int) -> Figure:
    """Entries of days long past, each followed by a view."""
    history = steps(shape)
    case = asked(entries_of(history))
    late = [_late(history[n * len(history) // number]) for n in range(number)]

    def arrive() -> None:
        grown = case
        for event in late:
            grown = grown.record(event, source=SOURCE)
            folded(grown)

    spent = seconds(arrive)
    return Figure(
        work=f"late arrival, then a view ({shape})",
        value=MILLI * spent / number,
        unit="ms",
        note=f"{number:,} of them took {spent:.1f} s",
    )


def _late(step: Step) -> Any:
    """One more plea on the charge, the day after the step."""
    day = date.fromisoformat(step.on) + timedelta(1)
    return event_of(attrs.evolve(step, act="PleaEntered", fields={"plea": "not_guilty"}), day.isoformat())
