"""A store in memory, for tests and for trying out. It is gone with the process."""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from secrets import token_bytes

from casestate.codec import UPCASTERS, Upcasters
from casestate.law import Procedure
from casestate.store.session import Session
from casestate.store.shelf import Shelf
from casestate.store.store import Store, now_utc


class MemoryStore(Store):
    """Cases kept in memory alone, with every other promise of a store but that they outlive the process."""

    def __init__(
        self,
        *,
        clock: Callable[[], datetime] = now_utc,
        procedures: Iterable[Procedure] | Procedure = (),
        upcasters: Upcasters = UPCASTERS,
    ) -> None:
        super().__init__(clock=clock, procedures=procedures, upcasters=upcasters)
        self._shelf = Shelf(token_bytes(32), self._upcasters)
        self._lock = threading.RLock()

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        with self._lock:
            yield self._shelf

    _reading = _writing

    def close(self) -> None:
        """Nothing is held open."""

    def scrub(self) -> None:
        """Nothing is left where it was."""
