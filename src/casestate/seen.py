"""Who and what is seen from some coordinates, and every state that each may be in on the day."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import product
from math import prod
from operator import attrgetter

from casestate.engine.coordinates import Coordinates, Reading
from casestate.engine.fold import SubjectState
from casestate.engine.index import Index
from casestate.engine.indexes import Indexes
from casestate.engine.order import FOREVER, Placed, in_order
from casestate.engine.worlds import MOST_WORLDS, Outcome, Track, groups, subsets
from casestate.entries import Entry
from casestate.errors import AmbiguousState, NotInFile, TooManyPossibilities
from casestate.events import Subject
from casestate.state import ChargeState, DefendantState
from casestate.when import Certainty


class Seen:
    """
    What a file tells of everyone from some coordinates: the entries, and the states that they leave possible.

    Attributes:
        coordinates: The legal day, what was known when, who is believed, who may read, and how dates are placed.
    """

    __slots__ = ("_day", "_index", "_indexes", "coordinates")

    def __init__(self, indexes: Indexes, coordinates: Coordinates) -> None:
        self.coordinates = coordinates
        self._indexes = indexes
        self._index: Index = indexes.at(coordinates)
        self._day = FOREVER if coordinates.as_of is None else coordinates.as_of.toordinal()

    @property
    def as_of(self) -> date | None:
        """The legal day, inclusive; ``None`` where every entry is applied."""
        return self.coordinates.as_of

    @property
    def defendants(self) -> tuple[str, ...]:
        """Everyone of whom the file records or reports anything, in the order of the file."""
        return tuple(self._index.defendants)

    def subjects(self, defendant: str) -> tuple[Subject, ...]:
        """
        What has a state of its own for a defendant, in the order of the file: charges, claims, citations, the person.

        Raises:
            NotInFile: The file does not know the defendant.
        """
        return tuple(self._subjects(defendant))

    def __getitem__(self, defendant: str) -> DefendantState:
        """
        The state of one defendant.

        Raises:
            NotInFile: The file does not know the defendant.
            AmbiguousState: Imprecise dates leave more than one state possible; it names the entries that would decide.
        """
        tracks = self._tracks(defendant)
        settled = [track.settled_on(self._day) for track in tracks]
        if None in settled:
            self._refuse_if_open(defendant, tracks)
        told = [outcome or self._world(track) for outcome, track in zip(settled, tracks, strict=True)]
        return DefendantState.of(
            defendant, {track.subject: state for track, (state, _) in zip(tracks, told, strict=True)}
        )

    def charge(self, defendant: str, charge: str) -> ChargeState:
        """
        The state of one charge, which other charges' imprecise dates do not blur.

        Raises:
            NotInFile: The file does not know the defendant or the charge.
            AmbiguousState: Imprecise dates leave more than one state of this charge possible.
        """
        track = self._charge_track(defendant, charge)
        self._refuse_if_open(f"charge {charge} of {defendant}", [track])
        return _charge(self._world(track))

    def possible_charges(self, defendant: str, charge: str) -> tuple[ChargeState, ...]:
        """
        Every state one charge may be in, each once, whatever is open on other charges.

        Raises:
            NotInFile: The file does not know the defendant or the charge.
            TooManyPossibilities: More is open on this charge than can be worked through.
        """
        return tuple([_charge(outcome) for outcome in self._outcomes(self._charge_track(defendant, charge))])

    def possible_of(self, subject: Subject) -> tuple[SubjectState, ...]:
        """
        Every state one of :meth:`subjects` may be in, each once, whatever is open on the others.

        Raises:
            NotInFile: The file does not know the subject.
            TooManyPossibilities: More is open on this subject than can be worked through.
        """
        return tuple([state for state, _ in self._outcomes(self._track(subject))])

    def possible(self, defendant: str) -> tuple[DefendantState, ...]:
        """
        Every state the defendant may be in, each once; just one where nothing is open.

        Raises:
            NotInFile: The file does not know the defendant.
            TooManyPossibilities: More is open than can be worked through.
        """
        tracks = self._tracks(defendant)
        settled = {track.subject: self._world(track)[0] for track in tracks}
        choices = self._choices(defendant, tracks)
        if prod(len(choice) for choice in choices) > MOST_WORLDS:
            raise TooManyPossibilities(defendant, self._on, self._open_ids(tracks), MOST_WORLDS)
        return tuple(
            [
                DefendantState.of(
                    defendant, settled | {s: state for world in combination for s, (state, _) in world.items()}
                )
                for combination in product(*choices)
            ]
        )

    def charge_holds(self, defendant: str, charge: str, predicate: Callable[[ChargeState], bool]) -> Certainty:
        """
        Is it so of one charge? YES in every possible state of it, NO in none, else POSSIBLY.

        An imprecise amendment leaves the state of a charge open, and not its phase:
        ``view.charge_holds("A. Doe", "1", lambda charge: charge.phase is Phase.CHARGED)`` may well be YES.

        Raises:
            NotInFile: The file does not know the defendant or the charge.
            TooManyPossibilities: More is open on this charge than can be worked through.
        """
        return Certainty.over([bool(predicate(state)) for state in self.possible_charges(defendant, charge)])

    def holds(self, defendant: str, predicate: Callable[[DefendantState], bool]) -> Certainty:
        """
        Is it so of the defendant? YES in every possible state, NO in none, else POSSIBLY.

        Raises:
            NotInFile: The file does not know the defendant.
            TooManyPossibilities: More is open than can be worked through.
        """
        return Certainty.over([bool(predicate(state)) for state in self.possible(defendant)])

    @property
    def undecided(self) -> tuple[Entry, ...]:
        """The entries of which it is not certain whether they had happened by the end of the day, in file order."""
        if self.coordinates.reading is not Reading.WORLDS:
            return ()
        return tuple([p.entry for p in self._index.placed if p.earliest <= self._day < p.latest])

    def undecided_of(self, whom: str | Subject) -> tuple[Entry, ...]:
        """
        The undecided entries that bear on one defendant, or on one of their :meth:`subjects`.

        Raises:
            NotInFile: The file does not know the defendant or the subject.
        """
        tracks = self._tracks(whom) if isinstance(whom, str) else [self._track(whom)]
        return tuple(dict.fromkeys([p.entry for track in tracks for p in self._open(track)]))

    @property
    def timeline(self) -> tuple[Entry, ...]:
        """What has happened or may have by the end of the day, statements included; ties stand as in the table."""
        most = self._bound(Reading.LATEST)
        return tuple([p.entry for p in in_order(self._index.placed) if most(p) <= self._day])

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What is certain to have happened by the end of the day, in file order; of several accounts, one."""
        least = self._bound(Reading.EARLIEST)
        return tuple([p.entry for p in self._index.placed if least(p) <= self._day])

    @property
    def _on(self) -> str:
        return "the last entry" if self.as_of is None else self.as_of.isoformat()

    def _bound(self, only: Reading) -> Callable[[Placed], int]:
        """The day by which an entry counts as having happened; with a reading of dates, that of the reading."""
        latest = self.coordinates.reading is Reading.LATEST or (
            self.coordinates.reading is Reading.WORLDS and only is Reading.EARLIEST
        )
        return attrgetter("latest") if latest else attrgetter("earliest")

    def _open(self, track: Track) -> list[Placed]:
        """The entries that leave a track open; with a reading of dates, none."""
        return track.open_on(self._day) if self.coordinates.reading is Reading.WORLDS else []

    def _world(self, track: Track) -> Outcome:
        """The state of a track where nothing is open, or the one that the reading of dates chooses."""
        return track.world(self._day, self._taken(track))

    def _taken(self, track: Track) -> frozenset[str]:
        """Of the entries that are open, those that the reading of dates takes to have happened."""
        opened = track.open_on(self._day) if self.coordinates.reading is Reading.EARLIEST else []
        return frozenset([p.entry.id for p in opened])

    def _subjects(self, defendant: str) -> list[Subject]:
        try:
            return self._index.defendants[defendant]
        except KeyError:
            known = ", ".join(self._index.defendants) or "nobody"
            raise NotInFile(f"{defendant!r} is not a defendant in this file; known: {known}") from None

    def _tracks(self, defendant: str) -> list[Track]:
        return [self._track(subject) for subject in self._subjects(defendant)]

    def _charge_track(self, defendant: str, charge: str) -> Track:
        track = self._index.track(Subject("charge", defendant, charge))
        if track is None:
            known = [s.key for s in self._subjects(defendant) if s.kind == "charge"]
            raise NotInFile(f"{defendant} has no charge {charge!r} in this file; known: {', '.join(known) or 'none'}")
        return track

    def _track(self, subject: Subject) -> Track:
        track = self._index.track(subject)
        if track is None:
            raise NotInFile(f"this file tells nothing of {subject}; view.subjects(defendant) lists those it does")
        return track

    def _outcomes(self, track: Track) -> Iterable[Outcome]:
        """Every outcome that one subject may have, each state once."""
        opened = self._open(track)
        if not opened:
            return [self._world(track)]
        kind, who, key = track.subject
        worlds = self._worlds(f"{kind} {key} of {who}".replace("  ", " "), [track], opened)
        return {outcome[0]: outcome for outcome in [world[track.subject] for world in worlds]}.values()

    def _open_ids(self, tracks: list[Track]) -> tuple[str, ...]:
        return tuple(dict.fromkeys([p.entry.id for track in tracks for p in self._open(track)]))

    def _refuse_if_open(self, who: str, tracks: list[Track]) -> None:
        open_ids = self._open_ids(tracks)
        if open_ids:
            raise AmbiguousState(who, self._on, open_ids)

    def _choices(self, who: str, tracks: list[Track]) -> list[list[Mapping[Subject, Outcome]]]:
        """For each group of tracks with open entries, every outcome it may have."""
        if self.coordinates.reading is not Reading.WORLDS:
            return []
        return [list(self._worlds(who, group, opened)) for group, opened in groups(tracks, self._day)]

    def _worlds(self, who: str, group: list[Track], opened: list[Placed]) -> Iterator[Mapping[Subject, Outcome]]:
        worlds = subsets(opened, self._day)
        if worlds is None:
            open_ids = tuple(dict.fromkeys([p.entry.id for p in opened]))
            raise TooManyPossibilities(who, self._on, open_ids, MOST_WORLDS)
        for happened in worlds:
            yield {track.subject: track.world(self._day, happened) for track in group}


def _charge(outcome: Outcome) -> ChargeState:
    state = outcome[0]
    assert isinstance(state, ChargeState)
    return state
