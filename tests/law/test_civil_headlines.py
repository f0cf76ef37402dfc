"""Headlines of civil claims and citations: how each ended, and whether a higher court is still looking at it."""

from typing import Any

import pytest
from acts import WIRE

from casestate import CaseFile
from casestate.events import (
    CitationDecided,
    CitationFinal,
    CitationIssued,
    CitationReviewSought,
    ClaimDecided,
    ClaimFiled,
)
from casestate.show import words

SETTLED = ["settlement.agreed", "settlement.approved"]


@pytest.mark.parametrize(
    ("acts", "said"),
    [
        (["claim.decided:verdict"], "verdict returned, for whom is not on record; judgment is not on record"),
        (["claim.decided:judgment"], "judgment entered; for whom is not on record"),
        (["claim.decided:default"], "judgment for the claimant"),
        (["claim.decided:consent"], "judgment entered by consent"),
        (["claim.decided:judgment", "claim.appealed"],
         "judgment entered; for whom is not on record; an appeal is pending"),
        (["claim.decided:judgment", "claim.appealed", "claim.appeal_decided:affirmed"],
         "judgment entered; for whom is not on record"),
        (["claim.decided:judgment", *["claim.appealed"] * 2, "claim.appeal_decided:affirmed"],
         "judgment entered; for whom is not on record; an appeal is pending"),
        (["claim.decided:judgment", "claim.appeal_decided:reversed"], "judgment reversed on appeal"),
        (["claim.decided:judgment", "judgment.satisfied"], "judgment satisfied"),
        (["judgment.satisfied"], "judgment satisfied; no judgment is on record"),
        (["settlement.agreed", "judgment.satisfied"], "judgment satisfied; no judgment is on record"),
        (["claim.appeal_decided:affirmed"], "pending"),
        (["claim.new_trial_granted"], "pending"),
        (["judgment.amended"], "no judgment is on record, though later acts are"),
        (["claim.appealed"], "pending; an appeal is pending"),
        (["claim.appealed", "claim.appeal_decided:reversed"], "pending"),
        (["claim.dismissed:with"], "dismissed, with prejudice"),
        (["claim.dismissed:without", "claim.appealed"], "dismissed, without prejudice; an appeal is pending"),
        (["claim.dismissed:unspecified"], "dismissed"),
        ([*SETTLED, "claim.appealed"], "settled; an appeal is pending"),
        ([*SETTLED, "settlement.performed"], "settlement performed"),
        ([*SETTLED, "settlement.performed", "claim.dismissed:with"],
         "dismissed, with prejudice; a settlement was reached"),
        (["settlement.agreed", "settlement.rejected", "claim.dismissed:with"], "dismissed, with prejudice"),
    ],
)  # fmt: skip
def test_a_claim_says_how_it_ended_and_whether_an_appeal_is_pending(acts: list[str], said: str) -> None:
    case = CaseFile("c").record(ClaimFiled(on="2023-01-01", claim="k", defendants="A. Doe"))
    for month, label in enumerate(acts, 2):
        wire, _, value = label.partition(":")
        field = {"claim.dismissed": "prejudice", "claim.decided": "how"}.get(wire, "outcome")
        given: dict[str, Any] = {field: value} if value else {}
        on = f"2023-{month:02d}-01"
        case = case.record(WIRE[wire](**{"on": on, "claim": "k", "defendants": "A. Doe"} | given))
    assert case.at()["A. Doe"].claim("k").status.words == said


@pytest.mark.parametrize(
    ("for_", "side"),
    [
        ("A. Doe", "defendant"),
        ("the defendant", "defendant"),
        ("Respondent", "defendant"),
        ("B. Roe", "claimant"),
        ("Plaintiff", "claimant"),
        ("Defendant A. Doe", "defendant"),
        ("Plaintiff B. Roe", "claimant"),
        ("B. Roe and D. Moe", "claimant"),
        ("the plaintiffs, B. Roe and D. Moe", "claimant"),
        ("Defendant, A. Doe", "defendant"),
        ("C. Poe", "unknown"),
        ("Defendant C. Poe", "unknown"),
        ("B. Roe and C. Poe", "unknown"),
    ],
)
@pytest.mark.parametrize(
    ("how", "what", "unsaid"),
    [
        ("verdict", "verdict for the {}; judgment is not on record",
         "verdict returned for a party that the source names; judgment is not on record"),
        ("summary_judgment", "judgment for the {}", "judgment entered for a party that the source names"),
        ("default", "judgment for the {}", "judgment entered for a party that the source names"),
        ("consent", "judgment for the {}", "judgment entered for a party that the source names"),
    ],
)  # fmt: skip
def test_a_claim_says_for_whom_it_was_decided(for_: str, side: str, how: Any, what: str, unsaid: str) -> None:
    case = CaseFile("c").record(
        ClaimFiled(on="2023-01-01", claim="k", defendants="A. Doe", claimants=("B. Roe", "D. Moe"))
    )
    assert case.at()["A. Doe"].claim("k").state.prevailing is None
    case = case.record(ClaimDecided(on="2023-02-01", claim="k", defendants="A. Doe", how=how, for_=for_))
    claim = case.at()["A. Doe"].claim("k")
    assert claim.state.prevailing == side
    said = claim.status.words
    assert said == (unsaid if side == "unknown" else what.format(side))


@pytest.mark.parametrize(
    ("decisions", "side", "said"),
    [
        ([("verdict", "plaintiff"), ("judgment", None)], "claimant", "plaintiff"),
        ([("default", None), ("judgment", None)], "claimant", None),
        ([("verdict", "plaintiff"), ("judgment", "defendant")], "defendant", "defendant"),
        ([("verdict", "plaintiff"), ("consent", None)], "neither", None),
        ([("verdict", "plaintiff"), None, ("judgment", None)], "unknown", None),
    ],
)
def test_a_judgment_on_a_verdict_is_for_the_side_of_the_verdict(
    decisions: list[tuple[Any, str | None] | None], side: str, said: str | None
) -> None:
    """A new trial in between takes the verdict away."""
    one: dict[str, Any] = {"claim": "k", "defendants": "A. Doe"}
    case = CaseFile("c").record(ClaimFiled(on="2023-01-01", **one))
    for month, decision in enumerate(decisions, 2):
        on = f"2023-{month:02d}-01"
        if decision is None:
            case = case.record(WIRE["claim.new_trial_granted"](on=on, **one))
        else:
            case = case.record(ClaimDecided(on=on, how=decision[0], for_=decision[1], **one))
    claim = case.at()["A. Doe"].claim("k")
    assert (claim.prevailing, claim.judgment_for) == (side, said)


def test_a_decision_reversed_is_still_the_last() -> None:
    one: dict[str, Any] = {"claim": "k", "defendants": "A. Doe"}
    case = CaseFile("c").record(ClaimFiled(on="2023-01-01", **one))
    case = case.record(ClaimDecided(on="2023-02-01", how="judgment", for_="plaintiff", **one))
    case = case.record(WIRE["claim.appeal_decided"](**{"on": "2023-03-01", "outcome": "reversed"} | one))
    claim = case.at()["A. Doe"].claim("k")
    assert (claim.phase, claim.prevailing) == ("reversed", "claimant")


def test_a_citation_says_whether_review_of_it_is_pending() -> None:
    one: dict[str, Any] = {"defendant": "A. Doe", "citation": "g"}
    case = CaseFile("c").record(CitationIssued(on="2023-01-01", **one)).record(CitationFinal(on="2023-02-01", **one))
    assert case.at()["A. Doe"].citation("g").status.words == "final order entered"
    case = case.record(CitationReviewSought(on="2023-03-01", **one))
    assert case.at()["A. Doe"].citation("g").status.words == "final order entered; review is pending"
    case = case.record(CitationDecided(on="2023-04-01", outcome="affirmed", **one))
    assert case.at()["A. Doe"].citation("g").status.words == "final order entered"


def test_a_decided_claim_tells_for_whom() -> None:
    case = CaseFile("c").record(ClaimFiled(on="2023-01-01", claim="k", defendants="A. Doe"))
    claim = case.at()["A. Doe"].claim("k")
    assert (claim.judgment_for, claim.prejudice, claim.review) == (None, None, "none")
    case = case.record(ClaimDecided(on="2023-02-01", claim="k", defendants="A. Doe", how="default", for_="B. Roe"))
    assert case.at()["A. Doe"].claim("k").judgment_for == "B. Roe"
    assert list(words.claim(case.at()["A. Doe"].claim("k").state)) == ["decided for B. Roe"]
