"""What rows say, as JSON text, and back. An entry stands as in a case file; its place and time stand outside."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from casestate.codec import entry_text, read_entry, wellformed
from casestate.codec.file import LONGEST_LINE
from casestate.entries import Entry
from casestate.errors import ChainBroken, InvalidEntry, InvalidFile
from casestate.events import Stated
from casestate.store.rows import Row, Told, at, moment

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


def entry_in(row: Row) -> Entry:
    """
    The entry that a row holds.

    Raises:
        InvalidFile: This library cannot read it.
        ChainBroken: It holds no JSON, or no time; nothing that this library stored is so.
    """
    assert row.payload is not None
    try:
        fields = json.loads(row.payload)
    except (ValueError, RecursionError):
        raise ChainBroken(row.position, "what it says is no JSON") from None
    recorded_at = None if row.imported else moment(row)
    entry = wellformed.entry(fields, row.seq, recorded_at)
    if entry is not None:
        return entry
    if recorded_at is not None and isinstance(fields, dict):
        fields["recorded_at"] = recorded_at.isoformat()
    entry, problems = read_entry(fields, row.seq)
    if entry is None:
        raise InvalidFile(f"position {row.position}", tuple(str(problem) for problem in problems))
    return entry


def entries_in(told: Sequence[Told]) -> list[Entry] | None:
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
