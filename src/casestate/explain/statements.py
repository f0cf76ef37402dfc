"""
The fates of statements.

A statement changes no state. Its fate follows from the acts in the view, by the first of these rules that applies. The
*stated days* are the date of the act in ``about``. An act *matches* a statement if it has the type of that act (or a
kind of it) and the same subject, and agrees in every coded field that both give.

=============  =====================================================================================================
WITHDRAWN      the speaker later retracted it (modality ``retracts``, with the same ``about``)
NOT_WEIGHED    it asserts nothing (``declines_comment``, ``retracts``), or names no act on anything with a record,
               unless it is an expectation and somebody later said that it came true or failed
MET            an expectation: a matching act happened on the stated days, and not before the statement; if it names no
               act on anything with a record, somebody later said that it came true (``says_came_true``, same words)
FAILED         such an expectation: somebody later said that it failed (``says_failed``, same words)
OVERTAKEN      an expectation: by the table of the law, no ordinary act could lead there any more on the stated days
LAPSED         an expectation: the stated days have passed by the day of the view (and by the day of knowledge, if there
               is one), without a matching act
CONFIRMED      an assertion that an act was done: a matching act happened on the stated days; or a denial of an act
               whose assertion the record contradicts
CONTRADICTED   an assertion: the record has the act with other values and the table allows no other, or by the table the
               act was impossible on the stated days; or a denial of an act that the record has
ANSWERED       a question left open that the record decides, either way
OPEN           none of these: a fact that is not on record is not thereby false
=============  =====================================================================================================

If imprecise dates leave several fates, ``possible`` has them all and the fate is UNDECIDED.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

import attrs

from casestate.engine.coordinates import Reading
from casestate.engine.fold import SubjectState
from casestate.engine.order import FOREVER, NEVER, Placed, precedes
from casestate.engine.worlds import Track, subsets
from casestate.entries import Entry
from casestate.events import Event, Modality, Stated, Subject
from casestate.explain.fate import Fate, Statement
from casestate.law.moves import Fit, Move
from casestate.state import RecordState
from casestate.timeslice import Timeslice
from casestate.vocabulary import Vocabulary
from casestate.when import Certainty

_UNSAID = ("unknown", "unspecified")
"""The words of vocabularies that mean that no source says."""
_CLAIMS = (Modality.ASSERTS, Modality.ALLEGES)
_DENIALS = (Modality.DENIES, Modality.DISPUTES)
_WEIGHED = (Modality.EXPECTS, *_CLAIMS, *_DENIALS, Modality.UNDETERMINED)
_OUTCOMES = (Modality.SAYS_CAME_TRUE, Modality.SAYS_FAILED)
_PASSED = (Fit.LATE, Fit.CONTRADICTS)


class _Weighed(NamedTuple):
    """The certainty of something, and the entries behind it."""

    certainty: Certainty
    by: tuple[Entry, ...] = ()


_NO = _Weighed(Certainty.NO)


class Fates:
    """
    The fates of statements, as of a day.

    Args:
        at: The file at coordinates.
    """

    def __init__(self, at: Timeslice) -> None:
        self.at = at
        self.track = at.index.track
        self.procedure = at.index.procedure
        self.day = at.day
        over = FOREVER if at.coordinates.over is None else at.coordinates.over
        self.here = [read for p in at.index.placed if (read := self._read(p)).earliest <= at.day]
        begun = max([p.earliest for p in self.here], default=NEVER)
        self.reached = min(over, begun if at.day == FOREVER else at.day)
        self.said = [p for p in self.here if isinstance(p.entry.event, Stated)]
        self.by_id = {p.entry.id: p for p in self.here}
        self.by_subject: dict[Subject, list[Placed]] = {}
        for p in self.here:
            for subject in _subjects(p.entry.event):
                self.by_subject.setdefault(subject, []).append(p)
        self.outcomes: dict[tuple[Modality, Event | None, str | None], list[Placed]] = {}
        self.taken_back: dict[tuple[str, frozenset[Subject]], list[tuple[Placed, Event]]] = {}
        for p in self.said:
            said = p.entry.event
            assert isinstance(said, Stated)
            if said.modality is Modality.RETRACTS and said.about is not None:
                self.taken_back.setdefault(_told(said.by, said.about), []).append((p, said.about))
            if said.modality in _OUTCOMES:
                self.outcomes.setdefault((said.modality, said.about, said.text), []).append(p)

    def told(self, only: str | None = None) -> Iterator[Statement]:
        """Yield each statement that was certainly made, with its fate, in file order, or only that of one entry."""
        for p in self.said:
            if p.latest <= self.day and only in (None, p.entry.id):
                yield self._statement(p)

    def _read(self, p: Placed) -> Placed:
        """Return an entry as the reading of imprecise dates places it."""
        reading = self.at.coordinates.reading
        if reading is Reading.WORLDS:
            return p
        on = p.earliest if reading is Reading.EARLIEST else p.latest
        return p._replace(earliest=on, latest=on)

    def _statement(self, p: Placed) -> Statement:
        rules = [(fate, weighed) for fate, weighed in self._rules(p) if weighed.certainty is not Certainty.NO]
        sure = [weighed.certainty for _, weighed in rules].index(Certainty.YES)
        told = rules[: sure + 1]
        by = dict.fromkeys([entry for _, weighed in told for entry in weighed.by])
        return Statement(entry=p.entry, possible=tuple([fate for fate, _ in told]), by=tuple(by))

    def _rules(self, p: Placed) -> Iterator[tuple[Fate, _Weighed]]:
        """Yield the rules that may apply to a statement, in order; the last always does."""
        said = p.entry.event
        assert isinstance(said, Stated)
        about = said.about
        if said.modality not in _WEIGHED or about is None or not about.subjects:
            if said.modality is Modality.EXPECTS:
                yield from self._said_of(p, said)
            yield Fate.NOT_WEIGHED, _Weighed(Certainty.YES)
            return
        yield Fate.WITHDRAWN, self._withdrawn(p, said, about)
        if said.modality is Modality.EXPECTS:
            yield from self._expected(p, about)
        else:
            done, not_done = self._done(about), self._not_done(about)
            if said.modality is Modality.UNDETERMINED:
                yield Fate.ANSWERED, _any([done, not_done])
            else:
                so, not_so = Fate.CONFIRMED, Fate.CONTRADICTED
                if said.modality in _DENIALS:
                    so, not_so = not_so, so
                yield so, done
                yield not_so, not_done
        yield Fate.OPEN, _Weighed(Certainty.YES)

    def _withdrawn(self, p: Placed, said: Stated, about: Event) -> _Weighed:
        """Return how certain it is that the speaker later retracted it."""
        return _any(
            [
                _Weighed(_takes_back(retracted, about) & self._happened(other) & _later(p, other), (other.entry,))
                for other, retracted in self.taken_back.get(_told(said.by, about), ())
            ]
        )

    def _said_of(self, p: Placed, said: Stated) -> Iterator[tuple[Fate, _Weighed]]:
        """Yield the fates that somebody later stated; if both were stated, neither is certain."""
        met, failed = [self._told_later(p, modality, said) for modality in _OUTCOMES]
        both = met.certainty is failed.certainty is Certainty.YES
        yield Fate.MET, met._replace(certainty=Certainty.POSSIBLY) if both else met
        yield Fate.FAILED, failed

    def _told_later(self, p: Placed, modality: Modality, said: Stated) -> _Weighed:
        """Return how certain it is that somebody said this later of an expectation, in the same words."""
        others = self.outcomes.get((modality, said.about, said.text), ())
        return _any([_Weighed(self._happened(other) & _later(p, other), (other.entry,)) for other in others])

    def _expected(self, p: Placed, about: Event) -> Iterator[tuple[Fate, _Weighed]]:
        first, last = _bounds(about)
        begins = min(max(first, p.earliest), last), min(max(first, p.latest), last)
        yield Fate.MET, self._each(about, begins, last)
        yield Fate.OVERTAKEN, self._impossible(about, min(last, self.day), (*_PASSED, Fit.REPEATED), since=p)
        passed = last < FOREVER and last <= self.reached
        yield Fate.LAPSED, _Weighed(Certainty.YES if passed else Certainty.NO)

    def _done(self, about: Event) -> _Weighed:
        """Return how certain it is that the record has the act on the stated days."""
        first, last = _bounds(about)
        return self._each(about, (first, first), last)

    def _not_done(self, about: Event) -> _Weighed:
        """Return how certain it is that the record has other values, or that it was impossible on all stated days."""
        first, last = _bounds(about)
        end = min(last, self.day)
        differs = self._differs(about, (first, first), last)
        ended = self._impossible(about, end, (*_PASSED, Fit.REPEATED))
        before, after = [self._impossible(about, min(day, end), _PASSED) for day in (first - 1, end)]
        unmoved = _Weighed(_one_and_the_same(before.by, after.by) if first <= self.day else Certainty.NO)
        return _any([_all([differs, ended]), _all([before, after, unmoved])])

    def _each(self, about: Event, begins: tuple[int, int], last: int) -> _Weighed:
        """Return how certain it is that a matching act happened within these days, on every stated subject."""
        return _all(
            [
                _any(
                    [
                        _Weighed(_agrees(about, p.entry.event) & self._within(p, begins, last), (p.entry,))
                        for p in self._acts(about, subject)
                    ]
                )
                for subject in _subjects(about)
            ]
        )

    def _differs(self, about: Event, begins: tuple[int, int], last: int) -> _Weighed:
        """Return how certain it is that an act of that type within these days differs in a coded field."""
        return _any(
            [
                _Weighed(~_agrees(about, p.entry.event) & self._within(p, begins, last), (p.entry,))
                for subject in _subjects(about)
                for p in self._acts(about, subject)
            ]
        )

    def _acts(self, about: Event, subject: Subject) -> Iterator[Placed]:
        return (p for p in self.by_subject.get(subject, ()) if isinstance(p.entry.event, type(about)))

    def _within(self, p: Placed, begins: tuple[int, int], last: int) -> Certainty:
        """Return how certain it is that an act happened by the day, from the first of these days to the last."""
        latest = min(p.latest, self.day)
        if latest < begins[0] or p.earliest > last:
            return Certainty.NO
        inside = p.earliest >= begins[1] and latest <= last
        return self._happened(p) & (Certainty.YES if inside else Certainty.POSSIBLY)

    def _happened(self, p: Placed) -> Certainty:
        return Certainty.YES if p.latest <= self.day else Certainty.POSSIBLY

    def _impossible(self, about: Event, day: int, fits: tuple[Fit, ...], since: Placed | None = None) -> _Weighed:
        """Return how certain it is that the act fits in one of these ways, at the end of this day, on any subject."""
        return _any([self._unfit(about, subject, day, fits, since) for subject in _subjects(about)])

    def _unfit(self, about: Event, subject: Subject, day: int, fits: tuple[Fit, ...], since: Placed | None) -> _Weighed:
        track = self.track(subject)
        rows = self.procedure.bearing(about, subject)
        if track is None or rows is None:
            return _NO
        states = self._states(track, day)
        if states is None:
            return _Weighed(Certainty.POSSIBLY, tuple([p.entry for p in track.open_on(day)]))
        by_phase = rows.by_phase(about)
        answers: list[Certainty] = []
        by: list[Entry] = []
        for state in states:
            assert not isinstance(state, RecordState)
            moved = dict(state.moved).get("phase")
            move = by_phase[state.phase]
            # An act that leaves the phase, such as on a charge that has ended, does not meet an expectation.
            leading = [each for each in move.instead if each.row.to or each.row.undoes]
            if moved is None or move.fit not in fits or any(_may_speak(each, state) for each in leading):
                answers.append(Certainty.NO)
                continue
            answers.append(Certainty.YES if since is None else self._overtakes(moved, since, about))
            by.append(moved)
        return _Weighed(_over(answers), tuple(by))

    def _overtakes(self, entry: Entry, said: Placed, about: Event) -> Certainty:
        """Return how certain it is that this act came after the statement, and is not the one expected."""
        if isinstance(entry.event, type(about)) and _agrees(about, entry.event) is Certainty.YES:
            return Certainty.NO
        return _later(said, self.by_id[entry.id])

    def _states(self, track: Track, day: int) -> list[SubjectState] | None:
        """Return the possible states of one subject; ``None`` where there are too many to work through."""
        opened = track.open_on(day)
        reading = self.at.coordinates.reading
        if reading is not Reading.WORLDS:
            taken = opened if reading is Reading.EARLIEST else []
            return [track.world(day, frozenset([p.entry.id for p in taken]))[0]]
        worlds = subsets(opened, day)
        ways = [track.ways(day, happened) for happened in worlds or ()]
        told = [each.found for each in ways if each is not None]
        if worlds is None or len(told) < len(ways):
            return None
        return [way.course.drafts[track.subject].state() for found in told for way in found]


def _may_speak(move: Move, state: SubjectState) -> bool:
    """Return whether the row of a conditional move may apply in a state, by its axes; reviews may still come."""
    when = move.row.when
    if when.reads.sources:
        return False
    return when.reads.reviews or all(getattr(state, axis) in values for axis, values in when.asked.items())


def _bounds(about: Event) -> tuple[int, int]:
    """Return the first and the last of the stated days."""
    on = about.on
    return _number(on.earliest, NEVER), _number(on.latest, FOREVER)


def _number(day: date | None, none: int) -> int:
    return none if day is None else day.toordinal()


def _subjects(event: Event) -> tuple[Subject, ...]:
    """Return the subjects of an act, without the other charges that a filing names."""
    subjects = event.subjects
    return subjects[:1] if subjects and subjects[0].kind == "charge" else subjects


def _told(by: str, about: Event) -> tuple[str, frozenset[Subject]]:
    """Return the speaker of a statement, and the subjects of the act that it is about."""
    return by, frozenset(_subjects(about))


def _takes_back(retracted: Event, about: Event) -> Certainty:
    """Return how certain it is that a retraction is about the same act on these subjects, with the same fields."""
    return _agrees(retracted, about) if isinstance(about, type(retracted)) else Certainty.NO


def _agrees(about: Event, act: Event) -> Certainty:
    """Return how certain it is that an act agrees with a statement in the coded fields that the statement names."""
    agrees = Certainty.YES
    for field in attrs.fields(type(about)):
        said, done = getattr(about, field.name), getattr(act, field.name)
        if isinstance(said, Vocabulary) and said not in _UNSAID and said != done:
            told = isinstance(done, Vocabulary) and done not in _UNSAID and said.recognized and done.recognized
            agrees &= Certainty.NO if told else Certainty.POSSIBLY
    return agrees


def _later(first: Placed, second: Placed) -> Certainty:
    """Return how certain it is that the second came after the first; on one day, file order decides last."""
    told = precedes(first, second)
    one_day = first.earliest == first.latest == second.earliest == second.latest
    if told is not Certainty.POSSIBLY or not one_day:
        return told
    return Certainty.YES if first.place < second.place else Certainty.NO


def _one_and_the_same(before: Iterable[Entry], after: Iterable[Entry]) -> Certainty:
    """Return how certain it is that the same act had set the phase at both times."""
    earlier, later = set(before), set(after)
    if earlier.isdisjoint(later):
        return Certainty.NO
    return Certainty.YES if len(earlier | later) == 1 else Certainty.POSSIBLY


def _any(weighed: Iterable[_Weighed]) -> _Weighed:
    return _combined(weighed, Certainty.NO, Certainty.__or__)


def _all(weighed: Iterable[_Weighed]) -> _Weighed:
    return _combined(weighed, Certainty.YES, Certainty.__and__)


def _combined(
    weighed: Iterable[_Weighed], start: Certainty, join: Callable[[Certainty, Certainty], Certainty]
) -> _Weighed:
    every = list(weighed)
    certainty = start
    for each in every:
        certainty = join(certainty, each.certainty)
    by = [entry for each in every if each.certainty is not Certainty.NO for entry in each.by]
    return _Weighed(certainty, tuple(by)) if certainty is not Certainty.NO else _NO


def _over(answers: list[Certainty]) -> Certainty:
    """Return the answer of several worlds, any of which may be the true one."""
    return answers[0] if len(set(answers)) == 1 else Certainty.POSSIBLY
