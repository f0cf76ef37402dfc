"""Lines that are parsed together have the values that they have one by one, or are left to be parsed one by one."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casestate import Entry, Source, dumps, loads
from casestate.codec import entry_text, file
from casestate.codec.together import parsed
from casestate.errors import InvalidFile
from casestate.events import Noted
from casestate.testing.strategies import entries, messy

PIECES = ("{", "}", "[", "]", '"', ",", ":", " ", "\t", "\n", "\\", "0", "70368744177", ",70368744177,", "NaN", '"id"')
NOTED = {"id": "e1", "event": {"type": "noted", "version": 1, "on": "2023", "text": "x"}, "source": {"name": "s"}}


@st.composite
def lines(draw: Callable[..., Any]) -> list[str]:
    """A few lines of entries, and of pieces that change where a value, a text or a field ends."""
    whole = entries().map(entry_text)
    noise = st.lists(st.sampled_from(PIECES), max_size=8).map("".join)
    texts: list[str] = draw(st.lists(whole | noise | st.sampled_from(["{}", "{},{}"]), min_size=1, max_size=4))
    for _ in range(draw(st.integers(0, 2))):
        place = draw(st.integers(0, len(texts) - 1))
        at = draw(st.integers(0, len(texts[place])))
        cut = draw(st.integers(0, 2))
        texts[place] = texts[place][:at] + draw(st.sampled_from(("", *PIECES))) + texts[place][at + cut :]
    return texts


def one_by_one(texts: list[str]) -> list[Any] | None:
    """The values of lines that are all sound, as the general way parses them."""
    values = [file._parse_or_problem(text.encode()) for text in texts]
    return None if any(isinstance(value, file._BadLine) for value in values) else values


@given(lines())
def test_lines_parsed_together_have_the_values_of_the_general_way(texts: list[str]) -> None:
    together = parsed(texts, fields_once=True)
    assert together is None or together == one_by_one(texts)


@given(st.lists(entries(), min_size=1, max_size=5))
def test_written_lines_are_parsed_together(several: list[Entry]) -> None:
    texts = [entry_text(entry) for entry in several]
    values = parsed(texts, fields_once=True)
    if not any(mark in text for text in texts for mark in (" :", '\\":')):
        assert values == [json.loads(text) for text in texts]


@pytest.mark.parametrize(
    "texts",
    [
        ["[1", "2], 3"],
        ['{"a": [{}', "{}]},70368744177,{}"],
        ['{"a": "x', 'y"},{}'],
        ["{},{}", ""],
        ['{"a": 70368744177}', "{}"],
        ['{"a": NaN}', "{}"],
        ['{"a": 1, "a": 2}', "{}"],
        ['{"a" : 1, "a" : 2}', "{}"],
        ['{"a"\n: 1, "a": 2}', "{}"],
        [json.dumps(NOTED).replace('"on"', '"text"'), json.dumps(NOTED)],
        [json.dumps(NOTED).replace('"name": "s"', '"name": "s", "name": "a:b"'), json.dumps(NOTED)],
        ['[{"a": 1, "a": 2}]'],
        ["[" * 100_000],
        ['{"event": {}, "source": "xy", "source": {"a": 0}}'],
    ],
    ids=lambda texts: texts[0][:30],
)
def test_lines_that_are_sound_only_together_are_left_to_the_general_way(texts: list[str]) -> None:
    assert parsed(texts, fields_once=True) is None


def test_a_field_that_stands_twice_is_refused_only_where_it_is_asked() -> None:
    assert parsed(['{"a": 1, "a": 2}', "[[0], {}]", "7"]) == [{"a": 2}, [[0], {}], 7]


@given(messy(), st.data())
def test_a_file_with_one_damage_is_refused_as_if_each_line_were_parsed_alone(case: Any, data: st.DataObject) -> None:
    text = dumps(case)
    at = data.draw(st.integers(0, len(text)))
    spoilt = text[:at] + data.draw(st.sampled_from(("", *PIECES))) + text[at + data.draw(st.integers(0, 1)) :]
    together = outcome(spoilt)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(file, "parsed", lambda *_, **__: None)
        assert outcome(spoilt) == together


def outcome(text: str) -> Any:
    try:
        return loads(text)
    except InvalidFile as problem:
        return problem.problems


def test_a_moment_has_colons_of_its_own() -> None:
    entry = Entry(
        id="e1", event=Noted(on="2023", text="at 9:30"), source=Source("s"), recorded_at="2023-01-31T09:30:00Z"
    )
    text = entry_text(entry)
    assert parsed([text, text], fields_once=True) == [json.loads(text)] * 2
