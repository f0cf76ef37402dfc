"""Opening a store by its address."""

import os
from collections.abc import Callable, Iterable
from datetime import datetime

from casestate.codec import UPCASTERS, Upcasters
from casestate.errors import InvalidQuestion, NotAStore
from casestate.law import Procedure
from casestate.store.address import (
    ACCEPTED,
    POSTGRES,
    SQLITE,
    as_text,
    check_path,
    shown,
    sqlite_path,
)
from casestate.store.interface import Store
from casestate.store.jsonl import JsonLinesStore
from casestate.store.memory import MemoryStore
from casestate.store.postgres import PostgresStore
from casestate.store.sqlite import SqliteStore
from casestate.store.validation import StoreOptions, now_utc

_A_DAY = 86_400


def open_store(
    address: str | os.PathLike[str],
    *,
    clock: Callable[[], datetime] = now_utc,
    procedures: Iterable[Procedure] | Procedure = (),
    upcasters: Upcasters = UPCASTERS,
    existing: bool = False,
    timeout: float = 30.0,
) -> Store:
    """
    Open a store, or make an empty one if there is nothing at its address.

    >>> with open_store("memory:") as store:
    ...     store.cases()
    ()

    Args:
        address: ``memory:``; a path that ends in ``.jsonl``; any other path, for SQLite, or ``sqlite:///path``, in
            which ``%20`` is a space and a fourth slash begins an absolute path; ``postgresql://name@host/database``.
            Anything else is refused, so that a slip makes no file.
        clock: Returns the time now, with its zone. Recorded times are taken from it.
        procedures: Procedures of your own that cases may have, beside those of the library.
        upcasters: The upcasters for events of older versions, such as ``Upcasters([...])`` with your own.
        existing: Refuse to make a store: a path where there is nothing or an empty file, and ``memory:``.
        timeout: The seconds to wait for another writer, or for a server to answer at first; at most a day.

    Raises:
        InvalidQuestion: ``timeout`` is no such number of seconds.
        NotAStore: The address cannot be read; it leads to something else, or to a store of a format this library does
            not know; or, with ``existing``, to nothing.
        InvalidProcedure: What is given as procedures is none, or bears the name of another.
        StoreUnavailable: The store cannot be reached or made.
    """
    text = as_text(address)
    seconds = _seconds(timeout)
    options: StoreOptions = {"clock": clock, "procedures": procedures, "upcasters": upcasters}
    if text == "memory:":
        if existing:
            raise NotAStore(f"memory: keeps nothing from one process to the next, so there is no store; {ACCEPTED}")
        return MemoryStore(**options)
    if text.startswith(POSTGRES):
        return PostgresStore(text, timeout=seconds, **options)
    path = sqlite_path(text) if text.startswith(SQLITE) else text
    check_path(path)
    if existing and not (os.path.exists(path) and os.path.getsize(path)):
        raise NotAStore(f"there is no store at {shown(path)!r}; check the path, or make a store with casestate import")
    kind = JsonLinesStore if path == text and path.lower().endswith(".jsonl") else SqliteStore
    return kind(path, timeout=seconds, **options)


def _seconds(timeout: float) -> float:
    if isinstance(timeout, bool) or not isinstance(timeout, int | float) or not 0 <= timeout <= _A_DAY:
        raise InvalidQuestion(f"timeout= takes a number of seconds from 0 to {_A_DAY}, such as 2.5, not {timeout!r}")
    return timeout
