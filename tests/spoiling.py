"""Entries as JSON, and what becomes of them when a few things in them are spoilt."""

import copy
import json
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from casestate import Entry
from casestate.codec import entry_fields
from casestate.testing.strategies import entries

ODD: tuple[Any, ...] = (
    *(None, True, 0, 1, -1, 10**9 + 1, 1.0, "", " ", "x", "1", "é", "\ud800", [], [1], ["x"], {}, {"raw": "x"}),
    *("2023", "2023-02-30", "[2023-01..2023-02]", "No Contest", "unknown ", "PRESS", "18 MONTHS", "1 year 6 months"),
    *("life", "500", "1,000.50 EUR", "2023-04-21T09:30Z", "20230421T093000-0600"),
)
"""What may stand where something else should: some of it is read all the same."""


def as_json(entry: Entry) -> Any:
    return json.loads(json.dumps(entry_fields(entry)))


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where in a JSON value something stands."""
    if path:
        yield path
    for key, each in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from places(each, (*path, key))


def holder(value: Any, path: tuple[Any, ...]) -> Any:
    for step in path[:-1]:
        value = value[step]
    return value


@st.composite
def spoilt(draw: st.DrawFn) -> Any:
    """The JSON object of an entry in which a few things were taken out, put in, or put in another's place."""
    value = as_json(draw(entries()))
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from([*places(value)]))
        inside, key = holder(value, path), path[-1]
        match draw(st.integers(0, 3)):
            case 0:
                del inside[key]
            case 1:
                inside[key] = draw(st.sampled_from(ODD))
            case 2:
                inside[key] = copy.deepcopy(holder(value, other := draw(st.sampled_from([*places(value)])))[other[-1]])
            case _ if isinstance(inside, dict):
                inside[draw(st.sampled_from(["id", "on", "by", "type", "raw", "seq", "x"]))] = inside[key]
    return value
