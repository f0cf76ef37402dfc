"""
A death pending a first appeal abates the conviction where the law of the place says so, whatever order follows it.

Expected values: United States v. Bechtel, 547 F.2d 1379 (9th Cir.), and United States v. Parsons, 367 F.3d 409 (5th
Cir.): the appeal is dismissed, and the court below vacates the judgment and dismisses the indictment; People v. Dail,
22 Cal. 2d 642; State v. Salazar, 1997-NMSC-044 (substitution); Commonwealth v. Hernandez, 481 Mass. 582 (a note, and
the conviction stands); Dove v. United States, 423 U.S. 325 (a petition for certiorari abates nothing); United States v.
DeMichael, 461 F.3d 414 (3d Cir.) (an appeal that leaves the conviction alone abates nothing of it).
"""

import pytest
from stories import DOE, INDICTED, PRISON, Act, act, codes, seen, stands

from casestate import GENERIC, US_FEDERAL, US_NEW_MEXICO, Certainty, Procedure
from casestate.events import (
    AppealDecided,
    AppealFiled,
    AppealWithdrawn,
    ChargeAbated,
    ChargeDismissed,
    DefendantDied,
    SentenceImposed,
    TrialBegan,
    VerdictReturned,
)
from casestate.law import US_CALIFORNIA
from casestate.law.policies import Abatement

NO, POSSIBLY, YES = Certainty.NO, Certainty.POSSIBLY, Certainty.YES
TRIED = (
    INDICTED,
    act(TrialBegan),
    act(VerdictReturned, verdict="guilty"),
    act(SentenceImposed, components=(PRISON,)),
)
APPEAL, DIED, ABATED = act(AppealFiled, by="defendant"), act(DefendantDied), act(ChargeAbated)
AFFIRMED, MOOT = act(AppealDecided, outcome="affirmed"), act(AppealDecided, outcome="dismissed")
CERTIORARI = act(AppealFiled, by="defendant", kind="discretionary")
HABEAS = act(AppealFiled, by="defendant", kind="collateral")
BY_STATE = act(AppealFiled, by="prosecutor")
RESENTENCING = (APPEAL, act(AppealDecided, outcome="resentencing_ordered"))
PENDING = (*TRIED, APPEAL, DIED)
NOTED = US_FEDERAL.derive("noted", policies={"abatement": Abatement.NOTE_AND_STAND})
AB_INITIO = GENERIC.derive("from-the-beginning", policies={"abatement": Abatement.AB_INITIO})


def dismissed(prejudice: str = "unspecified") -> Act:
    return act(ChargeDismissed, by="court", prejudice=prejudice)


DISMISSED = dismissed()
ORDERS = {
    "dismissal": (DISMISSED,),
    "dismissal with prejudice": (dismissed("with"),),
    "dismissal without prejudice": (dismissed("without"),),
    "abatement": (ABATED,),
    "dismissal, then abatement": (DISMISSED, ABATED),
    "abatement, then dismissal": (ABATED, DISMISSED),
    "appeal dismissed": (MOOT,),
    "appeal withdrawn": (act(AppealWithdrawn, by="defendant"),),
    "appeal dismissed, then the charge": (MOOT, DISMISSED),
    "appeal dismissed, then abatement": (MOOT, ABATED),
    "judgment vacated, then dismissal": (act(AppealDecided, outcome="vacated"), DISMISSED),
}


def convicts(*acts: Act, procedure: Procedure = US_FEDERAL) -> Certainty:
    return seen(*acts, procedure=procedure).charge(DOE, "1").is_conviction()


@pytest.mark.parametrize("law", [US_FEDERAL, US_CALIFORNIA, AB_INITIO], ids=lambda law: law.name)
@pytest.mark.parametrize("orders", ORDERS.values(), ids=ORDERS)
def test_no_order_after_the_death_brings_back_a_conviction_that_abated(orders: tuple[Act, ...], law: Procedure) -> None:
    assert convicts(*PENDING, *orders, procedure=law) is NO
    assert "local-law" not in codes(seen(*PENDING, *orders, procedure=law))


def test_the_dismissal_carries_out_the_abatement_and_ends_the_appeal() -> None:
    view = seen(*PENDING, DISMISSED, procedure=US_FEDERAL)
    assert codes(view) == set()
    axes = {"phase": "abated", "conviction": "vacated", "disposition": "abated_by_death", "review": "ended"}
    assert stands(view, axes) == axes
    assert view[DOE].status.words == "ended by the defendant's death"


def test_one_who_died_awaiting_another_sentence_under_appeal_has_no_conviction() -> None:
    acts = (*TRIED, *RESENTENCING, APPEAL, DIED)
    assert convicts(*acts) is NO
    assert convicts(*acts, DISMISSED) is NO
    assert convicts(*acts, DISMISSED, procedure=GENERIC) is POSSIBLY


@pytest.mark.parametrize("law", [GENERIC, US_NEW_MEXICO, NOTED], ids=lambda law: law.name)
def test_where_the_law_is_another_or_unknown_a_dismissal_is_a_question_of_local_law(law: Procedure) -> None:
    assert convicts(*PENDING, DISMISSED, procedure=law) is POSSIBLY
    assert "local-law" in codes(seen(*PENDING, DISMISSED, procedure=law), "policy")


@pytest.mark.parametrize(("law", "counts"), [(GENERIC, POSSIBLY), (US_NEW_MEXICO, YES), (NOTED, YES)])
def test_the_dismissal_of_the_appeal_leaves_the_question_as_the_death_had_left_it(
    law: Procedure, counts: Certainty
) -> None:
    assert convicts(*PENDING, procedure=law) is counts
    assert convicts(*PENDING, MOOT, procedure=law) is counts


@pytest.mark.parametrize(
    "acts",
    [
        (DIED,),
        (APPEAL, MOOT, DIED),
        (APPEAL, AFFIRMED, DIED),
        (APPEAL, DIED, AFFIRMED),
        (APPEAL, AFFIRMED, CERTIORARI, DIED),
        (APPEAL, AFFIRMED, CERTIORARI, DIED, act(AppealDecided, outcome="certiorari_denied")),
        (HABEAS, DIED),
        (BY_STATE, DIED),
        (BY_STATE, DIED, MOOT),
    ],
)
@pytest.mark.parametrize("law", [US_FEDERAL, GENERIC], ids=lambda law: law.name)
def test_a_death_without_an_appeal_of_the_defendants_from_the_conviction_abates_nothing(
    acts: tuple[Act, ...], law: Procedure
) -> None:
    assert convicts(*TRIED, *acts, procedure=law) is YES


@pytest.mark.parametrize(
    "acts",
    [
        (APPEAL, DISMISSED, DIED),
        (DIED, DISMISSED),
        (APPEAL, AFFIRMED, DIED, DISMISSED),
        (APPEAL, AFFIRMED, CERTIORARI, DIED, DISMISSED),
        (HABEAS, DIED, DISMISSED),
        (BY_STATE, DIED, DISMISSED),
        (BY_STATE, DIED, ABATED),
    ],
)
def test_an_order_that_no_such_death_explains_stays_a_question_of_local_law(acts: tuple[Act, ...]) -> None:
    assert convicts(*TRIED, *acts) is POSSIBLY


def test_an_appeal_by_a_party_unnamed_may_be_the_defendants() -> None:
    assert convicts(*TRIED, act(AppealFiled), DIED) is NO
    assert convicts(*TRIED, act(AppealFiled), DIED, DISMISSED) is NO
