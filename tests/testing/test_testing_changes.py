"""The changes of files by which the laws of the testing kit compare answers."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import find
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from casestate import CaseFile
from casestate.events import ChargeFiled
from casestate.testing.laws.changes import more_recorded

NOON = datetime(2023, 2, 1, 12, tzinfo=UTC)
CASE = CaseFile("c").record(
    ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1"), recorded_at=datetime(2023, 1, 31, tzinfo=UTC)
)


class Choosing:
    """Draws one word wherever a strategy has it, and the plainest example elsewhere."""

    def __init__(self, word: str) -> None:
        self.word = word

    def draw(self, strategy: st.SearchStrategy[Any]) -> Any:
        try:
            return find(strategy, lambda drawn: drawn == self.word)
        except NoSuchExample:
            return find(strategy, lambda _: True)


@pytest.mark.parametrize("step", ["record", "account", "correct", "retract"])
def test_an_entry_of_each_kind_is_recorded_after_a_moment(step: str) -> None:
    longer = more_recorded(Choosing(step), CASE, NOON)  # type: ignore[arg-type]  # it only draws
    last = longer.last
    assert len(longer) == 2
    assert last.recorded_at is not None
    assert last.recorded_at > NOON
    revised = last.revises and last.revises.kind.value
    assert (last.account_of, revised) == {
        "record": (None, None),
        "account": ("e1", None),
        "correct": (None, "correction"),
        "retract": (None, "retraction"),
    }[step]
