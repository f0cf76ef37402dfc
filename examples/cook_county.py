"""
A county's felony charges of one year, with all their mistakes: 97,592 developments into 27,430 case files, folded.

Run it with ``python examples/cook_county.py``. Every row is read. A mistake in a row becomes a finding, either by
the library, if the law alone shows it, or by the layout (``examples/cook_county.toml``), if it takes knowledge of
the source. A charge with several possible states, because a date is missing, is counted separately and never guessed.
"""

import resource
import sys
from datetime import date

from county.charges import DATA, PUBLISHED
from county.count import DISPOSED_BY, MONTH_ENDS, Report, run
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import track
from rich.table import Table

from casestate.state import Disposition

CLASSES = (*"MX1234ABCOPZ", "none")
GROUPS = {
    "plea": (Disposition.CONVICTED_BY_PLEA,),
    "guilty": (Disposition.CONVICTED_BY_VERDICT, Disposition.CONVICTED_OF_LESSER),
    "acquitted": (Disposition.ACQUITTED, Disposition.ACQUITTED_INSANITY),
    "dismissed": (Disposition.DISMISSED_WITHOUT_PREJUDICE, Disposition.DISMISSED_UNSPECIFIED),
    "no cause": (Disposition.DISCHARGED_NO_PROBABLE_CAUSE,),
    "elsewhere": (Disposition.SUPERSEDED, Disposition.TRANSFERRED),
    "died": (Disposition.ABATED_BY_DEATH,),
    "declined": (Disposition.DECLINED,),
    "mistrial": (Disposition.MISTRIAL,),
}


def main() -> None:
    """Fold everything, and print the results."""
    console = Console()
    if not console.is_terminal:
        console.width = max(console.width, 120)
    bar = Console(stderr=True)
    report = run(DATA, lambda cases: track(cases, "folding cases", total=None, console=bar, transient=True))
    tables = [summary(report), pending(report), *[dispositions(report, day) for day in DISPOSED_BY], findings(report)]
    for table in tables:
        console.print(table)
        console.print()


def summary(report: Report) -> Table:
    """Return what was read, and the time it took."""
    scale = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * scale / 2**20
    deduced = report.entries["inferred"]
    table = grid("What was taken in, and what it cost", "what", "how much")
    table.show_header = False
    table.add_row("rows that became an entry", f"{report.entries.total() - deduced:,}")
    table.add_row("entries deduced besides (amendments)", f"{deduced:,}")
    table.add_row("case files", f"{report.cases:,}")
    table.add_row("defendants", f"{report.defendants:,}")
    table.add_row("charges", f"{report.charges:,}")
    for step, seconds in report.seconds.items():
        table.add_row(f"seconds to {step}", f"{seconds:.1f}")
    table.add_row("seconds in all", f"{sum(report.seconds.values()):.1f}")
    table.add_row("peak memory, MiB", f"{peak:.0f}")
    return table


def pending(report: Report) -> Table:
    """Return the number of charges pending at each month's end."""
    table = grid("Charges pending at the end of the day", "day", "pending", "possibly pending")
    for day in MONTH_ENDS:
        counts = report.pending[day]
        table.add_row(f"{day}", f"{counts['pending']:,}", f"{counts['possibly']:,}")
    table.caption = f"possibly: the filing has no date; by {PUBLISHED}, when the source was published, it had been made"
    return table


def dispositions(report: Report, day: date | None) -> Table:
    """Return the number of charges disposed of by a day, by their class on that day."""
    counts = report.disposed[day]
    until = "by the last entry, whatever its date" if day is None else f"by {day}"
    table = grid(f"Charges disposed of {until}, by class", "class", *GROUPS, "all")
    for grade in CLASSES:
        cells = [sum(counts[grade, each] for each in group) for group in GROUPS.values()]
        if any(cells):
            table.add_row(grade, *[f"{cell:,}" if cell else "" for cell in cells], f"{sum(cells):,}")
    totals = [sum(n for (_, each), n in counts.items() if each in group) for group in GROUPS.values()]
    table.add_section()
    table.add_row("all", *[f"{total:,}" for total in totals], f"{sum(totals):,}")
    table.caption = (
        f"class or disposition not certain: {report.uncertain[day]:,}; class none: filed later, by its date\n"
        "plea, guilty: found so, by plea or by trial; no cause: discharged at the preliminary hearing\n"
        "elsewhere: carried on by an indictment, or pending in another court; mistrial: disposed of, and pending again"
    )
    return table


def findings(report: Report) -> Table:
    """Return the findings on the data, by code."""
    table = grid("What is doubtful in the record", "code", "count", "severity", "told by", "the first of them")
    for code, told in sorted(report.findings.items(), key=lambda item: (-item[1].count, item[0])):
        table.add_row(code, f"{told.count:,}", told.severity.value, told.by, told.example)
    return table


def grid(title: str, first: str, *others: str) -> Table:
    """Return a plain table with its numbers to the right."""
    table = Table(
        title=title, box=SIMPLE_HEAD, pad_edge=False, title_justify="left", caption_justify="left", title_style="bold"
    )
    table.add_column(first, no_wrap=True)
    for name in others:
        words = name in ("severity", "told by", "the first of them")
        table.add_column(name, justify="left" if words else "right", no_wrap=not words)
    return table


if __name__ == "__main__":
    main()
