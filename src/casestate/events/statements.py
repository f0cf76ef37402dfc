"""
Statements. A statement never moves legal state, whatever it says and whoever makes it.

A lawyer who says that charges will be dropped has dropped nothing; the filing is the act.
"""

from typing import ClassVar

import attrs
from attrs.converters import optional

from casestate.errors import InvalidEvent
from casestate.events.event import Event, Subject, as_texts
from casestate.events.fields import PEOPLE_CONCERNED, PEOPLE_NAMED, holds
from casestate.events.vocabulary import Modality
from casestate.events.vocabulary.converters import (
    as_modality,
)
from casestate.texts import as_text, optional_text


def as_event(value: Event) -> Event:
    """
    Return the act that a statement is about.

    Raises:
        InvalidEvent: It is not an event, or is a statement.
    """
    if not isinstance(value, Event) or isinstance(value, Stated):
        raise InvalidEvent(f"a statement is about an act such as ChargeDismissed(...), not {value!r}")
    return value


@attrs.frozen(kw_only=True, order=False, repr=False)
class Stated(Event):
    """
    Somebody asserted, expected, alleged, denied, disputed, left open or would not comment on something.

    >>> from casestate.events import ChargeDismissed
    >>> said = Stated(on="2023-04-20", by="counsel", modality="expects",
    ...     about=ChargeDismissed(on="[2023-04-20..]", defendant="A. Doe", charge="1"))
    >>> said.subjects
    ()

    Attributes:
        by: The speaker.
        modality: What the speaker does with the development: asserts it, expects it, denies it and so on.
        about: The development spoken of, as an event; the statement does not make it happen.
        text: The statement in short.
        defendants: The defendants whom the statement concerns, if ``about`` does not name them.
    """

    wire: ClassVar[str] = "stated"

    by: str = attrs.field(converter=as_text, metadata=holds(PEOPLE_NAMED))
    modality: Modality = attrs.field(converter=as_modality)
    about: Event | None = attrs.field(default=None, converter=optional(as_event))
    text: str | None = attrs.field(default=None, converter=optional_text)
    defendants: tuple[str, ...] = attrs.field(default=(), converter=as_texts, metadata=holds(PEOPLE_CONCERNED))

    @property
    def concerns(self) -> tuple[str, ...]:
        """The defendants whom the statement concerns, from ``about`` and ``defendants``."""
        spoken_of = [] if self.about is None else [subject.who for subject in self.about.subjects if subject.who]
        return tuple(dict.fromkeys([*spoken_of, *self.defendants]))

    @property
    def spoken_of(self) -> tuple[Subject, ...]:
        """The charges, claims and citations that ``about`` names, and each defendant it concerns."""
        named = () if self.about is None else self.about.subjects
        people = [Subject("person", who, "") for who in self.concerns]
        return tuple(dict.fromkeys([*named, *people]))
