"""
Text that a file can keep.

Unicode writes some letters in several ways: "é" is one character, or "e" with an accent after it. All text is kept in
the composed form, NFC, so that one name has one spelling.
"""

import re
import unicodedata
from collections.abc import Collection
from difflib import get_close_matches

from casestate.errors import InvalidEvent

_COMPARED = 1000
_WORD = re.compile(r"[^\W\d_]+|\d+(?:\.\d+)?")


def is_text(value: object) -> bool:
    """Return whether a value is text that is not blank and can be written as UTF-8."""
    if not isinstance(value, str) or not value.strip():
        return False
    if value.isascii():
        return True
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def composed(value: str) -> str:
    """
    Return a text in the composed form of Unicode, NFC.

    >>> composed("Jose\u0301") == "José"
    True
    """
    return value if not isinstance(value, str) or value.isascii() else unicodedata.normalize("NFC", value)


def counted(number: int, one: str, several: str = "") -> str:
    """
    Return a number of things in words.

    >>> counted(1, "entry", "entries"), counted(0, "defendant")
    ('1 entry', '0 defendants')
    """
    return f"{number:,} {one if number == 1 else several or f'{one}s'}"


def meant(name: object, known: Collection[str], cutoff: float = 0.7) -> str:
    """
    Return the name that was probably meant, as a hint in an error; nothing if none is close.

    Of more than a thousand names none is looked for, because a comparison takes about 30 µs.

    >>> meant("phaze", ["phase", "plea"]), meant("verdict", ["phase", "plea"])
    (" (did you mean 'phase'?)", '')

    Args:
        name: What was given.
        known: The names that there are.
        cutoff: How alike the two must be, from 0 to 1, by :func:`difflib.get_close_matches`.
    """
    close = get_close_matches(str(name), known, n=1, cutoff=cutoff) if len(known) <= _COMPARED else []
    return f" (did you mean {close[0]!r}?)" if close else ""


def sentence(said: str) -> str:
    """
    Return a clause as a sentence.

    >>> sentence("a claim was brought against B. Roe")
    'A claim was brought against B. Roe.'
    """
    return f"{said[0].upper()}{said[1:]}."


def says_more(own: str | None, said: str) -> bool:
    """
    Return whether the source's own words hold anything that is not said already, in full or shortened.

    >>> says_more("PROB: 3 years", "probation 3 years"), says_more("3 years, report weekly", "probation 3 years")
    (False, True)
    """
    known = _words_of(said)
    return any(
        word not in known and not (len(word) > 2 and word.isalpha() and any(each.startswith(word) for each in known))
        for word in _words_of(own or "")
    )


def _words_of(text: str) -> set[str]:
    return {word.removesuffix(".00") for word in _WORD.findall(text.lower().replace(",", ""))}


def as_text(value: str) -> str:
    """
    Return the text in the composed form of Unicode.

    Raises:
        InvalidEvent: It is not text, is blank, or cannot be written as UTF-8.
    """
    if is_text(value):
        return composed(value)
    if not isinstance(value, str):
        hint = f"; write {str(value)!r}" if type(value) is int else ""
        raise InvalidEvent(f"text was expected here, not {value!r}{hint}")
    if not value.strip():
        raise InvalidEvent("this text is empty; give it, or leave an optional field out")
    raise InvalidEvent(f"{value!r} contains half of a surrogate pair, which no file can hold; correct its encoding")


def optional_text(value: str | None) -> str | None:
    """
    Return the text in the composed form of Unicode, or ``None`` for none.

    Raises:
        InvalidEvent: It is not text, is blank, or cannot be written as UTF-8.
    """
    return None if value is None else as_text(value)
