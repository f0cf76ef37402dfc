"""Every change of a store by other means than the library is found, against a head kept elsewhere."""

import hashlib
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import stores

from casestate.errors import ChainBroken, InvalidFile, NotAStore
from casestate.events import ChargeFiled, Noted, Stated
from casestate.store import Head, open_store
from casestate.store.chain import commit, link

psycopg = pytest.importorskip("psycopg")


def filled(address: str) -> Head:
    """Fill a store with rows of every kind, and return its head."""
    with open_store(address) as store:
        store.create("case")
        case = store.open_case("case")
        case = case.record(ChargeFiled(on="2023-01-31", defendant="Á. Doe", charge="1"), id='a "quoted" id')
        case = case.record(Stated(on="2023", by="counsel", modality="denies", defendants="B. Roe"))
        case = case.record(Noted(on="2023", text="destroyed later"), id="gone")
        store.append("case", case)
        store.create("another")
        return store.expunge("case", ["gone"], order="D-1")


def detected(address: str, head: Head) -> bool:
    try:
        with open_store(address) as store:
            store.verify(head)
    except (ChainBroken, NotAStore):
        return True
    return False


def test_a_change_of_any_byte_of_a_file_of_lines_is_found(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    head = filled(str(path))
    right = path.read_bytes()
    assert not detected(str(path), head)
    flips = [(place, bit) for place in range(len(right)) for bit in ({0} if place % 4 else {0, place // 4 % 8})]
    for place, bit in flips:
        path.write_bytes(right[:place] + bytes([right[place] ^ 1 << bit]) + right[place + 1 :])
        assert detected(str(path), head), f"bit {bit} of byte {place} was changed unseen"
    print(f"{len(flips)} single bits of {len(right)} bytes changed, {len(flips)} detected")


def test_every_cut_and_every_line_moved_is_found(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    head = filled(str(path))
    lines = path.read_bytes().splitlines(keepends=True)
    others = [lines[:cut] for cut in range(1, len(lines))]
    others += [lines[:place] + lines[place + 1 :] for place in range(1, len(lines))]
    others += [[*lines[:place], lines[place], *lines[place:]] for place in range(1, len(lines))]
    swapped = [(one, two) for one in range(1, len(lines)) for two in range(one + 1, len(lines))]
    for one, two in swapped:
        pair = list(lines)
        pair[one], pair[two] = pair[two], pair[one]
        others.append(pair)
    for other in others:
        path.write_bytes(b"".join(other))
        assert detected(str(path), head)


class Tampering:
    """Changes the tables of a store from outside, one thing at a time, and puts them back."""

    def __init__(self, run: Callable[..., Any], mark: str) -> None:
        self.run = run
        self.mark = mark

    def rows(self, table: str, columns: str) -> list[tuple[Any, ...]]:
        return list(self.run(f"SELECT {columns} FROM {table}").fetchall())

    def changed(self, table: str, key: str, column: str, row: tuple[Any, ...], value: Any) -> Iterator[None]:
        self.run(f"UPDATE {table} SET {column} = {self.mark} WHERE {key} = {self.mark}", (value, row[0]))
        yield
        self.run(f"UPDATE {table} SET {column} = {self.mark} WHERE {key} = {self.mark}", (row[1], row[0]))


COLUMNS = [
    "case_number",
    "kind",
    "seq",
    "more",
    "imported",
    "stored_at",
    "salt",
    "payload",
    "commitment",
    "link",
    "name",
]


def others(value: Any, column: str, step: int) -> Iterator[Any]:
    """
    Yield values that differ from one in a single place: in its lowest bit and in another, at every or every few places.

    A number is also changed in several bits. No text has the character that PostgreSQL refuses.
    """
    if isinstance(value, int):
        yield from (value + 1, value - 1)
        yield from (value ^ 1 << bit for bit in range(0, 63, 9))
    elif isinstance(value, bytes):
        for at, bit in bits(value, step, 8):
            yield value[:at] + bytes([value[at] ^ 1 << bit]) + value[at + 1 :]
        yield value[:-1]
    elif isinstance(value, str):
        for at, bit in bits(value, step, 7):
            if ord(value[at]) != 1 << bit:
                yield value[:at] + chr(ord(value[at]) ^ 1 << bit) + value[at + 1 :]
        yield value[:-1]
    else:
        yield b"0" if column in ("salt", "commitment") else "0"


def bits(value: bytes | str, step: int, width: int) -> Iterator[tuple[int, int]]:
    return ((at, bit) for at in range(0, len(value), step) for bit in {0, (1 + at // step) % width})


@pytest.fixture(params=["sqlite", "postgres"])
def tables(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, Head, Tampering, int]]:
    address = stores.address(request.param, tmp_path)
    head = filled(address)
    if request.param == "sqlite":
        connection = sqlite3.connect(address, isolation_level=None)
        for index in ("seq", "id", "case"):
            connection.execute(f"DROP INDEX casestate_by_{index}")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        yield address, head, Tampering(connection.execute, "?"), 1
    else:
        connection = psycopg.connect(address, autocommit=True)
        for index in ("seq", "id", "case"):
            connection.execute(f"DROP INDEX casestate_by_{index}")
        connection.execute("ALTER TABLE casestate_records DROP CONSTRAINT casestate_records_position_check")
        yield address, head, Tampering(connection.execute, "%s"), 9
    connection.close()


def test_a_change_of_any_value_of_any_row_is_found(tables: tuple[str, Head, Tampering, int]) -> None:
    address, head, tampering, step = tables
    count = 0
    with open_store(address) as store:
        for column in COLUMNS:
            for row in tampering.rows("casestate_records", f"position, {column}"):
                for value in others(row[1], column, step):
                    for _ in tampering.changed("casestate_records", "position", column, row, value):
                        with pytest.raises((ChainBroken, InvalidFile)):
                            store.verify(head)
                    count += 1
        store.verify(head)
    print(f"{count} values changed in one place, {count} detected")


def test_rows_dropped_added_swapped_or_cut_off_are_found(tables: tuple[str, Head, Tampering, int]) -> None:
    address, head, tampering, _ = tables
    run, count = tampering.run, 0
    with open_store(address) as store:
        for position in range(1, head.position + 1):
            run(f"UPDATE casestate_records SET position = -1 WHERE position = {position}")
            with pytest.raises(ChainBroken):
                store.verify(head)
            for other in range(position + 1, head.position + 1):
                run(f"UPDATE casestate_records SET position = {position} WHERE position = {other}")
                run(f"UPDATE casestate_records SET position = {other} WHERE position = -1")
                with pytest.raises(ChainBroken):
                    store.verify(head)
                run(f"UPDATE casestate_records SET position = -1 WHERE position = {other}")
                run(f"UPDATE casestate_records SET position = {other} WHERE position = {position}")
                count += 1
            run(f"UPDATE casestate_records SET position = {position} WHERE position = -1")
        store.verify(head)
        run("INSERT INTO casestate_people (person, case_number) VALUES ('C. Poe', 1)")
        with pytest.raises(ChainBroken, match="index of people"):
            store.verify(head)
        run("DELETE FROM casestate_people WHERE person = 'C. Poe'")
        for position in range(head.position, 0, -1):
            run(f"DELETE FROM casestate_records WHERE position = {position}")
            with pytest.raises(ChainBroken, match="missing from the end"):
                store.verify(head)
    print(f"{head.position} rows dropped, {count} pairs swapped, {head.position} tails cut: all detected")


def test_a_rewritten_history_is_found_only_against_a_head(tmp_path: Path) -> None:
    one, two = tmp_path / "one.db", tmp_path / "two.db"
    head, _ = filled(str(one)), filled(str(two))
    shutil.copyfile(two, one)
    with open_store(one) as store:
        store.verify()
        with pytest.raises(ChainBroken, match="not that of the head kept elsewhere"):
            store.verify(head)
        with pytest.raises(ChainBroken, match="another store"):
            store.verify(Head(0, "0" * 64))


def test_destroyed_content_may_not_return_and_nothing_else_may_be_missing(tmp_path: Path) -> None:
    path = tmp_path / "cases.db"
    with open_store(path) as store:
        store.create("case")
        case = store.open_case("case").record(Noted(on="2023", text="a")).record(Noted(on="2023", text="b"))
        store.append("case", case)
        outside = sqlite3.connect(path, isolation_level=None)
        ((salt, payload, name),) = outside.execute(
            "SELECT salt, payload, name FROM casestate_records WHERE position = 2"
        ).fetchall()
        head = store.expunge("case", ["e1"], order="D-1")
        ((kept,),) = outside.execute("SELECT commitment FROM casestate_records WHERE position = 2").fetchall()
        assert kept == hashlib.sha256(salt + payload.encode()).digest()
        outside.execute(
            "UPDATE casestate_records SET salt = ?, payload = ?, name = ?, commitment = NULL WHERE position = 2",
            (salt, payload, name),
        )
        with pytest.raises(ChainBroken, match="was ordered to be destroyed, and is there"):
            store.verify(head)
        ((salt, payload),) = outside.execute(
            "SELECT salt, payload FROM casestate_records WHERE position = 3"
        ).fetchall()
        for position, commitment in ((2, kept), (3, hashlib.sha256(salt + payload.encode()).digest())):
            outside.execute(
                "UPDATE casestate_records SET salt = NULL, payload = NULL, name = NULL, commitment = ? "
                "WHERE position = ?",
                (commitment, position),
            )
        with pytest.raises(ChainBroken, match="is gone, and no order says so"):
            store.verify(head)
        with pytest.raises(ChainBroken, match="no order says so"):
            store.losses("case")
        outside.close()


def test_a_head_can_be_written_as_text(tmp_path: Path) -> None:
    head = filled(str(tmp_path / "cases.db"))
    assert Head.parse(str(head)) == head == Head.parse(head)
    bad: Any
    for bad in ("", "1", "x:" + "0" * 64, "1:" + "0" * 63, "1:" + "G" * 64, 7):
        with pytest.raises(ValueError, match="64 hexadecimal digits"):
            Head.parse(bad)


@pytest.mark.parametrize("salt", [b"", b"short", b"x" * 15, b"x" * 17])
def test_a_salt_of_another_length_is_reported(salt: bytes, tmp_path: Path) -> None:
    """Bytes moved between salt and payload would not change the digest, and a short salt can be guessed."""
    path = tmp_path / "cases.db"
    with open_store(path) as store, closing(sqlite3.connect(path)) as other:
        store.create("case")
        ((genesis, stored_at, payload),) = other.execute(
            "SELECT genesis, stored_at, payload FROM casestate_store, casestate_records"
        )
        forged = link(genesis, commit(salt, payload), (1, 1, "opened", 0, 0, 0, stored_at))
        other.execute("UPDATE casestate_records SET salt = ?, link = ?", (salt, forged))
        other.commit()
        with pytest.raises(ChainBroken, match="salt of 16 bytes"):
            store.verify()
