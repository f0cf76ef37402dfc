"""What a store takes in: an append judged as a whole, against the case as it is kept."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cached_property

import attrs

from casestate.casefile import CaseFile, problems
from casestate.codec import Upcasters
from casestate.entries import Entry, Supposition
from casestate.errors import InvalidEntry, StaleExpectation
from casestate.store import payload
from casestate.store.present import told, told_of
from casestate.store.restoring import Rest
from casestate.store.rows import Ends, Row
from casestate.store.session import Session

Expected = int | CaseFile | None
"""Where a case is expected to end: at a number of places, where a case file ends, or anywhere."""

_SOME = 64
"""So many rows are read at first, from the end, to find one that states its time."""


def checked(entries: Iterable[Entry], expected: Expected) -> list[Entry]:
    """
    The entries, if that is what they are.

    Raises:
        InvalidEntry: One is none; or what is expected is neither a number of places nor a case file.
    """
    if isinstance(entries, Entry) or not isinstance(entries, Iterable):
        raise InvalidEntry(f"a store takes several entries, such as a case file or [entry], not {entries!r}")
    given = list(entries)
    for entry in given:
        if not isinstance(entry, Entry):
            raise InvalidEntry(f"a store keeps Entry(...), not {entry!r}; case.record(event) makes the entry itself")
        if isinstance(entry, Supposition):
            raise InvalidEntry(f"{entry.id} was only supposed, with view.if_(); record(event) records what happened")
    if not (expected is None or isinstance(expected, CaseFile) or (type(expected) is int and expected >= 0)):
        raise InvalidEntry(f"expect= takes the case file that was read, or a number of places, not {expected!r}")
    return given


@attrs.frozen(slots=False)
class Kept:
    """
    What a case has of the entries given, and of those that they name.

    Attributes:
        known: The entries, by id.
        rows: The rows that hold them, by the same ids.
        left: Where entries of the case were destroyed: those that are left.
        taken: Ids that are not those of an entry and may not become so, each with the reason.
        given: The ids of the entries given.
    """

    known: dict[str, Entry]
    rows: dict[str, Row]
    left: tuple[Entry, ...] | None
    taken: dict[str, str]
    given: frozenset[str]

    @cached_property
    def rest(self) -> Rest | None:
        """Where entries of the case were destroyed: the case as it is opened, its links mended."""
        return None if self.left is None else Rest.of(self.left)

    def as_kept(self, entry: Entry) -> Entry:
        """An entry as it is kept, where it is given without its recorded time, or as it was opened."""
        known = self.known.get(entry.id)
        if known is None:
            return entry
        if entry.recorded_at is None:
            entry = attrs.evolve(entry, recorded_at=known.recorded_at)
        mended = None if self.rest is None else self.rest.entries.get(entry.id)
        return known if mended is not None and mended.content == entry.content else entry

    def others(self, given: Iterable[Entry]) -> list[Entry]:
        """Those of the entries given that are not there with the same content."""
        there = self.known.get
        return [entry for entry in given if (known := there(entry.id)) is None or known.content != entry.content]

    def refuse_unfit(self, others: Sequence[Entry]) -> None:
        """
        Can entries that are not there join those of the case?

        Raises:
            EntryConflict: An id is taken by an entry with other content; the message shows both.
            InvalidEntry: An id may not be taken; a link leads to no entry, or links go round in a circle.
        """
        for entry in others:
            if entry.id in self.taken:
                raise InvalidEntry(f"{entry.id} {self.taken[entry.id]}; give this entry another id")
        for _, problem in problems(others, self.known):
            raise problem


def once(entries: Iterable[Entry]) -> list[Entry]:
    """Each entry once, where it stands first."""
    first: dict[str, Entry] = {}
    for entry in entries:
        first.setdefault(entry.id, entry)
    return list(first.values())


def kept(session: Session, ends: Ends, entries: Sequence[Entry], upcasters: Upcasters) -> Kept:
    """What a case has of entries that are to join it."""
    if not ends.length:
        return Kept({}, {}, None, {}, frozenset())
    case = ends.case
    given = frozenset([entry.id for entry in entries])
    found = told_of(session, case, {id for entry in entries for id in (entry.id, *_named(entry))}, upcasters)
    known = {part.id: part for _, parts in found for part in parts}
    rows = {part.id: row for row, parts in found for part in parts}
    whole = "names an entry that is read as several today"
    taken = {row.name: whole for row, parts in found for part in parts if row.name and row.name != part.id}
    if not ends.lost:
        return Kept(known, rows, None, taken, given)
    left = tuple([part for _, parts in told(session, case, upcasters) for part in parts])
    gone = {id for entry in left for id in _named(entry)} - {entry.id for entry in left}
    ghost = "was the id of an entry that a court ordered to be destroyed, which others still name"
    return Kept(known, rows, left, taken | dict.fromkeys(gone, ghost), given)


def _named(entry: Entry) -> tuple[str, ...]:
    """The ids of the entries to which one is linked."""
    others = (entry.account_of, None if entry.revises is None else entry.revises.entry)
    return (*entry.after, *[id for id in others if id is not None])


def expect_no_more(
    session: Session, case: str, ends: Ends, expected: Expected, kept: Kept, *, upcasters: Upcasters
) -> None:
    """
    Does the case end where it was expected to, but for entries that are given again, or were destroyed?

    Raises:
        StaleExpectation: It does not; with the entries in between, as they are opened.
    """
    if expected is None:
        return
    end = _end(session, ends.case, expected, upcasters)
    between = told(session, ends.case, upcasters, after=end) if end < ends.length else []
    came = [part for _, parts in between for part in parts if part.id not in kept.given]
    if kept.rest is not None:
        came = [kept.rest.entries[part.id] for part in came if part.id in kept.rest.entries]
    if came or ends.length < end:
        raise StaleExpectation(case, end, ends.length, tuple(came))


def _end(session: Session, number: int, expected: int | CaseFile, upcasters: Upcasters) -> int:
    """The place of the last entry that whoever appends has seen."""
    if not isinstance(expected, CaseFile):
        return expected
    for entry in reversed(expected.entries):
        for row, parts in told_of(session, number, [entry.id], upcasters):
            if any(part.id == entry.id for part in parts):
                return row.seq
    return 0


def refuse_unfit_times(new: Sequence[Entry], last: datetime | None, at: datetime, *, imported: bool) -> None:
    """
    Is the recorded time left to the store; or do those of an import lie in the past, and never go back?

    An import can then change nothing about what a case showed as known on any day that it already tells of.

    Args:
        new: The entries.
        last: The last recorded time of the case, if any.
        at: The time now.
        imported: Whether past times are brought in.

    Raises:
        InvalidEntry: They do not, or it is not.
    """
    if imported:
        _refuse_impossible(new, last, at)
        return
    for entry in new:
        if entry.recorded_at is not None:
            raise InvalidEntry(
                f"{entry.id} states when it was recorded, which the store does by its own clock; "
                "leave recorded_at out, or bring past ones in with import_history(...)"
            )


def _refuse_impossible(new: Sequence[Entry], last: datetime | None, now: datetime) -> None:
    for entry in new:
        if entry.recorded_at is None:
            continue
        if entry.recorded_at > now:
            raise InvalidEntry(f"{entry.id} was recorded at {entry.recorded_at}, which is yet to come; now it is {now}")
        if last is not None and entry.recorded_at < last:
            raise InvalidEntry(
                f"{entry.id} was recorded at {entry.recorded_at}, before the entry before it, at {last}; "
                "bring history in from the oldest to the newest, before anything newer"
            )
        last = entry.recorded_at


def last_recorded(session: Session, ends: Ends, upcasters: Upcasters) -> datetime | None:
    """The latest recorded time in a case; its times never go back, so the last one stated."""
    end, some = ends.length, _SOME
    while end > 0:
        start = max(0, end - some)
        for row in reversed(session.entries(ends.case, start)):
            at = payload.recorded_at(row, upcasters)
            if at is not None:
                return at
        end, some = start, some * 2
    return None
