"""The readers of cells that a layout may name: lengths, sums, numbers, lists and parts of a sentence."""

import re
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from casestate.events import Component, ComponentKind
from casestate.tables.cells import Words, plain
from casestate.tables.remarks import (
    SENTENCE_LENGTH_UNREAD,
    SENTENCE_OF_NO_LENGTH,
    SENTENCE_OVER_MAXIMUM,
    SENTENCE_WITHOUT_LENGTH,
    UNMAPPED,
)
from casestate.tables.values import Doubts, Read, Reader
from casestate.terms import Money, Term, as_term
from casestate.vocabulary import plain_word

_UNITS = {
    "year": Term(months=12),
    "yr": Term(months=12),
    "month": Term(months=1),
    "mo": Term(months=1),
    "week": Term(days=7),
    "wk": Term(days=7),
    "day": Term(days=1),
}
_LENGTH = re.compile(r"(\d{1,6}(?:\.\d{1,6})?)\s*([a-z]+)(?:\(s\))?\.?", re.ASCII)
_SUM = re.compile(r"\$?\s*((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?: ([A-Z]{3}))?", re.ASCII)
_TRUE, _FALSE = ("true", "yes", "y", "1"), ("false", "no", "n", "0")


def term(words: str) -> Term:
    """
    Return a length such as ``24 Months``, ``8.75 Year(s)`` or ``1 yr 6 mos``, exactly.

    >>> str(term("8.75 Year(s)")), str(term("1 yr 6 mos")), str(term("LIFE"))
    ('105 months', '18 months', 'life')

    Raises:
        ValueError: It is no number of years, months, weeks or days, or makes no whole months or days.
    """
    low = plain(words).lower()
    if low == "life":
        return Term(life=True)
    months, days, at = Fraction(0), Fraction(0), 0
    while at < len(low):
        found = _LENGTH.match(low, at)
        unit = _UNITS.get(found[2]) or _UNITS.get(found[2].removesuffix("s")) if found else None
        if found is None or unit is None:
            raise ValueError(f"{words!r} is no length such as 24 months")
        months += Fraction(found[1]) * unit.months
        days += Fraction(found[1]) * unit.days
        at = found.end() + len(low[found.end() :]) - len(low[found.end() :].lstrip(" ,"))
    if not low or months.denominator != 1 or days.denominator != 1:
        raise ValueError(f"{words!r} makes no whole months or days")
    return Term(int(months), int(days))


def money(words: str) -> Money:
    """
    Return a sum such as ``$1,200.50`` or ``500 EUR``.

    Raises:
        ValueError: It is no sum.
    """
    found = _SUM.fullmatch(words.strip())
    if found is None:
        raise ValueError(f"{words!r} is no sum such as $1,200.50")
    return Money.parse(f"{found[1]} {found[2] or 'USD'}")


def number(words: str) -> int:
    """
    Return a whole number.

    Raises:
        ValueError: It is none.
    """
    return int(words.replace(",", ""))


def flag(words: str) -> bool:
    """
    Return whether a cell says yes: ``yes``, ``y``, ``true`` or ``1``.

    Raises:
        ValueError: It says neither yes nor no.
    """
    low = words.strip().lower()
    if low not in _TRUE + _FALSE:
        raise ValueError(f"{words!r} is neither of {', '.join(_TRUE)} nor of {', '.join(_FALSE)}")
    return low in _TRUE


def texts(words: str) -> tuple[str, ...]:
    """
    Return the texts that a cell lists with semicolons.

    >>> texts("knife; mask;")
    ('knife', 'mask')
    """
    return tuple([each.strip() for each in words.split(";") if each.strip()])


def sentence(
    *,
    kinds: Mapping[str, str] | None = None,
    most: Mapping[str, str] | None = None,
    without_length: Iterable[str] = (),
) -> Reader:
    """
    Return a reader of the parts of a sentence: a kind, and a length or a sum. Semicolons part them.

    It reads ``Probation: 24 Months`` and ``Jail 30 days; Fine: $500``. A kind that is in no table is kept as words.

    >>> read = sentence(kinds={"Prob": "probation"})
    >>> [(part.kind, str(part.term)) for part in read("Prob: 24 Months; Jail 30 days").value]
    [(ComponentKind.PROBATION, '2 years'), (ComponentKind.JAIL, '30 days')]

    Args:
        kinds: The kinds of part that words stand for, beside the words of the library.
        most: The longest term of a kind that the law of the place allows.
        without_length: Kinds that need neither a length nor a sum.

    Raises:
        CasestateError: A kind or a term cannot be read.
    """
    known = Words({word: ComponentKind(kind) for word, kind in (kinds or {}).items()})
    limits = {ComponentKind(kind): as_term(limit) for kind, limit in (most or {}).items()}
    whole = frozenset([ComponentKind(kind) for kind in without_length])

    def read(words: str) -> Read:
        parts = [_part(part, known, limits, whole) for part in texts(words)]
        return Read(tuple([part for part, _ in parts]), tuple([doubt for _, doubts in parts for doubt in doubts]))

    return read


def _part(
    words: str, known: Words, limits: Mapping[ComponentKind, Term], whole: frozenset[ComponentKind]
) -> tuple[Component, Doubts]:
    label, measure = _label_and_measure(words)
    doubts: list[tuple[Any, str]] = []
    kind = known.find(label, None) or _own_word(label)
    if kind is None:
        kind = ComponentKind.raw(label)
        doubts.append((UNMAPPED, f"no kind of sentence {label!r} is known; it is kept as words"))
    length, amount = _measured(measure)
    if not measure and kind not in whole:
        doubts.append((SENTENCE_WITHOUT_LENGTH, f"{words!r} has no length"))
    elif measure and length is None and amount is None:
        doubts.append((SENTENCE_LENGTH_UNREAD, f"the length in {words!r} is no number of days or months"))
    elif length is not None and not (length.months or length.days or length.life):
        doubts.append((SENTENCE_OF_NO_LENGTH, f"{words!r} is no time at all"))
    elif length is not None and kind in limits and length.exceeds(limits[kind]):
        doubts.append((SENTENCE_OVER_MAXIMUM, f"{words!r} is longer than {limits[kind]}"))
    return Component(kind=kind, term=length, amount=amount, text=words), tuple(doubts)


def _label_and_measure(words: str) -> tuple[str, str]:
    """Return the kind of a part, and its length or sum: what a colon parts, or what begins with a digit or a dollar."""
    label, colon, measure = words.partition(":")
    if not colon:
        at = next((place for place, each in enumerate(words) if each.isdigit() or each == "$"), len(words))
        label, measure = words[:at], words[at:]
    return plain(label).rstrip(" -,") or words, measure.strip()


def _measured(measure: str) -> tuple[Term | None, Money | None]:
    """Return a length or a sum; a number alone is neither."""
    try:
        return term(measure), None
    except ValueError:
        pass
    try:
        return None, money(measure) if not measure[-1:].isdigit() or "$" in measure else None
    except ValueError:
        return None, None


def _own_word(label: str) -> ComponentKind | None:
    word = plain_word(label)
    return ComponentKind(word) if word in [each.value for each in ComponentKind] else None


READERS: Mapping[str, Reader] = MappingProxyType(
    {"term": term, "money": money, "number": number, "flag": flag, "list": texts, "sentence": sentence()}
)
"""The readers that a layout may name as they are."""
FACTORIES: Mapping[str, Callable[..., Reader]] = MappingProxyType({"sentence": sentence})
"""The readers that take options in a layout."""
