"""
Names and ids that differ only in how they are written.

A file takes names and ids literally: "A Doe" is not "A. Doe", and charge "I" is not charge "1". Nothing is guessed, but
a finding reports the two, because one of them may be a slip.
"""

import re
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple
from unicodedata import combining, normalize

from casestate.engine.order import Placed
from casestate.events import Subject
from casestate.events.fields import LINKS, OTHER_NAMES, PEOPLE_CONCERNED, may_hold, own_texts, texts_in

_ROMAN = {"i": 1, "v": 5, "x": 10}
_WORDS = frozenset(("count", "charge", "claim", "citation", "no", "number"))
"""Words before the number of a charge that add nothing to it."""


@lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    """
    Return a key that is the same for names that differ only in case, accents, marks, blanks or order of parts.

    >>> name_key("A. Doe") == name_key("Doe, A ") == name_key("a doe")
    True
    """
    folded = "".join([each for each in normalize("NFKD", name.casefold()) if not combining(each)])
    return "".join(sorted(re.findall(r"[^\W_]+", re.sub(r"['’`]", "", folded)))) or folded


@lru_cache(maxsize=4096)
def id_key(id: str) -> tuple[str, ...]:
    """
    Return a key that is the same for ids that differ only in case, marks, blanks, leading zeros or kind of numerals.

    >>> id_key("01") == id_key("I") == id_key("Count 1 "), id_key("2-4") == id_key("24")
    (True, False)
    """
    folded = normalize("NFKC", id).casefold()
    parts = [each for each in re.findall(r"[^\W\d_]+|\d+", folded) if each not in _WORDS]
    return tuple([_numeral(each) for each in parts]) or (folded.strip(),)


def _numeral(part: str) -> str:
    """Return a number without leading zeros, a Roman number in figures, and anything else unchanged."""
    if part.isdecimal():
        return part.lstrip("0") or "0"
    if not _ROMAN.keys() >= set(part):
        return part
    values = [_ROMAN[letter] for letter in part]
    return str(sum(-now if now < after else now for now, after in zip(values, [*values[1:], 0], strict=True)))


class Alike(NamedTuple):
    """
    Two names or ids that look alike.

    Attributes:
        subject: The subject with the later of the two.
        said: The two in words.
        earlier: The entries that have the earlier one.
        later: The entries that have the later one.
    """

    subject: Subject
    said: str
    earlier: Sequence[Placed]
    later: Sequence[Placed]


Acts = Mapping[Subject, Sequence[Placed]]
"""Entries by the subject that they are about."""


def names_alike(defendants: Mapping[str, Sequence[Subject]], about: Acts, said: Acts) -> Iterator[Alike]:
    """Yield each two names of people that look alike, and each recorded name that another person has."""
    concerned = _concerned(about)
    people = dict.fromkeys([*defendants, *concerned])

    def naming(who: str) -> Sequence[Placed]:
        """Return the entries that concern a person."""
        own = [p for each in defendants.get(who, ()) for p in _of(each, about, said)]
        return [*own, *concerned.get(who, ())]

    for here, there in _repeated(people, name_key):
        yield Alike(_person(there), f"{there!r} is written like {here!r}", naming(here), naming(there))
    recorded = [
        (who, p, name)
        for who in defendants
        for p in about.get(_person(who), ())
        for name in own_texts(p.entry.event, (OTHER_NAMES,))
    ]
    spelled: dict[str, list[str]] = {}
    for who in people if recorded else ():
        spelled.setdefault(name_key(who), []).append(who)
    for who, p, name in recorded:
        key = name_key(name)
        for other in spelled.get(key, ()) if key != name_key(who) else ():
            yield Alike(_person(other), f"{other!r} has a recorded name of {who!r}", [p], naming(other))


def _concerned(about: Acts) -> dict[str, list[Placed]]:
    """Return the entries on the matter as a whole that concern each person."""
    named: dict[str, list[Placed]] = {}
    for subject, placed in about.items():
        for p in placed if not subject.who else ():
            for who in own_texts(p.entry.event, (PEOPLE_CONCERNED,)):
                named.setdefault(who, []).append(p)
    return named


def ids_alike(defendants: Mapping[str, Sequence[Subject]], about: Acts, said: Acts) -> Iterator[Alike]:
    """Yield each two ids of charges, claims or citations of one defendant that look alike."""
    for who, subjects in defendants.items():
        ids: dict[str, dict[str, None]] = {}
        for subject in subjects:
            ids.setdefault(subject.kind, {}).update(dict.fromkeys([key for key, _ in _ids(subject, about, said)]))
        for kind, keys in ids.items():
            for here, there in _repeated(keys, id_key):
                subject = Subject(kind, who, there)
                named = [each for of in subjects if of.kind == kind for each in _ids(of, about, said)]
                entries = [[p for id, p in named if id == key] for key in (here, there)]
                yield Alike(subject, f"{subject} is written like {kind} {here}", *entries)


def _ids(subject: Subject, about: Acts, said: Acts) -> Iterator[tuple[str, Placed]]:
    """Yield the id of a subject, and each id that an entry about it names, with the entry."""
    for p in _of(subject, about, said):
        yield subject.key, p
        event = p.entry.event
        if may_hold(type(event), LINKS):
            for key in texts_in(event, LINKS):
                yield key, p


def _of(subject: Subject, about: Acts, said: Acts) -> Sequence[Placed]:
    """Return the acts on a subject and the statements about it."""
    return [*about.get(subject, ()), *said.get(subject, ())]


def _person(who: str) -> Subject:
    return Subject("person", who, "")


def _repeated(texts: Collection[str], key: Callable[[str], Hashable]) -> Iterator[tuple[str, str]]:
    """Yield each text with the same key as an earlier one, and the first text with that key."""
    if len(texts) < 2:
        return
    first: dict[Hashable, str] = {}
    for text in texts:
        earlier = first.setdefault(key(text), text)
        if earlier is not text:
            yield earlier, text
