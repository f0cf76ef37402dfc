"""
Coded words that stay open: every list has an honest unknown, and takes the source's own words where no member fits.
"""

from enum import EnumType, StrEnum
from typing import Any, Self

from casestate.errors import InvalidEvent
from casestate.texts import is_text


class _Members(EnumType):
    """Calling a list of terms with one of its own gives it back at once: every event made converts its defaults."""

    def __call__(cls, value: Any, *names: Any, **more: Any) -> Any:
        return value if type(value) is cls else super().__call__(value, *names, **more)


class Vocabulary(StrEnum, metaclass=_Members):
    """
    A list of legal terms. Call it with a member's name in any spacing; anything else is refused by name.

    >>> from casestate.events import PleaKind
    >>> PleaKind("no contest")
    PleaKind.NO_CONTEST
    >>> PleaKind.raw("Nolo (Art. 12)").recognized
    False

    Raises:
        InvalidEvent: The word is no member; the message lists the members.
    """

    @classmethod
    def raw(cls, text: str) -> Self:
        """The source's own words, where no member stands for them; a member's exact value gives the member."""
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
        """Is it a member, not raw words?"""
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
    A list of terms this library defines itself, such as the values of an axis; it takes no other words.

    Raises:
        InvalidEvent: The word is no member; the message lists the members.
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
