"""The rule has every property: ``cd examples/record_clearing && python -m pytest``."""

from collections.abc import Callable

import pytest
from clearing import Rule, may_be_cleared
from properties import PROPERTIES


@pytest.mark.parametrize("held", PROPERTIES)
def test_the_rule(held: Callable[[Rule], None]) -> None:
    """The statute, one property at a time."""
    held(may_be_cleared)
