"""
Relief and dismissals in California: not every conviction set aside followed probation, and no dismissal says it bars.

A conviction may be dismissed after probation (Penal Code 1203.4), after prison (1203.41) or another sentence (1203.4a,
1473.7). Whether a dismissal bars another prosecution is for Penal Code 1387; an order does not say.
"""

import pytest
from stories import DOE, INDICTED, Act, act, codes, seen

from casestate.events import (
    ChargeDismissed,
    ChargeFiled,
    Component,
    ComponentKind,
    ConvictionSetAside,
    PleaAccepted,
    SentenceImposed,
    TrialBegan,
)
from casestate.law import US_CALIFORNIA

TRIED = act(TrialBegan)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        (("prison",), "conviction set aside; some purposes still count it"),
        (("fine",), "conviction set aside; some purposes still count it"),
        ((), "conviction set aside; some purposes still count it"),
        (("probation",), "conviction dismissed after probation; some purposes still count it"),
        (("deferred_imposition", "probation"), "conviction dismissed after probation; some purposes still count it"),
    ],
)
def test_a_conviction_is_dismissed_after_probation_where_the_file_has_probation(
    sentence: tuple[str, ...], words: str
) -> None:
    parts = [Component(kind=ComponentKind(kind)) for kind in sentence]
    acts = (INDICTED, act(PleaAccepted, plea="guilty"), act(SentenceImposed, components=parts), act(ConvictionSetAside))
    view = seen(*acts, procedure=US_CALIFORNIA)
    assert view[DOE].status.words == words
    assert any("after probation" in said for said in view[DOE].fairly_said) is ("probation" in sentence)


PETTY = act(ChargeFiled, instrument="complaint", severity="misdemeanor", offense="trespass")
FELONY = act(ChargeFiled, instrument="complaint", severity="felony", offense="burglary")
DISMISSED = act(ChargeDismissed, by="court", ground="interests_of_justice")


@pytest.mark.parametrize("filed", [PETTY, FELONY])
def test_an_everyday_dismissal_in_california_has_no_findings(filed: Act) -> None:
    assert codes(seen(filed, DISMISSED, procedure=US_CALIFORNIA)) == set()
    again = act(ChargeFiled, **{**filed[1], "charge": "2", "refiles": "1"})
    warned = {"barred-unless-excepted"} if filed is PETTY else set()
    assert codes(seen(filed, DISMISSED, again, procedure=US_CALIFORNIA)) == warned


def test_elsewhere_a_dismissal_on_which_a_bar_turns_is_reported_still() -> None:
    mid_trial = (INDICTED, TRIED, act(ChargeDismissed, by="court"))
    assert "prejudice-unspecified" in codes(seen(*mid_trial))
    assert "prejudice-unspecified" not in codes(seen(*mid_trial, procedure=US_CALIFORNIA))
