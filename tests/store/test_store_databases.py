"""Stores in databases: access rights, connections, and limits."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import stores
from databases import begun, ids, in_a_fork, noted, outside

from casestate import Entry
from casestate.errors import InvalidEntry, NotAStore, StoreUnavailable
from casestate.events import ChargeFiled
from casestate.store import open_store
from casestate.store.postgres import PostgresConnection
from casestate.store.sql_store import SqlStore
from casestate.store.sqlite import SqliteStore

psycopg = pytest.importorskip("psycopg")


@pytest.fixture(params=("sqlite", "postgres"))
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return stores.address(request.param, tmp_path)


def test_a_forked_process_makes_a_connection_of_its_own(address: str) -> None:
    with begun(open_store(address)) as store:

        def work() -> None:
            for number in range(20):
                store.append("case", [noted(f"child-{number}")])
            store.close()

        mine = store._connection.raw
        assert store._connection.exclusive(lambda: in_a_fork(work)) == 0
        assert in_a_fork(store.close) == 0
        store.append("case", [noted("parent")])
        assert store._connection.raw is mine
        assert ids(store) == ["first", *[f"child-{number}" for number in range(20)], "parent"]
        store.verify()
    assert in_a_fork(store.cases) != 0


def test_a_connection_made_before_a_fork_is_left_alone(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the process id shows that there was a fork."""
    with begun(open_store(address)) as store:
        before = store._connection.raw
        with monkeypatch.context() as patch:
            patch.setattr(os, "getpid", lambda: 0)
            store.append("case", [noted("second")])
            assert store._connection.raw is not before
            assert before.execute("SELECT count(*) FROM casestate_records").fetchone() == (3,)
        store.append("case", [noted("third")])
        assert ids(store) == ["first", "second", "third"]
        before.close()


def test_an_interrupt_at_the_beginning_of_a_transaction_leaves_none(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with begun(open_store(address)) as store:
        execute = type(store._connection).execute

        def interrupted(self: Any, sql: str, values: Any = ()) -> None:
            execute(self, sql, values)
            if sql.startswith("BEGIN"):
                raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(type(store._connection), "execute", interrupted)
            with pytest.raises(KeyboardInterrupt):
                store.append("case", [noted("second")])
        store._connection.raw.execute("BEGIN")
        assert store.append("case", [noted("second")]).added == 1
        with open_store(address) as other:
            assert other.append("case", [noted("third")]).added == 1
        assert ids(store) == ["first", "second", "third"]


def test_a_file_removed_or_replaced_is_not_written_to(tmp_path: Path) -> None:
    path = tmp_path / "cases.db"
    with begun(open_store(path)) as store:
        path.rename(tmp_path / "moved.db")
        with pytest.raises(StoreUnavailable, match="was removed or emptied, or another file is there now"):
            store.append("case", [noted("second")])
        begun(SqliteStore(path)).close()
        with pytest.raises(StoreUnavailable, match="open the store again"):
            store.append("case", [noted("second")])
    with open_store(path) as store:
        assert ids(store) == ["first"]


@pytest.fixture
def readable() -> Iterator[Path]:
    """Make a directory that everybody may read and only its owner may write."""
    place = Path(tempfile.mkdtemp(prefix="casestate-"))
    place.chmod(0o755)
    yield place
    shutil.rmtree(place)


def test_a_file_that_may_only_be_read_can_be_read_and_verified(readable: Path) -> None:
    path = readable / "cases of 100%?.db"
    path.touch(0o644)
    begun(open_store(path)).close()
    before = path.read_bytes()
    with stores.without_rights(), open_store(path) as store:
        assert ids(store) == ["first"]
        store.verify()
        for write in (lambda: store.create("other"), lambda: store.append("case", [noted("second")]),
                      lambda: store.expunge("case", ["first"], order="D-1")):  # fmt: skip
            with pytest.raises(StoreUnavailable, match="readonly"):
                write()
        assert ids(store) == ["first"]
    assert [each.name for each in readable.iterdir()] == [path.name]
    assert path.read_bytes() == before


def test_a_reader_without_write_access_sees_new_appends(readable: Path) -> None:
    path = readable / "cases.db"
    path.touch(0o644)
    with begun(open_store(path)) as writer, stores.without_rights(), open_store(path) as store:
        assert ids(store) == ["first"]
        os.seteuid(0)
        writer.append("case", [noted("second")])
        writer._connection.query("PRAGMA wal_checkpoint(TRUNCATE)")
        os.seteuid(65534)
        assert ids(store) == ["first", "second"]
        store.verify()
    with stores.without_rights(), open_store(path) as store:
        assert ids(store) == ["first", "second"]
        os.seteuid(0)
        with open_store(path) as writer:
            writer.append("case", [noted("third")])
        with pytest.raises(StoreUnavailable, match="open the store again"):
            store.cases()
        os.seteuid(65534)
    with stores.without_rights(), open_store(path) as store:
        assert ids(store) == ["first", "second", "third"]


def test_an_empty_file_that_may_only_be_read_is_not_made_a_store(readable: Path) -> None:
    (readable / "cases.db").touch()
    with stores.without_rights(), pytest.raises(StoreUnavailable, match="readonly"):
        open_store(readable / "cases.db")


def test_a_relative_path_stays_the_same_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path)
    with begun(open_store("cases.db")) as store:
        monkeypatch.chdir(tmp_path / "elsewhere")
        assert store.append("case", [noted("second")]).added == 1


def test_a_database_that_only_reads_is_unavailable_and_not_broken() -> None:
    address = stores.database()
    begun(open_store(address)).close()
    empty = stores.database()
    for each in (address, empty):
        with outside(each) as run:
            ((name,),) = run("SELECT current_database()").fetchall()
            run(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    with open_store(address) as store:
        store.verify()
        with pytest.raises(StoreUnavailable, match="read-only"):
            store.append("case", [noted("second")])
        assert ids(store) == ["first"]
    with pytest.raises(StoreUnavailable, match="read-only"):
        open_store(empty)


@pytest.mark.parametrize("url", ["postgresql:", "postgres://["])
def test_an_invalid_postgres_address_is_reported(url: str) -> None:
    with pytest.raises(NotAStore, match=r"is not an address of a store|its host or port cannot be read"):
        open_store(url)


def test_a_foreign_table_is_left_alone() -> None:
    address = stores.database()
    with outside(address) as run:
        run("CREATE TABLE casestate_store (value INTEGER)")
        with pytest.raises(NotAStore, match="of something else"):
            open_store(address)


@pytest.mark.parametrize("encoding", ["LATIN1", "SQL_ASCII"])
def test_a_database_that_cannot_keep_every_character_is_refused(encoding: str) -> None:
    address = stores.database(f"ENCODING '{encoding}' LC_COLLATE 'C' LC_CTYPE 'C'")
    with pytest.raises(NotAStore, match=f"in {encoding}; make one for the store with ENCODING 'UTF8'"):
        open_store(address)


def test_every_character_is_kept_whatever_a_client_was_set_to() -> None:
    with begun(open_store(stores.database() + "&client_encoding=LATIN1")) as store:
        store.append("case", [noted("second", "Łódź → 東京")])
        assert store.open_case("case")["second"].event.text == "Łódź → 東京"


@pytest.mark.parametrize("kind", stores.KINDS)
def test_names_too_long_for_an_index_are_refused_by_every_kind(kind: str, tmp_path: Path) -> None:
    """The names have no repeated characters, so that no database compresses them."""
    many = "".join(chr(0x4E00 + number * 7919 % 20000) for number in range(3000))
    fits, long = many[:666], many[:667]
    with begun(open_store(stores.address(kind, tmp_path))) as store:
        for name in (long, many, '"' * 1001):
            with pytest.raises(InvalidEntry, match="at most 2000"):
                store.create(name)
            with pytest.raises(InvalidEntry, match="at most 2000"):
                store.append("case", [noted(name)])
            with pytest.raises(InvalidEntry, match="at most 2000"):
                store.append("case", [Entry(id="x", event=ChargeFiled(on="2023", defendant=name, charge="1"))])
        for name in (fits, "x" * 2000):
            store.create(name)
            store.append("case", [Entry(id=name, event=ChargeFiled(on="2023", defendant=name, charge="1"))])
            assert store.find(defendant=name) == ("case",)
        if isinstance(store, SqlStore):
            assert store.project(fits, lambda *_: None) == 6
        store.verify()


def test_a_store_that_was_closed_says_so(address: str) -> None:
    store = begun(open_store(address))
    store.close()
    store.close()
    for ask in (store.cases, store.scrub, store.verify, lambda: store.append("case", [noted("second")])):
        with pytest.raises(StoreUnavailable, match="closed"):
            ask()


def test_a_connection_never_made_is_closed_all_the_same() -> None:
    PostgresConnection("postgresql://nobody", 1).close()
