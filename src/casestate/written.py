"""Values whose ``repr`` is code that makes them, and whose errors name the field."""

import inspect
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from enum import Enum
from typing import Any, TypeVar

import attrs

from casestate.errors import CasestateError

T = TypeVar("T")


def written(value: object) -> str:
    """Return a value as code for a constructor call, in the shortest form that the constructor accepts."""
    if isinstance(value, Enum):
        recognized = getattr(value, "recognized", True)
        return repr(value.value) if recognized else repr(value)
    if attrs.has(type(value)):
        return repr(value) if isinstance(value, Written) else repr(str(value))
    if isinstance(value, tuple):
        return f"({', '.join(written(each) for each in value)}{',' if len(value) == 1 else ''})"
    return repr(value)


def refusal(field: "attrs.Attribute[Any]", value: object) -> CasestateError | None:
    """Return the error with which a field refuses a value, or ``None`` if it accepts the value."""
    try:
        convert: Any = field.converter
        taken = value if convert is None else convert(value)
        if field.validator is not None:
            field.validator(None, field, taken)
    except CasestateError as problem:
        return problem
    return None


def _misgiven(cls: type, unnamed: int, named: Collection[str]) -> str:
    """Say which arguments of a constructor are missing, unknown or given without a name; nothing if none is."""
    fields: list[attrs.Attribute[Any]] = [field for field in attrs.fields(cls) if field.init]
    known = [field.name for field in fields]
    unknown = [name for name in named if name not in known]
    if unknown:
        near = get_close_matches(unknown[0], known, 1)
        meant = f"; is it {near[0]!r}?" if near else ""
        return f"there is no field {unknown[0]!r}{meant}; accepted: {', '.join(known)}"
    plain = [field.name for field in fields if not field.kw_only]
    needed = [field.name for field in fields if field.default is attrs.NOTHING]
    if unnamed > len(plain):
        first = f"only {', '.join(plain)} may be given without a name" if plain else "each field is given by its name"
        return (
            f"{first}; write {cls.__name__}({', '.join([*plain, *[f'{name}=...' for name in needed[len(plain) :]]])})"
        )
    missing = [name for name in needed if name not in named and name not in plain[:unnamed]]
    return f"{' and '.join([f'{name}=' for name in missing])} must be given" if missing else ""


class _Placing(type):
    """
    Names the field in the error of a constructor: ``ChargeFiled.charge: this text is empty``.

    For an argument that is not a field, the error lists the fields.
    """

    def __call__(cls: type[T], *values: Any, **named: Any) -> T:
        try:
            return type.__call__(cls, *values, **named)  # type: ignore[no-any-return]  # type.__call__ is untyped
        except TypeError:
            wrong = _misgiven(cls, len(values), named)
            if not wrong:
                raise
            raise TypeError(f"{cls.__name__}: {wrong}") from None
        except CasestateError as problem:
            fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(cls)  # type: ignore[arg-type]  # every Written class is an attrs class
            given = dict(zip([field.name for field in fields if not field.kw_only], values, strict=False)) | named
            for field in fields:
                # The field is found by the message: an iterator, used up by now, may be refused for another reason.
                if field.name in given and str(refusal(field, given[field.name])) == str(problem):
                    raise type(problem)(f"{cls.__name__}.{field.name}: {problem}") from None
            raise

    @property
    def __signature__(cls) -> inspect.Signature:
        """The arguments of the constructor, for help and editors."""
        made = inspect.signature(cls.__init__)  # type: ignore[misc]  # the class is known, its __init__ is sound
        return made.replace(parameters=list(made.parameters.values())[1:])


class Written(metaclass=_Placing):
    """A value whose ``repr`` is the call that makes it, without the fields at their defaults."""

    __slots__ = ()

    def __repr__(self) -> str:
        fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(type(self))  # type: ignore[arg-type]  # every Written class is an attrs class
        given = [(field.name, getattr(self, field.name)) for field in fields if field.init]
        defaults = {field.name: field.default for field in fields}
        shown = [f"{name}={written(value)}" for name, value in given if value != defaults[name]]
        return f"{type(self).__name__}({', '.join(shown)})"


def texts_of(value: object) -> Iterator[str]:
    """
    Yield every text in a value and its parts.

    >>> from casestate import Source
    >>> list(texts_of((Source("the clerk", basis="record"), None, "as filed")))
    ['the clerk', Basis.RECORD, 'as filed']
    """
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from texts_of(each)
    elif isinstance(value, Written):
        of: Any = type(value)
        fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(of)
        for field in fields:
            yield from texts_of(getattr(value, field.name))
