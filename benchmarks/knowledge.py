"""
What was known stays known: answers before and after entries that were recorded later, at thousands of coordinates.

    python benchmarks/knowledge.py [--pairs 2400] [--entries 600] [--seed 1]

Each file is asked for every defendant at random days, as known on random days by each clock, and for one pair in twenty
also for its findings. Then entries known only
later are appended: late arrivals dated anywhere in the past, second accounts, corrections, retractions, and
retractions of retractions. The same questions are put again. Any difference is printed, and the exit is 1.
"""

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from typing import Any

from casestate import Basis, CaseFile, Clock, Entry, Source, When
from casestate.entries import Revision, RevisionKind
from casestate.errors import TooManyPossibilities
from casestate.events import (
    ChargeAmended,
    ChargeDismissed,
    ChargeFiled,
    EntryRetracted,
    Event,
    PleaEntered,
    SentenceImposed,
    VerdictReturned,
)

FIRST = date(2015, 1, 1)
YEARS = 8 * 365
FILES = 6
LATER = 60
"""So many entries are appended to each file."""
ACTS: tuple[tuple[type[Event], dict[str, str]], ...] = (
    (ChargeFiled, {"offense": "theft"}),
    (PleaEntered, {"plea": "not guilty"}),
    (ChargeAmended, {"grade": "misdemeanor"}),
    (VerdictReturned, {"verdict": "guilty"}),
    (SentenceImposed, {}),
    (ChargeDismissed, {"prejudice": "without"}),
)
SOURCES = (Basis.RECORD, Basis.PRESS, Basis.COUNSEL)


def day(offset: int) -> date:
    """A day of the history."""
    return FIRST + timedelta(offset)


def happening(dice: random.Random, until: int) -> Event:
    """Any act on one of forty charges, one in five dated to a month only."""
    act, fields = dice.choice(ACTS)
    first = dice.randrange(until)
    last = first + (30 if dice.random() < 0.2 else 0)
    charge = {"defendant": f"D{dice.randrange(8)}", "charge": str(dice.randrange(5))}
    return act(on=When.between(day(first), day(last)), **charge, **fields)


def envelope(dice: random.Random, learned: int) -> dict[str, Any]:
    """The three clocks at a day on which something was learned, each unset now and then."""
    moment = datetime.combine(day(learned), clock_time(dice.randrange(24)), UTC)
    return {
        "recorded_at": moment if dice.random() < 0.9 else None,
        "docketed_on": day(learned) if dice.random() < 0.8 else None,
        "source": Source("s", basis=dice.choice(SOURCES), published=day(learned) if dice.random() < 0.8 else None),
    }


def entries(dice: random.Random, known: Sequence[Entry], count: int, learned: tuple[int, int]) -> Iterator[Entry]:
    """Entries learned between two days, about acts of any earlier day: late arrivals, accounts, revisions."""
    there = list(known)
    for number in range(len(known) + 1, len(known) + count + 1):
        on = dice.randrange(*learned)
        event = happening(dice, on)
        ties: dict[str, Any] = {}
        step = dice.random()
        earlier = dice.choice(there) if there else None
        if earlier is not None and step < 0.08:
            event = EntryRetracted()
            ties["revises"] = Revision(entry=earlier.id, kind=RevisionKind.RETRACTION, reason="in error")
        elif earlier is not None and not earlier.is_retraction and step < 0.25:
            if step < 0.16:
                ties["revises"] = Revision(entry=earlier.id, kind=RevisionKind.CORRECTION, reason="misread")
            else:
                ties["account_of"] = earlier.id
            event = earlier.event
        entry = Entry(id=f"e{number}", event=event, **envelope(dice, on), **ties)
        there.append(entry)
        yield entry


def answer(case: CaseFile, as_of: date, known_on: date, clock: Clock, *, findings: bool) -> list[Any]:
    """Everything a view says of everyone; its findings, which take longest, only where asked for."""
    view = case.at(as_of, known_on=known_on, clock=clock)
    states: list[Any] = []
    for who in view.defendants:
        try:
            states.append(view[who].possible())
        except TooManyPossibilities as problem:
            states.append((str(problem),))
    doubtful = view.findings if findings else ()
    return [view.defendants, states, view.entries, view.undecided, view.timeline, doubtful]


def main() -> int:
    """Ask, append, ask again, compare."""
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("--pairs", type=int, default=2400, help="how many pairs of days, over all files")
    given.add_argument("--entries", type=int, default=600, help="the length of each file")
    given.add_argument("--seed", type=int, default=1)
    asked = given.parse_args()
    dice = random.Random(asked.seed)
    started = time.perf_counter()
    pairs = differences = changed = 0
    for number in range(FILES):
        case = CaseFile(f"file {number}", entries=entries(dice, (), asked.entries, (1, YEARS)))
        for _ in range(asked.pairs // FILES // 20):
            clock, known_on = dice.choice(list(Clock)), dice.randrange(1, YEARS)
            longer = case.extend(entries(dice, case.entries, LATER, (known_on + 1, YEARS + 60)))
            for turn, as_of in enumerate([dice.randrange(YEARS) for _ in range(20)]):
                question = day(as_of), day(known_on), clock
                pairs += 1
                weighed = turn == 0
                differences += answer(case, *question, findings=weighed) != answer(longer, *question, findings=weighed)
                changed += case.at(question[0]).entries != longer.at(question[0]).entries
    print(f"{pairs:,} pairs of (as_of, known_on) on {FILES} files of {asked.entries} entries, {LATER} appended")
    print(f"differences: {differences}")
    print(f"answers at the same as_of with everything known that did change: {changed:,}")
    print(f"{time.perf_counter() - started:.1f} s")
    return int(differences > 0)


if __name__ == "__main__":
    sys.exit(main())
