"""A text that a spreadsheet would run is escaped in CSV, and comes back as it was."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casestate.exporters import escape_formula, unescape_formula, write_csv
from casestate.records import Types

BEGINNINGS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", "\0", "\ufeff")


@pytest.mark.parametrize("text", [*[f"{each}SUM(1)" for each in BEGINNINGS], "'=1", "''-1"])
def test_what_begins_as_a_formula_begins_with_an_apostrophe(text: str) -> None:
    assert escape_formula(text) == f"'{text}"
    assert unescape_formula(f"'{text}") == text


@given(st.one_of(st.text(), st.text(alphabet="'=+-@＝＋－＠\t\r\n\0\ufeffa")))
def test_the_text_comes_back(text: str) -> None:
    escaped = escape_formula(text)
    assert unescape_formula(escaped) == text
    assert not escaped.startswith(BEGINNINGS)


def test_cells_are_escaped_unless_told_otherwise() -> None:
    rows = [{"a": "=1", "b": None, "c": True, "d": [{"words": "=1"}]}]
    types: Types = {"a": str, "b": str, "c": bool, "d": {"words": str}}
    for escape, cell in ((True, "'=1"), (False, "=1")):
        file = io.StringIO(newline="")
        assert write_csv(rows, types, file, escape_formulas=escape) == 1
        assert list(csv.reader(io.StringIO(file.getvalue()))) == [
            ["a", "b", "c", "d"],
            [cell, "", "true", '[{"words": "=1"}]'],
        ]
