"""
What England and Wales call by a name of its own, what only looks like it, and when a person is convicted there.

A count lies on the file by an order of its own. A judge records an acquittal where the prosecution offers no evidence
(Criminal Justice Act 1967, s. 17), and on other grounds. A plea of guilty convicts as it is entered, and may be changed
by leave until sentence (S (An Infant) v Recorder of Manchester [1971] AC 481).
"""

import pytest
from stories import DOE, INDICTED, Act, act, seen

from casestate import Certainty, When
from casestate.events import (
    AcquittalGround,
    AcquittalOrdered,
    BoundOver,
    ChargeFiled,
    ChargeInactivated,
    Component,
    InactiveGround,
    PleaAccepted,
    PleaEntered,
    SentenceImposed,
    TrialBegan,
    VerdictReturned,
)
from casestate.law import ENGLAND_AND_WALES, US_CALIFORNIA, US_FEDERAL

THEFT = act(ChargeFiled, offense="theft", grade="either way", instrument="complaint")
SENT, TRIED = act(BoundOver), act(TrialBegan)
PLEADED, FOUND = act(PleaEntered, plea="guilty"), act(VerdictReturned, verdict="guilty")
FINED = act(SentenceImposed, components=Component(kind="fine"))
NO_EVIDENCE = AcquittalGround.NO_EVIDENCE_OFFERED


@pytest.mark.parametrize("ground", InactiveGround)
@pytest.mark.parametrize("before", [(), (SENT,), (TRIED,)])
def test_only_a_charge_left_on_the_file_lies_on_it(ground: InactiveGround, before: tuple[Act, ...]) -> None:
    view = seen(THEFT, *before, act(ChargeInactivated, ground=ground), procedure=ENGLAND_AND_WALES)
    said = " ".join([view[DOE].status.words, *view[DOE].fairly_said])
    on_file = ground is InactiveGround.ON_FILE
    assert ("lies on the file" in said, "leave of the court" in said) == (on_file, on_file)
    assert ("inactive" in said) is not (on_file or before == (TRIED,))


@pytest.mark.parametrize("ground", AcquittalGround)
@pytest.mark.parametrize("before", [(), (SENT,), (TRIED,)])
def test_no_evidence_was_offered_only_where_the_file_says_so(ground: AcquittalGround, before: tuple[Act, ...]) -> None:
    view = seen(THEFT, *before, act(AcquittalOrdered, ground=ground), procedure=ENGLAND_AND_WALES)
    words = view[DOE].status.words
    assert words == ("no evidence offered; acquitted" if ground is NO_EVIDENCE else "acquitted")


@pytest.mark.parametrize("found", [(PLEADED,), (TRIED, PLEADED), (TRIED, FOUND), (SENT, TRIED, FOUND)])
def test_a_plea_or_verdict_of_guilty_convicts_in_england_before_sentence(found: tuple[Act, ...]) -> None:
    charge = seen(THEFT, *found, procedure=ENGLAND_AND_WALES).charge(DOE, "1")
    assert charge.is_conviction() is Certainty.YES
    assert charge.is_conviction("licensing") is Certainty.POSSIBLY
    day = charge.finding.when if charge.finding else None
    assert (charge.conviction_on, charge.convicted_of) == (day, "theft")
    sentenced = seen(THEFT, *found, FINED, procedure=ENGLAND_AND_WALES).charge(DOE, "1")
    assert (sentenced.conviction_on, sentenced.is_conviction()) == (day, Certainty.YES)


def test_a_discharge_counts_as_no_conviction_though_the_plea_convicted() -> None:
    discharged = act(SentenceImposed, components=Component(kind="conditional_discharge"))
    charge = seen(THEFT, PLEADED, discharged, procedure=ENGLAND_AND_WALES).charge(DOE, "1")
    assert charge.is_conviction() is Certainty.NO


def test_elsewhere_the_judgment_convicts() -> None:
    for law in (US_FEDERAL, US_CALIFORNIA):
        found = (INDICTED, act(PleaAccepted, plea="guilty"))
        assert seen(*found, procedure=law).charge(DOE, "1").is_conviction() is Certainty.NO
        assert seen(*found, FINED, procedure=law).charge(DOE, "1").conviction_on == When.parse("2023-01-30")
