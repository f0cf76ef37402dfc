"""Measure everything and print it."""

import argparse
import itertools
import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

import attrs
from rich.console import Console
from rich.table import Table

from benchmarks.folding import folding
from benchmarks.growth import Growth, growth
from benchmarks.history import shapes
from benchmarks.keeping import appending, late_arrivals, memory, text
from benchmarks.knowing import knowing
from benchmarks.measure import Figure, as_json, environment

T = TypeVar("T")


def main() -> None:
    """Run from the command line."""
    asked = _arguments().parse_args()
    progress = Console(stderr=True)
    figures = _told(progress, _figures(asked.entries, asked.repeat, asked.late))
    grown = [] if asked.no_growth else _told(progress, growth(quick=asked.quick))
    if asked.json:
        print(as_json(figures, [attrs.asdict(each) for each in grown]))
        return
    console = Console(width=None if sys.stdout.isatty() else 150)
    console.print(", ".join(f"{name} {value}" for name, value in environment().items()))
    console.print(_table(figures, f"{asked.entries:,} entries, medians of {asked.repeat}"))
    if grown:
        console.print(_growth_table(grown))


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="benchmarks/run.py", description="Measure casestate beside eventsourcing.")
    parser.add_argument("--entries", type=int, default=5_000, help="how long the history is (default: 5000)")
    parser.add_argument("--repeat", type=int, default=5, help="how many runs a median is of (default: 5)")
    parser.add_argument("--late", type=int, default=1_000, help="how many late arrivals (default: 1000)")
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    parser.add_argument("--quick", action="store_true", help="short files only in the growth table")
    parser.add_argument("--no-growth", action="store_true", help="leave the growth table out")
    return parser


def _figures(entries: int, repeat: int, late: int) -> Iterator[Figure]:
    one, many = shapes(entries)
    yield from itertools.chain(folding(one, repeat), folding(many, repeat), text(many, repeat), memory(many))
    yield from appending(repeat)
    yield from itertools.chain(knowing(many), knowing(one))
    yield late_arrivals(many, late)
    yield late_arrivals(one, late // 10)


def _told(progress: Console, measured: Iterable[T]) -> list[T]:
    """All of it, with a line on the way for each that is done."""
    done = []
    for each in measured:
        progress.print(f"[dim]{each}[/dim]", highlight=False, overflow="ellipsis", no_wrap=True)
        done.append(each)
    return done


def _table(figures: list[Figure], title: str) -> Table:
    table = Table(title=title)
    table.add_column("work")
    for name in ("casestate", "", "eventsourcing", "ratio", "budget"):
        table.add_column(name, justify="left" if name in ("", "eventsourcing") else "right")
    for figure in figures:
        table.add_row(
            f"{figure.work}\n[dim]{figure.note}[/dim]" if figure.note else figure.work,
            "-" if figure.value is None else _number(figure.value),
            figure.unit,
            "\n".join(f"{_number(value)}  {name}" for name, value in figure.beside),
            "\n".join(f"{ratio:.1f}x" for ratio in figure.ratios),
            _budget(figure),
        )
    return table


def _budget(figure: Figure) -> str:
    asked = [] if figure.at_most is None else [f"<= {_number(figure.at_most)}"]
    asked += [] if figure.times is None else [f">= {_number(figure.times)}x"]
    verdict = {True: "[green]met[/green]", False: "[red]not met[/red]", None: ""}[figure.met]
    return "\n".join(["  ".join(asked), verdict]) if asked else ""


def _growth_table(grown: list[Growth]) -> Table:
    table = Table(title="growth: the cost of an entry should not depend on the length of the file")
    table.add_column("file")
    for name in ("entries", "index µs/entry", "fold µs/entry", "together ms", "kept bytes/entry"):
        table.add_column(name, justify="right")
    for way, rows in itertools.groupby(grown, key=lambda each: each.way):
        for each in rows:
            kept = "" if each.kept is None else _number(each.kept)
            cells = (f"{each.entries:,}", _number(each.index), _number(each.fold), _number(each.total), kept)
            table.add_row(way, *cells)
        table.add_section()
    return table


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.3g}"


if __name__ == "__main__":
    main()
