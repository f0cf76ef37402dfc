"""
A charge that is open has no day of disposition, and one whose dismissal fell has no dismissal.

A row of a charge says when it was disposed of. The day on which a disposition was undone is no such day.
"""

import pytest
from stories import DOE, INDICTED, Act, act, seen

from casestate.events import (
    AppealDecided,
    AppealFiled,
    ChargeDismissed,
    ChargeFiled,
    ChargeMerged,
    ChargeReinstated,
    DiversionFailed,
    DiversionStarted,
    MistrialDeclared,
    NewTrialGranted,
    OrderVacated,
    PleaAccepted,
    PleaWithdrawn,
    SentenceDeferred,
    SentenceImposed,
    TrialBegan,
    VerdictReturned,
)

PLEADED, SENTENCED = act(PleaAccepted, plea="guilty"), act(SentenceImposed)
DISMISSED, BARRED = act(ChargeDismissed, prejudice="without"), act(ChargeDismissed, by="court", prejudice="with")
APPEALED, REVERSED = act(AppealFiled, by="prosecutor"), act(AppealDecided, outcome="reversed")
TRIED = (act(TrialBegan), act(VerdictReturned, verdict="guilty"))


@pytest.mark.parametrize(
    "acts",
    [
        (PLEADED, act(PleaWithdrawn)),
        (DISMISSED, act(ChargeReinstated)),
        (DISMISSED, act(OrderVacated)),
        (BARRED, APPEALED, REVERSED),
        (act(DiversionStarted), act(DiversionFailed)),
        (DISMISSED, act(ChargeFiled, instrument="indictment", offense="burglary")),
        (act(TrialBegan), act(MistrialDeclared)),
        (*TRIED, act(NewTrialGranted)),
        (PLEADED, SENTENCED, act(AppealFiled, by="defendant"), act(AppealDecided, outcome="reversed_and_remanded")),
        (PLEADED,),
        TRIED,
    ],
)
def test_an_open_charge_has_no_day_of_disposition_and_no_dismissal(acts: tuple[Act, ...]) -> None:
    (row,) = seen(INDICTED, *acts).records()
    assert (row["open"], row["disposed"], row["prejudice"]) == (True, None, None)
    assert row["undecided"] == ""


@pytest.mark.parametrize(
    ("acts", "disposed"),
    [
        ((DISMISSED,), "2023-01-16"),
        ((BARRED,), "2023-01-16"),
        ((DISMISSED, act(ChargeReinstated), DISMISSED), "2023-02-13"),
        ((PLEADED, act(PleaWithdrawn), PLEADED, SENTENCED), "2023-02-13"),
        ((PLEADED, SENTENCED), "2023-01-16"),
        ((PLEADED, act(SentenceDeferred)), "2023-01-30"),
        ((*TRIED, SENTENCED, act(NewTrialGranted), act(OrderVacated)), "2023-01-30"),
    ],
)
def test_a_charge_that_is_open_no_more_has_the_day_of_the_last_disposition(
    acts: tuple[Act, ...], disposed: str
) -> None:
    (row,) = seen(INDICTED, *acts).records()
    assert (row["open"], row["disposed"]) == (False, disposed)


def test_a_dismissal_that_was_reversed_says_nothing_of_the_conviction_that_returned() -> None:
    view = seen(INDICTED, *TRIED, BARRED, APPEALED, REVERSED, SENTENCED)
    charge = view.charge(DOE, "1")
    assert charge.convicted_of == "burglary"
    assert (charge.dismissal, charge.prejudice, charge.ground) == (None, None, None)


def test_a_count_merged_after_its_dismissal_fell_was_not_dismissed() -> None:
    view = seen(INDICTED, *TRIED, DISMISSED, act(OrderVacated), act(ChargeMerged, into="2"))
    assert view.charge(DOE, "1").prejudice is None


def test_a_dismissal_reversed_leaves_the_one_before_it() -> None:
    twice = (DISMISSED, act(ChargeDismissed, by="court", prejudice="with"))
    assert seen(INDICTED, *twice).charge(DOE, "1").prejudice == "with"
    back = seen(INDICTED, *twice, APPEALED, REVERSED).charge(DOE, "1")
    assert back.prejudice in (None, "without")
