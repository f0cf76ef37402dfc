"""A connection to an SQLite file, and its errors in plain words."""

import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from casestate.errors import ChainBroken, StoreUnavailable
from casestate.store.connected import Connected, Values, ended_within
from casestate.store.tables import NAMES, name_made, statements

_EFFECTIVE = os.access in os.supports_effective_ids


class Database(Connected):
    """
    A connection to an SQLite file.

    Attributes:
        path: The file, as it was given.
        writable: May it be written?
    """

    def __init__(self, path: str, timeout: float) -> None:
        super().__init__()
        self.path = path
        self._timeout = timeout
        self._place = path if path == ":memory:" else os.path.abspath(path)
        self.writable = not os.path.exists(self._place) or _may_be_written(self._place)
        self._unchanging = False
        self._opened: tuple[object, ...] | None = None

    def connect(self) -> None:
        """See to it that there is a connection, and that its file is still the one at the path."""
        if self._raw is None:
            self._open()
        self.roll_back()
        if self._opened is not None and self._found() != self._opened:
            raise StoreUnavailable(
                f"{self.path} was removed, or another file is there now; see what became of it, and open the store "
                "again with open_store"
            )

    def ask(self, sql: str, values: Values = ()) -> list[Any]:
        """The rows of an answer."""
        with self._plainly():
            return list(self.raw.execute(sql, values).fetchall())

    def tell(self, sql: str, values: Values = ()) -> None:
        """Do something."""
        with self._plainly():
            self.raw.execute(sql, values)

    def tell_each(self, sql: str, values: Sequence[Values]) -> None:
        """Do something for each of several values."""
        with self._plainly():
            self.raw.executemany(sql, values)

    def roll_back(self) -> None:
        """Undo what was done in a transaction, if there is one."""
        with suppress(sqlite3.Error):
            if self.raw.in_transaction:
                self.raw.execute("ROLLBACK")

    @contextmanager
    def lent(self) -> Iterator[Any]:
        """The connection for somebody else, who can neither commit nor roll back."""
        refused: list[int] = []

        def allowed(action: int, *_: object) -> int:
            if action != sqlite3.SQLITE_TRANSACTION:
                return sqlite3.SQLITE_OK
            refused.append(action)
            return sqlite3.SQLITE_DENY

        self.raw.set_authorizer(allowed)
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

    def refuse_unscrubbable(self) -> None:
        """Whoever can write a file can write it anew."""

    def refuse_damage(self) -> None:
        """Are the tables and indexes those that were made, and does each index lead to the rows of its table?"""
        made = {name_made(each): each for each in statements(number="INTEGER", bytes="BLOB")}
        for name, sql in self.ask("SELECT name, sql FROM sqlite_master"):
            if sql != made.get(name, sql):
                raise ChainBroken(0, f"{name} is not as it was made")
        for table in NAMES:
            found = self.ask(f"PRAGMA integrity_check({table})")
            if found != [("ok",)]:
                raise ChainBroken(0, f"the database says: {found[0][0]}")

    def log_ahead(self) -> None:
        """Write to a log first, so that readers and the writer do not wait for each other."""
        until = time.monotonic() + self._timeout
        while True:
            try:
                self.ask("PRAGMA journal_mode = WAL")
            except StoreUnavailable:
                if time.monotonic() > until:
                    raise
                time.sleep(0.01)
            else:
                return

    @contextmanager
    def waiting(self, seconds: float) -> Iterator[None]:
        """Others are waited for so long."""
        self.ask(f"PRAGMA busy_timeout = {int(seconds * 1000)}")
        try:
            yield
        finally:
            self.ask(f"PRAGMA busy_timeout = {int(self._timeout * 1000)}")

    def _open(self) -> None:
        """Open the file; one that may not be written, and that nobody has open, as one that nobody changes."""
        address = self._place
        if not self.writable:
            self._unchanging = not self._is_in_use()
            address = f"{Path(self._place).as_uri()}?mode=ro&immutable={int(self._unchanging)}"
        with self._plainly():
            self._raw = sqlite3.connect(
                address, timeout=self._timeout, isolation_level=None, check_same_thread=False, uri=not self.writable
            )
        self.tell("PRAGMA synchronous = FULL")
        self.tell("PRAGMA secure_delete = ON")
        ((_, _, file), *_) = self.ask("PRAGMA database_list")
        self._opened = self._found() if file else None

    def _found(self) -> tuple[object, ...] | None:
        """What tells the file at the path from others; of one that nobody is to change, also from itself later."""
        try:
            there = os.stat(self._place)
        except OSError:
            return ()
        which = (there.st_dev, there.st_ino)
        return which if not self._unchanging else (*which, there.st_size, there.st_mtime_ns, self._is_in_use())

    def _is_in_use(self) -> bool:
        return any(os.path.exists(self._place + end) for end in ("-wal", "-journal"))

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
        if isinstance(problem, sqlite3.ProgrammingError) or _passes(problem):
            raise StoreUnavailable(
                f"{self._path} cannot be used now: {problem}. What it holds is as it was; "
                "mend that and do the same again"
            ) from problem
        if isinstance(problem, sqlite3.DatabaseError | UnicodeDecodeError):
            raise ChainBroken(0, f"the database says: {problem}") from problem


def _passes(problem: BaseException | None) -> bool:
    """Is it gone when its cause is? That a table or a column is missing, or that text is no text, is not."""
    code = getattr(problem, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return isinstance(problem, sqlite3.OperationalError) and code != sqlite3.SQLITE_ERROR


def _may_be_written(path: str) -> bool:
    """May this process write a file, and the log beside it?"""
    places = (path, os.path.dirname(path))
    return all(os.access(place, os.W_OK, effective_ids=_EFFECTIVE) for place in places)
