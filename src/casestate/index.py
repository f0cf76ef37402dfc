"""What is heard of a file, made ready for questions: which entry speaks for each act, and about which subjects."""

from collections.abc import Iterable, Mapping, Sequence

from casestate.accounts import disagreements, prevailing
from casestate.entries import Entry
from casestate.events import Subject
from casestate.law.findings import Finding, Severity
from casestate.law.procedure import Procedure
from casestate.order import Placed, place
from casestate.when import Certainty, When
from casestate.worlds import Track


class Index:
    """
    Everything about the entries that are heard that does not depend on the legal day asked, worked out once.

    Attributes:
        placed: The entries that speak, in file order, with the bounds of their dates.
        spoken_for: For each entry that speaks for others, the accounts of its act that it speaks for.
        findings: What is doubtful whatever the day.
        tracks: The entries of each subject.
        defendants: Who has a state, in the order of the file, with the subjects of each.
    """

    __slots__ = ("defendants", "findings", "placed", "procedure", "spoken_for", "tracks")

    def __init__(
        self, entries: Sequence[Entry], procedure: Procedure, acts: Mapping[str, str], instead: Mapping[str, str]
    ) -> None:
        self.procedure = procedure
        speaking, self.spoken_for = prevailing(entries, acts)
        self.placed, self.findings = place(speaking, self.spoken_for, procedure, instead)
        self.findings += [finding for entry in speaking for finding in self._doubts(entry)]
        about: dict[Subject, list[Placed]] = {}
        self.defendants: dict[str, list[Subject]] = {}
        for placed in self.placed:
            subjects = placed.entry.event.subjects
            for subject in subjects:
                if subject not in about:
                    about[subject] = []
                    if subject.who:
                        self.defendants.setdefault(subject.who, []).append(subject)
                about[subject].append(placed if len(subjects) == 1 else _as_to(subject, placed, procedure))
            for who in getattr(placed.entry.event, "concerns", ()):
                self.defendants.setdefault(who, [])
        for placed in self.placed:
            if placed.entry.event.on_every_charge:
                self._bear_on_every_charge(placed, about)
        self.tracks = {subject: Track(subject, each, procedure) for subject, each in about.items()}

    def _doubts(self, entry: Entry) -> Iterable[Finding]:
        if entry.id in self.spoken_for:
            yield from disagreements(entry, self.spoken_for[entry.id])
        if entry.source.published is not None:
            yield from _dated_after_its_source(entry)

    def _bear_on_every_charge(self, placed: Placed, about: dict[Subject, list[Placed]]) -> None:
        people = {subject.who for subject in placed.entry.event.subjects}
        for subject, entries in about.items():
            if subject.kind == "charge" and subject.who in people:
                entries.append(_as_to(subject, placed, self.procedure))

    def matter_tracks(self, kind: str) -> Iterable[Track]:
        """The tracks of one kind that belong to the matter as a whole."""
        return [track for subject, track in self.tracks.items() if subject.kind == kind and not subject.who]


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
