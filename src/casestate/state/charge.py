"""One criminal charge against one defendant."""

from functools import cached_property

import attrs

from casestate.entries import Entry
from casestate.events import (
    ChargeAmended,
    ChargeDismissed,
    ChargeFiled,
    Component,
    PleaAccepted,
    PleaEntered,
    PleaKind,
    Prejudice,
    SentenceImposed,
    SentenceModified,
    SeverityClass,
)
from casestate.state.axes import Conviction, Disposition, Found, Jeopardy, Phase, Review, SentenceStatus, Succession
from casestate.terms import Term
from casestate.when import Certainty, When


@attrs.frozen(kw_only=True, order=False)
class ChargeVersion:
    """
    What the charge said from one entry until the next version.

    Attributes:
        exposure: The longest sentence it carries; ``None`` is unknown.
        minimum: The shortest the law allows; ``None`` is unknown, not "no minimum".
        entry: The entry that made this version.
    """

    offense: str | None
    statute: str | None
    grade: str | None
    severity: SeverityClass
    instrument: str
    theories: tuple[str, ...]
    enhancements: tuple[str, ...]
    exposure: Term | None
    minimum: Term | None
    entry: Entry


@attrs.frozen(kw_only=True, order=False)
class ChargeState:
    """
    One charge against one defendant, at the coordinates of the view it came from.

    Attributes:
        phase: Where it stands.
        found: What was established.
        conviction: What stands as a conviction.
        jeopardy: Whether jeopardy attached, and how it ended.
        disposition: How it was last disposed of.
        sentence: What became of the sentence.
        succession: Whether it was brought again as another charge.
        review: Whether a higher court has it.
        charging: The entries that filed and amended it, in order.
        pleas: The entries with a plea, in order.
        trial: The entries of hearings on probable cause, trials and verdicts, in order.
        endings: The entries that ended it without a finding, in order.
        sentencing: The entries that imposed, changed and completed sentences, in order.
        reviewing: The entries of appeals, in order.
        moved: For each axis that moved, the entry that moved it last.
        skipped: The phases through which it must have gone, or may, without an act in the file.
        disregarded: The entries that could not take effect, in order; a finding tells why.
    """

    defendant: str
    charge: str
    phase: Phase = Phase.NOT_CHARGED
    found: Found = Found.NOTHING
    conviction: Conviction = Conviction.NONE
    jeopardy: Jeopardy = Jeopardy.NOT_ATTACHED
    disposition: Disposition = Disposition.NONE
    sentence: SentenceStatus = SentenceStatus.NONE
    succession: Succession = Succession.NONE
    review: Review = Review.NONE
    charging: tuple[Entry, ...] = ()
    pleas: tuple[Entry, ...] = ()
    trial: tuple[Entry, ...] = ()
    endings: tuple[Entry, ...] = ()
    sentencing: tuple[Entry, ...] = ()
    reviewing: tuple[Entry, ...] = ()
    moved: tuple[tuple[str, Entry], ...] = ()
    skipped: frozenset[Phase] = frozenset()
    disregarded: tuple[Entry, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry about it, record by record."""
        told = (self.charging, self.pleas, self.trial, self.endings, self.sentencing, self.reviewing, self.disregarded)
        return tuple([entry for record in told for entry in record])

    @cached_property
    def versions(self) -> tuple[ChargeVersion, ...]:
        """What the charge said, version by version, oldest first."""
        versions: list[ChargeVersion] = []
        for entry in self.charging:
            before = versions[-1] if versions else None
            event = entry.event
            if isinstance(event, ChargeFiled):
                versions.append(_filed(event, entry))
            else:
                assert isinstance(event, ChargeAmended)
                versions.append(_amended(before, event, entry))
        return tuple(versions)

    @property
    def version(self) -> ChargeVersion | None:
        """What the charge says now; ``None`` where no filing or amendment is in the file."""
        return self.versions[-1] if self.versions else None

    @property
    def plea(self) -> PleaKind | None:
        """The plea that stands; ``None`` where none is in the file."""
        last = self.pleas[-1].event if self.pleas else None
        return last.plea if isinstance(last, PleaEntered | PleaAccepted) else None

    @property
    def components(self) -> tuple[Component, ...] | None:
        """The parts of the current sentence; ``None`` where there is none, empty where no source says what it is."""
        sentence = self._current_sentence
        return None if sentence is None else sentence[1].components

    @property
    def sentenced(self) -> When | None:
        """The day of the current sentence."""
        sentence = self._current_sentence
        return None if sentence is None else sentence[0].when

    @property
    def _current_sentence(self) -> tuple[Entry, SentenceImposed | SentenceModified] | None:
        if self.sentence is SentenceStatus.VACATED:
            return None
        for entry in reversed(self.sentencing):
            if isinstance(entry.event, SentenceImposed | SentenceModified):
                return entry, entry.event
        return None

    @property
    def convicted_of(self) -> str | None:
        """The offence found, perhaps a lesser one than charged; ``None`` where none is found or none is named."""
        if self.found is not Found.GUILTY:
            return None
        by = self.moved_by("found")
        lesser = getattr(by.event, "offense", None) if by else None
        return lesser or (self.version.offense if self.version else None)

    @property
    def alternatives(self) -> tuple[str, ...]:
        """The charges to which this one is an alternative, as its filings say."""
        return self._linked("alternative_to")

    @property
    def refiles(self) -> tuple[str, ...]:
        """The earlier charges that this one brings again."""
        return self._linked("refiles")

    @property
    def supersedes(self) -> tuple[str, ...]:
        """The charges that this one carries on."""
        return self._linked("supersedes")

    def _linked(self, field: str) -> tuple[str, ...]:
        filings = [entry.event for entry in self.charging if isinstance(entry.event, ChargeFiled)]
        return tuple(dict.fromkeys([other for filing in filings for other in getattr(filing, field)]))

    @property
    def prejudice(self) -> Prejudice | None:
        """Whether the last dismissal was with prejudice; ``None`` where it was not dismissed."""
        for entry in reversed(self.endings):
            if isinstance(entry.event, ChargeDismissed):
                return entry.event.prejudice
        return None

    @property
    def refilable(self) -> Certainty:
        """
        May the same sovereign bring it again? Only a charge that has ended can be, and one that was brought again has
        been; limitation is not weighed.

        POSSIBLY where no source says whether a dismissal was with prejudice, or where jeopardy had attached.
        """
        if self.phase is not Phase.DISMISSED or self.succession is Succession.REFILED:
            return Certainty.NO
        if self.disposition is Disposition.DISMISSED_UNSPECIFIED or self.jeopardy is not Jeopardy.NOT_ATTACHED:
            return Certainty.POSSIBLY
        return Certainty.YES

    @property
    def open(self) -> bool:
        """Is it pending: filed, and neither ended nor judged?"""
        return self.phase in (Phase.CHARGED, Phase.TRIABLE, Phase.ON_TRIAL, Phase.FOUND_GUILTY)

    def moved_by(self, axis: str) -> Entry | None:
        """The entry that last moved an axis; ``None`` while it is as it began."""
        return dict(self.moved).get(axis)


def _filed(event: ChargeFiled, entry: Entry) -> ChargeVersion:
    return ChargeVersion(
        offense=event.offense,
        statute=event.statute,
        grade=event.grade,
        severity=event.severity,
        instrument=event.instrument,
        theories=event.theories,
        enhancements=event.enhancements,
        exposure=event.exposure,
        minimum=event.minimum,
        entry=entry,
    )


def _amended(before: ChargeVersion | None, event: ChargeAmended, entry: Entry) -> ChargeVersion:
    def changed(had: tuple[str, ...], dropped: tuple[str, ...], added: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys([*(each for each in had if each not in dropped), *added]))

    return ChargeVersion(
        offense=event.offense or (before.offense if before else None),
        statute=event.statute or (before.statute if before else None),
        grade=event.grade or (before.grade if before else None),
        severity=event.severity or (before.severity if before else SeverityClass.UNKNOWN),
        instrument=event.instrument or (before.instrument if before else "unknown"),
        theories=changed(before.theories if before else (), event.dropped_theories, event.added_theories),
        enhancements=changed(
            before.enhancements if before else (), event.dropped_enhancements, event.added_enhancements
        ),
        exposure=event.exposure,
        minimum=event.minimum,
        entry=entry,
    )
