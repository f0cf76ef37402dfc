"""A file folded at coordinates: every question asked of a view stays on them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import product
from math import prod
from operator import attrgetter
from typing import Any

import attrs

from casestate.ambiguity import ambiguous_orders
from casestate.coordinates import Coordinates, Reading
from casestate.entries import Entry, Supposition
from casestate.errors import AmbiguousState, NotInFile, TooManyPossibilities
from casestate.events import Event, IncidentOccurred, Subject
from casestate.explain.diff import Change, diff
from casestate.explain.fields import known_field, one_subject
from casestate.explain.spells import Spell, spells
from casestate.explain.why import Why, reasons_for
from casestate.fold import SubjectState
from casestate.index import Index
from casestate.indexes import Indexes
from casestate.law.checks import check
from casestate.law.findings import Finding, Severity
from casestate.law.headlines import Headline, headline
from casestate.law.lawful import LawfulAct, lawful
from casestate.law.wording import fairly_said
from casestate.order import FOREVER, Placed, in_order
from casestate.sources import UNKNOWN_SOURCE, Source
from casestate.state import (
    ChargeState,
    DefendantState,
    Hearing,
    MatterState,
    Motion,
    RecordState,
    Role,
)
from casestate.statements import Fates, Statement
from casestate.when import Certainty
from casestate.worlds import MOST_WORLDS, Outcome, Track, groups, subsets


class View:
    """
    The state of everyone in a file at the end of one day, as known and believed at its coordinates.

    Made by :meth:`casestate.CaseFile.at`. Immutable; it reads no clock.

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

    def at(self, **changed: Any) -> "View":
        """
        The same file at other coordinates; those not given stay as they are.

        >>> from casestate import CaseFile
        >>> CaseFile("example").at("2023-04-21", clearance="sealed").at(as_of="2023-04-20").coordinates.clearance
        Clearance.SEALED

        Args:
            changed: Those that change, by name as in :meth:`casestate.CaseFile.at`.

        Raises:
            InvalidCoordinates: One of them is not what it must be.
            InvalidWhen: ``as_of`` is not exactly one day.
        """
        return View(self._indexes, attrs.evolve(self.coordinates, **changed))

    def if_(self, event: Event, source: Source = UNKNOWN_SOURCE) -> "View":
        """
        What the view would be, were one more event to have happened: known, believed and seen at any coordinates.

        It composes, and is a view and no file, so that what was supposed can never be stored.

        >>> from casestate import CaseFile
        >>> from casestate.events import ChargeDismissed, ChargeFiled
        >>> case = CaseFile("example").record(ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1"))
        >>> then = ChargeDismissed(on="2023-04-21", defendant="A. Doe", charge="1", prejudice="without")
        >>> case.at("2023-04-21").if_(then).status("A. Doe", "1").words
        'dismissed, and may be filed again'

        Args:
            event: What is supposed; a statement moves nothing, as ever.
            source: Who would say so.
        """
        place = len(self._indexes.entries) + len(self._indexes.supposed) + 1
        entry = Supposition(id=f"if-{len(self._indexes.supposed) + 1}", seq=place, event=event, source=source)
        return View(self._indexes.supposing(entry), self.coordinates)

    @property
    def untimed(self) -> int:
        """How many entries have no time on the clock of a question as known, and so are known on no day; else 0."""
        return 0 if self.coordinates.known_on is None else self._indexes.untimed(self.coordinates)

    @property
    def defendants(self) -> tuple[str, ...]:
        """Everyone of whom the file records or reports anything, in the order of the file."""
        return tuple(self._index.defendants)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source heard on any day, each once, those of outweighed accounts among them."""
        accounts = [(p.entry, *self._index.spoken_for.get(p.entry.id, ())) for p in self._index.placed]
        return tuple(dict.fromkeys([entry.source for each in accounts for entry in each]))

    @property
    def reaches(self) -> date | None:
        """The last day on which an entry in this view may have happened; ``None`` for a view without any."""
        days = [min(p.latest, self._day) for p in self._index.placed if p.earliest <= self._day]
        known = [day for day in days if day < FOREVER]
        return date.fromordinal(max(known)) if known else None

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

    def subjects(self, defendant: str) -> tuple[Subject, ...]:
        """
        What has a state of its own for a defendant, in the order of the file: charges, claims, citations, the person.

        Raises:
            NotInFile: The file does not know the defendant.
        """
        return tuple(self._subjects(defendant))

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

    def status(self, defendant: str, charge: str | None = None) -> Headline:
        """
        The headline status of a defendant, or of one charge, with the rule that gave it.

        Raises:
            NotInFile: The file does not know the defendant or the charge.
            AmbiguousState: Imprecise dates leave more than one state possible.
        """
        return headline(self[defendant] if charge is None else self.charge(defendant, charge))

    def fairly_said(self, defendant: str) -> tuple[str, ...]:
        """
        What may fairly be said of a defendant in print, one sentence each (:mod:`casestate.law.wording`).

        Raises:
            NotInFile: The file does not know the defendant.
            AmbiguousState: Imprecise dates leave more than one state possible.
        """
        return fairly_said(self[defendant])

    def why(
        self,
        whom: str | Subject,
        charge: str | None = None,
        field: str = "phase",
        *,
        claim: str | None = None,
        citation: str | None = None,
    ) -> Why:
        """
        Why a field has its value: the entries behind it, each with its source and the rule that it moved the state by.

        >>> from casestate import CaseFile
        >>> from casestate.events import ChargeDismissed, ChargeFiled
        >>> case = CaseFile("example").record(ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1"))
        >>> case = case.record(ChargeDismissed(on="2023-04-21", defendant="A. Doe", charge="1", prejudice="without"))
        >>> why = case.at().why("A. Doe", "1", "refilable")
        >>> why.value, [entry.id for entry in why.entries]
        (Certainty.YES, ['e1', 'e2'])

        Args:
            whom: The defendant, or one of their :meth:`subjects`.
            charge: The charge; without one, and without ``claim`` and ``citation``, the defendant as a whole is asked.
            field: An axis, what is derived from the axes and records, or ``status``, the headline.
            claim: The civil claim, instead of a charge.
            citation: The regulatory citation, instead of a charge.

        Raises:
            InvalidQuestion: There is no such field, or two things are asked of at once.
            NotInFile: The file does not know the defendant, charge, claim or citation.
            AmbiguousState: Imprecise dates leave more than one answer possible.
            TooManyPossibilities: More is open than can be worked through.
        """
        subject = self._asked(whom, charge=charge, claim=claim, citation=citation)
        value, reasons = reasons_for(subject, known_field(subject.kind, field), self._index, self.coordinates)
        ids = {each.id for reason in reasons for each in (reason.entry, *reason.outweighed)}
        doubts = [each for each in self._findings_about(subject) if not ids.isdisjoint(each.entries)]
        return Why(
            subject=subject, field=field, value=value, on=str(self.coordinates), reasons=reasons, findings=tuple(doubts)
        )

    def diff(self, other: "View") -> tuple[Change, ...]:
        """
        What differs between this view and another, and for each change whether it happened or was learned since.

        >>> from casestate import CaseFile
        >>> from casestate.events import ChargeDismissed, ChargeFiled
        >>> case = CaseFile("example").record(ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1"))
        >>> case = case.record(ChargeDismissed(on="2023-04-21", defendant="A. Doe", charge="1", prejudice="without"))
        >>> print(case.at("2023-04-20").diff(case.at("2023-04-21"))[0])
        status of charge 1 of A. Doe: charged; pending, then dismissed, and may be filed again (happened since; by e2)

        Every field of each charge, claim and citation is compared, and of each defendant the release, stays, death and
        names; where dates leave several values possible, all of them. What a file tells nothing of stands as if nothing
        had happened to it.

        Args:
            other: The later or better informed view, of this file or of one that grew from it.

        Raises:
            TooManyPossibilities: More is open than can be worked through.
        """
        return tuple(diff(self, other))

    def spells(
        self,
        whom: str | Subject,
        charge: str | None = None,
        field: str = "phase",
        *,
        claim: str | None = None,
        citation: str | None = None,
    ) -> tuple[Spell, ...]:
        """
        From when to when a field had each of its values, by their first days, as far as the view reaches.

        >>> from casestate import CaseFile
        >>> from casestate.events import ChargeDismissed, ChargeFiled
        >>> case = CaseFile("example").record(ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1"))
        >>> case = case.record(ChargeDismissed(on="2023-04", defendant="A. Doe", charge="1", prejudice="without"))
        >>> for spell in case.at().spells("A. Doe", "1"):
        ...     print(spell)
        not charged from the beginning to 2023-01-31
        charged from 2023-01-31 to 2023-04 (e1)
        dismissed from 2023-04 (e2)

        Args:
            whom: The defendant, or one of their :meth:`subjects`.
            charge: The charge; or name ``claim`` or ``citation``; of none of these, the defendant as a whole is asked.
            field: The field, as for :meth:`why`.
            claim: The civil claim.
            citation: The regulatory citation.

        Raises:
            InvalidQuestion: There is no such field, or two things are asked of at once.
            NotInFile: The file does not know the defendant, charge, claim or citation.
            TooManyPossibilities: More is open on some day than can be worked through.
        """
        subject = self._asked(whom, charge=charge, claim=claim, citation=citation)
        tracks = self._tracks(subject.who) if subject.kind == "person" else [self._track(subject)]
        return tuple(spells(self, subject, known_field(subject.kind, field), tracks))

    def lawful(self, defendant: str, charge: str) -> tuple[LawfulAct, ...]:
        """
        The acts that the law allows next on one charge, each with its rule.

        Raises:
            NotInFile: The file does not know the defendant or the charge.
            AmbiguousState: Imprecise dates leave more than one state of this charge possible.
        """
        phase = self.charge(defendant, charge).phase
        track = self._charge_track(defendant, charge)
        draft = track.draft(self._day, self._taken(track))
        return lawful(self._index.procedure, "charge", phase, draft.speaks)

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
    def statements(self) -> tuple[Statement, ...]:
        """
        What had been said by the end of the day, in file order, and what became of it. It moves no state.

        >>> from casestate import CaseFile
        >>> from casestate.events import ChargeDismissed, ChargeFiled, Stated
        >>> case = CaseFile("example").record(ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1"))
        >>> drop = ChargeDismissed(on="[2023-04-20..]", defendant="A. Doe", charge="1")
        >>> case = case.record(Stated(on="2023-04-20", by="a source", modality="expects", about=drop))
        >>> case = case.record(ChargeDismissed(on="2023-04-21", defendant="A. Doe", charge="1"))
        >>> [each.fate for day in ("2023-04-20", "2023-04-21") for each in case.at(day).statements]
        [Fate.OPEN, Fate.MET]
        """
        index = self._index
        fates = Fates(
            index.placed,
            index.track,
            index.procedure,
            self._day,
            self.coordinates.reading,
            over=FOREVER if self.coordinates.over is None else self.coordinates.over,
        )
        return tuple(fates.told())

    @property
    def matter(self) -> MatterState:
        """
        Hearings, motions, roles and incidents, from the entries certain to have happened.

        Each names the entries about it that are undecided on that day: with any, how it stands is not known. What is
        told of by undecided entries alone is in ``undecided`` only.
        """
        incidents = {key: entries[-1].event for key, entries, _ in self._records("incident")}
        return MatterState(
            hearings={key: Hearing.of(key, *entries) for key, *entries in self._records("hearing")},
            motions={key: Motion.of(key, *entries) for key, *entries in self._records("motion")},
            roles=tuple([Role.of(*entries) for _, *entries in self._records("role")]),
            incidents={k: e for k, e in incidents.items() if isinstance(e, IncidentOccurred)},
        )

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything doubtful in what this view has applied: of the file, then of each defendant."""
        return (*self._findings_of_file, *(finding for who in self.defendants for finding in self._findings_of(who)))

    @property
    def _findings_of_file(self) -> list[Finding]:
        happened = {entry.id for entry in (*self.entries, *self.undecided)}
        happened |= {other.id for id in happened for other in self._index.spoken_for.get(id, ())}
        told = [finding for finding in self._index.findings if happened.issuperset(finding.entries)]
        most = self._bound(Reading.LATEST)
        return told + [finding for p, finding in self._index.idle if most(p) <= self._day]

    def __repr__(self) -> str:
        return f"<View {self.coordinates}: {len(self.defendants)} defendants>"

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

    def _asked(self, whom: str | Subject, **keys: str | None) -> Subject:
        """The one thing asked of, which the file knows."""
        subject = one_subject(whom, **keys)
        known = self._subjects(subject.who)
        if subject not in known and subject.kind != "person":
            others = ", ".join([each.key for each in known if each.kind == subject.kind]) or "none"
            raise NotInFile(f"{subject.who} has no {subject.kind} {subject.key!r} in this file; known: {others}")
        return subject

    def _findings_about(self, subject: Subject) -> list[Finding]:
        """What is doubtful about one subject; for a person, about the defendant."""
        every = [*self._findings_of_file, *self._findings_of(subject.who)]
        return [each for each in every if subject.kind == "person" or (each.defendant, each.charge) == subject[1:]]

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

    def _records(self, kind: str) -> Iterator[tuple[str, tuple[Entry, ...], tuple[Entry, ...]]]:
        """The things of one kind that have begun, each with the entries certain and those undecided."""
        for track in self._index.tracks(kind):
            state = self._world(track)[0]
            if isinstance(state, RecordState) and state.entries:
                yield state.key, state.entries, tuple([p.entry for p in self._open(track)])

    def _findings_of(self, defendant: str) -> Iterator[Finding]:
        tracks = self._tracks(defendant)
        open_tracks = {track.subject for track in tracks if self._open(track)}
        for track in tracks:
            if track.subject not in open_tracks:
                yield from self._world(track)[1]
            if self.coordinates.reading is not Reading.EARLIEST:
                yield from ambiguous_orders(track, self._day)
        try:
            for choice in self._choices(defendant, tracks):
                yield from _weighed([[f for _, found in world.values() for f in found] for world in choice])
            yield from _weighed([check(state, self._index.procedure) for state in self.possible(defendant)])
        except TooManyPossibilities as problem:
            yield Finding(
                code="too-many-possibilities",
                severity=Severity.WARNING,
                message=str(problem),
                remedy="give closer dates or after= links; until then findings that depend on them are not told",
                entries=problem.entries,
                defendant=defendant,
            )


def _charge(outcome: Outcome) -> ChargeState:
    state = outcome[0]
    assert isinstance(state, ChargeState)
    return state


def _weighed(worlds: list[list[Finding]]) -> Iterator[Finding]:
    """The findings of several possible worlds, each once, certain where every world has it."""
    every = dict.fromkeys([finding for world in worlds for finding in world])
    for finding in every:
        if all(finding in world for world in worlds):
            yield finding
        else:
            yield attrs.evolve(finding, certainty=Certainty.POSSIBLY)
