"""List the differences between two values of the library, for a failed comparison in a test."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeGuard

import attrs

from casestate.engine.journal import Journal
from casestate.entries import Entry
from casestate.errors import TooManyPossibilities
from casestate.explain.answers import axes_of, told
from casestate.handles import Handle
from casestate.law.headlines import headline
from casestate.law.procedure import Procedure
from casestate.state import ChargeState, CitationState, ClaimState, DefendantState
from casestate.terms import Money, Term
from casestate.testing.docket import line
from casestate.view import View
from casestate.when import When

_STATES = (ChargeState, ClaimState, CitationState)
_WHOLE = (When, Term, Money, Procedure)


def difference(left: Any, right: Any) -> list[str]:
    r"""
    Return the differences between two values, one a line.

    For states these are the axes that differ, with both values and the entries that set them, and the entries that
    only one side has.

    >>> from casestate import CaseFile
    >>> from casestate.events import ChargeDismissed, ChargeFiled
    >>> case = CaseFile("example").record(ChargeFiled(on="2023-01-31", defendant="A. Doe", charge="1"))
    >>> later = case.record(ChargeDismissed(on="2023-04-21", defendant="A. Doe", charge="1", prejudice="without"))
    >>> print("\n".join(difference(*(each.at().charge("A. Doe", "1") for each in (case, later)))))
    phase: charged (e1, 2023-01-31) != dismissed (e2, 2023-04-21)
    disposition: none != dismissed without prejudice (e2, 2023-04-21)
    endings, only right: 2023-04-21 A. Doe: charge 1 dismissed without prejudice [e2 (unknown, unknown)]
    """
    return list(_differing("", left, right))


def _differing(path: str, left: Any, right: Any) -> Iterator[str]:
    """Yield the lines for two values at the same path."""
    if left == right:
        return
    if isinstance(left, View) and isinstance(right, View):
        yield from [f"{path}{': ' if path else ''}{each}" for each in _of_views(left, right)]
    elif isinstance(left, Handle) and isinstance(right, Handle):
        yield from _of_handles(path, left, right)
    elif isinstance(left, Mapping) and isinstance(right, Mapping):
        yield from _by_key(path, left, right)
    elif _entries(left) and _entries(right):
        yield from _by_key(path, *({entry.id: entry for entry in each} for each in (left, right)))
    elif isinstance(left, tuple | list) and isinstance(right, tuple | list):
        yield from _by_key(path, dict(enumerate(left, 1)), dict(enumerate(right, 1)))
    elif type(left) is type(right) and attrs.has(type(left)) and not isinstance(left, _WHOLE):
        yield from _by_field(path, left, right)
    else:
        yield f"{path}{': ' if path else ''}{_short(left)} != {_short(right)}"


def _of_views(left: View, right: View) -> Iterator[str]:
    """Yield the coordinates and the states that differ. The files may differ where no state does."""
    if left.coordinates != right.coordinates:
        yield f"coordinates: {left.coordinates} != {right.coordinates}"
    try:
        changes = [str(each) for each in left.diff(right)]
    except TooManyPossibilities as problem:
        changes = [str(problem)]
    yield from changes or [
        "the states are equal, and the files are not; compare states, or assert not left.diff(right)"
    ]


def _of_handles(path: str, left: Handle[Any], right: Handle[Any]) -> Iterator[str]:
    """Yield the states that differ. Handles of two files or coordinates are unequal even if their states are equal."""
    try:
        states = [each.possible() for each in (left, right)]
    except TooManyPossibilities as problem:
        yield f"{path}{': ' if path else ''}{problem}"
        return
    changes = list(_differing(path, *(each[0] if len(each) == 1 else each for each in states)))
    same = "the states are equal, and the files or coordinates are not; compare .state"
    yield from changes or [f"{path}{': ' if path else ''}{same}"]


def _by_field(path: str, left: Any, right: Any) -> Iterator[str]:
    axes = axes_of(type(left)) if isinstance(left, _STATES) else ()
    movers = [dict(getattr(each, "moved", ())) for each in (left, right)]
    for axis in axes:
        here, there = (_moved(each, axis, by.get(axis)) for each, by in zip((left, right), movers, strict=True))
        if here != there:
            yield f"{_joined(path, axis)}: {here} != {there}"
    for field in attrs.fields(type(left)):
        if field.eq and field.name not in (*axes, "moved"):
            attribute = "entries" if field.type is Journal else field.name
            here, there = getattr(left, attribute), getattr(right, attribute)
            name = attribute.removesuffix("s") if isinstance(here, Mapping) else attribute
            yield from _differing(_joined(path, name), here, there)


def _moved(state: Any, axis: str, by: Entry | None) -> str:
    """Return the value of an axis, with the entry that last set it."""
    value = told(getattr(state, axis))
    return value if by is None else f"{value} ({by.id}, {by.when})"


def _by_key(path: str, left: Mapping[Any, Any], right: Mapping[Any, Any]) -> Iterator[str]:
    for key in dict.fromkeys([*left, *right]):
        if key in left and key in right:
            yield from _differing(_joined(path, str(key)), left[key], right[key])
        else:
            side, value = ("left", left[key]) if key in left else ("right", right[key])
            yield f"{f'{path}, ' if path else ''}only {side}: {_named(key, value)}"
    if list(left) != list(right) and set(left) == set(right):
        yield f"{path}{': ' if path else ''}{', '.join(map(str, left))} in order != {', '.join(map(str, right))}"


def _named(key: Any, value: Any) -> str:
    return line(value) if isinstance(value, Entry) else f"{key} ({_short(value)})"


def _short(value: Any) -> str:
    """Return a value on one line: a state by its headline, an entry as on the docket."""
    if isinstance(value, (*_STATES, DefendantState)):
        return str(headline(value).words)
    if isinstance(value, Entry):
        return line(value)
    return value.name if isinstance(value, Procedure) else told(value)


def _entries(value: Any) -> TypeGuard[Sequence[Entry]]:
    return isinstance(value, tuple | list) and all(isinstance(each, Entry) for each in value)


def _joined(path: str, name: str) -> str:
    return f"{path} {name}".strip()
