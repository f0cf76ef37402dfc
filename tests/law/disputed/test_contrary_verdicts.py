"""
Contrary verdicts of one trial on two bases: the stronger counts, on one day as on two.

There is one verdict of one trial, and the press is often a day off. What the law lets follow a verdict stays as it was,
and so do contrary verdicts on one basis.
"""

import pytest
from stories import DOE, INDICTED, Act, act, codes, stands

from casestate import GENERIC, Basis, CaseFile, Certainty, Procedure, Source, View
from casestate.events import (
    AcquittalOrdered,
    Event,
    MistrialDeclared,
    NewTrialGranted,
    PersonAct,
    PleaAccepted,
    SentenceImposed,
    TrialBegan,
    VerdictReturned,
)
from casestate.law import PROCEDURES

TRIAL = act(TrialBegan)
GUILTY, NOT_GUILTY = act(VerdictReturned, verdict="guilty"), act(VerdictReturned, verdict="not_guilty")
INSANE = act(VerdictReturned, verdict="not_guilty_by_reason_of_insanity")
HUNG = act(VerdictReturned, verdict="hung")
LESSER = act(VerdictReturned, verdict="guilty_of_lesser_included", offense="trespass")
PLEADED, SENTENCED = act(PleaAccepted, plea="guilty"), act(SentenceImposed)
Told = tuple[str, str, Act]


def case_of(*told: Told, procedure: Procedure = GENERIC) -> CaseFile:
    case = CaseFile("story", procedure=procedure)
    for day, basis, (event, given) in told:
        whose = {"defendant": DOE} if issubclass(event, PersonAct) else {"defendant": DOE, "charge": "1"}
        case = case.record(made(event, {"on": day} | whose | dict(given)), source=Source(basis, basis=Basis(basis)))
    return case


def made(event: type[Event], given: dict[str, object]) -> Event:
    return event(**given)  # type: ignore[arg-type]


def seen(*told: Told, procedure: Procedure = GENERIC) -> View:
    return case_of(("2021-01-02", "record", INDICTED), *told, procedure=procedure).at()


def tried(*told: Told, procedure: Procedure = GENERIC) -> View:
    return seen(("2021-03-01", "record", TRIAL), *told, procedure=procedure)


CLEARED = {"phase": "acquitted", "conviction": "none", "found": "not_guilty", "sentence": "none"}


@pytest.mark.parametrize("law", PROCEDURES)
@pytest.mark.parametrize("weaker", ["official", "press", "unknown"])
@pytest.mark.parametrize("day", ["2021-03-10", "2021-03-15", "2021-06-01"])
def test_the_acquittal_on_record_counts_against_an_earlier_verdict_of_guilty(law: str, weaker: str, day: str) -> None:
    view = tried(("2021-03-09", weaker, GUILTY), (day, "record", NOT_GUILTY), procedure=PROCEDURES[law])
    assert stands(view, CLEARED) == CLEARED
    assert view.charge(DOE, "1").is_conviction() is Certainty.NO
    assert codes(view) == {"contrary-verdicts"}


@pytest.mark.parametrize("sentenced", ["2021-03-09", "2021-03-20"])
def test_a_sentence_of_the_weaker_source_falls_with_its_verdict(sentenced: str) -> None:
    view = tried(("2021-03-09", "press", GUILTY), ("2021-03-10", "record", NOT_GUILTY), (sentenced, "press", SENTENCED))
    assert stands(view, CLEARED) == CLEARED
    assert "contrary-verdicts" in codes(view)
    assert view.charge(DOE, "1").status.words == "acquitted"


@pytest.mark.parametrize(
    ("verdict", "axes"),
    [
        (INSANE, {"phase": "acquitted", "found": "insanity", "conviction": "none"}),
        (HUNG, {"phase": "triable", "found": "hung", "conviction": "none", "jeopardy": "ended_retriable"}),
    ],
)
@pytest.mark.parametrize("first", [GUILTY, PLEADED])
def test_any_other_verdict_on_record_counts_too(first: Act, verdict: Act, axes: dict[str, str]) -> None:
    view = tried(("2021-03-09", "press", first), ("2021-03-12", "record", verdict))
    assert stands(view, axes) == axes
    assert codes(view) == {"contrary-verdicts"}


def test_a_lesser_offence_on_record_is_the_one_found() -> None:
    told = [("2021-03-09", "press", GUILTY), ("2021-03-10", "record", LESSER)]
    for sentenced in ([], [("2021-04-01", "record", SENTENCED)]):
        assert tried(*told, *sentenced).charge(DOE, "1").convicted_of == "trespass"


@pytest.mark.parametrize(("verdict", "phase"), [(GUILTY, "found_guilty"), (LESSER, "found_guilty"), (HUNG, "triable")])
def test_an_acquittal_told_on_a_weaker_basis_gives_way_to_the_record(verdict: Act, phase: str) -> None:
    view = tried(("2021-03-08", "press", NOT_GUILTY), ("2021-03-10", "record", verdict))
    assert stands(view, ["phase"]) == {"phase": phase}
    assert codes(view) == {"contrary-verdicts"}


@pytest.mark.parametrize("basis", ["record", "press"])
def test_contrary_verdicts_on_one_basis_are_an_error(basis: str) -> None:
    guilty, cleared = ("2021-03-09", basis, GUILTY), ("2021-03-10", basis, NOT_GUILTY)
    assert codes(tried(guilty, cleared), "error") == {"contradiction"}
    backed = tried(("2021-03-08", "press", GUILTY), guilty, cleared)
    assert codes(backed, "error") == {"contradiction"} or basis == "press"
    assert stands(backed, ["phase"]) == {"phase": "found_guilty"}
    later = tried(("2021-03-09", basis, NOT_GUILTY), ("2021-03-10", basis, GUILTY))
    assert stands(later, ["phase"]) == {"phase": "acquitted"}
    assert codes(later, "error") == {"after-end"}


@pytest.mark.parametrize(
    ("first", "second", "phase"), [(GUILTY, NOT_GUILTY, "found_guilty"), (NOT_GUILTY, GUILTY, "acquitted")]
)
def test_a_later_verdict_on_a_weaker_basis_changes_nothing(first: Act, second: Act, phase: str) -> None:
    view = tried(("2021-03-09", "record", first), ("2021-03-10", "press", second))
    assert stands(view, ["phase"]) == {"phase": phase}
    assert len(codes(view, "error")) == 1


@pytest.mark.parametrize("undone", [act(MistrialDeclared), act(NewTrialGranted)])
def test_a_verdict_of_a_second_trial_contradicts_no_verdict(undone: Act) -> None:
    view = tried(
        ("2021-03-09", "press", GUILTY),
        ("2021-03-09" if undone[0] is MistrialDeclared else "2021-04-01", "press", undone),
        ("2021-06-01", "press", TRIAL),
        ("2021-06-08", "record", NOT_GUILTY),
    )
    assert stands(view, ["phase"]) == {"phase": "acquitted"}
    assert codes(view) == set()


def test_a_second_trial_of_which_the_order_is_missing_is_told_as_before() -> None:
    view = tried(("2021-03-09", "press", GUILTY), ("2021-06-01", "record", TRIAL), ("2021-06-08", "record", NOT_GUILTY))
    assert stands(view, ["phase"]) == {"phase": "acquitted"}
    assert "finding-not-undone" in codes(view)


def test_an_acquittal_ordered_after_the_verdict_may_be_reversed_still() -> None:
    view = tried(("2021-03-09", "press", GUILTY), ("2021-03-20", "record", act(AcquittalOrdered)))
    assert stands(view, ["phase"]) == {"phase": "overturned"}
    assert codes(view) == set()


def test_a_verdict_of_acquittal_beside_one_on_a_lesser_offence_leaves_it() -> None:
    view = tried(("2021-03-09", "press", LESSER), ("2021-03-10", "record", NOT_GUILTY))
    assert stands(view, ["phase", "disposition"]) == {"phase": "found_guilty", "disposition": "convicted_of_lesser"}


def test_each_day_is_answered_by_what_had_been_told_of_it() -> None:
    case = case_of(
        ("2021-01-02", "record", INDICTED),
        ("2021-03-01", "record", TRIAL),
        ("2021-03-09", "press", GUILTY),
        ("2021-03-10", "record", NOT_GUILTY),
    )
    assert case.at("2021-03-10")[DOE].charge("1").status.words == "acquitted"
    assert case.at(according_to="record")[DOE].charge("1").status.words == "acquitted"
    assert case.at(according_to="record").findings == ()
