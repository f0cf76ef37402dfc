"""
Files, views, handles and answers in a notebook: a semantic table with inline styles, or a few lines of text.

An untrusted notebook strips scripts and style sheets, so neither is used. Everything is escaped.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from casestate.casefile import CaseFile
from casestate.errors import TooManyPossibilities
from casestate.events.wording import describe
from casestate.explain.answers import told
from casestate.explain.diff import Change, either
from casestate.explain.grid import Grid
from casestate.explain.spells import Spell
from casestate.explain.why import Why
from casestate.handles import Charge, Citation, Claim, Defendant
from casestate.law import Finding, Procedure
from casestate.show import words
from casestate.show.markup import Markup, join, tag
from casestate.show.telling import Part, Told, tell
from casestate.texts import counted
from casestate.view import View
from casestate.when import Certainty

_NEWEST = 10
"""The number of entries of a file that are shown."""

_TABLE = "border-collapse: collapse; text-align: left"
_CAPTION = "caption-side: top; text-align: left; font-weight: bold; padding: .3em 0"
_CELL = "border: 1px solid #8888; padding: .2em .6em; text-align: left; vertical-align: top"

Cell = str | Sequence[str]
"""The text of a cell, or its lines."""


def html(shown: object) -> str:
    """
    Return an object as an HTML table.

    >>> print(html(CaseFile("</table>")))
    <table style="..."><caption style="...">Case file &lt;/table&gt;: 0 entries</caption></table>
    """
    return _HTML[type(shown)](shown)


def lines(shown: object) -> str:
    """
    Return an object as a few lines of text.

    >>> print(lines(CaseFile("example")))
    <CaseFile 'example': 0 entries>
    """
    return _LINES.get(type(shown), str)(shown)


def _table(caption: str, head: Sequence[str] = (), rows: Iterable[Sequence[Cell]] = ()) -> Markup:
    """Return a table with its caption; the first cell of each row is its heading."""
    above = [tag("tr", *[tag("th", each, scope="col", style=_CELL) for each in head])] if head else []
    body = [tag("tr", _cell("th", first, scope="row"), *[_cell("td", each) for each in rest]) for first, *rest in rows]
    inside = [tag("thead", *above)] * bool(above) + [tag("tbody", *body)] * bool(body)
    return tag("table", tag("caption", caption, style=_CAPTION), *inside, style=_TABLE)


def _cell(name: str, content: Cell, scope: str | None = None) -> Markup:
    told_in = [content] if isinstance(content, str) else content
    broken = [join(*([Markup("<br>")] * bool(n)), line) for n, line in enumerate(told_in)]
    whole = "; white-space: nowrap" if scope and len(told_in) == 1 and " " not in told_in[0] else ""
    return tag(name, *broken, scope=scope, style=f"{_CELL}{whole}")


def _case(case: CaseFile) -> Markup:
    """Return the newest entries that the public may see."""
    caption = f"Case file {case.id}: {counted(len(case), 'entry', 'entries')}"
    newest = case.at().timeline[-_NEWEST:]
    if not newest:
        return _table(caption)
    if len(newest) < len(case):
        caption += f"; below, the last {len(newest)} by date of those that the public may see"
    rows = [(e.when.words, words.who(e.event), describe(e.event), words.cited(e)) for e in newest]
    return _table(caption, ("when", "who", "what", "entry and source"), rows)


def _view(view: View) -> Markup:
    caption = f"{_upper(str(view.coordinates))}: {counted(len(view.defendants), 'defendant')}"
    rows = [row for who in view.defendants for row in _defendant_rows(view[who])]
    return _table(caption, _HEAD, rows) if rows else _table(caption)


_HEAD = ("defendant", "matter", "stands", "because")


def _defendant(doe: Defendant) -> Markup:
    return _table(f"{doe.name}, {doe.coordinates}", _HEAD, _defendant_rows(doe))


def _defendant_rows(doe: Defendant) -> Iterator[tuple[Cell, ...]]:
    if not doe.parts:
        yield (doe.name, "", "not charged, sued or cited", "")
    for part in doe.parts:
        stands, because = _stands(part)
        yield (doe.name, f"{part.subject.kind} {part.key}", stands, because)


def _stands(part: Part) -> tuple[list[str], list[str]]:
    """Return the headline of a part with its details, and the entries behind it."""
    try:
        found = tell(part, part.procedure)
    except TooManyPossibilities as problem:
        return [str(problem)], []
    return list(_told(found)), [words.cited(entry) for entry in found.because]


def _told(found: Told) -> Iterator[str]:
    first, *others = found.stands
    yield first if not others else ", or ".join([f"possibly {first}", *others])
    yield from [detail if sure else f"possibly {detail}" for detail, sure in found.details]
    if found.deciding:
        yield f"it depends on whether {', '.join(entry.id for entry in found.deciding)} had happened"


def _part(part: Part) -> Markup:
    stands, because = _stands(part)
    rows: list[tuple[Cell, ...]] = [("stands", stands), ("because", because)]
    return _table(f"{_upper(str(part.subject))}, {part.coordinates}", (), rows)


def _why(why: Why) -> Markup:
    rows = [
        (
            each.entry.when.words,
            describe(each.entry.event),
            words.moved(each),
            f"{each.row.id} ({each.row.cite}): {each.row.why}" if each.row else "",
            [words.cited(each.entry), *words.beside(each)],
        )
        for each in why.reasons
    ]
    caption = _upper(str(why).splitlines()[0])
    head = ("when", "what", "moved", "rule", "entry and source")
    return _table(caption, head, rows) if rows else _table(f"{caption}; no entry says anything of it")


def _change(change: Change) -> Markup:
    entries = [entry.id for entry in change.entries] + [f"without {entry.id}" for entry in change.gone]
    row = (change.field, either(change.before), either(change.after), words.since(change), ", ".join(entries))
    return _table(_upper(str(change.subject)), ("field", "before", "after", "since", "entries"), [row])


def _spell(spell: Spell) -> Markup:
    began = "the beginning" if spell.from_ is None else str(spell.from_)
    ended = "" if spell.to is None else str(spell.to)
    row = (told(spell.value), began, ended, "yes" if spell.certain else "no", spell.entry.id if spell.entry else "")
    return _table("A spell", ("value", "from", "until", "certain", "by"), [row])


def _grid(grid: Grid) -> Markup:
    head, *rows = grid.rows
    caption = f"{_upper(grid.field)} of {grid.subject}, by the clock {grid.clock}"
    return _table(f"{caption}; {grid.note}" if grid.note else caption, head, rows)


def _finding(found: Finding) -> Markup:
    certainty = "it depends on imprecise dates" if found.certainty is Certainty.POSSIBLY else ""
    rows: list[tuple[Cell, ...]] = [
        ("what", [found.message, *([certainty] * bool(certainty))]),
        ("entries", ", ".join(found.entries)),
        ("remedy", found.remedy),
    ]
    return _table(f"{found.severity}: {found.code}", (), rows)


def _procedure(procedure: Procedure) -> Markup:
    caption = f"Procedure {procedure.name}: {len(procedure.rows)} rows, {len(procedure.checks)} checks"
    rows = [
        (kind, str(len(machine.rows)), ", ".join(map(told, machine.phases)))
        for kind, machine in procedure.by_kind.items()
    ]
    return _table(caption, ("of one", "rows", "phases"), rows)


def _view_lines(view: View) -> str:
    return "\n".join([repr(view), *[line for who in view.defendants for line in _defendant_lines(view[who])]])


def _defendant_lines(doe: Defendant) -> Iterator[str]:
    for who, matter, stands, _ in _defendant_rows(doe):
        said = [stands] if isinstance(stands, str) else stands
        yield words.printable(f"  {who}{', ' * bool(matter)}{matter}: {said[0]}")


def _part_lines(part: Part) -> str:
    return "\n".join([repr(part), *[words.printable(f"  {line}") for line in _stands(part)[0]]])


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


_HTML: Mapping[type[Any], Callable[[Any], str]] = {
    CaseFile: _case,
    View: _view,
    Defendant: _defendant,
    Charge: _part,
    Claim: _part,
    Citation: _part,
    Why: _why,
    Change: _change,
    Spell: _spell,
    Grid: _grid,
    Finding: _finding,
    Procedure: _procedure,
}
_LINES: Mapping[type[Any], Callable[[Any], str]] = {
    View: _view_lines,
    Defendant: lambda doe: "\n".join([repr(doe), *_defendant_lines(doe)]),
    Charge: _part_lines,
    Claim: _part_lines,
    Citation: _part_lines,
}
