"""
Acts whose imprecise dates overlap: the order that alone is lawful is taken, and where two are, neither is.

The expected words are those of the same acts a day apart, in an order that the dates allow. An accepted plea may be
withdrawn until sentence (FRCrimP 11(d)); a reversal opens the charge (United States v. Ball, 163 U.S. 662), which may
then be dismissed (FRCrimP 48); a mistrial ends a trial without a verdict (FRCrimP 26.3); a sentence is imposed on the
living (Durham v. United States, 401 U.S. 481). A pardon may come before a plea or after it (Ex parte Garland, 71 U.S.
333), and does not forgive what is found later.
"""

from collections.abc import Sequence
from itertools import permutations
from typing import Any

import pytest
from stories import DOE, INDICTED, Act, act, codes, seen, story

from casestate import CaseFile, Certainty, View
from casestate.engine import worlds
from casestate.engine.coordinates import ReadingWord
from casestate.engine.overlap import MOST_OVERLAPPING
from casestate.errors import AmbiguousState, TooManyPossibilities
from casestate.events import (
    AppealDecided,
    AppealFiled,
    AppealRemanded,
    AppealWithdrawn,
    ChargeAmended,
    ChargeDismissed,
    ChargeFiled,
    ChargeReinstated,
    ClaimAmended,
    ClaimDismissed,
    ClaimRemanded,
    DefendantDied,
    JudgmentSatisfied,
    MistrialDeclared,
    Noted,
    Pardoned,
    PleaAccepted,
    PleaEntered,
    PleaWithdrawn,
    SentenceCompleted,
    SentenceImposed,
    SentenceStayed,
    SentenceStayLifted,
    TrialBegan,
    VerdictReturned,
)
from casestate.law.policies import Purpose

MONTH = "2023-09"
PLEA, SENTENCED = act(PleaAccepted, plea="guilty"), act(SentenceImposed)
APPEAL = act(AppealFiled, by="defendant")
ON_APPEAL = (INDICTED, PLEA, SENTENCED, APPEAL)
REVERSED = act(AppealDecided, outcome="reversed", by="defendant")
WITHOUT, WITH = act(ChargeDismissed, prejudice="without"), act(ChargeDismissed, prejudice="with")
GUILTY = act(VerdictReturned, verdict="guilty")
ON_TRIAL = (INDICTED, act(TrialBegan))
WITHDRAWN, MISTRIAL, DIED = act(PleaWithdrawn), act(MistrialDeclared), act(DefendantDied)
PARDONED, REINSTATED = act(Pardoned), act(ChargeReinstated)


def on(day: str, each: Act) -> Act:
    return each[0], {**each[1], "on": day}


def words(view: View) -> list[str]:
    return [str(each.words) for each in view.charge(DOE, "1").possible("status")]


LAWFUL = [
    (ON_APPEAL, (REVERSED, WITHOUT), ("2023", "2023-09-12")),
    (ON_APPEAL, (REVERSED, WITHOUT), (MONTH, "2023-09-28")),
    (ON_APPEAL, (REVERSED, WITH), (MONTH, MONTH)),
    ((INDICTED,), (PLEA, WITHDRAWN), (MONTH, MONTH)),
    ((INDICTED,), (PLEA, WITHDRAWN), ("2023-09-10", MONTH)),
    (ON_TRIAL, (GUILTY, MISTRIAL), (MONTH, MONTH)),
    ((INDICTED, PLEA), (SENTENCED, DIED), (MONTH, MONTH)),
    ((INDICTED, PLEA), (SENTENCED, DIED), (MONTH, "2023-09-10")),
    ((INDICTED,), (WITHOUT, REINSTATED, WITH), (MONTH, MONTH, MONTH)),
]


@pytest.mark.parametrize(("before", "acts", "days"), LAWFUL)
def test_the_order_that_alone_is_lawful_is_taken(
    before: Sequence[Act], acts: Sequence[Act], days: Sequence[str]
) -> None:
    """A verdict and a mistrial of one day are of one trial, which has no verdict; so are those of one month."""
    one_day = acts[-1][0] is MistrialDeclared
    a_day_each = [on(f"2023-09-{10 if one_day else 10 + place}", each) for place, each in enumerate(acts)]
    expected = seen(*before, *a_day_each)
    assert codes(expected) == set()
    for order in permutations(zip(days, acts, strict=True)):
        view = seen(*before, *[on(day, each) for day, each in order])
        assert words(view) == words(expected)
        assert codes(view) == set()
        for purpose in Purpose:
            told = [each.charge(DOE, "1").is_conviction(purpose) for each in (view, expected)]
            assert told[0] is told[1]


@pytest.mark.parametrize(("before", "acts", "days"), LAWFUL)
def test_an_order_that_dates_settle_is_taken_as_it_is(
    before: Sequence[Act], acts: Sequence[Act], days: Sequence[str]
) -> None:
    """What no law allows stays a finding where nothing is open."""
    backwards = [on(f"2023-10-{10 + place}", each) for place, each in enumerate(reversed(acts))]
    view = seen(*before, *backwards)
    assert len(words(view)) == 1
    assert "ambiguous-order" not in codes(view)
    assert days


def test_as_of_a_day_on_which_a_withdrawal_may_be_still_to_come_both_are_possible() -> None:
    case = story(INDICTED, on("2023-09-10", PLEA), on(MONTH, WITHDRAWN))
    assert words(case.at("2023-09-15")) == ["found guilty, awaiting sentence", "charged; pending"]
    assert words(case.at("2023-09-30")) == ["charged; pending"]
    with pytest.raises(AmbiguousState, match="depends on whether e3 had happened by then") as caught:
        _ = case.at("2023-09-15").charge(DOE, "1").phase
    assert (caught.value.entries, caught.value.unordered) == (("e3",), ())


EITHER = [(MONTH, MONTH), (MONTH, "2023-09-10"), ("2023-09-10", MONTH), ("2023", "2023-09-10"), ("[..]", "[..]")]
PARDONED_WORDS = ["found guilty, and pardoned", "found guilty, awaiting sentence; a pardon had been granted earlier"]


@pytest.mark.parametrize("days", EITHER)
def test_where_either_order_is_lawful_the_answer_is_undecided(days: tuple[str, str]) -> None:
    for acts in permutations([on(days[0], PLEA), on(days[1], PARDONED)]):
        view = seen(INDICTED, *acts)
        charge = view.charge(DOE, "1")
        assert words(view) == PARDONED_WORDS
        assert str(charge.phase) == "found_guilty"
        assert view.records()[0]["undecided"] == "status, words, conviction"
        (finding,) = view.findings
        assert (finding.code, set(finding.entries)) == ("ambiguous-order", {"e2", "e3"})
        assert "may have come before" in finding.message
        with pytest.raises(
            AmbiguousState, match=r"depends on the order of e2, e3|depends on the order of e2 and e3"
        ) as e:
            _ = charge.status
        assert (e.value.entries, e.value.unordered) == ((), ("e2", "e3"))


@pytest.mark.parametrize("days", [("2023-09-10", "2023-09-11"), ("2023-09-11", "2023-09-10"), ("2023-09-10",) * 2])
def test_exact_days_and_the_rule_for_acts_of_one_day_decide(days: tuple[str, str]) -> None:
    assert len(words(seen(INDICTED, on(days[0], PLEA), on(days[1], PARDONED)))) == 1


def test_a_link_decides() -> None:
    case = story(INDICTED, on(MONTH, PLEA))
    case = case.record(Pardoned(on=MONTH, defendant=DOE, charge="1"), after=["e2"])
    assert words(case.at()) == PARDONED_WORDS[:1]
    assert codes(case.at()) == set()


@pytest.mark.parametrize(("reading", "several"), [("worlds", 2), ("earliest", 1), ("latest", 1)])
def test_a_reading_of_dates_takes_the_order_of_the_table(reading: ReadingWord, several: int) -> None:
    case = story(INDICTED, on(MONTH, PLEA), on(MONTH, PARDONED))
    assert words(case.at(reading=reading)) == PARDONED_WORDS[:several]


def test_what_the_order_leaves_open_stays_open_after_later_acts_that_do_not_close_it() -> None:
    pair = [on(MONTH, PLEA), on(MONTH, PARDONED)]
    assert len(words(seen(INDICTED, *pair, on("2023-10-02", SENTENCED)))) == 2
    dismissed = seen(INDICTED, *pair, on("2023-10-02", WITHDRAWN), on("2023-10-03", WITH)).charge(DOE, "1")
    assert str(dismissed.phase) == "barred"


def test_why_and_what_is_lawful_next_are_of_each_order() -> None:
    view = seen(INDICTED, on(MONTH, PLEA), on(MONTH, PARDONED))
    charge = view.charge(DOE, "1")
    assert [entry.id for entry in charge.why("phase").entries] == ["e1", "e2"]
    with pytest.raises(AmbiguousState):
        charge.why("status")
    with pytest.raises(AmbiguousState, match="next lawful act"):
        charge.lawful()


def test_whether_it_is_a_conviction_is_possible_where_the_orders_differ() -> None:
    """What each order gives on exact days is what is possible."""
    acts = (PLEA, PARDONED)
    orders = [
        seen(INDICTED, *[on(f"2023-09-{10 + place}", each) for place, each in enumerate(order)]).charge(DOE, "1")
        for order in permutations(acts)
    ]
    charge = seen(INDICTED, *[on(MONTH, each) for each in acts]).charge(DOE, "1")
    for purpose in Purpose:
        told = {each.is_conviction(purpose) for each in orders}
        assert charge.is_conviction(purpose) is (told.pop() if len(told) == 1 else Certainty.POSSIBLY)


def test_more_acts_than_can_be_tried_are_taken_as_the_law_allows_them() -> None:
    notes = [on(MONTH, act(PleaEntered, plea="guilty"))] * MOST_OVERLAPPING
    view = seen(INDICTED, *notes, on(MONTH, PLEA), on(MONTH, PARDONED))
    assert len(words(view)) == 1
    assert "ambiguous-order" in codes(view)


def test_more_ways_than_can_be_told_apart_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worlds, "MOST_WAYS", 1)
    view = seen(INDICTED, on(MONTH, PLEA), on(MONTH, PARDONED))
    with pytest.raises(TooManyPossibilities):
        view.charge(DOE, "1").possible()
    assert "too-many-possibilities" in codes(view)


def test_acts_without_effect_leave_no_doubt() -> None:
    case = story(INDICTED, on(MONTH, PLEA))
    for _ in range(5):
        case = case.record(Noted(on=MONTH, text="x"))
    assert words(case.at()) == ["found guilty, awaiting sentence"]
    assert codes(case.at()) == set()


WHO: dict[str, Any] = {"defendant": DOE, "charge": "1"}
FILED = ChargeFiled(on="2023-01-01", instrument="indictment", **WHO)
TO_APPEAL: tuple[Act, ...] = (
    (PleaEntered, {"plea": "not_guilty"}),
    (TrialBegan, {}),
    (VerdictReturned, {"verdict": "guilty"}),
    (SentenceImposed, {}),
    (AppealFiled, {"by": "defendant"}),
)


def test_of_too_many_acts_the_first_that_the_law_allows_comes_first() -> None:
    """Nine acts of one day and three of its month have more orders than are tried."""
    corrections: list[Act] = [
        (ChargeAmended, {"kind": kind}) for kind in ("technical", "date_corrected", "victim_changed")
    ]
    case = CaseFile("many").record(FILED)
    of_one_day: list[Act] = [*TO_APPEAL, (AppealRemanded, {}), *corrections]
    for event, given in of_one_day:
        case = case.record(event(on="2023-09-15", **WHO, **given))
    vague: list[Act] = [(SentenceStayed, {}), (SentenceStayLifted, {}), (SentenceCompleted, {})]
    for event, _ in vague:
        case = case.record(event(on=MONTH, **WHO))
    assert case.at().charge(DOE, "1").status.words == "convicted; the sentence is complete; an appeal is pending"


def test_an_act_that_came_after_one_of_the_month_waits_for_it() -> None:
    case = CaseFile("waits").record(FILED)
    vague: list[Act] = [*TO_APPEAL[:3], TO_APPEAL[4], (AppealWithdrawn, {"by": "defendant"})]
    for place, (event, given) in enumerate(vague):
        case = case.record(event(on=MONTH, **WHO, **given), id=f"v{place}")
    case = case.record(SentenceImposed(on="2023-09-15", **WHO), id="sentence", after=["v4"])
    case = case.record(ChargeAmended(on="2023-09-15", kind="technical", **WHO))
    assert case.at().charge(DOE, "1").status.words == "convicted and sentenced"


def test_acts_of_one_day_on_the_claim_against_another_party_leave_no_doubt() -> None:
    """They are ordered together with the acts on the claim against A. Doe, but none of them is about it."""
    case = CaseFile("parties").record(JudgmentSatisfied(on="2023-01-03", claim="1", defendants=["C. Poe", "B. Roe"]))
    case = case.record(ClaimDismissed(on="[2023-01-01..2023-01-11]", claim="1", defendants=[DOE, "C. Poe"]))
    case = case.record(ClaimDismissed(on="2023-01-02", claim="1", defendants=["C. Poe"]))
    case = case.record(ClaimAmended(on="2023-01-03", claim="1", defendants=["B. Roe"]))
    case = case.record(ClaimRemanded(on="2023-01-01", claim="1", defendants=[DOE]))
    assert [each.code for each in case.at().findings if each.defendant == DOE] == ["missing-filing"]
