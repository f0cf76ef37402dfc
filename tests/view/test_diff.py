"""Differences between two views, spells of a field, and grids."""

from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from differing import subjects_of, told_by, told_files, views
from hypothesis import given
from hypothesis import strategies as st
from strategies import FIRST, LAST, case_files, near_whens, queries

from casestate import CaseFile, Cause, Certainty, Charge, Citation, Claim, Entry, View, When, load
from casestate.errors import InvalidQuestion, TooManyPossibilities
from casestate.events import (
    ChargeDismissed,
    ChargeFiled,
    ChargeReinstated,
    PleaAccepted,
    PleaEntered,
    RecordSealed,
    ReleaseOrdered,
    SentenceImposed,
    Subject,
)
from casestate.explain.answers import FIELDS, Asked, axes_of, plain
from casestate.explain.diff import compared
from casestate.state import ChargeState, Phase, Visibility
from casestate.testing.strategies import charge_acts
from casestate.view import timeslice_of

ONE: dict[str, Any] = {"defendant": "A. Doe", "charge": "1"}
FILED = CaseFile("c").record(ChargeFiled(on="2023-01-31", **ONE), recorded_at="2023-01-31T12:00:00Z")
DISMISSED = FILED.record(
    ChargeDismissed(on="2023-04-21", prejudice="without", **ONE), recorded_at="2023-04-24T12:00:00Z"
)


files = st.one_of(told_files(), told_files(charge_acts(near_whens()), most=8))


@given(st.data(), files)
def test_applying_the_changes_to_one_view_gives_the_other(data: st.DataObject, case: CaseFile) -> None:
    first, second = data.draw(views(case)), data.draw(views(case))
    said = told_by(first, subjects_of(first, second))
    for change in first.diff(second):
        assert said[change.subject, change.field] == {plain(each) for each in change.before}
        assert change.before != change.after
        said[change.subject, change.field] = {plain(each) for each in change.after}
    assert said == told_by(second, subjects_of(first, second))
    assert first.diff(first) == ()


@given(st.data(), files)
def test_a_cause_is_happened_learned_or_both(data: st.DataObject, case: CaseFile) -> None:
    first = data.draw(views(case)).at(reading="latest")
    later, wiser = first.at(as_of=data.draw(queries())), first.at(known_on=data.draw(queries()))
    assert {change.cause for change in first.diff(later)} <= {Cause.HAPPENED}
    assert {change.cause for change in first.diff(wiser)} <= {Cause.LEARNED}
    both = later.at(known_on=wiser.coordinates.known_on)
    for change in first.diff(both):
        alone = [each for each in first.diff(later) if each.subject == change.subject and each.field == change.field]
        if change.cause is Cause.HAPPENED:
            assert {plain(v) for v in alone[0].after} == {plain(v) for v in change.after}
        if change.cause is Cause.BOTH:
            assert [each for each in alone if {plain(v) for v in each.after} == {plain(v) for v in change.after}] == []


def causes(first: View, second: View) -> set[Cause]:
    return {change.cause for change in first.diff(second)}


def test_what_happened_since_what_was_learned_since_and_what_is_both() -> None:
    assert causes(DISMISSED.at("2023-04-20"), DISMISSED.at("2023-04-21")) == {Cause.HAPPENED}
    known = DISMISSED.at("2023-04-23", known_on="2023-04-23")
    assert causes(known, DISMISSED.at("2023-04-23", known_on="2023-04-24")) == {Cause.LEARNED}
    before = DISMISSED.at("2023-04-20", known_on="2023-04-20")
    assert causes(before, DISMISSED.at("2023-04-24", known_on="2023-04-24")) == {Cause.BOTH}


def test_a_change_names_the_new_and_the_gone_entries() -> None:
    case = DISMISSED.retract("e2", reason="another person", recorded_at="2023-05-01T12:00:00Z")
    changes = {each.field: each for each in case.at(known_on="2023-04-24").diff(case.at(known_on="2023-05-01"))}
    phase = changes["phase"]
    assert (phase.before, phase.after) == ((Phase.DISMISSED,), (Phase.CHARGED,))
    assert [each.id for each in phase.entries] == ["e1"]
    assert [each.id for each in phase.gone] == ["e2"]
    assert str(phase) == (
        "phase of charge 1 of A. Doe: dismissed, then charged (learned since; by e1; no longer by e2)"
    )
    back = {each.field: each for each in case.at(known_on="2023-05-01").diff(case.at(known_on="2023-04-24"))}
    assert str(back["phase"]).endswith("charged, then dismissed (learned since; by e2)")


def test_a_file_is_compared_with_a_shorter_one() -> None:
    changes = {each.field: each for each in FILED.at().diff(DISMISSED.at())}
    assert changes["phase"].cause is Cause.LEARNED
    released = FILED.record(ReleaseOrdered(on="2023-02-01", defendant="A. Doe", status="detained"))
    change = FILED.at("2023-01-31").diff(released.at("2023-02-01"))[0]
    assert str(change) == "release of A. Doe: unknown, then detained (happened and learned since; by e2)"


def test_ambiguous_fields_are_compared_by_all_possible_values() -> None:
    case = FILED.record(ChargeDismissed(on="2023-04", prejudice="without", **ONE))
    phase = next(each for each in case.at("2023-03-31").diff(case.at("2023-04-15")) if each.field == "phase")
    assert set(phase.after) == {Phase.CHARGED, Phase.DISMISSED}
    assert "charged, then charged or dismissed (happened since; by e2)" in str(phase)


def test_a_diff_between_clearances_shows_the_hidden_records() -> None:
    case = DISMISSED.record(RecordSealed(on="2023-05-01", **ONE))
    changes = {each.field: each for each in case.at().diff(case.at(clearance="sealed"))}
    assert changes["visibility"].after == (Visibility.SEALED,)
    assert changes["visibility"].cause is Cause.LEARNED
    assert case.at().diff(case.at(as_of="2023-01-01")) == ()


# --- spells ---


@given(st.one_of(case_files(), case_files(event=charge_acts(near_whens()), most=8)), queries(), st.data())
def test_the_spells_on_a_day_are_what_the_view_of_that_day_says(case: CaseFile, day: date, data: st.DataObject) -> None:
    view = data.draw(views(case))
    if view.as_of is not None and day > view.as_of:
        day = view.as_of
    for who in view.defendants:
        for handle in (*view[who].parts, view[who]):
            subject = handle.subject
            field = data.draw(st.sampled_from(FIELDS[subject.kind]))
            said = {plain(each) for each in Asked(subject).values(timeslice_of(view.at(as_of=day)), field)}
            spells = [(spell, spell.on(day)) for spell in handle.spells(field)]
            assert {plain(spell.value) for spell, on in spells if on is not Certainty.NO} == said
            assert [on for _, on in spells if on is not Certainty.NO] == (
                [Certainty.YES] if len(said) == 1 else [Certainty.POSSIBLY] * len(said)
            )


@given(st.lists(st.sampled_from([ChargeFiled, ChargeDismissed, ChargeReinstated, PleaAccepted]), max_size=6), st.data())
def test_spells_of_certain_dates_follow_one_another_without_a_gap(acts: list[Any], data: st.DataObject) -> None:
    case = CaseFile("c")
    for act in acts:
        day = data.draw(st.dates(FIRST, LAST))
        case = case.record(act(on=day, **ONE, **({"plea": "guilty"} if act is PleaAccepted else {})))
    if not case.entries:
        return
    spells = case.at().charge("A. Doe", "1").spells("phase")
    assert spells[0].from_ is None
    assert spells[-1].to is None
    for spell, following in pairwise(spells):
        assert spell.to == following.from_
        assert spell.value is not following.value
        assert following.from_ is not None
        assert following.from_.earliest == following.from_.latest
        assert following.entry == case.at(following.from_.earliest).charge("A. Doe", "1").moved_by("phase")
        assert spell.on(date.max) is Certainty.NO


def test_a_value_within_one_day_is_listed_in_the_spell_of_that_day() -> None:
    case = FILED.record(PleaAccepted(on="2023-03-31", plea="no contest", **ONE)).record(
        SentenceImposed(on="2023-03-31", **ONE)
    )
    spells = case.at().charge("A. Doe", "1").spells("phase")
    assert [spell.value for spell in spells] == [Phase.NOT_CHARGED, Phase.CHARGED, Phase.JUDGED]
    passed = [(each.day, each.value, each.entry.id) for each in spells[-1].within_day]
    assert passed == [(date(2023, 3, 31), Phase.FOUND_GUILTY, "e2")]
    assert [spell.within_day for spell in spells[:-1]] == [(), ()]
    assert case.at("2023-03-30").charge("A. Doe", "1").spells("phase")[-1].within_day == ()


def test_a_spell_that_begins_on_the_first_day_of_the_calendar_names_its_entry() -> None:
    case = CaseFile("first").record(ChargeFiled(on=date.min, defendant="A. Doe", charge="1"))
    before, charged = case.at()["A. Doe"].charge("1").spells("phase")
    assert (before.value, before.from_, before.to) == (Phase.NOT_CHARGED, None, When.on(date.min))
    assert (charged.value, charged.from_, charged.to) == (Phase.CHARGED, When.on(date.min), None)
    assert charged.entry == case.entries[0]
    assert (before.on(date.min), charged.on(date.min)) == (Certainty.NO, Certainty.YES)


def test_a_value_that_returns_within_a_day_is_one_spell() -> None:
    case = FILED.record(ChargeDismissed(on="2023-04-21", prejudice="without", **ONE), ordinal=1)
    case = case.record(ChargeReinstated(on="2023-04-21", **ONE), ordinal=2)
    spells = case.at().charge("A. Doe", "1").spells("phase")
    assert [spell.value for spell in spells] == [Phase.NOT_CHARGED, Phase.CHARGED]
    assert [(each.value, each.entry.id) for each in spells[1].within_day] == [(Phase.DISMISSED, "e2")]


def test_imprecise_dates_leave_the_ends_of_spells_open() -> None:
    case = FILED.record(ChargeDismissed(on="2023-04", prejudice="without", **ONE))
    charged, dismissed = case.at().charge("A. Doe", "1").spells("phase")[1:]
    assert (charged.from_, charged.to) == (When.parse("2023-01-31"), When.parse("2023-04"))
    assert charged.on(date(2023, 3, 31)) is Certainty.YES
    assert charged.on(date(2023, 4, 1)) is Certainty.POSSIBLY
    assert charged.on(date(2023, 4, 30)) is Certainty.NO
    assert (dismissed.from_, dismissed.to, dismissed.entry) == (When.parse("2023-04"), None, case["e2"])


def test_a_spell_that_is_only_possible() -> None:
    case = FILED.record(ChargeDismissed(on="[2023-04-01..]", prejudice="without", **ONE))
    charged, dismissed = case.at("2023-06-01").charge("A. Doe", "1").spells("phase")[1:]
    assert (charged.to, dismissed.from_, dismissed.to) == (
        When.parse("[2023-04-01..]"),
        When.parse("[2023-04-01..]"),
        None,
    )
    assert dismissed.certain == ()
    assert str(dismissed) == "possibly dismissed from [2023-04-01..] (e2)"
    undated = CaseFile("c").record(ChargeFiled(on="[..]", **ONE))
    assert [spell.certain for spell in undated.at("2023-06-01").charge("A. Doe", "1").spells("phase")] == [(), ()]
    assert [spell.entry for spell in undated.at("2023-06-01").charge("A. Doe", "1").spells("phase")] == [None, None]


def test_a_possible_spell_ends_when_it_is_certainly_over() -> None:
    case = FILED.record(ChargeDismissed(on="2023-04", prejudice="without", **ONE))
    case = case.record(ChargeReinstated(on="2023-04", **ONE), after="e2")
    dismissed = case.at().charge("A. Doe", "1").spells("phase")[2]
    assert (dismissed.value, dismissed.certain) == (Phase.DISMISSED, ())
    assert (str(dismissed.from_), str(dismissed.to)) == ("[2023-04-01..2023-04-29]", "[2023-04-02..2023-04-30]")


def test_spells_of_a_defendant_as_a_whole() -> None:
    case = DISMISSED.record(ReleaseOrdered(on="2023-02-03", defendant="A. Doe", status="detained"))
    release = case.at()["A. Doe"].spells("release")
    assert [(str(spell.value), spell.entry and spell.entry.id) for spell in release] == [
        ("unknown", None),
        ("detained", "e3"),
    ]
    status = case.at()["A. Doe"].spells("status")
    assert status[0].value.status == "not_charged"
    assert [spell.value for spell in status[1:]] == [
        case.at(day)["A. Doe"].status for day in ("2023-01-31", "2023-04-21")
    ]
    assert status[1].entry is None


# --- grid ---


@given(st.data(), files)
def test_each_cell_agrees_with_the_view_there(data: st.DataObject, case: CaseFile) -> None:
    as_of = data.draw(st.lists(st.none() | queries(), min_size=1, max_size=3))
    known_on = data.draw(st.lists(st.none() | queries(), min_size=1, max_size=3))
    for who in case.defendants:
        for handle in case.at()[who].parts:
            field = data.draw(st.sampled_from([each for each in FIELDS[handle.subject.kind] if each != "status"]))
            table = handle.grid(field, as_of=as_of, known_on=known_on)
            for day, row in zip(as_of, table.cells, strict=True):
                for known, cell in zip(known_on, row, strict=True):
                    assert (cell is not None) == (handle.subject in subjects_of(case.at(known_on=known)))
                    there = [
                        part.possible(field)
                        for part in (part_of(case.at(day, known_on=known), handle.subject),)
                        if part is not None
                    ]
                    if there:
                        assert {plain(each) for each in cell or ()} == {plain(each) for each in there[0]}


def part_of(view: View, subject: Subject) -> Charge | Claim | Citation | None:
    parts = view[subject.who].parts if subject.who in view.defendants else ()
    return next((part for part in parts if part.subject == subject), None)


def test_a_grid_prints_how_a_story_became_known() -> None:
    case = DISMISSED.record(PleaEntered(on="2023-02", plea="not guilty", **ONE), recorded_at="2023-03-01T00:00:00Z")
    charge = case.at().charge("A. Doe", "1")
    table = charge.grid("plea", as_of=["2023-02-10", None], known_on=["2023-01-01", "2023-02-01", None])
    assert str(table).splitlines() == [
        "as of           known 2023-01-01  known 2023-02-01  known at last",
        "2023-02-10      -                 none              none or not guilty",
        "the last entry  -                 none              not guilty",
    ]


def test_a_grid_says_why_entries_are_known_on_no_day() -> None:
    """Each entry of the file lacks the day on which the court entered it."""
    charge = DISMISSED.at(clock="docket").charge("A. Doe", "1")
    table = charge.grid("phase", as_of=["2023-05-01"], known_on=["2023-05-01", None])
    assert table.untimed == len(DISMISSED) == 2
    assert str(table).splitlines() == [
        "as of       known 2023-05-01  known at last",
        "2023-05-01  -                 dismissed",
        "2 entries are known on no day, because they have no time on the clock docket; ask by another clock",
    ]
    assert table.note in table._repr_html_()
    assert FILED.at(clock="docket").charge("A. Doe", "1").grid("phase", as_of=[None], known_on=["2023-05-01"]).note == (
        "1 entry is known on no day, because it has no time on the clock docket; ask by another clock"
    )
    assert charge.grid("phase", as_of=[None], known_on=[None]).note == ""


def test_a_grid_refuses_invalid_fields_and_days() -> None:
    charge = FILED.at().charge("A. Doe", "1")
    with pytest.raises(InvalidQuestion, match="no field 'phrase'"):
        charge.grid("phrase", as_of=["2023-01-31"], known_on=["2023-01-31"])
    with pytest.raises(InvalidQuestion, match="one day or more"):
        charge.grid("phase", as_of=[], known_on=["2023-01-31"])
    with pytest.raises(InvalidQuestion, match="one day or more"):
        charge.grid("phase", as_of=["2023-01-31"], known_on=[])


def test_a_field_that_a_diff_leaves_out_is_covered_by_another() -> None:
    assert set(axes_of(ChargeState)) <= set(compared(Subject("charge", "A. Doe", "1")))


def test_a_diff_refuses_more_states_than_it_can_compare() -> None:
    case = CaseFile("c").record(ChargeFiled(on="2023-01-01", **ONE))
    for _ in range(10):
        case = case.record(PleaEntered(on="[2023-02-01..2023-04-01]", plea="guilty", **ONE))
    before, during = case.at("2023-01-15"), case.at("2023-03-01")
    assert "plea" in {change.field for change in before.diff(during)}
    during = case.record(PleaEntered(on="[2023-02-01..2023-04-01]", plea="guilty", **ONE)).at("2023-03-01")
    for first, second in ((before, during), (during, before)):
        with pytest.raises(TooManyPossibilities, match=r"11 entries .* more than 1024 possible states"):
            first.diff(second)
    assert len(during.charge("A. Doe", "1").possible()) == 2048
    with pytest.raises(TooManyPossibilities, match="11 entries"):
        during.diff(before)


def test_no_difference_is_the_id_of_an_entry() -> None:
    rust = load(Path(__file__).parents[2] / "examples" / "rust" / "case.jsonl")
    changes = rust.at("2022-12-31").diff(rust.at())
    assert len(changes) > 100
    assert [each for each in changes for value in (*each.before, *each.after) if isinstance(value, Entry)] == []
    convicted = [each.field for each in changes if each.subject.who == "David Halls"]
    assert {"found", "disposition", "convicted_of"} <= set(convicted)
