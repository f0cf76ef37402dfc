"""Sources: every footing in order of strength, and a name that is required."""

from typing import Any

import pytest
from hypothesis import given

from casestate import UNKNOWN_SOURCE, Basis, Source, When
from casestate.errors import InvalidEvent, InvalidWhen
from casestate.testing.strategies import sources

STRONGEST_FIRST = ["record", "official", "party", "counsel", "press", "anonymous", "inferred", "unknown"]


def test_the_footings_are_ordered_from_the_courts_record_to_the_unknown() -> None:
    assert [basis.value for basis in Basis] == STRONGEST_FIRST
    assert [basis.rank for basis in Basis] == list(range(8))


@pytest.mark.parametrize("one", list(Basis))
@pytest.mark.parametrize("other", list(Basis))
def test_a_footing_is_at_least_itself_and_all_that_are_weaker(one: Basis, other: Basis) -> None:
    assert one.at_least(other) is (STRONGEST_FIRST.index(one) <= STRONGEST_FIRST.index(other))


@given(sources())
def test_a_source_is_a_value_that_prints_as_the_call_that_makes_it(source: Source) -> None:
    assert eval(repr(source), {"Source": Source}) == source
    assert hash(eval(repr(source), {"Source": Source})) == hash(source)
    with pytest.raises(AttributeError):
        source.name = "x"  # type: ignore[misc]


def test_a_source_says_on_what_footing_and_when_in_words() -> None:
    source = Source("a wire report", basis=" Press ", published="2023-04")  # type: ignore[arg-type]  # read all the same
    assert source == Source("a wire report", basis=Basis.PRESS, published=When.month(2023, 4))


@pytest.mark.parametrize("name", ["", "  ", None, 3])
def test_a_source_needs_a_name(name: Any) -> None:
    with pytest.raises(InvalidEvent, match="UNKNOWN_SOURCE"):
        Source(name)


@pytest.mark.parametrize("basis", ["hearsay", None, 0, []])
def test_a_footing_that_is_none_is_refused_and_the_accepted_ones_are_named(basis: Any) -> None:
    with pytest.raises(InvalidEvent, match="accepted: record, official, party, counsel, press"):
        Source("x", basis=basis)


def test_a_source_published_on_no_date_is_refused() -> None:
    with pytest.raises(InvalidWhen):
        Source("x", published="yesterday")


def test_the_unknown_source_has_no_footing() -> None:
    assert (UNKNOWN_SOURCE.basis, UNKNOWN_SOURCE.published) == (Basis.UNKNOWN, None)


@pytest.mark.parametrize("name", ["\ud800", "court \udfff"])
def test_a_name_no_file_can_keep_is_refused(name: str) -> None:
    with pytest.raises(InvalidEvent, match="a source needs a name"):
        Source(name)
