"""A store in an SQLite database: the one to take, unless several machines are to write."""

import os
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from secrets import token_bytes

from casestate.codec import UPCASTERS, Upcasters
from casestate.errors import ChainBroken, NotAStore, StoreUnavailable
from casestate.law import Procedure
from casestate.store.database import Database
from casestate.store.sql import SqlStore
from casestate.store.store import now_utc
from casestate.store.tables import FORMAT, statements

MARK = 0x63617365
"""What tells the database of a store from others: its ``application_id``, the letters ``case``."""


class SqliteStore(SqlStore):
    """
    Cases kept in one SQLite file. Several processes of one machine may use it at once; one of them writes at a time.

    A file that may not be written, or whose directory may not, can be read and verified.

    Args:
        path: The file.
        clock: As for every store.
        procedures: As for every store.
        upcasters: As for every store.
        timeout: How many seconds to wait for another writer.
    """

    _reads = "BEGIN"
    _writes = "BEGIN IMMEDIATE"

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        clock: Callable[[], datetime] = now_utc,
        procedures: Iterable[Procedure] | Procedure = (),
        upcasters: Upcasters = UPCASTERS,
        timeout: float = 30.0,
    ) -> None:
        super().__init__(clock=clock, procedures=procedures, upcasters=upcasters)
        self._timeout = timeout
        self._connected = self._database = Database(os.fspath(path), timeout)
        try:
            self._prepare()
        except BaseException:
            self.close()
            raise

    def _rewrite(self, until: float) -> None:
        """Write the file anew, and empty its log."""
        database = self._database
        with database.waiting(max(0.0, until - time.monotonic())):
            database.tell("VACUUM")
            ((busy, _, _),) = database.ask("PRAGMA wal_checkpoint(TRUNCATE)")
        if busy:
            raise StoreUnavailable(f"others read the log of {database.path}")

    def _prepare(self) -> None:
        """Make the tables where there are none, and refuse what is not a store."""
        try:
            with self._database.alone():
                there = self._is_store()
        except ChainBroken as problem:
            path = self._database.path
            raise NotAStore(f"{path} is no SQLite database, or a damaged one; give the path of a store") from problem
        if not there:
            with self._writing():
                if not self._is_store():
                    self._make()
        if self._database.writable:
            with self._database.alone():
                self._database.log_ahead()
        self._scrub_what_was_left()

    def _is_store(self) -> bool:
        """Are the tables there? An empty database may become a store, any other may not."""
        path = self._database.path
        ((mark,),) = self._database.ask("PRAGMA application_id")
        ((version,),) = self._database.ask("PRAGMA user_version")
        ((tables,),) = self._database.ask("SELECT count(*) FROM sqlite_master")
        if mark == MARK and version != FORMAT:
            raise NotAStore(f"{path} is a store of format {version}, and this library reads {FORMAT}; update it")
        if mark != MARK and (tables or mark):
            raise NotAStore(f"{path} is a database of something else; give a path of its own to a store")
        return bool(mark == MARK)

    def _make(self) -> None:
        for each in statements(number="INTEGER", bytes="BLOB"):
            self._database.tell(each)
        self._database.tell("INSERT INTO casestate_store (format, genesis) VALUES (?, ?)", [FORMAT, token_bytes(32)])
        self._database.tell(f"PRAGMA application_id = {MARK}")
        self._database.tell(f"PRAGMA user_version = {FORMAT}")
