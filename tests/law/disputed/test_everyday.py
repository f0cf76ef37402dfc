"""Everyday histories of several places that the table had judged wrongly."""

import pytest
from stories import DOE, INDICTED, Act, act, codes, seen

from casestate.events import (
    AppealDecided,
    AppealFiled,
    ChargeDeclined,
    ChargeFiled,
    ConvictionSetAside,
    NewTrialGranted,
    PleaAccepted,
    PleaSetAside,
    SentenceImposed,
    TrialBegan,
    VerdictReturned,
)


def test_a_prosecutor_may_decline_to_try_again_what_was_reversed() -> None:
    tried = (INDICTED, act(TrialBegan), act(VerdictReturned, verdict="guilty"), act(SentenceImposed))
    view = seen(*tried, act(AppealFiled), act(AppealDecided, outcome="reversed"), act(ChargeDeclined))
    words = "declined by the prosecutor, and may be filed again; an earlier finding of guilt no longer stands"
    assert (view[DOE].status.words, codes(view)) == (words, {"local-law"})


@pytest.mark.parametrize("granted", [act(NewTrialGranted), act(PleaSetAside), act(ConvictionSetAside, ground="merits")])
def test_what_takes_a_judgment_away_leaves_nothing_to_attack(granted: Act) -> None:
    """PA: relief on a petition after conviction is recorded as the order that the court made."""
    convicted = (INDICTED, act(PleaAccepted, plea="guilty"), act(SentenceImposed))
    view = seen(*convicted, act(AppealFiled, kind="collateral"), granted)
    assert view.charge(DOE, "1").collateral == "ended"
    assert "review is pending" not in view[DOE].status.words
    assert not codes(view)


def test_an_infraction_may_be_found_proved_by_default() -> None:
    cited = act(ChargeFiled, instrument="citation", severity="infraction", offense="speeding")
    view = seen(cited, act(VerdictReturned, verdict="guilty"), act(SentenceImposed))
    assert view[DOE].status.words == "found responsible for a non-criminal offence, which is no conviction"
    assert not codes(view)
