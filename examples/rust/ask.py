"""
Ask the Rust matter for the state of each defendant: ``python examples/rust/ask.py [DATE ...]``.

Without dates, it prints nine days between which something of note happened. ``--according-to story`` uses the founding
story alone, ``--according-to record`` the court's own papers, and ``--known-on DATE`` what had been published by a day.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator

from people import DEFENDANTS
from record import rust
from rich.console import Console
from rich.table import Table
from sources import THE_STORY

from casestate import Basis, CasestateError, Clock, Entry, View
from casestate.events import Component, ComponentKind, ReleaseStatus
from casestate.explain.fate import Fate
from casestate.law import headline
from casestate.state import ChargeState, CitationState, ClaimState, DefendantState
from casestate.when import When

DATES = (
    "2023-01-25",
    "2023-02-10",
    "2023-02-24",
    "2023-04-20",
    "2023-04-21",
    "2023-10-18",
    "2024-02-01",
    "2024-07-12",
    "2024-12-24",
)
WIDTH = 100

Answers = dict[str, str]
"""Lines to print, each under the question that it answers, so that possible states can be told apart line by line."""


def table(view: View, asked: str = "") -> Table:
    """Return a table with a row for each defendant; ``asked`` has the coordinates besides the day."""
    shown = Table(
        title=f"As of {view.as_of}{asked}", title_style="bold", title_justify="left", show_lines=True, width=WIDTH
    )
    shown.add_column("Defendant", style="bold", width=14)
    shown.add_column("Charges, and the person", ratio=11)
    shown.add_column("Suits and citations", ratio=9)
    ever = view.at(None).defendants
    for name in DEFENDANTS:
        if name not in ever:
            shown.add_row(name, "[dim]nothing told[/]", "[dim]nothing told[/]")
            continue
        states = list(view[name].possible()) if name in view.defendants else []
        shown.add_row(
            name,
            together([criminal(state) for state in states]) or "[dim]not charged[/]",
            together([civil(state) for state in states]) or "[dim]none[/]",
        )
    return shown


def together(possible: list[Answers]) -> str:
    """Return each line on which all possible states agree, and every answer for a line on which they differ."""
    questions = dict.fromkeys([question for answers in possible for question in answers])
    lines: list[str] = []
    for question in questions:
        different = dict.fromkeys([answers.get(question, "  nothing") for answers in possible])
        if len(different) == 1:
            lines += different
        else:
            lines.append(f"  [yellow]possibly[/] {' [yellow]or[/] '.join(each.strip() for each in different)}")
    return "\n".join(lines)


def criminal(state: DefendantState) -> Answers:
    """Every charge against one defendant, and where the person is while that matters."""
    answers: Answers = {}
    for charge in state.charges.values():
        answers |= of_charge(charge)
    held = state.release in (ReleaseStatus.SERVING_SENTENCE, ReleaseStatus.REMANDED_AFTER_VERDICT)
    if held or (any(charge.open for charge in state.charges.values()) and state.release is not ReleaseStatus.UNKNOWN):
        answers["release"] = f"[italic]{plain(state.release)}[/]"
    return answers


def of_charge(charge: ChargeState) -> Answers:
    """What one charge is, how it stands, and what it may bring or brought."""
    version = charge.version
    what = (version and version.offense) or "offence not stated"
    what += f" (or {' and '.join(charge.alternatives)})" if charge.alternatives else ""
    what += f" (again {' and '.join(charge.refiles)})" if charge.refiles else ""
    answers = {
        charge.charge: f"[cyan]{charge.charge}[/] {what}",
        f"{charge.charge} stands": f"  {headline(charge).words}",
        f"{charge.charge} plea": "  no plea" if charge.plea is None else f"  pleaded {plain(charge.plea)}",
    }
    if charge.open and version is not None:
        exposed = [f"{name} enhancement" for name in version.enhancements]
        exposed += [f"at least {version.minimum}"] if version.minimum else []
        exposed += [f"at most {version.exposure}"] if version.exposure else []
        if exposed:
            answers[f"{charge.charge} exposed"] = f"  {', '.join(exposed)}"
    if charge.components is not None:
        parts = "; ".join([of_component(each, charge.sentenced) for each in charge.components])
        answers[f"{charge.charge} sentence"] = f"  sentence: {parts}"
    return answers


def of_component(component: Component, sentenced: When | None) -> str:
    """One part of a sentence; the day on which probation ends is computed, and no record says that it ended."""
    words = plain(component.kind)
    if component.term is not None:
        words = f"{words} {component.term}"
    if component.kind == ComponentKind.PROBATION and component.term is not None and sentenced is not None:
        words += f", to {component.term.after(sentenced)} as computed"
    if component.amount is not None:
        words += f" {component.amount}"
    if component.hours is not None:
        words += f" {component.hours} hours"
    return words


def civil(state: DefendantState) -> Answers:
    """Every civil claim against one defendant, and every citation."""
    answers: Answers = {}
    for claim in state.claims.values():
        answers |= of_claim(claim)
    for citation in state.citations.values():
        answers |= of_citation(citation)
    return answers


def of_claim(claim: ClaimState) -> Answers:
    """One suit."""
    return {
        claim.claim: f"[cyan]{claim.claim}[/], by {', '.join(claim.claimants) or 'unknown'}",
        f"{claim.claim} stands": f"  {headline(claim).words}",
    }


def of_citation(citation: CitationState) -> Answers:
    """One citation."""
    grade = plain(citation.classification) if citation.classification else "class unknown"
    words = headline(citation).words
    penalty = f", {citation.penalty.words}" if citation.penalty else ""
    return {
        f"citation {citation.citation}": f"[cyan]citation {citation.citation}[/], {grade}{penalty}",
        f"citation {citation.citation} stands": f"  {words}",
    }


def plain(word: str) -> str:
    """A coded word as a reader reads it."""
    return str(word).replace("_", " ")


def deciding(view: View) -> list[Entry]:
    """Return the entries that would decide what is open about the defendants shown."""
    open_ids = {entry.id for name in set(DEFENDANTS) & set(view.defendants) for entry in view[name].undecided}
    return [entry for entry in view.undecided if entry.id in open_ids]


def said_only(view: View) -> list[tuple[str, str, str]]:
    """Return what was announced or said to be settled but had not happened: when, by whom, how, and what."""
    said: dict[tuple[str, str, str, str], list[str]] = {}
    for told in view.statements:
        statement = told.said
        if statement.about is not None and {Fate.MET, Fate.CONFIRMED}.isdisjoint(told.possible):
            who = statement.concerns[0]
            key = (str(told.entry.when), f"{statement.by} ({plain(statement.modality)})", who, statement.text or "")
            said.setdefault(key, []).extend([subject.key for subject in statement.about.subjects])
    return sorted(
        (when, by, f"{who}, {' and '.join(dict.fromkeys(keys))}: {text}")
        for (when, by, who, text), keys in said.items()
    )


def notes(view: View) -> Iterator[tuple[str, Table]]:
    """Return the notes below the table: what is not certain, and what was only said."""
    opened, said = deciding(view), said_only(view)
    if opened:
        grid = Table.grid(padding=(0, 2))
        for entry in opened:
            grid.add_row("", entry.id, f"{entry.event.wire}, {entry.when}", entry.source.name)
        yield "[yellow]Not certain on this day. These entries would decide:[/]", grid
    if said:
        grid = Table.grid(padding=(0, 2))
        grid.add_column()
        grid.add_column(no_wrap=True)
        grid.add_column(width=32)
        for when, by, what in said:
            grid.add_row("", when, by, what)
        yield "[bold]Said, and not done:[/]", grid
    if view.untimed:
        yield f"[dim]Left out: {view.untimed} entries of which no source says when it was published.[/]", Table.grid()


def main(words: list[str]) -> None:
    """Print every day given."""
    parser = ArgumentParser(description="Ask the Rust matter for the state of each defendant.")
    parser.add_argument("dates", nargs="*", default=DATES, metavar="DATE")
    parser.add_argument("--known-on", metavar="DATE", help="only what had been published by that day")
    parser.add_argument(
        "--according-to", choices=["story", *Basis], help="only the founding story, or only this basis and stronger"
    )
    asked = parser.parse_args(words)
    believed = THE_STORY if asked.according_to == "story" else asked.according_to
    also = f", as published by {asked.known_on}" if asked.known_on else ""
    if asked.according_to:
        also += f", according to {'the story' if believed is THE_STORY else f'{believed} or stronger'}"
    console = Console(width=WIDTH, highlight=False)
    case = rust()
    try:
        for day in asked.dates:
            view = case.at(day, known_on=asked.known_on, clock=Clock.PUBLISHED, according_to=believed)
            console.print(table(view, also))
            for heading, grid in notes(view):
                console.print(heading)
                console.print(grid)
            console.print()
    except CasestateError as problem:
        sys.exit(str(problem))


if __name__ == "__main__":
    main(sys.argv[1:])
