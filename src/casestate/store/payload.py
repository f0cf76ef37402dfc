"""What rows say, as JSON text, and back. An entry stands as in a case file; its place and time stand outside."""

import json
from collections.abc import Mapping
from typing import Any

from casestate.codec import entry_fields, read_entry
from casestate.codec.file import LONGEST_LINE
from casestate.entries import Entry
from casestate.errors import InvalidEntry, InvalidFile
from casestate.events import Stated
from casestate.store.rows import Row, moment

_COMPACT = json.JSONEncoder(ensure_ascii=False, check_circular=False)


def written(value: Mapping[str, Any]) -> str:
    """A JSON object in the one form in which stores keep it."""
    return _COMPACT.encode(value)


def of_entry(entry: Entry, *, imported: bool) -> str:
    """
    An entry as a row keeps it. Only an imported one states its own recorded time.

    Raises:
        InvalidEntry: It is longer than a line of a case file may be.
    """
    fields = entry_fields(entry)
    if not imported:
        fields.pop("recorded_at", None)
    text = written(fields)
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
    """
    assert row.payload is not None
    fields = json.loads(row.payload)
    if not row.imported:
        fields["recorded_at"] = moment(row).isoformat()
    entry, problems = read_entry(fields, row.seq)
    if entry is None:
        raise InvalidFile(f"position {row.position}", tuple(str(problem) for problem in problems))
    return entry


def people_in(entry: Entry) -> tuple[str, ...]:
    """Everyone an entry is about, or speaks of."""
    event = entry.event
    if isinstance(event, Stated):
        return event.concerns
    return tuple(dict.fromkeys([subject.who for subject in event.subjects if subject.who]))
