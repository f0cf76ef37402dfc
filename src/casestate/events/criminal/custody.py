"""Where a person stands between custody and liberty."""

from typing import ClassVar

import attrs
from attrs.converters import optional

from casestate.events.event import Event, Subject, as_texts
from casestate.events.vocabulary import ReleaseStatus
from casestate.texts import as_text


@attrs.frozen(kw_only=True, order=False, repr=False)
class ReleaseOrdered(Event):
    """
    A person was released, held, or sent to serve.

    Effect: sets where the person stands between custody and liberty. It moves no charge.
    """

    wire: ClassVar[str] = "release.ordered"

    defendant: str = attrs.field(converter=as_text)
    status: ReleaseStatus = attrs.field(converter=ReleaseStatus)
    conditions: tuple[str, ...] = attrs.field(default=(), converter=as_texts)

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """The person."""
        return (Subject("person", self.defendant, ""),)


@attrs.frozen(kw_only=True, order=False, repr=False)
class WarrantIssued(Event):
    """
    A court ordered a person brought in, as after a failure to appear.

    Effect: the person counts as a fugitive until the next order on release. It moves no charge.
    """

    wire: ClassVar[str] = "warrant.issued"

    defendant: str = attrs.field(converter=as_text)
    reason: str | None = attrs.field(default=None, converter=optional(as_text))

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """The person."""
        return (Subject("person", self.defendant, ""),)
