"""An index of the entries of a file that some coordinates select, by the subjects that they are about."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property

import attrs

from casestate.engine.accounts import disagreements, prevailing
from casestate.engine.chronology import Chronology
from casestate.engine.corrections import Resolved, without_effect
from casestate.engine.course import ALONE
from casestate.engine.likeness import Alike, ids_alike, names_alike
from casestate.engine.order import FOREVER, Placed, days_of, place, placed_alone
from casestate.engine.worlds import Track
from casestate.entries import Entry
from casestate.events import Subject
from casestate.events.wording import act_of
from casestate.law.findings import DATED_AFTER_SOURCE, Finding
from casestate.law.procedure import Procedure

_LAST = (FOREVER, 0)


@attrs.define(kw_only=True, slots=False, eq=False)
class Index:
    """
    The part of a view that does not depend on its legal day, computed once.

    The entries of a subject are put in order when it is first asked about. The tracks of an earlier index of the same
    file are reused if nothing has changed for the subject, and continued otherwise.

    Attributes:
        resolved: The entries after corrections and retractions.
        tied: The ids of all entries that a link, an account or a correction ties to another, known here or not.
        procedure: The law.
        placed: The entries that prevail, in file order, with the bounds of their dates.
        spoken_for: For each entry that prevails over others, the other accounts of its act.
        on_every_charge: Those of ``placed`` that concern every charge against a person.
        of_ties: The findings on links.
        about: For each subject, the acts on it, in file order.
        said: For each subject, the statements about it, in file order.
        shared: For the id of each entry about several subjects, those subjects.
        defendants: Everyone who has a state, in the order of the file, with the subjects of each.
        earlier: The tracks of an earlier index.
        worked_out: The tracks of this index.
    """

    resolved: Resolved
    tied: frozenset[str]
    procedure: Procedure
    placed: list[Placed]
    spoken_for: Mapping[str, tuple[Entry, ...]]
    on_every_charge: list[Placed]
    of_ties: list[Finding]
    about: dict[Subject, list[Placed]] = attrs.field(factory=dict)
    said: dict[Subject, list[Placed]] = attrs.field(factory=dict)
    shared: dict[str, list[Subject]] = attrs.field(factory=dict)
    defendants: dict[str, list[Subject]] = attrs.field(factory=dict)
    earlier: Mapping[Subject, Track]
    worked_out: dict[Subject, Track] = attrs.field(factory=dict)

    @classmethod
    def of(
        cls,
        resolved: Resolved,
        tied: frozenset[str],
        acts: Mapping[str, str],
        procedure: Procedure,
        *,
        alone: list[Placed | None],
        earlier: "Index | None" = None,
    ) -> "Index":
        """
        Return the index of some entries.

        Args:
            resolved: The entries after corrections and retractions.
            tied: The ids of all entries that are tied to another.
            acts: The first account of the act of each entry that is another account of one.
            procedure: The law.
            alone: The placed form of each entry that nothing ties, by its place in the file; filled for the whole file.
            earlier: An earlier index of the same file, whose tracks are reused.
        """
        found = earlier and (earlier.extended(resolved, tied, alone) or earlier.narrowed(resolved, tied))
        if found:
            return found
        spoken_for: Mapping[str, tuple[Entry, ...]] = {}
        together: list[Placed] = []
        findings: list[Finding] = []
        if tied:
            speaking, spoken_for = prevailing([e for e in resolved.entries if e.id in tied], acts)
            together, findings = place(speaking, spoken_for, procedure, resolved.instead)
        by_id = {p.entry.id: p for p in together}
        every = [by_id.get(e.id) if e.id in tied else _alone(e, alone, procedure) for e in resolved.entries]
        placed = [p for p in every if p is not None]
        index = cls(
            resolved=resolved,
            tied=tied,
            procedure=procedure,
            placed=placed,
            on_every_charge=[p for p in placed if p.entry.event.on_every_charge],
            spoken_for=spoken_for,
            of_ties=findings,
            earlier=earlier.tracks_so_far if earlier else {},
        )
        index.join(index.placed)
        for each in index.on_every_charge:
            index.join_every_charge(each)
        return index

    def extended(self, resolved: Resolved, tied: frozenset[str], alone: list[Placed | None]) -> "Index | None":
        """
        Return the index with more entries at the end, at the cost of these alone.

        ``None`` if they are tied to others, or concern every charge, so that earlier results may no longer hold.
        """
        before = self.resolved.entries
        fresh = resolved.entries[len(before) :]
        if tied != self.tied or resolved.idle != self.resolved.idle or resolved.entries[: len(before)] != before:
            return None
        if self.on_every_charge or any(entry.id in tied or entry.event.on_every_charge for entry in fresh):
            return None
        added = [_alone(entry, alone, self.procedure) for entry in fresh]
        touched = {subject for entry in fresh for subject in (*entry.event.subjects, *entry.event.spoken_of)}
        people = {subject.who for subject in touched}
        longer = attrs.evolve(
            self,
            resolved=resolved,
            placed=[*self.placed, *added],
            about={each: list(placed) if each in touched else placed for each, placed in self.about.items()},
            said={each: list(placed) if each in touched else placed for each, placed in self.said.items()},
            shared=dict(self.shared),
            defendants={who: list(of) if who in people else of for who, of in self.defendants.items()},
            earlier=self.tracks_so_far,
            worked_out={},
        )
        longer.join(added)
        return longer

    def narrowed(self, resolved: Resolved, tied: frozenset[str]) -> "Index | None":
        """
        Return the index of some of the entries, from which the others are left out.

        ``None`` if there are others among them, or if any are tied or concern every charge.
        """
        if tied or self.tied or self.on_every_charge:
            return None
        here = set(map(id, resolved.entries))
        placed = [p for p in self.placed if id(p.entry) in here]
        if len(placed) < len(here):
            return None
        about, said = _only(here, self.about), _only(here, self.said)
        first = {subject: _first_place(subject, of[0]) for subject, of in said.items()}
        first |= {
            subject: min(first.get(subject, _LAST), _first_place(subject, of[0])) for subject, of in about.items()
        }
        defendants: dict[str, list[Subject]] = {}
        for subject in sorted(first, key=first.__getitem__):
            if subject.who:
                defendants.setdefault(subject.who, []).append(subject)
        return attrs.evolve(
            self,
            resolved=resolved,
            placed=placed,
            about=about,
            said=said,
            shared={p.entry.id: self.shared[p.entry.id] for p in placed if p.entry.id in self.shared},
            defendants=defendants,
            earlier=self.tracks_so_far,
            worked_out={},
        )

    def join(self, placed: Iterable[Placed]) -> None:
        """Add entries to the subjects that they are about."""
        for each in placed:
            event = each.entry.event
            subjects = event.subjects
            for subject in subjects:
                about = self.about.get(subject)
                if about is None:
                    about = self.about[subject] = []
                    if subject not in self.said:
                        self._list(subject)
                about.append(each)
            if len(subjects) > 1:
                self.shared[each.entry.id] = list(subjects)
            for subject in event.spoken_of:
                if subject not in self.said:
                    self.said[subject] = []
                    if subject not in self.about:
                        self._list(subject)
                self.said[subject].append(each)

    def _list(self, subject: Subject) -> None:
        """List a subject under its defendant; a subject of the matter as a whole has none."""
        if subject.who:
            self.defendants.setdefault(subject.who, []).append(subject)

    def join_every_charge(self, placed: Placed) -> None:
        """Add an act on a person to every charge against them."""
        subjects = list(placed.entry.event.subjects)
        people = {subject.who for subject in subjects}
        charges = [each for each in self.about if each.kind == "charge" and each.who in people]
        for subject in charges:
            self.about[subject].append(placed)
        self.shared[placed.entry.id] = [*subjects, *charges]

    def track(self, subject: Subject) -> Track | None:
        """Return the track of one subject; ``None`` if it has no entries."""
        found = self.worked_out.get(subject)
        if found is None and subject in self.about:
            found = self.worked_out[subject] = self._track(subject)
        return found

    def _track(self, subject: Subject) -> Track:
        earlier = self.earlier.get(subject)
        group = self._ordered_with(subject)
        if len(group) == 1:
            placed, bearing = self.about[subject], ALONE
        else:
            by_id = {p.entry.id: p for each in group for p in self.about[each]}
            placed = sorted(by_id.values(), key=lambda p: (p.place, p.entry.seq))
            bearing = {p.entry.id: self._bearing(p, group) for p in placed}
        if earlier is not None and earlier.chronology.orders.keys() == group.keys():
            chronology = earlier.chronology
            if chronology.placed is placed or (chronology.placed == placed and chronology.bearing == bearing):
                return earlier
            return Track(subject, Chronology(list(group), placed, self.procedure, bearing, chronology), self.procedure)
        return Track(subject, Chronology(list(group), placed, self.procedure, bearing), self.procedure)

    def _ordered_with(self, subject: Subject) -> dict[Subject, None]:
        """Return the subject and all that share an act of a crowded day with it, directly or through others."""
        group, ahead = {subject: None}, [subject]
        while ahead and self.shared:
            for p in _contested(self.about[ahead.pop()], self.shared):
                fresh = [each for each in self.shared[p.entry.id] if each not in group]
                group |= dict.fromkeys(fresh)
                ahead += fresh
        return group

    def _bearing(self, p: Placed, group: Mapping[Subject, None]) -> tuple[Subject, ...]:
        """Return the subjects of a group that an entry is about."""
        return tuple([each for each in self.shared.get(p.entry.id, p.entry.event.subjects) if each in group])

    def tracks(self, kind: str) -> Iterator[Track]:
        """Return the tracks of one kind of subject."""
        for subject in self.about:
            track = self.track(subject) if subject.kind == kind else None
            if track is not None:
                yield track

    @cached_property
    def needs_met(self) -> frozenset[str]:
        """Those needs of the law's checks that the entries meet."""
        return self.procedure.needs_met([p.entry.event for p in self.placed])

    @cached_property
    def last_day(self) -> int | None:
        """The last day on which an entry has certainly happened; ``None`` if no entry certainly has."""
        return max([p.latest for p in self.placed if p.latest < FOREVER], default=None)

    @property
    def tracks_so_far(self) -> Mapping[Subject, Track]:
        """Return the tracks of this and earlier indexes, for another index to continue."""
        return {**self.earlier, **self.worked_out}

    @cached_property
    def findings(self) -> list[Finding]:
        """The findings that do not depend on the legal day."""
        return [*self.of_ties, *[finding for p in self.placed for finding in self._doubts(p.entry)]]

    @cached_property
    def idle(self) -> list[tuple[Placed, Finding]]:
        """The finding on each correction without effect, with the bounds of its date."""
        doubts = [(entry, without_effect(entry, otherwise)) for entry, otherwise in self.resolved.idle]
        return [(placed_alone(entry, self.procedure), finding) for entry, finding in doubts]

    @cached_property
    def alike(self) -> list[Alike]:
        """Each two names, or ids of one defendant's subjects, that look alike."""
        return [
            *names_alike(self.defendants, self.about, self.said),
            *ids_alike(self.defendants, self.about, self.said),
        ]

    def _doubts(self, entry: Entry) -> Iterable[Finding]:
        if entry.id in self.spoken_for:
            yield from disagreements(entry, self.spoken_for[entry.id])
        if entry.source.published is not None and not entry.is_statement:
            yield from _dated_after_its_source(entry)


def _alone(entry: Entry, kept: list[Placed | None], procedure: Procedure) -> Placed:
    at = entry.seq - 1
    if at >= len(kept):
        kept.extend([None] * (at + 1 - len(kept)))
    placed = kept[at]
    if placed is None or placed.entry is not entry:
        placed = kept[at] = placed_alone(entry, procedure)
    return placed


def _only(here: Collection[int], placed: Mapping[Subject, list[Placed]]) -> dict[Subject, list[Placed]]:
    """Return the entries of each subject that are here, by identity, in the order in which they first name one."""
    left = {subject: [p for p in of if id(p.entry) in here] for subject, of in placed.items()}
    kept = {subject: of if len(of) < len(placed[subject]) else placed[subject] for subject, of in left.items() if of}
    return dict(sorted(kept.items(), key=lambda each: _first_place(each[0], each[1][0])))


def _first_place(subject: Subject, p: Placed) -> tuple[int, int]:
    """Return the place of the first entry about a subject, and that of the subject in it."""
    event = p.entry.event
    return p.place, (*event.subjects, *event.spoken_of).index(subject)


def _contested(about: Iterable[Placed], shared: Mapping[str, object]) -> list[Placed]:
    """Return the shared entries that may be on the same day as another entry about the same subject."""
    by_start = sorted(about, key=lambda p: p.earliest)
    found: dict[str, Placed] = {}
    last: Placed | None = None  # of those so far, the one that may have been latest
    for p in by_start:
        if last is not None and p.earliest <= last.latest:
            found |= {each.entry.id: each for each in (last, p)}
        last = p if last is None or p.latest >= last.latest else last
    return [p for id, p in found.items() if id in shared]


def _dated_after_its_source(entry: Entry) -> Iterable[Finding]:
    published = entry.source.published
    assert published is not None
    if days_of(published)[1] < days_of(entry.event.on)[0]:
        yield DATED_AFTER_SOURCE.finding(
            f"{act_of(entry.event)} is dated {entry.event.on}, "
            f"after its source {entry.source.name!r} was published ({published})",
            [entry.id],
            about=next(iter(entry.event.subjects), None),
        )
