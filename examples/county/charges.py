"""What several rows of a charge show together, which no layout can say."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from casestate import CaseFile, Entry, Finding, Severity
from casestate.events import ChargeDischarged, ChargeFiled, ChargingInstrument
from casestate.state import Phase
from casestate.tables import Layout, read_cases
from county.law import ILLINOIS

EXAMPLES = Path(__file__).parents[1]
DATA = EXAMPLES / "data" / "cook-county-2019" / "events.csv.gz"
LAYOUT = Layout.load(EXAMPLES / "cook_county.toml", procedure=ILLINOIS)
PUBLISHED = "2019-12-27"
"""The day the package the data are taken from was published."""


def cases(table: object = DATA) -> Iterator[tuple[CaseFile, list[Finding]]]:
    """Yield each case file of the county, and what is doubtful in its rows."""
    for case, remarks in read_cases(table, LAYOUT):
        mended, doubts = without_cause(case)
        yield mended, [*remarks, *doubts]


def without_cause(case: CaseFile) -> tuple[CaseFile, list[Finding]]:
    """
    Return the file without the instruments that the preliminary hearing rules out.

    The hearing is held on a complaint. An information follows only once it has found probable cause.
    """
    discharged = {entry.event.subjects for entry in case if isinstance(entry.event, ChargeDischarged)}
    doubts: list[Finding] = []
    entries: list[Entry] = []
    for entry in case:
        event = entry.event
        if isinstance(event, ChargeFiled) and event.instrument == "information" and event.subjects in discharged:
            entry = attrs.evolve(entry, event=attrs.evolve(event, instrument=ChargingInstrument.UNKNOWN))  # noqa: PLW2901  # the mended one
            message = "brought by preliminary hearing, but the hearing found no probable cause"
            doubts.append(_finding("no-cause-at-hearing", Severity.WARNING, entry, message))
        entries.append(entry)
    return (CaseFile(case.id, entries=entries, procedure=case.procedure) if doubts else case), doubts


def unsentenced(case: CaseFile) -> Iterable[Finding]:
    """Yield the charges that the whole file leaves found guilty and without a sentence."""
    view = case.at()
    for who in view.defendants:
        for charge in view[who].charges.values():
            found = charge.moved_by("found")
            if charge.phase is Phase.FOUND_GUILTY and found is not None:
                message = "found guilty, and no row has the sentence"
                yield _finding("guilty-without-sentence", Severity.INCOMPLETE, found, message)


def _finding(code: str, severity: Severity, entry: Entry, message: str) -> Finding:
    (about,) = entry.event.subjects
    return Finding(
        code=code,
        severity=severity,
        message=f"{entry.id}, {about}: {message}",
        remedy="look it up on the court's docket",
        entries=(entry.id,),
        defendant=about.who,
        charge=about.key,
    )
