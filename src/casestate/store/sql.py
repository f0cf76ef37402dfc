"""What stores in a database have in common: their tables, and a session that asks them in plain SQL."""

import json
import logging
import time
from abc import abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import product
from json.encoder import encode_basestring
from typing import Any

from casestate.errors import ChainBroken, InvalidQuestion, StoreUnavailable
from casestate.store.chain import committed
from casestate.store.connected import Connected, Values
from casestate.store.present import recorded
from casestate.store.records import Record
from casestate.store.rows import Ends, Row, Tail, Told, refuse_too_long
from casestate.store.session import Session
from casestate.store.store import Store
from casestate.texts import is_text

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
_LOG = logging.getLogger("casestate.store")
_MOST = 500
"""The most values put into one question."""
_TYPES = frozenset(
    (int, int, str, int, int, int, int, salt, payload, commitment, bytes, name)
    for salt, commitment in product((bytes, type(None)), repeat=2)
    for payload, name in product((str, type(None)), repeat=2)
)
"""Of what types the values of a row are; SQLite keeps any value in any column."""


class SqlSession(Session):
    """A transaction in a database that has the tables."""

    def __init__(self, connection: Connected) -> None:
        self._connection = connection
        self._ask = connection.ask

    @property
    def genesis(self) -> bytes:
        """The link before the first row."""
        return bytes(self.of_store("genesis", bytes))

    def of_store(self, column: str, kind: type) -> Any:
        """What the store says of itself, in its only row."""
        found = self._ask(f"SELECT {column} FROM casestate_store")  # noqa: S608  # columns are named here
        if len(found) != 1 or type(found[0][0]) is not kind:
            raise ChainBroken(0, f"the table casestate_store does not say its {column}")
        return found[0][0]

    def tail(self) -> Tail:
        """Where the next row goes."""
        found = self._ask("SELECT position, link, stored_at FROM casestate_records ORDER BY position DESC LIMIT 1")
        if not found:
            return Tail(0, self.genesis, 0)
        tail = Tail(*found[0])
        if (type(tail.link), type(tail.stored_at)) != (bytes, int):
            raise ChainBroken(tail.position, "its link or its time cannot be read")
        return tail

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
        """Destroy what rows say, and note that it is still to be taken out of the files."""
        self._connection.refuse_unscrubbable()
        which = (
            "UPDATE casestate_records SET commitment = ?, salt = NULL, payload = NULL, name = NULL WHERE position = ?"
        )
        self._connection.tell_each(which, [(committed(row), row.position) for row in rows])
        case = rows[0].case
        self._connection.tell("DELETE FROM casestate_people WHERE case_number = ?", [case])
        people = [(escaped(person), case) for person in sorted(remaining)]
        self._connection.tell_each("INSERT INTO casestate_people (person, case_number) VALUES (?, ?)", people)
        self._connection.tell("UPDATE casestate_store SET unscrubbed = ?", [self.tail().position])

    def unscrubbed(self) -> int:
        """The position of an expungement after which the files were not scrubbed yet; 0 where there is none."""
        return int(self.of_store("unscrubbed", int))

    def scrubbed(self, position: int) -> None:
        """Note that the files are scrubbed, unless something was destroyed after that expungement."""
        self._connection.tell("UPDATE casestate_store SET unscrubbed = 0 WHERE unscrubbed = ?", [position])

    def refuse_unsound(self) -> None:
        """Is every row within the chain, and found where it is looked for?"""
        self._connection.refuse_damage()
        for (position,) in self._ask("SELECT position FROM casestate_records WHERE position < 1 LIMIT 1"):
            raise ChainBroken(position, "a row stands outside of the chain, which begins at 1")

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

    _connected: Connected
    _timeout: float
    _reads: str
    """How a transaction begins that reads."""
    _writes: str
    """How one begins that writes."""

    def close(self) -> None:
        """Let go of the connection."""
        self._connected.close()

    def scrub(self) -> None:
        """Write anew what holds the tables, from what is in them."""
        self._scrub(self._timeout)

    def project(self, name: str, apply: Callable[[Record, Any], object], *, limit: int = 1000) -> int:
        """
        Bring tables of your own up to the store, each record exactly once: call it again until it returns 0.

        How far it came is kept in the same transaction as what ``apply`` writes: both are kept, or neither is.

        Args:
            name: Of the projection; each has a position of its own.
            apply: Takes a record and the connection. It must neither commit nor roll back, nor ask this store; what it
                raises comes out as it is.
            limit: The most records to take in one transaction.

        Returns:
            How many records were taken.

        Raises:
            InvalidQuestion: ``apply`` ended the transaction or asked this store; or there is no name, or no such limit.
        """
        if not is_text(name) or type(limit) is not int or limit < 1:
            raise InvalidQuestion(f"a projection needs a name and a limit from 1, not {name!r} and {limit!r}")
        refuse_too_long([name])
        with self._transaction(self._writes) as session:
            records = recorded(session, session.reached(name), limit, self._upcasters)
            with self._connected.lent() as connection:
                for record in records:
                    apply(record, connection)
            if records:
                session.reach(name, records[-1].position)
        return len(records)

    @abstractmethod
    def _rewrite(self, until: float) -> None:
        """Write the tables anew, waiting for others until then, by the clock that only goes forward."""

    @contextmanager
    def _writing(self) -> Iterator[SqlSession]:
        with self._transaction(self._writes) as session:
            yield session

    @contextmanager
    def _reading(self) -> Iterator[SqlSession]:
        with self._transaction(self._reads) as session:
            yield session

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[SqlSession]:
        with self._connected.transaction(begin):
            yield SqlSession(self._connected)

    def _scrub(self, wait: float) -> None:
        until = time.monotonic() + wait
        try:
            with self._connected.alone():
                session = SqlSession(self._connected)
                last = session.unscrubbed()
                self._rewrite(until)
                if last:
                    session.scrubbed(last)
        except StoreUnavailable as problem:
            raise StoreUnavailable(
                "the files of the store could not be written anew: what was destroyed is gone from every answer, but "
                "bytes of it may be left in them; call scrub() when this is mended: "
                f"{str(problem.__cause__ or problem).strip()}"
            ) from problem

    def _scrub_what_was_left(self) -> None:
        """Scrub at once where somebody ended after destroying and before scrubbing, if nobody is in the way."""
        with self._reading() as session:
            left = session.unscrubbed()
        if left:
            try:
                self._scrub(0)
            except StoreUnavailable as problem:
                _LOG.warning("after the expungement in position %d %s", left, problem)


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
    if tuple(map(type, row)) not in _TYPES:
        raise ChainBroken(row.position, "a value in it is of another type than was stored")
    if row.name is None or "\\" not in row.name:
        return row
    try:
        return row._replace(name=as_given(row.name))
    except ValueError:
        raise ChainBroken(row.position, "the name under which it is found cannot be read") from None
