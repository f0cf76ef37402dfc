"""Undoing, frame by frame: the axes that are put back, those that are not, and the acts that may be undone."""

from itertools import count
from typing import Any

import pytest

from casestate import GENERIC, CaseFile, Entry
from casestate.events import (
    AppealDecided,
    AppealFiled,
    BoundOver,
    ChargeDismissed,
    ChargeFiled,
    ChargeInactivated,
    ChargeReinstated,
    Event,
    JudgmentArrested,
    NewTrialGranted,
    PleaEntered,
    RecordSealed,
    SentenceImposed,
    SupervisionDecided,
    TrialBegan,
    VerdictReturned,
)
from casestate.law import Procedure, row
from casestate.law.undoing import Frame, put_back
from casestate.state import ChargeState
from casestate.state.axes import Activity, Conviction, Disposition, Found, Jeopardy, Phase, SentenceStatus, Supervision
from casestate.state.axes import Visibility as Seen

ONE: dict[str, Any] = {"defendant": "A. Doe", "charge": "1"}


def on_this_charge(*acts: tuple[type[Event], dict[str, Any]] | type[Event]) -> list[Event]:
    """Return the acts, a day apart."""
    days = count(1)
    made = []
    for each in acts:
        act, said = each if isinstance(each, tuple) else (each, {})
        made.append(act(on=f"2023-01-{next(days):02d}", **ONE, **said))
    return made


def state_of(*acts: Any, procedure: Procedure = GENERIC) -> ChargeState:
    case = CaseFile("c", procedure=procedure)
    for event in on_this_charge(*acts):
        case = case.record(event)
    state = case.at(clearance="expunged").charge("A. Doe", "1").state
    assert isinstance(state, ChargeState)
    return state


def codes_of(*acts: Any, procedure: Procedure = GENERIC) -> list[str]:
    case = CaseFile("c", procedure=procedure)
    for event in on_this_charge(*acts):
        case = case.record(event)
    return [finding.code for finding in case.at(clearance="expunged").findings]


INDICTED = (ChargeFiled, {"instrument": "indictment"})
GUILTY = (VerdictReturned, {"verdict": "guilty"})
CONVICTED = (INDICTED, TrialBegan, GUILTY)
BY_STATE = (AppealFiled, {"by": "prosecutor"})
REVERSED = (AppealDecided, {"outcome": "reversed"})
BACK = (AppealDecided, {"outcome": "verdict reinstated"})

ARREST_REVERSED = row(
    "X-arrest",
    AppealDecided,
    "reversed|verdict_reinstated",
    "dismissed|barred",
    "review=ended",
    undoes="JudgmentArrested|ChargeDismissed",
    when="found=guilty",
    reopens=True,
    cite="United States v. Wilson, 420 U.S. 332",
    why="an order after a verdict that ended the charge, once reversed, leaves the verdict",
)
REINSTATED = row(
    "X-back",
    ChargeReinstated,
    "",
    "dismissed|barred",
    undoes="ChargeDismissed|ChargeMerged",
    reopens=True,
    cite="18 USC 3296",
    why="a charge put back is as far as it was",
)
PROBATION = row(
    "X-probation",
    SupervisionDecided,
    "reinstated",
    "judged",
    "supervision=reinstated",
    undoes="SupervisionDecided",
    when="supervision=revoked",
    cite="-",
    why="probation reinstated is the current sentence again",
)
NEW_TRIAL_AFTER_ALL = row(
    "X-again",
    AppealDecided,
    "verdict_reinstated",
    "found_guilty",
    "review=ended",
    undoes="AppealDecided",
    reopens=True,
    cite="-",
    why="a reversal reversed puts back what had been reversed",
)
DEEPER = row(
    "X-deeper",
    AppealDecided,
    "verdict_reinstated",
    "dismissed",
    "review=ended",
    undoes="NewTrialGranted",
    reopens=True,
    cite="-",
    why="a dismissal after a new trial falls with the order for the new trial",
)
ELSEWHERE = GENERIC.derive("elsewhere", rows=[ARREST_REVERSED, REINSTATED, PROBATION, NEW_TRIAL_AFTER_ALL, DEEPER])


def test_a_new_trial_reversed_leaves_the_verdict_and_the_sentence() -> None:
    before = state_of(*CONVICTED, SentenceImposed)
    after = state_of(*CONVICTED, SentenceImposed, NewTrialGranted, BY_STATE, REVERSED)
    for axis in ("phase", "found", "conviction", "jeopardy", "disposition", "sentence", "supervision"):
        assert getattr(after, axis) is getattr(before, axis), axis
    assert {axis for axis, _ in after.put_back} == {"found", "conviction", "jeopardy", "disposition", "sentence"}
    assert {entry.id for _, entry in after.put_back} == {"e7"}
    assert [entry.id for entry in after.trial] == ["e2", "e3", "e5"]


def test_activity_visibility_and_review_are_never_put_back() -> None:
    after = state_of(*CONVICTED, SentenceImposed, NewTrialGranted, ChargeInactivated, RecordSealed, BY_STATE, BACK)
    assert (after.phase, after.activity, after.visibility) == (Phase.JUDGED, Activity.INACTIVE, Seen.SEALED)


def test_an_arrest_of_judgment_reversed_leaves_the_verdict() -> None:
    after = state_of(*CONVICTED, JudgmentArrested, BY_STATE, REVERSED, procedure=ELSEWHERE)
    assert (after.phase, after.found, after.conviction) == (Phase.FOUND_GUILTY, Found.GUILTY, Conviction.FOUND)
    assert after.disposition is Disposition.CONVICTED_BY_VERDICT


@pytest.mark.parametrize("prejudice", ["with", "without"])
def test_an_indictment_dismissed_and_put_back_needs_no_bind_over(prejudice: str) -> None:
    acts = (INDICTED, (ChargeDismissed, {"prejudice": prejudice}), ChargeReinstated)
    after = state_of(*acts, procedure=ELSEWHERE)
    assert (after.phase, after.disposition, after.jeopardy) == (
        Phase.TRIABLE,
        Disposition.NONE,
        Jeopardy.NOT_ATTACHED,
    )
    told = {"with": ["reinstated-after-bar"], "without": []}
    assert codes_of(*acts, TrialBegan, procedure=ELSEWHERE) == told[prejudice]


def test_a_charge_dismissed_twice_is_put_back_to_before_the_second() -> None:
    dismissed = (ChargeDismissed, {"prejudice": "without"})
    after = state_of(
        (ChargeFiled, {"instrument": "complaint"}),
        dismissed,
        ChargeReinstated,
        BoundOver,
        dismissed,
        ChargeReinstated,
        procedure=ELSEWHERE,
    )
    assert after.phase is Phase.TRIABLE


def test_an_act_that_disposes_of_nothing_may_leave_a_frame_too() -> None:
    """Probation reinstated after it was revoked is the sentence that was imposed."""
    revoked = (SupervisionDecided, {"outcome": "revoked"})
    reinstated = (SupervisionDecided, {"outcome": "reinstated"})
    after = state_of(*CONVICTED, SentenceImposed, revoked, reinstated, procedure=ELSEWHERE)
    assert (after.sentence, after.supervision) == (SentenceStatus.IMPOSED, Supervision.REINSTATED)
    assert (after.moved_by("sentence") or after.charging[0]).id == "e4"


def test_a_reversal_reversed_puts_back_what_it_had_undone() -> None:
    """The new trial stands again, and may be reversed once more."""
    once = (*CONVICTED, NewTrialGranted, BACK)
    assert state_of(*once, procedure=ELSEWHERE).phase is Phase.FOUND_GUILTY
    twice = state_of(*once, BACK, procedure=ELSEWHERE)
    assert (twice.phase, twice.found, twice.disposition) == (
        Phase.TRIABLE,
        Found.SET_ASIDE,
        Disposition.NEW_TRIAL_ORDERED,
    )
    thrice = state_of(*once, BACK, BACK, procedure=ELSEWHERE)
    assert (thrice.phase, thrice.found) == (Phase.FOUND_GUILTY, Found.GUILTY)


def test_undoing_goes_through_the_frames_above() -> None:
    dismissed = (ChargeDismissed, {"prejudice": "without"})
    after = state_of(*CONVICTED, NewTrialGranted, dismissed, BACK, procedure=ELSEWHERE)
    assert (after.phase, after.found, after.disposition) == (
        Phase.FOUND_GUILTY,
        Found.GUILTY,
        Disposition.CONVICTED_BY_VERDICT,
    )


def test_jeopardy_that_attached_in_between_stays_attached() -> None:
    """An act before the trial is undone through one that came in the middle of it."""
    entry = CaseFile("c").record(on_this_charge(INDICTED)[0]).last
    moved: dict[str, Entry] = {"jeopardy": entry}
    shared: dict[str, Any] = {"entry": entry, "after": moved, "returned": frozenset()}
    shared |= {"found": None, "reviews": 0, "steps": 0}
    low = Frame(before={"jeopardy": (Jeopardy.NOT_ATTACHED, None)}, below=None, **shared)
    top = Frame(before={"jeopardy": (Jeopardy.ATTACHED, entry)}, below=low, **shared)
    assert put_back(top, low, moved) == {"jeopardy": (Jeopardy.ATTACHED, entry)}
    assert put_back(top, top, moved) == {"jeopardy": (Jeopardy.ATTACHED, entry)}
    assert put_back(low, low, moved) == {"jeopardy": (Jeopardy.NOT_ATTACHED, None)}


def test_what_was_done_since_stands_in_the_way() -> None:
    """A new trial that has begun is no longer taken back by a reversal of the order for it."""
    after = state_of(*CONVICTED, NewTrialGranted, TrialBegan, BACK)
    assert after.phase is Phase.ON_TRIAL
    assert codes_of(*CONVICTED, NewTrialGranted, TrialBegan, BACK) != []


def test_a_plea_entered_since_leaves_open_whose_appeal_it_was() -> None:
    acts = (*CONVICTED, NewTrialGranted, (PleaEntered, {"plea": "not guilty"}), BY_STATE, REVERSED)
    assert state_of(*acts).phase is Phase.TRIABLE
    assert codes_of(*acts) == ["unread-outcome"]


def test_an_act_that_did_not_fit_leaves_nothing_to_put_back() -> None:
    """The state before a dismissal without a filing is not known, so the usual row says where the charge goes."""
    acts = ((ChargeDismissed, {"prejudice": "without"}), ChargeReinstated)
    assert codes_of(*acts, procedure=ELSEWHERE) == ["missing-filing"]
    after = state_of(*acts, procedure=ELSEWHERE)
    assert (after.phase, after.put_back) == (Phase.CHARGED, ())
