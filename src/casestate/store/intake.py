"""What a store takes in: an append judged as a whole, against the case as it is kept."""

from collections.abc import Sequence
from datetime import datetime

import attrs

from casestate.casefile import CaseFile, problems
from casestate.entries import Entry, Supposition
from casestate.errors import InvalidEntry, StaleExpectation
from casestate.store.payload import entry_in
from casestate.store.rows import Ends, Row
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


def kept_rows(session: Session, case: int, entries: Sequence[Entry]) -> dict[str, Row]:
    """The rows that hold entries of the ids given, or entries to which these are linked, by id."""
    wanted: set[str] = set()
    for entry in entries:
        wanted.update((entry.id, *entry.after))
        if entry.account_of is not None:
            wanted.add(entry.account_of)
        if entry.revises is not None:
            wanted.add(entry.revises.entry)
    return {row.name: row for row in session.named(case, wanted) if row.name is not None}


def as_kept(entry: Entry, known: Entry | None) -> Entry:
    """An entry with the recorded time the store gave it, if it is there and this one states none."""
    if known is None or entry.recorded_at is not None:
        return entry
    return attrs.evolve(entry, recorded_at=known.recorded_at)


def expect_no_more(session: Session, case: str, ends: Ends, expected: Expected, given: Sequence[Entry]) -> None:
    """
    Does the case end where it was expected to, but for entries that are given again?

    Raises:
        InvalidEntry: What is expected is neither a number of entries nor a case file.
        StaleExpectation: It does not; with the entries in between.
    """
    if expected is None:
        return
    end = _end(session, ends.case, expected)
    between = session.entries(ends.case, end)
    found = end + len(between) if between else min(end, ends.length)
    ids = {entry.id for entry in given}
    others = [row for row in between if row.name not in ids]
    if others or found < end:
        came = tuple([entry_in(row) for row in others if row.payload is not None])
        raise StaleExpectation(case, end, found, came)


def _end(session: Session, number: int, expected: int | CaseFile) -> int:
    """The place of the last entry that whoever appends has seen."""
    if isinstance(expected, CaseFile):
        for entry in reversed(expected.entries):
            for row in session.named(number, [entry.id]):
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


def last_recorded(session: Session, case: int) -> datetime | None:
    """The latest recorded time in a case; its times never go back, so the last one stated."""
    rows = [row for row in reversed(session.entries(case)) if row.payload is not None]
    times = (entry_in(row).recorded_at for row in rows)
    return next((each for each in times if each is not None), None)
