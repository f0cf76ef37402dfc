"""
One act, several accounts: which of them speaks, and where they differ.

Entries tied by ``account_of`` report one act and count once. The account on the strongest basis prevails, and of
equals the one last entered. It stands in the place of the first, so that confirming a fact does not move it, and with
the links of all.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

import attrs

from casestate.entries import Entry
from casestate.errors import ContradictoryDates
from casestate.events import Event
from casestate.law.findings import SOURCES_DISAGREE, Finding
from casestate.when import When
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


class _Saying(NamedTuple):
    """One thing that an account says: of what, the value, and in words."""

    of: str
    value: Any
    words: str


def disagreements(speaker: Entry, others: Sequence[Entry]) -> list[Finding]:
    """
    A finding for each two accounts that differ; what one leaves out, it allows.

    Each is held against the prevailing account, and where that is silent against the strongest that is not.
    """
    heard = [speaker, *sorted(others, key=lambda other: (other.source.basis.rank, other.seq))]
    said: dict[str, list[tuple[Entry, _Saying]]] = {}
    differences: dict[str, tuple[Entry, Entry, list[str]]] = {}
    for account in heard:
        for saying in _sayings(account.event):
            before = said.setdefault(saying.of, [])
            contrary = next((each for each in before if not _may_both_be(each[1], saying)), None)
            if contrary is None:
                before.append((account, saying))
                continue
            first, told = contrary
            _, _, words = differences.setdefault(f"{first.id} {account.id}", (first, account, []))
            words.append(f"{first.id} says {told.words}, {account.id} says {saying.words}")
    return [_disagreement(first, account, words, speaker) for first, account, words in differences.values()]


def _disagreement(first: Entry, other: Entry, differences: Iterable[str], speaker: Entry) -> Finding:
    finding = SOURCES_DISAGREE.finding(
        f"{first.source.name} ({first.id}) and {other.source.name} ({other.id}) differ on one act: "
        f"{'; '.join(differences)}",
        (first.id, other.id),
        about=next(iter(speaker.event.subjects), None),
    )
    if first is speaker:
        return finding
    return attrs.evolve(
        finding,
        remedy=f"{speaker.id}, which prevails, leaves it open: the day of the account named first counts, and no other "
        "particular of either; correct the entry that is wrong, or if these are two acts, untie them",
    )


def _sayings(event: Event) -> Iterator[_Saying]:
    """What an event says; values stand in quotes, for ``not guilty`` is one."""
    yield _Saying("", event.wire, event.wire)
    yield _Saying("on", event.on, f"on {written(event.on)}")
    for name, value in _stated(event).items():
        yield _Saying(name, value, f"{name.rstrip('_')} {written(value)}")


def _may_both_be(here: _Saying, there: _Saying) -> bool:
    return _may_be_one_day(here.value, there.value) if here.of == "on" else bool(here.value == there.value)


def _may_be_one_day(here: When, there: When) -> bool:
    try:
        here.narrow(there)
    except ContradictoryDates:
        return False
    return True


def _stated(event: Event) -> Mapping[str, Any]:
    """The fields that an event states, its date aside."""
    fields = [field for field in attrs.fields(type(event)) if field.name not in ("on", "proceeding")]
    return {field.name: value for field in fields if (value := getattr(event, field.name)) != field.default}
