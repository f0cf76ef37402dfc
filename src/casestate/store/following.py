"""Following a store: each record once, in order, as it comes."""

import time
from collections.abc import Callable, Iterator

from casestate.errors import InvalidQuestion
from casestate.store.interface import Store
from casestate.store.records import Record


def _after(store: Store, after: int, last: Record | None) -> Iterator[Record]:
    """Yield the records after a position, once the last record that was seen is found to be there still."""
    if last is None:
        yield from store.read_all(after)
        return
    records = store.read_all(after - 1)
    found = next(records, None)
    if found is None or found.stored_at != last.stored_at:
        raise InvalidQuestion(
            f"the record in position {after} is not the one that was read there: the store was replaced by an older "
            "copy, or by another one; read it from the beginning"
        )
    yield from records


def follow(
    store: Store,
    *,
    after: int = 0,
    wait: float = 1.0,
    until: Callable[[], bool] = lambda: False,
    sleep: Callable[[float], object] = time.sleep,
) -> Iterator[Record]:
    """
    Yield every record after a position, and then each new one as it comes. None is skipped and none comes twice.

    Keep the position of the last record together with what you make of it, and go on after it. If that is in the
    database of the store, ``store.project`` keeps both in one transaction.

    >>> from casestate.store import open_store
    >>> store = open_store("memory:")
    >>> _ = store.create("example")
    >>> [record.case for record in follow(store, until=lambda: True)]
    ['example']

    Args:
        store: The store.
        after: The position of the last record that was seen.
        wait: The seconds to wait before asking again when there is nothing new.
        until: Called when there is nothing new; return ``True`` to end.
        sleep: Waits so many seconds.

    Raises:
        InvalidQuestion: ``after`` is past the end of the store, or the store was replaced by an older copy meanwhile,
            whether or not it has gone on since.
    """
    last: Record | None = None
    while True:
        for record in _after(store, after, last):
            after, last = record.position, record
            yield record
        if until():
            return
        sleep(wait)
