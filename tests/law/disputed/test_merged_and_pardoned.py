"""
Counts that charge one offence carry one conviction, and a pardon relieves of punishment, whatever comes afterwards.

Expected values: Ball v. United States, 470 U.S. 856; Rutledge v. United States, 517 U.S. 292, 306 (a merged count may
be revived once the other conviction falls); Ex parte Garland, 71 U.S. 333.
"""

from stories import INDICTED, Act, act, codes, seen

from casestate.events import (
    AppealDecided,
    AppealFiled,
    ChargeMerged,
    ChargeReinstated,
    NewTrialGranted,
    Pardoned,
    PleaAccepted,
    SentenceImposed,
    SupervisionDecided,
    SupervisionViolationAlleged,
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
