"""Laws of an importer: of code that makes entries from the rows of a table or the pages of a docket."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import attrs
from hypothesis import settings
from hypothesis import strategies as st

from casestate.entries import Entry
from casestate.errors import InvalidQuestion
from casestate.sources import UNKNOWN_SOURCE
from casestate.testing.asked import as_function
from casestate.testing.laws.law import Counterexample, chosen, search

Rows = Sequence[Any]


@attrs.frozen(kw_only=True)
class Importer:
    """
    An importer under test.

    Attributes:
        read: The importer itself.
        rows: The tables to try.
    """

    read: Callable[[list[Any]], Iterable[Entry]]
    rows: st.SearchStrategy[Rows]

    def entries(self, rows: Rows) -> dict[str, tuple[Any, ...]]:
        """Return the content of the entries made from the rows, by id."""
        return {entry.id: entry.content for entry in self.made(rows)}

    def made(self, rows: Rows) -> list[Entry]:
        """
        Return the entries made from the rows.

        Raises:
            Counterexample: The importer raised an error, or made something else.
        """
        try:
            made = list(self.read(list(rows)))
        except Exception as problem:
            raise Counterexample(f"It raised {type(problem).__name__}: {problem}", _as_code(rows)) from problem
        others = [each for each in made if not isinstance(each, Entry)]
        if others:
            raise Counterexample(f"It made {others[0]!r}, which is no entry", _as_code(rows))
        return made


def _as_code(rows: Rows) -> str:
    return "\n".join(["rows = [", *[f"    {row!r}," for row in rows], "]"])


def same_rows_same_entries(importer: Importer, data: st.DataObject) -> None:
    """
    The same rows give the same entries, id by id.

    Guards against ids that are new at every run, so that importing a table again adds all of it again.
    """
    rows = data.draw(importer.rows)
    here, there = importer.entries(rows), importer.entries(rows)
    if here != there:
        raise Counterexample(f"Read twice, the entries differ: {_apart(here, there)}", _as_code(rows))


def row_order(importer: Importer, data: st.DataObject) -> None:
    """
    The order of the rows does not matter.

    Guards against ids counted from the top of a page, which change when the court adds a line above.
    """
    rows = data.draw(importer.rows)
    other = data.draw(st.permutations(rows))
    here, there = importer.entries(rows), importer.entries(other)
    if here != there:
        words = f"Read in another order, the entries differ: {_apart(here, there)}\nThe other order:\n{_as_code(other)}"
        raise Counterexample(words, _as_code(rows))


def sources(importer: Importer, data: st.DataObject) -> None:
    """
    Every entry has a source.

    Guards against facts that nobody can check or weigh against another source.
    """
    rows = data.draw(importer.rows)
    nobody = [entry.id for entry in importer.made(rows) if entry.source == UNKNOWN_SOURCE]
    if nobody:
        raise Counterexample(f"These entries have no source: {', '.join(nobody)}", _as_code(rows))


def nothing_dropped(importer: Importer, data: st.DataObject) -> None:
    """
    Every row has an effect: without it, the entries differ.

    Guards against a line that is skipped because its wording was not foreseen. A repeated row may count once.
    """
    rows = data.draw(importer.rows)
    every = importer.entries(rows)
    for place, row in enumerate(rows):
        others = [*rows[:place], *rows[place + 1 :]]
        if row not in others and importer.entries(others) == every:
            raise Counterexample(f"Nothing comes of the row {row!r}", _as_code(rows))


def _apart(one: dict[str, Any], other: dict[str, Any]) -> str:
    return ", ".join(sorted(id for id in one.keys() | other.keys() if one.get(id) != other.get(id)))


IMPORTER_LAWS = (same_rows_same_entries, row_order, sources, nothing_dropped)
"""The laws of an importer, in the order in which they are tried."""


def check_importer(
    importer: Callable[[list[Any]], Iterable[Entry]],
    rows: st.SearchStrategy[Rows] | Rows,
    *,
    laws: Iterable[str] | None = None,
    without: Iterable[str] = (),
    settings: settings | None = None,
) -> None:
    """
    Test an importer of your own against the laws, over tables of rows.

    Args:
        importer: Makes entries, or a case file, from a list of rows.
        rows: A strategy for tables, such as ``st.lists(...)`` of rows; or one table.
        laws: The names of the laws to try; all of :data:`IMPORTER_LAWS` by default.
        without: The names of laws to leave out.
        settings: Hypothesis settings, such as the number of examples.

    Raises:
        LawBroken: A law does not hold; the error names the law and shows the smallest table found.
        InvalidQuestion: There is no law with a given name, no law is left to try, or an argument is not valid.
    """
    as_function("the importer", importer, of="a list of rows")
    if not isinstance(rows, st.SearchStrategy | Sequence) or isinstance(rows, str):
        raise InvalidQuestion(f"the rows are a table, which is a list of rows, or a strategy for tables, not {rows!r}")
    tables = rows if isinstance(rows, st.SearchStrategy) else st.just(rows)
    search(chosen(IMPORTER_LAWS, laws, without), Importer(read=importer, rows=tables), settings)
