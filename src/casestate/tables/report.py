"""The report of what was read of a table: as text, and as a page to send."""

from collections.abc import Iterable, Iterator

from casestate.law.findings import Severity
from casestate.show.markup import Markup, join, tag
from casestate.show.words import printable
from casestate.tables.tally import Tally

_MOST_WORDS = 50
"""So many unmapped words are listed as text; the page lists all."""
_GRAVEST = list(Severity)
_STYLE = """
:root { color-scheme: light dark; }
body { max-width: 66rem; margin: 1rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; }
table { border-collapse: collapse; margin: .4rem 0 1.2rem; }
th, td { text-align: left; vertical-align: top; padding: .2rem .8rem .2rem 0; border-bottom: 1px solid #8886; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
"""

Line = tuple[str, ...]


def text(tally: Tally, name: str) -> Iterator[str]:
    """Yield the lines of the report."""
    yield f"What was read of {printable(name)}"
    counts = list(_counts(tally))
    yield from [f"  {count}  {what}" for what, count in _right(counts)]
    for title, heading, lines in _tables(tally):
        shown = list(lines)
        yield ""
        yield title
        for line in _aligned(shown[:_MOST_WORDS], numbers=heading.index("count")):
            yield f"  {line}"
        if len(shown) > _MOST_WORDS:
            yield f"  and {len(shown) - _MOST_WORDS} more"


def html(tally: Tally, name: str) -> str:
    """Return the report as one HTML page that asks for nothing."""
    title = f"What was read of {name}"
    parts: list[str] = [tag("h1", title)]
    parts.append(_table(("what", "count"), [(what, count) for what, count in _counts(tally)], "count"))
    for heading, columns, lines in _tables(tally):
        parts += [tag("h2", heading), _table(columns, lines, "count")]
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    head = join(
        Markup('<meta charset="utf-8">'),
        Markup('<meta name="viewport" content="width=device-width">'),
        Markup(f'<meta http-equiv="Content-Security-Policy" content="{policy}">'),
        tag("title", title),
        tag("style", Markup(_STYLE)),
    )
    return f"<!doctype html>\n{tag('html', tag('head', head), tag('body', *parts), lang='en')}\n"


def _counts(tally: Tally) -> Iterator[tuple[str, str]]:
    yield "rows", f"{tally.rows:,}"
    yield "rows mapped", f"{tally.mapped:,}"
    yield "rows kept as notes", f"{tally.noted:,}"
    yield "rows without an act", f"{tally.blank:,}"
    yield "cases", f"{tally.cases:,}"
    yield "entries", f"{tally.entries:,}"
    if tally.first and tally.last:
        yield "first day", f"{tally.first}"
        yield "last day", f"{tally.last}"


def _right(counts: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    width = max(len(count) for _, count in counts)
    return ((what, count.rjust(width)) for what, count in counts)


def _tables(tally: Tally) -> Iterator[tuple[str, Line, Iterable[Line]]]:
    """Yield each table of the report: its title, its columns and its lines."""
    if tally.unmapped:
        words = sorted(tally.unmapped.items(), key=lambda each: (-each[1], each[0]))
        yield "Words in no table of the layout", ("count", "word"), [(f"{n:,}", word) for word, n in words]
    if tally.findings:
        found = sorted(
            tally.findings.items(), key=lambda each: (_GRAVEST.index(each[1].severity), -each[1].count, each[0])
        )
        lines = [(told.severity.value, code, f"{told.count:,}", told.case, told.example) for code, told in found]
        yield "Findings", ("severity", "code", "count", "case", "the first of them"), lines


def _aligned(lines: list[Line], numbers: int) -> Iterator[str]:
    """Yield lines of cells, one under the other, with the numbers to the right."""
    shown = [[printable(cell) for cell in line] for line in lines]
    widths = [max(map(len, column)) for column in zip(*shown, strict=True)]
    for line in shown:
        cells = [
            cell.rjust(width) if place == numbers else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()


def _table(columns: Line, lines: Iterable[Line], number: str) -> Markup:
    at = columns.index(number)
    rows = [
        tag("tr", *[tag("td", cell, class_="number" if place == at else None) for place, cell in enumerate(line)])
        for line in lines
    ]
    return tag("table", tag("thead", tag("tr", *[tag("th", name) for name in columns])), tag("tbody", *rows))
