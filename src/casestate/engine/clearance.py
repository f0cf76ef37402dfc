"""
Clearance: the part of a file that a reader may see.

A charge whose record is sealed or expunged is absent from a public view as of any day, and from its counts, findings
and errors. A person whose only charges are hidden is absent too, under every name that the file records for them. Three
cases are less obvious:

* A charge that was sealed on the day of knowledge stays absent, even if it was unsealed later.
* A charge is absent if imprecise dates leave open whether it is sealed.
* :mod:`casestate.law.sealing` says which acts hide, even if a procedure excludes the row of such an act.

A view is folded from the visible entries, as if no others had been recorded. Clearance cannot hide gaps in the ids of
entries, or facts in the words of another entry. It does not protect the file itself, which a reader of views need not
have.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import attrs

from casestate.engine.accounts import concern_the_same
from casestate.engine.coordinates import Clearance
from casestate.engine.corrections import inheriting, resolve
from casestate.engine.order import Placed, precedes
from casestate.engine.worlds import Track
from casestate.entries import Entry
from casestate.events import Event, Subject
from casestate.events.fields import (
    LINKS,
    OTHER_NAMES,
    PEOPLE,
    PEOPLE_CONCERNED,
    fields_of_records,
    own_texts,
    records_in,
    texts_in,
    texts_needed,
    without,
)
from casestate.law import Procedure
from casestate.law.sealing import hiding_acts, opening_acts
from casestate.when import Certainty

WITHHELD = "name withheld"
"""The name shown for a source that is a person whom the reader may not know of."""

_CONCERNED = (PEOPLE_CONCERNED,)


def hidden_charges(tracks: Iterable[Track], clearance: Clearance, day: int, procedure: Procedure) -> frozenset[Subject]:
    """Return the charges that a reader may not see, by the possible visibility of each at the end of a day."""
    hiding, opening = hiding_acts(procedure, clearance), opening_acts(procedure)
    return frozenset({track.subject for track in tracks if _may_be_hidden(track.order, hiding, opening, day)})


def _may_be_hidden(
    order: Iterable[Placed], hiding: Collection[type[Event]], opening: Collection[type[Event]], day: int
) -> bool:
    """Return whether a hiding act may be in force, with no opening act that certainly came after it."""
    acts = list(order)
    opened = [p for p in acts if type(p.entry.event) in opening and p.latest <= day]
    return any(
        not any(precedes(p, other) is Certainty.YES for other in opened)
        for p in acts
        if type(p.entry.event) in hiding and p.earliest <= day
    )


def seen(
    entries: Sequence[Entry], file: Mapping[str, Entry], hidden: frozenset[Subject]
) -> tuple[list[Entry], frozenset[str]]:
    """
    Return the visible entries of a file, as if no others had been recorded, and the names withheld.

    Entries about hidden charges, and about people who have only hidden charges, are left out. A visible entry loses the
    ids of hidden charges, the names of those people and its links to entries left out. A correction of an entry left
    out becomes an entry of its own; of several corrections, the later ones correct the first.

    Args:
        entries: The entries, in file order.
        file: The same entries by id.
        hidden: The charges that the reader may not see.
    """
    standing = resolve(entries, file)
    away = _Away.of(entries, standing.entries, hidden)
    gone = _left_out(entries, away, _rightly(entries, file, standing.instead))
    stand = {entry.id for entry in standing.entries}
    keys: dict[str, set[str]] = {}
    for subject in hidden:
        keys.setdefault(subject.who, set()).add(subject.key)
    while True:
        kept = _Relinked(file, gone).entries(entries)
        # An entry that a hidden revision retracts or replaces is left out with it.
        excess = {entry.id for entry in resolve(list(kept.values()), kept).entries} - stand
        if not excess:
            return [_redacted(entry, keys, away.names) for entry in kept.values()], away.names
        gone |= excess


class _Away(NamedTuple):
    """
    The subjects and names that a reader may not see.

    Attributes:
        subjects: The hidden charges, and the hearings, motions and other subjects that concern nobody else.
        names: The people whose only charges are hidden, under every name.
    """

    subjects: frozenset[Subject]
    names: frozenset[str]

    @classmethod
    def of(cls, entries: Iterable[Entry], standing: Collection[Entry], hidden: frozenset[Subject]) -> "_Away":
        """
        Return the subjects and names that the hidden charges imply.

        Args:
            entries: The entries; any of them may record another name.
            standing: The entries that decide who has charges that are not hidden.
            hidden: The charges that the reader may not see.
        """
        left = {who for entry in standing for who in _charged(entry.event, hidden)}
        gone = {subject.who for subject in hidden} - left
        named: tuple[set[str], set[str]] = (set(), set())
        for entry in entries:
            other = set(own_texts(entry.event, (OTHER_NAMES,)))
            if other:
                named[gone.isdisjoint(own_texts(entry.event, _CONCERNED))].update(other)
        names = frozenset(gone | (named[0] - named[1] - left))
        concerned: dict[Subject, set[str]] = {}
        for entry in standing:
            for subject in entry.event.subjects:
                if not subject.who:
                    concerned.setdefault(subject, set()).update(own_texts(entry.event, _CONCERNED))
        theirs = frozenset({subject for subject, people in concerned.items() if people and people <= names})
        return cls(hidden | theirs, names)

    def hides(self, event: Event) -> bool:
        """Return whether an event is about a hidden subject, or cannot be shown without a hidden name."""
        if any(self.hides(act) for act in _spoken_of(event)):
            return True
        if event.subjects and event.subjects[0] in self.subjects:
            return True
        people = _people(event)
        return bool(people and people <= self.names) or not self.names.isdisjoint(texts_needed(event, PEOPLE))


def _left_out(entries: Iterable[Entry], away: _Away, rightly: Mapping[str, Entry]) -> set[str]:
    """Return the ids of the hidden entries, by what each says or, if it was corrected, should have said."""
    ids = {
        entry.id for entry in entries if any(away.hides(each.event) for each in (entry, rightly.get(entry.id, entry)))
    }
    return ids | {id for id, entry in rightly.items() if entry.id in ids}


def _rightly(entries: Iterable[Entry], file: Mapping[str, Entry], instead: Mapping[str, str]) -> Mapping[str, Entry]:
    """Return, for an entry that is revised or that retracts one, the entry that says what it is about."""
    found = {}
    for entry in entries:
        target = entry
        while target.is_retraction and target.revises is not None:
            target = file[target.revises.entry]
        target = file[instead.get(target.id, target.id)]
        if target is not entry:
            found[entry.id] = target
    return found


def _charged(event: Event, hidden: frozenset[Subject]) -> Iterable[str]:
    """Return the people to whom an event gives a charge, claim or citation that is not hidden."""
    return [each.who for each in _own(event) if each.who and each.key and each not in hidden]


def _own(event: Event) -> tuple[Subject, ...]:
    """Return the subjects of an event, without the other charges that it names."""
    names_others = any(texts_in(event, LINKS))
    return event.subjects[:1] if names_others else event.subjects


def _spoken_of(event: Event) -> list[Event]:
    """Return the act that a statement is about."""
    return [record for record in records_in(event) if isinstance(record, Event)]


def _people(event: Event) -> set[str]:
    """Return the people whom an event concerns, and those whom the act that it mentions would concern."""
    subjects = [subject for act in _spoken_of(event) for subject in act.subjects]
    return {*own_texts(event, _CONCERNED), *(subject.who for subject in subjects if subject.who)}


class _Relinked:
    """
    The visible entries, linked only to one another.

    Args:
        file: Every entry by id.
        gone: The ids of the entries left out.
    """

    def __init__(self, file: Mapping[str, Entry], gone: Collection[str]) -> None:
        self.file = file
        self.gone = set(gone)
        self.corrected: dict[str, str] = {}
        self.told: dict[str, str] = {}

    def entries(self, every: Iterable[Entry]) -> dict[str, Entry]:
        """Return the visible entries, by id."""
        kept = [self._relinked(entry) for entry in every if entry.id not in self.gone]
        return {entry.id: entry for entry in kept if entry is not None}

    def _relinked(self, entry: Entry) -> Entry | None:
        """Return an entry with links to visible entries only; ``None`` for a retraction of a hidden entry."""
        if entry.revises is not None and entry.revises.entry in self.gone:
            revised = self._revising(entry)
            if revised is None:
                self.gone.add(entry.id)
                return None
            entry = revised
        if entry.account_of in self.gone:
            entry = attrs.evolve(entry, account_of=self._act_of(entry, entry.account_of))
        if any(id in self.gone for id in entry.after):
            entry = attrs.evolve(entry, after=tuple([id for id in entry.after if id not in self.gone]))
        return entry

    def _revising(self, entry: Entry) -> Entry | None:
        """Return a correction or retraction with the nearest visible entry as its target."""
        target, revises = entry, entry.revises
        while revises is not None and revises.entry in self.gone:
            target = self.file[revises.entry]
            if target.is_retraction:
                return None
            entry, revises = self._inheriting(entry, target), target.revises
        assert entry.revises is not None
        nearest = self.corrected.get(target.id) if revises is None else revises.entry
        if nearest is not None:
            return attrs.evolve(entry, revises=attrs.evolve(entry.revises, entry=nearest))
        if entry.is_retraction:
            return None
        self.corrected[target.id] = entry.id
        return attrs.evolve(entry, revises=None)

    def _inheriting(self, entry: Entry, target: Entry) -> Entry:
        """Return a correction with the source, ordinal and act that it takes from a hidden entry."""
        both = inheriting(entry, target)
        of = self.file.get(both.account_of or "")
        account_of = both.account_of if of is not None and _may_tell_of_one_act(both, of) else None
        return attrs.evolve(both, after=entry.after, account_of=account_of)

    def _act_of(self, entry: Entry, id: str | None) -> str | None:
        """Return the id of the nearest visible entry of the same act; ``None`` for the first of them."""
        target = entry
        while id is not None and id in self.gone:
            target = self.file[id]
            id = target.account_of or (target.revises.entry if target.revises is not None else None)
        nearest = self.told.setdefault(target.id, entry.id) if id is None else id
        return nearest if nearest != entry.id and _may_tell_of_one_act(entry, self.file[nearest]) else None


def _may_tell_of_one_act(entry: Entry, other: Entry) -> bool:
    return entry.is_statement == other.is_statement and concern_the_same(entry, other)


def _redacted(entry: Entry, hidden: Mapping[str, set[str]], names: Collection[str]) -> Entry:
    """Return an entry without the hidden charges and people; ``hidden`` has the charges by defendant."""
    changed: dict[str, Any] = {}
    event = without(_unlinked(entry.event, hidden), names, PEOPLE)
    if event is not entry.event:
        changed["event"] = event
    if entry.source.name in names:
        changed["source"] = attrs.evolve(entry.source, name=WITHHELD)
    return attrs.evolve(entry, **changed) if changed else entry


def _unlinked(event: Event, hidden: Mapping[str, set[str]]) -> Event:
    """Return an event, and the act that it mentions, without the ids of hidden charges of the same defendant."""
    keys = {key for subject in event.subjects for key in hidden.get(subject.who, ())}
    unlinked = without(event, keys, LINKS) if keys else event
    spoken_of: dict[str, Any] = {
        name: _unlinked(record, hidden)
        for name in fields_of_records(type(event))
        if isinstance(record := getattr(event, name), Event)
    }
    return attrs.evolve(unlinked, **spoken_of) if spoken_of else unlinked
