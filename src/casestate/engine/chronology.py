"""
Fold entries in order, day by day.

Acts of one day that dates, links and the docket leave unordered are taken in the order that the law explains best. The
choice reads only the state before that day and the acts of that day. Of acts that exclude each other in every order,
the one on the strongest basis counts, and of equals the one that does not find guilt. Among the orders that respect
this, the one with the fewest acts that no law allows is taken; then the one with the fewest missing steps, the fewest
other findings, the order of the table, and the order of the file. An act about several charges has one place for all of
them, so charges that share an act of a crowded day are ordered together.

Up to six acts of a day are tried in every order. Of more, the first that the law allows is taken repeatedly.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, permutations
from operator import attrgetter, itemgetter

from casestate.engine.course import ALONE, Bearing, Course
from casestate.engine.fold import Draft, SubjectState
from casestate.engine.links import NO_LINKS
from casestate.engine.order import FOREVER, Merge, Placed, next_of_day
from casestate.engine.overlap import by_day, connected, explained, is_vague, runs
from casestate.engine.trial import Trial, respecting_the_strongest, tried
from casestate.events import Subject
from casestate.law.findings import Finding
from casestate.law.procedure import Procedure

EVERY = 16
"""The checkpoint interval, in entries of a subject."""
MOST_TIED = 6
"""The most unordered acts of one day that are tried in every order: 720 orders."""


def orders_of(day: Sequence[Placed]) -> Iterator[list[Placed]]:
    """Return every order of the acts of a day that links and the docket allow, the order of the table first."""
    if by_days(day):
        yield from map(list, permutations(sorted(day, key=attrgetter("in_table"))))
        return
    for p in next_of_day(day):
        others = [q for q in day if q is not p]
        for order in orders_of(others):
            yield [p, *order]


def best_order(day: Sequence[Placed], course: Course) -> Trial:
    """Return the order of the acts of a day that the law explains best."""
    trials: list[Trial] = []
    for order in orders_of(day):
        trial = tried(order, course)
        if not trial.findings and not trial.inverted and trial.course.unbegun() == course.unbegun(trial.course):
            return trial
        trials.append(trial)
    return min(respecting_the_strongest(trials, course), key=lambda trial: trial.cost)


def first_allowed(placed: Sequence[Placed], course: Course) -> Placed:
    """
    Return the act that comes first in the table among those that the law allows now, or of all if it allows none.

    If the law allows only one of several acts of this type, such as two verdicts, the strongest is returned.
    """
    p = placed[0]
    if not course.allows(p):
        allowed = [each for each in placed if course.allows(each)]
        p = min(allowed, key=lambda each: each.in_table) if allowed else _first_in_table(placed, course)
    kind = type(p.entry.event)
    alike = [each for each in placed if type(each.entry.event) is kind and each is not p]
    if not alike:
        return p
    basis, guilty = strength = course.strength(p)
    # Skip rivals that cannot be stronger; a day may have thousands.
    rivals = [each for each in alike if each.entry.source.basis.rank < basis + guilty]
    stronger = [each for each in rivals if course.strength(each) < strength and _exclude(p, each, course)]
    return min([p, *stronger], key=course.strength)


def _first_in_table(placed: Sequence[Placed], course: Course) -> Placed:
    """
    Return the act that the table puts before all others.

    An act about several charges has a place in the table on each: a charge filed to carry on another comes after what
    ends that one, and before what becomes of itself.
    """
    p, passed = placed[0], set[int]()
    while id(p) not in passed:
        passed.add(id(p))
        p = next((each for each in placed if id(each) not in passed and course.puts_first(each, p)), p)
    return p


def _exclude(one: Placed, other: Placed, course: Course) -> bool:
    """Return whether the law allows either of two acts now, and neither after the other."""
    if not course.allows(one) or not course.allows(other):
        return False
    first, second = course.branch([one, other]), course.branch([one, other])
    first.apply(one)
    second.apply(other)
    return not first.allows(other) and not second.allows(one)


def fold_in_order(placed: Sequence[Placed], course: Course) -> Iterator[Sequence[Placed]]:
    """Fold entries into a course in order, and yield them in groups, each after it is folded."""
    if not by_days(placed):
        for run in runs(placed, course):
            yield from _fold_run(run, course)
        return
    folded: list[Placed] = []
    for _, day in groupby(sorted(placed, key=by_day), key=attrgetter("earliest")):
        acts = list(day)
        if len(acts) == 1:
            course.apply(acts[0])
            folded += acts
        else:
            for together in connected(acts, course):
                folded += _fold_day(together, course)
        if len(folded) >= EVERY:
            yield folded
            folded = []
    yield folded


def by_days(placed: Iterable[Placed]) -> bool:
    """Return whether every date is one day, and no entry has a link or an ordinal."""
    return all(p.earliest == p.latest and p.links is NO_LINKS and p.ordinal is None for p in placed)


def _fold_run(run: list[Placed], course: Course) -> Iterator[Sequence[Placed]]:
    """Fold a run of acts whose dates overlap, and note it if several orders are possible."""
    if len(run) == 1:
        course.apply(run[0])
        yield run
        return
    trials = []
    if is_vague(run):
        course.over |= dict.fromkeys([p.entry.id for p in run], max(p.latest for p in run))
        trials = explained(run, course)
    if not trials:
        yield from _merged(Merge(run), course)
        return
    if len(trials) > 1:
        course.unordered.append(trials[0].order)
    elif not trials[0].disregarded:
        course.in_one_way.add(frozenset([p.entry.id for p in run]))
    course.drafts.update(trials[0].course.drafts)
    yield trials[0].order


def _fold_day(day: list[Placed], course: Course) -> Sequence[Placed]:
    """Fold the acts of one day, which are given in the order of the table, and return the order taken."""
    if _folds_without_doubt(day, course):
        return day
    order = best_order(day, course).order if len(day) <= MOST_TIED else _by_what_is_allowed(day, course)
    course.take(order)
    return order


def _folds_without_doubt(order: Sequence[Placed], course: Course) -> bool:
    """Fold acts in an order if it has no findings; otherwise leave the course as it was."""
    if course.out_of_turn(order):
        return False
    before = course.branch(order)
    if not course.take(order) and course.unbegun(before) == before.unbegun():
        return True
    course.drafts.update(before.drafts)
    return False


def _by_what_is_allowed(day: list[Placed], course: Course) -> list[Placed]:
    """Fold a day with too many acts to try every order, and return the order taken."""
    then, order, left = course.branch(day), [], list(day)
    while left:
        p = first_allowed(left, then)
        left.remove(p)
        then.apply(p)
        order.append(p)
    if any(tried(order, course).cost[:2]):
        course.crowded.append(tuple(day))
    return order


def _merged(merge: Merge, course: Course) -> Iterator[Sequence[Placed]]:
    """Fold entries of which some have several possible days, a link or an ordinal."""
    crowds: dict[int, tuple[Placed, ...]] = {}
    while merge.ready:
        ready = merge.may_be_next
        p = first_allowed(ready, course) if len(ready) > 1 else ready[0]
        day = [p] if p.earliest in crowds else _day_of(p, merge, course)
        if len(day) > MOST_TIED:
            crowds[p.earliest] = tuple(day) if len(next_of_day(day)) > 1 else ()
        elif len(day) > 1:
            order = sorted(day, key=by_day) if by_days(day) else next(orders_of(day))
            if merge.comes_before_all_others(order) and _folds_without_doubt(order, course):
                for each in order:
                    merge.take(each)
                yield order
                continue
            p = best_order(day, course).order[0]
        p = merge.take(merge.in_docket(p))
        if crowds:
            _note_doubt(p, crowds.get(p.earliest, ()), course)
        course.apply(p)
        yield (p,)


def _note_doubt(p: Placed, crowd: tuple[Placed, ...], course: Course) -> None:
    """Note a day with too many acts to try every order, if one of them is taken that the law does not allow."""
    if p in crowd and crowd not in course.crowded and not course.allows(p):
        course.crowded.append(crowd)


def _day_of(p: Placed, merge: Merge, course: Course) -> list[Placed]:
    """Return the acts of the same day that share subjects with an act; the act alone if its day is not known."""
    day = merge.of_day(p)
    return day if len(day) == 1 else next(each for each in connected(day, course) if p in each)


Outcome = tuple[SubjectState, tuple[Finding, ...]]
"""A state, and the findings of folding it."""


class Chronology:
    """
    The entries about one subject, or about several that share acts, folded in order.

    Attributes:
        placed: The entries as given, in the order of the file.
        bearing: The subjects of each entry, if there are several.
        order: The entries in the order of folding.
        orders: The same for each subject.
        crowded: The acts of each day with too many to try every order, if the order taken has findings.
        over: For each act whose date overlaps with others, the last day on which one of these may have happened.
        unordered: The acts whose dates overlap and which may have come in several orders that differ in the state.
        in_one_way: The ids of acts whose dates overlap, where one order alone is best, and each has effect in it.
        checkpoints: Some drafts of each subject, the last among them, each with the number of its entries folded in.
        by_days: Whether each day can be put in order separately.
    """

    def __init__(
        self,
        subjects: Sequence[Subject],
        placed: Sequence[Placed],
        procedure: Procedure,
        bearing: Bearing = ALONE,
        earlier: "Chronology | None" = None,
    ) -> None:
        self.placed = placed
        self.bearing = bearing
        self.procedure = procedure
        added, gone = _changed(earlier.placed, placed) if earlier else (placed, [])
        self.by_days: bool = by_days(added if earlier and earlier.by_days else placed)
        kept, rest = self._kept(earlier, [*added, *gone])
        self.order: list[Placed] = list(earlier.order[:kept]) if earlier else []
        self.orders: dict[Subject, list[Placed]] = {}
        self.checkpoints: dict[Subject, list[tuple[int, Draft]]] = {}
        for subject in subjects:
            self.orders[subject] = self._about(subject) if bearing else self.order
            count = len(self.orders[subject])
            so_far = earlier.checkpoints[subject] if earlier else []
            self.checkpoints[subject] = [each for each in so_far if each[0] <= count]
        course = self.course_at(kept)
        for checkpoints in self.checkpoints.values():
            _space(checkpoints)
        for batch in fold_in_order(rest, course):
            self._add(batch, course)
        for subject, draft in course.drafts.items():
            self.checkpoints[subject].append((len(self.orders[subject]), draft))
        self.over = course.over
        self.unordered = course.unordered
        self.in_one_way = course.in_one_way
        self.crowded = course.crowded
        if earlier:
            self.crowded += [day for day in earlier.crowded if day[0] in self.order[:kept]]

    def _kept(self, earlier: "Chronology | None", changed: Sequence[Placed]) -> tuple[int, Sequence[Placed]]:
        """
        Return how many entries of an earlier order are kept, and the entries to be folded after them.

        If every date is one day and nothing is linked, each day is put in order separately. So entries that are added
        or left out do not change the days before theirs.
        """
        if earlier is None or not (self.by_days and earlier.by_days):
            return 0, self.placed
        first = min([p.earliest for p in changed], default=FOREVER)
        kept = bisect_left(earlier.order, first, key=lambda p: p.earliest)
        return kept, [p for p in self.placed if p.earliest >= first]

    def _about(self, subject: Subject) -> list[Placed]:
        return [p for p in self.order if subject in self.bearing[p.entry.id]]

    def _add(self, batch: Sequence[Placed], course: Course) -> None:
        self.order += batch
        for subject, draft in course.drafts.items():
            order, checkpoints = self.orders[subject], self.checkpoints[subject]
            if order is not self.order:
                order += [p for p in batch if subject in self.bearing[p.entry.id]]
            if len(order) >= (checkpoints[-1][0] if checkpoints else 0) + EVERY:
                checkpoints.append((len(order), draft.copy()))

    def draft_at(self, subject: Subject, count: int) -> Draft:
        """Return the draft of a subject after a number of its entries, folded from the nearest checkpoint."""
        start, checkpoint = self._checkpoint(subject, count)
        draft = checkpoint.copy() if checkpoint else Draft(subject, self.procedure)
        for p in self.orders[subject][start:count]:
            draft.apply(p.entry)
        return draft

    def outcome_at(self, subject: Subject, count: int) -> Outcome:
        """Return the state of a subject after a number of its entries, and the findings of folding it."""
        start, checkpoint = self._checkpoint(subject, count)
        draft = checkpoint if checkpoint and start == count else self.draft_at(subject, count)
        return draft.state(), draft.findings

    def _checkpoint(self, subject: Subject, count: int) -> tuple[int, Draft | None]:
        """Return the last checkpoint of a subject within a number of its entries, and the number folded into it."""
        checkpoints = self.checkpoints[subject]
        last = bisect_right(checkpoints, count, key=itemgetter(0))
        return checkpoints[last - 1] if last else (0, None)

    def course_at(self, count: int) -> Course:
        """Return the drafts of all subjects after a number of entries of the order."""
        if not self.bearing:
            return Course({subject: self.draft_at(subject, count) for subject in self.orders})
        counts = dict.fromkeys(self.orders, 0)
        for p in self.order[:count]:
            for subject in self.bearing[p.entry.id]:
                counts[subject] += 1
        return Course({subject: self.draft_at(subject, each) for subject, each in counts.items()}, self.bearing)


def _space(checkpoints: list[tuple[int, Draft]]) -> None:
    """Drop the last checkpoint if it is closer than the interval: a file that grows would keep one for each entry."""
    before = checkpoints[-2][0] if len(checkpoints) > 1 else 0
    if checkpoints and checkpoints[-1][0] < before + EVERY:
        checkpoints.pop()


def _changed(before: Sequence[Placed], now: Sequence[Placed]) -> tuple[list[Placed], list[Placed]]:
    """Return the entries that were added to a sequence or placed anew, and those that are gone from it."""
    here, there = set(map(id, now)), set(map(id, before))
    gone = {id(p.entry): p for p in before if id(p) not in here} if there - here else {}
    added = [p for p in now if id(p) not in there] if here - there else []
    return [p for p in added if gone.pop(id(p.entry), None) != p], list(gone.values())
