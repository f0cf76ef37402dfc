"""Keeping up with a store: every record once, in order, as it comes."""

import time
from collections.abc import Callable, Iterator

from casestate.store.records import Record
from casestate.store.store import Store


def follow(
    store: Store,
    *,
    after: int = 0,
    wait: float = 1.0,
    until: Callable[[], bool] = lambda: False,
    sleep: Callable[[float], object] = time.sleep,
) -> Iterator[Record]:
    """
    Every record after a position, and then each new one as it comes. None is skipped, none comes twice.

    Keep the position of the last record with whatever you make of it, and go on after it. Where that is kept in the
    database of the store, ``store.project`` does so in one transaction.

    >>> from casestate.store import open_store
    >>> store = open_store("memory:")
    >>> _ = store.create("example")
    >>> [record.case for record in follow(store, until=lambda: True)]
    ['example']

    Args:
        store: The store.
        after: The position of the last record that was seen.
        wait: How many seconds to wait before asking again, when there was nothing new.
        until: Asked when there is nothing new: is it enough?
        sleep: Waits so many seconds.
    """
    while True:
        for record in store.read_all(after):
            after = record.position
            yield record
        if until():
            return
        sleep(wait)
