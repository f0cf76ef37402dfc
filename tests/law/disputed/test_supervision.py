"""
Supervision that is revoked, reinstated or complete, and what is left of the sentence or the deferral.

Expected values: FRCrimP 32.1; NMSA 31-21-15(B); Cal. Penal Code 1203.2.
"""

import pytest
from stories import DOE, INDICTED, PRISON, Act, act, codes, seen, stands

from casestate.events import Component, PleaAccepted, SentenceImposed, SupervisionDecided, SupervisionViolationAlleged

PLEA = act(PleaAccepted, plea="guilty")
PROBATION = Component(kind="probation", term="2 years")
SENTENCED = (INDICTED, PLEA, act(SentenceImposed, components=[PROBATION]))
ALLEGED = act(SupervisionViolationAlleged)


def decided(outcome: str, **given: object) -> Act:
    """Return a decision on supervision."""
    return act(SupervisionDecided, outcome=outcome, **given)


REVOKED, REINSTATED = decided("revoked", components=[PRISON]), decided("reinstated")


@pytest.mark.parametrize(
    "before",
    [
        (),
        (ALLEGED,),
        (ALLEGED, decided("violation_found")),
        (decided("absconded"),),
        (decided("tolled"),),
        (REVOKED, REINSTATED, ALLEGED),
    ],
)
def test_supervision_reinstated_leaves_the_sentence(before: tuple[Act, ...]) -> None:
    view = seen(*SENTENCED, *before, REINSTATED)
    assert view.charge(DOE, "1").components == (PROBATION,)
    assert stands(view, ["sentence", "supervision"]) == {"sentence": "imposed", "supervision": "reinstated"}
    assert not codes(view)


def test_a_sentence_changed_since_an_earlier_reinstatement_stays() -> None:
    changed = act(SentenceImposed, components=[PRISON])
    view = seen(*SENTENCED, REVOKED, REINSTATED, decided("revoked"), changed, ALLEGED)
    assert view.charge(DOE, "1").components == (PRISON,)
    assert seen(*SENTENCED, REVOKED, REINSTATED, decided("revoked"), changed, REINSTATED).charge(
        DOE, "1"
    ).components == (PROBATION,)
