"""
After a verdict on a lesser offence only that offence is left, whatever finds guilt and on whichever charge.

Expected values: Green v. United States, 355 U.S. 184, and Price v. Georgia, 398 U.S. 323 (a verdict on a lesser offence
acquits of the greater, and neither a new trial nor a new charge may reach it again); Burks v. United States.
"""

import pytest
from stories import INDICTED, Act, act, codes, seen

from casestate import Certainty, View
from casestate.events import (
    AcquittalOrdered,
    AppealDecided,
    AppealFiled,
    ChargeAmended,
    ChargeDismissed,
    ChargeFiled,
    NewTrialGranted,
    PleaAccepted,
    SentenceImposed,
    TrialBegan,
    VerdictReturned,
)

TRIAL, SENTENCED, NEW_TRIAL = act(TrialBegan), act(SentenceImposed), act(NewTrialGranted)
LESSER = act(VerdictReturned, verdict="guilty_of_lesser_included", offense="trespass")
GUILTY, NOT_GUILTY = act(VerdictReturned, verdict="guilty"), act(VerdictReturned, verdict="not_guilty")
PLEA = act(PleaAccepted, plea="guilty")
DROPPED = act(ChargeDismissed, prejudice="without")
TRIED = (INDICTED, TRIAL, LESSER)
OPEN = (*TRIED, SENTENCED, act(AppealFiled, by="defendant"), act(AppealDecided, outcome="reversed_and_remanded"))
INSUFFICIENT = (
    "A higher court held the evidence against A. Doe on the lesser charge of trespass insufficient, which has the "
    "effect of an acquittal"
)
AMENDED = act(ChargeAmended, offense="trespass")


def on_two(a: Act) -> Act:
    return a[0], {**a[1], "charge": "2"}


def said(view: View) -> str:
    return view["A. Doe"].fairly_said[-1]


def test_a_plea_that_names_no_offence_is_none_to_the_greater() -> None:
    view = seen(*OPEN, PLEA, SENTENCED)
    charge = view.charge("A. Doe", "1")
    assert charge.convicted_of is None
    assert charge.severity == "unknown"
    assert "A. Doe was convicted of a lesser offence and sentenced." in view["A. Doe"].fairly_said
    assert codes(view) == {"lesser-plea-unnamed"}


@pytest.mark.parametrize(
    ("then", "offense", "expected"),
    [
        ((act(PleaAccepted, plea="guilty", offense="trespass"),), "trespass", set()),
        ((AMENDED, PLEA), "trespass", set()),
        ((act(PleaAccepted, plea="guilty", offense="burglary"),), "burglary", {"convicted-above-degree"}),
        ((TRIAL, GUILTY), "burglary", {"convicted-above-degree"}),
    ],
)
def test_a_finding_says_of_what_it_is(then: tuple[Act, ...], offense: str, expected: set[str]) -> None:
    view = seen(*OPEN, *then, SENTENCED)
    assert view.charge("A. Doe", "1").convicted_of == offense
    assert codes(view) == expected


@pytest.mark.parametrize("link", ["refiles", "supersedes"])
@pytest.mark.parametrize("found", [(TRIAL, GUILTY), (PLEA,)])
def test_a_charge_that_carries_it_on_reaches_no_higher(found: tuple[Act, ...], link: str) -> None:
    def brought(**given: str) -> View:
        paper = {"instrument": "indictment", "severity": "felony", "offense": "burglary", "charge": "2", link: "1"}
        again = act(ChargeFiled, **{**paper, **given})
        return seen(*TRIED, NEW_TRIAL, DROPPED, again, *map(on_two, found), on_two(SENTENCED))

    (finding,) = [each for each in brought().findings if each.severity == "error"]
    assert (finding.code, finding.charge) == ("convicted-above-degree", "2")
    assert "convicted-above-degree" not in codes(brought(offense="trespass"))
    assert "convicted-above-degree" not in codes(brought(sovereign="US"))


def test_only_the_lesser_offence_may_be_filed_again() -> None:
    view = seen(*OPEN, DROPPED)
    charge = view.charge("A. Doe", "1")
    assert charge.refilable is Certainty.POSSIBLY
    assert charge.refilable_as_lesser
    assert "the lesser offence may be filed again" in charge.status.words
    assert ", and may be filed again" not in charge.status.words
    assert "the lesser offence may be filed again." in said(view)
    undecided = (act(VerdictReturned, verdict="guilty_of_lesser_included", offense="trespass", greater="undecided"),)
    for as_charged in ((*OPEN, AMENDED), (*TRIED[:2], *undecided, NEW_TRIAL)):
        charge = seen(*as_charged, DROPPED).charge("A. Doe", "1")
        assert charge.refilable is Certainty.YES
        assert "may be filed again" in charge.status.words


@pytest.mark.parametrize(
    ("then", "sentence"),
    [
        ((act(AcquittalOrdered),), "A judge acquitted A. Doe of trespass after a finding of guilt"),
        (
            (SENTENCED, act(AppealFiled, by="defendant"), act(AppealDecided, outcome="reversed_for_insufficiency")),
            INSUFFICIENT,
        ),
        ((NEW_TRIAL, TRIAL, NOT_GUILTY), "A. Doe was acquitted of trespass"),
    ],
)
def test_an_acquittal_after_such_a_verdict_is_of_the_lesser_offence(then: tuple[Act, ...], sentence: str) -> None:
    view = seen(*TRIED, *then)
    assert said(view) == f"{sentence}, and an earlier verdict acquitted A. Doe of the greater offence."
    assert view.charge("A. Doe", "1").status.words.endswith("acquitted of the greater offence")
