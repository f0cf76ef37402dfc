"""
A grade whose words say what class of offence it is states the class, where no source gives the class beside it.

Expected values: FRCrimP 58(b)(1) and NMRA 6-201, of a misdemeanor tried on a complaint; FRCrimP 7(a), of a felony,
which is not; 18 USC 3559(a), of the names of grades; 8 USC 1101(a)(43), of aggravated felonies that are misdemeanors.
"""

import pytest
from stories import DOE, Act, act, codes, seen

from casestate import US_FEDERAL
from casestate.events import ChargeAmended, ChargeFiled, PleaAccepted, SentenceImposed, SeverityClass, TrialBegan

TRIAL = act(TrialBegan)


def complaint(**given: str) -> tuple[type[ChargeFiled], dict[str, str]]:
    return ChargeFiled, {"instrument": "complaint", "offense": "trespass", **given}


@pytest.mark.parametrize(
    ("grade", "severity"),
    [
        ("misdemeanor", "misdemeanor"),
        ("Class A misdemeanor", "misdemeanor"),
        ("misdemeanour of the first degree", "misdemeanor"),
        ("petty misdemeanor", "petty_misdemeanor"),
        ("gross misdemeanor", "gross_misdemeanor"),
        ("infraction", "infraction"),
        ("civil infraction", "infraction"),
        ("state jail felony", "felony"),
        ("fourth-degree felony", "felony"),
        ("capital felony", "capital"),
        ("M1", "unknown"),
        ("summary offense", "unknown"),
        ("felony or misdemeanor", "unknown"),
        ("reduced from a felony", "unknown"),
        ("not a felony", "unknown"),
        ("felony?", "unknown"),
        ("felony/M", "unknown"),
        ("\u043d\u0435 felony", "unknown"),
        ("aggravated felony", "unknown"),
        ("high misdemeanor", "unknown"),
    ],
)
def test_only_words_that_say_so_state_a_class(grade: str, severity: str) -> None:
    assert seen(complaint(grade=grade)).charge(DOE, "1").severity == severity


@pytest.mark.parametrize("grade", ["misdemeanor", "Class B misdemeanor", "infraction"])
def test_an_offence_below_a_felony_needs_no_bind_over(grade: str) -> None:
    assert codes(seen(complaint(grade=grade), TRIAL)) == set()


@pytest.mark.parametrize("given", [{"grade": "felony"}, {"grade": "M1"}, {}])
def test_any_other_does(given: dict[str, str]) -> None:
    assert codes(seen(complaint(**given), TRIAL)) == {"missing-bind-over"}


def test_a_later_paper_that_says_nothing_of_the_class_leaves_it() -> None:
    again = complaint(instrument="amended_complaint", offense="Trespass")
    assert codes(seen(complaint(severity="misdemeanor"), again, TRIAL)) == set()
    another = complaint(instrument="amended_complaint", offense="theft")
    assert codes(seen(complaint(severity="misdemeanor"), another, TRIAL)) == {"missing-bind-over"}
    raised = act(ChargeAmended, grade="felony")
    assert codes(seen(complaint(grade="misdemeanor"), raised, TRIAL)) == {"missing-bind-over"}


@pytest.mark.parametrize("change", [act(ChargeAmended, grade="M1"), complaint(grade="M1")])
@pytest.mark.parametrize("before", [{"grade": "felony"}, {"severity": "felony"}, {"grade": "misdemeanor"}])
def test_another_grade_that_states_no_class_leaves_it_open(before: dict[str, str], change: Act) -> None:
    view = seen(complaint(**before), change, TRIAL)
    assert view.charge(DOE, "1").severity is SeverityClass.UNKNOWN
    assert "missing-bind-over" in codes(view)


@pytest.mark.parametrize("change", [act(ChargeAmended, grade="M1", offense="theft"), complaint(grade="M1")])
def test_the_same_grade_again_leaves_the_class(change: Act) -> None:
    view = seen(complaint(grade="M1", severity="misdemeanor"), change, TRIAL)
    assert view.charge(DOE, "1").severity is SeverityClass.MISDEMEANOR
    assert "missing-bind-over" not in codes(view)


def test_the_severity_recorded_counts_and_another_class_in_the_grade_is_told() -> None:
    view = seen(complaint(grade="misdemeanor", severity="felony"), TRIAL)
    assert view.charge(DOE, "1").severity is SeverityClass.FELONY
    assert codes(view) == {"missing-bind-over", "grade-of-another-class"}


@pytest.mark.parametrize(("grade", "severity"), [("misdemeanor", "gross_misdemeanor"), ("felony", "other")])
def test_classes_that_places_take_for_one_another_contradict_nothing(grade: str, severity: str) -> None:
    assert codes(seen(complaint(grade=grade, severity=severity))) == set()


def test_a_plea_to_a_grade_is_a_plea_to_its_class() -> None:
    plea = act(PleaAccepted, plea="guilty", offense="theft", grade="misdemeanor")
    view = seen(complaint(grade="felony"), plea, act(SentenceImposed), procedure=US_FEDERAL)
    assert (view.charge(DOE, "1").severity, codes(view)) == (SeverityClass.MISDEMEANOR, set())
