"""
A charge brought again under its own id after an end that sets no bar: courts use the numbers of counts again.

Expected values: FRCrimP 48(a) and State v. Ware, of a dismissal without prejudice, after which the charge may be
brought again; Downum v. United States, of one after jeopardy attached; FRCrimP 34, of an arrest of judgment.
"""

import pytest
from stories import DOE, INDICTED, Act, act, codes, seen, stands

from casestate import Certainty
from casestate.events import (
    AppealDecided,
    AppealFiled,
    BoundOver,
    ChargeDismissed,
    ChargeFiled,
    ConvictionSetAside,
    DiversionCompleted,
    DiversionStarted,
    JudgmentArrested,
    NoBillReturned,
    PleaAccepted,
    PleaEntered,
    SentenceImposed,
    TrialBegan,
    VerdictReturned,
)

COMPLAINT = act(ChargeFiled, instrument="complaint", severity="felony", offense="burglary")
TRIAL, PLEA = act(TrialBegan), act(PleaAccepted, plea="guilty")
NOT_GUILTY = act(VerdictReturned, verdict="not_guilty")
WITHOUT, UNSAID, WITH = (act(ChargeDismissed, prejudice=each) for each in ("without", "unspecified", "with"))
TOLD = "filed-again-under-its-id"


def paper(instrument: str, **links: str) -> Act:
    return act(ChargeFiled, instrument=instrument, offense="burglary", **links)


@pytest.mark.parametrize("end", [(WITHOUT,), (UNSAID,), (PLEA, act(JudgmentArrested))])
@pytest.mark.parametrize("first", [COMPLAINT, INDICTED])
@pytest.mark.parametrize(
    ("again", "phase"), [("complaint", "charged"), ("information", "charged"), ("indictment", "triable")]
)
def test_it_is_pending_and_no_longer_dismissed(first: Act, end: tuple[Act, ...], again: str, phase: str) -> None:
    view = seen(first, *end, paper(again))
    assert stands(view, ["phase", "disposition", "conviction"]) == {
        "phase": phase,
        "disposition": "none",
        "conviction": "none",
    }
    arrested = "judgment refused earlier" if len(end) > 1 else "dismissed earlier"
    assert view[DOE].status.words == f"charged; pending; {arrested}, and filed again"
    assert "The charge of burglary " in view[DOE].fairly_said[1]
    assert view[DOE].fairly_said[1].endswith(", and A. Doe was charged again.")
    assert codes(view) == codes(view, "warning") == {TOLD}
    assert view.charge(DOE, "1").open


def test_the_new_prosecution_ends_as_it_ends() -> None:
    tried = (act(BoundOver), TRIAL, NOT_GUILTY)
    assert seen(COMPLAINT, WITHOUT, paper("complaint"), *tried)[DOE].status.words == "acquitted"
    view = seen(INDICTED, WITHOUT, paper("indictment"), PLEA, act(SentenceImposed))
    assert view.charge(DOE, "1").is_conviction() is Certainty.YES
    assert codes(view) == {TOLD}


def test_it_may_be_dismissed_and_brought_again_more_than_once() -> None:
    view = seen(COMPLAINT, WITHOUT, paper("complaint"), WITHOUT, paper("indictment"), WITH)
    assert stands(view, ["phase"]) == {"phase": "barred"}
    assert view[DOE].status.words == "dismissed with prejudice; dismissed earlier, and filed again"
    assert codes(view) == {TOLD}


def test_after_a_diversion_completed_it_may_be_brought_again() -> None:
    diverted = (act(DiversionStarted), act(DiversionCompleted))
    assert codes(seen(COMPLAINT, *diverted, paper("complaint"))) == {TOLD}


def test_with_prejudice_it_may_not() -> None:
    view = seen(INDICTED, WITH, paper("indictment"))
    assert stands(view, ["phase"]) == {"phase": "barred"}
    assert codes(view, "error") == {"after-end"}


def test_once_jeopardy_has_attached_it_is_doubtful_whether_it_may() -> None:
    view = seen(INDICTED, TRIAL, WITHOUT, paper("indictment"))
    assert stands(view, ["phase", "jeopardy"]) == {"phase": "triable", "jeopardy": "unknown"}
    assert codes(view) == {"refiled-after-jeopardy"}


@pytest.mark.parametrize("judged", [(), (act(SentenceImposed),)])
def test_after_an_arrest_of_judgment_it_may_though_jeopardy_had_attached(judged: tuple[Act, ...]) -> None:
    """Ball v. United States, 163 U.S. 662: a judgment arrested bars no other trial."""
    arrested = (INDICTED, TRIAL, act(VerdictReturned, verdict="guilty"), *judged, act(JudgmentArrested))
    local = {"local-law"} if judged else set()
    assert codes(seen(*arrested, paper("indictment", charge="2", refiles="1"))) == local
    assert codes(seen(*arrested, paper("indictment"))) == {TOLD} | local
    assert stands(seen(*arrested), ["phase", "jeopardy"]) == {"phase": "dismissed", "jeopardy": "ended_retriable"}
    back = (act(AppealFiled, by="prosecutor"), act(AppealDecided, outcome="reversed"))
    phase = "judged" if judged else "found_guilty"
    assert stands(seen(*arrested, *back), ["phase", "jeopardy"]) == {"phase": phase, "jeopardy": "attached"}


def test_a_filing_told_late_is_the_one_that_was_dismissed() -> None:
    view = seen(WITHOUT, COMPLAINT)
    assert stands(view, ["phase"]) == {"phase": "dismissed"}
    assert codes(view) == {"missing-filing", "late-filing"}


def test_a_filing_told_late_is_late_however_far_the_charge_had_come() -> None:
    view = seen(act(BoundOver), WITHOUT, COMPLAINT)
    assert stands(view, ["phase"]) == {"phase": "dismissed"}
    assert codes(view) == {"missing-filing", "late-filing"}


@pytest.mark.parametrize(
    ("first", "end", "ended"),
    [
        (INDICTED, (WITHOUT,), "The charge of burglary was dismissed"),
        (INDICTED, (PLEA, act(JudgmentArrested)),
         "The charge of burglary ended when a judge refused to enter judgment"),
        (INDICTED, (act(DiversionStarted), act(DiversionCompleted)),
         "The charge of burglary was dismissed after a diversion"),
        (COMPLAINT, (act(NoBillReturned),), "The charge of burglary was refused by a grand jury"),
        (INDICTED, (PLEA, act(SentenceImposed), act(ConvictionSetAside, ground="rehabilitation")),
         "The charge of burglary came to a conviction that no longer stands"),
        (act(ChargeFiled, instrument="indictment"), (WITHOUT,), "The charge was dismissed"),
    ],
)  # fmt: skip
def test_it_is_told_how_the_first_prosecution_ended(first: Act, end: tuple[Act, ...], ended: str) -> None:
    said = seen(first, *end, act(ChargeFiled, instrument="indictment", offense="robbery"))[DOE].fairly_said
    stood = ", and an earlier finding of guilt no longer stands" if "came to a conviction" in ended else ""
    assert said[1:] == (
        f"{ended}, and A. Doe was charged again, with robbery.",
        f"The charge of robbery against A. Doe is pending{stood}.",
    )


def test_a_plea_after_the_conviction_was_set_aside_is_not_told_as_that_of_the_conviction() -> None:
    said = seen(INDICTED, PLEA, act(SentenceImposed), act(ConvictionSetAside), act(PleaEntered, plea="not_guilty"))
    assert not any("pleaded" in each for each in said[DOE].fairly_said)
