"""A store in an SQLite database: the one to take, unless several machines are to write."""

import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from secrets import token_bytes
from typing import Any

from casestate.codec import UPCASTERS, Upcasters
from casestate.errors import ChainBroken, NotAStore, StoreUnavailable
from casestate.law import Procedure
from casestate.store.session import Session
from casestate.store.sql import FORMAT, SqlSession, SqlStore, Values, statements
from casestate.store.store import now_utc

MARK = 0x63617365
"""What tells the database of a store from others: its ``application_id``, the letters ``case``."""


class SqliteStore(SqlStore):
    """
    Cases kept in one SQLite file. Several processes of one machine may use it at once; one of them writes at a time.

    Args:
        path: The file.
        clock: As for every store.
        procedures: As for every store.
        upcasters: As for every store.
        timeout: How many seconds to wait for another writer.
    """

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
        self._lock = threading.RLock()
        self._timeout = timeout
        self._database = _Database(os.fspath(path), timeout)
        try:
            self._prepare()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close the file."""
        self._database.raw.close()

    def scrub(self) -> None:
        """Write the file anew from what is in it, and empty its log."""
        with self._lock:
            try:
                self._database.tell("VACUUM")
                ((busy, _, _),) = self._database.ask("PRAGMA wal_checkpoint(TRUNCATE)")
            except StoreUnavailable as problem:
                raise _unscrubbed(self._database.path) from problem
            if busy:
                raise _unscrubbed(self._database.path)

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        with self._transaction("BEGIN IMMEDIATE") as session:
            yield session

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        with self._transaction("BEGIN") as session:
            yield session

    @contextmanager
    def _projecting(self) -> Iterator[tuple[SqlSession, Any]]:
        with self._transaction("BEGIN IMMEDIATE") as session:
            yield session, self._database.raw

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[SqlSession]:
        with self._lock:
            self._database.tell(begin)
            try:
                yield SqlSession(self._database)
                self._database.tell("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    self._database.raw.execute("ROLLBACK")
                raise

    def _prepare(self) -> None:
        """Make the tables where there are none, and refuse what is not a store."""
        if not self._is_store():
            with self._writing():
                if not self._is_store():
                    self._make()
        self._database.log_ahead(self._timeout)
        self._database.tell("PRAGMA synchronous = FULL")
        self._database.tell("PRAGMA secure_delete = ON")

    def _is_store(self) -> bool:
        """Are the tables there? An empty database may become a store, any other may not."""
        path = self._database.path
        try:
            ((mark,),) = self._database.ask("PRAGMA application_id")
            ((version,),) = self._database.ask("PRAGMA user_version")
            ((tables,),) = self._database.ask("SELECT count(*) FROM sqlite_master")
        except ChainBroken as problem:
            raise NotAStore(f"{path} is no SQLite database, or a damaged one; give the path of a store") from problem
        if mark == MARK and version != FORMAT:
            raise NotAStore(f"{path} is a store of format {version}, and this library reads {FORMAT}; update it")
        if mark != MARK and (tables or mark):
            raise NotAStore(f"{path} is a database of something else; give a path of its own to a store")
        return bool(mark == MARK)

    def _make(self) -> None:
        for each in statements():
            self._database.tell(each.format(number="INTEGER", bytes="BLOB"))
        self._database.tell("INSERT INTO casestate_store (format, genesis) VALUES (?, ?)", [FORMAT, token_bytes(32)])
        self._database.tell(f"PRAGMA application_id = {MARK}")
        self._database.tell(f"PRAGMA user_version = {FORMAT}")


class _Database:
    """A connection whose errors are told in plain words."""

    def __init__(self, path: str, timeout: float) -> None:
        self.path = path
        with self._plainly():
            self.raw = sqlite3.connect(path, timeout=timeout, isolation_level=None, check_same_thread=False)

    def ask(self, sql: str, values: Values = ()) -> list[Any]:
        """The rows of an answer."""
        with self._plainly():
            return self.raw.execute(sql, values).fetchall()

    def tell(self, sql: str, values: Values = ()) -> None:
        """Do something."""
        with self._plainly():
            self.raw.execute(sql, values)

    def tell_each(self, sql: str, values: Sequence[Values]) -> None:
        """Do something for each of several values."""
        with self._plainly():
            self.raw.executemany(sql, values)

    def log_ahead(self, timeout: float) -> None:
        """Write to a log first, so that readers and the writer do not wait for each other."""
        until = time.monotonic() + timeout
        while True:
            try:
                self.ask("PRAGMA journal_mode = WAL")
            except StoreUnavailable:
                if time.monotonic() > until:
                    raise
                time.sleep(0.01)
            else:
                return

    def _plainly(self) -> "_Plainly":
        return _Plainly(self.path)


class _Plainly:
    """The errors of the database as those of the library. A class, because it is entered for every statement."""

    __slots__ = ("_path",)

    def __init__(self, path: str) -> None:
        self._path = path

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, problem: BaseException | None, trace: object) -> None:
        if isinstance(problem, sqlite3.OperationalError) and "decode" not in str(problem):
            raise StoreUnavailable(
                f"{self._path} cannot be used now: {problem}. What it holds is as it was; "
                "mend that and do the same again"
            ) from problem
        if isinstance(problem, sqlite3.ProgrammingError):
            raise StoreUnavailable(f"{self._path} is closed; open it again with open_store") from problem
        if isinstance(problem, sqlite3.DatabaseError):
            raise ChainBroken(0, f"the database says: {problem}") from problem


def _unscrubbed(path: str) -> StoreUnavailable:
    return StoreUnavailable(
        f"the entries are destroyed, but bytes of them may be left in the log of {path} while others read it; "
        "call scrub() when they are done"
    )
