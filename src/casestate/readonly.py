"""Immutable objects and mappings that can be copied and pickled."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

import attrs
from attrs.exceptions import FrozenInstanceError

K = TypeVar("K")
V = TypeVar("V")

fixed = object.__setattr__
"""Set an attribute of a :class:`Frozen` object while it is made."""


class Frozen:
    """
    An object whose attributes cannot be set or deleted.

    Raises:
        FrozenInstanceError: An attribute is set or deleted; it is an ``AttributeError``.
    """

    __slots__ = ()

    def __setattr__(self, name: str, value: object) -> None:
        raise FrozenInstanceError

    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError


@attrs.frozen(eq=False, repr=False, init=False)
class ReadOnly(Mapping[K, V]):
    """
    A read-only copy of a mapping. It equals any mapping with the same items.

    >>> ReadOnly({"1": "pending"}) == {"1": "pending"}
    True
    """

    _held: dict[K, V]

    def __init__(self, held: Mapping[K, V]) -> None:
        fixed(self, "_held", dict(held))

    def __getitem__(self, key: K) -> V:
        return self._held[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)

    def __hash__(self) -> int:
        return hash(frozenset(self._held.items()))

    def __repr__(self) -> str:
        return f"ReadOnly({self._held!r})"


_EMPTY: ReadOnly[str, Any] = ReadOnly({})


def read_only(held: Mapping[str, Any]) -> ReadOnly[str, Any]:
    """Return a mapping as a read-only one, for the field of a state."""
    if isinstance(held, ReadOnly):
        return held
    return ReadOnly(held) if held else _EMPTY
