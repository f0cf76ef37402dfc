"""
The orders of acts whose dates overlap.

Acts on one subject whose imprecise dates overlap, directly or through other acts, may have come in several orders. They
are put in the orders that the law explains best, as acts of one day are. If several orders are explained equally well
and lead to different states, each of them is possible: no order is chosen. Acts of one exact day are no exception to
the rule for days, so that orders that differ in these alone count as one.

Orders are worked out act by act. Beginnings that have the same acts and lead to the same drafts are one, so that acts
that do not affect each other cost little.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from operator import attrgetter
from typing import Any, NamedTuple

import attrs

from casestate.engine.course import Course
from casestate.engine.fold import Draft
from casestate.engine.links import NO_LINKS
from casestate.engine.order import Placed
from casestate.engine.trial import Trial, respecting_the_strongest
from casestate.events import Subject
from casestate.law.findings import Finding
from casestate.state.facts import facts
from casestate.when import When

MOST_VAGUE = 4
"""The most acts whose dates overlap that are put in every order, whatever their dates."""
MOST_OVERLAPPING = 12
"""The most of which a few only have imprecise dates."""
A_FEW = 3
"""The most imprecise dates that are a few: the orders of these among exact days grow slowly."""
_BEGINNINGS_EACH = 40
"""The most beginnings of orders that are tried, for each of the acts."""
_LATE = "late-"
"""How the code of a finding on a step that came after an act which presupposes it begins."""
_NO_EFFECT = frozenset({"entries", "findings"})
"""The records whose order leaves no trace in a state."""

by_day = attrgetter("earliest", "rank", "place")
"""The order of the first days, the table and the file."""


class Beginning(NamedTuple):
    """
    Some of the acts in an order, and what they lead to.

    Attributes:
        taken: The places of the acts taken.
        order: The same in order.
        course: The drafts after them.
        findings: The findings on them.
    """

    taken: frozenset[int]
    order: tuple[Placed, ...]
    course: Course
    findings: tuple[Finding, ...]


def runs(placed: Iterable[Placed], course: Course) -> Iterator[list[Placed]]:
    """
    Return the acts in runs: acts that share subjects, and whose dates overlap directly or through others of the run.

    The runs come in the order of their first days, those of different subjects one after another.
    """
    run: list[Placed] = []
    last = -1
    for p in sorted(placed, key=by_day):
        if run and p.earliest > last:
            yield from _parts(run, course)
            run = []
        run.append(p)
        last = max(last, p.latest)
    if run:
        yield from _parts(run, course)


def _parts(run: list[Placed], course: Course) -> Iterator[list[Placed]]:
    together = [run] if len(run) == 1 else connected(run, course)
    if len(together) == 1:
        yield run
        return
    for acts in together:
        yield from runs(acts, course)


def connected(day: list[Placed], course: Course) -> list[list[Placed]]:
    """Return the acts of one day or run, in groups that have no subject in common."""
    if len(course.drafts) == 1 or len(day) == 1:
        return [day]
    found: list[tuple[set[Subject], list[Placed]]] = []
    for p in day:
        subjects, together = set(course.subjects_of(p)), [p]
        apart = []
        for others, acts in found:
            if subjects.isdisjoint(others):
                apart.append((others, acts))
            else:
                subjects, together = subjects | others, [*acts, *together]
        found = [*apart, (subjects, together)]
    return [together for _, together in found]


def is_vague(run: Sequence[Placed]) -> bool:
    """Return whether a run has several acts that are not all on one known day."""
    return len(run) > 1 and not all(p.is_exact for p in run)


def explained(run: Sequence[Placed], course: Course) -> list[Trial]:
    """
    Return the orders of a run that the law explains best, one for each state that they lead to.

    The first is that of the table. There are none where the acts are too many to try every order. No order has an act
    before a step of the same run that it presupposes, if another order has none.
    """
    vague = sum([not p.is_exact for p in run])
    if len(run) > (MOST_OVERLAPPING if vague <= A_FEW else MOST_VAGUE):
        return []
    acts = sorted(run, key=lambda p: p.in_table)
    before = _before(acts)
    trials = _orders(acts, before, course, lawful=True)
    if trials is not None and not trials:
        trials = _orders(acts, before, course, lawful=False)
    if not trials:
        return []
    timely = [trial for trial in trials if not any(each.code.startswith(_LATE) for each in trial.findings)] or trials
    left = respecting_the_strongest(timely, course) if timely[0].findings else timely
    weighed = [((trial.cost, len(trial.findings)), trial) for trial in left]
    least = min(weight for weight, _ in weighed)
    return _apart([trial for weight, trial in weighed if weight == least])


def _before(acts: Sequence[Placed]) -> list[frozenset[int]]:
    """
    Return for each act the places of those that dates, links or the docket put before it.

    Of acts that say the same on the same days, the first in the file comes first, because no order of them differs.
    """
    places = {p.entry.id: place for place, p in enumerate(acts)}
    over = min(p.earliest for p in acts) - 1
    numbered = [p for p in acts if p.ordinal is not None and p.is_exact]
    found = []
    for p in acts:
        earlier = {places[id] for id in p.links.nearest(p.entry.id, places, over)}
        earlier |= {place for place, q in enumerate(acts) if q.latest < p.earliest}
        if p.ordinal is not None and p.is_exact:
            same = [q for q in numbered if q.earliest == p.earliest]
            earlier |= {places[q.entry.id] for q in same if (q.ordinal or 0) < p.ordinal}
        found.append(frozenset(earlier))
    for alike in _alike(acts):
        for one, other in pairwise(alike):
            found[other] |= {one}
    return found


def _alike(acts: Sequence[Placed]) -> Iterable[list[int]]:
    """Return the places of acts that say the same, have the same bounds, and that nothing ties."""
    kinds = Counter([type(p.entry.event) for p in acts])
    found: dict[Any, list[int]] = {}
    for place, p in enumerate(acts):
        if kinds[type(p.entry.event)] > 1 and p.links is NO_LINKS and p.ordinal is None:
            key = attrs.evolve(p.entry.event, on=When()), p.earliest, p.latest, p.entry.source.basis
            found.setdefault(key, []).append(place)
    return found.values()


def _orders(
    acts: Sequence[Placed], before: Sequence[frozenset[int]], course: Course, *, lawful: bool
) -> list[Trial] | None:
    """
    Return one order of the acts for each way in which it may end, those of the table first.

    Args:
        acts: The acts.
        before: For each act, those that certainly came before it.
        course: The drafts before them.
        lawful: Whether only orders without findings count.

    Returns:
        The orders; ``None`` where there are too many beginnings to try.
    """
    lengths = {subject: dict(draft.lengths) for subject, draft in course.drafts.items()}
    unbegun = course.unbegun()
    left = _BEGINNINGS_EACH * max(len(acts), MOST_OVERLAPPING)
    begun = [Beginning(frozenset(), (), course.branch(acts), ())]
    counted = unbegun - course.unbegun(begun[0].course)
    for _ in acts:
        found: dict[Any, Beginning] = {}
        for at in begun:
            for place, p in enumerate(acts):
                if place in at.taken or not before[place] <= at.taken:
                    continue
                left -= 1
                if left < 0:
                    return None
                then, order = at.course.branch(acts), (*at.order, p)
                findings = (*at.findings, *then.take([p]))
                if lawful and (findings or then.unbegun() + counted > unbegun or course.out_of_turn(order)):
                    continue
                taken = at.taken | {place}
                mark = taken, tuple([_mark(draft, lengths[subject]) for subject, draft in then.drafts.items()])
                fresh = Beginning(taken, order, then, findings)
                if mark not in found or (not lawful and _cost(fresh, course) < _cost(found[mark], course)):
                    found[mark] = fresh
        begun = list(found.values())
    return [_trial(each, course) for each in begun]


def _trial(at: Beginning, course: Course) -> Trial:
    return Trial(at.order, at.course, at.findings, course.out_of_turn(at.order))


def _cost(at: Beginning, course: Course) -> tuple[int, int, int]:
    return _trial(at, course).cost


def _mark(draft: Draft, lengths: Mapping[str, int]) -> tuple[Any, ...]:
    """Return what two drafts have in common that go on alike, with the acts after some lengths of their records."""
    if not draft.axes:
        return facts(draft.state())  # a motion, a hearing, a role or a person: what the last acts say
    records = [
        (record, tuple(map(id, entries[lengths.get(record, 0) : length])))
        for record, (entries, length) in sorted(draft.records.items(), key=lambda each: each[0])
        if record not in _NO_EFFECT
    ]
    return (
        tuple(draft.axes.values()),
        frozenset([(axis, id(entry)) for axis, entry in draft.moved.items()]),
        tuple(records),
        tuple([id(frame.entry) for frame in draft.stack]),
        tuple([(id(each.first), each.pending) for each in draft.reviews]),
        tuple([id(each.entry) for each in draft.proofs]),
        tuple(map(id, draft.courts)),
        draft.guessed,
    )


def _apart(trials: Sequence[Trial]) -> list[Trial]:
    """Return one trial for each state, of those that differ in more than the order of acts of one known day."""
    if len(trials) == 1:
        return list(trials)
    by_days = {tuple([p.earliest if p.is_exact else p.entry.id for p in each.order]): each for each in reversed(trials)}
    by_state = {said(each.course): each for each in by_days.values()}
    return sorted(by_state.values(), key=trials.index)


def said(course: Course) -> tuple[Any, ...]:
    """Return what the drafts of a course say, without their entries."""
    return tuple([facts(draft.state()) for draft in course.drafts.values()])


def exchanged(trials: Sequence[Trial]) -> list[tuple[Placed, Placed]]:
    """Return each two acts that not all orders have in the same order, as the first order has them."""
    orders = [{p.entry.id: place for place, p in enumerate(trial.order)} for trial in trials[1:]]
    return [
        (one, other)
        for one, other in combinations(trials[0].order, 2)
        if any(places[other.entry.id] < places[one.entry.id] for places in orders)
    ]
