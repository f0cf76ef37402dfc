"""Folding: total, lawful by a table written apart, and never reopening what the law keeps closed."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import any_event, charge_acts, events

from casestate import GENERIC, CaseFile, Entry, Severity
from casestate.events import (
    EVENT_TYPES,
    ChargeAct,
    ChargeFiled,
    Event,
    Subject,
)
from casestate.fold import Draft, fold
from casestate.law import Finding
from casestate.order import Placed
from casestate.state import ChargeState, Found, Phase
from casestate.worlds import Track

CHARGE = Subject("charge", "A. Doe", "1")
WIRE = {act.wire: act for act in EVENT_TYPES}
APPEALS = "appeal.filed appeal.remanded appeal.withdrawn appeal.decided:affirmed appeal.decided:dismissed"
PLAIN = f"charge.amended charge.downgraded charge.upgraded plea.entered {APPEALS}"
ENDINGS = {
    "charge.dismissed:with": "barred",
    "charge.dismissed:without": "dismissed",
    "charge.dismissed:unspecified": "dismissed",
    "charge.abated": "abated",
    "charge.transferred": "superseded",
    "plea.accepted": "found_guilty",
}
REVIEW = {**dict.fromkeys(APPEALS.split(), ""), "appeal.decided:reversed_and_remanded": "triable"}
CONVICTED = {**REVIEW, "appeal.decided:reversed_for_insufficiency": "acquitted"}

LAWFUL: dict[str, dict[str, str]] = {
    "not_charged": {
        "charge.filed:complaint": "charged",
        "charge.filed:information": "charged",
        "charge.filed:indictment": "triable",
        "charge.declined": "dismissed",
    },
    "charged": {
        "charge.filed:information": "charged",
        "charge.filed:indictment": "triable",
        "charge.declined": "dismissed",
        "preliminary.waived": "triable",
        "charge.bound_over": "triable",
        "charge.discharged": "dismissed",
        "charge.superseded": "superseded",
        **dict.fromkeys(PLAIN.split(), ""),
        **ENDINGS,
    },
    "triable": {
        "trial.began": "on_trial",
        "charge.superseded": "superseded",
        **dict.fromkeys(PLAIN.split(), ""),
        **ENDINGS,
    },
    "on_trial": {
        "mistrial.declared": "triable",
        "verdict.returned:hung": "triable",
        "verdict.returned:guilty": "found_guilty",
        "verdict.returned:guilty_of_lesser_included": "found_guilty",
        "verdict.returned:guilty_but_mentally_ill": "found_guilty",
        "verdict.returned:not_guilty": "acquitted",
        "verdict.returned:not_guilty_by_reason_of_insanity": "acquitted",
        **dict.fromkeys(PLAIN.split(), ""),
        **ENDINGS,
    },
    "found_guilty": {"sentence.imposed": "judged", "charge.abated": "abated", **CONVICTED},
    "judged": {"sentence.modified": "judged", "sentence.completed": "judged", **CONVICTED},
    "dismissed": REVIEW,
    "barred": REVIEW,
    "acquitted": {},
    "superseded": dict.fromkeys(
        ["charge.dismissed:with", "charge.dismissed:without", "charge.dismissed:unspecified"], ""
    ),
    "abated": {},
}
"""The law of one charge by hand: for each phase, the acts open in it and where they lead; empty where it stays."""

ACTS = sorted({act for acts in LAWFUL.values() for act in acts})
FIELDS = {
    "charge.filed": "instrument",
    "verdict.returned": "verdict",
    "charge.dismissed": "prejudice",
    "appeal.decided": "outcome",
}


def event(label: str, on: str = "2023", **given: Any) -> Event:
    """The act of a label such as ``charge.dismissed:with``."""
    wire, _, value = label.partition(":")
    needed = {"plea": "guilty"} if wire in ("plea.entered", "plea.accepted") else {FIELDS[wire]: value} if value else {}
    return WIRE[wire](**({"on": on, "defendant": "A. Doe", "charge": "1"} | needed | given))


def entries(*labels: str) -> list[Entry]:
    return [Entry(id=f"e{place}", seq=place, event=event(label)) for place, label in enumerate(labels, 1)]


def folded(*labels: str) -> tuple[ChargeState, tuple[Finding, ...]]:
    state, findings = fold(CHARGE, entries(*labels), GENERIC)
    assert isinstance(state, ChargeState)
    return state, findings


@given(st.lists(any_event(), max_size=8), st.sampled_from(["charge", "claim", "citation", "person", "hearing"]))
def test_any_sequence_of_any_events_folds(drawn: list[Event], kind: str) -> None:
    every = [Entry(id=f"e{place}", seq=place, event=each) for place, each in enumerate(drawn, 1)]
    about = dict.fromkeys([subject for each in drawn for subject in each.subjects if subject.kind == kind])
    for subject in about or (Subject(kind, "A. Doe", "1"),):
        state, findings = fold(subject, every, GENERIC)
        mine = {entry.id for entry in every if subject in entry.event.subjects}
        assert {entry.id for entry in state.entries} == mine
        assert {id for finding in findings for id in finding.entries} <= mine


@given(st.data())
def test_a_lawful_sequence_folds_as_the_table_by_hand_says(data: st.DataObject) -> None:
    phase, labels = "not_charged", []
    for _ in range(data.draw(st.integers(1, 10))):
        if not LAWFUL[phase]:
            break
        label = data.draw(st.sampled_from(sorted(LAWFUL[phase])))
        labels.append(label)
        phase = LAWFUL[phase][label] or phase
    state, findings = folded(*labels)
    assert state.phase.value == phase
    assert findings == ()
    assert state.skipped == frozenset()
    assert state.disregarded == ()


def path_to(phase: str) -> list[str]:
    """The shortest lawful sequence into a phase."""
    paths: dict[str, list[str]] = {"not_charged": []}
    waiting = ["not_charged"]
    while phase not in paths:
        here = waiting.pop(0)
        for label, there in LAWFUL[here].items():
            if there and there not in paths:
                paths[there] = [*paths[here], label]
                waiting.append(there)
    return paths[phase]


@pytest.mark.parametrize("phase", LAWFUL)
@pytest.mark.parametrize("label", ACTS)
def test_an_act_is_doubted_exactly_where_the_table_by_hand_does_not_allow_it(phase: str, label: str) -> None:
    state, findings = folded(*path_to(phase), label)
    if label in LAWFUL[phase]:
        assert state.phase.value == (LAWFUL[phase][label] or phase)
        assert not findings
    else:
        assert [finding.entries for finding in findings] == [(f"e{len(path_to(phase)) + 1}",)]


@given(st.lists(charge_acts(), max_size=70), st.integers(0, 70))
def test_folding_on_from_a_kept_draft_is_folding_afresh(drawn: list[Event], cut: int) -> None:
    every = [Entry(id=f"e{place}", seq=place, event=each) for place, each in enumerate(drawn, 1)]
    mine = [entry for entry in every if CHARGE in entry.event.subjects]
    draft = Draft(CHARGE, GENERIC)
    for entry in mine[:cut]:
        draft.apply(entry)
    onward = draft.copy()
    for entry in mine[cut:]:
        onward.apply(entry)
    assert (draft.state(), tuple(draft.findings)) == fold(CHARGE, mine[:cut], GENERIC)
    for entry in reversed(mine):
        draft.apply(entry)
    assert (onward.state(), tuple(onward.findings)) == fold(CHARGE, mine, GENERIC)
    assert (draft.state(), tuple(draft.findings)) == fold(CHARGE, [*mine[:cut], *reversed(mine)], GENERIC)


@given(st.lists(st.sampled_from(ACTS), min_size=33, max_size=100))
def test_a_track_answers_for_every_day_as_a_fresh_fold_does(labels: list[str]) -> None:
    every = entries(*labels)
    track = Track(
        CHARGE, [Placed(entry, entry.seq, entry.seq, 0, entry.seq, None, frozenset()) for entry in every], GENERIC
    )
    for day in {0, 1, len(every) // 2, 31, 32, 33, 64, len(every)}:
        assert track.world(day) == fold(CHARGE, every[:day], GENERIC)
        assert track.open_on(day) == []


OTHERS = [act for act in EVENT_TYPES if not issubclass(act, ChargeAct)]


@given(
    st.lists(st.sampled_from(ACTS), max_size=5),
    st.lists(st.one_of([events(act) for act in OTHERS]), min_size=1, max_size=3),
)
def test_nothing_but_an_act_on_a_charge_moves_a_charge(labels: list[str], others: list[Event]) -> None:
    case = CaseFile("c")
    for label in labels:
        case = case.record(event(label))
    more = case
    for other in others:
        more = more.record(other)
    for who in case.defendants:
        assert more.at()[who].charges == case.at()[who].charges


@given(st.lists(st.sampled_from(ACTS), max_size=5), st.sampled_from(ACTS))
def test_an_act_on_one_charge_leaves_its_siblings_as_they_were(labels: list[str], label: str) -> None:
    case = CaseFile("c").record(event("charge.filed:complaint", charge="2"))
    for each in labels:
        case = case.record(event(each, charge="2"))
    dismissed = case.record(event(label))
    assert dismissed.at().charge("A. Doe", "2") == case.at().charge("A. Doe", "2")


MORE = ("charge.filed:in its own words", "verdict.returned:in its own words", "appeal.decided:unknown")


def every_act() -> Iterator[Entry]:
    for place, label in enumerate((*ACTS, *MORE), 1):
        wire, _, value = label.partition(":")
        raw = {FIELDS[wire]: _field(wire).raw(value)} if value == "in its own words" else {}
        yield Entry(id=label, seq=place, event=event(label if not raw else wire, **raw))
    for link in ("refiles", "supersedes"):
        yield Entry(id=link, seq=99, event=ChargeFiled(on="2023", defendant="A. Doe", charge="9", **{link: "1"}))


def _field(wire: str) -> Any:
    return next(field.type for field in WIRE[wire].__attrs_attrs__ if field.name == FIELDS[wire])


def axes_of(draft: Draft) -> tuple[Any, ...]:
    """All that the next phase, finding and conviction depend on."""
    return tuple([draft.axes[axis] for axis in ("phase", "found", "conviction", "skipped")])


def lean(draft: Draft) -> Draft:
    """The same point without its history, which no step depends on."""
    other = Draft(CHARGE, GENERIC)
    other.axes.update({axis: value for axis, value in draft.axes.items() if not isinstance(value, tuple)})
    return other


def test_nothing_that_can_ever_be_recorded_convicts_after_an_acquittal() -> None:
    """Every state any sequence of acts of any length can reach is visited: the whole state space is finite."""
    acts = list(every_act())
    start = Draft(CHARGE, GENERIC)
    seen, waiting, acquitted = {axes_of(start)}, [start], 0
    while waiting:
        here = waiting.pop()
        was_acquitted = here.axes["phase"] is Phase.ACQUITTED
        acquitted += was_acquitted
        for act in acts:
            there = lean(here)
            there.apply(act)
            if was_acquitted:
                assert there.axes["phase"] is Phase.ACQUITTED, act.id
                assert there.axes["found"] is here.axes["found"], act.id
                assert there.axes["conviction"] is here.axes["conviction"], act.id
            if axes_of(there) not in seen:
                seen.add(axes_of(there))
                waiting.append(lean(there))
    assert acquitted > 1
    assert all((Found.NOT_GUILTY in axes) <= (Phase.ACQUITTED in axes) for axes in seen)


COMPLAINT, INDICTMENT = "charge.filed:complaint", "charge.filed:indictment"


@pytest.mark.parametrize(
    ("labels", "code", "severity", "phase"),
    [
        ((COMPLAINT, COMPLAINT), "repeated", Severity.WARNING, "charged"),
        ((INDICTMENT, INDICTMENT), "repeated", Severity.WARNING, "triable"),
        (("charge.declined", "charge.declined"), "repeated", Severity.WARNING, "dismissed"),
        (("plea.entered",), "missing-filing", Severity.INCOMPLETE, "charged"),
        (("sentence.imposed",), "missing-filing", Severity.INCOMPLETE, "judged"),
        ((COMPLAINT, "trial.began"), "missing-bind-over", Severity.INCOMPLETE, "on_trial"),
        ((INDICTMENT, "verdict.returned:hung"), "missing-trial", Severity.INCOMPLETE, "triable"),
        ((INDICTMENT, "sentence.imposed"), "missing-finding", Severity.INCOMPLETE, "judged"),
        ((COMPLAINT, "plea.accepted", "sentence.modified"), "missing-sentence", Severity.INCOMPLETE, "judged"),
        ((INDICTMENT, COMPLAINT), "contradiction", Severity.ERROR, "triable"),
        ((INDICTMENT, "trial.began", "charge.bound_over"), "contradiction", Severity.ERROR, "on_trial"),
        ((INDICTMENT, "plea.accepted", "charge.dismissed:with"), "contradiction", Severity.ERROR, "found_guilty"),
        ((COMPLAINT, "charge.dismissed:without", "plea.entered"), "after-end", Severity.ERROR, "dismissed"),
        ((COMPLAINT, "charge.dismissed:with", "trial.began"), "after-end", Severity.ERROR, "barred"),
        ((COMPLAINT, "charge.abated", "plea.accepted"), "after-end", Severity.ERROR, "abated"),
        ((COMPLAINT, "charge.abated", "sentence.imposed"), "after-end", Severity.ERROR, "abated"),
    ],
)
def test_the_smallest_case_of_each_finding(labels: tuple[str, ...], code: str, severity: Severity, phase: str) -> None:
    state, findings = folded(*labels)
    (finding,) = findings
    assert (finding.code, finding.severity, finding.entries) == (code, severity, (f"e{len(labels)}",))
    assert (finding.defendant, finding.charge) == ("A. Doe", "1")
    assert finding.remedy
    assert state.phase.value == phase


def test_an_act_that_fills_a_gap_is_late_and_moves_only_what_nothing_has_moved() -> None:
    state, findings = folded(INDICTMENT, "sentence.imposed", "plea.accepted")
    assert [finding.code for finding in findings] == ["missing-finding", "late-finding"]
    assert state.phase is Phase.JUDGED
    assert state.found is Found.GUILTY
    assert [entry.id for entry in state.pleas] == ["e3"]
    assert Phase.FOUND_GUILTY not in state.skipped


def test_a_gap_is_filled_once() -> None:
    state, findings = folded(INDICTMENT, "sentence.imposed", "plea.accepted", "plea.accepted")
    assert [finding.code for finding in findings] == ["missing-finding", "late-finding", "contradiction"]
    assert [entry.id for entry in state.disregarded] == ["e4"]


def test_what_cannot_take_effect_moves_nothing_and_is_kept() -> None:
    before, _ = folded(COMPLAINT, "charge.dismissed:with")
    state, _ = folded(COMPLAINT, "charge.dismissed:with", "plea.entered")
    assert [entry.id for entry in state.disregarded] == ["e3"]
    assert state.plea is None
    assert state.moved == before.moved
