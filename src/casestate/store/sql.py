"""What stores in a database have in common: their tables, and a session that asks them in plain SQL."""

import json
from abc import abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from json.encoder import encode_basestring
from typing import Any, Protocol

from casestate.errors import ChainBroken
from casestate.store.chain import committed
from casestate.store.present import recorded
from casestate.store.records import Record
from casestate.store.rows import Ends, Row, Tail, Told
from casestate.store.session import Session
from casestate.store.store import Store

FORMAT = 1
"""The version of the tables."""

TABLES = """
CREATE TABLE casestate_store (format {number} NOT NULL, genesis {bytes} NOT NULL);
CREATE TABLE casestate_records (
    position {number} PRIMARY KEY, case_number {number} NOT NULL, kind TEXT NOT NULL, seq {number} NOT NULL,
    more {number} NOT NULL, imported {number} NOT NULL, stored_at {number} NOT NULL, salt {bytes}, payload TEXT,
    commitment {bytes}, link {bytes} NOT NULL, name TEXT);
CREATE UNIQUE INDEX casestate_by_seq ON casestate_records (case_number, seq) WHERE seq > 0;
CREATE UNIQUE INDEX casestate_by_id ON casestate_records (case_number, name) WHERE kind = 'entry' AND name IS NOT NULL;
CREATE UNIQUE INDEX casestate_by_case ON casestate_records (name) WHERE kind = 'opened' AND name IS NOT NULL;
CREATE INDEX casestate_expunged ON casestate_records (case_number) WHERE kind = 'expunged';
CREATE TABLE casestate_people (person TEXT NOT NULL, case_number {number} NOT NULL, PRIMARY KEY (person, case_number));
CREATE TABLE casestate_projections (name TEXT PRIMARY KEY, position {number} NOT NULL)
"""
"""The tables, with what each database calls a whole number and bytes."""

_COLUMNS = "position, case_number, kind, seq, more, imported, stored_at, salt, payload, commitment, link, name"
_SELECT = f"SELECT {_COLUMNS} FROM casestate_records "  # noqa: S608  # columns are named above
_NEW = "position, case_number, kind, seq, more, imported, stored_at, salt, payload, link, name"
_INSERT = f"INSERT INTO casestate_records ({_NEW}) VALUES ({', '.join('?' * 11)})"  # noqa: S608  # likewise
_ENDS = """
SELECT opened.position,
    (SELECT seq FROM casestate_records WHERE case_number = opened.position AND seq > 0 ORDER BY seq DESC LIMIT 1),
    EXISTS (SELECT 1 FROM casestate_records WHERE case_number = opened.position AND kind = 'expunged'),
    last.position, last.link, last.stored_at
FROM casestate_records opened, casestate_records last
WHERE opened.kind = 'opened' AND opened.name = ? AND last.position = (SELECT max(position) FROM casestate_records)
"""
_MOST = 500
"""The most values put into one question."""

Values = Sequence[Any]


class Connection(Protocol):
    """What a session needs of a database: questions with ``?`` for values, alone or many at once."""

    def ask(self, sql: str, values: Values = ()) -> list[Any]:
        """The rows of an answer."""

    def tell(self, sql: str, values: Values = ()) -> None:
        """Do something."""

    def tell_each(self, sql: str, values: Sequence[Values]) -> None:
        """Do something for each of several values."""


class SqlSession(Session):
    """A transaction in a database that has the tables."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._ask = connection.ask

    @property
    def genesis(self) -> bytes:
        """The link before the first row."""
        ((genesis,),) = self._ask("SELECT genesis FROM casestate_store")
        return bytes(genesis)

    def tail(self) -> Tail:
        """Where the next row goes."""
        found = self._ask("SELECT position, link, stored_at FROM casestate_records ORDER BY position DESC LIMIT 1")
        return Tail(*found[0]) if found else Tail(0, self.genesis, 0)

    def case_name(self, case: int) -> str | None:
        """The name of the case opened at a position."""
        found = self._rows("WHERE position = ?", [case])
        return found[0].name if found else None

    def heading(self, case: str) -> Row | None:
        """The row that opened a case."""
        found = self._ask(_SELECT + "WHERE kind = 'opened' AND name = ?", [escaped(case)])
        return _row(found[0]) if found else None

    def headings(self) -> Sequence[Row]:
        """The rows that opened cases."""
        return self._rows("WHERE kind = 'opened' AND name IS NOT NULL ORDER BY position", [])

    def ends(self, case: str) -> Ends | None:
        """Where a case ends, and the store."""
        for number, length, lost, position, link, stored_at in self._ask(_ENDS, [escaped(case)]):
            return Ends(number, length or 0, bool(lost), Tail(position, link, stored_at))
        return None

    def told(self, case: int) -> Sequence[Told]:
        """What the rows of a case tell of its entries."""
        which = (
            "SELECT payload, CASE imported WHEN 0 THEN stored_at END FROM casestate_records "
            "WHERE case_number = ? AND seq > 0 ORDER BY seq"
        )
        return [Told(*each) for each in self._ask(which, [case])]

    def entries(self, case: int, after: int = 0) -> Sequence[Row]:
        """The entries of a case after a place in it."""
        return self._rows("WHERE case_number = ? AND seq > 0 AND seq > ? ORDER BY seq", [case, after])

    def named(self, case: int, ids: Collection[str]) -> Sequence[Row]:
        """The entries of a case that have one of these ids."""
        names, found = [escaped(id) for id in ids], []
        for start in range(0, len(names), _MOST):
            some = names[start : start + _MOST]
            which = f"WHERE case_number = ? AND name IN ({', '.join('?' * len(some))}) AND kind = 'entry'"
            found += self._rows(which, [case, *some])
        return found

    def rows(self, after: int, limit: int) -> Sequence[Row]:
        """The rows after a position."""
        return self._rows("WHERE position > ? ORDER BY position LIMIT ?", [after, limit])

    def expungements(self) -> Sequence[Row]:
        """The rows that say what was destroyed."""
        return self._rows("WHERE kind = 'expunged' ORDER BY position", [])

    def concerned(self, person: str) -> Collection[int]:
        """The cases that concern a person."""
        return {
            case
            for (case,) in self._ask("SELECT case_number FROM casestate_people WHERE person = ?", [escaped(person)])
        }

    def people(self) -> Iterable[tuple[str, int]]:
        """Every person with every case."""
        found = self._ask("SELECT person, case_number FROM casestate_people")
        return [(as_given(person), case) for person, case in found]

    def add(self, rows: Sequence[Row], people: Collection[str] = ()) -> None:
        """Keep new rows at the end."""
        self._connection.tell_each(_INSERT, [_new(row) for row in rows])
        if people:
            which = "INSERT INTO casestate_people (person, case_number) VALUES (?, ?) ON CONFLICT DO NOTHING"
            self._connection.tell_each(which, [(escaped(person), rows[0].case) for person in people])

    def destroy(self, rows: Sequence[Row], remaining: Collection[str]) -> None:
        """Destroy what rows say."""
        which = (
            "UPDATE casestate_records SET commitment = ?, salt = NULL, payload = NULL, name = NULL WHERE position = ?"
        )
        self._connection.tell_each(which, [(committed(row), row.position) for row in rows])
        case = rows[0].case
        self._connection.tell("DELETE FROM casestate_people WHERE case_number = ?", [case])
        people = [(escaped(person), case) for person in sorted(remaining)]
        self._connection.tell_each("INSERT INTO casestate_people (person, case_number) VALUES (?, ?)", people)

    def reached(self, projection: str) -> int:
        """How far a projection has come; it is held against other readers of it until the end of the transaction."""
        name = escaped(projection)
        which = "INSERT INTO casestate_projections (name, position) VALUES (?, 0) ON CONFLICT (name) DO NOTHING"
        self._connection.tell(which, [name])
        lock = "UPDATE casestate_projections SET position = position WHERE name = ?"
        self._connection.tell(lock, [name])
        ((position,),) = self._ask("SELECT position FROM casestate_projections WHERE name = ?", [name])
        return int(position)

    def reach(self, projection: str, position: int) -> None:
        """Note how far a projection has come."""
        which = "UPDATE casestate_projections SET position = ? WHERE name = ?"
        self._connection.tell(which, [position, escaped(projection)])

    def _rows(self, which: str, values: Values) -> list[Row]:
        return [_row(each) for each in self._ask(_SELECT + which, values)]


class SqlStore(Store):
    """Cases kept in a database, which may hold tables of yours, too."""

    @abstractmethod
    def _projecting(self) -> AbstractContextManager[tuple[SqlSession, Any]]:
        """A transaction that writes to other tables than those of the store, with its connection."""

    def project(self, name: str, apply: Callable[[Record, Any], object], *, limit: int = 1000) -> int:
        """
        Bring tables of your own up to the store, each record exactly once: call it again until it returns 0.

        How far it came is kept in the same transaction as what ``apply`` writes: both are kept, or neither is.

        Args:
            name: Of the projection; each has a position of its own.
            apply: Takes a record and the connection, and must neither commit nor roll back.
            limit: The most records to take in one transaction.

        Returns:
            How many records were taken.
        """
        with self._projecting() as (session, connection):
            records = recorded(session, session.reached(name), limit, self._upcasters)
            for record in records:
                apply(record, connection)
            if records:
                session.reach(name, records[-1].position)
        return len(records)


def statements() -> Iterator[str]:
    """Each statement that makes a table or an index."""
    return (each.strip() for each in TABLES.split(";"))


def escaped(text: str) -> str:
    """Text as a column for finding holds it: no database takes every character as it is."""
    return encode_basestring(text)[1:-1]


def as_given(text: str) -> str:
    """Text that was escaped."""
    return str(json.loads(f'"{text}"')) if "\\" in text else text


def _new(row: Row) -> Values:
    """
    The values of a new row. SQLite's driver takes bytearrays as they are, and looks for an adapter of bytes and of
    what is no plain tuple, which would double the time of the whole statement.
    """
    assert row.salt is not None
    name = None if row.name is None else escaped(row.name)
    return (*row[:7], bytearray(row.salt), row.payload, bytearray(row.link), name)


def _row(values: Any) -> Row:
    row = Row(*values)
    if row.name is None or (type(row.name) is str and "\\" not in row.name):
        return row
    try:
        return row._replace(name=as_given(row.name))
    except (ValueError, TypeError):
        raise ChainBroken(row.position, "the name under which it is found cannot be read") from None
