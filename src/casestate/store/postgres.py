"""A store in a PostgreSQL database, for several machines that write. It needs the extra ``postgres``."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from secrets import token_bytes
from typing import TYPE_CHECKING, Any, TypeVar, Unpack

from casestate.errors import ChainBroken, NotAStore, StoreUnavailable
from casestate.store.address import check_postgres_url, shown
from casestate.store.sql import FORMAT, SqlConnection, SqlTransaction, create_statements
from casestate.store.sql_store import SqlStore, ended_within
from casestate.store.validation import StoreOptions

if TYPE_CHECKING:
    import psycopg

T = TypeVar("T")

_ADVISORY_LOCK = 0x6361736573746174
"""The number of the advisory lock under which the tables are made."""
_NO_STATISTICS = """
ALTER TABLE casestate_records ALTER salt SET STATISTICS 0, ALTER payload SET STATISTICS 0, ALTER name SET STATISTICS 0;
ALTER TABLE casestate_people ALTER person SET STATISTICS 0
"""
"""Content that may be destroyed is not sampled for the planner. Only a superuser can remove the planner's samples."""
_DURABLE = """
SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'
"""
_NOT_MAINTAINED = """
SELECT relname FROM pg_class
WHERE oid IN (to_regclass('casestate_records'), to_regclass('casestate_people')) AND NOT pg_has_role(relowner, 'USAGE')
AND NOT (SELECT pg_has_role(datdba, 'USAGE') FROM pg_database WHERE datname = current_database())
AND NOT CASE WHEN current_setting('server_version_num')::int < 170000 THEN false
             ELSE has_table_privilege(oid, 'MAINTAIN') END
"""
"""The tables that this role may not write anew: it owns neither them nor the database."""
_NOT_FOUND = (
    """
SELECT position FROM casestate_records r WHERE ARRAY[ctid] <> ARRAY(
    SELECT ctid FROM casestate_records WHERE position = r.position)
""",
    """
SELECT position FROM casestate_records r WHERE seq + 0 > 0 AND ARRAY[ctid] <> ARRAY(
    SELECT ctid FROM casestate_records WHERE case_number = r.case_number AND seq = r.seq AND seq > 0)
""",
    """
SELECT position FROM casestate_records r WHERE kind || '' = 'entry' AND name IS NOT NULL AND ARRAY[ctid] <> ARRAY(
    SELECT ctid FROM casestate_records WHERE case_number = r.case_number AND name = r.name AND kind = 'entry')
""",
    """
SELECT position FROM casestate_records r WHERE kind || '' = 'opened' AND name IS NOT NULL AND ARRAY[ctid] <> ARRAY(
    SELECT ctid FROM casestate_records WHERE name = r.name AND kind = 'opened')
""",
    """
SELECT position FROM casestate_records r WHERE kind || '' = 'expunged' AND ctid <> ALL (ARRAY(
    SELECT ctid FROM casestate_records WHERE case_number = r.case_number AND kind = 'expunged'))
""",
    """
SELECT case_number FROM casestate_people r WHERE ARRAY[ctid] <> ARRAY(
    SELECT ctid FROM casestate_people WHERE person = r.person AND case_number = r.case_number)
""",
)
"""A query for each index: the rows of the table that the index does not lead to, or not alone."""
_ENDED_STATES = ("25P01", "25P02", "3B001")
"""The SQLSTATEs of a transaction that has ended, failed, or been replaced."""


class PostgresStore(SqlStore["PostgresConnection"]):
    """
    Cases in a PostgreSQL database, in tables whose names begin with ``casestate_``.

    Appends wait for one another, so positions become visible in order: a reader that goes on after the last position it
    saw never misses one.

    Args:
        url: The address, such as ``postgresql://name@host/database``. The database must be in UTF-8.
        timeout: The seconds to wait for another writer, or for the server to answer at first.
        options: Those of every store.
    """

    _begin_read = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    _begin_write = "BEGIN ISOLATION LEVEL READ COMMITTED"

    def __init__(self, url: str, *, timeout: float = 30.0, **options: Unpack[StoreOptions]) -> None:
        super().__init__(PostgresConnection(url, timeout), timeout, **options)

    def _write(self, work: Callable[[SqlTransaction], T]) -> T:
        def alone(transaction: SqlTransaction) -> T:
            self._connection.execute("LOCK TABLE casestate_records IN EXCLUSIVE MODE")
            return work(transaction)

        return super()._write(alone)

    def _rewrite(self, until: float) -> None:
        """Write the tables anew, once nobody reads an older state of them."""
        try:
            for table in ("casestate_records", "casestate_people"):
                self._rewrite_table(table, until)
        finally:
            self._connection.set_lock_timeout(self._timeout)

    def _rewrite_table(self, table: str, until: float) -> None:
        pause = 0.02
        self._connection.set_lock_timeout(until - time.monotonic())
        while kept := self._connection.rewrite(table):
            if time.monotonic() + pause > until:
                raise StoreUnavailable(
                    f"{kept} destroyed rows stay in {table} while others have an older state of the database open"
                )
            time.sleep(pause)
            pause *= 2

    def _prepare(self) -> None:
        def work() -> int:
            self._connection.query("SELECT pg_advisory_xact_lock(?)", [_ADVISORY_LOCK])
            if not self._is_store():
                self._make_tables()
            return int(self._transaction.store_column("format", int))

        version = self._connection.transaction(self._begin_write, work)
        if version != FORMAT:
            raise NotAStore(f"the database has a store of format {version}, and this library reads {FORMAT}; update it")

    def _is_store(self) -> bool:
        """Return whether the tables are there. A database in another encoding, or with such a table, is refused."""
        ((encoding,),) = self._connection.query("SHOW server_encoding")
        if encoding != "UTF8":
            raise NotAStore(f"the database is in {encoding}; make one for the store with ENCODING 'UTF8'")
        columns = self._connection.query(
            "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass('casestate_store') AND attnum > 0"
        )
        if columns and not {("format",), ("genesis",)} <= set(columns):
            raise NotAStore("the database has a table casestate_store of something else; give a store one of its own")
        return bool(columns)

    def _make_tables(self) -> None:
        for statement in (*create_statements(number="BIGINT", bytes="BYTEA"), _NO_STATISTICS):
            self._connection.execute(statement)
        insert = "INSERT INTO casestate_store (format, genesis) VALUES (?, ?)"
        self._connection.execute(insert, [FORMAT, token_bytes(32)])


class PostgresConnection(SqlConnection):
    """A connection to a PostgreSQL database, made again when it broke."""

    def __init__(self, url: str, timeout: float) -> None:
        super().__init__()
        check_postgres_url(url)
        self._url = url
        self._timeout = timeout

    def __str__(self) -> str:
        return shown(self._url)

    def another(self) -> "PostgresConnection":
        """Return another connection to the same database."""
        return PostgresConnection(self._url, self._timeout)

    def connect(self) -> None:
        """Make a connection, unless there is one without a transaction in it."""
        psycopg = _driver()
        if self.raw is not None and not self.raw.closed:
            if self._is_idle():
                return
            self.raw.close()
        wait = max(1, int(self._timeout))
        options = {"autocommit": True, "connect_timeout": wait, "client_encoding": "UTF8"}
        try:
            self.raw = self.translating(lambda: psycopg.connect(self._url, **options))
        except ChainBroken:  # its words may quote a password
            raise NotAStore(f"the address {self} cannot be read; check what follows the question mark") from None
        self.set_lock_timeout(self._timeout)
        self.execute(_DURABLE)

    def translated(self, problem: Exception) -> Exception | None:
        """Return an error of the driver as an error of this library."""
        psycopg = _driver()
        if not isinstance(problem, psycopg.Error):
            return None
        temporary = (psycopg.OperationalError, psycopg.InterfaceError, psycopg.errors.InsufficientPrivilege)
        if isinstance(problem, temporary) or str(getattr(problem, "sqlstate", None)).startswith("25"):
            return StoreUnavailable(
                f"the database cannot be used now: {str(problem).strip().rstrip('.?')}. If an append was cut short, "
                "repeat it: entries that are stored already are skipped"
            )
        return ChainBroken(0, f"the database says: {str(problem).strip()}")

    def roll_back(self) -> None:
        """Roll back the transaction, if there is one. After an interrupt, only closing the connection may end it."""
        if not self._in_pipeline():
            with suppress(Exception):
                self.raw.execute("ROLLBACK")
        if not self._is_idle():
            self.raw.close()

    def _is_idle(self) -> bool:
        """Return whether the next statement begins afresh: there is no transaction, and no statement under way."""
        idle = _driver().pq.TransactionStatus.IDLE
        return self.raw.info.transaction_status == idle and not self._in_pipeline()

    def _in_pipeline(self) -> bool:
        """
        Return whether an interrupt left the connection in a pipeline, in which the driver sends several statements.

        The server answers none of them before the pipeline is ended, so one more statement would wait for ever.
        """
        return bool(self.raw.pgconn.pipeline_status)

    @contextmanager
    def lent(self) -> Iterator[Any]:
        """Lend the driver's connection within a savepoint in which the driver refuses to commit; reset it after."""
        psycopg, done = _driver(), False
        try:
            with self.raw.transaction():
                yield self.raw
                done = True
        except psycopg.Error as problem:
            if (done and problem.sqlstate in _ENDED_STATES) or "within a Transaction context" in str(problem):
                raise ended_within() from problem
            raise
        self.execute("RESET SESSION AUTHORIZATION; RESET ALL")

    def check_can_scrub(self) -> None:
        """Check that this role may write the tables anew. The server skips those that it may not."""
        for (table,) in self.query(_NOT_MAINTAINED):
            raise StoreUnavailable(
                f"nothing was destroyed: this role does not own the table {table} or the database, nor may it MAINTAIN "
                "the table, so it cannot take the bytes out; expunge as a role that can"
            )

    def check_indexes(self) -> None:
        """Check that every index leads to each row as it stands in its table."""
        self.execute("SET LOCAL enable_seqscan = off")
        for query in _NOT_FOUND:
            for (position,) in self.query(query):
                raise ChainBroken(position, "an index does not lead to it")

    def set_lock_timeout(self, seconds: float) -> None:
        """Wait so long for locks from now on, but never without end."""
        self.execute(f"SET lock_timeout = {max(1, int(seconds * 1000))}")

    def rewrite(self, table: str) -> int:
        """Write a table anew. Return the number of deleted rows that were kept, because others may still read them."""
        kept: list[str] = []

        def notice(diagnostic: "psycopg.errors.Diagnostic") -> None:
            kept.extend(re.findall(r"\A\d+", diagnostic.message_detail or ""))

        self.raw.add_notice_handler(notice)
        try:
            self.execute(f"VACUUM (FULL, VERBOSE) {table}")
        finally:
            self.raw.remove_notice_handler(notice)
        if not kept:
            raise StoreUnavailable(f"the server did not write {table} anew")
        return sum(map(int, kept))

    def sql(self, statement: str) -> bytes:
        """Return a statement with the driver's marks for values."""
        return _marked(statement)


@cache
def _marked(statement: str) -> bytes:
    return statement.replace("?", "%s").encode()


@cache
def _driver() -> Any:
    try:
        import psycopg  # noqa: PLC0415  # an extra
    except ImportError as problem:
        raise StoreUnavailable("a PostgreSQL store needs its driver: pip install 'casestate[postgres]'") from problem
    return psycopg
