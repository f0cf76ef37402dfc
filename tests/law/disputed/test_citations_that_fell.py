"""
A citation that was vacated or taken back: an affirmance of that order keeps it so, and no penalty is owed.

Expected values: 29 USC 660(a), of a court that affirms, modifies or sets aside an order of the Commission.
"""

from typing import Any

import pytest

from casestate import CaseFile, View
from casestate.events import (
    CitationContested,
    CitationDecided,
    CitationIssued,
    CitationReviewSought,
    CitationWithdrawn,
)

CITED: dict[str, Any] = {"citation": "k", "defendant": "A. Doe"}
Act = tuple[type[Any], dict[str, Any]]
CONTESTED: Act = (CitationContested, {})
SOUGHT: Act = (CitationReviewSought, {})
WITHDRAWN: Act = (CitationWithdrawn, {})


def decided(outcome: str, **more: Any) -> Act:
    return CitationDecided, {"outcome": outcome, **more}


def seen(*acts: Act) -> View:
    case = CaseFile("c").record(CitationIssued(on="2023-01-01", penalty="10000 USD", **CITED))
    for month, (of, said) in enumerate((CONTESTED, *acts), 2):
        case = case.record(of(on=f"2023-{month:02d}-01", **CITED, **said))
    return case.at()


@pytest.mark.parametrize(
    ("acts", "words", "penalty"),
    [
        ([decided("vacated"), SOUGHT, decided("affirmed")], "vacated", None),
        ([decided("vacated"), SOUGHT], "vacated; review is pending", None),
        (
            [decided("vacated"), SOUGHT, decided("modified", penalty="500 USD")],
            "affirmed or modified; no final order is on record",
            "500 USD",
        ),
        ([decided("vacated"), SOUGHT, decided("remanded")], "contested", "10,000 USD"),
        (
            [decided("affirmed"), SOUGHT, decided("affirmed")],
            "affirmed or modified; no final order is on record",
            "10,000 USD",
        ),
        (
            [SOUGHT, decided("vacated"), decided("affirmed")],
            "affirmed or modified; no final order is on record",
            "10,000 USD",
        ),
        ([SOUGHT], "contested; review is pending", "10,000 USD"),
        ([WITHDRAWN], "withdrawn", None),
    ],
)
def test_what_is_left_of_a_citation(acts: list[Act], words: str, penalty: str | None) -> None:
    view = seen(*acts)
    citation = view["A. Doe"].citation("k")
    assert (citation.status.words, view.findings) == (words, ())
    assert (citation.penalty.words if citation.penalty else None) == penalty
    (row,) = view.records()
    assert (row["penalty"] is None) is (penalty is None)
