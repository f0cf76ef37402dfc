"""Opening a store by its address."""

import os
import re
from collections.abc import Callable, Iterable
from datetime import datetime
from urllib.parse import unquote_to_bytes

from casestate.codec import UPCASTERS, Upcasters
from casestate.errors import InvalidQuestion, NotAStore
from casestate.law import Procedure
from casestate.store.interface import Store, StoreOptions, now_utc
from casestate.store.jsonl import JsonLinesStore
from casestate.store.memory import MemoryStore
from casestate.store.postgres import PostgresStore
from casestate.store.sqlite import SqliteStore

_ACCEPTED = "accepted: memory:, a path to a .jsonl or other file, sqlite:///path, postgresql://name@host/database"
_POSTGRES = ("postgresql://", "postgres://")
_SQLITE = "sqlite:///"
_A_DAY = 86_400
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+:", re.IGNORECASE)
"""The beginning of an address that is no path. One letter alone is a drive."""


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
    text = _text(address)
    seconds = _seconds(timeout)
    options: StoreOptions = {"clock": clock, "procedures": procedures, "upcasters": upcasters}
    if text == "memory:":
        if existing:
            raise NotAStore(f"memory: keeps nothing from one process to the next, so there is no store; {_ACCEPTED}")
        return MemoryStore(**options)
    if text.startswith(_POSTGRES):
        return PostgresStore(text, timeout=seconds, **options)
    path = _sqlite_path(text) if text.startswith(_SQLITE) else text
    _check_path(path)
    if existing and not (os.path.exists(path) and os.path.getsize(path)):
        raise NotAStore(f"there is no store at {path!r}; check the path, or make a store with casestate import")
    kind = JsonLinesStore if path == text and path.lower().endswith(".jsonl") else SqliteStore
    return kind(path, timeout=seconds, **options)


def _seconds(timeout: float) -> float:
    if isinstance(timeout, bool) or not isinstance(timeout, int | float) or not 0 <= timeout <= _A_DAY:
        raise InvalidQuestion(f"timeout= takes a number of seconds from 0 to {_A_DAY}, such as 2.5, not {timeout!r}")
    return timeout


def _text(address: object) -> str:
    """Return an address as text that can name a file."""
    text = os.fspath(address) if isinstance(address, os.PathLike) else address
    if not isinstance(text, str):
        raise NotAStore(f"an address is text or a path, not {address!r}; {_ACCEPTED}")
    try:
        os.fsencode(text)
    except UnicodeEncodeError:
        raise NotAStore(f"{text!r} is no name of a file: it holds half a character; {_ACCEPTED}") from None
    return text


def _sqlite_path(url: str) -> str:
    """Return the path in a URL."""
    if "?" in url:
        raise NotAStore(f"{url!r} has a query, which no store takes; a question mark in a path is written %3F")
    return os.fsdecode(unquote_to_bytes(os.fsencode(url.removeprefix(_SQLITE))))


def _check_path(path: str) -> None:
    """Refuse a path that is probably a slip, where a file would be odd or lost."""
    if not path.strip():
        raise NotAStore(f"the address {path!r} is blank; {_ACCEPTED}")
    if path.strip() != path:
        raise NotAStore(f"{path!r} begins or ends with white space; take it off")
    if "\0" in path:
        raise NotAStore(f"{path!r} is no name of a file: it holds a character that ends one; {_ACCEPTED}")
    if path.strip(":").lower() == "memory":
        raise NotAStore(f"for a store that is gone with the process write memory:, for a file ./memory, not {path!r}")
    if _SCHEME.match(path):
        raise NotAStore(f"{path!r} is no address of a store; {_ACCEPTED}; a file with a colon in its name is ./name")
    if os.path.isdir(path) or path.endswith(("/", os.sep)):
        raise NotAStore(f"{path!r} is a folder; give the path of a file in it")
    if os.path.exists(path) and not os.path.isfile(path):
        raise NotAStore(f"{path!r} is no file that can keep anything; give the path of one")
