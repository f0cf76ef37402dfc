"""The common part of stores in a database: tables, connections, and transactions in plain SQL."""

import json
import os
import sys
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager
from functools import cache
from itertools import product
from json.encoder import encode_basestring
from typing import Any, NoReturn, TypeVar

from casestate.codec import Upcasters
from casestate.errors import ChainBroken, InvalidQuestion, StoreUnavailable
from casestate.store.chain import commitment_of
from casestate.store.transaction import CaseEnd, Payload, Row, Tail, Transaction

T = TypeVar("T")
Values = Sequence[Any]

FORMAT = 1
"""The version of the tables."""

TABLES = ("casestate_store", "casestate_records", "casestate_people", "casestate_projections")

_CREATE = """
CREATE TABLE casestate_store (
    format {number} NOT NULL, genesis {bytes} NOT NULL, unscrubbed {number} NOT NULL DEFAULT 0);
CREATE TABLE casestate_records (
    position {number} PRIMARY KEY CHECK (position > 0), case_number {number} NOT NULL, kind TEXT NOT NULL,
    seq {number} NOT NULL, more {number} NOT NULL, imported {number} NOT NULL, stored_at {number} NOT NULL,
    salt {bytes}, payload TEXT, commitment {bytes}, link {bytes} NOT NULL, name TEXT);
CREATE UNIQUE INDEX casestate_by_seq ON casestate_records (case_number, seq) WHERE seq > 0;
CREATE UNIQUE INDEX casestate_by_id ON casestate_records (case_number, name) WHERE kind = 'entry' AND name IS NOT NULL;
CREATE UNIQUE INDEX casestate_by_case ON casestate_records (name) WHERE kind = 'opened' AND name IS NOT NULL;
CREATE INDEX casestate_expunged ON casestate_records (case_number) WHERE kind = 'expunged';
CREATE TABLE casestate_people (person TEXT NOT NULL, case_number {number} NOT NULL, PRIMARY KEY (person, case_number));
CREATE TABLE casestate_projections (name TEXT PRIMARY KEY, position {number} NOT NULL)
"""
_COLUMNS = "position, case_number, kind, seq, more, imported, stored_at, salt, payload, commitment, link, name"
_SELECT = f"SELECT {_COLUMNS} FROM casestate_records "  # noqa: S608  # the columns are named above
_NEW = "position, case_number, kind, seq, more, imported, stored_at, salt, payload, link, name"
_INSERT = f"INSERT INTO casestate_records ({_NEW}) VALUES ({', '.join('?' * 11)})"  # noqa: S608  # likewise
_CASE_END = """
SELECT opened.position,
    (SELECT seq FROM casestate_records WHERE case_number = opened.position AND seq > 0 ORDER BY seq DESC LIMIT 1),
    EXISTS (SELECT 1 FROM casestate_records WHERE case_number = opened.position AND kind = 'expunged'),
    last.position, last.link, last.stored_at
FROM casestate_records opened, casestate_records last
WHERE opened.kind = 'opened' AND opened.name = ? AND last.position = (SELECT max(position) FROM casestate_records)
"""
_MOST_VALUES = 500
"""The most values in one query."""
_TYPES = frozenset(
    (int, int, str, int, int, int, int, salt, payload, commitment, bytes, name)
    for salt, commitment in product((bytes, type(None)), repeat=2)
    for payload, name in product((str, type(None)), repeat=2)
)
"""The types of the values of a row. SQLite keeps any value in any column."""
_FORKED: list[Any] = []
"""Connections of the parent of a forked process. They are kept, because closing them would disturb the parent."""


def create_statements(*, number: str, bytes: str) -> list[str]:
    """Return the statements that make the tables, with a database's types of integers and bytes."""
    return [each.strip().format(number=number, bytes=bytes) for each in _CREATE.split(";")]


class SqlConnection(ABC):
    """
    A connection to a database, used by one thread at a time for one transaction at a time.

    A forked process makes a connection of its own when it first needs one.

    Attributes:
        raw: The driver's connection; ``None`` until it is needed.
    """

    def __init__(self) -> None:
        self.raw: Any = None
        self._turn = threading.RLock()
        self._process = os.getpid()
        self._busy = self._closed = False

    @abstractmethod
    def another(self) -> "SqlConnection":
        """Return another connection to the same database."""

    @abstractmethod
    def connect(self) -> None:
        """Make a connection if there is none, and end a transaction that was interrupted."""

    @abstractmethod
    def translated(self, problem: Exception) -> Exception | None:
        """Return an error of the driver as an error of this library, or ``None`` for other exceptions."""

    @abstractmethod
    def roll_back(self) -> None:
        """Roll back the transaction, if there is one."""

    @abstractmethod
    def lent(self) -> AbstractContextManager[Any]:
        """
        Lend the driver's connection to a function that must not end the transaction, and restore what it set.

        Raises:
            InvalidQuestion: The function ended it, or tried to.
        """

    @abstractmethod
    def check_can_scrub(self) -> None:
        """
        Check that destroyed content could be removed from the files.

        Raises:
            StoreUnavailable: It could never be; nothing is destroyed then.
        """

    @abstractmethod
    def check_indexes(self) -> None:
        """
        Check that the indexes lead to the rows of their tables, and to nothing else.

        Raises:
            ChainBroken: They do not.
        """

    def sql(self, statement: str) -> Any:
        """Return a statement as the driver takes it. ``?`` marks a value."""
        return statement

    def query(self, statement: str, values: Values = ()) -> list[Any]:
        """Return the rows of a query."""
        handled = sys.exception()
        try:
            found: list[Any] = self.raw.execute(self.sql(statement), values).fetchall()
        except Exception as problem:  # noqa: BLE001  # it is raised again
            self._raise(problem, handled)
        return found

    def execute(self, statement: str, values: Values = ()) -> int:
        """Execute a statement, and return the number of rows it changed."""
        handled = sys.exception()
        try:
            changed: int = self.raw.execute(self.sql(statement), values).rowcount
        except Exception as problem:  # noqa: BLE001  # likewise
            self._raise(problem, handled)
        return changed

    def execute_many(self, statement: str, values: Sequence[Values]) -> None:
        """Execute a statement once for each of several lists of values."""
        if len(values) == 1:  # most appends are of one entry, for which no cursor needs to be made
            self.execute(statement, values[0])
            return
        self.translating(lambda: self.raw.cursor().executemany(self.sql(statement), values))

    def translating(self, work: Callable[[], T]) -> T:
        """Run a function of the driver, and raise its errors as errors of this library."""
        handled = sys.exception()
        try:
            return work()
        except Exception as problem:  # noqa: BLE001  # likewise
            self._raise(problem, handled)

    def _raise(self, problem: Exception, handled: BaseException | None) -> NoReturn:
        """Raise an error of the driver as one of this library. ``handled`` was being handled before the driver ran."""
        error = _interrupt_behind(problem, handled) or self.translated(problem)
        if error is None:
            raise problem
        raise error from problem

    def exclusive(self, work: Callable[[], T]) -> T:
        """
        Run a function while other threads wait.

        Raises:
            InvalidQuestion: This thread is within such a function already.
            StoreUnavailable: The store was closed, or cannot be reached.
        """
        self._forget_parent()
        with self._turn:
            if self._busy:
                raise InvalidQuestion(
                    "the store was asked within a transaction of its own, by what project() applies or by its clock; "
                    "use the connection that is given, or open the store a second time"
                )
            try:
                self._busy = True
                if self._closed:
                    raise StoreUnavailable("the store is closed; open it again with open_store")
                self.connect()
                return work()
            finally:
                self._busy = False

    def transaction(self, begin: str, work: Callable[[], T]) -> T:
        """Run a function in a transaction, whose writes are kept together or not at all."""
        return self.exclusive(lambda: self._commit_or_roll_back(begin, work))

    def _commit_or_roll_back(self, begin: str, work: Callable[[], T]) -> T:
        try:
            self.execute(begin)
            result = work()
            self.commit()
        except BaseException:
            try:
                self.roll_back()
            finally:
                self.roll_back()  # an interrupt may have come between
            raise
        return result

    def commit(self) -> None:
        """Commit the transaction."""
        self.execute("COMMIT")

    def close(self) -> None:
        """Close the connection, unless it is that of a parent process."""
        self._forget_parent()
        self._closed = True
        if self.raw is not None:
            self.raw.close()

    def _forget_parent(self) -> None:
        if self._process != os.getpid():
            _FORKED.append(self.raw)
            self.raw, self._turn, self._busy, self._process = None, threading.RLock(), False, os.getpid()


class SqlTransaction(Transaction):
    """The transactions of a connection, of which there is one at a time."""

    def __init__(self, connection: SqlConnection, upcasters: Upcasters) -> None:
        self.upcasters = upcasters
        self._connection = connection
        self._query = connection.query

    @property
    def genesis(self) -> bytes:
        """The link before the first row."""
        return bytes(self.store_column("genesis", bytes))

    def store_column(self, column: str, kind: type) -> Any:
        """Return a column of the only row of ``casestate_store``."""
        found = self._query(f"SELECT {column} FROM casestate_store")  # noqa: S608  # columns are named in this module
        if len(found) != 1 or type(found[0][0]) is not kind:
            raise ChainBroken(0, f"the table casestate_store does not have its {column}")
        return found[0][0]

    def tail(self) -> Tail:
        """Return the end of the store."""
        found = self._query("SELECT position, link, stored_at FROM casestate_records ORDER BY position DESC LIMIT 1")
        if not found:
            return Tail(0, self.genesis, 0)
        tail = Tail(*found[0])
        if (type(tail.link), type(tail.stored_at)) != (bytes, int):
            raise ChainBroken(tail.position, "its link or its time cannot be read")
        return tail

    def case_row(self, name: str) -> Row | None:
        """Return the row that opened a case."""
        return next(iter(self._rows("WHERE kind = 'opened' AND name = ?", [escaped(name)])), None)

    def case_rows(self) -> Sequence[Row]:
        """Return the rows that opened cases."""
        return self._rows("WHERE kind = 'opened' AND name IS NOT NULL ORDER BY position", [])

    def case_end(self, name: str) -> CaseEnd | None:
        """Return the end of a case, and of the store."""
        for case, length, has_losses, *tail in self._query(_CASE_END, [escaped(name)]):
            return CaseEnd(case, length or 0, bool(has_losses), Tail(*tail))
        return None

    def payloads(self, case: int) -> Sequence[Payload]:
        """Return the contents of the entries of a case."""
        select = (
            "SELECT payload, CASE imported WHEN 0 THEN stored_at END FROM casestate_records "
            "WHERE case_number = ? AND seq > 0 ORDER BY seq"
        )
        return self._query(select, [case])

    def entries(self, case: int, after: int = 0) -> Sequence[Row]:
        """Return the entry rows of a case after a ``seq``."""
        return self._rows("WHERE case_number = ? AND seq > 0 AND seq > ? ORDER BY seq", [case, after])

    def entries_with_ids(self, case: int, ids: Collection[str]) -> Sequence[Row]:
        """Return the entry rows of a case that have one of these ids."""
        names, found = [escaped(id) for id in ids], []
        for start in range(0, len(names), _MOST_VALUES):
            some = names[start : start + _MOST_VALUES]
            found += self._rows(_with_names(len(some)), [case, *some])
        return found

    def rows(self, after: int, limit: int) -> Sequence[Row]:
        """Return rows after a position."""
        return self._rows("WHERE position > ? ORDER BY position LIMIT ?", [after, limit])

    def expungements(self) -> Sequence[Row]:
        """Return the rows of expungements."""
        return self._rows("WHERE kind = 'expunged' ORDER BY position", [])

    def cases_concerning(self, person: str) -> Collection[int]:
        """Return the cases that concern a person."""
        found = self._query("SELECT case_number FROM casestate_people WHERE person = ?", [escaped(person)])
        return {case for (case,) in found}

    def people(self) -> Collection[tuple[str, int]]:
        """Return each person with each case that concerns them."""
        found = self._query("SELECT person, case_number FROM casestate_people")
        return [(unescaped(person), case) for person, case in found]

    def insert(self, rows: Sequence[Row], people: Collection[str] = ()) -> None:
        """Add rows at the end."""
        self._connection.execute_many(_INSERT, [_insert_values(row) for row in rows])
        if people:
            insert = "INSERT INTO casestate_people (person, case_number) VALUES (?, ?) ON CONFLICT DO NOTHING"
            self._connection.execute_many(insert, [(escaped(person), rows[0].case) for person in people])

    def destroy(self, rows: Sequence[Row], remaining: Collection[str]) -> None:
        """Destroy payload, salt and name of rows, and note that the files are still to be scrubbed."""
        self._connection.check_can_scrub()
        update = (
            "UPDATE casestate_records SET commitment = ?, salt = NULL, payload = NULL, name = NULL WHERE position = ?"
        )
        self._connection.execute_many(update, [(commitment_of(row), row.position) for row in rows])
        case = rows[0].case
        self._connection.execute("DELETE FROM casestate_people WHERE case_number = ?", [case])
        people = [(escaped(person), case) for person in sorted(remaining)]
        self._connection.execute_many("INSERT INTO casestate_people (person, case_number) VALUES (?, ?)", people)
        self._connection.execute("UPDATE casestate_store SET unscrubbed = ?", [self.tail().position])

    def unscrubbed(self) -> int:
        """Return the position of the last expungement if the files were not scrubbed since; otherwise 0."""
        return int(self.store_column("unscrubbed", int))

    def set_scrubbed(self, position: int) -> None:
        """Note that the files are scrubbed, unless something was destroyed after this expungement."""
        self._connection.execute("UPDATE casestate_store SET unscrubbed = 0 WHERE unscrubbed = ?", [position])

    def check_indexes(self) -> None:
        """Check that no row is outside the chain, and that every index leads to its rows."""
        self._connection.check_indexes()
        for (position,) in self._query("SELECT position FROM casestate_records WHERE position < 1 LIMIT 1"):
            raise ChainBroken(position, "a row stands outside the chain, which begins at 1")
        end = self.tail().position
        reached = "SELECT name, position FROM casestate_projections WHERE position > ? ORDER BY position"
        for name, position in self._query(reached, [end]):
            raise ChainBroken(end + 1, f"the projection {unescaped(name)!r} has applied rows up to {position}")

    def _rows(self, where: str, values: Values) -> list[Row]:
        return [_row(each) for each in self._query(_SELECT + where, values)]


@cache
def _with_names(number: int) -> str:
    return f"WHERE case_number = ? AND name IN ({', '.join('?' * number)}) AND kind = 'entry'"


def _interrupt_behind(problem: BaseException, handled: BaseException | None) -> BaseException | None:
    """Return the interrupt in whose handling a driver met an error, unless it was being handled before."""
    found: BaseException | None = problem
    while isinstance(found, Exception) and found is not handled:
        found = found.__context__
    return None if found is handled else found


def escaped(text: str) -> str:
    """Return text as an indexed column holds it. No database takes every character as it is."""
    return encode_basestring(text)[1:-1]


def unescaped(text: str) -> str:
    """Return the text of an indexed column."""
    return str(json.loads(f'"{text}"')) if "\\" in text else text


def _insert_values(row: Row) -> Values:
    """
    Return the values of a new row. SQLite's driver takes a bytearray as it is, but looks for an adapter of bytes and of
    anything that is not a plain tuple, which would double the time of the statement.
    """
    assert row.salt is not None
    name = None if row.name is None else escaped(row.name)
    return (*row[:7], bytearray(row.salt), row.payload, bytearray(row.link), name)


def _row(values: Any) -> Row:
    row = Row(*values)
    if tuple(map(type, row)) not in _TYPES:
        raise ChainBroken(row.position, "a value in it is of another type than was stored")
    if row.name is None or "\\" not in row.name:
        return row
    try:
        return row._replace(name=unescaped(row.name))
    except ValueError:
        raise ChainBroken(row.position, "the name under which it is found cannot be read") from None
