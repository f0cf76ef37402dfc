"""
A file at coordinates: the subjects that it has, and every possible state of each.

Views, handles and explanations are built on this.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice, product
from math import prod
from types import MappingProxyType
from typing import Any, NamedTuple

import attrs

from casestate.engine.chronology import Outcome
from casestate.engine.coordinates import Clock, Coordinates, Reading
from casestate.engine.fold import Draft
from casestate.engine.index import Index
from casestate.engine.indexes import Indexes
from casestate.engine.order import FOREVER, NEVER, Placed
from casestate.engine.worlds import MOST_WORLDS, Track, groups, subsets
from casestate.errors import NotInFile, TooManyPossibilities
from casestate.events import Subject
from casestate.texts import meant

_TIMED_BY = {
    Clock.RECORDED: "give recorded_at=, or ask by another clock",
    Clock.DOCKET: "give docketed_on=, or ask by another clock",
    Clock.PUBLISHED: "give its source published=, or ask by another clock",
}
"""The field that gives an entry a time on each clock."""
_NAMED = 5
"""The most names that the message of an error lists."""


class World(NamedTuple):
    """
    One possible world.

    Attributes:
        happened: The ids of the undecided entries that have happened in this world.
        outcomes: The state of each subject in it, with the findings of folding.
        ways: For each subject whose acts may have gone in several ways, which of them.
        unordered: The ids of the acts whose order makes the difference.
    """

    happened: frozenset[str]
    outcomes: Mapping[Subject, Outcome]
    ways: Mapping[Subject, int] = MappingProxyType({})
    unordered: frozenset[str] = frozenset()


class Timeslice:
    """
    A file at one set of coordinates.

    Attributes:
        coordinates: The legal day, knowledge, the sources believed, clearance, and the reading of dates.
        indexes: The indexes of the file, for any coordinates.
        index: The index for these coordinates.
        day: The number of the legal day; ``FOREVER`` if every entry is applied, ``NEVER`` before the first day of all.
    """

    __slots__ = ("_worlds", "coordinates", "day", "index", "indexes")

    def __init__(self, indexes: Indexes, coordinates: Coordinates) -> None:
        self.coordinates = coordinates
        self.indexes = indexes
        self.index: Index = indexes.at(coordinates)
        self.day = FOREVER if coordinates.as_of is None else coordinates.as_of.toordinal()
        self._worlds: dict[tuple[Subject, ...], list[World]] | None = None

    def at(self, coordinates: Coordinates) -> "Timeslice":
        """Return the file at other coordinates."""
        return Timeslice(self.indexes, coordinates)

    def on(self, other: Coordinates) -> "Timeslice":
        """Return the file as of the legal day of other coordinates."""
        return self.at(attrs.evolve(self.coordinates, as_of=other.as_of))

    def before_any_day(self) -> "Timeslice":
        """Return the file before the first day there is, when only acts without an earliest day may have happened."""
        then = self.at(self.coordinates)
        then.day = NEVER
        return then

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Timeslice):
            return NotImplemented
        return self.coordinates == other.coordinates and self.indexes.same_file(other.indexes)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the file and the coordinates."""
        return Timeslice, (self.indexes, self.coordinates)

    def __hash__(self) -> int:
        return hash((self.coordinates, len(self.indexes.entries)))

    @property
    def named_day(self) -> str:
        """The legal day in words."""
        as_of = self.coordinates.as_of
        return "the last entry" if as_of is None else as_of.isoformat()

    @property
    def untimed(self) -> int:
        """The number of entries without a time on the clock, where what was known by a day is asked."""
        return 0 if self.coordinates.known_on is None else self.indexes.untimed(self.coordinates)

    # Subjects

    @property
    def defendants(self) -> tuple[str, ...]:
        """The defendants whom an act or statement concerns by the day, or may concern."""
        return tuple([who for who in self.index.defendants if self.has_defendant(who)])

    def has_defendant(self, who: str) -> bool:
        """Return whether an act or statement concerns somebody by the day, or may concern them."""
        return any(map(self.has, self.index.defendants.get(who, ())))

    def has(self, subject: Subject) -> bool:
        """Return whether an act or statement concerns a subject by the day, or may concern it."""
        return self.has_begun(subject) or any(map(self.reached, self.index.said.get(subject, ())))

    def has_begun(self, subject: Subject) -> bool:
        """
        Return whether an act on a subject has happened by the day, or may have.

        An act on a person that concerns every charge does not begin a charge.
        """
        acts = self.index.about.get(subject, [])
        if self.index.on_every_charge:
            acts = [p for p in acts if subject in p.entry.event.subjects]
        return any(map(self.reached, acts))

    def subjects(self, who: str, proceeding: str | None = None) -> list[Subject]:
        """
        Return the subjects of a defendant on any day, in file order: person, charges, claims, citations.

        Args:
            who: The defendant.
            proceeding: Limits the subjects to those that entries by the day put into this proceeding.
        """
        every = [subject for subject in self.index.defendants.get(who, ()) if subject in self.index.about]
        return every if proceeding is None else [each for each in every if proceeding in self.proceedings(each)]

    def begun(self, who: str, proceeding: str | None = None) -> list[Subject]:
        """Return those of :meth:`subjects` on which an act has happened by the day, or may have."""
        return list(filter(self.has_begun, self.subjects(who, proceeding)))

    def proceedings(self, subject: Subject) -> list[str]:
        """Return the proceedings that the acts on a subject name, by the day."""
        named = [p.entry.event.proceeding for p in self.index.about.get(subject, ()) if self.reached(p)]
        return list(dict.fromkeys([each for each in named if each is not None]))

    def reached(self, placed: Placed) -> bool:
        """Return whether an entry has happened by the day, or may have."""
        latest = self.coordinates.reading is Reading.LATEST
        return (placed.latest if latest else placed.earliest) <= self.day

    @property
    def last_day(self) -> date | None:
        """The legal day; if every entry is applied, the last day on which one has certainly happened."""
        if self.coordinates.as_of is not None:
            return self.coordinates.as_of
        last = self.index.last_day
        return None if last is None else date.fromordinal(last)

    def passed(self, placed: Placed) -> bool:
        """Return whether an entry has certainly happened by the day; a reading of imprecise dates settles them."""
        earliest = self.coordinates.reading is Reading.EARLIEST
        return (placed.earliest if earliest else placed.latest) <= self.day

    def refuse_unknown(self, subject: Subject, proceeding: str | None = None) -> None:
        """
        Refuse a subject that the file does not have by the day, or not in a proceeding.

        Raises:
            NotInFile: There is no such subject; the message names the first few of the same kind.
        """
        kind, who, key = subject
        if kind == "person":
            if not self.has_defendant(who):
                self._refuse(f"there is no defendant {who!r}", "them", who, self.defendants)
        elif not self.has(subject) or (proceeding is not None and proceeding not in self.proceedings(subject)):
            self.refuse_unknown(Subject("person", who, ""))
            there = [each.key for each in self.begun(who, proceeding) if each.kind == kind]
            self._refuse(f"{who} has no {kind} {key!r}", "it", key, there)

    def _refuse(self, what: str, them: str, name: str, known: Sequence[str]) -> None:
        more = f" and {len(known) - _NAMED} more" if len(known) > _NAMED else ""
        raise NotInFile(
            f"{what}{meant(name, known)} in this view, {self.coordinates}: the file has nothing about {them} by then; "
            f"the view has {', '.join(known[:_NAMED]) or 'none'}{more}{self._told_of_untimed()}"
        )

    def _told_of_untimed(self) -> str:
        """Return the hint that a view may be empty because entries have no time on its clock."""
        clock, missing = self.coordinates.clock, self.untimed
        if not missing:
            return ""
        entries, are = ("1 entry has", "is") if missing == 1 else (f"{missing:,} entries have", "are")
        return f"; {entries} no time on the clock {clock}, and so {are} known on no day: {_TIMED_BY[clock]}"

    # Possible states

    def settled(self, subject: Subject) -> Outcome | None:
        """Return the state of a subject if nothing is undecided; ``None`` if dates leave several possible."""
        track = self.index.track(subject)
        if track is None or (self.index.on_every_charge and not self.has_begun(subject)):
            return Draft(subject, self.index.procedure).state(), ()
        outcome = track.settled_on(self.day)
        if outcome is not None:
            return outcome
        if self.coordinates.reading is Reading.WORLDS and (track.open_on(self.day) or not track.goes_one_way(self.day)):
            return None
        return track.world(self.day, self.taken(track))

    def open(self, track: Track) -> list[Placed]:
        """Return the undecided entries of a track; none with a reading of dates."""
        return track.open_on(self.day) if self.coordinates.reading is Reading.WORLDS else []

    def taken(self, track: Track) -> frozenset[str]:
        """Return the undecided entries that have happened according to the reading of dates."""
        opened = track.open_on(self.day) if self.coordinates.reading is Reading.EARLIEST else []
        return frozenset([p.entry.id for p in opened])

    def tracks(self, subjects: Iterable[Subject]) -> list[Track]:
        """Return the tracks of several subjects, of those that have any acts."""
        return [track for track in map(self.index.track, subjects) if track is not None]

    def undecided(self, subjects: Iterable[Subject]) -> dict[str, Placed]:
        """Return the undecided entries about several subjects, by id."""
        return {p.entry.id: p for track in self.tracks(subjects) for p in self.open(track)}

    def worlds(self, whose: str, subjects: Sequence[Subject], *, most: int = MOST_WORLDS) -> list[World]:
        """
        Return every possible world of several subjects together.

        Args:
            whose: The subjects in words, for the error.
            subjects: The subjects.
            most: The most worlds; if there are more, none of them is folded.

        Raises:
            TooManyPossibilities: There are more than can be worked through.
        """
        key = tuple(subjects)
        if self._worlds is None:
            self._worlds = {}
        found = self._worlds.get(key)
        if found is None:
            found = self._worlds[key] = self._enumerated(whose, subjects, most)
        if len(found) > most:
            raise TooManyPossibilities(whose, self.named_day, tuple(self.undecided(subjects)), most)
        return found

    def _enumerated(self, whose: str, subjects: Sequence[Subject], most: int) -> list[World]:
        settled = {subject: self.settled(subject) for subject in subjects}
        certain = {subject: outcome for subject, outcome in settled.items() if outcome is not None}
        taken = [self.taken(track) for track in self.tracks(subjects)]
        opened = [each for each in subjects if each not in certain]
        choices = self.choices(whose, opened, most=most) if opened else []
        if prod(map(len, choices)) > most:
            raise TooManyPossibilities(whose, self.named_day, tuple(self.undecided(subjects)), most)
        found = []
        for combination in product(*choices):
            outcomes, ways = dict(certain), dict[Subject, int]()
            for world in combination:
                outcomes.update(world.outcomes)
                ways.update(world.ways)
            happened = frozenset().union(*taken, *[world.happened for world in combination])
            unordered = frozenset[str]().union(*[world.unordered for world in combination])
            found.append(World(happened, {subject: outcomes[subject] for subject in subjects}, ways, unordered))
        return found

    def choices(self, whose: str, subjects: Iterable[Subject], *, most: int = MOST_WORLDS) -> list[list[World]]:
        """
        Return every possible world of each group of subjects that undecided entries tie together.

        Raises:
            TooManyPossibilities: There are more ways than can be worked through.
        """
        if self.coordinates.reading is not Reading.WORLDS:
            return []
        return [self._ways(whose, group, opened, most) for group, opened in groups(self.tracks(subjects), self.day)]

    def _ways(self, whose: str, group: Sequence[Track], opened: Sequence[Placed], most: int) -> list[World]:
        happened = subsets(opened, self.day, most)
        every = (world for each in happened or () for world in self._gone(whose, group, each, most))
        worlds = list(islice(every, most + 1))
        if happened is None or len(worlds) > most:
            ids = tuple(dict.fromkeys([p.entry.id for p in opened]))
            raise TooManyPossibilities(whose, self.named_day, ids, most)
        return worlds

    def _gone(self, whose: str, group: Sequence[Track], happened: frozenset[str], most: int) -> Iterator[World]:
        """Yield the possible worlds in which of the open entries only these have happened, one for each way."""
        ways = {track: track.ways(self.day, happened) for track in group}
        told = {track: each for track, each in ways.items() if each is not None}
        unordered = frozenset().union(*[each.unordered for each in told.values()])
        # Subjects that are ordered together have the same ways, in the same order.
        lengths = {frozenset(track.chronology.orders): len(each.found) for track, each in told.items()}
        if len(told) < len(ways) or prod(lengths.values()) > most:
            raise TooManyPossibilities(whose, self.named_day, tuple(unordered), most)
        for choice in product(*map(range, lengths.values())):
            chosen = dict(zip(lengths, choice, strict=True))
            taken = {track.subject: chosen[frozenset(track.chronology.orders)] for track in told}
            drafts = [each.found[taken[track.subject]].course.drafts[track.subject] for track, each in told.items()]
            outcomes = {draft.subject: (draft.state(), draft.findings) for draft in drafts}
            yield World(happened, outcomes, {subject: way for subject, way in taken.items() if way}, unordered)
