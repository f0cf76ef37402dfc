"""Followers and projections see every record of a store exactly once."""

from pathlib import Path
from typing import Any

import pytest
import stores

from casestate import Entry
from casestate.events import Noted
from casestate.store import Record, SqlStore, Store, follow, open_store


def noted(id: str) -> Entry:
    return Entry(id=id, event=Noted(on="2023", text="what happened"))


@pytest.mark.parametrize("kind", stores.KINDS)
def test_a_follower_waits_for_new_records_and_continues(kind: str, tmp_path: Path) -> None:
    with open_store(stores.address(kind, tmp_path)) as store:
        store.create("case")
        waits = [["a"], ["b", "c"], []]

        def sleep(seconds: float) -> None:
            assert seconds == 0.5
            store.append("case", [noted(id) for id in waits.pop(0)])

        seen = [record.position for record in follow(store, wait=0.5, until=lambda: not waits, sleep=sleep)]
        assert seen == [1, 2, 3, 4]
        assert [record.position for record in follow(store, after=3, until=lambda: True)] == [4]


def test_a_long_store_is_read_in_pages() -> None:
    store = open_store("memory:")
    store.create("case")
    store.append("case", [noted(str(number)) for number in range(2500)])
    assert [record.position for record in store.read_all()] == list(range(1, 2502))
    assert [record.position for record in store.read_all(after=5, limit=1500)] == list(range(6, 1506))
    assert list(store.read_all(limit=0)) == []
    assert store.verify().entries == 2500


class Stopped(Exception):
    """The projection is interrupted."""


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_a_projection_takes_each_record_once_despite_interrupts(kind: str, tmp_path: Path) -> None:
    address = stores.address(kind, tmp_path)
    mark = "?" if kind == "sqlite" else "%s"
    stops = [2, 5, 6]

    def apply(record: Record, connection: Any) -> None:
        connection.execute("CREATE TABLE IF NOT EXISTS mine (position INTEGER)")
        connection.execute(f"INSERT INTO mine VALUES ({mark})", (record.position,))
        if stops and record.position == stops[0]:
            stops.pop(0)
            raise Stopped

    def kept_up(store: Store) -> list[int]:
        taken: list[int] = []
        assert isinstance(store, SqlStore)
        while True:
            try:
                taken.append(store.project("mine", apply, limit=3))
            except Stopped:
                taken.append(-1)
            if taken[-1] == 0:
                return taken

    with open_store(address) as store:
        store.create("case")
        store.append("case", [noted(str(number)) for number in range(6)])
        assert kept_up(store) == [-1, 3, -1, -1, 3, 1, 0]
    with open_store(address) as store:
        store.append("case", [noted("later")])
        assert kept_up(store) == [1, 0]
        found: list[tuple[int]] = []
        assert isinstance(store, SqlStore)
        store.append("case", [noted("latest")])
        read = lambda _, connection: found.extend(connection.execute("SELECT position FROM mine").fetchall())  # noqa: E731
        store.project("another", read, limit=1)
        assert [position for (position,) in found] == list(range(1, 9))
