"""A connection to a PostgreSQL database, and its errors in plain words."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from typing import TYPE_CHECKING, Any

from casestate.errors import ChainBroken, NotAStore, StoreUnavailable
from casestate.store.connected import Connected, Values, ended_within

if TYPE_CHECKING:
    import psycopg

_DURABLE = """
SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'
"""
_NOT_OURS = """
SELECT relname FROM pg_class
WHERE oid IN (to_regclass('casestate_records'), to_regclass('casestate_people')) AND NOT pg_has_role(relowner, 'USAGE')
AND NOT (SELECT pg_has_role(datdba, 'USAGE') FROM pg_database WHERE datname = current_database())
AND NOT CASE WHEN current_setting('server_version_num')::int < 170000 THEN false
             ELSE has_table_privilege(oid, 'MAINTAIN') END
"""
"""The tables that this role may not write anew: neither they nor the database are its own."""
_UNFOUND = (
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
"""Rows as they stand that are not found, or not alone, where a reader looks for them: a question for each index."""
_ENDED = ("25P01", "25P02", "3B001")
"""What the server says of a transaction that is no more, that failed, or that is another one."""


class Server(Connected):
    """A connection that is made again when it broke."""

    def __init__(self, url: str, timeout: float) -> None:
        super().__init__()
        self._url = url
        self._timeout = timeout

    def connect(self) -> None:
        """See to it that there is a connection, and no transaction in it."""
        psycopg = _driver()
        if self._raw is not None and not self._raw.closed:
            if self._raw.info.transaction_status == psycopg.pq.TransactionStatus.IDLE:
                return
            self._raw.close()
        wait = max(1, int(self._timeout))
        with self._plainly():
            try:
                self._raw = psycopg.connect(self._url, autocommit=True, connect_timeout=wait, client_encoding="UTF8")
            except psycopg.ProgrammingError as problem:
                raise NotAStore(
                    f"the address of the database cannot be read: {str(problem).strip()}; accepted: "
                    "postgresql://name@host/database"
                ) from problem
        self.wait_for_locks(self._timeout)
        self.tell(_DURABLE)

    def ask(self, sql: str, values: Values = ()) -> list[Any]:
        """The rows of an answer."""
        with self._plainly():
            return list(self.raw.execute(_marked(sql), values).fetchall())

    def tell(self, sql: str, values: Values = ()) -> None:
        """Do something."""
        with self._plainly():
            self.raw.execute(_marked(sql), values)

    def tell_each(self, sql: str, values: Sequence[Values]) -> None:
        """Do something for each of several values."""
        with self._plainly(), self.raw.cursor() as cursor:
            cursor.executemany(_marked(sql), values)

    def roll_back(self) -> None:
        """Undo what was done in a transaction, if there is one."""
        with suppress(Exception):
            self.raw.execute("ROLLBACK")

    @contextmanager
    def lent(self) -> Iterator[Any]:
        """The connection for somebody else, within a savepoint: its driver lets nobody commit there."""
        psycopg, done = _driver(), False
        try:
            with self.raw.transaction():
                yield self.raw
                done = True
        except psycopg.Error as problem:
            if (done and problem.sqlstate in _ENDED) or "within a Transaction context" in str(problem):
                raise ended_within() from problem
            raise

    def refuse_unscrubbable(self) -> None:
        """May this role write the tables anew? The server skips those that it may not."""
        for (name,) in self.ask(_NOT_OURS):
            raise StoreUnavailable(
                f"nothing was destroyed: this role does not own the table {name} or the database, nor may it MAINTAIN "
                "the table, so it cannot take the bytes out; expunge as a role that can"
            )

    def refuse_damage(self) -> None:
        """Is each row, as it stands in its table, found by each index?"""
        self.tell("SET LOCAL enable_seqscan = off")
        for unfound in _UNFOUND:
            for (position,) in self.ask(unfound):
                raise ChainBroken(position, "it is not found where it is looked for")

    def wait_for_locks(self, seconds: float) -> None:
        """From now on, others are waited for so long; never without end."""
        self.tell(f"SET lock_timeout = {max(1, int(seconds * 1000))}")

    def rewrite(self, table: str) -> int:
        """Write a table anew; how many rows that nobody should see any more had to be kept for others who may."""
        kept: list[str] = []

        def heard(notice: "psycopg.errors.Diagnostic") -> None:
            kept.extend(re.findall(r"\A\d+", notice.message_detail or ""))

        self.raw.add_notice_handler(heard)
        try:
            self.tell(f"VACUUM (FULL, VERBOSE) {table}")
        finally:
            self.raw.remove_notice_handler(heard)
        if not kept:
            raise StoreUnavailable(f"the server did not write {table} anew")
        return sum(map(int, kept))

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        psycopg = _driver()
        try:
            yield
        except (psycopg.OperationalError, psycopg.InterfaceError, psycopg.errors.InsufficientPrivilege) as problem:
            raise _unavailable(problem) from problem
        except psycopg.Error as problem:
            if (problem.sqlstate or "").startswith("25"):
                raise _unavailable(problem) from problem
            raise ChainBroken(0, f"the database says: {str(problem).strip()}") from problem


def _unavailable(problem: Exception) -> StoreUnavailable:
    return StoreUnavailable(
        f"the database cannot be used now: {str(problem).strip()}. If an append was cut short, append the same "
        "again: what was kept is passed over"
    )


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
