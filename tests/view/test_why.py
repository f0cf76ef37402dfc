"""Why: folding the entries behind a field gives its value, each of them matters, and each names its source and rule."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from differing import told_files
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import case_files, near_whens, queries

from casestate import GENERIC, Basis, CaseFile, Entry, Source, Why
from casestate.engine.fold import Draft, SubjectState
from casestate.errors import AmbiguousState, InvalidQuestion, NotInFile, TooManyPossibilities
from casestate.events import (
    AppealDecided,
    AppealFiled,
    BoundOver,
    ChargeDismissed,
    ChargeDowngraded,
    ChargeFiled,
    CitationIssued,
    ClaimFiled,
    Event,
    MistrialDeclared,
    PleaEntered,
    PleaWithdrawn,
    ReleaseOrdered,
    Stated,
    Subject,
    TrialBegan,
    VerdictReturned,
)
from casestate.explain.answers import FIELDS, STATES, Asked, axes_of, plain, value_of
from casestate.explain.reading import _Record, read_of, read_off
from casestate.state import Phase
from casestate.state.defendant import OF_THE_PERSON
from casestate.testing.strategies import charge_acts
from casestate.view import timeslice_of

ONE: dict[str, Any] = {"defendant": "A. Doe", "charge": "1"}
COURT = Source("District Court", basis=Basis.RECORD)
WIRE = Source("Wire", basis=Basis.PRESS)
FILED = CaseFile("c").record(ChargeFiled(on="2023-01-31", **ONE), source=COURT)
DISMISSED = FILED.record(ChargeDismissed(on="2023-04-21", prejudice="without", **ONE), source=WIRE)


def replayed(why: Why, case: CaseFile, entries: list[Entry]) -> tuple[Any, dict[Subject, SubjectState], list[Any]]:
    """Return the value when only these entries are folded, the states, and the phase before each entry."""
    view = case.at()
    subjects = why.asked.subjects(timeslice_of(view))
    found: list[Any] = []
    states: dict[Subject, SubjectState] = {}
    for subject in subjects:
        draft = Draft(subject, case.procedure)
        mine = {reason.entry.id for reason in why.reasons if reason.subject == subject}
        for entry in [each for each in entries if each.id in mine]:
            found.append((subject, entry.id, draft.axes.get("phase"), draft.axes.get("skipped"), draft.guessed))
            draft.apply(entry)
        states[subject] = draft.state()
    return value_of(why.asked.state(states), why.field, case.procedure), states, found


def answers(case: CaseFile, at: Any) -> Iterator[Why]:
    view = case.at(at)
    for who in view.defendants:
        for handle in (*view[who].parts, view[who]):
            for field in FIELDS[handle.subject.kind]:
                try:
                    yield handle.why(field)
                except AmbiguousState:
                    continue


def filed(*events: Event) -> CaseFile:
    case = CaseFile("c")
    for event in events:
        case = case.record(event)
    return case


# A mistrial shows a trial and leaves the phase; the plea comes late; another sovereign refiles the charge.
LATE_AFTER_A_GAP = filed(
    ChargeFiled(on="2023-01-01", **ONE),
    BoundOver(on="2023-01-02", **ONE),
    MistrialDeclared(on="2023-02-01", **ONE),
    ChargeDismissed(on="2023-03-01", **ONE),
    PleaEntered(on="2023-03-02", plea="not guilty", **ONE),
)
BROUGHT_ELSEWHERE = filed(
    ChargeFiled(on="2020-01-02", instrument="indictment", sovereign="Alabama", **ONE),
    VerdictReturned(on="2020-02-02", verdict="not guilty", **ONE),
    ChargeFiled(on="2021-01-02", defendant="A. Doe", charge="2", refiles=("1",), sovereign="United States"),
)
# Whether the charge had been filed by then is open, and the review is pending either way.
REVIEW_ALONE = filed(ChargeFiled(on="[..]", **ONE), AppealFiled(on="2023-01-01", **ONE))
messy = st.one_of(case_files(most=7), case_files(event=charge_acts(near_whens()), most=10), told_files())


def test_why_a_review_field_names_the_acts_that_opened_and_ended_it() -> None:
    case = filed(
        ChargeFiled(on="2023-01-01", instrument="indictment", **ONE),
        AppealFiled(on="2023-01-02", by="defendant", **ONE),
        AppealDecided(on="2023-02-01", outcome="affirmed", **ONE),
    )
    behind = [case.at(day).charge("A. Doe", "1").why("direct_review") for day in ("2023-01-02", None)]
    assert [why.value for why in behind] == ["pending", "ended"]
    assert [[entry.id for entry in why.entries][1:] for why in behind] == [["e2"], ["e2", "e3"]]


@given(messy, queries())
@example(LATE_AFTER_A_GAP, None)
@example(REVIEW_ALONE, date(2023, 1, 1))
@example(BROUGHT_ELSEWHERE, None)
def test_folding_the_entries_behind_a_field_gives_its_value(case: CaseFile, day: Any) -> None:
    for why in answers(case, day):
        assert replayed(why, case, list(why.entries))[0] == why.value, (why.subject, why.field)


@given(messy)
@example(LATE_AFTER_A_GAP)
@example(BROUGHT_ELSEWHERE)
def test_each_entry_behind_a_field_matters(case: CaseFile) -> None:
    for why in answers(case, None):
        entries = list(why.entries)
        value, states, found = replayed(why, case, entries)
        behind = {entry.id for entry in read_off(why.asked, why.field, states, case.procedure)}
        for entry in entries:
            other, _, elsewhere = replayed(why, case, [each for each in entries if each is not entry])
            comes_elsewhere = [each for each in found if each[1] != entry.id] != elsewhere
            is_read = why.field not in axes_of(STATES[why.subject.kind]) and entry.id in behind
            assert comes_elsewhere or is_read or plain(other) != plain(value), (why.field, entry.id)


@given(messy, queries())
def test_the_value_is_that_of_the_view(case: CaseFile, day: Any) -> None:
    view = case.at(day)
    for why in answers(case, day):
        told = {plain(value) for value in why.asked.values(timeslice_of(view), why.field)}
        assert told == {plain(why.value)}


def test_a_phase_is_explained_by_the_steps_that_led_to_it_each_with_its_rule_and_source() -> None:
    case = FILED.record(BoundOver(on="2023-03-01", **ONE), source=COURT)
    case = case.record(PleaEntered(on="2023-03-02", plea="not guilty", **ONE), source=COURT)
    case = case.record(ChargeDismissed(on="2023-04-21", prejudice="without", **ONE), source=WIRE)
    why = case.at().charge("A. Doe", "1").why("phase")
    assert (why.value, [entry.id for entry in why.entries]) == (Phase.DISMISSED, ["e1", "e2", "e4"])
    assert [reason.phase for reason in why.reasons] == [Phase.NOT_CHARGED, Phase.CHARGED, Phase.TRIABLE]
    assert [reason.source for reason in why.reasons] == [COURT, COURT, WIRE]
    assert repr(why.reasons[2]).startswith(
        "<Reason e4, 2023-04-21: charge 1 dismissed; from triable to dismissed; rule "
    )
    rows = {row.id: row for row in case.procedure.rows}
    for reason in why.reasons:
        assert len(repr(reason)) <= 160
        assert reason.row is rows[reason.row.id if reason.row else ""]
        assert dict(reason.moved)["phase"] is reason.row.to


def test_a_plea_and_its_withdrawal() -> None:
    case = FILED.record(PleaEntered(on="2023-03-02", plea="guilty", **ONE)).record(
        PleaWithdrawn(on="2023-03-09", **ONE)
    )
    assert [e.id for e in case.at("2023-03-02").charge("A. Doe", "1").why("plea").entries] == ["e1", "e2"]
    withdrawn = case.at().charge("A. Doe", "1").why("plea")
    assert (withdrawn.value, [e.id for e in withdrawn.entries]) == (None, ["e1", "e3"])


def test_a_version_is_explained_by_the_amendments_that_are_still_in_it() -> None:
    case = FILED.record(ChargeDowngraded(on="2023-02-01", grade="third degree", **ONE))
    case = case.record(ChargeDowngraded(on="2023-02-02", grade="fourth degree", offense="theft", **ONE))
    why = case.at().charge("A. Doe", "1").why("version")
    assert (why.value.offense, why.value.grade) == ("theft", "fourth degree")
    assert [entry.id for entry in why.entries] == ["e1", "e3"]


def test_a_late_act_is_explained_by_the_one_that_presupposed_it() -> None:
    case = CaseFile("c").record(ChargeDismissed(on="2023-04-21", prejudice="without", **ONE))
    case = case.record(ChargeFiled(on="2023-05-01", offense="theft", **ONE))
    assert [entry.id for entry in case.at().charge("A. Doe", "1").why("skipped").entries][:1] == ["e1"]


def test_a_headline_a_claim_a_citation_and_a_person_are_explained() -> None:
    case = DISMISSED.record(ClaimFiled(on="2023-02-01", claim="estate", defendants="A. Doe", claimants="the estate"))
    case = case.record(CitationIssued(on="2023-02-02", defendant="A. Doe", citation="c", penalty=500))
    case = case.record(ReleaseOrdered(on="2023-02-03", defendant="A. Doe", status="detained"))
    view = case.at()
    status = view.charge("A. Doe", "1").why("status")
    assert status.value == view.charge("A. Doe", "1").status
    assert [entry.id for entry in status.entries] == ["e1", "e2"]
    assert [e.id for e in view.claim("A. Doe", "estate").why("phase").entries] == ["e3"]
    assert [e.id for e in view.citation("A. Doe", "c").why("penalty").entries] == ["e4"]
    release = view["A. Doe"].why("release")
    assert (str(release.value), [e.id for e in release.entries]) == ("detained", ["e5"])
    assert release.reasons[0].row is None
    assert view["A. Doe"].why("status").value == view["A. Doe"].status
    assert [e.id for e in view["A. Doe"].why("status").entries] == ["e1", "e2"]
    assert str(view["A. Doe"].why("deceased")) == (
        "deceased of A. Doe, as of the last entry: no\n  e5, 2023-02-03: release ordered; source: unknown (unknown)"
    )


def test_the_entries_behind_a_field_of_several_charges_keep_the_order_of_folding() -> None:
    case = DISMISSED.record(ChargeDismissed(on="[2023-04-01..2023-06-01]", defendant="A. Doe", charge="2"))
    case = case.record(ChargeFiled(on="2023-05-01", defendant="A. Doe", charge="2"), id="filed")
    case = case.extend([Entry(id="undated", event=ChargeDismissed(on="[..]", defendant="A. Doe", charge="3"))])
    case = case.extend([Entry(id="before", event=ChargeFiled(on="2023-01-01", defendant="A. Doe", charge="3"))])
    why = case.at()["A. Doe"].why("exposure")
    for charge in ("1", "2", "3"):
        folded = case.at().charge("A. Doe", charge).why("phase").entries
        told = [each.entry for each in why.reasons if each.subject.key == charge]
        assert told == list(folded)


def test_entries_read_by_their_place_in_a_record_are_noted() -> None:
    record = _Record(DISMISSED.entries)
    record.seen = {}
    assert (record[-1].id, list(record.seen)) == ("e2", ["e2"])
    assert [each.id for each in record[:1]] == ["e1"]
    assert list(record.seen) == ["e2", "e1"]


def test_the_explanation_is_in_plain_words() -> None:
    account = DISMISSED.record(
        ChargeDismissed(on="2023-04", prejudice="without", **ONE), source=COURT, account_of="e2", id="docket"
    )
    case = account.correct("e1", ChargeFiled(on="2023-01-30", **ONE), reason="misread the stamp")
    lines = str(case.at("2023-05-01").charge("A. Doe", "1").why("phase")).splitlines()
    assert lines[0] == "phase of charge 1 of A. Doe, as of 2023-05-01: dismissed"
    assert lines[1].startswith("  e4, 2023-01-30: charge 1 filed; from not charged to charged; rule T01")
    assert lines[1].endswith("source: District Court (record); it corrects e1: misread the stamp")
    assert "  docket, 2023-04" in lines[2]
    assert lines[2].endswith("source: District Court (record); it outweighs e2 from Wire (press)")
    assert len(lines) == 3


def test_why_reports_only_the_findings_on_its_entries() -> None:
    case = CaseFile("c").record(ChargeDismissed(on="2023-04-21", prejudice="without", **ONE))
    case = case.record(ChargeDismissed(on="2023-04-21", prejudice="without", defendant="A. Doe", charge="2"))
    why = case.at().charge("A. Doe", "1").why("phase")
    assert [(each.code, each.entries) for each in why.findings] == [("missing-filing", ("e1",))]
    assert "  doubtful: [missing-filing]" in str(why)
    late = CaseFile("c").record(ChargeFiled(on="2023-01-31", instrument="indictment", **ONE))
    late = late.record(TrialBegan(on="2023-04-20", **ONE)).record(ChargeDismissed(on="2023-04-21", **ONE))
    checked = late.at().charge("A. Doe", "1").why("phase")
    assert [(each.code, each.entries) for each in checked.findings] == [("prejudice-unspecified", ("e3",))]
    assert "doubtful" not in str(checked)
    opened = FILED.record(PleaEntered(on="2023-02", plea="not guilty", **ONE))
    opened = opened.record(VerdictReturned(on="2023-02", verdict="guilty", defendant="A. Doe", charge="2"))
    printed = str(opened.at("2023-02-10").charge("A. Doe", "1").why("phase"))
    assert printed.splitlines()[0].endswith("as of 2023-02-10: charged")
    assert "doubtful" not in printed
    undecided = CaseFile("c").record(ChargeFiled(on="2023", **ONE)).at("2023-06-01", reading="latest")
    said = undecided.if_(Stated(on="2023-05-01", by="x", modality="expects", about=ChargeFiled(on="[2023..]", **ONE)))
    assert str(said.charge("A. Doe", "1").why("phase")).endswith("not charged\n  no entry says anything of it")


def test_why_raises_only_if_dates_leave_the_answer_open() -> None:
    case = FILED.record(PleaEntered(on="2023-02", plea="not guilty", **ONE))
    view = case.at("2023-02-10")
    assert view.charge("A. Doe", "1").why("phase").value is Phase.CHARGED
    with pytest.raises(AmbiguousState, match=r"charge 1 of A\. Doe as of 2023-02-10 depends on whether e2 had"):
        view.charge("A. Doe", "1").why("plea")
    assert view.at(reading="earliest").charge("A. Doe", "1").why("plea").entries[-1].id == "e2"
    assert view.at(reading="latest").charge("A. Doe", "1").why("plea").value is None
    assert view["A. Doe"].why("release").reasons == ()
    unplaced = FILED
    for _ in range(13):
        unplaced = unplaced.record(PleaEntered(on="2023-02", plea="not guilty", **ONE))
    with pytest.raises(TooManyPossibilities, match="13 entries"):
        unplaced.at("2023-02-10").charge("A. Doe", "1").why("phase")


def test_an_unknown_field_is_refused_with_the_known_ones() -> None:
    view = DISMISSED.at()
    with pytest.raises(InvalidQuestion, match="did you mean 'phase'"):
        view.charge("A. Doe", "1").why("phrase")
    with pytest.raises(InvalidQuestion, match=r"a defendant has no field 'phase'; .* or ask a charge"):
        view["A. Doe"].why("phase")
    with pytest.raises(NotInFile, match=r"A\. Doe has no charge '2' in this view, .*; the view has 1"):
        view.charge("A. Doe", "2")
    with pytest.raises(NotInFile, match=r"A\. Doe has no claim '2' in this view, .*; the view has none"):
        view.claim("A. Doe", "2")
    with pytest.raises(NotInFile, match=r"no defendant 'B\. Roe' in this view, .*; the view has A\. Doe"):
        view["B. Roe"]


def test_the_fields_of_the_person_do_not_read_charges() -> None:
    whole = (
        DISMISSED.record(ReleaseOrdered(on="2023-02-03", defendant="A. Doe", status="detained")).at()["A. Doe"].state
    )
    states: dict[Subject, SubjectState] = {Subject("charge", "A. Doe", "1"): whole.charge("1")}
    states[Subject("person", "A. Doe", "")] = whole.person
    for field in FIELDS["person"]:
        read = read_of(Asked(Subject("person", "A. Doe", "")), field, states, GENERIC)[1]
        kinds = {subject.kind for subject in (*read.axes, *read.entries)}
        assert (field in OF_THE_PERSON) == (kinds <= {"person"}), field


def test_a_long_history_is_explained_with_few_folds(monkeypatch: pytest.MonkeyPatch) -> None:
    case = FILED.extend(
        [Entry(id=f"p{n}", event=PleaEntered(on="2023-02-01", plea="not guilty", **ONE)) for n in range(500)]
    )
    view = case.at()
    view.charge("A. Doe", "1")
    applied: list[Entry] = []
    apply = Draft.apply

    def counted(draft: Draft, entry: Entry) -> None:
        applied.append(entry)
        apply(draft, entry)

    monkeypatch.setattr(Draft, "apply", counted)
    view.charge("A. Doe", "1").why("admission")
    assert len(applied) < 20 * len(case)
