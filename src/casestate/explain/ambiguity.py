"""
Findings on acts whose order is open and affects the state.

Dates, links and the docket may leave the order of two acts open. If the law explains another order equally well, and
that order leads to another state, the record does not show which is true.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, groupby, pairwise
from operator import is_
from typing import Any

from casestate.engine.chronology import MOST_TIED, orders_of
from casestate.engine.course import Course
from casestate.engine.fold import Draft
from casestate.engine.order import Placed, settled
from casestate.engine.overlap import exchanged, explained, is_vague, runs
from casestate.engine.trial import Trial, tried
from casestate.engine.worlds import Track
from casestate.events.wording import act_of
from casestate.law.findings import AMBIGUOUS_ORDER, CROWDED_DAY, Finding
from casestate.state.facts import facts

Orders = Mapping[tuple[str, ...], tuple[Any, ...]]
"""The state after each order of the acts of a day; an order is given by ids."""


def ambiguous_orders(track: Track, day: int) -> Iterator[Finding]:
    """
    Return a finding for each pair of acts whose order is open and matters.

    Only acts that have certainly happened by the day count. Up to :data:`casestate.engine.chronology.MOST_TIED` acts of
    one day are compared in every order, and so are acts whose dates overlap, as far as
    :func:`casestate.engine.overlap.explained` puts them in order. Of more acts, each is compared with the next.
    """
    if track.has_distinct_days:
        return
    yield from [_crowded(track, acts) for acts in track.chronology.crowded if acts[0].latest <= day]
    happened, course = track.happened_together(day), track.chronology.course_at(0)
    every = list(runs(happened, course))
    certain = track.chronology.in_one_way if len(happened) == len(track.chronology.order) else ()
    compared = [len(run) > 1 and frozenset([p.entry.id for p in run]) not in certain for run in every]
    if not any(compared):
        return
    last = max(n for n, is_compared in enumerate(compared, 1) if is_compared)
    places = {p.entry.id: place for place, p in enumerate(happened)}
    for run, is_compared in zip(every[:last], compared, strict=False):
        acts = sorted(run, key=lambda p: places[p.entry.id])
        if is_compared and any(track.subject in course.subjects_of(p) for p in acts):
            yield from _within_a_run(track, acts, course)
        else:
            _apply(acts, course)


def _apply(acts: Iterable[Placed], course: Course) -> None:
    for p in acts:
        course.apply(p)


def _within_a_run(track: Track, run: Sequence[Placed], course: Course) -> Iterator[Finding]:
    """Compare the orders of a run, and apply its acts."""
    if not is_vague(run):
        taken = _taken(run, course)
        yield from _within_a_day(track, taken, course)
        course.drafts.update(taken.course.drafts)
        return
    trials = explained(run, course)
    if len(trials) > 1:
        first = _facts(track, trials[0])
        other_states = [trial for trial in trials[1:] if _facts(track, trial) != first]
        yield from [_finding(track, one, other, taken=False) for one, other in exchanged([trials[0], *other_states])]
    if not trials or trials[0].disregarded:  # of acts that exclude each other, one was chosen
        yield from _in_turn(track, run, course)
    else:
        _apply(run, course)


def _in_turn(track: Track, run: Sequence[Placed], course: Course) -> Iterator[Finding]:
    """Compare the acts of each day with one another, and the last of them with the next act; apply all of them."""
    days = [list(day) for _, day in groupby(run, lambda p: p.earliest if p.is_exact else p.entry.id)]
    for day, following in pairwise([*days, []]):
        if len(day) > 1:
            yield from _within_a_day(track, _taken(day, course), course)
        _apply(day[:-1], course)
        if following:
            yield from _next_to_each_other(track, day[-1], following[0], course)
        course.apply(day[-1])


def _taken(acts: Sequence[Placed], course: Course) -> Trial:
    """Return the order taken of some acts, with its result."""
    course.unbegun()  # counted now, so that no order counts again what came before
    return tried(acts, course)


def _within_a_day(track: Track, taken: Trial, course: Course) -> Iterator[Finding]:
    """Compare the order taken of the acts of a day with the others."""
    acts = taken.order
    if len(acts) > MOST_TIED:
        then = course.branch(acts)
        for first, second in pairwise(acts):
            yield from _next_to_each_other(track, first, second, then)
            then.apply(first)
    elif track.subject in taken.course.drafts:
        places = {p.entry.id: p for p in acts}
        matter = _pairs_that_matter(_as_well_explained(track, taken, course))
        for one, other in combinations(places, 2):
            if {one, other} in matter:
                yield _finding(track, places[one], places[other])


def _as_well_explained(track: Track, taken: Trial, course: Course) -> Orders:
    """Return the orders of the acts of a day that have no more findings than the order taken."""
    cost, trials = taken.cost, [taken]
    for order in orders_of(taken.order):
        trial = None if all(map(is_, order, taken.order)) else tried(order, course)
        if trial is not None and trial.cost == cost:
            trials.append(trial)
    first, *others = [trial.course.drafts[track.subject] for trial in trials]
    before = dict(course.drafts[track.subject].lengths)
    if all(_same(first, other, before) for other in others):
        return {}
    return {tuple([p.entry.id for p in each.order]): _facts(track, each) for each in trials}


def _same(one: Draft, other: Draft, before: Mapping[str, int]) -> bool:
    """
    Return whether two drafts lead to one state, without making the states, which costs more.

    Args:
        one: A draft.
        other: Another.
        before: For each record, the number of entries that they have in common.
    """
    same = one.axes == other.axes and one.moved == other.moved
    marked = one.proofs == other.proofs and one.brought_again == other.brought_again
    marked = marked and one.reductions == other.reductions
    return same and marked and _added(one, before) == _added(other, before)


def _added(draft: Draft, before: Mapping[str, int]) -> dict[str, Sequence[Any]]:
    return {record: draft.told(record, after=before.get(record, 0)) for record in draft.records if record != "findings"}


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


def _finding(track: Track, first: Placed, second: Placed, *, taken: bool = True) -> Finding:
    ids = (first.entry.id, second.entry.id)
    one, other = [f"{id} ({act_of(p.entry.event)})" for id, p in zip(ids, (first, second), strict=True)]
    said = f"{one} is taken to have come before {other}" if taken else f"{one} may have come before {other} or after it"
    return AMBIGUOUS_ORDER.finding(
        f"{said}, which changes the state; no date, link or docket order says so",
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
