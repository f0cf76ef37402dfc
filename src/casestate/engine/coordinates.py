"""The coordinates of a view: the legal day, knowledge, the sources believed, clearance, and the reading of dates."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any, Literal, TypeAlias, TypeVar

import attrs
from attrs.converters import optional

from casestate.entries import Entry, as_moment
from casestate.errors import CasestateError, InvalidCoordinates
from casestate.sources import UNKNOWN_SOURCE, Basis, BasisWord, Source
from casestate.vocabulary import Closed
from casestate.when import Certainty, as_day


class Clock(Closed):
    """
    The clock that says when an entry became known.

    ``RECORDED``: when it was recorded in the file. ``DOCKET``: when the court entered it. ``PUBLISHED``: when its
    source was published.
    """

    RECORDED = "recorded"
    DOCKET = "docket"
    PUBLISHED = "published"


class Clearance(Closed):
    """
    The records that a reader may see: public records only, also sealed ones, or also expunged ones.

    The whole file decides which records are hidden, for every day of a view, because today's orders bind today's
    readers.
    """

    PUBLIC = "public"
    SEALED = "sealed"
    EXPUNGED = "expunged"


class Reading(Closed):
    """
    The placing of imprecise dates.

    ``WORLDS``: on every day that the date allows, with every possible state. ``EARLIEST``, ``LATEST``: on its first or
    last possible day. That is one of the worlds, and a guess for which the caller is responsible.
    """

    WORLDS = "worlds"
    EARLIEST = "earliest"
    LATEST = "latest"


ClockWord: TypeAlias = Clock | Literal["recorded", "docket", "published"]
"""A clock, or its word."""
ClearanceWord: TypeAlias = Clearance | Literal["public", "sealed", "expunged"]
"""A clearance, or its word."""
ReadingWord: TypeAlias = Reading | Literal["worlds", "earliest", "latest"]
"""A reading of imprecise dates, or its word."""

C = TypeVar("C", bound=Closed)

Believed: TypeAlias = BasisWord | Source | Iterable[Source] | Callable[[Source], bool]
"""The sources to believe: a basis (or its name) and all stronger ones, one or more sources, or a predicate."""


def as_known_on(value: date | datetime | str) -> date | datetime:
    """
    Return a day, meaning its end, or a moment with its zone.

    Raises:
        InvalidCoordinates: The value is neither, or a moment without a zone.
    """
    try:
        if isinstance(value, datetime) or (isinstance(value, str) and len(value) > len("2023-04-20")):
            return as_moment(value)
        return as_day(value, "known_on")
    except CasestateError as problem:
        raise InvalidCoordinates(
            f"known_on= takes a day such as 2023-04-20, or a moment with its zone, not {value!r}"
        ) from problem


def as_believed(value: Believed) -> Basis | tuple[Source, ...] | Callable[[Source], bool]:
    """
    Return a basis, sources in a fixed order, or a predicate.

    Raises:
        InvalidCoordinates: The value is none of these.
    """
    if isinstance(value, Source):
        return (value,)
    try:
        if isinstance(value, str):
            return Basis(value)
        if isinstance(value, Iterable):
            sources = tuple(value)
            if all(isinstance(each, Source) for each in sources):
                return tuple(sorted(set(sources), key=repr))
        elif callable(value) and isinstance(value, Hashable):
            return value
    except CasestateError:
        pass
    raise InvalidCoordinates(
        f"according_to= takes a Basis, a Source, several, or a predicate on Source, not {value!r}; "
        f"a basis is one of {', '.join(Basis)}"
    )


def _member(kind: type[C], value: C | str) -> C:
    if isinstance(value, kind):
        return value
    try:
        return kind(value)
    except CasestateError as problem:
        raise InvalidCoordinates(str(problem)) from None


def as_of_day(value: date | str) -> date:
    """Return the legal day of a view."""
    return as_day(value, "as_of")


def as_clock(value: ClockWord) -> Clock:
    """Return a clock by its name."""
    return _member(Clock, value)


def as_clearance(value: ClearanceWord) -> Clearance:
    """Return a clearance by its name."""
    return _member(Clearance, value)


def as_reading(value: ReadingWord) -> Reading:
    """Return a reading of imprecise dates by its name."""
    return _member(Reading, value)


@attrs.frozen(kw_only=True, order=False)
class Coordinates:
    """
    The coordinates of a view. Every question about the view is answered at these coordinates.

    Attributes:
        as_of: The legal day, inclusive; ``None`` applies every entry.
        known_on: The end of a day (in UTC on the clock RECORDED), or a moment, by which entries must be known; ``None``
            for all entries. An entry without a time on the clock is never known.
        clock: The clock of ``known_on``.
        according_to: The sources to believe; ``None`` for all. A source stands for every publication with its name and
            basis, unless it has a date of publication.
        clearance: The records that the reader may see.
        reading: The placing of imprecise dates.

    Raises:
        InvalidCoordinates: A coordinate is not valid.
        InvalidWhen: ``as_of`` is not exactly one day.
    """

    as_of: date | None = attrs.field(default=None, converter=optional(as_of_day))
    known_on: date | datetime | None = attrs.field(default=None, converter=optional(as_known_on))
    clock: Clock = attrs.field(default=Clock.RECORDED, converter=as_clock)
    according_to: Basis | tuple[Source, ...] | Callable[[Source], bool] | None = attrs.field(
        default=None, converter=optional(as_believed)
    )
    clearance: Clearance = attrs.field(default=Clearance.PUBLIC, converter=as_clearance)
    reading: Reading = attrs.field(default=Reading.WORLDS, converter=as_reading)

    def __attrs_post_init__(self) -> None:
        if isinstance(self.known_on, datetime) and self.clock is not Clock.RECORDED:
            raise InvalidCoordinates(f"the {self.clock} clock tells days; give known_on= a day, not {self.known_on}")

    @property
    def selection(self) -> Hashable:
        """The coordinates that select entries, without the legal day."""
        return (self.known_on, self.clock, self.according_to, self.clearance)

    @property
    def over(self) -> int | None:
        """
        The number of the last day that had ended at ``known_on``; ``None`` without ``known_on``.

        For a moment it is the day before, in UTC, because the rest of the moment's own day is not known.
        """
        known_on = self.known_on
        return None if known_on is None else known_on.toordinal() - isinstance(known_on, datetime)

    def timed(self, entry: Entry) -> bool:
        """Return whether the entry has a time on the clock."""
        if self.clock is Clock.RECORDED:
            return entry.recorded_at is not None
        if self.clock is Clock.DOCKET:
            return entry.docketed_on is not None
        return entry.source.published is not None and entry.source.published.latest is not None

    def known(self, entries: Iterable[Entry]) -> list[Entry]:
        """Return the entries that were certainly known."""
        known_on = self.known_on
        if known_on is None:
            return list(entries)
        if self.clock is Clock.RECORDED:
            moment = known_on if isinstance(known_on, datetime) else datetime.combine(known_on, time.max, UTC)
            return [each for each in entries if each.recorded_at is not None and each.recorded_at <= moment]
        if self.clock is Clock.DOCKET:
            return [each for each in entries if each.docketed_on is not None and each.docketed_on <= known_on]
        return [
            each
            for each in entries
            if each.source.published is not None and each.source.published.by(known_on) is Certainty.YES
        ]

    def believes(self, source: Source) -> bool:
        """Return whether the source is one of those believed."""
        whom = self.according_to
        if whom is None:
            return True
        if isinstance(whom, Basis):
            return source.basis.at_least(whom)
        if isinstance(whom, tuple):
            return any(_stands_for(each, source) for each in whom)
        return bool(whom(source))

    def __str__(self) -> str:
        """The coordinates in words, without those that have their default."""
        said = ["as of the last entry" if self.as_of is None else f"as of {self.as_of}"]
        if self.known_on is not None:
            said.append(f"as known on {self.known_on} by the clock {self.clock}")
        if self.according_to is not None:
            said.append(f"according to {_whom(self.according_to)}")
        if self.clearance is not Clearance.PUBLIC:
            said.append(f"with what is {self.clearance}")
        if self.reading is not Reading.WORLDS:
            said.append(f"each imprecise date at its {self.reading}")
        return ", ".join(said)


def _stands_for(asked: Source, source: Source) -> bool:
    return source == asked or (asked.published is None and (asked.name, asked.basis) == (source.name, source.basis))


def _whom(believed: Any) -> str:
    if isinstance(believed, tuple):
        return ", ".join(source.name for source in believed)
    return f"{believed} or stronger" if isinstance(believed, Basis) else getattr(believed, "__name__", str(believed))


def source_of(entry: Entry, file: Mapping[str, Entry]) -> Source:
    """Return the source of an entry; a correction or retraction without one has that of the entry it revises."""
    while entry.source == UNKNOWN_SOURCE and entry.revises is not None:
        entry = file[entry.revises.entry]
    return entry.source
