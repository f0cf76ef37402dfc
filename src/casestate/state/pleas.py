"""The plea to a charge, among the entries that entered, accepted and took back pleas."""

from collections.abc import Iterable

from casestate.entries import Entry
from casestate.events import PleaAccepted, PleaEntered, PleaKind, PleaRejected, PleaSetAside, PleaWithdrawn


def last_plea(pleas: Iterable[Entry]) -> PleaKind | None:
    """Return the last plea, even one that fell after a court accepted it, but none withdrawn or refused before that."""
    accepted = offered = None
    for entry in pleas:
        event = entry.event
        if isinstance(event, PleaEntered):
            offered = event.plea
        elif isinstance(event, PleaAccepted):
            accepted, offered = event.plea, None
        elif isinstance(event, PleaSetAside):
            accepted, offered = offered or accepted, None
        elif isinstance(event, PleaWithdrawn | PleaRejected):
            offered = None
    return offered or accepted
