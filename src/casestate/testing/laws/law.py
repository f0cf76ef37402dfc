"""Laws and the search that runs them. A law is a function that raises a counterexample if it does not hold."""

import inspect
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Flaky

from casestate.errors import InvalidQuestion

S = TypeVar("S")

Law = Callable[[S, st.DataObject], None]
"""A law raises :class:`Counterexample` if it does not hold. Its docstring states it and what it guards against."""


class Counterexample(Exception):
    """
    A history for which a law does not hold.

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
    A law does not hold. The message has its name, its text, what went wrong, and the shortest history found, as code.

    If your own code raised an error, that error is the ``__cause__``.

    Attributes:
        law: The name of the law, as for ``laws=`` and ``without=``.
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
    Return the laws with these names, in their own order; all if ``laws`` is ``None``.

    Raises:
        InvalidQuestion: There is no law with a given name, or no law is left to try.
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
    Return the settings given, or the defaults of Hypothesis.

    Raises:
        InvalidQuestion: The argument is not a Hypothesis ``settings`` object.
    """
    if how is None:
        return settings()
    if not isinstance(how, settings):
        raise InvalidQuestion(f"settings= takes hypothesis.settings(max_examples=100) or the like, not {how!r}")
    return how


def search(laws: Iterable[Law[S]], subject: S, how: settings | None) -> None:
    """
    Look for a history that breaks a law, for each law in turn.

    Raises:
        LawBroken: A law does not hold.
        InvalidQuestion: ``how`` is not a Hypothesis ``settings`` object.
    """
    asked = as_settings(how)
    # Hypothesis would explain the draws, which the user does not see; the history is shown instead.
    phases = [phase for phase in asked.phases if phase is not Phase.explain]
    for law in laws:
        _hold(law, subject, settings(asked, deadline=None, report_multiple_bugs=False, phases=phases))


def _hold(law: Law[S], subject: S, how: settings) -> None:
    def holds(data: st.DataObject) -> None:
        law(subject, data)

    # Hypothesis stores failures by the name of the test, so each law needs a name of its own.
    holds.__name__ = holds.__qualname__ = law.__name__
    try:
        how(given(st.data())(holds))()
    except Counterexample as found:
        raise LawBroken(law, found) from found.__cause__
    except Flaky as problem:
        words = "Asked again about the same history, it answered differently: it depends on more than the history"
        history = next((each.history for each in _causes(problem) if isinstance(each, Counterexample)), "")
        raise LawBroken(law, Counterexample(words, history)) from None


def _causes(problem: BaseException) -> list[BaseException]:
    """Return the failures that did not recur: those of an exception group, and the context."""
    return [*getattr(problem, "exceptions", ()), *([problem.__context__] if problem.__context__ else [])]
