"""
The rows of a table, gathered by case, in bounded memory.

Rows are held in memory until there are many. Then they are written to temporary files, by a hash of the case, so that
all rows of a case are in one file, and the files are read back one by one.
"""

import pickle
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from casestate.errors import InvalidTable
from casestate.tables.cells import words_of
from casestate.tables.remarks import CASE_MISSING
from casestate.tables.row import Row

HELD = 100_000
"""So many rows are held in memory; with text of some lines about 150 MB."""
_FILES = 128
_TOGETHER = 256
"""So many rows of one file are written together."""

Cases = Iterator[tuple[str, list[Row]]]


def adjacent(rows: Iterable[Row], at: int) -> Cases:
    """
    Yield the rows of each case, which stand together. What remains of a case that is done is a hash of its name.

    Args:
        rows: The rows.
        at: The place of the case among the cells.

    Raises:
        InvalidTable: A case begins again.
    """
    done: set[int] = set()
    id, held = "", list[Row]()
    for found, row in named(rows, at):
        if found != id:
            if held:
                yield id, held
                done.add(hash(id))
            if hash(found) in done:
                raise InvalidTable(
                    f"row {row.number}: case {found!r} begins again; sort the table by case, or read it without "
                    "together"
                )
            id, held = found, []
        held.append(row)
    if held:
        yield id, held


def gathered(rows: Iterable[Row], at: int, held: int = HELD) -> Cases:
    """
    Yield the rows of each case, wherever they stand: in the order of the first row of each, if all fit in memory.

    Args:
        rows: The rows.
        at: The place of the case among the cells.
        held: How many rows are held in memory.
    """
    cases: dict[str, list[Row]] = {}
    every = iter(rows)
    for count, row in enumerate(every, 1):
        id = words_of(row.cells[at])
        together = cases.get(id)
        if together is not None:
            together.append(row)
        elif id:
            cases[id] = [row]
        else:
            id, alone = _of_no_case(row)
            cases.setdefault(id, []).extend(alone)
        if count == held:
            break
    first_left = next(every, None)
    if first_left is None:
        yield from _drained(cases)
        return
    with TemporaryDirectory(prefix="casestate-") as folder, ExitStack() as opened:
        files = [opened.enter_context((Path(folder) / str(number)).open("w+b")) for number in range(_FILES)]
        _write(files, chain(chain.from_iterable(map(_named, cases.items())), named(chain([first_left], every), at)))
        cases.clear()
        for file in files:
            yield from _drained(_read(file))


def _drained(cases: dict[str, list[Row]]) -> Cases:
    """Yield cases, each of which is let go of."""
    while cases:
        id = next(iter(cases))
        yield id, cases.pop(id)


def _named(case: tuple[str, list[Row]]) -> Iterator[tuple[str, Row]]:
    return ((case[0], row) for row in case[1])


def named(rows: Iterable[Row], at: int) -> Iterator[tuple[str, Row]]:
    """Yield each row after the name of its case. One that names none has a case of its own."""
    for row in rows:
        id = words_of(row.cells[at])
        if id:
            yield id, row
        else:
            id, (alone,) = _of_no_case(row)
            yield id, alone


def _write(files: Sequence[IO[bytes]], rows: Iterable[tuple[str, Row]]) -> None:
    waiting: list[list[Any]] = [[] for _ in files]
    for id, row in rows:
        place = hash(id) % len(files)
        batch = waiting[place]
        batch.append((id, *row))
        if len(batch) == _TOGETHER:
            pickle.dump(batch, files[place], protocol=5)
            batch.clear()
    for file, batch in zip(files, waiting, strict=True):
        pickle.dump(batch, file, protocol=5)


def _read(file: IO[bytes]) -> dict[str, list[Row]]:
    cases: dict[str, list[Row]] = {}
    end = file.tell()
    file.seek(0)
    while file.tell() < end:
        for id, *row in pickle.load(file):  # noqa: S301  # written above, to a folder that nobody else can write to
            cases.setdefault(id, []).append(Row(*row))
    return cases


def _of_no_case(row: Row) -> tuple[str, list[Row]]:
    """Return a row that names no case, as a case of its own."""
    words, doubts = row.odd or ("", ())
    doubt = (CASE_MISSING, "no case is named; the row has a case file of its own")
    return f"row {row.number}", [row._replace(odd=(words, (*doubts, doubt)))]
