"""
Files that begin in the middle: with supervision, or with the relief from a conviction.

An act that presupposes a judgment shows that there was one, given or withheld; which, the file does not say. So the
charge is presumed to be judged, no conviction is presumed, and none is denied.
"""

import pytest
from stories import DOE, INDICTED, PRISON, Act, act, codes, seen, stands

from casestate import Certainty
from casestate.events import (
    AdjudicationDeferred,
    ConvictionReduced,
    ConvictionSetAside,
    Pardoned,
    PleaAccepted,
    SentenceCompleted,
    SentenceImposed,
    SentenceModified,
    SupervisionDecided,
    SupervisionViolationAlleged,
)

PLEA = act(PleaAccepted, plea="guilty")
ALLEGED = act(SupervisionViolationAlleged)
OUTCOMES = ["violation_found", "tolled", "reinstated", "modified", "revoked", "completed", "discharged"]
DECISIONS = [act(SupervisionDecided, outcome=each) for each in OUTCOMES]


@pytest.mark.parametrize("before", [(), (INDICTED,), (INDICTED, PLEA)])
@pytest.mark.parametrize(
    "first",
    [*DECISIONS, ALLEGED, act(SentenceCompleted), act(SentenceModified), act(ConvictionSetAside)],
    ids=lambda first: first[1].get("outcome", first[0].__name__),
)
def test_an_act_that_presupposes_a_judgment_leaves_open_which(before: tuple[Act, ...], first: Act) -> None:
    view = seen(*before, first)
    assert stands(view, ["phase"]) == {"phase": "judged"}
    charge = view.charge(DOE, "1")
    assert charge.is_conviction() is Certainty.POSSIBLY
    assert charge.is_conviction("licensing") is Certainty.POSSIBLY
    assert codes(view) == {"missing-sentence" if before else "missing-filing"}
    assert "not been charged" not in " ".join(view[DOE].fairly_said)
    assert "pending" not in charge.status.words


def test_a_reduction_alone_does_not_deny_the_conviction() -> None:
    view = seen(act(ConvictionReduced, severity="misdemeanor"))
    assert view.charge(DOE, "1").is_conviction() is Certainty.POSSIBLY
    assert codes(view) == {"missing-filing"}
    assert "charged in this matter" not in " ".join(view[DOE].fairly_said)


def test_a_pardon_alone_says_neither_that_there_was_a_conviction_nor_that_there_was_none() -> None:
    """Ex parte Garland: a pardon may come before any charge; more often the file lacks the conviction."""
    view = seen(act(Pardoned))
    assert stands(view, ["phase", "found"]) == {"phase": "not_charged", "found": "nothing"}
    assert view.charge(DOE, "1").is_conviction() is Certainty.POSSIBLY
    assert codes(view) == {"pardon-without-charge"}
    assert "not been charged" not in " ".join(view[DOE].fairly_said)


def test_a_pardon_of_a_pending_charge_finds_no_guilt() -> None:
    view = seen(INDICTED, act(Pardoned))
    assert stands(view, ["phase", "conviction"]) == {"phase": "triable", "conviction": "none"}
    assert not codes(view)


def test_the_sentence_after_a_violation_is_known_although_the_first_is_not() -> None:
    view = seen(ALLEGED, act(SupervisionDecided, outcome="violation_found"), act(SentenceImposed, components=[PRISON]))
    assert view.charge(DOE, "1").components == (PRISON,)
    assert codes(view) == {"missing-filing"}


def test_a_deferral_on_file_is_what_the_supervision_belongs_to() -> None:
    view = seen(INDICTED, PLEA, act(AdjudicationDeferred), ALLEGED)
    assert stands(view, ["phase", "conviction"]) == {"phase": "deferred", "conviction": "withheld"}
    assert not codes(view)
