"""Near misses, for errors that say what may have been meant."""

from collections.abc import Iterable
from difflib import get_close_matches


def near(word: str, known: Iterable[str]) -> str:
    """
    Return the words most like one, as the end of a sentence; empty if none is like it.

    >>> near("outcom", ["outcome", "reason"])
    "; near misses: 'outcome'"
    """
    names = [name for name in dict.fromkeys(known) if isinstance(name, str)]
    folded = {name.casefold(): name for name in names}
    close = get_close_matches(word.casefold(), folded, 3, 0.6)
    return f"; near misses: {', '.join([repr(folded[each]) for each in close])}" if close else ""
