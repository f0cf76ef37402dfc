"""
Resolve corrections and retractions to the entries in force.

They are applied from the newest to the oldest, and one is applied only if it is not itself retracted or replaced. The
newest that applies to an entry decides: a retraction removes the entry together with its corrections; a correction
replaces it. So retracting a correction restores the entry that it corrected, retracting a retraction restores the entry
that it removed, and a correction of a correction replaces the first.

A correction of an entry that was already retracted, or corrected in another way, has no effect. It is reported, because
its author may not have known.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import attrs

from casestate.entries import Entry
from casestate.law.findings import CORRECTION_WITHOUT_EFFECT, Finding
from casestate.sources import UNKNOWN_SOURCE


class Resolved(NamedTuple):
    """
    The entries in force.

    Attributes:
        entries: The entries in force, in file order, with corrections in the place of their targets.
        instead: For the id of each entry that a correction replaces, the id of the correction.
        idle: Each correction without effect, with the earlier revision that prevents it.
    """

    entries: Sequence[Entry]
    instead: Mapping[str, str]
    idle: Sequence[tuple[Entry, Entry]] = ()


def resolve(known: Sequence[Entry], file: Mapping[str, Entry]) -> Resolved:
    """
    Return the entries in force after corrections and retractions.

    A correction takes the place of its target in the file and, unless it states its own, the target's source, links and
    docket ordinal. If the target is not known, the correction is applied by itself.

    Args:
        known: The entries known and believed, in file order.
        file: Every entry of the file by id.
    """
    if all(entry.revises is None for entry in known):
        return Resolved(list(known), {})
    here = {entry.id for entry in known}
    decided: dict[str, Entry] = {}
    targets: dict[str, str] = {}
    for entry in reversed(known):
        taken_out = entry.id in decided and decided[entry.id].is_retraction
        if entry.revises is not None and not taken_out:
            target = entry.revises.entry if entry.is_retraction else _target(entry, here, decided, file)
            decided.setdefault(target, entry)
            targets[entry.id] = target
    stand: list[Entry] = []
    instead: dict[str, str] = {}
    places: dict[str, None] = dict.fromkeys(_firsts(known, file))
    for place in places:
        last = place
        while last in decided and not decided[last].is_retraction:
            last = decided[last].id
        if last in here and last not in decided:
            stand.append(file[last] if last == place else _in_place(file[last], file))
            instead |= dict.fromkeys(_corrected(file[last], file), last)
    return Resolved(sorted(stand, key=lambda entry: entry.seq), instead, list(_idle(targets, decided, file)))


def _idle(
    targets: Mapping[str, str], decided: Mapping[str, Entry], file: Mapping[str, Entry]
) -> Iterator[tuple[Entry, Entry]]:
    """Return each unrevised correction whose target was already revised, with the revision that decided it."""
    for id, target in reversed(list(targets.items())):
        entry = file[id]
        if entry.is_retraction or id in decided or decided[target] is not entry:
            continue
        below = target
        while below in targets and decided[targets[below]].id == below:
            below = targets[below]
        otherwise = decided[targets[below]] if below in targets else entry
        if otherwise.seq < entry.seq:
            yield entry, otherwise


def without_effect(entry: Entry, otherwise: Entry) -> Finding:
    """Return the finding on a correction whose target was already revised when it was entered."""
    assert entry.revises is not None
    assert otherwise.revises is not None
    done = "retracted" if otherwise.is_retraction else "corrected otherwise"
    return CORRECTION_WITHOUT_EFFECT.finding(
        f"{entry.id} corrects {entry.revises.entry} and has no effect: "
        f"{otherwise.revises.entry} had been {done} before, by {otherwise.id}",
        (entry.id, otherwise.id),
        about=next(iter(entry.event.subjects), None),
    )


def _target(entry: Entry, here: set[str], decided: Mapping[str, Entry], file: Mapping[str, Entry]) -> str:
    """Return the target of a correction among the entries known or since retracted; the first target if none is."""
    for corrected in _corrected(entry, file):
        if corrected in here or corrected in decided:
            return corrected
    return _first(entry, file)


def _corrected(entry: Entry, file: Mapping[str, Entry]) -> Iterator[str]:
    """Yield the ids that a correction corrects, the latest first."""
    while entry.revises is not None:
        yield entry.revises.entry
        entry = file[entry.revises.entry]


def _first(entry: Entry, file: Mapping[str, Entry]) -> str:
    first = entry.id
    for first in _corrected(entry, file):  # noqa: B007  # the last of them
        pass
    return first


def _firsts(known: Iterable[Entry], file: Mapping[str, Entry]) -> Iterator[str]:
    """Yield the entry that each entry ultimately corrects, or the entry itself. Each link is followed once."""
    found: dict[str, str] = {}
    for entry in known:
        if not entry.is_retraction:
            chain, first = [], entry
            while first.id not in found and first.revises is not None:
                chain.append(first.id)
                first = file[first.revises.entry]
            found.update(dict.fromkeys([*chain, first.id], found.get(first.id, first.id)))
            yield found[entry.id]


def _in_place(entry: Entry, file: Mapping[str, Entry]) -> Entry:
    """Return a correction in the place of the entry that it corrects."""
    for id in _corrected(entry, file):
        entry = attrs.evolve(inheriting(entry, file[id]), seq=file[id].seq)
    return entry


def inheriting(entry: Entry, target: Entry) -> Entry:
    """Return a correction with the source, ordinal and links of its target, where it does not state its own."""
    return attrs.evolve(
        entry,
        source=target.source if entry.source == UNKNOWN_SOURCE else entry.source,
        ordinal=target.ordinal if entry.ordinal is None else entry.ordinal,
        after=entry.after or target.after,
        account_of=entry.account_of or target.account_of,
    )
