"""
Several accounts of one act: the one that prevails, and where they differ.

Entries tied by ``account_of`` report one act and count once. The account on the strongest basis prevails, and of equals
the one last entered. It has the place of the first, so that confirming a fact does not move it, and the links of all.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import attrs

from casestate.engine.order import days_of
from casestate.entries import Entry
from casestate.events import Event
from casestate.events.wording import describe, heading
from casestate.law.findings import SOURCES_DISAGREE, Finding
from casestate.vocabulary import in_words


def concern_the_same(entry: Entry, of: Entry) -> bool:
    """Return whether two entries have a person and kind of thing in common, or both have none."""
    here, there = ({(subject.kind, subject.who) for subject in each.event.subjects} for each in (entry, of))
    return bool(here & there) or here == there


def acts_of(file: Iterable[Entry], before: Mapping[str, str] = MappingProxyType({})) -> Mapping[str, str]:
    """
    Return, for each entry that is another account or a correction, the id of the first account of its act.

    Args:
        file: Entries in file order.
        before: The same mapping for the entries before these.
    """
    first = dict(before)
    for entry in file:
        target = entry.account_of or (entry.revises.entry if entry.revises is not None else None)
        if target is not None:
            first[entry.id] = first.get(target, target)
    return first


def prevailing(
    entries: Iterable[Entry], acts_of: Mapping[str, str]
) -> tuple[list[Entry], dict[str, tuple[Entry, ...]]]:
    """
    Return the entries that prevail, in file order, and the other accounts of the act of each that has any.

    Args:
        entries: The known entries, in file order.
        acts_of: The first account of the act of each entry that is tied to another, known or not.
    """
    every = list(entries)
    if not acts_of:
        return every, {}
    acts: dict[str, list[Entry]] = {}
    for entry in every:
        acts.setdefault(acts_of.get(entry.id, entry.id), []).append(entry)
    spoken_for: dict[str, tuple[Entry, ...]] = {}
    prevail = set()
    for accounts in acts.values():
        best = min(accounts, key=lambda entry: (entry.source.basis.rank, -entry.seq))
        prevail.add(best.id)
        if len(accounts) > 1:
            spoken_for[best.id] = tuple([entry for entry in accounts if entry is not best])
    return [entry for entry in every if entry.id in prevail], spoken_for


Saying = tuple[str, Any, str]
"""One field of an account: its name, its value, and both in words."""


def disagreements(speaker: Entry, others: Sequence[Entry]) -> list[Finding]:
    """
    Return a finding for each two accounts that differ. An account does not differ in a field that it leaves out.

    Each account is compared with the prevailing one or, in a field that it leaves out, with the strongest that has it.
    """
    said: dict[str, dict[Any, tuple[Entry, Saying]]] = {}
    differences: dict[tuple[str, str], tuple[Entry, Entry, list[str]]] = {}
    for account in [speaker, *sorted(others, key=lambda other: (other.source.basis.rank, other.seq))]:
        for saying in _sayings(account.event):
            before = said.setdefault(saying[0], {})
            contrary = next((each for each in before.values() if not _may_both_be(each[1], saying)), None)
            if contrary is None:
                before.setdefault(saying[1], (account, saying))
                continue
            first, (_, _, words) = contrary
            told = differences.setdefault((first.id, account.id), (first, account, []))[2]
            told.append(f"{first.id} says {words}, {account.id} says {saying[2]}")
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


def _sayings(event: Event) -> Iterator[Saying]:
    """Return the fields that an event states. Values are quoted, because ``not guilty`` is one."""
    yield "", event.wire, heading(event)
    yield "on", event.on, f"on {event.on}"
    for field in attrs.fields(type(event)):
        value = getattr(event, field.name)
        if field.name not in ("on", "proceeding") and value != field.default:
            label = "" if field.name in ("text", "what") else f"{field.name.rstrip('_').replace('_', ' ')} "
            yield field.name, value, f"{label}{_in_words(value)}"


def _in_words(value: object) -> str:
    """Return a value in plain words; texts are quoted."""
    if isinstance(value, tuple):
        return ", ".join(map(_in_words, value)) or "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return f'"{value if type(value) is str else in_words(value)}"'
    if isinstance(value, Event):
        return f'"{describe(value)}, {value.on.words}"'
    return str(getattr(value, "words", value))


def _may_both_be(here: Saying, there: Saying) -> bool:
    if here[0] != "on":
        return bool(here[1] == there[1])
    one, other = days_of(here[1]), days_of(there[1])
    return max(one[0], other[0]) <= min(one[1], other[1])
