"""Damage that only a database can have is found, or changes no answer."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import stores
from databases import begun, ids, noted, outside

from casestate import Entry
from casestate.errors import ChainBroken, NotAStore, StoreUnavailable
from casestate.events import ChargeFiled
from casestate.store import Store, open_store
from casestate.store.payload import _read_quickly

psycopg = pytest.importorskip("psycopg")


@pytest.fixture(params=("sqlite", "postgres"))
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return stores.address(request.param, tmp_path)


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
    """Return everything that can be read of a store."""
    with open_store(path) as store:
        records = [(record.position, record.case, record.entry, record.order) for record in store.read_all()]
        people = [store.find(defendant=f"Person {number}") for number in range(4)]
        read = [record.entry for record in store.read("case", after=1)]
        return [records, people, read, store.cases(), ids(store), store.head(), repr(store.losses("case"))]


FLIPS = int(os.environ.get("CASESTATE_FLIPS", "29"))


def test_a_changed_byte_in_an_sqlite_file_is_found_or_changes_no_answer(tmp_path: Path) -> None:
    """CASESTATE_FLIPS=1 changes every byte; larger numbers change fewer, and fewer still of the zero bytes."""
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
def test_damaged_tables_are_reported(address: str, damage: str) -> None:
    with begun(open_store(address)) as store, outside(address) as run:
        run(damage)
        with pytest.raises(ChainBroken):
            store.verify()
        with pytest.raises((ChainBroken, NotAStore)), open_store(address) as other:
            other.verify()


def test_an_invalid_link_is_reported(tmp_path: Path) -> None:
    with begun(open_store(tmp_path / "cases.db")) as store, outside(str(tmp_path / "cases.db")) as run:
        run("UPDATE casestate_records SET link = 'text' WHERE position = 2")
        with pytest.raises(ChainBroken, match="its time or its link cannot be read"):
            store.append("case", [noted("second")])


@pytest.mark.parametrize(
    ("column", "value"), [("seq", "x"), ("seq", 1.5), ("case_number", "x"), ("payload", b"\xff"), ("name", b"x")]
)
def test_a_value_of_another_type_is_reported(column: str, value: object, tmp_path: Path) -> None:
    path = tmp_path / "cases.db"
    with begun(open_store(path)) as store, outside(str(path)) as run:
        run(f"UPDATE casestate_records SET {column} = ? WHERE position = 2", [value])
        with pytest.raises(ChainBroken, match="of another type than was stored"):
            list(store.read_all())


def test_a_table_name_that_is_not_text_is_reported(tmp_path: Path) -> None:
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


SOUND = '{"id": "e1", "event": {"type": "noted", "version": 1, "on": "2023", "text": "?"}}'


@pytest.mark.parametrize(
    "odd",
    [(b"{}", 0), ("{", 0), (SOUND + ", " + SOUND, 0), ('{"id": "e2"}', 0), (SOUND, "soon"), (SOUND, 10**30)],
    ids=str,
)
def test_a_case_with_one_odd_row_is_left_to_be_read_row_by_row(odd: tuple[Any, Any]) -> None:
    several = [(SOUND, number) for number in range(100)]
    read = _read_quickly(several)
    assert read is not None
    assert [entry.seq for entry in read] == list(range(1, 101))
    assert _read_quickly([*several, odd]) is None
