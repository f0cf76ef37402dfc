"""Stores in databases: what only a database can do wrong is found, refused or mended, and told plainly."""

import logging
import os
import resource
import shutil
import signal
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
import stores

from casestate import Entry
from casestate.errors import ChainBroken, InvalidEntry, InvalidQuestion, NotAStore, StoreUnavailable
from casestate.events import ChargeFiled, Noted
from casestate.store import Store, open_store
from casestate.store.postgres import PostgresStore
from casestate.store.server import Server
from casestate.store.sql import SqlStore
from casestate.store.sqlite import SqliteStore

psycopg = pytest.importorskip("psycopg")

DATABASES = ("sqlite", "postgres")


def noted(id: str, text: str = "what happened") -> Entry:
    return Entry(id=id, event=Noted(on="2023", text=text))


def begun(store: Store) -> Any:
    store.create("case")
    store.append("case", [noted("first")])
    return store


def ids(store: Store) -> list[str]:
    return [entry.id for entry in store.open_case("case")]


@pytest.fixture(params=DATABASES)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return stores.address(request.param, tmp_path)


@contextmanager
def outside(address: str) -> Iterator[Callable[..., Any]]:
    """What asks a database past the library; marks for values are ``?``."""
    if not address.startswith("postgres"):
        with closing(sqlite3.connect(address, isolation_level=None)) as connection:
            yield connection.execute
        return
    with psycopg.connect(address, autocommit=True) as connection:
        yield lambda sql, values=(): connection.execute(sql.replace("?", "%s"), values or None)


FORGED = """
INSERT INTO casestate_records SELECT ?, ?, ?, ?, 0, 0, stored_at, salt, ?, commitment, link, ?
FROM casestate_records WHERE position = 2
"""


@pytest.mark.parametrize("position", [0, -1, -(2**62)])
@pytest.mark.parametrize("what", ["entry", "opened", "expunged"])
def test_a_row_outside_of_the_chain_is_found(address: str, position: int, what: str) -> None:
    says = {
        "entry": (1, "entry", 2, '{"id": "x", "event": {"type": "noted", "version": 1, "text": "?"}}', "x"),
        "opened": (position, "opened", 0, '{"case": "x", "procedure": "generic"}', "x"),
        "expunged": (1, "expunged", 0, '{"destroyed": [2], "order": "?"}', None),
    }[what]
    with begun(open_store(address)) as store, outside(address) as run:
        head = store.head()
        with pytest.raises((sqlite3.IntegrityError, psycopg.IntegrityError)):
            run(FORGED, (position, *says))
        if address.startswith("postgres"):
            run("ALTER TABLE casestate_records DROP CONSTRAINT casestate_records_position_check")
        else:
            run("PRAGMA ignore_check_constraints = ON")
        run(FORGED, (position, *says))
        with pytest.raises(ChainBroken):
            store.verify(head)
        run("DELETE FROM casestate_records WHERE position < 1")
        store.verify(head)


def test_people_of_a_case_that_is_not_there_are_found(address: str) -> None:
    with begun(open_store(address)) as store, outside(address) as run:
        run("INSERT INTO casestate_people (person, case_number) VALUES ('C. Poe', 7)")
        with pytest.raises(ChainBroken, match=r"C\. Poe"):
            store.verify()


def answers(path: Path) -> list[object]:
    """Whatever is read of a store."""
    with open_store(path) as store:
        records = [(record.position, record.case, record.entry, record.order) for record in store.read_all()]
        people = [store.find(defendant=f"Person {number}") for number in range(4)]
        read = [record.entry for record in store.read("case", after=1)]
        return [records, people, read, store.cases(), ids(store), store.head(), repr(store.losses("case"))]


FLIPS = int(os.environ.get("CASESTATE_FLIPS", "11"))


def test_a_byte_changed_in_an_sqlite_file_is_found_or_changes_no_answer(tmp_path: Path) -> None:
    """CASESTATE_FLIPS=1 asks for each byte; other numbers for fewer, and yet fewer of those that are zero."""
    path, other = tmp_path / "cases.db", tmp_path / "other.db"
    with open_store(path) as store:
        store.create("case")
        charges = [ChargeFiled(on="2023", defendant=f"Person {number}", charge="1") for number in range(4)]
        store.append("case", [Entry(id=f"e{number}", event=event) for number, event in enumerate(charges)])
        store.create("another")
        head = store.expunge("case", ["e1"], order="D-1")
    right, good, found, same = path.read_bytes(), answers(path), 0, 0
    used, empty = [[place for place, byte in enumerate(right) if bool(byte) is is_used] for is_used in (True, False)]
    for number, place in enumerate([*used[::FLIPS], *empty[:: FLIPS * FLIPS]]):
        bit = 1 if number % 2 else 64
        for left in tmp_path.glob("other.db-*"):
            left.unlink()
        other.write_bytes(right[:place] + bytes([right[place] ^ bit]) + right[place + 1 :])
        try:
            with open_store(other) as store:
                store.verify(head)
        except (ChainBroken, NotAStore, StoreUnavailable):
            found += 1
        else:
            assert answers(other) == good, f"byte {place} was changed unseen"
            same += 1
    print(f"{found + same} bytes changed: {found} found, {same} of no consequence")
    assert found > same / 50


def test_an_sqlite_index_that_leads_elsewhere_is_found(tmp_path: Path) -> None:
    path = tmp_path / "cases.db"
    with begun(open_store(path)) as store:
        store.append("case", [noted(f"entry-{number:04}") for number in range(30)])
        head = store.head()
    with outside(str(path)) as run:
        ((root,),) = run("SELECT rootpage FROM sqlite_master WHERE name = 'casestate_by_id'").fetchall()
        ((size,),) = run("PRAGMA page_size").fetchall()
    data = bytearray(path.read_bytes())
    place = data.index(b"entry-0007", (root - 1) * size)
    assert place < root * size
    data[place + 9] = ord("A")
    path.write_bytes(data)
    with open_store(path) as store, pytest.raises(ChainBroken, match="the database says"):
        store.verify(head)


ADDING: dict[str, Callable[[Store], object]] = {
    "casestate_records_pkey": lambda store: store.append("case", [noted("second")]),
    "casestate_by_seq": lambda store: store.append("case", [noted("second")]),
    "casestate_by_id": lambda store: store.append("case", [noted("second")]),
    "casestate_by_case": lambda store: store.create("another"),
    "casestate_expunged": lambda store: store.expunge("case", ["first"], order="D-1"),
    "casestate_people_pkey": lambda store: store.append(
        "case", [Entry(id="second", event=ChargeFiled(on="2023", defendant="A. Doe", charge="1"))]
    ),
}


@pytest.mark.parametrize(("index", "add"), ADDING.items(), ids=list(ADDING))
def test_a_postgres_index_that_does_not_lead_to_every_row_is_found(index: str, add: Callable[[Store], object]) -> None:
    """The server is told to leave an index as it is while a row is added."""
    address, ready = stores.database(), "UPDATE pg_index SET indisready = ? WHERE indexrelid = ?::regclass"
    with open_store(address) as store, outside(address) as run:
        begun(store).verify()
        run(ready, (False, index))
        with open_store(address) as other:
            other.scrub = lambda: None  # type: ignore[method-assign]  # it would make the indexes anew
            add(other)
        run(ready, (True, index))
        with pytest.raises(ChainBroken):
            store.verify()
        run(f"REINDEX INDEX {index}")
        store.verify()


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


def in_a_fork(work: Callable[[], object]) -> int:
    """How a forked process ended that did some work: 0 where it did all of it."""
    child = os.fork()
    if child == 0:
        signal.alarm(60)
        try:
            work()
        except BaseException:  # noqa: BLE001  # it is told by the end of the process
            os._exit(1)
        os._exit(0)
    return os.waitpid(child, 0)[1]


def test_a_forked_process_makes_a_connection_of_its_own(address: str) -> None:
    with begun(open_store(address)) as store:

        def work() -> None:
            for number in range(20):
                store.append("case", [noted(f"child-{number}")])
            store.close()

        with store._connected.alone():
            mine = store._connected.raw
            assert in_a_fork(work) == 0
        assert in_a_fork(store.close) == 0
        store.append("case", [noted("parent")])
        assert store._connected.raw is mine
        assert ids(store) == ["first", *[f"child-{number}" for number in range(20)], "parent"]
        store.verify()
    assert in_a_fork(store.cases) != 0


def test_what_was_made_before_a_fork_is_left_alone(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The number of the process alone tells that there was one."""
    with begun(open_store(address)) as store:
        before = store._connected.raw
        with monkeypatch.context() as patch:
            patch.setattr(os, "getpid", lambda: 0)
            store.append("case", [noted("second")])
            assert store._connected.raw is not before
            assert before.execute("SELECT count(*) FROM casestate_records").fetchone() == (3,)
        store.append("case", [noted("third")])
        assert ids(store) == ["first", "second", "third"]
        before.close()


def test_an_interrupt_at_the_beginning_of_a_transaction_leaves_none(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with begun(open_store(address)) as store:
        tell = type(store._connected).tell

        def interrupted(self: Any, sql: str, values: Any = ()) -> None:
            tell(self, sql, values)
            if sql.startswith("BEGIN"):
                raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(type(store._connected), "tell", interrupted)
            with pytest.raises(KeyboardInterrupt):
                store.append("case", [noted("second")])
        store._connected.raw.execute("BEGIN")
        assert store.append("case", [noted("second")]).added == 1
        with open_store(address) as other:
            assert other.append("case", [noted("third")]).added == 1
        assert ids(store) == ["first", "second", "third"]


def test_a_file_removed_or_replaced_is_not_written_to(tmp_path: Path) -> None:
    path = tmp_path / "cases.db"
    with begun(open_store(path)) as store:
        path.rename(tmp_path / "moved.db")
        with pytest.raises(StoreUnavailable, match="was removed, or another file is there now"):
            store.append("case", [noted("second")])
        begun(SqliteStore(path)).close()
        with pytest.raises(StoreUnavailable, match="open the store again"):
            store.append("case", [noted("second")])
    with open_store(path) as store:
        assert ids(store) == ["first"]


@contextmanager
def as_somebody_else() -> Iterator[None]:
    """As somebody who owns nothing."""
    if os.geteuid() != 0:
        pytest.skip("only root can become somebody else")
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def readable() -> Iterator[Path]:
    """A directory that everybody may read and only its owner write."""
    place = Path(tempfile.mkdtemp(prefix="casestate-"))
    place.chmod(0o755)
    yield place
    shutil.rmtree(place)


def test_a_file_that_may_only_be_read_can_be_read_and_verified(readable: Path) -> None:
    path = readable / "cases of 100%?.db"
    begun(open_store(path)).close()
    before = path.read_bytes()
    with as_somebody_else(), open_store(path) as store:
        assert ids(store) == ["first"]
        store.verify()
        for write in (lambda: store.create("other"), lambda: store.append("case", [noted("second")]),
                      lambda: store.expunge("case", ["first"], order="D-1")):  # fmt: skip
            with pytest.raises(StoreUnavailable, match="readonly"):
                write()
        assert ids(store) == ["first"]
    assert [each.name for each in readable.iterdir()] == [path.name]
    assert path.read_bytes() == before


def test_who_may_only_read_sees_what_the_writer_does(readable: Path) -> None:
    path = readable / "cases.db"
    with begun(open_store(path)) as writer, as_somebody_else(), open_store(path) as store:
        assert ids(store) == ["first"]
        os.seteuid(0)
        writer.append("case", [noted("second")])
        writer._database.ask("PRAGMA wal_checkpoint(TRUNCATE)")
        os.seteuid(65534)
        assert ids(store) == ["first", "second"]
        store.verify()
    with as_somebody_else(), open_store(path) as store:
        assert ids(store) == ["first", "second"]
        os.seteuid(0)
        with open_store(path) as writer:
            writer.append("case", [noted("third")])
        with pytest.raises(StoreUnavailable, match="open the store again"):
            store.cases()
        os.seteuid(65534)
    with as_somebody_else(), open_store(path) as store:
        assert ids(store) == ["first", "second", "third"]


def test_an_empty_file_that_may_only_be_read_is_not_made_a_store(readable: Path) -> None:
    (readable / "cases.db").touch()
    with as_somebody_else(), pytest.raises(StoreUnavailable, match="readonly"):
        open_store(readable / "cases.db")


def test_a_full_disk_while_scrubbing_is_said_to_be(tmp_path: Path) -> None:
    path = tmp_path / "cases.db"
    with begun(open_store(path)) as store:
        store.append("case", [noted("second", SECRET * 9000), noted("third", SECRET)])
        _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
        rewrite = store._rewrite

        def on_a_full_disk(until: float) -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (5000, most))
            try:
                rewrite(until)
            finally:
                resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

        store._rewrite = on_a_full_disk
        with pytest.raises(StoreUnavailable, match=r"destroyed, but bytes .* when that is mended: disk I/O error"):
            store.expunge("case", ["third"], order="D-1")
        del store._rewrite
        with outside(str(path)) as run:
            assert run("SELECT unscrubbed FROM casestate_store").fetchall() == [(5,)]
        store.scrub()
        assert ids(store) == ["first", "second"]


def test_a_relative_path_stays_the_same_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path)
    with begun(open_store("cases.db")) as store:
        monkeypatch.chdir(tmp_path / "elsewhere")
        assert store.append("case", [noted("second")]).added == 1


def test_a_database_in_memory_alone_is_a_store() -> None:
    with begun(SqliteStore(":memory:")) as store:
        assert ids(store) == ["first"]
        store.expunge("case", ["first"], order="D-1")
        store.verify()


def role(run: Callable[..., Any], name: str) -> None:
    run(f"DROP ROLE IF EXISTS {name}")
    run(f"CREATE ROLE {name} LOGIN")
    run(f"GRANT ALL ON SCHEMA public TO {name}")


def heap(run: Callable[..., Any], table: str = "casestate_records") -> bytes:
    """The bytes of a table as they are on the disk."""
    run("CHECKPOINT")
    ((place,),) = run("SHOW data_directory").fetchall()
    ((path,),) = run("SELECT pg_relation_filepath(?)", (table,)).fetchall()
    return Path(place, path).read_bytes()


SECRET = "the secret of A. Doe "


def test_who_does_not_own_the_tables_destroys_nothing() -> None:
    address = stores.database()
    with open_store(address) as owner, outside(address) as run:
        begun(owner).append("case", [noted("second", SECRET * 9)])
        role(run, "clerk_of_tables")
        run("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO clerk_of_tables")
        with open_store(address.replace("postgres:@", "clerk_of_tables:@")) as store:
            store.append("case", [noted("third")])
            with pytest.raises(StoreUnavailable, match="nothing was destroyed: this role does not own"):
                store.expunge("case", ["second"], order="D-1")
            with pytest.raises(StoreUnavailable, match="did not write casestate_records anew"):
                store.scrub()
            assert ids(store) == ["first", "second", "third"]
        assert SECRET.encode() in heap(run)
        owner.expunge("case", ["second"], order="D-1")
        assert SECRET.encode() not in heap(run)
        run("DROP OWNED BY clerk_of_tables")
        run("DROP ROLE clerk_of_tables")


def test_what_others_read_is_seen_by_an_owner_who_may_not_see_what_they_do() -> None:
    address = stores.database()
    with outside(address) as run, psycopg.connect(address) as reader:
        role(run, "owner_of_tables")
        run("CREATE TABLE unrelated (value INTEGER)")
        with PostgresStore(address.replace("postgres:@", "owner_of_tables:@"), timeout=0.5) as store:
            begun(store).append("case", [noted("second", SECRET * 9)])
            reader.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            reader.execute("SELECT * FROM unrelated")
            with pytest.raises(StoreUnavailable, match="others have an older state of the database open"):
                store.expunge("case", ["second"], order="D-1")
            assert SECRET.encode() in heap(run)
            reader.rollback()
            store.scrub()
            assert SECRET.encode() not in heap(run)
        run("DROP OWNED BY owner_of_tables")
        run("DROP ROLE owner_of_tables")


def test_nothing_that_may_be_destroyed_gets_into_the_statistics() -> None:
    address = stores.database()
    with open_store(address) as store, outside(address) as run:
        store.create(SECRET)
        store.append(SECRET, [Entry(id=f"{SECRET} {number}", event=ChargeFiled(on="2023", defendant=SECRET, charge="1"))
                              for number in range(60)])  # fmt: skip
        run("ANALYZE")
        shown = run("SELECT s::text FROM pg_stats s WHERE tablename LIKE 'casestate%'").fetchall()
        assert len(shown) > 3
        assert SECRET.strip() not in str(shown)
        ((there,),) = run("SELECT count(*) FROM pg_stats WHERE tablename LIKE 'casestate%' AND attname "
                          "IN ('salt', 'payload', 'name', 'person')").fetchall()  # fmt: skip
        assert there == 0


def test_a_connection_cut_between_destroying_and_scrubbing_is_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    address = stores.database()

    def cut(store: Any) -> None:
        with psycopg.connect(address, autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(%s, 5000)", [store._server.raw.info.backend_pid])

    with begun(open_store(address)) as store, outside(address) as run:
        store.append("case", [noted("second", SECRET), noted("third", SECRET)])
        cut(store)
        with pytest.raises(StoreUnavailable, match="bytes of them may be left"):
            store.scrub()
        store.scrub()
        scrub = store.scrub

        def cut_before() -> None:
            cut(store)
            scrub()

        monkeypatch.setattr(store, "scrub", cut_before)
        with pytest.raises(StoreUnavailable, match=r"destroyed, but bytes .* call scrub\(\)") as caught:
            store.expunge("case", ["second"], order="D-1")
        assert "append" not in str(caught.value)
        scrub()
        assert heap(run).count(SECRET.encode()) == 1
        store.verify()


def left_by_a_kill(address: str) -> None:
    """Something was destroyed in a store, and who did that ended before they scrubbed."""
    with begun(open_store(address)) as store:
        store.append("case", [noted("second", SECRET * 400)])

    def killed() -> None:
        store = open_store(address)
        store.scrub = lambda: os.kill(os.getpid(), signal.SIGKILL)  # type: ignore[method-assign]  # it ends there
        store.expunge("case", ["second"], order="D-1")

    assert in_a_fork(killed) == signal.SIGKILL


def test_what_a_killed_expungement_left_is_scrubbed_when_the_store_is_opened(address: str, tmp_path: Path) -> None:
    left_by_a_kill(address)
    with outside(address) as run:
        assert run("SELECT unscrubbed FROM casestate_store").fetchall() == [(4,)]
        open_store(address).close()
        assert run("SELECT unscrubbed FROM casestate_store").fetchall() == [(0,)]
        assert not address.startswith("postgres") or SECRET.encode() not in heap(run)
    assert not any(SECRET.encode() in path.read_bytes() for path in tmp_path.iterdir())


def test_a_store_is_opened_though_what_was_left_cannot_be_scrubbed_yet(
    address: str, caplog: pytest.LogCaptureFixture
) -> None:
    left_by_a_kill(address)
    with outside(address) as run, caplog.at_level(logging.WARNING, "casestate.store"):
        run("BEGIN")
        run("SELECT * FROM casestate_records").fetchall()
        with open_store(address) as store:
            assert ids(store) == ["first"]
            assert "bytes of them may be left" in caplog.text
            run("COMMIT")
            store.scrub()
            assert run("SELECT unscrubbed FROM casestate_store").fetchall() == [(0,)]


def test_a_later_expungement_is_not_taken_for_scrubbed(address: str) -> None:
    """Something is destroyed while what was destroyed before it is scrubbed."""
    with begun(open_store(address)) as store, open_store(address) as other, outside(address) as run:
        store.append("case", [noted("second")])
        rewrite, other.scrub = store._rewrite, lambda: None  # type: ignore[method-assign]  # as if it were killed

        def meanwhile(until: float) -> None:
            rewrite(until)
            other.expunge("case", ["second"], order="D-2")

        store._rewrite = meanwhile
        store.expunge("case", ["first"], order="D-1")
        assert run("SELECT unscrubbed FROM casestate_store").fetchall() == [(5,)]


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM casestate_store",
        "INSERT INTO casestate_store SELECT * FROM casestate_store",
        "DROP TABLE casestate_people",
        "DROP TABLE casestate_records",
        "UPDATE casestate_store SET genesis = 'x'",
    ],
)
def test_damaged_tables_are_said_to_be(address: str, damage: str) -> None:
    with begun(open_store(address)) as store, outside(address) as run:
        run(damage)
        with pytest.raises(ChainBroken):
            store.verify()
        with pytest.raises((ChainBroken, NotAStore)), open_store(address) as other:
            other.verify()


def test_a_link_that_is_none_is_said_to_be(tmp_path: Path) -> None:
    with begun(open_store(tmp_path / "cases.db")) as store, outside(str(tmp_path / "cases.db")) as run:
        run("UPDATE casestate_records SET link = 'text' WHERE position = 2")
        with pytest.raises(ChainBroken, match="its time or its link cannot be read"):
            store.append("case", [noted("second")])


@pytest.mark.parametrize(
    ("column", "value"), [("seq", "x"), ("seq", 1.5), ("case_number", "x"), ("payload", b"\xff"), ("name", b"x")]
)
def test_a_value_of_another_type_is_said_to_be_one(column: str, value: object, tmp_path: Path) -> None:
    path = tmp_path / "cases.db"
    with begun(open_store(path)) as store, outside(str(path)) as run:
        run(f"UPDATE casestate_records SET {column} = ? WHERE position = 2", [value])
        with pytest.raises(ChainBroken, match="of another type than was stored"):
            list(store.read_all())


def test_a_name_of_a_table_that_is_no_text_is_said_to_be(tmp_path: Path) -> None:
    path = tmp_path / "cases.db"
    begun(open_store(path)).close()
    data = path.read_bytes()
    path.write_bytes(data.replace(b"tablecasestate_people", b"tablecasestate_\xffeople"))
    with pytest.raises((ChainBroken, NotAStore)), open_store(path) as store:
        store.verify()


def test_an_index_of_other_rows_than_it_was_made_for_is_found(tmp_path: Path) -> None:
    path = tmp_path / "cases.db"
    begun(open_store(path)).close()
    path.write_bytes(path.read_bytes().replace(b"WHERE kind = 'expunged'", b"WHERE kind = 'exqunged'"))
    with open_store(path) as store, pytest.raises(ChainBroken, match="casestate_expunged is not as it was made"):
        store.verify()


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
def test_an_address_that_is_none_is_said_to_be(url: str) -> None:
    with pytest.raises(NotAStore, match=r"address of (the database cannot be read|a store)"):
        open_store(url)


def test_a_table_of_somebody_else_is_left_alone() -> None:
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
def test_what_no_index_can_hold_is_refused_by_every_kind(kind: str, tmp_path: Path) -> None:
    """The names are of characters that do not repeat, so that no database makes them shorter."""
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
    Server("postgresql://nobody", 1).close()
