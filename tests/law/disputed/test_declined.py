"""A charge that the prosecutor declined may be filed after all; one that was dismissed is brought again as another."""

import pytest
from stories import DOE, Act, act, codes, seen

from casestate.events import ChargeDeclined, ChargeDismissed, ChargeFiled, TrialBegan, VerdictReturned
from casestate.state import Disposition, Phase

COMPLAINT = act(ChargeFiled, instrument="complaint", offense="theft")
INDICTMENT = act(ChargeFiled, instrument="indictment", offense="theft")


@pytest.mark.parametrize(
    ("paper", "phase"),
    [
        (COMPLAINT, Phase.CHARGED),
        (act(ChargeFiled, instrument="information"), Phase.CHARGED),
        (INDICTMENT, Phase.TRIABLE),
    ],
)
def test_a_declined_charge_is_pending_once_it_is_filed(paper: Act, phase: Phase) -> None:
    for before in ((act(ChargeDeclined),), (COMPLAINT, act(ChargeDeclined))):
        view = seen(*before, paper)
        charge = view.charge(DOE, "1")
        assert (charge.phase, charge.disposition, charge.open) == (phase, Disposition.NONE, True)
        assert view[DOE].status.words == "charged; pending; not prosecuted at first, and charged later"
        assert codes(view) == set()


def test_it_is_tried_as_any_other() -> None:
    view = seen(act(ChargeDeclined), INDICTMENT, act(TrialBegan), act(VerdictReturned, verdict="not guilty"))
    assert (view[DOE].status.words, codes(view)) == ("acquitted", set())


def test_what_was_dismissed_is_better_brought_again_as_another_charge() -> None:
    for ended in (act(ChargeDismissed, prejudice="without"), act(ChargeDismissed)):
        assert codes(seen(COMPLAINT, ended, INDICTMENT)) == {"filed-again-under-its-id"}
