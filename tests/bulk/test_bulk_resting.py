"""The garbage collector rests during bulk work, and works again after it."""

import gc
from collections.abc import Iterator

import pytest
from courts import PLAIN

from casestate import CaseFile, bulk
from casestate.errors import InvalidQuestion


@pytest.mark.parametrize("works", [True, False])
def test_the_collector_is_left_as_it_was(works: bool) -> None:
    seen = []

    def cases() -> Iterator[CaseFile]:
        seen.append(gc.isenabled())
        yield PLAIN

    try:
        if not works:
            gc.disable()
        bulk.read(cases()).findings()
        assert (seen, gc.isenabled()) == ([False], works)
    finally:
        gc.enable()


def test_the_collector_works_again_after_an_error() -> None:
    with pytest.raises(InvalidQuestion):
        bulk.read(["no case file"])
    assert gc.isenabled()
