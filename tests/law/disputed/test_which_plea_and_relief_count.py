"""
Which pleas and which relief bear on a charge: those of the finding that stands, in the prosecution that is pending.

Expected values: FRCrimP 11(d)(1), of a plea withdrawn before it is accepted, and 11(a)(2) and 33, of one that falls
with its finding; 18 USC 921(a)(20) and 8 USC 1101(a)(48)(A), of what counts as a conviction.
"""

import pytest
from stories import DOE, Act, act, codes, seen, stands

from casestate import US_NEW_MEXICO, Certainty
from casestate.events import (
    AdjudicationDeferred,
    ChargeDismissed,
    ChargeFiled,
    ConvictionSetAside,
    DeferralCompleted,
    DiversionCompleted,
    DiversionStarted,
    JudgmentArrested,
    Pardoned,
    PleaAccepted,
    PleaEntered,
    PleaRejected,
    PleaSetAside,
    PleaWithdrawn,
    SentenceDeferred,
    SentenceImposed,
    TrialBegan,
    VerdictReturned,
)
from casestate.law import is_conviction

NO, POSSIBLY, YES = Certainty.NO, Certainty.POSSIBLY, Certainty.YES
THEFT = act(ChargeFiled, instrument="indictment", severity="felony", offense="theft")
ROBBERY = act(ChargeFiled, instrument="indictment", severity="felony", offense="robbery")
PLEADS, PLEA, WITHDRAWN = act(PleaEntered, plea="guilty"), act(PleaAccepted, plea="guilty"), act(PleaWithdrawn)
SENTENCED = act(SentenceImposed)
CONVICTED = (THEFT, PLEA, SENTENCED)
FALLS = act(ConvictionSetAside, ground="merits")
TRIED = (act(TrialBegan), act(VerdictReturned, verdict="guilty"))
WITHOUT = act(ChargeDismissed, prejudice="without")


class TestTheNatureOfACharge:
    SPEEDING = act(ChargeFiled, severity="misdemeanor", offense="speeding")
    RESPONSIBLE = act(PleaEntered, plea="responsible")

    @pytest.mark.parametrize("gone", [WITHDRAWN, act(PleaRejected)])
    def test_a_plea_that_was_never_accepted_does_not_tell_it(self, gone: Act) -> None:
        view = seen(self.SPEEDING, self.RESPONSIBLE, gone, *TRIED, SENTENCED)
        charge = view.charge(DOE, "1")
        assert (charge.proceeding, charge.last_plea, charge.is_conviction()) == ("criminal", None, YES)
        assert view[DOE].status.words == "convicted and sentenced"

    @pytest.mark.parametrize(
        "fell",
        [
            (act(PleaAccepted, plea="responsible"), act(PleaSetAside)),
            (act(PleaAccepted, plea="responsible"), WITHDRAWN),
            (RESPONSIBLE, SENTENCED, act(PleaSetAside)),
        ],
    )
    def test_a_plea_that_fell_after_it_was_accepted_does(self, fell: tuple[Act, ...]) -> None:
        charge = seen(self.SPEEDING, *fell).charge(DOE, "1")
        assert (charge.proceeding, charge.plea, charge.last_plea) == ("infraction", None, "responsible")

    def test_a_plea_set_aside_without_one_on_file_tells_nothing(self) -> None:
        assert seen(self.SPEEDING, SENTENCED, act(PleaSetAside)).charge(DOE, "1").last_plea is None

    def test_a_plea_in_an_earlier_prosecution_does_not(self) -> None:
        charge = seen(self.SPEEDING, self.RESPONSIBLE, WITHOUT, self.SPEEDING, *TRIED, SENTENCED).charge(DOE, "1")
        assert (charge.proceeding, charge.is_conviction()) == ("criminal", YES)


class TestReliefBeforeTheFindingThatStands:
    DEFERRED = (PLEA, act(AdjudicationDeferred), act(DeferralCompleted))

    @pytest.mark.parametrize("before", [(), (PLEADS, WITHDRAWN)])
    def test_a_plea_withdrawn_before_it_was_accepted_lowers_no_deferral(self, before: tuple[Act, ...]) -> None:
        charge = seen(THEFT, *before, *self.DEFERRED).charge(DOE, "1")
        assert (charge.is_conviction(), charge.is_conviction("federal_firearms")) == (POSSIBLY, POSSIBLY)

    @pytest.mark.parametrize("before", [(), (PLEADS, WITHDRAWN)])
    def test_nor_a_deferred_sentence(self, before: tuple[Act, ...]) -> None:
        deferred = (PLEA, act(SentenceDeferred), act(DeferralCompleted))
        charge = seen(THEFT, *before, *deferred, procedure=US_NEW_MEXICO).charge(DOE, "1")
        assert charge.is_conviction("sentencing_enhancement") is YES

    def test_an_earlier_conviction_set_aside_does_not_lower_the_later_one(self) -> None:
        again = (*TRIED, act(SentenceDeferred), act(DeferralCompleted))
        charge = seen(*CONVICTED, FALLS, *again).charge(DOE, "1")
        assert charge.is_conviction("sentencing_guidelines") is YES


class TestAnEarlierProsecution:
    def test_its_plea_is_none_in_the_later_one(self) -> None:
        view = seen(THEFT, PLEADS, WITHOUT, THEFT)
        charge = view.charge(DOE, "1")
        assert (charge.plea, charge.admission, charge.last_plea) == (None, None, None)
        assert (charge.dismissal, charge.prejudice, charge.ground) == (None, None, None)
        assert not any("pleaded" in said for said in view[DOE].fairly_said)

    def test_its_plea_admits_nothing_for_a_later_diversion(self) -> None:
        charge = seen(THEFT, PLEADS, WITHOUT, THEFT, act(DiversionStarted)).charge(DOE, "1")
        assert (charge.is_conviction("sentencing_guidelines"), charge.is_conviction("immigration")) == (NO, NO)

    def test_its_diversion_does_not_count_once_the_later_one_is_dismissed(self) -> None:
        diverted = (PLEADS, act(DiversionStarted), act(DiversionCompleted))
        assert seen(THEFT, *diverted).charge(DOE, "1").is_conviction("sentencing_guidelines") is YES
        assert seen(THEFT, *diverted, THEFT, WITHOUT).charge(DOE, "1").is_conviction("sentencing_guidelines") is NO

    @pytest.mark.parametrize(("again", "pardoned", "counts"), [(ROBBERY, False, YES), (THEFT, True, POSSIBLY)])
    def test_its_pardon_is_of_the_offence_that_it_charged(self, again: Act, pardoned: bool, counts: Certainty) -> None:
        charge = seen(THEFT, act(Pardoned), WITHOUT, again, PLEA, SENTENCED).charge(DOE, "1")
        assert (charge.pardoned, charge.is_conviction("federal_firearms")) == (pardoned, counts)

    def test_its_pardon_for_another_offence_is_told_of_nothing_in_the_later_one(self) -> None:
        view = seen(THEFT, WITHOUT, act(Pardoned), ROBBERY, PLEA, SENTENCED)
        assert view[DOE].status.words == "convicted and sentenced"
        assert "sentenced-after-pardon" not in codes(view)
        same = seen(THEFT, WITHOUT, act(Pardoned), THEFT, PLEA, SENTENCED)
        assert same[DOE].status.words == "convicted and sentenced; a pardon had been granted earlier"
        assert "sentenced-after-pardon" in codes(same)

    def test_its_pardon_is_of_that_offence_however_often_it_is_brought_again(self) -> None:
        pardon, written = act(Pardoned), act(ChargeFiled, instrument="indictment", offense="THEFT")
        assert seen(THEFT, WITHOUT, pardon, ROBBERY, WITHOUT, THEFT).charge(DOE, "1").pardoned
        assert not seen(THEFT, WITHOUT, ROBBERY, pardon, WITHOUT, THEFT).charge(DOE, "1").pardoned
        assert seen(THEFT, pardon, WITHOUT, written).charge(DOE, "1").pardoned

    def test_a_pardon_in_the_later_one_is_of_what_that_charges(self) -> None:
        assert seen(THEFT, WITHOUT, ROBBERY, act(Pardoned)).charge(DOE, "1").pardoned
        assert not seen(THEFT, WITHOUT, ROBBERY).charge(DOE, "1").pardoned


@pytest.mark.parametrize("later", [SENTENCED, act(AdjudicationDeferred), act(JudgmentArrested)])
def test_a_plea_that_fell_does_not_come_back_with_a_step_that_presupposes_a_finding(later: Act) -> None:
    view = seen(*CONVICTED, FALLS, later)
    assert stands(view, ["found", "plea"]) == {"found": "nothing", "plea": "None"}
    assert not any("pleaded" in said for said in view[DOE].fairly_said)


def test_a_sentence_after_the_finding_fell_may_rest_on_one_that_the_file_lacks() -> None:
    assert seen(*CONVICTED, FALLS, SENTENCED).charge(DOE, "1").is_conviction() is POSSIBLY
    assert seen(*CONVICTED, FALLS, *TRIED, SENTENCED).charge(DOE, "1").is_conviction() is YES
    assert seen(THEFT, PLEA, act(JudgmentArrested), THEFT, SENTENCED).charge(DOE, "1").is_conviction() is YES


def test_a_charge_of_a_view_is_asked_like_its_state() -> None:
    charge = seen(*CONVICTED, FALLS, SENTENCED).charge(DOE, "1")
    assert is_conviction(charge) is is_conviction(charge.state) is POSSIBLY
