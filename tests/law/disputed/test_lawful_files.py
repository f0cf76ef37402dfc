"""
Ordinary files of lawful cases, in every order of a day, raise nothing.

Authorities: N.Y. CPL 195.10 (indictment may be waived once the defendant is held for the grand jury, at that time or
until an indictment); C.R.S. 18-1.3-102(2) (after a deferral the plea is withdrawn and the charge dismissed with
prejudice); Cal. Penal Code 1170.18, 1172.6 (a conviction is reduced, and sentenced anew); FRCrimP 11(c)(5) (a bargain
refused).
"""

from itertools import permutations

import pytest
from stories import DOE, INDICTED, PRISON, Act, act, codes, seen, stands

from casestate import GENERIC, US_FEDERAL, Procedure, View
from casestate.events import (
    AdjudicationDeferred,
    BoundOver,
    ChargeDismissed,
    ChargeFiled,
    Component,
    ConvictionReduced,
    DeferralCompleted,
    IndictmentWaived,
    PleaAccepted,
    PleaEntered,
    PleaRejected,
    PleaWithdrawn,
    PreliminaryWaived,
    SentenceCommuted,
    SentenceCompleted,
    SentenceDeferred,
    SentenceImposed,
)
from casestate.law import Purpose

DAY = "2023-09-01"
PLEA, SENTENCED = act(PleaAccepted, plea="guilty"), act(SentenceImposed, components=[PRISON])
JUDGED = (INDICTED, PLEA, SENTENCED)
COMPLAINT = act(ChargeFiled, instrument="complaint", severity="felony", offense="burglary")
INFORMATION = act(ChargeFiled, instrument="superseding_information", severity="felony", offense="burglary")
JAIL = Component(kind="jail", term="6 months")


def in_every_order(before: tuple[Act, ...], *day: Act) -> list[View]:
    on_day = [(event, {"on": DAY, **given}) for event, given in day]
    return [seen(*before, *order, every=7) for order in permutations(on_day)]


@pytest.mark.parametrize("procedure", [GENERIC, US_FEDERAL], ids=lambda law: law.name)
@pytest.mark.parametrize("held", [act(BoundOver), act(PreliminaryWaived)])
def test_who_is_held_for_the_grand_jury_may_waive_it(held: Act, procedure: Procedure) -> None:
    waived = act(IndictmentWaived)
    for papers in ((waived, INFORMATION), (INFORMATION, waived)):
        view = seen(COMPLAINT, held, *papers, PLEA, SENTENCED, procedure=procedure)
        assert stands(view, ["phase", "conviction"]) == {"phase": "judged", "conviction": "adjudicated"}
        assert codes(view) == set()
    for view in in_every_order((COMPLAINT,), held, waived):
        assert stands(view, ["phase"]) == {"phase": "triable"}
        assert codes(view) == set()


def test_who_was_indicted_has_no_indictment_to_waive() -> None:
    assert codes(seen(INDICTED, act(IndictmentWaived))) == {"repeated"}


def test_who_is_released_on_the_day_of_a_commutation_has_served_the_sentence() -> None:
    commuted = act(SentenceCommuted, components=[Component(kind="time_served")])
    for view in in_every_order(JUDGED, commuted, act(SentenceCompleted)):
        assert stands(view, ["sentence"]) == {"sentence": "completed"}
        assert codes(view) == set()
    later = seen(*JUDGED, act(SentenceCompleted), commuted)
    assert codes(later) == {"sentence-was-complete"}


@pytest.mark.parametrize(
    ("deferred", "conviction"),
    [(act(AdjudicationDeferred), "withheld"), (act(SentenceDeferred), "dismissed")],
)
def test_a_deferral_completed_ends_with_the_plea_withdrawn_and_the_charge_dismissed(
    deferred: Act, conviction: str
) -> None:
    completed, withdrawn = act(DeferralCompleted), act(PleaWithdrawn)
    before = (INDICTED, PLEA, deferred)
    expected = {"phase": "barred", "conviction": conviction, "disposition": "deferral_completed", "found": "guilty"}
    dismissed = act(ChargeDismissed, prejudice="with")
    for day in ((completed, withdrawn, dismissed), (completed, withdrawn), (completed, dismissed)):
        for view in in_every_order(before, *day):
            assert stands(view, expected) == expected
            assert codes(view) == set()
    view = seen(*before, completed, act(PleaWithdrawn, ground="rehabilitation"), dismissed)
    assert stands(view, expected) == expected
    assert codes(view) == set()
    assert view.charge(DOE, "1").is_conviction(Purpose.RECORD).name == "NO"


def test_why_a_plea_was_withdrawn_long_after_a_deferral_is_a_question_of_local_law() -> None:
    view = seen(INDICTED, PLEA, act(AdjudicationDeferred), act(DeferralCompleted), act(PleaWithdrawn))
    assert codes(view) == {"local-law"}


def test_a_plea_withdrawn_during_a_deferral_ends_it_otherwise() -> None:
    view = seen(INDICTED, PLEA, act(AdjudicationDeferred), act(PleaWithdrawn))
    assert stands(view, ["phase", "found"]) == {"phase": "triable", "found": "set_aside"}


@pytest.mark.parametrize("reduced", [{"severity": "misdemeanor"}, {"offense": "theft", "severity": "misdemeanor"}])
def test_a_conviction_reduced_is_sentenced_anew(reduced: dict[str, str]) -> None:
    reduction, sentence = act(ConvictionReduced, **reduced), act(SentenceImposed, components=[JAIL])
    for view in (*in_every_order(JUDGED, reduction, sentence), seen(*JUDGED, reduction, sentence)):
        charge = view.charge(DOE, "1")
        assert stands(view, ["phase", "sentence", "disposition"]) == {
            "phase": "judged",
            "sentence": "imposed",
            "disposition": "convicted_of_lesser",
        }
        assert (charge.severity, charge.components) == ("misdemeanor", (JAIL,))
        assert codes(view) == set()
    assert codes(seen(*JUDGED, reduction, sentence, sentence)) == {"sentenced-again"}
    assert codes(seen(*JUDGED, sentence)) == {"sentenced-again"}


@pytest.mark.parametrize("before", [(INDICTED, PLEA), (INDICTED, PLEA, act(AdjudicationDeferred))])
def test_a_conviction_reduced_on_the_day_of_its_first_sentence_is_as_it_was(before: tuple[Act, ...]) -> None:
    for view in in_every_order(before, act(ConvictionReduced, severity="misdemeanor"), SENTENCED):
        assert stands(view, ["phase", "disposition"]) == {"phase": "judged", "disposition": "convicted_of_lesser"}
        assert codes(view) == set()


REFUSED = act(PleaRejected)
ANOTHER = act(PleaAccepted, plea="guilty", offense="trespass", severity="misdemeanor")


def test_a_bargain_refused_and_a_new_one_on_the_same_day_convicts_of_the_new_one() -> None:
    offered = (INDICTED, act(PleaEntered, plea="guilty"))
    for view in in_every_order(offered, REFUSED, ANOTHER):
        assert stands(view, ["phase", "conviction"]) == {"phase": "found_guilty", "conviction": "found"}
        assert view.charge(DOE, "1").convicted_of == "trespass"
        assert codes(view) == set()


@pytest.mark.parametrize(
    ("before", "accepted"),
    [
        ((INDICTED,), ANOTHER),
        ((INDICTED, act(PleaEntered, plea="not_guilty")), ANOTHER),
        ((INDICTED, act(PleaEntered, plea="guilty")), PLEA),
        ((INDICTED, act(PleaEntered, plea="guilty"), REFUSED), ANOTHER),
    ],
)
def test_where_no_other_bargain_was_refused_the_acceptance_may_have_been_taken_back(
    before: tuple[Act, ...], accepted: Act
) -> None:
    for view in in_every_order(before, REFUSED, accepted):
        assert stands(view, ["phase"]) == {"phase": "triable"}
        assert codes(view) == {"local-law"}
