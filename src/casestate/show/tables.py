"""Views as terminal tables (rich)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from casestate.casefile import CaseFile
from casestate.errors import TooManyPossibilities
from casestate.events.wording import describe
from casestate.explain.diff import Change, either
from casestate.explain.grid import Grid
from casestate.explain.why import Why
from casestate.handles import Charge, Citation, Claim
from casestate.law import Procedure
from casestate.show import words
from casestate.show.checked import Checked, place, said
from casestate.show.layout import Fitted, Rows
from casestate.show.telling import tell
from casestate.view import View

_COLOURS = {"error": "bold red", "policy": "magenta", "incomplete": "yellow", "warning": "cyan"}
_OPEN = "yellow"


def view(case: CaseFile, seen: View, defendants: tuple[str, ...]) -> RenderableType:
    """Return the state of each defendant, with the entry and source behind each headline."""
    last = f", {seen.reaches}" if seen.reaches else ""
    on = f"{case.id} as of {seen.as_of or f'its last entry{last}'}"
    title = _text(", ".join([on, *words.asked(seen)]), "italic")
    if not defendants:
        any_day = seen.at(None).defendants
        nobody = "nothing has happened to any defendant by then" if any_day else "this case has no defendants"
        return Group(Fitted(title), Fitted(_text(nobody)))
    table = Rows("defendant", "matter", "stands", "because", title=title, lined=True)
    for name in defendants:
        for number, row in enumerate(_rows(seen, name)):
            table.add(_text(name if number == 0 else ""), *row)
    return table


def timeline(seen: View) -> RenderableType:
    """Return the entries in order, with statements in italics, because they change nothing."""
    table = Rows("when", "who", "what", "entry and source")
    for entry in seen.timeline:
        event = entry.event
        style = "italic dim" if entry.is_statement else ""
        cells = (entry.when.words, words.who(event), describe(event), words.cited(entry))
        table.add(*(_text(cell, style) for cell in cells))
    return table


def why(told: Why) -> RenderableType:
    """Return why a field has its value, with a row for each entry behind it."""
    title = _text(str(told).splitlines()[0], "bold")
    if not told.reasons:
        return Group(Fitted(title), Fitted(_text("no entry says anything of it")))
    table = Rows("when", "what", "moved", "rule", "entry and source", title=title)
    for each in told.reasons:
        told_of = [words.cited(each.entry), *words.beside(each)]
        rule = f"{each.row.id} ({each.row.cite}): {each.row.why}" if each.row else ""
        cells = (each.entry.when.words, describe(each.entry.event), words.moved(each), rule, told_of)
        table.add(*(_text(cell) for cell in cells))
    doubts = [
        Fitted(_text(f"[{each.code}] {each.message}", _COLOURS[each.severity.value]), indent=2)
        for each in told.findings
    ]
    return Group(table, *doubts)


def diff(changes: Sequence[Change]) -> RenderableType:
    """Return the differences between two views, with a row for each field."""
    table = Rows("defendant", "matter", "field", "before", "after", "since", "entries")
    for each in changes:
        kind, who, key = each.subject
        gone = [f"without {entry.id}" for entry in each.gone]
        by = ", ".join([*(entry.id for entry in each.entries), *gone])
        since = words.since(each)
        cells = (who, f"{kind} {key}".strip(), each.field, either(each.before), either(each.after), since, by)
        table.add(*(_text(cell) for cell in cells))
    return table if changes else _text("nothing differs")


def grid(shown: Grid) -> RenderableType:
    """Return one field by legal day (rows) and day of knowledge (columns)."""
    head, *rows = shown.rows
    table = Rows(*head)
    for row in rows:
        table.add(*(_text(cell) for cell in row))
    return Group(table, Fitted(_text(shown.note, "dim"))) if shown.note else table


def findings(files: Iterable[Checked]) -> RenderableType:
    """Return findings like those of a linter: place, severity, code and message, with the remedy below."""
    shown: list[Fitted] = []
    for file in files:
        for each in file.findings:
            line = Text.assemble(
                _text(f"{place(file.name, file.line(each))}: ", "bold"),
                (f"{each.severity.value} [{each.code}]", _COLOURS[each.severity.value]),
                _text(f" {said(each)}"),
            )
            shown += [Fitted(line, indent=4), Fitted(_text(f"    remedy: {each.remedy}", "dim"), indent=4)]
    return Group(*shown)


def counts(findings: Iterable[Mapping[str, Any]]) -> RenderableType:
    """Return how many findings there are of each code, with where the first is."""
    table = Rows("count", "finding", "the first of them")
    for each in findings:
        severity = each["severity"] if each["certain"] else f"{each['severity']}, possibly"
        of = [each["defendant"], f"charge {each['charge']}" if each["charge"] else ""]
        finding = Text.assemble((f"{severity} [{each['code']}]", _COLOURS[each["severity"]]))
        table.add(_text(f"{each['count']:,}"), finding, _text(", ".join(filter(None, [each["case"], *of]))))
    return table


def _text(said: str | Iterable[str], style: str = "") -> Text:
    """Return text of one line or several."""
    lines = [said] if isinstance(said, str) else said
    return Text("\n".join(map(words.printable, lines)), style)


def _rows(seen: View, name: str) -> Iterator[tuple[Text, Text, Text]]:
    """Yield a row for each charge, claim and citation to which something has happened or may have."""
    parts = seen[name].parts if name in seen.defendants else ()
    rows = [_row(part, seen.procedure) for part in parts]
    yield from rows or [(_text(""), _text("not charged, sued or cited"), _text(""))]


def _row(part: Charge | Claim | Citation, procedure: Procedure) -> tuple[Text, Text, Text]:
    matter = _text(f"{part.subject.kind} {part.key}")
    try:
        told = tell(part, procedure)
    except TooManyPossibilities as problem:
        return matter, _text(str(problem), _OPEN), _text("")
    stands = _together(told.stands)
    for detail, sure in told.details:
        stands.append_text(_text(["", detail]) if sure else _text(["", f"possibly {detail}"], _OPEN))
    if told.deciding:
        deciding = ", ".join(entry.id for entry in told.deciding)
        stands.append_text(_text(["", f"it depends on whether {deciding} had happened"], _OPEN))
    return matter, stands, _text([words.cited(entry) for entry in told.because])


def _together(possible: tuple[str, ...]) -> Text:
    """Return the text on which all possible states agree, or every possible text."""
    first, *others = possible
    if not others:
        return _text(first, "bold")
    *lines, last = (f"possibly {first}", *(f"or {other}" for other in others))
    return _text([*(f"{line}," for line in lines), last], f"bold {_OPEN}")
