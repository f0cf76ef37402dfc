"""
Reviews by higher courts, one by one: which is pending, which has ended, and what that leaves final.

Expected values are what a lawyer would say: FRAP 42(b) of cross-appeals; Dove v. United States, 423 U.S. 325, of a
death while certiorari is pending; 28 USC 2254, 2255 of collateral attack.
"""

from itertools import product
from typing import Any

import pytest
from stories import DOE, INDICTED, PRISON, Act, act, codes, seen

from casestate.events import (
    AppealDecided,
    AppealFiled,
    AppealRemanded,
    AppealWithdrawn,
    ChargeAbated,
    ChargeDismissed,
    DefendantDied,
    DeNovoAppealFiled,
    NewTrialGranted,
    PleaAccepted,
    ReviewOutcome,
    SentenceImposed,
    SentenceStayed,
    TrialBegan,
    VerdictReturned,
)
from casestate.law import GENERIC, US_FEDERAL
from casestate.view import View
from casestate.when import Certainty

JUDGED = (
    INDICTED,
    act(TrialBegan),
    act(VerdictReturned, verdict="guilty"),
    act(SentenceImposed, components=(PRISON,)),
)
BOTH = (*JUDGED, act(AppealFiled, by="defendant"), act(AppealFiled, by="prosecutor"))
DIRECT = act(AppealFiled, by="defendant")
CERTIORARI = act(AppealFiled, by="defendant", kind="discretionary")
HABEAS = act(AppealFiled, by="defendant", kind="collateral")
AFFIRMED = act(AppealDecided, outcome="affirmed")
DENIED = act(AppealDecided, outcome="habeas_denied")
NOT_HEARD = act(AppealDecided, outcome="certiorari_denied")


def charge(view: View) -> Any:
    """The charge of the story."""
    return view.charge(DOE, "1")


@pytest.mark.parametrize(
    ("acts", "review", "collateral"),
    [
        ((*JUDGED,), "none", "none"),
        ((*JUDGED, DIRECT), "pending", "none"),
        ((*JUDGED, HABEAS), "none", "pending"),
        ((*JUDGED, CERTIORARI), "pending", "none"),
        ((*JUDGED, DIRECT, HABEAS, AFFIRMED), "ended", "pending"),
        ((*JUDGED, DIRECT, HABEAS, act(AppealDecided, outcome="habeas_denied")), "pending", "ended"),
        ((*JUDGED, DIRECT, act(AppealDecided, outcome="habeas_denied")), "pending", "ended"),
        ((*JUDGED, DIRECT, act(AppealDecided, outcome="certiorari_denied")), "pending", "none"),
        ((*JUDGED, act(AppealDecided, outcome="certiorari_denied")), "ended", "none"),
        ((*JUDGED, act(AppealDecided, outcome="habeas_denied")), "none", "ended"),
        ((*JUDGED, DIRECT, AFFIRMED, CERTIORARI), "pending", "none"),
        ((*JUDGED, DIRECT, AFFIRMED, CERTIORARI, act(AppealDecided, outcome="certiorari_denied")), "ended", "none"),
        ((*JUDGED, DIRECT, AFFIRMED, DIRECT, act(AppealDecided, outcome="certiorari_denied")), "ended", "none"),
        ((*JUDGED, DIRECT, AFFIRMED, HABEAS, act(AppealDecided, outcome="affirmed")), "ended", "ended"),
        ((*JUDGED, DIRECT, AFFIRMED, HABEAS, act(AppealWithdrawn)), "ended", "ended"),
        ((*JUDGED, DIRECT, HABEAS, act(AppealWithdrawn, kind="collateral")), "pending", "ended"),
        ((*JUDGED, HABEAS, DENIED, CERTIORARI), "none", "pending"),
        ((*JUDGED, DIRECT, AFFIRMED, HABEAS, DENIED, CERTIORARI), "ended", "pending"),
        ((*JUDGED, DIRECT, AFFIRMED, HABEAS, DENIED, CERTIORARI, NOT_HEARD), "ended", "ended"),
        ((*JUDGED, DIRECT, AFFIRMED, HABEAS, DENIED, NOT_HEARD), "ended", "ended"),
        ((*JUDGED, DIRECT, AFFIRMED, HABEAS, CERTIORARI, DENIED), "pending", "ended"),
        ((*JUDGED, HABEAS, DENIED, CERTIORARI, DIRECT), "pending", "pending"),
        ((*JUDGED, HABEAS, HABEAS, act(AppealDecided, outcome="habeas_denied")), "none", "ended"),
        ((*JUDGED, DIRECT, AFFIRMED, DIRECT, act(AppealDecided, outcome="habeas_denied")), "ended", "none"),
        ((*JUDGED, DIRECT, act(AppealRemanded)), "pending", "none"),
        ((*JUDGED, DIRECT, AFFIRMED, act(AppealRemanded)), "ended", "none"),
        ((*JUDGED, DIRECT, act(AppealDecided, outcome="reversed"), act(AppealRemanded)), "ended", "none"),
        ((*JUDGED, DIRECT, AFFIRMED, CERTIORARI, act(AppealRemanded)), "pending", "none"),
        ((*JUDGED, DIRECT, act(AppealDecided, outcome=ReviewOutcome.raw("decided"))), "pending", "none"),
        ((*BOTH, act(AppealWithdrawn, by="prosecutor")), "pending", "none"),
        ((*BOTH, act(AppealWithdrawn, by="defendant")), "pending", "none"),
        ((*BOTH, act(AppealWithdrawn)), "pending", "none"),
        ((*BOTH, act(AppealWithdrawn), act(AppealWithdrawn)), "ended", "none"),
        ((*BOTH, act(AppealWithdrawn, by="parties")), "ended", "none"),
        ((*BOTH, act(AppealWithdrawn, by="prosecutor"), AFFIRMED), "ended", "none"),
        ((*BOTH, AFFIRMED), "ended", "none"),
        ((*BOTH, act(AppealDecided, outcome="dismissed", by="prosecutor")), "pending", "none"),
        ((*BOTH, act(AppealDecided, outcome="dismissed", by="prosecutor"), AFFIRMED), "ended", "none"),
        ((*BOTH, CERTIORARI, act(AppealDecided, outcome="certiorari_denied")), "pending", "none"),
        ((*BOTH, act(DefendantDied), act(ChargeAbated)), "ended", "none"),
        ((*JUDGED, HABEAS, act(AppealDecided, outcome="habeas_granted")), "none", "ended"),
        ((*JUDGED, DIRECT, HABEAS, act(AppealDecided, outcome="habeas_granted")), "ended", "ended"),
        ((*JUDGED, DIRECT, HABEAS, act(AppealDecided, outcome="reversed", kind="direct")), "ended", "ended"),
    ],
)
def test_a_review_ends_with_the_act_that_is_of_it(acts: tuple[Act, ...], review: str, collateral: str) -> None:
    view = seen(*acts)
    assert (charge(view).review.value, charge(view).collateral.value) == (review, collateral)
    assert codes(view, "error", "policy") == set()


def test_what_the_list_of_reviews_says_of_each() -> None:
    view = seen(*BOTH, HABEAS, act(AppealWithdrawn, by="prosecutor"))
    told = [(each.by.value, each.kind.value, each.ended and each.ended.id) for each in charge(view).reviews]
    assert told == [("defendant", "unknown", None), ("prosecutor", "unknown", "e8"), ("defendant", "collateral", None)]


def test_a_withdrawal_of_nobody_knows_whose_appeal_leaves_one_whose_appellant_is_not_known() -> None:
    left = [each.by.value for each in charge(seen(*BOTH, act(AppealWithdrawn))).reviews if each.pending]
    assert left == ["unknown"]


def test_nothing_is_final_until_the_last_cross_appeal_has_ended() -> None:
    assert charge(seen(*BOTH, act(AppealWithdrawn, by="prosecutor"))).final_on is None
    final = charge(seen(*BOTH, act(AppealWithdrawn, by="prosecutor"), AFFIRMED)).final_on
    assert str(final) == "2023-04-10"


def test_a_collateral_attack_unmakes_no_finality() -> None:
    final = seen(*JUDGED, DIRECT, AFFIRMED)
    attacked = seen(*JUDGED, DIRECT, AFFIRMED, HABEAS)
    denied = seen(*JUDGED, DIRECT, AFFIRMED, HABEAS, act(AppealDecided, outcome="habeas_denied"))
    assert charge(final).final_on == charge(attacked).final_on == charge(denied).final_on is not None


def test_nor_does_further_review_of_one() -> None:
    final = charge(seen(*JUDGED, DIRECT, AFFIRMED)).final_on
    for acts in ((CERTIORARI,), (CERTIORARI, NOT_HEARD), (NOT_HEARD,)):
        view = seen(*JUDGED, DIRECT, AFFIRMED, HABEAS, DENIED, *acts)
        assert charge(view).final_on == final
        assert "an appeal" not in view[DOE].status.words


STAYED = (*JUDGED, act(SentenceStayed))
ENDS = {
    "affirmed": lambda by: act(AppealDecided, outcome="affirmed", by=by),
    "dismissed": lambda by: act(AppealDecided, outcome="dismissed", by=by),
    "withdrawn": lambda by: act(AppealWithdrawn, by=by),
}


@pytest.mark.parametrize(("first", "second"), list(product(ENDS, repeat=2)))
@pytest.mark.parametrize("order", [("defendant", "prosecutor"), ("prosecutor", "defendant")])
def test_a_stay_of_sentence_ends_with_the_last_review_of_two_appellants(
    order: tuple[str, str], first: str, second: str
) -> None:
    one, other = order
    appeals = (act(AppealFiled, by="defendant"), act(AppealFiled, by="prosecutor"))
    halfway = seen(*STAYED, *appeals, ENDS[first](one))
    assert (str(charge(halfway).review), str(charge(halfway).sentence)) == ("pending", "stayed")
    over = seen(*STAYED, *appeals, ENDS[first](one), ENDS[second](other))
    assert (str(charge(over).review), str(charge(over).sentence)) == ("ended", "imposed")
    assert codes(halfway) == codes(over) == set()


KINDS = {"direct": "affirmed", "discretionary": "certiorari_denied", "collateral": "habeas_denied"}


@pytest.mark.parametrize(("mine", "theirs"), list(product(KINDS, repeat=2)))
@pytest.mark.parametrize("by_name", [False, True])
def test_two_reviews_of_any_kinds_end_one_by_one_with_the_stay_and_the_words(
    mine: str, theirs: str, by_name: bool
) -> None:
    """Of two appellants, each with a review of some kind, over every pair of kinds."""
    opened = (act(AppealFiled, by="defendant", kind=mine), act(AppealFiled, by="prosecutor", kind=theirs))

    def end(kind: str, by: str) -> Act:
        return act(AppealDecided, outcome=KINDS[kind], kind=kind, **({"by": by} if by_name else {}))

    both = mine == theirs and not by_name  # a decision that names no party is of every review of its kind
    words = {
        "direct": "an appeal is pending",
        "discretionary": "a petition for further review is pending",
        "collateral": "a petition for collateral review is pending",
    }
    left = seen(*STAYED, *opened, end(mine, "defendant"))
    assert (str(charge(left).sentence) == "stayed") is not both
    for kind, said in words.items():
        assert (said in charge(left).status.words) is (kind == theirs and not both)
    over = left if both else seen(*STAYED, *opened, end(mine, "defendant"), end(theirs, "prosecutor"))
    assert str(charge(over).sentence) == "imposed"
    assert "pending" not in charge(over).status.words
    assert codes(left) == codes(over) == set()


def test_further_review_by_leave_is_not_called_an_appeal() -> None:
    for view in (seen(*JUDGED, DIRECT, AFFIRMED, CERTIORARI), seen(INDICTED, CERTIORARI)):
        for shown in (charge(view).status, view[DOE].status):
            assert "appeal" not in shown.words
            assert "a petition for further review is pending" in shown.words
    assert "an appeal is pending" in charge(seen(*JUDGED, DIRECT)).status.words
    both = charge(seen(*JUDGED, DIRECT, act(AppealFiled, by="prosecutor", kind="discretionary"))).status.words
    assert "an appeal is pending" in both


@pytest.mark.parametrize("outcome", ["habeas_denied", "certiorari_denied"])
def test_a_denial_ends_only_the_petition(outcome: str) -> None:
    view = seen(*JUDGED, DIRECT, act(AppealDecided, outcome=outcome))
    assert charge(view).final_on is None
    assert "an appeal is pending" in charge(view).status.words


def test_a_collateral_petition_is_not_called_an_appeal() -> None:
    view = seen(*JUDGED, HABEAS)
    for shown in (charge(view).status, view[DOE].status):
        assert "appeal" not in shown.words
        assert "a petition for collateral review is pending" in shown.words


@pytest.mark.parametrize(
    "relief",
    [
        act(AppealDecided, outcome="habeas_granted"),
        act(AppealDecided, outcome="vacated", kind="collateral"),
        act(AppealDecided, outcome="resentencing_ordered", kind="collateral"),
    ],
)
def test_relief_on_collateral_attack_needs_no_petition_in_the_file(relief: Act) -> None:
    assert codes(seen(*JUDGED, relief)) == set()
    assert codes(seen(*JUDGED, DIRECT, AFFIRMED, relief)) == set()


@pytest.mark.parametrize("petition", [CERTIORARI, HABEAS])
def test_a_death_while_a_petition_is_pending_abates_nothing(petition: Act) -> None:
    for law in (GENERIC, US_FEDERAL):
        view = seen(*JUDGED, DIRECT, AFFIRMED, petition, act(DefendantDied), procedure=law)
        assert charge(view).died_pending_review is False
        assert charge(view).is_conviction() is Certainty.YES
        assert "convicted" in charge(view).status.words


def test_a_death_while_a_direct_appeal_is_pending_is_for_the_jurisdiction() -> None:
    view = seen(*JUDGED, DIRECT, act(DefendantDied))
    assert charge(view).died_pending_review is True
    assert charge(view).is_conviction() is Certainty.POSSIBLY


@pytest.mark.parametrize(
    ("acts", "told"),
    [
        ((*JUDGED, AFFIRMED), {"missing-appeal"}),
        ((*JUDGED, act(AppealWithdrawn)), {"missing-appeal"}),
        ((*JUDGED, act(AppealRemanded)), {"missing-appeal"}),
        ((*JUDGED, act(AppealRemanded), AFFIRMED), {"missing-appeal"}),
        ((*JUDGED, DIRECT, AFFIRMED, act(AppealRemanded)), {"remand-after-decision"}),
        ((*JUDGED, DIRECT, AFFIRMED, CERTIORARI, act(AppealRemanded)), set()),
        ((*JUDGED, act(AppealFiled, by="defendant"), act(AppealWithdrawn, by="prosecutor")), {"missing-appeal"}),
        ((*JUDGED, DIRECT, AFFIRMED, AFFIRMED), {"missing-appeal"}),
        ((*BOTH, AFFIRMED, AFFIRMED), set()),
        ((*JUDGED, act(DeNovoAppealFiled), act(AppealWithdrawn)), set()),
        ((*JUDGED, act(DeNovoAppealFiled), act(AppealWithdrawn), AFFIRMED), {"missing-appeal"}),
        ((*JUDGED, act(AppealDecided, outcome="reversed", kind="discretionary")), {"missing-appeal"}),
    ],
)
def test_an_end_of_a_review_that_the_file_lacks_is_told(acts: tuple[Act, ...], told: set[str]) -> None:
    assert codes(seen(*acts)) == told


def test_the_party_whose_appeal_is_decided_settles_what_a_reversal_undoes() -> None:
    retried = (INDICTED, act(TrialBegan), act(VerdictReturned, verdict="guilty"), act(NewTrialGranted))
    crossed = (act(AppealFiled, by="prosecutor"), act(AppealFiled, by="defendant"))
    undone = seen(*retried, *crossed, act(AppealDecided, outcome="reversed", by="prosecutor"))
    assert (charge(undone).phase.value, charge(undone).review.value) == ("found_guilty", "pending")
    alone = seen(*retried, *crossed, act(AppealWithdrawn, by="defendant"), act(AppealDecided, outcome="reversed"))
    assert charge(alone).phase.value == "found_guilty"


def test_why_review_is_pending_names_the_withdrawal_that_left_another_appeal() -> None:
    case = seen(
        *JUDGED,
        act(AppealFiled, by="prosecutor"),
        act(AppealFiled, by="defendant"),
        act(AppealWithdrawn, by="prosecutor"),
    )
    assert charge(case).moved_by("review").id == "e7"
    assert {"e5", "e6", "e7"} <= {entry.id for entry in charge(case).why("review").entries}


def test_a_petition_while_a_charge_is_dismissed_says_nothing_of_an_appeal() -> None:
    view = seen(INDICTED, act(ChargeDismissed, prejudice="with"), HABEAS)
    assert "appeal" not in charge(view).status.words


def test_a_plea_stands_while_it_is_attacked() -> None:
    view = seen(INDICTED, act(PleaAccepted, plea="guilty"), act(SentenceImposed), HABEAS)
    assert charge(view).is_conviction() is Certainty.YES
