"""The entries of a file that the public may see, checked for what no rule can take out of words."""

import re
from collections.abc import Iterable, Iterator

from casestate.engine.coordinates import Coordinates
from casestate.engine.indexes import Indexes
from casestate.entries import Entry
from casestate.errors import IllegalDevelopment, InvalidQuestion
from casestate.explain.doubts import meeting_no_charge
from casestate.written import texts_of

_NAMED = 5
"""So many entries are named in the message of an error."""


def public_entries(indexes: Indexes, id: str, *, words_read: bool) -> tuple[Entry, ...]:
    """
    Return the entries from which public views are folded.

    Args:
        indexes: The file.
        id: The name that their copy is to have.
        words_read: Whether somebody has read what is said in words, and lets it stand.

    Raises:
        IllegalDevelopment: An order to seal or expunge meets no charge, so what it should hide is not hidden.
        InvalidQuestion: A name that is withheld stands in the name of the copy, in an id or in words.
    """
    public = Coordinates()
    for missed in indexes.meeting_no_charge(public):
        raise IllegalDevelopment(meeting_no_charge(missed.entry))
    seen = indexes.seen(public)
    entries = tuple(seen.entries)
    if seen.withheld:
        names = _any_of(seen.withheld)
        if names.search(id.casefold()):
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


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of several names as whole words, whatever their capitals."""
    return re.compile("|".join([rf"(?<!\w){re.escape(name.casefold())}(?!\w)" for name in sorted(names)]))


def _telling(entries: Iterable[Entry], names: re.Pattern[str]) -> Iterator[str]:
    """The ids of the entries in which a name stands."""
    for entry in entries:
        if any(names.search(text.casefold()) for text in texts_of(entry)):
            yield entry.id
