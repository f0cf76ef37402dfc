"""The possible states are exactly those that some assignment of days gives, and later entries do not count."""

from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from by_hand import in_plain_words, plain
from histories import histories, knowing
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import FIRST, case_files, near_whens, queries, short_events

from casestate import GENERIC, CaseFile, Certainty, Entry, View, When
from casestate.engine.accounts import acts_of, prevailing
from casestate.engine.course import Course
from casestate.engine.fold import Draft, SubjectState, fold
from casestate.engine.order import FOREVER, place
from casestate.engine.worlds import MOST_OPEN, ways_of
from casestate.errors import AmbiguousState, InvalidEntry, TooManyPossibilities
from casestate.events import (
    ChargeDismissed,
    ChargeFiled,
    ClaimDismissed,
    ClaimFiled,
    Event,
    Noted,
    PleaEntered,
    Subject,
)
from casestate.state import DefendantState, Phase
from casestate.testing.strategies import any_event
from casestate.testing.strategies.plain import NAMES

SPAN = 4


def narrow_whens() -> st.SearchStrategy[When]:
    days = st.integers(1, SPAN).map(lambda offset: FIRST + timedelta(offset))
    return st.one_of(
        days.map(When.on),
        st.tuples(days, days).map(lambda pair: When.between(min(pair), max(pair))),
        days.map(When.not_before),
        days.map(When.not_after),
    )


def acts() -> st.SearchStrategy[Event]:
    """Draw acts on two charges, some of them on both."""
    return st.builds(
        lambda on, act, key, both: (
            ChargeFiled(on=on, defendant="A. Doe", charge=key, refiles="3" if both else ())
            if act is ChargeFiled
            else act(on=on, defendant="A. Doe", charge=key)
        ),
        narrow_whens(),
        st.sampled_from([ChargeFiled, ChargeDismissed]),
        st.sampled_from(["1", "2"]),
        st.booleans(),
    )


def by_every_assignment(case: CaseFile, day: int) -> set[frozenset[str]]:
    """Return the sets of entries that may have happened by a day, one for each assignment that keeps all links."""

    def offset(bound: date | None, open_side: int) -> int:
        return open_side if bound is None else (bound - FIRST).days

    windows = [range(offset(e.when.earliest, 0), offset(e.when.latest, SPAN + 2) + 1) for e in case]
    found = set()
    for days in product(*windows):
        on = {entry.id: each for entry, each in zip(case, days, strict=True)}
        if all(on[earlier] <= on[entry.id] for entry in case for earlier in entry.after):
            found.add(frozenset(id for id, each in on.items() if each <= day))
    return found


def in_fold_orders(case: CaseFile, subject: Subject, happened: frozenset[str]) -> list[list[Entry]]:
    """Return the entries on one subject that happened, in each documented order; test_acts_of_one_month.py tests it."""
    placed = [p for p in place(case.entries, {}, GENERIC)[0] if subject in p.entry.event.subjects]
    ways = ways_of([p for p in placed if p.entry.id in happened], 0, Course({subject: Draft(subject, GENERIC)}))
    assert ways is not None
    return [[p.entry for p in way.order] for way in ways.found]


def possible_by_hand(case: CaseFile, day: int) -> set[frozenset[SubjectState]]:
    """Return the states of all subjects together, for each assignment of days and each order."""
    subjects = dict.fromkeys([subject for entry in case for subject in entry.event.subjects])
    expected = set()
    for happened in by_every_assignment(case, day):
        orders = [in_fold_orders(case, subject, happened) for subject in subjects]
        for chosen in product(*orders):
            states = [fold(subject, order, GENERIC)[0] for subject, order in zip(subjects, chosen, strict=True)]
            expected.add(frozenset(state for state in states if state.entries))
    return expected


@given(histories(event=acts(), most=5), knowing(), st.integers(0, SPAN + 1))
def test_the_worlds_of_accounts_and_corrections_are_those_of_every_assignment_of_days(
    case: CaseFile, asked: dict[str, Any], day: int
) -> None:
    try:
        alone = plain(case, **asked)
    except InvalidEntry:
        assume(False)  # what is heard links in a circle, which no file may
    expected = possible_by_hand(alone, day)
    assume(expected)
    view = case.at(FIRST + timedelta(day), **asked)
    assert set(view.defendants) == {state.subject.who for world in expected for state in world}  # type: ignore[union-attr]
    for who in view.defendants:
        told = [in_plain_words(frozenset(state.charges.values()), {}) for state in view[who].possible()]
        assert set(told) == {in_plain_words(world, {}) for world in expected}
        assert len(told) == len(expected)


@given(case_files(event=acts(), most=4, accounts=False), st.integers(0, SPAN + 1))
def test_the_possible_states_are_those_of_every_assignment_of_days(case: CaseFile, day: int) -> None:
    assume(case.entries)
    expected = possible_by_hand(case, day)
    assume(expected)
    view = case.at(FIRST + timedelta(day))
    if not any(expected):
        assert view.defendants == ()
        return
    possible = view["A. Doe"].possible()
    assert {frozenset(state.charges.values()) for state in possible} == expected
    assert len(possible) == len(expected)
    if len(expected) > 1:
        with pytest.raises(AmbiguousState):
            _ = view["A. Doe"].state
    else:
        assert view["A. Doe"].state == possible[0]


def answers(case: CaseFile, day: date, who: str) -> tuple[object, ...]:
    """Return all that a view says of one defendant."""
    view = case.at(day)
    known = who in view.defendants
    return (
        frozenset(_told(state) for state in view[who].possible()) if known else frozenset({_told_of_nobody()}),
        frozenset(finding for finding in view.findings if finding.defendant == who),
        tuple(entry.id for entry in view[who].undecided) if known else (),
    )


def _told(state: DefendantState) -> tuple[object, ...]:
    return (frozenset(state.charges.values()), frozenset(state.claims.values()), state.person.entries)


def _told_of_nobody() -> tuple[object, ...]:
    return (frozenset(), frozenset(), ())


@given(case_files(event=short_events(), most=5), short_events(), queries(), st.data())
def test_what_happens_certainly_later_changes_no_answer_for_today(
    case: CaseFile, later: Event, day: date, data: st.DataObject
) -> None:
    assume(later.on.by(day) is Certainty.NO)
    after = data.draw(st.lists(st.sampled_from([entry.id for entry in case]), unique=True)) if case.entries else []
    more = case.record(later, after=after)
    for who in NAMES:
        assert answers(more, day, who) == answers(case, day, who)


@given(case_files(event=short_events(), most=5), short_events(NAMES[1:]), queries())
def test_what_happens_to_one_defendant_says_nothing_of_another(case: CaseFile, other: Event, day: date) -> None:
    assert answers(case.record(other), day, "A. Doe") == answers(case, day, "A. Doe")


@given(case_files(event=short_events(), most=6), queries())
def test_a_question_holds_as_it_does_over_every_possible_state(case: CaseFile, day: date) -> None:
    view = case.at(day)
    for who in view.defendants:
        several = view[who].possible()
        told = [any(charge.phase is Phase.DISMISSED for charge in state.charges.values()) for state in several]
        answer = view[who].holds(lambda state: any(c.phase is Phase.DISMISSED for c in state.charges.values()))
        assert answer is (Certainty.YES if all(told) else Certainty.POSSIBLY if any(told) else Certainty.NO)
        assert len(set(map(_told, several))) == len(several)


@given(case_files(event=any_event(near_whens()), most=6), queries())
def test_a_view_answers_every_question_of_any_file(case: CaseFile, day: date) -> None:
    view = case.at(day)
    assert set(view.entries) | set(view.undecided) == set(view.timeline)
    assert not set(view.entries) & set(view.undecided)
    _, spoken_for = prevailing(case, acts_of(case))
    for finding in view.findings:
        heard = [entry.id for entry in view.timeline]
        if finding.code == "sources-disagree":
            heard += [account.id for speaker in tuple(heard) for account in spoken_for.get(speaker, ())]
        assert set(finding.entries) <= set(heard)
    assert {told.entry for told in view.statements} == {entry for entry in view.entries if entry.is_statement}
    assert view.matter == case.at(day).matter
    if view.reaches is not None:
        assert view.reaches <= day


@given(case_files(event=short_events(), most=6))
def test_without_a_day_every_entry_is_applied(case: CaseFile) -> None:
    view = case.at()
    assert view.undecided == ()
    assert set(view.entries) == set(view.timeline) == set(prevailing(case, acts_of(case))[0])
    bounded = [p for p in place(*prevailing(case, acts_of(case)), GENERIC)[0] if p.latest < FOREVER]
    if len(bounded) == len(view.entries) and bounded:
        last = date.fromordinal(max(p.latest for p in bounded))
        assert view.reaches == last
        assert [case.at(last)[who].state for who in case.defendants] == [view[who].state for who in case.defendants]


WHERE: dict[str, Any] = {"defendant": "A. Doe", "charge": "1"}


def open_charges(*, charges: int, each: int) -> CaseFile:
    case = CaseFile("c")
    for charge in range(charges):
        for _ in range(each):
            case = case.record(PleaEntered(on="2023", defendant="A. Doe", charge=str(charge), plea="guilty"))
    return case


def test_more_open_entries_on_one_charge_than_can_be_worked_through_are_refused_by_name() -> None:
    view = open_charges(charges=1, each=13).at("2023-06-01")
    with pytest.raises(
        TooManyPossibilities, match=r"13 entries may or may not have happened to A\. Doe by 2023-06-01"
    ) as caught:
        view["A. Doe"].possible()
    assert caught.value.who == "A. Doe"
    assert caught.value.entries == tuple(f"e{number}" for number in range(1, 14))
    (finding,) = [each for each in view.findings if each.code == "too-many-possibilities"]
    assert finding.entries == caught.value.entries
    assert finding.message == str(caught.value)


def test_as_many_open_entries_as_can_be_worked_through_are() -> None:
    assert len(open_charges(charges=1, each=12).at("2023-06-01")["A. Doe"].possible()) == 4096


def test_more_combinations_of_charges_than_can_be_put_together_are_refused() -> None:
    view = open_charges(charges=3, each=5).at("2023-06-01")
    with pytest.raises(TooManyPossibilities, match="15 entries"):
        view["A. Doe"].possible()
    assert "too-many-possibilities" in [finding.code for finding in view.findings]


def test_links_leave_fewer_possibilities() -> None:
    case = CaseFile("c")
    for number in range(12):
        plea = PleaEntered(on="2023", plea="guilty", **WHERE)
        case = case.record(plea, after=[f"e{number}"] if number else [])
    assert len(case.at("2023-06-01")["A. Doe"].possible()) == 13


def test_a_link_ties_what_is_possible_of_two_charges() -> None:
    case = CaseFile("c").record(ChargeFiled(on="2023", defendant="A. Doe", charge="1"))
    apart = case.record(ChargeFiled(on="2023", defendant="A. Doe", charge="2"))
    tied = case.record(ChargeFiled(on="2023", defendant="A. Doe", charge="2"), after="e1")
    assert len(apart.at("2023-06-01")["A. Doe"].possible()) == 4
    assert [set(state.charges) for state in tied.at("2023-06-01")["A. Doe"].possible()] == [set(), {"1"}, {"1", "2"}]
    third = tied.record(ChargeFiled(on="2023", defendant="A. Doe", charge="3"))
    assert len(third.at("2023-06-01")["A. Doe"].possible()) == 6


@pytest.mark.parametrize("turned", [False, True])
def test_a_chain_of_links_through_somebody_else_ties_what_is_possible_of_two_charges(turned: bool) -> None:
    first, last = ("2", "1") if turned else ("1", "2")
    entries = [
        Entry(id="a", event=ChargeFiled(on="2023", defendant="A. Doe", charge=first)),
        Entry(id="b", event=ChargeFiled(on="2023", defendant="B. Roe", charge="1"), after="a"),
        Entry(id="c", event=ChargeFiled(on="2023", defendant="A. Doe", charge=last), after="b"),
    ]
    for told in (entries, [entries[2], *entries[:2]]):
        possible = CaseFile("c", entries=told).at("2023-06-01")["A. Doe"].possible()
        assert {frozenset(state.charges) for state in possible} == {frozenset(), frozenset({first}), frozenset("12")}


def test_a_later_charge_may_be_what_an_earlier_one_waits_for() -> None:
    entries = [
        Entry(id="a", event=ChargeFiled(on="2023", defendant="A. Doe", charge="1"), after="b"),
        Entry(id="b", event=ChargeFiled(on="2023", defendant="A. Doe", charge="2")),
    ]
    view = CaseFile("c", entries=entries).at("2023-06-01")
    assert {frozenset(state.charges) for state in view["A. Doe"].possible()} == {
        frozenset(),
        frozenset({"2"}),
        frozenset({"1", "2"}),
    }


def test_one_act_on_two_charges_happened_to_both_or_to_neither() -> None:
    case = CaseFile("c").record(ChargeFiled(on="2022-01-01", **WHERE))
    case = case.record(ChargeDismissed(on="2022-06-01", prejudice="without", **WHERE))
    case = case.record(ChargeFiled(on="2023", defendant="A. Doe", charge="2", refiles="1"))
    view: View = case.at("2023-06-01")
    assert view["A. Doe"].undecided == (case.last,)
    assert [len(state.charges) for state in view["A. Doe"].possible()] == [1, 2]
    with pytest.raises(AmbiguousState, match="depends on whether e3 had happened") as caught:
        _ = view["A. Doe"].state
    assert caught.value.entries == ("e3",)


def test_claims_and_charges_are_open_each_for_itself() -> None:
    case = CaseFile("c").record(ClaimFiled(on="2023-01-01", claim="k", defendants=("A. Doe", "B. Roe")))
    case = case.record(ClaimDismissed(on="2023", claim="k", defendants="B. Roe"))
    view = case.record(Noted(on="2023", text="x")).at("2023-06-01")
    assert view["A. Doe"].claim("k").phase.value == "pending"
    assert len(view["B. Roe"].possible()) == 2


def test_a_chain_of_more_entries_than_can_be_worked_through_is_refused_though_its_links_leave_few_states() -> None:
    one: dict[str, Any] = {"defendant": "A. Doe", "charge": "1"}
    pleas = [PleaEntered(on="2023", plea="guilty", **one) for _ in range(MOST_OPEN + 1)]
    linked = [Entry(id=f"e{n}", event=plea, after=f"e{n - 1}") for n, plea in enumerate(pleas, 1)]
    entries = [Entry(id="e0", event=ChargeFiled(on="2023-01-01", **one)), *linked]
    with pytest.raises(TooManyPossibilities, match=f"{MOST_OPEN + 1} entries"):
        CaseFile("c", entries=entries).at("2023-06-01").charge("A. Doe", "1").possible()
    few = CaseFile("c", entries=entries[:13]).at("2023-06-01").charge("A. Doe", "1")
    assert {len(state.pleas) for state in few.possible()} == set(range(13))
