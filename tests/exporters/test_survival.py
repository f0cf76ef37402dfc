"""lifelines fits a time-varying model to the intervals; skipped by name where it is not installed."""

from typing import Any

import pytest

from casestate import CaseFile
from casestate.events import BoundOver, ChargeDismissed, ChargeFiled
from casestate.exporters import intervals


def case(number: int) -> CaseFile:
    """Of twenty charges bound over sixteen are dismissed, of twenty that are not four."""
    charge: dict[str, Any] = {"defendant": f"P{number}", "charge": "1"}
    made = CaseFile(f"c{number}").record(ChargeFiled(on=f"2023-01-{number % 28 + 1:02}", **charge))
    bound = number % 2 == 1
    if bound:
        made = made.record(BoundOver(on=f"2023-02-{number % 28 + 1:02}", **charge))
    if number % 10 != 1 if bound else number % 10 == 0:
        made = made.record(ChargeDismissed(on=f"2023-{number % 5 + 3:02}-10", **charge))
    return made


def test_the_hazard_is_higher_where_more_is_dismissed() -> None:
    lifelines, pandas = pytest.importorskip("lifelines"), pytest.importorskip("pandas")
    rows = list(intervals(map(case, range(40)), events=["dismissed"], until="2023-12-31"))
    assert sum(row["event"] for row in rows) == 20
    frame = pandas.DataFrame(rows)
    frame["triable"] = (frame["value"] == "triable").astype(float)
    model = lifelines.CoxTimeVaryingFitter(penalizer=0.1)
    fields = ["case", "start", "stop", "event", "triable"]
    model.fit(frame[fields], id_col="case", event_col="event", start_col="start", stop_col="stop")
    assert model.params_["triable"] > 0
    assert len(frame) == 60
