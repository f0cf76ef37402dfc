"""A mapping that nobody can change."""

import copy
import pickle
from typing import Any

import pytest

from casestate.readonly import ReadOnly, read_only

HELD = ReadOnly({"1": "a", "2": "b"})


def test_a_read_only_mapping_holds_a_copy_of_its_items() -> None:
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
def test_a_read_only_mapping_may_be_copied_and_pickled(again: Any) -> None:
    assert again(HELD) == HELD
    assert type(again(HELD)) is ReadOnly


def test_a_read_only_mapping_cannot_be_changed() -> None:
    held: Any = HELD
    with pytest.raises(TypeError):
        held["1"] = "c"
    with pytest.raises(TypeError):
        del held["1"]
    with pytest.raises(AttributeError):
        held.more = 1
    with pytest.raises(AttributeError):
        held._held = {}


def test_a_read_only_mapping_is_hashable_if_its_values_are() -> None:
    assert hash(HELD) == hash(ReadOnly({"2": "b", "1": "a"}))
    with pytest.raises(TypeError, match="unhashable"):
        hash(ReadOnly({"1": []}))
