"""Test a store, your own or the library's, against the laws of stores."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from functools import cache, wraps
from typing import Any

import attrs
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.errors import UnsatisfiedAssumption

from casestate.casefile import CaseFile
from casestate.entries import Entry, Revision, RevisionKind
from casestate.store import Store
from casestate.testing.asked import as_function
from casestate.testing.code import as_code
from casestate.testing.laws.law import Counterexample, chosen, search
from casestate.testing.laws.storing import STORE_LAWS, StoreLaw
from casestate.testing.strategies import entries

Factory = Callable[[], AbstractContextManager[Store]]
History = tuple[Entry, ...]


def check_store(
    factory: Factory,
    *,
    laws: Iterable[str | StoreLaw] | None = None,
    without: Iterable[str | StoreLaw] = (),
    settings: settings | None = None,
) -> None:
    """
    Test a store against the laws, each on several histories drawn by Hypothesis.

    >>> from casestate.store import open_store
    >>> from casestate.testing.laws import check_store
    >>> check_store(lambda: open_store("memory:"), laws=["an_append_twice_is_an_append_once"])

    Args:
        factory: Returns a new, empty store at each call, as a context manager. Every store of the library is one.
        laws: The names of the laws to try, or functions of your own that take an empty store and a history; by default
            all of :data:`STORE_LAWS`.
        without: Laws to leave out.
        settings: Hypothesis settings. By default ten histories a law and no shrinking, because a store on a server is
            slow; with ``settings(max_examples=100)`` the search is longer and a failing history is shortened.

    Raises:
        LawBroken: A law does not hold, or the store raised an error that no law expects.
        InvalidQuestion: ``factory`` cannot be called, there is no such law, or no law is left to try.
    """
    as_function("the factory", factory, of="nothing that gives an empty store")
    wanted, unwanted = _listed(STORE_LAWS if laws is None else laws), _listed(without)
    own = [law for law in (*wanted, *unwanted) if callable(law) and law not in STORE_LAWS]
    left = chosen([*STORE_LAWS, *own], [_name(law) for law in wanted], [_name(law) for law in unwanted])
    search([_of_its_histories(law) for law in left], factory, _few() if settings is None else settings)


def _listed(laws: str | Iterable[str | StoreLaw]) -> list[str | StoreLaw]:
    return [laws] if isinstance(laws, str) else list(laws)


def _name(law: str | StoreLaw) -> str:
    return law if isinstance(law, str) else as_function("a law", law, of="a store and a history").__name__


def _few() -> settings:
    every = list(HealthCheck)
    return settings(max_examples=10, phases=[Phase.generate], database=None, suppress_health_check=every)  # pyright: ignore[reportArgumentType]  # Hypothesis does not annotate what iterates its enum


def _of_its_histories(law: StoreLaw) -> Callable[[Factory, st.DataObject], None]:
    """Return the law as a test of a new store and a drawn history."""

    @wraps(law)
    def holds(factory: Factory, data: st.DataObject) -> None:
        history = data.draw(histories())
        try:
            with factory() as store:
                law(store, history)
        except UnsatisfiedAssumption:
            raise
        except Exception as problem:
            words = str(problem) if isinstance(problem, AssertionError) else f"{type(problem).__name__}: {problem}"
            raise Counterexample(words, as_code(CaseFile("case").extend(history))) from problem

    return holds


@cache
def histories() -> st.SearchStrategy[History]:
    """Draw short histories of one case: entries of every type, some linked to or correcting earlier ones."""
    return st.composite(_history)(st.lists(entries(), min_size=2, max_size=5, unique_by=lambda each: each.id))


def _history(draw: Callable[[st.SearchStrategy[Any]], Any], several: st.SearchStrategy[list[Entry]]) -> History:
    drawn: list[Entry] = draw(several)
    done: list[Entry] = []
    for entry in drawn:
        earlier = [each.id for each in done]
        after = tuple(draw(st.lists(st.sampled_from(earlier), max_size=2, unique=True))) if earlier else ()
        revises = draw(st.none() | st.sampled_from(earlier).map(_corrects)) if earlier else None
        done.append(attrs.evolve(entry, after=after, revises=revises, account_of=None, recorded_at=None, seq=0))
    return tuple(done)


def _corrects(id: str) -> Revision:
    return Revision(entry=id, kind=RevisionKind.CORRECTION, reason="misread")
