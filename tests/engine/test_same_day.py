"""Acts of one day, or of windows that overlap: the law puts them in order, and where it does not, a finding says so."""

from itertools import permutations
from typing import Any

import pytest

from casestate import CaseFile
from casestate.events import (
    AppealDecided,
    AppealFiled,
    ChargeDismissed,
    ChargeFiled,
    ChargeTransferred,
    ClaimFiled,
    ClaimRemoved,
    Event,
    MistrialDeclared,
    PleaAccepted,
    PleaEntered,
    ReleaseOrdered,
    SentenceImposed,
    SettlementAgreed,
    TrialBegan,
    VerdictReturned,
    WarrantIssued,
)
from casestate.state import ChargeState, Phase

ONE: dict[str, Any] = {"defendant": "A. Doe", "charge": "1"}
DAY: dict[str, Any] = {"on": "2021-05-03", **ONE}
INDICTED = ChargeFiled(on="2020-01-01", instrument="indictment", **ONE)
CONVICTED = (
    INDICTED,
    TrialBegan(on="2020-02-01", **ONE),
    VerdictReturned(on="2020-02-05", verdict="guilty", **ONE),
    SentenceImposed(on="2020-03-01", **ONE),
    AppealFiled(on="2020-03-02", **ONE),
)


def case_of(*events: Event) -> CaseFile:
    case = CaseFile("c")
    for event in events:
        case = case.record(event)
    return case


def charge_of(case: CaseFile) -> ChargeState:
    return case.at().charge("A. Doe", "1").state


def codes(case: CaseFile) -> list[str]:
    return [finding.code for finding in case.at().findings]


@pytest.mark.parametrize(
    ("before", "chain", "phase"),
    [
        (
            CONVICTED,
            (AppealDecided(outcome="reversed_and_remanded", **DAY), ChargeDismissed(prejudice="with", **DAY)),
            Phase.BARRED,
        ),
        (
            (INDICTED, TrialBegan(on="2020-02-01", **ONE)),
            (VerdictReturned(verdict="hung", **DAY), PleaAccepted(plea="guilty", **DAY)),
            Phase.FOUND_GUILTY,
        ),
        (
            (INDICTED,),
            (TrialBegan(**DAY), MistrialDeclared(**DAY), ChargeDismissed(prejudice="without", **DAY)),
            Phase.DISMISSED,
        ),
        (
            (INDICTED,),
            (PleaEntered(plea="guilty", **DAY), PleaAccepted(plea="guilty", **DAY), SentenceImposed(**DAY)),
            Phase.JUDGED,
        ),
        ((INDICTED,), (PleaEntered(plea="not guilty", **DAY), ChargeTransferred(**DAY)), Phase.SUPERSEDED),
    ],
)
def test_a_lawful_chain_of_one_day_is_folded_in_its_order_whatever_the_order_of_the_file(
    before: tuple[Event, ...], chain: tuple[Event, ...], phase: Phase
) -> None:
    for order in permutations(chain):
        case = case_of(*before, *order)
        assert charge_of(case).phase is phase
        assert charge_of(case).disregarded == ()
        assert not [code for code in codes(case) if code in ("contradiction", "after-end", "repeated")]


@pytest.mark.parametrize("month", ["2021-05", "2021"])
def test_a_reversal_known_to_the_month_comes_before_the_acquittal_that_followed_it(month: str) -> None:
    case = case_of(
        *CONVICTED,
        AppealDecided(on=month, outcome="reversed_and_remanded", **ONE),
        TrialBegan(on="2021-05-20", **ONE),
        VerdictReturned(on="2021-05-24", verdict="not guilty", **ONE),
    )
    assert charge_of(case).phase is Phase.ACQUITTED


def test_two_pleas_of_one_day_are_an_order_nobody_told() -> None:
    pleas = [PleaEntered(plea=plea, **DAY) for plea in ("guilty", "not guilty")]
    case = case_of(INDICTED, *pleas)
    (finding,) = case.at().findings
    assert (finding.code, finding.entries, finding.charge) == ("ambiguous-order", ("e2", "e3"), "1")


def test_a_warrant_in_the_month_of_a_release_is_an_order_nobody_told() -> None:
    warrant = WarrantIssued(on="2020-03", defendant="A. Doe")
    release = ReleaseOrdered(on="2020-03-10", defendant="A. Doe", status="released_on_bond")
    for pair in ((warrant, release), (release, warrant)):
        assert codes(case_of(*pair)) == ["ambiguous-order"]


@pytest.mark.parametrize(
    "told", [{"after": "e2"}, {"ordinal": 2}], ids=["a link settles it", "an ordinal on one side does not"]
)
def test_a_link_settles_an_order(told: dict[str, Any]) -> None:
    case = case_of(INDICTED, PleaEntered(plea="guilty", **DAY))
    case = case.record(PleaEntered(plea="not guilty", **DAY), **told)
    assert codes(case) == ([] if "after" in told else ["ambiguous-order"])


def test_the_docket_settles_an_order() -> None:
    case = case_of(INDICTED).record(PleaEntered(plea="guilty", **DAY), ordinal=2)
    case = case.record(PleaEntered(plea="not guilty", **DAY), ordinal=1)
    assert codes(case) == []
    assert charge_of(case).plea == "guilty"


def test_an_order_that_changes_nothing_is_no_finding() -> None:
    appeals = [AppealFiled(on="2020-04", by=by, **ONE) for by in ("defendant", "prosecutor")]
    assert codes(case_of(*CONVICTED[:-1], *appeals)) == []


def test_an_order_the_law_does_not_allow_is_no_question() -> None:
    assert codes(case_of(INDICTED, ChargeDismissed(prejudice="with", **DAY), AppealFiled(**DAY))) == []


def test_two_warrants_of_one_day_leave_the_person_where_one_does() -> None:
    warrants = [WarrantIssued(on="2020-03-01", defendant="A. Doe", reason=reason) for reason in ("one", "two")]
    assert codes(case_of(*warrants)) == []


def test_a_claim_settled_and_removed_on_one_day_stands_where_it_stands_in_either_order() -> None:
    where: dict[str, Any] = {"on": "2021-05-03", "claim": "k", "defendants": "A. Doe"}
    filed = ClaimFiled(on="2021-01-01", claim="k", defendants="A. Doe")
    for pair in permutations((SettlementAgreed(**where), ClaimRemoved(**where, court="federal"))):
        assert codes(case_of(filed, *pair)) == []
