"""What a store takes in: an append judged as a whole, against the case as it is kept."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

import attrs

from casestate.casefile import CaseFile, problems
from casestate.codec import Upcasters
from casestate.entries import Entry, Supposition
from casestate.errors import InvalidEntry, StaleExpectation
from casestate.store.present import told, told_of
from casestate.store.rows import Row
from casestate.store.session import Session

Expected = int | CaseFile | None
"""Where a case is expected to end: at a number of entries, where a case file ends, or anywhere."""


def checked(entries: Sequence[Entry]) -> None:
    """
    Are these entries at all?

    Raises:
        InvalidEntry: One is not.
    """
    for entry in entries:
        if not isinstance(entry, Entry):
            raise InvalidEntry(f"a store keeps Entry(...), not {entry!r}; case.record(event) makes the entry itself")
        if isinstance(entry, Supposition):
            raise InvalidEntry(f"{entry.id} was only supposed, with view.if_(); record(event) records what happened")


@attrs.frozen
class Kept:
    """
    What a case has of the entries given, and of those that they name.

    Attributes:
        known: The entries, by id.
        rows: The rows that hold them, by the same ids.
    """

    known: dict[str, Entry]
    rows: dict[str, Row]

    def names(self, entries: Iterable[Entry]) -> set[str | None]:
        """Under what names rows hold those of the entries that are there."""
        return {self.rows[entry.id].name for entry in entries if entry.id in self.rows}


def kept(session: Session, case: int, entries: Sequence[Entry], upcasters: Upcasters) -> Kept:
    """
    What a case has of entries that are to join it.

    Raises:
        InvalidEntry: An id is that of an entry which is read as several.
    """
    wanted: set[str] = set()
    for entry in entries:
        wanted.update((entry.id, *entry.after))
        if entry.account_of is not None:
            wanted.add(entry.account_of)
        if entry.revises is not None:
            wanted.add(entry.revises.entry)
    found = Kept({}, {})
    for row, parts in told_of(session, case, wanted, upcasters):
        found.known.update((part.id, part) for part in parts)
        found.rows.update((part.id, row) for part in parts)
    _refuse_wholes(entries, found)
    return found


def _refuse_wholes(entries: Sequence[Entry], found: Kept) -> None:
    wholes = {row.name for id, row in found.rows.items() if row.name != id}
    for entry in entries:
        if entry.id in wholes:
            raise InvalidEntry(f"{entry.id} names an entry that is read as several today; give this one another id")


def as_kept(entry: Entry, known: Entry | None) -> Entry:
    """An entry with the recorded time the store gave it, if it is there and this one states none."""
    if known is None or entry.recorded_at is not None:
        return entry
    return attrs.evolve(entry, recorded_at=known.recorded_at)


def expect_no_more(
    session: Session, heading: Row, expected: Expected, again: Collection[str | None], upcasters: Upcasters
) -> None:
    """
    Does the case end where it was expected to, but for rows of these names, whose entries are given again?

    Raises:
        InvalidEntry: What is expected is neither a number of entries nor a case file.
        StaleExpectation: It does not; with the entries in between.
    """
    if expected is None:
        return
    number = heading.position
    end = _end(session, number, expected, upcasters)
    between = told(session, number, upcasters, after=end)
    last = end + len(between) if between else min(end, session.length(number))
    others = [parts for row, parts in between if row.name not in again]
    if others or last < end:
        raise StaleExpectation(str(heading.name), end, last, tuple([part for parts in others for part in parts]))


def _end(session: Session, number: int, expected: int | CaseFile, upcasters: Upcasters) -> int:
    """The place of the last entry that whoever appends has seen."""
    if isinstance(expected, CaseFile):
        for entry in reversed(expected.entries):
            for row, parts in told_of(session, number, [entry.id], upcasters):
                if any(part.id == entry.id for part in parts):
                    return row.seq
        return 0
    if type(expected) is not int or expected < 0:
        raise InvalidEntry(f"expect= takes the case file that was read, or a number of entries, not {expected!r}")
    return expected


def refuse_unfit(new: Sequence[Entry], known: dict[str, Entry]) -> None:
    """
    Can the entries join those of the case?

    Raises:
        EntryConflict: An id is taken by an entry with other content; the message shows both.
        InvalidEntry: A link leads to no entry, or links go round in a circle.
    """
    for _, problem in problems(new, known):
        raise problem


def refuse_stated_times(new: Sequence[Entry]) -> None:
    """
    Is the recorded time left to the store?

    Raises:
        InvalidEntry: It is stated.
    """
    for entry in new:
        if entry.recorded_at is not None:
            raise InvalidEntry(
                f"{entry.id} states when it was recorded, which the store does by its own clock; "
                "leave recorded_at out, or bring past ones in with import_history(...)"
            )


def refuse_impossible_times(new: Sequence[Entry], last: datetime | None, now: datetime) -> None:
    """
    Do stated recorded times lie in the past, and never go back, not behind what the case has either?

    An import can then change nothing about what a case showed as known on any day that it already tells of.

    Raises:
        InvalidEntry: They do not.
    """
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
