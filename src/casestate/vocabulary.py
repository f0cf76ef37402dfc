"""Lists of coded words: open vocabularies, which also take the source's own words, and closed lists."""

from enum import EnumType, StrEnum
from typing import Any, Self

from casestate.errors import InvalidEvent
from casestate.texts import is_text


class _Members(EnumType):
    """Calling a vocabulary with one of its members returns it at once, because every event converts its defaults."""

    def __call__(cls, value: Any, *names: Any, **more: Any) -> Any:
        return value if type(value) is cls else super().__call__(value, *names, **more)


class Vocabulary(StrEnum, metaclass=_Members):
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
        word.__objclass__ = cls  # type: ignore[attr-defined]  # enum sets it on its members; repr and pickle read it
        return word

    @property
    def recognized(self) -> bool:
        """Whether the term is a member, not raw words."""
        return self._name_ in type(self).__members__

    @classmethod
    def _missing_(cls, value: object) -> Self:
        if isinstance(value, str):
            member = cls._value2member_map_.get(value.strip().lower().replace(" ", "_").replace("-", "_"))
            if isinstance(member, cls):
                return member
        members = ", ".join(member.value for member in cls)
        raise InvalidEvent(
            f"{value!r} is not a {cls.__name__}; accepted: {members}; "
            f"for words that none of these stands for write {cls.__name__}.raw({str(value)!r})"
        )

    def __repr__(self) -> str:
        return f"{type(self).__name__}.{self._name_}"

    def __reduce_ex__(self, _: object) -> tuple[object, ...]:
        return (type(self), (str(self),)) if self.recognized else (type(self).raw, (str(self),))


class Closed(StrEnum):
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
            f"{value!r} is not a {cls.__name__.lower()}; accepted: {', '.join(each.value for each in cls)}"
        )

    def __repr__(self) -> str:
        return f"{type(self).__name__}.{self._name_}"
