"""Days count in bulk where a time limit of the law can run."""

from typing import Any

import pyarrow as pa
import pytest

from casestate import GENERIC, bulk
from casestate.events import EVENT_TYPES, ChargeAct, ChargeDismissed
from casestate.law import Procedure, row

DISMISSED = {"near": "2023-01-20", "far": "2023-12-01"}
"""The day of the dismissal in two cases that are otherwise the same."""


def limited(condition: str, start: str) -> Procedure:
    """A law in which a dismissal bars the charge within a time limit."""
    to = f"{start} > barred"
    bars = row("X", ChargeDismissed, "", to, "disposition=dismissed_with_prejudice", when=condition, cite="-", why="-")
    return GENERIC.derive("limited", rows=[bars])


def phases(law: Procedure, *before: dict[str, Any]) -> dict[str, str]:
    """The phase of each case in bulk, which its case file confirms."""
    rows = [
        {"case": case, "defendant": "A. Doe", "charge": "1", "plea": None, "kind": None} | act
        for case, day in DISMISSED.items()
        for act in (*before, {"type": "charge.dismissed", "date": day})
    ]
    courts = bulk.read(pa.Table.from_pylist(rows), procedure=law)
    told = {each["case"]: each["phase"] for each in courts.states(columns=["phase"]).to_pylist()}
    assert told == {case: courts.case(case).at()["A. Doe"].charge("1").phase.value for case in DISMISSED}
    return told


FILED = {"type": "charge.filed", "date": "2023-01-01"}
PLEADED = {"type": "plea.entered", "date": "2023-01-10", "plea": "not_guilty"}
PETITION = {"type": "appeal.filed", "date": "2023-01-10", "kind": "collateral"}
MISTRIAL = {"type": "mistrial.declared", "date": "2023-01-10"}


@pytest.mark.parametrize(
    ("condition", "start", "before"),
    [
        ("disposition=mistrial, within 30 days of disposition", "triable", [FILED, MISTRIAL]),
        ("phase by MistrialDeclared, within 30 days of phase", "triable", [FILED, MISTRIAL]),
        ("phase=charged, within 30 days of phase", "charged", [PLEADED]),
        ("collateral=pending, within 30 days of collateral", "brought", [FILED, PETITION]),
    ],
    ids=["an axis", "an act", "a missing step", "a list of reviews"],
)
def test_a_limit_runs_wherever_its_condition_can_hold(condition: str, start: str, before: list[dict[str, Any]]) -> None:
    """The limit is over in the far case, which ends as any dismissal by an unnamed actor does."""
    assert phases(limited(condition, start), *before) == {"near": "barred", "far": "dismissed"}


def test_a_law_may_limit_more_acts_than_a_number_has_bits() -> None:
    acts = [act for act in EVENT_TYPES if issubclass(act, ChargeAct) and act is not ChargeDismissed]
    rows = [
        row(f"Y{n}", act, "", "charged|triable", when="activity=active, within 14 days of phase", cite="-", why="-")
        for n, act in enumerate(acts)
    ]
    assert len(rows) > 62
    law = limited("phase=charged, within 30 days of phase", "charged").derive("more", rows=rows)
    assert phases(law, FILED) == {"near": "barred", "far": "dismissed"}
