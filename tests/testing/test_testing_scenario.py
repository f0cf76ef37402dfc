"""Scenarios agree with views and strict recording, and a failure shows what differs and why."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st
from strategies import case_files, near_events, queries, short_events

from casestate import (
    GENERIC,
    US_NEW_MEXICO,
    Basis,
    CaseFile,
    Certainty,
    Entry,
    Headline,
    Money,
    Severity,
    Source,
    Term,
    When,
)
from casestate.engine.coordinates import Clearance
from casestate.errors import IllegalDevelopment, InvalidEntry, InvalidQuestion, NotInFile
from casestate.events import (
    ChargeDismissed,
    ChargeFiled,
    CitationIssued,
    ClaimFiled,
    Event,
    HearingSet,
    NameRecorded,
    Noted,
    PleaAccepted,
    PleaEntered,
    PleaKind,
    RecordSealed,
    ReleaseOrdered,
    SentenceImposed,
    SettlementAgreed,
    Stated,
    StayOrdered,
    TrialBegan,
    VerdictReturned,
)
from casestate.state import ChargeState, Phase
from casestate.testing import Scenario, given

ONE: Any = {"defendant": "A. Doe", "charge": "1"}
COURT = Source("District Court", basis=Basis.RECORD)
WIRE = Source("Wire report", basis=Basis.PRESS)
FILED = ChargeFiled(on="2023-01-31", offense="theft", grade="misdemeanor", **ONE)
BARRED = ChargeDismissed(on="2023-04-21", prejudice="with", **ONE)
GUILTY = VerdictReturned(on="2023-05-01", verdict="guilty", **ONE)
SAID = Stated(on="2023-04-20", by="counsel", modality="expects", about=BARRED)
MATTER = given(FILED, BARRED)


def failure(step: Callable[[], object]) -> str:
    """Return the message of a step that fails."""
    with pytest.raises(AssertionError) as raised:
        step()
    return str(raised.value)


def passes(step: Callable[[], object]) -> bool:
    try:
        step()
    except AssertionError:
        return False
    return True


@drawn(case_files(event=short_events()), queries(), st.sampled_from(Phase))
def test_expectations_agree_with_the_three_answers_of_a_view(case: CaseFile, day: date, phase: Phase) -> None:
    view, scenario = case.at(day), given(case).on(day)
    asked = {
        Certainty.YES: scenario.expect,
        Certainty.POSSIBLY: scenario.expect_possibly,
        Certainty.NO: scenario.expect_not,
    }
    for who, key in [(name, each) for name in view.defendants for each in view[name].charges]:
        answer = view.charge(who, key).holds(lambda charge: charge.phase is phase)
        assert [each for each, ask in asked.items() if passes(partial(ask, who, key, phase=phase.value))] == [answer]


@drawn(case_files(event=short_events()), near_events)
def test_then_refused_agrees_with_strict_recording(case: CaseFile, event: Event) -> None:
    proposal = given(case).when(event)
    try:
        case.record(event, strict=True)
        refused = None
    except IllegalDevelopment as problem:
        refused = problem.finding.code
    if refused is not None:
        assert proposal.then_refused(refused).and_().file == case
    else:
        assert not any(passes(partial(proposal.then_refused, each.code)) for each in case.check(event))


@drawn(case_files(event=short_events()), near_events)
def test_the_findings_of_an_act_agree_with_check(case: CaseFile, event: Event) -> None:
    proposal = given(case).on(clearance="expunged").when(event)
    added = case.check(event)
    for code in {each.code for each in added}:
        proposal.then_finding(code)
    if added:
        assert not passes(proposal.then_nothing)


@drawn(case_files(), st.sampled_from(["A. Doe", "B. Roe"]))
def test_a_statement_changes_no_state(case: CaseFile, who: str) -> None:
    said = Stated(on="2023-01-05", by="counsel", modality="denies", text="it was so", defendants=who)
    given(case).when(said).then_nothing()


def test_an_example_by_hand() -> None:
    (
        given(FILED, PleaEntered(on="2023-02-23", plea="not guilty", **ONE))
        .on("2023-01-30")
        .expect("A. Doe", "1", phase="not charged", plea=None)
        .on("2023-02-23")
        .expect("A. Doe", "1", phase=Phase.CHARGED, plea=PleaKind.NOT_GUILTY, open=True, version="theft")
        .expect("A. Doe", status="pending", deceased=False, names="A. Doe")
        .when(SAID)
        .then_nothing()
        .and_()
        .when(BARRED)
        .then_state("A. Doe", "1", phase="barred", disposition="dismissed with prejudice", refilable="no")
        .and_()
        .expect("A. Doe", "1", dismissal="e4")
        .when(GUILTY)
        .then_refused("after-end")
        .then_state("A. Doe", "1", phase="barred")
        .and_()
        .expect_no_findings()
    )


def test_every_kind_of_value_is_read_as_the_type_of_its_field() -> None:
    scenario = given(
        FILED,
        PleaAccepted(on="2023-02-23", plea="no contest", **ONE),
        SentenceImposed(on="2023-03-31", components=(), **ONE),
        ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="2", alternative_to=("1",), exposure="18 months"),
        ClaimFiled(on="2023-06-01", defendants="A. Doe", claim="estate", claimants=("C. Poe",), court="District Court"),
        SettlementAgreed(on="2023-07-01", defendants="A. Doe", claim="estate", approval="court"),
        CitationIssued(on="2023-04-20", defendant="A. Doe", citation="7", penalty="136793 USD"),
        StayOrdered(on="2023-08-01", defendant="A. Doe", kind="competency"),
        NameRecorded(on="2023-08-01", defendant="A. Doe", name="A. B. Doe"),
    )
    scenario.expect(
        "A. Doe",
        "1",
        sentenced="2023-03-31",
        conviction_on=When.parse("2023-03-31"),  # of the judgment, not of the plea
        finding=scenario.file["e2"],
        components=(),
        admission=False,
        skipped=(),
        convicted_of="theft",
        status="convicted and sentenced",
    )
    scenario.expect("A. Doe", "2", alternatives="1", refilable=Certainty.NO, version=lambda it: it.exposure is not None)
    scenario.expect(
        "A. Doe", claim="estate", phase="settlement agreed", claimants=["C. Poe"], status="settlement_agreed"
    )
    scenario.expect("A. Doe", citation="7", penalty=136793, status="issued")
    scenario.expect("A. Doe", citation="7", penalty=Money.parse("136793 USD"), classification="unknown")
    scenario.expect("A. Doe", exposure="18 months", stays=["competency"], names=("A. Doe", "A. B. Doe"))
    scenario.expect("A. Doe", exposure=Term.parse("18 months"), status=scenario.view["A. Doe"].status)
    scenario.expect_not("A. Doe", "2", version=None)
    scenario.expect_not("A. Doe", "2", version="theft")
    scenario.expect_not("A. Doe", "1", status=Headline("pending", "none", "none"))


def test_one_thing_is_expected_at_a_time() -> None:
    with pytest.raises(InvalidQuestion, match=r"expect one thing at a time, not charge and claim of 'A\. Doe'"):
        MATTER.expect("A. Doe", "1", claim="estate", phase="charged")


@pytest.mark.parametrize(
    ("fields", "accepted"),
    [
        ({"phase": "chargd"}, "phase of a charge is one of not_charged, charged, triable"),
        ({"phase": None}, "one of not_charged"),
        ({"plea": "maybe"}, "one of not_guilty, guilty, "),
        ({"plea": 3}, "None, not 3"),
        ({"open": "yes"}, "True or False"),
        ({"refilable": "maybe"}, "no, possibly or yes"),
        ({"sentenced": "2023-1"}, "a date such as 2023-04-21"),
        ({"convicted_of": 3}, "text or None"),
        ({"alternatives": 3}, "several, each text"),
        ({"components": "jail"}, "several, each a Component or None"),
        ({"version": 3}, "the offence that it states or None"),
        ({"dismissal": 3}, "the id of an entry or None"),
        ({"status": "sentenced"}, "one of not_charged, pending, "),
        ({"fase": "charged"}, "a charge has no field 'fase'; ask for one of status, phase"),
        ({}, "say what is expected of charge 1 of A. Doe"),
    ],
    ids=str,
)
def test_an_invalid_word_is_refused_and_not_a_failed_expectation(fields: dict[str, Any], accepted: str) -> None:
    with pytest.raises(InvalidQuestion) as raised:
        MATTER.expect("A. Doe", "1", **fields)
    assert accepted in str(raised.value)


def test_fields_of_a_person_are_named_as_those_of_a_defendant() -> None:
    with pytest.raises(
        InvalidQuestion, match="exposure of a defendant is a length of time such as '18 months' or None"
    ):
        MATTER.expect("A. Doe", exposure="long")


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        (("A. Do", "1"), "no entry of this file mentions charge 1 of A. Do; known: A. Doe"),
        (("A. Do",), "no entry of this file mentions A. Do; known: A. Doe"),
        (("A. Doe", "2"), "no entry of this file mentions charge 2 of A. Doe; known: 1"),
    ],
)
def test_a_name_that_no_entry_mentions_is_refused(asked: tuple[str, ...], known: str) -> None:
    with pytest.raises(NotInFile, match=known):
        MATTER.on("2023-01-01").expect(*asked, status="not charged")
    with pytest.raises(NotInFile, match=r"claim 1 of A\. Doe; known: none"):
        MATTER.expect("A. Doe", claim="1", phase="pending")


@pytest.mark.parametrize("field", ["dismissal", "finding"])
def test_an_unknown_entry_is_refused(field: str) -> None:
    for asked in (MATTER.expect, MATTER.expect_possibly, MATTER.expect_not):
        with pytest.raises(NotInFile, match=f"{field} cannot be entry 'e9': this file has e1, e2"):
            asked("A. Doe", "1", **{field: "e9"})
    MATTER.expect("A. Doe", "1", dismissal="e2").expect_not("A. Doe", "1", dismissal="e1")


def test_a_subject_outside_the_view_counts_as_not_begun() -> None:
    case = CaseFile("example").record(FILED, source=WIRE, recorded_at="2023-02-02T12:00:00Z")
    case = case.record(RecordSealed(on="2023-09-01", **ONE), source=COURT, recorded_at="2023-09-02T12:00:00Z")
    scenario = given(case)
    scenario.on("2023-08-01").expect("A. Doe", "1", phase="not charged").expect("A. Doe", release="unknown")
    scenario.on("2023-08-01", clearance="sealed").expect("A. Doe", "1", phase="charged")
    scenario.on(clearance="sealed", known_on="2023-02-01").expect("A. Doe", "1", phase="not charged")
    scenario.on(clearance="sealed", known_on="2023-02-02").expect("A. Doe", "1", phase="charged")
    scenario.on(clearance="sealed", according_to="record").expect("A. Doe", "1", version=None)


def test_a_person_who_is_only_mentioned_or_was_retracted_is_known() -> None:
    said = Stated(on="2023-01-05", by="counsel", modality="denies", text="it was so", defendants="B. Roe")
    given(said).expect("B. Roe", release="unknown", status="not charged")
    wrong = CaseFile("example").record(FILED, recorded_at="2023-02-01T12:00:00Z")
    wrong = wrong.retract("e1", reason="another person of the same name", recorded_at="2023-03-01T12:00:00Z")
    given(wrong).expect("A. Doe", "1", phase="not-charged").expect("A. Doe", status="not charged")
    given(wrong).on(known_on="2023-02-28").expect("A. Doe", "1", phase="charged")


def test_an_imprecise_date_is_placed_by_the_reading() -> None:
    scenario = given(FILED, PleaEntered(on="2023-02", plea="guilty", **ONE))
    scenario.on("2023-02-10").expect_possibly("A. Doe", "1", plea="guilty").expect("A. Doe", "1", phase="charged")
    scenario.on("2023-02-10", reading="earliest").expect("A. Doe", "1", plea="guilty")
    scenario.on("2023-02-10", reading="latest").expect("A. Doe", "1", plea=None)
    said = failure(lambda: scenario.on("2023-02-10").expect("A. Doe", "1", plea="guilty", phase="charged"))
    assert "plea: expected guilty; stands none or guilty" in said
    assert "phase: expected" not in said
    assert "2. 2023-02 A. Doe: plea entered on charge 1: guilty [e2 (unknown, unknown)]; undecided" in said
    assert "depends on whether e2 had happened by then" in said


def test_fields_that_are_possible_separately_may_be_impossible_together() -> None:
    scenario = given(FILED, PleaEntered(on="2023-02", plea="guilty", **ONE)).on("2023-02-10")
    scenario.expect_possibly("A. Doe", "1", plea=None)
    scenario.expect_not("A. Doe", "1", plea=None, phase="barred")
    told = failure(lambda: scenario.expect_possibly("A. Doe", "1", phase="charged"))
    assert "is expected to be so in some possible states and not in all" in told
    assert "is expected to be so in no possible state" in failure(
        lambda: scenario.expect_not("A. Doe", "1", plea="guilty")
    )


def test_a_failure_shows_the_docket_the_difference_the_findings_and_the_reasons() -> None:
    case = CaseFile("example").record(FILED, source=COURT).record(GUILTY, source=WIRE)
    said = failure(lambda: given(case).on("2023-05-01").expect("A. Doe", "1", phase="charged", found="guilty"))
    told = said.splitlines()
    assert told[:8] == [
        "charge 1 of A. Doe, as of 2023-05-01, is not as expected:",
        "  phase: expected charged; stands found guilty",
        "docket, as of 2023-05-01:",
        "  1. 2023-01-31 A. Doe: charge 1 filed: theft; misdemeanor [e1 (District Court, record)]",
        "  2. 2023-05-01 A. Doe: verdict returned on charge 1: guilty [e2 (Wire report, press)]",
        "findings:",
        *told[6:8],
    ]
    assert told[6].startswith("  [missing-trial] incomplete: ")
    assert "why:" in told
    assert "  phase of charge 1 of A. Doe, as of 2023-05-01: found guilty" in told
    assert not any(line.startswith("  found of") for line in told)


def test_a_docket_lists_entries_left_out_and_counts_untimed_ones() -> None:
    said = failure(lambda: MATTER.on("2023-01-01").expect("A. Doe", "1", phase="charged"))
    assert "docket, as of 2023-01-01:\n  nothing by then\n  left out here: e1 (2023-01-31), e2 (2023-04-21)" in said
    assert "  phase of charge 1 of A. Doe: there is no defendant 'A. Doe' in this view" in said
    unknown = failure(lambda: MATTER.on(known_on="2023-06-01").expect("A. Doe", "1", phase="charged"))
    assert "without a time on the clock recorded, so known on no day: 2" in unknown


def test_a_note_about_nobody_is_on_the_docket() -> None:
    noted = given(FILED, Noted(on="2023-02-01", text="a bench trial is likely"))
    assert "2. 2023-02-01 noted: " in failure(lambda: noted.expect("A. Doe", "1", phase="barred"))


def test_findings_are_expected_by_code() -> None:
    doubtful = given(FILED, GUILTY)
    doubtful.expect_finding("missing-trial").on("2023-04-30").expect_no_findings()
    assert "expected no findings, but there are some" in failure(doubtful.expect_no_findings)
    assert "expected a finding [missing-trial], but there is none" in failure(
        lambda: MATTER.expect_finding("missing-trial")
    )
    assert "[missing-trial]" in failure(doubtful.expect_no_findings)


def test_a_finding_that_depends_on_dates_is_marked_possible() -> None:
    tried = TrialBegan(on="2023-02", **ONE)
    scenario = given(FILED, tried, VerdictReturned(on="2023-02-10", verdict="guilty", **ONE)).on("2023-02-10")
    assert "  [missing-trial] incomplete, possibly: " in failure(lambda: scenario.expect("A. Doe", "1", phase="judged"))


@pytest.mark.parametrize("step", ["then_refused", "then_finding"])
def test_an_unknown_code_is_refused_with_those_that_exist(step: str) -> None:
    with pytest.raises(InvalidQuestion, match="there is no finding 'after-the-end'; a file may have act-after-death, "):
        getattr(MATTER.when(GUILTY), step)("after-the-end")
    with pytest.raises(InvalidQuestion, match="there is no finding"):
        MATTER.expect_finding("after-the-end")


def test_an_act_that_is_lawful_or_wrong_for_another_reason_is_not_refused() -> None:
    lawful = failure(lambda: given(FILED).when(BARRED).then_refused("after-end"))
    assert lawful.startswith(
        "charge 1 dismissed with prejudice: expected to be refused for [after-end]\nfindings:\n  none\ndocket"
    )
    other = failure(lambda: MATTER.when(GUILTY).then_refused("missing-trial"))
    assert "findings:\n  [after-end] error: " in other


def test_a_finding_of_another_severity_refuses_nothing() -> None:
    proposal = given(FILED).when(GUILTY)
    (finding,) = [each for each in CaseFile("x").record(FILED).check(GUILTY) if each.code == "missing-trial"]
    assert finding.severity is Severity.INCOMPLETE
    assert proposal.then_finding("missing-trial").and_().file.last.event == GUILTY
    assert "expected to be refused for [missing-trial]" in failure(lambda: proposal.then_refused("missing-trial"))
    assert "expected to add a finding [after-end]" in failure(lambda: proposal.then_finding("after-end"))


def test_then_nothing_covers_states_and_the_matter() -> None:
    moved = failure(given(FILED).when(BARRED).then_nothing)
    assert "expected to change no state and to add no finding\nit changes:\n  status of charge 1 of A. Doe: " in moved
    hearing = failure(given(FILED).when(HearingSet(on="2023-02-01", hearing="h1", for_="2023-02-20")).then_nothing)
    assert "  the hearings, motions, roles or incidents of the matter" in hearing
    custody = ReleaseOrdered(on="2023-02-01", defendant="A. Doe", status="detained")
    assert "release of A. Doe: unknown, then detained" in failure(given(FILED).when(custody).then_nothing)
    doubtful = failure(given(FILED, BARRED).when(GUILTY).then_nothing)
    assert "it changes:" not in doubtful
    assert "no finding\nfindings:\n  [after-end]" in doubtful


def test_an_entry_already_in_the_file_is_nothing_new() -> None:
    again = MATTER.when(MATTER.file["e2"])
    assert again.then_nothing().and_() == MATTER
    assert failure(lambda: again.then_finding("after-end")).startswith("an act already in the file: expected to add")


def test_the_day_moves_on_with_the_act_and_never_back() -> None:
    charged = given(FILED, BARRED).on("2023-02-01")
    assert str(charged.when(TrialBegan(on="2023-03-01", **ONE)).and_().coordinates) == "as of 2023-03-01"
    assert str(charged.when(TrialBegan(on="2023-01-01", **ONE)).and_().coordinates) == "as of 2023-02-01"
    assert str(charged.when(TrialBegan(on="2023-03", **ONE)).and_().coordinates) == "as of 2023-03-31"
    assert charged.when(TrialBegan(on="[2023-03-01..]", **ONE)).and_().coordinates.as_of is None
    assert given(FILED).when(BARRED).and_().coordinates.as_of is None
    refused = given(FILED, BARRED).on("2023-02-01").when(GUILTY).then_refused("after-end")
    assert str(refused.and_().coordinates) == "as of 2023-05-01"
    retracted = charged.file.retract("e1", reason="another person").last
    assert str(charged.when(retracted).and_().coordinates) == "as of 2023-02-01"


def test_an_act_brings_its_envelope() -> None:
    proposal = given(FILED).on(according_to="record").when(BARRED, source=WIRE, id="report")
    assert proposal.after.file["report"].source == WIRE
    proposal.and_().on().expect("A. Doe", "1", phase="barred")
    entry = Entry(id="filed", event=FILED, source=COURT)
    assert given(entry).file["filed"].source == COURT


def test_a_file_keeps_its_law_unless_another_is_given() -> None:
    case = CaseFile("example", entries=[Entry(id="e1", event=FILED)], procedure=US_NEW_MEXICO)
    assert given(case).file is case
    assert given(case, BARRED).file.procedure is US_NEW_MEXICO
    assert given(case, procedure=GENERIC).file == CaseFile("example", entries=case.entries)
    assert given(FILED, procedure=US_NEW_MEXICO).file.procedure is US_NEW_MEXICO
    assert given().file == CaseFile("scenario")


@pytest.mark.parametrize(
    ("wrong", "shown"),
    [
        (lambda: given("charged"), "not of 'charged'"),  # type: ignore[arg-type]  # it is refused
        (lambda: given(FILED, CaseFile("late")), "one CaseFile before all others"),
        (lambda: MATTER.when(Entry(id="e9", event=GUILTY), source=COURT), "with source="),
    ],
)
def test_what_makes_no_scenario_is_refused(wrong: Callable[[], object], shown: str) -> None:
    with pytest.raises(InvalidEntry, match=shown):
        wrong()


def test_a_step_changes_no_scenario() -> None:
    before = given(FILED)
    shared: Scenario = before.on("2023-02-01")
    shared.when(BARRED).then_state("A. Doe", "1", phase="barred")
    shared.when(TrialBegan(on="2023-03-01", **ONE)).then_state("A. Doe", "1", phase="on trial")
    assert (before, shared) == (given(FILED), given(FILED).on("2023-02-01"))
    shared.expect("A. Doe", "1", phase="charged")


def test_each_on_starts_from_the_defaults() -> None:
    asked = MATTER.on("2023-02-01", clearance="sealed").on("2023-03-01")
    assert asked.coordinates.clearance is Clearance.PUBLIC


def test_a_predicate_is_shown_by_its_name() -> None:
    def is_a_felony(charge: object) -> bool:
        return isinstance(charge, ChargeState)

    assert "version: expected such that is_a_felony holds; stands theft (misdemeanor)" in failure(
        lambda: MATTER.expect("A. Doe", "1", version=is_a_felony)
    )
    assert "version: expected such that the predicate holds" in failure(
        lambda: MATTER.expect("A. Doe", "1", version=lambda _: False)
    )


@pytest.mark.parametrize(
    ("module", "unneeded"),
    [
        ("casestate.testing", ("hypothesis", "rich", "pytest")),
        ("casestate.testing.files", ("hypothesis", "rich", "pytest")),
        ("casestate.testing.difference", ("hypothesis", "rich", "pytest")),
        ("_casestate_pytestplugin", ("hypothesis", "rich", "casestate", "attrs")),
    ],
)
def test_a_scenario_needs_no_extra_and_the_plugin_not_even_the_library(module: str, unneeded: tuple[str, ...]) -> None:
    told = f"import sys, {module}; print([each for each in {unneeded!r} if each in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", told], capture_output=True, encoding="utf-8", check=True)
    assert ran.stdout == "[]\n"


@pytest.mark.parametrize("coordinates", [{"known_on": "2023-03-01"}, {"according_to": Basis.RECORD}])
def test_then_nothing_refuses_an_act_outside_the_view(coordinates: dict[str, Any]) -> None:
    """An act outside the view has no effect there, which does not show that it has none."""
    where: dict[str, Any] = {"defendant": "A. Doe", "charge": "1"}
    court = Source("the docket", basis=Basis.RECORD)
    filed = Entry(id="e1", event=ChargeFiled(on="2023-01-31", **where), source=court, recorded_at="2023-02-01T00:00Z")
    act = HearingSet(on="2023-02-21", hearing="1", for_="2023-04-01")
    scenario = given(filed).on("2023-03-01", **coordinates)
    with pytest.raises(AssertionError, match=r"is not known or not believed .*give when\(\) its source="):
        scenario.when(act).then_nothing()
    noted = Noted(on="2023-02-21", text="as told")
    scenario.when(noted, source=court, recorded_at="2023-02-22T00:00Z").then_nothing()


@pytest.mark.parametrize("slip", [Phase, str, ChargeFiled])
def test_a_class_is_not_a_predicate(slip: Any) -> None:
    """``Phase`` in place of ``Phase.CHARGED`` is a slip, and every value would satisfy it as a predicate."""
    scenario = given(ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1"))
    with pytest.raises(InvalidQuestion, match="phase of a charge is one of"):
        scenario.expect("A. Doe", "1", phase=slip)
