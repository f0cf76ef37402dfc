"""A file folded at coordinates: every question asked of a view stays on them."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

import attrs

from casestate.engine.coordinates import Reading
from casestate.engine.order import FOREVER
from casestate.entries import Entry, Supposition
from casestate.errors import NotInFile, TooManyPossibilities
from casestate.events import Event, IncidentOccurred, Subject
from casestate.explain.ambiguity import ambiguous_orders
from casestate.explain.diff import Change, diff
from casestate.explain.fields import known_field, one_subject
from casestate.explain.spells import Spell, spells
from casestate.explain.statements import Fates, Statement
from casestate.explain.why import Why, reasons_for
from casestate.law.checking import check_defendant
from casestate.law.findings import TOO_MANY_POSSIBILITIES, Finding
from casestate.law.headlines import Headline, fairly_said, headline
from casestate.law.lawful import LawfulAct, lawful
from casestate.seen import Seen
from casestate.sources import UNKNOWN_SOURCE, Source
from casestate.state import Hearing, MatterState, Motion, RecordState, Role
from casestate.when import Certainty


class View(Seen):
    """
    The state of everyone in a file at the end of one day, as known and believed at its coordinates.

    Made by :meth:`casestate.CaseFile.at`. Immutable; it reads no clock.

    Attributes:
        coordinates: The legal day, what was known when, who is believed, who may read, and how dates are placed.
    """

    __slots__ = ()

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
        What may fairly be said of a defendant in print, one sentence each (:mod:`casestate.law.headlines`).

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
        doubts = [each for each in self._findings_about(subject, ids) if not ids.isdisjoint(each.entries)]
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
        return lawful(self._index.procedure, "charge", phase, lambda row: row.speaks(draft))

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

    def _asked(self, whom: str | Subject, **keys: str | None) -> Subject:
        """The one thing asked of, which the file knows."""
        subject = one_subject(whom, **keys)
        known = self._subjects(subject.who)
        if subject not in known and subject.kind != "person":
            others = ", ".join([each.key for each in known if each.kind == subject.kind]) or "none"
            raise NotInFile(f"{subject.who} has no {subject.kind} {subject.key!r} in this file; known: {others}")
        return subject

    def _findings_about(self, subject: Subject, entries: Collection[str]) -> list[Finding]:
        """Return the findings about a subject that may name one of these entries; for a person, about the defendant."""
        every = [*self._findings_of_file, *self._findings_of(subject.who, entries)]
        return [each for each in every if subject.kind == "person" or (each.defendant, each.charge) == subject[1:]]

    def _records(self, kind: str) -> Iterator[tuple[str, tuple[Entry, ...], tuple[Entry, ...]]]:
        """The things of one kind that have begun, each with the entries certain and those undecided."""
        for track in self._index.tracks(kind):
            state = self._world(track)[0]
            if isinstance(state, RecordState) and state.entries:
                yield state.key, state.entries, tuple([p.entry for p in self._open(track)])

    def _findings_of(self, defendant: str, among: Collection[str] | None = None) -> Iterator[Finding]:
        """Yield the findings on a defendant; with ids of entries, those of checks only that may name one of them."""
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
            procedure = self._index.procedure
            yield from _weighed([check_defendant(state, procedure, among) for state in self.possible(defendant)])
        except TooManyPossibilities as problem:
            yield TOO_MANY_POSSIBILITIES.finding(str(problem), problem.entries, about=Subject("person", defendant, ""))


def _weighed(worlds: list[list[Finding]]) -> Iterator[Finding]:
    """The findings of several possible worlds, each once, certain where every world has it."""
    every = dict.fromkeys([finding for world in worlds for finding in world])
    for finding in every:
        if all(finding in world for world in worlds):
            yield finding
        else:
            yield attrs.evolve(finding, certainty=Certainty.POSSIBLY)
