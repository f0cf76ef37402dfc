"""Case files from a table, one by one."""

from collections.abc import Iterator
from typing import Self

from casestate.casefile import CaseFile
from casestate.law.findings import Finding
from casestate.tables.assembling import Assembler
from casestate.tables.gathering import adjacent, gathered
from casestate.tables.layout import Layout
from casestate.tables.rows import Table, rows_of
from casestate.tables.tally import Tally


class Cases(Iterator[tuple[CaseFile, tuple[Finding, ...]]]):
    """
    The case files of a table, with what is doubtful about their rows.

    Attributes:
        tally: What was read so far.
    """

    def __init__(self, made: Iterator[tuple[CaseFile, tuple[Finding, ...]]], tally: Tally) -> None:
        self.tally = tally
        self._made = made

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> tuple[CaseFile, tuple[Finding, ...]]:
        return next(self._made)


def read_cases(table: Table, layout: Layout, *, together: bool = False) -> Cases:
    """
    Return the case files of a table, one by one, each with what is doubtful about its rows.

    Each row becomes an entry, or several where it has several dates. A word that the layout does not have is kept as a
    note, with a finding ``unmapped``; nothing is guessed, and nothing is dropped.

    >>> from casestate.events import ChargeFiled
    >>> from casestate.tables import Layout, column, read_cases
    >>> layout = Layout(case="no", defendant="name", charge="count", date="filed", act=ChargeFiled)
    >>> [(case, remarks)] = read_cases([{"no": "C1", "name": "A. Doe", "count": "1", "filed": "2023-02-01"}], layout)
    >>> case.at("2023-02-01")["A. Doe"].charge("1").phase
    Phase.CHARGED

    Args:
        table: The path of a CSV or Parquet file, whatever gives Arrow (``__arrow_c_stream__``), or mappings.
        layout: How its rows become acts.
        together: Whether the rows of each case stand together, so that one case at a time is in memory. Without it all
            rows are gathered by case first, on disk if there are many.

    Raises:
        InvalidTable: The table lacks a column or cannot be read, or ``together`` and a case begins again.
    """
    assembler = Assembler(layout.plan, layout.procedure, Tally())
    rows = rows_of(table, layout)
    at = layout.plan.case
    groups = adjacent(rows, at) if together else gathered(rows, at)
    made = (assembler.case(id, held) for id, held in groups)
    return Cases(((each.case, each.findings) for each in made), assembler.tally)
