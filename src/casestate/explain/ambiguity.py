"""
Findings on acts whose order is open and affects the state.

Dates, links and the docket may leave the order of two acts open. If the law explains another order equally well, and
that order leads to another state, the record does not show which is true.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, groupby, pairwise
from operator import is_
from typing import Any

from casestate.engine.chronology import MOST_TIED, Trial, connected, orders_of, tried
from casestate.engine.course import Course
from casestate.engine.fold import Draft
from casestate.engine.order import Placed, settled
from casestate.engine.worlds import Track
from casestate.events.wording import act_of
from casestate.law.findings import AMBIGUOUS_ORDER, CROWDED_DAY, Finding
from casestate.state.facts import facts

Orders = Mapping[tuple[str, ...], tuple[Any, ...]]
"""The state after each order of the acts of a day; an order is given by ids."""


def ambiguous_orders(track: Track, day: int) -> Iterator[Finding]:
    """
    Return a finding for each pair of acts whose order is a guess that matters.

    Only acts that have certainly happened by the day count. Up to :data:`casestate.engine.chronology.MOST_TIED` acts of
    one day are compared in every order. With more acts, or acts that may be on several days, each is compared with the
    next.
    """
    if track.has_distinct_days:
        return
    yield from [_crowded(track, acts) for acts in track.chronology.crowded if acts[0].latest <= day]
    runs = [
        list(run)
        for _, run in groupby(track.happened_together(day), lambda p: p.earliest if p.is_exact else p.entry.id)
    ]
    neighbours = list(pairwise([*runs, []]))
    open_runs = [n for n, (run, following) in enumerate(neighbours, 1) if _is_open(run, following)]
    course = track.chronology.course_at(0)
    for run, following in neighbours[: max(open_runs, default=0)]:
        for acts in connected(run, course):
            if len(acts) > 1 and any(track.subject in course.subjects_of(p) for p in acts):
                yield from _within_a_day(track, acts, course)
        for p in run[:-1]:
            course.apply(p)
        if following:
            yield from _next_to_each_other(track, run[-1], following[0], course)
        course.apply(run[-1])


def _is_open(run: Sequence[Placed], following: Sequence[Placed]) -> bool:
    """Return whether a run has several acts, or its last act and the one that follows are in no settled order."""
    return len(run) > 1 or (bool(following) and not settled(run[-1], following[0]))


def _within_a_day(track: Track, acts: Sequence[Placed], course: Course) -> Iterator[Finding]:
    if len(acts) > MOST_TIED:
        then = course.branch(acts)
        for first, second in pairwise(acts):
            yield from _next_to_each_other(track, first, second, then)
            then.apply(first)
    else:
        places = {p.entry.id: p for p in acts}
        matter = _pairs_that_matter(_as_well_explained(track, acts, course))
        for one, other in combinations(places, 2):
            if {one, other} in matter:
                yield _finding(track, places[one], places[other])


def _as_well_explained(track: Track, acts: Sequence[Placed], course: Course) -> Orders:
    """Return the orders of the acts of a day that have no more findings than the order taken."""
    course.unbegun()  # counted now, so that no order counts again what came before
    taken = tried(acts, course)
    cost, trials = taken.cost, [taken]
    for order in orders_of(acts):
        trial = None if all(map(is_, order, acts)) else tried(order, course)
        if trial is not None and trial.cost == cost:
            trials.append(trial)
    first, *others = [trial.course.drafts[track.subject] for trial in trials]
    if all(_same(first, other) for other in others):
        return {}
    return {tuple([p.entry.id for p in each.order]): _facts(track, each) for each in trials}


def _same(one: Draft, other: Draft) -> bool:
    """Return whether two drafts lead to one state, without making the states, which costs more."""
    same = one.axes == other.axes and one.moved == other.moved
    marked = one.proofs == other.proofs and one.brought_again == other.brought_again
    marked = marked and one.reductions == other.reductions
    return same and marked and _records(one) == _records(other)


def _records(draft: Draft) -> dict[str, Sequence[Any]]:
    return {record: draft.told(record) for record in draft.records if record != "findings"}


def _pairs_that_matter(orders: Orders) -> list[set[str]]:
    """Return the pairs of neighbouring acts that lead to another state when exchanged."""
    pairs = []
    for order, said in orders.items():
        for place in range(len(order) - 1):
            before, pair, after = order[:place], order[place : place + 2], order[place + 2 :]
            if orders.get((*before, *reversed(pair), *after), said) != said:
                pairs.append(set(pair))
    return pairs


def _next_to_each_other(track: Track, first: Placed, second: Placed, course: Course) -> Iterator[Finding]:
    """Return a finding for each two neighbours whose order is open, if the other order leads to another state."""
    shared = all(track.subject in course.subjects_of(p) for p in (first, second))
    if shared and not settled(first, second):
        taken, other = tried([first, second], course), tried([second, first], course)
        if _doubts(other) <= _doubts(taken) and _facts(track, taken) != _facts(track, other):
            yield _finding(track, first, second)


def _doubts(trial: Trial) -> int:
    return sum(trial.cost)


def _facts(track: Track, trial: Trial) -> tuple[Any, ...]:
    draft = trial.course.drafts.get(track.subject)
    return () if draft is None else facts(draft.state())


def _finding(track: Track, first: Placed, second: Placed) -> Finding:
    ids = (first.entry.id, second.entry.id)
    return AMBIGUOUS_ORDER.finding(
        f"{ids[0]} ({act_of(first.entry.event)}) is taken to have come before {ids[1]} ({act_of(second.entry.event)}), "
        "which changes the state; no date, link or docket order says so",
        ids,
        about=track.subject if track.subject.who else None,
    )


def _crowded(track: Track, acts: Sequence[Placed]) -> Finding:
    return CROWDED_DAY.finding(
        f"{len(acts)} acts of one day are in no certain order; of more than {MOST_TIED} not every order is tried, and "
        "the one taken leaves a doubt",
        [p.entry.id for p in sorted(acts, key=lambda p: p.place)],
        about=track.subject,
    )
