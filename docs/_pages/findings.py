"""The page of the findings."""

from collections.abc import Iterator
from pathlib import Path

from casestate.law.catalogue import catalogue
from casestate.law.findings import FindingType

FINDINGS = Path(__file__).parents[2] / "tests" / "law" / "findings"
"""For each code the smallest file that raises it, and the words it then has."""


def page() -> Iterator[str]:
    yield "# The findings\n"
    yield "Made from the catalogue. What each code means, the smallest file that raises it, the exact words and what"
    yield "settles it. `casestate check --explain CODE` says the same in a terminal; `--select` and `--ignore` choose"
    yield "codes.\n"
    yield "| code | severity | meaning |"
    yield "|---|---|---|"
    for told in catalogue().values():
        yield f"| [`{told.code}`](#{told.code}) | {told.severity} | {told.meaning} |"
    yield ""
    for told in catalogue().values():
        yield from _finding(told)


def _finding(told: FindingType) -> Iterator[str]:
    yield f"## {told.code}\n"
    yield f"Severity {told.severity}. {told.meaning}\n"
    yield "```json"
    yield (FINDINGS / f"{told.code}.jsonl").read_text(encoding="utf-8").rstrip()
    yield "```\n"
    yield "```text"
    yield (FINDINGS / f"{told.code}.txt").read_text(encoding="utf-8").rstrip()
    yield "```\n"
