"""
What is everyday practice brings no finding, or none that is graver than it deserves.

Expected values: FRCrimP 35(a) and 36 of corrections; Lem Woon v. Oregon, 229 U.S. 586, of informations; 29 CFR 2200.100
of settlements. That an act and the line of the docket on it are one end is practice.
"""

from itertools import product
from typing import Any

import pytest
from stories import DOE, INDICTED, PRISON, Act, act, codes, seen, stands

from casestate import GENERIC, US_FEDERAL, US_NEW_MEXICO, CaseFile, Certainty, Procedure
from casestate.errors import InvalidProcedure
from casestate.events import (
    AcquittalOrdered,
    AdjudicationDeferred,
    BoundOver,
    ChargeAbated,
    ChargeAmended,
    ChargeDeclined,
    ChargeDischarged,
    ChargeDismissed,
    ChargeDowngraded,
    ChargeFiled,
    ChargeMerged,
    ChargeReinstated,
    ChargeUpgraded,
    CitationIssued,
    CitationPaid,
    CitationSettled,
    ClaimAnswered,
    ClaimFiled,
    DefendantDied,
    DiversionCompleted,
    DiversionStarted,
    JudgmentArrested,
    NoBillReturned,
    PleaAccepted,
    PleaEntered,
    SentenceCompleted,
    SentenceImposed,
    SentenceModified,
    TrialBegan,
    VerdictReturned,
)
from casestate.law.rows import row

ALARMS = ("error", "policy", "incomplete")
GUILTY = act(PleaAccepted, plea="guilty")
JUDGED = (INDICTED, GUILTY, act(SentenceImposed, components=(PRISON,)))
LATER = "2024-06-01"


@pytest.mark.parametrize(
    ("change", "told"), [("clerical", set()), ("corrected", {"modified-after-window"}), ("reduced", set())]
)
def test_a_clerical_error_may_be_corrected_at_any_time(change: str, told: set[str]) -> None:
    view = seen(*JUDGED, act(SentenceModified, on=LATER, change=change), procedure=US_FEDERAL)
    assert codes(view) == told
    assert codes(view, *ALARMS) == set()


def test_a_clerical_correction_leaves_the_sentence_as_it_was_pronounced() -> None:
    view = seen(*JUDGED, act(SentenceModified, change="clerical"))
    assert view.charge(DOE, "1").state.components == (PRISON,)
    assert stands(view, ["sentence", "phase"]) == {"sentence": "imposed", "phase": "judged"}
    fine = PRISON.__class__(kind="fine")
    mended = seen(*JUDGED, act(SentenceModified, change="clerical", components=(PRISON, fine)))
    assert mended.charge(DOE, "1").state.components == (PRISON, fine)
    assert stands(seen(*JUDGED, act(SentenceModified, change="reduced")), ["sentence"]) == {"sentence": "modified"}


@pytest.mark.parametrize("paper", ["information", "amended_information"])
@pytest.mark.parametrize(
    ("law", "told"),
    [(GENERIC, set()), (US_NEW_MEXICO, {"missing-bind-over"}), (US_FEDERAL, {"missing-waiver-of-indictment"})],
)
def test_an_information_needs_a_preliminary_hearing_in_some_places_only(
    law: Procedure, told: set[str], paper: str
) -> None:
    filed = act(ChargeFiled, instrument=paper, severity="felony")
    assert codes(seen(filed, act(TrialBegan), procedure=law)) == told
    assert codes(seen(filed, act(BoundOver), act(TrialBegan), procedure=law)) == told - {"missing-bind-over"}


@pytest.mark.parametrize("paper", ["petition", "probation_violation_petition", "show_cause"])
def test_what_is_alleged_on_a_petition_or_in_contempt_needs_none(paper: str) -> None:
    view = seen(act(ChargeFiled, instrument=paper), act(TrialBegan), act(VerdictReturned, verdict="guilty"))
    assert codes(view) == set()


def test_a_felony_complaint_needs_one() -> None:
    filed = act(ChargeFiled, instrument="complaint", severity="felony")
    assert codes(seen(filed, act(TrialBegan))) == {"missing-bind-over"}


COMPLAINT = act(ChargeFiled, instrument="complaint", severity="felony")
ON_TRIAL = (INDICTED, act(TrialBegan))
DIVERTED = (INDICTED, act(DiversionStarted))


def dismissed(prejudice: str = "unspecified", **given: Any) -> Act:
    return act(ChargeDismissed, prejudice=prejudice, **given)


WITH, WITHOUT, UNSAID = dismissed("with"), dismissed("without"), dismissed()
NOT_GUILTY = act(VerdictReturned, verdict="not_guilty")
ONE_END: list[tuple[tuple[Act, ...], Act, Act, str, str]] = [
    ((INDICTED,), WITHOUT, UNSAID, "dismissed", "dismissed_without_prejudice"),
    ((INDICTED,), WITHOUT, WITHOUT, "dismissed", "dismissed_without_prejudice"),
    ((INDICTED,), UNSAID, UNSAID, "dismissed", "dismissed_unspecified"),
    ((INDICTED,), WITH, UNSAID, "barred", "dismissed_with_prejudice"),
    ((INDICTED,), WITH, WITH, "barred", "dismissed_with_prejudice"),
    ((INDICTED, GUILTY), WITH, UNSAID, "barred", "dismissed_with_prejudice"),
    ((INDICTED, GUILTY), WITHOUT, UNSAID, "dismissed", "dismissed_without_prejudice"),
    (ON_TRIAL, WITH, UNSAID, "barred", "dismissed_with_prejudice"),
    ((COMPLAINT,), act(ChargeDischarged), WITHOUT, "dismissed", "discharged_no_probable_cause"),
    ((COMPLAINT,), act(ChargeDischarged), UNSAID, "dismissed", "discharged_no_probable_cause"),
    ((COMPLAINT,), act(NoBillReturned), UNSAID, "dismissed", "no_bill"),
    ((COMPLAINT,), act(ChargeDeclined), UNSAID, "dismissed", "declined"),
    ((INDICTED, GUILTY), act(JudgmentArrested), UNSAID, "dismissed", "judgment_arrested"),
    ((INDICTED, GUILTY), act(ChargeMerged), UNSAID, "barred", "merged"),
    (JUDGED, act(ChargeMerged), WITH, "barred", "merged"),
    ((INDICTED,), act(DefendantDied), UNSAID, "abated", "abated_by_death"),
    ((INDICTED,), act(DefendantDied), WITH, "abated", "abated_by_death"),
    ((INDICTED,), act(ChargeAbated), WITHOUT, "abated", "abated_by_death"),
    ((INDICTED,), act(DefendantDied), act(ChargeAbated), "abated", "abated_by_death"),
    (ON_TRIAL, NOT_GUILTY, UNSAID, "acquitted", "acquitted"),
    (ON_TRIAL, NOT_GUILTY, act(AcquittalOrdered), "acquitted", "acquitted"),
    (ON_TRIAL, act(AcquittalOrdered), WITH, "acquitted", "judgment_of_acquittal"),
    ((INDICTED, GUILTY), act(AcquittalOrdered), UNSAID, "overturned", "judgment_of_acquittal"),
    (DIVERTED, act(DiversionCompleted), UNSAID, "dismissed", "diversion_completed"),
]
"""What came before, the end, the line of the docket on it, and where the charge then stands."""


def ended(before: tuple[Act, ...], first: Act, second: Act, days: tuple[str, str]) -> Any:
    (one, given), (other, also) = first, second
    return seen(*before, act(one, **given, on=days[0]), act(other, **also, on=days[1]))


@pytest.mark.parametrize(("before", "end", "line", "phase", "disposition"), ONE_END)
def test_two_lines_on_one_end_are_one_end(
    before: tuple[Act, ...], end: Act, line: Act, phase: str, disposition: str
) -> None:
    expected = {"phase": phase, "disposition": disposition}
    for days in (("2023-06-01", "2023-06-02"), ("2023-06-01", "2023-06-01")):
        view = ended(before, end, line, days)
        assert stands(view, expected) == expected
        assert codes(view) - {"prejudice-unspecified"} == set()
    view = ended(before, line, end, ("2023-06-01", "2023-06-01"))
    assert stands(view, expected) == expected
    assert codes(view) - {"prejudice-unspecified"} == set()


LATER_LINES = [
    (UNSAID, WITHOUT, "dismissed", "dismissed_without_prejudice"),
    (UNSAID, WITH, "barred", "dismissed_with_prejudice"),
    (UNSAID, act(ChargeAbated), "abated", "abated_by_death"),
    (WITH, act(ChargeAbated), "abated", "abated_by_death"),
]


@pytest.mark.parametrize(("end", "line", "phase", "disposition"), LATER_LINES)
def test_the_line_that_says_more_counts(end: Act, line: Act, phase: str, disposition: str) -> None:
    expected = {"phase": phase, "disposition": disposition}
    for days in (("2023-06-01", "2023-06-02"), ("2023-06-01", "2023-06-01")):
        view = ended((INDICTED,), end, line, days)
        assert stands(view, expected) == expected
        assert codes(view) == set()


@pytest.mark.parametrize("days", [("2023-06-01", "2023-06-03"), ("2023-06-01", "2023-09-01")])
@pytest.mark.parametrize(
    ("end", "line", "told"),
    [
        (UNSAID, UNSAID, "repeated"),
        (WITHOUT, WITHOUT, "repeated"),
        (WITH, WITH, "repeated"),
        (UNSAID, WITH, "local-law"),
    ],
)
def test_a_second_dismissal_long_after_is_told(end: Act, line: Act, told: str, days: tuple[str, str]) -> None:
    assert codes(ended((INDICTED,), end, line, days)) == {told}


@pytest.mark.parametrize(
    ("end", "line", "told"),
    [(WITH, WITHOUT, "local-law"), (WITHOUT, WITH, "local-law"), (NOT_GUILTY, WITHOUT, "after-end")],
)
def test_lines_that_contradict_each_other_are_told(end: Act, line: Act, told: str) -> None:
    before = ON_TRIAL if end is NOT_GUILTY else (INDICTED,)
    for days in (("2023-06-01", "2023-06-02"), ("2023-06-01", "2023-06-01")):
        assert codes(ended(before, end, line, days), "error", "policy") == {told}


def test_prejudice_and_ground_are_those_of_the_line_that_says_so() -> None:
    nolle = dismissed("without", by="prosecutor", ground="nolle_prosequi")
    for first, second in ((nolle, UNSAID), (UNSAID, nolle)):
        state = ended((INDICTED,), first, second, ("2023-06-01", "2023-06-02")).charge(DOE, "1").state
        assert (str(state.prejudice), str(state.ground)) == ("without", "nolle_prosequi")
    state = ended((INDICTED,), UNSAID, UNSAID, ("2023-06-01", "2023-06-02")).charge(DOE, "1").state
    assert (str(state.prejudice), str(state.ground)) == ("unspecified", "unknown")
    assert seen(INDICTED).charge(DOE, "1").state.ground is None


def test_a_ground_given_before_a_charge_was_put_back_is_not_that_of_the_next_dismissal() -> None:
    first = dismissed("without", ground="speedy_trial")
    view = seen(INDICTED, first, act(ChargeReinstated), UNSAID)
    assert str(view.charge(DOE, "1").state.ground) == "unknown"


def test_a_charge_dismissed_in_two_lines_is_put_back_as_far_as_it_was() -> None:
    for first, second in ((WITHOUT, UNSAID), (UNSAID, WITH), (WITH, UNSAID)):
        (one, given), (other, also) = first, second
        lines = (act(one, **given, on="2023-06-01"), act(other, **also, on="2023-06-02"))
        view = seen(INDICTED, *lines, act(ChargeReinstated, on="2023-07-01"))
        expected = {"phase": "triable", "disposition": "none", "jeopardy": "not_attached"}
        assert stands(view, expected) == expected
        assert codes(view) == (set() if WITH not in (first, second) else {"reinstated-after-bar"})


def test_a_settlement_that_needs_no_approval_may_be_paid() -> None:
    def paid(**settled: Any) -> set[str]:
        whose: dict[str, Any] = {"defendant": DOE, "citation": "g"}
        case = CaseFile("g").record(CitationIssued(on="2023-01-01", **whose))
        case = case.record(CitationSettled(on="2023-02-01", **whose, **settled))
        return codes(case.record(CitationPaid(on="2023-03-01", **whose)).at())

    assert paid(approval="none") == paid() == set()
    assert paid(approval="commission") == {"missing-approval"}


def test_a_dismissal_of_an_untried_charge_is_told_only_once_the_charge_is_brought_again() -> None:
    view = seen(INDICTED, UNSAID)
    assert codes(view) == set()
    assert view.charge(DOE, "1").refilable is Certainty.POSSIBLY
    assert "whether it may be filed again is not known" in view.charge(DOE, "1").status.words
    again = act(ChargeFiled, charge="2", instrument="indictment", refiles="1")
    assert codes(seen(INDICTED, UNSAID, again)) == codes(seen(*ON_TRIAL, UNSAID)) == {"prejudice-unspecified"}


PAPERS = ("information", "amended_information", "superseding_information", "superseding_indictment", "complaint")
HELD: dict[str, tuple[Act, ...]] = {
    "triable": (),
    "on_trial": (act(TrialBegan),),
    "diverted": (act(DiversionStarted),),
    "found_guilty": (GUILTY,),
    "deferred": (GUILTY, act(AdjudicationDeferred)),
    "judged": (GUILTY, act(SentenceImposed)),
}


@pytest.mark.parametrize("phase", HELD)
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("says", [{}, {"offense": "burglary"}, {"offense": "burglary", "severity": "felony"}])
def test_a_later_paper_that_says_nothing_new_changes_nothing(phase: str, paper: str, says: dict[str, str]) -> None:
    before = seen(INDICTED, *HELD[phase])
    view = seen(INDICTED, *HELD[phase], act(ChargeFiled, instrument=paper, **says))
    assert codes(view) == set()
    state, was = view.charge(DOE, "1").state, before.charge(DOE, "1").state
    assert state.version is not None
    assert (state.phase, state.version.offense, state.convicted_of) == (was.phase, "burglary", was.convicted_of)
    assert str(state.version.severity) == "felony"


@pytest.mark.parametrize(
    "says",
    [{"offense": "arson"}, {"grade": "class A felony"}, {"severity": "capital"}, {"theories": "felony murder"}],
)
def test_a_later_paper_that_says_something_new_is_told(says: dict[str, str]) -> None:
    view = seen(INDICTED, GUILTY, act(ChargeFiled, instrument="amended_information", **says))
    assert codes(view, "error") == {"contradiction"}
    assert view.charge(DOE, "1").state.convicted_of == "burglary"


def test_a_paper_that_brings_another_charge_again_does_not_only_restate() -> None:
    view = seen(INDICTED, GUILTY, act(ChargeFiled, instrument="information", refiles="9"))
    assert "contradiction" in codes(view)


def test_the_paper_after_a_hearing_leaves_what_it_does_not_speak_of_as_it_was() -> None:
    filed = act(ChargeFiled, instrument="complaint", offense="theft", grade="M1", exposure="1 year", enhancements="gun")
    named = act(ChargeFiled, instrument="information")
    version: Any = seen(filed, act(BoundOver), named).charge(DOE, "1").state.version
    assert (version.offense, version.grade, version.enhancements) == ("theft", "M1", ("gun",))
    assert (version.instrument, str(version.exposure)) == ("information", "1 year")
    other = act(ChargeFiled, instrument="information", offense="robbery")
    version = seen(filed, act(BoundOver), other).charge(DOE, "1").state.version
    assert (version.offense, version.exposure) == ("robbery", None)


def test_a_later_paper_is_not_out_of_time() -> None:
    filed = act(ChargeFiled, instrument="indictment", grade="fourth-degree felony", offense_on="2022-12-01")
    again = act(ChargeFiled, on="2029-01-01", instrument="information", offense_on="2022-12-01")
    assert codes(seen(filed, GUILTY, act(SentenceImposed), again, procedure=US_NEW_MEXICO)) == set()


def test_only_a_charge_has_papers_that_restate_it() -> None:
    with pytest.raises(InvalidProcedure, match="no versions of what is charged"):
        row("X1", ClaimAnswered, "", "pending", when="restates", cite="-", why="-")
    assert str(row("X2", ChargeFiled, "", "judged", when="restates", cite="-", why="-").when) == "restates"
    assert ClaimFiled.wire == "claim.filed"


FILED = [
    act(ChargeFiled, instrument=paper, severity=severity)
    for paper in ("citation", "complaint", "information", "indictment", "unknown")
    for severity in ("misdemeanor", "felony", "unknown")
]
CHANGED: list[tuple[Act, ...]] = [
    (),
    (act(ChargeAmended, offense="theft"),),
    (act(ChargeDowngraded, dropped_enhancements="gun"),),
    (act(ChargeUpgraded, added_enhancements="gun"),),
]
PLEADED: list[tuple[Act, ...]] = [
    (),
    *[(act(PleaEntered, plea=plea),) for plea in ("not_guilty", "guilty", "no_contest")],
    *[(act(PleaEntered, plea=plea), act(PleaAccepted, plea=plea)) for plea in ("guilty", "no_contest", "alford")],
]
ENDED: list[tuple[Act, ...]] = [
    (),
    *[(act(ChargeDismissed, by=by, prejudice=each),) for by in ("prosecutor", "court") for each in ("with", "without")],
    (UNSAID,),
]
SENTENCED: list[tuple[Act, ...]] = [
    (act(SentenceImposed),),
    (act(SentenceImposed, components=(PRISON,)), act(SentenceModified, change="reduced")),
    (act(SentenceImposed), act(SentenceCompleted)),
]


def test_no_ordinary_file_is_against_the_law_of_nowhere_in_particular() -> None:
    """Filed, amended, pleaded to, dismissed or sentenced: under GENERIC nothing of that has severity POLICY."""
    told = {}
    for filed, changed, pleaded in product(FILED, CHANGED, PLEADED):
        accepted = any(event is PleaAccepted for event, _ in pleaded)
        for end in (*ENDED, *(SENTENCED if accepted else ())):
            found = codes(seen(filed, *changed, *pleaded, *end), "error", "policy", "incomplete")
            if found:
                told[str((filed, changed, pleaded, end))] = found
    assert told == {}
