"""Tables of one's own are brought up to a store, each record exactly once, whatever is tried."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import stores
from databases import begun, ids, noted, outside

from casestate.errors import InvalidQuestion
from casestate.store import Store, open_store

psycopg = pytest.importorskip("psycopg")


@pytest.fixture(params=("sqlite", "postgres"))
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return stores.address(request.param, tmp_path)


@pytest.mark.parametrize("ends", ["commit", "rollback", "COMMIT", "COMMIT; BEGIN"])
def test_what_a_projection_applies_does_not_end_its_transaction(address: str, ends: str) -> None:
    with begun(open_store(address)) as store, outside(address) as run:
        run("CREATE TABLE mine (position INTEGER)")

        def ending(record: Any, connection: Any) -> None:
            connection.execute(f"INSERT INTO mine VALUES ({record.position})")
            if ends.islower():
                getattr(connection, ends)()
            elif address.startswith("postgres"):
                connection.execute(ends)
            else:
                connection.executescript(ends)

        with pytest.raises(InvalidQuestion, match="leave commit and rollback to project"):
            store.project("mine", ending)
        kept = run("SELECT position FROM mine").fetchall()
        assert kept == [] or (address.startswith("postgres") and "COMMIT" in ends)
        assert store.project("mine", lambda *_: None) == 2
        store.verify()


@pytest.mark.parametrize("ask", [lambda store: store.append("case", [noted("audit")]), lambda store: store.head(),
                                 lambda store: store.scrub()])  # fmt: skip
def test_what_a_projection_applies_does_not_ask_the_same_store(address: str, ask: Callable[[Store], object]) -> None:
    with begun(open_store(address)) as store, outside(address) as run:
        run("CREATE TABLE mine (position INTEGER)")

        def asking(record: Any, connection: Any) -> None:
            connection.execute(f"INSERT INTO mine VALUES ({record.position})")
            ask(store)

        with pytest.raises(InvalidQuestion, match="within a transaction of its own"):
            store.project("mine", asking)
        assert run("SELECT position FROM mine").fetchall() == []
        assert store.project("mine", lambda *_: None) == 2
        assert ids(store) == ["first"]


def test_what_a_projection_raises_comes_out_as_it_is(address: str) -> None:
    def failing(_: object, connection: Any) -> None:
        connection.execute("SELECT * FROM nothing")

    def going_on(record: object, connection: Any) -> None:
        with pytest.raises((psycopg.errors.UndefinedTable, sqlite3.OperationalError)):
            failing(record, connection)

    def rolling_back(_: object, connection: Any) -> None:
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute("INSERT OR ROLLBACK INTO casestate_store VALUES (NULL, NULL, NULL)")

    with begun(open_store(address)) as store:
        with pytest.raises((psycopg.errors.UndefinedTable, sqlite3.OperationalError)):
            store.project("mine", failing)
        if address.startswith("postgres"):
            with pytest.raises(InvalidQuestion, match="after a statement had failed"):
                store.project("mine", going_on, limit=1)
        else:
            with pytest.raises(InvalidQuestion, match="ended its transaction"):
                store.project("mine", rolling_back)
            with pytest.raises(sqlite3.DatabaseError, match="UNIQUE"):
                store.project("mine", lambda _, connection: connection.execute(
                    "INSERT INTO casestate_people VALUES ('x', 1), ('x', 1)"))  # fmt: skip
        assert store.project("mine", lambda *_: None) == 2


def test_a_projection_goes_on_after_an_error_within_a_savepoint(address: str) -> None:
    def careful(record: Any, connection: Any) -> None:
        connection.execute("SAVEPOINT mine")
        with pytest.raises((psycopg.errors.UniqueViolation, sqlite3.IntegrityError)):
            connection.execute("INSERT INTO mine VALUES (0)")
        connection.execute("ROLLBACK TO SAVEPOINT mine")
        connection.execute(f"INSERT INTO mine VALUES ({record.position})")

    with begun(open_store(address)) as store, outside(address) as run:
        run("CREATE TABLE mine (position INTEGER PRIMARY KEY)")
        run("INSERT INTO mine VALUES (0)")
        assert store.project("mine", careful) == 2
        assert run("SELECT position FROM mine ORDER BY position").fetchall() == [(0,), (1,), (2,)]


def test_a_projection_has_a_name_and_a_limit(address: str) -> None:
    with begun(open_store(address)) as store:
        for name, limit in (("", 1), (7, 1), ("mine", 0), ("mine", -1), ("mine", "1")):
            with pytest.raises(InvalidQuestion, match="needs a name and a limit"):
                store.project(name, lambda *_: None, limit=limit)
