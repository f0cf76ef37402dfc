"""
A charge off the active docket, on which the court then acts.

Expected values: it is before the court again, as it is when its trial begins.
"""

import pytest
from stories import DOE, INDICTED, Act, act, codes, seen

from casestate.events import (
    AdjudicationDeferred,
    AppealDecided,
    AppealFiled,
    ChargeDischarged,
    ChargeDismissed,
    ChargeFiled,
    ChargeInactivated,
    ChargeReinstated,
    MistrialDeclared,
    OrderVacated,
    PleaAccepted,
    PleaEntered,
    SentenceImposed,
    TrialBegan,
    VerdictReturned,
)

TRIAL, SENTENCED = act(TrialBegan), act(SentenceImposed)
GUILTY, NOT_GUILTY = act(VerdictReturned, verdict="guilty"), act(VerdictReturned, verdict="not_guilty")
BY_DEFENDANT, BY_STATE = act(AppealFiled, by="defendant"), act(AppealFiled, by="prosecutor")
DISMISSED = act(ChargeDismissed, by="prosecutor", prejudice="without")
PLEA = act(PleaAccepted, plea="guilty")
INACTIVE = act(ChargeInactivated, ground="stet")


class TestAChargeOffTheActiveDocket:
    @pytest.mark.parametrize(
        "acts",
        [
            (PLEA,),
            (TRIAL, INACTIVE, GUILTY),
            (TRIAL, INACTIVE, act(VerdictReturned, verdict="hung")),
            (TRIAL, INACTIVE, act(MistrialDeclared)),
            (PLEA, INACTIVE, act(AdjudicationDeferred)),
            (DISMISSED, act(ChargeReinstated)),
            (act(ChargeDismissed, prejudice="with"), act(OrderVacated)),
            (DISMISSED, BY_STATE, act(AppealDecided, outcome="reversed", by="prosecutor")),
        ],
    )
    def test_it_is_on_it_once_the_court_acts(self, acts: tuple[Act, ...]) -> None:
        view = seen(INDICTED, INACTIVE, *acts)
        assert view.charge(DOE, "1").activity == "active"
        assert "docket" not in view[DOE].status.words
        assert not codes(view)

    def test_so_it_is_once_it_is_indicted_after_a_discharge(self) -> None:
        complaint = act(ChargeFiled, instrument="complaint", severity="felony", offense="burglary")
        view = seen(complaint, INACTIVE, act(ChargeDischarged), INDICTED)
        assert view.charge(DOE, "1").activity == "active"

    @pytest.mark.parametrize("acts", [(), (act(PleaEntered, plea="not_guilty"),), (BY_STATE,)])
    def test_until_then_it_is_off(self, acts: tuple[Act, ...]) -> None:
        assert "off the active docket" in seen(INDICTED, INACTIVE, *acts)[DOE].status.words
