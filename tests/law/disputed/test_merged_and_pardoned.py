"""
Counts that charge one offence carry one conviction, and a pardon relieves of punishment, whatever comes afterwards.

Expected values: Ball v. United States, 470 U.S. 856; Rutledge v. United States, 517 U.S. 292, 306 (a merged count may
be revived once the other conviction falls); Ex parte Garland, 71 U.S. 333.
"""

from itertools import permutations

import pytest
from stories import INDICTED, Act, act, codes, seen

from casestate.events import (
    AcquittalOrdered,
    AdjudicationDeferred,
    AppealDecided,
    AppealFiled,
    ChargeDismissed,
    ChargeMerged,
    ChargeReinstated,
    DeferralCompleted,
    JudgmentArrested,
    NewTrialGranted,
    Pardoned,
    PleaAccepted,
    SentenceImposed,
    SupervisionDecided,
    SupervisionViolationAlleged,
    TrialBegan,
    VerdictReturned,
)

PLEA, SENTENCED, REVIVED = act(PleaAccepted, plea="guilty"), act(SentenceImposed), act(ChargeReinstated)
BOTH = "merged-counts-both-convicted"


def on_two(a: Act) -> Act:
    return a[0], {**a[1], "charge": "2"}


MERGED = (INDICTED, on_two(INDICTED), PLEA, on_two(PLEA), SENTENCED, on_two(act(ChargeMerged, into="1")))
AGAIN = (on_two(REVIVED), on_two(SENTENCED))


def test_a_count_revived_beside_the_conviction_into_which_it_was_merged_is_reported() -> None:
    assert BOTH in codes(seen(*MERGED, *AGAIN), "warning")


def test_one_revived_after_the_other_fell_is_not_until_the_other_is_put_back() -> None:
    fallen = (*MERGED, act(AppealFiled, by="defendant"), act(AppealDecided, outcome="reversed"), *AGAIN)
    assert BOTH not in codes(seen(*fallen))
    back = (act(AppealFiled, by="prosecutor"), act(AppealDecided, outcome="verdict_reinstated"))
    assert BOTH in codes(seen(*fallen, *back))
    assert BOTH not in codes(seen(*MERGED, act(NewTrialGranted), *AGAIN))


def test_a_merger_that_a_higher_court_reverses_leaves_two_convictions() -> None:
    appealed = (on_two(act(AppealFiled, by="prosecutor")), on_two(act(AppealDecided, outcome="reversed")))
    assert BOTH not in codes(seen(*MERGED, *appealed, on_two(SENTENCED)))


def test_supervision_revoked_after_a_pardon_is_reported() -> None:
    before = (INDICTED, PLEA, SENTENCED)
    revoked = (act(SupervisionViolationAlleged), act(SupervisionDecided, outcome="revoked"))
    assert "sentenced-after-pardon" in codes(seen(*before, act(Pardoned), *revoked))
    assert "sentenced-after-pardon" not in codes(seen(*before, *revoked, act(Pardoned)))


TRIED = (INDICTED, on_two(INDICTED), act(TrialBegan), on_two(act(TrialBegan)), act(VerdictReturned, verdict="guilty"))
GUILTY_TOO, NOT_GUILTY = [on_two(act(VerdictReturned, verdict=each)) for each in ("guilty", "not_guilty")]
INTO_TWO = act(ChargeMerged, into="2")
DISMISSED_TWO = on_two(act(ChargeDismissed, prejudice="with"))


@pytest.mark.parametrize(
    "history",
    [
        (*TRIED, NOT_GUILTY, INTO_TWO),
        (*TRIED, DISMISSED_TWO, INTO_TWO),
        (*TRIED, on_two(act(ChargeDismissed, prejudice="without")), INTO_TWO),
        (*TRIED, INTO_TWO, NOT_GUILTY),
        (*TRIED, INTO_TWO, DISMISSED_TWO),
        (*TRIED, GUILTY_TOO, INTO_TWO, on_two(act(ChargeMerged, into="1"))),
    ],
)
def test_a_merger_that_keeps_no_conviction_is_told(history: tuple[Act, ...]) -> None:
    """A merger spares a second conviction and leaves the first (Ball v. United States; Rutledge v. United States)."""
    assert codes(seen(*history)) == {"merged-into-no-conviction"}


def test_of_a_count_merged_into_a_pending_one_the_finding_is_missing() -> None:
    pending = (*TRIED, INTO_TWO)
    assert codes(seen(*pending)) == {"merged-into-pending"}
    for found in (GUILTY_TOO, on_two(PLEA)):
        assert codes(seen(*pending, found)) == set()
    assert codes(seen(*pending, on_two(act(VerdictReturned, verdict="hung")))) == {"merged-into-pending"}


@pytest.mark.parametrize(
    "ended",
    [
        act(AcquittalOrdered),
        act(ChargeDismissed, prejudice="without"),
        act(NewTrialGranted),
        act(JudgmentArrested),
    ],
)
def test_once_the_finding_that_was_kept_falls_the_merged_one_may_be_revived(ended: Act) -> None:
    assert codes(seen(*TRIED, GUILTY_TOO, INTO_TWO, on_two(ended))) == {"merged-count-may-be-revived"}


@pytest.mark.parametrize(
    "then",
    [
        (),
        (on_two(SENTENCED),),
        (on_two(act(AdjudicationDeferred)), on_two(act(DeferralCompleted))),
        (on_two(SENTENCED), on_two(act(Pardoned))),
    ],
)
def test_a_merger_that_keeps_a_finding_is_silent(then: tuple[Act, ...]) -> None:
    assert codes(seen(*TRIED, GUILTY_TOO, INTO_TWO, *then)) == set()


def test_a_merger_may_be_told_before_the_verdicts_of_its_day() -> None:
    day = {"on": "2023-09-01"}
    verdicts = [(each[0], {**each[1], **day}) for each in (TRIED[-1], GUILTY_TOO, INTO_TWO)]
    for order in permutations(verdicts):
        assert codes(seen(*TRIED[:-1], *order)) == set()


def test_of_counts_merged_one_after_another_the_last_keeps_the_conviction() -> None:
    three = [(event, {**given, "charge": "3"}) for event, given in (INDICTED, PLEA, SENTENCED)]
    chain = (*TRIED, GUILTY_TOO, *three[:2], INTO_TWO, on_two(act(ChargeMerged, into="3")))
    assert codes(seen(*chain, three[2])) == set()
    assert codes(seen(*chain, act(NewTrialGranted, charge="3"))) == {"merged-count-may-be-revived"}
