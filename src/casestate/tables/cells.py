"""The distinct cells of a column, each read once."""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import Any

from casestate.tables.values import Doubts
from casestate.texts import composed

_KEPT = 16_384
"""So many distinct cells of a column are remembered, so that memory stays bounded where each is different."""


class Memo(dict[Any, Any]):
    """
    The values of cells, each worked out when it is first met.

    Attributes:
        doubts: What is doubtful about the cells of which anything is.

    Args:
        read: Returns the value of a cell, and what is doubtful about it.
    """

    def __init__(self, read: Callable[[Any], tuple[Any, Doubts]]) -> None:
        super().__init__()
        self._read = read
        self.doubts: dict[Any, Doubts] = {}

    def __missing__(self, cell: Any) -> Any:
        if len(self) >= _KEPT:
            self.clear()
            self.doubts.clear()
        value, doubts = self._read(cell)
        self[cell] = value
        if doubts:
            self.doubts[cell] = doubts
        return value


class Words:
    """
    A table of words: exact words first, then those with ``*`` for any letters, in their order.

    Runs of white space count as one space. The letters must be as written.
    """

    def __init__(self, words: Mapping[str, Any]) -> None:
        self.exact = {plain(word): value for word, value in words.items() if "*" not in word}
        self.patterns: list[tuple[re.Pattern[str], Any]] = [
            (re.compile(".*".join(map(re.escape, plain(word).split("*")))), value)
            for word, value in words.items()
            if "*" in word
        ]

    @property
    def values(self) -> Iterator[Any]:
        """The value of each word and pattern."""
        return chain(self.exact.values(), [value for _, value in self.patterns])

    def find(self, word: str, otherwise: Any) -> Any:
        """
        Return the value of a word, or ``otherwise`` if the table has neither the word nor a pattern for it.

        >>> Words({"Plea*": 1, "Plea withdrawn": 2}).find("Plea of  guilty", 0)
        1
        """
        word = plain(word)
        if word in self.exact:
            return self.exact[word]
        return next((value for pattern, value in self.patterns if pattern.fullmatch(word)), otherwise)


def plain(word: str) -> str:
    """Return a word in the composed form of Unicode, without white space at its ends, one space for each run of it."""
    return " ".join(composed(word).split())


def words_of(cell: object) -> str:
    """
    Return the text of a cell in the composed form of Unicode, without white space at its ends; empty for a blank one.

    >>> words_of(" Jose\u0301 ") == "José"
    True
    """
    if isinstance(cell, str):
        return cell.strip() if cell.isascii() else composed(cell).strip()
    return "" if cell is None else str(cell)
