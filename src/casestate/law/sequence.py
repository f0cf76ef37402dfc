"""Checks on what follows what in one charge, beyond the phase in which each act comes."""

from collections.abc import Iterator

from casestate.events import (
    AppealDecided,
    AppealFiled,
    AppealWithdrawn,
    ChargeAmended,
    ChargeFiled,
    DeNovoAppealFiled,
    Pardoned,
    ReviewOutcome,
    SentenceImposed,
)
from casestate.law.findings import Finding, Severity
from casestate.law.local import finding_on
from casestate.state import ChargeState
from casestate.state.axes import Jeopardy, Phase, Succession
from casestate.when import Certainty

_ASKED_OTHERWISE = (ReviewOutcome.CERTIORARI_DENIED, ReviewOutcome.HABEAS_GRANTED, ReviewOutcome.HABEAS_DENIED)
"""Ends of a petition, which follows an appeal that had ended, or none."""


def _statute_was_in_force(charge: ChargeState) -> Iterator[Finding]:
    """T09: what is charged was law on the day of the offence; an amendment of it mends what was not."""
    for place, entry in enumerate(charge.charging):
        event = entry.event
        if not isinstance(event, ChargeFiled) or event.offense_on is None or event.statute_in_force_from is None:
            continue
        mended = any(_changes_what_is_charged(each.event) for each in charge.charging[place + 1 :])
        if not mended and event.offense_on.before(event.statute_in_force_from) is Certainty.YES:
            yield finding_on(
                charge,
                "statute-not-in-force",
                Severity.WARNING,
                f"charge {charge.charge} of {charge.defendant} alleges an offence of {event.offense_on} under what is "
                f"law from {event.statute_in_force_from}",
                "check both days; if the filing is so, record the amendment that mends it when it comes",
                entry=entry,
            )


def _changes_what_is_charged(event: object) -> bool:
    if isinstance(event, ChargeAmended):
        return bool(event.statute or event.dropped_enhancements or event.dropped_theories)
    return isinstance(event, ChargeFiled)


def _an_appeal_was_filed(charge: ChargeState) -> Iterator[Finding]:
    """T55-T57: an appeal is pending until it is decided or given up, and what follows needs another."""
    pending = False
    for entry in charge.reviewing:
        event = entry.event
        if isinstance(event, AppealFiled | DeNovoAppealFiled):
            pending = True
            continue
        petition = isinstance(event, AppealDecided) and event.outcome in _ASKED_OTHERWISE
        if not pending and not petition:
            yield finding_on(
                charge,
                "missing-appeal",
                Severity.INCOMPLETE,
                f"{event.wire} on charge {charge.charge} of {charge.defendant}, but the file has no appeal before it",
                "record the appeal, or give it a date or an after= link that puts it first",
                entry=entry,
            )
        pending = pending and not isinstance(event, AppealDecided | AppealWithdrawn)


def _not_refiled_after_jeopardy(charge: ChargeState) -> Iterator[Finding]:
    """T32, T35: ended in mid-trial without the defendant's consent a charge is barred, and no source need say so."""
    again = [entry for entry in charge.endings if isinstance(entry.event, ChargeFiled)]
    brought = charge.phase is Phase.DISMISSED and charge.succession is Succession.REFILED
    if brought and again and charge.jeopardy is Jeopardy.ATTACHED:
        yield finding_on(
            charge,
            "refiled-after-jeopardy",
            Severity.WARNING,
            f"charge {charge.charge} of {charge.defendant} was dismissed after jeopardy attached, and is brought again",
            "if the defendant did not consent to the dismissal, record it prejudice='with': it bars",
            entry=again[-1],
        )


def _not_sentenced_once_pardoned(charge: ChargeState) -> Iterator[Finding]:
    """T59: a pardon relieves of punishment."""
    pardons = [entry for entry in charge.relief if isinstance(entry.event, Pardoned)]
    for entry in charge.sentencing:
        pardoned = any(pardon.when.before(entry.when) is Certainty.YES for pardon in pardons)
        if pardoned and isinstance(entry.event, SentenceImposed):
            yield finding_on(
                charge,
                "sentenced-after-pardon",
                Severity.WARNING,
                f"charge {charge.charge} of {charge.defendant} was pardoned, and a sentence of {entry.when} follows",
                "check both dates, and for what the pardon was given",
                entry=entry,
            )


SEQUENCE_RULES = (
    _statute_was_in_force,
    _an_appeal_was_filed,
    _not_refiled_after_jeopardy,
    _not_sentenced_once_pardoned,
)
"""What is asked of the order and the days of the acts on each charge, under every law."""
