"""A position past the end of a store is refused: the store was replaced by an older copy, or it is another one."""

import shutil
from pathlib import Path
from typing import Any

import pytest
import stores
from databases import begun, ids, noted, outside

from casestate.errors import ChainBroken, InvalidQuestion
from casestate.store import follow, open_store

PAST_THE_END = "is past the end, which is"


@pytest.mark.parametrize("kind", stores.KINDS)
def test_a_position_past_the_end_is_refused(kind: str, tmp_path: Path) -> None:
    with begun(open_store(stores.address(kind, tmp_path))) as store:
        assert list(store.read_all(2)) == []
        assert list(follow(store, after=2, until=lambda: True)) == []
        assert store.read("case", 1) == ()
        for read in (
            lambda: list(store.read_all(3)),
            lambda: list(store.read_all(3, limit=1)),
            lambda: list(follow(store, after=3, until=lambda: True)),
            lambda: store.read("case", 2),
        ):
            with pytest.raises(InvalidQuestion, match=PAST_THE_END):
                read()


def test_a_reader_that_waits_notices_an_older_copy(tmp_path: Path) -> None:
    path, copy = tmp_path / "cases.jsonl", tmp_path / "copy"
    with begun(open_store(path)) as store:
        shutil.copy(path, copy)
        store.append("case", [noted("second")])
    asked: list[int] = []

    def restored() -> bool:
        shutil.copy(copy, path)
        asked.append(1)
        return len(asked) > 1

    with open_store(path) as store:
        records = follow(store, until=restored, sleep=lambda _: None)
        assert [next(records).position for _ in range(3)] == [1, 2, 3]
        with pytest.raises(InvalidQuestion, match="position 3 is not the one that was read there"):
            next(records)


@pytest.mark.parametrize("name", ["cases.jsonl", "cases.db"])
def test_a_reader_that_waits_notices_an_older_copy_that_has_gone_on(name: str, tmp_path: Path) -> None:
    path, copy = tmp_path / name, tmp_path / "copy"
    with begun(open_store(path)) as store:
        pass
    shutil.copy(path, copy)
    with open_store(path) as store:
        store.append("case", [noted("second")])
    asked: list[int] = []

    def gone_on() -> bool:
        if not asked:
            shutil.copy(copy, path)
            with open_store(path) as again:
                again.append("case", [noted("another")])
        asked.append(1)
        return len(asked) > 1

    with open_store(path) as store:
        records = follow(store, until=gone_on, sleep=lambda _: None)
        assert [next(records).position for _ in range(3)] == [1, 2, 3]
        with pytest.raises(InvalidQuestion, match="position 3 is not the one that was read there"):
            next(records)


def test_a_reader_that_waits_goes_on_after_an_expungement(tmp_path: Path) -> None:
    with begun(open_store(tmp_path / "cases.db")) as store:
        waited = iter([False, False, True])

        def until() -> bool:
            if store.head().position == 2:
                store.expunge("case", ["first"], order="an order")
            return next(waited)

        assert [record.position for record in follow(store, until=until, sleep=lambda _: None)] == [1, 2, 3]


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_the_position_of_a_projection_is_not_past_the_end_and_does_not_go_back(kind: str, tmp_path: Path) -> None:
    store: Any
    again: Any
    address = stores.address(kind, tmp_path)
    with begun(open_store(address)) as store, outside(address) as run:
        assert store.project("mine", lambda *_: None) == 2
        store.append("case", [noted("second")])
        for position in (4, -1):
            run(f"UPDATE casestate_projections SET position = {position}")
            with pytest.raises((InvalidQuestion, ChainBroken), match=f"{PAST_THE_END}|has the position -1"):
                store.project("mine", lambda *_: None)
        run("UPDATE casestate_projections SET position = 4")
        with pytest.raises(ChainBroken, match="the projection 'mine' has applied rows up to 4") as broken:
            store.verify()
        assert broken.value.position == 4
        run("UPDATE casestate_projections SET position = 1")
        with pytest.raises(InvalidQuestion, match="'mine' went back from position 2 to 1"):
            store.project("mine", lambda *_: None)
        with open_store(address) as again:
            assert again.project("mine", lambda *_: None) == 2
        assert store.project("mine", lambda *_: None) == 0
        store.verify()
        assert ids(store) == ["first", "second"]


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_a_projection_leaves_its_position_to_the_store(kind: str, tmp_path: Path) -> None:
    store: Any
    with begun(open_store(stores.address(kind, tmp_path))) as store:
        with pytest.raises(InvalidQuestion, match="position of the projection 'mine' was changed within its trans"):
            store.project("mine", lambda _, own: own.execute("UPDATE casestate_projections SET position = 1"))
        assert store.project("mine", lambda *_: None) == 2
