"""
One act, several accounts: which of them speaks, and where they differ.

Entries tied by ``account_of`` report one act and count once. The account on the strongest basis prevails, and of
equals the one last entered. It stands in the place of the first, so that confirming a fact does not move it, and with
the links of all.
"""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import attrs

from casestate.entries import Entry
from casestate.errors import ContradictoryDates
from casestate.events import Event
from casestate.law.findings import Finding, Severity
from casestate.written import written


def acts_of(file: Iterable[Entry], before: Mapping[str, str] = MappingProxyType({})) -> Mapping[str, str]:
    """
    For each entry tied to another as an account or a correction of it: the id of the first account of its act.

    Args:
        file: Entries in file order.
        before: The same for those that come before them.
    """
    first = dict(before)
    for entry in file:
        told = entry.account_of or (entry.revises.entry if entry.revises is not None else None)
        if told is not None:
            first[entry.id] = first.get(told, told)
    return first


def prevailing(
    entries: Iterable[Entry], acts_of: Mapping[str, str]
) -> tuple[list[Entry], dict[str, tuple[Entry, ...]]]:
    """
    The entries that speak, in file order, and for each that speaks for others the accounts that it speaks for.

    Args:
        entries: Those that are heard, in file order.
        acts_of: The first account of the act of each entry that is tied to another, heard or not.
    """
    every = list(entries)
    if not acts_of:
        return every, {}
    acts: dict[str, list[Entry]] = {}
    for entry in every:
        acts.setdefault(acts_of.get(entry.id, entry.id), []).append(entry)
    spoken_for: dict[str, tuple[Entry, ...]] = {}
    speaking = set()
    for accounts in acts.values():
        best = min(accounts, key=lambda entry: (entry.source.basis.rank, -entry.seq))
        speaking.add(best.id)
        if len(accounts) > 1:
            spoken_for[best.id] = tuple([entry for entry in accounts if entry is not best])
    return [entry for entry in every if entry.id in speaking], spoken_for


def disagreements(speaker: Entry, others: Sequence[Entry]) -> list[Finding]:
    """A finding for each account that says something else than the prevailing; what one leaves out, it allows."""
    return [
        Finding(
            code="sources-disagree",
            severity=Severity.WARNING,
            message=f"{speaker.source.name} ({speaker.id}) and {other.source.name} ({other.id}) differ on one act: "
            f"{'; '.join(differences)}",
            remedy="the account named first prevails, on the stronger basis or as the later; if these are two acts, "
            "untie them",
            entries=(speaker.id, other.id),
            defendant=next((subject.who for subject in speaker.event.subjects), ""),
            charge=next((subject.key for subject in speaker.event.subjects), ""),
        )
        for other in others
        if (differences := _differences(speaker, other))
    ]


def _differences(speaker: Entry, other: Entry) -> list[str]:
    """What each says where they differ; values stand in quotes, for ``not guilty`` is one."""
    here, there = speaker.event, other.event
    mine, theirs = _stated(here), _stated(there)
    pairs = [] if type(here) is type(there) else [(here.wire, there.wire)]
    if not _may_be_one_day(here, there):
        pairs.append((f"on {written(here.on)}", f"on {written(there.on)}"))
    pairs += [
        (f"{name.rstrip('_')} {written(mine[name])}", f"{name.rstrip('_')} {written(theirs[name])}")
        for name in mine
        if name in theirs and mine[name] != theirs[name]
    ]
    return [f"{speaker.id} says {said}, {other.id} says {contrary}" for said, contrary in pairs]


def _may_be_one_day(here: Event, there: Event) -> bool:
    try:
        here.on.narrow(there.on)
    except ContradictoryDates:
        return False
    return True


def _stated(event: Event) -> Mapping[str, Any]:
    """The fields that an event states, its date aside."""
    fields = [field for field in attrs.fields(type(event)) if field.name not in ("on", "proceeding")]
    return {field.name: value for field in fields if (value := getattr(event, field.name)) != field.default}
