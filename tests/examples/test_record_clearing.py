"""The record-clearing example: the rule has every property, and each planted mistake is found in a short history."""

from collections.abc import Callable
from pathlib import Path

import pytest
from clearing import Rule, may_be_cleared
from planted import counting_from_the_conviction, forgetting_refilings
from properties import PROPERTIES, nothing_is_cleared_before_its_time, nothing_is_cleared_that_was_brought_again

pytestmark = pytest.mark.long

README = (Path(__file__).parents[2] / "examples" / "record_clearing" / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("held", PROPERTIES)
def test_the_rule_has_every_property(held: Callable[[Rule], None]) -> None:
    held(may_be_cleared)


@pytest.mark.parametrize(
    ("planted", "held"),
    [
        (counting_from_the_conviction, nothing_is_cleared_before_its_time),
        (forgetting_refilings, nothing_is_cleared_that_was_brought_again),
    ],
)
def test_a_planted_mistake_is_found_in_a_short_history(planted: Rule, held: Callable[[Rule], None]) -> None:
    with pytest.raises(AssertionError) as found:
        held(planted)
    said = str(found.value).partition("\nassert")[0]
    assert said.count(".record(") <= 5
    assert planted.__name__.replace("_", " ") in README
