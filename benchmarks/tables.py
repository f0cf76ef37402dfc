"""
What it costs to read a table: ``python -m benchmarks.tables``, beside plain ``csv`` reading of the same file.

The table is that of the county example, as often as asked, each time with cases of its own. Every work runs in a
process of its own, so that its peak memory is its own. Times are processor times, which other load disturbs less.
"""

import argparse
import csv
import gzip
import resource
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from casestate import CaseFile
from casestate.tables import Layout, read_cases

EXAMPLES = Path(__file__).parents[1] / "examples"
COUNTY = EXAMPLES / "data" / "cook-county-2019" / "events.csv.gz"
BATCH = 5_000
"""So many case files are asked together for their findings."""


def written(path: Path, times: int) -> int:
    """Write the county's table as often as asked, and return the number of its rows."""
    rows = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        for number in range(times):
            with gzip.open(COUNTY, "rt", encoding="utf-8", newline="") as packed:
                lines = csv.reader(packed)
                heading = next(lines)
                if number == 0:
                    writer.writerow(heading)
                for line in lines:
                    writer.writerow([*[f"{each}-{number}" for each in line[:4]], *line[4:]])
                    rows += 1
    return rows


def cases(path: Path) -> Iterator[CaseFile]:
    """The case files of the table."""
    return (case for case, _ in read_cases(path, Layout.load(EXAMPLES / "cook_county.toml")))


def lines_alone(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        deque(csv.reader(file), 0)


def files(path: Path) -> None:
    deque(cases(path), 0)


def findings(path: Path) -> None:
    for case in cases(path):
        _ = case.at().findings


def findings_in_bulk(path: Path) -> None:
    from casestate import bulk  # noqa: PLC0415  # an extra, which takes memory of its own

    held: list[CaseFile] = []
    for case in cases(path):
        held.append(case)
        if len(held) == BATCH:
            _ = bulk.read(held).findings().counts
            held.clear()
    _ = bulk.read(held).findings().counts


def findings_of_rows(path: Path) -> None:
    from casestate import bulk  # noqa: PLC0415  # likewise

    _ = bulk.read(path, Layout.load(EXAMPLES / "cook_county.toml")).findings().counts


WORKS: dict[str, tuple[str, Callable[[Path], None]]] = {
    "lines": ("csv.reader alone", lines_alone),
    "files": ("case files", files),
    "bulk": ("case files, and findings by shapes", findings_in_bulk),
    "rows": ("findings in bulk, files only where needed", findings_of_rows),
    "views": ("case files, views and findings one by one", findings),
}


def main() -> None:
    """Print the figures, or do one of the works."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=1, help="how often the table is repeated (1)")
    parser.add_argument("--only", choices=tuple(WORKS), action="append", help="only these works")
    parser.add_argument("--work", choices=tuple(WORKS), help=argparse.SUPPRESS)
    parser.add_argument("--path", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.work:
        began = process_time()
        WORKS[asked.work][1](asked.path)
        scale = 1 if sys.platform == "darwin" else 1024
        print(process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * scale)
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rows.csv"
        rows = written(path, asked.times)
        print(f"{rows:,} rows, {path.stat().st_size / 1e6:,.0f} MB    seconds   rows/s  peak MB")
        for name in asked.only or WORKS:
            command = [sys.executable, "-m", "benchmarks.tables", "--work", name, "--path", str(path)]
            ran = subprocess.run(command, capture_output=True, text=True, check=True)
            spent, peak = [float(each) for each in ran.stdout.split()]
            print(f"{WORKS[name][0]:42} {spent:7.1f} {rows / spent:8,.0f} {peak / 1e6:8,.0f}", flush=True)


if __name__ == "__main__":
    main()
