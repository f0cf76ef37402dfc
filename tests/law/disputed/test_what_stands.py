"""What stands after review, relief or death, and of which offence; answers about one charge never contradict."""

from itertools import permutations, product

import pytest
from stories import DOE, INDICTED, PRISON, Act, act, codes, seen, stands, story

from casestate import GENERIC, Certainty, View
from casestate.engine.fold import Draft
from casestate.events import (
    AdjudicationDeferred,
    AppealDecided,
    AppealFiled,
    ChargeDismissed,
    ChargeFiled,
    ChargeMerged,
    Component,
    ConvictionReduced,
    ConvictionSetAside,
    DefendantDied,
    DeferralRevoked,
    DiversionStarted,
    NewTrialGranted,
    PleaAccepted,
    PleaAgreementFiled,
    PleaEntered,
    PleaRejected,
    PleaWithdrawn,
    SentenceCommuted,
    SentenceCompleted,
    SentenceDeferred,
    SentenceImposed,
    SentenceModified,
    SentenceStayed,
    StayLifted,
    Subject,
    SupervisionDecided,
    SupervisionViolationAlleged,
    TrialBegan,
    VerdictReturned,
    WarrantEnded,
    WarrantIssued,
)
from casestate.law import US_CALIFORNIA, Purpose

PLEA, SENTENCED = act(PleaAccepted, plea="guilty"), act(SentenceImposed, components=[PRISON])
PROBATION = act(SentenceImposed, components=[Component(kind="probation", term="3 years")])
TRIAL, GUILTY = act(TrialBegan), act(VerdictReturned, verdict="guilty")
TRIED = (INDICTED, TRIAL, GUILTY, SENTENCED)
BY_STATE, BY_DOE = act(AppealFiled, by="prosecutor"), act(AppealFiled, by="defendant")
DIED = act(DefendantDied)
DAY = "2023-05-01"
CONVICTED = {"phase": "found_guilty", "found": "guilty", "conviction": "adjudicated", "sentence": "vacated"}


def decided(outcome: str, by: str = "prosecutor") -> Act:
    return act(AppealDecided, outcome=outcome, by=by)


def words(view: View) -> str:
    return view[DOE].status.words


@pytest.mark.parametrize("outcome", ["reversed", "reversed_and_remanded", "vacated"])
class TestReversedOnTheGovernmentsAppeal:
    """18 USC 3742(b): the government appeals from a judgment for its sentence; nothing found falls."""

    def test_a_sentence_falls_and_the_conviction_stands(self, outcome: str) -> None:
        view = seen(INDICTED, PLEA, PROBATION, BY_STATE, decided(outcome))
        assert stands(view, CONVICTED) == CONVICTED
        assert words(view) == "convicted, awaiting sentence"
        assert view.charge(DOE, "1").is_conviction() is Certainty.YES
        assert not codes(view, "error", "incomplete", "policy")

    def test_another_sentence_follows(self, outcome: str) -> None:
        view = seen(INDICTED, PLEA, PROBATION, BY_STATE, decided(outcome), SENTENCED)
        assert words(view) == "convicted and sentenced"
        assert not codes(view)

    def test_the_defendants_own_appeal_is_still_pending(self, outcome: str) -> None:
        view = seen(*TRIED, BY_DOE, BY_STATE, decided(outcome))
        assert words(view) == "convicted, awaiting sentence; an appeal is pending"

    def test_the_defendants_appeal_opens_the_charge_as_before(self, outcome: str) -> None:
        view = seen(*TRIED, BY_DOE, BY_STATE, decided(outcome, by="defendant"))
        assert stands(view, ["phase", "conviction"]) == {"phase": "triable", "conviction": "reversed"}

    @pytest.mark.parametrize("deferral", [AdjudicationDeferred, SentenceDeferred])
    def test_a_deferral_falls_and_the_finding_stands(self, deferral: type, outcome: str) -> None:
        view = seen(INDICTED, PLEA, act(deferral), BY_STATE, decided(outcome))
        assert stands(view, ["phase", "found"]) == {"phase": "found_guilty", "found": "guilty"}
        assert words(view) == "found guilty, awaiting sentence"

    def test_a_finding_before_sentence_stands(self, outcome: str) -> None:
        view = seen(INDICTED, TRIAL, GUILTY, BY_STATE, decided(outcome))
        assert words(view) == "found guilty, awaiting sentence"


class TestSetAsideAndDismissed:
    """RCW 9.94A.640(1); Cal. Penal Code 1203.4: one relief, recorded as two acts."""

    @pytest.mark.parametrize("prejudice", ["with", "without", "unspecified"])
    @pytest.mark.parametrize("day", [DAY, None])
    def test_a_conviction_set_aside_for_rehabilitation_is_counted_as_before(
        self, prejudice: str, day: str | None
    ) -> None:
        on = {"on": day} if day else {}
        relief = [
            act(ConvictionSetAside, ground="rehabilitation", **on),
            act(ChargeDismissed, prejudice=prejudice, **on),
        ]
        view = seen(INDICTED, PLEA, PROBATION, *relief)
        charge = view.charge(DOE, "1")
        assert words(view) == "conviction set aside; some purposes still count it"
        assert charge.is_conviction(Purpose.IMMIGRATION) is Certainty.YES
        assert charge.convicted_of == "burglary"
        assert not codes(view)

    def test_california_says_what_its_law_says(self) -> None:
        relief = [act(ConvictionSetAside, ground="rehabilitation"), act(ChargeDismissed)]
        charge = seen(INDICTED, PLEA, PROBATION, *relief, procedure=US_CALIFORNIA).charge(DOE, "1")
        answers = [charge.is_conviction(), charge.is_conviction(Purpose.SENTENCING_ENHANCEMENT)]
        assert answers == [Certainty.NO, Certainty.YES]

    @pytest.mark.parametrize(
        ("prejudice", "told", "refilable"),
        [
            ("with", "dismissed with prejudice; an earlier finding of guilt no longer stands", Certainty.NO),
            (
                "without",
                "dismissed, and may be filed again; an earlier finding of guilt no longer stands",
                Certainty.YES,
            ),
            (
                "unspecified",
                "dismissed; an earlier finding of guilt no longer stands; whether it may be filed again is not known",
                Certainty.POSSIBLY,
            ),
        ],
    )
    def test_one_set_aside_on_the_merits_leaves_a_charge_that_is_dismissed(
        self, prejudice: str, told: str, refilable: Certainty
    ) -> None:
        relief = [act(ConvictionSetAside, ground="merits"), act(ChargeDismissed, prejudice=prejudice)]
        view = seen(INDICTED, PLEA, PROBATION, *relief)
        charge = view.charge(DOE, "1")
        assert words(view) == told
        assert charge.refilable is refilable
        assert {charge.is_conviction(purpose) for purpose in Purpose} == {Certainty.NO}
        assert not codes(view, "error", "policy")


class TestAfterDeath:
    @pytest.mark.parametrize(
        "reopened", [(BY_DOE, DIED, decided("reversed", by="defendant")), (DIED, act(NewTrialGranted))]
    )
    def test_what_is_reopened_is_not_pending(self, reopened: tuple[Act, ...]) -> None:
        view = seen(*TRIED, *reopened)
        assert (view[DOE].status.status, view[DOE].open, view.charge(DOE, "1").open) == ("abated", False, False)
        assert view.charge(DOE, "1").died
        assert "pending" not in words(view)

    @pytest.mark.parametrize("prejudice", ["without", "unspecified"])
    def test_nothing_may_be_filed_again(self, prejudice: str) -> None:
        view = seen(INDICTED, act(ChargeDismissed, prejudice=prejudice), DIED)
        assert (words(view), view.charge(DOE, "1").refilable) == ("dismissed", Certainty.NO)


@pytest.mark.parametrize(
    "later",
    [
        act(SentenceCompleted),
        act(SentenceModified),
        act(SentenceStayed),
        act(SentenceCommuted),
        act(SupervisionDecided, outcome="revoked"),
        act(ConvictionReduced, severity="misdemeanor"),
    ],
)
def test_whether_a_charge_without_its_judgment_convicts_is_not_known(later: Act) -> None:
    """A headline that leaves a conviction open and an answer NO would contradict each other."""
    view = seen(INDICTED, later)
    assert view[DOE].status.status == "unsettled"
    assert {view.charge(DOE, "1").is_conviction(purpose) for purpose in Purpose} == {Certainty.POSSIBLY}
    petition = act(ChargeFiled, instrument="petition")
    assert seen(petition, later).charge(DOE, "1").is_conviction() is Certainty.NO


@pytest.mark.parametrize("before", [(), (act(DiversionStarted),)])
def test_a_revocation_without_its_deferral_convicts_nobody(before: tuple[Act, ...]) -> None:
    view = seen(INDICTED, *before, act(DeferralRevoked))
    assert view[DOE].status.status == "unsettled"
    assert {view.charge(DOE, "1").is_conviction(purpose) for purpose in Purpose} == {Certainty.POSSIBLY}


def test_a_deferred_sentence_is_not_said_to_lack_its_judgment() -> None:
    view = seen(INDICTED, act(SentenceDeferred))
    assert (view[DOE].status.status, view.charge(DOE, "1").is_conviction()) == ("convicted", Certainty.YES)
    assert view[DOE].fairly_said[-1] == (
        "Sentence on the charge of burglary against A. Doe was put off, and the file has no finding of guilt."
    )


@pytest.mark.parametrize(
    "ended",
    [(INDICTED, TRIAL, GUILTY, DIED), (INDICTED, TRIAL, GUILTY, act(ChargeMerged)), (*TRIED, act(ChargeMerged))],
)
def test_a_finding_without_a_conviction_is_no_offence_of_which_somebody_was_convicted(ended: tuple[Act, ...]) -> None:
    charge = seen(*ended).charge(DOE, "1")
    assert (charge.is_conviction(), charge.convicted_of, charge.convicted_grade) == (Certainty.NO, None, None)


def test_a_reduction_says_of_what_the_conviction_was() -> None:
    view = seen(*TRIED, act(ConvictionReduced, offense="trespass"))
    assert "The conviction, at first of burglary, was reduced to trespass." in view[DOE].fairly_said


class TestPleasOfOneDay:
    """A plea is accepted while it stands; one that was withdrawn on the day convicts nobody."""

    @pytest.mark.parametrize("before", [(), (act(PleaEntered, plea="guilty"),)])
    @pytest.mark.parametrize("then", [(), (act(PleaEntered, plea="not guilty", on=DAY),)])
    def test_accepted_and_withdrawn(self, before: tuple[Act, ...], then: tuple[Act, ...]) -> None:
        of_the_day = [act(PleaAccepted, plea="guilty", on=DAY), act(PleaWithdrawn, on=DAY), *then]
        for order in permutations(of_the_day):
            assert stands(seen(INDICTED, *before, *order), ["phase"]) == {"phase": "triable"}

    def test_an_agreement_of_the_day_is_no_plea(self) -> None:
        of_the_day = [act(PleaAccepted, plea="guilty", on=DAY), act(PleaAgreementFiled, on=DAY)]
        for order in permutations([*of_the_day, act(PleaWithdrawn, on=DAY)]):
            assert stands(seen(INDICTED, *order), ["phase"]) == {"phase": "triable"}

    def test_accepted_and_refused(self) -> None:
        for order in permutations([act(PleaAccepted, plea="guilty", on=DAY), act(PleaRejected, on=DAY)]):
            assert stands(seen(INDICTED, *order), ["phase"]) == {"phase": "triable"}

    def test_withdrawn_after_a_change_of_plea(self) -> None:
        before = [act(PleaEntered, plea="not guilty"), act(PleaEntered, plea="guilty")]
        for order in permutations([act(PleaAccepted, plea="guilty", on=DAY), act(PleaWithdrawn, on=DAY)]):
            assert stands(seen(INDICTED, *before, *order), ["phase"]) == {"phase": "triable"}

    @pytest.mark.parametrize("entered", [(), (act(PleaEntered, plea="guilty", on=DAY),)])
    def test_a_plea_of_not_guilty_is_withdrawn_to_plead_guilty(self, entered: tuple[Act, ...]) -> None:
        of_the_day = [act(PleaWithdrawn, on=DAY), *entered, act(PleaAccepted, plea="guilty", on=DAY)]
        for order in permutations(of_the_day):
            view = seen(INDICTED, act(PleaEntered, plea="not guilty"), *order)
            assert stands(view, ["phase"]) == {"phase": "found_guilty"}


def test_a_violation_admitted_and_supervision_revoked_on_one_day_is_revoked() -> None:
    admitted = act(SupervisionDecided, outcome="violation_admitted", on=DAY)
    revoked = act(SupervisionDecided, outcome="revoked", components=[PRISON], on=DAY)
    for order in permutations([act(SupervisionViolationAlleged, on=DAY), admitted, revoked]):
        assert stands(seen(INDICTED, PLEA, PROBATION, *order), ["supervision"]) == {"supervision": "revoked"}


def test_acts_that_presuppose_another_are_counted_alike_however_often_one_asks() -> None:
    doe, charge = Subject("person", DOE, ""), Subject("charge", DOE, "1")
    warrants = [act(WarrantIssued), act(WarrantEnded, outcome="recalled"), act(StayLifted, kind="competency")]
    pleas = [PLEA, act(PleaEntered, plea="not guilty"), act(PleaEntered, plea="guilty"), act(PleaWithdrawn), TRIAL]
    for subject, acts in ((doe, warrants), (charge, pleas)):
        for of in product(acts, repeat=4):
            once, often = Draft(subject, GENERIC), Draft(subject, GENERIC)
            for entry in story(*of):
                once.apply(entry)
                often.apply(entry)
                assert often.unbegun == often.copy().unbegun
            assert once.unbegun == often.unbegun
