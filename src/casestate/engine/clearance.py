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
    away: Collection[str] = frozenset(),
) -> list[Entry]:
    """
    Return the entries without those about hidden charges and about people of whom nothing else is on file.

    An entry that is kept loses the ids of hidden charges, the names of those people and the ids of entries left out.

    Args:
        entries: The entries that are heard.
        hidden: The charges that the reader may not see.
        rightly: For an entry that another revises, or that retracts one, the entry that says what it is about.
        away: The ids of entries left out of the file that are not among these; :func:`left_out` gives them.
    """
    every = list(entries)
    if not hidden:
        return every
    gone = _gone(every, hidden)
    ids = left_out(every, every, hidden, rightly).union(away)
    keys: dict[str, set[str]] = {}
    for subject in hidden:
        keys.setdefault(subject.who, set()).add(subject.key)
    return [_redacted(entry, keys, gone, ids) for entry in every if entry.id not in ids]


def left_out(
    entries: Iterable[Entry], standing: Collection[Entry], hidden: frozenset[Subject], rightly: Mapping[str, Entry]
) -> frozenset[str]:
    """
    Return the ids of the entries that a reader may not see.

    Args:
        entries: Entries of the file.
        standing: Those that say who has other charges than hidden ones.
        hidden: The charges that the reader may not see.
        rightly: For an entry that another revises, or that retracts one, the entry that says what it is about.
    """
    gone = _gone(standing, hidden)
    away = hidden | _matters_of(standing, gone)
    ids = {
        entry.id
        for entry in entries
        if not all(_may_be_shown(each.event, away, gone) for each in (entry, rightly.get(entry.id, entry)))
    }
    return frozenset(ids | {id for id, entry in rightly.items() if entry.id in ids})


def _gone(entries: Iterable[Entry], hidden: frozenset[Subject]) -> frozenset[str]:
    """The people who are in the file for hidden charges alone."""
    left = {who for entry in entries for who in _charged(entry.event, hidden)}
    return frozenset({subject.who for subject in hidden} - left)


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


def _redacted(entry: Entry, hidden: Mapping[str, set[str]], gone: frozenset[str], away: Collection[str]) -> Entry:
    """The entry without the charges, people and entries in it that are not shown; hidden charges are by defendant."""
    changed: dict[str, Any] = {}
    event = without(_unlinked(entry.event, hidden), gone, _CONCERNED)
    if event is not entry.event:
        changed["event"] = event
    if any(id in away for id in entry.after):
        changed["after"] = tuple([id for id in entry.after if id not in away])
    if entry.account_of in away:
        changed["account_of"] = None
    return attrs.evolve(entry, **changed) if changed else entry


def _unlinked(event: Event, hidden: Mapping[str, set[str]]) -> Event:
    """The event, and the act that it speaks of, without the ids of hidden charges of the same defendant."""
    keys = {key for subject in event.subjects for key in hidden.get(subject.who, ())}
    unlinked = without(event, keys, LINKS) if keys else event
    spoken_of: dict[str, Any] = {
        name: _unlinked(record, hidden)
        for name in fields_of_records(type(event))
        if isinstance(record := getattr(event, name), Event)
    }
    return attrs.evolve(unlinked, **spoken_of) if spoken_of else unlinked
