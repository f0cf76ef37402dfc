"""
A petition on a violation of the terms of a sentence has no judgment of its own: its answer is on the sentence violated.

Expected values: FRCrimP 32.1(b), of what a court does after it finds a violation; 18 USC 3565, 3583(e), of revocation.
"""

import pytest
from stories import DOE, INDICTED, Act, act, codes, seen

from casestate.events import (
    ChargeDismissed,
    ChargeFiled,
    Component,
    PleaAccepted,
    SentenceCompleted,
    SentenceImposed,
    SupervisionDecided,
    TrialBegan,
    VerdictReturned,
)

PROBATION = act(SentenceImposed, components=(Component(kind="probation", term="2 years"),))
ON_PROBATION = (INDICTED, act(PleaAccepted, plea="guilty"), PROBATION)
ALLEGED = act(ChargeFiled, charge="V", instrument="probation_violation_petition")
ADMITTED = (act(PleaAccepted, charge="V", plea="admitted"),)
HEARD = (act(TrialBegan, charge="V"), act(VerdictReturned, charge="V", verdict="guilty"))
REVOKED = (act(SupervisionDecided, outcome="revoked"), act(SentenceImposed), act(SentenceCompleted, on="2027-01-04"))


@pytest.mark.parametrize("found", [ADMITTED, HEARD])
def test_a_violation_that_was_found_is_neither_pending_nor_overdue(found: tuple[Act, ...]) -> None:
    view = seen(*ON_PROBATION, ALLEGED, *found, *REVOKED)
    assert (view[DOE].pending, view.charge(DOE, "V").open) == ((), False)
    assert view.charge(DOE, "V").status.status == "violation"
    assert codes(view) == set()


def test_until_then_it_is_pending() -> None:
    view = seen(*ON_PROBATION, ALLEGED)
    assert view[DOE].pending == ("V",)
    assert seen(*ON_PROBATION, ALLEGED, act(ChargeDismissed, charge="V", prejudice="without"))[DOE].pending == ()


def test_a_charge_found_proved_still_awaits_its_judgment() -> None:
    found = (INDICTED, act(PleaAccepted, plea="guilty"))
    later = act(ChargeFiled, charge="2", instrument="indictment", on="2027-01-04")
    assert seen(*found)[DOE].pending == ("1",)
    assert codes(seen(*found, later)) == {"judgment-overdue"}
