"""
A reduction, or a verdict on a lesser offence, that names a graver one than before is told.

Expected values: FRCrimP 31(c), of lesser included offences; Cal. Penal Code 17(b) and ORS 161.705, of reductions.
"""

import pytest
from stories import Act, act, codes, seen

from casestate.events import (
    ChargeFiled,
    ConvictionReduced,
    PleaAccepted,
    SentenceImposed,
    TrialBegan,
    VerdictReturned,
)

MISDEMEANOR = act(ChargeFiled, instrument="information", offense="trespass", severity="misdemeanor")
FELONY = act(ChargeFiled, instrument="indictment", offense="burglary", severity="felony")
PLEA, SENTENCED, TRIAL = act(PleaAccepted, plea="guilty"), act(SentenceImposed), act(TrialBegan)
TO_LESS = act(PleaAccepted, plea="guilty", offense="trespass", severity="misdemeanor")
TO_A_FELONY, TO_A_MISDEMEANOR = [act(ConvictionReduced, severity=each) for each in ("felony", "misdemeanor")]
OF_A_LESSER = act(VerdictReturned, verdict="guilty_of_lesser_included")


def lesser(severity: str) -> Act:
    return act(VerdictReturned, verdict="guilty_of_lesser_included", offense="another", severity=severity)


@pytest.mark.parametrize(
    "acts",
    [
        (MISDEMEANOR, PLEA, SENTENCED, TO_A_FELONY),
        (FELONY, TO_LESS, SENTENCED, TO_A_FELONY),
        (FELONY, PLEA, SENTENCED, TO_A_MISDEMEANOR, TO_A_FELONY),
        (MISDEMEANOR, TRIAL, lesser("felony")),
    ],
)
def test_what_is_graver_is_no_reduction(acts: tuple[Act, ...]) -> None:
    assert codes(seen(*acts)) == {"not-a-downgrade"}


@pytest.mark.parametrize(
    "acts",
    [
        (FELONY, PLEA, SENTENCED, TO_A_MISDEMEANOR),
        (FELONY, PLEA, SENTENCED, TO_A_FELONY),
        (FELONY, TRIAL, lesser("misdemeanor")),
        (FELONY, TRIAL, OF_A_LESSER, SENTENCED, TO_A_FELONY),
        (FELONY, TRIAL, lesser("unknown")),
    ],
)
def test_what_is_lower_or_of_no_known_class_raises_nothing(acts: tuple[Act, ...]) -> None:
    assert codes(seen(*acts)) == set()
