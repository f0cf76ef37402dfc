"""What is doubtful about a record: each finding in its smallest case, and certain only where every world has it."""

from typing import Any

import pytest

from casestate import CaseFile, Certainty, Finding, Severity, Source, View
from casestate.events import (
    AppealDecided,
    AppealFiled,
    ChargeAbated,
    ChargeDismissed,
    ChargeFiled,
    DiversionCompleted,
    DiversionStarted,
    PleaAccepted,
    PleaEntered,
    SentenceImposed,
    Stated,
    TrialBegan,
)

EMPTY = CaseFile("c")


def filed(charge: str = "1", on: str = "2023-01-31", **links: Any) -> ChargeFiled:
    return ChargeFiled(on=on, defendant="A. Doe", charge=charge, **links)


def dismissed(charge: str = "1", on: str = "2023-04-21", prejudice: str = "without") -> ChargeDismissed:
    return ChargeDismissed(on=on, defendant="A. Doe", charge=charge, prejudice=prejudice)


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


def test_a_dismissal_of_which_no_source_says_whether_it_bars_is_worth_a_look() -> None:
    finding = only(EMPTY.record(filed()).record(dismissed(prejudice="unspecified")).at())
    assert (finding.code, finding.severity, finding.entries) == ("prejudice-unspecified", Severity.WARNING, ("e2",))


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
    case = EMPTY.record(filed()).record(dismissed(on="2023-04", prejudice="unspecified"))
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
