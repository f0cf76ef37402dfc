"""The JSON documents that an importer takes: one, several, or a file of them."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from casestate.errors import InvalidTable

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
        raise InvalidTable(f"JSON objects were expected here, or the path of a file of them, not {found!r}")
    yield from [found] if isinstance(found, Mapping) else found


def text(value: object) -> str:
    """Return a value as text without white space at its ends; empty for ``None``."""
    return "" if value is None else str(value).strip()
