"""Choose among options: with Hypothesis, which shrinks towards the first option, or always the first."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar

from hypothesis import strategies as st

T = TypeVar("T")
Choose = Callable[[Sequence[T]], T]


def choosing(draw: st.DrawFn) -> Choose[Any]:
    """Return a function that lets Hypothesis choose."""

    def choose(options: Sequence[Any]) -> Any:
        return options[0] if len(options) == 1 else options[draw(_places(len(options)))]

    return choose


def first(options: Sequence[T]) -> T:
    """Return the first option, which is the plainest."""
    return options[0]


@cache
def _places(number: int) -> st.SearchStrategy[int]:
    return st.integers(0, number - 1)


def named(name: str, drawn: st.SearchStrategy[T], *shown: object) -> st.SearchStrategy[T]:
    """
    Return a strategy whose repr is a call by this name; the reprs of its parts together can be longer than any page.

    >>> named("numbers", st.integers() | st.floats(), 3)
    numbers(3)
    """

    def drawing(draw: st.DrawFn, *_: object) -> T:
        return draw(drawn)

    drawing.__name__ = name
    return st.composite(drawing)(*shown)
