"""Stores in a database: reading, writing, scrubbing, and projections into tables of your own."""

import logging
import time
from abc import abstractmethod
from collections.abc import Callable
from typing import Any, Generic, TypeVar, Unpack

from casestate.errors import ChainBroken, InvalidQuestion, StoreUnavailable
from casestate.store.interface import Store
from casestate.store.records import Record, read_records
from casestate.store.sql import SqlConnection, SqlTransaction, escaped
from casestate.store.validation import StoreOptions, check_name_lengths
from casestate.texts import is_text

T = TypeVar("T")
C = TypeVar("C", bound=SqlConnection)

_LOG = logging.getLogger("casestate.store")


class SqlStore(Store, Generic[C]):
    """Cases in a database, which may also hold tables of your own."""

    _connection: C
    _begin_read: str
    """The statement that begins a transaction that reads."""
    _begin_write: str
    """The statement that begins a transaction that writes."""

    def __init__(
        self,
        connection: C,
        timeout: float,
        **options: Unpack[StoreOptions],
    ) -> None:
        super().__init__(**options)
        self._connection = connection
        self._transaction = SqlTransaction(connection, self._upcasters)
        self._timeout = timeout
        self._projected: dict[str, int] = {}
        try:
            self._prepare()
            self._scrub_leftovers()
        except BaseException:
            self.close()
            raise

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._connection}>"

    @abstractmethod
    def _prepare(self) -> None:
        """Make the tables if there are none, and refuse a database that is no store."""

    @abstractmethod
    def _rewrite(self, until: float) -> None:
        """Write the tables anew, waiting for others until this time of the monotonic clock."""

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def scrub(self) -> None:
        """Write the tables anew, so that no bytes of destroyed entries remain in the files."""
        self._scrub(self._timeout)

    def project(self, name: str, apply: Callable[[Record, Any], object], *, limit: int = 1000) -> int:
        """
        Bring tables of your own up to the store, each record exactly once. Call it again until it returns 0.

        The position of the projection is kept in the same transaction as the writes of ``apply``. The connection is
        made for this call and closed after it, so nothing that ``apply`` sets on it reaches the store.

        Args:
            name: The name of the projection; each has a position of its own.
            apply: Takes a record and a connection. It must neither commit nor roll back, nor use this store. What it
                raises is raised unchanged.
            limit: The most records in one transaction.

        Returns:
            The number of records applied.

        Raises:
            InvalidQuestion: ``apply`` ended the transaction or used this store; the name or the limit is none; or the
                position of the projection is past the end of the store, or went back.
        """
        if not is_text(name) or type(limit) is not int or limit < 1:
            raise InvalidQuestion(f"a projection needs a name and a limit from 1, not {name!r} and {limit!r}")
        check_name_lengths([name])

        own = self._connection.another()
        transaction = SqlTransaction(own, self._upcasters)

        def work() -> tuple[int, int]:
            position = self._checked_projection(name, _lock_projection(own, name))
            records = read_records(transaction, position, limit)
            with own.lent() as raw:
                for record in records:
                    apply(record, raw)
            reached = records[-1].position if records else position
            _advance_projection(own, name, position, reached)
            return len(records), reached

        try:
            applied, self._projected[name] = self._connection.exclusive(
                lambda: own.transaction(self._begin_write, work)
            )
        finally:
            own.close()
        return applied

    def _checked_projection(self, name: str, position: int) -> int:
        if position < self._projected.get(name, 0):
            raise InvalidQuestion(
                f"the projection {name!r} went back from position {self._projected[name]} to {position}: it was "
                "changed, or the store was replaced by an older copy; open the store again to go on from there"
            )
        return position

    def _read(self, work: Callable[[SqlTransaction], T]) -> T:
        return self._connection.transaction(self._begin_read, lambda: work(self._transaction))

    def _write(self, work: Callable[[SqlTransaction], T]) -> T:
        return self._connection.transaction(self._begin_write, lambda: work(self._transaction))

    def _scrub(self, wait: float) -> None:
        until = time.monotonic() + wait

        def work() -> None:
            last = self._transaction.unscrubbed()
            self._rewrite(until)
            if last:
                self._transaction.set_scrubbed(last)

        try:
            self._connection.exclusive(work)
        except StoreUnavailable as problem:
            raise StoreUnavailable(
                "the files of the store could not be written anew: what was destroyed is gone from every answer, but "
                "bytes of it may be left in them; call scrub() when this is mended: "
                f"{str(problem.__cause__ or problem).strip()}"
            ) from problem

    def _scrub_leftovers(self) -> None:
        """Scrub after a process that was killed before it did, if no other process is in the way."""
        left = self._read(lambda transaction: transaction.unscrubbed())
        if left:
            try:
                self._scrub(0)
            except StoreUnavailable as problem:
                _LOG.warning("after the expungement in position %d %s", left, problem)


def ended_within() -> InvalidQuestion:
    """Return the error for a projection whose function ended its transaction."""
    return InvalidQuestion(
        "what project() applies ended its transaction, or let it go on after a statement had failed in it; leave "
        "commit and rollback to project(), and put a savepoint around a statement that may fail"
    )


def _lock_projection(connection: SqlConnection, name: str) -> int:
    """Return the position of a projection, and hold it until the end of the transaction."""
    values = [escaped(name)]
    insert = "INSERT INTO casestate_projections (name, position) VALUES (?, 0) ON CONFLICT (name) DO NOTHING"
    connection.execute(insert, values)
    connection.execute("UPDATE casestate_projections SET position = position WHERE name = ?", values)
    ((position,),) = connection.query("SELECT position FROM casestate_projections WHERE name = ?", values)
    if type(position) is not int or position < 0:
        raise ChainBroken(0, f"the projection {name!r} has the position {position!r}")
    return position


def _advance_projection(connection: SqlConnection, name: str, before: int, after: int) -> None:
    """Move the position of a projection, unless it is not where it was at the beginning of the transaction."""
    update = "UPDATE casestate_projections SET position = ? WHERE name = ? AND position = ?"
    if connection.execute(update, [after, escaped(name), before]) != 1:
        raise InvalidQuestion(
            f"the position of the projection {name!r} was changed within its transaction; leave the table "
            "casestate_projections to project()"
        )
