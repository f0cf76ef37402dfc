"""What rows say, as JSON text, and back. An entry stands as in a case file; its place and time stand outside."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from casestate.codec import Upcasters, entry_text, wellformed
from casestate.codec.file import LONGEST_LINE
from casestate.codec.parts import tied
from casestate.codec.reading import read_parts
from casestate.entries import Entry
from casestate.errors import ChainBroken, InvalidEntry, InvalidFile
from casestate.events import Stated
from casestate.store.rows import Row, Told, at, moment

T = TypeVar("T")

_COMPACT = json.JSONEncoder(ensure_ascii=False, check_circular=False)


def written(value: Mapping[str, Any]) -> str:
    """A JSON object in the one form in which stores keep it."""
    return _COMPACT.encode(value)


def of_entry(entry: Entry) -> str:
    """
    An entry as a row keeps it.

    Raises:
        InvalidEntry: It is longer than a line of a case file may be.
    """
    text = entry_text(entry)
    if len(text) * 4 > LONGEST_LINE and len(text.encode()) > LONGEST_LINE:
        raise InvalidEntry(
            f"{entry.id} would stand on a line longer than {LONGEST_LINE} bytes; "
            "keep its text short, or say it in several entries"
        )
    return text


def entries_in(rows: Sequence[Row], upcasters: Upcasters) -> list[tuple[Entry, ...]]:
    """
    The entries as which each of several rows of one case is read today: one, none where it was destroyed.

    There are several where its event is of a form that has become several; then the rows must be all of the case up to
    the last of them, as links to such an entry lead to its parts.

    Raises:
        InvalidFile: This library cannot read one.
    """
    read = [parts_in(row, upcasters) for row in rows]
    done: list[tuple[Entry, ...]] = []
    for row, parts in zip(rows, tied(read), strict=True):
        if isinstance(parts, InvalidEntry):
            raise InvalidFile(f"position {row.position}", (f" {parts}",))
        done.append(parts)
    return done


def parts_in(row: Row, upcasters: Upcasters) -> tuple[Entry, ...]:
    """
    The same of a row by itself: links are those that were written.

    Raises:
        InvalidFile: This library cannot read it.
        ChainBroken: It holds no JSON, or no time; nothing that this library stored is so.
    """
    if row.payload is None:
        return ()
    fields, stored_at = _says(row), None if row.imported else moment(row)
    entry = wellformed.entry(fields, row.seq, stored_at)
    if entry is not None:
        return (entry,)
    if stored_at is not None:
        fields["recorded_at"] = stored_at.isoformat()
    parts, problems = read_parts(fields, row.seq, upcasters)
    if not parts:
        raise InvalidFile(f"position {row.position}", tuple(str(problem) for problem in problems))
    return parts


def recorded_at(row: Row, upcasters: Upcasters) -> datetime | None:
    """When what a row says was recorded, as far as it is known."""
    if not row.imported:
        return moment(row)
    return next((entry.recorded_at for entry in parts_in(row, upcasters)), None)


def is_older(row: Row, upcasters: Upcasters) -> bool:
    """Is the event of an entry of a form that an upcaster reads?"""
    if upcasters.is_empty or row.payload is None:
        return False
    event = said(row, "event", dict)
    return upcasters.read(event)[0] is not event


def said(row: Row, name: str, kind: type[T]) -> T:
    """
    What a row says under a name.

    Raises:
        ChainBroken: Nothing that is of this kind; no row of this library says so.
    """
    value = _says(row).get(name)
    if type(value) is not kind:
        raise ChainBroken(row.position, f"what it says of {name!r} cannot be read")
    return value


def _says(row: Row) -> dict[str, Any]:
    try:
        says = json.loads(row.payload)  # type: ignore[arg-type]  # None is refused, too
    except (TypeError, ValueError, RecursionError):
        says = None
    if type(says) is not dict:
        raise ChainBroken(row.position, "what it says is no JSON object")
    return says


def all_at_once(told: Sequence[Told]) -> list[Entry] | None:
    """
    The entries of a case that rows tell, all at once, those that are left numbered from 1.

    ``None`` where anything is odd; then each row is to be looked at by itself, to say which and what.
    """
    left = [(payload, stored_at) for payload, stored_at in told if payload is not None]
    try:
        values = json.loads(f"[{','.join([payload for payload, _ in left])}]")
        moments = [None if stored_at is None else at(stored_at) for _, stored_at in left]
    except (ValueError, TypeError, OverflowError, RecursionError):
        return None
    read = [wellformed.entry(*each) for each in zip(values, range(1, len(left) + 1), moments, strict=False)]
    entries = [entry for entry in read if entry is not None]
    return entries if len(entries) == len(values) == len(left) else None


def people_in(entry: Entry) -> tuple[str, ...]:
    """Everyone an entry is about, or speaks of."""
    event = entry.event
    if isinstance(event, Stated):
        return event.concerns
    subjects = event.subjects
    if len(subjects) == 1:
        return (subjects[0].who,) if subjects[0].who else ()
    return tuple(dict.fromkeys([subject.who for subject in subjects if subject.who]))
