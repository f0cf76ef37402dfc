"""Values whose ``repr`` can be pasted back as code."""

from enum import Enum
from typing import Any

import attrs


def written(value: object) -> str:
    """A value as it is written in a constructor call, in the shortest form the constructor takes back."""
    if isinstance(value, Enum):
        recognized = getattr(value, "recognized", True)
        return repr(value.value) if recognized else repr(value)
    if attrs.has(type(value)):
        return repr(value) if isinstance(value, Written) else repr(str(value))
    if isinstance(value, tuple):
        return f"({', '.join(written(each) for each in value)}{',' if len(value) == 1 else ''})"
    return repr(value)


class Written:
    """Its ``repr`` is the call that makes it, without the fields left at their default."""

    __slots__ = ()

    def __repr__(self) -> str:
        fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(type(self))  # type: ignore[arg-type]
        given = [(field.name, getattr(self, field.name)) for field in fields if field.init]
        defaults = {field.name: field.default for field in fields}
        shown = [f"{name}={written(value)}" for name, value in given if value != defaults[name]]
        return f"{type(self).__name__}({', '.join(shown)})"
