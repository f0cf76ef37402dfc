"""
The lines of one verdict: a form on the offence charged, and one on each lesser offence that it includes.

Expected values: FRCrimP 31(c) and State v. Glasmann, 183 Wn.2d 117, of a jury that answers for each offence by itself;
Green v. United States, of the acquittal of the greater. Where the jury could not agree on the greater offence, nobody
was acquitted of it.
"""

from itertools import permutations

import pytest
from stories import DOE, INDICTED, PRISON, Act, act, codes, seen, stands

from casestate import Certainty, View
from casestate.events import AppealDecided, AppealFiled, SentenceImposed, TrialBegan, VerdictReturned

TRIAL = act(TrialBegan)
SENTENCED = act(SentenceImposed, components=[PRISON], on="2023-06-20")
AT_ONCE = act(SentenceImposed, components=[PRISON], on="2023-06-01")
ONE, NEXT = {"on": "2023-06-01"}, {"on": "2023-06-02"}
TRIED = (INDICTED, TRIAL)


def verdict(kind: str, day: dict[str, str] = ONE, **given: str) -> Act:
    return act(VerdictReturned, verdict=kind, **day, **given)


def lesser(day: dict[str, str] = ONE, **given: str) -> Act:
    return verdict("guilty_of_lesser_included", day, **{"offense": "trespass", **given})


def convicted_of_the_lesser(view: View) -> None:
    axes = {"phase": "judged", "disposition": "convicted_of_lesser", "conviction": "adjudicated", "found": "guilty"}
    assert stands(view, axes) == axes
    charge = view.charge(DOE, "1")
    assert (charge.convicted_of, charge.is_conviction()) == ("trespass", Certainty.YES)
    assert not codes(view)


@pytest.mark.parametrize("on_the_greater", ["not_guilty", "hung"])
def test_guilty_of_the_lesser_convicts_of_it_whatever_became_of_the_greater(on_the_greater: str) -> None:
    day = (verdict(on_the_greater), lesser(), AT_ONCE)
    views = [seen(*TRIED, *order) for order in permutations(day)]
    views += [seen(*TRIED, *order, SENTENCED) for order in permutations(day[:2])]
    views += [seen(*TRIED, verdict(on_the_greater), lesser(NEXT), SENTENCED)]
    views += [seen(*TRIED, lesser(), verdict(on_the_greater, NEXT), SENTENCED)]
    views += [seen(*TRIED, lesser(), AT_ONCE, verdict(on_the_greater, NEXT))]
    for view in views:
        convicted_of_the_lesser(view)
        acquitted = on_the_greater == "not_guilty"
        assert view.charge(DOE, "1").acquitted_of == ("burglary" if acquitted else None)
        assert ("A. Doe was thereby acquitted of burglary." in view[DOE].fairly_said) is acquitted


def test_what_the_verdict_on_the_lesser_itself_says_of_the_greater_is_believed() -> None:
    view = seen(*TRIED, lesser(greater="acquitted"), verdict("hung"))
    assert view.charge(DOE, "1").acquitted_of == "burglary"


def test_a_jury_that_was_hung_at_another_trial_leaves_the_acquittal_by_a_later_one() -> None:
    view = seen(*TRIED, verdict("hung", {"on": "2023-03-01"}), act(TrialBegan, on="2023-05-25"), lesser(), SENTENCED)
    assert view.charge(DOE, "1").acquitted_of == "burglary"


@pytest.mark.parametrize(
    ("left", "code"), [("hung", "greater-was-undecided"), ("not_guilty", "convicted-above-degree")]
)
def test_a_conviction_of_the_greater_after_that_is_told(left: str, code: str) -> None:
    reversal = (act(AppealFiled, on="2023-07-01"), act(AppealDecided, outcome="reversed", on="2023-08-01"))
    again = (act(TrialBegan, on="2023-09-01"), verdict("guilty", {"on": "2023-09-05"}))
    assert code in codes(seen(*TRIED, lesser(), verdict(left), SENTENCED, *reversal, *again))


@pytest.mark.parametrize("kinds", list(permutations(["guilty", "not_guilty"])))
def test_guilty_and_not_guilty_of_the_same_offence_never_convict(kinds: tuple[str, ...]) -> None:
    view = seen(*TRIED, *[verdict(kind) for kind in kinds], SENTENCED)
    assert stands(view, ["phase"]) == {"phase": "acquitted"}


@pytest.mark.parametrize("day", [ONE, NEXT])
def test_not_guilty_of_the_lesser_by_name_contradicts_the_verdict_on_it(day: dict[str, str]) -> None:
    view = seen(*TRIED, verdict("not_guilty", offense="Trespass"), lesser(day), SENTENCED)
    assert stands(view, ["phase"]) == {"phase": "acquitted"}
    assert "after-end" in codes(view)


def test_lines_days_apart_are_not_of_one_verdict() -> None:
    late = {"on": "2023-06-05"}
    assert "after-end" in codes(seen(*TRIED, verdict("not_guilty"), lesser(late)))
    assert "contradiction" in codes(seen(*TRIED, lesser(), verdict("not_guilty", late)))
    assert codes(seen(*TRIED, lesser(), verdict("hung", late))) == {"local-law"}
