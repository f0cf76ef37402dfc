"""
A revocation, or a sentence on a violation, that the court takes back or a higher court reverses.

Expected values: what a revocation answers is a violation of the terms of a sentence, and the conviction is not heard
again (Gagnon v. Scarpelli, 411 U.S. 778; Black v. Romano, 471 U.S. 606); so what falls is the answer, and what it took
the place of stands again. People v. Kaplan, 7 Ill. App. 3d 155: the court that revoked is asked to vacate it.
"""

import pytest
from stories import DOE, INDICTED, PRISON, Act, act, codes, seen, stands

from casestate import CaseFile, Certainty, View
from casestate.events import (
    AdjudicationDeferred,
    AppealDecided,
    AppealFiled,
    Component,
    ConvictionReduced,
    DefendantDied,
    NewTrialGranted,
    OrderVacated,
    PleaAccepted,
    SentenceDeferred,
    SentenceImposed,
    SentenceModified,
    SentenceStayed,
    SentenceStayLifted,
    SupervisionDecided,
    SupervisionViolationAlleged,
)
from casestate.state.sentencing import current_sentence

PLEA = act(PleaAccepted, plea="guilty")
PROBATION, JAIL = Component(kind="probation", term="2 years"), Component(kind="jail", term="1 year")
ON_PROBATION = (INDICTED, PLEA, act(SentenceImposed, components=[PROBATION]))
ALLEGED = act(SupervisionViolationAlleged)
SENTENCE, SHORTER = act(SentenceImposed, components=[PRISON]), act(SentenceImposed, components=[JAIL])
TAKEN_BACK = act(OrderVacated)
APPEALED = act(AppealFiled, by="defendant")
REVERSALS = ("reversed", "reversed_and_remanded", "vacated", "reversed_for_insufficiency")


def supervision(outcome: str, **given: object) -> Act:
    """Return a decision on supervision."""
    return act(SupervisionDecided, outcome=outcome, **given)


def decided(outcome: str) -> Act:
    """Return the decision of a higher court."""
    return act(AppealDecided, outcome=outcome)


REVOKED, WITH_PRISON = supervision("revoked"), supervision("revoked", components=[PRISON])
REINSTATED = supervision("reinstated")
FOUND = supervision("violation_found")
REVOCATIONS = ((REVOKED,), (WITH_PRISON,), (REVOKED, SENTENCE), (REVOKED, act(SentenceModified, components=[PRISON])))
SENTENCES = {
    "violation_alleged": (ALLEGED, SENTENCE),
    "violation_found": (ALLEGED, FOUND, SENTENCE),
}


def on_probation(view: View, supervision: str) -> None:
    """Check that the first sentence is the current one, that the conviction stands, and that nothing is reported."""
    charge = view.charge(DOE, "1")
    expected = {"phase": "judged", "conviction": "adjudicated", "sentence": "imposed", "supervision": supervision}
    assert stands(view, expected) == expected
    assert charge.components == (PROBATION,)
    assert (charge.is_conviction(), charge.is_conviction("immigration")) == (Certainty.YES, Certainty.YES)
    assert not codes(view)


class TestTheCourtTakesItBack:
    @pytest.mark.parametrize("answer", REVOCATIONS)
    @pytest.mark.parametrize(
        ("before", "stood"), [((), "none"), ((ALLEGED,), "violation_alleged"), ((FOUND,), "violation_found")]
    )
    def test_a_revocation_leaves_supervision_and_its_sentence(
        self, before: tuple[Act, ...], stood: str, answer: tuple[Act, ...]
    ) -> None:
        on_probation(seen(*ON_PROBATION, *before, *answer, TAKEN_BACK), stood)

    @pytest.mark.parametrize("stood", SENTENCES)
    def test_so_does_a_sentence_without_a_revocation(self, stood: str) -> None:
        on_probation(seen(*ON_PROBATION, *SENTENCES[stood], TAKEN_BACK), stood)

    def test_supervision_may_be_revoked_again(self) -> None:
        view = seen(*ON_PROBATION, WITH_PRISON, TAKEN_BACK, ALLEGED, REVOKED, SHORTER)
        assert view.charge(DOE, "1").components == (JAIL,)
        assert stands(view, ["sentence", "supervision"]) == {"sentence": "imposed", "supervision": "revoked"}
        assert not codes(view)

    def test_only_the_last_answer_falls(self) -> None:
        view = seen(*ON_PROBATION, REVOKED, SHORTER, ALLEGED, SENTENCE, TAKEN_BACK)
        assert view.charge(DOE, "1").components == (JAIL,)
        view = seen(*ON_PROBATION, REVOKED, SHORTER, REINSTATED, ALLEGED, SENTENCE, TAKEN_BACK)
        assert view.charge(DOE, "1").components == (PROBATION,)

    def test_a_reinstatement_leaves_the_revocation(self) -> None:
        view = seen(*ON_PROBATION, REVOKED, SENTENCE, REINSTATED, TAKEN_BACK)
        assert view.charge(DOE, "1").components == (PRISON,)
        assert stands(view, ["supervision"]) == {"supervision": "revoked"}
        assert not codes(view)

    @pytest.mark.parametrize("outcome", ["completed", "terminated_early", "modified", "tolled", "violation_found"])
    def test_any_decision_on_supervision_leaves_it_as_it_was(self, outcome: str) -> None:
        on_probation(seen(*ON_PROBATION, supervision(outcome), TAKEN_BACK), "none")

    def test_terms_that_were_changed_are_the_earlier_ones(self) -> None:
        on_probation(seen(*ON_PROBATION, supervision("modified", components=[JAIL]), TAKEN_BACK), "none")

    def test_of_a_reduction_and_a_revocation_the_later_is_taken_back(self) -> None:
        reduced = act(ConvictionReduced, severity="misdemeanor")
        view = seen(*ON_PROBATION, reduced, WITH_PRISON, TAKEN_BACK)
        assert stands(view, ["disposition", "supervision"]) == {
            "disposition": "convicted_of_lesser",
            "supervision": "none",
        }
        assert view.charge(DOE, "1").components == (PROBATION,)
        view = seen(*ON_PROBATION, WITH_PRISON, reduced, TAKEN_BACK)
        assert stands(view, ["disposition", "supervision"]) == {
            "disposition": "convicted_by_plea",
            "supervision": "revoked",
        }
        assert view.charge(DOE, "1").components == (PRISON,)

    def test_another_order_taken_back_leaves_it(self) -> None:
        view = seen(*ON_PROBATION, WITH_PRISON, act(NewTrialGranted), TAKEN_BACK)
        assert view.charge(DOE, "1").components == (PRISON,)
        assert stands(view, ["phase", "supervision"]) == {"phase": "judged", "supervision": "revoked"}

    @pytest.mark.parametrize("before", [(), (ALLEGED,), (WITH_PRISON, TAKEN_BACK)])
    def test_without_an_order_nothing_moves(self, before: tuple[Act, ...]) -> None:
        view = seen(*ON_PROBATION, *before, TAKEN_BACK)
        assert view.charge(DOE, "1").components == (PROBATION,)
        assert codes(view) == {"unread-outcome"}

    @pytest.mark.parametrize(
        ("deferred", "phase"), [(act(AdjudicationDeferred), "deferred"), (act(SentenceDeferred), "sentence_deferred")]
    )
    @pytest.mark.parametrize(
        "answer",
        [
            (REVOKED,),
            (WITH_PRISON,),
            (WITH_PRISON, act(SentenceStayed), act(SentenceStayLifted)),
            (REVOKED, SENTENCE),
            (ALLEGED, FOUND, SENTENCE),
            (ALLEGED, SENTENCE, act(SentenceStayed), act(SentenceStayLifted)),
        ],
    )
    def test_under_a_deferral_it_leaves_it_deferred(self, deferred: Act, phase: str, answer: tuple[Act, ...]) -> None:
        view = seen(INDICTED, PLEA, deferred, *answer, TAKEN_BACK)
        sentence = "deferred" if phase == "sentence_deferred" else "none"
        expected = {"phase": phase, "found": "guilty", "sentence": sentence}
        assert stands(view, expected) == expected
        assert view.charge(DOE, "1").components is None
        assert not codes(view)


class TestAHigherCourtReversesIt:
    @pytest.mark.parametrize("outcome", REVERSALS)
    @pytest.mark.parametrize("stood", SENTENCES)
    def test_a_sentence_on_a_violation_falls_and_the_conviction_stands(self, stood: str, outcome: str) -> None:
        on_probation(seen(*ON_PROBATION, *SENTENCES[stood], APPEALED, decided(outcome)), stood)

    @pytest.mark.parametrize("stood", SENTENCES)
    @pytest.mark.parametrize("more", [(), (decided("affirmed"),), (act(DefendantDied),)])
    def test_an_appeal_from_it_leaves_the_conviction_final(self, stood: str, more: tuple[Act, ...]) -> None:
        final = (*ON_PROBATION, APPEALED, decided("affirmed"))
        charge = seen(*final, *SENTENCES[stood], APPEALED, *more).charge(DOE, "1")
        assert charge.final_on == seen(*final).charge(DOE, "1").final_on is not None
        assert charge.is_conviction("immigration") is Certainty.YES
        assert charge.components == (PRISON,)

    def test_another_sentence_may_follow(self) -> None:
        view = seen(*ON_PROBATION, ALLEGED, SENTENCE, APPEALED, decided("reversed_and_remanded"), SHORTER)
        assert view.charge(DOE, "1").components == (JAIL,)
        assert not codes(view)

    def test_a_sentence_anew_leaves_the_conviction_to_be_sentenced(self) -> None:
        view = seen(*ON_PROBATION, ALLEGED, SENTENCE, APPEALED, decided("resentencing_ordered"))
        assert stands(view, ["phase", "conviction"]) == {"phase": "found_guilty", "conviction": "adjudicated"}

    def test_an_appeal_before_it_is_from_the_judgment(self) -> None:
        view = seen(*ON_PROBATION, APPEALED, ALLEGED, SENTENCE, decided("reversed"))
        assert stands(view, ["phase", "conviction"]) == {"phase": "triable", "conviction": "reversed"}

    def test_of_two_revocations_the_last_falls(self) -> None:
        view = seen(*ON_PROBATION, REVOKED, SHORTER, ALLEGED, REVOKED, SENTENCE, APPEALED, decided("reversed"))
        assert view.charge(DOE, "1").components == (JAIL,)
        assert stands(view, ["phase", "conviction"]) == {"phase": "judged", "conviction": "adjudicated"}

    @pytest.mark.parametrize("since", [REVOKED, REINSTATED])
    def test_whatever_was_decided_since_the_conviction_stands(self, since: Act) -> None:
        view = seen(*ON_PROBATION, ALLEGED, SENTENCE, APPEALED, since, decided("reversed"))
        assert stands(view, ["phase", "conviction"]) == {"phase": "judged", "conviction": "adjudicated"}
        view = seen(*ON_PROBATION, REVOKED, SENTENCE, since, APPEALED, decided("reversed"))
        assert stands(view, ["phase", "conviction"]) == {"phase": "judged", "conviction": "adjudicated"}

    def test_a_sentence_after_a_new_trial_is_a_judgment(self) -> None:
        again = (PLEA, SENTENCE, APPEALED, decided("reversed"))
        view = seen(*ON_PROBATION, ALLEGED, act(NewTrialGranted), *again)
        assert stands(view, ["phase", "conviction"]) == {"phase": "triable", "conviction": "reversed"}

    @pytest.mark.parametrize("outcome", REVERSALS)
    @pytest.mark.parametrize(
        "answer", [(ALLEGED, SENTENCE), (ALLEGED, FOUND, SENTENCE), (ALLEGED, REVOKED), (ALLEGED, REVOKED, SENTENCE)]
    )
    @pytest.mark.parametrize(
        ("deferred", "phase"), [(act(AdjudicationDeferred), "deferred"), (act(SentenceDeferred), "sentence_deferred")]
    )
    def test_under_a_deferral_it_leaves_it_deferred(
        self, deferred: Act, phase: str, answer: tuple[Act, ...], outcome: str
    ) -> None:
        view = seen(INDICTED, PLEA, deferred, *answer, APPEALED, decided(outcome))
        assert stands(view, ["phase", "found"]) == {"phase": phase, "found": "guilty"}
        assert view.charge(DOE, "1").components is None
        assert not codes(view)

    def test_a_sentence_that_ends_a_deferral_without_a_violation_is_a_judgment(self) -> None:
        view = seen(INDICTED, PLEA, act(AdjudicationDeferred), SENTENCE, APPEALED, decided("reversed"))
        assert stands(view, ["phase", "conviction"]) == {"phase": "triable", "conviction": "reversed"}


def test_an_order_vacated_where_none_is_on_file_leaves_no_sentence() -> None:
    case = CaseFile("c").record(OrderVacated(on="2023-01-01", defendant=DOE, charge="1"))
    assert current_sentence(tuple(case), ()) is None
