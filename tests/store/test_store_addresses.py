"""An address leads to the intended store, or is refused with a reason; a slip makes no file."""

import os
import sqlite3
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import stores

from casestate.errors import CasestateError, InvalidProcedure, InvalidQuestion, NotAStore, StoreUnavailable
from casestate.store import Store, open_store
from casestate.store.jsonl import JsonLinesStore
from casestate.store.memory import MemoryStore
from casestate.store.sqlite import SqliteStore
from casestate.store.transaction import Transaction


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make an empty folder the current directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


MISTAKES = {
    **dict.fromkeys(
        (":memory:", "memory", "Memory:", "MEMORY:", "sqlite:///:memory:", "sqlite:///memory:"), "write memory: for"
    ),
    **dict.fromkeys(("memory:x", "sqlite:c.db", "sqlite://c.db", "SQLITE:///c.db", "file:c.db", "note:c.db"), "./"),
    **dict.fromkeys(("postgresql:c", "Postgresql://host/db", "mysql://host/db", "https://host/c.db"), "postgresql://"),
    **dict.fromkeys(("", " ", "\t", "sqlite:///", "sqlite:///%20"), "is blank"),
    **dict.fromkeys((" c.db", "c.jsonl ", "c.db\n", "sqlite:///c.db%20"), "begins or ends with white space"),
    **dict.fromkeys(("x.jsonl/", "x.db/", "sqlite:///x.db/", ".", "..", "there", "sqlite:///there"), "is a folder"),
    **dict.fromkeys(
        ("a\0b.db", "a\0b.jsonl", "sqlite:///a%00b.db", "\ud800.db", "sqlite:///\ud800.db"), "not a file name"
    ),
    "sqlite:///c.db?mode=ro": "%3F",
    os.devnull: "neither a file nor free",
}


@pytest.mark.parametrize(("address", "words"), MISTAKES.items(), ids=ascii)
def test_an_invalid_address_is_refused_and_makes_no_file(address: str, words: str, here: Path) -> None:
    """Each of these once lost its content, or made an unintended file."""
    (here / "there").mkdir()
    for existing in (False, True):
        with pytest.raises(NotAStore, match=words):
            open_store(address, existing=existing)
    assert [each.name for each in here.iterdir()] == ["there"]


@pytest.mark.parametrize("address", [None, 7, b"c.db", ["c.db"], object()])
def test_an_address_must_be_text_or_a_path(address: Any, here: Path) -> None:
    with pytest.raises(NotAStore, match="an address is text or a path"):
        open_store(address)
    assert not list(here.iterdir())


def test_a_path_object_of_bytes_is_refused() -> None:
    class Bytes(os.PathLike[bytes]):
        def __fspath__(self) -> bytes:
            return b"c.db"

    odd: Any = Bytes()
    with pytest.raises(NotAStore, match="an address is text or a path"):
        open_store(odd)


@pytest.mark.parametrize(
    ("address", "kind", "made"),
    [
        ("c.db", SqliteStore, "c.db"),
        ("c", SqliteStore, "c"),
        ("./memory", SqliteStore, "memory"),
        ("./a:b.db", SqliteStore, "a:b.db"),
        ("c.jsonl", JsonLinesStore, "c.jsonl"),
        ("c.JSONL", JsonLinesStore, "c.JSONL"),
        ("C.JsonL", JsonLinesStore, "C.JsonL"),
        ("a%20b.db", SqliteStore, "a%20b.db"),
        ("sqlite:///c.db", SqliteStore, "c.db"),
        ("sqlite:///c.jsonl", SqliteStore, "c.jsonl"),
        ("sqlite:///a%20b.db", SqliteStore, "a b.db"),
        ("sqlite:///100%25%3F.db", SqliteStore, "100%?.db"),
        ("sqlite:///%C3%A9.db", SqliteStore, "é.db"),
        ("sqlite:///é.db", SqliteStore, "é.db"),
        (Path("c.Jsonl"), JsonLinesStore, "c.Jsonl"),
    ],
)
def test_an_address_leads_to_the_file_it_names(
    address: str | os.PathLike[str], kind: type, made: str, here: Path
) -> None:
    with open_store(address) as store:
        assert type(store) is kind
        store.create("case")
        assert {each.name for each in here.iterdir()} - {f"{made}-wal", f"{made}-shm"} == {made}
    with open_store(address, existing=True) as store:
        assert store.cases() == ("case",)


def test_three_strokes_are_relative_and_four_are_absolute(here: Path) -> None:
    inner = here / "inner"
    inner.mkdir()
    open_store("sqlite:///inner/one.db").close()
    open_store(f"sqlite:///{inner}/two.db").close()
    assert f"sqlite:///{inner}".startswith("sqlite:////")
    assert {each.name for each in inner.iterdir()} == {"one.db", "two.db"}


@pytest.mark.parametrize("name", ["c.db", "c.jsonl"])
def test_an_empty_file_is_not_an_existing_store(name: str, here: Path) -> None:
    """``existing`` never makes a new store."""
    (here / name).touch()
    with pytest.raises(NotAStore, match="there is no store at"):
        open_store(name, existing=True)
    assert (here / name).read_bytes() == b""


def test_a_memory_store_never_exists_beforehand() -> None:
    with pytest.raises(NotAStore, match="keeps nothing from one process to the next"):
        open_store("memory:", existing=True)
    with open_store("memory:") as store:
        assert type(store) is MemoryStore


@pytest.mark.parametrize("odd", [7, None, "generic", [7]])
def test_invalid_procedures_are_refused(odd: Any, here: Path) -> None:
    with pytest.raises(InvalidProcedure, match="procedures= takes procedures"):
        open_store("c.db", procedures=odd)
    assert not list(here.iterdir())


@pytest.mark.parametrize("odd", ["5", None, True, -1, float("nan"), float("inf"), 10**9])
def test_an_invalid_timeout_is_refused(odd: Any, here: Path) -> None:
    for address in ("memory:", "c.db", "c.jsonl"):
        with pytest.raises(InvalidQuestion, match="timeout= takes a number of seconds from 0 to 86400"):
            open_store(address, timeout=odd)
    assert not list(here.iterdir())


def test_a_store_waits_for_another_writer_up_to_its_timeout(here: Path) -> None:
    with open_store("c.db", timeout=0) as store, sqlite3.connect("c.db", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable, match="locked"):
            store.create("case")
    other.close()


def create(store: Store, _: Transaction) -> None:
    store.create("case")


def test_lines_and_postgres_wait_for_another_writer_up_to_the_timeout(here: Path) -> None:
    for address in ("c.jsonl", stores.database()):
        refused = pytest.raises(StoreUnavailable, match=r"0\.05 seconds|lock timeout")
        with open_store(address, timeout=0.05) as store, open_store(address) as other, refused:
            other._write(partial(create, store))


@pytest.mark.parametrize("name", ["n" * 5000 + ".db", "n" * 5000 + ".jsonl", "nowhere/c.db", "nowhere/c.jsonl"])
def test_a_file_that_cannot_be_made_is_reported(name: str, here: Path) -> None:
    with pytest.raises(CasestateError, match=name[:9]):
        open_store(name)


def test_an_address_of_postgres_is_taken_in_both_spellings() -> None:
    address = stores.database()
    with open_store(address) as store:
        store.create("case")
    with open_store(address.replace("postgresql://", "postgres://"), existing=True) as store:
        assert store.cases() == ("case",)
