"""
A later paper on a charge, under the id that it has, and a later line on its dismissal.

Authorities of the situations: FRCrimP 7(e); NMRA 5-204.
"""

import pytest
from stories import DOE, INDICTED, Act, act, codes, seen, stands

from casestate.events import (
    BoundOver,
    ChargeDismissed,
    ChargeFiled,
    DiversionStarted,
    NewTrialGranted,
    PleaAccepted,
    TrialBegan,
    VerdictReturned,
)

TRIAL, PLEA, DIVERTED = act(TrialBegan), act(PleaAccepted, plea="guilty"), act(DiversionStarted)
COMPLAINT = act(ChargeFiled, instrument="complaint", severity="misdemeanor", offense="burglary")
INFORMED = (COMPLAINT, act(BoundOver), act(ChargeFiled, instrument="information", offense="burglary"))


def paper(instrument: str, offense: str = "robbery") -> Act:
    return act(ChargeFiled, instrument=instrument, offense=offense)


@pytest.mark.parametrize(
    ("before", "instrument", "phase"),
    [
        ((INDICTED,), "superseding_indictment", "triable"),
        ((INDICTED, DIVERTED), "superseding_indictment", "diverted"),
        ((INDICTED,), "superseding_information", "triable"),
        (INFORMED, "amended_information", "triable"),
        ((*INFORMED, TRIAL), "amended_information", "on_trial"),
        ((*INFORMED, DIVERTED), "amended_information", "diverted"),
        ((COMPLAINT,), "amended_complaint", "charged"),
        ((COMPLAINT, TRIAL), "amended_complaint", "on_trial"),
    ],
)
def test_a_later_paper_changes_the_charge_before_verdict(before: tuple[Act, ...], instrument: str, phase: str) -> None:
    view = seen(*before, paper(instrument))
    version = view.charge(DOE, "1").version
    assert version is not None
    assert (stands(view, ["phase"]), version.offense, version.instrument) == ({"phase": phase}, "robbery", instrument)
    assert codes(view) == set()
    same = seen(*before, paper(instrument, "burglary"))
    assert (same.charge(DOE, "1").phase, codes(same)) == (phase, set())


@pytest.mark.parametrize(
    ("before", "instrument"),
    [
        ((INDICTED, TRIAL), "superseding_indictment"),
        ((INDICTED, PLEA), "superseding_indictment"),
        ((*INFORMED, PLEA), "amended_information"),
        ((INDICTED, act(ChargeDismissed, prejudice="with")), "superseding_indictment"),
    ],
)
def test_none_changes_it_once_jeopardy_has_attached_to_it_or_it_has_ended(
    before: tuple[Act, ...], instrument: str
) -> None:
    view = seen(*before, paper(instrument))
    assert codes(view, "error")
    version = view.charge(DOE, "1").version
    assert version is not None
    assert version.offense == "burglary"


@pytest.mark.parametrize("every", [0, 1, 14])
def test_a_later_line_says_whether_a_dismissal_bars(every: int) -> None:
    filed = act(ChargeFiled, instrument="indictment", on="2022-12-01")
    unsaid, without = act(ChargeDismissed), act(ChargeDismissed, prejudice="without")
    view = seen(filed, unsaid, without, every=every)
    assert stands(view, ["phase", "disposition"]) == {
        "phase": "dismissed",
        "disposition": "dismissed_without_prejudice",
    }
    assert codes(view) == set()


@pytest.mark.parametrize("first", ["with", "without"])
@pytest.mark.parametrize("every", [1, 2, 14])
def test_two_lines_that_contradict_each_other_are_a_question_of_local_law(first: str, every: int) -> None:
    filed = act(ChargeFiled, instrument="indictment", on="2022-12-01")
    lines = [
        act(ChargeDismissed, prejudice=each) for each in sorted(["with", "without"], key=lambda each: each != first)
    ]
    view = seen(filed, *lines, every=every)
    assert codes(view) == {"local-law"}
    assert stands(view, ["phase", "jeopardy"]) == {
        "phase": "dismissed" if first == "with" else "barred",
        "jeopardy": "unknown",
    }


@pytest.mark.parametrize("fell", [(TRIAL, act(VerdictReturned, verdict="hung")), (PLEA, act(NewTrialGranted))])
def test_the_paper_on_which_it_is_tried_again_may_say_the_same(fell: tuple[Act, ...]) -> None:
    view = seen(INDICTED, *fell, paper("indictment", "burglary"))
    assert (stands(view, ["phase"]), codes(view)) == ({"phase": "triable"}, set())
    assert codes(seen(INDICTED, paper("indictment", "burglary"))) == {"repeated"}
