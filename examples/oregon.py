"""
Sixteen case pages of Oregon circuit courts, with the day of each act and the moment at which a clerk keyed it.

Run it with ``python examples/oregon.py``. Half of the rows were keyed on another day than the act, a few decades
later, so the pages show what was known when. Every row is read, and every listed charge is filed or explained.
"""

from collections.abc import Iterator
from datetime import date

import attrs
from courtpages.page import Page, pages
from courtpages.reading import read_page
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from casestate import CaseFile, Finding
from casestate.events import ChargeFiled, SentenceImposed, SentenceModified, SupervisionDecided
from casestate.state import ChargeState

WIDTH = 120
SENTENCING = (SentenceImposed, SentenceModified, SupervisionDecided)


@attrs.frozen
class Read:
    """A page, its case file, and the findings of the importer."""

    page: Page
    case: CaseFile
    remarks: list[Finding]


def main() -> None:
    """Read every page, and print the results."""
    console = Console(width=WIDTH, highlight=False)
    read = [Read(page, *read_page(page)) for page in pages()]
    for table in (taken_in(read), known_when(read), findings(read)):
        console.print(table)
        console.print()


def taken_in(read: list[Read]) -> Table:
    """Return the number of rows and charges of each page, and what became of them."""
    table = grid("What was taken in", "page", "rows", "charges", "entries", "filed", "explained")
    totals = [0] * 5
    for each in read:
        filed = sum(isinstance(entry.event, ChargeFiled) for entry in each.case)
        counts = [len(each.page.rows), len(each.page.charges), len(each.case), filed, len(unfiled(each))]
        totals = [total + count for total, count in zip(totals, counts, strict=True)]
        table.add_row(each.page.id, *map(str, counts))
    table.add_section()
    table.add_row("all", *map(str, totals))
    table.caption = (
        f"{totals[0]} rows and {totals[1]} charges listed = {totals[2]} entries and {totals[4]} charges explained: "
        + "; ".join([f"{told.code} {told.defendant} {told.charge}" for each in read for told in unfiled(each)])
    )
    return table


def unfiled(read: Read) -> list[Finding]:
    """Return the reasons why listed charges were not filed."""
    codes = ("violation-listed-as-charge", "never-filed", "no-charging-paper")
    return [told for told in read.remarks if told.code in codes]


def known_when(read: list[Read]) -> Table:
    """Return each charge whose sentence was replaced, as known on each day on which one was keyed."""
    table = grid("Sentences replaced: as of and as known on each day on which one was keyed", "page", "charge")
    for column in ("as known on", "sentence", "stands"):
        table.add_column(column)
    for each in read:
        for who, charge in replaced(each.case):
            for day in keyed(each.case, who, charge):
                state = each.case.at(day, known_on=day).charge(who, charge).state
                table.add_row(each.page.id, f"{who}, {charge}", str(day), in_words(state), headline(each, state, day))
            table.add_section()
    return table


def replaced(case: CaseFile) -> Iterator[tuple[str, str]]:
    """Return the charges with more than one sentence."""
    for who in case.defendants:
        for charge in case.at()[who].charges.values():
            if sum(isinstance(entry.event, SENTENCING) for entry in charge.sentencing) > 1:
                yield who, charge.key


def keyed(case: CaseFile, who: str, charge: str) -> list[date]:
    """Return the days on which the sentences on a charge were keyed."""
    entries = case.at().charge(who, charge).sentencing
    return sorted({e.docketed_on for e in entries if isinstance(e.event, SENTENCING) and e.docketed_on})


def in_words(state: ChargeState) -> str:
    """Return the parts of the current sentence, in the page's words."""
    return "; ".join([part.text or str(part.kind) for part in state.components or ()])


def headline(read: Read, state: ChargeState, day: date) -> str:
    """Return the headline of the charge, and its supervision."""
    words = read.case.at(day, known_on=day).charge(state.defendant, state.charge).status.words
    return f"{words}; supervision {state.supervision.value.replace('_', ' ')}"


def findings(read: list[Read]) -> Table:
    """Return the findings on the pages, by code."""
    told: dict[tuple[str, str], list[Finding]] = {}
    for each in read:
        for by, found in (("importer", each.remarks), ("library", each.case.at().findings)):
            for finding in found:
                told.setdefault((finding.code, by), []).append(finding)
    table = grid("What is doubtful in the record", "code", "count")
    for column in ("severity", "told by", "the first of them"):
        table.add_column(column)
    for (code, by), found in sorted(told.items(), key=lambda item: (-len(item[1]), item[0])):
        table.add_row(code, str(len(found)), found[0].severity.value, by, found[0].message)
    return table


def grid(title: str, first: str, *others: str) -> Table:
    """Return a plain table with its numbers to the right."""
    table = Table(
        title=title, box=SIMPLE_HEAD, pad_edge=False, title_justify="left", caption_justify="left", title_style="bold"
    )
    table.add_column(first, overflow="fold")
    for name in others:
        table.add_column(name, justify="right")
    return table


if __name__ == "__main__":
    main()
