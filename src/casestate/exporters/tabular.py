"""Spells and states as rows that name their case, as Arrow tables, and as CSV and Parquet files."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from casestate.explain.answers import kinds_with
from casestate.exporters.given import Cases, named_views
from casestate.exporters.writing import arrow_table, write_rows
from casestate.records import SPELL_TYPES, TYPES, Plain, Types, Value

if TYPE_CHECKING:
    import pyarrow as pa

STATES: Types = {"case": str, **TYPES}
"""The columns of a row of states, in order, with the type of each."""
SPELLS: Types = {"case": str, **SPELL_TYPES}
"""The columns of a row of spells, in order, with the type of each."""


def states(cases: Cases, *, words_read: bool = False) -> Iterator[dict[str, Value]]:
    """
    Yield a flat row for each charge, claim and citation: the name of its case, and :meth:`casestate.View.records`.

    >>> from casestate import CaseFile
    >>> from casestate.events import ChargeFiled
    >>> case = CaseFile("doe").record(ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1"))
    >>> [(row["case"], row["key"], row["phase"]) for row in states([case])]
    [('doe', '1', 'charged')]

    Args:
        cases: Case files, of which the public copy is exported, or views under the names of their cases.
        words_read: As in :meth:`casestate.CaseFile.public`, for case files.

    Raises:
        IllegalDevelopment: As in :meth:`casestate.CaseFile.public`.
        InvalidQuestion: As there; or something else was given.
    """
    for name, view in named_views(cases, words_read=words_read):
        for row in view.records():
            yield {"case": name, **row}


def spells(cases: Cases, field: str = "phase", *, words_read: bool = False) -> Iterator[dict[str, Plain]]:
    """
    Yield a flat row for each spell of a field: the name of its case, and :meth:`casestate.View.spells_table`.

    >>> from casestate import CaseFile
    >>> from casestate.events import ChargeFiled
    >>> case = CaseFile("doe").record(ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1"))
    >>> [(row["case"], row["value"], str(row["start_earliest"])) for row in spells(case)]
    [('doe', 'not_charged', 'None'), ('doe', 'charged', '2023-01-31')]

    Args:
        cases: As in :func:`states`.
        field: The field, as in :meth:`casestate.View.spells_table`.
        words_read: As in :func:`states`.

    Raises:
        IllegalDevelopment: As in :func:`states`.
        InvalidQuestion: As there; or no charge, claim or citation has such a field.
        TooManyPossibilities: On some day there are more states than can be worked through.
    """
    kinds_with(field)
    for name, view in named_views(cases, words_read=words_read):
        for row in view.spells_table(field):
            yield {"case": name, **row}


def states_table(cases: Cases, *, words_read: bool = False) -> "pa.Table":
    """
    Return the rows of :func:`states` as an Arrow table, which pandas, Polars, DuckDB and R take as it is.

    Its types are those of ``STATES``, whatever the rows hold. It needs the extra ``arrow``.

    Raises:
        CasestateError: pyarrow is not installed.
        IllegalDevelopment: As in :func:`states`.
        InvalidQuestion: As in :func:`states`.
    """
    return arrow_table(states(cases, words_read=words_read), STATES)


def spells_table(cases: Cases, field: str = "phase", *, words_read: bool = False) -> "pa.Table":
    """
    Return the rows of :func:`spells` as an Arrow table with the types of ``SPELLS``. It needs the extra ``arrow``.

    Raises:
        CasestateError: pyarrow is not installed.
        IllegalDevelopment: As in :func:`spells`.
        InvalidQuestion: As in :func:`spells`.
        TooManyPossibilities: As in :func:`spells`.
    """
    return arrow_table(spells(cases, field, words_read=words_read), SPELLS)


def write_states(
    cases: Cases, path: str | os.PathLike[str], *, escape_formulas: bool = True, words_read: bool = False
) -> int:
    """
    Write the rows of :func:`states` to a file, and return their number.

    Args:
        cases: As in :func:`states`.
        path: A file that ends in ``.csv`` or, with the extra ``arrow``, in ``.parquet``. An old file is replaced once
            the new one is whole.
        escape_formulas: Whether texts that a spreadsheet would take for a formula are escaped in CSV.
        words_read: As in :func:`states`.

    Raises:
        CasestateError: The file is to be Parquet and pyarrow is not installed.
        IllegalDevelopment: As in :func:`states`.
        InvalidQuestion: As in :func:`states`; or the name of the file ends otherwise.
        OSError: The file cannot be written. The old file is unchanged.
    """
    rows = states(cases, words_read=words_read)
    return write_rows(rows, STATES, path, table="states", escape_formulas=escape_formulas)


def write_spells(
    cases: Cases,
    path: str | os.PathLike[str],
    field: str = "phase",
    *,
    escape_formulas: bool = True,
    words_read: bool = False,
) -> int:
    """
    Write the rows of :func:`spells` to a file, as :func:`write_states` does, and return their number.

    Raises:
        CasestateError: The file is to be Parquet and pyarrow is not installed.
        IllegalDevelopment: As in :func:`spells`.
        InvalidQuestion: As in :func:`spells`; or the name of the file ends otherwise.
        OSError: The file cannot be written. The old file is unchanged.
        TooManyPossibilities: As in :func:`spells`.
    """
    rows = spells(cases, field, words_read=words_read)
    return write_rows(rows, SPELLS, path, table="spells", escape_formulas=escape_formulas)
