"""The engine agrees with an independent fold, on lawful histories and on arbitrary ones."""

from datetime import date, timedelta
from typing import Any

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st
from naive import STATES, Beyond, Naive, by_every_assignment

from casestate import GENERIC, CaseFile, Clearance, Entry, View, When
from casestate.events import ChargeDismissed, ChargeFiled, Event, Subject
from casestate.law import PROCEDURES
from casestate.testing.acts import an_act
from casestate.testing.strategies import lawful

FIRST = date(2023, 1, 1)
SUBJECTS = (Subject("charge", "A. Doe", "1"), Subject("claim", "A. Doe", "1"), Subject("citation", "A. Doe", "1"))
procedures = st.sampled_from(list(PROCEDURES.values()))


def a_day_each(case: CaseFile) -> CaseFile:
    """Return the history with a day of its own for every entry."""
    days = [When.on(FIRST + timedelta(days=place)) for place in range(len(case))]
    entries = [attrs.evolve(e, event=attrs.evolve(e.event, on=day)) for e, day in zip(case, days, strict=True)]
    return CaseFile(case.id, entries=entries, procedure=case.procedure)


def told(view: View, subject: Subject) -> list[dict[str, Any]]:
    names = [f.name for f in attrs.fields(STATES[subject.kind]) if f.name in Naive(subject, GENERIC).axes]
    (part,) = [part for part in view[subject.who].parts if part.subject == subject]
    return [{name: getattr(state, name) for name in names} for state in part.possible()]


def subjects_of(view: View) -> list[Subject]:
    return [part.subject for who in view.defendants for part in view[who].parts]


def agree(case: CaseFile, day: date | None = None) -> int:
    """Check that both folds agree, and return the number of subjects that both could answer for."""
    view, agreed = case.at(day, clearance=Clearance.EXPUNGED), 0
    for subject in subjects_of(view):
        naive = Naive(subject, case.procedure)
        try:
            naive.fold([e for e in case if day is None or e.event.on.latest <= day])  # type: ignore[operator]
        except Beyond:
            continue
        (axes,) = told(view, subject)
        seen = ("phase",) if naive.missed else tuple(axes)
        assert {axis: axes[axis] for axis in seen} == {axis: naive.axes[axis] for axis in seen}, subject
        agreed += 1
    return agreed


@given(procedures.flatmap(lambda law: lawful(law, max_acts=12)), st.integers(-1, 13))
def test_lawful_histories_day_by_day(case: CaseFile, days: int) -> None:
    agree(a_day_each(case), FIRST + timedelta(days=days))


def sequences(most: int, subject: st.SearchStrategy[Subject] | None = None) -> st.SearchStrategy[list[Event]]:
    """Draw any acts in any order, on one charge, one claim and one citation."""
    chosen = st.sampled_from(SUBJECTS) if subject is None else subject
    return st.lists(chosen.flatmap(lambda each: an_act(each, st.just(When.on(FIRST)))), max_size=most)


def filed(events: list[Event], law: Any) -> CaseFile:
    return CaseFile("drawn", entries=[Entry(id=f"e{n}", event=event) for n, event in enumerate(events)], procedure=law)


@given(sequences(12), procedures)
def test_any_acts_in_any_order(events: list[Event], law: Any) -> None:
    agree(a_day_each(filed(events, law)))


@given(st.sampled_from(SUBJECTS).flatmap(lambda each: sequences(5, st.just(each))), st.data())
def test_imprecise_days_by_every_assignment(events: list[Event], data: st.DataObject) -> None:
    """Each act comes after the one before it, on an imprecise day."""
    assume(events)
    case = CaseFile("drawn")
    for event in events:
        starts, lasts = data.draw(st.integers(0, 3)), data.draw(st.integers(0, 3))
        on = When.between(FIRST + timedelta(days=starts), FIRST + timedelta(days=starts + lasts))
        case = case.record(attrs.evolve(event, on=on), after=[case.last] if case.entries else [])
    day = FIRST + timedelta(days=data.draw(st.integers(-1, 7)))
    worlds = by_every_assignment(list(case), day)
    assume(worlds)
    view = case.at(day, clearance=Clearance.EXPUNGED)
    subject = case.entries[0].event.subjects[0]
    try:
        phases = {Naive(subject, GENERIC).fold(world).axes["phase"] for world in worlds}
    except Beyond:
        return
    if subject in subjects_of(view):
        assert {axes["phase"] for axes in told(view, subject)} == phases
    else:
        assert phases == {GENERIC.by_kind[subject.kind].first}


def test_what_the_naive_fold_answers_is_compared() -> None:
    """The comparison counts subjects for which both folds have an answer."""
    case = CaseFile("c").record(ChargeFiled(on="2023-01-01", defendant="A. Doe", charge="1"))
    assert agree(case.record(ChargeDismissed(on="2023-01-02", defendant="A. Doe", charge="1"))) == 1
