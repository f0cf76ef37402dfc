"""Flat rows of a view, and the static types of handles."""

from datetime import date
from typing import Any, assert_type, cast

import pytest

from casestate import CaseFile, Certainty, Charge, Claim, Defendant, Headline, Phase, Term
from casestate.errors import InvalidQuestion
from casestate.events import (
    ChargeDismissed,
    ChargeFiled,
    CitationIssued,
    ClaimFiled,
    Component,
    PleaAccepted,
    PleaEntered,
    PleaKind,
    ReleaseOrdered,
    ReleaseStatus,
    SentenceImposed,
    SettlementAgreed,
    SettlementTerm,
    StayOrdered,
)
from casestate.people import PEOPLE
from casestate.records import COLUMNS, SPELL_COLUMNS
from casestate.state import ChargeState, ClaimPhase

ONE: dict[str, Any] = {"defendant": "A. Doe", "charge": "1"}
FILED = CaseFile("c").record(ChargeFiled(on="2023-01-31", offense="theft", grade="misdemeanor", **ONE))


def test_each_charge_claim_and_citation_is_a_row() -> None:
    case = FILED.record(PleaAccepted(on="2023-02-01", plea="guilty", **ONE)).record(
        SentenceImposed(on="2023-03", **ONE)
    )
    case = case.record(ClaimFiled(on="2023-02-02", claim="k", defendants="A. Doe"))
    case = case.record(CitationIssued(on="2023-02-03", defendant="B. Roe", citation="g"))
    charge, claim, citation = case.at().records()
    assert [tuple(row) for row in (charge, claim, citation)] == [COLUMNS] * 3
    assert [row["defendant"] for row in (charge, claim, citation)] == ["A. Doe", "A. Doe", "B. Roe"]
    assert [row["kind"] for row in (charge, claim, citation)] == ["charge", "claim", "citation"]
    assert [row["key"] for row in (charge, claim, citation)] == ["1", "k", "g"]
    assert [row["phase"] for row in (charge, claim, citation)] == ["judged", "pending", "issued"]
    assert [row["filed"] for row in (charge, claim, citation)] == ["2023-01-31", "2023-02-02", "2023-02-03"]
    assert (charge["offense"], charge["grade"], charge["sentenced"]) == ("theft", "misdemeanor", "2023-03")
    assert (charge["disposed"], charge["open"], charge["refilable"]) == ("2023-02-01", False, "no")
    assert (claim["found"], claim["open"], claim["undecided"]) == (None, None, "")


def test_each_defendant_is_a_row() -> None:
    two: dict[str, Any] = {"defendant": "A. Doe", "charge": "2"}
    case = FILED.record(ChargeFiled(on="2023-01-31", exposure="6 months", **two))
    case = case.record(PleaAccepted(on="2023-02-01", plea="guilty", **ONE)).record(SentenceImposed(on="2023-03", **ONE))
    case = case.record(ClaimFiled(on="2023-02-02", claim="k", defendants="A. Doe"))
    case = case.record(CitationIssued(on="2023-02-03", defendant="B. Roe", citation="g"))
    case = case.record(ReleaseOrdered(on="2023-02-04", defendant="B. Roe", status="released on bond"))
    case = case.record(StayOrdered(on="2023-02-05", defendant="B. Roe", kind="bankruptcy"))
    expected = {
        "defendant": "A. Doe",
        "status": "convicted",
        "words": "convicted and sentenced (charge 1)",
        "open": True,
        "convicted": "yes",
        "charges": 2,
        "pending": 1,
        "convictions": 1,
        "claims": 1,
        "citations": 0,
        "exposure": "6 months",
        "release": "unknown",
        "stays": "",
        "deceased": False,
        "undecided": "",
    }
    doe, roe = case.at().defendants_table()
    assert (doe, list(doe)) == (expected, list(PEOPLE))
    assert (roe["status"], roe["citations"], roe["release"], roe["stays"]) == (
        "not_charged",
        1,
        "released_on_bond",
        "bankruptcy",
    )
    (doe, _) = case.at("2023-03-15").defendants_table()
    # The sentence came on some day of March; until then the first charge is pending, and what it carries is not known.
    assert doe["undecided"] == "status, words, convicted, pending, convictions, exposure"
    assert (doe["status"], doe["convictions"], doe["charges"], doe["open"]) == (None, None, 2, True)


def test_an_ambiguous_column_is_named_and_not_guessed() -> None:
    case = FILED.record(ChargeDismissed(on="2023-04", prejudice="without", **ONE))
    (row,) = case.at("2023-04-15").records()
    undecided = str(row["undecided"]).split(", ")
    assert {"status", "phase", "disposition", "disposed", "open", "refilable"} <= set(undecided)
    assert {row[name] for name in undecided} == {None}
    assert (row["conviction"], row["filed"]) == ("none", "2023-01-31")
    assert case.at("2023-01-01").records() == []


def test_with_too_many_possibilities_every_column_is_undecided() -> None:
    case = FILED
    for _ in range(13):
        case = case.record(PleaEntered(on="2023-02", plea="guilty", **ONE))
    (row,) = case.at("2023-02-10").records()
    assert str(row["undecided"]).split(", ") == list(COLUMNS[3:-1])
    (person,) = case.at("2023-02-10").defendants_table()
    assert str(person["undecided"]).split(", ") == list(PEOPLE)[1:-1]


def test_a_sentence_and_a_settlement_are_structures_of_one_shape() -> None:
    parts = [
        Component(kind="jail", term="12 months", suspended="8 months"),
        Component(kind="prison", term="life"),
        Component(kind="fine", amount="500.50 USD"),
    ]
    case = FILED.record(PleaAccepted(on="2023-02-01", plea="guilty", **ONE))
    (open_,) = case.at().records()
    case = case.record(SentenceImposed(on="2023-03-01", components=parts, **ONE))
    case = case.record(ClaimFiled(on="2023-02-02", claim="k", defendants="A. Doe"))
    paid = SettlementTerm(kind="payment", amount="100 USD", sealed=True)
    case = case.record(SettlementAgreed(on="2023-02-09", claim="k", defendants="A. Doe", terms=paid))
    case = case.record(CitationIssued(on="2023-02-03", defendant="A. Doe", citation="g", penalty="9 USD"))
    charge, claim, citation = case.at().records()
    assert (open_["sentence_parts"], open_["is_conviction"], open_["conviction_on"]) == ([], "no", None)
    assert (charge["is_conviction"], charge["conviction_on"], charge["convicted_of"]) == ("yes", "2023-03-01", "theft")
    jail, life, fine = cast("list[dict[str, object]]", charge["sentence_parts"])
    assert list(jail) == list(life) == list(fine)
    assert (jail["kind"], jail["term_months"], jail["suspended_months"], jail["amount"]) == ("jail", 12, 8, None)
    assert (life["term"], life["term_months"], life["term_days"]) == ("life", None, None)
    assert (fine["amount"], fine["currency"], fine["words"]) == ("500.50", "USD", "fine 500.50 USD")
    assert claim["settlement_terms"] == [
        {"kind": "payment", "words": "payment 100 USD (sealed)", "amount": "100", "currency": "USD", "text": None}
    ]
    assert (citation["penalty"], charge["penalty"], citation["proceeding"]) == ("9 USD", None, None)


def test_spells_are_rows_with_the_bounds_of_their_days() -> None:
    case = FILED.record(ChargeDismissed(on="2023-04", prejudice="without", **ONE))
    case = case.record(ClaimFiled(on="2023-02-02", claim="k", defendants="A. Doe"))
    rows = case.spells_table("phase")
    assert [tuple(row) for row in rows] == [SPELL_COLUMNS] * 5
    charged = next(row for row in rows if row["value"] == "charged")
    assert list(charged.values())[3:] == [
        "phase",
        "charged",
        True,
        date(2023, 1, 31),
        date(2023, 1, 31),
        date(2023, 4, 1),
        date(2023, 4, 30),
        "e1",
    ]
    assert {row["kind"] for row in case.spells_table("plea")} == {"charge"}
    words = [row["value"] for row in case.spells_table("status") if row["kind"] == "charge"]
    assert words == ["not charged", "charged; pending", "dismissed, and may be filed again"]
    with pytest.raises(InvalidQuestion, match=r"no charge, claim or citation has a field 'phaze' .*; ask for one of"):
        case.spells_table("phaze")
    assert case.at("2023-02-01").spells_table("phase")[-1]["stop_latest"] is None


def test_type_checkers_know_the_type_of_every_answer() -> None:
    view = FILED.record(ClaimFiled(on="2023-02-02", claim="k", defendants="A. Doe")).at()
    doe = assert_type(view["A. Doe"], Defendant)
    charge = assert_type(doe.charge("1"), Charge)
    assert assert_type(charge.phase, Phase) is Phase.CHARGED
    assert assert_type(charge.plea, PleaKind | None) is None
    assert assert_type(charge.refilable, Certainty) is Certainty.NO
    assert assert_type(charge.status, Headline).status == "pending"
    assert assert_type(charge.possible(), tuple[ChargeState, ...]) == (assert_type(charge.state, ChargeState),)
    assert assert_type(doe.release, ReleaseStatus) is ReleaseStatus.UNKNOWN
    assert assert_type(doe.exposure, Term | None) is None
    assert assert_type(doe.fairly_said, tuple[str, ...])[0] == "A. Doe was charged with theft."
    assert assert_type(view.claim("A. Doe", "k"), Claim).phase is ClaimPhase.PENDING
