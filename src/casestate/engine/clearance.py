"""
What a reader without clearance is not shown: sealed and expunged charges, and whoever is in the file for them alone.

A charge that the file says is sealed or expunged is absent from a public view, its counts, findings and errors alike,
as of any day: who reads today reads under today's orders. As known on a day on which it was sealed, or held to be, it
is absent too, although it was opened later. Where dates leave open whether it is sealed, it is absent.

What absence cannot hide: gaps in the ids and numbers of entries, what the words of another entry tell of it, and the
file itself, which a reader of views need not be given.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

import attrs

from casestate.engine.coordinates import Clearance
from casestate.engine.order import Placed, precedes
from casestate.engine.worlds import Track
from casestate.entries import Entry
from casestate.events import (
    Component,
    Event,
    HearingSet,
    MotionFiled,
    RecordExpunged,
    RecordSealed,
    RecordUnsealed,
    RoleChanged,
    Stated,
    Subject,
)
from casestate.when import Certainty

SEALING = (RecordSealed, RecordExpunged)
"""The acts that hide a charge."""

_HIDDEN_BY: Mapping[Clearance, tuple[type[Event], ...]] = {
    Clearance.PUBLIC: SEALING,
    Clearance.SEALED: (RecordExpunged,),
    Clearance.EXPUNGED: (),
}
_LINKS = ("refiles", "supersedes", "alternative_to", "lesser_of", "successors", "with_", "from_")
"""The fields of acts on a charge that name other charges of the same defendant."""
_LINK = ("into",)
_LINKS_OF_PARTS = ("concurrent_with", "consecutive_to")
_CHARGED = ("charge", "claim", "citation")
"""What brings a person into a file."""


def hidden_charges(tracks: Iterable[Track], clearance: Clearance, day: int) -> frozenset[Subject]:
    """The charges that a reader may not be shown, by how their record may stand at the end of a day."""
    return frozenset({track.subject for track in tracks if _may_be_hidden(track.order, _HIDDEN_BY[clearance], day)})


def _may_be_hidden(order: Iterable[Placed], hiding: tuple[type[Event], ...], day: int) -> bool:
    """May one of these acts stand, with no order to unseal that certainly came after it?"""
    acts = [p for p in order if isinstance(p.entry.event, (*SEALING, RecordUnsealed))]
    opened = [p for p in acts if isinstance(p.entry.event, RecordUnsealed) and p.latest <= day]
    return any(
        not any(precedes(p, other) is Certainty.YES for other in opened)
        for p in acts
        if isinstance(p.entry.event, hiding) and p.earliest <= day
    )


def shown(
    entries: Iterable[Entry],
    hidden: frozenset[Subject],
    rightly: Mapping[str, Entry] = MappingProxyType({}),
) -> list[Entry]:
    """
    The entries without those about hidden charges, and about people of whom nothing else is on file.

    What another entry says of these by a charge's id, a name or an entry's id is left out of that entry.

    Args:
        entries: What is heard.
        hidden: The charges that the reader may not be shown.
        rightly: For an entry revised by another, or that retracts one, the entry that says what it is about.
    """
    every = list(entries)
    if not hidden:
        return every
    left = {who for entry in every for who in _charged(entry.event, hidden)}
    gone = frozenset({subject.who for subject in hidden} - left)
    away = hidden | _things_of(every, gone)
    kept = [
        entry
        for entry in every
        if _may_be_shown(entry.event, away, gone) and _may_be_shown(rightly.get(entry.id, entry).event, away, gone)
    ]
    ids = {entry.id for entry in every} - {entry.id for entry in kept}
    ids |= {id for id, entry in rightly.items() if entry.id in ids}
    return [_redacted(entry, hidden, gone, ids) for entry in kept]


def _charged(event: Event, hidden: frozenset[Subject]) -> Iterable[str]:
    """Whoever has a charge, claim or citation by this event that is not hidden."""
    return [each.who for each in _own(event) if each.kind in _CHARGED and each not in hidden]


def _own(event: Event) -> tuple[Subject, ...]:
    """What an event is about, without the other charges that a filing names."""
    subjects = event.subjects
    return subjects[:1] if subjects and subjects[0].kind == "charge" else subjects


def _things_of(entries: Iterable[Entry], gone: frozenset[str]) -> frozenset[Subject]:
    """The hearings and motions that are those of people gone, and of nobody else."""
    whose: dict[Subject, set[str]] = {}
    for entry in entries:
        if isinstance(entry.event, HearingSet | MotionFiled):
            whose.setdefault(entry.event.subjects[0], set()).update(entry.event.defendants)
    return frozenset({thing for thing, people in whose.items() if people and people <= gone})


def _may_be_shown(event: Event, hidden: frozenset[Subject], gone: frozenset[str]) -> bool:
    if isinstance(event, Stated) and event.about is not None and not _may_be_shown(event.about, hidden, gone):
        return False
    if event.subjects and event.subjects[0] in hidden:
        return False
    return not (people := _people(event)) or not people <= gone


def _people(event: Event) -> set[str]:
    people = {subject.who for subject in event.subjects if subject.who}
    people |= {*getattr(event, "concerns", ()), *getattr(event, "defendants", ())}
    return people | {event.person} if isinstance(event, RoleChanged) else people


def _redacted(entry: Entry, hidden: frozenset[Subject], gone: frozenset[str], away: set[str]) -> Entry:
    """The entry without what it says of charges, people and entries that are not shown."""
    event = entry.event
    told = _unlinked(event, hidden)
    if isinstance(event, Stated) and event.about is not None:
        told = attrs.evolve(event, about=_unnamed(_unlinked(event.about, hidden), gone))
    changed: dict[str, Any] = {}
    if (told := _unnamed(told, gone)) != event:
        changed["event"] = told
    if not away.isdisjoint(entry.after):
        changed["after"] = tuple([id for id in entry.after if id not in away])
    if entry.account_of in away:
        changed["account_of"] = None
    return attrs.evolve(entry, **changed) if changed else entry


def _unnamed(event: Event, gone: frozenset[str]) -> Event:
    """The event without the names of people gone among those whom it concerns."""
    people = getattr(event, "defendants", ())
    if gone.isdisjoint(people):
        return event
    left: dict[str, Any] = {"defendants": tuple([who for who in people if who not in gone])}
    return attrs.evolve(event, **left)


def _unlinked(event: Event, hidden: frozenset[Subject]) -> Event:
    """The event without the ids of hidden charges of the same defendant."""
    keys = {subject.key for subject in hidden if subject.who == getattr(event, "defendant", None)}
    kept = _without(event, _LINKS, keys)
    for name in _LINK:
        if getattr(event, name, None) in keys:
            kept[name] = None
    parts = [_unlinked_part(part, keys) for part in getattr(event, "components", None) or ()]
    if any(_without(part, _LINKS_OF_PARTS, keys) for part in getattr(event, "components", None) or ()):
        kept["components"] = tuple(parts)
    return attrs.evolve(event, **kept) if kept else event


def _unlinked_part(part: Component, keys: set[str]) -> Component:
    kept = _without(part, _LINKS_OF_PARTS, keys)
    return attrs.evolve(part, **kept) if kept else part


def _without(value: object, fields: Iterable[str], keys: set[str]) -> dict[str, Any]:
    """The fields that name one of these keys, without it."""
    named = {name: getattr(value, name, ()) for name in fields}
    return {
        name: tuple([each for each in keyed if each not in keys])
        for name, keyed in named.items()
        if not keys.isdisjoint(keyed)
    }
