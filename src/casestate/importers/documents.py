"""The JSON documents that an importer takes: one, several, or a file of them."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from casestate.errors import InvalidTable

_SHOWN = 200
"""So much of what is no document is shown."""
Document: TypeAlias = Mapping[str, Any]
"""One document, as read from JSON."""
Documents: TypeAlias = Mapping[str, Any] | Iterable[Mapping[str, Any]] | str | os.PathLike[str]
"""A document, several, or the path of a JSON file with one or a list of them."""


def documents(given: Documents) -> Iterator[Document]:
    """
    Yield each document.

    Raises:
        InvalidTable: The file is no JSON, or something else was given.
        OSError: The file cannot be read.
    """
    found: Any = given
    if isinstance(given, str | os.PathLike):
        path = Path(os.fspath(given))
        try:
            found = json.loads(path.read_bytes())
        except ValueError as problem:
            raise InvalidTable(f"{path.name} is no JSON: {problem}") from None
    if not isinstance(found, Iterable):
        raise InvalidTable(f"JSON objects were expected here, or the path of a file of them, not {found!r}"[:_SHOWN])
    yield from [found] if isinstance(found, Mapping) else found


def part(document: Document, name: str) -> Document:
    """
    Return the part of a document of that name; without it, one that holds nothing.

    Raises:
        InvalidTable: It is something else.
    """
    found = document.get(name) or {}
    if not isinstance(found, Mapping):
        raise InvalidTable(f"{name} is to be a JSON object, not {found!r}"[:_SHOWN])
    return found


def parts(document: Document, *names: str) -> list[Document]:
    """
    Return the list that a document has under one of several names; without one, an empty list.

    Raises:
        InvalidTable: It is no list of JSON objects.
    """
    for name in names:
        if found := document.get(name):
            if not isinstance(found, list | tuple) or not all(isinstance(each, Mapping) for each in found):
                raise InvalidTable(f"{name} is to be a list of JSON objects, not {found!r}"[:_SHOWN])
            return list(found)
    return []


def text(value: object) -> str:
    """Return a value as text without white space at its ends; empty for ``None``."""
    return "" if value is None else str(value).strip()
