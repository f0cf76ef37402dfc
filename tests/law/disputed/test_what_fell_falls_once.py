"""
What has fallen falls once, and nothing says more of a conviction than is known.

Expected values: an order that sets aside what has fallen adds nothing to the file and lacks nothing; whether a
conviction stands is a question of local law where an act that only some places allow came after judgment; an acquittal
belongs to a criminal charge; an infraction is heard without a trial.
"""

import pytest
from stories import DOE, INDICTED, Act, act, codes, seen, stands

from casestate import Certainty
from casestate.events import (
    AdjudicationDeferred,
    AppealDecided,
    AppealFiled,
    ChargeDismissed,
    ChargeFiled,
    ChargeReinstated,
    ConvictionSetAside,
    DeferralCompleted,
    DeNovoAppealFiled,
    JudgmentArrested,
    NewTrialGranted,
    OrderVacated,
    PleaAccepted,
    PleaSetAside,
    SentenceImposed,
    TrialBegan,
    VerdictReturned,
)

PLEA, SENTENCED = act(PleaAccepted, plea="guilty"), act(SentenceImposed)
CONVICTED = (INDICTED, PLEA, SENTENCED)
MERITS, SET_ASIDE, PLEA_FALLS = act(ConvictionSetAside, ground="merits"), act(ConvictionSetAside), act(PleaSetAside)
FELL = {"phase": "triable", "found": "set_aside", "conviction": "vacated"}
LOCAL = "whether an earlier conviction stands is a question of local law"


@pytest.mark.parametrize("again", [MERITS, SET_ASIDE, PLEA_FALLS])
@pytest.mark.parametrize("first", [MERITS, PLEA_FALLS, act(NewTrialGranted), act(DeNovoAppealFiled)])
def test_another_relief_after_the_finding_fell_moves_nothing(first: Act, again: Act) -> None:
    view = seen(*CONVICTED, first, again)
    assert stands(view, FELL) == FELL
    assert "no longer" in view[DOE].status.words or "was set aside" in view[DOE].status.words
    assert not codes(view)


def test_the_order_taken_back_takes_both_lines_with_it() -> None:
    view = seen(*CONVICTED, MERITS, PLEA_FALLS, act(OrderVacated))
    assert stands(view, ["phase", "conviction"]) == {"phase": "judged", "conviction": "adjudicated"}


@pytest.mark.parametrize(
    ("acts", "words", "said"),
    [
        (
            (act(JudgmentArrested),),
            f"judgment arrested, and may be filed again; {LOCAL}",
            "A judge arrested judgment on charge 1 of burglary against A. Doe",
        ),
        (
            (act(AdjudicationDeferred), act(DeferralCompleted)),
            f"deferral completed; {LOCAL}",
            "A. Doe completed the terms of a deferral on charge 1 of burglary",
        ),
    ],
)
def test_no_conviction_is_stated_where_that_is_a_question_of_local_law(
    acts: tuple[Act, ...], words: str, said: str
) -> None:
    view = seen(*CONVICTED, *acts)
    assert view[DOE].status.words == words
    assert view.charge(DOE, "1").is_conviction() is Certainty.POSSIBLY
    told = " ".join(view[DOE].fairly_said)
    assert said.partition(" charge 1")[0] in told
    assert "no conviction" not in told
    assert "without a conviction" not in told


@pytest.mark.parametrize(
    ("filed", "acquits"),
    [
        ({"instrument": "indictment"}, True),
        ({"instrument": "petition"}, False),
        ({"instrument": "citation", "severity": "infraction"}, False),
        ({"instrument": "probation_violation_petition"}, False),
    ],
)
def test_only_a_criminal_charge_reversed_for_insufficiency_is_an_acquittal_in_effect(
    filed: dict[str, str], acquits: bool
) -> None:
    tried = (act(ChargeFiled, **filed), act(TrialBegan), act(VerdictReturned, verdict="guilty"), SENTENCED)
    view = seen(*tried, act(AppealFiled, by="defendant"), act(AppealDecided, outcome="reversed_for_insufficiency"))
    assert view[DOE].status.words == "reversed on appeal for insufficient evidence"
    assert ("effect of an acquittal" in " ".join(view[DOE].fairly_said)) is acquits


@pytest.mark.parametrize("prejudice", ["with", "without", "unspecified"])
def test_a_dismissal_that_came_with_relief_may_be_taken_back_in_places(prejudice: str) -> None:
    view = seen(*CONVICTED, SET_ASIDE, act(ChargeDismissed, prejudice=prejudice), act(ChargeReinstated))
    assert stands(view, ["phase", "conviction"]) == {"phase": "judged", "conviction": "unknown"}
    assert codes(view) == {"local-law"}


@pytest.mark.parametrize("severity", ["infraction", "non_criminal"])
def test_an_infraction_may_be_found_not_proved_without_a_trial(severity: str) -> None:
    cited = act(ChargeFiled, instrument="citation", severity=severity, offense="speeding")
    view = seen(cited, act(VerdictReturned, verdict="not_guilty"))
    assert view[DOE].status.words == "found not responsible"
    assert not codes(view)
