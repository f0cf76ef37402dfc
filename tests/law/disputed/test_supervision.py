"""
Supervision that is revoked, reinstated or complete, and what is left of the sentence or the deferral.

Expected values: FRCrimP 32.1; NMSA 31-21-15(B); Cal. Penal Code 1203.2; of discharges, Sentencing Act 2020, s. 82(3):
once the offender is sentenced for the offence, the order ceases to have effect. Of one day, the order in which each act
has what it presupposes. Of deferrals, Tex. Code Crim. Proc. art. 42A.108, 42A.110: on a violation the court proceeds to
adjudicate guilt, and sentences as if judgment had not been withheld.
"""

from itertools import permutations

import pytest
from stories import DOE, INDICTED, PRISON, Act, act, codes, seen, stands

from casestate import GENERIC, US_NEW_MEXICO, Certainty, Procedure
from casestate.events import (
    AdjudicationDeferred,
    AppealDecided,
    AppealFiled,
    ChargeDismissed,
    ChargeFiled,
    Component,
    ComponentKind,
    DeferralCompleted,
    DeferralRevoked,
    PleaAccepted,
    PleaEntered,
    SentenceCompleted,
    SentenceDeferred,
    SentenceImposed,
    SupervisionDecided,
    SupervisionViolationAlleged,
)
from casestate.law import ENGLAND_AND_WALES

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


THEFT = act(ChargeFiled, instrument="complaint", severity="misdemeanor", grade="either way", offense="theft")
SENTENCE = act(SentenceImposed, components=[PRISON])
BREACHES = ((ALLEGED, decided("violation_found")), (ALLEGED,), (decided("violation_admitted"),))


def put_off(kind: str) -> Act:
    """Return a sentence that in many places puts off judgment or sentence."""
    return act(SentenceImposed, components=[Component(kind=ComponentKind(kind))])


@pytest.mark.parametrize("before", [*BREACHES, ()])
@pytest.mark.parametrize(
    ("law", "first"),
    [
        (ENGLAND_AND_WALES, "conditional_discharge"),
        (GENERIC, "supervision"),
        (GENERIC, "deferred_imposition"),
    ],
)
def test_a_sentence_ends_what_had_put_it_off(before: tuple[Act, ...], law: Procedure, first: str) -> None:
    view = seen(THEFT, act(PleaEntered, plea="guilty"), PLEA, put_off(first), *before, SENTENCE, procedure=law)
    charge = view.charge(DOE, "1")
    assert charge.status.words == "convicted and sentenced"
    assert (charge.components, charge.is_conviction()) == ((PRISON,), Certainty.YES)
    assert not codes(view)


def test_money_alone_ends_no_discharge() -> None:
    costs = act(SentenceImposed, components=[Component(kind="fee")])
    view = seen(THEFT, PLEA, put_off("conditional_discharge"), costs, procedure=ENGLAND_AND_WALES)
    assert view.charge(DOE, "1").is_conviction() is Certainty.NO
    assert codes(view) == {"repeated"}


@pytest.mark.parametrize("before", BREACHES)
def test_a_sentence_after_a_violation_is_the_current_one(before: tuple[Act, ...]) -> None:
    view = seen(*SENTENCED, *before, SENTENCE)
    assert view.charge(DOE, "1").components == (PRISON,)
    assert stands(view, ["sentence", "supervision"]) == {"sentence": "imposed", "supervision": "none"}
    assert not codes(view)


def test_a_sentence_after_an_affirmance_in_part_is_the_current_one() -> None:
    decision = act(AppealDecided, outcome="affirmed_in_part")
    view = seen(*SENTENCED, act(AppealFiled, by="defendant"), decision, SENTENCE)
    assert view.charge(DOE, "1").components == (PRISON,)
    assert codes(view) == {"affirmed-in-part"}


def test_of_two_sentences_the_later_counts_and_is_reported() -> None:
    view = seen(*SENTENCED, SENTENCE)
    assert view.charge(DOE, "1").components == (PRISON,)
    assert codes(view) == {"sentenced-again"}


def test_two_lines_of_one_day_are_no_second_sentence() -> None:
    day = "2023-03-01"
    lines = [act(SentenceImposed, components=[part], on=day) for part in (PROBATION, Component(kind="fine"))]
    for order in permutations(lines):
        assert "sentenced-again" not in codes(seen(INDICTED, PLEA, *order))


DAY = "2023-04-01"


@pytest.mark.parametrize("alleged", [(), (ALLEGED,)])
@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("revoked", "reinstated"),
        ("violation_admitted", "revoked"),
        ("violation_found", "revoked"),
        ("violation_found", "modified"),
        ("violation_found", "reinstated"),
        ("reinstated", "modified"),
        ("completed", "discharged"),
    ],
)
def test_of_one_day_what_is_presupposed_comes_first(alleged: tuple[Act, ...], first: str, last: str) -> None:
    for order in permutations([decided(first, on=DAY), decided(last, on=DAY)]):
        view = seen(*SENTENCED, *alleged, *order)
        assert stands(view, ["supervision"]) == {"supervision": last}
        assert not codes(view)


def test_a_sentence_of_the_day_follows_the_violation_found() -> None:
    of_the_day = [
        act(SupervisionViolationAlleged, on=DAY),
        decided("violation_found", on=DAY),
        act(SentenceImposed, components=[PRISON], on=DAY),
    ]
    for order in permutations(of_the_day):
        view = seen(*SENTENCED, *order)
        assert view.charge(DOE, "1").components == (PRISON,)
        assert stands(view, ["supervision"]) == {"supervision": "none"}
        assert not codes(view)


def test_supervision_reinstated_and_alleged_to_be_violated_again_on_one_day_is_ambiguous() -> None:
    again = (decided("reinstated", on=DAY), act(SupervisionViolationAlleged, on=DAY))
    assert codes(seen(*SENTENCED, decided("revoked"), *again)) == {"ambiguous-order"}


WITHHELD, SENTENCE_PUT_OFF = act(AdjudicationDeferred), act(SentenceDeferred)
BEFORE_JUDGMENT = act(AdjudicationDeferred, kind="probation_before_judgment")
BARE = decided("revoked")


@pytest.mark.parametrize("deferred", [WITHHELD, BEFORE_JUDGMENT, SENTENCE_PUT_OFF])
@pytest.mark.parametrize(
    "after",
    [
        (),
        (act(AppealFiled, by="defendant"), act(AppealDecided, outcome="affirmed")),
        (act(DeferralRevoked),),
        (SENTENCE,),
    ],
)
def test_a_deferral_revoked_with_a_sentence_is_a_conviction(deferred: Act, after: tuple[Act, ...]) -> None:
    view = seen(INDICTED, PLEA, deferred, ALLEGED, REVOKED, *after)
    expected = {"phase": "judged", "conviction": "adjudicated", "disposition": "convicted_by_plea"}
    assert stands(view, expected) == expected
    charge = view.charge(DOE, "1")
    assert (charge.status.words, charge.components) == ("convicted and sentenced", (PRISON,))
    assert charge.is_conviction() is Certainty.YES
    assert not codes(view)


def test_what_was_imposed_on_revocation_is_served() -> None:
    view = seen(INDICTED, PLEA, WITHHELD, REVOKED, act(SentenceCompleted))
    assert view.charge(DOE, "1").status.words == "convicted; the sentence is complete"
    assert not codes(view)


@pytest.mark.parametrize(
    "day",
    [
        (REVOKED, act(DeferralRevoked)),
        (REVOKED, act(DeferralRevoked), SENTENCE),
        (BARE, act(DeferralRevoked), SENTENCE),
        (BARE, SENTENCE),
    ],
)
def test_a_deferral_and_its_supervision_revoked_on_one_day_are_one_judgment(day: tuple[Act, ...]) -> None:
    of_the_day = [(event, {**given, "on": DAY}) for event, given in day]
    for order in permutations(of_the_day):
        view = seen(INDICTED, PLEA, WITHHELD, *order)
        assert view.charge(DOE, "1").components == (PRISON,)
        assert stands(view, ["phase", "conviction"]) == {"phase": "judged", "conviction": "adjudicated"}
        assert not codes(view)


@pytest.mark.parametrize(
    ("deferred", "words"),
    [
        (WITHHELD, "supervision under a deferral was revoked; no judgment is on file"),
        (BEFORE_JUDGMENT, "supervision under a deferral was revoked; no judgment is on file"),
        (
            SENTENCE_PUT_OFF,
            "convicted; supervision under a deferral of the sentence was revoked, and no sentence is on file",
        ),
    ],
)
def test_supervision_revoked_without_a_sentence_leaves_open_what_became_of_the_deferral(
    deferred: Act, words: str
) -> None:
    view = seen(INDICTED, PLEA, deferred, ALLEGED, BARE)
    assert codes(view, "incomplete") == {"deferral-not-ended"}
    charge = view.charge(DOE, "1")
    assert charge.status.words == words
    assert charge.is_conviction() is not Certainty.NO
    here = seen(INDICTED, PLEA, deferred, ALLEGED, BARE, procedure=US_NEW_MEXICO).charge(DOE, "1")
    assert here.is_conviction() is not Certainty.NO
    for after in ((REINSTATED,), (act(DeferralRevoked), SENTENCE), (SENTENCE,)):
        assert not codes(seen(INDICTED, PLEA, deferred, ALLEGED, BARE, *after))


@pytest.mark.parametrize("deferred", [WITHHELD, SENTENCE_PUT_OFF])
@pytest.mark.parametrize("outcome", ["completed", "discharged", "terminated_early", "unsatisfactory"])
def test_supervision_that_is_over_does_not_say_what_became_of_the_deferral(deferred: Act, outcome: str) -> None:
    view = seen(INDICTED, PLEA, deferred, decided(outcome))
    assert codes(view, "incomplete") == {"deferral-not-ended"}
    assert "what became of the deferral is not on file" in view[DOE].status.words
    ended = seen(INDICTED, PLEA, deferred, decided(outcome), act(DeferralCompleted))
    assert not codes(ended)


@pytest.mark.parametrize(("deferred", "phase"), [(WITHHELD, "deferred"), (SENTENCE_PUT_OFF, "sentence_deferred")])
def test_a_revocation_with_a_sentence_reversed_leaves_the_deferral(deferred: Act, phase: str) -> None:
    review = (act(AppealFiled, by="defendant"), act(AppealDecided, outcome="reversed"))
    view = seen(INDICTED, PLEA, deferred, REVOKED, *review)
    assert stands(view, ["phase", "found"]) == {"phase": phase, "found": "guilty"}
    assert view.charge(DOE, "1").components is None
    assert not codes(view)


@pytest.mark.parametrize("before", [(), (decided("completed"),)])
@pytest.mark.parametrize("kind", ["supervision", "conditional_discharge"])
@pytest.mark.parametrize(
    ("prejudice", "phase"), [("with", "barred"), ("without", "dismissed"), ("unspecified", "dismissed")]
)
def test_a_charge_dismissed_after_what_put_judgment_off_keeps_its_finding(
    before: tuple[Act, ...], kind: str, prejudice: str, phase: str
) -> None:
    """730 ILCS 5/5-6-3.1(e), (f): on completion the charge is dismissed, which is no conviction."""
    view = seen(THEFT, PLEA, put_off(kind), *before, act(ChargeDismissed, prejudice=prejudice))
    expected = {"phase": phase, "found": "guilty", "conviction": "withheld", "sentence": "none"}
    assert stands(view, expected) == expected
    assert view.charge(DOE, "1").is_conviction("immigration") is Certainty.YES
    assert not codes(view, "policy", "incomplete", "error")


def test_a_dismissal_after_imposition_was_suspended_is_no_deferral_completed() -> None:
    view = seen(THEFT, PLEA, put_off("deferred_imposition"), act(ChargeDismissed, prejudice="with"))
    assert stands(view, ["conviction"]) == {"conviction": "unknown"}
    assert codes(view) == {"local-law"}
