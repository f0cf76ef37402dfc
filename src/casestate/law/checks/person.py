"""The person: a death ends a prosecution, and a defendant who is not competent is not tried."""

from collections.abc import Iterator

from casestate.entries import Entry
from casestate.events import (
    ChargeFiled,
    DefendantDied,
    DeferralRevoked,
    Event,
    PleaAccepted,
    SentenceImposed,
    StayKind,
    StayLifted,
    StayOrdered,
    TrialBegan,
    VerdictKind,
    VerdictReturned,
)
from casestate.events.wording import done
from casestate.law.checking import Doubt, check
from casestate.law.findings import Severity
from casestate.state import ChargeState, DefendantState
from casestate.when import Certainty

_NEED_COMPETENCE = (TrialBegan, VerdictReturned, PleaAccepted, SentenceImposed)


@check(
    "second-death",
    Severity.WARNING,
    meaning="The file has two deaths of one defendant that are not tied as accounts of one act.",
    remedy="if both are about one death, tie them with account_of=; else check whom each is about",
    reads=("person.on",),
    weighs=(),
    needs=("DefendantDied",),
)
def second_death(defendant: DefendantState) -> Iterator[Doubt]:
    """Two deaths are two accounts of one, or are about two people."""
    deaths = [entry for entry in defendant.person.entries if isinstance(entry.event, DefendantDied)]
    for entry in deaths[1:]:
        yield Doubt(
            f"{defendant.name} died {entry.when} according to {entry.id}, and {deaths[0].when} according to "
            f"{deaths[0].id}",
            (deaths[0], entry),
        )


@check(
    "act-after-death",
    Severity.ERROR,
    meaning="A defendant is charged, pleads, is tried or is sentenced after the day of their death.",
    remedy="check both dates and whom each is about; a death ends the prosecution of that person",
    reads=("person.on", "charging.on", "pleas.on", "trial.on", "endings.on", "deferrals.on", "sentencing.on"),
    weighs=(),
    needs=("DefendantDied",),
)
def act_after_death(charge: ChargeState, defendant: DefendantState) -> Iterator[Doubt]:
    """I10: a dead defendant is not charged, does not plead and is not sentenced. Review and clemency go on."""
    deaths = [entry for entry in (*defendant.person.entries, *charge.endings) if isinstance(entry.event, DefendantDied)]
    filed = [entry for entry in charge.charging if isinstance(entry.event, ChargeFiled)]
    revoked = [entry for entry in charge.deferrals if isinstance(entry.event, DeferralRevoked)]
    for entry in (*filed, *charge.pleas, *charge.trial, *revoked, *charge.sentencing):
        if any(death.when.before(entry.when) is Certainty.YES for death in deaths):
            yield Doubt(
                f"{done(entry.event, charge.subject)} {entry.when}, after the defendant died ({deaths[0].when})",
                entry,
            )


@check(
    "act-during-stay",
    Severity.INCOMPLETE,
    meaning="A defendant pleads, is tried or is sentenced while the case is stayed for competency.",
    remedy="record the end of the stay, or check the dates",
    reads=("person.on", "person.kind", "pleas.on", "trial.on", "trial.verdict", "sentencing.on"),
    weighs=(),
    needs=("StayOrdered",),
)
def act_during_stay(charge: ChargeState, defendant: DefendantState) -> Iterator[Doubt]:
    """T24: a defendant who is not competent does not plead, is not tried and is not sentenced (Pate v. Robinson)."""
    for stay, lifted in _competency_stays(defendant.person.entries):
        for entry in (*charge.pleas, *charge.trial, *charge.sentencing):
            begun = _needs_competence(entry.event) and stay.when.before(entry.when) is Certainty.YES
            if begun and (lifted is None or entry.when.before(lifted.when) is Certainty.YES):
                yield Doubt(
                    f"{done(entry.event, charge.subject)}, while the case is stayed for competency since "
                    f"{stay.when} (Pate v. Robinson)",
                    entry,
                )


def _needs_competence(event: Event) -> bool:
    """Return whether an act needs a competent defendant. A trial of the facts is held because there is none."""
    of_the_facts = isinstance(event, VerdictReturned) and event.verdict is VerdictKind.DID_THE_ACT
    return isinstance(event, _NEED_COMPETENCE) and not of_the_facts


def _competency_stays(entries: tuple[Entry, ...]) -> Iterator[tuple[Entry, Entry | None]]:
    """Yield each stay for competency with the entry that lifted it, or ``None`` while it lasts."""
    for place, stay in enumerate(entries):
        if isinstance(stay.event, StayOrdered) and stay.event.kind is StayKind.COMPETENCY:
            yield stay, next((entry for entry in entries[place:] if _lifts(entry)), None)


def _lifts(entry: Entry) -> bool:
    return isinstance(entry.event, StayLifted) and entry.event.kind in (StayKind.COMPETENCY, StayKind.UNKNOWN)
