"""
A claim that was dismissed and is brought again, and the final order on a citation that was decided.

Expected values: FRCP 41(a) and (d), of an action brought again after a dismissal without prejudice; 29 USC 661(j), of
a judge's report, which becomes the final order of the Commission unless review is directed.
"""

from typing import Any

import pytest

from casestate import CaseFile, View
from casestate.events import (
    CitationContested,
    CitationDecided,
    CitationFinal,
    CitationIssued,
    CitationPaid,
    CitationReviewSought,
    ClaimAppealed,
    ClaimDismissed,
    ClaimFiled,
    Event,
)

SUIT: dict[str, Any] = {"claim": "k", "defendants": "A. Doe"}
CITED: dict[str, Any] = {"citation": "k", "defendant": "A. Doe"}


def view_of(*events: Event) -> View:
    case = CaseFile("again")
    for each in events:
        case = case.record(each)
    return case.at()


def sued_again(*between: Event) -> View:
    first = ClaimFiled(on="2023-01-05", claimants="B. Roe", **SUIT)
    return view_of(first, *between, ClaimFiled(on="2023-09-01", claimants="C. Roe", **SUIT))


@pytest.mark.parametrize("said", [{"prejudice": "without"}, {}, {"leave": "with_leave"}])
def test_a_claim_that_is_not_known_to_be_barred_may_be_brought_again(said: dict[str, Any]) -> None:
    view = sued_again(ClaimDismissed(on="2023-03-01", **said, **SUIT))
    claim = view["A. Doe"].claim("k")
    assert (claim.status.words, claim.state.claimants) == ("pending", ("C. Roe",))
    assert [finding.code for finding in view.findings] == ["filed-again-under-its-id"]


def test_one_that_is_barred_may_not() -> None:
    view = sued_again(ClaimDismissed(on="2023-03-01", prejudice="with", **SUIT))
    assert view["A. Doe"].claim("k").phase == "dismissed"
    assert [finding.code for finding in view.findings] == ["after-end"]


def test_a_claim_brought_again_and_dismissed_has_its_second_end() -> None:
    dropped = ClaimDismissed(on="2023-03-01", prejudice="without", **SUIT)
    view = view_of(
        ClaimFiled(on="2023-01-05", **SUIT),
        dropped,
        ClaimFiled(on="2023-09-01", **SUIT),
        ClaimDismissed(on="2023-11-01", prejudice="with", **SUIT),
        ClaimAppealed(on="2023-11-20", **SUIT),
    )
    assert view["A. Doe"].claim("k").status.words == "dismissed, with prejudice; an appeal is pending"


@pytest.mark.parametrize("outcome", ["affirmed", "modified"])
def test_the_order_that_makes_a_decision_final_says_nothing_new(outcome: Any) -> None:
    decided = [
        CitationIssued(on="2023-01-05", **CITED),
        CitationContested(on="2023-01-20", **CITED),
        CitationDecided(on="2023-06-01", outcome=outcome, **CITED),
    ]
    final = CitationFinal(on="2023-07-01", **CITED)
    view = view_of(*decided, final)
    assert (view["A. Doe"].citation("k").phase, view.findings) == ("final", ())
    twice = view_of(decided[0], final, CitationFinal(on="2023-08-01", **CITED))
    assert [finding.code for finding in twice.findings] == ["repeated"]


CONTESTED = (CitationIssued(on="2023-01-05", **CITED), CitationContested(on="2023-01-20", **CITED))
FINAL, SOUGHT = CitationFinal(on="2023-07-01", **CITED), CitationReviewSought(on="2023-08-01", **CITED)


def ruled(on: str, outcome: Any) -> CitationDecided:
    return CitationDecided(on=on, outcome=outcome, **CITED)


@pytest.mark.parametrize(
    ("acts", "phase"),
    [
        ([ruled("2023-06-01", "affirmed")], "decided"),
        ([ruled("2023-06-01", "modified")], "decided"),
        ([ruled("2023-06-01", "affirmed"), SOUGHT], "decided"),
        ([ruled("2023-06-01", "affirmed"), SOUGHT, ruled("2024-01-01", "affirmed")], "decided"),
        ([ruled("2023-06-01", "affirmed"), SOUGHT, ruled("2024-01-01", "vacated")], "vacated"),
        ([ruled("2023-06-01", "affirmed"), SOUGHT, ruled("2024-01-01", "remanded")], "contested"),
        ([ruled("2023-06-01", "vacated"), SOUGHT, ruled("2024-01-01", "affirmed")], "vacated"),
        ([ruled("2023-06-01", "affirmed"), FINAL], "final"),
        ([ruled("2023-06-01", "affirmed"), FINAL, SOUGHT, ruled("2024-01-01", "affirmed")], "final"),
        ([ruled("2023-06-01", "affirmed"), CitationPaid(on="2023-07-01", **CITED)], "paid"),
    ],
)
def test_what_is_decided_is_final_once_the_file_has_a_final_order(acts: list[Any], phase: str) -> None:
    """29 USC 659(c): an order of the commission becomes final thirty days after it; 660(a): a court may review it."""
    view = view_of(*CONTESTED, *acts)
    assert (view["A. Doe"].citation("k").phase, view.findings) == (phase, ())
    assert ("final order entered" in view["A. Doe"].citation("k").status.words) is (phase == "final")
