"""What may fairly be said of claims and citations, beside the charges of the same person."""

from typing import Any

import pytest

from casestate import CaseFile
from casestate.errors import AmbiguousState
from casestate.events import (
    ChargeFiled,
    CitationContested,
    CitationIssued,
    CitationPaid,
    ClaimAmended,
    ClaimDismissed,
    ClaimFiled,
    Event,
)
from casestate.law.headlines import fairly_said

SUIT: dict[str, Any] = {"claim": "c", "defendants": "B. Roe"}
FILED = ClaimFiled(on="2023-01-31", claimants=("C. Poe", "D. Poe", "E. Poe"), cause="negligence", **SUIT)
UNCHARGED = "B. Roe has not been charged in this matter, as far as the file shows."


def case_of(*events: Event) -> CaseFile:
    case = CaseFile("example")
    for each in events:
        case = case.record(each)
    return case


@pytest.mark.parametrize(
    ("events", "said"),
    [
        (
            [FILED],
            [
                "C. Poe, D. Poe and E. Poe brought a claim of negligence against B. Roe.",
                "The claim of negligence against B. Roe: pending.",
            ],
        ),
        (
            [ClaimFiled(on="2023-01-31", **SUIT), ClaimDismissed(on="2023-04-21", by="claimant", **SUIT)],
            ["Claim c was brought against B. Roe.", "Claim c against B. Roe: dismissed."],
        ),
        (
            [FILED, ClaimAmended(on="2023-02-28", cause="wrongful death", **SUIT)],
            [
                "C. Poe, D. Poe and E. Poe brought a claim of wrongful death against B. Roe.",
                "The claim of wrongful death against B. Roe: pending.",
            ],
        ),
        (
            [
                CitationIssued(on="2023-01-31", defendant="B. Roe", citation="1", agency="The safety bureau"),
                CitationPaid(on="2023-04-21", defendant="B. Roe", citation="1"),
            ],
            ["The safety bureau issued citation 1 to B. Roe.", "Citation 1 of B. Roe: paid."],
        ),
        (
            [CitationIssued(on="2023-01-31", defendant="B. Roe", citation="1")],
            ["A regulator issued citation 1 to B. Roe.", "Citation 1 of B. Roe: issued."],
        ),
        (
            [CitationContested(on="2023-01-31", defendant="B. Roe", citation="1")],
            ["Citation 1 of B. Roe: contested."],
        ),
        ([ClaimDismissed(on="2023-04-21", **SUIT)], ["Claim c against B. Roe: dismissed."]),
    ],
)
def test_a_claim_and_a_citation_are_said(events: list[Event], said: list[str]) -> None:
    roe = case_of(*events).at()["B. Roe"]
    assert roe.fairly_said == fairly_said(roe.state) == (UNCHARGED, *said)
    assert roe.parts[0].fairly_said == tuple(said)


def test_a_claim_whose_dates_leave_several_states_does_not_silence_the_charges() -> None:
    charged = ChargeFiled(on="2023-01-31", defendant="B. Roe", charge="1", offense="theft")
    roe = case_of(charged, FILED, ClaimDismissed(on="2023-04", **SUIT)).at("2023-04-10")["B. Roe"]
    assert roe.fairly_said == (
        "B. Roe was charged with theft.",
        "The charge of theft against B. Roe is pending.",
        "Where claim c of B. Roe stands is not certain: dates leave more than one possibility.",
    )
    with pytest.raises(AmbiguousState):
        roe.claim("c").fairly_said  # noqa: B018  # the question itself raises
