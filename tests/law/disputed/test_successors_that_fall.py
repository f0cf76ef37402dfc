"""
A charge that pends beside the one filed to carry it on, once that one has ended.

Expected values: United States v. Bowen, 946 F.2d 734, and United States v. Walker, 363 F.3d 711: the filing of a
superseding indictment dismisses nothing, so that the first may be tried once the second has fallen.
"""

import pytest
from stories import DOE, INDICTED, Act, act, seen

from casestate.events import (
    AdjudicationDeferred,
    ChargeDismissed,
    ChargeFiled,
    ChargeMerged,
    ChargeSuperseded,
    DeferralCompleted,
    NoBillReturned,
    PleaAccepted,
    SentenceImposed,
    TrialBegan,
    VerdictReturned,
)

SECOND = act(ChargeFiled, charge="2", instrument="superseding_indictment", offense="robbery", supersedes="1")
COMPLAINT = act(ChargeFiled, charge="2", instrument="complaint", offense="robbery", supersedes="1")
THIRD = act(ChargeFiled, charge="3", instrument="superseding_indictment", offense="arson", supersedes="2")
REPLACED = act(ChargeSuperseded, charge="2", successors="3")
DISMISSED = "the charge filed to carry it on was dismissed"
BARRED = f"{DISMISSED} with prejudice"
FOUND = (act(PleaAccepted, charge="2", plea="guilty"), act(AdjudicationDeferred, charge="2"))


@pytest.mark.parametrize(("prejudice", "ended"), [("with", BARRED), ("without", DISMISSED), ("unspecified", DISMISSED)])
def test_a_charge_whose_successor_was_dismissed_says_so(prejudice: str, ended: str) -> None:
    doe = seen(INDICTED, SECOND, act(ChargeDismissed, charge="2", prejudice=prejudice))[DOE]
    assert doe.status.words == f"charged; pending, and {ended} (charge 1)"
    assert doe.pending == ("1",)
    assert doe.fairly_said[1] == f"The charge of burglary against A. Doe is pending, and {ended}."
    assert doe.why("status").entries[-1].event.wire == "charge.dismissed"


def test_an_end_that_is_no_dismissal_is_called_none() -> None:
    doe = seen(INDICTED, COMPLAINT, act(NoBillReturned, charge="2"))[DOE]
    assert doe.status.words == "charged; pending, and the charge filed to carry it on has ended (charge 1)"


def test_the_last_of_several_that_carried_it_on_counts() -> None:
    ends = act(ChargeDismissed, charge="3", prejudice="with")
    doe = seen(INDICTED, SECOND, THIRD, REPLACED, ends)[DOE]
    assert doe.status.words == f"charged; pending, and {BARRED} (charge 1)"
    assert seen(INDICTED, SECOND, THIRD, REPLACED)[DOE].status.words == "charged; pending"


@pytest.mark.parametrize(
    ("since", "words"),
    [
        ((act(TrialBegan, charge="2"), act(VerdictReturned, charge="2", verdict="not_guilty")), "acquitted"),
        ((FOUND[0], act(SentenceImposed, charge="2")), "convicted and sentenced"),
        ((*FOUND, act(DeferralCompleted, charge="2")), "deferral completed, without a conviction"),
        ((FOUND[0], act(ChargeMerged, charge="2", into="3")), "found proved, and merged into another charge"),
    ],
)
def test_one_that_was_tried_speaks_for_both(since: tuple[Act, ...], words: str) -> None:
    assert seen(INDICTED, SECOND, *since)[DOE].status.words == words
