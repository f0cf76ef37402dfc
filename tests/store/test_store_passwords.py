"""An address is always shown without its password, and one that is almost a URL makes no file."""

import logging
import traceback
from pathlib import Path
from typing import Any

import pytest
import stores

from casestate import GENERIC
from casestate.errors import CasestateError, NotAStore, StoreUnavailable
from casestate.store import open_store
from casestate.store.address import shown
from casestate.store.jsonl import JsonLinesStore
from casestate.store.postgres import PostgresStore
from casestate.store.sqlite import SqliteStore

SECRET = "sesame"
NEARLY = [
    f"postgresql://clerk:{SECRET}%zz@host/cases",
    f"postgresql://clerk:{SECRET}%@host/cases",
    f"postgresql+psycopg://clerk:{SECRET}@host/cases",
    f"POSTGRESQL://clerk:{SECRET}@host/cases",
    f"PostgreSQL://clerk:{SECRET}@host/cases",
    f"postgresql:/clerk:{SECRET}@host/cases",
    f"postgresql:clerk:{SECRET}@host/cases",
    f" postgresql://clerk:{SECRET}@host/cases",
    f"postgresql ://clerk:{SECRET}@host/cases",
    f"postgresql://clerk:{SECRET}@[::1/cases",
    f"postgresql://clerk:{SECRET}@::1]/cases",
    f"postgresql://clerk:{SECRET}@open@host/cases",
    f"postgresql://clerk:o@{SECRET}@host/cases",
    f"postgresql://clerk:o/{SECRET}@host/cases",
    f"postgresql://clerk:o?{SECRET}@host/cases",
    f"postgresql://clerk:o#{SECRET}@host/cases",
    f"postgresql://clerk:o {SECRET}@host/cases",
    f"postgresql://clerk:{SECRET}/cases",
    f"postgresql://clerk:{SECRET}@host:port/cases",
    f"postgresql://clerk@host/cases?password={SECRET}&odd=1",
    f"postgresql://clerk@host/cases?odd=1&sslpassword={SECRET}",
    f"mysql://clerk:{SECRET}@host/cases",
    f"//clerk:{SECRET}@host/cases",
    f"clerk:{SECRET}@host/cases",
    f"c:{SECRET}@host",
    f"server=host;pwd={SECRET}",
    f"Server=host;Uid=clerk;Pwd={SECRET};",
    f"uid=clerk;pwd={SECRET}",
    f"sqlite:///cases.db?key={SECRET}",
    f"sqlite:///cases.db?access_token={SECRET}&secret={SECRET}",
    f"postgresql://clerk@host:port/cases?sslkey={SECRET}",
    f"host=localhost user=clerk password={SECRET}",
    f"host = localhost password = '{SECRET} ours'",
    f"dbname=cases password='it\\'s {SECRET}'",
    f"connect_timeout=1 PASSWORD={SECRET}",
    f"sqlite:///clerk:{SECRET}@cases.db?mode=ro",
    f"postgresql://clerk:{SECRET}@host/\ud800",
]


@pytest.mark.parametrize("address", NEARLY, ids=ascii)
def test_an_address_that_is_almost_a_url_is_refused_without_its_password(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NotAStore) as refused:
        open_store(address, timeout=1)
    assert SECRET not in "".join(traceback.format_exception(refused.value))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("address", NEARLY, ids=ascii)
def test_an_address_is_shown_without_its_password(address: str) -> None:
    assert SECRET not in shown(address)
    assert shown(shown(address)) == shown(address)


@pytest.mark.parametrize(
    "address",
    [
        *("postgresql://clerk@host/cases", "postgresql://host:5432/cases", "postgresql://[::1]:5432/cases", "memory:"),
        *("postgresql://a:1,b:2/cases", "cases.db", "C:\\cases.db", "./a:b.db", "sqlite:////tmp/cases.db", ""),
    ],
)
def test_an_address_without_a_password_is_shown_as_it_is(address: str) -> None:
    assert shown(address) == address


def test_a_server_that_refuses_a_password_does_not_show_it(tmp_path: Path) -> None:
    for address in (
        f"postgresql://clerk:{SECRET}@/cases?host={tmp_path}",
        f"postgresql://clerk:{SECRET}@127.0.0.1:1/cases",
        f"postgresql://clerk:{SECRET}@nowhere.invalid/cases",
    ):
        with pytest.raises(StoreUnavailable) as refused:
            open_store(address, timeout=1)
        assert SECRET not in "".join(traceback.format_exception(refused.value))


def test_the_repr_of_a_store_has_no_password(tmp_path: Path) -> None:
    address = stores.database().replace("postgres:@", f"postgres:{SECRET}@")
    assert SECRET in address
    with open_store(address) as store:
        assert type(store) is PostgresStore
        assert repr(store) == f"<PostgresStore {shown(address)}>"
        assert SECRET not in repr(store)
    odd = tmp_path / f"clerk:{SECRET}@cases.jsonl"
    for kind, path in ((JsonLinesStore, odd), (SqliteStore, odd.with_suffix(".db"))):
        with kind(path) as opened:
            assert SECRET not in repr(opened)
    assert repr(open_store("memory:")) == "<MemoryStore>"


def test_errors_and_log_lines_hide_what_looks_like_a_password(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / f"clerk:{SECRET}@cases.jsonl"
    store = JsonLinesStore(path)
    store.create("case", GENERIC)
    path.write_bytes(path.read_bytes() + b"{")
    with caplog.at_level(logging.WARNING):
        store.create("other")
    assert "removed 1 bytes" in caplog.text
    path.write_bytes(b"{}")
    problems: list[Any] = []
    for kind in (JsonLinesStore, SqliteStore):
        with pytest.raises(CasestateError) as refused:
            kind(path)
        problems += traceback.format_exception_only(refused.value)
    path.unlink()
    path.mkdir()
    for kind in (JsonLinesStore, SqliteStore):
        with pytest.raises(CasestateError) as refused:
            kind(path)
        problems += traceback.format_exception_only(refused.value)
    assert len(problems) == 4
    assert SECRET not in caplog.text + "".join(problems)


@pytest.mark.parametrize("bad", [f"postgresql://clerk:{SECRET}@host/cases".encode(), [SECRET]])
def test_an_address_that_is_not_text_is_not_shown(bad: Any) -> None:
    with pytest.raises(NotAStore, match="an address is text or a path, not") as refused:
        open_store(bad)
    assert SECRET not in str(refused.value)
