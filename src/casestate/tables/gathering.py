"""
The rows of a table, gathered by case, in bounded memory.

Rows are held in memory until there are many. Then they are written to temporary files, by a hash of the case, so that
all rows of a case are in one file, and the files are read back one by one.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from casestate.errors import InvalidTable
from casestate.tables.cells import words_of
from casestate.tables.parting import items_in, part
from casestate.tables.remarks import CASE_MISSING
from casestate.tables.row import Row

HELD = 100_000
"""So many rows are held in memory; with text of some lines about 150 MB."""
_FILES = 128

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
    every_row = chain(chain.from_iterable(map(_named, cases.items())), named(chain([first_left], every), at))
    with TemporaryDirectory(prefix="casestate-") as folder:
        paths = [Path(folder, str(number)) for number in range(_FILES)]
        part(((hash(id) % _FILES, (id, *row)) for id, row in every_row), paths)
        cases.clear()
        for path in paths:
            yield from _drained(cases_in([path]))


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


def by_case(rows: Iterable[tuple[str, Row]]) -> dict[str, list[Row]]:
    """Return the rows of each case in their order, and the cases in that of their first rows."""
    cases: dict[str, list[Row]] = {}
    for id, row in rows:
        cases.setdefault(id, []).append(row)
    return cases


def cases_in(paths: Iterable[Path]) -> dict[str, list[Row]]:
    """Return the rows of each case in some files, where each item is a row after the name of its case."""
    return by_case((id, Row(*row)) for id, *row in items_in(paths))


def _of_no_case(row: Row) -> tuple[str, list[Row]]:
    """Return a row that names no case, as a case of its own."""
    words, doubts = row.odd or ("", ())
    doubt = (CASE_MISSING, "no case is named; the row has a case file of its own")
    return f"row {row.number}", [row._replace(odd=(words, (*doubts, doubt)))]
