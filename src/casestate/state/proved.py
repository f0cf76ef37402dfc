"""The offence and grade that were found, which may differ from those of the charge."""

from collections.abc import Iterable
from typing import TypeGuard

import attrs

from casestate.entries import Entry
from casestate.events import (
    AppealDecided,
    ConvictionReduced,
    Event,
    PleaAccepted,
    ReviewOutcome,
    SeverityClass,
    TrialBegan,
    VerdictKind,
    VerdictReturned,
)
from casestate.state.grading import class_of
from casestate.state.version import ChargeVersion, in_words
from casestate.terms import Term

Naming = PleaAccepted | VerdictReturned | ConvictionReduced | AppealDecided
"""The acts that may name an offence and a grade of their own."""
_NOT_PROVED = (VerdictKind.SPECIFICATION_NOT_PROVED, VerdictKind.ENHANCEMENT_NOT_TRUE)


@attrs.frozen(kw_only=True, order=False)
class Proved:
    """
    The offence of which a charge was found proved. An amendment of the charge after the finding does not change it.

    Attributes:
        offense: The offence; ``None`` if the file does not name it.
        statute: The section; ``None`` if the file does not name it.
        grade: The grade in the jurisdiction's own terms; ``None`` if the file does not name it.
        severity: The grade in terms common to all jurisdictions.
        theories: The ways in which it was charged to have been committed, without those found not proved.
        enhancements: The enhancements charged, without those found not true.
        exposure: The longest sentence it carries; ``None`` is unknown.
        charged: The version of the charge when guilt was found; ``None`` if the file has no filing by then.
        entry: The finding, or a later reduction.
        at_first: The offence found at first, if a later act reduced it to another; ``None`` otherwise.
    """

    offense: str | None = None
    statute: str | None = None
    grade: str | None = None
    severity: SeverityClass = SeverityClass.UNKNOWN
    theories: tuple[str, ...] = ()
    enhancements: tuple[str, ...] = ()
    exposure: Term | None = None
    charged: ChargeVersion | None
    entry: Entry
    at_first: str | None = None

    @property
    def words(self) -> str:
        """The offence proved, in words, with its grade, the enhancements and the exposure."""
        return in_words(self.offense, self.grade, self.enhancements, self.theories, self.exposure)


def proved_of(
    finding: Entry,
    charged: ChargeVersion | None,
    trial: Iterable[Entry],
    later: Iterable[Entry],
    *,
    unsaid: bool = False,
) -> Proved:
    """
    Return the offence that a finding of guilt found.

    Args:
        finding: The plea, the verdict or the decision that found guilt.
        charged: The version of the charge at that time.
        trial: The record of the trial, in order.
        later: The acts after the finding that say what the conviction is of from then on, in order.
        unsaid: Whether the finding is of another offence than the one charged, and does not say which.
    """
    nothing_said = Proved(charged=charged, entry=finding)
    proved = nothing_said if unsaid else _as_found(_as_charged(charged, finding), finding.event)
    for verdict in _special(trial):
        proved = _without(proved, verdict.specification)
    found = proved.offense
    for entry in later:
        event = entry.event
        if reduces(event):
            by = proved.entry if _says_more(proved, event) else entry
            proved = attrs.evolve(_reduced(proved, event), entry=by)
    return attrs.evolve(proved, at_first=found) if proved.offense != found else proved


def _says_more(proved: Proved, event: Naming) -> bool:
    """Return whether an act is a line on a plea to the offence found, of which it may say more."""
    return isinstance(event, PleaAccepted) and not (proved.offense and _another(proved, event.offense))


def _as_charged(version: ChargeVersion | None, finding: Entry) -> Proved:
    if version is None:
        return Proved(charged=None, entry=finding)
    return Proved(
        offense=version.offense,
        statute=version.statute,
        grade=version.grade,
        severity=version.severity,
        theories=version.theories,
        enhancements=version.enhancements,
        exposure=version.exposure,
        charged=version,
        entry=finding,
    )


def _as_found(proved: Proved, event: Event) -> Proved:
    """Return what a plea or verdict found; a lesser offence that it does not name is not known."""
    if not isinstance(event, PleaAccepted | VerdictReturned):
        return proved
    lesser = isinstance(event, VerdictReturned) and event.verdict is VerdictKind.GUILTY_OF_LESSER_INCLUDED
    return _named(proved, event, another=lesser or _another(proved, event.offense))


def reduces(event: Event) -> TypeGuard[Naming]:
    """Return whether an act after the finding says what it is of from then on."""
    directed = isinstance(event, AppealDecided) and event.outcome is ReviewOutcome.REDUCED_TO_LESSER
    second = isinstance(event, PleaAccepted) and event.offense is not None
    return directed or second or isinstance(event, ConvictionReduced)


def _reduced(proved: Proved, event: Naming) -> Proved:
    """Return what is left after a reduction: the offence that it names, or the same one in another grade."""
    another = isinstance(event, AppealDecided) or _another(proved, event.offense)
    named = _named(proved, event, another=another)
    if another or isinstance(event, PleaAccepted):
        return named
    return attrs.evolve(named, grade=event.grade, severity=_severity(event), exposure=None)


def _another(proved: Proved, offense: str | None) -> bool:
    """Return whether an act names an offence other than the one so far."""
    return offense is not None and (proved.offense is None or offense.casefold() != proved.offense.casefold())


def _named(proved: Proved, event: Naming, *, another: bool) -> Proved:
    """Return an offence as an act names it. If it is another offence, nothing else is taken over from the charge."""
    if another:
        return Proved(
            offense=event.offense,
            statute=event.statute,
            grade=event.grade,
            severity=_severity(event),
            charged=proved.charged,
            entry=proved.entry,
        )
    regraded = bool(event.statute or event.grade or event.severity)
    said = class_of(event)
    repeated = said is SeverityClass.UNKNOWN and event.grade == proved.grade
    return attrs.evolve(
        proved,
        statute=event.statute or proved.statute,
        grade=event.grade or (None if event.severity else proved.grade),
        severity=proved.severity if said is None or repeated else said,
        exposure=None if regraded else proved.exposure,
    )


def _severity(event: Naming) -> SeverityClass:
    return class_of(event) or SeverityClass.UNKNOWN


def _special(trial: Iterable[Entry]) -> list[VerdictReturned]:
    """Return the findings of the last trial that a specification or an enhancement is not proved."""
    found: list[VerdictReturned] = []
    for entry in trial:
        event = entry.event
        if isinstance(event, TrialBegan):
            found = []
        elif isinstance(event, VerdictReturned) and event.verdict in _NOT_PROVED:
            found.append(event)
    return found


def _without(proved: Proved, specification: str | None) -> Proved:
    """Return an offence without a theory or an enhancement that was not proved."""
    return attrs.evolve(
        proved,
        theories=tuple([each for each in proved.theories if each != specification]),
        enhancements=tuple([each for each in proved.enhancements if each != specification]),
        exposure=None if specification in proved.enhancements else proved.exposure,
    )
