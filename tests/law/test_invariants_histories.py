"""The invariants of the law, held by whole files through the public questions asked of a view."""

from datetime import date, timedelta
from typing import Any

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from casestate import CaseFile
from casestate.events import (
    EVENT_TYPES,
    AppealDecided,
    ChargeAct,
    ChargeDismissed,
    ChargeFiled,
    CitationAct,
    ClaimAct,
    Component,
    DefendantDied,
    Event,
    Pardoned,
    PersonAct,
    PleaEntered,
    SentenceImposed,
    SentenceModified,
    Stated,
    TrialBegan,
    VerdictReturned,
)
from casestate.law import GENERIC, PROCEDURES, Severity
from casestate.state import ChargeState, DefendantState
from casestate.state.axes import Conviction, Found, Phase
from casestate.vocabulary import Closed, Vocabulary

WHO = ("A. Doe", "B. Roe")
CHARGES = ("1", "2")
FIRST = date(2023, 1, 1)
GIVEN: dict[str, Any] = {
    "defendants": st.lists(st.sampled_from(WHO), min_size=1, max_size=2),
    "defendant": st.sampled_from(WHO),
    "charge": st.sampled_from(CHARGES),
    "for_": st.just("2023-06-01"),
    "claimants": st.just(("C. Poe",)),
}


def events_of(act: type[Event], **given: Any) -> st.SearchStrategy[Event]:
    """Events of one type with their discriminating field drawn, and what else they cannot do without."""
    drawn: dict[str, Any] = {"on": st.just("2023-01-01")}
    for field in attrs.fields(act):
        vocabulary = field.type if isinstance(field.type, type) and issubclass(field.type, Vocabulary) else None
        if vocabulary is not None:
            drawn[field.name] = st.sampled_from(list(vocabulary))
        elif field.name in GIVEN and (field.default is attrs.NOTHING or field.name in ("defendant", "charge")):
            drawn[field.name] = GIVEN[field.name]
        elif field.default is attrs.NOTHING and field.name not in drawn:
            drawn[field.name] = st.sampled_from(["x", "y"])
    return st.builds(act, **{**drawn, **given})


def any_of(*kinds: type[Event]) -> st.SearchStrategy[Event]:
    """Events of every type of these kinds."""
    return st.one_of([events_of(act) for act in EVENT_TYPES if issubclass(act, kinds)])


criminal = any_of(ChargeAct, PersonAct)
other = st.one_of(
    any_of(ClaimAct, CitationAct),
    st.builds(
        lambda by, about: Stated(on="2023-01-01", by=by, modality="asserts", about=about), st.just("x"), criminal
    ),
)
laws = st.sampled_from(list(PROCEDURES.values()))
histories = st.lists(criminal, max_size=12)


def filed(events: list[Event], law: Any = GENERIC) -> CaseFile:
    """A file of these events, one a day."""
    case = CaseFile("history", procedure=law)
    for day, event in enumerate(events):
        case = case.record(attrs.evolve(event, on=(FIRST + timedelta(day)).isoformat()))
    return case


def axes(charge: ChargeState) -> dict[str, Closed]:
    """Every axis of a charge."""
    values = {field.name: getattr(charge, field.name) for field in attrs.fields(ChargeState)}
    return {name: value for name, value in values.items() if isinstance(value, Closed)}


JUDGMENTS = (Phase.SENTENCE_DEFERRED, Phase.JUDGED)


def charges(case: CaseFile, day: date | None = None) -> dict[tuple[str, str], dict[str, Closed]]:
    """The axes of every charge in a file of which something has happened."""
    view = case.at(day)
    people: list[DefendantState] = [view[who].state for who in view.defendants]
    return {(each.name, key): axes(charge) for each in people for key, charge in each.charges.items()}


@settings(max_examples=60, deadline=None)
@given(histories, st.lists(st.tuples(st.integers(0, 12), other), max_size=5), laws)
def test_i11_i12_nothing_civil_regulatory_or_merely_said_moves_a_charge(
    history: list[Event], beside: list[tuple[int, Event]], law: Any
) -> None:
    mixed = list(history)
    for place, event in beside:
        mixed.insert(place, event)
    assert charges(filed(mixed, law)) == charges(filed(history, law))


@settings(max_examples=60, deadline=None)
@given(histories, laws)
def test_i13_an_act_on_a_count_moves_no_other_count_and_nobody_else(history: list[Event], law: Any) -> None:
    whole = charges(filed(history, law))
    for who, key in whole:
        kept = [e for e in history if getattr(e, "defendant", who) == who and getattr(e, "charge", key) == key]
        assert charges(filed(kept, law))[who, key] == whole[who, key]


@settings(max_examples=80, deadline=None)
@given(histories, laws)
def test_i5_day_by_day_an_acquittal_stays_and_of_an_abatement_only_a_higher_court_relieves(
    history: list[Event], law: Any
) -> None:
    case = filed(history, law)
    before: dict[tuple[str, str], dict[str, Closed]] = {}
    for day in range(len(history)):
        now = charges(case, FIRST + timedelta(day))
        for charge, had in before.items():
            reversed_above = isinstance(history[day], AppealDecided) and now[charge]["phase"] in JUDGMENTS
            if had["phase"] is Phase.ACQUITTED or (had["phase"] is Phase.ABATED and not reversed_above):
                assert now[charge]["phase"] is had["phase"]
                assert now[charge]["conviction"] is had["conviction"]
            if had["phase"] is Phase.ACQUITTED:
                assert now[charge]["found"] is had["found"] is not Found.GUILTY
        before = now


@settings(max_examples=80, deadline=None)
@given(histories, laws)
def test_i4_i9_what_no_finding_speaks_against_holds_together(history: list[Event], law: Any) -> None:
    """A file that the table allows throughout sentences, and relieves, only what was found."""
    case = CaseFile("lawful", procedure=law)
    for day, event in enumerate(history):
        longer = case.record(attrs.evolve(event, on=(FIRST + timedelta(day)).isoformat()))
        if not any(finding.severity in (Severity.ERROR, Severity.INCOMPLETE) for finding in longer.at().findings):
            case = longer
    for each in charges(case).values():
        if each["phase"] is Phase.JUDGED or each["conviction"] is Conviction.ADJUDICATED:
            assert each["found"] is Found.GUILTY
        if each["conviction"] is Conviction.PARDONED:
            assert each["found"] in (Found.GUILTY, Found.SET_ASIDE)


@settings(max_examples=60, deadline=None)
@given(histories, st.sampled_from(WHO), laws)
def test_i10_a_death_ends_what_is_open_of_that_person_only(history: list[Event], who: str, law: Any) -> None:
    before, after = (
        charges(filed(history, law)),
        charges(filed([*history, DefendantDied(on=FIRST, defendant=who)], law)),
    )
    opened = {"charged", "triable", "on_trial", "diverted", "found_guilty", "deferred"}
    for charge, had in before.items():
        ended = charge[0] == who and had["phase"] in opened
        assert after[charge]["phase"] == ("abated" if ended else had["phase"])


def convicted(charge: str, **more: Any) -> list[Event]:
    """A charge filed, tried and sentenced."""
    about: dict[str, Any] = {"on": "2023-01-01", "defendant": "A. Doe", "charge": charge}
    return [
        ChargeFiled(**about, instrument="indictment", **more),
        TrialBegan(**about),
        VerdictReturned(**about, verdict="guilty"),
        SentenceImposed(**about),
    ]


def errors(case: CaseFile) -> list[str]:
    """The codes of what is impossible in a file."""
    return [finding.code for finding in case.at().findings if finding.severity is Severity.ERROR]


def test_i6_bringing_again_what_is_barred_is_an_error() -> None:
    dismissed: list[Event] = [
        ChargeFiled(on="2023-01-01", defendant="A. Doe", charge="1"),
        ChargeDismissed(on="2023-01-01", defendant="A. Doe", charge="1", prejudice="with"),
    ]
    again = ChargeFiled(on="2023-01-01", defendant="A. Doe", charge="2", refiles="1")
    assert errors(filed(dismissed)) == []
    assert errors(filed([*dismissed, again])) == ["refiled-after-bar"]


def test_i7_of_alternatives_one_conviction_stands() -> None:
    assert errors(filed([*convicted("1"), *convicted("2")])) == []
    assert errors(filed([*convicted("1"), *convicted("2", alternative_to="1")])) == ["two-convictions-of-alternatives"]


def test_i9_a_pardon_before_any_charge_finds_no_guilt() -> None:
    charge = filed([Pardoned(on="2023-01-01", defendant="A. Doe", charge="1")]).at()["A. Doe"].charges["1"]
    assert charge.found is Found.NOTHING
    assert charge.phase is Phase.NOT_CHARGED


def test_i14_no_more_is_suspended_than_was_imposed() -> None:
    sentence = Component(kind="jail", term="6 months", suspended="12 months")
    case = filed([*convicted("1")[:3], SentenceImposed(on=FIRST, defendant="A. Doe", charge="1", components=sentence)])
    assert errors(case) == ["suspended-above-term"]


def test_i10_a_plea_or_a_sentence_after_a_death_is_an_error() -> None:
    dead = DefendantDied(on=FIRST, defendant="A. Doe")
    filing, *_ = convicted("1")
    plea = PleaEntered(on=FIRST, defendant="A. Doe", charge="1", plea="guilty")
    modified = SentenceModified(on=FIRST, defendant="A. Doe", charge="1")
    assert errors(filed([filing, plea, dead])) == []
    assert errors(filed([filing, dead, plea])) != []
    assert errors(filed([*convicted("1"), dead])) == []
    assert "act-after-death" in errors(filed([*convicted("1"), dead, modified]))


def test_i15_a_retracted_entry_folds_as_if_absent() -> None:
    case = filed(convicted("1"))
    retracted = case.retract("e4", reason="entered in error")
    assert charges(retracted) == charges(filed(convicted("1")[:3]))
