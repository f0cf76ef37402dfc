"""A store in a PostgreSQL database, for several machines that write. It needs the extra ``postgres``."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import cache
from secrets import token_bytes
from typing import TYPE_CHECKING, Any

from casestate.codec import UPCASTERS, Upcasters
from casestate.errors import ChainBroken, NotAStore, StoreUnavailable
from casestate.law import Procedure
from casestate.store.session import Session
from casestate.store.sql import FORMAT, SqlSession, SqlStore, Values, statements
from casestate.store.store import now_utc

if TYPE_CHECKING:
    import psycopg

_MAKING = 0x6361736573746174
"""The number of the advisory lock under which the tables are made."""
_DURABLE = """
SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'
"""
_OTHERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_xmin IS NOT NULL AND xact_start < ?
"""


class PostgresStore(SqlStore):
    """
    Cases kept in a PostgreSQL database, in tables whose names begin with ``casestate_``.

    Appends wait for one another, so that positions become visible in their order: a reader that goes on after the last
    position it saw never misses one.

    Args:
        url: Where it is, such as ``postgresql://name@host/database``.
        clock: As for every store.
        procedures: As for every store.
        upcasters: As for every store.
        timeout: How many seconds to wait for another writer, or for the server to answer at first.
    """

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
        self._server = _Server(url, timeout)
        try:
            self._prepare()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close the connection."""
        self._server.close()

    def scrub(self) -> None:
        """Write the tables anew from what is in them, once nobody reads what was there before."""
        server, until = self._server, time.monotonic() + self._timeout
        with server.lock:
            ((now,),) = server.ask("SELECT clock_timestamp()")
            while server.ask(_OTHERS, [now]) != [(0,)]:
                if time.monotonic() > until:
                    raise _unscrubbed()
                time.sleep(0.02)
            try:
                server.tell("VACUUM (FULL) casestate_records")
                server.tell("VACUUM (FULL) casestate_people")
            except StoreUnavailable as problem:
                raise _unscrubbed() from problem

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        with self._transaction("BEGIN ISOLATION LEVEL READ COMMITTED") as session:
            self._server.tell("LOCK TABLE casestate_records IN EXCLUSIVE MODE")
            yield session

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        with self._transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") as session:
            yield session

    @contextmanager
    def _projecting(self) -> Iterator[tuple[SqlSession, Any]]:
        with self._transaction("BEGIN ISOLATION LEVEL READ COMMITTED") as session:
            yield session, self._server.raw

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[SqlSession]:
        server = self._server
        with server.lock:
            server.connect()
            server.tell(begin)
            try:
                yield SqlSession(server)
                server.tell("COMMIT")
            except BaseException:
                with suppress(Exception):
                    server.raw.execute("ROLLBACK")
                raise

    def _prepare(self) -> None:
        with self._transaction("BEGIN ISOLATION LEVEL READ COMMITTED"):
            self._server.tell("SELECT pg_advisory_xact_lock(?)", [_MAKING])
            ((there,),) = self._server.ask("SELECT to_regclass('casestate_store') IS NOT NULL")
            if not there:
                self._make()
            ((version,),) = self._server.ask("SELECT format FROM casestate_store")
        if version != FORMAT:
            raise NotAStore(f"the database has a store of format {version}, and this library reads {FORMAT}; update it")

    def _make(self) -> None:
        for each in statements():
            self._server.tell(each.format(number="BIGINT", bytes="BYTEA"))
        values = [FORMAT, token_bytes(32)]
        self._server.tell("INSERT INTO casestate_store (format, genesis) VALUES (?, ?)", values)


class _Server:
    """A connection that is made again when it broke, and whose errors are told in plain words."""

    def __init__(self, url: str, timeout: float) -> None:
        self.lock = threading.RLock()
        self._url = url
        self._timeout = timeout
        self._raw: psycopg.Connection[Any] | None = None
        self.connect()

    @property
    def raw(self) -> "psycopg.Connection[Any]":
        """The connection."""
        assert self._raw is not None
        return self._raw

    def connect(self) -> None:
        """See to it that there is a connection."""
        if self._raw is not None and not self._raw.closed:
            return
        psycopg = _driver()
        with self._plainly():
            wait = max(1, int(self._timeout))
            self._raw = psycopg.connect(self._url, autocommit=True, connect_timeout=wait)
            self.raw.execute(f"SET lock_timeout = {int(self._timeout * 1000)}")
            self.raw.execute(_DURABLE)

    def close(self) -> None:
        """Let go of the connection."""
        self.raw.close()

    def ask(self, sql: str, values: Values = ()) -> list[Any]:
        """The rows of an answer."""
        with self._plainly():
            return self.raw.execute(_marked(sql), values).fetchall()

    def tell(self, sql: str, values: Values = ()) -> None:
        """Do something."""
        with self._plainly():
            self.raw.execute(_marked(sql), values)

    def tell_each(self, sql: str, values: Sequence[Values]) -> None:
        """Do something for each of several values."""
        with self._plainly(), self.raw.cursor() as cursor:
            cursor.executemany(_marked(sql), values)

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        psycopg = _driver()
        try:
            yield
        except (psycopg.OperationalError, psycopg.InterfaceError, psycopg.errors.InsufficientPrivilege) as problem:
            raise StoreUnavailable(
                f"the database cannot be used now: {str(problem).strip()}. If an append was cut short, append the same "
                "again: what was kept is passed over"
            ) from problem
        except psycopg.Error as problem:
            raise ChainBroken(0, f"the database says: {str(problem).strip()}") from problem


@cache
def _marked(sql: str) -> bytes:
    """A question with the marks for values that the driver knows."""
    return sql.replace("?", "%s").encode()


@cache
def _driver() -> Any:
    try:
        import psycopg  # noqa: PLC0415
    except ImportError as problem:
        raise StoreUnavailable("a PostgreSQL store needs its driver: pip install 'casestate[postgres]'") from problem
    return psycopg


def _unscrubbed() -> StoreUnavailable:
    return StoreUnavailable(
        "the entries are destroyed, but bytes of them may be left in the tables while others read them; "
        "call scrub() when they are done"
    )
