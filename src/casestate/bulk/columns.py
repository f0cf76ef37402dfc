"""Columns of answers, one value a node of the trie, turned into columns of one value a subject."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from casestate.bulk.acts import Acts, Ints
from casestate.bulk.answering import Answer, OfDay, OfField, OfParts, OfText
from casestate.engine.order import FOREVER, NEVER
from casestate.exporters.writing import arrow_schema
from casestate.records import TYPES, sentence_part, settlement_term
from casestate.when import When

ARROW: Mapping[str, pa.DataType] = {field.name: field.type for field in arrow_schema(TYPES)}
"""The type of each column."""
_READ: Mapping[str, Callable[[Any], Any]] = {"sentence_parts": sentence_part, "settlement_terms": settlement_term}


class Filling:
    """Puts each subject's own values where answers say that they are found."""

    def __init__(self, acts: Acts) -> None:
        self._acts = acts
        self._texts = pa.array(acts.names.texts, type=pa.string())

    def filled(self, name: str, value: Any, rows: Sequence[int]) -> Any:
        """Return the value of a column for one subject, whose rows are these."""
        acts = self._acts
        match value:
            case OfDay(act):
                row = rows[act]
                return str(_when(int(acts.earliest[row]), int(acts.latest[row])))
            case OfText(act, cell):
                return acts.names.texts[acts.cells[acts.cell_start[acts.event[rows[act]]] + cell]]
            case OfField(act, field):
                return str(getattr(acts.events[acts.event[rows[act]]], field))
            case OfParts(parts):
                told = [getattr(acts.events[acts.event[rows[act]]], field)[place] for act, field, place in parts]
                return [_READ[name](part) for part in told]
            case _:
                return value

    def column(self, name: str, values: Sequence[Any], which: Ints, row: Ints, start: Ints) -> pa.Array:
        """
        Return a column with one value a subject.

        Args:
            name: The column.
            values: The different answers.
            which: Which of them each subject has.
            row: The rows of all subjects, in their order.
            start: Where those of each subject begin.
        """
        plain = [_plain(value) for value in values]
        column = pa.array(plain, type=ARROW[name]).take(pa.array(which))
        for number, value in enumerate(values):
            if plain[number] is None and value is not None:
                here = np.flatnonzero(which == number)
                column = _replaced(column, here, self._own(name, value, row, start[here]))
        return column

    def _own(self, name: str, value: Any, row: Ints, start: Ints) -> pa.Array:
        acts = self._acts
        match value:
            case OfDay(act):
                return _dates(acts.earliest[row[start + act]])
            case OfText(act, cell):
                return self._texts.take(pa.array(acts.cells[acts.cell_start[acts.event[row[start + act]]] + cell]))
            case OfField(act, _):
                return self._by_event(name, value, acts.event[row[start + act]].reshape(-1, 1), (act,))
            case _:
                told = sorted({act for act, _, _ in value.parts})
                events = acts.event[row[start[:, None] + np.array(told, dtype=np.int64)]]
                return self._by_event(name, value, events, told)

    def _by_event(self, name: str, value: Any, events: Ints, told: Sequence[int]) -> pa.Array:
        """Values that depend on a few acts of a subject, worked out once for each few."""
        found, which = np.unique(events, axis=0, return_inverse=True)
        rows = max(told, default=0) + 1
        values = []
        for few in found.tolist():
            of = dict(zip(told, few, strict=True))
            values.append(self._of_events(name, value, [of.get(place, 0) for place in range(rows)]))
        return pa.array(values, type=ARROW[name]).take(pa.array(which.reshape(-1)))

    def _of_events(self, name: str, value: Any, events: Sequence[int]) -> Any:
        told = self._acts.events
        if isinstance(value, OfField):
            return str(getattr(told[events[value.act]], value.field))
        return [_READ[name](getattr(told[events[act]], field)[place]) for act, field, place in value.parts]


def _plain(value: Any) -> Any:
    """A value that every subject has, an empty list of parts among them; ``None`` where each has its own."""
    if isinstance(value, OfParts) and not value.parts:
        return []
    return None if isinstance(value, OfDay | OfText | OfField | OfParts) else value


def _replaced(column: pa.Array, here: Ints, values: pa.Array) -> pa.Array:
    """Return a column with other values at some places."""
    which = np.arange(len(column))
    which[here] = len(column) + np.arange(len(here))
    return pa.concat_arrays([column, values]).take(pa.array(which))


def _dates(days: Ints) -> pa.Array:
    found, which = np.unique(days, return_inverse=True)
    told = [date.fromordinal(day).isoformat() for day in found.tolist()]
    return pa.array(told, type=pa.string()).take(pa.array(which.reshape(-1)))


def _when(first: int, last: int) -> When:
    return When(
        None if first == NEVER else date.fromordinal(first), None if last == FOREVER else date.fromordinal(last)
    )


def different(answers: Iterable[Answer], name: str) -> tuple[list[Any], list[int]]:
    """Return the different values of a column, and which of them each answer has."""
    known: dict[tuple[type, Any], int] = {}
    which = [known.setdefault((type(value), value), len(known)) for value in [answer[name] for answer in answers]]
    return [value for _, value in known], which
