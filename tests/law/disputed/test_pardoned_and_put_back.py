"""
A pardon of what a court has set aside relieves the conviction again once the court's order falls.

Expected values: a pardon is of the offence (Ex parte Garland), so it does not matter whether the judgment stood on the
day on which it was granted; and it is no pardon of a conviction that came after it.
"""

import pytest
from stories import DOE, INDICTED, Act, act, codes, seen, stands

from casestate.engine.fold import fold
from casestate.events import (
    AppealDecided,
    AppealFiled,
    ConvictionSetAside,
    NewTrialGranted,
    OrderVacated,
    Pardoned,
    PleaAccepted,
    PleaSetAside,
    SentenceImposed,
    Subject,
    TrialBegan,
    VerdictReturned,
)
from casestate.law import GENERIC
from casestate.state import ChargeState

CONVICTED = (INDICTED, act(PleaAccepted, plea="guilty"), act(SentenceImposed))
PARDON, TAKEN_BACK = act(Pardoned), act(OrderVacated)
BY_STATE, REVERSED = act(AppealFiled, by="prosecutor"), act(AppealDecided, outcome="reversed")


@pytest.mark.parametrize("back", [(TAKEN_BACK,), (BY_STATE, REVERSED)])
@pytest.mark.parametrize(
    "order",
    [
        act(ConvictionSetAside),
        act(ConvictionSetAside, ground="merits"),
        act(PleaSetAside, ground="rehabilitation"),
        act(NewTrialGranted),
    ],
)
def test_a_pardon_before_or_after_the_order_stands_once_the_order_has_fallen(order: Act, back: tuple[Act, ...]) -> None:
    for acts in ((PARDON, order), (order, PARDON)):
        view = seen(*CONVICTED, *acts, *back)
        assert stands(view, ["phase", "conviction"]) == {"phase": "judged", "conviction": "pardoned"}
        assert view[DOE].status.words == "found guilty, and pardoned"
        assert not codes(view)


def test_while_the_order_stands_the_pardon_is_told_beside_it() -> None:
    view = seen(*CONVICTED, act(ConvictionSetAside), PARDON)
    assert view[DOE].status.words == "conviction set aside; some purposes still count it; a pardon was granted"


def test_a_pardon_is_none_of_a_conviction_that_came_later() -> None:
    fell = (act(AppealFiled, by="defendant"), REVERSED)
    tried = (act(TrialBegan), act(VerdictReturned, verdict="guilty"), act(SentenceImposed))
    view = seen(*CONVICTED, PARDON, *fell, *tried)
    assert view[DOE].status.words == "convicted and sentenced; a pardon had been granted earlier"
    assert "and a pardon had been granted earlier" in " ".join(view[DOE].fairly_said)


def test_the_reasons_of_a_pardon_put_back_are_the_pardon_and_the_order_that_put_it_back() -> None:
    view = seen(*CONVICTED, act(ConvictionSetAside), PARDON, TAKEN_BACK)
    why = view.charge(DOE, "1").why("conviction")
    assert {"e5", "e6"} <= {entry.id for entry in why.entries}
    state, _ = fold(Subject("charge", DOE, "1"), why.entries, GENERIC)
    assert isinstance(state, ChargeState)
    assert state.conviction == "pardoned"
