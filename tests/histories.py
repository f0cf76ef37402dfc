"""Histories as they come: late, tied, vague, corrected, corrected again, retracted, restored, told twice."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st
from strategies import near_days, near_whens, queries, short_events

from casestate import UNKNOWN_SOURCE, Basis, CaseFile, Clearance, Clock, Reading, Source, View, When
from casestate.errors import TooManyPossibilities
from casestate.events import ChargeDismissed, ChargeFiled, Event, SentenceImposed
from casestate.testing.strategies.plain import NAMES

SOURCES = ("the court", "the wire", "counsel")
BASES = (Basis.RECORD, Basis.PRESS, Basis.COUNSEL)


def moments() -> st.SearchStrategy[datetime]:
    """Moments on the days of the histories, at the ends of days as often as not."""
    times = st.sampled_from([time.min, time(12), time.max])
    return st.builds(lambda day, at: datetime.combine(day, at, UTC), near_days, times)


def some_sources() -> st.SearchStrategy[Source]:
    """Few enough sources that they meet, published on no day, some day or an open one."""
    return st.just(UNKNOWN_SOURCE) | st.builds(
        lambda which, published: Source(SOURCES[which], basis=BASES[which], published=published),
        st.integers(0, 2),
        st.none() | near_whens(),
    )


def envelopes() -> st.SearchStrategy[dict[str, Any]]:
    """Clocks set, unset and out of order."""
    return st.fixed_dictionaries(
        {},
        optional={"recorded_at": moments(), "docketed_on": near_days, "source": some_sources()},
    )


@st.composite
def histories(
    draw: st.DrawFn,
    *,
    event: st.SearchStrategy[Event] | None = None,
    most: int = 7,
    steps: Sequence[str] = ("record", "record", "account", "correct", "retract"),
) -> CaseFile:
    """Small files of records, accounts, corrections and retractions, which revise one another too."""
    events = short_events(NAMES[:2]) if event is None else event
    case = CaseFile("drawn")
    for step in draw(st.lists(st.sampled_from(steps), max_size=most)):
        case = _step(draw, case, step, events, draw(envelopes()))
    return case


def _step(
    draw: st.DrawFn, case: CaseFile, step: str, events: st.SearchStrategy[Event], given: dict[str, Any]
) -> CaseFile:
    there = [entry.id for entry in case]
    acts = [entry for entry in case if not entry.is_retraction]
    if step == "retract" and there:
        return case.retract(draw(st.sampled_from(there)), reason="in error", **given)
    event = draw(events)
    given["ordinal"] = draw(st.none() | st.integers(1, 3))
    linked: bool = draw(st.booleans())
    if acts and linked:
        given["after"] = draw(st.lists(st.sampled_from([entry.id for entry in acts]), max_size=2, unique=True))
    if step == "correct" and acts:
        return case.correct(draw(st.sampled_from([e.id for e in acts])), event, reason="misread", **given)
    alike = [entry.id for entry in acts if concerned(entry.event) == concerned(event)]
    account_of = draw(st.sampled_from(alike)) if step == "account" and alike else None
    return case.record(event, account_of=account_of, **given)


def concerned(event: Event) -> tuple[str, set[tuple[str, str]]]:
    """What two accounts of one act must have in common; statements are no accounts of acts."""
    kind = "said" if event.wire == "stated" else "done"
    return kind, {(subject.kind, subject.who) for subject in event.subjects}


def from_the_court(source: Source) -> bool:
    """A predicate on sources."""
    return source.name == "the court"


def whom() -> st.SearchStrategy[Any]:
    """Everyone, a footing, one source, several, or those a predicate picks."""
    return st.one_of(
        st.none(),
        st.sampled_from(Basis),
        some_sources(),
        st.lists(some_sources(), max_size=2).map(tuple),
        st.just(from_the_court),
    )


@st.composite
def knowing(draw: st.DrawFn) -> dict[str, Any]:
    """What is known by when, on which clock, and who is believed."""
    clock = draw(st.sampled_from(Clock))
    known_on = draw(st.none() | queries() | moments() if clock is Clock.RECORDED else st.none() | queries())
    return {"known_on": known_on, "clock": clock, "according_to": draw(whom())}


def coordinates() -> st.SearchStrategy[dict[str, Any]]:
    """Every coordinate of a question."""
    return st.builds(
        lambda as_of, known, clearance, reading: {"as_of": as_of, **known, "clearance": clearance, "reading": reading},
        st.none() | queries(),
        knowing(),
        st.sampled_from(Clearance),
        st.sampled_from(Reading),
    )


def answers(view: View) -> dict[str, Any]:
    """Every answer of a view."""
    return {
        "defendants": view.defendants,
        "possible": {who: possible(view, who) for who in view.defendants},
        "undecided": {who: view[who].undecided for who in view.defendants},
        "entries": view.entries,
        "open": view.undecided,
        "timeline": view.timeline,
        "statements": view.statements,
        "findings": view.findings,
        "matter": view.matter,
        "reaches": view.reaches,
    }


def possible(view: View, who: str) -> Any:
    """The possible states, or why there are too many to tell."""
    try:
        return view[who].possible()
    except TooManyPossibilities as problem:
        return str(problem)


def later_than(day: date) -> st.SearchStrategy[date]:
    """Days after a day."""
    return st.integers(1, 9).map(lambda more: day + timedelta(more))


def random_history(random: Random, length: int) -> CaseFile:
    """Return a history of exact and vague acts on four charges, some corrected, retracted or told twice."""
    case = CaseFile("random")
    acts: list[Any] = [ChargeFiled, ChargeDismissed, SentenceImposed]
    for number in range(length):
        first = date(2023, 1, 1) + timedelta(random.randrange(10))
        on = When.between(first, first + timedelta(random.choice((0, 0, 0, 3))))
        defendant, charge = random.choice("AB"), random.choice("12")
        event = random.choice(acts)(on=on, defendant=defendant, charge=charge)
        day = datetime.combine(date(2023, 1, 1) + timedelta(random.randrange(12)), time(12), UTC)
        source = some_sources_at_random(random)
        there = [entry.id for entry in case if not entry.is_retraction]
        alike = [entry.id for entry in case if concerned(entry.event) == concerned(event)]
        step = random.randrange(8)
        if step == 0 and there:
            case = case.retract(random.choice(there), reason="in error", recorded_at=day)
        elif step == 1 and there:
            case = case.correct(random.choice(there), event, reason="misread", recorded_at=day, source=source)
        else:
            tied = random.choice(alike) if step == 2 and alike else None
            after = random.sample(there, 1) if step == 3 and there else ()
            case = case.record(event, recorded_at=day, source=source, account_of=tied, after=after, id=f"n{number}")
    return case


def some_sources_at_random(random: Random) -> Source:
    which = random.randrange(3)
    return Source(SOURCES[which], basis=BASES[which])
