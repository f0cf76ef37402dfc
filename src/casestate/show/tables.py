"""Views as terminal tables (rich)."""

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from casestate.casefile import CaseFile
from casestate.errors import TooManyPossibilities
from casestate.law import Finding, headline
from casestate.show import words
from casestate.state import ChargeState, CitationState, ClaimState, DefendantState
from casestate.view import View
from casestate.when import Certainty

_COLOURS = {"error": "bold red", "policy": "magenta", "incomplete": "yellow", "warning": "cyan"}


def view(case: CaseFile, seen: View, defendants: tuple[str, ...]) -> RenderableType:
    """The state of each defendant, with the entry and source behind each line."""
    on = f"as of {seen.as_of}" if seen.as_of else f"as of its last entry, {seen.reaches}"
    table = Table(title=f"{escape(case.id)} {on}", title_justify="left", expand=True, show_lines=True)
    table.add_column("defendant", ratio=3)
    table.add_column("matter", ratio=2)
    table.add_column("stands", ratio=8)
    table.add_column("because", ratio=5, overflow="fold")
    for name in defendants:
        for place, row in enumerate(_rows(seen, name)):
            table.add_row(Text(name) if place == 0 else "", *row)
    return table


def timeline(seen: View) -> RenderableType:
    """The entries in order; statements, which change nothing, in italics."""
    table = Table(expand=True)
    table.add_column("when", no_wrap=True)
    table.add_column("who", ratio=2)
    table.add_column("what", ratio=5)
    table.add_column("entry and source", ratio=3, overflow="fold")
    for entry in seen.timeline:
        event = entry.event
        style = "italic dim" if entry.is_statement else ""
        cells = (str(entry.when), words.who(event), words.what(event), words.cited(entry))
        table.add_row(*(Text(cell, style) for cell in cells))
    return table


def findings(name: str, lines: dict[str, int], found: Iterable[Finding]) -> RenderableType:
    """Findings as a linter prints them: place, severity, code, message; the remedy below."""
    shown: list[Text] = []
    for each in found:
        first = each.entries[0] if each.entries else ""
        place = f"{name}:{lines[first]}" if first in lines else name
        certainty = " (depends on imprecise dates)" if each.certainty is Certainty.POSSIBLY else ""
        line = Text.assemble(
            (f"{place}: ", "bold"),
            (f"{each.severity.value} [{each.code}]", _COLOURS[each.severity.value]),
            f"{certainty} {each.message} (entry {', '.join(each.entries)})",
        )
        shown += [line, Text(f"    remedy: {each.remedy}", "dim")]
    return Group(*shown)


def _rows(seen: View, name: str) -> Iterator[tuple[Text, Text, Text]]:
    try:
        possible = seen.possible(name)
    except TooManyPossibilities as problem:
        yield Text("all"), Text(str(problem)), Text("")
        return
    if len(possible) == 1:
        yield from _state(possible[0])
        return
    deciding = ", ".join(entry.id for entry in seen.undecided_of(name))
    for number, state in enumerate(possible, 1):
        for matter, stands, because in _state(state):
            yield Text.assemble((f"either {number}: ", "yellow"), matter), stands, because
    yield Text("undecided", "yellow"), Text(f"which of these it is depends on {deciding}"), Text("")


def _state(state: DefendantState) -> Iterator[tuple[Text, Text, Text]]:
    if not (state.charges or state.claims or state.citations):
        yield Text(""), Text(headline(state).words), Text("")
    for charge in state.charges.values():
        yield _row(f"charge {charge.charge}", charge, words.charge(charge))
    for claim in state.claims.values():
        yield _row(f"claim {claim.claim}", claim, words.claim(claim))
    for citation in state.citations.values():
        yield _row(f"citation {citation.citation}", citation, words.citation(citation))


def _row(
    matter: str, state: ChargeState | ClaimState | CitationState, details: Iterable[str]
) -> tuple[Text, Text, Text]:
    moved = dict(state.moved).get("phase")
    stands = Text(headline(state).words, "bold")
    for detail in details:
        stands.append(f"\n{detail}", "not bold")
    return Text(matter), stands, Text(words.cited(moved) if moved else "")
