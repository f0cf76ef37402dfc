"""A mapping that nobody can change."""

import copy
import pickle
from typing import Any

import pytest

from casestate.readonly import ReadOnly, read_only

HELD = ReadOnly({"1": "a", "2": "b"})


def test_it_holds_what_it_was_made_of_and_goes_on_to() -> None:
    given = {"1": "a", "2": "b"}
    held = ReadOnly(given)
    given.clear()
    assert held == HELD == {"1": "a", "2": "b"}
    assert HELD == {"1": "a", "2": "b"}
    assert HELD != {"1": "a"}
    assert (list(HELD), len(HELD), HELD["2"], HELD.get("3")) == (["1", "2"], 2, "b", None)
    assert repr(HELD) == "ReadOnly({'1': 'a', '2': 'b'})"
    assert read_only(HELD) is HELD


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda held: pickle.loads(pickle.dumps(held))])
def test_it_may_be_copied_and_pickled(again: Any) -> None:
    assert again(HELD) == HELD
    assert type(again(HELD)) is ReadOnly


def test_nothing_changes_it() -> None:
    held: Any = HELD
    with pytest.raises(TypeError):
        held["1"] = "c"
    with pytest.raises(TypeError):
        del held["1"]
    with pytest.raises(AttributeError):
        held.more = 1
    with pytest.raises(AttributeError):
        held._held = {}


def test_it_is_hashed_by_its_values_where_they_can_be() -> None:
    assert hash(HELD) == hash(ReadOnly({"2": "b", "1": "a"}))
    with pytest.raises(TypeError, match="unhashable"):
        hash(ReadOnly({"1": []}))
