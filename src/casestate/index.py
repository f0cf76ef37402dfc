"""What is heard of a file, made ready for questions: which entry speaks for each act, and about which subjects."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import attrs

from casestate.accounts import disagreements, prevailing
from casestate.entries import Entry
from casestate.events import Subject
from casestate.law.findings import Finding, Severity
from casestate.law.procedure import Procedure
from casestate.order import Placed, place, placed_alone
from casestate.when import Certainty, When
from casestate.worlds import Track


@attrs.frozen(order=False, eq=False)
class Heard:
    """
    The entries that are heard, as they stand, with what ties them.

    Attributes:
        entries: In the order of the file.
        tied: The ids of all that a link, an account or a correction ties to another, heard or not.
        acts: The first account of the act of each entry that is another account of one.
        instead: For each entry that a correction stands instead of, the id of the correction.
        alone: Where each entry that nothing ties is placed, by its place in the file; worked out once for a file.
    """

    entries: Sequence[Entry]
    tied: frozenset[str]
    acts: Mapping[str, str]
    instead: Mapping[str, str]
    alone: dict[int, Placed]


class Index:
    """
    Everything about the entries that are heard that does not depend on the legal day asked, worked out once.

    The entries of a subject are put in order only when it is asked about. What an earlier index of the same file has
    worked out for a subject is taken over where nothing has changed, and gone on with where something has.

    Attributes:
        procedure: The law.
        placed: The entries that speak, in file order, with the bounds of their dates.
        spoken_for: For each entry that speaks for others, the accounts of its act that it speaks for.
        about: For each subject, the entries about it, in file order.
        defendants: Who has a state, in the order of the file, with the subjects of each.
    """

    def __init__(self, heard: Heard, procedure: Procedure, earlier: "Index | None" = None) -> None:
        self.procedure = procedure
        speaking, self.spoken_for = prevailing([e for e in heard.entries if e.id in heard.tied], heard.acts)
        together, self._tie_findings = place(speaking, self.spoken_for, procedure, heard.instead)
        told = {p.entry.id: p for p in together}
        placed = [told.get(e.id) if e.id in heard.tied else _alone(e, heard.alone, procedure) for e in heard.entries]
        self.placed = [p for p in placed if p is not None]
        self.about: dict[Subject, list[Placed]] = {}
        self.defendants: dict[str, list[Subject]] = {}
        for each in self.placed:
            self._join(each)
        for each in self.placed:
            if each.entry.event.on_every_charge:
                self._bear_on_every_charge(each)
        self._tracks: dict[Subject, Track] = {}
        self._earlier = earlier.tracks_so_far if earlier else {}

    def track(self, subject: Subject) -> Track | None:
        """The entries of one subject in order, ready to be asked for any day; ``None`` where there are none."""
        found = self._tracks.get(subject)
        if found is None and subject in self.about:
            placed, earlier = self.about[subject], self._earlier.get(subject)
            same = earlier is not None and earlier.ordered.placed == placed
            found = earlier if same else Track(subject, placed, self.procedure, earlier)
            assert found is not None
            self._tracks[subject] = found
        return found

    def tracks(self, kind: str) -> Iterator[Track]:
        """The tracks of one kind of subject."""
        for subject in self.about:
            track = self.track(subject) if subject.kind == kind else None
            if track is not None:
                yield track

    @property
    def tracks_so_far(self) -> dict[Subject, Track]:
        """What has been worked out, here or before, for another index to go on with."""
        return self._earlier | self._tracks

    @cached_property
    def findings(self) -> list[Finding]:
        """What is doubtful whatever the day."""
        return [*self._tie_findings, *[finding for p in self.placed for finding in self._doubts(p.entry)]]

    def _join(self, placed: Placed) -> None:
        event = placed.entry.event
        subjects = event.subjects
        for subject in subjects:
            about = self.about.get(subject)
            if about is None:
                about = self.about[subject] = []
                if subject.who:
                    self.defendants.setdefault(subject.who, []).append(subject)
            about.append(placed if len(subjects) == 1 else _as_to(subject, placed, self.procedure))
        if not subjects:
            for who in getattr(event, "concerns", ()):
                self.defendants.setdefault(who, [])

    def _doubts(self, entry: Entry) -> Iterable[Finding]:
        if entry.id in self.spoken_for:
            yield from disagreements(entry, self.spoken_for[entry.id])
        if entry.source.published is not None:
            yield from _dated_after_its_source(entry)

    def _bear_on_every_charge(self, placed: Placed) -> None:
        people = {subject.who for subject in placed.entry.event.subjects}
        for subject, entries in self.about.items():
            if subject.kind == "charge" and subject.who in people:
                entries.append(_as_to(subject, placed, self.procedure))


def _alone(entry: Entry, kept: dict[int, Placed], procedure: Procedure) -> Placed:
    placed = kept.get(entry.seq)
    if placed is None or placed.entry is not entry:
        placed = kept[entry.seq] = placed_alone(entry, procedure)
    return placed


def _as_to(subject: Subject, placed: Placed, procedure: Procedure) -> Placed:
    """An entry about several subjects, with its precedence for one of them."""
    return placed._replace(rank=procedure.precedence(placed.entry.event, subject))


def _dated_after_its_source(entry: Entry) -> Iterable[Finding]:
    published = entry.source.published
    if published is None or published.latest is None or entry.is_statement:
        return
    if When.on(published.latest).before(entry.event.on) is Certainty.YES:
        yield Finding(
            code="dated-after-source",
            severity=Severity.WARNING,
            message=f"{entry.event.wire} is dated {entry.event.on}, "
            f"after its source {entry.source.name!r} was published ({published})",
            remedy="a source reports what has happened: correct the date, or record what is expected with Stated",
            entries=(entry.id,),
            defendant=next((subject.who for subject in entry.event.subjects), ""),
            charge=next((subject.key for subject in entry.event.subjects), ""),
        )
