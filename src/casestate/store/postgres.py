"""A store in a PostgreSQL database, for several machines that write. It needs the extra ``postgres``."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from secrets import token_bytes

from casestate.codec import UPCASTERS, Upcasters
from casestate.errors import NotAStore, StoreUnavailable
from casestate.law import Procedure
from casestate.store.server import Server
from casestate.store.sql import SqlSession, SqlStore
from casestate.store.store import now_utc
from casestate.store.tables import FORMAT, statements

_MAKING = 0x6361736573746174
"""The number of the advisory lock under which the tables are made."""
_UNSAMPLED = """
ALTER TABLE casestate_records ALTER salt SET STATISTICS 0, ALTER payload SET STATISTICS 0, ALTER name SET STATISTICS 0;
ALTER TABLE casestate_people ALTER person SET STATISTICS 0
"""
"""What may be destroyed is not sampled for the planner, whose samples nobody but a superuser can take away."""


class PostgresStore(SqlStore):
    """
    Cases kept in a PostgreSQL database, in tables whose names begin with ``casestate_``.

    Appends wait for one another, so that positions become visible in their order: a reader that goes on after the last
    position it saw never misses one.

    Args:
        url: Where it is, such as ``postgresql://name@host/database``. The database is in UTF-8.
        clock: As for every store.
        procedures: As for every store.
        upcasters: As for every store.
        timeout: How many seconds to wait for another writer, or for the server to answer at first.
    """

    _reads = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    _writes = "BEGIN ISOLATION LEVEL READ COMMITTED"

    def __init__(
        self,
        url: str,
        *,
        clock: Callable[[], datetime] = now_utc,
        procedures: Iterable[Procedure] | Procedure = (),
        upcasters: Upcasters = UPCASTERS,
        timeout: float = 30.0,
    ) -> None:
        super().__init__(clock=clock, procedures=procedures, upcasters=upcasters)
        self._timeout = timeout
        self._connected = self._server = Server(url, timeout)
        try:
            self._prepare()
        except BaseException:
            self.close()
            raise

    @contextmanager
    def _writing(self) -> Iterator[SqlSession]:
        with self._transaction(self._writes) as session:
            self._server.tell("LOCK TABLE casestate_records IN EXCLUSIVE MODE")
            yield session

    def _rewrite(self, until: float) -> None:
        """Write the tables anew, once nobody reads what was there before."""
        try:
            for table in ("casestate_records", "casestate_people"):
                self._rewrite_one(table, until)
        finally:
            self._server.wait_for_locks(self._timeout)

    def _rewrite_one(self, table: str, until: float) -> None:
        pause = 0.02
        self._server.wait_for_locks(until - time.monotonic())
        while kept := self._server.rewrite(table):
            if time.monotonic() + pause > until:
                raise StoreUnavailable(
                    f"{kept} destroyed rows stay in {table} while others have an older state of the database open"
                )
            time.sleep(pause)
            pause *= 2

    def _prepare(self) -> None:
        """Make the tables where there are none, and refuse what is not a store."""
        with self._transaction(self._writes) as session:
            self._server.tell("SELECT pg_advisory_xact_lock(?)", [_MAKING])
            if not self._is_store():
                self._make()
            version = session.of_store("format", int)
        if version != FORMAT:
            raise NotAStore(f"the database has a store of format {version}, and this library reads {FORMAT}; update it")
        self._scrub_what_was_left()

    def _is_store(self) -> bool:
        """Are the tables there? A database that keeps other characters than these, or such a table, may not be one."""
        ((encoding,),) = self._server.ask("SHOW server_encoding")
        if encoding != "UTF8":
            raise NotAStore(f"the database is in {encoding}; make one for the store with ENCODING 'UTF8'")
        columns = self._server.ask(
            "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass('casestate_store') AND attnum > 0"
        )
        if columns and not {("format",), ("genesis",)} <= set(columns):
            raise NotAStore("the database has a table casestate_store of something else; give a store one of its own")
        return bool(columns)

    def _make(self) -> None:
        for each in (*statements(number="BIGINT", bytes="BYTEA"), _UNSAMPLED):
            self._server.tell(each)
        values = [FORMAT, token_bytes(32)]
        self._server.tell("INSERT INTO casestate_store (format, genesis) VALUES (?, ?)", values)
