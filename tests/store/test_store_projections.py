"""Projections apply each record exactly once, whatever their function does."""

import sqlite3
from collections.abc import Callable
from contextlib import suppress
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
def test_a_projection_function_must_not_end_its_transaction(address: str, ends: str) -> None:
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
def test_a_projection_function_must_not_use_the_same_store(address: str, ask: Callable[[Store], object]) -> None:
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


def test_an_error_of_a_projection_function_is_raised_unchanged(address: str) -> None:
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


POISON: dict[str, list[Callable[[Any], object]]] = {
    "sqlite": [
        lambda own: setattr(own, "row_factory", sqlite3.Row),
        lambda own: setattr(own, "text_factory", bytes),
        lambda own: own.execute("PRAGMA busy_timeout = 1"),
        lambda own: own.execute("PRAGMA secure_delete = OFF"),
        lambda own: own.create_function("count", 1, lambda _: 0),
        lambda own: own.execute("CREATE TEMP TABLE casestate_people (person TEXT)"),
        lambda own: own.set_authorizer(lambda *_: sqlite3.SQLITE_DENY),
        lambda own: own.close(),
    ],
    "postgres": [
        lambda own: setattr(own, "row_factory", psycopg.rows.dict_row),
        lambda own: own.execute("SET synchronous_commit = off"),
        lambda own: own.execute("SET search_path = nowhere"),
        lambda own: own.execute("SET default_transaction_read_only = on"),
        lambda own: own.execute("SET lock_timeout = 1"),
        lambda own: own.execute("CREATE TEMP TABLE casestate_people (person TEXT)"),
        lambda own: own.execute("SET ROLE pg_read_all_data"),
        lambda own: own.close(),
    ],
}


@pytest.mark.parametrize("number", range(8))
@pytest.mark.parametrize("kind", POISON)
def test_settings_of_a_projection_connection_do_not_reach_the_store(kind: str, number: int, tmp_path: Path) -> None:
    durable = {"sqlite": ("PRAGMA synchronous", 2), "postgres": ("SHOW synchronous_commit", "on")}

    def poisoning(_: object, own: Any) -> None:
        POISON[kind][number](own)

    with begun(open_store(stores.address(kind, tmp_path))) as store:
        with suppress(Exception):  # a connection that was closed, or may not write, is refused
            store.project("mine", poisoning, limit=1)
        setting, value = durable[kind]
        assert store._connection.query(setting) == [(value,)]
        assert store.append("case", [noted("second", "more")]).added == 1
        assert store.find(defendant="A. Doe") == ()
        assert ids(store) == ["first", "second"]
        while store.project("mine", lambda *_: None):
            pass
        store.verify()
