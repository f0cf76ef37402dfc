"""Lists of coded words: open vocabularies, which also take the source's own words, and closed lists."""

import warnings
from enum import StrEnum
from typing import Self

from casestate.errors import InvalidEvent
from casestate.texts import is_text, meant


class MisspelledWord(UserWarning):
    """A word is compared with its own text in other letters, or a headline with text: the two are never equal."""


class Words(StrEnum):
    """
    A list of words, each equal to its own text and to no other.

    Warns:
        MisspelledWord: A word is compared with its own text in other letters, such as ``"DISMISSED"`` or ``"no
            contest"``; the two are never equal.
    """

    def __eq__(self, other: object) -> bool:
        equal = super().__eq__(other)
        if equal is False and type(other) is str:  # NotImplemented is neither
            self._tell_of_other_letters(other)
        return equal

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = StrEnum.__hash__

    def _tell_of_other_letters(self, other: str) -> None:
        kind = type(self)
        meant = kind._value2member_map_.get(plain_word(other))
        if meant is not None and other not in kind._value2member_map_:
            warnings.warn(
                f"{a_word(kind.__name__)} never equals {other!r}: compare it with {str(meant)!r} or with {meant!r}",
                MisspelledWord,
                stacklevel=3,
            )

    def __repr__(self) -> str:
        return f"{type(self).__name__}.{self._name_}"


def plain_word(text: str) -> str:
    """Return a text as words are written: in small letters, with underscores for spaces and hyphens."""
    return text.strip().lower().replace(" ", "_").replace("-", "_")


_SPELT = {"alford": "Alford", "non_criminal": "non-criminal", "non_monetary": "non-monetary"}


def in_words(word: str) -> str:
    """
    Return a word of a list as people write it; words of a source stay as they are.

    >>> in_words("petty_misdemeanor"), in_words("non_monetary")
    ('petty misdemeanor', 'non-monetary')
    """
    return _SPELT.get(word) or (word.replace("_", " ") if getattr(word, "recognized", True) else str(word))


def a_word(name: str) -> str:
    """
    Return a name with its article.

    >>> a_word("Actor"), a_word("phase")
    ('an Actor', 'a phase')
    """
    return f"{'an' if name[0].lower() in 'aeiou' else 'a'} {name}"


class Vocabulary(Words):
    """
    An open list of legal terms. Call it with a member's name in any spacing; it refuses any other word.

    >>> from casestate.events import PleaKind
    >>> PleaKind("no contest")
    PleaKind.NO_CONTEST
    >>> PleaKind.raw("Nolo (Art. 12)").recognized
    False

    Raises:
        InvalidEvent: The word is not a member; the message lists the members.
    """

    @classmethod
    def raw(cls, text: str) -> Self:
        """
        Return the source's own words as a term of this list, or the member of exactly that value.

        Raises:
            InvalidEvent: The value is not text, or is blank.
        """
        if not is_text(text):
            raise InvalidEvent(f"{cls.__name__}.raw() takes the source's words, not {text!r}")
        if text in cls._value2member_map_:
            return cls(text)
        word = str.__new__(cls, text)
        word._name_ = f"raw({text!r})"
        word._value_ = text
        vars(word)["__objclass__"] = cls  # enum sets it on its members; repr and pickle read it
        return word

    @property
    def recognized(self) -> bool:
        """Whether the term is a member, not raw words."""
        return self._name_ in type(self).__members__

    @classmethod
    def _missing_(cls, value: object) -> Self:
        if isinstance(value, str):
            member = cls._value2member_map_.get(plain_word(value))
            if isinstance(member, cls):
                return member
        members = [member.value for member in cls]
        near = meant(plain_word(str(value)), members, 0.8)
        own = f"; for words that none of these stands for write {cls.__name__}.raw({value!r})"
        raise InvalidEvent(
            f"{value!r} is not {a_word(cls.__name__)}{near}; accepted: {', '.join(members)}"
            f"{own if isinstance(value, str) else ''}"
        )

    def __reduce_ex__(self, _: object) -> tuple[object, ...]:
        return (type(self), (str(self),)) if self.recognized else (type(self).raw, (str(self),))


class Closed(Words):
    """
    A closed list of terms that this library defines, such as the values of an axis.

    Raises:
        InvalidEvent: The word is not a member; the message lists the members.
    """

    @classmethod
    def _missing_(cls, value: object) -> Self:
        member = cls._value2member_map_.get(value.strip().lower()) if isinstance(value, str) else None
        if isinstance(member, cls):
            return member
        raise InvalidEvent(
            f"{value!r} is not {a_word(cls.__name__.lower())}; accepted: {', '.join(each.value for each in cls)}"
        )
