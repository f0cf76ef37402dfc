"""The court that has a charge: where it was filed, sent, removed, tried anew and sent back."""

from collections.abc import Iterable

from casestate.entries import Entry
from casestate.events import (
    BoundOver,
    ChargeFiled,
    ChargeRemanded,
    ChargeRemoved,
    ChargeTransferred,
    ChargingInstrument,
    DeNovoAppealFiled,
    Event,
    RemovalStage,
)

Sent = list[tuple[Event, str | None]]
"""The acts that sent a charge away and from which it may come back, each with the court that had it before."""
_UNKNOWN = ChargingInstrument.UNKNOWN


def court_of(courts: Iterable[Entry]) -> str | None:
    """
    Return the court that has a charge after these acts; ``None`` if no source says.

    A court to which a charge was sent is not known unless the act names it. If the charge is sent back, or an appeal
    for trial anew is given up, the charge returns to the court that had it before.
    """
    court: str | None = None
    sent: Sent = []
    for entry in courts:
        event = entry.event
        if isinstance(event, ChargeFiled | BoundOver):
            court = event.court or court
        elif isinstance(event, ChargeRemoved) and sent and isinstance(sought := sent[-1][0], ChargeRemoved):
            court = court if _only_sought(event) else event.court or sought.court
            sent[-1] = (sought if _only_sought(event) else event, sent[-1][1])
        elif isinstance(event, ChargeTransferred | ChargeRemoved | DeNovoAppealFiled):
            sent.append((event, court))
            court = court if _only_sought(event) else event.court
        else:
            court = _back(event, sent, court)
    return court


def sent_without_paper(courts: Iterable[Entry]) -> Entry | None:
    """
    Return the act that last sent a charge to another court, if no paper was filed there since.

    A charge that was sent back is before the court of its paper again.
    """
    sent = None
    for entry in courts:
        event = entry.event
        if isinstance(event, ChargeTransferred):
            sent = entry
        elif isinstance(event, ChargeRemanded) or getattr(event, "instrument", _UNKNOWN) is not _UNKNOWN:
            sent = None
    return sent


def _only_sought(event: Event) -> bool:
    """Return whether an act is a notice of removal, which leaves the charge where it is."""
    return isinstance(event, ChargeRemoved) and event.stage is RemovalStage.NOTICE


def _back(event: Event, sent: Sent, court: str | None) -> str | None:
    """Return the court that has a charge again, and take off the acts that had sent it away."""
    if isinstance(event, ChargeRemanded):
        before = sent.pop()[1] if sent else court
        return event.court or before
    while sent and not isinstance(sent[-1][0], DeNovoAppealFiled):
        sent.pop()
    return sent.pop()[1] if sent else court
