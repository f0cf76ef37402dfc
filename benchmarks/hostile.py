"""
Hostile runs at length: ``python -m benchmarks.hostile kills contention tampering sealed fuzzing``, or some of them.

Each but the last runs tests of the suite with larger numbers, and prints what they count. ``fuzzing`` spoils case
files, layouts, dates and terms, and fails at the first that raises anything but an error of the library.
"""

import argparse
import contextlib
import io
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import attrs

from casestate import CasestateError, When, loads
from casestate.cli import main as command
from casestate.cli.commands import DOUBTFUL, OK, UNUSABLE
from casestate.tables import Layout
from casestate.terms import Money, Term

ROOT = Path(__file__).parents[1]
TOLD = ("kills", "conflicts", "changed", "cut:", "damages", "damaged", " passing, ", " passed", " failed")
"""Words in the lines of a run that are printed."""


@attrs.frozen
class Run:
    """
    Tests of the suite, run at length.

    Attributes:
        tests: The tests, as pytest takes them.
        settings: The environment variables that make them long.
    """

    tests: tuple[str, ...]
    settings: dict[str, str]


RUNS = {
    "kills": Run(("tests/store/test_store_crashes.py", "-k", "kills"), {"CASESTATE_KILLS": "300"}),
    "contention": Run(("tests/store/test_store_crashes.py", "-k", "writers"), {"CASESTATE_APPENDS": "1000"}),
    "tampering": Run(
        (
            "tests/store/test_store_damage.py",
            "tests/store/test_store_tampering.py",
            "tests/store/test_store_lines.py",
            "tests/cli/test_cli_store_damaged.py",
        ),
        {"CASESTATE_FLIPS": "3", "CASESTATE_DAMAGES": "4000", "CASESTATE_DAMAGE_EVERY": "4"},
    ),
    "sealed": Run(
        ("tests/engine/test_clearance.py", "tests/engine/test_public_copy.py", "--hypothesis-show-statistics"),
        {"HYPOTHESIS_PROFILE": "long"},
    ),
}


def run(name: str) -> int:
    """Run the tests of a name, print the lines that count something, and return the exit code."""
    given = RUNS[name]
    words = [sys.executable, "-m", "pytest", "-q", "-s", "-p", "no:cacheprovider", *given.tests]
    done = subprocess.run(words, cwd=ROOT, env=os.environ | given.settings, capture_output=True, text=True, check=False)
    for line in done.stdout.splitlines():
        if any(word in line for word in TOLD):
            print(f"{name}: {line.strip(' .-')}", flush=True)
    if done.returncode:
        print(f"{name}: exit {done.returncode}\n{done.stdout[-4000:]}{done.stderr[-4000:]}", flush=True)
    return done.returncode


ODD = (b"\0", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\\ud800", b"\xe2\x80\xae", b"\r", b"1e999", b"9" * 5000, b"[" * 3000)
"""Bytes that a careful reader must expect."""


def spoilt(right: bytes, chance: random.Random) -> bytes:
    """Return text with one to four of its bytes, lines or values changed, dropped, doubled or moved."""
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(right) + 1)
        end = min(len(right), start + chance.choice((0, 1, 1, 8, 80)))
        put = chance.choice((b"", right[start:end] * 2, bytes([chance.randrange(256)]), chance.choice(ODD)))
        if chance.random() < 0.3:  # a piece of elsewhere
            other = chance.randrange(len(right) + 1)
            put = right[other : other + chance.choice((1, 8, 80, 800))]
        right = right[:start] + put + right[end:]
    return right


def commanded(text: bytes, place: Path) -> None:
    """Let the command check and show a file."""
    place.write_bytes(text)
    for words in (["check"], ["show"], ["timeline"]):
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()) as said:
            status = command([*words, str(place)])
        if status not in {OK, DOUBTFUL, UNUSABLE} or "Traceback" in said.getvalue():
            raise AssertionError(f"{words} on {text!r} gave {status}: {said.getvalue()}")
        if status == UNUSABLE:
            raise CasestateError(said.getvalue())


def fuzz(times: int, seed: int) -> None:
    """Read spoilt text of every kind, and print how much of it was refused."""
    chance, place = random.Random(seed), Path(tempfile.mkdtemp()) / "case.jsonl"
    lines = (ROOT / "examples" / "rust" / "case.jsonl").read_bytes().splitlines(keepends=True)
    case = b"".join(lines[:12])
    layouts = [path.read_bytes() for path in sorted((ROOT / "examples").glob("*.toml"))]
    readers: dict[str, tuple[int, Callable[[], bytes], Callable[[bytes], object]]] = {
        "case files": (times, lambda: case, lambda text: loads(text.decode("utf-8", "surrogateescape"))),
        "the command": (times // 20, lambda: case, lambda text: commanded(text, place)),
        "layouts": (
            times // 4,
            lambda: chance.choice(layouts),
            lambda text: Layout.loads(text.decode("utf-8", "replace")),
        ),
        "dates": (times, lambda: b"[2023-01-31..2024-02]", lambda text: When.parse(text.decode("utf-8", "replace"))),
        "terms": (
            times,
            lambda: b"1 year 6 months to 20 years",
            lambda text: Term.parse(text.decode("utf-8", "replace")),
        ),
        "money": (times, lambda: b"1,000.50 EUR", lambda text: Money.parse(text.decode("utf-8", "replace"))),
    }
    for name, (number, right, read) in readers.items():
        counts: Counter[str] = Counter()
        for _ in range(number):
            text = spoilt(right(), chance)
            try:
                read(text)
            except CasestateError:
                counts["refused"] += 1
            except Exception:
                print(f"fuzzing: {name}: {text!r}", file=sys.stderr)
                raise
        print(f"fuzzing: {name}: {number:,} read, {counts['refused']:,} of them refused in words", flush=True)


def main() -> int:
    """Run what is named, everything by default."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="*", choices=[*RUNS, "fuzzing"], default=[*RUNS, "fuzzing"])
    parser.add_argument("--times", type=int, default=40_000, help="how many texts of each kind are spoilt")
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    status = 0
    for name in given.what:
        if name == "fuzzing":
            fuzz(given.times, given.seed)
        else:
            status |= run(name)
    return status


if __name__ == "__main__":
    sys.exit(main())
