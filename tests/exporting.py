"""Two small cases, one of them with a sealed charge, that the tests of exports share."""

from typing import Any

from casestate import CaseFile
from casestate.events import (
    ChargeDismissed,
    ChargeFiled,
    Component,
    PleaAccepted,
    RecordSealed,
    SentenceImposed,
    Stated,
)

ONE: dict[str, Any] = {"defendant": "A. Doe", "charge": "1"}
TWO: dict[str, Any] = {"defendant": "A. Doe", "charge": "2"}
DOE = (
    CaseFile("doe")
    .record(ChargeFiled(on="2023-01-31", offense="theft", grade="felony", proceeding="D-101", **ONE))
    .record(ChargeFiled(on="2023-01-31", offense="=HYPERLINK(1)", **TWO))
    .record(
        Stated(on="2023-02-01", by="counsel", modality="denies", about=PleaAccepted(on="2023", plea="guilty", **ONE))
    )
    .record(PleaAccepted(on="2023-02-01", plea="guilty", **ONE))
    .record(ChargeDismissed(on="2023-02", prejudice="with", **TWO))
    .record(
        SentenceImposed(
            on="2023-03-01",
            components=(Component(kind="jail", term="12 months"), Component(kind="fine", amount="500 USD")),
            **ONE,
        )
    )
)
ROE = (
    CaseFile("roe")
    .record(ChargeFiled(on="2023-05-01", offense="fraud", defendant="B. Roe", charge="1"))
    .record(ChargeFiled(on="2023-05-01", offense="arson", defendant="C. Poe", charge="1"))
    .record(RecordSealed(on="2023-06-01", defendant="C. Poe", charge="1"))
)
