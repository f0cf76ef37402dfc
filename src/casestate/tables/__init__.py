"""
Tables of developments in: a layout says how the rows of any table become acts, as data.

:class:`Layout` is the layout, :func:`read_cases` streams a case file for each case of a table.
"""

from casestate.tables.layout import Layout
from casestate.tables.reading import Cases, read_cases
from casestate.tables.remarks import REMARKS
from casestate.tables.values import (
    Act,
    Column,
    Dated,
    Order,
    Read,
    Reader,
    Template,
    Word,
    act,
    column,
    note,
    text,
    word,
)

__all__ = [
    "REMARKS",
    "Act",
    "Cases",
    "Column",
    "Dated",
    "Layout",
    "Order",
    "Read",
    "Reader",
    "Template",
    "Word",
    "act",
    "column",
    "note",
    "read_cases",
    "text",
    "word",
]
