"""Stores for tests: one of each kind, the PostgreSQL one on a real server."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from server import uri

from casestate.store import Store, open_store

KINDS = ("memory", "jsonl", "sqlite", "postgres")
DURABLE = KINDS[1:]


def database(options: str = "") -> str:
    """Return the address of an empty database."""
    psycopg = pytest.importorskip("psycopg")
    name = f"t{uuid4().hex}"
    with psycopg.connect(uri(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 {options}")
    return uri().replace("/postgres?", f"/{name}?")


def address(kind: str, place: Path) -> str:
    """Return an address at which an empty store of a kind may be made."""
    if kind == "postgres":
        return database()
    return {"memory": "memory:", "jsonl": str(place / "cases.jsonl"), "sqlite": str(place / "cases.db")}[kind]


@contextmanager
def emptied(kind: str, place: Path, **options: Any) -> Iterator[Callable[[], Store]]:
    """Give a function that returns an empty store each time. A database is made once, and its tables each time anew."""
    if kind != "postgres":
        yield lambda: open_store(address(kind, Path(tempfile.mkdtemp(dir=place))), **options)
        return
    psycopg = pytest.importorskip("psycopg")
    url = database()
    with psycopg.connect(url, autocommit=True) as connection:

        def fresh() -> Store:
            names = [f"casestate_{name}" for name in ("store", "records", "people", "projections")]
            connection.execute(f"DROP TABLE IF EXISTS {', '.join(names)}")
            return open_store(url, **options)

        yield fresh


@contextmanager
def without_rights() -> Iterator[None]:
    """Run as a user who owns nothing."""
    if os.geteuid() != 0:
        pytest.skip("only root can become somebody else")
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
