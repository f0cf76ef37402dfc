"""A store in an SQLite database: the one to choose, unless several machines write."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_bytes
from typing import Any, Unpack

from casestate.errors import ChainBroken, NotAStore, StoreUnavailable
from casestate.store.address import shown
from casestate.store.sql import FORMAT, TABLES, SqlConnection, create_statements
from casestate.store.sql_store import SqlStore, ended_within
from casestate.store.validation import OWNER_ONLY, StoreOptions

APPLICATION_ID = 0x63617365
"""The ``application_id`` of the database of a store: the letters ``case``."""

_STATEMENTS = create_statements(number="INTEGER", bytes="BLOB")
_SMALLEST_FILE = 512
"""The bytes of the smallest database: one page of the smallest size."""
_EFFECTIVE_IDS = os.access in os.supports_effective_ids


class SqliteStore(SqlStore["SqliteConnection"]):
    """
    Cases in one SQLite file. Several processes of one machine may use it at once; one of them writes at a time.

    A file that may not be written, or whose directory may not, can be read and verified.

    Args:
        path: The file.
        timeout: The seconds to wait for another writer.
        options: Those of every store.
    """

    _begin_read = "BEGIN"
    _begin_write = "BEGIN IMMEDIATE"

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        timeout: float = 30.0,
        **options: Unpack[StoreOptions],
    ) -> None:
        super().__init__(SqliteConnection(os.fspath(path), timeout), timeout, **options)

    @property
    def files(self) -> tuple[Path, ...]:
        """The file, and those that SQLite keeps beside it."""
        return tuple([Path(self._connection.absolute + suffix) for suffix in ("", "-wal", "-shm", "-journal")])

    def _rewrite(self, until: float) -> None:
        """Write the file anew, and empty its write-ahead log."""
        connection = self._connection
        with connection.waiting(max(0.0, until - time.monotonic())):
            connection.execute("VACUUM")
            ((busy, _, _),) = connection.query("PRAGMA wal_checkpoint(TRUNCATE)")
        if busy:
            raise StoreUnavailable(f"others read the log of {connection}")

    def _prepare(self) -> None:
        connection = self._connection
        try:
            exists = self._read(lambda _: self._is_store())
        except ChainBroken as problem:
            raise NotAStore(
                f"{connection} is no SQLite database, or a damaged one; give the path of a store"
            ) from problem
        if not exists:
            self._write(lambda _: None if self._is_store() else self._make_tables())
        if connection.writable:
            connection.exclusive(connection.use_write_ahead_log)

    def _is_store(self) -> bool:
        """Return whether the tables are there. An empty database may become a store; any other is refused."""
        path = self._connection
        ((application,),) = self._connection.query("PRAGMA application_id")
        ((version,),) = self._connection.query("PRAGMA user_version")
        ((tables,),) = self._connection.query("SELECT count(*) FROM sqlite_master")
        if application == APPLICATION_ID and version != FORMAT:
            raise NotAStore(f"{path} is a store of format {version}, and this library reads {FORMAT}; update it")
        if application != APPLICATION_ID and (tables or application):
            raise NotAStore(f"{path} is a database of something else; give a path of its own to a store")
        return bool(application == APPLICATION_ID)

    def _make_tables(self) -> None:
        insert = "INSERT INTO casestate_store (format, genesis) VALUES (?, ?)"
        for statement in _STATEMENTS:
            self._connection.execute(statement)
        self._connection.execute(insert, [FORMAT, token_bytes(32)])
        self._connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        self._connection.execute(f"PRAGMA user_version = {FORMAT}")


class SqliteConnection(SqlConnection):
    """
    A connection to an SQLite file.

    Attributes:
        path: The file, as it was given.
        absolute: The same as an absolute path.
        writable: Whether this process may write it.
    """

    def __init__(self, path: str, timeout: float) -> None:
        super().__init__()
        self.path = path
        self._timeout = timeout
        self.absolute = os.path.abspath(path)
        self.writable = not os.path.exists(self.absolute) or _may_write(self.absolute)
        self._immutable = False
        self._identity: tuple[object, ...] = ()
        self._has_pages = False

    def __str__(self) -> str:
        return shown(self.path)

    def another(self) -> "SqliteConnection":
        """Return another connection to the same file."""
        return SqliteConnection(self.absolute, self._timeout)

    def connect(self) -> None:
        """Make a connection if there is none, and check that its file is still the one at the path."""
        if self.raw is None:
            self._open()
        self.roll_back()
        self._check_file()

    def commit(self) -> None:
        """Commit, and check that the file is still there: nothing is acknowledged that is written to no file."""
        super().commit()
        self._check_file()

    def translated(self, problem: Exception) -> Exception | None:
        """Return an error of SQLite as an error of this library."""
        if isinstance(problem, sqlite3.ProgrammingError) or _is_temporary(problem):
            return StoreUnavailable(
                f"{self} cannot be used now: {problem}. What it holds is as it was; mend that and do the same again"
            )
        if isinstance(problem, sqlite3.DatabaseError | UnicodeDecodeError):
            return ChainBroken(0, f"the database says: {problem}")
        return None

    def roll_back(self) -> None:
        """Roll back the transaction, if there is one."""
        with suppress(sqlite3.Error):
            if self.raw.in_transaction:
                self.raw.execute("ROLLBACK")

    @contextmanager
    def lent(self) -> Iterator[Any]:
        """Lend the driver's connection. An authorizer refuses to commit or roll back."""
        refused: list[int] = []

        def authorize(action: int, *_: object) -> int:
            if action != sqlite3.SQLITE_TRANSACTION:
                return sqlite3.SQLITE_OK
            refused.append(action)
            return sqlite3.SQLITE_DENY

        self.raw.set_authorizer(authorize)
        try:
            yield self.raw
        except sqlite3.DatabaseError as problem:
            if refused and "not authorized" in str(problem):
                raise ended_within() from problem
            raise
        finally:
            self.raw.set_authorizer(None)
        if not self.raw.in_transaction:
            raise ended_within()

    def check_can_scrub(self) -> None:
        """Do nothing: a process that can write a file can write it anew."""

    def check_indexes(self) -> None:
        """Check that tables and indexes are as they were made, and that each index leads to the rows of its table."""
        made = {next(word for word in each.split() if word.startswith("casestate_")): each for each in _STATEMENTS}
        for name, sql in self.query("SELECT name, sql FROM sqlite_master"):
            if sql != made.get(name, sql):
                raise ChainBroken(0, f"{name} is not as it was made")
        for table in TABLES:
            found = self.query(f"PRAGMA integrity_check({table})")
            if found != [("ok",)]:
                raise ChainBroken(0, f"the database says: {found[0][0]}")

    def use_write_ahead_log(self) -> None:
        """Switch to a write-ahead log, so that readers and the writer do not wait for each other."""
        until = time.monotonic() + self._timeout
        while True:
            try:
                self.query("PRAGMA journal_mode = WAL")
            except StoreUnavailable:
                if time.monotonic() > until:
                    raise
                time.sleep(0.01)
            else:
                return

    @contextmanager
    def waiting(self, seconds: float) -> Iterator[None]:
        """Wait so long for others within the block."""
        self.query(f"PRAGMA busy_timeout = {int(seconds * 1000)}")
        try:
            yield
        finally:
            self.query(f"PRAGMA busy_timeout = {int(self._timeout * 1000)}")

    def _open(self) -> None:
        """Open the file. One that may not be written, and that nobody has open, is opened as one that never changes."""
        address = self.absolute
        if self.writable:
            with suppress(OSError):  # a file that exists keeps its permissions, and SQLite reports other problems
                os.close(os.open(self.absolute, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY))
        else:
            self._immutable = not self._is_in_use()
            address = f"{Path(self.absolute).as_uri()}?mode=ro&immutable={int(self._immutable)}"
        self.raw = self.translating(
            lambda: sqlite3.connect(
                address, timeout=self._timeout, isolation_level=None, check_same_thread=False, uri=not self.writable
            )
        )
        self.execute("PRAGMA synchronous = FULL")
        self.execute("PRAGMA secure_delete = ON")
        self._identity, _ = self._file_state()

    def _check_file(self) -> None:
        """
        Check that the file is the one that was opened, and was not emptied. SQLite itself notices neither.

        Raises:
            StoreUnavailable: It is another file, or none, or an emptied one.
        """
        identity, size = self._file_state()
        if identity != self._identity or (self._has_pages and size < _SMALLEST_FILE):
            raise StoreUnavailable(
                f"{self} was removed or emptied, or another file is there now, so what was appended last may be "
                "lost; see what became of the file, open the store again with open_store, and append the same again"
            )
        self._has_pages = size >= _SMALLEST_FILE

    def _file_state(self) -> tuple[tuple[object, ...], int]:
        """Return what identifies the file at the path, and its size. An immutable file is identified by its state."""
        try:
            found = os.stat(self.absolute)
        except OSError:
            return (), 0
        identity = (found.st_dev, found.st_ino)
        if self._immutable:
            return (*identity, found.st_size, found.st_mtime_ns, self._is_in_use()), found.st_size
        return identity, found.st_size

    def _is_in_use(self) -> bool:
        return any(os.path.exists(self.absolute + suffix) for suffix in ("-wal", "-journal"))


def _is_temporary(problem: BaseException) -> bool:
    """Return whether an error may go away. A missing table or column, or bytes that are no text, will not."""
    code = getattr(problem, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return isinstance(problem, sqlite3.OperationalError) and code != sqlite3.SQLITE_ERROR


def _may_write(path: str) -> bool:
    """Return whether this process may write a file, and the log beside it."""
    return all(os.access(each, os.W_OK, effective_ids=_EFFECTIVE_IDS) for each in (path, os.path.dirname(path)))
