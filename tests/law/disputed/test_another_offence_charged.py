"""
A charge amended to another offence has that offence's statute, grade and class, which nothing of the old one tells.

Expected values: FRCrimP 7(e), of an amendment to another offence; 18 USC 921(a)(20), of misdemeanors, which do not
disarm: where the class is not known, whether they do is not either. An amendment of form alone (FRCrimP 36) leaves the
offence what it was.
"""

import pytest
from stories import DOE, Act, act, seen

from casestate import US_FEDERAL, Certainty
from casestate.events import (
    ChargeAmended,
    ChargeDowngraded,
    ChargeFiled,
    ChargeUpgraded,
    PleaAccepted,
    SentenceImposed,
    SeverityClass,
    TrialBegan,
)
from casestate.law import Purpose

BURGLARY = {"offense": "burglary", "statute": "30-16-3", "grade": "F4", "severity": "felony"}
FILED = act(ChargeFiled, instrument="indictment", **BURGLARY)
SENTENCED = (act(PleaAccepted, plea="guilty"), act(SentenceImposed))
NOTHING = (None, None, SeverityClass.UNKNOWN)
MISDEMEANOR = SeverityClass.MISDEMEANOR
FELONY = SeverityClass.FELONY


def charged(*acts: Act) -> tuple[str | None, str | None, SeverityClass]:
    version = seen(FILED, *acts).charge(DOE, "1").state.version
    assert version
    return version.statute, version.grade, version.severity


def amended(**given: str) -> Act:
    return act(ChargeAmended, **given)


@pytest.mark.parametrize(
    "change",
    [
        amended(offense="disorderly conduct"),
        act(ChargeDowngraded, offense="disorderly conduct"),
        act(ChargeFiled, instrument="superseding_indictment", offense="disorderly conduct"),
    ],
)
def test_nothing_of_the_old_offence_tells_the_new_ones_grade_or_class(change: Act) -> None:
    assert charged(change) == NOTHING
    view = seen(FILED, change, *SENTENCED, procedure=US_FEDERAL)
    charge = view.charge(DOE, "1")
    assert (charge.convicted_of, charge.convicted_grade, charge.severity) == ("disorderly conduct", *NOTHING[1:])
    assert charge.is_conviction(Purpose.FEDERAL_FIREARMS) is Certainty.POSSIBLY
    assert charge.is_conviction(Purpose.RECORD) is Certainty.YES


def test_what_the_amendment_names_is_the_new_offences() -> None:
    assert charged(amended(offense="theft", statute="9")) == ("9", None, SeverityClass.UNKNOWN)
    assert charged(amended(offense="theft", severity="misdemeanor")) == (None, None, MISDEMEANOR)
    assert charged(amended(offense="theft", grade="class A misdemeanor")) == (None, "class A misdemeanor", MISDEMEANOR)
    assert charged(amended(offense="theft", grade="F4")) == (None, "F4", FELONY)


def test_a_later_paper_on_the_new_offence_leaves_it() -> None:
    theft = amended(offense="theft", severity="misdemeanor")
    assert charged(theft, act(ChargeFiled, instrument="superseding_indictment", offense="Theft"))[2] is MISDEMEANOR


@pytest.mark.parametrize(
    "change",
    [
        amended(offense="Burglary"),
        amended(kind="technical", offense="residential burglary"),
        amended(kind="date_corrected", offense="residential burglary"),
        amended(exposure="18 months"),
        act(ChargeDowngraded, dropped_enhancements=("firearm",)),
        act(ChargeFiled, instrument="superseding_indictment", offense="BURGLARY", severity="felony"),
    ],
)
def test_the_same_offence_keeps_statute_grade_and_class(change: Act) -> None:
    assert charged(change) == ("30-16-3", "F4", FELONY)


@pytest.mark.parametrize(
    "change",
    [
        act(ChargeDowngraded, severity="misdemeanor"),
        amended(severity="misdemeanor"),
        act(ChargeFiled, instrument="superseding_indictment", severity="misdemeanor"),
    ],
)
def test_another_class_has_another_grade(change: Act) -> None:
    assert charged(change) == ("30-16-3", None, MISDEMEANOR)


def test_a_grade_moved_within_its_class_is_not_the_old_one() -> None:
    assert charged(act(ChargeDowngraded, severity="felony")) == ("30-16-3", None, FELONY)
    assert charged(act(ChargeUpgraded, severity="felony")) == ("30-16-3", None, FELONY)
    assert charged(amended(severity="felony")) == ("30-16-3", "F4", FELONY)


def test_the_class_named_after_the_grade_is_the_grades() -> None:
    state = seen(act(ChargeFiled, grade="F4"), act(ChargeFiled, instrument="information", severity="felony"))
    version = state.charge(DOE, "1").state.version
    assert version
    assert (version.grade, version.severity) == ("F4", FELONY)


def test_an_offence_named_for_the_first_time_is_not_another() -> None:
    filed = act(ChargeFiled, instrument="complaint", grade="F4", severity="felony")
    version = seen(filed, act(ChargeFiled, instrument="information", offense="theft")).charge(DOE, "1").state.version
    assert version
    assert (version.offense, version.grade, version.severity) == ("theft", "F4", FELONY)


def test_whether_a_bind_over_is_due_turns_on_the_new_offence() -> None:
    filed = act(ChargeFiled, instrument="complaint", offense="trespass", severity="misdemeanor")
    amend = amended(offense="theft")
    assert [each.code for each in seen(filed, act(TrialBegan)).findings] == []
    assert [each.code for each in seen(filed, amend, act(TrialBegan)).findings] == ["missing-bind-over"]
