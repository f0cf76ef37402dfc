"""Rows and case files written to temporary files by the slot of their case, and read back bucket by bucket."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from operator import itemgetter
from pathlib import Path
from typing import Any, Protocol

import attrs
import numpy as np
import pyarrow as pa

from casestate.bulk.acts import Acts, Ints
from casestate.bulk.collecting import Collector, Read, collected
from casestate.bulk.distinct import texts_of
from casestate.bulk.encoded import NEEDED, check_columns, encoded
from casestate.bulk.numbering import NUMBER, in_order
from casestate.bulk.plain import plain
from casestate.bulk.reading import assembled
from casestate.bulk.slots import SLOTS, slot_of
from casestate.casefile import CaseFile
from casestate.law.procedure import Procedure
from casestate.tables import Layout
from casestate.tables.gathering import cases_in, named
from casestate.tables.parting import items_in, part
from casestate.tables.rows import Table, rows_of
from casestate.tables.tally import Tally

ROWS = 1 << 19
"""So many rows of a table of acts are parted at once."""
COMPRESSED = pa.ipc.IpcWriteOptions(compression="lz4")
Reached = Callable[[int], object]
"""Called with the rows or files written so far."""


class Form(Protocol):
    """How the cases of a bucket lie in its files."""

    def acts(self, paths: Sequence[Path]) -> tuple[Acts, Tally | None]:
        """Return the acts of the cases in some files, and what a layout read."""
        ...


@attrs.frozen
class OfActs:
    """
    Rows of acts, as Arrow has them.

    Attributes:
        procedure: The law.
    """

    procedure: Procedure

    def acts(self, paths: Sequence[Path]) -> tuple[Acts, Tally | None]:
        """Return the acts of the cases in some files, and what a layout read."""
        if not paths:
            return encoded(pa.table({name: pa.array([], pa.string()) for name in NEEDED}), self.procedure), None
        parts = [pa.ipc.open_stream(pa.memory_map(str(path))).read_all() for path in paths]
        table, numbers = in_order(pa.concat_tables(parts))
        return encoded(table, self.procedure, numbers), None


@attrs.frozen
class OfRows:
    """
    Rows of any table, which a layout reads.

    Attributes:
        layout: The layout.
    """

    layout: Layout

    def acts(self, paths: Sequence[Path]) -> tuple[Acts, Tally | None]:
        """Return the acts of the cases in some files, and what a layout read."""
        return assembled(sorted(cases_in(paths).items(), key=lambda case: case[1][0].number), self.layout)


@attrs.frozen
class OfFiles:
    """
    Case files.

    Attributes:
        procedures: The laws that they are under.
    """

    procedures: Sequence[Procedure]

    def acts(self, paths: Sequence[Path]) -> tuple[Acts, Tally | None]:
        """Return the acts of the cases in some files, and what a layout read."""
        told = sorted(items_in(paths), key=itemgetter(0))
        laws = self.procedures
        cases = [Read(place, CaseFile(id, entries=entries, procedure=laws[law])) for place, id, entries, law in told]
        return collected(cases), None


def spill_acts(names: Sequence[str], batches: Iterable[pa.RecordBatch], folder: Path, reached: Reached) -> list[int]:
    """
    Write the rows of a table of acts to a file for each slot, and return how many each has.

    Raises:
        InvalidTable: A column is missing, or a row has no case.
        OSError: The files cannot be written.
    """
    check_columns(names)
    sizes = [0] * SLOTS
    writers: dict[int, Any] = {}
    with ExitStack() as opened:
        number = 0
        for rows in _parts(batches):
            numbers = np.arange(number + 1, number + 1 + rows.num_rows)
            table = rows.append_column(NUMBER, pa.array(numbers))
            slot = _slots(table, numbers)
            order = np.argsort(slot, kind="stable")
            table, ends = table.take(pa.array(order)), np.cumsum(np.bincount(slot, minlength=SLOTS))
            for place in np.unique(slot).tolist():
                if place not in writers:
                    file = opened.enter_context(pa.OSFile(str(folder / str(place)), "wb"))
                    writers[place] = opened.enter_context(pa.ipc.new_stream(file, table.schema, options=COMPRESSED))
                first = int(ends[place - 1]) if place else 0
                writers[place].write_table(table.slice(first, int(ends[place]) - first))
                sizes[place] += int(ends[place]) - first
            number += table.num_rows
            reached(number)
    return sizes


def _parts(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    """Yield the rows of batches, not too many at once, in plain columns."""
    for batch in batches:
        for first in range(0, batch.num_rows, ROWS):
            yield plain(pa.Table.from_batches([batch.slice(first, ROWS)]))


def _slots(table: pa.Table, numbers: Ints) -> Ints:
    column = texts_of(table, "case", numbers).in_all()
    slots: Ints = np.array([0, *map(slot_of, column.values[1:])], dtype=np.int64)[column.which]
    return slots


def spill_rows(table: Table, layout: Layout, folder: Path, reached: Reached) -> list[int]:
    """
    Write the rows of any table to a file for each slot, and return how many each has.

    Raises:
        InvalidTable: The table lacks a column, or cannot be read.
        OSError: The files cannot be written.
    """
    rows = named(rows_of(table, layout), layout.plan.case)
    return _spilled(((slot_of(id), 1, (id, *row)) for id, row in rows), folder, reached)


def spill_files(cases: Iterable[CaseFile], procedures: list[Procedure], folder: Path, reached: Reached) -> list[int]:
    """
    Write case files to a file for each slot, and return how many entries each has.

    Args:
        cases: The case files.
        procedures: The laws that they are under, to which those are added that are not there.
        folder: Where the files are written.
        reached: Called with the files written so far.

    Raises:
        InvalidQuestion: Something is no case file, or two have one id.
        OSError: The files cannot be written.
    """
    return _spilled(_as_items(cases, procedures), folder, reached)


def _as_items(cases: Iterable[CaseFile], procedures: list[Procedure]) -> Iterator[tuple[int, int, tuple[Any, ...]]]:
    collector, known = Collector(), dict[int, int]()
    for place, case in enumerate(cases):
        collector.check(case)
        law = known.setdefault(id(case.procedure), len(procedures))
        if law == len(procedures):
            procedures.append(case.procedure)
        yield slot_of(case.id), max(1, len(case.entries)), (place, case.id, case.entries, law)


def _spilled(items: Iterable[tuple[int, int, Any]], folder: Path, reached: Reached) -> list[int]:
    """Write items, each of which comes after its slot and its size, and return the sizes of the slots."""
    sizes = [0] * SLOTS

    def sized() -> Iterator[tuple[int, Any]]:
        for slot, size, item in items:
            sizes[slot] += size
            yield slot, item

    part(sized(), [folder / str(slot) for slot in range(SLOTS)], reached)
    return sizes
