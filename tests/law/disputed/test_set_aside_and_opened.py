"""
What follows a conviction that was set aside, by its ground, and what a higher court or the court itself makes of it.

Expected values: after relief on the merits the accusation is pending again; Cal. Penal Code 1203.4 lets one who
completed probation withdraw the plea, plead not guilty and have the charge dismissed, and some purposes still count the
conviction; 18 USC 3731 lets the government appeal from an order that sets a conviction aside.
"""

import pytest
from stories import DOE, INDICTED, PRISON, Act, act, codes, seen, stands

from casestate import Certainty
from casestate.events import (
    AcquittalOrdered,
    AppealDecided,
    AppealFiled,
    ChargeDismissed,
    ChargeFiled,
    ConvictionSetAside,
    DiversionStarted,
    MistrialDeclared,
    NewTrialGranted,
    OrderVacated,
    PleaAccepted,
    PleaEntered,
    PleaSetAside,
    PleaWithdrawn,
    SentenceDeferred,
    SentenceImposed,
    SupervisionDecided,
    TrialBegan,
    VerdictReturned,
)
from casestate.law import US_CALIFORNIA, Purpose

TRIAL, GUILTY = act(TrialBegan), act(VerdictReturned, verdict="guilty")
NOT_GUILTY = act(VerdictReturned, verdict="not_guilty")
PLEA, SENTENCED = act(PleaAccepted, plea="guilty"), act(SentenceImposed, components=[PRISON])
DENIES = act(PleaEntered, plea="not_guilty")
TRIED = (INDICTED, TRIAL, GUILTY, SENTENCED)
PLEADED = (INDICTED, PLEA, SENTENCED)
MERITS, UNKNOWN = act(ConvictionSetAside, ground="merits"), act(ConvictionSetAside)
REHABILITATED = act(ConvictionSetAside, ground="rehabilitation")
BY_STATE, REVERSED = act(AppealFiled, by="prosecutor"), act(AppealDecided, outcome="reversed", by="prosecutor")
NEW_TRIAL = act(NewTrialGranted)


@pytest.mark.parametrize(
    ("since", "phase", "words"),
    [
        ((), "triable", "charged; pending; an earlier finding of guilt no longer stands"),
        ((DENIES,), "triable", "charged; pending; an earlier finding of guilt no longer stands"),
        ((TRIAL,), "on_trial", "on trial; an earlier finding of guilt no longer stands"),
        ((TRIAL, NOT_GUILTY), "acquitted", "acquitted"),
        ((NEW_TRIAL, TRIAL, NOT_GUILTY), "acquitted", "acquitted"),
        ((TRIAL, GUILTY, SENTENCED), "judged", "convicted and sentenced"),
        ((PLEA, SENTENCED), "judged", "convicted and sentenced"),
        ((act(AcquittalOrdered, ground="no_evidence_offered"),), "acquitted", "acquitted"),
    ],
)
@pytest.mark.parametrize("before", [TRIED, PLEADED, (INDICTED, PLEA, act(SentenceDeferred))])
def test_one_set_aside_on_the_merits_is_pending_again(
    before: tuple[Act, ...], since: tuple[Act, ...], phase: str, words: str
) -> None:
    view = seen(*before, MERITS, *since)
    assert (stands(view, ["phase"]), view[DOE].status.words) == ({"phase": phase}, words)
    assert not codes(view)
    convicted = Certainty.YES if phase == "judged" else Certainty.NO
    assert {view.charge(DOE, "1").is_conviction(purpose) for purpose in Purpose} == {convicted}


@pytest.mark.parametrize(
    "undone",
    [UNKNOWN, REHABILITATED, act(PleaWithdrawn, ground="rehabilitation"), act(PleaSetAside, ground="rehabilitation")],
)
class TestOpenedAgain:
    """The acts show that the court opened the charge; that its order is not on file is told."""

    @pytest.mark.parametrize(
        ("since", "expected"),
        [
            ((TRIAL,), {"phase": "on_trial", "found": "set_aside", "conviction": "vacated", "jeopardy": "attached"}),
            ((TRIAL, NOT_GUILTY), {"phase": "acquitted", "found": "not_guilty"}),
            ((NOT_GUILTY,), {"phase": "acquitted", "found": "not_guilty", "conviction": "vacated"}),
            ((act(VerdictReturned, verdict="not_guilty_by_reason_of_insanity"),), {"phase": "acquitted"}),
            ((GUILTY,), {"phase": "found_guilty", "conviction": "found", "sentence": "vacated"}),
            ((act(VerdictReturned, verdict="guilty_of_lesser_included"),), {"disposition": "convicted_of_lesser"}),
            ((act(VerdictReturned, verdict="hung"),), {"phase": "triable", "found": "hung"}),
            ((act(MistrialDeclared),), {"phase": "triable", "found": "set_aside", "disposition": "mistrial"}),
            ((PLEA,), {"phase": "found_guilty", "conviction": "found", "sentence": "vacated"}),
            ((PLEA, SENTENCED), {"phase": "judged", "conviction": "adjudicated", "sentence": "imposed"}),
            ((act(DiversionStarted),), {"phase": "diverted", "found": "set_aside", "conviction": "vacated"}),
        ],
    )
    def test_what_follows_takes_effect_and_is_told(
        self, undone: Act, since: tuple[Act, ...], expected: dict[str, str]
    ) -> None:
        view = seen(*PLEADED, undone, *since)
        assert stands(view, expected) == expected
        assert codes(view) == {"opened-after-set-aside"}
        assert codes(view, "incomplete") == {"opened-after-set-aside"}

    @pytest.mark.parametrize(("link", "phase"), [("supersedes", "triable"), ("refiles", "superseded")])
    def test_another_charge_may_carry_it_on(self, undone: Act, link: str, phase: str) -> None:
        another = act(ChargeFiled, charge="2", instrument="indictment", **{link: "1"})
        for since in ((), (act(TrialBegan, charge="2"), act(VerdictReturned, charge="2", verdict="not_guilty"))):
            view = seen(*PLEADED, undone, another, *since)
            assert codes(view) == {"opened-after-set-aside"}
            expected = {"phase": phase, "found": "set_aside", "conviction": "vacated"}
            assert stands(view, expected) == expected
            assert view.charge(DOE, "1").is_conviction() is Certainty.NO
            assert not view.charge(DOE, "1").state.brought_again
            assert view[DOE].status.words == ("acquitted" if since else "charged; pending")

    @pytest.mark.parametrize(
        ("instrument", "phase"), [("complaint", "charged"), ("information", "charged"), ("indictment", "triable")]
    )
    @pytest.mark.parametrize("offense", ["burglary", "robbery"])
    def test_it_may_be_brought_again_under_its_own_id(
        self, undone: Act, offense: str, instrument: str, phase: str
    ) -> None:
        again = act(ChargeFiled, instrument=instrument, severity="felony", offense=offense)
        view = seen(*PLEADED, undone, again)
        expected = {"phase": phase, "found": "set_aside", "conviction": "vacated", "sentence": "vacated"}
        assert stands(view, expected) == expected
        assert view[DOE].status.words == "charged; pending; an earlier finding of guilt no longer stands"
        assert codes(view) == {"opened-after-set-aside"}

    def test_nothing_is_told_where_the_order_is_on_file(self, undone: Act) -> None:
        assert not codes(seen(*PLEADED, undone, NEW_TRIAL, TRIAL, NOT_GUILTY))

    @pytest.mark.parametrize("pleads", [(), (act(PleaWithdrawn),), (act(PleaSetAside),)])
    def test_a_plea_of_not_guilty_and_a_dismissal_are_the_same_relief(
        self, undone: Act, pleads: tuple[Act, ...]
    ) -> None:
        view = seen(*PLEADED, undone, *pleads, DENIES, act(ChargeDismissed), procedure=US_CALIFORNIA)
        assert stands(view, ["phase", "conviction"]) == {"phase": "judged", "conviction": "set_aside"}
        assert not codes(view)


@pytest.mark.parametrize("back", [(BY_STATE, REVERSED), (act(OrderVacated),)])
@pytest.mark.parametrize(
    "undone",
    [MERITS, UNKNOWN, REHABILITATED, act(PleaSetAside), act(PleaSetAside, ground="rehabilitation")],
)
def test_an_order_that_set_it_aside_undone_leaves_the_judgment(undone: Act, back: tuple[Act, ...]) -> None:
    view = seen(*PLEADED, undone, *back)
    expected = {"phase": "judged", "found": "guilty", "conviction": "adjudicated", "sentence": "imposed"}
    assert stands(view, expected) == expected
    assert view[DOE].status.words == "convicted and sentenced"
    assert not codes(view)


def test_so_does_a_verdict_reinstated() -> None:
    back = act(AppealDecided, outcome="verdict_reinstated")
    for undone in (MERITS, UNKNOWN):
        view = seen(*TRIED, undone, act(AppealFiled), back)
        assert stands(view, ["phase", "conviction"]) == {"phase": "judged", "conviction": "adjudicated"}


def test_where_nobody_knows_whose_appeal_it_was_nothing_moves() -> None:
    view = seen(*PLEADED, MERITS, act(AppealFiled), act(AppealDecided, outcome="reversed"))
    assert stands(view, ["phase", "conviction"]) == {"phase": "triable", "conviction": "vacated"}
    assert codes(view) == {"unread-outcome"}


@pytest.mark.parametrize("broken_off", [act(MistrialDeclared), act(VerdictReturned, verdict="hung")])
def test_an_order_for_another_trial_may_follow_a_trial_broken_off(broken_off: Act) -> None:
    assert not codes(seen(INDICTED, TRIAL, broken_off, NEW_TRIAL, TRIAL, NOT_GUILTY))


def test_supervision_ended_and_the_plea_withdrawn_is_relief_by_statute() -> None:
    completed = act(SupervisionDecided, outcome="completed")
    view = seen(INDICTED, PLEA, SENTENCED, completed, act(PleaWithdrawn), DENIES, act(ChargeDismissed))
    assert view[DOE].status.words == "conviction set aside; some purposes still count it"
    assert not codes(view)
