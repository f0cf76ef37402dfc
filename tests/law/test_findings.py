"""What is doubtful about a record: each finding in its smallest case, and certain only where every world has it."""

from typing import Any

import attrs
import pytest

from casestate import CaseFile, Certainty, Finding, Severity, Source, View
from casestate.events import (
    AppealDecided,
    AppealFiled,
    ChargeAbated,
    ChargeDismissed,
    ChargeFiled,
    ChargeSuperseded,
    CitationContested,
    CitationIssued,
    CitationWithdrawn,
    ClaimAnswered,
    ClaimDismissed,
    ClaimFiled,
    DiversionCompleted,
    DiversionStarted,
    Event,
    MistrialDeclared,
    PleaAccepted,
    PleaEntered,
    Prejudice,
    SentenceImposed,
    Stated,
    TrialBegan,
    VerdictReturned,
)
from casestate.law import PROCEDURES
from casestate.state.axes import Conviction, Disposition, Found, Phase

EMPTY = CaseFile("c")


def filed(charge: str = "1", on: str = "2023-01-31", **links: Any) -> ChargeFiled:
    return ChargeFiled(on=on, defendant="A. Doe", charge=charge, **links)


def dismissed(charge: str = "1", on: str = "2023-04-21", prejudice: str = "without") -> ChargeDismissed:
    return ChargeDismissed(on=on, defendant="A. Doe", charge=charge, prejudice=Prejudice(prejudice))


def convicted(case: CaseFile, charge: str) -> CaseFile:
    case = case.record(PleaAccepted(on="2023-02-01", defendant="A. Doe", charge=charge, plea="guilty"))
    return case.record(SentenceImposed(on="2023-03-01", defendant="A. Doe", charge=charge))


def codes(view: View) -> list[str]:
    return [finding.code for finding in view.findings]


def only(view: View) -> Finding:
    (finding,) = view.findings
    return finding


def test_a_sound_record_has_no_findings() -> None:
    assert EMPTY.record(filed()).record(dismissed()).at().findings == ()
    assert EMPTY.at().findings == ()


@pytest.mark.parametrize("link", ["refiles", "supersedes"])
def test_a_charge_brought_again_or_carried_on_that_the_file_does_not_have_is_missed(link: str) -> None:
    finding = only(EMPTY.record(filed("2", **{link: "1"})).at())
    assert (finding.code, finding.severity, finding.charge) == ("missing-filing", Severity.INCOMPLETE, "1")
    assert finding.entries == ("e1",)


def test_an_alternative_that_the_file_does_not_have_is_missed() -> None:
    finding = only(EMPTY.record(filed("2", alternative_to="1")).at())
    assert (finding.code, finding.severity) == ("unknown-charge", Severity.INCOMPLETE)
    assert (finding.charge, finding.entries) == ("2", ("e1",))


def test_an_alternative_that_the_file_has_on_a_later_day_is_not_missed() -> None:
    case = EMPTY.record(filed("2", alternative_to="1")).record(filed("1", on="2023-02-01"))
    assert case.at("2023-01-31").findings == case.at().findings == ()


@pytest.mark.parametrize(
    ("prejudice", "code"), [("with", "refiled-after-bar"), ("without", None), ("unspecified", "prejudice-unspecified")]
)
def test_a_charge_that_is_barred_is_not_brought_again(prejudice: str, code: str | None) -> None:
    case = EMPTY.record(filed()).record(dismissed(prejudice=prejudice)).record(filed("2", on="2023-05-01", refiles="1"))
    assert codes(case.at()) == ([code] if code else [])


def test_bringing_a_barred_charge_again_is_an_error() -> None:
    case = EMPTY.record(filed()).record(dismissed(prejudice="with")).record(filed("2", on="2023-05-01", refiles="1"))
    assert only(case.at()).severity is Severity.ERROR
    assert "same sovereign" in only(case.at()).message


@pytest.mark.parametrize("both_ways", [False, True])
def test_at_most_one_of_two_alternatives_convicts_and_it_is_said_once(both_ways: bool) -> None:
    case = EMPTY.record(filed("2", alternative_to="1")).record(
        filed("1", **({"alternative_to": "2"} if both_ways else {}))
    )
    assert convicted(case, "1").at().findings == ()
    finding = only(convicted(convicted(case, "1"), "2").at())
    assert (finding.code, finding.severity) == ("two-convictions-of-alternatives", Severity.ERROR)
    assert finding.charge == ("1" if both_ways else "2")


def test_a_dismissal_of_which_no_source_says_whether_it_bars_is_worth_a_look_once_that_matters() -> None:
    case = EMPTY.record(filed()).record(dismissed(prejudice="unspecified"))
    assert case.at().findings == ()
    finding = only(case.record(filed("2", on="2023-05-01", refiles="1")).at())
    assert (finding.code, finding.severity, finding.entries) == ("prejudice-unspecified", Severity.WARNING, ("e2",))
    assert "brought again" in finding.message
    tried = EMPTY.record(filed(instrument="indictment")).record(
        TrialBegan(on="2023-02-01", defendant="A. Doe", charge="1")
    )
    assert "jeopardy had attached" in only(tried.record(dismissed(prejudice="unspecified")).at()).message
    pleaded = EMPTY.record(filed()).record(PleaAccepted(on="2023-02-01", defendant="A. Doe", charge="1", plea="guilty"))
    assert "where that may bar it" in only(pleaded.record(dismissed(prejudice="unspecified")).at()).message


def test_in_california_no_order_says_whether_it_bars() -> None:
    """Penal Code 1387 decides that, so that a dismissal is silent on an everyday file."""
    case = CaseFile("c", procedure=PROCEDURES["us-california"]).record(filed(severity="misdemeanor"))
    case = case.record(attrs.evolve(dismissed(prejudice="unspecified"), by="court"))
    assert case.at().findings == ()
    assert case.at().charge("A. Doe", "1").refilable is Certainty.POSSIBLY


def test_a_dismissal_is_named_by_its_own_entry_though_the_charge_was_brought_again() -> None:
    case = (
        EMPTY.record(filed())
        .record(dismissed(prejudice="unspecified"))
        .record(filed("2", on="2023-05-01", refiles="1"))
    )
    assert only(case.at()).entries == ("e2",)


def test_an_end_told_twice_is_repeated_though_an_earlier_step_is_missing() -> None:
    case = EMPTY.record(filed()).record(TrialBegan(on="2023-02-01", defendant="A. Doe", charge="1"))
    for day in ("2023-03-01", "2023-03-02"):
        case = case.record(ChargeAbated(on=day, defendant="A. Doe", charge="1"))
    assert codes(case.at()) == ["missing-bind-over", "repeated"]


def test_an_end_that_was_taken_for_granted_comes_late() -> None:
    case = EMPTY.record(filed()).record(DiversionStarted(on="2023-02-01", defendant="A. Doe", charge="1"))
    case = case.record(filed("2", on="2023-03-01", refiles="1"))
    assert codes(case.at()) == ["missing-dismissal"]
    case = case.record(DiversionCompleted(on="2023-04-01", defendant="A. Doe", charge="1"))
    assert codes(case.at()) == ["missing-dismissal", "late-dismissal"]


def test_an_act_dated_after_its_source_is_worth_a_look() -> None:
    source = Source("wire", published="2023-01-30")
    finding = only(EMPTY.record(filed(), source=source).at())
    assert (finding.code, finding.defendant, finding.entries) == ("dated-after-source", "A. Doe", ("e1",))
    assert EMPTY.record(filed(on="2023-01"), source=source).at().findings == ()
    assert EMPTY.record(filed(), source=Source("wire", published="[2020..]")).at().findings == ()
    said = Stated(on="2023-01-31", by="x", modality="expects", text="y")
    assert EMPTY.record(said, source=source).at().findings == ()


def test_links_that_dates_contradict_are_told_only_once_both_may_have_happened() -> None:
    case = EMPTY.record(filed("1", on="2023-03-01")).record(filed("2", on="2023-02-01"), after="e1")
    assert codes(case.at("2023-02-15")) == []
    assert codes(case.at("2023-03-01")) == ["contradictory-dates"]


def test_a_finding_in_some_worlds_only_is_possible_and_in_all_certain() -> None:
    case = (
        EMPTY.record(filed())
        .record(dismissed(prejudice="with"))
        .record(PleaEntered(on="2023-05", defendant="A. Doe", charge="1", plea="guilty"))
    )
    assert only(case.at("2023-05-15")).certainty is Certainty.POSSIBLY
    assert only(case.at("2023-05-31")).certainty is Certainty.YES
    late = case.record(PleaEntered(on="2023", defendant="A. Doe", charge="2", plea="guilty"))
    found = {(finding.code, finding.charge): finding.certainty for finding in late.at("2023-05-31").findings}
    assert found == {("after-end", "1"): Certainty.YES, ("missing-filing", "2"): Certainty.POSSIBLY}


def test_a_check_of_the_whole_defendant_is_weighed_over_every_world() -> None:
    case = EMPTY.record(filed(instrument="indictment"))
    case = case.record(TrialBegan(on="2023-02-01", defendant="A. Doe", charge="1"))
    case = case.record(dismissed(on="2023-04", prejudice="unspecified"))
    assert only(case.at("2023-04-15")).certainty is Certainty.POSSIBLY
    unsure = case.record(filed("2", on="2023"))
    assert only(unsure.at("2023-05-01")).certainty is Certainty.YES


def test_a_finding_goes_with_the_defendant_it_concerns() -> None:
    case = EMPTY.record(filed()).record(
        ChargeDismissed(on="2023-04-21", defendant="B. Roe", charge="1", prejudice="with")
    )
    assert only(case.at()).defendant == "B. Roe"


def test_a_decided_appeal_that_nobody_filed_is_incomplete() -> None:
    where: dict[str, Any] = {"defendant": "A. Doe", "charge": "1"}
    case = CaseFile("c").record(ChargeFiled(on="2023-01", **where))
    case = case.record(ChargeDismissed(on="2023-02", prejudice="with", **where))
    decided = AppealDecided(on="2023-06", outcome="affirmed", **where)
    assert [finding.code for finding in case.record(decided).at().findings] == ["missing-appeal"]
    assert case.record(AppealFiled(on="2023-03", **where)).record(decided).at().findings == ()


WHERE: dict[str, Any] = {"defendant": "A. Doe", "charge": "1"}
INDICTED = ChargeFiled(on="2023-01-31", instrument="indictment", **WHERE)


def of(*events: Event) -> CaseFile:
    """A file of these events."""
    case = EMPTY
    for event in events:
        case = case.record(event)
    return case


def hung(on: str) -> VerdictReturned:
    return VerdictReturned(on=on, verdict="hung", **WHERE)


def mistrial(on: str) -> MistrialDeclared:
    return MistrialDeclared(on=on, **WHERE)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (hung("2023-03-01"), mistrial("2023-03-01")),
        (mistrial("2023-03-01"), hung("2023-03-01")),
        (hung("2023-03-01"), mistrial("2023-03-02")),
        (mistrial("2023-03-01"), hung("2023-03-02")),
        (mistrial("2023-03"), hung("2023-03")),
        (hung("[2023-03-01..]"), mistrial("2023-03-09")),
    ],
)
def test_a_hung_jury_and_its_mistrial_are_one_end_of_one_trial(first: Event, second: Event) -> None:
    case = of(INDICTED, TrialBegan(on="2023-02-01", **WHERE), first, second)
    charge = case.at().charge("A. Doe", "1")
    assert case.at().findings == ()
    assert (charge.phase, charge.found, charge.disposition) == (Phase.TRIABLE, Found.HUNG, Disposition.HUNG_JURY)
    assert charge.skipped == frozenset()
    assert {entry.event for entry in charge.trial} == {TrialBegan(on="2023-02-01", **WHERE), first, second}


@pytest.mark.parametrize(("first", "second"), [(hung, mistrial), (mistrial, hung)])
def test_a_second_trial_that_ends_without_a_verdict_is_missed(first: Any, second: Any) -> None:
    trial = TrialBegan(on="2023-02-01", **WHERE)
    assert codes(of(INDICTED, trial, first("2023-03-01"), second("2023-05-03")).at()) == ["missing-trial"]
    assert codes(of(INDICTED, trial, first("2023-03-01"), first("2023-03-02")).at()) == ["missing-trial"]
    assert codes(of(INDICTED, first("2023-03-01")).at()) == ["missing-trial"]


@pytest.mark.parametrize(
    ("prejudice", "phase", "unsure"),
    [
        ("with", Phase.BARRED, []),
        ("without", Phase.DISMISSED, []),
        ("unspecified", Phase.DISMISSED, ["prejudice-unspecified"]),
    ],
)
def test_a_finding_of_guilt_falls_with_a_charge_dismissed_before_judgment(
    prejudice: str, phase: Phase, unsure: list[str]
) -> None:
    """Rinaldi v. United States; an alternative count on which there is a verdict is dismissed so, too."""
    plea = PleaAccepted(on="2023-03-01", plea="guilty", **WHERE)
    view = of(INDICTED, plea, dismissed(prejudice=prejudice)).at()
    charge = view.charge("A. Doe", "1")
    assert codes(view) == unsure
    assert (charge.phase, charge.found, charge.conviction) == (phase, Found.SET_ASIDE, Conviction.NONE)


def test_whether_a_charge_judged_may_be_dismissed_is_a_question_of_local_law() -> None:
    plea = PleaAccepted(on="2023-02-01", plea="guilty", **WHERE)
    sentence = SentenceImposed(on="2023-03-01", **WHERE)
    finding = only(of(INDICTED, plea, sentence, dismissed()).at())
    assert (finding.code, finding.severity) == ("local-law", Severity.POLICY)


@pytest.mark.parametrize("prejudice", ["with", "without"])
def test_a_charge_merely_carried_on_may_be_brought_as_another(prejudice: str) -> None:
    superseded = ChargeSuperseded(on="2023-02-01", successors=("2",), **WHERE)
    case = of(INDICTED, superseded, filed("2", on="2023-02-01"), filed("3", on="2023-03-01", refiles="1"))
    assert case.at().findings == ()
    assert case.at().charge("A. Doe", "1").successors == ("2", "3")
    ended = of(INDICTED, dismissed(on="2023-02-01", prejudice=prejudice), filed("3", on="2023-03-01", refiles="1"))
    assert codes(ended.at()) == (["refiled-after-bar"] if prejudice == "with" else [])


@pytest.mark.parametrize(
    ("events", "word"),
    [
        (
            [
                ClaimFiled(on="2023-01-01", claim="1", defendants="A. Doe", claimants="B. Roe"),
                ClaimDismissed(on="2023-02-01", claim="1", defendants="A. Doe"),
                ClaimAnswered(on="2023-03-01", claim="1", defendants="A. Doe"),
            ],
            "claim",
        ),
        (
            [
                CitationIssued(on="2023-01-01", citation="1", defendant="A. Doe"),
                CitationWithdrawn(on="2023-02-01", citation="1", defendant="A. Doe"),
                CitationContested(on="2023-03-01", citation="1", defendant="A. Doe"),
            ],
            "citation",
        ),
    ],
)
def test_what_an_ended_claim_or_citation_may_still_take_is_not_said_of_charges(events: list[Event], word: str) -> None:
    finding = only(of(*events).at())
    assert finding.code == "after-end"
    assert word in finding.remedy
    assert "charge" not in finding.remedy


def in_two(first: str | None, second: str | None) -> CaseFile:
    return of(
        ChargeFiled(on="2023-01-31", proceeding=first, **WHERE),
        PleaEntered(on="2023-02-28", proceeding=second, plea="not guilty", **WHERE),
    )


@pytest.mark.parametrize(("first", "second"), [("CR-1", "CR-1"), ("CR-1", None), (None, "CR-2"), (None, None)])
def test_acts_of_one_proceeding_or_of_none_named_are_one_charge(first: str | None, second: str | None) -> None:
    assert in_two(first, second).at().findings == ()


def test_one_id_in_two_proceedings_is_worth_a_look_once_for_each_other_proceeding() -> None:
    finding = only(in_two("CR-1", "CR-2").at())
    assert (finding.code, finding.severity) == ("one-id-in-two-proceedings", Severity.WARNING)
    assert (finding.charge, finding.entries) == ("1", ("e2",))
    again = in_two("CR-1", "CR-2").record(ChargeFiled(on="2023-03-01", proceeding="CR-3", **WHERE))
    assert sorted(codes(again.at())) == ["one-id-in-two-proceedings", "one-id-in-two-proceedings"]


def test_an_appeal_and_a_charge_of_another_id_have_proceedings_of_their_own() -> None:
    appeal = AppealFiled(on="2023-05-01", proceeding="S-1", **WHERE)
    dropped = ChargeDismissed(on="2023-04-01", proceeding="CR-1", prejudice="without", **WHERE)
    again = ChargeFiled(on="2023-06-01", proceeding="CR-2", defendant="A. Doe", charge="2", refiles="1")
    assert in_two("CR-1", "CR-1").record(dropped).record(appeal).record(again).at().findings == ()
