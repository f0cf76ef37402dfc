"""The words of a layout: acts, and where the values of their fields come from."""

from collections.abc import Callable, Mapping
from enum import Enum
from string import Formatter
from typing import Any, TypeAlias

import attrs

from casestate.errors import InvalidLayout
from casestate.events import Event
from casestate.law.findings import FindingType
from casestate.texts import is_text

ROW = "row"
"""The name of the row number in a template."""


class Mark(Enum):
    """The marks in a layout: a row that is kept as a note, and a value that is not stated."""

    UNSTATED = "unstated"
    NOTE = "note"

    def __repr__(self) -> str:
        return self.value


UNSTATED = Mark.UNSTATED
"""The mark of a value that a layout does not state."""

Doubt: TypeAlias = tuple[FindingType, str]
"""What is doubtful about a cell: the type of finding, and the words for it."""
Doubts: TypeAlias = tuple[Doubt, ...]


@attrs.frozen
class Read:
    """
    What a reader made of a text.

    Attributes:
        value: The value; ``None`` leaves the field out.
        doubts: What is doubtful about it.
    """

    value: Any
    doubts: Doubts = ()


Reader: TypeAlias = Callable[[str], Any]
"""
A function of a cell's text, which is not blank.

It returns the value of a field, or :class:`Read` with doubts, and raises ``ValueError`` for a text that it cannot read.
"""


@attrs.frozen
class Column:
    """
    A value that one or several columns give. :func:`column` makes it.

    Attributes:
        names: The columns; the texts of several are joined by a space.
        words: The values that words of the column stand for, or the name of such a table in the layout.
        otherwise: The value of every other word, and of a blank cell.
        read: The reader of the text, or its name in the layout.
    """

    names: tuple[str, ...]
    words: Mapping[str, Any] | str | None = None
    otherwise: Any = UNSTATED
    read: Reader | str | None = None


def column(
    *names: str,
    words: Mapping[str, Any] | str | None = None,
    otherwise: Any = UNSTATED,
    read: Reader | str | None = None,
) -> Column:
    """
    Return the value that a column gives, or several columns whose texts are joined by a space.

    >>> column("outcome", words={"NG": "not_guilty"}).names
    ('outcome',)

    Args:
        names: The columns.
        words: The values that words of the column stand for, or the name of such a table in the layout's ``words``. In
            a word ``*`` stands for any letters.
        otherwise: The value of every other word and of a blank cell. Without it another word is kept in the source's
            own words, with a finding ``unmapped``.
        read: A reader of the text, or the name of one.

    Raises:
        InvalidLayout: No column is named.
    """
    if not names or not all(is_text(name) for name in names):
        raise InvalidLayout(("", f"column() takes the names of columns, not {names!r}"))
    return Column(names, words, otherwise, read)


@attrs.frozen
class Word:
    """
    What a word stands for, with a finding. :func:`word` makes it.

    Attributes:
        value: The value.
        finding: The code of a finding for every row with the word.
    """

    value: Any
    finding: str | None = None


def word(value: Any, *, finding: str) -> Word:
    """Return what a word of a table stands for, with a finding for every row that has the word."""
    return Word(value, finding)


@attrs.frozen
class Template:
    """
    A text with the names of columns in braces. :func:`text` makes it.

    Attributes:
        pattern: The text.
    """

    pattern: str

    @property
    def names(self) -> tuple[str, ...]:
        """The columns named, without the row number."""
        return tuple(dict.fromkeys([name for name in self._braced if name != ROW]))

    @property
    def numbered(self) -> bool:
        """Whether the row number is in it."""
        return ROW in self._braced

    @property
    def _braced(self) -> list[str]:
        return [name for _, name, _, _ in Formatter().parse(self.pattern) if name is not None]


def problem_of(pattern: str) -> str:
    """Return what is wrong with the pattern of a template; empty for a sound one."""
    try:
        parts = list(Formatter().parse(pattern))
    except ValueError as problem:
        return f"{pattern!r}: {problem}; write the names of columns in braces"
    for _, name, how, conversion in parts:
        if name is not None and (not name or name.isdecimal() or how or conversion or set(name) & set(".[")):
            return f"{pattern!r}: write the name of a column in each pair of braces, and nothing else"
    return ""


def text(pattern: str) -> Template:
    """
    Return a text made of columns, such as ``text("bond forfeited on {charge}")``; ``{row}`` is the number of the row.

    Raises:
        InvalidLayout: A brace is not closed.
    """
    if wrong := problem_of(pattern):
        raise InvalidLayout(("", wrong))
    return Template(pattern)


@attrs.frozen
class Act:
    """
    An act that a row may be. :func:`act` makes it.

    Attributes:
        kind: The type of event.
        fields: The values of its fields, or where they come from.
        again: The act if its charge has one of this kind already.
        finding: The code of a finding for every row that is this act.
    """

    kind: type[Event]
    fields: Mapping[str, Any]
    again: "Act | None" = None
    finding: str | None = None


def act(kind: type[Event], /, *, again: "Act | None" = None, finding: str | None = None, **fields: Any) -> Act:
    """
    Return the act that a row is, with its fields: fixed, or from columns.

    The day, the defendant and the charge come from the columns that the layout names.

    >>> from casestate.events import ChargeDismissed
    >>> act(ChargeDismissed, by="prosecutor", reason=column("reason")).kind.__name__
    'ChargeDismissed'

    Args:
        kind: The type of event.
        again: The act if its charge has one of this kind already, with a finding ``second-of-its-kind``.
        finding: The code of a finding for every such row; the layout's ``findings`` say what it means.
        fields: The fields of the event: a value, :func:`column` or :func:`text`.
    """
    return Act(kind, fields, again, finding)


note = Mark.NOTE
"""A row that is kept in its own words and moves nothing."""

Chosen: TypeAlias = Act | Column | Mark | type[Event]
"""What a row is: an act, a note, or what another column decides."""


@attrs.frozen(kw_only=True)
class Dated:
    """
    A column of dates in a table with one row a charge, and the act on that day.

    A row has the act if the date is given, or the word that chooses it, or, of a fixed act, any of its columns.

    Attributes:
        date: The column of the date.
        act: The act, or the column that decides it.
        needs: A column without which the row has no such act.
    """

    date: str
    act: Chosen
    needs: str | None = None


def _texts(value: Any) -> tuple[Any, ...]:
    """Return several texts as a tuple; what is no list stays one value, which is checked with the rest."""
    return tuple(value) if isinstance(value, list | tuple) else (value,)


@attrs.frozen(kw_only=True)
class Order:
    """
    The docket order of the rows of a case.

    Attributes:
        column: The column whose values give the order, as numbers where they are; without it, the rows as they stand.
        values: The order of these values of the column; rows with other values come before them.
        same_day: Whether the order settles which act of a day came first, ``docket``, or whether the table of the law
            does, ``law``.
    """

    column: str | None = None
    values: tuple[str, ...] = attrs.field(default=(), converter=_texts)
    same_day: str = "docket"


def as_column(value: "str | Column | Template") -> "Column | Template":
    """Return the value of a key that names a column: a text is the name of a column there."""
    return Column((value,)) if isinstance(value, str) else value
