"""The check that many files at once answer as each file does."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from hypothesis import settings
from hypothesis import strategies as st

from casestate.casefile import CaseFile
from casestate.law.findings import Finding
from casestate.testing.code import as_code
from casestate.testing.laws.changes import days_in
from casestate.testing.laws.law import Counterexample, search
from casestate.testing.strategies import lawful, messy, unlawful
from casestate.when import Certainty

if TYPE_CHECKING:
    from datetime import date

Rows = list[dict[str, Any]]
_DAYS = 8
"""So many days are asked of at most, of one drawing."""


def check_bulk(histories: st.SearchStrategy[CaseFile] | None = None, *, settings: settings | None = None) -> None:
    """
    Hold bulk work to case files: on any day, every column of every charge and every defendant, and every finding, is
    what the file itself answers.

    It needs the extra ``bulk``.

    Args:
        histories: The histories; by default lawful, unlawful and messy ones.
        settings: How long to look, as Hypothesis has it.

    Raises:
        LawBroken: It answers otherwise.
        InvalidQuestion: ``settings`` is not what Hypothesis calls settings.
    """
    every = st.one_of(messy(), lawful(), unlawful()) if histories is None else histories
    search([as_the_files], every, settings)


def as_the_files(histories: st.SearchStrategy[CaseFile], data: st.DataObject) -> None:
    """
    Asked together, files answer what each answers by itself, in every column, every finding and on every day.

    Guards against a shape that leaves out what the law reads.
    """
    from casestate import bulk  # noqa: PLC0415  # its extra is needed only here

    drawn = data.draw(st.lists(histories, min_size=1, max_size=3))
    cases = [CaseFile(f"{n}", entries=case.entries, procedure=case.procedure) for n, case in enumerate(drawn)]
    every = sorted({day for case in cases for day in days_in(case)})
    days: list[date | None] = [None, *data.draw(st.lists(st.sampled_from(every), max_size=_DAYS, unique=True))]
    courts = bulk.read(cases)
    for day in days:
        rows, findings = courts.states(day).to_pylist(), courts.findings(day).rows.to_pylist()
        people = courts.defendants(day).to_pylist()
        for case in cases:
            words = f"Asked of {case.id} as of {day or 'the last entry'}"
            _same(case, words, case.at(day).records(), _of(rows, case))
            _same(case, words, case.at(day).defendants_table(), _of(people, case))
            _same(case, words, _sorted(map(_told, case.at(day).findings)), _sorted(_of(findings, case)))


def _of(told: Rows, case: CaseFile) -> Rows:
    """The rows of one file, without its name and the day."""
    rows = [row for row in told if row["case"] == case.id]
    return [{name: value for name, value in row.items() if name not in ("case", "as_of")} for row in rows]


def _told(finding: Finding) -> dict[str, Any]:
    """A finding as a row."""
    return {
        "defendant": finding.defendant,
        "charge": finding.charge,
        "code": finding.code,
        "severity": str(finding.severity),
        "certain": finding.certainty is Certainty.YES,
        "message": finding.message,
        "entries": list(finding.entries),
        "rows": None if finding.entries else [],
    }


def _sorted(rows: Iterable[dict[str, Any]]) -> Rows:
    return sorted(rows, key=lambda row: [str(value) for value in row.values()])


def _same(case: CaseFile, words: str, expected: Rows, told: Rows) -> None:
    if expected != told:
        raise Counterexample(f"{words}:\n" + "\n".join(_differing(expected, told)), as_code(case))


def _differing(expected: Rows, told: Rows) -> Iterator[str]:
    """Yield a line for each difference."""
    if len(expected) != len(told):
        yield f"    it should be {_names(expected)}\n    and it is     {_names(told)}"
    for one, other in zip(expected, told, strict=False):
        for name in one:
            if one[name] != other[name]:
                yield f"    {name} of {_name(one)} should be {one[name]!r}, and is {other[name]!r}"


def _names(rows: Iterable[dict[str, Any]]) -> str:
    return ", ".join(map(_name, rows)) or "nothing"


def _name(row: dict[str, Any]) -> str:
    """Return a name for the row of a charge or a finding."""
    return " ".join([row[name] for name in ("defendant", "kind", "key", "charge", "code") if row.get(name)])
