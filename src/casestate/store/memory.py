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
        self._kept = self._shelf.mark()
        self._lock = threading.RLock()

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        with self._reading() as session:
            yield session
            self._kept = self._shelf.mark()

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        """What was kept, without what came of a writing that was interrupted."""
        with self._lock:
            if not self._shelf.is_at(self._kept):
                shelf = self._shelf.back_at(self._kept)
                self._shelf, self._kept = shelf, shelf.mark()
            yield self._shelf

    def close(self) -> None:
        """Nothing is held open."""

    def scrub(self) -> None:
        """Nothing is left where it was."""
