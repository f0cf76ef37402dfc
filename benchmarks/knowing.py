"""What was known and who is believed: the first question at other coordinates, and the next."""

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

import attrs

from benchmarks.history import Shape, asked, entries_of, random_days, steps
from benchmarks.measure import MICRO, MILLI, Figure, median_each
from casestate import Basis, CaseFile, Source
from casestate.entries import Entry

FIRST = datetime(2000, 1, 1, tzinfo=UTC)
QUESTIONS = 20
"""Fewer than the indexes that a file keeps, so that the second round of them finds each."""
LATE, WEEKS = 0.1, 500
"""One entry in ten is written down late, by so many hours at most."""


def knowing(shape: Shape) -> Iterator[Figure]:
    """Every figure of one history whose entries say when they were recorded, and by whom."""
    history = steps(shape)
    entries = recorded(entries_of(history))
    moments = [FIRST + timedelta(hours=hour) for hour in random.Random(4).sample(range(len(entries)), QUESTIONS)]
    case = asked(entries)
    who = history[0].defendant

    def one(moment: datetime) -> object:
        return case.at(known_on=moment)[who].state

    def everyone(moment: datetime) -> object:
        return _states(case, moment)

    yield _first(f"another known_on, a defendant ({shape})", one, moments)
    day, moment = random_days(history, QUESTIONS), moments[-1]
    again = MICRO * median_each(lambda each: case.at(each, known_on=moment)[who].state, day)
    yield Figure(work=f"... then another as_of there ({shape})", value=again, unit="µs", at_most=15)
    case = asked(entries)
    yield _first(f"another known_on, everyone ({shape})", everyone, moments)
    yield _first(
        f"another according_to, everyone ({shape})",
        lambda basis: [view[who].state for view in [case.at(according_to=basis)] for who in view.defendants],
        [Basis.RECORD, Basis.OFFICIAL, Basis.PARTY, Basis.COUNSEL],
    )


def recorded(entries: Sequence[Entry]) -> list[Entry]:
    """The entries with the hour each was recorded, some of them late, and two kinds of source by turns of ten."""
    chance = random.Random(3)
    press = Source("Wire report", basis=Basis.PRESS)
    told = []
    for hour, entry in enumerate(entries):
        late = chance.randrange(WEEKS) if chance.random() < LATE else 0
        source = press if hour % 10 == 0 else entry.source
        told.append(attrs.evolve(entry, recorded_at=FIRST + timedelta(hours=hour + late), source=source))
    return told


def _states(case: CaseFile, moment: datetime) -> list[object]:
    view = case.at(known_on=moment)
    return [view[who].state for who in view.defendants]


def _first(work: str, ask: Callable[..., object], each: Sequence[object]) -> Figure:
    note = f"{len(each)} in one file, each for the first time"
    return Figure(work=work, value=MILLI * median_each(ask, each), unit="ms", at_most=3, note=note)
