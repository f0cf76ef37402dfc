"""
Which entries stand, once corrections and retractions among those heard have acted.

They are worked through from the newest to the oldest, and one acts only if it is not itself taken out. The newest
that acts on an entry decides: a retraction takes it out, in whatever correction it stands by then; a correction stands
in its place. So retracting a correction restores what it corrected, retracting a retraction restores what it took out,
and a correction of a correction stands in the first place.
"""

from collections.abc import Mapping, Sequence

import attrs

from casestate.entries import Entry
from casestate.sources import UNKNOWN_SOURCE


def standing(heard: Sequence[Entry], file: Mapping[str, Entry]) -> tuple[list[Entry], dict[str, str]]:
    """
    The entries that stand, in file order, and for each id that another speaks for now, the id of that other.

    A correction stands in the place of its target: it has the target's place in the file and, unless it states its
    own, the target's source, links and docket ordinal. Where the target is not heard, it stands alone.

    Args:
        heard: The entries known and believed, in file order.
        file: Every entry of the file by its id.
    """
    if all(entry.revises is None for entry in heard):
        return list(heard), {}
    here = {entry.id for entry in heard}
    decided: dict[str, Entry] = {}
    for entry in reversed(heard):
        taken_out = entry.id in decided and decided[entry.id].is_retraction
        if entry.revises is not None and not taken_out:
            target = entry.revises.entry if entry.is_retraction else _target(entry, here, decided, file)
            decided.setdefault(target, entry)
    stand: list[Entry] = []
    instead: dict[str, str] = {}
    places: dict[str, None] = dict.fromkeys([_first(entry, file) for entry in heard if not entry.is_retraction])
    for place in places:
        last = place
        while last in decided and not decided[last].is_retraction:
            last = decided[last].id
        if last in here and last not in decided:
            stand.append(file[last] if last == place else _in_place(file[last], file))
            instead |= dict.fromkeys(_corrected(file[last], file), last)
    return sorted(stand, key=lambda entry: entry.seq), instead


def _target(entry: Entry, here: set[str], decided: Mapping[str, Entry], file: Mapping[str, Entry]) -> str:
    """What a correction corrects of what is heard or retracted since; the first entry of all, where nothing is."""
    for corrected in _corrected(entry, file):
        if corrected in here or corrected in decided:
            return corrected
    return _first(entry, file)


def _corrected(entry: Entry, file: Mapping[str, Entry]) -> list[str]:
    """The ids that a correction corrects, the latest first."""
    ids = []
    while entry.revises is not None:
        ids.append(entry.revises.entry)
        entry = file[entry.revises.entry]
    return ids


def _first(entry: Entry, file: Mapping[str, Entry]) -> str:
    return (_corrected(entry, file) or [entry.id])[-1]


def _in_place(entry: Entry, file: Mapping[str, Entry]) -> Entry:
    """A correction in the place of what it corrects."""
    for id in _corrected(entry, file):
        target = file[id]
        entry = attrs.evolve(
            entry,
            seq=target.seq,
            source=target.source if entry.source == UNKNOWN_SOURCE else entry.source,
            ordinal=target.ordinal if entry.ordinal is None else entry.ordinal,
            after=entry.after or target.after,
            account_of=entry.account_of or target.account_of,
        )
    return entry
