"""Stores by their addresses."""

import os
from collections.abc import Callable, Iterable
from datetime import datetime

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

    Raises:
        NotAStore: There is something else at the address, or a store of a format this library does not know.
        StoreUnavailable: It cannot be reached, or not be made.
    """
    text = os.fspath(address)
    scheme, colon, _ = text.partition(":")
    if text == "memory:":
        return MemoryStore(clock=clock, procedures=procedures)
    if colon and scheme in ("postgresql", "postgres"):
        return PostgresStore(text, clock=clock, procedures=procedures)
    if text.startswith("sqlite:///"):
        return SqliteStore(text.removeprefix("sqlite:///"), clock=clock, procedures=procedures)
    if "://" in text or not text:
        raise NotAStore(
            f"{text!r} is no address of a store; accepted: memory:, a path to a .jsonl or other file, sqlite:///path, "
            "postgresql://name@host/database"
        )
    if text.endswith(".jsonl"):
        return JsonLinesStore(text, clock=clock, procedures=procedures)
    return SqliteStore(text, clock=clock, procedures=procedures)
