"""Stores in databases for tests, and what goes past them."""

import os
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest

from casestate import Entry
from casestate.events import Noted
from casestate.store import Store

psycopg = pytest.importorskip("psycopg")


def noted(id: str, text: str = "what happened") -> Entry:
    return Entry(id=id, event=Noted(on="2023", text=text))


def begun(store: Store) -> Any:
    store.create("case")
    store.append("case", [noted("first")])
    return store


def ids(store: Store) -> list[str]:
    return [entry.id for entry in store.open_case("case")]


@contextmanager
def outside(address: str) -> Iterator[Callable[..., Any]]:
    """What asks a database past the library; marks for values are ``?``."""
    if not address.startswith("postgres"):
        with closing(sqlite3.connect(address, isolation_level=None)) as connection:
            yield connection.execute
        return
    with psycopg.connect(address, autocommit=True) as connection:
        yield lambda sql, values=(): connection.execute(sql.replace("?", "%s"), values or None)


def in_a_fork(work: Callable[[], object]) -> int:
    """How a forked process ended that did some work: 0 where it did all of it."""
    child = os.fork()
    if child == 0:
        signal.alarm(60)
        try:
            work()
        except BaseException:  # noqa: BLE001  # it is told by the end of the process
            os._exit(1)
        os._exit(0)
    return os.waitpid(child, 0)[1]
