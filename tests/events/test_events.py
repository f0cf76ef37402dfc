"""Every event is a value that prints as code, refuses nonsense, and names its subjects."""

import copy
import inspect
import pickle
import re
import typing
from datetime import datetime
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import casestate.events
from casestate import CaseFile, CasestateError, Source, When
from casestate.errors import InvalidEvent, InvalidTerm, InvalidWhen
from casestate.events import (
    EVENT_TYPES,
    ChargeAct,
    ChargeFiled,
    CitationAct,
    ClaimAct,
    ClaimFiled,
    Component,
    EntryRetracted,
    Event,
    HearingSet,
    IncidentOccurred,
    MotionFiled,
    NameRecorded,
    Noted,
    PersonAct,
    PleaAccepted,
    PleaEntered,
    PleaKind,
    RoleChanged,
    SentenceImposed,
    SettlementAgreed,
    SettlementTerm,
    Stated,
    Subject,
)
from casestate.testing.strategies import events
from casestate.vocabulary import Vocabulary

EVERY = pytest.mark.parametrize("act", EVENT_TYPES, ids=lambda act: act.__name__)
VALUES: tuple[type[Any], ...] = (*EVENT_TYPES, Component, SettlementTerm)
NAMESPACE: dict[str, Any] = {}
exec("from casestate.events import *", NAMESPACE)

SAMPLE: dict[str, Any] = {
    "on": "2023-01",
    **dict.fromkeys(("defendant", "charge", "claim", "citation", "hearing", "motion", "incident"), "1"),
    **dict.fromkeys(("court", "seeks", "person", "role", "name", "text", "by"), "x"),
    "defendants": ("A. Doe", "B. Roe"),
    "claimants": ("C. Poe",),
    "how": "verdict",
    "plea": "guilty",
    "verdict": "hung",
    "status": "detained",
    "outcome": "unknown",
    "change": "died",
    "modality": "expects",
    "for_": "2023-02",
}


def fields(cls: type[Any]) -> tuple[Any, ...]:
    every: tuple[Any, ...] = attrs.fields(cls)
    return every


def sample(act: type[Event], **given: Any) -> Any:
    """Return an event of a type with only the required fields."""
    needed = {field.name: SAMPLE[field.name] for field in fields(act) if field.default is attrs.NOTHING}
    return act(**(needed | given))


def documented(cls: type[Any]) -> set[str]:
    """Return the names in the Attributes section of a class's own docstring."""
    _, _, section = inspect.cleandoc(cls.__doc__ or "").partition("Attributes:\n")
    return set(re.findall(r"^ {4}(\w+):", section, re.MULTILINE))


@EVERY
@settings(max_examples=10)
@given(data=st.data())
def test_every_type_is_a_frozen_value_that_prints_as_the_code_that_makes_it(
    act: type[Event], data: st.DataObject
) -> None:
    event: Any = data.draw(events(act))
    again = eval(repr(event), dict(NAMESPACE))
    assert again == event
    assert hash(again) == hash(event)
    assert type(again) is act
    with pytest.raises(AttributeError):
        event.on = event.on
    with pytest.raises(AttributeError):
        event.something_new = 1
    assert not hasattr(event, "__dict__"), "give a class without fields of its own __slots__ = ()"


@EVERY
def test_an_unknown_field_is_refused_by_name(act: type[Event]) -> None:
    with pytest.raises(TypeError, match="nonsense"):
        sample(act, nonsense=1)


@EVERY
def test_fields_are_given_by_name_only(act: Any) -> None:
    with pytest.raises(TypeError, match="each field is given by its name"):
        act("2023")


def test_wire_names_are_unique_and_every_event_type_says_what_it_is() -> None:
    assert len({act.wire for act in EVENT_TYPES}) == len(EVENT_TYPES)
    for act in EVENT_TYPES:
        assert re.fullmatch(r"[a-z_]+(\.[a-z_]+)?", act.wire)
        assert act.version >= 1
        assert (act.__doc__ or "").strip()
        assert "wire" in vars(act)


@pytest.mark.parametrize("cls", [*VALUES, ChargeAct, ClaimAct, CitationAct, Event], ids=lambda cls: cls.__name__)
def test_a_docstring_lists_no_attribute_that_is_not_there(cls: type[Any]) -> None:
    assert documented(cls) <= {field.name for field in fields(cls)} | {"wire", "version", "on_every_charge"}


PUBLIC: list[type[Any]] = [
    each for each in vars(casestate.events).values() if isinstance(each, type) and attrs.has(each)
]


@pytest.mark.parametrize("cls", PUBLIC, ids=lambda cls: cls.__name__)
def test_a_docstring_lists_every_field_of_the_class(cls: type[Any]) -> None:
    """Each class documents its own fields, and inherited fields are documented where they are defined."""
    bases = [base for base in cls.__mro__[1:] if attrs.has(base)]
    told = documented(cls).union(*map(documented, bases))
    own = {field.name for field in fields(cls)}.difference(*[{field.name for field in fields(base)} for base in bases])
    assert own - documented(cls) == set(), f"{cls.__name__} has fields that its Attributes do not tell of"
    assert {field.name for field in fields(cls)} - told == set()


@pytest.mark.parametrize("plea", [*PleaKind, PleaKind.raw("nolo (Art. 12)")], ids=str)
def test_an_accepted_plea_convicts_only_where_its_docstring_says(plea: PleaKind) -> None:
    """A plea of guilty, no contest or Alford convicts; any other is kept, proves nothing and has a finding."""
    one: dict[str, Any] = {"defendant": "A. Doe", "charge": "1"}
    case = CaseFile("c").record(ChargeFiled(on="2023-01-01", **one))
    view = case.record(PleaAccepted(on="2023-02-01", plea=plea, **one)).at()
    convicts = bool(plea.admits) or plea in ("no_contest", "conditional_no_contest", "alford")
    charge = view.charge("A. Doe", "1")
    assert (charge.phase == "found_guilty") is convicts
    assert charge.plea == plea
    assert [each.code for each in view.findings] == ([] if convicts else ["unread-outcome"])


def test_every_event_that_can_be_imported_can_be_recorded() -> None:
    families = {Event, ChargeAct, ClaimAct, CitationAct, PersonAct}
    public = [each for each in vars(casestate.events).values() if isinstance(each, type) and issubclass(each, Event)]
    assert set(public) - families == set(EVENT_TYPES)


def nonsense_for(annotation: Any) -> Any:
    """Return values that no field of this type accepts."""
    alternatives = typing.get_args(annotation) or (annotation,)
    if int in alternatives or bool in alternatives:
        return ("1", 0, 1.5)
    if any(isinstance(each, type) and issubclass(each, Vocabulary) for each in alternatives):
        return ("no such word", 7, ["guilty"])
    if str in alternatives and typing.get_origin(annotation) is not tuple:
        return ("", "  ", 7, "\ud800", b"x")
    return (7.5, [7.5], object())


@pytest.mark.parametrize("cls", VALUES)
def test_nonsense_in_any_field_is_refused_in_words(cls: type[Any]) -> None:
    sound = sample(cls) if issubclass(cls, Event) else cls(kind="unknown")
    for field, bad in [(each, bad) for each in fields(cls) for bad in nonsense_for(each.type)]:
        with pytest.raises(CasestateError, match=r"expected|accepted|write|empty|half|give|about|named") as caught:
            attrs.evolve(sound, **{field.name: bad})
        assert str(caught.value).startswith(f"{cls.__name__}.{field.name}: ")
        assert isinstance(caught.value, InvalidEvent | InvalidWhen | InvalidTerm)


@pytest.mark.parametrize("on", [None, "January", "2023-1", 2023, datetime(2023, 1, 1)])
def test_an_event_needs_a_date(on: Any) -> None:
    with pytest.raises(InvalidWhen, match="2023-01-15, 2023-01, 2023"):
        Noted(on=on, text="x")


def test_a_word_outside_a_list_is_refused_with_the_list() -> None:
    with pytest.raises(InvalidEvent, match=r"accepted: not_guilty, guilty, no_contest.*PleaKind\.raw"):
        sample(PleaEntered, plea="nolo")


@pytest.mark.parametrize("link", ["refiles", "supersedes", "alternative_to"])
def test_a_charge_is_not_linked_to_itself(link: str) -> None:
    with pytest.raises(InvalidEvent, match=f"{link}= of charge .* names that charge itself"):
        sample(ChargeFiled, **{link: "1"})
    assert getattr(sample(ChargeFiled, **{link: "2"}), link) == ("2",)


def test_a_filing_is_an_act_on_every_charge_it_brings_again_or_carries_on_too() -> None:
    filed = sample(ChargeFiled, refiles=("2", "3"), supersedes="4", alternative_to="5")
    assert [subject.key for subject in filed.subjects] == ["1", "2", "3", "4"]
    assert [filed.link_to(charge) for charge in "1234"] == ["", "refiles", "refiles", "supersedes"]


def test_a_statement_is_about_an_act_and_not_about_a_statement() -> None:
    with pytest.raises(InvalidEvent, match="a statement is about an act"):
        sample(Stated, about=sample(Stated))


def test_a_claim_act_names_its_parties_each_once() -> None:
    assert sample(ClaimFiled, defendants=["A", "B", "A"]).defendants == ("A", "B")
    with pytest.raises(InvalidEvent, match="at least one party"):
        sample(ClaimFiled, defendants=())


@pytest.mark.parametrize(
    ("act", "field", "part"),
    [
        (SentenceImposed, "components", Component(kind="jail", term="6 months")),
        (SettlementAgreed, "terms", SettlementTerm(kind="payment", amount=5)),
    ],
)
def test_one_part_counts_as_a_list_of_one(act: type[Event], field: str, part: Any) -> None:
    assert getattr(sample(act, **{field: part}), field) == (part,)
    assert getattr(sample(act, **{field: [part, part]}), field) == (part, part)


@EVERY
def test_what_an_event_is_about(act: type[Event]) -> None:
    event = sample(act)
    if issubclass(act, ChargeAct):
        assert event.subjects == (Subject("charge", "1", "1"),)
    elif issubclass(act, CitationAct):
        assert event.subjects == (Subject("citation", "1", "1"),)
    elif issubclass(act, ClaimAct):
        assert event.subjects == (Subject("claim", "A. Doe", "1"), Subject("claim", "B. Roe", "1"))
    elif issubclass(act, PersonAct) or act is NameRecorded:
        assert event.subjects == (Subject("person", "1", ""),)
    elif act is RoleChanged:
        assert event.subjects == (Subject("role", "", "x, x"),)
    elif act in (Stated, Noted, EntryRetracted):
        assert event.subjects == ()
    else:
        (subject,) = event.subjects
        assert subject == Subject(act.wire.partition(".")[0], "", "1")
    assert (event.subjects == ()) is (act in (Stated, Noted, EntryRetracted))


def test_the_kinds_of_the_matter_are_those_of_its_events() -> None:
    kinds = {sample(act).subjects[0].kind for act in (IncidentOccurred, HearingSet, MotionFiled, RoleChanged)}
    assert kinds == {"incident", "hearing", "motion", "role"}


def test_a_statement_concerns_whom_it_speaks_of_and_whom_it_names_each_once() -> None:
    about = sample(ClaimFiled)
    said = sample(Stated, about=about, defendants=("B. Roe", "C. Poe"))
    assert said.concerns == ("A. Doe", "B. Roe", "C. Poe")
    assert sample(Stated, about=sample(Noted)).concerns == ()
    assert sample(Stated, about=sample(HearingSet)).concerns == ()
    assert sample(Stated).concerns == ()


def test_dates_are_read_from_text() -> None:
    assert sample(HearingSet).for_ == When.parse("2023-02")
    assert sample(Noted).on == When.month(2023, 1)


def test_a_field_refused_is_named_once_and_nothing_else_is() -> None:
    with pytest.raises(InvalidEvent, match=r"^ChargeFiled\.defendant: this text is empty; give it"):
        ChargeFiled(on="2023", defendant="", charge="1")
    with pytest.raises(InvalidEvent, match=r"^refiles= of charge '1' names"):
        sample(ChargeFiled, refiles="1")
    with pytest.raises(InvalidEvent, match=r"^Source\.name: a source needs a name"):
        Source("")
    with pytest.raises(InvalidEvent, match=r"^this text is empty"):
        sample(ChargeFiled, theories=iter(["", "x"]))
    with pytest.raises(InvalidEvent, match=r"^Component\.kind: "):
        sample(SentenceImposed, components=[Component(kind="no such thing")])  # type: ignore[arg-type]  # that is what is tested


@EVERY
def test_an_event_may_be_copied_and_pickled(act: type[Event]) -> None:
    event = sample(act)
    for again in (copy.copy(event), copy.deepcopy(event), pickle.loads(pickle.dumps(event))):
        assert again == event
        assert type(again) is act
    assert not hasattr(event, "__dict__")
    assert list(inspect.signature(act).parameters) == [field.name for field in fields(act)]


def test_every_refusal_is_an_error_of_the_library() -> None:
    for error in (InvalidEvent, InvalidWhen, InvalidTerm):
        assert issubclass(error, CasestateError)
        assert issubclass(error, ValueError)


@pytest.mark.parametrize(
    ("kind", "unnamed", "named", "said"),
    [
        (ChargeFiled, ("2023", "A"), {}, "ChargeFiled: each field is given by its name; write ChargeFiled(on=..., def"),
        (ChargeFiled, (), {"on": "2023"}, "ChargeFiled: defendant= and charge= must be given"),
        (Source, ("Court", "record"), {}, "Source: only name may be given without a name; write Source(name)"),
        (Source, (), {}, "Source: name= must be given"),
        (Source, ("Court",), {"name": "Court"}, "multiple values for argument 'name'"),
    ],
)
def test_arguments_that_are_missing_or_unnamed_are_named(
    kind: Any, unnamed: tuple[str, ...], named: dict[str, str], said: str
) -> None:
    with pytest.raises(TypeError, match=re.escape(said)):
        kind(*unnamed, **named)
