"""What is heard of a file, made ready for questions: which entry speaks for each act, and about which subjects."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import attrs

from casestate.engine.accounts import disagreements, prevailing
from casestate.engine.corrections import without_effect
from casestate.engine.order import Placed, place, placed_alone
from casestate.engine.worlds import Track
from casestate.entries import Entry
from casestate.events import Subject
from casestate.law.findings import DATED_AFTER_SOURCE, Finding
from casestate.law.procedure import Procedure
from casestate.when import Certainty, When


@attrs.frozen(order=False, eq=False)
class Heard:
    """
    The entries that are heard, as they stand, with what ties them.

    Attributes:
        entries: In the order of the file.
        tied: The ids of all that a link, an account or a correction ties to another, heard or not.
        acts: The first account of the act of each entry that is another account of one.
        instead: For each entry that a correction stands instead of, the id of the correction.
        idle: Each correction that stands nowhere, with the earlier entry for which it does not.
        alone: Where each entry that nothing ties is placed, by its place in the file; worked out once for a file.
    """

    entries: Sequence[Entry]
    tied: frozenset[str]
    acts: Mapping[str, str]
    instead: Mapping[str, str]
    idle: Sequence[tuple[Entry, Entry]]
    alone: list[Placed | None]


@attrs.define(kw_only=True, slots=False, eq=False)
class Index:
    """
    Everything about the entries that are heard that does not depend on the legal day asked, worked out once.

    The entries of a subject are put in order only when it is asked about. What an earlier index of the same file has
    worked out for a subject is taken over where nothing has changed, and gone on with where something has.

    Attributes:
        heard: What it was made from.
        procedure: The law.
        placed: The entries that speak, in file order, with the bounds of their dates.
        spoken_for: For each entry that speaks for others, the accounts of its act that it speaks for.
        bearing: Those that bear on every charge against a person.
        of_ties: What is doubtful about links and accounts.
        about: For each subject, the acts on it, in file order.
        said: For each subject, the statements about it, in file order.
        defendants: Who has a state, in the order of the file, with the subjects of each.
        earlier: What an earlier index has worked out.
        worked_out: What this one has.
    """

    heard: Heard
    procedure: Procedure
    placed: list[Placed]
    spoken_for: Mapping[str, tuple[Entry, ...]]
    bearing: list[Placed]
    of_ties: list[Finding]
    about: dict[Subject, list[Placed]] = attrs.field(factory=dict)
    said: dict[Subject, list[Placed]] = attrs.field(factory=dict)
    defendants: dict[str, list[Subject]] = attrs.field(factory=dict)
    earlier: Mapping[Subject, Track]
    worked_out: dict[Subject, Track] = attrs.field(factory=dict)

    @classmethod
    def of(cls, heard: Heard, procedure: Procedure, earlier: "Index | None" = None) -> "Index":
        """The index of these entries; an earlier one spares it what that has worked out."""
        longer = earlier.extended(heard) if earlier else None
        if longer is not None:
            return longer
        tied = heard.tied
        speaking, spoken_for = prevailing([e for e in heard.entries if e.id in tied], heard.acts)
        together, findings = place(speaking, spoken_for, procedure, heard.instead)
        told = {p.entry.id: p for p in together}
        every = [told.get(e.id) if e.id in tied else _alone(e, heard.alone, procedure) for e in heard.entries]
        placed = [p for p in every if p is not None]
        bearing = [p for p in placed if p.entry.event.on_every_charge]
        index = cls(
            heard=heard,
            procedure=procedure,
            placed=placed,
            bearing=bearing,
            spoken_for=spoken_for,
            of_ties=findings,
            earlier=earlier.so_far if earlier else {},
        )
        index.join(index.placed)
        for each in bearing:
            index.bear_on_every_charge(each)
        return index

    def extended(self, heard: Heard) -> "Index | None":
        """
        The index with more entries at the end, at the cost of those; ``None`` where they are tied to others, or bear on
        every charge, so that what was worked out may not hold.
        """
        before = self.heard.entries
        fresh = heard.entries[len(before) :]
        if heard.tied != self.heard.tied or heard.idle != self.heard.idle or heard.entries[: len(before)] != before:
            return None
        if self.bearing or any(entry.id in heard.tied or entry.event.on_every_charge for entry in fresh):
            return None
        added = [_alone(entry, heard.alone, self.procedure) for entry in fresh]
        touched = {subject for entry in fresh for subject in (*entry.event.subjects, *entry.event.spoken_of)}
        people = {subject.who for subject in touched}
        longer = attrs.evolve(
            self,
            heard=heard,
            placed=[*self.placed, *added],
            about={each: list(told) if each in touched else told for each, told in self.about.items()},
            said={each: list(told) if each in touched else told for each, told in self.said.items()},
            defendants={who: list(of) if who in people else of for who, of in self.defendants.items()},
            earlier=self.so_far,
            worked_out={},
        )
        longer.join(added)
        return longer

    def join(self, placed: Iterable[Placed]) -> None:
        """Put more entries with the subjects that they are about."""
        for each in placed:
            event = each.entry.event
            subjects = event.subjects
            for subject in subjects:
                about = self.about.get(subject)
                if about is None:
                    about = self.about[subject] = []
                    if subject not in self.said:
                        self._list(subject)
                about.append(each if len(subjects) == 1 else _as_to(subject, each, self.procedure))
            for subject in event.spoken_of:
                if subject not in self.said:
                    self.said[subject] = []
                    if subject not in self.about:
                        self._list(subject)
                self.said[subject].append(each)

    def _list(self, subject: Subject) -> None:
        """List a subject under its defendant; what belongs to the matter as a whole has none."""
        if subject.who:
            self.defendants.setdefault(subject.who, []).append(subject)

    def bear_on_every_charge(self, placed: Placed) -> None:
        """Put an act on a person with every charge against them."""
        people = {subject.who for subject in placed.entry.event.subjects}
        for subject, entries in self.about.items():
            if subject.kind == "charge" and subject.who in people:
                entries.append(_as_to(subject, placed, self.procedure))

    def track(self, subject: Subject) -> Track | None:
        """The entries of one subject in order, ready to be asked for any day; ``None`` where there are none."""
        found = self.worked_out.get(subject)
        if found is None and subject in self.about:
            placed, earlier = self.about[subject], self.earlier.get(subject)
            same = earlier is not None and (earlier.ordered.placed is placed or earlier.ordered.placed == placed)
            found = earlier if same else Track(subject, placed, self.procedure, earlier)
            assert found is not None
            self.worked_out[subject] = found
        return found

    def tracks(self, kind: str) -> Iterator[Track]:
        """The tracks of one kind of subject."""
        for subject in self.about:
            track = self.track(subject) if subject.kind == kind else None
            if track is not None:
                yield track

    @property
    def so_far(self) -> Mapping[Subject, Track]:
        """What has been worked out, here or before, for another index to go on with."""
        return {**self.earlier, **self.worked_out}

    @cached_property
    def findings(self) -> list[Finding]:
        """What is doubtful whatever the day."""
        return [*self.of_ties, *[finding for p in self.placed for finding in self._doubts(p.entry)]]

    @cached_property
    def idle(self) -> list[tuple[Placed, Finding]]:
        """What is doubtful about each correction without effect, with the bounds of its own date."""
        told = [(entry, without_effect(entry, otherwise)) for entry, otherwise in self.heard.idle]
        return [(placed_alone(entry, self.procedure), finding) for entry, finding in told]

    def _doubts(self, entry: Entry) -> Iterable[Finding]:
        if entry.id in self.spoken_for:
            yield from disagreements(entry, self.spoken_for[entry.id])
        if entry.source.published is not None:
            yield from _dated_after_its_source(entry)


def _alone(entry: Entry, kept: list[Placed | None], procedure: Procedure) -> Placed:
    at = entry.seq - 1
    if at >= len(kept):
        kept.extend([None] * (at + 1 - len(kept)))
    placed = kept[at]
    if placed is None or placed.entry is not entry:
        placed = kept[at] = placed_alone(entry, procedure)
    return placed


def _as_to(subject: Subject, placed: Placed, procedure: Procedure) -> Placed:
    """An entry about several subjects, with its precedence for one of them."""
    return placed._replace(rank=procedure.precedence(placed.entry.event, subject))


def _dated_after_its_source(entry: Entry) -> Iterable[Finding]:
    published = entry.source.published
    if published is None or published.latest is None or entry.is_statement:
        return
    if When.on(published.latest).before(entry.event.on) is Certainty.YES:
        yield DATED_AFTER_SOURCE.finding(
            f"{entry.event.wire} is dated {entry.event.on}, "
            f"after its source {entry.source.name!r} was published ({published})",
            [entry.id],
            about=next(iter(entry.event.subjects), None),
        )
