"""
The content of each text field of an event, compared with a list kept here by hand.

A field that names another charge without saying so would reveal a sealed charge. A new field fails here until it is
listed.
"""

from typing import Any, get_args

import attrs
import pytest

from casestate import CaseFile
from casestate.events import (
    EVENT_TYPES,
    ChargeAct,
    ChargeFiled,
    ChargeMerged,
    Component,
    Event,
    HearingSet,
    RecordSealed,
    SentenceImposed,
    SettlementTerm,
    Stated,
)
from casestate.events.fields import (
    CHARGES_ACTED_ON,
    LINKS,
    OTHER_CHARGES,
    OTHER_NAMES,
    PEOPLE,
    PEOPLE_CONCERNED,
    PEOPLE_NAMED,
    fields_holding,
    texts_in,
    without,
)

KEY, WORDS = "the file's own id of one thing", "words of the source"
HELD = {
    CHARGES_ACTED_ON: "refiles supersedes",
    OTHER_CHARGES: "also_for alternative_to lesser_of successors with_ from_ into concurrent_with consecutive_to",
    PEOPLE_CONCERNED: "defendant defendants person",
    PEOPLE_NAMED: "by claimants for_ harmed victims",
    OTHER_NAMES: "name",
    KEY: "charge citation claim hearing incident motion proceeding",
    WORDS: "added_enhancements added_theories agency authority before cause conditions count court "
    "dropped_enhancements dropped_theories enhancements for_enhancement grade offense outcome place program question "
    "reason role seeks sovereign specification statute text theories to what",
}
"""The content of every text field of this name, in any event."""
CONTENT = {name: content for content, names in HELD.items() for name in names.split()}
RECORDS: tuple[Any, ...] = (*EVENT_TYPES, Component, SettlementTerm)
TEXTS = [(cls, field) for cls in RECORDS for field in attrs.fields(cls) if str in (field.type, *get_args(field.type))]


@pytest.mark.parametrize("record", RECORDS)
def test_every_text_field_says_whether_it_holds_charges_or_people(record: type[Any]) -> None:
    for field in [field for cls, field in TEXTS if cls is record]:
        assert field.name in CONTENT, f"list {field.name} above, by what it holds"
        expected = CONTENT[field.name]
        assert field.metadata.get("holds", expected if expected in (KEY, WORDS) else None) == expected, field.name


def test_only_text_fields_hold_charges_or_people() -> None:
    listed = {(cls, field.name) for cls, field in TEXTS}
    for cls in RECORDS:
        assert {(cls, name) for name in fields_holding(cls, (*LINKS, *PEOPLE))} <= listed


LINKING = [
    (cls, field) for cls, field in TEXTS if field.name in f"{HELD[CHARGES_ACTED_ON]} {HELD[OTHER_CHARGES]}".split()
]
SECRET = "zqx"
"""The id of a sealed charge."""


def linked(cls: type[Any], field: Any) -> Event:
    """Return an act on charge 2 that names the sealed charge in this field."""
    ids: dict[str, Any] = {field.name: SECRET if field.type == str | None else (SECRET, "3")}
    if cls is Component:
        return SentenceImposed(
            on="2023-05-01", defendant="A. Doe", charge="2", components=Component(kind="jail", **ids)
        )
    return cls(on="2023-05-01", defendant="A. Doe", charge="2", **ids)  # type: ignore[no-any-return]  # of any type


@pytest.mark.parametrize("spoken_of", [False, True], ids=["done", "spoken of"])
@pytest.mark.parametrize(("cls", "field"), LINKING, ids=[f"{cls.__name__}.{field.name}" for cls, field in LINKING])
def test_no_field_names_a_sealed_charge_to_the_public(cls: type[Any], field: Any, spoken_of: bool) -> None:
    act = linked(cls, field)
    assert SECRET in repr(act)
    event = Stated(on="2023-05-01", by="counsel", modality="expects", about=act) if spoken_of else act
    where: dict[str, Any] = {"defendant": "A. Doe"}
    case = CaseFile("c").record(ChargeFiled(on="2023-01-01", charge=SECRET, **where))
    case = case.record(ChargeFiled(on="2023-01-02", charge="2", **where)).record(event)
    case = case.record(RecordSealed(on="2023-02-01", charge=SECRET, **where))
    view = case.at()
    assert len(view.timeline) == 2
    told = repr([view.timeline, view.entries, view.findings, view.statements, view["A. Doe"]])
    assert SECRET not in told
    assert SECRET in repr(case.at(clearance="sealed").timeline)


@pytest.mark.parametrize(
    "act", [act for act in EVENT_TYPES if issubclass(act, ChargeAct)], ids=lambda act: act.__name__
)
def test_an_act_is_on_its_charge_and_on_the_charges_its_fields_say_it_is_on(act: type[ChargeAct]) -> None:
    needed = {"verdict": "hung", "plea": "guilty", "outcome": "unknown"}
    given = {name: needed[name] for name in needed.keys() & attrs.fields_dict(act).keys()}
    links: dict[str, Any] = {name: (f"of {name}",) for name in fields_holding(act, (CHARGES_ACTED_ON,))}
    event = act(on="2023", defendant="A. Doe", charge="1", **given, **links)
    assert [subject.key for subject in event.subjects] == ["1", *(f"of {name}" for name in links)]


def test_texts_are_found_in_the_parts_of_an_event_too() -> None:
    parts = [Component(kind="jail", consecutive_to=("3", "1")), Component(kind="fine", concurrent_with="4")]
    sentence = SentenceImposed(on="2023", defendant="A. Doe", charge="1", by="Judge Roe", components=parts)
    said = Stated(on="2023", by="counsel", modality="expects", about=sentence, defendants="B. Roe")
    assert [*texts_in(said, LINKS)] == ["3", "1", "4"]
    assert {*texts_in(said, PEOPLE)} == {"counsel", "B. Roe", "A. Doe", "Judge Roe"}
    assert [*texts_in(said, (PEOPLE_CONCERNED,))] == ["B. Roe", "A. Doe"]


def test_removed_texts_are_removed_from_every_field() -> None:
    part, other = Component(kind="jail", consecutive_to=("3", "1")), Component(kind="fine", amount=5)
    sentence = SentenceImposed(on="2023", defendant="A. Doe", charge="1", components=[part, other])
    said = Stated(on="2023", by="counsel", modality="expects", about=sentence)
    left = attrs.evolve(sentence, components=[Component(kind="jail", consecutive_to="1"), other])
    assert without(said, {"3"}, LINKS) == attrs.evolve(said, about=left)
    merged = ChargeMerged(on="2023", defendant="A. Doe", charge="1", into="3")
    assert without(merged, {"3"}, LINKS) == ChargeMerged(on="2023", defendant="A. Doe", charge="1")


@pytest.mark.parametrize(
    "event",
    [
        Stated(on="2023", by="counsel", modality="expects"),
        SentenceImposed(on="2023", defendant="3", charge="3", components=Component(kind="jail", consecutive_to="1")),
        HearingSet(on="2023", hearing="3", for_="2024", defendants=("A. Doe",)),
    ],
    ids=lambda event: type(event).__name__,
)
def test_an_event_without_the_replaced_texts_stays_the_same_object(event: Event) -> None:
    assert without(event, {"3"}, LINKS) is event
