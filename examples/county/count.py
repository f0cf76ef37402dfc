"""Counting over all case files: only counters are kept, one case at a time is in memory as a file."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from time import perf_counter

import attrs

from casestate import CaseFile, Entry, Finding, Severity
from casestate.state import ChargeState, Disposition
from county.charges import DATA, cases, unsentenced

MONTH_ENDS = tuple([date(2019 + month // 12, month % 12 + 1, 1) - timedelta(days=1) for month in range(1, 13)])
ALL = None
"""No cut-off: every entry is applied."""
DISPOSED_BY = (date(2019, 6, 30), date(2019, 12, 31), ALL)


@attrs.define
class Told:
    """
    How often one finding was told.

    Attributes:
        severity: How bad it is.
        by: Who tells it: the library about the file, or the layout about the rows.
        example: The first of them.
    """

    severity: Severity
    by: str
    example: str
    count: int = 0


@attrs.define
class Report:
    """
    What was counted.

    Attributes:
        pending: For each month's end, charges ``pending``, ``possibly`` pending and ``neither``.
        disposed: For each day asked, charges by class and disposition.
        uncertain: For each day asked, charges of which class or disposition is not certain.
        findings: By code.
        seconds: Spent reading the files, and folding and counting them.
    """

    cases: int = 0
    defendants: int = 0
    charges: int = 0
    entries: Counter[str] = attrs.Factory(Counter)
    pending: dict[date, Counter[str]] = attrs.Factory(lambda: {day: Counter() for day in MONTH_ENDS})
    disposed: dict[date | None, Counter[tuple[str, Disposition]]] = attrs.Factory(
        lambda: {day: Counter() for day in DISPOSED_BY}
    )
    uncertain: Counter[date | None] = attrs.Factory(Counter)
    findings: dict[str, Told] = attrs.Factory(dict)
    seconds: dict[str, float] = attrs.Factory(lambda: {"read": 0.0, "fold": 0.0})

    def add(self, case: CaseFile, remarks: Iterable[Finding]) -> None:
        """Count one case file in: its state on every day asked, and its findings."""
        subjects = dict.fromkeys([subject for entry in case for subject in entry.event.subjects])
        charges = [subject for subject in subjects if subject.kind == "charge"]
        self.count_days(case)
        self.cases += 1
        self.defendants += len(case.defendants)
        self.charges += len(charges)
        self.entries.update([entry.source.basis.value for entry in case])
        self.tell(case.at().findings, "library")
        self.tell(remarks, "layout")

    def count_days(self, case: CaseFile) -> None:
        """Count the charges of a case on every day asked, folding anew only where something has happened since."""
        folded: tuple[tuple[Entry, ...], tuple[Entry, ...]] | None = None
        states: list[tuple[ChargeState, ...]] = []
        standings = Counter[str]()
        for day in (*MONTH_ENDS, ALL):
            view = case.at(day)
            if folded != (view.entries, view.undecided):
                folded = view.entries, view.undecided
                states = [charge.possible() for who in view.defendants for charge in view[who].charges.values()]
                standings = Counter([standing(each) for each in states])
            if day is not None and day in self.pending:
                self.pending[day].update(standings)
            if day in self.disposed:
                for each in states:
                    self.count_disposition(day, each)

    def count_disposition(self, day: date | None, states: Iterable[ChargeState]) -> None:
        """Count a charge under its class and disposition, if the possible states agree on them."""
        answers = {(grade(state), state.disposition) for state in states}
        if all(disposition is Disposition.NONE for _, disposition in answers):
            return
        if len(answers) > 1:
            self.uncertain[day] += 1
        else:
            self.disposed[day][answers.pop()] += 1

    def tell(self, findings: Iterable[Finding], by: str) -> None:
        """Count findings."""
        for finding in findings:
            told = self.findings.setdefault(finding.code, Told(finding.severity, by, finding.message))
            told.count += 1


def grade(state: ChargeState) -> str:
    """The class of the charge as it then stands."""
    return (state.version and state.version.grade) or "none"


def standing(states: Iterable[ChargeState]) -> str:
    """Is a charge pending? Certainly, possibly or not."""
    answers = {state.open for state in states}
    return "possibly" if len(answers) > 1 else "pending" if answers.pop() else "neither"


Read = tuple[CaseFile, list[Finding]]


def run(table: object = DATA, progress: Callable[[Iterable[Read]], Iterable[Read]] = iter) -> Report:
    """Read every row, fold each case file, and count."""
    report = Report()
    begun = perf_counter()
    for case, remarks in progress(cases(table)):
        read = perf_counter()
        report.add(case, [*remarks, *unsentenced(case)])
        report.seconds["read"] += read - begun
        begun = perf_counter()
        report.seconds["fold"] += begun - read
    return report
