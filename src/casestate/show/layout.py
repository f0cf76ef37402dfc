"""
Text and tables for a terminal (rich) that fit its width.

A word that fits a line is never broken. A longer word, such as the id of an entry, is broken after its hyphens first.
If the columns of a table would be too narrow to read, each row becomes a paragraph.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

_COMFORTABLE = 12
"""The least width of a column of prose, in characters."""
_BORDERS = 3
"""The width that the border of a column takes, with the space on each side."""
_INDENT = 2
_WORD = re.compile(r"\S+\s*|\s+")
_HYPHEN = re.compile(r"(?<=\w-)(?=[^\W\d_])")
"""The places where an id may be broken. A date has none, because no letter follows its hyphens."""


class Fitted:
    """Text that is wrapped to the width, unless whole lines are wanted."""

    def __init__(self, text: Text, *, indent: int = 0) -> None:
        """
        Keep a text.

        Args:
            text: The text, of one line or several.
            indent: The indentation of the lines after the first.
        """
        self._text = text
        self._indent = indent

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the text, wrapped."""
        yield self._text if options.no_wrap else _joined(_hanging(self._text, options.max_width, self._indent))


class Rows:
    """A table, or paragraphs where its columns would be too narrow."""

    def __init__(self, *columns: str, title: Text | None = None, lined: bool = False) -> None:
        """
        Begin a table.

        Args:
            columns: The headings of the columns. In a paragraph, the first is the heading and the others are labels.
            title: The title.
            lined: Whether lines separate the rows.
        """
        self._heads = [Text(each) for each in columns]
        self._rows: list[Sequence[Text]] = []
        self._title = title
        self._lined = lined

    def add(self, *cells: Text) -> None:
        """Add a row, with one cell for each column."""
        self._rows.append(cells)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the title, and the rows as they fit the width."""
        if self._title is not None:
            yield Fitted(self._title)
        widths = self._widths(options.max_width)
        if widths:
            yield self._table(widths)
        else:
            yield from self._paragraphs(options.max_width)

    def _widths(self, width: int) -> list[int]:
        """Return the width of each column, in proportion to its content; none if the columns do not fit."""
        columns = list(zip(self._heads, *self._rows, strict=True))
        whole = [max(map(_longest_line, cells)) for cells in columns]
        least = [
            max(min(natural, _COMFORTABLE), *map(_longest_part, cells))
            for natural, cells in zip(whole, columns, strict=True)
        ]
        spare = width - _BORDERS * len(columns) - 1 - sum(least)
        wanted = sum(whole) - sum(least)
        if spare < 0:
            return []
        if spare >= wanted:
            return whole
        return [few + spare * (many - few) // wanted for few, many in zip(least, whole, strict=True)]

    def _table(self, widths: list[int]) -> Table:
        table = Table(show_lines=self._lined)
        for head, width in zip(self._heads, widths, strict=True):
            table.add_column(_joined(_hanging(head, width)), width=width, no_wrap=True)
        for row in self._rows:
            cells = zip(row, widths, strict=True)
            table.add_row(*[_joined(_hanging(cell, width)) for cell, width in cells])
        return table

    def _paragraphs(self, width: int) -> Iterator[Text]:
        yield Text("─" * width)
        for heading, *cells in self._rows:
            lines = _hanging(Text.assemble((heading.plain, "bold")), width) if heading.plain else []
            for head, cell in zip(self._heads[1:], cells, strict=True):
                if cell.plain:
                    told = Text.assemble((f"{head.plain}: ", "dim"), cell)
                    lines += [_indented(line, _INDENT) for line in _hanging(told, width - _INDENT, _INDENT)]
            yield _joined([*lines, Text("─" * width)])


def _hanging(text: Text, width: int, indent: int = 0) -> list[Text]:
    """Return the lines of a text, those after the first indented."""
    first, *others = text.split("\n", allow_blank=True)
    lines = _wrapped(first, width, width - indent)
    rest = [part for line in others for part in _wrapped(line, width - indent, width - indent)]
    return [lines[0], *[_indented(line, indent) for line in [*lines[1:], *rest]]]


def _wrapped(line: Text, first: int, later: int) -> list[Text]:
    """Return a line as several lines; the first may have another width than the later ones."""
    cuts: list[int] = []
    column, width = 0, first
    for begin, part in _parts(line.plain, later):
        length = cell_len(part.rstrip())
        if column and column + length > width:
            cuts.append(begin)
            column, width = 0, later
        column += cell_len(part)
    lines = list(line.divide(cuts))
    for each in lines:
        each.rstrip()
    return lines


def _parts(line: str, width: int) -> Iterator[tuple[int, str]]:
    """Yield the parts of a line between which it may be broken, each with its place."""
    for word in _WORD.finditer(line):
        place = word.start()
        for part in [word[0]] if cell_len(word[0].rstrip()) <= width else _broken(word[0], width):
            yield place, part
            place += len(part)


def _broken(word: str, width: int) -> Iterator[str]:
    """Yield the parts of a word that is longer than a line: broken after its hyphens, or else anywhere."""
    for part in _HYPHEN.split(word):
        piece, length = "", 0
        for character in part:
            length += cell_len(character)
            if piece and length > width and not character.isspace():
                yield piece
                piece, length = "", cell_len(character)
            piece += character
        yield piece


def _longest_line(text: Text) -> int:
    return max(map(cell_len, text.plain.split("\n")))


def _longest_part(text: Text) -> int:
    """Return the width of the longest unbroken part."""
    return max([cell_len(part) for word in text.plain.split() for part in _HYPHEN.split(word)], default=0)


def _indented(line: Text, indent: int) -> Text:
    return Text.assemble(" " * indent, line)


def _joined(lines: Iterable[Text]) -> Text:
    return Text("\n").join(lines)
