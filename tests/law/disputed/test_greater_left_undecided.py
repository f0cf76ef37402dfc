"""
A jury finds a lesser offence and cannot agree on the greater, which is tried again.

Expected values: United States v. Allen, 755 A.2d 402 (the greater may be tried again after a mistrial of it alone);
State v. Glasmann, 183 Wn.2d 117, and State v. Daniels; contra State v. Martin, 247 Ariz. 101. Green v. United States
where the file does not say that the jury could not agree.
"""

from itertools import permutations

import pytest
from stories import DOE, INDICTED, PRISON, Act, act, codes, seen, stands

from casestate import Certainty
from casestate.events import (
    MistrialDeclared,
    NewTrialGranted,
    SentenceImposed,
    TrialBegan,
    VerdictReturned,
)

TRIAL, MISTRIAL = act(TrialBegan), act(MistrialDeclared)
SENTENCED = act(SentenceImposed, components=[PRISON])
GUILTY, NOT_GUILTY = act(VerdictReturned, verdict="guilty"), act(VerdictReturned, verdict="not_guilty")
LESSER = act(VerdictReturned, verdict="guilty_of_lesser_included", offense="trespass")
UNDECIDED = act(VerdictReturned, verdict="guilty_of_lesser_included", offense="trespass", greater="undecided")
HUNG = act(VerdictReturned, verdict="hung", offense="burglary")
DAY, NEXT, LATER = "2023-02-01", "2023-02-02", "2023-02-20"
TRIED = (INDICTED, TRIAL)
FOUND = {"phase": "found_guilty", "found": "guilty", "conviction": "found", "disposition": "convicted_of_lesser"}


def on(day: str, what: Act) -> Act:
    """Return an act of a day."""
    return what[0], {**what[1], "on": day}


def again(*acts: Act) -> tuple[Act, ...]:
    """Return another trial in June, with what came of it, a day apart."""
    return tuple(on(f"2023-06-{place + 1:02}", each) for place, each in enumerate((TRIAL, *acts)))


ENDS = {
    "the verdict says so": (UNDECIDED, MISTRIAL),
    "the verdict says so, of the day": (on(DAY, UNDECIDED), on(DAY, MISTRIAL)),
    "the verdict says so, of the next day": (on(DAY, UNDECIDED), on(NEXT, MISTRIAL)),
    "a line says so": (on(DAY, LESSER), on(DAY, HUNG), on(LATER, MISTRIAL)),
    "a line says so, of the day": (on(DAY, LESSER), on(DAY, HUNG), on(DAY, MISTRIAL)),
    "a line says so first": (on(DAY, HUNG), on(DAY, LESSER), on(NEXT, MISTRIAL)),
}


@pytest.fixture(params=ENDS)
def ended(request: pytest.FixtureRequest) -> tuple[Act, ...]:
    """Return the ways in which the jury left the greater offence undecided, and a mistrial was declared of it."""
    return ENDS[request.param]


def test_a_mistrial_of_the_greater_leaves_the_verdict_on_the_lesser_and_is_reported(ended: tuple[Act, ...]) -> None:
    view = seen(*TRIED, *ended)
    assert stands(view, FOUND) == FOUND
    charge = view.charge(DOE, "1")
    assert charge.status.words == "found guilty, awaiting sentence; the jury left the greater offence undecided"
    assert (charge.is_conviction(), charge.acquitted_of_greater, charge.greater_undecided) == (
        Certainty.NO,
        False,
        True,
    )
    assert codes(view) == {"local-law"}


def test_the_lesser_offence_may_be_sentenced(ended: tuple[Act, ...]) -> None:
    charge = seen(*TRIED, *ended, on("2023-06-01", SENTENCED)).charge(DOE, "1")
    assert (charge.phase, charge.convicted_of, charge.is_conviction()) == ("judged", "trespass", Certainty.YES)


def test_while_the_greater_is_tried_again_the_lesser_is_an_open_question(ended: tuple[Act, ...]) -> None:
    view = seen(*TRIED, *ended, *again())
    assert stands(view, ["phase", "conviction"]) == {"phase": "on_trial", "conviction": "unknown"}
    assert view.charge(DOE, "1").is_conviction() is Certainty.POSSIBLY
    assert codes(view) == {"local-law"}


def test_a_verdict_of_guilty_on_the_greater_is_a_finding_and_is_reported(ended: tuple[Act, ...]) -> None:
    view = seen(*TRIED, *ended, *again(GUILTY, SENTENCED))
    charge = view.charge(DOE, "1")
    assert (charge.status.words, charge.convicted_of) == ("convicted and sentenced", "burglary")
    assert charge.is_conviction() is Certainty.YES
    assert codes(view) == {"greater-was-undecided", "local-law"}


@pytest.mark.parametrize("more", [(), (SENTENCED,)])
def test_an_acquittal_of_the_greater_leaves_the_lesser_an_open_question(
    ended: tuple[Act, ...], more: tuple[Act, ...]
) -> None:
    view = seen(*TRIED, *ended, *again(NOT_GUILTY, *more))
    assert stands(view, ["phase", "conviction"]) == {"phase": "acquitted", "conviction": "unknown"}
    assert view.charge(DOE, "1").is_conviction() is Certainty.POSSIBLY
    assert codes(view) == {"local-law"}


def test_so_does_another_mistrial(ended: tuple[Act, ...]) -> None:
    for more in ((MISTRIAL,), (HUNG,), (MISTRIAL, SENTENCED)):
        view = seen(*TRIED, *ended, *again(*more))
        assert stands(view, ["phase", "conviction"]) == {"phase": "triable", "conviction": "unknown"}
        assert codes(view) == {"local-law"}


def test_a_lesser_offence_that_was_sentenced_is_one_too() -> None:
    view = seen(*TRIED, UNDECIDED, SENTENCED, *again())
    assert stands(view, ["phase", "conviction"]) == {"phase": "on_trial", "conviction": "unknown"}
    assert codes(view) == {"local-law"}
    charge = seen(*TRIED, UNDECIDED, SENTENCED, *again(GUILTY, SENTENCED)).charge(DOE, "1")
    assert (charge.convicted_of, charge.is_conviction()) == ("burglary", Certainty.YES)


def test_a_new_trial_granted_takes_the_lesser_away() -> None:
    view = seen(*TRIED, UNDECIDED, MISTRIAL, act(NewTrialGranted), *again(NOT_GUILTY))
    assert stands(view, ["phase", "conviction"]) == {"phase": "acquitted", "conviction": "vacated"}


def test_of_one_day_the_mistrial_comes_last() -> None:
    for day in permutations([on(DAY, LESSER), on(DAY, HUNG), on(DAY, MISTRIAL)]):
        view = seen(*TRIED, *day)
        assert stands(view, FOUND) == FOUND
        assert codes(view) == {"local-law"}
    for pair in permutations([on(DAY, HUNG), on(DAY, MISTRIAL)]):
        view = seen(*TRIED, *pair)
        assert stands(view, ["phase", "found"]) == {"phase": "triable", "found": "hung"}
        assert not codes(view)


@pytest.mark.parametrize("verdict", [LESSER, GUILTY])
def test_a_verdict_that_leaves_nothing_undecided_falls_with_a_mistrial_of_its_day(verdict: Act) -> None:
    for day in permutations([on(DAY, verdict), on(DAY, MISTRIAL)]):
        view = seen(*TRIED, *day)
        assert stands(view, ["phase", "disposition"]) == {"phase": "triable", "disposition": "mistrial"}


def test_where_the_file_does_not_say_so_the_greater_is_not_reached_again() -> None:
    assert "convicted-above-degree" in codes(seen(*TRIED, LESSER, MISTRIAL, *again(GUILTY)), "error")
