"""Stores by their addresses."""

import os
from collections.abc import Callable, Iterable
from datetime import datetime

from casestate.codec import UPCASTERS, Upcasters
from casestate.errors import NotAStore
from casestate.law import Procedure
from casestate.store.jsonl import JsonLinesStore
from casestate.store.memory import MemoryStore
from casestate.store.postgres import PostgresStore
from casestate.store.sqlite import SqliteStore
from casestate.store.store import Store, now_utc


def open_store(
    address: str | os.PathLike[str],
    *,
    clock: Callable[[], datetime] = now_utc,
    procedures: Iterable[Procedure] | Procedure = (),
    upcasters: Upcasters = UPCASTERS,
    existing: bool = False,
) -> Store:
    """
    Open a store, or make an empty one where there is nothing yet.

    >>> with open_store("memory:") as store:
    ...     store.cases()
    ()

    Args:
        address: ``memory:``; a path that ends in ``.jsonl``; any other path, or ``sqlite:///path``, for SQLite;
            ``postgresql://name@host/database``.
        clock: Gives the time now, with its zone. Recorded times are taken from it.
        procedures: Procedures of your own that cases may be kept under, beside those of the library.
        upcasters: How events of older forms are read, such as ``Upcasters([...])`` with your own.
        existing: Refuse a path at which there is nothing, such as one that is misspelt, instead of making a store.

    Raises:
        NotAStore: There is something else at the address, or a store of a format this library does not know; or, with
            ``existing``, nothing at the path.
        StoreUnavailable: It cannot be reached, or not be made.
    """
    text = os.fspath(address)
    scheme, colon, _ = text.partition(":")
    if text == "memory:":
        return MemoryStore(clock=clock, procedures=procedures, upcasters=upcasters)
    if colon and scheme in ("postgresql", "postgres"):
        return PostgresStore(text, clock=clock, procedures=procedures, upcasters=upcasters)
    if ("://" in text and not text.startswith("sqlite:///")) or not text:
        raise NotAStore(
            f"{text!r} is no address of a store; accepted: memory:, a path to a .jsonl or other file, sqlite:///path, "
            "postgresql://name@host/database"
        )
    path = text.removeprefix("sqlite:///")
    if existing and not os.path.exists(path):
        raise NotAStore(f"there is no store at {path!r}; check the path, or make a store with casestate import")
    kind = JsonLinesStore if text.endswith(".jsonl") and path == text else SqliteStore
    return kind(path, clock=clock, procedures=procedures, upcasters=upcasters)
