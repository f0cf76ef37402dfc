"""A draft of a layout: the columns of a file and their most frequent words, with every choice left open."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from os import PathLike
from pathlib import Path

from casestate.sources import Basis
from casestate.tables.cells import plain
from casestate.tables.columns import refuse_twice
from casestate.tables.dates import Dates
from casestate.tables.rows import csv_lines
from casestate.when import UNDATED

SAMPLED = 1_000_000
"""So many rows are looked at."""
_FEW = 60
"""A column with no more different words than this may choose an act; they are all listed."""
_MOST = 100_000
"""So many different words of a column are told apart."""
_SHOWN = 5
_FORMATS = ("%Y-%m-%d", "%m/%d/%Y", "%d/%m/%Y", "%d.%m.%Y", "%Y/%m/%d", "%m/%d/%y", "%d %b %Y", "%b %d, %Y", "%Y-%m")
"""Formats that a draft tries on the words of a column."""


def draft(path: str | PathLike[str], *, encoding: str = "utf-8-sig", delimiter: str = ",") -> str:
    """
    Return a draft of a layout for a CSV file, as TOML.

    It lists the columns with their most frequent words. What they mean it leaves open, as ``"?"``.

    Args:
        path: The file.
        encoding: Its encoding.
        delimiter: What parts its cells.

    Raises:
        InvalidTable: The file cannot be read, or two of its columns have one name.
    """
    file = Path(path)
    with csv_lines(file, encoding, delimiter) as (heading, lines):
        refuse_twice(heading, file.name)
        counted, rows = _counted(heading, islice(lines, SAMPLED))
    columns = [line for each in zip(heading, counted, strict=True) for line in _column(*each)]
    return "\n".join([*_head(file.name, rows), *columns, ""])


def _counted(heading: Sequence[str], lines: Iterable[Sequence[str]]) -> tuple[list[Counter[str]], int]:
    counted: list[Counter[str]] = [Counter() for _ in heading]
    rows = 0
    for line in lines:
        rows += bool(line)
        for words, cell in zip(counted, line, strict=False):
            if len(words) < _MOST or cell in words:
                words[cell] += 1
    return counted, rows


def _head(name: str, rows: int) -> Iterator[str]:
    yield f"# A draft of a layout for {plain(name)}, from {rows:,} of its rows."
    yield '# Nothing is decided: write a column, an act or a word for each "?", and take out the rest.'
    yield ""
    yield 'case = "?"  # the column of the case'
    yield 'defendant = "?"'
    yield 'charge = "?"'
    yield 'date = "?"'
    yield 'date_formats = ["?"]'
    yield 'order = "?"  # rows, if they stand in the order of the docket; law, if they do not; or a column'
    yield f'source = {{name = "?", basis = "?"}}  # {", ".join(Basis)}'
    yield 'act = {column = "?"}  # the column whose words say what a row is'


def _column(name: str, words: Counter[str]) -> Iterator[str]:
    blank = sum(count for word, count in words.items() if not word.strip())
    given = [(word, count) for word, count in words.most_common() if word.strip()]
    formats = _formats([word for word, _ in given]) if len(given) > 1 else []
    yield ""
    said = [f"{len(given):,} different words"]
    said += [f"blank in {blank:,} rows"] if blank else []
    said += [f"reads as {' or '.join(formats)}"] if formats else []
    yield f"# Column {_quoted(name)}: {', '.join(said)}"
    if formats or len(given) > _FEW:
        yield f"# such as {', '.join([_quoted(word) for word, _ in given[:_SHOWN]])}"
    elif given:
        yield f"# [acts.{_quoted(name)}]"
        yield from [f'# {_quoted(word)} = "?"  # {count:,} rows' for word, count in given]


def _formats(words: Sequence[str]) -> list[str]:
    """Return the formats in which every one of some words is a date."""
    every = words[:1000]
    return [each for each in _FORMATS if all(Dates([each]).read(word)[0] is not UNDATED for word in every)]


def _quoted(word: str) -> str:
    """Return a word as a TOML string on one line, which JSON of these characters is too."""
    return json.dumps(word[:200], ensure_ascii=not word.isprintable())
