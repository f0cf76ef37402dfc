"""A circle of links between charges is told and not followed: neither charge is left to the other."""

from itertools import pairwise

import pytest
from stories import DOE, INDICTED, act, codes, seen

from casestate.events import ChargeDismissed, ChargeFiled, ChargeSuperseded, PleaAccepted, SentenceImposed

AGAIN = {"instrument": "superseding_indictment", "offense": "burglary", "severity": "felony"}


@pytest.mark.parametrize("others", [("2",), ("2", "3")])
@pytest.mark.parametrize("link", ["supersedes", "refiles"])
def test_all_charges_of_a_circle_are_pending(others: tuple[str, ...], link: str) -> None:
    chain = ("1", *others)
    filings = [act(ChargeFiled, charge=new, **AGAIN, **{link: old}) for old, new in zip(chain, others, strict=False)]
    view = seen(INDICTED, *filings, act(ChargeFiled, **AGAIN, **{link: others[-1]}))
    assert "carried-on-in-a-circle" in codes(view, "error")
    assert view[DOE].pending == chain
    assert view[DOE].open


def test_a_charge_beside_the_circle_is_carried_on_as_before() -> None:
    circle = (
        act(ChargeFiled, charge="2", **AGAIN, supersedes="1"),
        act(ChargeFiled, **AGAIN, supersedes="2"),
    )
    plain = act(ChargeFiled, charge="3", **AGAIN, supersedes="2")
    assert seen(INDICTED, *circle, plain)[DOE].pending == ("1", "3")


def test_without_a_circle_nothing_is_told_and_one_is_counted_once() -> None:
    later = (
        act(ChargeFiled, charge="2", **AGAIN, supersedes="1"),
        act(ChargeFiled, charge="3", **AGAIN, supersedes="2"),
    )
    view = seen(INDICTED, *later)
    assert view[DOE].pending == ("3",)
    assert not codes(view)
    fell = seen(INDICTED, *later, *[act(ChargeDismissed, charge=each, prejudice="without") for each in "32"])
    assert fell[DOE].pending == ("1",)


def test_a_conviction_in_a_circle_is_said_of_its_own_charge() -> None:
    circle = (act(ChargeFiled, charge="2", **AGAIN, supersedes="1"), act(ChargeFiled, **AGAIN, supersedes="2"))
    convicted = (act(PleaAccepted, plea="guilty"), act(SentenceImposed))
    assert seen(INDICTED, *circle, *convicted)[DOE].status.words.startswith("convicted and sentenced (charge 1)")


def test_a_circle_may_be_told_by_the_acts_that_end_the_charges() -> None:
    filings = (INDICTED, act(ChargeFiled, charge="2", **AGAIN))
    ends = (act(ChargeSuperseded, successors="2"), act(ChargeSuperseded, charge="2", successors="1"))
    (circle,) = [each for each in seen(*filings, *ends).findings if each.code == "carried-on-in-a-circle"]
    assert circle.entries == ("e3", "e4")
    assert not codes(seen(*filings, ends[0]), "error")


def test_circles_that_share_a_charge_are_told_together() -> None:
    three = (
        act(ChargeFiled, charge="2", **AGAIN, supersedes="1"),
        act(ChargeFiled, charge="3", **AGAIN, supersedes="1"),
    )
    back = act(ChargeFiled, **AGAIN, supersedes=("2", "3"))
    (circle,) = [each for each in seen(INDICTED, *three, back).findings if each.code == "carried-on-in-a-circle"]
    assert "charges 1, 2, 3 of A. Doe" in circle.message


def test_each_of_many_charges_carries_on_all_of_the_paper_before() -> None:
    """There are more ways through the papers than could be followed one by one."""
    papers = [[f"{paper}.{count}" for count in range(2)] for paper in range(60)]
    first = [act(ChargeFiled, charge=each, **AGAIN) for each in papers[0]]
    later = [
        act(ChargeFiled, charge=each, **AGAIN, supersedes=tuple(before))
        for before, paper in pairwise(papers)
        for each in paper
    ]
    assert seen(*first, *later)[DOE].pending == tuple(papers[-1])
