"""
Convictions that stand, or fell, whatever else is pending.

They await another sentence, or are under an appeal from a revocation or from a refusal of collateral relief; the
defendant died; both sides appealed, and the file does not tell whose appeal was decided; a later act is on a sentence
that fell.

Expected values: 28 USC 2106, of an order to sentence anew; Dove v. United States, 423 U.S. 325, and Commonwealth v.
Hernandez, 481 Mass. 582, of abatement, which is of a judgment under a first appeal; 28 USC 2253, of appeals from a
refusal of habeas relief; FRCrimP 11(d)(2) and (e), of a plea withdrawn before and after sentence.
"""

import pytest
from stories import DOE, INDICTED, PRISON, Act, act, codes, seen, stands

from casestate import Certainty
from casestate.events import (
    AcquittalOrdered,
    AdjudicationDeferred,
    AppealDecided,
    AppealFiled,
    ChargeAbated,
    ChargeDismissed,
    ChargeMerged,
    Component,
    ConvictionReduced,
    DefendantDied,
    DeferralRevoked,
    JudgmentArrested,
    NewTrialGranted,
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
    TrialBegan,
    VerdictReturned,
)

NO, POSSIBLY, YES = Certainty.NO, Certainty.POSSIBLY, Certainty.YES
SENTENCED, PLEA = act(SentenceImposed, components=(PRISON,)), act(PleaAccepted, plea="guilty")
TRIED = (INDICTED, act(TrialBegan), act(VerdictReturned, verdict="guilty"), SENTENCED)
ON_PROBATION = (INDICTED, PLEA, act(SentenceImposed, components=(Component(kind="probation", term="3 years"),)))
APPEAL, BY_STATE = act(AppealFiled, by="defendant"), act(AppealFiled, by="prosecutor")
HABEAS = act(AppealFiled, by="defendant", kind="collateral")
DIED, ABATED = act(DefendantDied), act(ChargeAbated)
REVOKED = act(SupervisionDecided, outcome="revoked", components=(PRISON,))


def decided(outcome: str, **more: str) -> Act:
    return act(AppealDecided, outcome=outcome, **more)


AFFIRMED, ANEW = decided("affirmed"), decided("resentencing_ordered")
AWAITING = {
    "sentence anew": (*TRIED, APPEAL, ANEW),
    "reduced by a higher court": (*TRIED, APPEAL, decided("reduced_to_lesser", offense="theft")),
    "sentence appealed by the state": (*ON_PROBATION, BY_STATE, decided("reversed")),
}


class TestWhileAnotherSentenceIsAwaited:
    @pytest.mark.parametrize("until", AWAITING.values(), ids=AWAITING)
    def test_a_death_leaves_the_conviction(self, until: tuple[Act, ...]) -> None:
        charge = seen(*until, DIED).charge(DOE, "1")
        assert (charge.phase, charge.conviction, charge.is_conviction()) == ("found_guilty", "adjudicated", YES)
        assert "no conviction" not in charge.status.words

    @pytest.mark.parametrize("until", AWAITING.values(), ids=AWAITING)
    @pytest.mark.parametrize(
        "ends",
        [
            act(ChargeDismissed),
            act(ChargeDismissed, prejudice="with"),
            act(ChargeDismissed, prejudice="without"),
            act(PleaWithdrawn),
            act(AdjudicationDeferred),
            ABATED,
        ],
    )
    def test_what_may_end_it_leaves_open_what_stands(self, until: tuple[Act, ...], ends: Act) -> None:
        view = seen(*until, ends)
        charge = view.charge(DOE, "1")
        assert (charge.conviction, charge.is_conviction()) == ("unknown", POSSIBLY)
        assert codes(view) - {"prejudice-unspecified"} == {"local-law"}
        assert "question of local law" in charge.status.words
        assert "no conviction" not in " ".join(view[DOE].fairly_said)

    @pytest.mark.parametrize(
        "ends", [act(PleaSetAside), act(AcquittalOrdered), act(JudgmentArrested), act(ChargeMerged, into="2")]
    )
    def test_what_takes_a_conviction_away_vacates_it(self, ends: Act) -> None:
        charge = seen(*TRIED, APPEAL, ANEW, ends).charge(DOE, "1")
        assert (charge.conviction, charge.is_conviction()) == ("vacated", NO)

    def test_an_order_of_abatement_under_a_first_appeal_vacates_it(self) -> None:
        charge = seen(*TRIED, APPEAL, ANEW, APPEAL, ABATED).charge(DOE, "1")
        assert (charge.phase, charge.conviction, charge.is_conviction()) == ("abated", "vacated", NO)


class TestBeforeAnySentence:
    DEFERRED = (INDICTED, PLEA, act(SentenceDeferred), act(DeferralRevoked))

    def test_a_plea_withdrawn_once_a_deferral_of_sentence_is_revoked_vacates_the_conviction(self) -> None:
        view = seen(*self.DEFERRED, act(PleaWithdrawn))
        assert stands(view, ["phase", "conviction"]) == {"phase": "triable", "conviction": "vacated"}
        assert codes(view) == set()

    @pytest.mark.parametrize("end", [DIED, ABATED])
    def test_a_death_ends_the_charge_and_leaves_the_conviction_open(self, end: Act) -> None:
        charge = seen(*self.DEFERRED, end).charge(DOE, "1")
        assert (charge.phase, charge.conviction, charge.is_conviction()) == ("abated", "unknown", POSSIBLY)


class TestAbatement:
    @pytest.mark.parametrize(
        "reviews",
        [
            (),
            (APPEAL, AFFIRMED),
            (APPEAL, AFFIRMED, HABEAS),
            (APPEAL, AFFIRMED, act(AppealFiled, by="defendant", kind="discretionary")),
        ],
    )
    def test_without_a_first_appeal_the_file_does_not_tell_what_it_leaves(self, reviews: tuple[Act, ...]) -> None:
        view = seen(*TRIED, *reviews, DIED, ABATED)
        charge = view.charge(DOE, "1")
        assert (charge.phase, charge.conviction, charge.is_conviction()) == ("abated", "unknown", POSSIBLY)
        assert "whether the conviction stands is a question of local law" in view[DOE].status.words
        assert codes(view) == {"local-law"}

    def test_under_a_first_appeal_the_judgment_falls(self) -> None:
        view = seen(*TRIED, APPEAL, DIED, ABATED)
        assert (view[DOE].status.words, view.charge(DOE, "1").is_conviction()) == ("ended by the defendant's death", NO)

    def test_a_higher_court_may_take_it_back(self) -> None:
        back = seen(*TRIED, APPEAL, AFFIRMED, DIED, ABATED, BY_STATE, decided("reversed", by="prosecutor"))
        assert stands(back, ["phase", "conviction"]) == {"phase": "judged", "conviction": "adjudicated"}


class TestAnAppealFromARevocation:
    FINAL = (*ON_PROBATION, APPEAL, AFFIRMED)

    @pytest.mark.parametrize("more", [(), (AFFIRMED,), (DIED,), (SENTENCED,), (SENTENCED, AFFIRMED)])
    def test_leaves_the_conviction_final(self, more: tuple[Act, ...]) -> None:
        final = seen(*self.FINAL).charge(DOE, "1").final_on
        charge = seen(*self.FINAL, REVOKED, APPEAL, *more).charge(DOE, "1")
        assert charge.final_on == final is not None
        assert (charge.is_conviction(), charge.is_conviction("immigration")) == (YES, YES)
        assert not charge.died_pending_review

    def test_an_appeal_before_the_revocation_is_from_the_judgment(self) -> None:
        charge = seen(*ON_PROBATION, APPEAL, REVOKED, DIED).charge(DOE, "1")
        assert (charge.final_on, charge.died_pending_review) == (None, True)

    def test_so_is_one_after_a_new_trial(self) -> None:
        again = (decided("reversed"), *TRIED[1:], APPEAL)
        charge = seen(*ON_PROBATION, REVOKED, APPEAL, AFFIRMED, HABEAS, decided("habeas_granted"), *again[1:]).charge(
            DOE, "1"
        )
        assert [each.of_judgment for each in charge.reviews if each.pending] == [True]


class TestAnAppealFromARefusalOfCollateralRelief:
    @pytest.mark.parametrize("kind", ["unknown", "direct", "discretionary", "collateral"])
    @pytest.mark.parametrize("outcome", ["reversed", "reversed_and_remanded"])
    def test_reversed_opens_the_attack_again_and_leaves_the_conviction(self, kind: str, outcome: str) -> None:
        appeal = act(AppealFiled, by="defendant", kind=kind)
        view = seen(*TRIED, APPEAL, AFFIRMED, HABEAS, decided("habeas_denied"), appeal, decided(outcome))
        assert view[DOE].status.words == "convicted and sentenced; a petition for collateral review is pending"
        assert view.charge(DOE, "1").is_conviction() is YES

    def test_a_second_petition_may_be_granted_by_an_order_that_vacates(self) -> None:
        vacated = decided("vacated", kind="collateral")
        view = seen(*TRIED, HABEAS, decided("habeas_denied"), HABEAS, vacated)
        assert stands(view, ["phase", "conviction"]) == {"phase": "triable", "conviction": "reversed"}


def test_where_both_sides_appealed_a_reversal_that_names_nobody_moves_nothing() -> None:
    view = seen(*TRIED, APPEAL, BY_STATE, decided("reversed"))
    assert (view.charge(DOE, "1").is_conviction(), codes(view)) == (YES, {"unread-outcome"})
    named = seen(*TRIED, APPEAL, BY_STATE, decided("reversed", by="defendant"))
    assert stands(named, ["phase"]) == {"phase": "triable"}


@pytest.mark.parametrize("fell", [(APPEAL, decided("reversed")), (act(NewTrialGranted),)])
@pytest.mark.parametrize(
    "late",
    [
        act(SentenceCompleted),
        act(SentenceModified),
        act(SentenceModified, change="clerical"),
        act(SentenceStayed),
        act(ConvictionReduced, grade="M1"),
        act(SupervisionViolationAlleged),
        *[act(SupervisionDecided, outcome=each) for each in ("revoked", "completed", "reinstated")],
    ],
)
def test_an_act_on_a_sentence_that_fell_leaves_the_charge_to_be_tried(fell: tuple[Act, ...], late: Act) -> None:
    before, after = seen(*TRIED, *fell), seen(*TRIED, *fell, late)
    axes = ["phase", "found", "conviction", "sentence", "supervision"]
    assert stands(after, axes) == stands(before, axes)
    assert after[DOE].status.words == before[DOE].status.words
    assert (after[DOE].pending, codes(after)) == (("1",), {"sentence-fallen"})
