"""Failures around a store are reported, lose nothing, and the next attempt works."""

import fcntl
import resource
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import stores

from casestate import GENERIC, US_FEDERAL, CaseFile, Entry, codec
from casestate.errors import (
    ChainBroken,
    InvalidEntry,
    InvalidFile,
    InvalidProcedure,
    NotAStore,
    NotInStore,
    StaleExpectation,
    StoreUnavailable,
)
from casestate.events import Noted
from casestate.store import Store, open_store
from casestate.store.chain import chain_rows, check_links
from casestate.store.jsonl import JsonLinesStore
from casestate.store.postgres import PostgresStore, _driver
from casestate.store.sqlite import SqliteStore
from casestate.store.transaction import Tail

psycopg = pytest.importorskip("psycopg")


def noted(id: str, text: str = "what happened") -> Entry:
    return Entry(id=id, event=Noted(on="2023", text=text))


def begun(store: Store) -> Store:
    store.create("case")
    store.append("case", [noted("first")])
    return store


def whole(store: Store, *ids: str) -> None:
    """Check that the store holds exactly these entries and verifies."""
    assert [entry.id for entry in store.open_case("case")] == list(ids)
    store.verify()


@contextmanager
def full_disk(size: int) -> Iterator[None]:
    """Limit the size of files."""
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


@contextmanager
def another_user() -> Iterator[Path]:
    """Run as a user without rights, in a directory that only its owner may write."""
    place = Path(tempfile.mkdtemp(prefix="casestate-"))
    place.chmod(0o755)
    try:
        yield place
    finally:
        shutil.rmtree(place)


@pytest.mark.parametrize("kind", ["jsonl", "sqlite"])
def test_a_full_disk_loses_nothing(kind: str, tmp_path: Path) -> None:
    with open_store(stores.address(kind, tmp_path)) as store:
        begun(store)
        size = max(path.stat().st_size for path in tmp_path.iterdir())
        with full_disk(size + 5000), pytest.raises(StoreUnavailable, match=r"written|cannot be used now"):
            store.append("case", [noted(f"much-{number}", "much " * 2000) for number in range(9)])
        whole(store, "first")
        store.append("case", [noted("next")])
        whole(store, "first", "next")


def test_a_full_disk_leaves_an_expungement_undone(tmp_path: Path) -> None:
    with open_store(tmp_path / "cases.jsonl") as store:
        begun(store).append("case", [noted("second", "long " * 2000)])
        with full_disk(5000), pytest.raises(StoreUnavailable, match="written"):
            store.expunge("case", ["first"], order="D-1")
        whole(store, "first", "second")
        store.expunge("case", ["first"], order="D-1")
        whole(store, "second")
        assert [path.name for path in tmp_path.iterdir()] == ["cases.jsonl"]


@pytest.mark.parametrize("name", ["cases.jsonl", "cases.db"])
def test_an_unwritable_file_is_reported(name: str) -> None:
    with another_user() as place:
        begun(open_store(place / name)).close()
        with stores.without_rights(), pytest.raises(StoreUnavailable), open_store(place / name) as store:
            store.append("case", [noted("second")])
        with stores.without_rights(), pytest.raises(StoreUnavailable):
            open_store(place / f"other-{name}")
        with open_store(place / name) as store:
            store.append("case", [noted("second")])
            whole(store, "first", "second")


def test_a_database_locked_by_another_writer_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "cases.db"
    with begun(SqliteStore(path, timeout=0.05)) as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable, match="locked"):
            store.append("case", [noted("second")])
        whole(store, "first")
        other.execute("ROLLBACK")
        store.append("case", [noted("second")])
        whole(store, "first", "second")
        other.execute("BEGIN")
        other.execute("SELECT * FROM casestate_records").fetchall()
        with pytest.raises(StoreUnavailable, match="gone from every answer, but bytes of it may be left"):
            store.expunge("case", ["second"], order="D-1")
        other.execute("COMMIT")
        store.scrub()
        other.close()
        whole(store, "first")


def test_a_database_held_open_while_it_is_made_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "cases.db"
    begun(SqliteStore(path)).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA journal_mode = DELETE")
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnavailable, match="locked"):
        SqliteStore(path, timeout=0.05)
    other.close()
    with SqliteStore(path) as store:
        whole(store, "first")


def test_a_locked_postgres_table_is_reported() -> None:
    address = stores.database()
    with begun(PostgresStore(address, timeout=0.2)) as store, psycopg.connect(address) as other:
        other.execute("LOCK TABLE casestate_records IN EXCLUSIVE MODE")
        with pytest.raises(StoreUnavailable, match="lock timeout"):
            store.append("case", [noted("second")])
        whole(store, "first")
        other.rollback()
        store.append("case", [noted("second")])
        other.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        other.execute("SELECT * FROM casestate_records")
        with pytest.raises(StoreUnavailable, match="gone from every answer, but bytes of it may be left"):
            store.expunge("case", ["second"], order="D-1")
        other.rollback()
        other.execute("LOCK TABLE casestate_people IN ROW EXCLUSIVE MODE")
        with pytest.raises(StoreUnavailable, match="bytes of it may be left"):
            store.scrub()
        other.rollback()
        store.scrub()
        whole(store, "first")


def test_a_server_that_stops_during_an_append_loses_nothing() -> None:
    address = stores.database()
    ends: list[int] = []

    def clock() -> datetime:
        """Return the time now, and cut the connection."""
        with psycopg.connect(address, autocommit=True) as other:
            for process in ends:
                other.execute("SELECT pg_terminate_backend(%s, 5000)", [process])
        ends.clear()
        return datetime.now(UTC)

    with begun(PostgresStore(address, clock=clock)) as store:
        ends.append(store._connection.raw.info.backend_pid)  # type: ignore[attr-defined]  # of this kind of store
        with pytest.raises(StoreUnavailable, match="cut short, repeat it"):
            store.append("case", [noted("second"), noted("third")])
        whole(store, "first")
        assert store.append("case", [noted("second"), noted("third")]).added == 2
        whole(store, "first", "second", "third")


def test_a_missing_server_is_reported(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="cannot be used now"):
        open_store(f"postgresql://nobody@/nothing?host={tmp_path}")


def test_anything_but_a_store_is_refused_and_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE mine (value TEXT)")
    text = tmp_path / "text.db"
    text.write_text("no database at all, but text that is long enough to be read as a page " * 99)
    newer = tmp_path / "newer.db"
    open_store(newer).close()
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute("PRAGMA user_version = 9")
    case = tmp_path / "case.jsonl"
    codec.dump(CaseFile("example"), case)
    lines = tmp_path / "lines.jsonl"
    lines.write_text('{"other": 1}\n')
    later = tmp_path / "later.jsonl"
    later.write_text('{"casestate-store": 9, "genesis": ""}\n')
    empty = tmp_path / "empty.jsonl"
    empty.write_text("")
    refused = {
        other: "database of something else",
        text: "no SQLite database",
        newer: "store of format 9",
        case: "one case file, and no store",
        lines: "no store of cases",
        later: "store of format 9",
        empty: "no store of cases",
    }
    for path, words in refused.items():
        before = path.read_bytes()
        with pytest.raises(NotAStore, match=words):
            open_store(path)
        assert path.read_bytes() == before
    for address in ("mysql://somewhere", ""):
        with pytest.raises(NotAStore, match="accepted: memory:"):
            open_store(address)
    address = stores.database()
    open_store(address).close()
    with psycopg.connect(address) as connection:
        connection.execute("UPDATE casestate_store SET format = 9")
    with pytest.raises(NotAStore, match="store of format 9"):
        open_store(address)


def test_an_address_may_be_a_url(tmp_path: Path) -> None:
    begun(open_store(f"sqlite:///{tmp_path}/cases.db")).close()
    with open_store(tmp_path / "cases.db") as store:
        whole(store, "first")
    with pytest.raises(StoreUnavailable, match="closed"):
        store.cases()


def test_a_file_of_lines_cut_at_any_byte_holds_the_appends_before_it(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    with begun(open_store(path)) as store:
        ends = [path.stat().st_size]
        for size in (1, 3):
            store.append("case", [noted(f"{size}-{each}") for each in range(size)])
            ends.append(path.stat().st_size)
    data = path.read_bytes()
    ids = ["first", "1-0", "3-0", "3-1", "3-2"]
    for cut in {*range(ends[0], len(data), 11), *ends, *[end - 1 for end in ends[1:]]}:
        path.write_bytes(data[:cut])
        with JsonLinesStore(path) as store:
            kept = 1 if cut < ends[1] else 2 if cut < ends[2] else 5
            whole(store, *ids[:kept])
            store.append("case", [noted("next")])
            whole(store, *ids[:kept], "next")
            assert store.recovered == cut - max(end for end in ends if end <= cut)
    path.write_bytes(data[: ends[0]])
    with JsonLinesStore(path) as store:
        path.write_bytes(data)
        whole(store, *ids)
        path.write_bytes(data[: ends[0]])
        whole(store, "first")


def test_misuse_is_reported() -> None:
    store = begun(open_store("memory:"))
    bad: Any = "entry"
    with pytest.raises(InvalidEntry, match=r"a store keeps Entry\(...\)"):
        store.append("case", [bad])
    supposed = store.open_case("case").at().if_(Noted(on="2023", text="?")).timeline[-1]
    with pytest.raises(InvalidEntry, match="only supposed"):
        store.append("case", [supposed])
    for name in ("", 7):
        with pytest.raises(InvalidEntry, match="needs a name"):
            store.create(name)  # type: ignore[arg-type]  # it is refused
        with pytest.raises(InvalidEntry, match="reference of the court's order"):
            store.expunge("case", order=name)  # type: ignore[arg-type]  # likewise
        with pytest.raises(NotInStore, match="there is no case"):
            store.open_case(name)  # type: ignore[arg-type]  # likewise
    with pytest.raises(InvalidEntry, match="needs the entries to destroy"):
        store.expunge("case", [], order="D-1")
    for expected in ("first", -1, True):
        with pytest.raises(InvalidEntry, match="expect= takes"):
            store.append("case", [noted("second")], expect=expected)  # type: ignore[arg-type]  # likewise
    with pytest.raises(StaleExpectation, match="expected to end at its entry 7, and ends at 1"):
        store.append("case", [noted("second")], expect=7)
    with pytest.raises(InvalidEntry, match="longer than"):
        store.append("case", [noted("second", "é" * 600_000)])
    naive = open_store("memory:", clock=datetime.now)  # it is refused
    with pytest.raises(InvalidEntry, match="a time with its zone"):
        naive.create("case")


def test_a_derived_procedure_must_be_given_to_the_store(tmp_path: Path) -> None:
    mine = GENERIC.derive("mine")
    with open_store(tmp_path / "cases.db", procedures=mine) as store:
        store.create("case", mine)
        assert store.open_case("case").procedure == mine
        with pytest.raises(InvalidProcedure, match="kept under mine, not us-federal"):
            store.create("case", US_FEDERAL)
    with open_store(tmp_path / "cases.db") as store:
        with pytest.raises(InvalidProcedure, match=r"pass it to open_store"):
            store.open_case("case")
        for unknown in (mine, "generic"):
            with pytest.raises(InvalidProcedure, match="does not know the procedure"):
                store.create("another", unknown)  # type: ignore[arg-type]  # one of them is none


def test_a_clock_that_is_set_back_does_not_take_recorded_time_back() -> None:
    now = [datetime(2026, 1, 1, tzinfo=UTC)]
    store = begun(open_store("memory:", clock=lambda: now[0]))
    now[0] -= timedelta(days=1)
    assert store.append("case", [noted("second")]).places[0].recorded_at == datetime(2026, 1, 1, tzinfo=UTC)
    now[0] += timedelta(days=2)
    assert store.append("case", [noted("third")]).places[0].recorded_at == datetime(2026, 1, 2, tzinfo=UTC)


def test_unreadable_content_of_a_store_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "cases.db"
    with begun(open_store(path)) as store, closing(sqlite3.connect(path)) as other:
        other.execute("UPDATE casestate_records SET payload = replace(payload, '\"noted\"', '\"unheard.of\"')")
        other.commit()
        with pytest.raises(InvalidFile, match=r"position 2:.*unheard\.of"):
            store.open_case("case")
        other.execute("UPDATE casestate_records SET stored_at = 'never'")
        other.commit()
        with pytest.raises(ChainBroken, match="of another type than was stored"):
            store.read("case")
        other.execute(f"UPDATE casestate_records SET stored_at = {10**18}")
        other.commit()
        with pytest.raises(ChainBroken, match="its time cannot be read"):
            store.read("case")
        other.execute("UPDATE casestate_records SET payload = CAST(X'FF' AS TEXT)")
        other.commit()
        with pytest.raises(ChainBroken, match="decode"):
            store.read("case")
        other.execute("UPDATE casestate_records SET name = '\\x' WHERE kind = 'entry'")
        other.execute("UPDATE casestate_records SET payload = '{}'")
        other.commit()
        with pytest.raises(ChainBroken, match="the name under which it is found cannot be read"):
            store.read("case")


@pytest.mark.parametrize(
    ("says", "words"),
    [
        ("{payload}, {payload}", "position 2.*its content is no JSON object"),
        ("", "position 2.*its content is no JSON object"),
        ("[" * 100_000, "position 2.*its content is no JSON object"),
        ("[{payload}]", "position 2.*its content is no JSON object"),
        ("7", "position 2.*its content is no JSON object"),
    ],
)
def test_the_content_of_a_row_cannot_affect_other_rows(says: str, words: str, tmp_path: Path) -> None:
    """The rows of a case are parsed together, and no row can change the meaning of another."""
    path = tmp_path / "cases.db"
    with begun(open_store(path)) as store, closing(sqlite3.connect(path)) as other:
        store.append("case", [noted("second"), noted("third")])
        assert [entry.seq for entry in store.open_case("case")] == [1, 2, 3]
        ((payload,),) = other.execute("SELECT payload FROM casestate_records WHERE position = 2").fetchall()
        changed = says.replace("{payload}", payload)
        other.execute("UPDATE casestate_records SET payload = ? WHERE position = 2", [changed])
        other.commit()
        for read in (store.open_case, store.read):
            with pytest.raises((ChainBroken, InvalidFile), match=words):
                read("case")


def test_a_store_made_meanwhile_by_another_process_is_used(tmp_path: Path) -> None:
    path = tmp_path / "cases.db"

    class Late(SqliteStore):
        def _write(self, work: Any) -> Any:
            begun(SqliteStore(path)).close()
            return super()._write(work)

    with Late(path) as store:
        whole(store, "first")


def test_an_expungement_is_scrubbed_when_the_writer_is_done(tmp_path: Path) -> None:
    path = tmp_path / "cases.db"
    with begun(SqliteStore(path, timeout=0.05)) as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable, match="bytes of it may be left"):
            store.scrub()
        other.close()
        store.scrub()


def test_a_file_rewritten_while_a_writer_comes_to_the_lock_is_opened_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, old = tmp_path / "cases.jsonl", tmp_path / "old"
    begun(open_store(path)).append("case", [noted("second")])
    data, lock = path.read_bytes(), fcntl.flock

    def lock_too_late(file: Any, how: int) -> None:
        lock(file, how)
        if not old.exists():
            path.rename(old)
            path.write_bytes(data)

    monkeypatch.setattr(fcntl, "flock", lock_too_late)
    with JsonLinesStore(path) as store:
        store.append("case", [noted("third")])
        whole(store, "first", "second", "third")
    assert old.read_bytes() == data


def test_a_heading_in_another_form_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    begun(open_store(path))
    path.write_bytes(path.read_bytes().replace(b'{"casestate-store": 1,', b'{"casestate-store":  1,'))
    with pytest.raises(ChainBroken, match="the first line was not written by this library"):
        open_store(path)


def test_a_row_bound_before_its_time_is_found() -> None:
    tail = Tail(0, b"genesis", 0)
    headings = [(place, 1, "opened", 0, 0, 0, stored_at) for place, stored_at in ((1, 9), (2, 8))]
    rows = chain_rows(headings, [("{}", None), ("{}", None)], tail)
    with pytest.raises(ChainBroken, match="stored before the row before it"):
        list(check_links(rows, b"genesis"))
    with pytest.raises(ChainBroken, match="the row here is missing; the next one is 2"):
        list(check_links(rows[1:], b"genesis"))
    forged, _ = chain_rows(headings, [("{}", None), ("{}", None)], tail)
    for gone in ({"salt": None}, {"payload": None}, {"payload": None, "salt": None}, {"commitment": b""}):
        with pytest.raises(ChainBroken, match="neither a payload with its salt of 16 bytes nor their commitment alone"):
            list(check_links([forged._replace(**gone)], b"genesis"))


def test_links_lead_to_what_is_in_the_store() -> None:
    store = begun(open_store("memory:"))
    told = Entry(id="told", event=Noted(on="2023", text="told again"), account_of="first")
    case = store.open_case("case")
    assert store.append("case", [told], expect=case).added == 1
    corrected = store.open_case("case").correct("told", Noted(on="2023", text="told rightly"), reason="misheard")
    store.append("case", corrected, expect=corrected)
    assert [entry.id for entry in store.open_case("case")] == ["first", "told", "e3"]
    with pytest.raises(InvalidEntry, match="which is not in the file"):
        store.append("case", [Entry(id="x", event=Noted(on="2023", text="?"), account_of="nothing")])


def test_history_without_times_may_be_brought_in() -> None:
    store = open_store("memory:")
    store.create("case")
    receipt = store.import_history("case", [noted("untimed")])
    assert [place.recorded_at for place in receipt.places] == [None]
    assert store.open_case("case")["untimed"].recorded_at is None


def test_missing_tables_are_reported() -> None:
    address = stores.database()
    with begun(open_store(address)) as store, psycopg.connect(address, autocommit=True) as other:
        other.execute("DROP TABLE casestate_people")
        with pytest.raises(ChainBroken, match="casestate_people"):
            store.find(defendant="A. Doe")


def test_the_driver_of_postgres_is_an_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    _driver.cache_clear()
    with pytest.raises(StoreUnavailable, match=r"pip install 'casestate\[postgres\]'"):
        open_store("postgresql://anybody@anywhere/anything")
