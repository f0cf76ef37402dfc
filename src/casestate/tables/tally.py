"""What was read of a table: counts, and the first example of each finding."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date

import attrs

from casestate.casefile import CaseFile
from casestate.law.findings import Finding, Severity

_MOST_WORDS = 10_000
"""So many unmapped words are counted each by itself; the rest of them together."""
_OTHERS = "other words"


@attrs.define
class Told:
    """
    How often one code was found.

    Attributes:
        severity: How grave it is.
        example: The message of the first such finding.
        case: The case of that finding.
        count: How often it was found.
    """

    severity: Severity
    example: str
    case: str
    count: int = 0


@attrs.define
class Tally:
    """
    What was read of a table so far.

    Attributes:
        rows: The rows read.
        mapped: The rows that became acts, each of them.
        noted: The rows that were kept as notes, by the layout or because of a finding.
        blank: The rows that hold no act at all.
        cases: The case files made.
        entries: The entries in them.
        unmapped: How often each unmapped word was met, in the words of the finding.
        findings: The findings by code.
        first: The first day of an entry.
        last: The last day of an entry.
    """

    rows: int = 0
    mapped: int = 0
    noted: int = 0
    blank: int = 0
    cases: int = 0
    entries: int = 0
    unmapped: Counter[str] = attrs.Factory(Counter)
    findings: dict[str, Told] = attrs.Factory(dict)
    first: date | None = None
    last: date | None = None

    def take(self, case: CaseFile, remarks: Iterable[Finding]) -> None:
        """Count a case file that was made, and what is doubtful about its rows."""
        bounds = [(entry.event.on.earliest, entry.event.on.latest) for entry in case]
        first = min([day for day, _ in bounds if day is not None], default=date.max)
        self.add_case(len(case), first, max([day for _, day in bounds if day is not None], default=date.min))
        self.tell(case.id, remarks)

    def add_case(self, entries: int, first: date, last: date) -> None:
        """Count a case by its entries, and its days as :meth:`add_days` takes them."""
        self.cases += 1
        self.entries += entries
        self.add_days(first, last)

    def tell(self, case: str, findings: Iterable[Finding]) -> None:
        """Count findings of a case."""
        for finding in findings:
            told = self.findings.get(finding.code)
            if told is None:
                told = self.findings[finding.code] = Told(finding.severity, finding.message, case)
            told.count += 1

    def tell_many(self, code: str, count: int, first: Callable[[], Finding], case: str) -> None:
        """
        Count findings of one code.

        Args:
            code: The code.
            count: How many there are.
            first: Gives the first of them, if none was counted before.
            case: The case of the first.
        """
        told = self.findings.get(code)
        if told is None:
            example = first()
            told = self.findings[code] = Told(example.severity, example.message, case)
        told.count += count

    def add_row(self, acts: int, noted: int) -> None:
        """Count a row, by its acts and those of them that are notes."""
        self.rows += 1
        if noted:
            self.noted += 1
        elif acts:
            self.mapped += 1
        else:
            self.blank += 1

    def add_unmapped(self, words: str) -> None:
        """Count an unmapped word."""
        self.unmapped[words if words in self.unmapped or len(self.unmapped) < _MOST_WORDS else _OTHERS] += 1

    def add_days(self, first: date, last: date) -> None:
        """Widen the days reached; a first day of ``date.max`` and a last one of ``date.min`` stand for none."""
        if first < (self.first or date.max):
            self.first = first
        if last > (self.last or date.min):
            self.last = last

    def add(self, other: "Tally") -> None:
        """Add what another part of the table told."""
        for name in ("rows", "mapped", "noted", "blank", "cases", "entries"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.unmapped.update(other.unmapped)
        for code, told in other.findings.items():
            mine = self.findings.setdefault(code, attrs.evolve(told, count=0))
            mine.count += told.count
        self.add_days(other.first or date.max, other.last or date.min)
