"""
A mistrial when the jury is polled undoes its verdict; one of what is tried apart does not, until a verdict shows it.

Expected values: FRCrimP 31(d) (if a poll shows that the jury is not unanimous, the court may declare a mistrial and
discharge it), 26.3; Cal. Penal Code 1026 (sanity is tried apart after guilt); Fong Foo v. United States.
"""

import pytest
from stories import INDICTED, Act, act, codes, seen, stands

from casestate.events import MistrialDeclared, PleaAccepted, SentenceImposed, TrialBegan, VerdictReturned
from casestate.law.places.us_california import US_CALIFORNIA

TRIAL, SENTENCED = act(TrialBegan), act(SentenceImposed)
MISTRIAL = act(MistrialDeclared)
HUNG = act(VerdictReturned, verdict="hung")
NOT_GUILTY = act(VerdictReturned, verdict="not_guilty")
GUILTY = act(VerdictReturned, verdict="guilty")
LESSER = act(VerdictReturned, verdict="guilty_of_lesser_included", offense="trespass")
TO_TRESPASS = act(PleaAccepted, plea="guilty", offense="trespass")
OPEN = {"phase": "triable", "conviction": "none", "jeopardy": "ended_retriable"}
CLEARED = {"phase": "acquitted", "found": "not_guilty", "conviction": "none", "disposition": "acquitted"}


def on(day: str, a: Act) -> Act:
    return a[0], {**a[1], "on": day}


def polled(verdict: Act, then: Act, day: str = "2023-03-01") -> tuple[Act, Act, Act, Act]:
    return INDICTED, TRIAL, on("2023-03-01", verdict), on(day, then)


@pytest.mark.parametrize("day", ["2023-03-01", "2023-03-02"])
@pytest.mark.parametrize(
    ("verdict", "then", "disposition"),
    [(GUILTY, MISTRIAL, "mistrial"), (LESSER, MISTRIAL, "mistrial"), (GUILTY, HUNG, "hung_jury")],
)
def test_a_verdict_undone_when_the_jury_is_polled_leaves_the_charge_to_be_tried(
    verdict: Act, then: Act, disposition: str, day: str
) -> None:
    view = seen(*polled(verdict, then, day))
    assert stands(view, {**OPEN, "disposition": ""}) == OPEN | {"disposition": disposition}
    assert codes(view) == set()
    assert not view.charge("A. Doe", "1").acquitted_of_greater


@pytest.mark.parametrize("then", [MISTRIAL, HUNG])
def test_the_next_trial_is_the_one_that_counts(then: Act) -> None:
    acquitted = seen(*polled(GUILTY, then), on("2023-05-01", TRIAL), on("2023-05-03", NOT_GUILTY))
    assert stands(acquitted, CLEARED) == CLEARED
    again = [on("2023-05-01", TRIAL), on("2023-05-03", GUILTY), on("2023-06-01", SENTENCED)]
    convicted = seen(*polled(GUILTY, then), *again)
    assert convicted.charge("A. Doe", "1").convicted_of == "burglary"
    assert codes(acquitted) == codes(convicted) == set()


def test_a_plea_after_such_a_mistrial_is_the_first_finding() -> None:
    view = seen(*polled(GUILTY, MISTRIAL), on("2023-05-01", TO_TRESPASS), on("2023-06-01", SENTENCED))
    assert view.charge("A. Doe", "1").convicted_of == "trespass"
    assert not any("earlier plea" in each for each in view["A. Doe"].fairly_said)
    assert codes(view) == set()


def test_an_issue_tried_apart_leaves_the_finding() -> None:
    apart = (*polled(GUILTY, TRIAL, "2023-03-02"), on("2023-03-03", MISTRIAL))
    for then in ((), (on("2023-05-01", TRIAL), on("2023-05-02", act(VerdictReturned, verdict="enhancement_true")))):
        view = seen(*apart, *then, procedure=US_CALIFORNIA)
        assert stands(view, ["phase", "found"]) == {"phase": "found_guilty", "found": "guilty"}
    specification = act(VerdictReturned, verdict="hung", specification="armed")
    view = seen(*polled(GUILTY, specification))
    assert stands(view, ["phase", "found"]) == {"phase": "found_guilty", "found": "guilty"}
    assert codes(view) == set()


@pytest.mark.parametrize("between", [(), (MISTRIAL,)])
def test_a_general_verdict_at_a_later_trial_shows_that_the_finding_fell(between: tuple[Act, ...]) -> None:
    before = (INDICTED, TRIAL, GUILTY, *between, TRIAL)
    acquitted = seen(*before, NOT_GUILTY)
    assert stands(acquitted, CLEARED) == CLEARED
    lesser = seen(*before, LESSER, SENTENCED).charge("A. Doe", "1")
    assert lesser.convicted_of == "trespass"
    assert seen(*before, GUILTY).charge("A. Doe", "1").finding.id == f"e{len(before) + 1}"  # type: ignore[union-attr]
    assert "finding-not-undone" in codes(acquitted, "incomplete")


def test_a_plea_after_a_verdict_is_no_second_plea() -> None:
    view = seen(INDICTED, TRIAL, GUILTY, TO_TRESPASS, SENTENCED)
    assert view.charge("A. Doe", "1").convicted_of == "trespass"
    assert codes(view) == {"plea-after-verdict"}
    assert "A. Doe pleaded guilty to trespass." in view["A. Doe"].fairly_said
