"""
A reduction that a court takes back, or that falls on the State's appeal, leaves the conviction as it was.

Expected values: Cal. Penal Code 17(b) (a court may make a felony a misdemeanor, at sentence or years later) and 1238
(the People may appeal an order that modifies the verdict, or one made after judgment that affects their rights).
"""

import pytest
from stories import INDICTED, Act, act, codes, seen

from casestate import View
from casestate.events import (
    AppealDecided,
    AppealFiled,
    Component,
    ConvictionReduced,
    OrderVacated,
    PleaAccepted,
    SentenceImposed,
    SentenceModified,
)
from casestate.law.places.us_california import US_CALIFORNIA

PLEA = act(PleaAccepted, plea="guilty")
PROBATION = Component(kind="probation", term="3 years")
JUDGED = (INDICTED, PLEA, act(SentenceImposed, components=[PROBATION]))
REDUCED = act(ConvictionReduced, severity="misdemeanor")
BY_STATE = act(AppealFiled, by="prosecutor")
REVERSED = act(AppealDecided, outcome="reversed")
TAKEN_BACK = [
    (BY_STATE, REVERSED),
    (BY_STATE, act(AppealDecided, outcome="verdict_reinstated")),
    (act(OrderVacated),),
]


def stands_as(view: View) -> tuple[str, str, str | None, str]:
    charge = view.charge("A. Doe", "1")
    return charge.phase, charge.severity, charge.convicted_of, charge.sentence


@pytest.mark.parametrize("back", TAKEN_BACK)
def test_a_reduction_taken_back_leaves_the_felony_and_its_sentence(back: tuple[Act, ...]) -> None:
    for reduced in (REDUCED, act(ConvictionReduced, offense="trespass", severity="misdemeanor")):
        view = seen(*JUDGED, reduced, *back, procedure=US_CALIFORNIA)
        assert stands_as(view) == ("judged", "felony", "burglary", "imposed")
        charge = view.charge("A. Doe", "1")
        assert charge.components == (PROBATION,)
        assert charge.disposition == "convicted_by_plea"
        assert not any("reduced" in each for each in view["A. Doe"].fairly_said)
        assert codes(view) == set()


@pytest.mark.parametrize("back", TAKEN_BACK)
def test_before_sentence_likewise(back: tuple[Act, ...]) -> None:
    view = seen(INDICTED, PLEA, REDUCED, *back)
    assert stands_as(view) == ("found_guilty", "felony", "burglary", "none")
    assert codes(view) == set()


@pytest.mark.parametrize("back", TAKEN_BACK)
def test_of_two_reductions_the_last_is_taken_back(back: tuple[Act, ...]) -> None:
    view = seen(*JUDGED, REDUCED, act(ConvictionReduced, offense="trespass", severity="infraction"), *back)
    assert stands_as(view) == ("judged", "misdemeanor", "burglary", "imposed")


@pytest.mark.parametrize(
    ("between", "appeal"),
    [
        ((act(SentenceModified, components=[PROBATION]),), BY_STATE),
        ((), act(AppealFiled)),
    ],
)
def test_nothing_moves_while_the_file_leaves_open_what_was_reversed(between: tuple[Act, ...], appeal: Act) -> None:
    view = seen(*JUDGED, REDUCED, *between, appeal, REVERSED)
    assert view.charge("A. Doe", "1").phase == "judged"
    assert view.charge("A. Doe", "1").severity == "misdemeanor"
    assert codes(view) == {"unread-outcome"}


def test_an_appeal_of_the_defendant_is_from_the_conviction() -> None:
    view = seen(*JUDGED, REDUCED, act(AppealFiled, by="defendant"), REVERSED)
    assert view.charge("A. Doe", "1").phase == "triable"
    assert codes(view) == set()
