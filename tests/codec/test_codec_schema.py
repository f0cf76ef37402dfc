"""The published JSON Schema and the codec agree: written lines are valid, and invalid lines are not read."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator
from spoiling import ODD, as_json, spoilt
from strategies import case_files

from casestate import CaseFile, Entry, dumps, loads
from casestate.codec import entry_fields, read_entry, schema
from casestate.codec.shape import Kind, fields_of
from casestate.entries import Revision
from casestate.errors import InvalidFile
from casestate.events import EVENT_TYPES, Component, EntryRetracted, Event, SettlementTerm
from casestate.sources import Source
from casestate.testing.strategies import entries
from casestate.vocabulary import Closed

VALID = Draft202012Validator(schema.schema())
WIRE = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "events" / "wire" / "entries.jsonl").read_text("utf-8").splitlines()
]
HEADING = '{"casestate": 1, "case": "c", "procedure": "generic"}'
RECORDS: tuple[type[Any], ...] = (*EVENT_TYPES, Entry, Source, Revision, Component, SettlementTerm)
LOOSE = {
    wire
    for of in RECORDS
    for wire, field in fields_of(of).items()
    if field.kind is Kind.WORD
    or field.type.__name__ in ("Term", "Money", "date", "datetime")
    or (field.kind is Kind.TEXT and issubclass(field.type, Closed))
}
"""The fields whose text may be spelt in more than one way, by name."""


def filed(**fields: Any) -> dict[str, Any]:
    event = {"type": "charge.filed", "version": 1, "on": "2023-01", "defendant": "A. Doe", "charge": "1"}
    return {"id": "e1", "event": event | fields}


def respelt(value: Any, written: Any) -> Any:
    """Return the value with each word that has several spellings in the spelling that is written."""
    if isinstance(value, list) and isinstance(written, list):
        return [respelt(*each) for each in zip(value, written, strict=True)]
    if not isinstance(value, dict) or not isinstance(written, dict):
        return value
    kept = {name: each for name, each in value.items() if name in written or name not in LOOSE}
    return {
        name: written[name] if name in LOOSE and isinstance(each, str) else respelt(each, written.get(name))
        for name, each in kept.items()
    }


def test_the_schema_is_one_of_draft_2020_12() -> None:
    Draft202012Validator.check_schema(schema.schema())
    assert schema.schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert json.loads(schema.text()) == schema.schema()


@given(entries())
def test_every_entry_that_is_written_is_valid(entry: Entry) -> None:
    VALID.validate(as_json(entry))


@given(case_files())
def test_every_line_of_a_file_is_valid(case: CaseFile) -> None:
    for line in dumps(case.retract(case.last, reason="in error") if case.entries else case).split("\n")[:-1]:
        VALID.validate(json.loads(line))


def test_every_line_of_the_example_is_valid() -> None:
    example = Path(__file__).parents[2] / "examples" / "rust" / "case.jsonl"
    for line in example.read_text(encoding="utf-8").splitlines():
        VALID.validate(json.loads(line))


@given(spoilt())
def test_invalid_lines_are_not_read_except_for_other_spellings(value: Any) -> None:
    read, _ = read_entry(value)
    if read is None:
        return
    written = entry_fields(read)
    VALID.validate(written)
    if not VALID.is_valid(value):
        assert respelt(value, written) != value
        VALID.validate(respelt(value, written))


@pytest.mark.parametrize("event", EVENT_TYPES, ids=lambda event: event.wire)
def test_invalid_fields_are_not_read_except_for_other_spellings(event: type[Event]) -> None:
    """Every field of the event in turn, with each odd value in its place."""
    valid = Draft202012Validator({"$ref": f"#/$defs/{event.wire}", "$defs": schema.schema()["$defs"]})
    sample = next(each for each in WIRE if each["id"] == f"{event.wire} {event.version} all")
    for wire in fields_of(event):
        for odd in ODD:
            value = sample | {"event": sample["event"] | {wire: odd}}
            read, _ = read_entry(value)
            if read is not None and not valid.is_valid(value["event"]):
                written = respelt(value, entry_fields(read))["event"]
                assert written != value["event"], (wire, odd)
                valid.validate(written)


@pytest.mark.parametrize(
    "value",
    [
        {"id": "e1"},
        filed(id="e1"),
        filed(charge=1),
        filed(charge=" "),
        filed(on="January"),
        filed(on=None),
        filed(version=2),
        filed(type="charge.field"),
        filed(quantity=0),
        filed(refiles="2"),
        filed(refiles=[2]),
        filed(instrument="writ"),
        filed(instrument={"raw": ""}),
        filed(instrument={"raw": "writ", "x": 1}),
        filed(exposure="12 moons"),
        filed() | {"x": 1},
        filed() | {"ordinal": 10**9 + 1},
        filed() | {"ordinal": True},
        filed() | {"recorded_at": "2023-01-01T10:00"},
        filed() | {"docketed_on": "2023-01"},
        filed() | {"source": {"basis": "press"}},
        filed() | {"source": {"name": "s", "basis": "rumour"}},
        filed() | {"revises": {"entry": "e0", "kind": "correction"}},
        {"id": "e1", "event": {"type": "claim.filed", "version": 1, "on": "2023", "claim": "1", "defendants": []}},
        {
            "id": "e1",
            "event": {
                "type": "stated",
                "version": 1,
                "on": "2023",
                "by": "x",
                "modality": "denies",
                "about": {"type": "stated", "version": 1, "on": "2023", "by": "x", "modality": "denies"},
            },
        },
    ],
    ids=lambda value: json.dumps(value)[-60:],
)
def test_other_faults_are_refused_by_schema_and_reader(value: Any) -> None:
    assert not VALID.is_valid(value)
    assert read_entry(value)[0] is None


@pytest.mark.parametrize(
    "heading",
    [{}, {"x": 1}, {"casestate": 2}, {"casestate": "1"}, {"case": " "}, {"case": 1}, {"procedure": []}],
    ids=json.dumps,
)
def test_a_heading_is_held_to_the_schema_too(heading: dict[str, Any]) -> None:
    whole = json.loads(HEADING)
    value = whole | heading if heading else {"casestate": 1, "case": "c"}
    VALID.validate(whole)
    assert not VALID.is_valid(value)
    with pytest.raises(InvalidFile):
        loads(json.dumps(value))


def line(value: Any) -> str:
    return json.dumps(value)


STRICTER = {
    "one object has each field once": [line(filed()).replace('"id": "e1"', '"id": "e1", "id": "e2"')],
    "days are days of the calendar": [
        line(filed(on="2023-02-30")),
        line(filed(on="[2023-02..2023-01]")),
        line(filed(exposure="2 years to 1 year")),
    ],
    "a whole number is written without": [line(filed() | {"ordinal": 1.0})],
    "text has no half characters": [line(filed(offense="\ud800"))],
    "a charge does not stand among": [line(filed(refiles=["1"]))],
    "the event of a retraction is": [
        line(filed() | {"revises": {"entry": "e0", "kind": "retraction", "reason": "x"}}),
        line({"id": "e1", "event": {"type": "entry.retracted", "version": 1}}),
    ],
    "ids are unique, and links lead": [
        line(filed() | {"after": ["e9"]}),
        f"{line(filed())}\n{line(filed(charge='2'))}",
    ],
}


@pytest.mark.parametrize("asked", schema.READ_STRICTER, ids=lambda asked: asked[:30])
def test_documented_demands_of_the_reader_go_beyond_the_schema(asked: str) -> None:
    (beginning,) = [beginning for beginning in STRICTER if asked.startswith(beginning)]
    for text in STRICTER[beginning]:
        for each in text.splitlines():
            VALID.validate(json.loads(each))
        with pytest.raises(InvalidFile):
            loads(f"{HEADING}\n{text}")


LOOSER = {
    "coded words": filed(instrument="Indictment"),
    "terms and sums": filed(exposure="1 year 6 months"),
    "moments": filed() | {"recorded_at": "20230421T093000-0600"},
}


@pytest.mark.parametrize("taken", schema.READ_LOOSER, ids=lambda taken: taken[:12])
def test_documented_other_spellings_are_read_and_written_as_the_schema_says(taken: str) -> None:
    (beginning,) = [beginning for beginning in LOOSER if taken.startswith(beginning)]
    value = LOOSER[beginning]
    assert not VALID.is_valid(value)
    read, problems = read_entry(value)
    assert problems == ()
    assert read is not None
    VALID.validate(entry_fields(read))


def test_a_retraction_is_valid() -> None:
    revises = Revision(entry="e0", kind="retraction", reason="x")
    VALID.validate(as_json(Entry(id="e1", event=EntryRetracted(), revises=revises)))
