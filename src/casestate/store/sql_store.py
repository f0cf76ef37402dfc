"""Stores in a database: reading, writing, scrubbing, and projections into tables of your own."""

import logging
import time
from abc import abstractmethod
from collections.abc import Callable
from typing import Any, TypeVar, Unpack

from casestate.errors import InvalidQuestion, StoreUnavailable
from casestate.store.append import check_name_lengths
from casestate.store.interface import Store, StoreOptions
from casestate.store.records import Record, read_records
from casestate.store.sql import SqlConnection, SqlTransaction
from casestate.texts import is_text

T = TypeVar("T")

_LOG = logging.getLogger("casestate.store")


class SqlStore(Store):
    """Cases in a database, which may also hold tables of your own."""

    _connection: SqlConnection
    _begin_read: str
    """The statement that begins a transaction that reads."""
    _begin_write: str
    """The statement that begins a transaction that writes."""

    def __init__(
        self,
        connection: SqlConnection,
        timeout: float,
        **options: Unpack[StoreOptions],
    ) -> None:
        super().__init__(**options)
        self._connection = connection
        self._timeout = timeout
        try:
            self._prepare()
            self._scrub_leftovers()
        except BaseException:
            self.close()
            raise

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

        The position of the projection is kept in the same transaction as the writes of ``apply``.

        Args:
            name: The name of the projection; each has a position of its own.
            apply: Takes a record and a connection. It must neither commit nor roll back, nor use this store. What it
                raises is raised unchanged.
            limit: The most records in one transaction.

        Returns:
            The number of records applied.

        Raises:
            InvalidQuestion: ``apply`` ended the transaction or used this store; or the name or the limit is none.
        """
        if not is_text(name) or type(limit) is not int or limit < 1:
            raise InvalidQuestion(f"a projection needs a name and a limit from 1, not {name!r} and {limit!r}")
        check_name_lengths([name])

        def work(transaction: SqlTransaction) -> int:
            records = read_records(transaction, transaction.lock_projection(name), limit, self._upcasters)
            with self._connection.lent() as raw:
                for record in records:
                    apply(record, raw)
            if records:
                transaction.advance_projection(name, records[-1].position)
            return len(records)

        return self._connection.transaction(self._begin_write, work)

    def _read(self, work: Callable[[SqlTransaction], T]) -> T:
        return self._connection.transaction(self._begin_read, work)

    def _write(self, work: Callable[[SqlTransaction], T]) -> T:
        return self._connection.transaction(self._begin_write, work)

    def _scrub(self, wait: float) -> None:
        until = time.monotonic() + wait

        def work() -> None:
            transaction = SqlTransaction(self._connection)
            last = transaction.unscrubbed()
            self._rewrite(until)
            if last:
                transaction.set_scrubbed(last)

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
