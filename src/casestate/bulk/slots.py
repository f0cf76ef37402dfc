"""
The slot of a case: one of a fixed number of parts of all cases, by a hash of its name.

A case lies in one slot whatever the process, the run or the machine, and so do all ways to write its name that are one
name. A bucket is made of whole slots, so no case is in two buckets.
"""

from collections.abc import Sequence
from zlib import crc32

import numpy as np

from casestate.texts import composed

SLOTS = 128
"""The number of slots. Each is a file that is open while rows are spilled, of which some systems allow 256."""


def slot_of(case: str) -> int:
    """
    Return the slot of a case. The hash is CRC-32 of the name in the composed form of Unicode, as UTF-8.

    >>> slot_of("2023-CR-000017"), slot_of("José") == slot_of("Jose\u0301")
    (81, True)
    """
    return crc32(composed(case).encode("utf-8", "surrogatepass")) % SLOTS


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
