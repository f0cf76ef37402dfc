"""A deferral or diversion completed, and the dismissal that goes with it, are one end, in whichever order they come."""

import pytest
from stories import DOE, INDICTED, Act, act, codes, seen, stands

from casestate.events import (
    AdjudicationDeferred,
    ChargeDismissed,
    DeferralCompleted,
    DiversionCompleted,
    DiversionStarted,
    PleaAccepted,
    SentenceDeferred,
    SupervisionDecided,
)

PLEA = act(PleaAccepted, plea="guilty")
ONE_DAY = {"on": "2023-06-01"}


@pytest.mark.parametrize("prejudice", ["with", "without", "unspecified"])
@pytest.mark.parametrize("apart", [False, True])
@pytest.mark.parametrize("dismissed_first", [False, True])
@pytest.mark.parametrize(
    ("deferred", "conviction", "sentence"),
    [(AdjudicationDeferred, "withheld", "none"), (SentenceDeferred, "dismissed", "completed")],
)
def test_a_deferral_completed_and_its_dismissal(
    deferred: type, conviction: str, sentence: str, dismissed_first: bool, apart: bool, prejudice: str
) -> None:
    day = {} if apart else ONE_DAY
    ends: list[Act] = [act(DeferralCompleted, **day), act(ChargeDismissed, by="court", prejudice=prejudice, **day)]
    supervised = act(SupervisionDecided, outcome="modified")
    view = seen(INDICTED, PLEA, act(deferred), supervised, *(reversed(ends) if dismissed_first else ends))
    expected = {"phase": "barred", "disposition": "deferral_completed", "conviction": conviction, "sentence": sentence}
    assert stands(view, expected) == expected
    assert not codes(view)


@pytest.mark.parametrize(
    ("prejudice", "phase", "refilable"),
    [("with", "barred", "NO"), ("without", "dismissed", "YES"), ("unspecified", "dismissed", "POSSIBLY")],
)
def test_a_diversion_completed_and_its_dismissal(prejudice: str, phase: str, refilable: str) -> None:
    completed = (INDICTED, act(DiversionStarted), act(DiversionCompleted))
    view = seen(*completed, act(ChargeDismissed, by="court", prejudice=prejudice))
    assert stands(view, ["phase"]) == {"phase": phase}
    assert view.charge(DOE, "1").refilable.name == refilable
    assert not codes(view, "error", "incomplete", "policy")
