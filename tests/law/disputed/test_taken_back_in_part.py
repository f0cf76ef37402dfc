"""
What falls on appeal or by relief, and what stays.

Expected values: an appeal from a revocation cannot reach the conviction behind it; Cal. Penal Code 1203.4 and 18 USC
921(a)(20) of relief after probation; 8 USC 1101(a)(48)(A) and Matter of Pickering of immigration.
"""

import pytest
from stories import DOE, INDICTED, PRISON, Act, act, codes, seen, stands

from casestate import Certainty
from casestate.events import (
    AdjudicationDeferred,
    AppealDecided,
    AppealFiled,
    ChargeDismissed,
    Component,
    DeferralRevoked,
    PleaAccepted,
    PleaSetAside,
    PleaWithdrawn,
    SentenceCompleted,
    SentenceDeferred,
    SentenceImposed,
    SentenceModified,
    SentenceStayed,
    SupervisionDecided,
    SupervisionViolationAlleged,
)
from casestate.law import GENERIC, US_CALIFORNIA, Procedure

PLEA, APPEALED = act(PleaAccepted, plea="guilty"), act(AppealFiled, by="defendant")
PROBATION = Component(kind="probation", term="3 years")
ON_PROBATION = (INDICTED, PLEA, act(SentenceImposed, components=[PROBATION]))
ALLEGED = act(SupervisionViolationAlleged)
REVOKED = act(SupervisionDecided, outcome="revoked", components=[PRISON])
SENTENCED = act(SentenceImposed, components=[PRISON])
REVERSALS = ("reversed", "reversed_and_remanded", "vacated", "reversed_for_insufficiency")
ALARMS = ("error", "policy", "incomplete")


def decided(outcome: str) -> Act:
    return act(AppealDecided, outcome=outcome)


@pytest.mark.parametrize("outcome", REVERSALS)
@pytest.mark.parametrize(
    "revoked",
    [
        (ALLEGED, REVOKED),
        (REVOKED,),
        (REVOKED, act(SentenceStayed)),
        (act(SupervisionDecided, outcome="revoked"), act(SentenceModified, components=[PRISON])),
    ],
    ids=["alleged", "at once", "stayed", "modified"],
)
def test_a_revocation_reversed_leaves_the_conviction_and_the_probation(revoked: tuple[Act, ...], outcome: str) -> None:
    view = seen(*ON_PROBATION, *revoked, APPEALED, decided(outcome))
    expected = {"phase": "judged", "found": "guilty", "conviction": "adjudicated", "sentence": "imposed"}
    assert stands(view, expected) == expected
    charge = view.charge(DOE, "1")
    assert charge.components == (PROBATION,)
    assert charge.is_conviction() is Certainty.YES
    assert not codes(view)


def test_probation_goes_on_after_a_revocation_was_reversed() -> None:
    reversed_ = (*ON_PROBATION, REVOKED, APPEALED, decided("reversed"))
    assert seen(*reversed_, ALLEGED).charge(DOE, "1").components == (PROBATION,)
    other = Component(kind="jail", term="1 year")
    again = act(SupervisionDecided, outcome="revoked", components=[other])
    assert seen(*reversed_, ALLEGED, again).charge(DOE, "1").components == (other,)
    assert seen(*ON_PROBATION, REVOKED, APPEALED, decided("affirmed")).charge(DOE, "1").components == (PRISON,)


def test_an_appeal_from_before_the_revocation_is_from_the_conviction() -> None:
    view = seen(*ON_PROBATION, APPEALED, REVOKED, decided("reversed"))
    assert stands(view, ["phase", "conviction"]) == {"phase": "triable", "conviction": "reversed"}


@pytest.mark.parametrize("sentenced", [(), (SENTENCED,)])
def test_the_revocation_of_a_deferral_reversed_leaves_the_deferral(sentenced: tuple[Act, ...]) -> None:
    for deferred, expected in (
        (act(AdjudicationDeferred), {"phase": "deferred", "conviction": "withheld", "sentence": "none"}),
        (act(SentenceDeferred), {"phase": "sentence_deferred", "conviction": "adjudicated", "sentence": "deferred"}),
    ):
        view = seen(INDICTED, PLEA, deferred, act(DeferralRevoked), *sentenced, APPEALED, decided("reversed"))
        assert stands(view, expected) == expected
        assert view.charge(DOE, "1").components is None
        assert not codes(view)


@pytest.mark.parametrize(
    "before",
    [
        *[(act(SupervisionDecided, outcome=each),) for each in ("completed", "terminated_early", "discharged")],
        (act(SentenceCompleted),),
    ],
)
@pytest.mark.parametrize("after", [(), (act(ChargeDismissed),)])
def test_a_plea_withdrawn_after_probation_sets_the_conviction_aside(
    before: tuple[Act, ...], after: tuple[Act, ...]
) -> None:
    view = seen(*ON_PROBATION, *before, act(PleaWithdrawn), *after)
    expected = {"phase": "judged", "found": "guilty", "conviction": "set_aside"}
    assert stands(view, expected) == expected
    assert not codes(view)
    charge = view.charge(DOE, "1")
    assert charge.status.words.startswith("conviction set aside; some purposes still count it")
    assert charge.is_conviction("record") is Certainty.NO
    assert charge.is_conviction("immigration") is Certainty.YES
    assert charge.is_conviction("federal_firearms") is Certainty.POSSIBLY


@pytest.mark.parametrize("fell", [PleaWithdrawn, PleaSetAside])
@pytest.mark.parametrize("law", [GENERIC, US_CALIFORNIA])
def test_relief_that_keeps_the_bar_on_firearms_leaves_a_conviction_for_it(
    fell: type[PleaWithdrawn | PleaSetAside], law: Procedure
) -> None:
    view = seen(*ON_PROBATION, act(fell, ground="rehabilitation"), procedure=law)
    kept = Certainty.YES if law is US_CALIFORNIA else Certainty.POSSIBLY
    charge = view.charge(DOE, "1")
    assert [charge.is_conviction(each) for each in ("federal_firearms", "state_firearms")] == [kept, kept]
    assert charge.is_conviction("immigration") is Certainty.YES
    assert not codes(view)


def test_a_plea_withdrawn_for_a_defect_leaves_the_charge_to_be_tried() -> None:
    done = act(SupervisionDecided, outcome="completed")
    view = seen(*ON_PROBATION, done, act(PleaWithdrawn, ground="merits"))
    assert stands(view, ["phase", "found"]) == {"phase": "triable", "found": "set_aside"}


def test_what_is_affirmed_only_in_part_is_told() -> None:
    view = seen(*ON_PROBATION, APPEALED, decided("affirmed_in_part"))
    assert codes(view) == {"affirmed-in-part"}
    assert view.charge(DOE, "1").status.words == "convicted and sentenced; affirmed only in part on appeal"
    expected = {"phase": "judged", "conviction": "adjudicated", "review": "ended"}
    assert stands(view, expected) == expected
    before_trial = seen(INDICTED, APPEALED, decided("affirmed_in_part"))
    assert not codes(before_trial)
