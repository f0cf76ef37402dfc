"""The page of the fields of charges, claims, citations and defendants."""

from collections.abc import Iterator, Mapping
from enum import Enum
from inspect import getattr_static
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

import attrs

from _pages.docstrings import plain
from casestate.explain.answers import STATES, State, meaning
from casestate.handles import Charge, Citation, Claim, Defendant
from casestate.handles.handle import Answered
from casestate.vocabulary import Closed

HANDLES: Mapping[str, type[Any]] = {"charge": Charge, "claim": Claim, "citation": Citation, "person": Defendant}


def page() -> Iterator[str]:
    yield "# The fields of charges, claims, citations and defendants\n"
    yield "Made from the code. A field is an attribute of the [handle](glossary.md) that a view returns, such as"
    yield "`view.charge('A. Doe', '1').phase`. If imprecise dates leave several values possible, it raises"
    yield "`AmbiguousState`; `possible(field)` returns all of them. `why(field)` returns the entries behind a field,"
    yield "and `spells(field)` its values over time. Every handle also has `status`, the headline in words.\n"
    yield "Acts move the axes, which are marked with a star. `moved_by(axis)` returns the entry that last moved one,"
    yield "and its `when` is the date of that. In `records()` and in files, a word is the text below.\n"
    for kind, handle in HANDLES.items():
        yield f"## {handle.__name__}\n"
        yield "| field | value | meaning |"
        yield "|---|---|---|"
        yield from [_row(STATES[kind], name) for name, each in vars(handle).items() if isinstance(each, Answered)]
        yield ""


def _row(state: type[State], field: str) -> str:
    star = "\\*" if isinstance(getattr(attrs.fields_dict(state).get(field), "default", None), Closed) else ""
    return f"| `{field}`{star} | {_value(_declared(state, field))} | {plain(meaning(state, field))} |"


def _declared(state: type[State], field: str) -> Any:
    """The type of a field, as it is annotated."""
    derived = getattr_static(state, field)
    return get_type_hints(derived.fget)["return"] if isinstance(derived, property) else get_type_hints(state)[field]


def _value(declared: Any) -> str:
    """A type in words; of a list of words its words."""
    held = [kind for kind in get_args(declared) if kind not in (NoneType, Ellipsis)]
    if held:
        return _value(held[0]) + (", several" if get_origin(declared) in (tuple, frozenset) else "")
    if issubclass(declared, Enum):
        words = [word.value if issubclass(declared, str) else word.name.lower() for word in declared]
        return f"`{declared.__name__}`: {', '.join(words)}"
    return f"`{declared.__name__}`"
