"""The command that writes a page to send."""

import argparse
from pathlib import Path

from casestate.cli.commands import OK, case_of, complain, known
from casestate.codec.file import replace
from casestate.errors import InvalidQuestion
from casestate.show.page import START

_CONTENT = {
    "public": "public records only",
    "sealed": "sealed records included",
    "expunged": "sealed and expunged records included",
}
"""The records in a page, by clearance."""


def page(asked: argparse.Namespace) -> int:
    """Write one HTML page with every state of the file, for a reader who has only a browser."""
    case = case_of(asked)
    names = None
    if asked.defendant is not None:
        seen = case.at(clearance=asked.clearance)
        names = [known(seen, each) for each in asked.defendant]
    made = case.to_html(
        clearance=asked.clearance,
        clock=asked.clock,
        reading=asked.reading,
        defendants=names,
        words_read=asked.words_read,
    )
    if asked.output is None:
        print(made, end="")
        return OK
    _write(Path(asked.output), made)
    complain(f"{asked.output}: {-(-len(made.encode()) // 1000)} kB, {_CONTENT[asked.clearance]}")
    return OK


def _write(path: Path, made: str) -> None:
    """Write a page completely or not at all; replace an existing file only if it is a page too."""
    if path.exists() and not _is_page(path):
        raise InvalidQuestion(f"{path} is there already and is no page of this command; choose another name")
    replace(path, made)


def _is_page(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as there:
        return there.read(len(START.encode())) == START.encode()
