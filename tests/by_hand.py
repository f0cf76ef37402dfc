"""
Knowledge, belief, corrections and accounts, written from the design without sharing anything with the engine.

``plain`` returns the file that a reader would keep who knew only the entries known and believed: no corrections, no
retractions, no second accounts, no clocks. Views of both files must agree.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import attrs

from casestate import UNKNOWN_SOURCE, Basis, CaseFile, Entry, Source, View, When
from casestate.entries import RevisionKind

OPEN_START, OPEN_END = date.min, date.max
STRENGTH = ["record", "official", "party", "counsel", "press", "anonymous", "inferred", "unknown"]


def known(entry: Entry, known_on: date | datetime | None, clock: str) -> bool:
    """Return whether the entry is certainly known by then."""
    if known_on is None:
        return True
    if clock == "docket":
        return entry.docketed_on is not None and entry.docketed_on <= known_on
    if clock == "published":
        published = entry.source.published
        return published is not None and published.latest is not None and published.latest <= known_on
    if not isinstance(known_on, datetime):
        next_day = datetime(known_on.year, known_on.month, known_on.day, tzinfo=UTC) + timedelta(days=1)
        return entry.recorded_at is not None and entry.recorded_at < next_day
    return entry.recorded_at is not None and entry.recorded_at <= known_on


def speaker(entry: Entry, case: CaseFile) -> Source:
    """Return the source of an entry; a revision without one has that of the entry it revises."""
    if entry.source == UNKNOWN_SOURCE and entry.revises is not None:
        return speaker(case[entry.revises.entry], case)
    return entry.source


def believed(source: Source, whom: Any) -> bool:
    """Return whether the source is one of those believed."""
    if whom is None:
        return True
    if isinstance(whom, Basis):
        return STRENGTH.index(source.basis.value) <= STRENGTH.index(whom.value)
    if isinstance(whom, Source):
        return (source.name, source.basis) == (whom.name, whom.basis) and whom.published in (None, source.published)
    return bool(whom(source)) if callable(whom) else any(believed(source, each) for each in whom)


def heard(case: CaseFile, known_on: Any = None, clock: str = "recorded", according_to: Any = None) -> list[Entry]:
    """Return the entries known and believed, in file order."""
    return [e for e in case if known(e, known_on, clock) and believed(speaker(e, case), according_to)]


def chain(entry: Entry, case: CaseFile) -> list[str]:
    """Return the ids that an entry revises, directly or through others."""
    return [] if entry.revises is None else [entry.revises.entry, *chain(case[entry.revises.entry], case)]


class Ruling:
    """Decides for each entry, from the newest down, whether a retraction or correction (a link) cancels it."""

    def __init__(self, case: CaseFile, entries: Iterable[Entry]) -> None:
        self.case = case
        self.entries = list(entries)
        self.ids = {entry.id for entry in self.entries}
        self.links = [entry for entry in self.entries if entry.revises is not None]

    def retracts(self, entry: Entry) -> bool:
        return entry.revises is not None and entry.revises.kind is RevisionKind.RETRACTION

    def last_word(self, id: str) -> Entry | None:
        """Return the newest link that acts on an entry."""
        newer = [link for link in self.links if link.seq > self.case[id].seq]
        acting = [link for link in newer if self.on(link) == id and self.acts(link)]
        return max(acting, key=lambda link: link.seq, default=None)

    def acts(self, link: Entry) -> bool:
        """Return whether a link acts: only if it is not itself cancelled."""
        word = self.last_word(link.id)
        return word is None or not self.retracts(word)

    def on(self, link: Entry) -> str:
        """
        What a link acts on. A correction of something unheard corrects what that had corrected, unless the unheard
        has since been retracted.
        """
        targets = chain(link, self.case)
        if self.retracts(link):
            return targets[0]
        newer = [each for each in self.links if each.seq > link.seq and self.retracts(each)]
        for id in targets:
            if id in self.ids or any(self.on(each) == id and self.acts(each) for each in newer):
                return id
        return targets[-1]

    def stands(self, id: str) -> Entry | None:
        """Return the entry in force in the place of an entry: itself, its correction, or ``None``."""
        word = self.last_word(id)
        if word is None:
            return self.case[id] if id in self.ids else None
        return None if self.retracts(word) else self.stands(word.id)


def standing(case: CaseFile, entries: list[Entry]) -> dict[str, Entry]:
    """Return, for each place in the file, the entry in force."""
    ruling = Ruling(case, entries)
    firsts = {(chain(entry, case) or [entry.id])[-1] for entry in entries if not ruling.retracts(entry)}
    stand = {first: ruling.stands(first) for first in sorted(firsts, key=lambda first: case[first].seq)}
    return {place: entry for place, entry in stand.items() if entry is not None}


def idle(case: CaseFile, entries: list[Entry]) -> dict[str, str]:
    """Return, for each unrevised correction that came too late, the earlier entry that decides."""
    ruling = Ruling(case, entries)
    found = {}
    for entry in entries:
        below: Entry | None = entry
        if entry.revises is None or ruling.retracts(entry) or ruling.last_word(entry.id) is not None:
            continue
        while below is not None and below.revises is not None:
            on = ruling.on(below)
            word = ruling.last_word(on)
            if word is not None and word is not below and word.seq < entry.seq:
                found[entry.id] = word.id
            below = case[on] if word is below else None
    return found


def stated(entry: Entry, case: CaseFile, read: Callable[[Entry], Any], nothing: Any) -> Any:
    """Return a field of the envelope, from the entry or else from the nearest entry it corrects that has it."""
    for each in [entry, *[case[id] for id in chain(entry, case)]]:
        if read(each) != nothing:
            return read(each)
    return nothing


def act(id: str, case: CaseFile) -> str:
    """Return the first account of the act of an entry."""
    entry = case[id]
    told = entry.account_of or (entry.revises.entry if entry.revises is not None else None)
    return id if told is None else act(told, case)


Window = tuple[date, date]


def meet(one: Window, other: Window) -> Window:
    """Return the days that both have in common; those of the first if there are none."""
    earliest, latest = max(one[0], other[0]), min(one[1], other[1])
    return (earliest, latest) if earliest <= latest else one


def plain(case: CaseFile, **coordinates: Any) -> CaseFile:
    """
    Return the file that a reader would keep who knew only the entries known and believed.

    Raises:
        InvalidEntry: What is left links in a circle.
    """
    stand = standing(case, heard(case, **coordinates))
    acts: dict[str, list[tuple[int, Entry]]] = {}
    for place, entry in stand.items():
        acts.setdefault(act(entry.id, case), []).append((case[place].seq, entry))
    source = {e.id: stated(e, case, lambda each: each.source, UNKNOWN_SOURCE) for e in stand.values()}

    def strongest(account: tuple[int, Entry]) -> tuple[int, int]:
        return STRENGTH.index(source[account[1].id].basis.value), -account[0]

    speaks = {name: min(accounts, key=strongest)[1] for name, accounts in acts.items()}
    places = {entry.id: place for place, entry in stand.items()}

    def reached(id: str) -> str | None:
        """Return the entry that a link leads to: the one in force in its place, or another account of its act."""
        here = stand.get((chain(case[id], case) or [id])[-1])
        name = act(here.id if here is not None and (id in places or is_below(id, here)) else id, case)
        return speaks[name].id if name in speaks else None

    def is_below(id: str, entry: Entry) -> bool:
        return id in chain(entry, case)

    written = []
    for name, accounts in acts.items():
        chosen = speaks[name]
        ordered = [chosen, *[e for _, e in sorted(accounts, key=lambda a: (strongest(a)[0], a[0])) if e is not chosen]]
        window = days(ordered[0], source)
        for other in ordered[1:]:
            window = meet(window, days(other, source))
        in_file = [chosen, *[entry for _, entry in accounts if entry is not chosen]]
        ordinals = [stated(entry, case, lambda each: each.ordinal, None) for entry in in_file]
        links = [reached(id) for entry in in_file for id in stated(entry, case, lambda each: each.after, ())]
        written.append(
            (
                min(seq for seq, _ in accounts),
                Entry(
                    id=chosen.id,
                    event=attrs.evolve(chosen.event, on=between(*window)),
                    source=Source(source[chosen.id].name, basis=source[chosen.id].basis),
                    ordinal=next((each for each in ordinals if each is not None), None),
                    after=tuple(dict.fromkeys([id for id in links if id is not None and id != chosen.id])),
                ),
            )
        )
    return CaseFile(case.id, entries=[entry for _, entry in sorted(written, key=lambda pair: pair[0])])


def days(entry: Entry, source: dict[str, Source]) -> Window:
    """Return the days of an event, bounded by the publication of its source."""
    on, published = entry.event.on, source[entry.id].published
    window = (on.earliest or OPEN_START, on.latest or OPEN_END)
    return window if published is None or published.latest is None else meet(window, (OPEN_START, published.latest))


def between(earliest: date, latest: date) -> When:
    """Return a date with these bounds."""
    return When(
        earliest=None if earliest == OPEN_START else earliest,
        latest=None if latest == OPEN_END else latest,
    )


def in_plain_words(value: Any, names: dict[str, str]) -> Any:
    """Return a state as nested tuples with ids for entries, so that differently numbered files compare equal."""
    if isinstance(value, Entry):
        return names.get(value.id, value.id)
    if attrs.has(type(value)):
        return type(value).__name__, *[in_plain_words(each, names) for each in attrs.astuple(value, recurse=False)]
    if isinstance(value, dict) or hasattr(value, "items"):
        return tuple(sorted([(key, in_plain_words(each, names)) for key, each in value.items()]))
    if isinstance(value, frozenset):
        return tuple(sorted([repr(in_plain_words(each, names)) for each in value]))
    return tuple([in_plain_words(each, names) for each in value]) if isinstance(value, tuple) else str(value)


OF_THE_ENVELOPE = {
    "sources-disagree",
    "dated-after-source",
    "contradictory-dates",
    "contradictory-links",
    "correction-without-effect",
}


def told(view: View, **names: str) -> dict[str, Any]:
    """Return all answers of a view, with entries by id, without the findings about envelopes."""
    findings = [
        (each.code, each.severity, [names.get(id, id) for id in each.entries], each.defendant, each.charge)
        for each in view.findings
        if each.code not in OF_THE_ENVELOPE
    ]
    return {
        "states": {who: sorted([in_plain_words(s, names) for s in view[who].possible()]) for who in view.defendants},
        "undecided": {who: {names.get(e.id, e.id) for e in view[who].undecided} for who in view.defendants},
        "happened": {names.get(entry.id, entry.id) for entry in view.entries},
        "findings": sorted(findings),
        "reaches": view.reaches,
    }
