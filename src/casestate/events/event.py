"""
The fields that every event has, and the subjects that an event is about.

An event is a plain value without an id or a source. :class:`casestate.Entry` is the envelope that gives it both.
"""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import ClassVar, NamedTuple, TypeVar

import attrs

from casestate.errors import InvalidEvent
from casestate.events.fields import PEOPLE_CONCERNED, holds
from casestate.texts import as_text, optional_text
from casestate.when import When, as_when
from casestate.written import Written

T = TypeVar("T")


class Subject(NamedTuple):
    """
    One thing with a legal state of its own, such as one charge against one defendant.

    Attributes:
        kind: ``charge``, ``claim``, ``citation``, ``person``, ``hearing``, ``motion``, ``role`` or ``incident``.
        who: The defendant; empty if the subject belongs to the matter as a whole.
        key: The file's own id for the subject.
    """

    kind: str
    who: str
    key: str

    def __str__(self) -> str:
        """
        Return the subject in words.

        >>> print(Subject("charge", "A. Doe", "1"), Subject("person", "A. Doe", ""), Subject("role", "", "r"), sep="; ")
        charge 1 of A. Doe; A. Doe; role r
        """
        thing = f"{self.kind} {self.key}" if self.key else ""
        return " of ".join([part for part in (thing, self.who) if part])


def as_texts(value: Iterable[str]) -> tuple[str, ...]:
    """
    Return several texts as a tuple; a single text counts as one.

    Raises:
        InvalidEvent: A text is not sound, or the value is a set, which has no order.
    """
    if value == ():
        return ()
    if isinstance(value, str):
        return (as_text(value),)
    if not isinstance(value, Iterable) or isinstance(value, AbstractSet):
        raise InvalidEvent(f"a list of texts was expected here, not {value!r}; a set has no order of its own")
    return tuple([as_text(each) for each in value])


def as_parties(value: Iterable[str]) -> tuple[str, ...]:
    """
    Return one or more parties by name, each once.

    Raises:
        InvalidEvent: A name is not sound, or there is none.
    """
    parties = tuple(dict.fromkeys(as_texts(value)))
    if not parties:
        raise InvalidEvent("at least one party must be named here")
    return parties


def as_several(value: Iterable[T] | T, kind: type[T]) -> tuple[T, ...]:
    """
    Return several values of one kind as a tuple; a single value counts as one.

    Raises:
        InvalidEvent: A value is of another kind.
    """
    if isinstance(value, kind):
        return (value,)
    several: list[T] = []
    for each in value if isinstance(value, Iterable) and not isinstance(value, str) else (value,):
        if not isinstance(each, kind):
            raise InvalidEvent(f"{kind.__name__}(kind=...), or several of them, was expected here, not {each!r}")
        several.append(each)
    return tuple(several)


def as_flag(value: bool) -> bool:  # noqa: FBT001  # a converter has one argument
    """
    Return True or False.

    Raises:
        InvalidEvent: It is neither.
    """
    if value is True or value is False:
        return value
    raise InvalidEvent(f"True or False was expected here, not {value!r}")


def as_count(value: int) -> int:
    """
    Return a whole number of 1 or more.

    Raises:
        InvalidEvent: It is no such number.
    """
    if type(value) is not int or value < 1:
        raise InvalidEvent(f"a whole number, 1 or more, was expected here, not {value!r}")
    return value


@attrs.frozen(kw_only=True, order=False, repr=False)
class Event(Written):
    """
    One development, as a value.

    Attributes:
        on: The day it happened, as far as known; text such as ``"2023-02"`` is read.
        proceeding: The proceeding of the matter, by the file's own id, if the file has more than one.
        wire: The stable name of the type in files.
        version: The version of the fields of the type in files.
        on_every_charge: Whether an act on the person is an act on each charge against the person too.
    """

    wire: ClassVar[str]
    version: ClassVar[int] = 1
    on_every_charge: ClassVar[bool] = False

    on: When = attrs.field(converter=as_when)
    proceeding: str | None = attrs.field(default=None, converter=optional_text)

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """The subjects that the event is about: it may move their state, or it joins their record."""
        return ()

    @property
    def spoken_of(self) -> tuple[Subject, ...]:
        """The things that it speaks of and does nothing to; only a statement has any."""
        return ()


@attrs.frozen(kw_only=True, order=False, repr=False)
class ChargeAct(Event):
    """
    An act on one charge against one defendant.

    Attributes:
        defendant: The defendant, by the file's own name for them.
        charge: The charge, by the file's own id, which is unique for this defendant.
    """

    defendant: str = attrs.field(converter=as_text, metadata=holds(PEOPLE_CONCERNED))
    charge: str = attrs.field(converter=as_text)

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """The charge."""
        return (Subject("charge", self.defendant, self.charge),)


@attrs.frozen(kw_only=True, order=False, repr=False)
class ReasonedAct(ChargeAct):
    """
    An act on one charge for which a reason may be on record.

    Attributes:
        reason: The reason in the source's words; ``None`` if no source gives it.
    """

    reason: str | None = attrs.field(default=None, converter=optional_text)


@attrs.frozen(kw_only=True, order=False, repr=False)
class ClaimAct(Event):
    """
    An act on one civil claim, as it stands against each party named.

    Attributes:
        claim: The claim, by the file's own id.
        defendants: The defending parties that the act concerns; the state of the others stays.
    """

    claim: str = attrs.field(converter=as_text)
    defendants: tuple[str, ...] = attrs.field(converter=as_parties, metadata=holds(PEOPLE_CONCERNED))

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """The claim, once for each party."""
        return tuple([Subject("claim", party, self.claim) for party in self.defendants])


@attrs.frozen(kw_only=True, order=False, repr=False)
class CitationAct(Event):
    """
    An act on one regulatory citation.

    Attributes:
        defendant: The person or company cited.
        citation: The citation, by the file's own id.
    """

    defendant: str = attrs.field(converter=as_text, metadata=holds(PEOPLE_CONCERNED))
    citation: str = attrs.field(converter=as_text)

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """The citation."""
        return (Subject("citation", self.defendant, self.citation),)
