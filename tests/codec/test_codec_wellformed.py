"""The short way of reading an entry agrees with the careful way, and leaves unusual values to it."""

import copy
import json
from typing import Any

import attrs
import pytest
from hypothesis import given
from spoiling import as_json, holder, places, spoilt

from casestate import Entry, Source
from casestate.codec import entry_fields, reading, wellformed
from casestate.codec.shape import Kind, fields_of
from casestate.entries import Revision
from casestate.errors import CasestateError
from casestate.events import EVENT_TYPES, ChargeFiled, Component, Noted, PleaEntered, PleaKind, SettlementTerm
from casestate.testing.strategies import entries
from casestate.texts import as_text

RECORDS = (*EVENT_TYPES, Entry, Source, Revision, Component, SettlementTerm)


@given(entries())
def test_written_lines_without_raw_words_are_read_the_short_way(entry: Entry) -> None:
    value = as_json(entry)
    read = wellformed.entry(value, entry.seq)
    if '{"raw": ' in json.dumps(value):
        assert read in (None, entry)
        return
    assert read == entry
    assert type(read) is Entry
    assert type(read.event) is type(entry.event)


@given(spoilt())
def test_the_short_way_agrees_with_the_careful_way(value: Any) -> None:
    before = copy.deepcopy(value)
    short, (careful, problems) = wellformed.entry(value, 5), reading._carefully(value, 5)
    assert value == before
    assert reading.read_entry(value, 5) == (careful, problems)
    if short is not None:
        assert problems == ()
        assert short == careful
        assert entry_fields(short) == entry_fields(careful)


def test_the_short_way_leaves_an_unusual_value_to_the_careful_way() -> None:
    value = as_json(Entry(id="e1", event=Noted(on="2023", text="x"), source=Source("s")))
    assert wellformed.entry(value) is not None
    for path in places(value):
        odd = copy.deepcopy(value)
        holder(odd, path)[path[-1]] = {"odd": [1]}
        assert wellformed.entry(odd) is None
    for odd in (value | {"type": "noted"}, value | {"source": value["source"] | {"version": 1}}):
        assert wellformed.entry(odd) is None
        assert reading.read_entry(odd)[0] is None
    for odd in ([], None, "x", {}, value | {"x": 1}, value | {"event": value["event"] | {"version": True}}):
        assert wellformed.entry(odd) is None


@pytest.mark.parametrize("of", RECORDS, ids=lambda of: of.__name__)
def test_converters_leave_defaults_unchanged(of: type[Any]) -> None:
    """The short way leaves defaults as they are."""
    for attribute in attrs.fields(of):
        if attribute.default is not attrs.NOTHING and attribute.converter is not None:
            assert attribute.converter(attribute.default) == attribute.default, attribute.name


@pytest.mark.parametrize("of", RECORDS, ids=lambda of: of.__name__)
def test_all_text_fields_convert_text_alike(of: type[Any]) -> None:
    """The short way converts all text alike, so the converters of text fields must agree."""
    for field in fields_of(of).values():
        if field.kind is Kind.TEXT and field.type is str and field.attribute.validator is None:
            convert: Any = field.attribute.converter
            for text in ("x", " y ", "Straße ☃", "2023", "\t.", "", " \n", "\ud800"):
                assert outcome(convert, text) == outcome(as_text, text), (field.name, text)


def outcome(convert: Any, text: str) -> str:
    try:
        return str(convert(text))
    except CasestateError as problem:
        return f"refused: {problem}"


def test_an_entry_that_was_read_is_immutable_and_of_its_own_class() -> None:
    read = wellformed.entry(as_json(Entry(id="e1", event=ChargeFiled(on="2023", defendant="A. Doe", charge="1"))))
    assert read is not None
    for record, name in ((read, "id"), (read.event, "charge")):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(record, name, "2")
        assert not hasattr(record, "__dict__")
    assert repr(read.event) == "ChargeFiled(on='2023', defendant='A. Doe', charge='1')"
    assert hash(read.event) == hash(ChargeFiled(on="2023", defendant="A. Doe", charge="1"))


def test_raw_words_are_read_the_careful_way() -> None:
    entry = Entry(id="e1", event=PleaEntered(on="2023", defendant="A. Doe", charge="1", plea=PleaKind.raw("Alford?")))
    assert wellformed.entry(as_json(entry)) is None
    assert reading.read_entry(as_json(entry)) == (entry, ())
