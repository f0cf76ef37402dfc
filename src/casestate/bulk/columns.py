"""Columns of answers, one value a node of the trie, turned into columns of one value a subject."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from casestate.bulk.acts import Acts, Ints
from casestate.bulk.answering import OfDay, OfField, OfParts, OfText
from casestate.bulk.trie import numbered
from casestate.engine.order import FOREVER, NEVER
from casestate.exporters.writing import arrow_schema
from casestate.records import TYPES, sentence_part, settlement_term
from casestate.when import When

WORDS = pa.dictionary(pa.int32(), pa.string())
"""The type of columns of texts: each different text once, and which of them each row has."""
ARROW: Mapping[str, pa.DataType] = {
    field.name: WORDS if field.type == pa.string() else field.type for field in arrow_schema(TYPES)
}
"""The type of each column."""
_READ: Mapping[str, Callable[[Any], Any]] = {"sentence_parts": sentence_part, "settlement_terms": settlement_term}


class Filling:
    """Puts each subject's own values where answers say that they are found."""

    def __init__(self, acts: Acts) -> None:
        self._acts = acts

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
        known: dict[Any, int] = {}
        told: list[Any] = []
        number = np.zeros(len(values), dtype=np.int64)
        own: list[tuple[int, Any]] = []
        for place, value in enumerate(values):
            if isinstance(value, OfDay | OfText | OfField | OfParts):
                own.append((place, value))
            else:
                number[place] = _numbered(value, known, told)
        codes = number[which]
        for place, value in own:
            here = np.flatnonzero(which == place)
            different, of = self._own(name, value, row, start[here])
            codes[here] = np.array([_numbered(each, known, told) for each in different], dtype=np.int64)[of]
        return _array(name, told, codes)

    def _own(self, name: str, value: Any, row: Ints, start: Ints) -> tuple[list[Any], Ints]:
        """The different values that subjects have of their own, and which of them each has."""
        acts = self._acts
        match value:
            case OfDay(act):
                found, which = _different(acts.earliest[row[start + act]])
                return [date.fromordinal(day).isoformat() for day in found], which
            case OfText(act, cell):
                found, which = _different(acts.cells[acts.cell_start[acts.event[row[start + act]]] + cell])
                return [acts.names.texts[number] for number in found], which
            case OfField(act, field):
                found, which = _different(acts.event[row[start + act]])
                return [str(getattr(acts.events[number], field)) for number in found], which
            case _:
                return self._parts(name, value, row, start)

    def _parts(self, name: str, value: OfParts, row: Ints, start: Ints) -> tuple[list[Any], Ints]:
        """Parts, which may stand in several acts of a subject."""
        acts = self._acts
        places = sorted({act for act, _, _ in value.parts})
        events = acts.event[row[start[:, None] + np.array(places, dtype=np.int64)]]
        found, which = np.unique(events, axis=0, return_inverse=True)
        several = []
        for few in found.tolist():
            of = dict(zip(places, few, strict=True))
            told = [getattr(acts.events[of[act]], field)[place] for act, field, place in value.parts]
            several.append([_READ[name](part) for part in told])
        return several, which.reshape(-1)


def _different(numbers: Ints) -> tuple[list[int], Ints]:
    which, found = numbered(numbers, int(numbers.max(initial=0)) + 1)
    return found.tolist(), which


def _numbered(value: Any, known: dict[Any, int], told: list[Any]) -> int:
    """The place of a value among those told, where texts and flags stand once."""
    if isinstance(value, list):
        told.append(value)
        return len(told) - 1
    if value not in known:
        known[value] = len(told)
        told.append(value)
    return known[value]


def _array(name: str, told: Sequence[Any], codes: Ints) -> pa.Array:
    """An Arrow array of values of which each row has one."""
    if ARROW[name] != WORDS:
        return pa.array(told, ARROW[name]).take(pa.array(codes))
    texts = [text for text in told if text is not None]
    unsaid = told.index(None) if len(texts) < len(told) else len(told)
    indices = np.where(codes > unsaid, codes - 1, codes).astype(np.int32)
    return pa.DictionaryArray.from_arrays(pa.array(indices, mask=codes == unsaid), pa.array(texts, pa.string()))


def _when(first: int, last: int) -> When:
    return When(
        None if first == NEVER else date.fromordinal(first), None if last == FOREVER else date.fromordinal(last)
    )
