"""A conviction has an offence and a grade of its own, which later changes of the charge do not rewrite."""

import pytest
from stories import DOE, PRISON, Act, act, codes, seen

from casestate import US_NEW_MEXICO, Certainty, View
from casestate.events import (
    AdjudicationDeferred,
    AppealDecided,
    AppealFiled,
    ChargeAmended,
    ChargeDowngraded,
    ChargeFiled,
    ChargeUpgraded,
    Component,
    ConvictionReduced,
    ConvictionSetAside,
    DeferralCompleted,
    DeferralRevoked,
    MistrialDeclared,
    NewTrialGranted,
    PleaAccepted,
    SentenceCompleted,
    SentenceImposed,
    SeverityClass,
    TrialBegan,
    VerdictReturned,
)
from casestate.handles import Charge
from casestate.law import Purpose

FILED = act(
    ChargeFiled,
    instrument="indictment",
    offense="burglary",
    statute="30-16-3",
    grade="third-degree felony",
    severity="felony",
    exposure="3 years",
    enhancements=("firearm",),
    theories=("entry", "remaining"),
)
TRIED = (FILED, act(TrialBegan))
GUILTY = act(VerdictReturned, verdict="guilty")
SENTENCED = act(SentenceImposed, components=PRISON)
CONVICTED = (*TRIED, GUILTY, act(SentenceImposed))
TRESPASS = {"offense": "trespass", "grade": "petty misdemeanor", "severity": "petty_misdemeanor"}
LESSER = act(VerdictReturned, verdict="guilty_of_lesser_included", **TRESPASS)


def one(*acts: Act) -> Charge:
    return seen(*acts).charge(DOE, "1")


def own(charge: Charge) -> tuple[str | None, str | None]:
    return charge.convicted_of, charge.convicted_grade


def told(view: View) -> str:
    return " ".join(view[DOE].fairly_said)


def test_a_finding_on_the_charge_has_the_offence_and_grade_charged_then() -> None:
    charge = one(*CONVICTED)
    assert own(charge) == ("burglary", "third-degree felony")
    assert charge.proved is not None
    assert (charge.proved.statute, charge.proved.severity) == ("30-16-3", SeverityClass.FELONY)
    assert charge.proved.enhancements == ("firearm",)


def test_what_is_no_conviction_is_of_no_offence() -> None:
    deferred = (*TRIED, GUILTY, act(AdjudicationDeferred))
    assert own(one(*deferred[:-1])) == ("burglary", "third-degree felony")
    for acts in (deferred, (*deferred, act(DeferralCompleted))):
        charge = one(*acts)
        assert own(charge) == (None, None)
        assert charge.proved is not None
        assert charge.proved.offense == "burglary"
    assert own(one(*deferred, act(DeferralRevoked)))[0] == "burglary"
    infraction = act(ChargeFiled, offense="speeding", severity="infraction")
    assert own(one(infraction, act(PleaAccepted, plea="guilty"), SENTENCED)) == (None, None)


@pytest.mark.parametrize(
    ("ground", "so"),
    [
        ("rehabilitation", "conviction set aside; some purposes still count it"),
        ("unknown", "conviction set aside; some purposes still count it"),
    ],
)
def test_a_conviction_set_aside_is_said_to_count_only_where_it_may(ground: str, so: str) -> None:
    charge = one(*CONVICTED, act(ConvictionSetAside, ground=ground))
    assert (charge.status.words, charge.set_aside_ground) == (so, ground)
    counted = any(charge.is_conviction(purpose) is not Certainty.NO for purpose in Purpose)
    assert counted is ("still count" in so)
    assert one(*CONVICTED).set_aside_ground is None


def test_an_amendment_before_the_finding_is_what_is_found() -> None:
    lowered = act(ChargeDowngraded, offense="trespass", grade="misdemeanor", severity="misdemeanor")
    assert own(one(FILED, lowered, act(TrialBegan), GUILTY)) == ("trespass", "misdemeanor")


def test_an_amendment_after_the_finding_rewrites_nothing_found() -> None:
    for change in (ChargeAmended, ChargeDowngraded, ChargeUpgraded):
        late = act(change, offense="robbery", grade="second-degree felony", severity="felony")
        for before in (CONVICTED, CONVICTED[:3], (FILED, GUILTY), (FILED, GUILTY, SENTENCED), (FILED, SENTENCED)):
            charge = one(*before, late)
            assert own(charge) in (("burglary", "third-degree felony"), (None, None)), (change, len(before))


def test_an_amendment_after_the_finding_does_not_turn_a_crime_into_an_infraction() -> None:
    charge = one(FILED, GUILTY, act(ChargeAmended, severity="infraction"), act(SentenceImposed))
    assert charge.is_conviction() is Certainty.YES


def test_a_plea_names_an_offence_and_a_grade_of_its_own() -> None:
    plea = act(PleaAccepted, plea="guilty", offense="criminal trespass", grade="misdemeanor", severity="misdemeanor")
    charge = one(FILED, plea)
    assert own(charge) == ("criminal trespass", "misdemeanor")
    assert charge.proved is not None
    assert (charge.proved.statute, charge.proved.enhancements, charge.proved.exposure) == (None, (), None)


def test_a_plea_to_the_same_offence_in_another_grade_keeps_the_offence_alone() -> None:
    charge = one(FILED, act(PleaAccepted, plea="guilty", offense="Burglary", grade="fourth-degree felony"))
    assert own(charge) == ("burglary", "fourth-degree felony")
    assert charge.proved is not None
    assert (charge.proved.severity, charge.proved.exposure) == (SeverityClass.FELONY, None)
    graded = one(FILED, act(PleaAccepted, plea="guilty", severity="misdemeanor"))
    assert own(graded) == ("burglary", None)


def test_a_plea_that_names_no_grade_of_another_offence_takes_none_from_the_charge() -> None:
    assert own(one(FILED, act(PleaAccepted, plea="guilty", offense="trespass"))) == ("trespass", None)


def test_a_felony_charge_ending_in_an_infraction_is_no_conviction() -> None:
    plea = act(PleaAccepted, plea="guilty", offense="disorderly conduct", severity="infraction")
    view = seen(FILED, plea, act(SentenceImposed))
    assert view.charge(DOE, "1").is_conviction() is Certainty.NO
    assert "convicted" not in view[DOE].status.words.replace("no conviction", "")


def test_a_finding_without_a_filing_has_the_offence_that_it_names() -> None:
    assert own(one(act(PleaAccepted, plea="guilty", offense="theft", grade="misdemeanor"))) == ("theft", "misdemeanor")
    assert own(one(GUILTY)) == (None, None)


def test_a_verdict_on_a_lesser_offence_has_its_grade_and_acquits_of_the_greater() -> None:
    charge = one(*TRIED, LESSER)
    assert own(charge) == ("trespass", "petty misdemeanor")
    assert charge.acquitted_of == "burglary"


def test_a_jury_deadlocked_on_the_greater_does_not_acquit_of_it() -> None:
    undecided = act(VerdictReturned, verdict="guilty_of_lesser_included", greater="undecided", **TRESPASS)
    view = seen(*TRIED, undecided)
    assert own(view.charge(DOE, "1")) == ("trespass", "petty misdemeanor")
    assert view.charge(DOE, "1").acquitted_of is None
    assert "acquitted" not in told(view).casefold()
    assert "the jury did not decide the greater offence" in told(view).casefold()
    again = (act(NewTrialGranted), act(TrialBegan), GUILTY)
    assert "convicted-above-degree" not in codes(seen(*TRIED, undecided, *again))
    assert "convicted-above-degree" in codes(seen(*TRIED, LESSER, *again))
    assert "greater-was-undecided" in codes(seen(*TRIED, undecided, *again), "policy")
    assert "greater-was-undecided" not in codes(seen(*TRIED, undecided, act(SentenceImposed)))


def test_an_acquittal_of_one_theory_leaves_the_charge_and_what_is_found_lacks_the_theory() -> None:
    part = act(VerdictReturned, verdict="specification_not_proved", specification="remaining")
    for acts in ((*TRIED, part, GUILTY), (*TRIED, GUILTY, part)):
        charge = one(*acts)
        assert charge.phase == "found_guilty"
        assert charge.proved is not None
        assert charge.proved.theories == ("entry",)
        assert charge.proved.exposure is not None


def test_an_enhancement_found_not_true_is_no_part_of_the_conviction() -> None:
    part = act(VerdictReturned, verdict="enhancement_not_true", specification="firearm")
    true = act(VerdictReturned, verdict="specification_proved", specification="entry")
    charge = one(*TRIED, true, GUILTY, part)
    assert charge.proved is not None
    assert (charge.proved.enhancements, charge.proved.exposure) == ((), None)
    assert charge.proved.theories == ("entry", "remaining")


def test_what_an_earlier_trial_found_of_a_specification_is_no_part_of_a_later_finding() -> None:
    part = act(VerdictReturned, verdict="specification_not_proved", specification="remaining")
    charge = one(*TRIED, part, act(MistrialDeclared), act(TrialBegan), GUILTY)
    assert charge.proved is not None
    assert charge.proved.theories == ("entry", "remaining")


def test_a_conviction_reduced_years_later_stands_in_the_lesser_grade() -> None:
    reduced = act(ConvictionReduced, on="2029-05-01", grade="misdemeanor", severity="misdemeanor")
    for before in (CONVICTED, (*CONVICTED, act(SentenceCompleted)), CONVICTED[:3]):
        view = seen(*before, reduced)
        charge = view.charge(DOE, "1")
        assert own(charge) == ("burglary", "misdemeanor")
        assert charge.proved is not None
        assert (charge.proved.statute, charge.proved.exposure) == ("30-16-3", None)
        assert charge.version is not None
        assert charge.version.grade == "third-degree felony"
        # A finding of guilt of which the file has no judgment for years is told of, whatever became of it.
        assert [finding.code for finding in view.findings] == ["judgment-overdue"] * (before == CONVICTED[:3])
        assert "the conviction was reduced to the grade of misdemeanor" in told(view).casefold()
    assert one(*CONVICTED, reduced).is_conviction() is Certainty.YES


def test_a_conviction_reduced_to_another_offence_is_of_that_offence() -> None:
    charge = one(*CONVICTED, act(ConvictionReduced, offense="trespass"))
    assert own(charge) == ("trespass", None)
    view = seen(*CONVICTED, act(ConvictionReduced, offense="trespass"))
    assert "the conviction, at first of burglary, was reduced to trespass" in told(view).casefold()
    assert "A. Doe was convicted of trespass" in told(view)


def test_a_reduction_without_words_leaves_the_grade_unknown() -> None:
    view = seen(*CONVICTED, act(ConvictionReduced))
    assert own(view.charge(DOE, "1")) == ("burglary", None)
    assert "the conviction was reduced" in told(view).casefold()


def test_a_reduction_does_not_outlive_the_finding_that_it_reduced() -> None:
    again = (act(NewTrialGranted), act(TrialBegan), GUILTY)
    charge = one(*CONVICTED, act(ConvictionReduced, grade="misdemeanor"), *again)
    assert own(charge) == ("burglary", "third-degree felony")


def test_a_reviewing_court_directs_judgment_of_a_lesser_offence() -> None:
    directed = act(AppealDecided, outcome="reduced_to_lesser", **TRESPASS)
    view = seen(*CONVICTED, act(AppealFiled, by="defendant"), directed)
    charge = view.charge(DOE, "1")
    assert own(charge) == ("trespass", "petty misdemeanor")
    assert (charge.phase, charge.conviction, charge.sentence) == ("found_guilty", "adjudicated", "vacated")
    assert charge.disposition == "convicted_of_lesser"
    assert not view.findings
    assert "awaits sentence" in told(view)
    sentenced = seen(*CONVICTED, act(AppealFiled, by="defendant"), directed, act(SentenceImposed))
    assert sentenced.charge(DOE, "1").phase == "judged"
    before = seen(*CONVICTED[:3], act(AppealFiled, by="defendant"), act(AppealDecided, outcome="reduced_to_lesser"))
    assert (own(before.charge(DOE, "1")), before.charge(DOE, "1").conviction) == ((None, None), "found")


def test_the_exposure_of_what_was_found_limits_the_sentence() -> None:
    five = act(SentenceImposed, components=Component(kind="prison", term="5 years"))
    above = "sentence-above-exposure"
    assert above in codes(seen(*TRIED, GUILTY, five))
    assert above not in codes(seen(*TRIED, LESSER, five))
    raised = act(ChargeUpgraded, exposure="9 years")
    assert above in codes(seen(FILED, GUILTY, raised, five))


def test_the_limitation_of_a_lesser_offence_found_is_its_own() -> None:
    late = act(ChargeFiled, **{**FILED[1], "offense_on": "2018-03-01"})
    view = seen(late, act(TrialBegan), LESSER, procedure=US_NEW_MEXICO)
    assert "limitation-passed" in codes(view)
    assert "limitation-passed" not in codes(seen(late, act(TrialBegan), GUILTY, procedure=US_NEW_MEXICO))
    plea = act(PleaAccepted, plea="guilty", **TRESPASS)
    assert "limitation-passed" not in codes(seen(late, plea, procedure=US_NEW_MEXICO))


class TestTheClassOfTheConviction:
    """Expected values: the class charged says nothing of another offence, or of another grade of the same."""

    TRESPASS = act(VerdictReturned, verdict="guilty_of_lesser_included", offense="trespass")
    PLEA = act(PleaAccepted, plea="guilty")

    @pytest.mark.parametrize(
        ("finding", "severity"),
        [
            ((*TRIED, GUILTY), "felony"),
            ((*TRIED, TRESPASS), "unknown"),
            ((*TRIED, act(VerdictReturned, verdict="guilty_of_lesser_included")), "unknown"),
            ((FILED, PLEA), "felony"),
            ((FILED, act(PleaAccepted, plea="guilty", offense="burglary")), "felony"),
            ((FILED, act(PleaAccepted, plea="guilty", grade="third-degree felony")), "felony"),
            ((FILED, act(PleaAccepted, plea="guilty", grade="M1")), "unknown"),
            ((FILED, act(PleaAccepted, plea="guilty", offense="trespass", grade="M1")), "unknown"),
            ((FILED, PLEA, act(ConvictionReduced, grade="M1")), "unknown"),
            ((FILED, PLEA, act(PleaAccepted, plea="guilty", offense="burglary")), "felony"),
        ],
    )
    def test_is_that_of_what_was_found(self, finding: tuple[Act, ...], severity: str) -> None:
        charge = one(*finding, act(SentenceImposed))
        assert (charge.severity, charge.proceeding) == (severity, "criminal")
        counts = {"felony": Certainty.YES, "unknown": Certainty.POSSIBLY}[severity]
        assert charge.is_conviction("federal_firearms") is counts
        assert charge.is_conviction("record") is Certainty.YES

    def test_a_repeated_grade_keeps_the_class_that_a_source_gave_it(self) -> None:
        filed = act(ChargeFiled, instrument="indictment", severity="felony", offense="burglary", grade="F4")
        charge = one(filed, act(PleaAccepted, plea="guilty", grade="F4"), act(SentenceImposed))
        assert charge.severity == "felony"

    def test_an_offence_of_no_class_on_a_ticket_is_no_crime(self) -> None:
        filed = act(ChargeFiled, instrument="citation", severity="infraction", offense="speeding")
        charge = one(filed, act(PleaAccepted, plea="guilty", offense="parking"))
        assert (charge.severity, charge.proceeding) == ("unknown", "infraction")


class TestAReductionReversed:
    """Expected values: a decision that a higher court reverses leaves what was before it (28 USC 2106)."""

    REDUCED = act(AppealDecided, outcome="reduced_to_lesser", offense="trespass")
    APPEALED = act(AppealFiled, by="defendant")
    BY_STATE = act(AppealFiled, by="prosecutor", kind="discretionary")

    @pytest.mark.parametrize("outcome", ["reversed", "vacated", "verdict_reinstated"])
    @pytest.mark.parametrize("until", [(*TRIED, GUILTY), CONVICTED])
    def test_leaves_the_conviction_as_it_was(self, until: tuple[Act, ...], outcome: str) -> None:
        before, reduced = one(*until, self.APPEALED), one(*until, self.APPEALED, self.REDUCED)
        assert (own(reduced), reduced.severity) == (("trespass", None), "unknown")
        view = seen(*until, self.APPEALED, self.REDUCED, self.BY_STATE, act(AppealDecided, outcome=outcome))
        after = view.charge(DOE, "1")
        assert (own(after), after.severity) == (own(before), "felony")
        assert (after.phase, after.sentence) == (before.phase, before.sentence)
        assert "trespass" not in told(view)

    def test_stands_if_the_review_of_it_changes_nothing(self) -> None:
        affirmed = act(AppealDecided, outcome="affirmed")
        assert own(one(*CONVICTED, self.APPEALED, self.REDUCED, self.BY_STATE, affirmed)) == ("trespass", None)
