"""
Older forms of events, read as current ones.

A file is never rewritten for a new version of the library. Each event in it states its name and version, and an
:class:`Upcaster` reads one older version of one name as one or several events of a later form. A chain of upcasters is
checked when it is made: each version has exactly one upcaster, and there is no circle.
"""

import copy
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import attrs

from casestate.codec.shape import BY_WIRE
from casestate.engine.order import circle_in
from casestate.errors import CasestateError, InvalidUpcaster
from casestate.events import Stated
from casestate.texts import is_text

Fields = dict[str, Any]
"""An event as its JSON object in a file, with its ``type`` and ``version``."""


@attrs.frozen(order=False)
class Form:
    """
    One version of one type of event in files.

    Attributes:
        wire: The name, such as ``charge.filed``.
        version: The version, from 1.
    """

    wire: str
    version: int

    def __str__(self) -> str:
        return f"{self.wire} of version {self.version}"

    @property
    def is_present(self) -> bool:
        """Whether this library writes the form, and reads it without an upcaster."""
        event = BY_WIRE.get(self.wire)
        return event is not None and self.version == event.version


def form_of(event: Mapping[str, Any]) -> Form | None:
    """Return the form that an event in a file states, or ``None`` if it states none."""
    wire, version = event.get("type"), event.get("version")
    return Form(wire, version) if isinstance(wire, str) and type(version) is int else None


def _form(value: "Form | tuple[str, int]") -> Form:
    try:
        form = value if isinstance(value, Form) else Form(*value)
    except TypeError:
        raise InvalidUpcaster(f"a form is a name and a version, such as ('charge.filed', 1), not {value!r}") from None
    if not is_text(form.wire) or type(form.version) is not int or form.version < 1:
        raise InvalidUpcaster(f"a form is a name and a version from 1, such as ('charge.filed', 1), not {value!r}")
    return form


def _forms(values: "Iterable[Form | tuple[str, int]]") -> tuple[Form, ...]:
    forms = tuple([_form(value) for value in values])
    if not forms:
        raise InvalidUpcaster("an upcaster says with into= which forms it gives; what has no effect any more is noted")
    return forms


def _callable(_: object, __: "attrs.Attribute[Any]", value: object) -> None:
    if not callable(value):
        raise InvalidUpcaster(f"read= takes a function from the fields of an event to a list of them, not {value!r}")


@attrs.frozen(order=False)
class Upcaster:
    """
    A function that reads one older form of an event.

    >>> def amount_has_a_currency(event):
    ...     return [event | {"version": 2, "amount": f"{event['amount']} USD"}]
    >>> Upcaster(("fine.imposed", 1), into=[("fine.imposed", 2)], read=amount_has_a_currency).form.version
    1

    Attributes:
        form: The form it reads, as a name and a version.
        into: The forms that it may return.
        read: A function from a copy of the event's JSON object to a list of one or more objects with the same meaning,
            in the order of the events. For unsound fields it raises ``LookupError``, ``TypeError``, ``ValueError`` or
            ``AttributeError``, as ordinary code does.

    Raises:
        InvalidUpcaster: A form or the function is not valid.
    """

    form: Form = attrs.field(converter=_form)
    into: tuple[Form, ...] = attrs.field(converter=_forms, kw_only=True)
    read: Callable[[Fields], list[Fields]] = attrs.field(validator=_callable, kw_only=True)


OWN: tuple[Upcaster, ...] = ()
"""The upcasters of the library: none, since every event is in its first version."""


class Upcasters:
    """
    A chain of upcasters: those of the library and those given.

    >>> Upcasters([Upcaster(("plea.nolo", 1), into=[("plea.nolo", 2)], read=lambda event: [event])])
    Traceback (most recent call last):
    casestate.errors.InvalidUpcaster: plea.nolo of version 1 is read into plea.nolo of version 2, which nothing reads...

    Raises:
        InvalidUpcaster: Two read one form, one reads a current or later form, a version of a name has none, one leads
            to a form that nothing reads, or they form a circle.
    """

    def __init__(self, upcasters: Iterable[Upcaster] | Upcaster = ()) -> None:
        self._by_form: dict[Form, Upcaster] = {}
        for each in (*OWN, *([upcasters] if isinstance(upcasters, Upcaster) else upcasters)):
            if not isinstance(each, Upcaster):
                raise InvalidUpcaster(f"a chain is made of Upcaster(...), not {each!r}")
            if self._by_form.setdefault(each.form, each) is not each:
                raise InvalidUpcaster(f"two upcasters read {each.form}; keep one")
        for problem in self._problems():
            raise InvalidUpcaster(problem)

    def _problems(self) -> Iterator[str]:
        for form, upcaster in self._by_form.items():
            event = BY_WIRE.get(form.wire)
            if event is not None and form.version >= event.version:
                yield f"{form} takes no upcaster; this library reads version {event.version} as it stands"
            for target in upcaster.into:
                if not target.is_present and target not in self._by_form:
                    yield f"{form} is read into {target}, which nothing reads; give it an upcaster, or mend into="
        yield from self._gaps()
        circle = circle_in({str(form): [str(each) for each in one.into] for form, one in self._by_form.items()})
        if circle:
            yield f"upcasters go round in a circle: {' into '.join(circle)}"

    def _gaps(self) -> Iterator[str]:
        """Yield a problem for each version that no upcaster reads although a later version of its name exists."""
        last = {wire: event.version - 1 for wire, event in BY_WIRE.items()}
        for form in self._by_form:
            last[form.wire] = max(last.get(form.wire, 0), form.version)
        for wire, latest in last.items():
            for version in range(1, latest + 1):
                if Form(wire, version) not in self._by_form:
                    yield f"no upcaster reads {Form(wire, version)}; every version since the first needs one"

    @property
    def is_empty(self) -> bool:
        """Whether the chain has no upcaster."""
        return not self._by_form

    def read(self, event: Fields) -> list[Fields]:
        """
        Return an event's JSON object as objects of current forms, or the object itself if no upcaster reads it.

        A statement about an act that has become several becomes as many statements.

        Raises:
            CannotRead: Its fields are not those of its form.
            InvalidUpcaster: An upcaster returned something else than events of its declared forms.
        """
        form = form_of(event)
        upcaster = None if form is None else self._by_form.get(form)
        if upcaster is not None:
            return [present for later in _upcast(upcaster, event) for present in self.read(later)]
        about = event.get("about")
        if event.get("type") != Stated.wire or not isinstance(about, dict) or about.get("type") == Stated.wire:
            return [event]
        acts = self.read(about)
        return [event] if acts[0] is about else [event | {"about": act} for act in acts]


class CannotRead(CasestateError, ValueError):
    """An event of an older form whose fields its upcaster cannot read."""


def _upcast(upcaster: Upcaster, event: Fields) -> list[Fields]:
    try:
        given = upcaster.read(copy.deepcopy(event))
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError) as problem:
        why = f"{type(problem).__name__}: {problem}"
        raise CannotRead(
            f"this cannot be read as {upcaster.form} ({why}); mend the fields of that version"
        ) from problem
    if not isinstance(given, list) or not given:
        raise InvalidUpcaster(f"the upcaster of {upcaster.form} must give a list of one event or more, not {given!r}")
    for each in given:
        if not isinstance(each, dict) or form_of(each) not in upcaster.into:
            raise InvalidUpcaster(
                f"the upcaster of {upcaster.form} gave {each!r}, which is of none of the forms it declares: "
                f"{', '.join(map(str, upcaster.into))}"
            )
    return given


def checked_chain(upcasters: Upcasters) -> Upcasters:
    """
    Return the value of ``upcasters=``.

    Raises:
        InvalidUpcaster: It is not a chain.
    """
    if not isinstance(upcasters, Upcasters):
        raise InvalidUpcaster(f"upcasters= takes a chain, Upcasters([...]), not {upcasters!r}")
    return upcasters


UPCASTERS = Upcasters()
"""The chain of the library, checked at import."""
