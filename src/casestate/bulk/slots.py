"""
The slot of a case: one of a number of parts of all cases, by a hash of its name.

A case lies in one slot whatever the process, the run or the machine, and so do all ways to write its name that are one
name. A bucket is made of whole slots, so no case is in two buckets.
"""

from collections.abc import Sequence
from zlib import crc32

import numpy as np
import pyarrow as pa

from casestate.bulk.acts import Ints
from casestate.tables.cells import words_of
from casestate.tables.row import as_cell
from casestate.texts import composed

SLOTS = 128
"""The number of slots. Each is a file that is open while rows are spilled, of which some systems allow 256."""


def slot_of(case: str) -> int:
    """
    Return the slot of a case. The hash is CRC-32 of the name in the composed form of Unicode, as UTF-8.

    >>> slot_of("2023-CR-000017"), slot_of("José") == slot_of("Jose\u0301")
    (21, True)
    """
    return _hash(case) % SLOTS


def slots_of(cases: pa.Array, slots: int) -> Ints:
    """
    Return the slot of each row, of so many. A row that names no case is in the first.

    >>> slots_of(pa.array(["2023-CR-000017", " 2023-CR-000017", None]), 1_000).tolist()
    [285, 285, 0]
    """
    column = cases.dictionary_encode()
    told = [_hash(words_of(as_cell(case))) % slots for case in column.dictionary.to_pylist()]
    which = column.indices.fill_null(len(told)).to_numpy(zero_copy_only=False)
    found: Ints = np.array([*told, 0], dtype=np.int64)[which]
    return found


def _hash(case: str) -> int:
    return crc32(composed(case).encode("utf-8", "surrogatepass"))


def bucketed(sizes: Sequence[int], most: int, least: int) -> list[list[int]]:
    """
    Return which slots make up each bucket: neighbours, of about as many rows each.

    >>> bucketed([3, 3, 0, 2, 4], most=6, least=1)
    [[0, 1], [3, 4]]
    >>> bucketed([3, 3, 0, 2, 4], most=100, least=3)
    [[0], [1, 3], [4]]

    Args:
        sizes: The rows of each slot.
        most: The rows of a bucket, about.
        least: The fewest buckets, where there are as many slots with rows.
    """
    rows = np.array(sizes, dtype=np.int64)
    total = int(rows.sum())
    wanted = max(least, -(-total // most))
    middle = np.cumsum(rows) - rows / 2
    which = np.floor(middle * wanted / max(total, 1)).astype(np.int64)
    filled = np.flatnonzero(rows)
    return [filled[which[filled] == bucket].tolist() for bucket in np.unique(which[filled]).tolist()]
