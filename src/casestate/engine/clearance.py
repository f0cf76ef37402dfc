"""
Clearance: which charges, people and entries a view leaves out for a reader who may not see them.

A charge whose record is sealed or expunged is absent from a public view as of any day, and from its counts, findings
and errors. A person who is in the file for hidden charges alone is absent too. Three cases are less obvious:

* A charge sealed on the day known stays absent, although it was unsealed later.
* A charge is absent if imprecise dates leave open whether it is sealed.
* :mod:`casestate.law.sealing` says which acts hide. A procedure that excludes the row of such an act hides no less.

Clearance cannot hide gaps in the ids and numbers of entries, nor what the words of another entry say. It does not
protect the file itself; a reader of views need not be given it.
"""

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import Any

import attrs

from casestate.engine.coordinates import Clearance
from casestate.engine.order import Placed, precedes
from casestate.engine.worlds import Track
from casestate.entries import Entry
from casestate.events import Event, Subject
from casestate.events.fields import LINKS, PEOPLE_CONCERNED, fields_of_records, own_texts, records_in, texts_in, without
from casestate.law import Procedure
from casestate.law.sealing import hiding_acts, opening_acts
from casestate.when import Certainty

_CONCERNED = (PEOPLE_CONCERNED,)


def hidden_charges(tracks: Iterable[Track], clearance: Clearance, day: int, procedure: Procedure) -> frozenset[Subject]:
    """Return the charges that a reader may not see, by what may be the visibility of each at the end of a day."""
    hiding, opening = hiding_acts(procedure, clearance), opening_acts(procedure)
    return frozenset({track.subject for track in tracks if _may_be_hidden(track.order, hiding, opening, day)})


def _may_be_hidden(
    order: Iterable[Placed], hiding: Collection[type[Event]], opening: Collection[type[Event]], day: int
) -> bool:
    """Whether one of the hiding acts may stand, with no opening act that certainly came after it."""
    acts = list(order)
    opened = [p for p in acts if type(p.entry.event) in opening and p.latest <= day]
    return any(
        not any(precedes(p, other) is Certainty.YES for other in opened)
        for p in acts
        if type(p.entry.event) in hiding and p.earliest <= day
    )


def shown(
    entries: Iterable[Entry],
    hidden: frozenset[Subject],
    rightly: Mapping[str, Entry] = MappingProxyType({}),
) -> list[Entry]:
    """
    Return the entries without those about hidden charges and about people of whom nothing else is on file.

    An entry that is kept loses the ids of hidden charges, the names of those people and the ids of entries left out.

    Args:
        entries: The entries that are heard.
        hidden: The charges that the reader may not see.
        rightly: For an entry that another revises, or that retracts one, the entry that says what it is about.
    """
    every = list(entries)
    if not hidden:
        return every
    left = {who for entry in every for who in _charged(entry.event, hidden)}
    gone = frozenset({subject.who for subject in hidden} - left)
    away = hidden | _matters_of(every, gone)
    kept = [
        entry
        for entry in every
        if _may_be_shown(entry.event, away, gone) and _may_be_shown(rightly.get(entry.id, entry).event, away, gone)
    ]
    ids = {entry.id for entry in every} - {entry.id for entry in kept}
    ids |= {id for id, entry in rightly.items() if entry.id in ids}
    return [_redacted(entry, hidden, gone, ids) for entry in kept]


def _charged(event: Event, hidden: frozenset[Subject]) -> Iterable[str]:
    """The people who have a charge, claim or citation by this event that is not hidden."""
    return [each.who for each in _own(event) if each.who and each.key and each not in hidden]


def _own(event: Event) -> tuple[Subject, ...]:
    """The subjects of an event without the other charges that it names."""
    names_others = any(texts_in(event, LINKS))
    return event.subjects[:1] if names_others else event.subjects


def _matters_of(entries: Iterable[Entry], gone: frozenset[str]) -> frozenset[Subject]:
    """The hearings, motions and other subjects of the matter that concern people gone and nobody else."""
    concerned: dict[Subject, set[str]] = {}
    for entry in entries:
        for subject in entry.event.subjects:
            if not subject.who:
                concerned.setdefault(subject, set()).update(own_texts(entry.event, _CONCERNED))
    return frozenset({subject for subject, people in concerned.items() if people and people <= gone})


def _may_be_shown(event: Event, hidden: frozenset[Subject], gone: frozenset[str]) -> bool:
    if not all(_may_be_shown(act, hidden, gone) for act in _spoken_of(event)):
        return False
    if event.subjects and event.subjects[0] in hidden:
        return False
    people = _people(event)
    return not people or not people <= gone


def _spoken_of(event: Event) -> list[Event]:
    """The act that a statement is about."""
    return [record for record in records_in(event) if isinstance(record, Event)]


def _people(event: Event) -> set[str]:
    """The people whom an event concerns, and those to whom the act that it speaks of would be done."""
    subjects = [subject for act in _spoken_of(event) for subject in act.subjects]
    return {*own_texts(event, _CONCERNED), *(subject.who for subject in subjects if subject.who)}


def _redacted(entry: Entry, hidden: frozenset[Subject], gone: frozenset[str], away: set[str]) -> Entry:
    """The entry without the charges, people and entries in it that are not shown."""
    changed: dict[str, Any] = {}
    event = without(_unlinked(entry.event, hidden), gone, _CONCERNED)
    if event is not entry.event:
        changed["event"] = event
    if not away.isdisjoint(entry.after):
        changed["after"] = tuple([id for id in entry.after if id not in away])
    if entry.account_of in away:
        changed["account_of"] = None
    return attrs.evolve(entry, **changed) if changed else entry


def _unlinked(event: Event, hidden: frozenset[Subject]) -> Event:
    """The event, and the act that it speaks of, without the ids of hidden charges of the same defendant."""
    people = {subject.who for subject in event.subjects}
    unlinked = without(event, {subject.key for subject in hidden if subject.who in people}, LINKS)
    spoken_of: dict[str, Any] = {
        name: _unlinked(record, hidden)
        for name in fields_of_records(type(event))
        if isinstance(record := getattr(event, name), Event)
    }
    return attrs.evolve(unlinked, **spoken_of) if spoken_of else unlinked
