"""
What a reader without clearance is not shown: sealed and expunged charges, and whoever is in the file for them alone.

A charge that the file says is sealed or expunged is absent from a public view, its counts, findings and errors alike,
as of any day: who reads today reads under today's orders. As known on a day on which it was sealed it is absent too,
although it was opened later. What absence cannot hide: gaps in the ids of entries, what the words of another entry tell
of it, and the file itself, which a reader of views need not be given.
"""

from collections.abc import Iterable
from typing import Any

import attrs

from casestate.coordinates import Clearance
from casestate.entries import Entry
from casestate.events import Event, RecordExpunged, RecordSealed, Stated, Subject
from casestate.state import ChargeState
from casestate.state.axes import Visibility
from casestate.worlds import Track, subsets

SEALING = (RecordSealed, RecordExpunged)
"""The acts that hide a charge."""

_HIDDEN_FROM = {
    Clearance.PUBLIC: (Visibility.SEALED, Visibility.EXPUNGED),
    Clearance.SEALED: (Visibility.EXPUNGED,),
    Clearance.EXPUNGED: (),
}
_LINKS = ("refiles", "supersedes", "alternative_to", "lesser_of", "successors")
_LINK = ("into",)


def hidden_charges(tracks: Iterable[Track], clearance: Clearance, day: int) -> frozenset[Subject]:
    """The charges that a reader may not be shown, by how their record may stand at the end of a day."""
    return frozenset({track.subject for track in tracks if _may_be(_HIDDEN_FROM[clearance], track, day)})


def _may_be(hidden: tuple[Visibility, ...], track: Track, day: int) -> bool:
    """May the record of the charge be one of those hidden, in any world?"""
    if not any(isinstance(p.entry.event, SEALING) for p in track.order):
        return False
    worlds = subsets(track.open_on(day), day)
    if worlds is None:
        return True
    states = [track.world(day, happened)[0] for happened in worlds]
    return any(isinstance(state, ChargeState) and state.visibility in hidden for state in states)


def shown(entries: Iterable[Entry], hidden: frozenset[Subject]) -> list[Entry]:
    """
    The entries without those about hidden charges, and about people of whom nothing else is on file.

    What another entry says of a hidden charge by its id is left out of that entry.
    """
    every = list(entries)
    if not hidden:
        return every
    left = {who for entry in every for who in _named(entry.event, hidden)}
    gone = {subject.who for subject in hidden} - left
    return [_without_links(entry, hidden) for entry in every if _may_be_shown(entry.event, hidden, gone)]


def _named(event: Event, hidden: frozenset[Subject]) -> Iterable[str]:
    """Whoever has a charge, claim or citation by this event that is not hidden."""
    about = event.subjects[:1] if event.subjects and event.subjects[0].kind == "charge" else event.subjects
    return [each.who for each in about if each.kind in ("charge", "claim", "citation") and each not in hidden]


def _may_be_shown(event: Event, hidden: frozenset[Subject], gone: set[str]) -> bool:
    if isinstance(event, Stated) and event.about is not None and not _may_be_shown(event.about, hidden, gone):
        return False
    if event.subjects and event.subjects[0] in hidden:
        return False
    people = {subject.who for subject in event.subjects if subject.who}
    people |= {*getattr(event, "concerns", ()), *getattr(event, "defendants", ())}
    return not people or not people <= gone


def _without_links(entry: Entry, hidden: frozenset[Subject]) -> Entry:
    event = entry.event
    if isinstance(event, Stated) and event.about is not None:
        about = _unlinked(event.about, hidden)
        return entry if about is event.about else attrs.evolve(entry, event=attrs.evolve(event, about=about))
    told = _unlinked(event, hidden)
    return entry if told is event else attrs.evolve(entry, event=told)


def _unlinked(event: Event, hidden: frozenset[Subject]) -> Event:
    """The event without the ids of hidden charges of the same defendant."""
    keys = {subject.key for subject in hidden if subject.who == getattr(event, "defendant", None)}
    kept: dict[str, Any] = {}
    for name in _LINKS:
        linked = getattr(event, name, ())
        if not keys.isdisjoint(linked):
            kept[name] = tuple([each for each in linked if each not in keys])
    for name in _LINK:
        if getattr(event, name, None) in keys:
            kept[name] = None
    return attrs.evolve(event, **kept) if kept else event
