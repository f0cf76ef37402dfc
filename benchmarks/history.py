"""The histories to fold: lawful, of any length, and the same for everyone measured."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import attrs

from casestate import GENERIC, Basis, CaseFile, Source, events
from casestate.engine.fold import fold
from casestate.entries import Entry
from casestate.events import Subject

SOURCE = Source("Court record", basis=Basis.RECORD)
FIRST_DAY = date(1990, 1, 1)
OPENING: tuple[tuple[str, dict[str, str]], ...] = (
    ("ChargeFiled", {"offense": "theft", "grade": "fourth-degree felony"}),
    ("BoundOver", {}),
)
ROUND: tuple[tuple[str, dict[str, str]], ...] = (
    ("PleaEntered", {"plea": "not_guilty"}),
    ("TrialBegan", {"before": "jury"}),
    ("MistrialDeclared", {"reason": "the jury was discharged"}),
    ("ChargeAmended", {"grade": "third-degree felony"}),
)
"""The law lets these four follow one another for ever; the first two fall on one day, as pairs of acts often do."""
CLOSING: tuple[tuple[str, dict[str, str]], ...] = (
    ("TrialBegan", {"before": "jury"}),
    ("VerdictReturned", {"verdict": "guilty"}),
    ("SentenceImposed", {}),
)


@attrs.frozen
class Shape:
    """So many events on each of so many charges of each of so many defendants."""

    defendants: int
    charges: int
    events: int

    def __str__(self) -> str:
        return f"{self.defendants} x {self.charges} x {self.events:,}"


@attrs.frozen
class Step:
    """One act, before it is anyone's event."""

    act: str
    on: str
    defendant: str
    charge: str
    fields: dict[str, str]


def shapes(entries: int) -> tuple[Shape, Shape]:
    """One charge with every event; and five defendants with ten charges each."""
    return Shape(1, 1, entries), Shape(5, 10, max(entries // 50, 8))


def steps(shape: Shape) -> list[Step]:
    """The history in the order of its days. Each charge lives through the same years, on days of its own."""
    names = [(f"Defendant {d}", str(c)) for d in range(shape.defendants) for c in range(shape.charges)]
    dated = [
        (number * len(names) + place, Step(act, "", who, charge, fields))
        for place, (who, charge) in enumerate(names)
        for number, (act, fields) in _life(shape.events)
    ]
    dated.sort(key=lambda each: each[0])
    return [attrs.evolve(step, on=(FIRST_DAY + timedelta(days)).isoformat()) for days, step in dated]


def _life(length: int) -> list[tuple[int, tuple[str, dict[str, str]]]]:
    """The acts on one charge, each with the number of its day; the second act of a round shares the first one's."""
    middle = length - len(OPENING) - len(CLOSING)
    acts = [*OPENING, *[ROUND[n % len(ROUND)] for n in range(middle - middle % len(ROUND))]]
    acts += [ROUND[-1]] * (middle % len(ROUND)) + [*CLOSING]
    days, day = [], -1
    for act in acts:
        day += act is not ROUND[1]
        days.append(day)
    return list(zip(days, acts, strict=True))


def event_of(step: Step, on: str | None = None) -> events.Event:
    """The step as an event of the vocabulary."""
    made: Any = getattr(events, step.act)
    event: events.Event = made(on=on or step.on, defendant=step.defendant, charge=step.charge, **step.fields)
    return event


def entries_of(history: Sequence[Step]) -> tuple[Entry, ...]:
    """The history as entries with dates to the day."""
    return tuple([Entry(id=f"e{n}", seq=n, event=event_of(step), source=SOURCE) for n, step in enumerate(history, 1)])


def vague_entries_of(history: Sequence[Step], *, chain: bool = False) -> tuple[Entry, ...]:
    """
    The history as entries of which one in five is dated to the month, and linked after the one before it on its charge.

    Args:
        history: What happened.
        chain: Link every entry instead, and leave the dates exact: one unbroken chain for each charge.
    """
    chance = random.Random(1)
    last: dict[tuple[str, str], str] = {}
    entries = []
    for n, step in enumerate(history, 1):
        vague = not chain and chance.random() < 0.2
        before = last.get((step.defendant, step.charge)) if vague or chain else None
        event = event_of(step, step.on[:7] if vague else None)
        entries.append(Entry(id=f"e{n}", seq=n, event=event, source=SOURCE, after=before or ()))
        last[step.defendant, step.charge] = f"e{n}"
    return tuple(entries)


def indexed(entries: Sequence[Entry]) -> CaseFile:
    """A file that is ready for questions and has answered none."""
    case = CaseFile("benchmark", entries=entries)
    case.at()
    return case


def in_order(entries: Sequence[Entry]) -> dict[Subject, list[Entry]]:
    """The entries about each charge, in the order of folding."""
    told: dict[Subject, list[Entry]] = {}
    for entry in CaseFile("benchmark", entries=entries).at().timeline:
        for subject in entry.event.subjects:
            told.setdefault(subject, []).append(entry)
    return told


def refolded(told: dict[Subject, list[Entry]]) -> list[Any]:
    """The state of every charge."""
    return [fold(subject, entries, GENERIC)[0] for subject, entries in told.items()]


def folded(case: CaseFile) -> list[Any]:
    """Every defendant's state, all entries applied."""
    view = case.at()
    return [view[who].state for who in view.defendants]


def asked(entries: Sequence[Entry]) -> CaseFile:
    """A file that has answered one question, about the end."""
    case = indexed(entries)
    folded(case)
    return case


def random_days(history: Sequence[Step], number: int) -> list[date]:
    """Different days within the history, the same at every run."""
    first, last = date.fromisoformat(history[0].on), date.fromisoformat(history[-1].on)
    days = random.Random(2).sample(range((last - first).days), number)
    return [first + timedelta(day) for day in days]
