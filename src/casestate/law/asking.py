"""
The checks that can find anything in a file, given the acts and fields that the file has.

Each check lists the acts and fields without which it finds nothing.
Most files have few of them, so most checks need not run.
"""

from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter
from types import MappingProxyType
from typing import Any

import attrs

from casestate.events import Event
from casestate.events.fields import fields_of_records
from casestate.law.checking import STATES, Check
from casestate.law.policies import Policies

ByKind = Mapping[str, Mapping[tuple[str, ...], tuple[Check, ...]]]
"""Checks by the kind of state that they take, and by their parameters."""


@attrs.frozen(eq=False)
class _Asked:
    """
    The needs of checks that one type of act, or of a part of an act, can meet.

    Attributes:
        always: The names that every act of the type meets: its own, and those of required fields.
        fields: The other fields that checks need.
        values: Gives their values.
        silent: The values by which they say nothing.
        parts: The fields that hold parts.
    """

    always: frozenset[str]
    fields: tuple[str, ...]
    values: Callable[[Any], Any]
    silent: Any
    parts: tuple[str, ...]


class Asking:
    """
    The checks of a procedure, grouped by their needs.

    Args:
        checks: The checks.
        policies: The policies. A check that needs a policy finds nothing if the policy is empty.
    """

    def __init__(self, checks: Iterable[Check], policies: Policies) -> None:
        self._every = tuple(checks)
        self._checks: list[tuple[Check, frozenset[str]]] = []
        for check in self._every:
            named = {need for need in check.needs if need.startswith("policies.")}
            if all(_says(getattr(policies, name.removeprefix("policies."))) for name in named):
                self._checks.append((check, check.needs - named))
        self._needed = frozenset([need for _, needs in self._checks for need in needs])
        self._asked: dict[type[Any], _Asked] = {}
        self._given: dict[frozenset[str], ByKind] = {}

    def met(self, events: Iterable[Event]) -> frozenset[str]:
        """Return the needs of checks that some events meet."""
        found: set[str] = set()
        for event in events:
            self._meet(event, found)
        return frozenset(found)

    def _meet(self, record: Any, found: set[str]) -> None:
        of = type(record)
        asked = self._asked.get(of)
        if asked is None:
            asked = self._asked[of] = self._asked_of(of)
        found |= asked.always
        if asked.fields:
            values = asked.values(record)
            if values != asked.silent:
                pairs = zip(asked.fields, values, asked.silent, strict=True)
                found.update([name for name, value, silent in pairs if value != silent])
        for name in asked.parts:
            value = getattr(record, name)
            for part in value if isinstance(value, tuple) else () if value is None else (value,):
                self._meet(part, found)

    def _asked_of(self, of: Any) -> _Asked:
        named = [field for field in attrs.fields(of) if field.name in self._needed]
        required = {field.name for field in named if field.default is attrs.NOTHING}
        others = [field for field in named if field.name not in required]
        names = tuple([field.name for field in others])
        alone = next(iter(names), "")
        return _Asked(
            always=frozenset({of.__name__} & self._needed | required),
            fields=names,
            values=attrgetter(*names) if len(names) > 1 else lambda record: (getattr(record, alone),),
            silent=tuple([field.default for field in others]),
            parts=fields_of_records(of),
        )

    def given(self, met: frozenset[str]) -> ByKind:
        """Return the checks that can find something where these needs are met."""
        found = self._given.get(met)
        if found is None:
            met_by = {id(check) for check, needs in self._checks if not needs or not needs.isdisjoint(met)}
            found = self._given[met] = MappingProxyType(
                {kind: _among(of, met_by) for kind, of in by_kind(self._every).items()}
            )
        return found


def _says(policy: Any) -> bool:
    """Return whether a policy says something."""
    return bool(policy) and policy != "unknown"


def _among(
    of: Mapping[tuple[str, ...], tuple[Check, ...]], ids: set[int]
) -> Mapping[tuple[str, ...], tuple[Check, ...]]:
    """Return some of the checks, in the same order."""
    left = {takes: tuple([each for each in checks if id(each) in ids]) for takes, checks in of.items()}
    return MappingProxyType({takes: checks for takes, checks in left.items() if checks})


def by_kind(checks: Iterable[Check]) -> ByKind:
    """Return checks by the kind of state that they take, and by their parameters."""
    found: dict[str, dict[tuple[str, ...], tuple[Check, ...]]] = {kind: {} for kind in STATES}
    for check in checks:
        of = found[check.takes[0]]
        of[check.takes] = (*of.get(check.takes, ()), check)
    return MappingProxyType({kind: MappingProxyType(of) for kind, of in found.items()})
