"""
Whether a charge counts as a conviction, by whose law and for which purpose.

Expected values: 8 USC 1101(a)(48)(A), Matter of J.M. Acosta and Matter of Pickering for immigration; USSG 4A1.2(a)(4),
(f), (j) and (l); 18 USC 921(a)(20), which asks the law of the place of trial; NMSA 30-7-16.
"""

import pytest
from stories import DOE, INDICTED, PRISON, Act, act, seen, story

from casestate import GENERIC, US_NEW_MEXICO, Purpose
from casestate.events import (
    AdjudicationDeferred,
    AppealFiled,
    AppealWithdrawn,
    Component,
    ConvictionSetAside,
    DiversionStarted,
    NewTrialGranted,
    Pardoned,
    PleaAccepted,
    PleaSetAside,
    RecordExpunged,
    SentenceDeferred,
    SentenceImposed,
)
from casestate.law import is_conviction
from casestate.law.procedure import Procedure
from casestate.when import Certainty

NO, POSSIBLY, YES = Certainty.NO, Certainty.POSSIBLY, Certainty.YES
PLED = (INDICTED, act(PleaAccepted, plea="guilty"))
JUDGED = (*PLED, act(SentenceImposed, components=(PRISON,)))
WITHHELD = act(AdjudicationDeferred, kind="deferred_adjudication")
RECORD, LOCAL = "record", "state_firearms"
VISA, POINTS, ARMS = "immigration", "sentencing_guidelines", "federal_firearms"


@pytest.mark.parametrize(
    ("acts", "answers"),
    [
        (JUDGED, {RECORD: YES, VISA: YES, POINTS: YES, ARMS: YES, LOCAL: YES, "licensing": YES}),
        (PLED, {RECORD: NO, VISA: POSSIBLY, POINTS: YES, ARMS: NO, LOCAL: POSSIBLY}),
        ((*JUDGED, act(AppealFiled, by="defendant")), {RECORD: YES, VISA: POSSIBLY, POINTS: YES, ARMS: YES}),
        ((*JUDGED, act(AppealFiled, by="prosecutor")), {RECORD: YES, VISA: YES}),
        ((*JUDGED, act(AppealFiled, by="defendant", kind="collateral")), {RECORD: YES, VISA: YES}),
        ((*JUDGED, act(AppealFiled, by="defendant"), act(AppealWithdrawn, by="defendant")), {VISA: YES}),
        ((*PLED, WITHHELD), {RECORD: NO, VISA: YES, POINTS: YES, ARMS: NO, LOCAL: POSSIBLY}),
        ((INDICTED, WITHHELD), {RECORD: NO, VISA: POSSIBLY, POINTS: POSSIBLY, ARMS: NO}),
        ((INDICTED, act(DiversionStarted)), {RECORD: NO, VISA: NO, POINTS: NO, ARMS: NO, LOCAL: NO}),
        ((*PLED, act(SentenceDeferred)), {RECORD: YES, VISA: YES, POINTS: YES, LOCAL: POSSIBLY}),
        ((*JUDGED, act(Pardoned)), {RECORD: YES, VISA: POSSIBLY, POINTS: POSSIBLY, ARMS: NO}),
        ((*JUDGED, act(ConvictionSetAside)), {RECORD: POSSIBLY, VISA: YES, POINTS: POSSIBLY, ARMS: NO}),
        ((*JUDGED, act(RecordExpunged)), {RECORD: POSSIBLY, VISA: YES, POINTS: NO, ARMS: NO}),
        ((*JUDGED, act(PleaSetAside)), {RECORD: NO, VISA: POSSIBLY, POINTS: NO, ARMS: NO}),
        ((*JUDGED, act(NewTrialGranted)), {RECORD: NO, VISA: NO, POINTS: NO, ARMS: NO}),
        (
            (*PLED, act(SentenceImposed, components=(Component(kind="conditional_discharge"),))),
            {RECORD: POSSIBLY, VISA: YES, POINTS: YES, ARMS: POSSIBLY},
        ),
        (
            (*PLED, act(SentenceImposed, components=(Component(kind="unconditional_discharge"),))),
            {RECORD: POSSIBLY, VISA: POSSIBLY, POINTS: POSSIBLY, ARMS: POSSIBLY},
        ),
    ],
)
def test_it_counts_by_the_law_of_the_purpose(acts: tuple[Act, ...], answers: dict[str, Certainty]) -> None:
    charge = story(*acts).at(clearance="expunged").charge(DOE, "1")
    assert {purpose: charge.is_conviction(Purpose(purpose)) for purpose in answers} == answers


@pytest.mark.parametrize("act_", [act(SentenceDeferred), act(Pardoned)])
def test_new_mexico_does_not_disarm_after_a_deferred_sentence_or_a_pardon(act_: Act) -> None:
    """NMSA 30-7-16."""
    before = PLED if act_[0] is SentenceDeferred else JUDGED
    charge = seen(*before, act_, procedure=US_NEW_MEXICO).charge(DOE, "1")
    assert (charge.is_conviction("record"), charge.is_conviction("state_firearms")) == (YES, NO)


@pytest.mark.parametrize(("asked_by", "answer"), [(None, POSSIBLY), (US_NEW_MEXICO, NO)])
def test_another_state_may_ask(asked_by: Procedure | None, answer: Certainty) -> None:
    state = seen(*PLED, act(SentenceDeferred)).charge(DOE, "1").state
    assert is_conviction(state, "state_firearms", GENERIC, asked_by) is answer


def test_a_plea_without_a_judgment_is_no_conviction_by_any_of_its_answers() -> None:
    charge = seen(*PLED).charge(DOE, "1")
    assert (charge.open, charge.conviction_on, charge.is_conviction()) == (True, None, NO)
