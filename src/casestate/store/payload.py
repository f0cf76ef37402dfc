"""
The content of rows as JSON text, and back. An entry is written as in a case file, without its position and time.

If no upcaster is given, each row is one entry and is read alone. An upcaster may read one stored event as several
entries, and links to it then lead to each of them, so the case is read from its beginning.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import count
from typing import Any, TypeVar

from casestate.codec import Upcasters, entry_text, wellformed
from casestate.codec.file import LONGEST_LINE
from casestate.codec.parts import tied
from casestate.codec.reading import read_parts
from casestate.codec.together import TOGETHER, parsed
from casestate.entries import Entry
from casestate.errors import ChainBroken, InvalidEntry, InvalidFile
from casestate.events import Stated
from casestate.store.transaction import Payload, Row, Transaction, from_micros, time_of

T = TypeVar("T")
ReadRow = tuple[Row, tuple[Entry, ...]]
"""A row, with the entries that it is read as: one, none if it was destroyed, or several by an upcaster."""

_COMPACT = json.JSONEncoder(ensure_ascii=False, check_circular=False)


def json_text(value: Mapping[str, Any]) -> str:
    """Return a JSON object as text, in the one form that stores keep."""
    return _COMPACT.encode(value)


def text_of(entry: Entry) -> str:
    """
    Return an entry as text.

    Raises:
        InvalidEntry: The text is longer than a line of a case file may be.
    """
    text = entry_text(entry)
    if len(text) * 4 > LONGEST_LINE and len(text.encode()) > LONGEST_LINE:
        raise InvalidEntry(
            f"{entry.id} would stand on a line longer than {LONGEST_LINE} bytes; "
            "keep its text short, or say it in several entries"
        )
    return text


def field_of(row: Row, name: str, kind: type[T]) -> T:
    """
    Return a field of the content of a row.

    Raises:
        ChainBroken: The field is missing or not of this type; this library never stored it so.
    """
    value = _content(row).get(name)
    if type(value) is not kind:
        raise ChainBroken(row.position, f"its field {name!r} cannot be read")
    return value


def read_alone(row: Row, upcasters: Upcasters) -> tuple[Entry, ...]:
    """
    Return the entries that a row is read as, with links as they were written.

    Raises:
        InvalidFile: This library cannot read the content.
        ChainBroken: The row holds no JSON object, or no time; this library never stored it so.
    """
    if row.payload is None:
        return ()
    fields, stored_at = _content(row), None if row.imported else time_of(row)
    entry = wellformed.entry(fields, row.seq, stored_at)
    if entry is not None:
        return (entry,)
    if stored_at is not None:
        fields["recorded_at"] = stored_at.isoformat()
    parts, problems = read_parts(fields, row.seq, upcasters)
    if not parts:
        raise InvalidFile(f"position {row.position}", tuple(str(problem) for problem in problems))
    return parts


def read_case(transaction: Transaction, case: int, after: int = 0) -> list[ReadRow]:
    """
    Return the entry rows of a case after a ``seq``, with their entries.

    Raises:
        InvalidFile: This library cannot read one.
    """
    rows = transaction.entries(case, after if transaction.upcasters.is_empty else 0)
    return [read for read in _read_together(rows, transaction.upcasters) if read[0].seq > after]


def read_ids(transaction: Transaction, case: int, ids: Iterable[str]) -> list[ReadRow]:
    """Return the rows of a case that have these ids, or that are read as an entry with one of them."""
    wanted = set(ids)
    if transaction.upcasters.is_empty:
        rows = sorted(transaction.entries_with_ids(case, wanted), key=lambda row: row.seq)
        return _read_together(rows, transaction.upcasters)
    wanted |= {id.rpartition("/")[0] for id in wanted if "/" in id}
    rows_of_case = read_case(transaction, case)
    return [(row, parts) for row, parts in rows_of_case if row.name in wanted or any(p.id in wanted for p in parts)]


def entries_of_rows(transaction: Transaction, rows: Sequence[Row]) -> dict[int, tuple[Entry, ...]]:
    """Return the entries of entry rows of several cases, by position."""
    if transaction.upcasters.is_empty:
        return {row.position: parts for row, parts in _read_together(rows, transaction.upcasters)}
    cases = {row.case for row in rows}
    return {row.position: parts for case in cases for row, parts in read_case(transaction, case)}


def read_whole_case(transaction: Transaction, case: int) -> tuple[list[Entry], int]:
    """Return the entries of a case, and the number of entries destroyed."""
    payloads = transaction.payloads(case)
    entries = _read_quickly(payloads)
    if entries is None:
        entries = [part for _, parts in read_case(transaction, case) for part in parts]
    return entries, sum(text is None for text, _ in payloads)


def _read_quickly(payloads: Sequence[Payload]) -> list[Entry] | None:
    """
    Return the entries of a case, without those destroyed, numbered from 1. Some are parsed at a time.

    ``None`` if any of them is not well-formed; read them one by one then, to name the one that is not.
    """
    kept = [(text, stored_at) for text, stored_at in payloads if text is not None]
    entries: list[Entry] = []
    for start in range(0, len(kept), TOGETHER):
        some = kept[start : start + TOGETHER]
        try:
            values = parsed([text for text, _ in some])
            times = [None if stored_at is None else from_micros(stored_at) for _, stored_at in some]
        except (TypeError, OverflowError):
            return None
        if values is None:
            return None
        for seq, value, time in zip(count(start + 1), values, times, strict=False):
            entry = wellformed.entry(value, seq, time)
            if entry is None:
                return None
            entries.append(entry)
    return entries


def recorded_at(row: Row, upcasters: Upcasters) -> datetime | None:
    """Return the recorded time of an entry row, or ``None`` if it is not known."""
    if not row.imported:
        return time_of(row)
    return next((entry.recorded_at for entry in read_alone(row, upcasters)), None)


def is_upcast(row: Row, upcasters: Upcasters) -> bool:
    """Return whether an upcaster reads the event of an entry row."""
    if upcasters.is_empty or row.payload is None:
        return False
    event = field_of(row, "event", dict)
    return upcasters.read(event)[0] is not event


def people_in(entry: Entry) -> tuple[str, ...]:
    """Return the people that an entry is about or speaks of."""
    event = entry.event
    if isinstance(event, Stated):
        return event.concerns
    subjects = event.subjects
    if len(subjects) == 1:
        return (subjects[0].who,) if subjects[0].who else ()
    return tuple(dict.fromkeys([subject.who for subject in subjects if subject.who]))


def _content(row: Row) -> dict[str, Any]:
    try:
        content = json.loads(row.payload or "")
    except (TypeError, ValueError, RecursionError):
        content = None
    if type(content) is not dict:
        raise ChainBroken(row.position, "its content is no JSON object")
    return content


def _read_together(rows: Sequence[Row], upcasters: Upcasters) -> list[ReadRow]:
    """
    Read rows of one case. If an upcaster is given, they must be all rows of the case up to the last of them.

    Raises:
        InvalidFile: This library cannot read one.
    """
    done: list[ReadRow] = []
    for row, parts in zip(rows, tied([read_alone(row, upcasters) for row in rows]), strict=True):
        if isinstance(parts, InvalidEntry):
            raise InvalidFile(f"position {row.position}", (f" {parts}",))
        done.append((row, parts))
    return done
