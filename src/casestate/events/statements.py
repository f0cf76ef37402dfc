"""
What was said. A statement never moves legal state, whatever it says and whoever says it.

Lawyers who say that charges will be dropped have dropped nothing; the filing is the act.
"""

from typing import ClassVar

import attrs
from attrs.converters import optional

from casestate.errors import InvalidEvent
from casestate.events.event import Event, as_texts
from casestate.events.fields import PEOPLE_CONCERNED, PEOPLE_NAMED, holds
from casestate.events.vocabulary import Modality
from casestate.texts import as_text


def as_event(value: Event) -> Event:
    """An event, spoken of and not done."""
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
        by: Who said it.
        modality: What they did with it.
        about: The development spoken of, as an event that has not thereby happened.
        text: What was said, in short.
        defendants: Whom it concerns, where ``about`` does not say.
    """

    wire: ClassVar[str] = "stated"

    by: str = attrs.field(converter=as_text, metadata=holds(PEOPLE_NAMED))
    modality: Modality = attrs.field(converter=Modality)
    about: Event | None = attrs.field(default=None, converter=optional(as_event))
    text: str | None = attrs.field(default=None, converter=optional(as_text))
    defendants: tuple[str, ...] = attrs.field(default=(), converter=as_texts, metadata=holds(PEOPLE_CONCERNED))

    @property
    def concerns(self) -> tuple[str, ...]:
        """The defendants it concerns, from ``about`` and ``defendants``."""
        spoken_of = [] if self.about is None else [subject.who for subject in self.about.subjects if subject.who]
        return tuple(dict.fromkeys([*spoken_of, *self.defendants]))
