"""An interrupt anywhere within an append is raised unchanged, and leaves no lock and no partial append."""

import random
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
import stores
from databases import begun, ids, noted, outside

from casestate import Entry
from casestate.errors import StoreUnavailable
from casestate.store import Store, open_store
from casestate.store.sqlite import SqliteConnection, SqliteStore

SAMPLE = 40
"""The number of moments that are tried for each kind of store."""


class Interrupting:
    """Raise ``KeyboardInterrupt`` at the n-th moment at which CPython looks for signals: as a call begins or ends."""

    def __init__(self, moment: int) -> None:
        self.left = moment

    def __call__(self, frame: FrameType, event: str, _: object) -> None:
        inside = frame.f_code.co_filename
        if event in ("call", "return", "c_return") and ("casestate/store" in inside or "psycopg" in inside):
            self.left -= 1
            if self.left == 0:
                raise KeyboardInterrupt


def interrupted(work: Callable[[], object], moment: int) -> BaseException | None:
    """Return the error of some work that was interrupted at a moment, with its traceback."""
    watching = Interrupting(moment)
    sys.setprofile(watching)
    try:
        work()
    except BaseException as problem:  # noqa: BLE001  # it is what is looked at
        return problem
    finally:
        sys.setprofile(None)
    return None


def moments_of(work: Callable[[], object]) -> int:
    """Return the number of moments of some work."""
    never = Interrupting(-1)
    sys.setprofile(never)
    try:
        work()
    finally:
        sys.setprofile(None)
    return -1 - never.left


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # a file that was just opened
@pytest.mark.parametrize("kind", stores.KINDS)
def test_an_interrupt_within_an_append_leaves_no_lock_and_no_half(kind: str, tmp_path: Path) -> None:
    address = stores.address(kind, tmp_path)
    with begun(open_store(address, timeout=1)) as store:
        store.append("case", [noted("warm")])
        last = moments_of(lambda: store.append("case", [noted("warm 2"), noted("warm 3")]))
        chosen = sorted(random.Random(7).sample(range(1, last + 1), min(SAMPLE, last)))
        came_out = 0
        for moment in chosen:
            both = [noted(f"{moment}-1"), noted(f"{moment}-2")]
            problem = interrupted(partial(store.append, "case", both), moment)
            assert problem is None or isinstance(problem, KeyboardInterrupt), (moment, problem)
            came_out += problem is not None
            another_writes(address, store, f"{moment}-other")
            there = set(ids(store))
            assert len(there & {f"{moment}-1", f"{moment}-2"}) in (0, 2), moment
            assert store.append("case", both).added in (0, 2)
            del problem
        assert came_out > len(chosen) // 2
        store.verify()


@contextmanager
def handling_an_interrupt() -> Iterator[None]:
    try:
        raise KeyboardInterrupt
    finally:
        yield


def another_writes(address: str, store: Store, id: str) -> None:
    """Append from another store object, while the interrupt and its traceback are still alive."""
    if address == "memory:":
        store.append("case", [noted(id)])
        return
    with open_store(address, timeout=1) as other:
        assert other.append("case", [noted(id)]).added == 1


def test_an_interrupt_that_was_handled_before_is_not_raised_again() -> None:
    """A database error is not replaced by an interrupt that is already being handled."""
    address = stores.database()
    with begun(open_store(address, timeout=0.2)) as store, outside(address) as run:
        run("BEGIN")
        run("LOCK TABLE casestate_records IN EXCLUSIVE MODE")
        refused = pytest.raises(StoreUnavailable, match="lock timeout")
        with suppress(KeyboardInterrupt), handling_an_interrupt(), refused:
            store.append("case", [noted("second")])


def test_a_connection_that_an_interrupt_left_in_a_pipeline_is_made_again() -> None:
    """The server answers nothing before the end of a pipeline, so that a ROLLBACK in one would wait for ever."""
    store: Any
    interrupting = False

    def clock() -> datetime:
        if interrupting:
            store._connection.raw.pgconn.enter_pipeline_mode()
            raise KeyboardInterrupt
        return datetime.now(UTC)

    with begun(open_store(stores.database(), clock=clock)) as store:
        interrupting = True
        with pytest.raises(KeyboardInterrupt):
            store.append("case", [noted("second")])
        interrupting = False
        store.append("case", [noted("third")])
        store._connection.raw.pgconn.enter_pipeline_mode()
        store.append("case", [noted("fourth")])
        assert ids(store) == ["first", "third", "fourth"]


def test_an_interrupt_that_a_driver_hides_comes_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store: Any
    with begun(SqliteStore(tmp_path / "cases.db")) as store:

        def hiding() -> None:
            try:
                raise KeyboardInterrupt
            finally:
                store._connection.raw.execute("SELECT * FROM nothing")

        with pytest.raises(KeyboardInterrupt):
            store._connection.translating(hiding)


def test_a_store_made_during_the_check_is_recognised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Checking the tables and the mark separately could see the tables without the mark."""
    path = tmp_path / "cases.db"
    tried: list[str] = []
    query = SqliteConnection.query

    def meanwhile(self: Any, statement: str, values: Any = ()) -> Any:
        found = query(self, statement, values)
        if statement == "PRAGMA application_id" and not tried:
            tried.append(statement)
            with pytest.raises(StoreUnavailable, match="locked"):
                SqliteStore(path, timeout=0)
        return found

    monkeypatch.setattr(SqliteConnection, "query", meanwhile)
    with begun(open_store(path)) as store:
        assert tried
        assert ids(store) == ["first"]


@pytest.mark.parametrize("when", ["before", "within"])
def test_a_file_emptied_under_an_open_store_is_noticed_before_an_append_is_acknowledged(
    when: str, tmp_path: Path
) -> None:
    path = tmp_path / "cases.db"
    given: list[Entry] = [noted("second")]
    with begun(SqliteStore(path)) as store:

        def emptied() -> datetime:
            path.write_bytes(b"")
            return datetime.now(UTC)

        if when == "before":
            emptied()
        else:
            store._clock = emptied
        with pytest.raises(StoreUnavailable, match="was removed or emptied"):
            store.append("case", given)
