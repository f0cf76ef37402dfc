"""
An acquittal stands whatever an appeal decides, except in England and Wales where statutes let it be reversed.

Expected values: Magistrates' Courts Act 1980, s. 111; Senior Courts Act 1981, s. 28A(3); Cuciurean v Crown Prosecution
Service [2024] EWHC 848 (Admin) (remitted with a direction to convict, and a verdict of guilty entered); Criminal
Justice Act 2003, ss. 58, 61(4) (proceedings resumed, a fresh trial, or an acquittal); Criminal Justice Act 1972,
s. 36(7) (an opinion on a point of law leaves the acquittal); Sentencing Act 2020, s. 14; K.S.A. 22-3602(b)(3).
"""

import pytest
from stories import INDICTED, Act, act, codes, seen, stands

from casestate.events import (
    AcquittalOrdered,
    AppealDecided,
    AppealFiled,
    BoundOver,
    ChargeFiled,
    PleaEntered,
    SentenceImposed,
    TrialBegan,
    VerdictReturned,
)
from casestate.law import ENGLAND_AND_WALES

THEFT = act(ChargeFiled, instrument="complaint", grade="either way", offense="theft")
TRIAL, SENT, SENTENCED = act(TrialBegan), act(BoundOver), act(SentenceImposed)
GUILTY, NOT_GUILTY = act(VerdictReturned, verdict="guilty"), act(VerdictReturned, verdict="not_guilty")
INSANE = act(VerdictReturned, verdict="not_guilty_by_reason_of_insanity")
RULING = act(AcquittalOrdered)
BY_PROSECUTOR = act(AppealFiled, by="prosecutor")
OPEN = {"phase": "triable", "conviction": "none", "jeopardy": "ended_retriable", "review": "ended"}
CLEARED = {"phase": "acquitted", "conviction": "none", "jeopardy": "ended_barred"}


def decided(outcome: str) -> Act:
    return act(AppealDecided, outcome=outcome)


REMITTED = (BY_PROSECUTOR, decided("reversed_and_remanded"))
BY_MAGISTRATES = (THEFT, TRIAL, NOT_GUILTY)
BY_RULING = [(THEFT, TRIAL, RULING), (THEFT, SENT, TRIAL, RULING), (INDICTED, TRIAL, RULING)]


@pytest.mark.parametrize("before", [BY_MAGISTRATES, *BY_RULING])
def test_a_case_sent_back_is_tried_again(before: tuple[Act, ...]) -> None:
    view = seen(*before, *REMITTED, procedure=ENGLAND_AND_WALES)
    assert stands(view, OPEN) == OPEN
    assert view.charge("A. Doe", "1").status.words == "charged; pending; an earlier acquittal was reversed"
    tried = seen(*before, *REMITTED, TRIAL, GUILTY, SENTENCED, procedure=ENGLAND_AND_WALES)
    assert stands(tried, ["conviction"]) == {"conviction": "adjudicated"}
    assert codes(view) == codes(tried) == set()


def test_magistrates_may_be_directed_to_convict() -> None:
    view = seen(*BY_MAGISTRATES, *REMITTED, GUILTY, SENTENCED, procedure=ENGLAND_AND_WALES)
    assert stands(view, ["phase", "conviction"]) == {"phase": "judged", "conviction": "adjudicated"}
    assert codes(view) == set()


@pytest.mark.parametrize("before", [BY_MAGISTRATES, *BY_RULING])
@pytest.mark.parametrize("outcome", ["reversed", "vacated"])
def test_nothing_moves_where_the_file_does_not_say_that_the_case_goes_on(outcome: str, before: tuple[Act, ...]) -> None:
    view = seen(*before, BY_PROSECUTOR, decided(outcome), procedure=ENGLAND_AND_WALES)
    assert stands(view, CLEARED) == CLEARED
    assert codes(view) == {"unread-outcome"}


@pytest.mark.parametrize(
    "before",
    [
        (INDICTED, TRIAL, NOT_GUILTY),
        (THEFT, SENT, TRIAL, NOT_GUILTY),
        (THEFT, act(AcquittalOrdered, ground="no_evidence_offered")),
    ],
)
def test_a_jurys_acquittal_and_one_without_evidence_stand(before: tuple[Act, ...]) -> None:
    view = seen(*before, *REMITTED, procedure=ENGLAND_AND_WALES)
    assert stands(view, CLEARED) == CLEARED
    assert codes(view) == set()


def test_an_appeal_that_fails_leaves_the_acquittal() -> None:
    view = seen(*BY_MAGISTRATES, BY_PROSECUTOR, decided("affirmed"), procedure=ENGLAND_AND_WALES)
    assert stands(view, CLEARED) == CLEARED
    assert codes(view) == set()


@pytest.mark.parametrize("found", [(act(PleaEntered, plea="guilty"),), (TRIAL, GUILTY)])
def test_a_committal_for_sentence_is_ordinary(found: tuple[Act, ...]) -> None:
    view = seen(THEFT, *found, SENT, SENTENCED, procedure=ENGLAND_AND_WALES)
    assert stands(view, ["phase", "conviction"]) == {"phase": "judged", "conviction": "adjudicated"}
    assert codes(view) == set()


@pytest.mark.parametrize("verdict", [NOT_GUILTY, INSANE])
def test_elsewhere_an_appeal_from_an_acquittal_says_whose_it_is(verdict: Act) -> None:
    def told(by: str) -> str:
        view = seen(INDICTED, TRIAL, verdict, act(AppealFiled, by=by), decided("reversed_and_remanded"))
        assert stands(view, CLEARED) == CLEARED
        assert codes(view) == {"local-law"}
        return " ".join(each.message for each in view.findings)

    assert "the prosecutor may appeal on a question of law" in told("prosecutor")
    assert "question of law" not in told("defendant")
    assert "question of law" not in told("unknown")


@pytest.mark.parametrize("verdict", [NOT_GUILTY, INSANE])
@pytest.mark.parametrize("every", [0, 14, 60])
def test_the_judgment_on_a_verdict_is_the_same_acquittal(every: int, verdict: Act) -> None:
    view = seen(INDICTED, act(TrialBegan), verdict, RULING, every=every)
    assert stands(view, CLEARED) == CLEARED
    assert codes(view) == set()
