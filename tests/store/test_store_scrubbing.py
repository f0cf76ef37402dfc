"""Destroyed content is eventually removed from the files of a database, and never reported as removed before."""

import logging
import os
import resource
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import stores
from databases import begun, ids, in_a_fork, noted, outside

from casestate import Entry
from casestate.errors import StoreUnavailable
from casestate.events import ChargeFiled
from casestate.store import open_store
from casestate.store.postgres import PostgresStore

psycopg = pytest.importorskip("psycopg")


@pytest.fixture(params=("sqlite", "postgres"))
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return stores.address(request.param, tmp_path)


SECRET = "the secret of A. Doe "


def role(run: Callable[..., Any], name: str) -> None:
    run(f"DROP ROLE IF EXISTS {name}")
    run(f"CREATE ROLE {name} LOGIN")
    run(f"GRANT ALL ON SCHEMA public TO {name}")


def heap(run: Callable[..., Any], table: str = "casestate_records") -> bytes:
    """Return the bytes of a table on the disk."""
    run("CHECKPOINT")
    ((place,),) = run("SHOW data_directory").fetchall()
    ((path,),) = run("SELECT pg_relation_filepath(?)", (table,)).fetchall()
    return Path(place, path).read_bytes()


def test_a_full_disk_while_scrubbing_is_reported(tmp_path: Path) -> None:
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
        with pytest.raises(
            StoreUnavailable, match=r"destroyed is gone .* bytes .* when this is mended: disk I/O error"
        ):
            store.expunge("case", ["third"], order="D-1")
        del store._rewrite
        with outside(str(path)) as run:
            assert run("SELECT unscrubbed FROM casestate_store").fetchall() == [(5,)]
        store.scrub()
        assert ids(store) == ["first", "second"]


def test_a_role_that_does_not_own_the_tables_destroys_nothing() -> None:
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


def test_an_owner_without_monitoring_rights_notices_readers() -> None:
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


def test_destroyable_content_is_not_in_the_statistics() -> None:
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
            other.execute("SELECT pg_terminate_backend(%s, 5000)", [store._connection.raw.info.backend_pid])

    with begun(open_store(address)) as store, outside(address) as run:
        store.append("case", [noted("second", SECRET), noted("third", SECRET)])
        cut(store)
        with pytest.raises(StoreUnavailable, match="bytes of it may be left"):
            store.scrub()
        store.scrub()
        scrub = store.scrub

        def cut_before() -> None:
            cut(store)
            scrub()

        monkeypatch.setattr(store, "scrub", cut_before)
        with pytest.raises(StoreUnavailable, match=r"destroyed is gone .* bytes .* call scrub\(\)") as caught:
            store.expunge("case", ["second"], order="D-1")
        assert "append" not in str(caught.value)
        scrub()
        assert heap(run).count(SECRET.encode()) == 1
        store.verify()


def left_by_a_kill(address: str) -> None:
    """Return a store in which a process destroyed something and was killed before it scrubbed."""
    with begun(open_store(address)) as store:
        store.append("case", [noted("second", SECRET * 400)])

    def killed() -> None:
        store = open_store(address)
        store.scrub = lambda: os.kill(os.getpid(), signal.SIGKILL)  # type: ignore[method-assign]  # it ends there
        store.expunge("case", ["second"], order="D-1")

    assert in_a_fork(killed) == signal.SIGKILL


def test_the_remains_of_a_killed_expungement_are_scrubbed_at_opening(address: str, tmp_path: Path) -> None:
    left_by_a_kill(address)
    with outside(address) as run:
        assert run("SELECT unscrubbed FROM casestate_store").fetchall() == [(4,)]
        open_store(address).close()
        assert run("SELECT unscrubbed FROM casestate_store").fetchall() == [(0,)]
        assert not address.startswith("postgres") or SECRET.encode() not in heap(run)
    assert not any(SECRET.encode() in path.read_bytes() for path in tmp_path.iterdir())


def test_a_store_opens_even_if_it_cannot_be_scrubbed_yet(address: str, caplog: pytest.LogCaptureFixture) -> None:
    left_by_a_kill(address)
    with outside(address) as run, caplog.at_level(logging.WARNING, "casestate.store"):
        run("BEGIN")
        run("SELECT * FROM casestate_records").fetchall()
        with open_store(address) as store:
            assert ids(store) == ["first"]
            assert "bytes of it may be left" in caplog.text
            run("COMMIT")
            store.scrub()
            assert run("SELECT unscrubbed FROM casestate_store").fetchall() == [(0,)]


def test_a_later_expungement_is_not_taken_for_scrubbed(address: str) -> None:
    """A second expungement happens while the first is being scrubbed."""
    with begun(open_store(address)) as store, open_store(address) as other, outside(address) as run:
        store.append("case", [noted("second")])
        rewrite, other.scrub = store._rewrite, lambda: None  # type: ignore[method-assign]  # as if it were killed

        def meanwhile(until: float) -> None:
            rewrite(until)
            other.expunge("case", ["second"], order="D-2")

        store._rewrite = meanwhile
        store.expunge("case", ["first"], order="D-1")
        assert run("SELECT unscrubbed FROM casestate_store").fetchall() == [(5,)]
