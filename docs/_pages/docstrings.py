"""Docstrings as Markdown."""

import inspect
import re
from collections.abc import Iterable, Iterator
from typing import Any

_ITEM = re.compile(r"    (\w+): (.*)")
_ROLE = re.compile(r":\w+:`(?:~[\w.]*\.)?([^`]*)`")


def items(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The names of a section, each with what is said of it on one line or several."""
    said: dict[str, str] = {}
    for line in lines:
        found = _ITEM.fullmatch(line)
        if found:
            said[found[1]] = found[2]
        else:
            said[list(said)[-1]] += f" {line.strip()}"
    yield from said.items()


def attributes_of(kind: type[Any]) -> Iterator[tuple[str, str]]:
    said = (inspect.getdoc(kind) or "").partition("Attributes:\n")[2].partition("\nRaises:")[0]
    return ((name, marked(text)) for name, text in items(said.splitlines()))


def plain(text: str) -> str:
    return _ROLE.sub(r"``\1``", " ".join(text.split())).replace("``", "`").replace("|", "\\|")


def marked(text: str) -> str:
    """Return the text of a docstring as Markdown, for a cell of a table."""
    plain = re.sub(r":\w+:`([^`]+)`", r"`\1`", text)
    return plain.replace("``", "`").replace("|", "\\|")
