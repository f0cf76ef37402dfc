"""What a law is: a function that looks for a history of which it does not hold, and the search that runs it."""

import inspect
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Flaky

from casestate.errors import InvalidQuestion

S = TypeVar("S")

Law = Callable[[S, st.DataObject], None]
"""It raises :class:`Counterexample` where it does not hold; its docstring says the law and what it guards against."""


class Counterexample(Exception):
    """
    A history of which a law does not hold.

    Attributes:
        words: What went wrong.
        history: The history as code.
    """

    def __init__(self, words: str, history: str) -> None:
        self.words = words
        self.history = history
        super().__init__(words)


class LawBroken(AssertionError):
    """
    A law does not hold: its name, what it says, what went wrong, and the shortest history found, as code.

    Where your own code raised an error, that is its ``__cause__``.

    Attributes:
        law: The name of the law, as ``laws=`` and ``without=`` take it.
        history: The history as code.
    """

    def __init__(self, law: Callable[..., Any], counterexample: Counterexample) -> None:
        self.law = law.__name__
        self.history = counterexample.history
        super().__init__(
            f"the law {self.law!r} does not hold.\n{inspect.getdoc(law)}\n\n"
            f"{counterexample.words}\n\nThe history:\n\n{counterexample.history}"
        )


def chosen(
    every: Iterable[Callable[..., None]], laws: Iterable[str] | None, without: Iterable[str]
) -> list[Callable[..., None]]:
    """
    The laws of these names, in their own order; all where none is named.

    Raises:
        InvalidQuestion: There is no law of such a name, or none is left to hold anything to.
    """
    by_name: Mapping[str, Callable[..., None]] = {law.__name__: law for law in every}
    wanted, unwanted = set(by_name) if laws is None else _names(laws, by_name), _names(without, by_name)
    left = [law for name, law in by_name.items() if name in wanted - unwanted]
    if not left:
        raise InvalidQuestion(f"no law is left to try; laws= and without= take some of: {', '.join(by_name)}")
    return left


def _names(given: Iterable[str], known: Mapping[str, object]) -> set[str]:
    names = [given] if isinstance(given, str) else list(given)
    unknown = [name for name in names if name not in known]
    if unknown:
        raise InvalidQuestion(f"there is no law {unknown[0]!r} here; laws= and without= take names: {', '.join(known)}")
    return set(names)


def as_settings(how: Any) -> settings:
    """
    The settings given, or those of Hypothesis.

    Raises:
        InvalidQuestion: They are none.
    """
    if how is None:
        return settings()
    if not isinstance(how, settings):
        raise InvalidQuestion(f"settings= takes hypothesis.settings(max_examples=100) or the like, not {how!r}")
    return how


def search(laws: Iterable[Law[S]], subject: S, how: settings | None) -> None:
    """
    Look for a history that breaks one of the laws, each in turn.

    Raises:
        LawBroken: One does not hold.
        InvalidQuestion: ``how`` is not what Hypothesis calls settings.
    """
    asked = as_settings(how)
    # What Hypothesis would explain are the draws, which nobody sees; the history is shown instead.
    phases = [phase for phase in asked.phases if phase is not Phase.explain]
    for law in laws:
        _hold(law, subject, settings(asked, deadline=None, report_multiple_bugs=False, phases=phases))


def _hold(law: Law[S], subject: S, how: settings) -> None:
    def holds(data: st.DataObject) -> None:
        law(subject, data)

    # What failed before is looked up by the name of the test, so that each law has its own.
    holds.__name__ = holds.__qualname__ = law.__name__
    try:
        how(given(st.data())(holds))()
    except Counterexample as found:
        raise LawBroken(law, found) from found.__cause__
    except Flaky as problem:
        words = "Asked again about one and the same history, it answered otherwise: it depends on more than the history"
        history = next((each.history for each in _causes(problem) if isinstance(each, Counterexample)), "")
        raise LawBroken(law, Counterexample(words, history)) from None


def _causes(problem: BaseException) -> list[BaseException]:
    """The failures that were not repeated; a group of them since Hypothesis tells several."""
    return [*getattr(problem, "exceptions", ()), *([problem.__context__] if problem.__context__ else [])]
