"""The entries of a file that the public may see, and a check for hidden names in their words."""

import re
from collections.abc import Iterable, Iterator

from casestate.engine.coordinates import Coordinates
from casestate.engine.indexes import Indexes
from casestate.entries import Entry
from casestate.errors import IllegalDevelopment, InvalidQuestion
from casestate.law.findings import ORDER_MEETS_NO_CHARGE
from casestate.written import texts_of

_WORD = re.compile(r"\w+")
_NAMED = 5
"""The most entries that the message of an error names."""


def public_entries(indexes: Indexes, id: str, *, words_read: bool) -> tuple[Entry, ...]:
    """
    Return the entries that public views are folded from.

    Args:
        indexes: The file.
        id: The name of the copy.
        words_read: Confirms that somebody has read the words of the entries, and accepts them.

    Raises:
        IllegalDevelopment: An order to seal or expunge meets no charge, so what it should hide is not hidden.
        InvalidQuestion: A withheld name is in the name of the copy, in an id or in words.
    """
    public = Coordinates()
    for missed in indexes.meeting_no_charge(public):
        said = f"{missed.entry.id} is an order to seal or expunge that meets no charge of the file"
        about = missed.entry.event.subjects[0]
        raise IllegalDevelopment(ORDER_MEETS_NO_CHARGE.finding(said, [missed.entry.id], about=about))
    seen = indexes.seen(public)
    entries = tuple(seen.entries)
    if seen.withheld:
        names = _Names(seen.withheld)
        if names.are_in(id):
            raise InvalidQuestion(
                "the name of the file names somebody whose records are hidden; give the copy another, with id="
            )
        told = [] if words_read else list(_telling(entries, names))
        if told:
            more = f" and {len(told) - _NAMED} more" if len(told) > _NAMED else ""
            raise InvalidQuestion(
                f"in their words or ids, {', '.join(told[:_NAMED])}{more} name somebody whose records are hidden; "
                "correct these entries, or read them and let them stand, with words_read=True (--words-read)"
            )
    return entries


class _Names:
    """
    Names to be found in texts as whole words, in any case. The search takes no longer for many names than for few.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._by_word: dict[str, list[tuple[str, int]]] = {}
        self._without_words: list[str] = []
        for name in map(str.casefold, names):
            word = _WORD.search(name)
            if word is None:
                self._without_words.append(name)
            else:
                self._by_word.setdefault(word[0], []).append((name, word.start()))

    def are_in(self, text: str) -> bool:
        """Return whether one of the names is in a text."""
        folded = text.casefold()
        if any(name in folded for name in self._without_words):
            return True
        return any(
            _stands_in(name, folded, word.start() - before)
            for word in _WORD.finditer(folded)
            for name, before in self._by_word.get(word[0], ())
        )


def _stands_in(name: str, text: str, start: int) -> bool:
    end = start + len(name)
    apart = not _WORD.match(text[end : end + 1]) or not _WORD.match(name[-1])
    return start >= 0 and text.startswith(name, start) and apart


def _telling(entries: Iterable[Entry], names: _Names) -> Iterator[str]:
    """Return the ids of the entries that contain a name."""
    for entry in entries:
        if any(map(names.are_in, texts_of(entry))):
            yield entry.id
