"""
Bulk work held to case files at length: random rows of every act, drawn histories, and the real data of the examples.

``python -m benchmarks.parity --rows 2000000`` makes case files of random acts of every type, asks them in bulk and one
by one on two days, and counts the differences in any column of states and defendants, and in findings. The acts of each
file are drawn from a pool, in which Hypothesis drew every field of every type. ``--histories 100000`` holds as many
lawful, unlawful and messy histories to ``casestate.testing.laws.check_bulk``. ``--wire`` draws rows of a
table without a layout, read at once and in buckets, beside the files of those rows. ``--real`` compares every case of
Cook County and of the Oregon case pages in the same way, on four days. Where all dates of charges are close enough, the
spells of the phase are compared, too. One difference fails it.
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import quantiles
from time import process_time
from typing import Any

import attrs
import pyarrow as pa
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from casestate import Basis, CaseFile, Certainty, Entry, Source, When, bulk
from casestate.codec import entry_fields
from casestate.errors import InvalidTable, TooManyPossibilities
from casestate.events import EVENT_TYPES, EntryRetracted, Event
from casestate.law import GENERIC, PROCEDURES
from casestate.law.findings import Finding
from casestate.tables import Layout, read_cases
from casestate.testing.code import as_code
from casestate.testing.laws import check_bulk
from casestate.testing.strategies import events, lawful, messy, unlawful

EXAMPLES = Path(__file__).parents[1] / "examples"
FIRST = date(2023, 1, 1)
EACH = 20
"""So many events of each type are in the pool."""
CASES = 100
"""So many case files are asked together."""
DRAWINGS = 2_000
"""So many times up to three histories are drawn before they are counted."""
SOURCES = [Source("s", basis=basis) for basis in Basis]
Row = dict[str, Any]


def pool(number: int) -> list[Event]:
    """Return events of every type with every field drawn."""
    drawn: list[Event] = []
    for act in EVENT_TYPES:
        if act is EntryRetracted:
            continue

        @seed(number)
        @settings(
            max_examples=EACH,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(events(act, on=st.just(When.on(FIRST))))
        def draw(event: Event) -> None:
            drawn.append(event)

        draw()
    return drawn


def case_of(name: str, draw: random.Random, acts: list[Event]) -> CaseFile:
    """Return a case file of random acts: close together, some of one day, some of no certain day."""
    law = PROCEDURES[draw.choice(list(PROCEDURES))] if draw.random() < 0.3 else GENERIC
    known = draw.choice(("charge", "claim", "citation", "any"))
    apt = acts if known == "any" else [each for each in acts if getattr(each, known, None) is not None]
    several, span = draw.randint(1, 12), draw.choice((3, 30, 700))
    entries = []
    for place in range(1, several + 1):
        day = FIRST + timedelta(days=draw.randrange(span))
        when = When.on(day) if draw.random() < 0.93 else When(day, day + timedelta(days=draw.randrange(40)))
        event = attrs.evolve(draw.choice(apt), on=when)
        ordinal = draw.randint(1, 4) if draw.random() < 0.2 else None
        source = draw.choice(SOURCES) if draw.random() < 0.2 else Source("s")
        entries.append(Entry(id=f"e{place}", seq=place, event=event, ordinal=ordinal, source=source))
    return CaseFile(name, entries=entries, procedure=law)


def differences(
    cases: list[CaseFile], day: date | None, courts: bulk.Courts | bulk.Buckets | None = None
) -> Iterator[str]:
    """Yield what bulk work answers otherwise than the files, made of these or of what they were made of."""
    courts = courts or bulk.read(cases)
    told = {
        "states": _by_case(courts.states(day).to_pylist()),
        "defendants": _by_case(courts.defendants(day).to_pylist()),
        "findings": _by_case(courts.findings(day).rows.to_pylist()),
    }
    if day is None:
        told |= spells_of(courts)
    for case in cases:
        view = case.at(day)
        files: dict[str, list[Row]] = {
            "states": view.records(),
            "defendants": view.defendants_table(),
            "findings": [_finding(each) for each in view.findings],
        }
        files |= {name: case.spells_table("phase") for name in told.keys() - files.keys()}
        for name, rows in files.items():
            names = rows[0] if rows else ()
            found = [{each: row[each] for each in names} for row in told[name].get(case.id, [])]
            if _in_order(rows) != _in_order(found):
                yield f"{name} of this file on {day}:\n{as_code(case)}\n  file: {rows}\n  bulk: {found}"


def spells_of(courts: bulk.Courts | bulk.Buckets) -> dict[str, dict[str, list[Row]]]:
    """Return the spells of the phase, unless some charge has more states than can be worked through."""
    try:
        return {"spells": _by_case(courts.spells("phase").to_pylist())}
    except TooManyPossibilities:
        return {}


def _finding(each: Finding) -> Row:
    return {
        "defendant": each.defendant,
        "charge": each.charge,
        "code": each.code,
        "severity": str(each.severity),
        "certain": each.certainty is Certainty.YES,
        "message": each.message,
        "entries": list(each.entries),
    }


def _by_case(rows: Iterable[Row]) -> dict[str, list[Row]]:
    by_case: dict[str, list[Row]] = {}
    for row in rows:
        by_case.setdefault(row["case"], []).append(row)
    return by_case


def _in_order(rows: list[Row]) -> list[str]:
    return sorted([str(sorted(row.items())) for row in rows])


def random_rows(rows: int, number: int, show: int = 3) -> int:
    """Compare so many random rows, and return the number of differences."""
    acts = pool(number)
    draw = random.Random(number)
    compared, found, types = 0, 0, Counter[str]()
    asked: Counter[str] = Counter()
    began = process_time()
    while compared < rows:
        cases = [case_of(str(place), draw, acts) for place in range(CASES)]
        types.update(type(entry.event).__name__ for case in cases for entry in case)
        for day in (None, FIRST + timedelta(days=draw.randrange(60))):
            for difference in differences(cases, day):
                found += 1
                if found <= show:
                    print(difference)
        asked["cases"] += len(cases)
        compared += sum(len(case) for case in cases)
    print(
        f"{compared:,} random rows of {len(types)} types of act in {asked['cases']:,} files, each asked on two days: "
        f"{found} differences; {process_time() - began:.0f} s of processor time"
    )
    return found


def in_one_row(event: Event) -> Row | None:
    """Return an act as a row in the form of the wire; ``None`` if it is of no one or several, or a cell has parts."""
    told = entry_fields(Entry(id="e1", event=event))["event"]
    people = told.pop("defendants", None)
    if people is not None:
        told["defendant"] = people[0] if len(people) == 1 else None
    on = told.pop("on")
    row = {"date": on, **{name: value for name, value in told.items() if name != "version"}}
    if not all(isinstance(value, str) for value in row.values()):
        return None
    try:
        bulk.read(pa.Table.from_pylist([{"case": "1", **row}]))
    except InvalidTable:
        return None
    return row


def table_of(rows: int, draw: random.Random, acts: list[Row]) -> pa.Table:
    """Return about so many random acts in the form of the wire, of cases with up to twelve each."""
    told: list[Row] = []
    number = 0
    while len(told) < rows:
        number, span = number + 1, draw.choice((3, 30, 700))
        for _ in range(draw.randint(1, 12)):
            day = FIRST + timedelta(days=draw.randrange(span))
            ordinal = draw.randint(1, 4) if draw.random() < 0.2 else None
            told.append({"case": str(number), "ordinal": ordinal, **draw.choice(acts), "date": str(day)})
    names = dict.fromkeys([name for row in told for name in row])
    return pa.Table.from_pylist([{name: row.get(name) for name in names} for row in told])


def wire_rows(rows: int, number: int, show: int = 3) -> int:
    """Compare so many random rows in the form of the wire, read at once and in buckets, and return the differences."""
    acts = [row for event in pool(number) if (row := in_one_row(event)) is not None]
    draw = random.Random(number)
    compared, found, began = 0, 0, process_time()
    while compared < rows:
        table = table_of(min(CASES, rows), draw, acts)
        courts = bulk.read(table)
        cases = [courts.case(name) for name in dict.fromkeys(table["case"].to_pylist())]
        with bulk.split(table, rows=CASES // 4) as parts:
            for day in (None, FIRST + timedelta(days=draw.randrange(60))):
                for difference in (*differences(cases, day, courts), *differences(cases, day, parts)):
                    found += 1
                    if found <= show:
                        print(difference)
        compared += table.num_rows
    print(
        f"{compared:,} random rows in the form of the wire, read at once and in buckets, each asked on two days: "
        f"{found} differences; {process_time() - began:.0f} s of processor time"
    )
    return found


def real() -> int:
    """Compare the cases of the examples, and return the number of differences."""
    sys.path.insert(0, str(EXAMPLES))
    from courtpages.page import pages  # noqa: PLC0415  # it stands beside the examples
    from courtpages.reading import read_page  # noqa: PLC0415  # likewise

    county = Layout.load(EXAMPLES / "cook_county.toml")
    files = {
        "Cook County": [case for case, _ in read_cases(EXAMPLES / "data/cook-county-2019/events.csv.gz", county)],
        "Oregon": [case for case, _ in map(read_page, pages())],
    }
    found = 0
    for name, cases in files.items():
        began = process_time()
        acts = [entry.when.earliest.toordinal() for case in cases for entry in case if entry.when.earliest]
        days = [None, *[date.fromordinal(int(day)) for day in quantiles(acts, n=4)]]
        told = [difference for day in days for difference in differences(cases, day)]
        print(*told[:3], sep="\n", end="\n" if told else "")
        print(
            f"{name}: {sum(map(len, cases)):,} entries in {len(cases):,} files, each asked on {len(days)} days: "
            f"{len(told)} differences; {process_time() - began:.0f} s of processor time"
        )
        found += len(told)
    return found


def drawn_histories(least: int) -> None:
    """
    Compare at least so many drawn histories.

    Raises:
        LawBroken: Bulk work answers otherwise than a file.
    """
    drawn: Counter[str] = Counter()

    def counted(case: CaseFile) -> CaseFile:
        drawn["histories"] += 1
        return case

    began = process_time()
    histories = st.one_of(messy(), lawful(), unlawful()).map(counted)
    at_length = settings(max_examples=DRAWINGS, database=None, deadline=None, phases=[Phase.generate])
    while drawn["histories"] < least:
        check_bulk(histories, settings=at_length)
    print(f"{drawn['histories']:,} drawn histories: 0 differences; {process_time() - began:.0f} s of processor time")


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000, help="random rows (20,000)")
    parser.add_argument("--histories", type=int, default=0, help="drawn histories (none)")
    parser.add_argument("--wire", type=int, default=0, help="random rows in the form of the wire (none)")
    parser.add_argument("--real", action="store_true", help="the cases of the examples, too")
    parser.add_argument("--seed", type=int, default=1, help="where the drawing begins (1)")
    asked = parser.parse_args()
    found = random_rows(asked.rows, asked.seed)
    found += wire_rows(asked.wire, asked.seed) if asked.wire else 0
    found += real() if asked.real else 0
    if asked.histories:
        drawn_histories(asked.histories)
    raise SystemExit(bool(found))


if __name__ == "__main__":
    main()
