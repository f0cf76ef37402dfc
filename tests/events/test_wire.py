"""Written files keep their meaning: there are frozen lines for every event, version, field and word."""

import json
from pathlib import Path
from typing import Any

import attrs
import pytest

import casestate
from casestate import Entry, Source, events
from casestate.codec import entry_fields, read_entries, read_entry, reading
from casestate.codec.shape import Kind, fields_of
from casestate.entries import Revision
from casestate.events import EVENT_TYPES, Component, Event, SettlementTerm
from casestate.vocabulary import Closed

WIRE = Path(__file__).parent / "wire"
LINES = (WIRE / "entries.jsonl").read_text(encoding="utf-8").splitlines()
VALUES = (WIRE / "entries.txt").read_text(encoding="utf-8").splitlines()
SAMPLES = {json.loads(line)["id"]: (line, value) for line, value in zip(LINES, VALUES, strict=True)}
WORDS: dict[str, list[str]] = json.loads((WIRE / "words.json").read_text(encoding="utf-8"))
NAMES = {name: getattr(module, name) for module in (events, casestate) for name in module.__all__}
NAMES["Revision"] = Revision
RECORDS: tuple[type[Any], ...] = (*EVENT_TYPES, Entry, Source, Revision, Component, SettlementTerm)


def meant(value: str) -> Entry:
    """Return the value as Python code."""
    entry = eval(value, dict(NAMES))
    assert isinstance(entry, Entry)
    return entry


def frozen(of: type[Any]) -> set[str]:
    """Return the fields of a type that some sample has, by their names in files."""
    given: set[str] = set()

    def seek(record: type[Any], value: dict[str, Any]) -> None:
        if record is of:
            given.update(value)
        for wire, field in fields_of(record).items():
            held = value.get(wire)
            for each in held if isinstance(held, list) else [held]:
                if field.kind in (Kind.RECORD, Kind.RECORDS) and each is not None:
                    seek(field.type, each)
                if field.kind is Kind.EVENT and each is not None:
                    seek(types[each["type"]], each)

    types: dict[str, type[Event]] = {event.wire: event for event in EVENT_TYPES}
    for line in LINES:
        seek(Entry, json.loads(line))
    return given


def test_no_sample_stands_twice() -> None:
    assert len(SAMPLES) == len(LINES)


@pytest.mark.parametrize("id", SAMPLES)
def test_a_frozen_line_means_what_it_meant(id: str) -> None:
    line, value = SAMPLES[id]
    expected = meant(value)
    for entry, problems in (read_entry(json.loads(line)), reading._carefully(json.loads(line), 0)):
        assert problems == ()
        assert entry == expected
        assert type(entry.event) is type(expected.event)
    assert read_entries([json.loads(line)]) == ((attrs.evolve(expected, seq=1),), ())


@pytest.mark.parametrize("id", SAMPLES)
def test_a_value_of_the_present_version_is_written_as_it_was(id: str) -> None:
    line, value = SAMPLES[id]
    event = meant(value).event
    if json.loads(line)["event"]["version"] == event.version:
        assert json.dumps(entry_fields(meant(value)), ensure_ascii=False) == line


@pytest.mark.parametrize("event", EVENT_TYPES, ids=lambda event: event.wire)
def test_every_version_of_an_event_is_frozen(event: type[Event]) -> None:
    for version in range(1, event.version + 1):
        for which in ("all", "least"):
            assert f"{event.wire} {version} {which}" in SAMPLES, "add its lines to tests/wire"


@pytest.mark.parametrize("event", EVENT_TYPES, ids=lambda event: event.wire)
def test_each_sample_of_an_event_is_of_it_and_the_least_has_what_it_needs(event: type[Event]) -> None:
    samples = {
        which: json.loads(SAMPLES[f"{event.wire} {event.version} {which}"][0])["event"] for which in ("all", "least")
    }
    for written in samples.values():
        assert written["type"] == event.wire
        assert written["version"] == event.version
    needed = {wire for wire, field in fields_of(event).items() if field.default is attrs.NOTHING}
    assert samples["least"].keys() - {"type", "version"} == needed, "what must be given is a matter for a new version"
    assert samples["all"].keys() >= samples["least"].keys()


@pytest.mark.parametrize("of", RECORDS, ids=lambda of: of.__name__)
def test_every_field_is_frozen_in_some_sample(of: type[Any]) -> None:
    assert set(fields_of(of)) - frozen(of) == set(), "give a new line to tests/wire that has it"


def test_the_least_sample_spells_out_every_default() -> None:
    for event in EVENT_TYPES:
        value = SAMPLES[f"{event.wire} {event.version} least"][1]
        for name in [field.name for field in attrs.fields(event)]:
            assert f"{name}=" in value, f"add the default of {event.__name__}.{name} to tests/wire/entries.txt"


def test_every_word_is_frozen_and_none_is_gone() -> None:
    lists = {
        field.type.__name__: [word.value for word in field.type]
        for of in RECORDS
        for field in fields_of(of).values()
        if field.kind is Kind.WORD or (field.kind is Kind.TEXT and issubclass(field.type, Closed))
    }
    assert {name: set(words) for name, words in lists.items()} == {name: set(words) for name, words in WORDS.items()}
