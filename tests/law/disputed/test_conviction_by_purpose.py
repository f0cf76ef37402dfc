"""
Whether a charge counts as a conviction, by whose law and for which purpose.

Expected values: 8 USC 1101(a)(48)(A), Matter of J.M. Acosta, Matter of Pickering and Matter of Mohamed for immigration;
USSG 4A1.2(a)(4), (c), (f), (h), (i), (j), (l) and its notes 6 and 10; 18 USC 921(a)(20), which asks the law of the
place of trial; Small v. United States, 544 U.S. 385; 18 USC 3559(a)(9); NMSA 30-7-16.
"""

from inspect import signature
from typing import Any

import pytest
from stories import DOE, INDICTED, PRISON, Act, act, seen, story

from casestate import GENERIC, US_FEDERAL, US_NEW_MEXICO, Purpose
from casestate.events import (
    AdjudicationDeferred,
    AppealFiled,
    AppealWithdrawn,
    ChargeDismissed,
    ChargeFiled,
    Component,
    ConvictionSetAside,
    DiversionCompleted,
    DiversionFailed,
    DiversionStarted,
    NameRecorded,
    NewTrialGranted,
    Pardoned,
    PleaAccepted,
    PleaEntered,
    PleaSetAside,
    PleaWithdrawn,
    RecordExpunged,
    SentenceDeferred,
    SentenceImposed,
    StayOrdered,
    WarrantIssued,
)
from casestate.law import PROCEDURES, US_CALIFORNIA, is_conviction
from casestate.law.policies import NEVER, Counts
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
        (PLED, {RECORD: NO, VISA: POSSIBLY, POINTS: YES, ARMS: POSSIBLY, LOCAL: POSSIBLY}),
        ((*JUDGED, act(AppealFiled, by="defendant")), {RECORD: YES, VISA: POSSIBLY, POINTS: YES, ARMS: YES}),
        ((*JUDGED, act(AppealFiled, by="prosecutor")), {RECORD: YES, VISA: YES}),
        ((*JUDGED, act(AppealFiled, by="defendant", kind="collateral")), {RECORD: YES, VISA: YES}),
        ((*JUDGED, act(AppealFiled, by="defendant"), act(AppealWithdrawn, by="defendant")), {VISA: YES}),
        ((*PLED, WITHHELD), {RECORD: NO, VISA: YES, POINTS: YES, ARMS: NO, LOCAL: POSSIBLY}),
        ((INDICTED, WITHHELD), {RECORD: NO, VISA: POSSIBLY, POINTS: POSSIBLY, ARMS: NO}),
        ((INDICTED, act(DiversionStarted)), {RECORD: NO, VISA: NO, POINTS: NO, ARMS: NO, LOCAL: NO}),
        ((*PLED, act(SentenceDeferred)), {RECORD: YES, VISA: YES, POINTS: YES, LOCAL: POSSIBLY}),
        ((*JUDGED, act(Pardoned)), {RECORD: YES, VISA: POSSIBLY, POINTS: POSSIBLY, ARMS: POSSIBLY}),
        ((*JUDGED, act(ConvictionSetAside)), {RECORD: POSSIBLY, VISA: POSSIBLY, POINTS: POSSIBLY, ARMS: POSSIBLY}),
        ((*JUDGED, act(RecordExpunged)), {RECORD: POSSIBLY, VISA: YES, POINTS: NO, ARMS: POSSIBLY}),
        ((*JUDGED, act(PleaSetAside)), {RECORD: NO, VISA: POSSIBLY, POINTS: POSSIBLY, ARMS: NO}),
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


@pytest.mark.parametrize(
    ("ground", "answers"),
    [
        ("merits", {RECORD: NO, VISA: NO, POINTS: NO, ARMS: NO, LOCAL: NO}),
        ("rehabilitation", {RECORD: NO, VISA: YES, POINTS: YES, ARMS: NO, LOCAL: POSSIBLY}),
        ("unknown", {RECORD: NO, VISA: POSSIBLY, POINTS: POSSIBLY, ARMS: NO, LOCAL: NO}),
    ],
)
@pytest.mark.parametrize(
    "acts",
    [
        (*JUDGED, act(PleaSetAside)),
        (*PLED, act(SentenceDeferred), act(PleaSetAside)),
        (*PLED, act(SentenceDeferred), act(PleaWithdrawn)),
        (*PLED, WITHHELD, act(PleaSetAside)),
        (*PLED, WITHHELD, act(PleaWithdrawn)),
        (*JUDGED, act(PleaSetAside), act(ChargeDismissed, prejudice="without")),
    ],
)
def test_what_fell_counts_by_the_ground_on_which_it_fell(
    acts: tuple[Act, ...], ground: str, answers: dict[Purpose, Certainty]
) -> None:
    grounded = [act(event, **given, ground=ground) if event in FELLS else (event, given) for event, given in acts]
    charge = seen(*grounded).charge(DOE, "1")
    relieved = charge.state.conviction == "set_aside"
    expected = answers | ({ARMS: POSSIBLY} if relieved else {})
    assert {purpose: charge.is_conviction(Purpose(purpose)) for purpose in answers} == expected


FELLS = (PleaSetAside, PleaWithdrawn)


@pytest.mark.parametrize(
    "acts", [(*PLED, act(PleaWithdrawn)), (INDICTED, act(PleaEntered, plea="guilty"), act(PleaWithdrawn))]
)
def test_a_plea_taken_back_before_judgment_or_terms_leaves_nothing(acts: tuple[Act, ...]) -> None:
    charge = seen(*acts).charge(DOE, "1")
    assert {charge.is_conviction(Purpose(purpose)) for purpose in (RECORD, VISA, POINTS, ARMS, LOCAL)} == {NO}


@pytest.mark.parametrize(
    ("ground", "answers"),
    [
        ("merits", {RECORD: NO, VISA: NO, POINTS: NO, ARMS: NO, LOCAL: NO}),
        ("rehabilitation", {RECORD: POSSIBLY, VISA: YES, POINTS: YES, ARMS: POSSIBLY, LOCAL: POSSIBLY}),
        ("unknown", {RECORD: POSSIBLY, VISA: POSSIBLY, POINTS: POSSIBLY, ARMS: POSSIBLY, LOCAL: POSSIBLY}),
    ],
)
def test_a_conviction_set_aside_counts_by_the_ground(ground: str, answers: dict[Purpose, Certainty]) -> None:
    charge = seen(*JUDGED, act(ConvictionSetAside, ground=ground)).charge(DOE, "1")
    assert {purpose: charge.is_conviction(Purpose(purpose)) for purpose in answers} == answers


SET_ASIDE, PARDONED, EXPUNGED = act(ConvictionSetAside), act(Pardoned), act(RecordExpunged)
KEEPS, LIFTS = Counts({Purpose.STATE_FIREARMS: True}), Counts({Purpose.STATE_FIREARMS: False})


def place(**policies: Any) -> Procedure:
    return GENERIC.derive("here", policies=policies)


@pytest.mark.parametrize(
    ("law", "relief", "answer"),
    [
        (US_FEDERAL, SET_ASIDE, NO),
        (US_FEDERAL, PARDONED, NO),
        (US_FEDERAL, EXPUNGED, NO),
        (US_CALIFORNIA, SET_ASIDE, YES),
        (US_CALIFORNIA, act(ConvictionSetAside, ground="rehabilitation"), YES),
        (US_CALIFORNIA, act(ConvictionSetAside, ground="merits"), NO),
        (US_CALIFORNIA, EXPUNGED, YES),
        (US_CALIFORNIA, PARDONED, POSSIBLY),
        (US_NEW_MEXICO, PARDONED, NO),
        (US_NEW_MEXICO, EXPUNGED, POSSIBLY),
        (place(set_aside_is_conviction=KEEPS), SET_ASIDE, YES),
        (place(set_aside_is_conviction=LIFTS), SET_ASIDE, NO),
        (place(set_aside_is_conviction=NEVER), SET_ASIDE, NO),
        (place(pardon_is_conviction=KEEPS), PARDONED, YES),
        (place(pardon_is_conviction=LIFTS), PARDONED, NO),
        (place(expunged_is_conviction=KEEPS), EXPUNGED, YES),
        (place(expunged_is_conviction=LIFTS), EXPUNGED, NO),
        (place(expunged_is_conviction=LIFTS), SET_ASIDE, POSSIBLY),
    ],
)
def test_relief_that_keeps_the_bar_on_firearms_leaves_a_conviction_for_it(
    law: Procedure, relief: Act, answer: Certainty
) -> None:
    """18 USC 921(a)(20): relief leaves none, unless it expressly provides that the person may not have firearms."""
    assert (
        story(*JUDGED, relief, procedure=law).at(clearance="expunged").charge(DOE, "1").is_conviction(Purpose(ARMS))
        is answer
    )


def test_relief_whose_terms_are_unknown_does_not_make_a_conviction_of_what_was_none() -> None:
    for before in ((*PLED, WITHHELD), (INDICTED, act(DiversionStarted))):
        for relief in (PARDONED, EXPUNGED):
            assert story(*before, relief).at(clearance="expunged").charge(DOE, "1").is_conviction(Purpose(ARMS)) is NO


def test_one_relief_whose_terms_are_known_is_enough() -> None:
    law = place(pardon_is_conviction=LIFTS, set_aside_is_conviction=KEEPS)
    assert seen(*JUDGED, SET_ASIDE, PARDONED, procedure=law).charge(DOE, "1").is_conviction(Purpose(ARMS)) is NO


def test_where_an_expungement_only_sets_aside_it_counts_like_that() -> None:
    """USSG 4A1.2 note 10; Cal. Penal Code 1203.4."""
    charge = story(*JUDGED, EXPUNGED, procedure=US_CALIFORNIA).at(clearance="expunged").charge(DOE, "1")
    answers = {RECORD: NO, VISA: YES, POINTS: YES, LOCAL: YES, "sentencing_enhancement": YES, "licensing": POSSIBLY}
    assert {purpose: charge.is_conviction(Purpose(purpose)) for purpose in answers} == answers


def test_a_dismissal_that_belongs_to_the_relief_does_not_tell_its_ground() -> None:
    barred = act(ChargeDismissed, by="court", prejudice="with")
    answers = {
        ground: seen(*JUDGED, act(ConvictionSetAside, ground=ground), barred)
        .charge(DOE, "1")
        .is_conviction(Purpose(VISA))
        for ground in ("merits", "rehabilitation", "unknown")
    }
    assert answers == {"merits": NO, "rehabilitation": YES, "unknown": POSSIBLY}


COUNTED, NOT_COUNTED = {RECORD: NO, VISA: POSSIBLY, POINTS: YES, ARMS: NO}, {RECORD: NO, VISA: NO, POINTS: NO, ARMS: NO}
GUILTY_PLEA, NOT_GUILTY_PLEA = act(PleaEntered, plea="guilty"), act(PleaEntered, plea="not_guilty")


@pytest.mark.parametrize(
    ("acts", "answers"),
    [
        ((INDICTED, act(DiversionStarted)), NOT_COUNTED),
        ((INDICTED, act(DiversionStarted, admitted=False)), NOT_COUNTED),
        ((INDICTED, act(DiversionStarted, admitted=True)), COUNTED),
        ((INDICTED, act(DiversionStarted, admitted=True), act(DiversionCompleted)), COUNTED),
        ((INDICTED, GUILTY_PLEA, act(DiversionStarted)), COUNTED),
        ((INDICTED, act(PleaEntered, plea="no_contest"), act(DiversionStarted)), COUNTED),
        ((INDICTED, NOT_GUILTY_PLEA, act(DiversionStarted), act(DiversionCompleted)), NOT_COUNTED),
        ((INDICTED, GUILTY_PLEA, act(DiversionStarted, admitted=False)), NOT_COUNTED),
        ((INDICTED, act(DiversionStarted, admitted=True), act(DiversionFailed)), NOT_COUNTED),
        ((act(ChargeFiled, instrument="petition"), act(DiversionStarted, admitted=True)), NOT_COUNTED),
    ],
)
def test_a_diversion_counts_for_some_purposes_if_guilt_was_admitted(
    acts: tuple[Act, ...], answers: dict[Purpose, Certainty]
) -> None:
    charge = seen(*acts).charge(DOE, "1")
    assert {purpose: charge.is_conviction(Purpose(purpose)) for purpose in answers} == answers


def infraction(severity: str, *, judged: bool = True, procedure: Procedure = US_FEDERAL) -> Any:
    filed = act(ChargeFiled, instrument="citation", severity=severity, offense="feeding bears")
    sentence = [act(SentenceImposed, components=Component(kind="fine"))] if judged else []
    return seen(filed, act(PleaAccepted, plea="guilty"), *sentence, procedure=procedure).charge(DOE, "1")


def test_a_federal_infraction_is_an_offense_and_its_judgment_a_conviction() -> None:
    """18 USC 19, 3559(a)(9). Whether the guidelines count one depends on which it is (USSG 4A1.2(c))."""
    judged = infraction("infraction")
    assert [judged.is_conviction(purpose) for purpose in (RECORD, POINTS, VISA)] == [YES, POSSIBLY, POSSIBLY]
    assert judged.status.words == "convicted of an infraction"
    assert infraction("infraction", judged=False).is_conviction() is NO
    assert infraction("non_criminal").is_conviction() is NO
    assert "no conviction" in infraction("non_criminal").status.words


def test_a_state_infraction_is_none_on_the_record_whoever_asks() -> None:
    state = infraction("infraction", procedure=GENERIC)
    assert state.is_conviction() is state.is_conviction(asked_by=US_FEDERAL) is NO
    assert state.is_conviction(POINTS) is POSSIBLY


OVERDUE = "judgment-overdue"


def test_guilt_found_long_ago_without_a_judgment_is_told() -> None:
    case = story(*PLED)
    told = {day: {finding.code for finding in case.at(day).findings} for day in ("2025-01-16", "2025-01-17")}
    assert told == {"2025-01-16": set(), "2025-01-17": {OVERDUE}}
    (finding,) = case.at("2026-01-01").findings
    assert (finding.severity, finding.entries, finding.charge) == ("incomplete", ("e2",), "1")
    assert case.at().findings == ()


def test_without_a_legal_day_the_last_day_of_the_file_counts() -> None:
    case = story(*PLED)
    later = case.record(NameRecorded(on="2025-06-01", defendant=DOE, name="Ann Doe"))
    assert {finding.code for finding in later.at().findings} == {OVERDUE}
    vague = case.record(NameRecorded(on="[2025-06-01..]", defendant=DOE, name="Ann Doe"))
    assert vague.at().findings == ()


@pytest.mark.parametrize(
    "acts",
    [
        JUDGED,
        (*PLED, WITHHELD),
        (*PLED, act(SentenceDeferred)),
        (*PLED, act(ChargeDismissed, prejudice="with")),
        (*PLED, act(WarrantIssued)),
        (*PLED, act(StayOrdered, kind="competency")),
        (*PLED, act(AppealFiled, by="defendant")),
        (INDICTED,),
    ],
)
def test_what_explains_that_no_judgment_follows_is_not_told(acts: tuple[Act, ...]) -> None:
    assert OVERDUE not in {finding.code for finding in story(*acts).at("2030-01-01").findings}


def test_the_default_purpose_is_the_record_and_the_signature_says_so() -> None:
    charge = seen(*JUDGED).charge(DOE, "1")
    for asked in (is_conviction, type(charge).is_conviction):
        assert signature(asked).parameters["purpose"].default is Purpose.RECORD
        assert "by default" in (asked.__doc__ or "")


def test_a_foreign_conviction_counts_for_immigration_but_not_for_the_guidelines_or_firearms() -> None:
    charge = story(*JUDGED, procedure=PROCEDURES["england-and-wales"]).at()[DOE].charge("1")
    assert [charge.is_conviction(Purpose(each)) for each in (RECORD, VISA, POINTS, ARMS)] == [YES, YES, NO, NO]
    assert charge.is_conviction("federal_firearms", asked_by=GENERIC) is YES
    unknown = is_conviction(charge.state, "licensing", PROCEDURES["england-and-wales"], PROCEDURES["us-california"])
    assert unknown is POSSIBLY


@pytest.mark.parametrize(
    ("sovereign", "points"),
    [
        ("Navajo Nation", NO),
        ("Native Village of Kotzebue", NO),
        ("City of Pueblo, Colorado", YES),
        ("Indian River County, Florida", YES),
        ("State of Ohio", YES),
        (None, YES),
    ],
)
def test_the_guidelines_do_not_count_the_conviction_of_a_tribal_court(sovereign: str | None, points: Certainty) -> None:
    filed = act(ChargeFiled, instrument="indictment", severity="felony", sovereign=sovereign)
    charge = seen(filed, *JUDGED[1:]).charge(DOE, "1")
    assert [charge.is_conviction(Purpose(each)) for each in (RECORD, VISA, POINTS)] == [YES, YES, points]
