"""Strategies for entries: events in their envelopes."""

from datetime import UTC

from hypothesis import strategies as st

from casestate.entries import Entry, Revision, RevisionKind
from casestate.events import Event
from casestate.testing.strategies.choices import named
from casestate.testing.strategies.events import any_event
from casestate.testing.strategies.values import days, sources, texts


def revisions() -> st.SearchStrategy[Revision]:
    """Draw corrections. A retraction has an envelope of its own; ``CaseFile.retract`` makes both."""
    return st.builds(
        Revision,
        entry=texts(),
        kind=st.just(RevisionKind.CORRECTION),
        reason=texts(),
        authority=st.none() | texts(),
    )


def entries(event: st.SearchStrategy[Event] | None = None) -> st.SearchStrategy[Entry]:
    """Draw single entries with every field of the envelope. Their links name entries of no particular file."""
    drawn = st.builds(
        Entry,
        id=texts(),
        seq=st.integers(1, 99),
        event=any_event() if event is None else event,
        source=sources(),
        recorded_at=st.none() | st.datetimes(timezones=st.just(UTC)),
        docketed_on=st.none() | days(),
        ordinal=st.none() | st.integers(-9, 9),
        after=st.lists(texts(), max_size=3).map(tuple),
        account_of=st.none() | texts(),
        quote=st.none() | texts(),
        revises=st.none() | revisions(),
    )
    return named("entries", drawn)
