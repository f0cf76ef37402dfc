"""States share the records of the fold that they come from, and are the same as with records of their own."""

import pickle
from copy import copy, deepcopy
from itertools import permutations
from typing import Any

import attrs
import pytest
from stories import DOE, INDICTED, act, story

from casestate import GENERIC
from casestate.engine.fold import Draft
from casestate.entries import Entry
from casestate.events import MistrialDeclared, PleaEntered, Subject, TrialBegan
from casestate.state import ChargeState

CHARGE = Subject("charge", DOE, "1")
PLEA, TRIAL, MISTRIAL = act(PleaEntered, plea="not guilty"), act(TrialBegan), act(MistrialDeclared)
ENTRIES = list(story(INDICTED, PLEA, TRIAL, MISTRIAL, PLEA, PLEA, TRIAL, MISTRIAL))


def after(entries: list[Entry], draft: Draft | None = None) -> Draft:
    draft = draft or Draft(CHARGE, GENERIC)
    for entry in entries:
        draft.apply(entry)
    return draft


def plain(state: Any) -> dict[str, Any]:
    return {field.name: getattr(state, field.name) for field in attrs.fields(type(state))}


def test_drafts_that_go_on_differently_keep_their_own_records() -> None:
    start = after(ENTRIES[:3])
    for order in permutations(ENTRIES[3:7]):
        assert plain(after(list(order), start.copy()).state()) == plain(after([*ENTRIES[:3], *order]).state())
    assert plain(start.state()) == plain(after(ENTRIES[:3]).state())


def test_a_draft_that_goes_on_as_another_did_shares_its_records() -> None:
    start = after(ENTRIES[:3])
    ahead, behind = after(ENTRIES[3:], start.copy()), after(ENTRIES[3:5], start.copy())
    assert behind.records["pleas"][0] is ahead.records["pleas"][0]
    assert plain(behind.state())["pleas"] == (ENTRIES[1], ENTRIES[4])
    another = after([ENTRIES[5]], start.copy())
    assert another.records["pleas"][0] is not ahead.records["pleas"][0]


def test_a_state_keeps_its_records_while_the_fold_goes_on() -> None:
    draft = after(ENTRIES[:3])
    state = draft.state()
    after(ENTRIES[3:], draft)
    assert isinstance(state, ChargeState)
    assert (state.charging, state.pleas, state.trial) == ((ENTRIES[0],), (ENTRIES[1],), (ENTRIES[2],))
    assert state.pleas is state.pleas


@pytest.mark.parametrize("copied", [copy, deepcopy, lambda state: pickle.loads(pickle.dumps(state)), attrs.evolve])
def test_a_copy_of_a_state_has_its_records(copied: Any) -> None:
    state = after(ENTRIES).state()
    again = copied(state)
    assert again == state
    assert hash(again) == hash(state)
    assert plain(again) == plain(state)
    assert repr(again) == repr(state)


@pytest.mark.parametrize("state", [after(ENTRIES).state(), ChargeState(defendant=DOE, charge="1")])
def test_a_state_has_no_other_attributes(state: ChargeState) -> None:
    for name in ("findings", "verdict"):
        with pytest.raises(AttributeError, match=f"'ChargeState' object has no attribute '{name}'"):
            getattr(state, name)
