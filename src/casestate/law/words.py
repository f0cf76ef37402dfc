"""Read the words of a row; each error names the row and lists the words that are accepted."""

from collections.abc import Collection, Mapping
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType
from typing import TypeVar

from casestate.errors import InvalidProcedure
from casestate.vocabulary import Words

T = TypeVar("T")
W = TypeVar("W", bound=Words)


@cache
def members(of: type[W]) -> Mapping[str, W]:
    """Return the members of a list of words, by their texts."""
    return MappingProxyType({each.value: each for each in of})


def pick(row: str, word: str, known: Mapping[str, T], noun: str) -> T:
    """
    Return what a word stands for.

    Args:
        row: The id of the row in which the word stands.
        word: The word.
        known: The accepted words, with their meanings.
        noun: A noun phrase for such a word, such as ``"a phase of a charge"``.

    Raises:
        InvalidProcedure: The word is not accepted. The error suggests a near one and lists all.
    """
    if word in known:
        return known[word]
    near = get_close_matches(word, known, 1)
    meant = f"; is it {near[0]!r}?" if near else ""
    raise refused(row, f"{word!r} is not {noun}{meant}", known)


def several(row: str, words: str, known: Mapping[str, T], noun: str) -> tuple[T, ...]:
    """Return what the words of an alternative such as ``"charged|triable"`` stand for; errors as in :func:`pick`."""
    return tuple([pick(row, word.strip(), known, noun) for word in words.split("|")])


def refused(row: str, problem: str, accepted: Collection[str]) -> InvalidProcedure:
    """Return the error for a row that cannot be read."""
    return InvalidProcedure(f"row {row!r}: {problem}; accepted: {', '.join(accepted)}")
