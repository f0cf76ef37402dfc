"""A circle of links between charges is told and not followed: neither charge is left to the other."""

import pytest
from stories import DOE, INDICTED, act, codes, seen

from casestate.events import ChargeDismissed, ChargeFiled, PleaAccepted, SentenceImposed

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
