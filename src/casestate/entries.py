"""The envelope around an event: its place in the file, its source, when it came to be known, and its links."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

import attrs
from attrs.converters import optional

from casestate.errors import ContradictoryDates, InvalidEntry
from casestate.events import EVENT_TYPES, EntryRetracted, Event, Stated
from casestate.sources import UNKNOWN_SOURCE, Source
from casestate.texts import as_text, is_text
from casestate.vocabulary import Closed
from casestate.when import When, as_day
from casestate.written import Written

MOST_ORDINAL = 10**9
"""The farthest place in the docket order of a day, to either side of 0."""

_EVENT_TYPES = frozenset(EVENT_TYPES)


def _event(_: object, __: "attrs.Attribute[Event]", value: object) -> None:
    if not isinstance(value, Event):
        given = f"the class {value.__name__} itself" if isinstance(value, type) else repr(value)
        raise InvalidEntry(f"an entry holds an event such as ChargeFiled(...), not {given}")
    if type(value) not in _EVENT_TYPES:
        raise InvalidEntry(
            f"{type(value).__name__} is no event that a file can name; "
            "an entry holds one of casestate.events.EVENT_TYPES, such as ChargeFiled(...)"
        )


def _source(_: object, __: "attrs.Attribute[Source]", value: object) -> None:
    if not isinstance(value, Source):
        raise InvalidEntry(f"source must be Source(name, basis=...), not {value!r}")


def as_moment(value: datetime | str) -> datetime:
    """
    Return a moment in UTC.

    Raises:
        InvalidEntry: It is not a moment, or has no zone and so could be several moments.
    """
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
        if isinstance(moment, datetime) and moment.tzinfo is not None:
            return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise InvalidEntry(f"a moment with its zone was expected, such as 2023-04-21T09:30:00-06:00, not {value!r}")


def as_docket_day(value: date | str) -> date:
    """
    Return the day on which the court entered something on its docket.

    Raises:
        InvalidWhen: It is not exactly one day.
    """
    return as_day(value, "docketed_on")


def as_ordinal(value: int) -> int:
    """
    Return a place in the docket order of one day.

    Raises:
        InvalidEntry: It is not a whole number within ``MOST_ORDINAL`` of 0.
    """
    if type(value) is not int:
        raise InvalidEntry(f"ordinal must be a whole number, the place in the day's docket, not {value!r}")
    if abs(value) > MOST_ORDINAL:
        raise InvalidEntry(f"ordinal must be from -{MOST_ORDINAL} to {MOST_ORDINAL}, the place in the day's docket")
    return value


def as_ids(value: "Iterable[str | Entry] | str | Entry") -> tuple[str, ...]:
    """
    Return the ids of other entries, given as ids or as the entries themselves.

    Raises:
        InvalidEntry: It is neither ids nor entries.
    """
    if isinstance(value, (str, Entry)):
        return (as_id(value),)
    try:
        return tuple([as_id(each) for each in value])
    except TypeError:
        raise InvalidEntry(f"after= takes ids of entries, or entries, not {value!r}") from None


def as_id(value: "str | Entry") -> str:
    """Return the id of an entry, given as the id or as the entry itself."""
    return value.id if isinstance(value, Entry) else as_text(value)


class RevisionKind(Closed):
    """The kinds of revision of an earlier entry: to correct it, or to retract it as entered in error."""

    CORRECTION = "correction"
    RETRACTION = "retraction"


def _reason(_: object, __: "attrs.Attribute[str]", value: object) -> None:
    if not is_text(value):
        raise InvalidEntry(f"a correction or retraction needs its reason in words, not {value!r}")


@attrs.frozen(kw_only=True, order=False, repr=False)
class Revision(Written):
    """
    The mark of an entry that corrects or retracts an earlier one. The record was wrong; nothing new happened in law.

    Attributes:
        entry: The id of the entry revised, which stays in the file.
        kind: Correction or retraction.
        reason: The reason in words.
        authority: The order or rule under which it was revised, such as a rule on clerical mistakes.
    """

    entry: str = attrs.field(converter=as_id)
    kind: RevisionKind = attrs.field(converter=RevisionKind)
    reason: str = attrs.field(validator=_reason)
    authority: str | None = attrs.field(default=None, converter=optional(as_text))


def _revision(_: object, __: "attrs.Attribute[Revision | None]", value: object) -> None:
    if value is not None and not isinstance(value, Revision):
        raise InvalidEntry(f"revises= takes a Revision(entry=..., kind=..., reason=...), not {value!r}")


@attrs.frozen(kw_only=True, order=False, repr=False)
class Entry(Written):
    """
    One event in a file, with its source and its place in the record.

    Attributes:
        id: The name of the entry in the file.
        seq: Its place in the file, from 1, which the file gives it.
        event: The development or statement.
        source: The source that reports it.
        recorded_at: The moment it was written down in the file; the clock RECORDED.
        docketed_on: The day the court entered it on its docket; the clock DOCKET.
        ordinal: Its place in the docket order of its day.
        after: The ids of entries that it came after, or on the same day as.
        account_of: The id of an entry that is another source's account of the same act.
        quote: The source's own words.
        revises: The earlier entry that it corrects or retracts, and the reason.
    """

    id: str = attrs.field(converter=as_text)
    seq: int = 0
    event: Event = attrs.field(validator=_event)
    source: Source = attrs.field(default=UNKNOWN_SOURCE, validator=_source)
    recorded_at: datetime | None = attrs.field(default=None, converter=optional(as_moment))
    docketed_on: date | None = attrs.field(default=None, converter=optional(as_docket_day))
    ordinal: int | None = attrs.field(default=None, converter=optional(as_ordinal))
    after: tuple[str, ...] = attrs.field(default=(), converter=as_ids)
    account_of: str | None = attrs.field(default=None, converter=optional(as_id))
    quote: str | None = attrs.field(default=None, converter=optional(as_text))
    revises: Revision | None = attrs.field(default=None, validator=_revision)

    def __attrs_post_init__(self) -> None:
        if self.is_retraction != isinstance(self.event, EntryRetracted):
            raise InvalidEntry(
                "a retraction holds the event EntryRetracted() and nothing else does; "
                "case.retract(id, reason=...) makes both"
            )

    @property
    def when(self) -> When:
        """
        The date of the event, bounded from above by the day on which its source was published.

        An event dated after its source keeps its date, with a finding.
        """
        return bounded(self.event.on, self.source)

    @property
    def is_statement(self) -> bool:
        """Whether the event is a statement, not an act."""
        return isinstance(self.event, Stated)

    @property
    def is_retraction(self) -> bool:
        """Whether the entry retracts an earlier one."""
        return self.revises is not None and self.revises.kind is RevisionKind.RETRACTION

    @property
    def content(self) -> tuple[Any, ...]:
        """The fields of the entry without its place. Two entries of one id must agree on them."""
        return attrs.astuple(attrs.evolve(self, seq=0), recurse=False)


def bounded(on: When, source: Source) -> When:
    """Return a date bounded from above by the day on which its source was published, where it may be as early."""
    published = source.published
    if published is None or published.latest is None or (on.latest is not None and on.latest <= published.latest):
        return on
    try:
        return on.narrow(When.not_after(published.latest))
    except ContradictoryDates:
        return on


@attrs.frozen(kw_only=True, order=False, repr=False)
class Supposition(Entry):
    """An entry for an event that is only supposed. A file refuses it."""

    @classmethod
    def of(cls, entry: Entry) -> "Supposition":
        """Return an entry as one that is only supposed."""
        return cls(**attrs.asdict(entry, recurse=False))
